import type { PicturePixels } from "@castellan/formats";

export const SIDE = 16;

/** How a picture looks, small enough to keep for each of many. */
export interface Look {
  /** 64 bits, one a comparison of neighbours along a row: 8 rows of 8 (difference hash). */
  readonly hash: readonly [number, number];
  /** {@link SIDE} × {@link SIDE} grey values. */
  readonly thumbnail: Uint8Array;
  /** Mean and deviation of the thumbnail. */
  readonly mean: number;
  readonly deviation: number;
}

/** Area averages of a picture on `width` × `height` cells in so many channels; grey by Rec. 601. */
export function scaled({ width, height, channels, data }: PicturePixels, across: number, down: number, wanted: 1 | 3): Uint8Array {
  const out = new Uint8Array(across * down * wanted);
  const sums = [0, 0, 0];
  for (let y = 0; y < down; y++) {
    const [top, bottom] = edges(y, down, height);
    for (let x = 0; x < across; x++) {
      const [left, right] = edges(x, across, width);
      sums.fill(0);
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          for (let k = 0; k < channels; k++) sums[k] = (sums[k] ?? 0) + (data[(row * width + column) * channels + k] ?? 0);
      const count = (bottom - top) * (right - left);
      const [red = 0, green = 0, blue = 0] = sums;
      const to = (y * across + x) * wanted;
      if (wanted === 1) out[to] = (channels === 1 ? red : 0.299 * red + 0.587 * green + 0.114 * blue) / count + 0.5;
      else for (let k = 0; k < 3; k++) out[to + k] = (sums[channels === 1 ? 0 : k] ?? 0) / count + 0.5;
    }
  }
  return out;
}

/** The pixels of one cell: at least one. */
function edges(cell: number, cells: number, pixels: number): readonly [number, number] {
  const from = Math.min(pixels - 1, Math.floor((cell * pixels) / cells));
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * pixels) / cells))];
}

/** @see N. Krawetz, "Kind of Like That" (2013), for the difference hash */
export function lookOf(pixels: PicturePixels): Look {
  const grid = scaled(pixels, 9, 8, 1);
  const hash: [number, number] = [0, 0];
  for (let bit = 0; bit < 64; bit++) {
    const at = Math.floor(bit / 8) * 9 + (bit % 8);
    if ((grid[at] ?? 0) > (grid[at + 1] ?? 0)) hash[bit >> 5] = (hash[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  const thumbnail = scaled(pixels, SIDE, SIDE, 1);
  let [sum, squares] = [0, 0];
  for (const value of thumbnail) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / thumbnail.length;
  return {
    hash: [hash[0] >>> 0, hash[1] >>> 0],
    thumbnail,
    mean,
    deviation: Math.sqrt(Math.max(0, squares / thumbnail.length - mean * mean)),
  };
}

/** Correlation of two looks, -1 to 1; plain surfaces are alike where their brightness is. */
export function alikeness(left: Look, right: Look): number {
  if (left.deviation < 1 || right.deviation < 1)
    return Math.abs(left.mean - right.mean) <= 2 && left.deviation < 1 && right.deviation < 1 ? 1 : 0;
  let sum = 0;
  for (let index = 0; index < left.thumbnail.length; index++)
    sum += ((left.thumbnail[index] ?? 0) - left.mean) * ((right.thumbnail[index] ?? 0) - right.mean);
  return sum / (left.thumbnail.length * left.deviation * right.deviation);
}

/** Bits by which two hashes differ. */
export function hashDistance(left: Look["hash"], right: Look["hash"]): number {
  return ones(left[0] ^ right[0]) + ones(left[1] ^ right[1]);
}

function ones(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
