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

/** Secrets of a text with their lines; the values do not leave this function. */
export function findSensitive(text: string, place: { readonly cell?: number; readonly output?: boolean } = {}): readonly SensitiveMatch[] {
  const matches = findSecrets(text);
  if (matches.length === 0) return [];
  const lineOf = lineFinder(text);
  return matches.map((match): SensitiveMatch => ({
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
  }));
}
