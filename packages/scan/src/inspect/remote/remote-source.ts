import type { ByteSource } from "@castellan/formats";
import { BudgetExceeded } from "../budget.ts";
import { FAILED, HEADER_BYTES, type RangeCall, WAITING } from "./range-call.ts";

const BLOCK = 256 * 1024;
/** Blocks kept of one file: 32 MB. */
const KEPT = 128;
/** Neighbouring blocks are asked for together while reading goes on forward. */
const MAX_AHEAD = 16;
const PATIENCE = 120_000;
/** What one file may cost on the network: enough for structure, not for tensors. */
const MAX_LOADED = 256 * 1024 * 1024;

/**
 * A remote file as ranges, for use in a worker thread only: `read` waits for the main thread.
 * @throws Error from `read` where the network fails, BudgetExceeded where the file asks for too much of it
 */
export function remoteSource(url: string, size: number, post: (call: RangeCall) => void): ByteSource {
  const blocks = new Map<number, Uint8Array>();
  let loaded = 0;
  let last = -1;
  let ahead = 1;
  const load = (first: number, count: number): void => {
    const offset = first * BLOCK;
    const length = Math.min(count * BLOCK, size - offset);
    loaded += length;
    if (loaded > MAX_LOADED)
      throw new BudgetExceeded("download", `more than ${MAX_LOADED / 1024 / 1024} MB of this file would have to be downloaded`);
    const shared = new SharedArrayBuffer(HEADER_BYTES + length);
    const state = new Int32Array(shared, 0, 2);
    post({ range: { url, offset, length }, shared });
    if (Atomics.wait(state, 0, WAITING, PATIENCE) === "timed-out") throw new Error("the network did not answer in time");
    const bytes = new Uint8Array(shared, HEADER_BYTES, Atomics.load(state, 1));
    if (Atomics.load(state, 0) === FAILED) throw new Error(`the range could not be loaded: ${Buffer.from(bytes).toString("utf8")}`);
    for (let index = 0; index < count; index++) blocks.set(first + index, bytes.slice(index * BLOCK, (index + 1) * BLOCK));
    while (blocks.size > KEPT) blocks.delete(blocks.keys().next().value ?? first);
  };
  const blockAt = (index: number): Uint8Array => {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    ahead = index === last + 1 ? Math.min(MAX_AHEAD, ahead * 2) : 1;
    const total = Math.ceil(size / BLOCK);
    let count = 1;
    while (count < ahead && index + count < total && !blocks.has(index + count)) count++;
    load(index, count);
    last = index + count - 1;
    return blocks.get(index) ?? new Uint8Array(0);
  };
  return {
    size,
    read: (offset, length) => {
      const start = Math.min(Math.max(0, offset), size);
      const end = Math.min(size, start + Math.max(0, length));
      const bytes = new Uint8Array(end - start);
      for (let at = start; at < end; ) {
        const block = blockAt(Math.floor(at / BLOCK));
        const part = block.subarray(at % BLOCK, Math.min(block.length, (at % BLOCK) + end - at));
        if (part.length === 0) break;
        bytes.set(part, at - start);
        at += part.length;
      }
      return bytes;
    },
  };
}
