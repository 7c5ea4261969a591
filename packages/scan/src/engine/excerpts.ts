import { findSecrets } from "@castellan/text";
import { textReader } from "./text-reader.ts";

const MAX_LINE = 400;

export type Excerpts = (
  target: number,
  file: string,
  line: number,
  context: number,
) => readonly { readonly line: number; readonly text: string }[] | undefined;

function masked(text: string): string {
  let result = "";
  let at = 0;
  for (const { start, end, masked: shown } of findSecrets(text)) {
    // Lines stay where they are: a secret over several lines leaves its line ends.
    const breaks = text.slice(start, end).replace(/[^\n]/g, "");
    result += text.slice(at, start) + shown + breaks;
    at = end;
  }
  return result + text.slice(at);
}

/** Lines around a place, secrets masked. `roots` are the folders of the targets, in order. */
export function createExcerpts(roots: readonly string[]): Excerpts {
  const readText = textReader(roots.map((root) => ({ root })));
  const known = new Map<string, readonly string[] | undefined>();
  const linesOf = (target: number, file: string): readonly string[] | undefined => {
    const key = `${target}:${file}`;
    if (!known.has(key)) {
      const text = readText(target, file);
      known.set(key, text === undefined ? undefined : masked(text).split(/\r?\n/));
    }
    return known.get(key);
  };
  return (target, file, line, context) => {
    const lines = linesOf(target, file);
    if (lines === undefined || line < 1 || line > lines.length) return undefined;
    const first = Math.max(1, line - context);
    return lines.slice(first - 1, line + context).map((text, index) => ({ line: first + index, text: text.slice(0, MAX_LINE) }));
  };
}
