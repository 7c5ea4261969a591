import type { Detection, Group } from "../evidence.ts";
import { benjaminiHochberg, cauchyCombination, likeliestWrong } from "./combine.ts";

/** False discovery rate of the rows held back. */
const RATE = 0.05;
/** Groups below this are held back as a whole. */
const GROUP = 1e-4;

export interface Fused {
  /** One per row: -log10 of its p-value, with a small part that orders the ties. */
  readonly scores: Float64Array;
  readonly p: Float64Array;
  readonly quarantined: Uint8Array;
  /** Per row, why. */
  readonly reasons: readonly (readonly string[])[];
  /** Groups of all detectors with what was searched taken into account, surest first. */
  readonly groups: readonly Group[];
}

/**
 * One p-value per row: the smaller of its own, combined over the detectors that are live (Cauchy), and that of its best
 * group. Detectors that are not live only order what is otherwise alike.
 */
export function fuse(rows: number, detections: readonly Detection[], exempt: Uint8Array): Fused {
  const rowDetections = detections.filter(({ p }) => p !== undefined);
  const live = rowDetections.filter((detection) => detection.live);
  // What is nearest to life orders the ties.
  const [nearest] = rowDetections.filter((detection) => !detection.live).toSorted((left, right) => left.livenessP - right.livenessP);
  const groups = detections
    .flatMap((detection) => detection.groups)
    .flatMap((group) => without(group, rows, exempt))
    .toSorted((left, right) => left.p - right.p || left.description.localeCompare(right.description));
  const p = new Float64Array(rows).fill(1);
  const ties = new Float64Array(rows).fill(1);
  const reasons = Array.from({ length: rows }, (): string[] => []);
  for (let row = 0; row < rows; row++) {
    if (live.length > 0) p[row] = cauchyCombination(live.map((detection) => detection.p?.[row] ?? 1));
    ties[row] = nearest?.p?.[row] ?? 1;
  }
  for (const { rows: members, p: groupP, rowP } of groups)
    for (const [index, row] of members.entries()) p[row] = Math.min(p[row] ?? 1, rowP?.[index] ?? groupP);
  // Trusted rows stand behind the others.
  const limit = live.length === 0 ? 0 : benjaminiHochberg(p, RATE);
  const quarantined = new Uint8Array(rows);
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = Math.max(1e-300, p[row] ?? 1);
    scores[row] = exempt[row] === 1 ? 0 : -Math.log10(value) - 0.001 * Math.log10(Math.max(1e-300, ties[row] ?? 1));
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
