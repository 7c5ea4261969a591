/* Entry of a thread that hashes: takes tasks, answers with digests. */
import { parentPort } from "node:worker_threads";
import { type HashTask, runHashTask } from "./task.ts";

parentPort?.on("message", (tasks: readonly HashTask[]) => {
  parentPort?.postMessage(tasks.map(runHashTask));
});
