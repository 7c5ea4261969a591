import type { PickleBudget } from "./value.ts";

export const DEFAULT_PICKLE_BUDGET: PickleBudget = {
  opcodes: 1_000_000_000,
  memo: 4_000_000,
  stack: 1_000_000,
  values: 300_000,
  operand: 64 * 1024,
  folded: 4 * 1024 * 1024,
};

/** Items kept of one container. */
export const CONTAINER_ITEMS = 16_384;
/** States kept of one object, anomalies told of one stream. */
export const OBJECT_STATES = 16;
export const STREAM_ANOMALIES = 64;
