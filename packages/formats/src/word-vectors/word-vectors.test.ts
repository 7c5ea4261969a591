import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter, latin1 } from "../testing/byte-writer.ts";
import { looksLikeFasttext, looksLikeWord2vec, readFasttext, readWord2vec } from "./index.ts";

interface Changes {
  readonly size?: number;
  readonly words?: number;
  readonly rows?: number;
  readonly version?: number;
}

function fasttext({ size = 2, words = 1, rows = 3, version = 12 }: Changes = {}): Uint8Array {
  const writer = new ByteWriter().i32(793_712_314, version, 2).zeros(28).i32(2).zeros(20);
  writer.i32(size, words, 1).u64(10).u64(-1);
  writer.text("hello\0").u64(5).u8(0).text("__label__a\0").u64(5).u8(1);
  return writer
    .u8(0)
    .u64(rows, 2)
    .zeros(3 * 2 * 4)
    .u8(0)
    .u64(1, 2)
    .zeros(8)
    .done();
}

describe("readFasttext", () => {
  it("reads an honest model to its end", () => {
    const bytes = fasttext();
    expect(looksLikeFasttext(bytes)).toBe(true);
    expect(readFasttext(bytesSource(bytes))).toEqual({
      version: 12,
      dimension: 2,
      words: 1,
      labels: 1,
      quantised: false,
      problems: [],
      end: bytes.length,
    });
  });

  it("tells counts that differ, and refuses what cannot be there", () => {
    expect(readFasttext(bytesSource(fasttext({ words: 2 }))).problems).not.toEqual([]);
    expect(() => readFasttext(bytesSource(fasttext({ size: 2 ** 31 - 1 })))).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
    expect(() => readFasttext(bytesSource(fasttext({ rows: 2 ** 50 })))).toThrow(expect.objectContaining({ announced: 2 ** 53 }));
    expect(() => readFasttext(bytesSource(fasttext({ rows: -1 })))).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
    expect(() => readFasttext(bytesSource(fasttext({ version: 99 })))).toThrow("version 99");
  });
});

describe("readWord2vec", () => {
  const binary = (words: number): Uint8Array =>
    new ByteWriter().text(`${words} 2\n`).text("cat ").f32(1, 2).text("\ndog ").f32(3, 4).text("\n").done();
  it("reads both forms to their end", () => {
    expect(looksLikeWord2vec(bytesSource(binary(2)))).toBe(true);
    expect(readWord2vec(bytesSource(binary(2)))).toEqual({
      encoding: "binary",
      words: 2,
      dimension: 2,
      problems: [],
      end: binary(2).length,
    });
    const text = latin1("2 3\ncat 1 -2 3e-1\ndog 4 5 6\n");
    expect(looksLikeWord2vec(bytesSource(text))).toBe(true);
    expect(readWord2vec(bytesSource(text))).toMatchObject({ encoding: "text", words: 2, problems: [], end: text.length });
  });

  it("tells lines and counts that do not fit", () => {
    expect(readWord2vec(bytesSource(latin1("3 3\ncat 1 2 3\ndog 4 5 x\n"))).problems).toHaveLength(2);
    expect(() => readWord2vec(bytesSource(binary(900_000_000)))).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 9e9 }));
  });

  it("is not claimed by other bytes", () => {
    for (const text of ["", "2 3", "1 2\n", "hello world\n", "12 3\nline of text\n"])
      expect(looksLikeWord2vec(bytesSource(latin1(text))), text).toBe(false);
  });
});
