import { alikeness, hashDistance } from "../pictures/look.ts";
import type { PictureFacts } from "./facts.ts";

/** Pictures that are the same, as indexes in order. */
export interface Repeats {
  readonly exact: readonly (readonly number[])[];
  /** Groups that hold more than one different file. */
  readonly near: readonly (readonly number[])[];
  /** Comparisons left out where very many pictures have similar hashes. */
  readonly skipped: number;
}

/** Bits of the hash in which near-copies differ at most, and correlation of their thumbnails at least. */
const [BITS, ALIKE] = [7, 0.99] as const;
/** Grey levels by which the brightness of near-copies differs at most. */
const BRIGHTNESS = 24;
const BAND = 16;
/** Pictures of one band that one picture is compared with. */
const MOST_COMPARED = 1000;

class Sets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(index: number): number {
    let root = index;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root] ?? root] ?? root;
      root = this.#parents[root] ?? root;
    }
    return root;
  }

  join(left: number, right: number): void {
    const [a, b] = [this.find(left), this.find(right)];
    this.#parents[Math.max(a, b)] = Math.min(a, b);
  }
}

/**
 * Exact copies by digest; near-copies by a hash of 64 bits whose four bands of 16 are looked up with up to one bit changed,
 * so that every pair of at most {@link BITS} different bits meets (M. Norouzi and others, "Fast exact search in Hamming space
 * with multi-index hashing", 2014), and confirmed by the correlation of thumbnails.
 */
export function repeatsOf(pictures: readonly PictureFacts[]): Repeats {
  const byDigest = new Map<string, number[]>();
  for (const [index, { digest }] of pictures.entries()) {
    if (digest === "") continue;
    const known = byDigest.get(digest);
    if (known === undefined) byDigest.set(digest, [index]);
    else known.push(index);
  }
  const exact = [...byDigest.values()].filter(({ length }) => length > 1);
  const sets = new Sets(pictures.length);
  const bands = Array.from({ length: 4 }, () => new Map<number, number[]>());
  let skipped = 0;
  for (const [index] of byDigest.values()) {
    const look = index === undefined ? undefined : pictures[index]?.look;
    if (index === undefined || look === undefined) continue;
    const keys = bandsOf(look.hash);
    for (const [band, known] of bands.entries()) {
      const key = keys[band] ?? 0;
      for (let flip = -1; flip < BAND; flip++) {
        const others = known.get(flip < 0 ? key : key ^ (1 << flip)) ?? [];
        skipped += Math.max(0, others.length - MOST_COMPARED);
        for (const other of others.slice(0, MOST_COMPARED)) {
          const seen = pictures[other]?.look;
          if (seen === undefined || hashDistance(look.hash, seen.hash) > BITS || Math.abs(look.mean - seen.mean) > BRIGHTNESS) continue;
          if (sets.find(index) !== sets.find(other) && alikeness(look, seen) >= ALIKE) sets.join(index, other);
        }
      }
    }
    for (const [band, known] of bands.entries()) {
      const key = keys[band] ?? 0;
      const place = known.get(key);
      if (place === undefined) known.set(key, [index]);
      else place.push(index);
    }
  }
  const groups = new Map<number, number[]>();
  for (const members of byDigest.values()) {
    const [first] = members;
    if (first === undefined) continue;
    const root = sets.find(first);
    const known = groups.get(root);
    if (known === undefined) groups.set(root, [...members]);
    else known.push(...members);
  }
  const near = [...groups.values()]
    .filter((members) => new Set(members.map((index) => pictures[index]?.digest)).size > 1)
    .map((members) => members.sort((a, b) => a - b));
  return { exact, near: near.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), skipped };
}

/** Every fourth bit makes a band: neighbouring places of pictures with a plain border are alike, and must not fill one band. */
function bandsOf([low, high]: readonly [number, number]): readonly number[] {
  return [0, 1, 2, 3].map((band) => {
    let key = 0;
    for (let bit = 0; bit < 8; bit++) key |= (((low >>> (4 * bit + band)) & 1) << bit) | (((high >>> (4 * bit + band)) & 1) << (8 + bit));
    return key;
  });
}
