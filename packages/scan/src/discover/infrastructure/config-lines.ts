import { type ConfigNode, entries } from "@castellan/formats";

/** Paths noted of one resource. */
const PATHS = 500;
const DEPTH = 12;

/** Dotted path of a setting, without indexes of lists → the line on which it was first written. */
export function linesOf(node: ConfigNode): { readonly [path: string]: number } {
  const lines: { [path: string]: number } = {};
  let left = PATHS;
  const note = (current: ConfigNode, prefix: string, depth: number): void => {
    if (depth > DEPTH) return;
    if (current.kind === "list") for (const item of current.items) note(item, prefix, depth + 1);
    for (const { key, value, line } of entries(current)) {
      if (left <= 0) return;
      const path = prefix === "" ? key : `${prefix}.${key}`;
      if (!Object.hasOwn(lines, path)) {
        left -= 1;
        lines[path] = line;
      }
      note(value, path, depth + 1);
    }
  };
  note(node, "", 0);
  return lines;
}
