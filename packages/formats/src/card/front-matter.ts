import type { ConfigNode } from "../config/node.ts";
import { readYaml } from "../config/yaml.ts";
import { FormatError } from "../errors.ts";

export interface FrontMatter {
  readonly node?: ConfigNode;
  readonly body: string;
  /** Lines before the body. */
  readonly offset: number;
}

/** Moves every line of a tree; the block starts below its `---`. */
function moved(node: ConfigNode, by: number): ConfigNode {
  const place = { line: node.line + by, endLine: node.endLine + by };
  if (node.kind === "map")
    return {
      ...node,
      ...place,
      entries: node.entries.map((entry) => ({ key: entry.key, line: entry.line + by, value: moved(entry.value, by) })),
    };
  if (node.kind === "list") return { ...node, ...place, items: node.items.map((item) => moved(item, by)) };
  return { ...node, ...place };
}

/** YAML between two `---` lines at the start of a text. Broken YAML leaves only the body. */
export function splitFrontMatter(text: string): FrontMatter {
  const match = /^\uFEFF?(?:[ \t]*\r?\n)*---[ \t]*\r?\n([^]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text.slice(0, 200_000));
  if (match === null) return { body: text, offset: 0 };
  const lead = match[0].indexOf("---");
  const before = match[0].slice(0, lead).split("\n").length;
  const body = text.slice(match[0].length);
  const offset = match[0].split("\n").length - 1;
  try {
    const [node] = readYaml(match[1] ?? "").documents;
    return node === undefined ? { body, offset } : { node: moved(node, before), body, offset };
  } catch (cause) {
    if (cause instanceof FormatError) return { body, offset };
    throw cause;
  }
}
