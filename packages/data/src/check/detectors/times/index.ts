import { countUpTo, measured } from "../../../models/encode-columns.ts";
import type { Column } from "../../../table/table.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { flaggedPart } from "../label/flagged.ts";
import { labelP } from "../label/index.ts";
import { arrivalBurst } from "./arrivals.ts";
import { highestStretch, type Stretch, stretchChance } from "./scan.ts";

/** Fewer rows with a time are not judged. */
const FEWEST = 100;
/** Told below this; an attack below `SURE`. */
const TOLD = 1e-3;
const SURE = 1e-5;
/** Deviations from which a column's stretch is worth the shuffles. */
const WORTH = 5;

/** Stretches of time in which labels, values or the number of rows are not as before and after. */
export function detectTimes(evidence: Evidence): Detection | undefined {
  const { dataset, own } = evidence;
  const { time } = dataset;
  if (time === undefined) return undefined;
  const order = Int32Array.from({ length: own }, (_, row) => row)
    .filter((row) => Number.isFinite(time.values[row] ?? Number.NaN))
    .sort((left, right) => (time.values[left] ?? 0) - (time.values[right] ?? 0) || left - right);
  const base = { id: "times", title: "labels, values and arrivals over time", reason: "from a stretch of time that differs" };
  if (order.length < FEWEST) return { ...base, live: false, livenessP: 1, groups: [], note: `${order.length} rows have a time: too few` };
  const said = (row: number | undefined): string => momentOf(time, row ?? 0);
  const groups = [
    ...labelGroups(evidence, order, said),
    ...valueGroups(evidence, order, said),
    ...arrivalGroups(time, order, said),
  ].toSorted((left, right) => left.p - right.p);
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    ...base,
    live: livenessP < TOLD,
    livenessP,
    groups,
    note: `${order.length} rows in order of ${time.name}; stretches of 10 rows to a fifth of all against what lies around them`,
  };
}

function momentOf({ kind, values }: NonNullable<Evidence["dataset"]["time"]>, row: number): string {
  const value = values[row] ?? Number.NaN;
  return kind === "time" ? new Date(1000 * value).toISOString().slice(0, 19) : String(value);
}

function labelGroups(evidence: Evidence, order: Int32Array, said: (row: number | undefined) => string): readonly Group[] {
  const { dataset, target, outOfFold, random } = evidence;
  const { label, time } = dataset;
  if (label === undefined || time === undefined || target === undefined || outOfFold === undefined) return [];
  const { classes, labels } = target;
  const p = labelP(evidence, dataset.rows);
  const groups: Group[] = [];
  for (let code = 0; code < classes; code++) {
    // By how much the label is commoner than the rows bear out.
    const values = Float64Array.from(order, (row) =>
      (labels[row] ?? -1) < 0 ? 0 : (labels[row] === code ? 1 : 0) - (outOfFold.probabilities[row * classes + code] ?? 0),
    );
    const stretch = highestStretch(values);
    if (stretch === undefined) continue;
    const chance = Math.min(1, classes * stretchChance(values, stretch.z, random.fork(`times ${code}`)));
    if (chance > TOLD) continue;
    const inside = order.subarray(stretch.from, stretch.to);
    const rows = inside.filter((row) => labels[row] === code);
    const more = Math.round(stretch.difference * inside.length);
    if (more < 3) continue;
    const excess = Math.max(0.01, Math.min(0.99, more / Math.max(1, rows.length)));
    groups.push({
      kind: "time",
      description: `between ${said(inside[0])} and ${said(inside.at(-1))} about ${more} rows more are labelled ${label.dictionary[code]} than the rows bear out and the time around shows`,
      where: { [time.name]: `${said(inside[0])} to ${said(inside.at(-1))}`, [label.name]: label.dictionary[code] ?? "" },
      ...flaggedPart(evidence, rows, code, excess, p),
      p: Math.max(1e-300, chance),
      attack: chance < SURE,
    });
  }
  return groups;
}

/** Ranks of numbers, the commonest category, and whether a value is missing: 0 to 1. */
function signals(column: Column): readonly Float64Array[] {
  if (column.kind === "string") {
    const counts = new Int32Array(column.dictionary.length);
    for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
    let commonest = 0;
    for (let code = 1; code < counts.length; code++) if ((counts[code] ?? 0) > (counts[commonest] ?? 0)) commonest = code;
    return [Float64Array.from(column.codes, (code) => (code === commonest ? 1 : 0))];
  }
  const { sorted } = measured(column);
  return [column.values.map((value) => (Number.isFinite(value) ? countUpTo(sorted, value) / Math.max(1, sorted.length) : 0.5))];
}

function valueGroups({ dataset, random }: Evidence, order: Int32Array, said: (row: number | undefined) => string): readonly Group[] {
  const { features, time } = dataset;
  if (time === undefined) return [];
  const found: { readonly name: string; readonly stretch: Stretch; readonly p: number }[] = [];
  for (const column of features)
    for (const signal of signals(column))
      for (const sign of [1, -1]) {
        const values = Float64Array.from(order, (row) => sign * (signal[row] ?? 0));
        const stretch = highestStretch(values);
        if (stretch === undefined || stretch.z < WORTH) continue;
        const p = 2 * features.length * stretchChance(values, stretch.z, random.fork(`times ${column.name} ${sign}`));
        if (p < TOLD) found.push({ name: column.name, stretch, p });
      }
  const [surest] = found.toSorted((left, right) => left.p - right.p || (left.name < right.name ? -1 : 1));
  if (surest === undefined) return [];
  const inside = order.subarray(surest.stretch.from, surest.stretch.to);
  const names = [...new Set(found.map(({ name }) => name))];
  return [
    {
      kind: "time",
      description: `between ${said(inside[0])} and ${said(inside.at(-1))} values of ${surest.name} are not as before and after${names.length > 1 ? `; ${names.length - 1} more columns have such a stretch` : ""}`,
      where: { [time.name]: `${said(inside[0])} to ${said(inside.at(-1))}` },
      rows: inside.toSorted(),
      p: Math.max(1e-300, surest.p),
      attack: false,
    },
  ];
}

function arrivalGroups(
  time: NonNullable<Evidence["dataset"]["time"]>,
  order: Int32Array,
  said: (row: number | undefined) => string,
): readonly Group[] {
  const burst = arrivalBurst(Float64Array.from(order, (row) => time.values[row] ?? 0));
  if (burst === undefined || burst.p > TOLD) return [];
  const rows = order.filter((row) => (time.values[row] ?? 0) >= burst.from && (time.values[row] ?? 0) <= burst.to);
  const atEnd = rows.at(-1) === order.at(-1) ? ", right before the data was taken" : "";
  return [
    {
      kind: "time",
      description: `${rows.length} rows between ${said(rows[0])} and ${said(rows.at(-1))}${atEnd}, where ${Math.round(burst.usual)} are usual`,
      where: { [time.name]: `${said(rows[0])} to ${said(rows.at(-1))}` },
      rows: rows.toSorted(),
      p: Math.max(1e-300, burst.p),
      attack: false,
    },
  ];
}
