import { describe, expect, it } from "vitest";
import { OutputLog } from "./output-log.ts";

const CHUNK = 256 * 1024;

function filled(length: number): { readonly log: OutputLog; readonly bytes: Uint8Array } {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 255);
  const log = new OutputLog();
  for (let at = 0; at < length; at += 1000) log.append(bytes.subarray(at, at + 1000));
  return { log, bytes };
}

describe("OutputLog", () => {
  it("gives back ranges, also across its chunks", () => {
    const { log, bytes } = filled(3 * CHUNK + 17);
    expect(log.length).toBe(bytes.length);
    for (const [offset, length] of [
      [0, 5],
      [CHUNK - 3, 7],
      [CHUNK - 1, CHUNK + 2],
      [bytes.length - 4, 100],
      [bytes.length, 1],
    ] as const)
      expect(Buffer.compare(log.read(offset, length), bytes.subarray(offset, offset + length))).toBe(0);
  });

  it("repeats what stands before, overlapping or across chunks", () => {
    const log = new OutputLog();
    log.byte(1);
    log.byte(2);
    log.copy(2, 7);
    expect([...log.read(0, 9)]).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1]);
    const { log: long, bytes } = filled(CHUNK + 10);
    long.copy(CHUNK + 5, CHUNK);
    expect(Buffer.compare(long.read(CHUNK + 10, CHUNK), Buffer.concat([bytes.subarray(5), bytes.subarray(5)]).subarray(0, CHUNK))).toBe(0);
    expect(long.back(CHUNK)).toBe(bytes[5]);
    expect(long.back(long.length + 1)).toBe(0);
  });

  it("refuses matches before the beginning", () => {
    const { log } = filled(10);
    expect(() => log.copy(11, 1)).toThrow(/before the data/);
    expect(() => log.copy(0, 1)).toThrow(/before the data/);
  });

  it("forgets whole chunks, but never its window", () => {
    const { log, bytes } = filled(4 * CHUNK);
    log.window = CHUNK + 1;
    log.forget(log.length);
    expect(log.start).toBe(2 * CHUNK);
    expect(log.read(0, 10)).toHaveLength(0);
    expect(log.read(2 * CHUNK - 5, 10)).toEqual(bytes.slice(2 * CHUNK, 2 * CHUNK + 5));
    expect(() => log.copy(2 * CHUNK + 1, 1)).toThrow(/before the data/);
    log.copy(2 * CHUNK, 4);
    expect(log.length).toBe(4 * CHUNK + 4);
  });

  it("shows what is new, piece by piece", () => {
    const { log, bytes } = filled(2 * CHUNK + 100);
    const pieces: Uint8Array[] = [];
    log.since(CHUNK - 50, (piece) => pieces.push(piece));
    expect(pieces).toHaveLength(3);
    expect(Buffer.compare(Buffer.concat(pieces), bytes.subarray(CHUNK - 50))).toBe(0);
  });
});
