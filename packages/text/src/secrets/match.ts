import { createHash } from "node:crypto";
import { estimatedBits } from "../randomness.ts";
import type { SecretConfidence, SecretRule } from "./rule.ts";

/** One secret found. Nothing in it lets the secret be read. */
export interface SecretMatch {
  readonly rule: string;
  readonly title: string;
  readonly vendor: string;
  /** UTF-16 code units; the span of the secret itself, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly confidence: SecretConfidence;
  /** At most the fixed prefix of the kind, then `…`. */
  readonly masked: string;
  /** SHA-256 (hex) of the secret; only for tokens of at least 80 bits, which nobody can search for. */
  readonly hash?: string;
  /** Set only when examples were asked for: why this is no live secret. */
  readonly example?: string;
}

/** A match before overlaps are resolved. */
export interface Candidate {
  readonly rule: SecretRule;
  readonly start: number;
  readonly end: number;
  readonly confidence: SecretConfidence;
  readonly shown: string;
  readonly example?: string;
}

const HASHABLE_BITS = 80;

/** Drops what a more specific candidate covers and sorts by place. */
export function resolveCandidates(candidates: readonly Candidate[]): Candidate[] {
  const byRank = [...candidates].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start || (a.rule.id < b.rule.id ? -1 : 1),
  );
  const kept: Candidate[] = [];
  const occupied = new Map<number, Candidate[]>();
  for (const candidate of byRank) {
    const cells = cellsOf(candidate);
    const clash = cells.some((cell) => occupied.get(cell)?.some((other) => other.start < candidate.end && candidate.start < other.end));
    if (clash) continue;
    kept.push(candidate);
    for (const cell of cells) occupied.set(cell, [...(occupied.get(cell) ?? []), candidate]);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Cells of 256 code units a candidate touches, so that a clash is looked for only nearby. */
function cellsOf({ start, end }: Candidate): number[] {
  const first = start >> 8;
  return Array.from({ length: ((end - 1) >> 8) - first + 1 }, (_, i) => first + i);
}

/** Specific beats general: own form, then vendor by name, then structure, then generic names. */
function rank({ rule, confidence }: Candidate): number {
  const general = rule.id.startsWith("generic-")
    ? 0
    : rule.vendor === "any"
      ? confidence === "possible"
        ? 1
        : 2
      : rule.method === "assigned"
        ? 4
        : 6;
  const structural = rule.method === "structure" && rule.vendor !== "any" ? 2 : 0;
  return general + structural + (confidence === "certain" ? 1 : confidence === "possible" && rule.method === "token" ? -3 : 0);
}

/** Turns a candidate into the public form: masked, hashed where that is safe and `hashes` are wanted. */
export function publish(candidate: Candidate, text: string, hashes = true): SecretMatch {
  const { rule, start, end, confidence, shown, example } = candidate;
  const secret = text.slice(start, end);
  const body = secret.startsWith(shown) ? secret.slice(shown.length) : secret;
  const hashable =
    hashes &&
    rule.id !== "generic-password" &&
    rule.id !== "url-credentials" &&
    rule.id !== "connection-string-password" &&
    rule.id !== "curl-credentials";
  return {
    rule: rule.id,
    title: rule.title,
    vendor: rule.vendor,
    start,
    end,
    confidence,
    masked: `${shown}…`,
    ...(hashable && estimatedBits(body) >= HASHABLE_BITS ? { hash: createHash("sha256").update(secret).digest("hex") } : {}),
    ...(example === undefined ? {} : { example }),
  };
}
