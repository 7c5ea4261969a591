import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes after which the buffers of finished chunks are given back. */
const EVERY = 4 * 1024 * 1024;

let collect: ((options: { readonly type: "minor" }) => void) | undefined;
let collectedAt = 0;

/**
 * node:crypto makes a buffer per chunk and knows none that is given to it. V8 waits for tens of megabytes of them before
 * it gives any back, so it is asked to: half a millisecond for every few megabytes, and half the memory.
 * @param done bytes that this thread has gone through
 */
export function collectYoung(done: number): void {
  if (done >= collectedAt && done - collectedAt < EVERY) return;
  collectedAt = done;
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const made: unknown = runInNewContext("gc");
    collect = typeof made === "function" ? (options) => void made(options) : () => undefined;
  }
  collect({ type: "minor" });
}
