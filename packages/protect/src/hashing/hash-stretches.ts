import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { ProtectError } from "../errors.ts";
import { prepareDigest } from "./digest.ts";
import { type HashAnswer, type HashResult, type HashTask, type HashWork, hashSteps, takeParcel } from "./task.ts";

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

const turn = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Gathers results as parcels are done, by whichever thread. */
class Gathering {
  readonly results: HashResult[];
  readonly #tasks: readonly HashTask[];
  readonly #parcels: readonly (readonly number[])[];
  readonly #options: HashOptions;
  readonly #all: number;
  #left: number;
  #bytes = 0;
  readonly #finished = Promise.withResolvers<void>();

  constructor(tasks: readonly HashTask[], parcels: readonly (readonly number[])[], options: HashOptions) {
    this.results = new Array(tasks.length);
    this.#tasks = tasks;
    this.#parcels = parcels;
    this.#options = options;
    this.#all = tasks.reduce((sum, task) => sum + lengthOf(task), 0);
    this.#left = parcels.length;
    if (this.#left === 0) this.#finished.resolve();
    // Whoever awaits comes later; until then a failure is not unhandled.
    this.#finished.promise.catch(() => undefined);
  }

  get done(): Promise<void> {
    return this.#finished.promise;
  }

  get open(): boolean {
    return this.#left > 0;
  }

  take({ parcel, results }: HashAnswer): void {
    (this.#parcels[parcel] ?? []).forEach((index, at) => {
      this.results[index] = results[at] ?? { failure: "unreadable", message: "the thread gave no answer" };
      this.#bytes += lengthAt(this.#tasks, index);
    });
    this.#options.progress?.(this.#bytes, this.#all);
    if (--this.#left === 0) this.#finished.resolve();
  }

  fail(error: ProtectError): void {
    this.#finished.reject(error);
  }
}

function hire(work: HashWork, gathering: Gathering): Worker {
  const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./hashing-worker.js", import.meta.url));
  worker.on("message", (answer: HashAnswer) => gathering.take(answer));
  worker.on("error", (cause: unknown) =>
    gathering.fail(
      new ProtectError(
        "LIMIT_EXCEEDED",
        `A hashing thread failed (${cause instanceof Error ? cause.message : String(cause)}); try --jobs 1.`,
        { cause },
      ),
    ),
  );
  worker.on("exit", (code) => {
    if (code !== 0 && gathering.open)
      gathering.fail(new ProtectError("LIMIT_EXCEEDED", `A hashing thread ended (code ${code}) before its work; try --jobs 1.`));
  });
  worker.postMessage(work);
  return worker;
}

/** The asking thread takes parcels too, and looks up now and then, so that answers and interrupts arrive. */
async function takePart(work: HashWork, gathering: Gathering, signal: AbortSignal | undefined): Promise<void> {
  for (let parcel = takeParcel(work); parcel !== undefined; parcel = takeParcel(work)) {
    const results: HashResult[] = [];
    for (const index of work.parcels[parcel] ?? []) {
      const task = work.tasks[index];
      if (task === undefined) continue;
      const steps = hashSteps(task);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) {
          results.push(step.value);
          break;
        }
        await turn();
        if (signal?.aborted === true) {
          steps.return({ failure: "unreadable", message: "interrupted" });
          throw interrupted();
        }
      }
    }
    gathering.take({ parcel, results });
    await turn();
    if (signal?.aborted === true) throw interrupted();
  }
}

/**
 * Digests of stretches of files, in the order of the tasks, on all cores: each thread reads in order with one small
 * buffer, so memory does not grow with the files. What cannot be read is a failure in its place.
 * @throws ProtectError FILE_UNREADABLE where it was interrupted, LIMIT_EXCEEDED where a thread died
 */
export async function hashStretches(tasks: readonly HashTask[], options: HashOptions = {}): Promise<readonly HashResult[]> {
  const { signal } = options;
  if (signal?.aborted === true) throw interrupted();
  const parcels = parcelsOf(tasks);
  const gathering = new Gathering(tasks, parcels, options);
  const all = tasks.reduce((sum, task) => sum + lengthOf(task), 0);
  const helpers = all < WORTH_A_THREAD ? 0 : Math.min(options.jobs ?? availableParallelism(), parcels.length) - 1;
  const work: HashWork = { tasks, parcels, next: new Int32Array(new SharedArrayBuffer(4)) };
  for (const type of new Set(tasks.map((task) => task.type))) await prepareDigest(type);
  const workers = Array.from({ length: helpers }, () => hire(work, gathering));
  const stop = (): void => gathering.fail(interrupted());
  signal?.addEventListener("abort", stop, { once: true });
  try {
    await takePart(work, gathering, signal);
    await gathering.done;
  } finally {
    signal?.removeEventListener("abort", stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return gathering.results;
}
