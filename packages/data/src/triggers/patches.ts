import type { AdditiveFeatures, Blocks } from "../models/additive-features.ts";
import type { ImageSet } from "../table/table.ts";
import type { Item } from "./evidence.ts";

const SIZES = [2, 3] as const;
const FREE_SIZES = [4, 6] as const;
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
              features: featuresUnder(features, blocks, left, top, side),
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

function featuresUnder(features: AdditiveFeatures, blocks: Blocks, left: number, top: number, side: number): Int32Array {
  const found: number[] = [];
  for (let y = Math.floor(top / blocks.side); y <= Math.floor((top + side - 1) / blocks.side); y++)
    for (let x = Math.floor(left / blocks.side); x <= Math.floor((left + side - 1) / blocks.side); x++)
      found.push(...(features.parts.get(`block ${x} ${y}`) ?? []));
  return Int32Array.from(found);
}

/** Patches that may stand anywhere: squares of 4 and 6 pixels, not all alike, that `fewest` to `most` pictures hold. */
export function* freePatches(images: ImageSet, fewest: number, most: number): Generator<Item> {
  const { rows, width, height } = images;
  const none = new Int32Array(0);
  const middle = images.channels === 1 ? OTHER : 13;
  const counts = new Int32Array(1 << TABLE_BITS);
  const last = new Int32Array(1 << TABLE_BITS);
  for (const extremes of [true, false]) {
    const codes = codesOf(images, extremes);
    for (const side of extremes ? FREE_SIZES : FREE_SIZES.slice(0, 1)) {
      counts.fill(0);
      const each = (visit: (place: number, row: number) => void): void => {
        last.fill(-1);
        for (let row = 0; row < rows; row++)
          for (let top = 0; top + side <= height; top++)
            for (let left = 0; left + side <= width; left++) {
              const from = (row * height + top) * width + left;
              if (isPlain(codes, from, width, side, extremes ? middle : -1)) continue;
              const place = Math.imul(patchCode(codes, from, width, side), 0x9e3779b1) >>> (32 - TABLE_BITS);
              if (last[place] === row) continue;
              last[place] = row;
              visit(place, row);
            }
      };
      each((place) => {
        counts[place] = (counts[place] ?? 0) + 1;
      });
      const found = new Map<number, number[]>();
      each((place, row) => {
        const count = counts[place] ?? 0;
        if (count < fewest || count > most) return;
        const known = found.get(place);
        if (known === undefined) found.set(place, [row]);
        else known.push(row);
      });
      for (const carriers of found.values())
        yield {
          description: `a patch of ${side} × ${side} pixels at any place`,
          where: { patch: `${side}x${side}`, place: "any" },
          carriers: Int32Array.from(carriers),
          features: none,
        };
    }
  }
}

/** All pixels alike, or too many of them without an extreme code. */
function isPlain(codes: Uint8Array, from: number, width: number, side: number, middle: number): boolean {
  const first = codes[from];
  let [alike, between] = [true, 0];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const code = codes[from + y * width + x] ?? 0;
      if (code !== first) alike = false;
      if (code === middle) between++;
    }
  return (alike && (middle < 0 || first !== undefined)) || 2 * between > side * side;
}
