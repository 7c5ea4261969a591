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
  scores(target: Target, train: Int32Array, test: Int32Array): Float32Array;
}
