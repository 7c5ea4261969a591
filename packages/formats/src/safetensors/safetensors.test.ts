import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { looksLikeSafetensors, readSafetensors, type SafetensorsReading } from "./index.ts";

const encoder = new TextEncoder();
function file(header: string | Uint8Array, data: number, length?: bigint): Uint8Array {
  const text = typeof header === "string" ? encoder.encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}
const tensor = (dtype: string, shape: readonly (number | string)[], begin: number | string, end: number | string): string =>
  `{"dtype":"${dtype}","shape":[${shape.join(",")}],"data_offsets":[${begin},${end}]}`;
const read = (bytes: Uint8Array): SafetensorsReading => readSafetensors(bytesSource(bytes));
const kinds = (header: string, data = 0): readonly string[] => read(file(header, data)).problems.map(({ kind }) => kind);

describe("readSafetensors", () => {
  it("reads tensors, types, parameters and metadata", () => {
    const reading = read(
      file(
        `{"__metadata__":{"format":"pt"},"b":${tensor("F32", [3], 12, 24)},"a":${tensor("F16", [2, 3], 0, 12)}, "s":${tensor("U8", [], 24, 25)}}   `,
        25,
      ),
    );
    expect(reading).toMatchObject({
      tensors: 3,
      parameters: 10,
      metadata: [{ key: "format", value: "pt" }],
      problems: [],
      metadataLeftOut: 0,
    });
    expect(Object.fromEntries(reading.dtypes)).toEqual({ F32: 1, F16: 1, U8: 1 });
    expect(reading.dataEnd).toBe(reading.dataStart + 25);
  });
  it("accepts what is empty", () => {
    expect(kinds("{}")).toEqual([]);
    expect(kinds('{"__metadata__":{}}')).toEqual([]);
    expect(kinds(`{"a":${tensor("F32", [0, 5], 0, 0)},"b":${tensor("F32", [1], 0, 4)}}`, 4)).toEqual([]);
  });
  it.each<[string, string, number, readonly string[]]>([
    ["a tensor given twice", `{"a":${tensor("U8", [1], 0, 1)},"a":${tensor("U8", [1], 1, 2)}}`, 2, ["duplicate-key"]],
    ["metadata given twice", '{"__metadata__":{"a":"1"},"__metadata__":{"a":"2"}}', 0, ["duplicate-key"]],
    ["a metadata key given twice", '{"__metadata__":{"a":"1","a":"2"}}', 0, ["duplicate-key"]],
    ["a field given twice", '{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1, ["duplicate-key"]],
    ["an unknown type", `{"a":${tensor("F128", [1], 0, 16)}}`, 16, ["unknown-dtype"]],
    ["a size that does not fit the shape", `{"a":${tensor("F32", [2], 0, 4)}}`, 4, ["size-mismatch"]],
    ["half a byte", `{"a":${tensor("F4", [3], 0, 2)}}`, 2, ["size-mismatch"]],
    ["sizes over 64 bits", `{"a":${tensor("F32", ["4294967296", "4294967296"], 0, 0)}}`, 0, ["shape-overflow"]],
    ["bytes over 64 bits", `{"a":${tensor("F64", ["4611686018427387904"], 0, 4)}}`, 4, ["shape-overflow", "trailing"]],
    ["an end over 64 bits", `{"a":${tensor("U8", [1], 0, "99999999999999999999")}}`, 0, ["number-size"]],
    ["a size over 64 bits", `{"a":${tensor("U8", ["99999999999999999999"], 0, 1)}}`, 1, ["number-size", "trailing"]],
    [
      "an end that a double cannot hold",
      `{"a":${tensor("U8", [1], "9007199254740992", "9007199254740993")}}`,
      1,
      ["size-mismatch", "trailing"],
    ],
    ["a size that no file has", `{"a":${tensor("U8", ["9007199254740993"], 0, 1)}}`, 1, ["size-mismatch"]],
    ["a negative size beyond a double", `{"a":${tensor("U8", ["-9007199254740993"], 0, 1)}}`, 1, ["negative", "trailing"]],
    ["a negative size", `{"a":${tensor("F32", [-1], 0, 4)}}`, 4, ["negative", "trailing"]],
    ["an end before the beginning", `{"a":${tensor("F32", [1], 4, 0)}}`, 4, ["negative", "trailing"]],
    ["tensors that overlap", `{"a":${tensor("U8", [8], 0, 8)},"b":${tensor("U8", [8], 4, 12)}}`, 12, ["overlap"]],
    ["one tensor in another", `{"a":${tensor("U8", [8], 0, 8)},"b":${tensor("U8", [2], 4, 6)}}`, 8, ["overlap"]],
    ["a hole", `{"a":${tensor("U8", [4], 0, 4)},"b":${tensor("U8", [4], 8, 12)}}`, 12, ["hole"]],
    ["a hole at the beginning", `{"a":${tensor("U8", [4], 4, 8)}}`, 8, ["hole"]],
    ["missing data", `{"a":${tensor("U8", [8], 0, 8)}}`, 7, ["truncated"]],
    ["bytes behind", `{"a":${tensor("U8", [8], 0, 8)}}`, 9, ["trailing"]],
    ["bytes behind no tensor", "{}", 1, ["trailing"]],
    ["a tensor without a type", '{"a":{"shape":[1],"data_offsets":[0,1]}}', 0, ["header-entry"]],
    ["a size that is no whole number", `{"a":${tensor("U8", ["1.5"], 0, 1)}}`, 0, ["header-entry"]],
    ["three offsets", '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}', 0, ["header-entry"]],
    ["an unknown field", '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"code":"x"}}', 1, ["header-entry"]],
    ["a tensor that is a list", '{"a":[1,2]}', 0, ["header-entry"]],
    ["metadata that is no text", '{"__metadata__":{"a":{"b":1}}}', 0, ["header-entry"]],
    ["metadata that is a list", '{"__metadata__":["a"]}', 0, ["header-entry"]],
    ["broken JSON", '{"a":{"dtype":"U8"', 0, ["header-syntax"]],
    ["a comma too many", "{,}", 0, ["header-syntax"]],
    ["NaN in the header", '{"a":NaN}', 0, ["header-entry", "header-syntax"]],
    ["bytes behind the header's object", "{} x", 0, ["header-padding"]],
  ])("names %s", (_, header, data, expected) => expect(kinds(header, data)).toEqual(expected));

  it("names lengths that cannot be", () => {
    expect(read(file("{}", 0, 3n)).problems.map(({ kind }) => kind)).toEqual(["header-past-end"]);
    expect(read(file("{}", 0, 0xffff_ffff_ffff_ffffn)).problems.map(({ kind }) => kind)).toEqual(["header-length", "header-past-end"]);
    expect(read(new Uint8Array(5)).problems.map(({ kind }) => kind)).toEqual(["header-past-end", "header-syntax"]);
  });
  it("stops at deep nesting, and counts what it leaves out", () => {
    expect(kinds(`{"a":${"[".repeat(100_000)}`)).toEqual(["header-entry", "header-syntax"]);
    const many = Array.from({ length: 600 }, (_, index) => `"k${index}":"v"`).join(",");
    const reading = read(file(`{"__metadata__":{${many}}}`, 0));
    expect(reading.metadata).toHaveLength(500);
    expect(reading.metadataLeftOut).toBeGreaterThan(0);
    expect(read(file(`{"__metadata__":{"k":"${"v".repeat(70_000)}"}}`, 0)).metadataLeftOut).toBe(1);
  });
  it("keeps at most 50 problems and 5 overlaps", () => {
    const same = Array.from({ length: 200 }, (_, index) => `"t${index}":${tensor("U8", [1], 0, 1)}`).join(",");
    expect(kinds(`{${same}}`, 1)).toHaveLength(5);
    const bad = Array.from({ length: 200 }, (_, index) => `"t${index}":1`).join(",");
    expect(kinds(`{${bad}}`)).toHaveLength(50);
  });
  it("reads only the header of a file of 2 GB", () => {
    const head = file(`{"w":${tensor("F32", [500_000_000], 0, 2_000_000_000)}}`, 0);
    let bytesRead = 0;
    const source: ByteSource = {
      size: head.length + 2_000_000_000,
      read: (offset, length) => {
        bytesRead += length;
        return head.subarray(offset, offset + length);
      },
    };
    expect(readSafetensors(source)).toMatchObject({ parameters: 500_000_000, problems: [] });
    expect(bytesRead).toBeLessThan(1000);
  });
  it("needs little memory for a header of 20 MB", () => {
    const entries: string[] = [];
    for (let index = 0; index < 200_000; index++)
      entries.push(`"model.layers.${index}.weight":{"dtype":"BF16","shape":[2,2],"data_offsets":[${index * 8},${index * 8 + 8}]}`);
    const bytes = file(`{${entries.join(",")}}`, 1_600_000);
    entries.length = 0;
    expect(read(bytes)).toMatchObject({ tensors: 200_000, parameters: 800_000, problems: [] });
  });
  it("never throws", () => {
    const base = file(`{"__metadata__":{"format":"pt"},"a":${tensor("F16", [2, 3], 0, 12)},"b":${tensor("F32", [3], 12, 24)}}`, 24);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(base.length), (edits, cut) => {
        const bytes = base.slice(0, Math.max(cut, 10));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        looksLikeSafetensors(bytes, bytes.length);
        read(bytes);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("looksLikeSafetensors", () => {
  const looks = (bytes: Uint8Array): boolean => looksLikeSafetensors(bytes, bytes.length);
  it("goes by content", () => {
    expect(looks(file("{}", 0))).toBe(true);
    expect(looks(file(`{"a":${tensor("U8", [1], 0, 1)}}`, 1, 1_000_000n))).toBe(true);
    expect(looks(encoder.encode('ABCDEFGH{"a": 1}'))).toBe(false);
    expect(looks(encoder.encode("{}"))).toBe(false);
    expect(looks(file("[]", 0))).toBe(false);
  });
});
