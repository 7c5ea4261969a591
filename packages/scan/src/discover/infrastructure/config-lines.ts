import { type ConfigNode, entries } from "@castellan/formats";

/** Paths noted of one resource, and as many of later members of lists. */
const PATHS = 500;
const DEPTH = 12;

/**
 * Dotted path of a setting → the line on which it stands. Without indexes of lists it is the line on which a setting is first
 * written; members of lists but the first stand under their index too (`spec.containers[1].image`, `args[2]`).
 */
export function linesOf(node: ConfigNode): { readonly [path: string]: number } {
  const lines: { [path: string]: number } = {};
  const left = { plain: PATHS, indexed: PATHS };
  const put = (path: string, line: number): void => {
    if (Object.hasOwn(lines, path)) return;
    const kind = path.includes("[") ? "indexed" : "plain";
    if (left[kind] <= 0) return;
    left[kind] -= 1;
    lines[path] = line;
  };
  /** `place` has the indexes above 0. */
  const note = (current: ConfigNode, path: string, place: string, depth: number): void => {
    if (depth > DEPTH || (left.plain <= 0 && left.indexed <= 0)) return;
    if (current.kind === "list")
      for (const [index, item] of current.items.entries()) {
        const itemPlace = index === 0 ? place : `${place}[${index}]`;
        if (index > 0) put(itemPlace, item.line);
        note(item, path, itemPlace, depth + 1);
      }
    for (const { key, value, line } of entries(current)) {
      const [inner, innerPlace] = path === "" ? [key, key] : [`${path}.${key}`, `${place}.${key}`];
      put(inner, line);
      put(innerPlace, line);
      note(value, inner, innerPlace, depth + 1);
    }
  };
  note(node, "", "", 0);
  return lines;
}
