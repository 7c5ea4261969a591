/*
 * Readers are synchronous, requests are not: an inspecting worker asks the main thread for a range and sleeps on a
 * shared word until the bytes are there.
 */

export interface RangeCall {
  readonly range: { readonly url: string; readonly offset: number; readonly length: number };
  /** Two words: state, bytes written; then the bytes, or the text of a failure. */
  readonly shared: SharedArrayBuffer;
}

export const HEADER_BYTES = 8;
export const WAITING = 0;
export const DONE = 1;
export const FAILED = 2;

export function isRangeCall(message: unknown): message is RangeCall {
  return (
    typeof message === "object" &&
    message !== null &&
    "range" in message &&
    "shared" in message &&
    message.shared instanceof SharedArrayBuffer
  );
}

/** Answers a call: writes the bytes, or why there are none, and wakes the worker. */
export async function answerRangeCall(call: RangeCall, load: (call: RangeCall["range"]) => Promise<Uint8Array>): Promise<void> {
  const state = new Int32Array(call.shared, 0, 2);
  const room = new Uint8Array(call.shared, HEADER_BYTES);
  const finish = (what: number, bytes: Uint8Array): void => {
    const written = bytes.subarray(0, room.length);
    room.set(written);
    Atomics.store(state, 1, written.length);
    Atomics.store(state, 0, what);
    Atomics.notify(state, 0);
  };
  try {
    finish(DONE, await load(call.range));
  } catch (error) {
    finish(FAILED, new TextEncoder().encode(error instanceof Error ? error.message : String(error)));
  }
}
