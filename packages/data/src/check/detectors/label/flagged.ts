import type { Evidence } from "../../evidence.ts";

/** Rows of a group that are less likely than this to be among the wrong ones are left out of it. */
const LIKELY = 0.1;

export interface Flagged {
  /** In order. */
  readonly rows: Int32Array;
  /** One for each of them. */
  readonly rowP: Float64Array;
}

/**
 * Of rows with one label, of which a share in excess carries it wrongly, those that may be the wrong ones. Honest rows have
 * the density of the class, wrong ones that of the others, so the odds of being wrong are excess / (1 − excess) times
 * (1 − π) / π over the same of an average row. `p` holds the p-value of each row's label, which orders them.
 */
export function flaggedPart({ target, outOfFold }: Evidence, rows: Int32Array, label: number, excess: number, p: Float64Array): Flagged {
  const classes = target?.classes ?? 1;
  const chance = (row: number): number => Math.min(1 - 1e-9, Math.max(1e-9, outOfFold?.probabilities[row * classes + label] ?? 0.5));
  let [sum, count] = [0, 0];
  for (const code of target?.labels ?? []) {
    if (code === label) sum++;
    if (code >= 0) count++;
  }
  const share = Math.min(0.999, Math.max(0.001, sum / Math.max(1, count)));
  const odds = (row: number): number => ((excess / (1 - excess)) * ((1 - chance(row)) / chance(row)) * share) / (1 - share);
  const likely = rows.filter((row) => odds(row) >= LIKELY / (1 - LIKELY)).sort();
  const kept = likely.length === 0 ? rows.slice().sort() : likely;
  return { rows: kept, rowP: Float64Array.from(kept, (row) => Math.max(1e-12, Math.min(1, ((p[row] ?? 1) * (1 - excess)) / excess)) ** 2) };
}
