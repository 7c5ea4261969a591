import { at, type ConfigNode, entries, items } from "@castellan/formats";

/** Values that `${name}` stands for: text by dotted path, and trees for foreach. */
export interface Variables {
  text(path: string): string | undefined;
  node(path: string): ConfigNode | undefined;
}

/** The node at "a.b[0].c". */
function follow(root: ConfigNode, path: string): ConfigNode | undefined {
  let node: ConfigNode | undefined = root;
  for (const step of path.split(/\.|\[|\]\.?/).filter((part) => part !== "")) {
    node = at(node, /^\d+$/.test(step) && node?.kind === "list" ? Number(step) : step);
  }
  return node;
}

/** Variables over trees; the first that knows a path answers. `extra` holds `item` and `key` of a loop. */
export function variablesOf(trees: readonly ConfigNode[], extra: ReadonlyMap<string, ConfigNode> = new Map()): Variables {
  const node = (path: string): ConfigNode | undefined => {
    const [head = "", ...rest] = path.split(/(?=[.[])/);
    const own = extra.get(head);
    if (own !== undefined) return rest.length === 0 ? own : follow(own, rest.join("").replace(/^\./, ""));
    for (const tree of trees) {
      const found = follow(tree, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    node,
    text: (path) => {
      const found = node(path);
      return found?.kind === "scalar" && found.value !== null ? String(found.value) : undefined;
    },
  };
}

/** Puts values in; what is unknown stays as written. */
export function interpolate(text: string, variables: Variables): string {
  return text.replace(/(?<!\\)\$\{\s*([\w.[\]-]{1,200})\s*\}/g, (whole, path: string) => variables.text(path) ?? whole);
}

export function scalarNode(value: string, line: number): ConfigNode {
  return { kind: "scalar", value, line, endLine: line };
}

const MAX_EXPANSION = 500;

interface Expansion {
  readonly suffix: string;
  readonly values: ReadonlyMap<string, ConfigNode>;
}

/** foreach over a list, a map or `${name}` of one. */
export function foreachExpansions(node: ConfigNode, variables: Variables): readonly Expansion[] {
  const reference = node.kind === "scalar" ? /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(String(node.value))?.[1] : undefined;
  const target = reference === undefined ? node : variables.node(reference);
  if (target?.kind === "list") {
    return target.items.slice(0, MAX_EXPANSION).map((item, index) => ({
      suffix: item.kind === "scalar" ? interpolate(String(item.value), variables) : String(index),
      values: new Map([["item", item]]),
    }));
  }
  return entries(target)
    .slice(0, MAX_EXPANSION)
    .map(({ key, line, value }) => ({
      suffix: key,
      values: new Map([
        ["item", value],
        ["key", scalarNode(key, line)],
      ]),
    }));
}

/** matrix: every combination; `item.name` and `key`. */
export function matrixExpansions(node: ConfigNode, variables: Variables): readonly Expansion[] {
  let combinations: readonly { readonly names: readonly string[]; readonly values: readonly (readonly [string, ConfigNode])[] }[] = [
    { names: [], values: [] },
  ];
  for (const { key, value } of entries(node)) {
    const reference = value.kind === "scalar" ? /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(String(value.value))?.[1] : undefined;
    const options = items(reference === undefined ? value : variables.node(reference));
    combinations = combinations
      .flatMap((before) =>
        options.map((option, index) => ({
          names: [...before.names, option.kind === "scalar" ? interpolate(String(option.value), variables) : `${key}${index}`],
          values: [...before.values, [key, option] as const],
        })),
      )
      .slice(0, MAX_EXPANSION);
  }
  return combinations
    .filter(({ names }) => names.length > 0)
    .map(({ names, values }) => ({
      suffix: names.join("-"),
      values: new Map([
        [
          "item",
          { kind: "map", line: node.line, endLine: node.endLine, entries: values.map(([key, value]) => ({ key, line: node.line, value })) },
        ],
        ["key", scalarNode(names.join("-"), node.line)],
      ]),
    }));
}
