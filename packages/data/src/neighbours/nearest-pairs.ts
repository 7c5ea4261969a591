import { multiplyRoutine } from "../statistics/multiply-kernel.ts";
import { instantiate } from "../statistics/wasm-bytes.ts";
import type { Task } from "../threads/task.ts";
import { Best } from "./best.ts";
import { PANEL, type Quantised } from "./quantise.ts";
import { scanRoutine } from "./scan-kernel.ts";

/** Rows of a block, and columns. */
const HEIGHT = 256;
const WIDTH = 512;
const NEVER = -0x80000000;
const PADDING = 0x40000000;

/** What threads share that look for nearest neighbours of the same points. */
export interface PairWork {
  /** Points (rows × columns); those that are not in `quantised` stand behind the others. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  readonly quantised: Quantised;
  /** How many points `quantised` holds. */
  readonly near: number;
  /** What the product with another point less half that one's square must reach to be worth a look, by any thread's nearest. */
  readonly limits: Int32Array;
  /** One number: blocks taken so far. */
  readonly taken: Int32Array;
}

export interface PairBest {
  readonly indexes: Int32Array;
  readonly squares: Float64Array;
}

/** Products of 16-bit points a block at a time, in a memory of their own. */
class Blocks {
  readonly #bytes: { readonly a: number; readonly b: number; readonly c: number; readonly out: number; readonly words: number };
  readonly #multiply: (...values: number[]) => number;
  readonly #scan: (...values: number[]) => number;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly products: Int32Array;
  readonly #out: Int32Array;
  readonly #ownLimits: Int32Array;
  readonly #ownHalves: Int32Array;
  readonly #limits: Int32Array;
  readonly #halves: Int32Array;
  readonly #work: PairWork;

  constructor(work: PairWork) {
    this.#work = work;
    const { pairs } = work.quantised;
    const a = 0;
    const b = a + 4 * HEIGHT * pairs;
    const c = b + 4 * WIDTH * pairs;
    const words = c + 4 * HEIGHT * WIDTH;
    const out = words + 8 * (HEIGHT + WIDTH);
    this.#bytes = { a, b, c, out, words };
    const { buffer, routine } = instantiate(
      [multiplyRoutine("multiply", "i16 pairs"), scanRoutine("scan")],
      out + (4 * HEIGHT * WIDTH) / PANEL,
    );
    this.#multiply = routine("multiply");
    this.#scan = routine("scan");
    this.#left = new Int32Array(buffer, a, HEIGHT * pairs);
    this.#right = new Int32Array(buffer, b, WIDTH * pairs);
    this.products = new Int32Array(buffer, c, HEIGHT * WIDTH);
    this.#out = new Int32Array(buffer, out, (HEIGHT * WIDTH) / PANEL);
    this.#ownLimits = new Int32Array(buffer, words, HEIGHT);
    this.#ownHalves = new Int32Array(buffer, words + 4 * HEIGHT, HEIGHT);
    this.#limits = new Int32Array(buffer, words + 8 * HEIGHT, WIDTH);
    this.#halves = new Int32Array(buffer, words + 8 * HEIGHT + 4 * WIDTH, WIDTH);
  }

  /** Takes the rows from `row` on as the left side: panels of four instead of eight. */
  rows(row: number, height: number): void {
    const { panels, pairs, halves } = this.#work.quantised;
    const left = this.#left;
    for (let panel = 0; panel < height; panel += PANEL) {
      const from = (row + panel) * pairs;
      for (let pair = 0; pair < pairs; pair++)
        for (let line = 0; line < PANEL; line++)
          left[(panel + (line & 4)) * pairs + 4 * pair + (line & 3)] = panels[from + pair * PANEL + line] ?? 0;
    }
    this.#ownHalves.set(halves.subarray(row, row + height));
  }

  /** Multiplies with the columns from `column` on; where in `products` eight begin that need a look. */
  columns(row: number, height: number, column: number, width: number, stride: number): Int32Array {
    const { quantised, limits } = this.#work;
    const { panels, pairs, halves } = quantised;
    this.#right.set(panels.subarray(column * pairs, (column + stride) * pairs));
    this.#halves.set(halves.subarray(column, column + width));
    this.#limits.set(limits.subarray(column, column + width));
    this.#halves.fill(PADDING, width, stride);
    this.#limits.fill(PADDING, width, stride);
    this.#ownLimits.set(limits.subarray(row, row + height));
    const { a, b, c, out, words } = this.#bytes;
    this.products.fill(0, 0, HEIGHT * stride);
    this.#multiply((height + 3) & ~3, stride, pairs, a, b, c);
    const stop = this.#scan(height, stride, c, words, words + 4 * HEIGHT, words + 8 * HEIGHT, words + 8 * HEIGHT + 4 * WIDTH, out);
    return this.#out.subarray(0, (stop - out) >> 2).map((place) => (place - c) >> 2);
  }
}

/**
 * The nearest of each point among the pairs that this thread takes. Blocks of products of 16-bit numbers rule out most
 * pairs, the distances of the others are computed from the points themselves.
 */
function nearestPairs(work: PairWork): PairBest {
  const { rows, columns, values, count, near, quantised, limits, taken } = work;
  const { halves, scale, error } = quantised;
  const best = new Best(rows, count);
  const lengths = Float64Array.from(halves);
  /** A point further than this from a row cannot be among its nearest: |a·b| of rounded numbers, and their errors. */
  const tighten = (row: number): void => {
    const reach = Math.sqrt(best.worst(row)) * scale + 2 * error;
    const limit = Math.floor((lengths[row] as number) - (reach * reach) / 2) - 1;
    if (limit > (limits[row] as number)) limits[row] = limit;
  };
  const look = (row: number, other: number): void => {
    let square = 0;
    for (let a = row * columns, b = other * columns, end = a + columns; a < end; a++, b++) {
      const gap = (values[a] as number) - (values[b] as number);
      square += gap * gap;
    }
    if (best.offer(row, other, square) && row < near) tighten(row);
    if (best.offer(other, row, square) && other < near) tighten(other);
  };
  const blocks = new Blocks(work);
  const bands = Math.ceil(near / HEIGHT);
  for (let band = Atomics.add(taken, 0, 1); band < bands + rows - near; band = Atomics.add(taken, 0, 1)) {
    if (band >= bands) {
      const row = near + band - bands;
      for (let other = 0; other < row; other++) look(row, other);
      continue;
    }
    const row = band * HEIGHT;
    const height = Math.min(HEIGHT, near - row);
    blocks.rows(row, height);
    for (let column = row - (row % WIDTH); column < near; column += WIDTH) {
      const width = Math.min(WIDTH, near - column);
      const stride = Math.ceil(width / PANEL) * PANEL;
      const places = blocks.columns(row, height, column, width, stride);
      const { products } = blocks;
      for (const place of places) {
        const own = row + Math.floor(place / stride);
        const first = column + (place % stride);
        for (let lane = 0; lane < PANEL; lane++) {
          const other = first + lane;
          if (other <= own || other >= column + width) continue;
          const product = products[place + lane] as number;
          if (
            product - (halves[other] as number) >= (limits[own] as number) ||
            product - (halves[own] as number) >= (limits[other] as number)
          )
            look(own, other);
        }
      }
    }
  }
  return { indexes: best.indexes, squares: best.squares };
}

export const NEAREST_PAIRS: Task<PairWork, PairBest> = { name: "nearest pairs", run: nearestPairs };

/** Limits before anything is known. */
export function openLimits(limits: Int32Array): Int32Array {
  return limits.fill(NEVER);
}
