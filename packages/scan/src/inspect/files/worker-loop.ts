/* The work of an inspecting worker: a crash or a hang on a hostile file ends the worker only. */
import { parentPort } from "node:worker_threads";
import { inspectFile } from "./inspect-file.ts";
import { type InspectAnswer, type InspectTask, isInspectTasks } from "./protocol.ts";

if (parentPort === null) throw new Error("this file is started by the pool of inspecting workers only");
const port = parentPort;

async function answer({ id, file, root }: InspectTask): Promise<InspectAnswer> {
  try {
    return { id, inspection: await inspectFile(file, root) };
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
