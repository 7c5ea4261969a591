import { readSync, writevSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { ProtectError, type ProtectErrorCode } from "../errors.ts";
import { CHUNK, Chunks, chunkFault, SEALED_CHUNK } from "./payload.ts";
import { YoungMemory } from "./young-memory.ts";

/*
 * Payloads of files: chunks are independent, so several threads take blocks of them as each becomes free, read at their
 * place and write at theirs. No byte goes from thread to thread.
 */

/** The work on one file; plain data, sent to threads. Descriptors belong to the whole process. */
export interface PayloadJob {
  readonly mode: "seal" | "open";
  readonly key: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Where the payload's content begins in each. */
  readonly fromOffset: number;
  readonly toOffset: number;
  readonly chunks: number;
  /** Bytes of content that is read. */
  readonly bytes: number;
  /** The next block to take, and whether somebody failed. */
  readonly control: Int32Array<SharedArrayBuffer>;
}

export type WorkerAnswer = { readonly failure?: { readonly code: ProtectErrorCode; readonly message: string } };

const NEXT = 0;
const STOP = 1;
/** Chunks of a block: 512 KiB. */
const BLOCK = 8;
/** A thread costs some 30 ms and 10 MB; below this a file is done before it has started. */
const WORTH_A_THREAD = 24 * 1024 * 1024;
/** A third would take the process beyond 100 MB, and disks are the limit before it. */
const MOST_THREADS = 2;
/** Blocks between two looks at what else the main thread is asked (Ctrl-C). */
const BREATH = 16;

function readAt(job: PayloadJob, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length; ) {
    let count: number;
    try {
      count = readSync(job.from, target, done, target.length - done, position + done);
    } catch (cause) {
      throw new ProtectError("FILE_UNREADABLE", `The file cannot be read to its end (${String(cause)}).`, { cause });
    }
    if (count === 0)
      throw new ProtectError("FILE_UNREADABLE", "The file became shorter while it was read; leave it alone and begin again.");
    done += count;
  }
}

/** Writes the parts one behind the other. */
function writeAt(job: PayloadJob, parts: readonly Buffer[], position: number): void {
  let rest = [...parts];
  for (let at = position; rest.length > 0; ) {
    let count: number;
    try {
      count = writevSync(job.to, rest, at);
    } catch (cause) {
      throw new ProtectError(
        "FILE_UNWRITABLE",
        `The result cannot be written (${cause instanceof Error ? cause.message : String(cause)}); make room or choose another place.`,
        { cause },
      );
    }
    at += count;
    rest = rest.flatMap((part) => {
      const gone = Math.min(count, part.length);
      count -= gone;
      return gone === part.length ? [] : [part.subarray(gone)];
    });
  }
}

/** One thread's hands: goes through blocks until none is left. */
export class BlockWork {
  readonly #job: PayloadJob;
  readonly #chunks: Chunks;
  readonly #from: number;
  readonly #to: number;
  readonly #input: Buffer;
  readonly #memory = new YoungMemory();

  constructor(job: PayloadJob) {
    this.#job = job;
    this.#chunks = new Chunks(job.key);
    [this.#from, this.#to] = job.mode === "seal" ? [CHUNK, SEALED_CHUNK] : [SEALED_CHUNK, CHUNK];
    this.#input = Buffer.allocUnsafeSlow(BLOCK * this.#from);
  }

  /** Does one block; false where none is left. @throws ProtectError NOT_DECRYPTED, FILE_UNREADABLE, FILE_UNWRITABLE */
  step(): boolean {
    const job = this.#job;
    if (Atomics.load(job.control, STOP) === 1) return false;
    const first = Atomics.add(job.control, NEXT, 1) * BLOCK;
    if (first >= job.chunks) return false;
    const start = first * this.#from;
    const input = this.#input.subarray(0, Math.min(this.#input.length, job.bytes - start));
    readAt(job, input, job.fromOffset + start);
    const output: Buffer[] = [];
    for (let at = 0, index = first; index < Math.min(first + BLOCK, job.chunks); index++, at += this.#from) {
      const part = input.subarray(at, at + this.#from);
      const last = index === job.chunks - 1;
      if (job.mode === "seal") output.push(...this.#chunks.seal(index, last, part));
      else {
        const plain = this.#chunks.open(index, last, part);
        if (plain === undefined) throw chunkFault(this.#chunks, index, last, part);
        output.push(plain);
      }
    }
    writeAt(job, output, job.toOffset + first * this.#to);
    this.#memory.after(input.length);
    return true;
  }
}

function hire(job: PayloadJob): { readonly worker: Worker; readonly ended: Promise<void> } {
  const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./encryption-worker.js", import.meta.url), {
    workerData: job,
    // Nothing of the caller's environment or arguments is of use there.
    env: {},
    argv: [],
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once("message", ({ failure }: WorkerAnswer) =>
      failure === undefined ? resolve() : reject(new ProtectError(failure.code, failure.message)),
    );
    worker.once("error", reject);
    worker.once("exit", () => reject(new ProtectError("FILE_UNREADABLE", "A thread ended without an answer; begin again with --jobs 1.")));
  });
  return { worker, ended };
}

/**
 * Seals or opens a file's payload with several threads.
 * @param threads the asking one among them; by default one per core, two at most, for files that are worth it
 * @throws ProtectError as `BlockWork.step`; where `signal` is aborted its reason
 */
export async function runPayload(
  job: Omit<PayloadJob, "control">,
  options: { readonly threads?: number; readonly signal?: AbortSignal; readonly progress?: (bytes: number) => void } = {},
): Promise<void> {
  const shared: PayloadJob = { ...job, control: new Int32Array(new SharedArrayBuffer(8)) };
  const wanted = options.threads ?? (job.bytes < WORTH_A_THREAD ? 1 : Math.min(MOST_THREADS, availableParallelism()));
  const helpers = Math.max(0, Math.min(wanted, 16) - 1);
  const hands = Array.from({ length: helpers }, () => hire(shared));
  const all = Promise.allSettled(hands.map(({ ended }) => ended));
  const faults: unknown[] = [];
  try {
    const work = new BlockWork(shared);
    for (let step = 1; work.step(); step++) {
      if (step % BREATH !== 0) continue;
      await setImmediate();
      options.signal?.throwIfAborted();
      options.progress?.(Math.min(job.bytes, Atomics.load(shared.control, NEXT) * BLOCK * CHUNK));
    }
  } catch (error) {
    faults.push(error);
    stop(shared);
  }
  // Threads use the descriptors that the caller closes, so they are waited for in any case.
  for (const result of await all) if (result.status === "rejected") faults.push(result.reason);
  await Promise.all(hands.map(({ worker }) => worker.terminate()));
  if (faults.length > 0) throw faults[0];
  options.signal?.throwIfAborted();
}

/** Lets every thread end behind the block that it is at. */
export function stop(job: PayloadJob): void {
  Atomics.store(job.control, STOP, 1);
}
