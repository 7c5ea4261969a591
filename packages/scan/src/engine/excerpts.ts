import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findSecrets } from "@castellan/text";

/** Larger files are not opened for an excerpt. */
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_LINE = 400;

export type Excerpts = (target: number, file: string, line: number, context: number) => readonly { readonly line: number; readonly text: string }[] | undefined;

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
  const known = new Map<string, readonly string[] | undefined>();
  const linesOf = (target: number, file: string): readonly string[] | undefined => {
    const root = roots[target];
    if (root === undefined || file.split("/").includes("..")) return undefined;
    const path = join(root, file);
    if (known.has(path)) return known.get(path);
    let lines: readonly string[] | undefined;
    try {
      const status = lstatSync(path);
      const bytes = status.isFile() && status.size <= MAX_BYTES ? readFileSync(path) : undefined;
      lines = bytes === undefined || bytes.includes(0) ? undefined : masked(bytes.toString("utf8")).split(/\r?\n/);
    } catch {
      lines = undefined;
    }
    known.set(path, lines);
    return lines;
  };
  return (target, file, line, context) => {
    const lines = linesOf(target, file);
    if (lines === undefined || line < 1 || line > lines.length) return undefined;
    const first = Math.max(1, line - context);
    return lines.slice(first - 1, line + context).map((text, index) => ({ line: first + index, text: text.slice(0, MAX_LINE) }));
  };
}
