import type { ByteSource } from "../byte-source.ts";
import { DEFAULT_PICKLE_BUDGET } from "./budget.ts";
import { Cursor } from "./cursor.ts";
import { PickleMachine } from "./machine.ts";
import type { PickleBudget, PickleListener, PickleStream } from "./value.ts";

/** Runs the one stream that begins at `start`. */
export function runPickle(source: ByteSource, start: number, listener: PickleListener, budget?: Partial<PickleBudget>): PickleStream {
  return new PickleMachine(new Cursor(source, start), listener, { ...DEFAULT_PICKLE_BUDGET, ...budget }).run();
}

/** Runs all streams from `start` on. */
export function runPickles(
  source: ByteSource,
  start: number,
  listener: PickleListener,
  budget?: Partial<PickleBudget>,
): readonly PickleStream[] {
  const streams: PickleStream[] = [];
  let at = start;
  while (at >= 0 && at < source.size) {
    const stream = runPickle(source, at, listener, budget);
    streams.push(stream);
    listener.stream?.(stream);
    at = nextStart(source, Math.max(at + 1, stream.end));
  }
  return streams;
}

function nextStart(source: ByteSource, from: number): number {
  for (let at = from; at < source.size; ) {
    const chunk = source.read(at, 1 << 16);
    for (let index = chunk.indexOf(0x80); index >= 0; index = chunk.indexOf(0x80, index + 1)) {
      const protocol = source.read(at + index + 1, 1)[0] ?? 0;
      if (protocol >= 2 && protocol <= 5) return at + index;
    }
    at += Math.max(1, chunk.length);
  }
  return -1;
}
