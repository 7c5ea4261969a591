import { classOfColumn } from "./classify.ts";
import type { ProfileColumn, ProfileFinding } from "./document.ts";
import type { Guess } from "./guess.ts";
import type { MergedColumn } from "./merge.ts";
import type { CellFinding } from "./scan/facts.ts";
import { type NumberStatistics, quantileOf } from "./statistics.ts";

export interface ColumnInput {
  readonly name: string;
  readonly index: number;
  readonly rows: number;
  readonly sample: readonly string[];
  readonly guess: Guess;
  readonly merged: MergedColumn;
  readonly numbers?: NumberStatistics | undefined;
  readonly identifier: boolean;
  /** Of identifiers: distinct values over all rows. */
  readonly exactDistinct?: number | undefined;
  readonly declared?: string;
  readonly role?: ProfileColumn["role"];
}

const BINS = 24;
const TOP = 20;
const CATEGORIES = 200;
const SHOWN_ODD = 3;
const NEARLY_ALL = 0.95;
const SHOWN_QUANTILES: readonly (readonly [string, number])[] = [
  ["0.05", 0.05],
  ["0.25", 0.25],
  ["0.5", 0.5],
  ["0.75", 0.75],
  ["0.95", 0.95],
];

/** Letters become `x`, digits `0`. */
export function maskedValue(value: string): string {
  const shape = value.slice(0, 200).replace(/\p{L}/gu, "x").replace(/\p{N}/gu, "0");
  return shape.length > 24 ? `${shape.slice(0, 23)}…` : shape;
}

function significant(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : 0;
}

/** Everything that is told of one column. */
export function columnProfile(input: ColumnInput): ProfileColumn {
  const { merged, rows, numbers, guess, name } = input;
  const spelled = Object.values(merged.spelled).reduce((sum, count) => sum + count, 0);
  const values = rows - merged.empty - spelled;
  const exact = merged.distinct.level === 0 || input.exactDistinct !== undefined;
  const distinct = input.exactDistinct ?? Math.min(values, merged.distinct.distinct());
  const classified = classOfColumn(name, input.sample, values, merged.findings);
  const found = (kind: CellFinding["kind"]): ProfileFinding[] => merged.findings.filter((one) => one.kind === kind).map(findingOf);
  const personal = found("personal");
  const secrets = found("secret");
  const hide =
    secrets.length > 0 ||
    personal.some(({ type }) => type !== "URL") ||
    ((classified.class === "personal" || classified.class === "special-category") && distinct > 50);
  const { type, reason } = typeOf(input, values, distinct);
  const unread = numbers === undefined ? 0 : Math.max(0, values - numbers.read);
  const show = (value: string): string => (hide ? maskedValue(value) : value.length > 60 ? `${value.slice(0, 59)}…` : value);
  const top = merged.distinct.top(TOP).filter(({ count }) => count > 1 || distinct <= TOP);
  return {
    name,
    index: input.index,
    type,
    reason,
    ...(input.declared === undefined ? {} : { declared: input.declared }),
    ...(input.role === undefined ? {} : { role: input.role }),
    ...(guess.format === undefined ? {} : { format: guess.format }),
    class: classified.class,
    classReasons: [...classified.reasons],
    values,
    missing: { cells: merged.empty + spelled, empty: merged.empty, spelled: { ...merged.spelled } },
    distinct: { count: Math.round(distinct), exact, method: exact ? "counted" : "distinct sample by hash" },
    constant: values > 0 && distinct === 1,
    ...identifierOf(input, values, distinct),
    length: {
      shortest: merged.shortest,
      longest: merged.longest,
      mean: values === 0 ? 0 : Math.round((100 * merged.characters) / values) / 100,
    },
    ...numericParts(input, type),
    top: top.map(({ value, count }) => ({ value: show(value), count })),
    masked: hide,
    ...(unread > 0
      ? { notTheType: { cells: unread, examples: oddOf(merged).map(({ value, count }) => ({ value: show(value), count })) } }
      : {}),
    ...(guess.numberInText === undefined ? {} : { numberInText: guess.numberInText }),
    padded: merged.padded,
    personal,
    secrets,
    hidden: [...found("hidden"), ...found("injection")],
  };
}

function findingOf({ type, rule, cells, examples, score, first }: CellFinding): ProfileFinding {
  return { type, rule, cells, examples, score, first: first.map(({ row, masked }) => ({ row, masked })) };
}

function typeOf(
  { guess, numbers, merged, rows }: ColumnInput,
  values: number,
  distinct: number,
): { readonly type: ProfileColumn["type"]; readonly reason: string } {
  if (values === 0) return { type: "empty", reason: `all ${rows} cells are missing` };
  if (numbers !== undefined && (guess.type === "number" || guess.type === "time")) {
    const share = numbers.read / values;
    const word = guess.type === "number" ? "numbers" : (guess.format ?? "times");
    if (numbers.read >= values)
      return { type: guess.type, reason: `all ${values} values are ${word === "numbers" ? word : `written as ${word}`}` };
    if (share >= NEARLY_ALL)
      return { type: guess.type, reason: `${numbers.read} of ${values} values are ${word}, the other ${values - numbers.read} are not` };
    if (share > 0.05)
      return { type: "mixed", reason: `${numbers.read} of ${values} values are ${word}, the other ${values - numbers.read} are texts` };
  }
  if (guess.type === "boolean" && distinct <= 4) return { type: "boolean", reason: "two values that mean yes and no" };
  if (guess.numberInText !== undefined) return { type: "text", reason: `numbers written with ${guess.numberInText}` };
  if (merged.distinct.level === 0 && distinct <= CATEGORIES && (distinct <= values / 5 || distinct <= 10))
    return { type: "category", reason: `${distinct} different ${distinct === 1 ? "value" : "values"} in ${values}` };
  if (guess.format !== undefined) return { type: "text", reason: `written as ${guess.format}` };
  return { type: "text", reason: guess.prose ? "words in sentences" : `${distinct} different texts in ${values} values` };
}

function identifierOf(
  { identifier, merged, name, role, exactDistinct }: ColumnInput,
  values: number,
  distinct: number,
): Pick<ProfileColumn, "identifier"> {
  if (role !== "id" && !identifier) return {};
  const { values: repeated, sampled } = merged.distinct.repeated();
  const exact = merged.distinct.level === 0 || exactDistinct !== undefined;
  const unique = values > 1 && (exact ? distinct === values : repeated === 0);
  const why = role === "id" ? "stated" : `${name} is named or counts like one`;
  const what = exact
    ? unique
      ? "no value occurs twice"
      : `${values - distinct} cells repeat an earlier value`
    : unique
      ? `none of ${sampled} values drawn by hash occurs twice`
      : `${repeated} of ${sampled} values drawn by hash occur more than once`;
  return { identifier: { unique, exact, reason: `${why}; ${what}` } };
}

function numericParts(
  { numbers, guess }: ColumnInput,
  type: ProfileColumn["type"],
): Partial<Pick<ProfileColumn, "numbers" | "times" | "histogram">> {
  if (numbers === undefined || numbers.read === 0 || !Number.isFinite(numbers.minimum)) return {};
  const at = (share: number): number => quantileOf(numbers, share);
  const histogram = histogramOf(numbers);
  if (guess.type === "time") {
    const text = (seconds: number): string => (Math.abs(seconds) > 8.64e12 ? "out of range" : new Date(seconds * 1000).toISOString());
    return {
      times: { earliest: text(numbers.minimum), latest: text(numbers.maximum), median: text(at(0.5)) },
      ...(histogram === undefined ? {} : { histogram }),
    };
  }
  if (type !== "number" && type !== "mixed") return {};
  return {
    numbers: {
      minimum: significant(numbers.minimum),
      maximum: significant(numbers.maximum),
      mean: significant(numbers.mean),
      ...(numbers.standardDeviation === undefined ? {} : { standardDeviation: significant(numbers.standardDeviation) }),
      zeros: numbers.zeros,
      negative: numbers.negative,
      infinite: numbers.infinite,
      quantiles: Object.fromEntries(SHOWN_QUANTILES.map(([label, share]) => [label, significant(at(share))])),
    },
    ...(histogram === undefined ? {} : { histogram }),
  };
}

/** The commonest values that are no number (or time). */
function oddOf({ numbers }: MergedColumn): readonly { readonly value: string; readonly count: number }[] {
  return [...(numbers?.odd ?? [])]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, SHOWN_ODD);
}

/** Equal bins: of all values where they are known, else of those drawn, scaled to all. */
function histogramOf(numbers: NumberStatistics): ProfileColumn["histogram"] {
  const { minimum: from, maximum: to, values, exact } = numbers;
  if (!(to > from) || values.length === 0) return undefined;
  const counts = new Float64Array(BINS);
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const scale = (numbers.read - numbers.infinite) / total;
  for (const { value, count } of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * BINS)));
    counts[bin] = (counts[bin] ?? 0) + count * scale;
  }
  return {
    from: significant(from),
    to: significant(to),
    counts: [...counts].map(Math.round),
    method: exact ? "counted" : "values drawn by hash, scaled",
  };
}
