import { ProtectError } from "../errors.ts";
import { countsOf, type Distribution, distanceOf, distributionOf } from "./closeness.ts";
import type { Attribute, EquivalenceClass, People } from "./people.ts";

export interface Wanted {
  readonly k: number;
  /** Different values of each sensitive column in every class. */
  readonly l?: number | undefined;
  /** Farthest that a class may be from the table. */
  readonly t?: number | undefined;
}

const ROUNDING = 1e-12;

/**
 * Divides people into classes that are as small as the wish allows: strict multidimensional partitioning at the median
 * (LeFevre, DeWitt, Ramakrishnan 2006), along the column that is widest first; a cut is made only where both sides keep
 * k, l and t.
 * @throws ProtectError OPTION_INVALID where the whole table does not keep the wish
 */
export function mondrian(people: People, wanted: Wanted): readonly EquivalenceClass[] {
  const { k, l, t } = wanted;
  if (!Number.isInteger(k) || k < 1) throw new ProtectError("OPTION_INVALID", "k is a whole number from 1 up.");
  if (l !== undefined && (!Number.isInteger(l) || l < 1)) throw new ProtectError("OPTION_INVALID", "l is a whole number from 1 up.");
  if (t !== undefined && !(t >= 0 && t <= 1)) throw new ProtectError("OPTION_INVALID", "t lies between 0 and 1.");
  if ((l !== undefined || t !== undefined) && people.sensitive.length === 0)
    throw new ProtectError("OPTION_INVALID", "l and t are about sensitive columns; name them.");
  const distributions = people.sensitive.map((attribute) => distributionOf(attribute, people.rows));
  const ranks = people.quasi.map((attribute) => ranksOf(attribute, people.rows));
  const keeps = (members: EquivalenceClass): boolean => members.length >= k && distributions.every((one) => near(one, members, l, t));
  const all = Array.from({ length: people.rows }, (_, row) => row);
  if (!keeps(all))
    throw new ProtectError(
      "OPTION_INVALID",
      `Even all ${people.rows} rows as one class do not keep k ${k}${l === undefined ? "" : `, l ${l}`}; ask for less.`,
    );
  const spans = ranks.map((ranked) => Math.max(1, width(ranked, all)));
  const finished: EquivalenceClass[] = [];
  const open: EquivalenceClass[] = [all];
  for (let members = open.pop(); members !== undefined; members = open.pop()) {
    const halves = cut(members, ranks, spans, keeps);
    if (halves === undefined) finished.push(members);
    else open.push(...halves);
  }
  return finished.sort((left, right) => (left[0] ?? 0) - (right[0] ?? 0));
}

function near(distribution: Distribution, members: EquivalenceClass, l: number | undefined, t: number | undefined): boolean {
  const counts = countsOf(distribution, members);
  return (l === undefined || counts.size >= l) && (t === undefined || distanceOf(distribution, counts, members.length) <= t + ROUNDING);
}

/** Places in an order: of numbers their ranks; of categories by frequency, for they have none of their own. Missing is first. */
function ranksOf(attribute: Attribute, rows: number): Float64Array {
  if (attribute.kind === "number") {
    const distinct = Float64Array.from(new Set(attribute.values.filter((value) => !Number.isNaN(value)))).sort();
    const index = new Map([...distinct].map((value, place) => [value, place + 1]));
    return attribute.values.map((value) => index.get(value) ?? 0);
  }
  const counts = new Map<number, number>();
  for (const code of attribute.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const order = [...counts].sort(([left, many], [right, more]) => more - many || left - right);
  const index = new Map(order.map(([code], place) => [code, place]));
  return Float64Array.from({ length: rows }, (_, row) => index.get(attribute.codes[row] ?? -1) ?? 0);
}

function width(ranked: Float64Array, members: EquivalenceClass): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of members) {
    const rank = ranked[row] ?? 0;
    if (rank < low) low = rank;
    if (rank > high) high = rank;
  }
  return high - low;
}

function cut(
  members: EquivalenceClass,
  ranks: readonly Float64Array[],
  spans: readonly number[],
  keeps: (members: EquivalenceClass) => boolean,
): readonly [EquivalenceClass, EquivalenceClass] | undefined {
  const widths = ranks.map((ranked, column) => ({ ranked, column, part: width(ranked, members) / (spans[column] ?? 1) }));
  for (const { ranked, part } of widths.sort((left, right) => right.part - left.part || left.column - right.column)) {
    if (part === 0) return undefined;
    const sorted = Float64Array.from(members, (row) => ranked[row] ?? 0).sort();
    const middle = sorted[(sorted.length - 1) >> 1] ?? 0;
    // Where most share the median, the side below it may be the one that can be cut off.
    for (const upTo of [middle, sorted.findLast((rank) => rank < middle)]) {
      if (upTo === undefined) continue;
      const left = members.filter((row) => (ranked[row] ?? 0) <= upTo);
      const right = members.filter((row) => (ranked[row] ?? 0) > upTo);
      if (keeps(left) && keeps(right)) return [left, right];
    }
  }
  return undefined;
}

/** What the members of a class have in common in a column: a value, a range `[20,35]`, a set `{a,b}`, or `*` for very many. */
export function commonValue(attribute: Attribute, members: EquivalenceClass, show: (value: number) => string = String): string {
  if (attribute.kind === "category") {
    const names = [...new Set(members.map((row) => attribute.names[attribute.codes[row] ?? -1] ?? ""))].sort();
    if (names.length === 1) return names[0] ?? "";
    return names.length > 20 || names.length === attribute.names.length
      ? "*"
      : `{${names.map((name) => (name === "" ? "missing" : name)).join(",")}}`;
  }
  const there = members.map((row) => attribute.values[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  if (there.length === 0) return "";
  const [low, high] = [there.reduce((a, b) => Math.min(a, b)), there.reduce((a, b) => Math.max(a, b))];
  const range = low === high ? show(low) : `[${show(low)},${show(high)}]`;
  return there.length === members.length ? range : `${range} or missing`;
}
