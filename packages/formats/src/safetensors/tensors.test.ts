import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { listSafetensors, readFloats } from "./tensors.ts";

function file(header: Record<string, unknown>, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

describe("listSafetensors", () => {
  const data = Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0x3c, 1, 0, 0, 0xfc, 0x80, 0x3f, 0x20, 0xc0);
  const source = bytesSource(
    file(
      {
        __metadata__: { format: "pt" },
        wide: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
        half: { dtype: "F16", shape: [3], data_offsets: [8, 14] },
        brain: { dtype: "BF16", shape: [2], data_offsets: [14, 18] },
      },
      data,
    ),
  );

  it("finds each tensor with its shape", () => {
    const tensors = listSafetensors(source);
    expect([...tensors.keys()]).toEqual(["wide", "half", "brain"]);
    expect(tensors.get("wide")?.shape).toEqual([2, 1]);
  });

  it.each([
    ["wide", [1, -2]],
    ["half", [1, 2 ** -24, Number.NEGATIVE_INFINITY]],
    ["brain", [1, -2.5]],
  ])("reads the numbers of %s", (name, expected) => {
    const tensor = listSafetensors(source).get(name);
    expect(tensor && [...readFloats(source, tensor)]).toEqual(expected);
  });

  it("refuses types that are no floats, and files that lie about their sizes", () => {
    const whole = bytesSource(file({ a: { dtype: "I64", shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)));
    const tensor = listSafetensors(whole).get("a");
    expect(() => tensor && readFloats(whole, tensor)).toThrow(/F32, F16 and BF16/);
    const short = bytesSource(file({ a: { dtype: "F32", shape: [9], data_offsets: [0, 36] } }, new Uint8Array(8)));
    expect(() => listSafetensors(short)).toThrow(/need 36 bytes and 8 are there/);
    expect(() => listSafetensors(bytesSource(new Uint8Array(3)))).toThrow();
  });
});
