import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { readFloatTensors, writeFloatTensors } from "./float-tensors.ts";

const tensors = new Map([
  ["layer.weight", { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, -6.5) }],
  ["bias", { shape: [2], values: Float32Array.of(0.25, Number.NaN) }],
  ["__proto__", { shape: [], values: Float32Array.of(7) }],
]);

/** numpy's format, version 1. */
function npy(descr: string, fortran: boolean, shape: string, data: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }`.padEnd(117);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), Uint8Array.of(118, 0), Buffer.from(`${header}\n`), data]);
}

describe("tensors as floats", () => {
  it("come back as they were written", () => {
    const read = readFloatTensors(bytesSource(writeFloatTensors(tensors)));
    expect([...read.keys()].sort()).toEqual(["__proto__", "bias", "layer.weight"]);
    for (const [name, tensor] of tensors) expect(read.get(name)).toEqual(tensor);
  });

  it("are read from numpy, in either order of bytes and axes", () => {
    const doubles = new Uint8Array(Float64Array.of(1, 2, 3, 4, 5, 6).buffer);
    const of = (bytes: Uint8Array): readonly number[] => [...([...readFloatTensors(bytesSource(bytes)).values()][0]?.values ?? [])];
    expect(of(npy("<f8", false, "(2, 3)", doubles))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(of(npy("<f8", true, "(2, 3)", doubles))).toEqual([1, 3, 5, 2, 4, 6]);
    expect(of(npy(">f4", false, "(2,)", Uint8Array.of(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0)))).toEqual([1, -2]);
  });

  it("are refused where they are none, too many, or the file is broken", () => {
    expect(() => readFloatTensors(bytesSource(npy("<i8", false, "(1,)", new Uint8Array(8))))).toThrow(/type/);
    expect(() => readFloatTensors(bytesSource(writeFloatTensors(tensors)), 5)).toThrow(/more than 5/);
    expect(() => readFloatTensors(bytesSource(new Uint8Array(0)))).toThrow();
    expect(() => readFloatTensors(bytesSource(Buffer.from("hello")))).toThrow();
    expect(() => readFloatTensors(bytesSource(writeFloatTensors(tensors).subarray(0, 60)))).toThrow();
  });
});
