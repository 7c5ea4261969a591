import { constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { adler32 } from "./adler32.ts";
import { decode } from "./decode.ts";
import { inflate64 } from "./deflate.ts";
import { isGzip } from "./gzip.ts";
import { isJoblibZfile } from "./joblib-zfile.ts";
import { damagedEverywhere, decoded } from "./testing/decoded.ts";
import { isZlib } from "./zlib.ts";

const TEXT = "the quick brown fox jumps over the lazy dog, ".repeat(200);

describe("deflate", () => {
  it("reads stored, fixed and dynamic blocks", () => {
    for (const options of [
      { level: 0 },
      { strategy: constants.Z_FIXED },
      { level: 9 },
      { strategy: constants.Z_HUFFMAN_ONLY },
      { strategy: constants.Z_RLE },
    ])
      expect(decoded("deflate", deflateRawSync(TEXT, options))).toMatchObject({ text: TEXT });
  });

  it("gives back bytes that were read ahead", () => {
    const packed = deflateRawSync("x");
    const result = decoded("deflate", Buffer.concat([packed, Buffer.from("after")]));
    expect(result).toMatchObject({ text: "x", consumed: packed.length });
  });

  it.each([
    ["a reserved block", [0b111], /reserved/],
    ["a length that is not confirmed", [1, 1, 0, 0, 0], /not confirmed/],
    ["a match before the data", [3, 2, 0], /before the data/],
    ["a code that is not complete", [5, 0xc0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], /code/],
  ])("refuses %s", (_what, bytes, message) => {
    expect(decoded("deflate", Uint8Array.from(bytes)).problem?.message).toMatch(message);
  });

  it("says that a stream is cut off, at every place", () => {
    const packed = deflateRawSync(TEXT);
    for (let length = 0; length < packed.length; length++)
      expect(decoded("deflate", packed.subarray(0, length)).problem?.kind).toBe("truncated");
  });
});

describe("deflate64", () => {
  /** Bits of a fixed block: codes with their highest bit first, numbers with their lowest. */
  function fixedBlock(...fields: readonly (readonly [kind: "code" | "number", value: number, width: number])[]): Uint8Array {
    const bits = [1, 1, 0];
    for (const [kind, value, width] of fields)
      for (let index = 0; index < width; index++) bits.push((value >> (kind === "code" ? width - 1 - index : index)) & 1);
    return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
      bits.slice(8 * at, 8 * at + 8).reduce((byte, bit, index) => byte | (bit << index), 0),
    );
  }

  it("has long matches and far distances", () => {
    // Literal "a"; length 285 with 60,000 further bytes at distance 1; length 3 at distance 49153 + 5 (code 30); end.
    const packed = fixedBlock(
      ["code", 0x30 + 97, 8],
      ["code", 0b11000101, 8],
      ["number", 60_000, 16],
      ["code", 0, 5],
      ["code", 1, 7],
      ["code", 30, 5],
      ["number", 5, 14],
      ["code", 0, 7],
    );
    const wide = decode(inflate64, { source: bytesSource(packed) });
    expect(wide.problem).toBeUndefined();
    expect(Buffer.from(wide.source.read(0, 1e6)).equals(Buffer.alloc(1 + 60_003 + 3, "a"))).toBe(true);
    expect(decoded("deflate", packed).text).not.toHaveLength(60_007);
  });

  it("reads what has neither like deflate", () => {
    const packed = deflateRawSync(TEXT.slice(0, 120), { level: 9 });
    const { source } = decode(inflate64, { source: bytesSource(packed) });
    expect(Buffer.from(source.read(0, 1e6)).toString()).toBe(TEXT.slice(0, 120));
  });
});

describe("gzip", () => {
  it("reads members one after another, and zeros behind them", () => {
    const two = Buffer.concat([gzipSync("one "), gzipSync("two"), Buffer.alloc(10)]);
    expect(decoded("gzip", two)).toMatchObject({ text: "one two", streams: 2, verified: true, consumed: two.length });
  });

  it("leaves what follows and is no member", () => {
    const packed = gzipSync("one");
    const result = decoded("gzip", Buffer.concat([packed, Buffer.alloc(4), Buffer.from("tail")]));
    expect(result).toMatchObject({ text: "one", consumed: packed.length });
    expect(result.problem).toBeUndefined();
  });

  it("reads all optional parts of the header", () => {
    const body = gzipSync("body").subarray(10);
    const head = Buffer.concat([
      Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0]),
      Buffer.from("xyzname\0comment\0"),
      Buffer.from([1, 2]),
    ]);
    expect(decoded("gzip", Buffer.concat([head, body]))).toMatchObject({ text: "body", name: "name", verified: true });
  });

  it("tells a wrong checksum and a wrong length", () => {
    const packed = gzipSync("body");
    packed[packed.length - 8]! ^= 1;
    expect(decoded("gzip", packed)).toMatchObject({
      text: "body",
      verified: false,
      problem: { kind: "checksum", offset: packed.length - 8 },
    });
    const other = gzipSync("body");
    other[other.length - 1]! ^= 1;
    expect(decoded("gzip", other).problem?.message).toMatch(/length/);
  });

  it("takes no damage for the right content", () => {
    // What no checksum covers: flags for text, time and level, operating system, the reserved flags.
    expect(damagedEverywhere("gzip", gzipSync("abcabcabc")).accepted).toBeLessThanOrEqual(8 * 7);
  });

  it("knows its magic", () => {
    expect(isGzip(gzipSync(""))).toBe(true);
    expect(isGzip(Uint8Array.of(0x1f, 0x8b, 7))).toBe(false);
  });
});

describe("zlib", () => {
  it("reads streams one after another", () => {
    expect(decoded("zlib", Buffer.concat([deflateSync("one "), deflateSync("two")]))).toMatchObject({
      text: "one two",
      streams: 2,
      verified: true,
    });
  });

  it("tells a wrong checksum, a preset dictionary and what is no header", () => {
    const packed = deflateSync("body");
    packed[packed.length - 1]! ^= 1;
    expect(decoded("zlib", packed)).toMatchObject({ text: "body", problem: { kind: "checksum" } });
    expect(decoded("zlib", deflateSync("body", { dictionary: Buffer.from("body") })).problem?.kind).toBe("unsupported");
    expect(decoded("zlib", Buffer.from("text")).problem?.kind).toBe("malformed");
    expect(isZlib(Buffer.from("x^2"))).toBe(true);
    expect(isZlib(Buffer.from("xy"))).toBe(false);
  });

  it("sums like the reference, over pieces", () => {
    expect(adler32(Buffer.from("Wikipedia"))).toBe(0x11e60398);
    const bytes = Buffer.alloc(100_000, 0xff);
    expect(adler32(bytes.subarray(5000), adler32(bytes.subarray(0, 5000)))).toBe(adler32(bytes));
  });
});

describe("joblib before 0.10", () => {
  const head = (length: string): Buffer => Buffer.from(`ZF${length.padEnd(19)}`);

  it("reads the length and the stream, with or without a blank between them", () => {
    const body = deflateSync("pickle");
    expect(decoded("joblib-zfile", Buffer.concat([head("0x6"), body]))).toMatchObject({ text: "pickle", verified: true });
    expect(decoded("joblib-zfile", Buffer.concat([head("0x6"), Buffer.from(" "), body]))).toMatchObject({ text: "pickle" });
    expect(decoded("joblib-zfile", Buffer.concat([head("0x7"), body])).problem?.message).toMatch(/head says 7/);
  });

  it("takes every number that Python takes", () => {
    for (const number of ["6", "0X6", "0x_6", "+0x0_6", "  6"])
      expect(isJoblibZfile(Buffer.concat([head(number), deflateSync("x")]))).toBe(true);
    for (const number of ["x6", "0x", "6g", "--6", "0x6L", "_6"])
      expect(isJoblibZfile(Buffer.concat([head(number), deflateSync("x")]))).toBe(false);
  });
});
