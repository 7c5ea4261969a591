import { countsOf, distanceOf, distributionOf, entropyDiversity } from "./closeness.ts";
import type { EquivalenceClass, People } from "./people.ts";

export interface Sensitive {
  readonly name: string;
  /** Fewest different values in a class. */
  readonly distinct: number;
  /** Least diverse class, as an effective number of values. */
  readonly entropy: number;
  /** Farthest class from the table, 0 to 1. */
  readonly closeness: number;
}

export interface Anonymity {
  readonly rows: number;
  readonly classes: number;
  /** Size of the smallest class. */
  readonly k: number;
  /** Rows that are alone in their class. */
  readonly unique: number;
  /** Rows in classes smaller than the k that is wanted. */
  readonly atRisk: number;
  /** Mean chance that a row is found by one who knows that it is in the table: classes / rows. */
  readonly risk: number;
  /** Sum of the squared class sizes (Bayardo, Agrawal 2005): what anonymity costs in detail. */
  readonly discernibility: number;
  readonly sensitive: readonly Sensitive[];
}

/** How well people are hidden among those that look like them. @param wanted the k below which a class is at risk */
export function measure(people: People, classes: readonly EquivalenceClass[], wanted: number): Anonymity {
  const sizes = classes.map(({ length }) => length);
  const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    rows: people.rows,
    classes: classes.length,
    k: classes.length === 0 ? 0 : least(sizes),
    unique: sizes.filter((size) => size === 1).length,
    atRisk: total(sizes.filter((size) => size < wanted)),
    risk: people.rows === 0 ? 0 : classes.length / people.rows,
    discernibility: total(sizes.map((size) => size * size)),
    sensitive: people.sensitive.map((attribute) => {
      const distribution = distributionOf(attribute, people.rows);
      const all = classes.map((members) => ({ counts: countsOf(distribution, members), size: members.length }));
      return {
        name: attribute.name,
        distinct: classes.length === 0 ? 0 : least(all.map(({ counts }) => counts.size)),
        entropy: classes.length === 0 ? 0 : least(all.map(({ counts, size }) => entropyDiversity(counts, size))),
        closeness: all.reduce((far, { counts, size }) => Math.max(far, distanceOf(distribution, counts, size)), 0),
      };
    }),
  };
}
