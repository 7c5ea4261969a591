import { type Budget, DEFAULT_BUDGET } from "../budget.ts";

/** Limits for one piece of source. `bytes` counts UTF-16 code units, which are at most the bytes of the file. */
export interface SourceBudget extends Budget {
  /** Wall time for parsing. */
  readonly milliseconds: number;
  /** The clock for it. */
  readonly now: () => number;
}

/** Generated bundles are larger than 2 MB, code that people write is not. */
export const DEFAULT_SOURCE_BUDGET: SourceBudget = {
  ...DEFAULT_BUDGET,
  bytes: 2 * 1024 * 1024,
  milliseconds: 10_000,
  now: () => performance.now(),
};
