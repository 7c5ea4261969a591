import type { RangeFacts } from "./facts.ts";
import type { RangeTask } from "./scan-range.ts";

/** To a worker. */
export interface ScanRequest {
  readonly id: number;
  readonly task: RangeTask;
}

/** From a worker: bytes done, the result, or why there is none. */
export type ScanAnswer =
  | { readonly id: number; readonly bytes: number }
  | { readonly id: number; readonly facts: RangeFacts }
  | { readonly id: number; readonly failure: string };
