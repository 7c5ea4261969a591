import { ProtectError } from "../../errors.ts";
import { composed, NO_COST, type PrivacyCost } from "../accounting/cost.ts";
import { approximately, compare, product, quotient, type Rational, rational, sum } from "../rational.ts";
import type { Randomness } from "../sampling/randomness.ts";
import { boundContributions, type Row } from "./contributions.ts";
import { type Grid, gridOf } from "./grid.ts";
import { type Allowance, type Noise, noiseOf, part } from "./noise.ts";
import { LEVELS, quantilePlaces } from "./quantiles.ts";
import type { Answer, Query, Release } from "./query.ts";

type Members = ReadonlyMap<string, readonly number[]>;

const HALF = rational(1n, 2n);
const ONE = rational(1n);
const MISSED = 0.05;

/** How the allowance is divided: finding groups takes a fifth. */
function shares(query: Query): { readonly finding?: Allowance; readonly answering: Allowance } {
  if ("named" in query.groups) return { answering: query.allowance };
  return { finding: part(query.allowance, rational(1n, 5n)), answering: part(query.allowance, rational(4n, 5n)) };
}

function checked(query: Query): void {
  const { groups } = query;
  if ("delta" in groups && (groups.delta.numerator <= 0n || compare(groups.delta, ONE) >= 0))
    throw new ProtectError("OPTION_INVALID", "Groups that are found in the rows need a delta between 0 and 1; or name the groups.");
  if (query.kind === "quantile" && !(query.ranks.length > 0 && query.ranks.every((rank) => rank >= 0 && rank <= 1)))
    throw new ProtectError("OPTION_INVALID", "Ranks of quantiles lie between 0 and 1; 0.5 is the median.");
}

/**
 * What a query will cost, known before any row is read: a budget is charged first and answered afterwards.
 * @throws ProtectError OPTION_INVALID
 */
export function costOf(query: Query): PrivacyCost {
  checked(query);
  const { finding, answering } = shares(query);
  const of = (allowance: Allowance): PrivacyCost => noiseOf(allowance, { many: 1n, each: 1n }, { below: () => 0n }).cost;
  const delta = "delta" in query.groups ? query.groups.delta : rational(0n);
  return composed([...(finding === undefined ? [] : [of(finding)]), of(answering), { ...NO_COST, delta }]);
}

/** Groups whose noisy number of people says that more than one person's presence made them. */
function found(
  members: ReadonlyMap<string, Members>,
  delta: Rational,
  allowance: Allowance,
  groups: bigint,
  random: Randomness,
): readonly string[] {
  const noise = noiseOf(allowance, { many: groups, each: 1n }, random);
  const threshold = 1n + noise.tail(approximately(quotient(delta, rational(groups))) * (1 - 1e-9));
  return [...members.keys()].sort().filter((group) => noise.add(BigInt(members.get(group)?.size ?? 0)) >= threshold);
}

const flat = (members: Members | undefined): readonly number[] => [...(members?.values() ?? [])].flat();
const stepsOf = (values: readonly number[], grid: Grid): bigint => values.reduce((total, value) => total + grid.steps(value), 0n);
const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);
const size = (value: bigint): bigint => (value < 0n ? -value : value);

type Answering = (members: Members | undefined) => Omit<Answer, "group">;

/** Means are taken about the middle of the range, where one person moves them least. */
function meanOf(grid: Grid, rows: bigint, many: bigint, allowance: Allowance, random: Randomness): { noise: Noise; answer: Answering } {
  const middle = (grid.lower + grid.upper) / 2n;
  const reach = larger(grid.upper - middle, middle - grid.lower);
  const [sums, counts] = [
    noiseOf(part(allowance, HALF), { many, each: rows * reach }, random),
    noiseOf(part(allowance, HALF), { many, each: rows }, random),
  ];
  const answer: Answering = (members) => {
    const values = flat(members);
    const total = sums.add(stepsOf(values, grid) - middle * BigInt(values.length));
    const count = larger(1n, counts.add(BigInt(values.length)));
    const mean = sum(rational(middle), rational(total, count));
    const [lower, upper] = [rational(grid.lower), rational(grid.upper)];
    const kept = compare(mean, lower) < 0 ? lower : compare(mean, upper) > 0 ? upper : mean;
    const off = sum(rational(sums.tail(MISSED / 4)), product(rational(size(total)), rational(counts.tail(MISSED / 4), count)));
    return { values: [grid.value(kept)], within: grid.value(product(off, rational(1n, count))) };
  };
  return { noise: sums, answer };
}

function answering(query: Query, allowance: Allowance, random: Randomness): { readonly noise: Noise; readonly answer: Answering } {
  const [many, rows] = [BigInt(query.bounds.groups), BigInt(query.bounds.rowsPerGroup)];
  if (query.kind === "count") {
    const noise = noiseOf(allowance, { many, each: rows }, random);
    const within = Number(noise.tail(MISSED / 2));
    return { noise, answer: (members) => ({ values: [Number(noise.add(BigInt(flat(members).length)))], within }) };
  }
  const grid = gridOf(query.lower, query.upper);
  if (query.kind === "mean") return meanOf(grid, rows, many, allowance, random);
  if (query.kind === "sum") {
    const noise = noiseOf(allowance, { many, each: rows * larger(size(grid.lower), size(grid.upper)) }, random);
    const within = grid.value(rational(noise.tail(MISSED / 2)));
    return { noise, answer: (members) => ({ values: [grid.value(rational(noise.add(stepsOf(flat(members), grid))))], within }) };
  }
  // One person's rows change one node of every level, in each of the groups.
  const noise = noiseOf(allowance, { many: many * BigInt(LEVELS), each: rows }, random);
  const leaves = 1n << BigInt(LEVELS);
  const leafOf = (value: number): number => {
    const leaf = ((grid.steps(value) - grid.lower) * leaves) / (grid.upper - grid.lower);
    return Number(leaf >= leaves ? leaves - 1n : leaf);
  };
  const answer: Answering = (members) => {
    const places = quantilePlaces(flat(members).map(leafOf), query.ranks, noise);
    return { values: places.map((place) => query.lower + place * (query.upper - query.lower)) };
  };
  return { noise, answer };
}

/**
 * Answers with exact discrete noise, so that nobody can tell from them whether any one person is in the rows.
 * It costs `costOf(query)`, which the caller charges first.
 * @throws ProtectError OPTION_INVALID
 */
export function release(query: Query, rows: Iterable<Row>, random: Randomness): Release {
  checked(query);
  const named = "named" in query.groups ? new Set(query.groups.named) : undefined;
  const counted = named === undefined ? rows : [...rows].filter(({ group }) => named.has(group));
  const members = boundContributions(counted, query.bounds, random);
  const { finding, answering: left } = shares(query);
  const groups =
    named !== undefined
      ? [...named].sort()
      : "delta" in query.groups && finding !== undefined
        ? found(members, query.groups.delta, finding, BigInt(query.bounds.groups), random)
        : [];
  const { noise, answer } = answering(query, left, random);
  return { answers: groups.map((group) => ({ group, ...answer(members.get(group)) })), noise: noise.kind };
}
