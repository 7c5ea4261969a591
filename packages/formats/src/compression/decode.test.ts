import { randomBytes } from "node:crypto";
import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { CODECS } from "./codecs.ts";
import { DEFAULT_DECODE_LIMITS, decode } from "./decode.ts";

const MEGABYTE = 1024 * 1024;
const small = { ...DEFAULT_DECODE_LIMITS, memory: MEGABYTE };

/** Five megabytes that repeat only far apart, so that offsets show. */
const large = Buffer.concat(Array.from({ length: 80 }, (_, index) => Buffer.concat([Buffer.alloc(4, index), randomBytes(60_000)])));

describe("decode", () => {
  it("holds small output whole", () => {
    const { source, consumed, problem, streams } = decode(CODECS.gzip, { source: bytesSource(gzipSync("hello")) });
    expect({ text: Buffer.from(source.read(0, 99)).toString(), streams, problem }).toEqual({
      text: "hello",
      streams: 1,
      problem: undefined,
    });
    expect(consumed).toBe(gzipSync("hello").length);
    expect(source.read(-5, 3)).toHaveLength(3);
    expect(source.read(9, 3)).toHaveLength(0);
  });

  it("decodes large output again where it is read, forwards, backwards and at its ends", () => {
    const packed = deflateRawSync(large);
    let made = 0;
    let again = 0;
    const spend = (bytes: number, repeated: boolean): void => {
      if (repeated) again += bytes;
      else made += bytes;
    };
    const { source, problem } = decode(CODECS.deflate, { source: bytesSource(packed) }, { ...small, spend });
    expect(problem).toBeUndefined();
    expect([source.size, made, again]).toEqual([large.length, large.length, 0]);
    // The ends are held.
    expect(Buffer.compare(source.read(0, 1000), large.subarray(0, 1000))).toBe(0);
    expect(Buffer.compare(source.read(large.length - 1000, 5000), large.subarray(-1000))).toBe(0);
    expect(again).toBe(0);
    for (const [offset, length] of [
      [3_000_000, 200_000],
      [4_500_000, 10],
      [1_000_000, 300_000],
      [500_000, 4_000_000],
    ] as const)
      expect(Buffer.compare(source.read(offset, length), large.subarray(offset, offset + length))).toBe(0);
    expect(again).toBeGreaterThan(0);
  });

  it("holds only a window of output that is read once", () => {
    const zeros = deflateRawSync(Buffer.alloc(200 * MEGABYTE));
    const before = process.memoryUsage().arrayBuffers;
    const { source } = decode(CODECS.deflate, { source: bytesSource(zeros) }, small);
    expect(source.size).toBe(200 * MEGABYTE);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MEGABYTE);
  });

  it("keeps what came out before an error and says where it is", () => {
    // A stored block, then one of the reserved kind.
    const blocks = Uint8Array.of(0, 5, 0, 250, 255, ...Buffer.from("hello"), 7);
    const broken = decode(CODECS.deflate, { source: bytesSource(blocks) });
    expect(broken.problem).toMatchObject({ kind: "malformed", offset: 11 });
    expect(Buffer.from(broken.source.read(0, 99)).toString()).toBe("hello");
    const packed = gzipSync(large.subarray(0, 500_000));
    const cut = decode(CODECS.gzip, { source: bytesSource(packed.subarray(0, 5000)) });
    expect(cut.problem).toMatchObject({ kind: "truncated", offset: 5000 });
    expect(cut.source.size).toBeGreaterThan(0);
  });

  it("reads large output up to the error that ended it", () => {
    const packed = deflateRawSync(large).subarray(0, 4_000_000);
    const { source, problem } = decode(CODECS.deflate, { source: bytesSource(packed) }, small);
    expect(problem?.kind).toBe("truncated");
    expect(Buffer.compare(source.read(2_000_000, 100_000), large.subarray(2_000_000, 2_100_000))).toBe(0);
    expect(source.read(source.size - 10, 100)).toHaveLength(10);
  });

  it("stops at the limit of output, and where spending throws", () => {
    const zeros = deflateRawSync(Buffer.alloc(8 * MEGABYTE));
    expect(decode(CODECS.deflate, { source: bytesSource(zeros) }, { ...small, output: MEGABYTE }).problem?.kind).toBe("limit");
    const spend = (): void => {
      throw new RangeError("spent");
    };
    expect(() => decode(CODECS.deflate, { source: bytesSource(zeros) }, { ...small, spend })).toThrow("spent");
  });

  it("takes a range of a source and reads nothing outside of it", () => {
    const packed = gzipSync("inside");
    const file = Buffer.concat([Buffer.alloc(100, 1), packed, Buffer.alloc(100, 2)]);
    const reads: number[] = [];
    const source: ByteSource = {
      size: file.length,
      read: (offset, length) => {
        reads.push(offset, offset + length);
        return file.subarray(offset, offset + length);
      },
    };
    const decoded = decode(CODECS.gzip, { source, start: 100, end: 100 + packed.length });
    expect(Buffer.from(decoded.source.read(0, 10)).toString()).toBe("inside");
    expect(Math.min(...reads)).toBe(100);
    expect(Math.max(...reads)).toBeLessThanOrEqual(100 + packed.length);
  });
});
