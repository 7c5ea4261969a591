/* Entry of a thread that hashes: takes parcels until none is left. */
import { parentPort } from "node:worker_threads";
import { prepareDigest } from "./digest.ts";
import { type HashAnswer, type HashResult, type HashWork, runHashTask, takeParcel } from "./task.ts";

parentPort?.once("message", async (work: HashWork) => {
  for (const type of new Set(work.tasks.map((task) => task.type))) await prepareDigest(type);
  for (let parcel = takeParcel(work); parcel !== undefined; parcel = takeParcel(work)) {
    const results = (work.parcels[parcel] ?? []).map((index): HashResult => {
      const task = work.tasks[index];
      return task === undefined ? { failure: "unreadable", message: "the thread was given no such task" } : runHashTask(task);
    });
    parentPort?.postMessage({ parcel, results } satisfies HashAnswer);
  }
});
