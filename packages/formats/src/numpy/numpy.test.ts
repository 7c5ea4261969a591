import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { type NumpyReading, readNumpy } from "./index.ts";

function npy(header: string, data = 0, version = 1, length?: number): Uint8Array {
  const text = Uint8Array.from(header, (char) => char.charCodeAt(0));
  const start = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + text.length + data);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, length ?? text.length, true);
  else view.setUint32(8, length ?? text.length, true);
  bytes.set(text, start);
  return bytes;
}
const header = (descr: string, shape: string): string => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;
const read = (bytes: Uint8Array): NumpyReading => readNumpy(bytesSource(bytes));
const kinds = (bytes: Uint8Array): readonly string[] => read(bytes).problems.map(({ kind }) => kind);
const size = (descr: string): number | undefined => {
  const { dataStart, dataEnd, object } = read(npy(header(descr, "()"), 100_000));
  return object === true ? -1 : dataEnd === undefined ? undefined : dataEnd - dataStart;
};

describe("readNumpy", () => {
  it.each([1, 2, 3])("reads version %d", (version) => {
    const bytes = npy(header("'<f4'", "(3, 4)"), 48, version);
    expect(read(bytes)).toMatchObject({
      version,
      descr: "<f4",
      shape: [3, 4],
      object: false,
      fortranOrder: false,
      dataEnd: bytes.length,
      problems: [],
    });
  });
  it.each<[string, number]>([
    ["'<f8'", 8],
    ["'|b1'", 1],
    ["'>c16'", 16],
    ["'|S7'", 7],
    ["'<U3'", 12],
    ["'<M8[ns]'", 8],
    ["'<m8[25us]'", 8],
    ["'|V9'", 9],
    ["'float32'", 4],
    ["'d'", 8],
    ["[('a', '<i4'), ('b', '<f8', (2, 3))]", 52],
    ["[(('title', 'a'), '|u1'), ('', '|V3')]", 4],
    ["[('a', [('b', '<i2'), ('c', '<i2')])]", 4],
    ["('<i4', (2, 2))", 16],
  ])("the size of %s", (descr, expected) => expect(size(descr)).toBe(expected));
  it.each(["'|O'", "'O'", "'|O8'", "'object'", "[('a', '<i4'), ('b', 'O')]", "[('a', [('b', '|O4')])]", "('O', (2,))", "'i4,O'"])(
    "%s holds objects",
    (descr) => expect(size(descr)).toBe(-1),
  );
  it.each([
    "'i4,f8'",
    "'<x9'",
    "'(2,3)f4'",
    "{'names': ['a'], 'formats': ['O']}",
    "5",
    "[1, 2]",
    "[('a',)]",
    "[(1, 'f4')]",
    "None",
    "'<f4[ns]'",
    "b'f4'",
  ])("%s is not understood", (descr) => {
    expect(read(npy(header(descr, "()"), 8)).object).toBeUndefined();
    expect(kinds(npy(header(descr, "()"), 8))).toEqual(["type-unknown"]);
  });
  it.each<[string, Uint8Array, readonly string[]]>([
    ["missing data", npy(header("'<f4'", "(3,)"), 11), ["data-truncated"]],
    ["an array of terabytes", npy(header("'<f8'", "(1000000000000,)"), 16), ["shape-forged"]],
    ["an array that overflows", npy(header("'<f8'", "(4294967296, 4294967296, 4294967296)"), 16), ["shape-forged"]],
    ["a call", npy(header("'<f4'", "(__import__('os').system('id'),)"), 0), ["header-call"]],
    ["an expression", npy(header("'<f4'", "(2 * 3,)"), 24), ["header-syntax"]],
    ["a list for a header", npy("[1, 2]"), ["header-syntax"]],
    ["a missing key", npy("{'descr': '<f4', 'shape': (1,)}", 4), ["header-keys"]],
    ["one key more", npy("{'descr': '<f4', 'shape': (1,), 'fortran_order': False, 'code': 'x'}", 4), ["header-keys"]],
    ["a key given twice", npy("{'descr': '<f4', 'descr': '|O', 'shape': (1,), 'fortran_order': False}", 4), ["header-keys"]],
    ["a negative size", npy(header("'<f4'", "(-1,)"), 4), ["shape-odd"]],
    ["a shape that is none", npy(header("'<f4'", "'x'"), 4), ["shape-odd"]],
    ["a header beyond the end", npy(header("'<f4'", "(1,)"), 0, 1, 9000), ["header-truncated", "data-truncated"]],
    ["a header of gigabytes", npy(header("'<f4'", "(1,)"), 4, 2, 0xffff_ffff), ["header-truncated", "header-syntax"]],
    ["a header over the limit of numpy", npy(header("'<f4'", "(1,)").padEnd(12_000), 4), ["header-long"]],
    ["signs without end", npy(header(`${"-".repeat(60_000)}1`, "(1,)"), 4), ["header-long", "header-crash", "header-syntax"]],
    ["some signs", npy(header(`${"-".repeat(9000)}1`, "(1,)"), 4), ["header-syntax"]],
    [
      "brackets without end",
      npy(header(`${"[".repeat(30_000)}${"]".repeat(30_000)}`, "(1,)"), 4),
      ["header-long", "header-crash", "header-syntax"],
    ],
    ["too many dimensions", npy(header("'|u1'", `(${"1,".repeat(70)})`), 1), ["shape-odd"]],
    ["an order that is none", npy("{'descr': '|u1', 'fortran_order': 'x', 'shape': (1,)}", 1), ["header-keys"]],
    ["an unknown version", npy(header("'<f4'", "(1,)"), 4, 9), ["version"]],
    ["nothing behind the magic", npy("").subarray(0, 9), ["header-truncated", "header-syntax"]],
  ])("names %s", (_, bytes, expected) => expect(kinds(bytes)).toEqual(expected));

  it("passes over comments", () => {
    const bytes = npy("{'descr': '<f4', # 'descr': '|O'\n 'fortran_order': False, 'shape': (1,)}", 4);
    expect(read(bytes)).toMatchObject({ object: false, problems: [], dataEnd: bytes.length });
  });
  it("leaves what follows to the caller", () => {
    const first = npy(header("'|u1'", "(3,)"), 3);
    const both = new Uint8Array([...first, ...npy(header("'|O'", "(1,)"), 5)]);
    const { dataEnd } = read(both);
    expect(dataEnd).toBe(first.length);
    expect(readNumpy(bytesSource(both), first.length)).toMatchObject({ object: true, dataEnd: undefined });
  });
  it("takes the last of two types, as Python does", () => {
    expect(read(npy("{'descr': '<f4', 'shape': (1,), 'fortran_order': False, 'descr': '|O'}", 4)).object).toBe(true);
  });
  it("never throws", () => {
    const base = npy(header("[('a', '<i4'), ('b', '<f8', (2, 3))]", "(3, 4)"), 48);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(base.length), (edits, cut) => {
        const bytes = base.slice(0, Math.max(cut, 8));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        read(bytes);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
