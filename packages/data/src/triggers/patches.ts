import type { AdditiveFeatures, Blocks } from "../models/additive-features.ts";
import type { ImageSet } from "../table/table.ts";
import type { Item } from "./evidence.ts";

const SIZES = [2, 3] as const;
const FREE_SIZES = [4, 5, 6] as const;
/** In pictures narrower than this a patch of three pixels is as large as one of four in others. */
const NARROW = 28;
/** Part of the width around a patch whose blocks are masked with it: what is seen may be a part of what was planted. */
const MARGIN = 0.1;
/** Hashes of patches fall into 2^22 places; two kinds in one place count as one. */
const TABLE_BITS = 22;
/** Pixels at or below the first are black, at or above the second white. */
const [BLACK, WHITE] = [5, 250] as const;
const OTHER = 1;

/** Two ways to see a pixel: light or dark; black, white or between by channel. */
function codesOf({ rows, width, height, channels, pixels }: ImageSet, extremes: boolean): Uint8Array {
  const codes = new Uint8Array(rows * width * height);
  for (let pixel = 0; pixel < codes.length; pixel++) {
    let [code, sum] = [0, 0];
    for (let channel = 0; channel < channels; channel++) {
      const value = pixels[pixel * channels + channel] ?? 0;
      sum += value;
      code = 3 * code + (value <= BLACK ? 0 : value >= WHITE ? 2 : OTHER);
    }
    codes[pixel] = extremes ? code : sum > 127 * channels ? 1 : 0;
  }
  return codes;
}

/** Patches at fixed places: squares of 2 and 3 pixels with the same codes in `fewest` to `most` pictures. */
export function* fixedPatches(images: ImageSet, features: AdditiveFeatures, blocks: Blocks, fewest: number, most: number): Generator<Item> {
  const { rows, width, height } = images;
  const keys = new Int32Array(rows);
  const groups = new Groups(rows, 14);
  for (const extremes of images.channels === 1 ? [false] : [true, false]) {
    const codes = codesOf(images, extremes);
    for (const side of SIZES)
      for (let top = 0; top + side <= height; top++)
        for (let left = 0; left + side <= width; left++) {
          for (let row = 0; row < rows; row++) keys[row] = patchCode(codes, (row * height + top) * width + left, width, side);
          for (const carriers of groups.of(keys, fewest, most))
            yield {
              description: `a patch of ${side} × ${side} pixels at ${left}, ${top}`,
              where: { patch: `${side}x${side}`, place: `${left},${top}` },
              carriers,
              features: featuresUnder(features, blocks, left, top, side, Math.round(MARGIN * width)),
            };
        }
  }
}

/** Rows with equal keys, by counting in a table of hashes; keys that fall together count as one. */
class Groups {
  readonly #counts: Int32Array;
  readonly #bits: number;
  readonly #places: Int32Array;

  constructor(rows: number, bits: number) {
    this.#bits = bits;
    this.#counts = new Int32Array(1 << bits);
    this.#places = new Int32Array(rows);
  }

  of(keys: Int32Array, fewest: number, most: number): readonly Int32Array[] {
    const [counts, places] = [this.#counts, this.#places];
    const shift = 32 - this.#bits;
    for (let row = 0; row < keys.length; row++) {
      const place = Math.imul(keys[row] ?? 0, 0x9e3779b1) >>> shift;
      places[row] = place;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const found = new Map<number, { readonly rows: Int32Array; length: number }>();
    for (let row = 0; row < keys.length; row++) {
      const place = places[row] ?? 0;
      const count = counts[place] ?? 0;
      if (count < fewest || count > most) continue;
      const group = found.get(place) ?? { rows: new Int32Array(count), length: 0 };
      if (group.length === 0) found.set(place, group);
      group.rows[group.length++] = row;
    }
    for (const place of places) counts[place] = 0;
    return [...found.values()].map(({ rows }) => rows);
  }
}

/** A 32-bit hash of the codes of a square. */
function patchCode(codes: Uint8Array, from: number, width: number, side: number): number {
  let key = side;
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) key = Math.imul(key ^ ((codes[from + y * width + x] ?? 0) + 1), 0x01000193);
  return key ^ (key >>> 15);
}

function featuresUnder(features: AdditiveFeatures, blocks: Blocks, left: number, top: number, side: number, margin: number): Int32Array {
  const found: number[] = [];
  const last = (from: number, count: number): number => Math.min(count - 1, Math.floor((from + side - 1 + margin) / blocks.side));
  for (let y = Math.max(0, Math.floor((top - margin) / blocks.side)); y <= last(top, blocks.down); y++)
    for (let x = Math.max(0, Math.floor((left - margin) / blocks.side)); x <= last(left, blocks.across); x++)
      found.push(...(features.parts.get(`block ${x} ${y}`) ?? []));
  return Int32Array.from(found);
}

/** Patches that may stand anywhere: squares of 4 to 6 pixels that `fewest` to `most` pictures hold. */
export function* freePatches(images: ImageSet, fewest: number, most: number): Generator<Item> {
  const none = new Int32Array(0);
  const middle = images.channels === 1 ? OTHER : 13;
  const sizes = images.width < NARROW ? [3, ...FREE_SIZES] : FREE_SIZES;
  const counts = new Int32Array(1 << TABLE_BITS);
  const last = new Int32Array(1 << TABLE_BITS);
  for (const extremes of [true, false]) {
    const codes = codesOf(images, extremes);
    for (const side of extremes ? sizes : sizes.slice(0, 1)) {
      const keys = windowKeys(codes, images, side, extremes ? middle : -1);
      const windows = keys.length / images.rows;
      counts.fill(0);
      last.fill(-1);
      for (let window = 0, row = 0; row < images.rows; row++)
        for (const end = window + windows; window < end; window++) {
          const place = keys[window] ?? -1;
          if (place < 0 || last[place] === row) continue;
          last[place] = row;
          counts[place] = (counts[place] ?? 0) + 1;
        }
      const found = new Map<number, number[]>();
      for (let window = 0, row = 0; row < images.rows; row++)
        for (const end = window + windows; window < end; window++) {
          const place = keys[window] ?? -1;
          const count = place < 0 ? 0 : (counts[place] ?? 0);
          if (count < fewest || count > most) continue;
          const known = found.get(place);
          if (known === undefined) found.set(place, [row]);
          else if (known.at(-1) !== row) known.push(row);
        }
      for (const carriers of found.values())
        yield {
          description: `a patch of ${side} × ${side} pixels at any place`,
          where: { patch: `${side}x${side}`, place: "any" },
          carriers: Int32Array.from(carriers),
          features: none,
          anywhere: true,
        };
    }
  }
}

const ACROSS = 0x01000193;
const DOWN = 0x2c1b3c6d;

/**
 * For every window of every picture the place of its hash in the table; -1 where most of its pixels have the code `middle`
 * or, without such a code, where all are alike. The hash is a polynomial in two directions, rolled along and down (Karp and Rabin 1987).
 */
function windowKeys(codes: Uint8Array, { rows, width, height }: ImageSet, side: number, middle: number): Int32Array {
  const [across, down] = [width - side + 1, height - side + 1];
  const keys = new Int32Array(rows * Math.max(0, across) * Math.max(0, down));
  const [leaving, leavingDown] = [power(ACROSS, side), power(DOWN, side)];
  const alike = Int32Array.from({ length: 28 }, (_, code) => uniformHash(code, side));
  const lines = new Int32Array(across * height);
  const betweens = new Int32Array(across * height);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const base = row * width * height;
    for (let y = 0; y < height; y++) {
      let [hash, between] = [0, 0];
      for (let x = 0; x < width; x++) {
        const code = codes[base + y * width + x] ?? 0;
        hash = (Math.imul(hash, ACROSS) + code + 1) | 0;
        if (code === middle) between++;
        if (x >= side) {
          const old = codes[base + y * width + x - side] ?? 0;
          hash = (hash - Math.imul(leaving, old + 1)) | 0;
          if (old === middle) between--;
        }
        if (x >= side - 1) {
          lines[y * across + x - side + 1] = hash;
          betweens[y * across + x - side + 1] = between;
        }
      }
    }
    const from = at;
    for (let x = 0; x < across; x++) {
      let [hash, between] = [0, 0];
      for (let y = 0; y < height; y++) {
        hash = (Math.imul(hash, DOWN) + (lines[y * across + x] ?? 0)) | 0;
        between += betweens[y * across + x] ?? 0;
        if (y >= side) {
          hash = (hash - Math.imul(leavingDown, lines[(y - side) * across + x] ?? 0)) | 0;
          between -= betweens[(y - side) * across + x] ?? 0;
        }
        if (y < side - 1) continue;
        const first = codes[base + (y - side + 1) * width + x] ?? 0;
        const plain = (hash === alike[first] && middle < 0) || 2 * between > side * side;
        keys[from + (y - side + 1) * across + x] = plain ? -1 : Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - TABLE_BITS);
      }
    }
    at += across * down;
  }
  return keys;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step++) result = Math.imul(result, base);
  return result;
}

/** What a window has whose pixels all have one code. */
function uniformHash(code: number, side: number): number {
  let [line, hash] = [0, 0];
  for (let x = 0; x < side; x++) line = (Math.imul(line, ACROSS) + code + 1) | 0;
  for (let y = 0; y < side; y++) hash = (Math.imul(hash, DOWN) + line) | 0;
  return hash;
}
