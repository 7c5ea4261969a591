import type { Detection, Group } from "../evidence.ts";
import { benjaminiHochberg, cauchyCombination, likeliestWrong, weightedCauchy } from "./combine.ts";

/** False discovery rate of the rows held back. */
const RATE = 0.05;
/** Groups below this are held back as a whole. */
const GROUP = 1e-4;
/** Groups above this count for their rows only where they are at most this share of all. */
const WEAK = 0.007;
const SURE = 5e-4;
/**
 * In the order of the rows every detector is heard, the live ones aloud. Labels are heard better than the others even
 * where they are not live: a handful of wrong ones does not move the likelihood, and stands out all the same.
 */
const QUIET_LABELS = 0.3;
const QUIET = 0.03;
/** A group that honest data may have (copies of a common row) lifts its rows this far at most, and if it is large not even so. */
const NOTICED = 1e-3;
const NOTICED_LARGE = 0.1;

export interface Fused {
  /** One per row, higher is more suspicious: -log10 of a chance over all detectors, those that are not live heard quietly. */
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
  for (const { rows: members, p: groupP, rowP } of groups) {
    // A weak group of many rows would push surer single rows down.
    if (groupP >= SURE && members.length > WEAK * rows) continue;
    for (const [index, row] of members.entries()) p[row] = Math.min(p[row] ?? 1, rowP?.[index] ?? groupP);
  }
  // Trusted rows stand behind the others.
  const limit = live.length === 0 ? 0 : benjaminiHochberg(p, RATE);
  const quarantined = new Uint8Array(rows);
  const scores = order(rows, rowDetections, groups, exempt);
  for (let row = 0; row < rows; row++) {
    const value = Math.max(1e-300, p[row] ?? 1);
    if (value <= limit && exempt[row] !== 1) quarantined[row] = 1;
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

function order(rows: number, detections: readonly Detection[], groups: readonly Group[], exempt: Uint8Array): Float64Array {
  const weights = detections.map(({ live, id }) => (live ? 1 : id === "self-confidence" ? QUIET_LABELS : QUIET));
  const chance = new Float64Array(rows);
  for (let row = 0; row < rows; row++)
    chance[row] = weightedCauchy(
      detections.map(({ p }) => p?.[row] ?? 1),
      weights,
    );
  for (const { rows: members, p, rowP, attack } of groups) {
    const least = rowP !== undefined || (attack && p < GROUP) ? 0 : members.length > WEAK * rows ? NOTICED_LARGE : NOTICED;
    for (const [index, row] of members.entries()) chance[row] = Math.min(chance[row] ?? 1, Math.max(least, rowP?.[index] ?? p));
  }
  return chance.map((value, row) => (exempt[row] === 1 ? 0 : -Math.log10(Math.max(1e-300, value))));
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
