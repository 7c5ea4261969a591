/** What is wrong with a log; `path` is below its folder. */
export interface LogProblem {
  readonly kind: "checkpoint" | "signature" | "missing" | "entry" | "tile" | "root" | "earlier" | "quorum" | "act";
  readonly message: string;
  readonly path?: string;
  /** Entries that are meant: from, to (exclusive). */
  readonly entries?: readonly [number, number];
}
