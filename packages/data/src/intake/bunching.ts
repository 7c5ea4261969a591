import { chiSquareSurvival } from "../drift/significance.ts";

export interface Bunching {
  readonly rows: number;
  /** Rows that a window of this length holds otherwise. */
  readonly usual: number;
  /** Start of the window, in the column's unit. */
  readonly from: number;
  /** Share of the whole time. */
  readonly share: number;
  readonly p: number;
}

const SHARES = [0.005, 0.01, 0.02, 0.05] as const;
const FEWEST = 20;
const TIMES = 5;
const LEVEL = 1e-4;

/** How likely a Poisson variable is at least `count`. */
function poissonTail(count: number, mean: number): number {
  return count <= 0 ? 1 : 1 - chiSquareSurvival(2 * mean, 2 * count);
}

/**
 * Edits bunched right before a snapshot: frontrunning (Carlini et al. 2024), where an attacker knows when the data is
 * taken. The last window is compared with all windows of its length before it; bursts that the data has at other times too
 * raise what counts as usual.
 * @param times of the rows, or of the edited rows; NaN where missing
 * @param all times whose first and last are the ends of the time looked at
 */
export function bunchedAtEnd(times: Float64Array, all = times): Bunching | undefined {
  const sorted = times.filter((time) => Number.isFinite(time)).sort();
  const [first, last] = all.reduce(
    ([low, high], time) => (Number.isFinite(time) ? [Math.min(low, time), Math.max(high, time)] : [low, high]),
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  if (sorted.length < FEWEST || !(last > first)) return undefined;
  let found: Bunching | undefined;
  for (const share of SHARES) {
    const length = (last - first) * share;
    const windows = Math.floor(1 / share);
    const counts = new Float64Array(windows);
    for (const time of sorted) {
      const window = Math.min(windows - 1, Math.floor((last - time) / length));
      counts[window] = (counts[window] ?? 0) + 1;
    }
    const [end = 0, ...before] = counts;
    const mean = before.reduce((sum, count) => sum + count, 0) / before.length;
    const variance = before.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, before.length - 1);
    // Arrivals that come in bursts count as that many fewer independent ones.
    const burst = Math.max(1, mean > 0 ? variance / mean : 1);
    const p = Math.min(1, SHARES.length * poissonTail(end / burst, Math.max(mean, 0.5) / burst));
    if (end < FEWEST || end < TIMES * Math.max(mean, 1) || end <= Math.max(...before) || p > LEVEL) continue;
    if (found === undefined || p < found.p) found = { rows: end, usual: mean, from: last - length, share, p };
  }
  return found;
}
