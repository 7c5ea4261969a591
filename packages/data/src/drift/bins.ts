import { compareText } from "@castellan/graph";
import { belowOf, type Distribution, quantileOf } from "./distribution.ts";
import type { Counts } from "./side.ts";

export interface Bins {
  readonly labels: readonly string[];
  readonly reference: Float64Array;
  readonly new: Float64Array;
}

function countsBetween(distribution: Distribution, edges: readonly number[]): Float64Array {
  const below = edges.map((edge) => belowOf(distribution, edge));
  return Float64Array.from([...below, distribution.count], (reached, at) => reached - (at === 0 ? 0 : (below[at - 1] ?? 0)));
}

/** At most `count` bins of about equally many reference values; what lies beyond falls into the outer ones. */
export function quantileBins(reference: Distribution, other: Distribution, count: number): Bins {
  const edges = new Set<number>();
  for (let bin = 1; bin < count; bin++) edges.add(quantileOf(reference, bin / count));
  const rising = [...edges].filter((edge) => edge < reference.maximum).sort((a, b) => a - b);
  // A constant has one bin, with one on either side for what leaves it.
  if (reference.minimum === reference.maximum)
    rising.push(reference.minimum - Math.max(Number.MIN_VALUE, 1e-12 * Math.abs(reference.minimum)), reference.maximum);
  return binsAt(reference, other, rising);
}

/** At most `count` bins of equal width between the 1 % and 99 % points of both, for the eye. */
export function evenBins(reference: Distribution, other: Distribution, count: number): Bins {
  const low = Math.min(quantileOf(reference, 0.01), quantileOf(other, 0.01));
  const high = Math.max(quantileOf(reference, 0.99), quantileOf(other, 0.99));
  if (!(high > low) || !Number.isFinite(high - low)) return binsAt(reference, other, Number.isFinite(low) ? [low] : []);
  return binsAt(
    reference,
    other,
    Array.from({ length: count - 1 }, (_, bin) => low + ((bin + 1) * (high - low)) / count),
  );
}

function binsAt(reference: Distribution, other: Distribution, edges: readonly number[]): Bins {
  const words = edges.map((edge) => String(Number(edge.toPrecision(4))));
  return {
    labels: [...words.map((word) => `≤ ${word}`), words.length === 0 ? "all" : `> ${words.at(-1)}`],
    reference: countsBetween(reference, edges),
    new: countsBetween(other, edges),
  };
}

/** At most so many categories stand alone. */
const CATEGORIES = 1024;
/** A category with fewer expected in the smaller sample is pooled (Cochran 1954). */
const EXPECTED = 5;

/** Categories by frequency over both; rare ones and those that a sketch lost are pooled. */
export function categoryBins(reference: Counts, other: Counts, present: readonly [number, number]): Bins {
  const [n, m] = present;
  const error = Math.max(reference.error, other.error);
  const pooled = [...new Set([...reference.counts.keys(), ...other.counts.keys()])]
    .map((value) => ({ value, a: reference.counts.get(value) ?? 0, b: other.counts.get(value) ?? 0 }))
    .sort((x, y) => y.a + y.b - x.a - x.b || compareText(x.value, y.value));
  const alone = pooled.filter(
    ({ a, b }, at) => at < CATEGORIES && ((a + b) * Math.min(n, m)) / (n + m) >= EXPECTED && (error === 0 || Math.min(a, b) >= 20 * error),
  );
  const rest = [n - alone.reduce((sum, { a }) => sum + a, 0), m - alone.reduce((sum, { b }) => sum + b, 0)] as const;
  const open = rest[0] + rest[1] > 0;
  return {
    labels: [...alone.map(({ value }) => value), ...(open ? ["(others)"] : [])],
    reference: Float64Array.from([...alone.map(({ a }) => a), ...(open ? [rest[0]] : [])]),
    new: Float64Array.from([...alone.map(({ b }) => b), ...(open ? [rest[1]] : [])]),
  };
}
