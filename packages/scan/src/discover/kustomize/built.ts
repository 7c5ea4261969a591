import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";

export interface KustomizePlace {
  readonly file: string;
  readonly line: number;
}

/** A resource as a kustomization makes it. */
export interface BuiltResource {
  /** The file that declares it, or the kustomization that generates it. */
  readonly file: ProjectFile;
  /** As written there. */
  readonly written: ConfigNode;
  readonly document: ConfigNode;
  /** Patches and settings that changed it. */
  readonly changedAt: readonly KustomizePlace[];
}

export function kindOf(document: ConfigNode): string {
  return text(at(document, "kind")) ?? "";
}

export function nameIn(document: ConfigNode): string {
  return text(at(document, "metadata", "name")) ?? text(at(document, "metadata", "generateName")) ?? "";
}

/** A scalar that stands where another did. */
export function scalar(value: string | number, like: Pick<ConfigNode, "line" | "endLine">): ConfigNode {
  return { kind: "scalar", value, line: like.line, endLine: like.endLine };
}

/** A tree with a value put under a path; maps on the way are made. */
export function withValue(node: ConfigNode, path: readonly string[], value: ConfigNode): ConfigNode {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const map = node.kind === "map" ? node : { kind: "map" as const, entries: [], line: node.line, endLine: node.endLine };
  const own = map.entries.find(({ key }) => key === step);
  if (own !== undefined)
    return { ...map, entries: map.entries.map((item) => (item === own ? { ...item, value: withValue(item.value, rest, value) } : item)) };
  const empty: ConfigNode = { kind: "map", entries: [], line: value.line, endLine: value.endLine };
  return { ...map, entries: [...map.entries, { key: step, line: value.line, value: withValue(empty, rest, value) }] };
}

const DEPTH = 100;

/** A tree with every map put through `change`, innermost first. */
export function mapped(
  node: ConfigNode,
  change: (map: ConfigNode & { readonly kind: "map" }, key: string) => ConfigNode,
  key = "",
  depth = 0,
): ConfigNode {
  if (depth > DEPTH || node.kind === "scalar") return node;
  if (node.kind === "list") return { ...node, items: node.items.map((item) => mapped(item, change, key, depth + 1)) };
  return change(
    { ...node, entries: entries(node).map((item) => ({ ...item, value: mapped(item.value, change, item.key, depth + 1) })) },
    key,
  );
}
