import { compareText } from "@castellan/graph";
import { Random } from "../statistics/random.ts";
import type { Column, Table } from "../table/table.ts";
import { belowOf } from "./distribution.ts";
import type { DataDriftResult, DriftVerdict, FeatureDrift, Multivariate } from "./document.ts";
import { classifyDomains } from "./domain-classifier.ts";
import { type FeatureTests, testFeature } from "./feature.ts";
import { momentsOf } from "./moments.ts";
import { performanceOf } from "./roles.ts";
import { type Side, type SideColumn, sideColumnOf } from "./side.ts";
import { benjaminiHochberg } from "./significance.ts";
import { timingOf } from "./timing.ts";

export interface DriftOptions {
  readonly label?: string | undefined;
  readonly prediction?: string | undefined;
  /** Column with the probability of the positive class. */
  readonly probability?: string | undefined;
  /** The positive class of the label; found by its probabilities unless told. */
  readonly positive?: string | undefined;
  readonly time?: string | undefined;
  readonly id?: string | undefined;
  readonly seed: number;
  /** Draws for the thresholds; 200 unless told. */
  readonly times?: number;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

export type DriftFindings = Omit<DataDriftResult, "schema" | "tool" | "reference" | "new" | "complete">;

/** False alarms allowed: the features share one part (Benjamini–Hochberg), the domain classifier has the other. */
const FEATURE_LEVEL = 0.02;
const CLASSIFIER_LEVEL = 0.005;
/** Smaller changes of shares are no drift, however sure: nothing would be done about them. */
const NEGLIGIBLE = 0.01;
const SEVERE_INDEX = 0.25;
const SEVERE_CHANGE = 0.3;
const SEVERE_AUROC = 0.8;
const FEWEST_ROWS = 30;

/** Compares two sides feature by feature and as a whole. */
export function detectDrift(reference: Side, other: Side, options: DriftOptions): DriftFindings {
  const notes: string[] = [];
  const columns = pair(reference, other, options);
  if (Math.min(reference.rows, other.rows) < FEWEST_ROWS)
    notes.push(`One side has ${Math.min(reference.rows, other.rows)} rows only: large changes may go unseen.`);
  const random = new Random(options.seed);
  const tested = columns.both.map(([first, second], at) => {
    options.progress?.(at, columns.both.length);
    return testFeature(first, second, {
      role: roleOf(first.name, options),
      rows: reference.table !== undefined && other.table !== undefined,
      times: options.times ?? 200,
      random: random.fork(`feature ${first.name}`),
    });
  });
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  const features = tested
    .map((feature, at) => judged(feature, adjusted[at] ?? 1, reference, other, options))
    .sort((a, b) => RANK[b.verdict] - RANK[a.verdict] || a.p - b.p || b.measures.length - a.measures.length || compareText(a.name, b.name));
  const multivariate = multivariateOf(columns.both, reference.table, other.table, options, notes);
  const performance = performanceOf(reference.table, other.table, options, random.fork("performance"), notes);
  const { missing, added, retyped, leftOut } = columns;
  const reasons = reasonsOf(features, multivariate, columns, performance);
  const drifted = features.filter(({ verdict }) => verdict !== "none");
  const inputs = drifted.filter(({ role }) => role === "feature").length;
  const verdicts: DriftVerdict[] = [
    ...features.map(({ verdict }) => verdict),
    ...(multivariate === undefined ? [] : [multivariate.verdict]),
    ...(performance?.metrics.map(({ verdict }) => verdict) ?? []),
    ...(missing.length > 0 || retyped.length > 0 ? (["severe"] as const) : added.length > 0 ? (["drift"] as const) : []),
    ...(inputs >= 3 && 2 * inputs >= features.length ? (["severe"] as const) : []),
  ];
  const verdict = verdicts.reduce((worst, own) => (RANK[own] > RANK[worst] ? own : worst), "none");
  return {
    seed: options.seed,
    level: FEATURE_LEVEL + CLASSIFIER_LEVEL,
    verdict,
    reasons,
    advice: adviceOf(verdict, features, performance !== undefined),
    features,
    columns: { missing: [...missing], added: [...added], retyped: [...retyped], leftOut: [...leftOut] },
    ...(multivariate === undefined ? {} : { multivariate }),
    ...(performance === undefined ? {} : { performance }),
    notes,
  };
}

const RANK: Readonly<Record<DriftVerdict, number>> = { none: 0, drift: 1, severe: 2 };

function roleOf(name: string, options: DriftOptions): FeatureDrift["role"] {
  if (name === options.label) return "label";
  if (name === options.prediction) return "prediction";
  return name === options.probability ? "probability" : "feature";
}

interface Pairs {
  readonly both: readonly (readonly [SideColumn, SideColumn])[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly retyped: readonly { readonly name: string; readonly reference: string; readonly new: string }[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

function pair(reference: Side, other: Side, options: DriftOptions): Pairs {
  const both: [SideColumn, SideColumn][] = [];
  const [missing, retyped, leftOut]: [string[], Pairs["retyped"][number][], Pairs["leftOut"][number][]] = [[], [], []];
  const optional = new Set([options.label, options.prediction, options.probability, options.time, options.id]);
  for (const first of [...reference.columns.values()].sort((a, b) => compareText(a.name, b.name))) {
    const { name } = first;
    const second = other.columns.get(name);
    if (name === options.id) leftOut.push({ name, reason: "identifier (--id)" });
    else if (name === options.time) leftOut.push({ name, reason: "time of the rows (--time)" });
    else if (second === undefined) {
      if (optional.has(name)) leftOut.push({ name, reason: "not in the new data" });
      else missing.push(name);
    } else if (first.missing === first.rows || second.missing === second.rows) {
      // What is empty has no kind of its own.
      both.push([first, { ...second, kind: first.kind }]);
    } else if (first.kind !== second.kind) retyped.push({ name, reference: first.kind, new: second.kind });
    else {
      if (first.kind === "time") leftOut.push({ name, reason: "moments move by nature: only what is missing is tested" });
      both.push([first, second]);
    }
  }
  const added = [...other.columns.keys()].filter((name) => !reference.columns.has(name) && !optional.has(name)).sort(compareText);
  return { both, missing, added, retyped, leftOut };
}

function judged(feature: FeatureTests, adjusted: number, reference: Side, other: Side, options: DriftOptions): FeatureDrift {
  const { largest, ...rest } = feature;
  const index = feature.measures.find(({ name }) => name === "population-stability")?.value ?? 0;
  const drifted = adjusted <= FEATURE_LEVEL && largest >= NEGLIGIBLE;
  const verdict = !drifted ? "none" : index >= SEVERE_INDEX || largest >= SEVERE_CHANGE ? "severe" : "drift";
  const timing = verdict === "none" ? undefined : timingOfFeature(feature.name, reference, other.table, options);
  return {
    ...rest,
    adjusted,
    verdict,
    reasons: verdict === "none" ? [] : reasonsOfFeature(feature),
    ...(timing === undefined ? {} : { timing }),
  };
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function reasonsOfFeature(feature: FeatureTests): string[] {
  const reasons: string[] = [];
  const limit = FEATURE_LEVEL / feature.tests.length;
  for (const { name, p } of [...feature.tests].sort((a, b) => a.p - b.p)) {
    if (p > limit) continue;
    if (name === "missing") reasons.push(`missing ${percent(feature.missing.reference)} before, ${percent(feature.missing.new)} now`);
    else if (name === "range" && feature.range !== undefined)
      reasons.push(
        `${feature.range.below + feature.range.above} values beyond the reference's range ${short(feature.range.minimum)} to ${short(feature.range.maximum)}`,
      );
    else if (name === "new-categories" && feature.newCategories !== undefined)
      reasons.push(`${feature.newCategories.count} new categories in ${feature.newCategories.rows} rows`);
    else if (name === "lengths") reasons.push("the lengths of the texts changed");
    else if (name === "kolmogorov-smirnov" && feature.mean !== undefined)
      reasons.push(`the distribution moved (mean ${short(feature.mean.reference)} before, ${short(feature.mean.new)} now)`);
    else reasons.push("the shares of the values changed");
  }
  return reasons;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Scores the new rows by the reference: ranks for numbers, the log of how much a category gained for strings. */
function timingOfFeature(name: string, reference: Side, table: Table | undefined, { time }: DriftOptions): FeatureDrift["timing"] {
  const moments = momentsOf(table?.columns.find((column) => column.name === time));
  const column = table?.columns.find((candidate) => candidate.name === name);
  const before = reference.columns.get(name);
  if (moments === undefined || column === undefined || before === undefined || table === undefined) return undefined;
  if (column.kind !== "string") {
    const { distribution } = before;
    const scores = column.values.map((value) =>
      Number.isNaN(value) ? Number.NaN : belowOf(distribution, value) / Math.max(1, distribution.count) - 0.5,
    );
    return timingOf(scores, moments);
  }
  const [present, now] = [before.rows - before.missing, sideColumnOf(column)];
  const gains = column.dictionary.map((text) => {
    const [was, is] = [before.counts?.counts.get(text) ?? 0, now.counts?.counts.get(text) ?? 0];
    return Math.log((is + 1) / (now.rows - now.missing + 2)) - Math.log((was + 1) / (present + 2));
  });
  return timingOf(
    Float64Array.from(column.codes, (code) => gains[code] ?? 0),
    moments,
  );
}

function multivariateOf(
  both: Pairs["both"],
  reference: Table | undefined,
  other: Table | undefined,
  options: DriftOptions,
  notes: string[],
): Multivariate | undefined {
  if (reference === undefined || other === undefined) {
    notes.push("The features were not compared together: that needs the rows of both sides, not sketches.");
    return undefined;
  }
  const find = (table: Table, name: string): Column | undefined => table.columns.find((column) => column.name === name);
  const columns = both.flatMap(([{ name, kind }, { kind: theirs }]) => {
    const [a, b] = [find(reference, name), find(other, name)];
    return kind === "time" ||
      kind !== theirs ||
      a?.kind !== b?.kind ||
      a === undefined ||
      b === undefined ||
      roleOf(name, options) !== "feature"
      ? []
      : [[a, b] as const];
  });
  if (columns.length < 2 || Math.min(reference.rows, other.rows) < 2 * FEWEST_ROWS) {
    notes.push(`The features were not compared together: that takes two features and ${2 * FEWEST_ROWS} rows a side.`);
    return undefined;
  }
  const found = classifyDomains(columns, options.seed);
  const sampled = found.rows.reference < reference.rows || found.rows.new < other.rows;
  if (sampled)
    notes.push(
      `The domain classifier saw ${found.rows.reference} of ${reference.rows} reference rows and ${found.rows.new} of ${other.rows} new ones, drawn at random.`,
    );
  const verdict = found.p > CLASSIFIER_LEVEL ? "none" : found.auroc.low >= SEVERE_AUROC ? "severe" : "drift";
  return { ...found, verdict };
}

function reasonsOf(
  features: readonly FeatureDrift[],
  multivariate: Multivariate | undefined,
  { missing, added, retyped }: Pairs,
  performance: DataDriftResult["performance"],
): string[] {
  const drifted = features.filter(({ verdict }) => verdict !== "none");
  const named = (names: readonly string[]): string =>
    `${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;
  return [
    ...(missing.length > 0 ? [`columns are gone: ${named(missing)}`] : []),
    ...(retyped.length > 0
      ? [
          `columns changed their kind: ${named(retyped.map(({ name, reference, new: now }) => `${name} (${reference} before, ${now} now)`))}`,
        ]
      : []),
    ...(added.length > 0 ? [`columns are new: ${named(added)}`] : []),
    ...(performance?.metrics.flatMap(({ name, verdict, reference, estimated }) =>
      verdict === "none" ? [] : [`the model's ${name} is estimated at ${estimated.value.toFixed(3)}, it was ${reference.value.toFixed(3)}`],
    ) ?? []),
    ...(drifted.length > 0 ? [`${drifted.length} of ${features.length} columns drifted: ${named(drifted.map(({ name }) => name))}`] : []),
    ...(multivariate !== undefined && multivariate.verdict !== "none"
      ? [
          `a classifier tells new rows from reference rows (AUROC ${multivariate.auroc.value.toFixed(3)}), by ${named(multivariate.carriers.map(({ name }) => name))}`,
        ]
      : []),
  ];
}

function adviceOf(verdict: DriftVerdict, features: readonly FeatureDrift[], estimated: boolean): string[] {
  if (verdict === "none") return ["Nothing to do: the new data looks like the reference."];
  const of = (role: FeatureDrift["role"]): boolean => features.some((feature) => feature.role === role && feature.verdict !== "none");
  const broken = features.filter(
    ({ verdict: own, tests }) => own !== "none" && tests.some(({ name, p }) => name === "missing" && p < FEATURE_LEVEL / 3),
  );
  const abrupt = features.find(({ timing }) => timing?.shape === "abrupt");
  return [
    ...(broken.length > 0
      ? [`Look first at what is missing now (${broken[0]?.name ?? ""}): that is more often a broken pipeline than a changed world.`]
      : []),
    ...(abrupt === undefined
      ? []
      : [`${abrupt.name} changed at ${abrupt.timing?.from ?? ""}: look for a release, a new source or an attack at that time.`]),
    ...(of("label") ? ["The label moved: retrain on recent data, and check who labels."] : []),
    ...(verdict === "severe"
      ? ["Do not train on or serve from the new data before somebody has explained the change; run castellan data check on it."]
      : ["Watch the columns named; retrain when the model's errors rise."]),
    ...(estimated ? [] : ["Name --prediction and --probability (and --label of the reference) to estimate what it costs the model."]),
  ];
}
