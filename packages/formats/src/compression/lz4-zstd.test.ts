import { randomBytes } from "node:crypto";
import { constants, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isLz4 } from "./lz4.ts";
import { damagedEverywhere, decoded } from "./testing/decoded.ts";
import { XxHash32 } from "./xxhash32.ts";
import { XxHash64 } from "./zstd/xxhash64.ts";
import { isZstd } from "./zstd/zstd.ts";

function little(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

interface FramePlan {
  readonly blocks: readonly { readonly bytes: Uint8Array; readonly stored?: boolean }[];
  readonly content?: string;
  readonly size?: number;
  readonly blockChecksums?: boolean;
}

function lz4Frame({ blocks, content, size, blockChecksums = false }: FramePlan): Buffer {
  const flags = 0x40 | (blockChecksums ? 0x10 : 0) | (size === undefined ? 0 : 8) | (content === undefined ? 0 : 4);
  const descriptor = Buffer.concat([Buffer.from([flags, 0x70]), ...(size === undefined ? [] : [little(size), little(0)])]);
  return Buffer.concat([
    little(0x184d2204),
    descriptor,
    Buffer.from([(new XxHash32().update(descriptor).digest() >>> 8) & 255]),
    ...blocks.flatMap(({ bytes, stored }) => [
      little(bytes.length + (stored === true ? 2 ** 31 : 0)),
      bytes,
      ...(blockChecksums ? [little(new XxHash32().update(bytes).digest())] : []),
    ]),
    little(0),
    ...(content === undefined ? [] : [little(new XxHash32().update(Buffer.from(content)).digest())]),
  ]);
}

/** Four literals, a match of 9 bytes at distance 4, then two literals. */
const BLOCK = Buffer.from([0x45, ...Buffer.from("abcd"), 4, 0, 0x20, ...Buffer.from("yz")]);
const TEXT = "abcdabcdabcdayz";

describe("lz4", () => {
  it("reads packed and stored blocks with all checks", () => {
    const frame = lz4Frame({
      blocks: [{ bytes: BLOCK }, { bytes: Buffer.from("plain"), stored: true }],
      content: `${TEXT}plain`,
      size: TEXT.length + 5,
      blockChecksums: true,
    });
    expect(decoded("lz4", frame)).toMatchObject({ text: `${TEXT}plain`, verified: true, consumed: frame.length });
  });

  it("lets matches of linked blocks reach back", () => {
    const back = Buffer.from([0x01, 15, 0, 0x10, 0x21]);
    expect(decoded("lz4", lz4Frame({ blocks: [{ bytes: BLOCK }, { bytes: back }] })).text).toBe(`${TEXT}abcda!`);
  });

  it("reads long lengths", () => {
    const long = Buffer.from([0xff, 255, 0, ...Buffer.alloc(270, 0x61), 1, 0, 255, 255, 3, 0x00]);
    expect(decoded("lz4", lz4Frame({ blocks: [{ bytes: long }] })).text).toBe("a".repeat(270 + 15 + 4 + 513));
  });

  it("reads frames, skippable ones and legacy ones one after another", () => {
    const skippable = Buffer.concat([little(0x184d2a53), little(3), Buffer.from("xyz")]);
    const legacy = Buffer.concat([little(0x184c2102), little(BLOCK.length), BLOCK]);
    const all = Buffer.concat([skippable, lz4Frame({ blocks: [{ bytes: BLOCK }] }), legacy]);
    expect(isLz4(all)).toBe(true);
    expect(decoded("lz4", all)).toMatchObject({ text: TEXT + TEXT, streams: 3, consumed: all.length });
    expect(decoded("lz4", Buffer.concat([lz4Frame({ blocks: [{ bytes: BLOCK }] }), Buffer.from("tail")])).problem).toBeUndefined();
  });

  it.each([
    ["a match before the data", [0x04, 9, 0, 0], /does not fit/],
    ["a distance of zero", [0x14, 0x61, 0, 0, 0], /does not fit/],
    ["literals beyond the block", [0xf0, 255, 255], /beyond its block/],
  ])("refuses %s", (_what, bytes, message) => {
    expect(decoded("lz4", lz4Frame({ blocks: [{ bytes: Uint8Array.from(bytes) }] })).problem?.message).toMatch(message);
  });

  it("tells wrong checks and lengths", () => {
    expect(decoded("lz4", lz4Frame({ blocks: [{ bytes: BLOCK }], content: "other" })).problem?.message).toMatch(/checksum/);
    expect(decoded("lz4", lz4Frame({ blocks: [{ bytes: BLOCK }], size: 3 })).problem?.message).toMatch(/as long as/);
    damagedEverywhere("lz4", lz4Frame({ blocks: [{ bytes: BLOCK }], content: TEXT, blockChecksums: true }));
  });

  it("hashes like the reference", () => {
    expect(new XxHash32().digest()).toBe(0x02cc5d05);
    expect(new XxHash32().update(Buffer.from("abc")).digest()).toBe(0x32d153ff);
    expect(
      new XxHash32()
        .update(Buffer.from("abc".repeat(10)))
        .update(Buffer.from("abc".repeat(10)))
        .digest(),
    ).toBe(new XxHash32().update(Buffer.from("abc".repeat(20))).digest());
  });
});

describe("zstd", () => {
  const words = Array.from({ length: 4000 }, (_, index) => ["tensor", "weight", "bias", "layer", String(index * 7919)][index % 5]).join(
    " ",
  );
  const samples = [
    Buffer.alloc(0),
    Buffer.from("a"),
    Buffer.alloc(500_000, 7),
    Buffer.from(words),
    randomBytes(300_000),
    Buffer.concat([randomBytes(1000), Buffer.from(words), randomBytes(1000), Buffer.from(words)]),
  ];

  it.each([1, 3, 9, 19])("reads what level %d writes", (level) => {
    for (const sample of samples) {
      const packed = zstdCompressSync(sample, {
        params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
      });
      const result = decoded("zstd", packed);
      expect(result).toMatchObject({ consumed: packed.length, verified: true });
      expect(result.text === sample.toString("latin1")).toBe(true);
    }
  });

  it("reads frames one after another, over skippable ones", () => {
    const skippable = Buffer.concat([little(0x184d2a50), little(2), Buffer.from("xy")]);
    const all = Buffer.concat([skippable, zstdCompressSync("one "), skippable, zstdCompressSync("two")]);
    expect(isZstd(all)).toBe(true);
    expect(isLz4(all)).toBe(false);
    expect(decoded("zstd", all)).toMatchObject({ text: "one two", streams: 4, consumed: all.length });
  });

  it("tells a wrong checksum, a large window and a dictionary", () => {
    const packed = zstdCompressSync("hello hello hello", { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    packed[packed.length - 1]! ^= 1;
    expect(decoded("zstd", packed)).toMatchObject({ text: "hello hello hello", problem: { kind: "checksum" } });
    const window = Buffer.concat([little(0xfd2fb528), Buffer.from([0, 21 << 3, 1 | (1 << 3), 0, 0, 0x61])]);
    expect(decoded("zstd", window).demand).toMatch(/2048 MB/);
    const dictionary = Buffer.concat([little(0xfd2fb528), Buffer.from([0x21, 5, 0, 1, 0, 0])]);
    expect(decoded("zstd", dictionary).problem?.kind).toBe("unsupported");
  });

  it("ends with a result wherever a stream is damaged or cut", () => {
    const packed = zstdCompressSync(words.slice(0, 700), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    const { accepted, results } = damagedEverywhere("zstd", packed);
    expect(accepted).toBeLessThan(results / 100);
  });

  it("hashes like the reference", () => {
    expect(new XxHash64().digest()).toBe(0xef46db3751d8e999n);
    const hash = new XxHash64();
    hash.update(Buffer.from("abc"));
    expect(hash.digest()).toBe(0x44bc2cf5ad770999n);
  });
});
