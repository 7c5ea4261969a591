import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { DataError } from "../errors.ts";
import { type CrewAnswer, type CrewRequest, DEAD, FINISHED, NEXT, type Task } from "./task.ts";

/** More threads than this are not started by themselves. */
const MOST = 4;
const LOOK_MILLISECONDS = 1000;

interface Hand {
  readonly port: MessagePort;
  readonly worker: Worker;
  readonly state: Int32Array;
}

/**
 * Threads that take parts of heavy work beside the one that asks, which works too and waits without returning to its
 * event loop, so that a computation stays one plain function. Parts are taken as each becomes free; since every part is a
 * pure function of its payload, results do not depend on how many threads there are.
 */
export class Crew {
  readonly #hands: Hand[] = [];

  /** @param helpers threads beside the asking one */
  constructor(helpers: number) {
    for (let index = 0; index < helpers; index++) this.#hands.push(hire());
  }

  /** Threads that work, the asking one among them. */
  get size(): number {
    return 1 + this.#hands.length;
  }

  /**
   * The results of a task for each payload, in order. Payloads are copied to every thread unless they lie in shared memory.
   * @throws DataError THREAD_LOST where a thread ended without an answer; whatever the task throws
   */
  run<P, R>(task: Task<P, R>, payloads: readonly P[]): readonly R[] {
    if (payloads.length < 2 || this.#hands.length === 0) return payloads.map((payload) => task.run(payload));
    const control = new Int32Array(new SharedArrayBuffer(8));
    const results: R[] = new Array(payloads.length);
    const request: CrewRequest = { task: task.name, payloads, control };
    for (const { port } of this.#hands) port.postMessage(request);
    let own = 0;
    for (let index = Atomics.add(control, NEXT, 1); index < payloads.length; index = Atomics.add(control, NEXT, 1)) {
      results[index] = task.run(payloads[index] as P);
      own++;
    }
    this.#wait(control, payloads.length - own);
    for (const { port } of this.#hands)
      for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
        const answer: CrewAnswer<R> = got.message;
        if ("failure" in answer) throw new DataError("THREAD_LOST", `A thread of the check failed: ${answer.failure}`);
        results[answer.index] = answer.result;
      }
    return results;
  }

  #wait(control: Int32Array, wanted: number): void {
    for (;;) {
      const finished = Atomics.load(control, FINISHED);
      if (finished >= wanted) return;
      if (this.#hands.some(({ state }) => Atomics.load(state, DEAD) === 1))
        throw new DataError("THREAD_LOST", "A thread of the check ended without an answer. Start the check again with --jobs 1.");
      Atomics.wait(control, FINISHED, finished, LOOK_MILLISECONDS);
    }
  }

  /** Ends the threads. */
  async dismiss(): Promise<void> {
    const hands = this.#hands.splice(0);
    for (const { port } of hands) port.close();
    await Promise.all(hands.map(({ worker }) => worker.terminate()));
  }
}

function hire(): Hand {
  const { port1, port2 } = new MessageChannel();
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./check-worker.js", import.meta.url), {
    workerData: { port: port2, state },
    transferList: [port2],
  });
  // An idle thread must not keep the process alive, and one that cannot start is one that takes no part.
  worker.on("error", () => undefined);
  worker.unref();
  port1.unref();
  return { port: port1, worker, state };
}

let shared: Crew | undefined;
let wanted: number | undefined;

/** How many threads heavy work may use, where the user says so; before the first of it. */
export function limitThreads(jobs: number): void {
  wanted = Math.max(1, Math.floor(jobs));
}

/** The crew of this process, hired at the first call. */
export function crew(): Crew {
  shared ??= new Crew((wanted ?? Math.min(MOST, availableParallelism())) - 1);
  return shared;
}
