import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CHUNK } from "./payload.ts";

/** Bytes after which the buffers of finished chunks are given back. */
const EVERY = 2 * 1024 * 1024;
const RESERVED = (2 * EVERY) / CHUNK;

type Collect = (options: { readonly type: "minor" }) => unknown;

function collector(): Collect {
  setFlagsFromString("--expose-gc");
  const made: unknown = runInNewContext("gc");
  return typeof made === "function" ? (options) => made(options) : () => undefined;
}

/**
 * node:crypto makes a buffer per chunk and takes none that is there. V8 waits for tens of megabytes of them before it gives
 * any back, so it is asked to every few: half the memory for a few milliseconds. And so that the allocator does not hand
 * each of those megabytes back to the system, to be zeroed and mapped again (a third of the processor's time), one buffer
 * that stays is laid behind the room that they take turns in.
 */
export class YoungMemory {
  readonly #collect = collector();
  readonly #last: Buffer;
  #since = 0;

  constructor() {
    let room: Buffer[] = Array.from({ length: RESERVED }, () => Buffer.allocUnsafeSlow(CHUNK));
    this.#last = Buffer.allocUnsafeSlow(room.length);
    room = [];
    this.#collect({ type: "minor" });
  }

  /** Notes that so many bytes were gone through. */
  after(bytes: number): void {
    this.#since += bytes + (this.#last.length > 0 ? 0 : 1);
    if (this.#since < EVERY) return;
    this.#since = 0;
    this.#collect({ type: "minor" });
  }
}
