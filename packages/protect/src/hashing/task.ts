import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type HashType, startDigest } from "./digest.ts";

/** A stretch of a file whose digest is wanted. */
export interface HashTask {
  readonly path: string;
  /** First byte and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the whole file when it was listed; another number now means that somebody writes to it. */
  readonly bytes: number;
  readonly type: HashType;
  /** Whether the file may be a link. */
  readonly links: boolean;
}

/** Why there is no digest. */
export type HashFailure = "missing" | "unreadable" | "changed" | "link";
export type HashResult = { readonly digest: string } | { readonly failure: HashFailure; readonly message: string };

/**
 * Small enough for the second-level cache: what was read is still there when it is hashed, which is what keeps reading
 * within a tenth of the time of hashing (bench/sign.ts).
 */
const PIECE = 128 * 1024;
let buffer: Buffer | undefined;

function sameState(a: BigIntStats, b: BigIntStats): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;
}

function failureOf(error: unknown): HashResult {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { failure: "missing", message };
  if (code === "ELOOP") return { failure: "link", message };
  return { failure: "unreadable", message };
}

/** Bytes between two moments at which the thread can do something else. */
const STEP = 16 * 1024 * 1024;

/** The digest of one stretch, read in order with one small buffer, pausing now and then; never throws. */
export function* hashSteps({ path, start, end, bytes, type, links }: HashTask): Generator<undefined, HashResult> {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK the opening of a pipe that took the file's place would wait for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (links ? 0 : constants.O_NOFOLLOW));
    const before = fstatSync(descriptor, { bigint: true });
    if (!before.isFile()) return { failure: "changed", message: "it is no regular file any more" };
    if (before.size !== BigInt(bytes)) return { failure: "changed", message: `it had ${bytes} bytes and has ${before.size}` };
    buffer ??= Buffer.allocUnsafeSlow(PIECE);
    const running = startDigest(type);
    for (let at = start; at < end; ) {
      const read = readSync(descriptor, buffer, 0, Math.min(PIECE, end - at), at);
      if (read === 0) return { failure: "changed", message: `it ends at byte ${at}` };
      running.update(read === PIECE ? buffer : buffer.subarray(0, read));
      at += read;
      if ((at - start) % STEP === 0) yield;
    }
    if (!sameState(before, fstatSync(descriptor, { bigint: true }))) return { failure: "changed", message: "it was written to" };
    return { digest: running.finish() };
  } catch (error) {
    return failureOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The digest of one stretch without a pause; never throws. */
export function runHashTask(task: HashTask): HashResult {
  const steps = hashSteps(task);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** What a thread is given: it takes parcels of tasks by counting on with the others. */
export interface HashWork {
  readonly tasks: readonly HashTask[];
  readonly parcels: readonly (readonly number[])[];
  readonly next: Int32Array;
}

/** A parcel that is done. */
export interface HashAnswer {
  readonly parcel: number;
  readonly results: readonly HashResult[];
}

/** The next parcel that nobody took; undefined where none is left. */
export function takeParcel({ parcels, next }: HashWork): number | undefined {
  const taken = Atomics.add(next, 0, 1);
  return taken < parcels.length ? taken : undefined;
}
