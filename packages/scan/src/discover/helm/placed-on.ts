import type { ConfigNode } from "@castellan/formats";

/** A tree whose lines are those that `lines` (by line, from 0) names for each. */
export function placedOn(node: ConfigNode, lines: readonly number[]): ConfigNode {
  const line = lineOf(node.line, lines);
  const placed = { line, endLine: Math.max(line, lineOf(node.endLine, lines)) };
  if (node.kind === "map")
    return {
      ...node,
      ...placed,
      entries: node.entries.map((entry) => ({ key: entry.key, line: lineOf(entry.line, lines), value: placedOn(entry.value, lines) })),
    };
  if (node.kind === "list") return { ...node, ...placed, items: node.items.map((item) => placedOn(item, lines)) };
  return { ...node, ...placed };
}

function lineOf(line: number, lines: readonly number[]): number {
  return lines[line - 1] ?? lines.at(-1) ?? 1;
}
