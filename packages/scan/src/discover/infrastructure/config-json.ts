import type { ConfigNode } from "@castellan/formats";
import type { Json } from "@castellan/graph";

const NODES = 2000;

/** A configuration tree as plain JSON for attributes; very large ones are cut. The first of equal keys stands. */
export function jsonOf(node: ConfigNode, nodes = NODES): Json {
  let left = nodes;
  const convert = (current: ConfigNode): Json => {
    left -= 1;
    if (left < 0) return "…";
    if (current.kind === "scalar") return current.value;
    if (current.kind === "list") return current.items.map(convert);
    const record: { [key: string]: Json } = {};
    for (const entry of current.entries) if (!Object.hasOwn(record, entry.key)) record[entry.key] = convert(entry.value);
    return record;
  };
  return convert(node);
}

export function recordOf(node: ConfigNode, nodes = NODES): { readonly [key: string]: Json } {
  const json = jsonOf(node, nodes);
  return typeof json === "object" && json !== null && !Array.isArray(json) ? Object.fromEntries(Object.entries(json)) : {};
}
