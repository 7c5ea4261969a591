import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter } from "../testing/byte-writer.ts";
import { looksLikeFaiss, readFaiss } from "./index.ts";

const header = (kind: string, vectors: number, dimension = 2): ByteWriter =>
  new ByteWriter()
    .text(kind)
    .i32(dimension)
    .u64(vectors, 1 << 20, 1 << 20)
    .u8(1)
    .i32(1);
const flat = (vectors: number, floats = vectors * 2): Uint8Array =>
  header("IxF2", vectors)
    .u64(floats)
    .zeros(vectors * 8)
    .done();
const read = (bytes: Uint8Array) => readFaiss(bytesSource(bytes));

function graph(neighbours: readonly number[], entry = 0): Uint8Array {
  const writer = header("IHNf", 2).u64(1).f64(1).u64(2).i32(0, 4).u64(2).i32(1, 1).u64(3, 0, 2, 4).u64(neighbours.length);
  return writer
    .i32(...neighbours, entry, 0, 40, 16, 1)
    .bytes(flat(2))
    .done();
}

describe("readFaiss", () => {
  it("reads vectors, ids, graphs and inverted lists to their end", () => {
    const ids = header("IxMp", 3).bytes(flat(3)).u64(3, 7, 8, 9).done();
    const lists = header("IwFl", 3)
      .u64(2, 1)
      .bytes(flat(2))
      .u8(0)
      .u64(0)
      .text("ilar")
      .u64(2, 8)
      .text("full")
      .u64(2, 1, 2)
      .zeros(3 * 16)
      .done();
    const sparse = header("IwFl", 3)
      .u64(2, 1)
      .bytes(flat(2))
      .u8(0)
      .u64(0)
      .text("ilar")
      .u64(2, 8)
      .text("sprs")
      .u64(2, 1, 3)
      .zeros(3 * 16)
      .done();
    for (const [bytes, kinds] of [
      [flat(4), ["IxF2"]],
      [ids, ["IxMp", "IxF2"]],
      [graph([1, -1, 0, -1]), ["IHNf", "IxF2"]],
      [lists, ["IwFl", "IxF2"]],
      [sparse, ["IwFl", "IxF2"]],
    ] as const) {
      expect(looksLikeFaiss(bytes)).toBe(true);
      expect(read(bytes)).toMatchObject({ kinds, problems: [], files: [], end: bytes.length });
    }
  });

  it("tells files outside of the index", () => {
    const path = "/srv/lists.ivf";
    const bytes = header("IwFl", 0)
      .u64(2, 1)
      .bytes(flat(2))
      .u8(0)
      .u64(0)
      .text("ilod")
      .u64(2, 8, 0, 0, path.length)
      .text(path)
      .u64(0)
      .done();
    expect(read(bytes)).toMatchObject({ files: [{ path }], end: bytes.length });
  });

  it("tells neighbours and entries outside, and counts that differ", () => {
    expect(read(graph([1, 9, 0, -1])).problems).toMatchObject([{ kind: "outside" }]);
    expect(read(graph([1, -1, 0, -1], 5)).problems).toMatchObject([{ kind: "outside" }]);
    expect(read(header("IxF2", 4).u64(2).zeros(8).done()).problems).toMatchObject([{ kind: "mismatch" }]);
  });

  it("refuses types that it does not know, endless nesting, and what cannot be there", () => {
    expect(() => read(header("IxZZ", 1).zeros(40).done())).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
    const deep = new ByteWriter();
    for (let level = 0; level < 100; level++) deep.bytes(header("IxMp", 1).done());
    expect(() => read(deep.done())).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => read(flat(2, 2 ** 50))).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
    expect(() => read(header("IxF2", -1).zeros(40).done())).toThrow("-1 vectors");
    expect(looksLikeFaiss(new ByteWriter().text("IxF2").zeros(60).done())).toBe(false);
  });
});
