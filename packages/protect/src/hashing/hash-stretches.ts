import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { ProtectError } from "../errors.ts";
import { type HashResult, type HashTask, runHashTask } from "./task.ts";

export interface HashOptions {
  /** Threads that hash; one per core unless told. */
  readonly jobs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes hashed so far, and of all. */
  readonly progress?: ((done: number, all: number) => void) | undefined;
}

/** Below this, starting threads takes longer than hashing. */
const WORTH_A_THREAD = 32 * 1024 * 1024;
/** A thread is given work of about so many bytes, or so many files, at a time. */
const PARCEL_BYTES = 4 * 1024 * 1024;
const PARCEL_TASKS = 256;

const lengthOf = ({ start, end }: HashTask): number => end - start;

function interrupted(): ProtectError {
  return new ProtectError("FILE_UNREADABLE", "Hashing was interrupted; start it again.");
}

/** Parcels of tasks, the longest first, so that no thread is left alone with a long one at the end. */
function parcelsOf(tasks: readonly HashTask[]): readonly (readonly number[])[] {
  const order = tasks.map((_, index) => index).sort((a, b) => lengthAt(tasks, b) - lengthAt(tasks, a) || a - b);
  const parcels: number[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const index of order) {
    const parcel = parcels.at(-1);
    if (parcel === undefined || bytes >= PARCEL_BYTES || parcel.length >= PARCEL_TASKS) {
      parcels.push([index]);
      bytes = lengthAt(tasks, index);
    } else {
      parcel.push(index);
      bytes += lengthAt(tasks, index);
    }
  }
  return parcels;
}

function lengthAt(tasks: readonly HashTask[], index: number): number {
  const task = tasks[index];
  return task === undefined ? 0 : lengthOf(task);
}

async function alone(tasks: readonly HashTask[], all: number, { signal, progress }: HashOptions): Promise<readonly HashResult[]> {
  const results: HashResult[] = [];
  let done = 0;
  for (const task of tasks) {
    if (signal?.aborted === true) throw interrupted();
    results.push(runHashTask(task));
    done += lengthOf(task);
    progress?.(done, all);
    // Signals arrive only between turns of the event loop.
    if (results.length % 1024 === 0) await new Promise((resume) => setImmediate(resume));
  }
  return results;
}

function startThread(): Worker {
  return new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./hashing-worker.js", import.meta.url));
}

/**
 * Digests of stretches of files, in the order of the tasks, on all cores: each thread reads in order with one small
 * buffer, so memory does not grow with the files. What cannot be read is a failure in its place.
 * @throws ProtectError FILE_UNREADABLE where it was interrupted, LIMIT_EXCEEDED where a thread died
 */
export async function hashStretches(tasks: readonly HashTask[], options: HashOptions = {}): Promise<readonly HashResult[]> {
  const all = tasks.reduce((sum, task) => sum + lengthOf(task), 0);
  const parcels = parcelsOf(tasks);
  const threads = Math.min(options.jobs ?? availableParallelism(), parcels.length);
  if (threads <= 1 || all < WORTH_A_THREAD) return alone(tasks, all, options);
  if (options.signal?.aborted === true) throw interrupted();
  const results: HashResult[] = new Array(tasks.length);
  const workers = Array.from({ length: threads }, startThread);
  let [next, finished, done] = [0, 0, 0];
  try {
    await new Promise<void>((resolve, reject) => {
      options.signal?.addEventListener("abort", () => reject(interrupted()), { once: true });
      for (const worker of workers) {
        let current: readonly number[] = [];
        const hand = (): void => {
          const parcel = parcels[next++];
          if (parcel === undefined) return;
          current = parcel;
          worker.postMessage(parcel.map((index) => tasks[index]));
        };
        worker.on("message", (answers: readonly HashResult[]) => {
          current.forEach((index, at) => {
            results[index] = answers[at] ?? { failure: "unreadable", message: "the thread gave no answer" };
            done += lengthAt(tasks, index);
          });
          options.progress?.(done, all);
          finished++;
          if (finished === parcels.length) resolve();
          else hand();
        });
        worker.on("error", (cause: unknown) =>
          reject(
            new ProtectError(
              "LIMIT_EXCEEDED",
              `A hashing thread failed (${cause instanceof Error ? cause.message : String(cause)}); try --jobs 1.`,
              { cause },
            ),
          ),
        );
        worker.on("exit", (code) => {
          if (finished < parcels.length)
            reject(new ProtectError("LIMIT_EXCEEDED", `A hashing thread ended (code ${code}) before its work; try --jobs 1.`));
        });
        hand();
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}
