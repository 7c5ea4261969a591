import { createHash } from "node:crypto";

/** Hashes that OpenSSF Model Signing 1.0 knows for files and shards, by their names in the statement. */
export const HASH_TYPES = ["sha256", "blake2b", "blake3"] as const;
export type HashType = (typeof HASH_TYPES)[number];

/** A digest that is taken piece by piece. */
export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  /** Lowercase hexadecimal. */
  finish(): string;
}

let startBlake3: (() => RunningDigest) | undefined;

/** Loads what a hash needs: BLAKE3 is no part of Node, and every thread would pay for loading it. */
export async function prepareDigest(type: HashType): Promise<void> {
  if (type !== "blake3" || startBlake3 !== undefined) return;
  const { blake3 } = await import("@noble/hashes/blake3.js");
  startBlake3 = () => {
    const running = blake3.create({});
    return { update: (bytes) => running.update(bytes), finish: () => Buffer.from(running.digest()).toString("hex") };
  };
}

/** BLAKE2b has 64 bytes, as in Python's hashlib; BLAKE3 has 32 and was prepared. */
export function startDigest(type: HashType): RunningDigest {
  if (type === "blake3") {
    if (startBlake3 === undefined) throw new Error("prepareDigest was not awaited in this thread");
    return startBlake3();
  }
  const running = createHash(type === "sha256" ? "sha256" : "blake2b512");
  return { update: (bytes) => running.update(bytes), finish: () => running.digest("hex") };
}
