/* Entry of a thread that takes parts of heavy work. */
import { type MessagePort, workerData } from "node:worker_threads";
import { type CrewAnswer, type CrewRequest, DEAD, FINISHED, NEXT } from "./task.ts";
import { TASKS } from "./tasks.ts";

const { port, state }: { readonly port: MessagePort; readonly state: Int32Array } = workerData;
process.on("exit", () => Atomics.store(state, DEAD, 1));

port.on("message", ({ task: name, payloads, control }: CrewRequest) => {
  const task = TASKS.get(name);
  for (let index = Atomics.add(control, NEXT, 1); index < payloads.length; index = Atomics.add(control, NEXT, 1)) {
    let answer: CrewAnswer<unknown>;
    try {
      if (task === undefined) throw new RangeError(`there is no task ${name}`);
      answer = { index, result: task(payloads[index]) };
    } catch (error) {
      answer = { index, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(answer);
    Atomics.add(control, FINISHED, 1);
    Atomics.notify(control, FINISHED);
  }
});
