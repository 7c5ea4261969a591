import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { FlatBuffer } from "../flatbuffer/flat-table.ts";
import { type FlatValue, flatBuffer } from "../flatbuffer/testing/flat-writer.ts";
import { ByteWriter } from "../testing/byte-writer.ts";
import { readCatboost } from "./index.ts";

interface Changes {
  readonly splits?: readonly number[];
  readonly sizes?: readonly number[];
  readonly starts?: readonly number[];
  readonly leaves?: number;
  readonly steps?: readonly number[];
  readonly leafIds?: readonly number[];
  readonly parts?: readonly string[];
}

/** A model of one symmetric tree of depth one over a feature with two borders. */
function core(changes: Changes = {}): Uint8Array {
  const { splits = [1], sizes = [1], starts = [0], leaves = 2, steps, leafIds, parts } = changes;
  const feature: FlatValue = { table: [undefined, undefined, undefined, { i32s: [0, 0] }, { text: "age" }] };
  const trees: (FlatValue | undefined)[] = [
    { i32: 1 },
    { i32s: splits },
    { i32s: sizes },
    { i32s: starts },
    undefined,
    { tables: [feature] },
  ];
  trees.push(undefined, undefined, { f64s: Array.from({ length: leaves }, () => 0.5) }, undefined);
  trees.push(steps === undefined ? undefined : { i32s: steps }, leafIds === undefined ? undefined : { i32s: leafIds });
  const info: FlatValue = { table: [{ text: "params" }, { text: "{}" }] };
  const fields: (FlatValue | undefined)[] = [{ text: "FlabuffersModel_v1" }, { table: trees }, { tables: [info] }];
  if (parts !== undefined) fields.push({ tables: parts.map((text) => ({ text })) });
  return flatBuffer({ table: fields });
}

function model(bytes: Uint8Array, tail: readonly number[] = [], size = bytes.length): Uint8Array {
  return new ByteWriter().text("CBM1").u32(size).bytes(bytes, tail).done();
}

const kinds = (changes: Changes) => [...new Set(readCatboost(bytesSource(model(core(changes)))).problems.map(({ kind }) => kind))];

describe("readCatboost", () => {
  it("reads an honest model to its end, with its text", () => {
    const bytes = model(core());
    const facts = readCatboost(bytesSource(bytes));
    expect(facts).toMatchObject({ trees: 1, nodes: 1, features: 1, classes: 1, problems: [], parts: [], end: bytes.length });
    expect(facts.texts).toEqual([
      { where: "info params", text: "{}" },
      { where: "feature", text: "age" },
    ]);
  });

  it("tells tables that lead outside of one another", () => {
    expect(kinds({ splits: [2] })).toEqual(["out-of-range"]);
    expect(kinds({ splits: [-1] })).toEqual(["out-of-range"]);
    expect(kinds({ sizes: [2] })).toEqual(["out-of-range"]);
    expect(kinds({ starts: [7] })).toEqual(["out-of-range"]);
    expect(kinds({ leaves: 1 })).toEqual(["out-of-range"]);
    expect(kinds({ starts: [0, 0] })).toEqual(["length"]);
  });

  it("follows the steps of trees that are not symmetric", () => {
    const three = { splits: [0, 0, 0], sizes: [3], leaves: 2, leafIds: [0, 0, 1] };
    expect(kinds({ ...three, steps: [0x00020001, 0, 0] })).toEqual([]);
    expect(kinds({ ...three, steps: [0x00030001, 0, 0] })).toEqual(["out-of-range"]);
    expect(kinds({ ...three, steps: [0x00020001, 0, 0], leafIds: [0, 0, 9] })).toEqual(["out-of-range"]);
  });

  it("names parts that are not read, and leaves other bytes to the caller", () => {
    const text = model(core({ parts: ["text_process_v2\0"] }), [1, 2, 3]);
    expect(readCatboost(bytesSource(text))).toMatchObject({ parts: ["text_process_v2"], unread: text.length - 3, end: text.length });
    const bytes = model(core(), [1, 2, 3]);
    expect(readCatboost(bytesSource(bytes))).toMatchObject({ end: bytes.length - 3 });
  });

  it("refuses what is none, and a core that is not there", () => {
    expect(() => readCatboost(bytesSource(new ByteWriter().text("CBM2").u32(0).done()))).toThrow("no CatBoost model");
    expect(() => readCatboost(bytesSource(model(new Uint8Array(40), [], 2 ** 32 - 1)))).toThrow(
      expect.objectContaining({ announced: 2 ** 32 - 1 }),
    );
  });

  it("never reads outside of the core, wherever it ends", () => {
    const bytes = core();
    for (let end = 0; end < bytes.length - 8; end += 3) expect(() => readCatboost(bytesSource(model(bytes.subarray(0, end))))).toThrow();
  });
});

describe("FlatBuffer", () => {
  const root = (bytes: Uint8Array) => new FlatBuffer(bytesSource(bytes), 0, bytes.length).root();
  it("refuses offsets that lead outside", () => {
    expect(() => root(new ByteWriter().u32(1_000_000).zeros(60).done())).toThrow("outside of the buffer");
    expect(() => root(new ByteWriter().u32(8).zeros(4).i32(-1_000_000).zeros(60).done())).toThrow("outside of the buffer");
    expect(() => root(new Uint8Array(64))).toThrow("broken list of fields");
    expect(() => root(flatBuffer({ table: [{ text: "x" }] })).vector(0, 1_000_000)).toThrow("outside of the buffer");
  });
  it("counts the tables that it follows", () => {
    const bytes = flatBuffer({ table: [{ tables: Array.from({ length: 20 }, () => ({ table: [] })) }] });
    const few = new FlatBuffer(bytesSource(bytes), 0, bytes.length, 10);
    expect(() => [...few.root().tables(0)]).toThrow(expect.objectContaining({ code: "BUDGET_NODES" }));
  });
  it("takes fields that a writer left out, or that it does not know, as absent", () => {
    const table = root(flatBuffer({ table: [undefined, { i32: 7 }] }));
    expect([table.text(0), table.i32(1), table.i32(9), table.f64(5)]).toEqual([undefined, 7, undefined, undefined]);
  });
});
