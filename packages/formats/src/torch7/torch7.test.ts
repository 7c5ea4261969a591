import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter, latin1 } from "../testing/byte-writer.ts";
import { looksLikeTorch7, readTorch7 } from "./index.ts";

/** A table of one entry: a text and what follows. */
function table(key: string, fill: (writer: ByteWriter) => ByteWriter): Uint8Array {
  return fill(new ByteWriter().i32(3, 1, 1, 2, key.length).text(key)).done();
}

const tensor = (writer: ByteWriter, elements: number, declared = elements): ByteWriter =>
  writer
    .i32(4, 2, 3)
    .text("V 1")
    .i32(17)
    .text("torch.FloatTensor")
    .i32(1)
    .u64(elements, 1, 1)
    .i32(4, 3, 3)
    .text("V 1")
    .i32(18)
    .text("torch.FloatStorage")
    .u64(declared)
    .zeros(4 * elements);

describe("readTorch7", () => {
  it("reads tables, tensors and numbers to their end", () => {
    const bytes = table("w", (writer) => tensor(writer, 5));
    expect(looksLikeTorch7(bytes)).toBe(true);
    expect(readTorch7(bytesSource(bytes))).toMatchObject({
      encoding: "binary",
      classes: ["torch.FloatStorage", "torch.FloatTensor"],
      parameters: 5,
      functions: [],
      texts: [{ text: "w" }],
      end: bytes.length,
    });
  });

  it("tells functions and what their bytecode names", () => {
    const code = "\x1bLJ\x02\0os\0execute\0";
    const bytes = table("f", (writer) => writer.i32(8, 2, code.length).text(code).i32(0));
    expect(readTorch7(bytesSource(bytes)).functions).toMatchObject([{ bytes: code.length, names: ["execute"] }]);
  });

  it("reads the text form", () => {
    const text = "4\n1\n3\nV 1\n13\nnn.Sequential\n3\n2\n1\n2\n5\ntrain\n5\n1\n";
    expect(looksLikeTorch7(latin1(text))).toBe(true);
    expect(readTorch7(bytesSource(latin1(text)))).toMatchObject({ encoding: "ascii", classes: ["nn.Sequential"], end: text.length });
  });

  it("takes an object that was read before as read", () => {
    const bytes = table("self", (writer) => writer.i32(3, 1));
    expect(readTorch7(bytesSource(bytes)).end).toBe(bytes.length);
  });

  it("refuses what cannot be there, and nesting without end", () => {
    expect(() => readTorch7(bytesSource(table("w", (writer) => tensor(writer, 5, 2 ** 40))))).toThrow(
      expect.objectContaining({ code: "TRUNCATED", announced: 2 ** 42 }),
    );
    expect(() => readTorch7(bytesSource(table("w", (writer) => writer.i32(77))))).toThrow("no object of type 77");
    const deep = new ByteWriter();
    for (let level = 1; level < 5000; level++) deep.i32(3, level, 1, 1).f64(0);
    expect(() => readTorch7(bytesSource(deep.done()))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    expect(() => readTorch7(bytesSource(latin1("4\n1\n3\nV 1\n99999999\nnn")))).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
  });

  it("is not claimed by other bytes", () => {
    for (const text of ["", "3\nhello\n", "4\n4\n4\n", "\x03\0\0\0\x01\0\0\0\0\0\0\0"]) expect(looksLikeTorch7(latin1(text))).toBe(false);
    expect(looksLikeTorch7(new ByteWriter().i32(3, 2, 9, 2, 4).text("abcd").done())).toBe(false);
  });
});
