import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { readFlaxArray } from "./flax-array.ts";
import { readMsgpack } from "./index.ts";
import { type Msgpack, packed, raw } from "./testing/packed.ts";

function read(bytes: Uint8Array | readonly number[]) {
  const seen: string[] = [];
  const reading = readMsgpack(bytesSource(Uint8Array.from(bytes)), ({ path, kind, value }) =>
    seen.push(`${path.join(".")}:${kind}:${value ?? ""}`),
  );
  return { ...reading, seen, kinds: reading.problems.map(({ kind }) => kind) };
}

describe("readMsgpack", () => {
  it("shows every value with its path", () => {
    const bytes = packed({ a: [1, -1, "x"], b: { c: true, d: null }, e: 1.5, f: new Uint8Array(3) });
    const reading = read(bytes);
    expect(reading.seen).toEqual([
      ":map:",
      "a:list:",
      "a.0:number:1",
      "a.1:number:-1",
      "a.2:text:x",
      "b:map:",
      "b.c:boolean:true",
      "b.d:nil:",
      "e:number:1.5",
      "f:bytes:",
    ]);
    expect(reading).toMatchObject({ complete: true, end: bytes.length, problems: [] });
  });
  it("reads every width of lengths and numbers", () => {
    const text = "t".repeat(70_000);
    const list = Array.from({ length: 70_000 }, (_, index) => index);
    expect(read(packed([text, "s".repeat(300), list, new Uint8Array(70_000), new Uint8Array(300)])).complete).toBe(true);
    for (const [bytes, value] of [
      [[0xcc, 200], 200],
      [[0xcd, 1, 0], 256],
      [[0xce, 0, 1, 0, 0], 65_536],
      [[0xcf, 0, 0, 0, 1, 0, 0, 0, 0], 2 ** 32],
      [[0xd0, 0xff], -1],
      [[0xd1, 0xff, 0xfe], -2],
      [[0xd2, 0xff, 0xff, 0xff, 0xfd], -3],
      [[0xd3, 255, 255, 255, 255, 255, 255, 255, 252], -4],
      [[0xca, 0x3f, 0x80, 0, 0], 1],
      [[0xcb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0], 1],
    ] as const)
      expect(read(bytes).seen).toEqual([`:number:${value}`]);
    for (const [first, size] of [
      [0xd4, 1],
      [0xd5, 2],
      [0xd6, 4],
      [0xd7, 8],
      [0xd8, 16],
    ] as const)
      expect(read([first, 7, ...new Array<number>(size).fill(0)])).toMatchObject({ complete: true, seen: [":extension:"] });
  });
  it.each<[string, readonly number[], readonly string[]]>([
    ["nothing", [], ["truncated"]],
    ["a cut text", [0xa5, 0x61], ["truncated"]],
    ["a cut header", [0xdb, 0, 0], ["truncated"]],
    ["cut bytes of 4 GB", [0xc6, 0xff, 0xff, 0xff, 0xff, 1], ["truncated"]],
    ["a list of 2^32 items", [0xdd, 0xff, 0xff, 0xff, 0xff, 1], ["announced"]],
    ["a map of 2^32 pairs", [0xdf, 0xff, 0xff, 0xff, 0xff, 1], ["announced"]],
    ["a missing item", [0x92, 1], ["announced"]],
    ["the byte that is never used", [0xc1], ["invalid"]],
    ["a key given twice", [0x82, 0xa1, 0x61, 1, 0xa1, 0x61, 2], ["duplicate-key"]],
    ["a list as a key", [0x81, 0x90, 1], ["key-odd"]],
    ["an extension as a key", [0x81, 0xd4, 1, 0, 1], ["key-odd"]],
    ["nesting without end", new Array<number>(100_000).fill(0x91), ["depth"]],
  ])("names %s", (_, bytes, kinds) => expect(read(bytes).kinds).toEqual(kinds));

  it("leaves what follows", () => expect(read([0x90, 1, 2, 3]).end).toBe(1));
  it("takes numbers and bytes as keys", () => {
    expect(read([0x83, 1, 2, 0xc4, 1, 0x62, 3, 0xc0, 4]).seen).toEqual([":map:", "1:number:2", "b:number:3", "nil:number:4"]);
  });
  it("agrees with what it writes", () => {
    const value = fc.letrec<{ value: Msgpack }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.integer({ min: -1000, max: 100_000 }),
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value")),
        fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (item) => {
        const bytes = packed(item);
        expect(read(bytes)).toMatchObject({ complete: true, end: bytes.length, problems: [] });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        read(bytes);
        readFlaxArray(bytesSource(bytes), 0, bytes.length);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe("readFlaxArray", () => {
  const array = (value: Msgpack): ReturnType<typeof readFlaxArray> => {
    const bytes = packed(value);
    return readFlaxArray(bytesSource(bytes), 0, bytes.length);
  };
  it("reads shape, type and size", () => {
    expect(array([[2, 3], "float32", new Uint8Array(24)])).toEqual({
      dtype: "float32",
      shape: [2, 3],
      needed: 24,
      present: 24,
      object: false,
    });
    expect(array([[4], "bfloat16", new Uint8Array(8)])).toMatchObject({ needed: 8 });
    expect(array([[4], "float8_e4m3fn", new Uint8Array(4)])).toMatchObject({ needed: 4 });
    expect(array([[], "int32", new Uint8Array(4)])).toMatchObject({ shape: [], needed: 4 });
    expect(array([[2 ** 31, 4], "float32", new Uint8Array(1)])).toMatchObject({ needed: 2 ** 35, present: 1 });
  });
  it("knows arrays of objects", () => {
    for (const type of ["object", "O", "|O8"]) expect(array([[1], type, new Uint8Array(8)])?.object).toBe(true);
  });
  it("refuses what is none", () => {
    for (const value of [
      [],
      [[1], "float32"],
      [1, "float32", new Uint8Array(4)],
      [[1], 5, new Uint8Array(4)],
      [[1], "float32", "text"],
      [[-1], "float32", new Uint8Array(4)],
      [[1], "float32", new Uint8Array(4), 1],
    ])
      expect(array(value as Msgpack)).toBeUndefined();
    expect(readFlaxArray(bytesSource(raw([0x93, 0x90, 0xa1, 0x62, 0xc4, 9])), 0, 6)).toBeUndefined();
  });
});
