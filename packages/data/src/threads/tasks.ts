import { FIT_ADDITIVE } from "../models/additive.ts";
import { ASSESS } from "../models/out-of-fold.ts";
import { SCORES } from "../models/score-task.ts";
import { NEAREST_PAIRS } from "../neighbours/nearest-pairs.ts";
import type { Task } from "./task.ts";

function entry<P, R>({ name, run }: Task<P, R>): readonly [string, (payload: unknown) => unknown] {
  // Payloads come from the same code in another thread, under the task's own name.
  return [name, (payload) => run(payload as P)];
}

/** What a thread can be asked, by name. */
export const TASKS: ReadonlyMap<string, (payload: unknown) => unknown> = new Map([
  entry(NEAREST_PAIRS),
  entry(FIT_ADDITIVE),
  entry(SCORES),
  entry(ASSESS),
]);
