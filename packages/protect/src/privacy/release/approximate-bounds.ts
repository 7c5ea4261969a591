import { ProtectError } from "../../errors.ts";
import type { Noise } from "./noise.ts";

/** Logarithmic bins of both signs: the first up to `smallest`, each further one to twice the one before. */
export interface Bins {
  readonly smallest: number;
  readonly count: number;
}

/** From a four-billionth to 2^63. */
const ALL: Bins = { smallest: 2 ** -32, count: 96 };
const MISSED = 1e-6;

function binOf(size: number, { smallest, count }: Bins): number {
  if (!(size > smallest)) return 0;
  return Math.min(count - 1, Math.max(0, Math.ceil(Math.log2(size / smallest))));
}

/** Both signs in one row, from the most negative bin to the most positive. */
function placeOf(value: number, bins: Bins): number {
  return value < 0 ? bins.count - 1 - binOf(-value, bins) : bins.count + binOf(value, bins);
}

const edge = (bin: number, upper: boolean, { smallest }: Bins): number =>
  bin === 0 && !upper ? 0 : smallest * 2 ** (bin - (upper ? 0 : 1));

/**
 * Bounds between which most values lie, for who does not know them: noisy counts of logarithmic bins, and the outermost
 * bins that noise alone would not fill. What it tells it costs, like any answer: one list of counts in which a person's
 * rows stand in one bin each.
 * Source: Wilson et al., "Differentially private SQL with bounded user contribution" (PoPETs 2020), section 5.1.1.
 * @param noise for counts of rows, whose `many` covers the bins that one person's rows can stand in
 * @returns undefined where too few values stand out
 */
export function approximateBounds(
  values: readonly number[],
  noise: Noise,
  bins: Bins = ALL,
): { readonly lower: number; readonly upper: number } | undefined {
  if (values.some((value) => Number.isNaN(value))) throw new ProtectError("OPTION_INVALID", "Bounds are found of numbers only.");
  const { count: half } = bins;
  const counts = new Array<number>(2 * half).fill(0);
  for (const value of values) {
    const place = placeOf(value, bins);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const threshold = noise.tail(MISSED / (2 * half));
  const full = counts.flatMap((count, place) => (noise.add(BigInt(count)) >= threshold ? [place] : []));
  const [first, last] = [full[0], full.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const lower = first < half ? -edge(half - 1 - first, true, bins) : edge(first - half, false, bins);
  const upper = last < half ? -edge(half - 1 - last, false, bins) : edge(last - half, true, bins);
  return { lower: Object.is(lower, -0) ? 0 : lower, upper: Object.is(upper, -0) ? 0 : upper };
}
