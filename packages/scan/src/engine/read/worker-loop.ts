/* The work of a reading worker: takes tasks, answers each. Hostile files are read here, so that a crash or a hang ends the worker only. */
import { parentPort, workerData } from "node:worker_threads";
import { prepareLanguages, sourceSyntaxOf } from "@castellan/formats";
import { FactsCache } from "../cache/facts-cache.ts";
import { isBriefing, isReadTasks, isWorkerSetup } from "./protocol.ts";
import { answerTask } from "./read-task.ts";

const setup: unknown = workerData;
if (parentPort === null || !isWorkerSetup(setup)) throw new Error("this file is started by the reader pool only");
const port = parentPort;
const cache = setup.cacheFolder === undefined ? undefined : new FactsCache(setup.cacheFolder, setup.cacheVersion);

let modules: ReadonlySet<string> = new Set();
// A grammar that cannot be loaded fails again at its first file, which says so.
let turn = prepareLanguages([...new Set(setup.endings.flatMap((ending) => sourceSyntaxOf(ending) ?? []))]).catch(() => {});
port.on("message", (message: unknown) => {
  if (isBriefing(message)) modules = new Set(message.modules);
  if (!isReadTasks(message)) return;
  turn = turn.then(async () => {
    for (const task of message) port.postMessage(await answerTask(task, modules, cache));
  });
});
