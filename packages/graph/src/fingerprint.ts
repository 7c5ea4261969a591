import { createHash } from "node:crypto";

/** SHA-256 over the parts, as 32 hex digits: 128 bits are enough to name things. */
export function stableId(...parts: readonly string[]): string {
  // JSON keeps the borders between parts, whatever they hold.
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** Asset id: the kind and its canonical identity, never a line number. */
export function assetId(kind: string, identityKey: string): string {
  return stableId("asset", kind, identityKey);
}

/** White space and quoting style do not make another finding. */
export function normaliseExcerpt(excerpt: string): string {
  return excerpt.replace(/\s+/g, " ").replace(/["'`]/g, '"').trim();
}

/** Finding fingerprint: rule, asset identity, normalised excerpt, ordinal; no line numbers. */
export function findingFingerprint(rule: string, assetKey: string, excerpt: string, ordinal: number): string {
  return stableId("finding", rule, assetKey, normaliseExcerpt(excerpt), String(ordinal));
}
