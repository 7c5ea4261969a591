import { createHash } from "node:crypto";
import { blake3 } from "@noble/hashes/blake3.js";

/** Hashes that OpenSSF Model Signing 1.0 knows for files and shards, by their names in the statement. */
export const HASH_TYPES = ["sha256", "blake2b", "blake3"] as const;
export type HashType = (typeof HASH_TYPES)[number];

/** A digest that is taken piece by piece. */
export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  /** Lowercase hexadecimal. */
  finish(): string;
}

/** BLAKE2b has 64 bytes, as in Python's hashlib; BLAKE3 has 32. */
export function startDigest(type: HashType): RunningDigest {
  if (type === "blake3") {
    const running = blake3.create({});
    return { update: (bytes) => running.update(bytes), finish: () => Buffer.from(running.digest()).toString("hex") };
  }
  const running = createHash(type === "sha256" ? "sha256" : "blake2b512");
  return { update: (bytes) => running.update(bytes), finish: () => running.digest("hex") };
}
