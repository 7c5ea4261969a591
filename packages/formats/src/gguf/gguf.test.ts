import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { type GgufReading, looksLikeGguf, looksNearlyLikeGguf, readGguf } from "./index.ts";
import { type GgufFile, type GgufTensor, GgufWriter, ggufFile } from "./testing/gguf-file.ts";
import { GGML_TYPES } from "./types.ts";

const read = (file: GgufFile | Uint8Array): GgufReading => readGguf(bytesSource(file instanceof Uint8Array ? file : ggufFile(file)));
const kinds = (file: GgufFile | Uint8Array): readonly string[] => read(file).problems.map(({ kind }) => kind);
const f32 = (name: string, size: number, offset: number | bigint): GgufTensor => ({ name, dimensions: [size], type: 0, offset });
const u32 = (value: number): readonly number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
const u64 = (value: number): readonly number[] => [...u32(value), 0, 0, 0, 0];

const HONEST: GgufFile = {
  keys: [
    ["general.architecture", "llama"],
    ["llama.context_length", 4096],
    ["tokenizer.ggml.tokens", Array.from({ length: 300 }, (_, index) => `token ${index}`)],
    ["tokenizer.chat_template", "{{ messages }}"],
    ["general.tags", ["a", "b"]],
    ["general.quantized", true],
  ],
  tensors: [
    { name: "a", dimensions: [64, 2], type: 2, offset: 0 },
    { name: "b", dimensions: [3], type: 0, offset: 96 },
  ],
  data: 128,
};

describe("readGguf", () => {
  it.each([
    [3, false],
    [3, true],
    [2, false],
    [1, false],
  ])("reads version %d, big-endian %s", (version, bigEndian) => {
    const reading = read({ ...HONEST, version, bigEndian });
    expect(reading).toMatchObject({
      version,
      littleEndian: !bigEndian,
      tensors: 2,
      keys: 6,
      parameters: 131,
      problems: [],
      metadataComplete: true,
    });
    expect(Object.fromEntries(reading.types)).toEqual({ Q4_0: 1, F32: 1 });
    expect(Object.fromEntries(reading.numbers)).toEqual({ "llama.context_length": 4096, "general.quantized": true });
    expect(reading.texts.map(({ key, value }) => [key, value])).toEqual([
      ["general.architecture", "llama"],
      ["tokenizer.chat_template", "{{ messages }}"],
      ["general.tags", "a"],
      ["general.tags", "b"],
    ]);
    expect(reading.dataEnd).toBe(ggufFile({ ...HONEST, version, bigEndian }).length);
  });
  it("reads numbers of every type", () => {
    const numbers = (type: number, bytes: readonly number[]) => read({ keys: [["n", { type, bytes }]] }).numbers.get("n");
    expect(numbers(0, [255])).toBe(255);
    expect(numbers(1, [255])).toBe(-1);
    expect(numbers(2, [255, 255])).toBe(65_535);
    expect(numbers(3, [255, 255])).toBe(-1);
    expect(numbers(5, [255, 255, 255, 255])).toBe(-1);
    expect(numbers(6, [0, 0, 128, 63])).toBe(1);
    expect(numbers(10, u64(7))).toBe(7);
    expect(numbers(11, new Array<number>(8).fill(255))).toBe(-1);
    expect(numbers(12, [0, 0, 0, 0, 0, 0, 240, 63])).toBe(1);
  });
  it("accepts files without tensors, and the padding of the last", () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ keys: [["general.architecture", "clip"]] })).toEqual([]);
    expect(kinds({ tensors: [f32("a", 1, 0)], data: 4 })).toEqual([]);
    expect(kinds({ tensors: [f32("a", 1, 0)], data: 32 })).toEqual([]);
    expect(kinds({ tensors: [f32("b", 8, 32), f32("a", 8, 0)], data: 64 })).toEqual([]);
    expect(kinds({ keys: [["general.alignment", 64]], tensors: [f32("a", 1, 0), f32("b", 1, 64)], data: 128, alignment: 64 })).toEqual([]);
  });

  const max = 0xffff_ffff_ffff_ffffn;
  it.each<[string, GgufFile, readonly string[]]>([
    ["an unknown version", { version: 9 }, ["version"]],
    ["version 0", { version: 0 }, ["version"]],
    ["a number of keys that cannot be", { statedKeys: max }, ["forged-count"]],
    ["a number of keys that overflows a product", { statedKeys: 1n << 60n }, ["forged-count"]],
    ["a number of tensors that cannot be", { statedTensors: max }, ["forged-count"]],
    ["more keys than there are", { statedKeys: 5n, keys: [["a", 1]] }, ["header-truncated"]],
    ["more tensors than there are", { statedTensors: 3n, tensors: [f32("a", 1, 0)], data: 0 }, ["header-truncated"]],
    ["an unknown value type", { keys: [["a", { type: 13, bytes: [0, 0, 0, 0] }]] }, ["value-type"]],
    ["an unknown element type", { keys: [["a", { type: 9, bytes: [...u32(77), ...u64(1), 0] }]] }, ["value-type"]],
    ["a string that cannot be", { keys: [["a", { type: 8, bytes: new Array<number>(8).fill(255) }]] }, ["forged-length"]],
    ["a string beyond the end", { keys: [["a", { type: 8, bytes: u64(500) }]] }, ["header-truncated"]],
    ["a list that cannot be", { keys: [["a", { type: 9, bytes: [...u32(4), ...new Array<number>(8).fill(255)] }]] }, ["forged-count"]],
    [
      "a list of strings that cannot be",
      { keys: [["a", { type: 9, bytes: [...u32(8), ...new Array<number>(8).fill(127)] }]] },
      ["forged-count"],
    ],
    ["a list beyond the end", { keys: [["a", { type: 9, bytes: [...u32(4), ...u64(500)] }]] }, ["header-truncated"]],
    ["a list of lists", { keys: [["a", { type: 9, bytes: [...u32(9), ...u64(1), ...u32(0), ...u64(1), 5] }]] }, ["array-nested"]],
    [
      "a key given twice",
      {
        keys: [
          ["a", 1],
          ["a", 2],
        ],
      },
      ["key-duplicate"],
    ],
    ["a key without a name", { keys: [["", 1]] }, ["key-odd"]],
    ["an alignment of 0", { keys: [["general.alignment", 0]] }, ["alignment-zero"]],
    ["an alignment of 7", { keys: [["general.alignment", 7]] }, ["alignment-odd"]],
    ["a huge alignment", { keys: [["general.alignment", 2 ** 31]] }, ["alignment-odd"]],
    ["five dimensions", { tensors: [{ name: "a", dimensions: [1, 1, 1, 1, 1], type: 0, offset: 0 }], data: 4 }, ["forged-dimensions"]],
    ["sizes that overflow", { tensors: [{ name: "a", dimensions: [2 ** 32, 2 ** 32], type: 0, offset: 0 }] }, ["forged-dimensions"]],
    ["a negative size", { tensors: [{ name: "a", dimensions: [-1n], type: 0, offset: 0 }] }, ["forged-dimensions"]],
    ["a type that was removed", { tensors: [{ name: "a", dimensions: [16], type: 4, offset: 0 }], data: 32 }, ["type-unknown"]],
    ["an unknown type", { tensors: [{ name: "a", dimensions: [1], type: 60, offset: 0 }] }, ["type-unknown"]],
    ["a type that cannot be", { tensors: [{ name: "a", dimensions: [1], type: 0xffff_ffff, offset: 0 }] }, ["forged-type"]],
    ["rows that are no blocks", { tensors: [{ name: "a", dimensions: [33], type: 2, offset: 0 }], data: 64 }, ["row-size"]],
    ["a tensor between the steps", { tensors: [f32("a", 1, 4)], data: 32 }, ["offset-misaligned"]],
    ["a tensor where no file reaches", { tensors: [f32("a", 1, max - 3n)] }, ["forged-offset"]],
    ["a tensor far beyond the end", { tensors: [f32("a", 1, 0), f32("b", 1, 2 ** 30)], data: 36 }, ["hole", "forged-offset"]],
    ["a small file with a huge tensor", { tensors: [f32("a", 2 ** 24, 0)], data: 64 }, ["forged-offset"]],
    ["a cut file", { tensors: [f32("a", 64, 0), f32("b", 64, 256)], data: 300 }, ["data-truncated"]],
    ["a small file cut before its tensors", { tensors: [f32("a", 64, 0)], data: 0 }, ["data-truncated"]],
    ["two tensors of one name", { tensors: [f32("a", 8, 0), f32("a", 8, 32)], data: 64 }, ["name-duplicate"]],
    ["tensors that overlap", { tensors: [f32("a", 16, 0), f32("b", 16, 32)], data: 96 }, ["overlap"]],
    ["a hole", { tensors: [f32("a", 8, 0), f32("b", 8, 96)], data: 128 }, ["hole"]],
    ["bytes behind", { tensors: [f32("a", 8, 0)], data: 100 }, ["trailing"]],
    ["an alignment that is a text", { keys: [["general.alignment", "32"]] }, ["alignment-odd"]],
    ["a truth value of 127", { keys: [["a", { type: 7, bytes: [127] }]] }, ["truth-odd"]],
    ["a size of 0", { tensors: [{ name: "a", dimensions: [4, 0], type: 0, offset: 0 }] }, ["size-zero"]],
    [
      "scores for fewer tokens than there are",
      {
        keys: [
          ["tokenizer.ggml.tokens", ["a", "b"]],
          ["tokenizer.ggml.scores", { type: 9, bytes: [...u32(6), ...u64(1), 0, 0, 0, 0] }],
        ],
      },
      ["forged-vocabulary"],
    ],
    [
      "types for more tokens than there are",
      {
        keys: [
          ["tokenizer.ggml.tokens", ["a"]],
          ["tokenizer.ggml.token_type", { type: 9, bytes: [...u32(0), ...u64(2), 0, 0] }],
        ],
      },
      ["vocabulary-odd"],
    ],
    ["a name that is no name", { tensors: [f32("x".repeat(200), 8, 0)], data: 32 }, ["forged-name"]],
    ["a long name", { tensors: [f32("x".repeat(64), 8, 0)], data: 32 }, ["name-long"]],
  ])("names %s", (_, file, expected) => expect(kinds(file)).toEqual(expected));

  it("tells a version in the other byte order from a big-endian file", () => {
    const bytes = ggufFile(HONEST);
    bytes.set([0, 0, 0, 3], 4);
    expect(kinds(bytes)).toEqual(["magic"]);
  });
  it("knows the magic in small letters", () => {
    const bytes = ggufFile(HONEST);
    expect(looksNearlyLikeGguf(bytes)).toBe(false);
    bytes.set([0x67, 0x67, 0x75, 0x66]);
    expect(looksNearlyLikeGguf(bytes)).toBe(true);
    expect(looksLikeGguf(bytes)).toBe(false);
    expect(looksNearlyLikeGguf(new TextEncoder().encode("gguf files are fine"))).toBe(false);
  });
  it("names lengths of names and keys that cannot be", () => {
    const writer = new GgufWriter(3, false);
    writer.bytes.push(0x47, 0x47, 0x55, 0x46);
    writer.u32(3);
    writer.u64(1);
    writer.u64(0);
    writer.u64(0x7fff_ffff_ffff_ffffn);
    expect(kinds(Uint8Array.from([...writer.bytes, ...new Array<number>(40).fill(0)]))).toEqual(["forged-length"]);
    const key = new GgufWriter(3, false);
    key.bytes.push(0x47, 0x47, 0x55, 0x46);
    key.u32(3);
    key.u64(0);
    key.u64(1);
    key.u64(0xffff_ffffn);
    expect(kinds(Uint8Array.from([...key.bytes, ...new Array<number>(40).fill(0)]))).toEqual(["forged-length"]);
  });
  it("stops at lists nested without end", () => {
    const bytes: number[] = [];
    for (let level = 0; level < 100_000; level++) bytes.push(...u32(9), ...u64(1));
    expect(kinds({ keys: [["a", { type: 9, bytes }]] })).toContain("forged-depth");
  });
  it("names a cut at every byte of an honest file", () => {
    const bytes = ggufFile(HONEST);
    for (let cut = 8; cut < bytes.length - 25; cut += 3) expect(kinds(bytes.subarray(0, cut)), `cut at ${cut}`).toHaveLength(1);
  });
  it("cuts long texts, and says so", () => {
    const [text] = read({ keys: [["tokenizer.chat_template", "x".repeat(600_000)]] }).texts;
    expect(text).toMatchObject({ cut: true });
    expect(text?.value).toHaveLength(512 * 1024);
  });
  it("knows a size for every type", () => {
    for (const { block, bytes, name } of GGML_TYPES.values()) expect(bytes > 0 && block > 0 && bytes <= block * 8, name).toBe(true);
  });
  it("passes over vocabularies of 250,000 entries, and reads no tensor", () => {
    const tokens = new GgufWriter(3, false);
    tokens.u32(8);
    tokens.u64(250_000);
    const entry = [...u64(5), 104, 101, 108, 108, 111];
    const list = new Uint8Array(12 + 250_000 * entry.length);
    list.set(tokens.bytes);
    for (let index = 0; index < 250_000; index++) list.set(entry, 12 + index * entry.length);
    const head = ggufFile({ statedTensors: 1n, statedKeys: 1n, keys: [["tokenizer.ggml.tokens", { type: 9, bytes: [] }]] });
    const tensor = new GgufWriter(3, false);
    tensor.text("a");
    tensor.u32(1);
    tensor.u64(2 ** 30);
    tensor.u32(0);
    tensor.u64(0);
    const header = new Uint8Array(head.length + list.length + tensor.bytes.length);
    header.set(head);
    header.set(list, head.length);
    header.set(tensor.bytes, head.length + list.length);
    let bytesRead = 0;
    const size = Math.ceil(header.length / 32) * 32 + 2 ** 32;
    const source: ByteSource = {
      size,
      read: (offset, length) => {
        const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        bytesRead += out.length;
        if (offset < header.length) out.set(header.subarray(offset, offset + out.length));
        return out;
      },
    };
    expect(readGguf(source)).toMatchObject({ parameters: 2 ** 30, problems: [], texts: [] });
    expect(bytesRead).toBeLessThan(header.length + 3_000_000);
  });
  it("never throws", () => {
    const base = ggufFile(HONEST);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(base.length), (edits, cut) => {
        const bytes = base.slice(0, Math.max(cut, 4));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        looksLikeGguf(bytes);
        read(bytes);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
