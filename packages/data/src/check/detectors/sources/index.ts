import { binomialUpper, normalUpper } from "../../../statistics/distributions.ts";
import type { StringColumn } from "../../../table/table.ts";
import type { Detection, Evidence, Group } from "../../evidence.ts";
import { flaggedPart } from "../label/flagged.ts";
import { labelP } from "../label/index.ts";

/** Sources of fewer rows are not judged. */
const FEWEST = 20;
/**
 * Fewer sources do not show how much honest ones differ: partners with other customers have other values, and nothing
 * tells which of three is the odd one.
 */
const PEERS = 5;

interface Tested {
  readonly source: number;
  readonly z: number;
  readonly mean: number;
}

/**
 * How far each source's mean of a value lies from that of all, in deviations of a mean of as many rows drawn without
 * regard to source (moments of the permutation distribution), divided by what sources differ by anyway: the median of
 * z² over its expectation where that exceeds 1 (genomic control, Devlin and Roeder 1999), which one bad source of
 * several does not move.
 */
export function sourceDeviations(values: Float64Array, codes: Int32Array, sources: number): readonly Tested[] {
  const [sums, counts] = [new Float64Array(sources), new Int32Array(sources)];
  let [sum, squares, total] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const [value, code] = [values[row] ?? Number.NaN, codes[row] ?? -1];
    if (!Number.isFinite(value) || code < 0) continue;
    sums[code] = (sums[code] ?? 0) + value;
    counts[code] = (counts[code] ?? 0) + 1;
    sum += value;
    squares += value * value;
    total++;
  }
  const mean = sum / Math.max(1, total);
  const variance = Math.max(0, squares / Math.max(1, total) - mean * mean);
  if (variance <= 0) return [];
  const judged: { readonly source: number; readonly own: number; readonly error: number }[] = [];
  for (let source = 0; source < sources; source++) {
    const count = counts[source] ?? 0;
    if (count < FEWEST || count > 0.9 * total) continue;
    const error = Math.sqrt((variance / count) * ((total - count) / (total - 1)));
    judged.push({ source, own: (sums[source] ?? 0) / count, error });
  }
  // From the middle source: one bad source would move the mean of all, and make the honest ones look odd.
  const means = judged.map(({ own }) => own).toSorted((left, right) => left - right);
  const centre = judged.length < 3 ? mean : ((means[(means.length - 1) >> 1] ?? 0) + (means[means.length >> 1] ?? 0)) / 2;
  const tested = judged.map(({ source, own, error }): Tested => ({ source, z: (own - centre) / error, mean: own - centre }));
  const ordered = tested.map(({ z }) => z * z).toSorted((left, right) => left - right);
  // The median of a chi-square of one degree is 0.455; with few sources the lower middle is the safe one to take.
  const inflation = Math.max(1, (ordered[Math.floor((ordered.length - 1) / 2)] ?? 0) / 0.455);
  return tested.map((test) => ({ ...test, z: test.z / Math.sqrt(inflation) }));
}

/** Sources whose labels or values differ from what the other sources bear out. */
export function detectSources(evidence: Evidence): Detection | undefined {
  const { dataset } = evidence;
  const { source } = dataset;
  if (source === undefined) return undefined;
  const peers = judgedSources(source) >= PEERS;
  const groups = [...labelGroups(evidence, source, peers), ...(peers ? valueGroups(evidence, source) : [])];
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "sources",
    title: "sources against each other",
    live: livenessP < 1e-3,
    livenessP,
    groups: groups.filter(({ p }) => p < 0.05),
    note: peers
      ? `${source.dictionary.length} sources, labels given the row and values of ${dataset.features.length} columns`
      : `${source.dictionary.length} sources, labels given the row; too few sources to say which values are odd`,
    reason: "from a source that differs",
  };
}

/** Sources with enough rows. */
function judgedSources(source: StringColumn): number {
  const counts = new Int32Array(source.dictionary.length);
  for (const code of source.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts.filter((count) => count >= FEWEST).length;
}

function rowsOf(source: StringColumn, code: number): Int32Array {
  const rows: number[] = [];
  for (const [row, own] of source.codes.entries()) if (own === code) rows.push(row);
  return Int32Array.from(rows);
}

function labelGroups(evidence: Evidence, source: StringColumn, peers: boolean): readonly Group[] {
  const { dataset, target, outOfFold } = evidence;
  const { label } = dataset;
  if (label === undefined || target === undefined || outOfFold === undefined) return [];
  const { classes, labels } = target;
  const groups: Group[] = [];
  const p = labelP(evidence, dataset.rows);
  const best = new Map<number, Group>();
  for (let code = 0; code < classes; code++) {
    const residuals = new Float64Array(dataset.rows).fill(Number.NaN);
    for (let row = 0; row < dataset.rows; row++)
      if ((labels[row] ?? -1) >= 0) residuals[row] = (labels[row] === code ? 1 : 0) - (outOfFold.probabilities[row * classes + code] ?? 0);
    for (const { source: from, z, mean } of sourceDeviations(residuals, source.codes, source.dictionary.length)) {
      if (z <= 0) continue;
      const chance = Math.min(1, normalUpper(z) * classes * source.dictionary.length);
      if (chance >= (best.get(from)?.p ?? 0.05)) continue;
      const all = rowsOf(source, from);
      const rows = all.filter((row) => labels[row] === code);
      if (rows.length === 0) continue;
      // Of the source's rows with this label, the share in excess of what the rows bear out.
      const excess = Math.max(0.01, Math.min(0.99, (mean * all.length) / rows.length));
      best.set(from, {
        kind: "source",
        description: `${source.name} ${source.dictionary[from]} labels ${Math.round(mean * all.length)} rows more ${label.dictionary[code]} than the rows bear out and other sources do`,
        where: { [source.name]: source.dictionary[from] ?? "", [label.name]: label.dictionary[code] ?? "" },
        ...flaggedPart(evidence, rows, code, excess, p),
        p: Math.max(1e-300, chance),
        attack: peers,
      });
    }
  }
  groups.push(...best.values());
  return groups;
}

function valueGroups({ dataset }: Evidence, source: StringColumn): readonly Group[] {
  const searched = dataset.features.length * source.dictionary.length * 2;
  const found = new Map<number, { columns: string[]; p: number }>();
  for (const column of dataset.features) {
    const values = column.kind === "string" ? Float64Array.from(column.codes, (code) => (code === 0 ? 1 : 0)) : clipped(column.values);
    for (const { source: from, z } of sourceDeviations(values, source.codes, source.dictionary.length)) {
      // A rare category's count has a longer tail than the normal one.
      const counted = column.kind === "string" ? categoryTail(values, source.codes, from) : 0;
      const p = Math.min(1, Math.max(counted, normalUpper(Math.abs(z))) * searched);
      if (p >= 1e-3) continue;
      const known = found.get(from) ?? { columns: [], p: 1 };
      known.columns.push(column.name);
      known.p = Math.min(known.p, p);
      found.set(from, known);
    }
  }
  return [...found].map(([from, { columns, p }]) => ({
    kind: "source" as const,
    description: `${source.name} ${source.dictionary[from]} reports other values of ${columns.slice(0, 5).join(", ")}${columns.length > 5 ? ` and ${columns.length - 5} more columns` : ""} than all other sources`,
    where: { [source.name]: source.dictionary[from] ?? "" },
    rows: rowsOf(source, from),
    p: Math.max(1e-300, p),
    attack: true,
  }));
}

/** Chance that a source has so many, or so few, rows with a category as others' share of it gives: binomial. */
function categoryTail(values: Float64Array, codes: Int32Array, source: number): number {
  let [own, rows, others, all] = [0, 0, 0, 0];
  for (const [row, value] of values.entries()) {
    const code = codes[row] ?? -1;
    if (code === source) {
      own += value;
      rows++;
    } else if (code >= 0) {
      others += value;
      all++;
    }
  }
  const share = (others + 0.5) / (all + 1);
  return own > share * rows ? binomialUpper(own, rows, share) : binomialUpper(rows - own, rows, 1 - share);
}

/** Without the far ends, which would carry the mean of a small source. */
function clipped(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  const [low, high] = [sorted[Math.floor(0.02 * sorted.length)] ?? 0, sorted[Math.floor(0.98 * sorted.length)] ?? 0];
  return low < high ? values.map((value) => Math.max(low, Math.min(high, value))) : values;
}
