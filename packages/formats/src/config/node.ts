/**
 * The neutral form of configuration: YAML, JSON, TOML, INI and .env become trees with positions. Plain data.
 */
export type ConfigNode = ConfigMap | ConfigList | ConfigScalar;

interface Placed {
  /** First line, from 1. */
  readonly line: number;
  /** Last line, inclusive. */
  readonly endLine: number;
  /** YAML tag as written ("!Ref", "!vault"), where it is not one of the core schema. */
  readonly tag?: string;
}

export interface ConfigMap extends Placed {
  readonly kind: "map";
  readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry {
  readonly key: string;
  /** Line of the key. */
  readonly line: number;
  readonly value: ConfigNode;
}

export interface ConfigList extends Placed {
  readonly kind: "list";
  readonly items: readonly ConfigNode[];
}

export interface ConfigScalar extends Placed {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

export function entry(node: ConfigNode | undefined, key: string): ConfigEntry | undefined {
  return node?.kind === "map" ? node.entries.find((candidate) => candidate.key === key) : undefined;
}

/** The node under a path of keys and list indexes, or undefined. */
export function at(node: ConfigNode | undefined, ...path: readonly (string | number)[]): ConfigNode | undefined {
  let current = node;
  for (const step of path) {
    if (typeof step === "string") current = entry(current, step)?.value;
    else current = current?.kind === "list" ? current.items[step] : undefined;
  }
  return current;
}

export function text(node: ConfigNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

export function items(node: ConfigNode | undefined): readonly ConfigNode[] {
  return node?.kind === "list" ? node.items : [];
}

export function entries(node: ConfigNode | undefined): readonly ConfigEntry[] {
  return node?.kind === "map" ? node.entries : [];
}
