import { createCipheriv } from "node:crypto";
import { type Randomness, randomness } from "../sampling/randomness.ts";

/** A stream cipher's key stream as random bytes: the same for the same seed, and as good as the system's. For tests. */
export function seeded(seed: number): Randomness {
  const key = Buffer.alloc(32);
  key.writeUInt32LE(seed);
  const cipher = createCipheriv("chacha20", key, Buffer.alloc(16));
  return randomness((into) => into.set(cipher.update(new Uint8Array(into.length))));
}
