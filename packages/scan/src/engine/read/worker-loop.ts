/* The work of a reading worker: takes tasks, answers each. Hostile files are read here, so that a crash or a hang ends the worker only. */
import { parentPort, workerData } from "node:worker_threads";
import { FactsCache } from "../cache/facts-cache.ts";
import { isReadTasks, isWorkerSetup } from "./protocol.ts";
import { answerTask } from "./read-task.ts";

const setup: unknown = workerData;
if (parentPort === null || !isWorkerSetup(setup)) throw new Error("this file is started by the reader pool only");
const port = parentPort;
const modules = new Set(setup.modules);
const cache = setup.cacheFolder === undefined ? undefined : new FactsCache(setup.cacheFolder, setup.cacheVersion);

let turn = Promise.resolve();
port.on("message", (message: unknown) => {
  if (!isReadTasks(message)) return;
  turn = turn.then(async () => {
    for (const task of message) port.postMessage(await answerTask(task, modules, cache));
  });
});
