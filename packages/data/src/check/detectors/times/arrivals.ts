import { poissonUpper } from "../../../statistics/distributions.ts";

/** A stretch of time in which far more rows arrived than in others as long. */
export interface Burst {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly usual: number;
  readonly p: number;
}

/** Shares of the whole time that are looked at. */
const SHARES = [0.002, 0.005, 0.01, 0.02, 0.05] as const;
const FEWEST = 20;
const TIMES = 3;

/**
 * The stretch of time whose number of rows is least likely: Poisson around the median of stretches as long, counted in
 * clumps as large as arrivals otherwise come in (the middle half's variance over its median), times all that is looked at.
 */
export function arrivalBurst(sorted: Float64Array): Burst | undefined {
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (sorted.length < 5 * FEWEST || !(last > first)) return undefined;
  let best: Burst | undefined;
  for (const share of SHARES) {
    const length = (last - first) * share;
    const windows = Math.floor(2 / share) - 1;
    const counts = new Float64Array(windows);
    for (const time of sorted) {
      const half = Math.min(windows, Math.floor((2 * (time - first)) / length));
      if (half < windows) counts[half] = (counts[half] ?? 0) + 1;
      if (half > 0) counts[half - 1] = (counts[half - 1] ?? 0) + 1;
    }
    const ordered = counts.slice().sort();
    const at = (part: number): number => ordered[Math.floor(part * (windows - 1))] ?? 0;
    const usual = Math.max(0.5, at(0.5));
    const clump = Math.max(1, ((at(0.75) - at(0.25)) / 1.349) ** 2 / usual, at(0.9) / Math.max(1, usual) - 1);
    for (const [window, rows] of counts.entries()) {
      if (rows < FEWEST || rows < TIMES * usual || rows < 1.5 * at(0.95)) continue;
      const p = Math.min(1, SHARES.length * windows * poissonUpper(Math.ceil(rows / clump), usual / clump));
      const from = first + (window * length) / 2;
      if (p < (best?.p ?? 1)) best = { from, to: from + length, rows, usual, p };
    }
  }
  return best;
}
