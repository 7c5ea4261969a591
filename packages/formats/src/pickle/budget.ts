import type { PickleBudget } from "./value.ts";

export const DEFAULT_PICKLE_BUDGET: PickleBudget = {
  opcodes: 1_000_000_000,
  memo: 4_000_000,
  stack: 500_000,
  values: 300_000,
  operand: 64 * 1024,
  folded: 4 * 1024 * 1024,
};

/** Items kept of one container. */
export const CONTAINER_ITEMS = 4096;
/** States kept of one object. */
export const OBJECT_STATES = 16;
/** Errors after which a stream is left, and anomalies told of it that are no errors. */
export const STREAM_ERRORS = 64;
export const STREAM_NOTES = 1000;
/** Streams within streams (object arrays of joblib). */
export const NESTED_STREAMS = 8;
/** Streams of one source, and those whose results are kept. */
export const MOST_STREAMS = 65_536;
export const MOST_RESULTS = 64;
