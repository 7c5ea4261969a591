import { sharedIntegers } from "../threads/shared-memory.ts";

/** Rows in one panel of 16-bit pairs. */
export const PANEL = 8;
/** Norm that the longest row is scaled to: squares and products then fit into 31 bits. */
const LENGTH = 32_000;
/** Of the rows ordered by length, the place whose length times {@link FAR} bounds what is put into 16 bits. */
const USUAL = 0.995;
const FAR = 4;

/** Points as 16-bit numbers about their mean, to rule out pairs that are too far apart. */
export interface Quantised {
  /** Points that fit, in panels [points/8][pairs][8] of two 16-bit numbers each; the last panel padded with zeros. */
  readonly panels: Int32Array;
  /** Pairs of columns. */
  readonly pairs: number;
  /** Half the squared length of each as it is written, rounded down. */
  readonly halves: Int32Array;
  /** A length in these numbers for one of the points. */
  readonly scale: number;
  /** No point lies further from what is written, in these numbers. */
  readonly error: number;
}

/** Of the numbers that are finite. */
function meansOf(values: Float32Array, rows: number, columns: number): Float64Array {
  const [means, counts] = [new Float64Array(columns), new Float64Array(columns)];
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const value = values[at++] as number;
      if (value - value !== 0) continue;
      means[column] = (means[column] as number) + value;
      counts[column] = (counts[column] as number) + 1;
    }
  return means.map((sum, column) => sum / Math.max(1, counts[column] as number));
}

/**
 * Which rows lie so far out that 16 bits would blur all others: their numbers, in order. Rows with a length that is not
 * finite are among them.
 */
export function farRows(values: Float32Array, rows: number, columns: number): Int32Array {
  const means = meansOf(values, rows, columns);
  const lengths = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const value = (values[at++] as number) - (means[column] as number);
      sum += value * value;
    }
    lengths[row] = Math.sqrt(sum);
  }
  const finite = lengths.filter((length) => Number.isFinite(length)).sort();
  const usual = finite[Math.floor(USUAL * (finite.length - 1))] ?? 0;
  return Int32Array.from(lengths.keys()).filter((row) => !((lengths[row] as number) <= FAR * usual));
}

/** Writes points (rows × columns) as 16-bit numbers. */
export function quantised(values: Float32Array, rows: number, columns: number): Quantised {
  const means = meansOf(values, rows, columns);
  let longest = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const value = (values[at++] as number) - (means[column] as number);
      sum += value * value;
    }
    longest = Math.max(longest, sum);
  }
  const scale = longest > 0 ? LENGTH / Math.sqrt(longest) : 1;
  const pairs = Math.max(1, (columns + 1) >> 1);
  const padded = Math.ceil(rows / PANEL) * PANEL;
  const panels = sharedIntegers(padded * pairs);
  const halves = sharedIntegers(padded);
  const line = new Int16Array(2 * pairs);
  let error = 0;
  for (let row = 0; row < rows; row++) {
    let [squares, lost] = [0, 0];
    for (let column = 0; column < columns; column++) {
      const value = ((values[row * columns + column] as number) - (means[column] as number)) * scale;
      const whole = Math.round(value);
      line[column] = whole;
      squares += whole * whole;
      lost += (value - whole) * (value - whole);
    }
    error = Math.max(error, lost);
    halves[row] = Math.floor(squares / 2);
    const base = (row - (row % PANEL)) * pairs + (row % PANEL);
    for (let pair = 0; pair < pairs; pair++)
      panels[base + pair * PANEL] = ((line[2 * pair] as number) & 0xffff) | ((line[2 * pair + 1] as number) << 16);
  }
  return { panels, pairs, halves, scale, error: Math.sqrt(error) * (1 + 1e-9) + 1e-6 };
}
