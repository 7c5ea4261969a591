import type { Attribute, EquivalenceClass } from "./people.ts";

/** The values of a sensitive column as places in one order, and how often each stands in the whole table. */
export interface Distribution {
  readonly ordered: boolean;
  /** A row each, into `shares`; missing is a value as others are. */
  readonly places: Int32Array;
  readonly shares: Float64Array;
}

export function distributionOf(attribute: Attribute, rows: number): Distribution {
  const places = new Int32Array(rows);
  if (attribute.kind === "category") places.set(attribute.codes.map((code) => code + 1));
  else {
    const distinct = Float64Array.from(new Set(attribute.values)).sort();
    const index = new Map([...distinct].map((value, place) => [value, place]));
    for (let row = 0; row < rows; row++) places[row] = index.get(attribute.values[row] ?? Number.NaN) ?? 0;
  }
  const shares = new Float64Array(places.reduce((most, place) => Math.max(most, place), 0) + 1);
  for (const place of places) shares[place] = (shares[place] ?? 0) + 1 / rows;
  return { ordered: attribute.kind === "number", places, shares };
}

/** How many rows of a class have each value. */
export function countsOf({ places }: Distribution, members: EquivalenceClass): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of members) counts.set(places[row] ?? 0, (counts.get(places[row] ?? 0) ?? 0) + 1);
  return counts;
}

/**
 * Earth mover's distance between a class and the table (Li, Li, Venkatasubramanian 2007, section 4): of numbers with the
 * ordered distance of their ranks, of categories with the equal distance.
 */
export function distanceOf({ ordered, shares }: Distribution, counts: ReadonlyMap<number, number>, size: number): number {
  let [sum, running] = [0, 0];
  if (!ordered) {
    let matched = 0;
    for (const [place, count] of counts) matched += Math.min(count / size, shares[place] ?? 0);
    return Math.max(0, 1 - matched);
  }
  for (let place = 0; place < shares.length; place++) {
    running += (counts.get(place) ?? 0) / size - (shares[place] ?? 0);
    sum += Math.abs(running);
  }
  return shares.length < 2 ? 0 : sum / (shares.length - 1);
}

/** exp of the entropy: as many equally frequent values would be as diverse (Machanavajjhala et al. 2007, entropy l-diversity). */
export function entropyDiversity(counts: ReadonlyMap<number, number>, size: number): number {
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / size) * Math.log(count / size);
  return Math.exp(entropy);
}
