import type { Random } from "../../../statistics/random.ts";

/** A stretch of rows in order of time whose mean differs from that of the rows around it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** In deviations, after what honest stretches differ by is divided out. */
  readonly z: number;
  readonly difference: number;
}

const SHORTEST = 10;
/** Of many rows no stretch below one in so many. */
const FINEST = 1000;
const SHARE = 0.2;
const GROWTH = 1.5;
const DRAWS = 40;
/** Median of a chi-square of one degree. */
const MEDIAN = 0.455;

/**
 * The stretch whose mean lies highest above that of twice as many rows before and behind it, over stretches of 10 rows (0.1 %
 * where that is more) to a fifth of all. Neighbours as the baseline leave slow change out, and the
 * mean of all rows must be left as far behind; per length the deviations are divided by what
 * stretches differ by anyway (median z² over 0.455 where that exceeds 1; genomic control, Devlin and Roeder 1999).
 */
export function highestStretch(values: Float64Array): Stretch | undefined {
  const count = values.length;
  const sums = new Float64Array(count + 1);
  let squares = 0;
  for (let index = 0; index < count; index++) {
    sums[index + 1] = (sums[index] ?? 0) + (values[index] ?? 0);
    squares += (values[index] ?? 0) ** 2;
  }
  const mean = (sums[count] ?? 0) / Math.max(1, count);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
  if (!(deviation > 0)) return undefined;
  let best: Stretch | undefined;
  for (let length = Math.max(SHORTEST, Math.floor(count / FINEST)); length <= SHARE * count; length = Math.ceil(length * GROWTH)) {
    const step = Math.max(1, length >> 3);
    const found = new Float64Array(Math.floor((count - length) / step) + 1);
    let [highest, at] = [0, 0];
    for (let index = 0, from = 0; index < found.length; index++, from += step) {
      const z = distance(sums, from, length, mean, deviation);
      found[index] = z * z;
      if (z > highest) [highest, at] = [z, from];
    }
    found.sort();
    const scale = Math.sqrt(Math.max(1, (found[found.length >> 1] ?? 0) / MEDIAN));
    if (highest / scale > (best?.z ?? 0))
      best = { from: at, to: at + length, z: highest / scale, difference: fromAround(sums, at, length).difference };
  }
  return best;
}

/** How far the mean of a stretch lies from that of twice as many rows before and behind, and the variance of that. */
function fromAround(sums: Float64Array, from: number, length: number): { readonly difference: number; readonly variance: number } {
  const [low, high] = [Math.max(0, from - 2 * length), Math.min(sums.length - 1, from + 3 * length)];
  const inside = (sums[from + length] ?? 0) - (sums[from] ?? 0);
  const others = high - low - length;
  return {
    difference: inside / length - ((sums[high] ?? 0) - (sums[low] ?? 0) - inside) / others,
    variance: 1 / length + 1 / others,
  };
}

/** Beside a stretch that differs ordinary ones differ from it: both from what lies around and from all rows, the lesser. */
function distance(sums: Float64Array, from: number, length: number, mean: number, deviation: number): number {
  const { difference, variance } = fromAround(sums, from, length);
  const around = difference / (deviation * Math.sqrt(variance));
  const all = ((((sums[from + length] ?? 0) - (sums[from] ?? 0)) / length - mean) / deviation) * Math.sqrt(length);
  return around > 0 ? Math.max(0, Math.min(around, all)) : Math.min(0, Math.max(around, all));
}

/**
 * Chance of so high a stretch anywhere were the values in random order: their highest stretches over 40 shuffles as a
 * Gumbel distribution fitted by its moments (extremes of many stretches tend to it; its tail is the heavier one).
 */
export function stretchChance(values: Float64Array, z: number, random: Random): number {
  const shuffled = values.slice();
  const highest = Array.from({ length: DRAWS }, () => highestStretch(random.shuffle(shuffled))?.z ?? 0);
  const mean = highest.reduce((sum, each) => sum + each, 0) / DRAWS;
  const deviation = Math.sqrt(highest.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (DRAWS - 1));
  const scale = Math.max(0.1, (deviation * Math.sqrt(6)) / Math.PI);
  const location = mean - 0.5772156649 * scale;
  return -Math.expm1(-Math.exp(-(z - location) / scale));
}
