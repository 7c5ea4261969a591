import type { Detection, Group } from "../evidence.ts";
import { benjaminiHochberg, cauchyCombination, likeliestWrong } from "./combine.ts";
import { GROUP, orderRows } from "./order.ts";

/** False discovery rate of the rows held back. */
const RATE = 0.05;
/** Groups above this count for their rows only where they are at most this share of all. */
const WEAK = 0.007;
const SURE = 5e-4;
export interface Fused {
  /** One per row, higher is more suspicious: log10(1 + odds) that it is out of order, over all detectors; 0 for accepted rows. */
  readonly scores: Float64Array;
  readonly p: Float64Array;
  readonly quarantined: Uint8Array;
  /** Per row, why. */
  readonly reasons: readonly (readonly string[])[];
  /** Groups of all detectors with what was searched taken into account, surest first. */
  readonly groups: readonly Group[];
}

/**
 * One p-value per row, by which rows are held back: the smaller of its own, combined over the detectors that are live
 * (Cauchy), and that of its best group. And one score per row, which orders all of them.
 */
export function fuse(rows: number, detections: readonly Detection[], exempt: Uint8Array): Fused {
  const rowDetections = detections.filter(({ p }) => p !== undefined);
  const live = rowDetections.filter((detection) => detection.live);
  const groups = detections
    .flatMap((detection) => detection.groups)
    .flatMap((group) => without(group, rows, exempt))
    .toSorted((left, right) => left.p - right.p || left.description.localeCompare(right.description));
  const p = new Float64Array(rows).fill(1);
  const reasons = Array.from({ length: rows }, (): string[] => []);
  for (let row = 0; row < rows; row++) {
    if (live.length > 0) p[row] = cauchyCombination(live.map((detection) => detection.p?.[row] ?? 1));
  }
  const own = p.slice();
  for (const { rows: members, p: groupP, rowP, attack } of groups) {
    // A weak group of many rows would push surer single rows down.
    if (groupP >= SURE && members.length > WEAK * rows) continue;
    for (const [index, row] of members.entries()) {
      const value = rowP?.[index] ?? groupP;
      p[row] = Math.min(p[row] ?? 1, value);
      // Copies that honest data may have as well are told, and not held back.
      if (attack || rowP !== undefined) own[row] = Math.min(own[row] ?? 1, value);
    }
  }
  const limit = live.length === 0 ? 0 : benjaminiHochberg(own, RATE);
  const quarantined = new Uint8Array(rows);
  const scores = orderRows(rows, rowDetections, groups).map((score, row) => (exempt[row] === 1 ? 0 : score));
  for (let row = 0; row < rows; row++) {
    if ((own[row] ?? 1) <= limit && exempt[row] !== 1) quarantined[row] = 1;
    for (const detection of live) if ((detection.p?.[row] ?? 1) < 0.01) reasons[row]?.push(detection.reason);
  }
  for (const { wrong } of live)
    for (const row of wrong === undefined ? [] : likeliestWrong(wrong.subarray(0, rows), RATE)) if (exempt[row] !== 1) quarantined[row] = 1;
  for (const { rows: members, p: groupP, attack, description } of groups)
    for (const row of members) {
      if (groupP < GROUP && attack && exempt[row] !== 1) quarantined[row] = 1;
      reasons[row]?.push(description);
    }
  return { scores, p, quarantined, reasons, groups };
}

/** The group without trusted and accepted rows; nothing where none are left. */
function without(group: Group, own: number, exempt: Uint8Array): readonly Group[] {
  const kept = [...group.rows.keys()].filter((index) => (group.rows[index] ?? own) < own && exempt[group.rows[index] ?? 0] !== 1);
  if (kept.length === 0) return [];
  if (kept.length === group.rows.length) return [group];
  const { rowP } = group;
  return [
    {
      ...group,
      rows: Int32Array.from(kept, (index) => group.rows[index] ?? 0),
      rowP: rowP && Float64Array.from(kept, (index) => rowP[index] ?? 1),
    },
  ];
}
