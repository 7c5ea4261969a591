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

/** Which pixels make a cell along one side, and how much each of them counts: a cell may begin within a pixel. */
interface Cells {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Of the first and the last pixel of each cell; those between count whole. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

function cellsOf(cells: number, pixels: number): Cells {
  const [from, to] = [new Int32Array(cells), new Int32Array(cells)];
  const [first, last] = [new Float64Array(cells), new Float64Array(cells)];
  for (let cell = 0; cell < cells; cell++) {
    const [begin, end] = [(cell * pixels) / cells, ((cell + 1) * pixels) / cells];
    from[cell] = Math.min(pixels - 1, Math.floor(begin));
    to[cell] = Math.max((from[cell] ?? 0) + 1, Math.min(pixels, Math.ceil(end - 1e-9)));
    first[cell] = Math.min(end, (from[cell] ?? 0) + 1) - begin;
    last[cell] = Math.min(1, end - (to[cell] ?? 0) + 1);
  }
  return { from, to, first, last };
}

/** Area averages of a picture on `across` × `down` cells in so many channels; grey by Rec. 601. */
export function scaled({ width, height, channels, data }: PicturePixels, across: number, down: number, wanted: 1 | 3): Uint8Array {
  const out = new Uint8Array(across * down * wanted);
  const [columns, rows] = [cellsOf(across, width), cellsOf(down, height)];
  const weightIn = ({ from, to, first, last }: Cells, cell: number, pixel: number): number =>
    pixel === from[cell] ? (first[cell] ?? 1) : pixel === (to[cell] ?? 0) - 1 ? (last[cell] ?? 1) : 1;
  const sums = [0, 0, 0];
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      sums.fill(0);
      let total = 0;
      for (let row = rows.from[y] ?? 0; row < (rows.to[y] ?? 0); row++) {
        const weightDown = weightIn(rows, y, row);
        for (let column = columns.from[x] ?? 0; column < (columns.to[x] ?? 0); column++) {
          const weight = weightDown * weightIn(columns, x, column);
          total += weight;
          for (let k = 0; k < channels; k++) sums[k] = (sums[k] ?? 0) + weight * (data[(row * width + column) * channels + k] ?? 0);
        }
      }
      const [red = 0, green = 0, blue = 0] = sums;
      const to = (y * across + x) * wanted;
      if (wanted === 1) out[to] = (channels === 1 ? red : 0.299 * red + 0.587 * green + 0.114 * blue) / total + 0.5;
      else for (let k = 0; k < 3; k++) out[to + k] = (sums[channels === 1 ? 0 : k] ?? 0) / total + 0.5;
    }
  return out;
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
