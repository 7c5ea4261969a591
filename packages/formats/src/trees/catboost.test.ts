import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter } from "../testing/byte-writer.ts";
import { readCatboost } from "./index.ts";

/** A symmetric tree of depth one over one feature with two borders, written as a flatbuffer from front to back. */
function core({ split = 0, size = 1, start = 0, leaves = 2 } = {}): Uint8Array {
  const writer = new ByteWriter();
  // 0: root. 4: vtable of the core (version, trees). 12: the core.
  writer.u32(12).u16(8, 12, 4, 8).i32(8).u32(8, 32);
  // 24: the version, with its zero and padding.
  writer.u32(19).text("FlabuffersModel_v1\0").zeros(1);
  // 48: vtable of the trees: dimension, splits, sizes, starts, -, floats, -, -, leaf values.
  writer.zeros(4).u16(22, 28, 4, 8, 12, 16, 0, 20, 0, 0, 24).zeros(2);
  return writer.i32(24).i32(1).u32(...offsets(split, size, start, leaves)).bytes(tables(split, size, start, leaves)).done();
}

/** Fields of the trees table stand at 80, 84, 88, 92 and 96 behind the table at 72; what they lead to begins at 100. */
function offsets(split: number, size: number, start: number, leaves: number): readonly number[] {
  return [100 - 80, 108 - 84, 116 - 88, 124 - 92, 156 - 96].map((value) => value + 0 * (split + size + start + leaves));
}

function tables(split: number, size: number, start: number, leaves: number): Uint8Array {
  const writer = new ByteWriter().u32(1).i32(split).u32(1).i32(size).u32(1).i32(start);
  // 124: one feature, whose vtable stands before it.
  writer.u32(1, 12 + 4 - 0).u16(12, 8, 0, 0, 0, 4).i32(12).u32(0);
  const padded = writer.done();
  return new ByteWriter().bytes(padded).u32(leaves).f64(...Array.from({ length: leaves }, () => 0.5)).done();
}

function model(bytes: Uint8Array, size = bytes.length, tail: readonly number[] = []): Uint8Array {
  return new ByteWriter().text("CBM1").u32(size).bytes(bytes, tail).done();
}

describe("readCatboost", () => {
  it("refuses what is none, and a core that is not there", () => {
    expect(() => readCatboost(bytesSource(new ByteWriter().text("CBM2").u32(0).done()))).toThrow("no CatBoost model");
    expect(() => readCatboost(bytesSource(model(new Uint8Array(40), 2 ** 32 - 1)))).toThrow(expect.objectContaining({ announced: 2 ** 32 - 1 }));
  });

  it("refuses offsets that lead outside of the core", () => {
    expect(() => readCatboost(bytesSource(model(new ByteWriter().u32(1_000_000).zeros(60).done())))).toThrow("outside of the buffer");
    expect(() => readCatboost(bytesSource(model(new ByteWriter().u32(8).zeros(4).i32(-1_000_000).zeros(60).done())))).toThrow("outside of the buffer");
    expect(() => readCatboost(bytesSource(model(new Uint8Array(64))))).toThrow(expect.objectContaining({ code: "MALFORMED" }));
  });

  it("never leaves a truncated core without an error", () => {
    const bytes = core();
    for (let end = 0; end < bytes.length; end += 3) expect(() => readCatboost(bytesSource(model(bytes.subarray(0, end))))).toThrow();
  });
});
