import type { FairnessComparison, FairnessGroup, FairnessPartition } from "./document.ts";
import type { Grouping } from "./groups.ts";
import { difference, type Interval, rate, ratio } from "./intervals.ts";

/** What is known of each row; positive is what is favourable. */
export interface Outcomes {
  /** 1 favourable, 0 not, -1 unknown. */
  readonly label: Int8Array;
  readonly prediction?: Int8Array | undefined;
  /** NaN where unknown; higher means favourable. */
  readonly score?: Float64Array | undefined;
  /** The score is a probability. */
  readonly probability: boolean;
}

/** Groups below it are shown, not compared. */
const FEWEST = 30;
const RATIO = [0.8, 1.25] as const;
const DIFFERENCE = 0.1;
/** name, part and whole as cells of the confusion matrix. */
const RATES = {
  tpr: (c: Cells) => [c.tp, c.tp + c.fn],
  fpr: (c: Cells) => [c.fp, c.fp + c.tn],
  fnr: (c: Cells) => [c.fn, c.tp + c.fn],
  fdr: (c: Cells) => [c.fp, c.tp + c.fp],
  for: (c: Cells) => [c.fn, c.tn + c.fn],
} as const satisfies Readonly<Record<string, (cells: Cells) => readonly [number, number]>>;
type RateName = keyof typeof RATES;
const RATE_NAMES: readonly RateName[] = ["tpr", "fpr", "fnr", "fdr", "for"];

interface Cells {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

interface Measured {
  readonly group: Omit<FairnessGroup, "comparisons">;
  readonly base: Interval;
  readonly selection?: Interval;
  readonly rates?: Readonly<Record<RateName, Interval>>;
}

/** Measures every group and compares it with the largest. */
export function measureGroups(grouping: Grouping, outcomes: Outcomes): FairnessPartition {
  const measured = grouping.names
    .map((name, code) => measure(name, rowsOf(grouping.codes, code, outcomes.label), outcomes))
    .filter(({ group }) => group.rows > 0);
  const reference = [...measured].sort((a, b) => b.group.rows - a.group.rows || (a.group.name < b.group.name ? -1 : 1))[0];
  return {
    columns: [...grouping.columns],
    reference: reference?.group.name ?? "",
    groups: measured.map((own) => ({
      ...own.group,
      comparisons: reference === undefined || own === reference || own.group.small || reference.group.small ? [] : compare(own, reference),
    })),
  };
}

function rowsOf(codes: Int32Array, code: number, label: Int8Array): Int32Array {
  return Int32Array.from(codes, (_, row) => row).filter((row) => codes[row] === code && (label[row] ?? -1) >= 0);
}

/** As JSON takes it. */
export function written({ value, low, high }: Interval): FairnessGroup["baseRate"] {
  const finite = (number: number): number | null => (Number.isFinite(number) ? number : null);
  return { value: finite(value), low, high: finite(high) };
}

function measure(name: string, rows: Int32Array, outcomes: Outcomes): Measured {
  const { label, prediction, score } = outcomes;
  const base = rate(
    rows.reduce((sum, row) => sum + (label[row] ?? 0), 0),
    rows.length,
  );
  const cells = { tp: 0, fp: 0, fn: 0, tn: 0 };
  let predicted = 0;
  if (prediction !== undefined)
    for (const row of rows) {
      const said = prediction[row] ?? -1;
      if (said < 0) continue;
      predicted++;
      cells[label[row] === 1 ? (said === 1 ? "tp" : "fn") : said === 1 ? "fp" : "tn"]++;
    }
  const selection = predicted === 0 ? undefined : rate(cells.tp + cells.fp, predicted);
  const of = (which: RateName): Interval => rate(...RATES[which](cells));
  const rates = predicted === 0 ? undefined : { tpr: of("tpr"), fpr: of("fpr"), fnr: of("fnr"), fdr: of("fdr"), for: of("for") };
  const scored = score === undefined ? undefined : scoresOf(rows, label, score, outcomes.probability);
  return {
    base,
    ...(selection === undefined ? {} : { selection }),
    ...(rates === undefined ? {} : { rates }),
    group: {
      name,
      rows: rows.length,
      small: rows.length < FEWEST,
      baseRate: written(base),
      ...(selection === undefined ? {} : { selectionRate: written(selection) }),
      ...(rates === undefined ? {} : { rates: Object.fromEntries(RATE_NAMES.map((which) => [which, written(rates[which])])) }),
      ...(scored === undefined ? {} : { score: scored }),
    },
  };
}

/** A rate over no rows tells nothing. */
function known({ low, high }: Interval): boolean {
  return low > 0 || high < 1;
}

function compare(own: Measured, reference: Measured): FairnessComparison[] {
  const comparisons: FairnessComparison[] = [];
  const byRatio = (metric: string, of: FairnessComparison["of"], first: Interval | undefined, second: Interval | undefined): void => {
    if (first === undefined || second === undefined || !known(first) || !known(second)) return;
    const estimate = ratio(first, second);
    comparisons.push({ metric, of, estimate: written(estimate), finding: estimate.high < RATIO[0] || estimate.low > RATIO[1] });
  };
  const byDifference = (metric: string, of: FairnessComparison["of"], estimate: Interval): void => {
    comparisons.push({ metric, of, estimate: written(estimate), finding: estimate.low > DIFFERENCE || estimate.high < -DIFFERENCE });
  };
  byRatio("disparate-impact", "label", own.base, reference.base);
  byDifference("statistical-parity", "label", difference(own.base, reference.base));
  const [mine, theirs] = [own.rates, reference.rates];
  if (own.selection === undefined || reference.selection === undefined || mine === undefined || theirs === undefined) return comparisons;
  byRatio("disparate-impact", "prediction", own.selection, reference.selection);
  byDifference("statistical-parity", "prediction", difference(own.selection, reference.selection));
  const [hits, alarms] = [difference(mine.tpr, theirs.tpr), difference(mine.fpr, theirs.fpr)];
  byDifference("equal-opportunity", "prediction", hits);
  byDifference("average-odds", "prediction", half(hits, alarms));
  for (const name of ["fpr", "fnr", "fdr", "for"] as const) byRatio(`${name}-ratio`, "prediction", mine[name], theirs[name]);
  return comparisons;
}

/** Mean of two independent differences. */
function half(a: Interval, b: Interval): Interval {
  const value = (a.value + b.value) / 2;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.value - b.low) / 2,
    high: value + Math.hypot(a.high - a.value, b.high - b.value) / 2,
  };
}

function scoresOf(rows: Int32Array, label: Int8Array, score: Float64Array, probability: boolean): NonNullable<FairnessGroup["score"]> {
  const known = rows.filter((row) => !Number.isNaN(score[row] ?? Number.NaN));
  if (known.length === 0) return { mean: 0 };
  const mean = known.reduce((sum, row) => sum + (score[row] ?? 0), 0) / known.length;
  const area = auroc(known, label, score);
  if (!probability) return { mean, ...(area === undefined ? {} : { auroc: area }) };
  const hits = known.reduce((sum, row) => sum + (label[row] ?? 0), 0);
  const bins = Array.from({ length: 10 }, () => ({ rows: 0, said: 0, hit: 0 }));
  for (const row of known) {
    const bin = bins[Math.min(9, Math.floor((score[row] ?? 0) * 10))];
    if (bin === undefined) continue;
    bin.rows++;
    bin.said += score[row] ?? 0;
    bin.hit += label[row] ?? 0;
  }
  const share = rate(hits, known.length);
  return {
    mean,
    ...(area === undefined ? {} : { auroc: area }),
    calibrationError: bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.hit), 0) / known.length,
    bias: { value: mean - share.value, low: mean - share.high, high: mean - share.low },
  };
}

/** With the interval of Hanley and McNeil (1982). */
export function auroc(rows: Int32Array, label: Int8Array, score: Float64Array): FairnessGroup["baseRate"] | undefined {
  const order = rows.slice().sort((a, b) => (score[a] ?? 0) - (score[b] ?? 0));
  let [below, pairs, positives] = [0, 0, 0];
  for (let from = 0; from < order.length; ) {
    let [hit, miss, to] = [0, 0, from];
    for (; to < order.length && score[order[to] ?? 0] === score[order[from] ?? 0]; to++)
      if (label[order[to] ?? 0] === 1) hit++;
      else miss++;
    pairs += hit * (below + miss / 2);
    below += miss;
    positives += hit;
    from = to;
  }
  if (positives === 0 || below === 0) return undefined;
  const area = pairs / (positives * below);
  const [q1, q2] = [area / (2 - area), (2 * area ** 2) / (1 + area)];
  const variance = (area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (below - 1) * (q2 - area ** 2)) / (positives * below);
  const reach = 1.96 * Math.sqrt(Math.max(0, variance));
  return { value: area, low: Math.max(0, area - reach), high: Math.min(1, area + reach) };
}
