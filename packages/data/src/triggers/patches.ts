import type { AdditiveFeatures, Blocks } from "../models/additive-features.ts";
import type { ImageSet } from "../table/table.ts";
import type { Item } from "./evidence.ts";

const SIZES = [1, 2, 3, 4] as const;
const FREE_SIZES = [3, 4, 5, 6] as const;
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

/** Patches at fixed places: squares of 1 to 4 pixels with the same codes in `fewest` to `most` pictures. */
export function* fixedPatches(images: ImageSet, features: AdditiveFeatures, blocks: Blocks, fewest: number, most: number): Generator<Item> {
  const { rows, width, height } = images;
  for (const extremes of images.channels === 1 ? [false] : [true, false]) {
    const codes = codesOf(images, extremes);
    for (const side of SIZES)
      for (let top = 0; top + side <= height; top++)
        for (let left = 0; left + side <= width; left++) {
          const groups = new Map<number, number[]>();
          for (let row = 0; row < rows; row++) {
            const key = patchCode(codes, (row * height + top) * width + left, width, side, 27);
            const known = groups.get(key);
            if (known === undefined) groups.set(key, [row]);
            else known.push(row);
          }
          for (const [, carriers] of groups)
            if (carriers.length >= fewest && carriers.length <= most)
              yield {
                description: `a patch of ${side} × ${side} pixels at ${left}, ${top}`,
                where: { patch: `${side}x${side}`, place: `${left},${top}` },
                carriers: Int32Array.from(carriers),
                features: featuresUnder(features, blocks, left, top, side),
              };
        }
  }
}

/** A number for the codes of a square. Sums of powers wrap in 53 bits, so that equal squares are equal and others hardly ever. */
function patchCode(codes: Uint8Array, from: number, width: number, side: number, base: number): number {
  let key = side;
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) key = (key * (base + 4) + (codes[from + y * width + x] ?? 0) + 1) % 9007199254740881;
  return key;
}

function featuresUnder(features: AdditiveFeatures, blocks: Blocks, left: number, top: number, side: number): Int32Array {
  const found: number[] = [];
  for (let y = Math.floor(top / blocks.side); y <= Math.floor((top + side - 1) / blocks.side); y++)
    for (let x = Math.floor(left / blocks.side); x <= Math.floor((left + side - 1) / blocks.side); x++)
      found.push(...(features.parts.get(`block ${x} ${y}`) ?? []));
  return Int32Array.from(found);
}

/** Patches that may stand anywhere: squares of 3 to 6 pixels, not all alike, that `fewest` to `most` pictures hold. */
export function* freePatches(images: ImageSet, fewest: number, most: number): Generator<Item> {
  const { rows, width, height } = images;
  const none = new Int32Array(0);
  for (const extremes of [true, false]) {
    const codes = codesOf(images, extremes);
    const middle = images.channels === 1 ? OTHER : 13;
    for (const side of FREE_SIZES) {
      const counts = new Map<number, number>();
      const last = new Map<number, number>();
      const each = (visit: (key: number, row: number) => void): void => {
        last.clear();
        for (let row = 0; row < rows; row++)
          for (let top = 0; top + side <= height; top++)
            for (let left = 0; left + side <= width; left++) {
              const from = (row * height + top) * width + left;
              if (isPlain(codes, from, width, side, extremes ? middle : -1)) continue;
              const key = patchCode(codes, from, width, side, 27);
              if (last.get(key) === row) continue;
              last.set(key, row);
              visit(key, row);
            }
      };
      each((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
      const found = new Map<number, number[]>();
      for (const [key, count] of counts) if (count >= fewest && count <= most) found.set(key, []);
      each((key, row) => found.get(key)?.push(row));
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
