import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter } from "../testing/byte-writer.ts";
import { looksLikeMxnetParams, readMxnetParams } from "./index.ts";

const V2 = 0xf993fac9;

function dense(writer: ByteWriter, shape: readonly number[], type = 0): ByteWriter {
  const bytes = [4, 8, 2, 1][type] ?? 4;
  return writer
    .u32(V2)
    .i32(0, shape.length)
    .u64(...shape)
    .i32(1, 0, type)
    .zeros(shape.reduce((product, size) => product * size, 1) * bytes);
}

function file(arrays: number, fill: (writer: ByteWriter) => void, names: readonly string[]): Uint8Array {
  const writer = new ByteWriter().u64(0x112, 0, arrays);
  fill(writer);
  writer.u64(names.length);
  for (const name of names) writer.text64(name);
  return writer.done();
}

describe("readMxnetParams", () => {
  it("reads arrays of every form and their names", () => {
    const bytes = file(
      4,
      (writer) => {
        dense(writer, [2, 3]);
        // Before there was a magic: the number of dimensions, 32 bits each.
        writer.u32(1, 4).i32(1, 0, 2).zeros(8);
        // Rows that are not zero, with the numbers of the rows.
        writer
          .u32(V2)
          .i32(1, 2)
          .u64(1, 3)
          .i32(2)
          .u64(9, 3)
          .i32(1, 0, 0, 6, 1)
          .u64(1)
          .zeros(12 + 8);
        // None.
        writer.u32(V2).i32(0, 0);
      },
      ["arg:w", "arg:b", "aux:m", "x"],
    );
    expect(looksLikeMxnetParams(bytes)).toBe(true);
    expect(readMxnetParams(bytesSource(bytes))).toEqual({
      arrays: 4,
      parameters: 13,
      names: ["arg:w", "arg:b", "aux:m", "x"],
      dtypes: ["F16", "F32"],
      problems: [],
      end: bytes.length,
    });
  });

  it("refuses what cannot be there", () => {
    const read = (bytes: Uint8Array) => () => readMxnetParams(bytesSource(bytes));
    expect(read(new ByteWriter().u64(0x112, 0, 1n << 61n).done())).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
    expect(
      read(
        new ByteWriter()
          .u64(0x112, 0, 1)
          .u32(V2)
          .i32(0, 2)
          .u64(1n << 40n, 1n << 40n)
          .i32(1, 0, 0)
          .zeros(8)
          .done(),
      ),
    ).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 2 ** 82 }));
    expect(read(file(1, (writer) => dense(writer, [1], 77), []))).toThrow("element type 77");
    expect(read(file(1, (writer) => writer.u32(V2).i32(9).zeros(64), []))).toThrow("storage type 9");
    expect(read(file(1, (writer) => writer.u32(V2).i32(0, 1000).zeros(64), []))).toThrow("1000 dimensions");
    expect(read(file(1, (writer) => writer.u32(4_000_000).zeros(64), []))).toThrow("no known beginning");
    expect(read(new ByteWriter().u64(0x113, 0, 0, 0).done())).toThrow("no list of MXNet arrays");
  });

  it("notes names that are missing", () => {
    expect(readMxnetParams(bytesSource(file(1, (writer) => dense(writer, [1]), ["a", "b"]))).problems).toHaveLength(1);
  });
});
