/* The work of an inspecting worker: a crash or a hang on a hostile file ends the worker only. */
import { parentPort } from "node:worker_threads";
import { inspectRemote } from "../remote/inspect-remote.ts";
import { inspectFile } from "./inspect-file.ts";
import { type InspectAnswer, type InspectTask, isInspectTasks } from "./protocol.ts";

if (parentPort === null) throw new Error("this file is started by the pool of inspecting workers only");
const port = parentPort;

async function answer(task: InspectTask): Promise<InspectAnswer> {
  const { id } = task;
  try {
    const inspection =
      "remote" in task
        ? await inspectRemote(task.remote, task.beside, (call) => port.postMessage(call))
        : await inspectFile(task.file, task.root, { digest: task.withoutDigest !== true });
    return { id, inspection };
  } catch (error) {
    return {
      id,
      failure: error instanceof Error ? ("code" in error && typeof error.code === "string" ? error.code : error.message) : String(error),
    };
  }
}

let turn: Promise<void> = Promise.resolve();
port.on("message", (message: unknown) => {
  if (!isInspectTasks(message)) return;
  turn = turn.then(async () => {
    for (const task of message) port.postMessage(await answer(task));
  });
});
