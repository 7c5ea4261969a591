/** Keys and indexes from the root; reused by the reader: copy what you keep. */
export type ConfigPath = readonly (string | number)[];

/** One value of a configuration, in whatever syntax it is written. */
export interface ConfigValue {
  readonly path: ConfigPath;
  readonly kind: "map" | "list" | "scalar";
  /** Of a scalar. */
  readonly value: string | number | boolean | null;
  /** A text that is longer than what is read. */
  readonly cut: boolean;
  /** Byte of JSON; undefined for YAML, */
  readonly offset?: number;
  /** which has lines. */
  readonly line?: number;
}

/** Last key of a path that is no index. */
export function keyOf(path: ConfigPath): string {
  for (let at = path.length - 1; at >= 0; at--) {
    const step = path[at];
    if (typeof step === "string") return step;
  }
  return "";
}

/** A path as it may stand in a message. */
export function pathText(path: ConfigPath): string {
  return path.length === 0 ? "the root" : path.join(".").slice(0, 160);
}
