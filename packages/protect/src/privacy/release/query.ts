import type { Rational } from "../rational.ts";
import type { Bounds } from "./contributions.ts";
import type { Allowance } from "./noise.ts";

interface Common {
  readonly allowance: Allowance;
  readonly bounds: Bounds;
  /**
   * Which groups are answered: those that are named (also where nobody is in them), or those that are found in the
   * rows, of which only groups of enough people appear, so that delta bounds the chance that somebody's presence alone
   * makes one appear.
   */
  readonly groups: { readonly named: readonly string[] } | { readonly delta: Rational };
}

/** What may be asked. Bounds of values are the asker's, never taken from the rows, which would tell of the largest. */
export type Query =
  | (Common & { readonly kind: "count" })
  | (Common & { readonly kind: "sum"; readonly lower: number; readonly upper: number })
  | (Common & { readonly kind: "mean"; readonly lower: number; readonly upper: number })
  | (Common & { readonly kind: "quantile"; readonly lower: number; readonly upper: number; readonly ranks: readonly number[] });

/** One group's answer. */
export interface Answer {
  readonly group: string;
  /** One value; of quantiles one for each rank. */
  readonly values: readonly number[];
  /** Within that of the truth of what counted (not of what was clamped away) in 95 of 100 cases; none for quantiles. */
  readonly within?: number;
}

export interface Release {
  readonly answers: readonly Answer[];
  /** Groups that were found in the rows and are too small to appear are not counted anywhere: their number would tell. */
  readonly noise: "discrete Laplace" | "discrete Gaussian";
}
