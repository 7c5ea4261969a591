import type { Guess } from "./guess.ts";
import type { DistinctSample } from "./scan/distinct-sample.ts";
import { type NumberStatistics, QUANTILE_STEPS } from "./statistics.ts";

export interface ExactStatistics {
  readonly statistics: NumberStatistics;
  /** The commonest values that are no number (or time). */
  readonly odd: readonly { readonly value: string; readonly count: number }[];
}

const SHOWN = 3;
/** Values that were cut when they were kept cannot be read as numbers any more; numbers are never so long. */
const LONGEST_KEPT = 190;
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?\s*$/;
const INFINITE = /^\s*([+-]?)inf(?:inity)?\s*$/i;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function numberOf(value: string): number {
  if (NUMBER.test(value)) return Number(value);
  const infinite = INFINITE.exec(value);
  return infinite === null ? Number.NaN : infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function momentOf(value: string): number {
  const parts = MOMENT.exec(value.trim());
  if (parts === null) return Number.NaN;
  const [, day = "", time = "00:00", zone = "Z"] = parts;
  const offset = zone === "Z" ? zone : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  return Date.parse(`${day}T${time}${offset}`) / 1000;
}

/**
 * Statistics of a column whose values are all known with their counts: exact, without another pass. Undefined where
 * the engine has to read them: too many values, or a form of time that only it parses.
 */
export function exactStatistics(distinct: DistinctSample, guess: Guess): ExactStatistics | undefined {
  if (distinct.level > 0 || guess.timeFormat !== undefined) return undefined;
  const read = guess.type === "number" ? numberOf : momentOf;
  const values: { readonly value: number; readonly count: number }[] = [];
  const odd: { value: string; count: number }[] = [];
  let infinite = 0;
  for (const { value: text, count } of distinct.top(Number.POSITIVE_INFINITY)) {
    if (text.length > LONGEST_KEPT) {
      odd.push({ value: text, count });
      continue;
    }
    const value = read(text);
    if (Number.isNaN(value)) odd.push({ value: text, count });
    else if (Number.isFinite(value)) values.push({ value, count });
    else infinite += count;
  }
  values.sort((a, b) => a.value - b.value);
  const finite = values.reduce((sum, { count }) => sum + count, 0);
  const mean = values.reduce((sum, { value, count }) => sum + (value / finite) * count, 0);
  const squares = values.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0);
  const none = Number.NaN;
  return {
    statistics: {
      read: finite + infinite,
      infinite,
      minimum: values[0]?.value ?? none,
      maximum: values.at(-1)?.value ?? none,
      mean: finite === 0 ? none : mean,
      ...(finite > 1 ? { standardDeviation: Math.sqrt(squares / (finite - 1)) } : {}),
      zeros: values.reduce((sum, { value, count }) => sum + (value === 0 ? count : 0), 0),
      negative: values.reduce((sum, { value, count }) => sum + (value < 0 ? count : 0), 0),
      quantiles: quantilesOf(values, finite),
    },
    odd: odd.slice(0, SHOWN),
  };
}

/** At 0, 1/32, …, 1; between two neighbours in order linearly (R. J. Hyndman, Y. Fan 1996, definition 7). */
function quantilesOf(values: readonly { readonly value: number; readonly count: number }[], total: number): readonly number[] {
  if (total === 0) return [];
  const quantiles: number[] = [];
  let [index, before] = [0, 0];
  for (let step = 0; step <= QUANTILE_STEPS; step++) {
    const rank = (step / QUANTILE_STEPS) * (total - 1);
    while (index < values.length - 1 && before + (values[index]?.count ?? 0) <= Math.floor(rank)) {
      before += values[index]?.count ?? 0;
      index++;
    }
    const here = values[index]?.value ?? 0;
    const next = before + (values[index]?.count ?? 0) > Math.floor(rank) + 1 ? here : (values[index + 1]?.value ?? here);
    quantiles.push(here + (next - here) * (rank - Math.floor(rank)));
  }
  return quantiles;
}
