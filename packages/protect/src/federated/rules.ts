import { ProtectError } from "../errors.ts";
import { medianOf, normOf, squaredDistances } from "./update.ts";

export const METHODS = ["mean", "clipped-mean", "krum", "multi-krum", "median", "trimmed-mean", "bulyan"] as const;
export type Method = (typeof METHODS)[number];

export interface RuleOptions {
  readonly method: Method;
  /** How many of the clients may be hostile: what the rule has to bear. */
  readonly hostile: number;
  /** Of clipped-mean: the longest that an update may be; the median length unless told. */
  readonly norm?: number;
  /** Every update is first replaced by the mean of its nearest ones (Allouah et al. 2023), which helps where clients' data differ. */
  readonly mix?: boolean;
}

export interface Aggregate {
  readonly values: Float32Array;
  /** Places of the updates that were used as they are; all where every one has a part. */
  readonly used: readonly number[];
}

type Vectors = readonly Float32Array[];

function meanOf(vectors: Vectors): Float32Array {
  const length = vectors[0]?.length ?? 0;
  const sums = new Float64Array(length);
  for (const vector of vectors) for (let at = 0; at < length; at++) sums[at] = (sums[at] ?? 0) + (vector[at] ?? 0);
  return Float32Array.from(sums, (sum) => sum / vectors.length);
}

/** Each coordinate on its own, from its values in ascending order. */
function byCoordinate(vectors: Vectors, choose: (sorted: Float32Array) => number): Float32Array {
  const out = new Float32Array(vectors[0]?.length ?? 0);
  const column = new Float32Array(vectors.length);
  for (let at = 0; at < out.length; at++) {
    for (let row = 0; row < vectors.length; row++) column[row] = vectors[row]?.[at] ?? 0;
    out[at] = choose(column.sort());
  }
  return out;
}

function middle(sorted: Float32Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Mean without the `cut` smallest and largest (Yin et al. 2018). */
function trimmed(sorted: Float32Array, cut: number): number {
  let sum = 0;
  for (let at = cut; at < sorted.length - cut; at++) sum += sorted[at] ?? 0;
  return sum / (sorted.length - 2 * cut);
}

/** Sum of squared distances to the n - f - 2 nearest others (Blanchard et al. 2017). */
export function krumScores(distances: Float64Array, places: readonly number[], hostile: number, size: number): readonly number[] {
  const nearest = Math.max(1, places.length - hostile - 2);
  return places.map((place) => {
    const others = Float64Array.from(
      places.filter((other) => other !== place),
      (other) => distances[place * size + other] ?? 0,
    ).sort();
    return others.subarray(0, nearest).reduce((sum, distance) => sum + distance, 0);
  });
}

function best(places: readonly number[], scores: readonly number[], count: number): readonly number[] {
  const ranked = places
    .map((place, index) => ({ place, score: scores[index] ?? 0 }))
    .sort((left, right) => left.score - right.score || left.place - right.place);
  return ranked
    .slice(0, count)
    .map(({ place }) => place)
    .sort((left, right) => left - right);
}

const pick = (vectors: Vectors, places: readonly number[]): Vectors => places.flatMap((place) => vectors[place] ?? []);

/** Selects by Krum one after the other, then takes of each coordinate the values nearest to its median (El Mhamdi et al. 2018). */
function bulyan(vectors: Vectors, hostile: number): Aggregate {
  const distances = squaredDistances(vectors);
  let left = vectors.map((_, place) => place);
  const selected: number[] = [];
  while (selected.length < vectors.length - 2 * hostile) {
    const [next] = best(left, krumScores(distances, left, hostile, vectors.length), 1);
    if (next === undefined) break;
    selected.push(next);
    left = left.filter((place) => place !== next);
  }
  const keep = selected.length - 2 * hostile;
  const values = byCoordinate(pick(vectors, selected), (sorted) => {
    const centre = middle(sorted);
    // The nearest to the median stand together in the order.
    let from = 0;
    while (from + keep < sorted.length && Math.abs((sorted[from + keep] ?? 0) - centre) < Math.abs((sorted[from] ?? 0) - centre)) from++;
    let sum = 0;
    for (let at = from; at < from + keep; at++) sum += sorted[at] ?? 0;
    return sum / keep;
  });
  return { values, used: selected.sort((a, b) => a - b) };
}

function clipped(vectors: Vectors, norm: number | undefined): Vectors {
  const norms = vectors.map(normOf);
  const limit = norm ?? medianOf(norms);
  return vectors.map((vector, index) => {
    const size = norms[index] ?? 0;
    return size > limit ? vector.map((value) => (value * limit) / size) : vector;
  });
}

/** Every vector becomes the mean of the n - f that lie nearest to it, itself among them. */
function mixed(vectors: Vectors, hostile: number): Vectors {
  const distances = squaredDistances(vectors);
  const places = vectors.map((_, place) => place);
  return places.map((place) =>
    meanOf(
      pick(
        vectors,
        best(
          places,
          places.map((other) => distances[place * vectors.length + other] ?? 0),
          vectors.length - hostile,
        ),
      ),
    ),
  );
}

/** How many clients a rule needs to bear so many hostile ones, by its paper. */
export function clientsNeeded(method: Method, hostile: number): number {
  if (method === "krum" || method === "multi-krum") return 2 * hostile + 3;
  if (method === "bulyan") return 4 * hostile + 3;
  return method === "mean" ? 1 : 2 * hostile + 1;
}

/**
 * One update out of many, which a minority of hostile clients cannot steer far.
 * @param vectors finite, of one length @throws ProtectError OPTION_INVALID where there are too few clients for the rule
 */
export function aggregate(vectors: Vectors, { method, hostile, norm, mix = false }: RuleOptions): Aggregate {
  if (!Number.isInteger(hostile) || hostile < 0)
    throw new ProtectError("OPTION_INVALID", "The number of hostile clients is a whole number from 0 up.");
  if (norm !== undefined && !(norm > 0 && Number.isFinite(norm)))
    throw new ProtectError("OPTION_INVALID", "The longest length of an update is a number above 0.");
  const needed = Math.max(1, clientsNeeded(method, hostile));
  if (vectors.length < needed)
    throw new ProtectError(
      "OPTION_INVALID",
      `${method} bears ${hostile} hostile clients among ${needed} or more; there are ${vectors.length}. Ask more clients, allow fewer hostile ones, or choose another rule (median and trimmed-mean need ${2 * hostile + 1}).`,
    );
  const all = vectors.map((_, place) => place);
  const sources = mix ? mixed(vectors, hostile) : vectors;
  if (method === "mean") return { values: meanOf(sources), used: all };
  if (method === "clipped-mean") return { values: meanOf(clipped(sources, norm)), used: all };
  if (method === "median") return { values: byCoordinate(sources, middle), used: all };
  if (method === "trimmed-mean") return { values: byCoordinate(sources, (sorted) => trimmed(sorted, hostile)), used: all };
  if (method === "bulyan") return bulyan(sources, hostile);
  const scores = krumScores(squaredDistances(sources), all, hostile, sources.length);
  const used = best(all, scores, method === "krum" ? 1 : sources.length - hostile);
  return { values: meanOf(pick(sources, used)), used };
}
