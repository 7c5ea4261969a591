import { randomFillSync } from "node:crypto";

/** Where random bits come from: whole numbers only, so that no floating point stands on the way to noise. */
export interface Randomness {
  /** Uniform in 0 … bound - 1, exactly; `bound` is at least 1. */
  below(bound: bigint): bigint;
}

/** Fills an array with random bytes. */
export type RandomBytes = (into: Uint8Array) => void;

const BLOCK = 65_536;

/**
 * Exact uniform numbers by rejection from a source of bytes, by default the system's cryptographic one: what a
 * generator with a seed gives could be taken off again by whoever learns the seed.
 */
export function randomness(fill: RandomBytes = (into) => void randomFillSync(into)): Randomness {
  const bytes = new Uint8Array(BLOCK);
  const view = new DataView(bytes.buffer);
  let next = BLOCK;
  const word = (): number => {
    if (next === BLOCK) {
      fill(bytes);
      next = 0;
    }
    const value = view.getUint32(next, true);
    next += 4;
    return value;
  };
  return {
    below: (bound) => {
      if (bound <= 1n) return 0n;
      const largest = bound - 1n;
      if (largest <= 0xffff_ffffn) {
        const small = Number(largest);
        const mask = small === 0 ? 0 : 0xffff_ffff >>> Math.clz32(small);
        for (;;) {
          const value = (word() & mask) >>> 0;
          if (value <= small) return BigInt(value);
        }
      }
      const bits = largest.toString(2).length;
      const words = Math.ceil(bits / 32);
      const spare = BigInt(words * 32 - bits);
      for (;;) {
        let value = 0n;
        for (let index = 0; index < words; index++) value = (value << 32n) | BigInt(word());
        value >>= spare;
        if (value < bound) return value;
      }
    },
  };
}
