import { findSecrets } from "@castellan/text";
import type { SensitiveMatch } from "./facts.ts";

/** Starts of lines, to turn offsets into lines. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** Stands for each character of a secret: no syntax of any language that is read. */
const COVER = "\u2022";

export interface SensitiveText {
  readonly matches: readonly SensitiveMatch[];
  /** The text with every secret covered, character by character: what the other readers get to see. */
  readonly covered: string;
  /** The secrets themselves, to cover them in an encoded form of the text. */
  readonly values: readonly string[];
}

/**
 * Secrets of a text with their lines, and the text without them: a syntax tree, a call argument or a cache entry that
 * is made from the covered text cannot hold one.
 */
export function findSensitive(text: string, place: { readonly cell?: number; readonly output?: boolean } = {}): SensitiveText {
  const found = findSecrets(text);
  if (found.length === 0) return { matches: [], covered: text, values: [] };
  let covered = "";
  let at = 0;
  for (const { start, end, masked } of found) {
    const shown = Math.min(Math.max(masked.length - 1, 0), end - start);
    covered += text.slice(at, start + shown) + text.slice(start + shown, end).replace(/[^\r\n]/g, COVER);
    at = end;
  }
  return {
    matches: publish(text, found, place),
    covered: covered + text.slice(at),
    values: found.map(({ start, end }) => text.slice(start, end)),
  };
}

/** Covers values in a text that holds them as JSON strings. */
export function coverInJson(text: string, values: readonly string[]): string {
  let covered = text;
  for (const value of [...values].sort((a, b) => b.length - a.length)) {
    const written = JSON.stringify(value).slice(1, -1);
    if (written !== "") covered = covered.replaceAll(written, COVER.repeat(value.length));
  }
  return covered;
}

function publish(
  text: string,
  found: ReturnType<typeof findSecrets>,
  place: { readonly cell?: number; readonly output?: boolean },
): readonly SensitiveMatch[] {
  const lineOf = lineFinder(text);
  return found.map(
    (match): SensitiveMatch => ({
      kind: "secret",
      rule: match.rule,
      title: match.title,
      line: lineOf(match.start),
      endLine: lineOf(Math.max(match.start, match.end - 1)),
      ...(place.cell === undefined ? {} : { cell: place.cell }),
      masked: match.masked,
      confidence: match.confidence,
      ...(match.hash === undefined ? {} : { hash: match.hash }),
      ...(place.output === true ? { output: true } : {}),
      ...(match.vendor === "any" ? {} : { vendor: match.vendor }),
    }),
  );
}
