import type { Detection, Group } from "../evidence.ts";
import { oddsOf } from "./odds.ts";

/** Groups that honest data would hardly have, and below this, stand before everything. */
export const GROUP = 1e-4;
/** Rows of groups below this are no excess of single rows. */
const EXPLAINED = 1e-2;
/** The false alarms that the order is made for: this share of the rows. */
const BUDGET = 0.01;

/**
 * One number per row, higher is more suspicious: log10(1 + odds) that it is out of order, the odds summed over the
 * detectors, since one attack is seen by one or two of them; of a group that honest data would hardly have, one over
 * its chance.
 *
 * A group that honest data may have too (copies of a common row) is all planted or all honest. It stands where the rows
 * before it are expected to hold a part of the {@link BUDGET} of false alarms (see {@link spentBefore}): if it is planted
 * the budget holds out for it, and if it is not, surer single rows stand before it.
 */
export function orderRows(rows: number, detections: readonly Detection[], groups: readonly Group[]): Float64Array {
  const odds = new Float64Array(rows);
  const explained = new Uint8Array(rows);
  for (const group of groups) if (group.rowP === undefined && group.p < EXPLAINED) for (const row of group.rows) explained[row] = 1;
  for (const { p, calibrated, prior } of detections) {
    if (p === undefined) continue;
    for (const [row, value] of oddsOf((calibrated ?? p).subarray(0, rows), prior, explained).entries())
      odds[row] = (odds[row] ?? 0) + value;
  }
  const sure = groups.filter(({ attack, p }) => attack && p < GROUP);
  for (const { rows: members, p, rowP } of sure)
    for (const [index, row] of members.entries()) odds[row] = Math.max(odds[row] ?? 0, 1 / Math.max(1e-300, rowP?.[index] ?? p));
  const ordered = odds.slice().sort().reverse();
  const alarms = new Float64Array(rows);
  let expected = 0;
  for (const [place, value] of ordered.entries()) {
    expected += 1 / (1 + value);
    alarms[place] = expected;
  }
  // Those with a chance for each row are heard row by row already.
  const doubtful = groups.filter((group) => group.rowP === undefined && !sure.includes(group));
  for (const [rank, { rows: members, p }] of doubtful.toSorted((left, right) => left.p - right.p).entries()) {
    const spent = BUDGET * rows * spentBefore(p, members.length / (BUDGET * rows));
    let place = 0;
    while (place < rows - 1 && (alarms[place] ?? 0) < spent) place++;
    // Before the rows that are as likely, and the surer group before the others.
    const value = (ordered[place] ?? 0) * (1 + 1e-9 * (1 - rank / doubtful.length));
    for (const row of members) odds[row] = Math.max(odds[row] ?? 0, value);
  }
  return odds.map((value) => Math.log10(1 + value));
}

/** What part of the budget is spent before a group: half, and more before one that is weak and would use up the rest. */
function spentBefore(p: number, cost: number): number {
  const weak = Math.max(0, Math.min(1, (Math.log10(Math.max(1e-300, p)) + 6) / 4));
  return 0.5 + 0.45 * weak * Math.min(1, cost);
}
