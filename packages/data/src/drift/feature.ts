import { compareText } from "@castellan/graph";
import type { Random } from "../statistics/random.ts";
import { type Bins, categoryBins, evenBins, quantileBins } from "./bins.ts";
import { against, chanceOfBins, chanceOfValues } from "./bootstrap.ts";
import { chiSquare, cramerVonMises, jensenShannon, kolmogorovSmirnov, populationStability, wasserstein } from "./distances.ts";
import { belowOf, type Distribution, momentsOf } from "./distribution.ts";
import type { DriftMeasure, DriftTest, FeatureDrift } from "./document.ts";
import { FEW, type SideColumn } from "./side.ts";
import { allInOneP, chiSquareSurvival, kolmogorovSmirnovP } from "./significance.ts";

export interface FeatureOptions {
  readonly role: FeatureDrift["role"];
  /** Both sides are rows, not sketches. */
  readonly rows: boolean;
  /** Chance results of the describing measures. */
  readonly times: number;
  readonly random: Random;
}

/** Everything about a feature but its verdict, which depends on all features. */
export type FeatureTests = Omit<FeatureDrift, "verdict" | "adjusted" | "timing" | "reasons"> & { readonly largest: number };

const QUANTILE_BINS = 16;
const SHOWN_BINS = 16;
const SHOWN_CATEGORIES = 12;
const CHANCE_LEVEL = 0.05;
/** Strings of which more than this share is different are free text or identifiers. */
const TEXT = 0.3;

/** Tests one column of two sides; of one kind on both. */
export function testFeature(reference: SideColumn, other: SideColumn, options: FeatureOptions): FeatureTests {
  const [n, m] = [reference.rows - reference.missing, other.rows - other.missing];
  const missing = { reference: shareOf(reference.missing, reference.rows), new: shareOf(other.missing, other.rows) };
  const few = reference.counts !== undefined && other.counts !== undefined && Math.max(reference.distinct, other.distinct) <= FEW;
  const kind =
    reference.kind === "string"
      ? Math.max(shareOf(reference.distinct, n), shareOf(other.distinct, m)) > TEXT && Math.max(reference.distinct, other.distinct) > 50
        ? "text"
        : "category"
      : reference.kind;
  const base = {
    name: reference.name,
    role: options.role,
    kind,
    missing,
    epsilon: kind === "category" ? 0 : reference.distribution.epsilon + other.distribution.epsilon,
  } as const;
  const absent = testMissing(reference, other);
  if (n === 0 || m === 0 || kind === "time")
    return {
      ...base,
      tests: [absent],
      measures: [],
      p: kind === "time" ? 1 : absent.p,
      largest: Math.abs(missing.new - missing.reference),
    };
  if (reference.kind === "string") return { ...base, ...testStrings(reference, other, kind === "text", absent, options) };
  return { ...base, ...testNumbers(reference, other, few, absent, options) };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function testMissing(reference: SideColumn, other: SideColumn): DriftTest {
  const { statistic, freedom } = chiSquare(
    [reference.missing, reference.rows - reference.missing],
    [other.missing, other.rows - other.missing],
  );
  // Where few are missing the chi-square is too bold: what cannot be told by the exact tail is no finding.
  const exact = reference.missing === 0 ? 2 * allInOneP(other.missing, other.rows, reference.rows) : 0;
  const reverse = other.missing === 0 ? 2 * allInOneP(reference.missing, reference.rows, other.rows) : 0;
  return { name: "missing", statistic, p: Math.min(1, Math.max(chiSquareSurvival(statistic, freedom), exact, reverse)) };
}

/** All tests of a feature stand for one p-value: the least, times their number. */
function together(tests: readonly DriftTest[]): number {
  return Math.min(1, tests.length * Math.min(...tests.map(({ p }) => p)));
}

function smirnov(first: Distribution, second: Distribution, name: string): DriftTest {
  const distance = kolmogorovSmirnov(first, second);
  // What the sketches may have added is not held against the data.
  const sure = Math.max(0, distance - first.epsilon - second.epsilon);
  return { name, statistic: distance, p: kolmogorovSmirnovP(sure, first.count, second.count) };
}

function testNumbers(reference: SideColumn, other: SideColumn, few: boolean, absent: DriftTest, options: FeatureOptions) {
  const [a, b] = [reference.distribution, other.distribution];
  const sizes = [a.count, b.count] as const;
  const values =
    few && reference.counts !== undefined && other.counts !== undefined ? categoryBins(reference.counts, other.counts, sizes) : undefined;
  const below = Math.max(0, belowOf(b, a.minimum) - countAt(b, a.minimum) - b.epsilon * b.count);
  const above = Math.max(0, b.count - belowOf(b, a.maximum) - b.epsilon * b.count);
  const beyond = Math.min(1, 2 * Math.min(allInOneP(Math.floor(below), b.count, a.count), allInOneP(Math.floor(above), b.count, a.count)));
  const first = values === undefined ? smirnov(a, b, "kolmogorov-smirnov") : pearson(values);
  const tests = [first, { name: "range", statistic: Math.floor(below) + Math.floor(above), p: beyond }, absent];
  const bins = values ?? quantileBins(a, b, QUANTILE_BINS);
  const [before, after] = [momentsOf(a), momentsOf(b)];
  const scale = before.deviation || after.deviation || 1;
  const chance = chanceOfValues(a, [a.count, b.count], options.times, options.random);
  const distance = against(
    wasserstein(a, b) / scale,
    chance.wasserstein.map((value) => value / scale),
    CHANCE_LEVEL,
  );
  const measures: DriftMeasure[] = [
    { name: "wasserstein", value: wasserstein(a, b) / scale, threshold: distance.threshold, p: distance.p },
    ...binMeasures(bins, [a.count, b.count], options),
  ];
  if (options.rows) {
    const value = cramerVonMises(a, b);
    const { threshold, p } = against(value, chance.cramerVonMises, CHANCE_LEVEL);
    measures.push({ name: "cramer-von-mises", value, threshold, p });
  }
  return {
    tests,
    measures,
    p: together(tests),
    largest: Math.max(kolmogorovSmirnov(a, b) - a.epsilon - b.epsilon, differenceOf(reference, other), (below + above) / b.count),
    mean: { reference: finite(before.mean), new: finite(after.mean) },
    ...(Number.isFinite(a.minimum) && Number.isFinite(a.maximum)
      ? { range: { minimum: a.minimum, maximum: a.maximum, below: Math.floor(below), above: Math.floor(above) } }
      : {}),
    histogram: shown(values === undefined ? evenBins(a, b, SHOWN_BINS) : byNumber(values)),
  };
}

function byNumber({ labels, reference, new: other }: Bins): Bins {
  const order = labels.map((_, at) => at).sort((x, y) => (Number(labels[x]) || 0) - (Number(labels[y]) || 0) || x - y);
  return {
    labels: order.map((at) => labels[at] ?? ""),
    reference: Float64Array.from(order, (at) => reference[at] ?? 0),
    new: Float64Array.from(order, (at) => other[at] ?? 0),
  };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function countAt(distribution: Distribution, value: number): number {
  const at = distribution.values.indexOf(value);
  return at < 0 ? 0 : (distribution.below[at] ?? 0) - (at === 0 ? 0 : (distribution.below[at - 1] ?? 0));
}

function differenceOf(reference: SideColumn, other: SideColumn): number {
  return Math.abs(shareOf(reference.missing, reference.rows) - shareOf(other.missing, other.rows));
}

function pearson({ reference, new: other }: Bins): DriftTest {
  const { statistic, freedom } = chiSquare(reference, other);
  return { name: "chi-square", statistic, p: chiSquareSurvival(statistic, freedom) };
}

function binMeasures(bins: Bins, sizes: readonly [number, number], options: FeatureOptions): DriftMeasure[] {
  const chance = chanceOfBins(bins.reference, sizes, options.times, options.random);
  const js = against(jensenShannon(bins.reference, bins.new), chance.jensenShannon, CHANCE_LEVEL);
  const psi = populationStability(bins.reference, bins.new);
  const stability = against(psi, chance.populationStability, CHANCE_LEVEL);
  return [
    { name: "jensen-shannon", value: jensenShannon(bins.reference, bins.new), threshold: js.threshold, p: js.p },
    // What chance alone adds is taken away: about (bins - 1)(1/n + 1/m).
    {
      name: "population-stability",
      value: psi - stability.expected,
      threshold: stability.threshold - stability.expected,
      p: stability.p,
    },
  ];
}

function testStrings(reference: SideColumn, other: SideColumn, text: boolean, absent: DriftTest, options: FeatureOptions) {
  const none = { counts: new Map<string, number>(), error: 0 };
  const [a, b] = [reference.counts ?? none, other.counts ?? none];
  const sizes = [reference.rows - reference.missing, other.rows - other.missing] as const;
  const bins = categoryBins(a, b, sizes);
  const fresh =
    a.error > 0 || text ? [] : [...b.counts].filter(([value]) => !a.counts.has(value)).sort(([x, i], [y, j]) => j - i || compareText(x, y));
  const freshRows = fresh.reduce((sum, [, rows]) => sum + rows, 0);
  const different = new Set([...a.counts.keys(), ...b.counts.keys()]).size;
  const most = allInOneP((fresh[0]?.[1] ?? 0) + (fresh.length === 0 ? 0 : b.error), sizes[1], sizes[0]);
  const tests = [
    pearson(bins),
    ...(text
      ? [smirnov(reference.distribution, other.distribution, "lengths")]
      : [{ name: "new-categories", statistic: fresh.length, p: fresh.length === 0 ? 1 : Math.min(1, different * most) }]),
    absent,
  ];
  const shifted = totalVariation(bins);
  return {
    tests,
    measures: binMeasures(bins, [sizes[0], sizes[1]], options),
    p: together(tests),
    largest: Math.max(
      shifted - chanceVariation(bins),
      text
        ? kolmogorovSmirnov(reference.distribution, other.distribution) - reference.distribution.epsilon - other.distribution.epsilon
        : 0,
      differenceOf(reference, other),
      freshRows / sizes[1],
    ),
    ...(fresh.length === 0
      ? {}
      : {
          newCategories: {
            rows: freshRows,
            count: fresh.length,
            examples: fresh.slice(0, 5).map(([value, rows]) => ({ value: short(value), rows })),
          },
        }),
    // The values of free text are no bins, and nobody's to read.
    histogram: text ? shown(evenBins(reference.distribution, other.distribution, SHOWN_BINS)) : shown(topOf(bins)),
  };
}

function totalVariation({ reference, new: other }: Bins): number {
  const [n, m] = [reference.reduce((sum, count) => sum + count, 0), other.reduce((sum, count) => sum + count, 0)];
  return 0.5 * reference.reduce((sum, count, bin) => sum + Math.abs(count / n - (other[bin] ?? 0) / m), 0);
}

/** What chance adds to the total variation: the mean size of a normal error in each bin. */
function chanceVariation({ reference, new: other }: Bins): number {
  const [n, m] = [reference.reduce((sum, count) => sum + count, 0), other.reduce((sum, count) => sum + count, 0)];
  let sum = 0;
  for (const [bin, count] of reference.entries()) {
    const share = (count + (other[bin] ?? 0)) / (n + m);
    sum += Math.sqrt((2 / Math.PI) * share * (1 - share) * (1 / n + 1 / m));
  }
  return 0.5 * sum;
}

function short(value: string): string {
  return value.length <= 40 ? value : `${value.slice(0, 39)}…`;
}

function topOf({ labels, reference, new: other }: Bins): Bins {
  if (labels.length <= SHOWN_CATEGORIES) return { labels, reference, new: other };
  const rest = (counts: Float64Array): number => counts.subarray(SHOWN_CATEGORIES - 1).reduce((sum, count) => sum + count, 0);
  return {
    labels: [...labels.slice(0, SHOWN_CATEGORIES - 1), "(others)"],
    reference: Float64Array.from([...reference.subarray(0, SHOWN_CATEGORIES - 1), rest(reference)]),
    new: Float64Array.from([...other.subarray(0, SHOWN_CATEGORIES - 1), rest(other)]),
  };
}

function shown({ labels, reference, new: other }: Bins): NonNullable<FeatureDrift["histogram"]> {
  const sharesOf = (counts: Float64Array): number[] => {
    const sum = counts.reduce((total, count) => total + count, 0);
    return Array.from(counts, (count) => Math.min(1, Math.max(0, Number(shareOf(count, sum).toFixed(5)))));
  };
  return { bins: labels.map(short), reference: sharesOf(reference), new: sharesOf(other) };
}
