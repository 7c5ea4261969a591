import type { ConfigNode } from "@castellan/formats";

/** One value of a configuration file under its whole key. */
export interface Setting {
  /** Parts of the key, lower case, without hyphens and underscores: relaxed binding makes them one. */
  readonly path: readonly string[];
  /** As written, with dots. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const MAX_SETTINGS = 5000;
const MAX_DEPTH = 20;

/** All values of a properties, YAML or JSON tree. Quarkus profiles (`%dev.`) are taken off. */
export function settingsOf(documents: readonly ConfigNode[]): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (node: ConfigNode, keys: readonly string[]): void => {
    if (found.length >= MAX_SETTINGS || keys.length > MAX_DEPTH) return;
    if (node.kind === "map") for (const { key, value } of node.entries) visit(value, [...keys, key]);
    else if (node.kind === "list") for (const item of node.items) visit(item, keys);
    else if (node.value !== null) {
      const key = keys.join(".").replace(/^"?%[\w,-]+"?\./, "");
      found.push({ path: partsOf(key), key, value: String(node.value), line: node.line });
    }
  };
  for (const document of documents) visit(document, []);
  return found;
}

/** `spring.ai.mcp.client."my.name".url` keeps the quoted name in one part. */
export function partsOf(key: string): readonly string[] {
  return [...key.matchAll(/"([^"]*)"|[^.:[\]"]+/g)].map(([whole, quoted]) => (quoted ?? whole).toLowerCase().replace(/[-_]/g, ""));
}

/** A value that says that there is one, not which. */
export function isPlaceholder(value: string): boolean {
  return (
    value.trim() === "" ||
    /^(?:<.*>|\[.*\]|\.{3}|x{3,}|\*{3,}|@.*@|#\{.*\}|(?:your|my|change|replace|insert|enter|todo|tbd|example)[-_ .].*|change_?me|demo|none|null|dummy|test|fake|not-?set|redacted|removed|placeholder)$/is.test(
      value.trim(),
    )
  );
}

/** `${NAME:default}`, `${NAME}`, `%NAME%`. */
export function variableIn(value: string): { readonly name: string; readonly fallback?: string } | undefined {
  const found = /^\$\{\s*([\w.-]+)\s*(?::([^{}]*))?\}$/.exec(value.trim());
  if (found?.[1] === undefined) return undefined;
  const fallback = found[2]?.trim();
  return { name: found[1], ...(fallback === undefined || fallback === "" ? {} : { fallback }) };
}
