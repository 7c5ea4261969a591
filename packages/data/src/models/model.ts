import type { Sparse } from "./sparse.ts";
import type { Binned } from "./trees.ts";

/** What a model learns from: the class of each row, -1 where it has none. */
export interface Target {
  readonly classes: number;
  /** One per row of the whole data set. */
  readonly labels: Int32Array;
}

/**
 * A kind of classifier over one encoded data set. `scores` learns from the rows `train` and returns a logit for every
 * row of `test` and class (test.length × classes, row-major).
 */
export interface BaseModel {
  readonly name: string;
  /** What another thread needs to be the same model; without it the model works on the thread that made it. */
  readonly spec?: ModelSpec;
  scores(target: Target, train: Int32Array, test: Int32Array): Float32Array;
}

/** A model as data. */
export type ModelSpec =
  | { readonly kind: "boosted trees"; readonly binned: Binned; readonly key: number }
  | { readonly kind: "sparse logistic"; readonly name: string; readonly features: Sparse; readonly penalty: number }
  | {
      readonly kind: "dense logistic";
      readonly name: string;
      readonly features: Float32Array;
      readonly columns: number;
      readonly penalty: number;
    }
  | { readonly kind: "naive Bayes"; readonly present: Sparse };
