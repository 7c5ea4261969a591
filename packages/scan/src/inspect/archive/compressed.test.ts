import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { joined } from "../../../../formats/src/archive/testing/build-zip.ts";
import { lzmaAloneFile, xzFile } from "../../../../formats/src/compression/testing/lzma-literals.ts";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";
import { linkLeaves, pathFault, shown } from "./member-path.ts";
import { HARMLESS, HOSTILE } from "./testing/payload.ts";

async function rulesOf(bytes: Uint8Array) {
  const { verdict, findings, complete, formats } = await inspectBytes(bytes, "file");
  return { verdict, complete, formats, rules: [...new Set(findings.map(({ rule }) => rule))].sort() };
}

const PACKERS: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ["gzip", gzipSync],
  ["zlib", deflateSync],
  ["zstd", zstdCompressSync],
  ["xz", (bytes) => xzFile(bytes, 4)],
  ["lzma", (bytes) => lzmaAloneFile(bytes, true)],
  ["joblib-zfile", (bytes) => joined([latin1(`ZF${`0x${bytes.length.toString(16)}`.padEnd(19)}`), new Uint8Array(deflateSync(bytes))])],
];

describe("compressed streams", () => {
  it.each(PACKERS)("looks into %s", async (format, pack) => {
    expect(await rulesOf(pack(HARMLESS))).toEqual({ verdict: "benign", complete: true, formats: [format, "pickle"], rules: [] });
    expect((await rulesOf(pack(HOSTILE))).verdict).toBe("malicious");
    expect((await rulesOf(joined([pack(HARMLESS), latin1("behind")]))).rules).toContain("unclaimed-bytes");
  });

  it.each(PACKERS)("is never benign for a %s that is cut off", async (_format, pack) => {
    const packed = pack(latin1(Array.from({ length: 100 }, (_, index) => (index * 7919) % 1009).join(" ")));
    for (let length = Math.ceil(packed.length / 2); length < packed.length; length++)
      expect(await rulesOf(packed.subarray(0, length))).toMatchObject({ verdict: "suspicious", complete: false });
  });

  it("acts on what comes before a damage, as loaders do", async () => {
    const wrong = new Uint8Array(gzipSync(HOSTILE));
    wrong[wrong.length - 8] = wrong[wrong.length - 8]! ^ 1;
    expect(await rulesOf(wrong)).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining(["archive-checksum"]) });
    expect((await rulesOf(gzipSync(HOSTILE).subarray(0, -9))).verdict).toBe("malicious");
  });

  it("does not take text for zlib", async () => {
    for (const text of ["x^2 + 3x + 1", "x\x9c", "x\x01", "x^2 is a polynomial; ".repeat(50)])
      expect((await rulesOf(latin1(text))).formats).toEqual([]);
  });

  it("takes a zlib stream without its end for one, when a pickle comes out", async () => {
    expect((await rulesOf(deflateSync(HOSTILE).subarray(0, -5))).verdict).toBe("malicious");
  });

  it("unwraps streams in streams in streams", async () => {
    let bytes: Uint8Array = HOSTILE;
    for (let layer = 0; layer < 20; layer++) bytes = layer % 2 === 0 ? gzipSync(bytes) : deflateSync(bytes);
    expect((await rulesOf(bytes)).verdict).toBe("malicious");
    for (let layer = 0; layer < 400; layer++) bytes = gzipSync(bytes);
    expect(await rulesOf(bytes)).toMatchObject({ verdict: "suspicious", complete: false });
  });

  it("calls bombs malicious, and streams that ask for gigabytes suspicious", async () => {
    expect((await rulesOf(gzipSync(new Uint8Array(80 * 1024 * 1024)))).rules).toContain("decompression-bomb");
    expect((await rulesOf(lzmaAloneFile(latin1("text"), true, 0x80000000))).rules).toEqual(["archive-memory"]);
  });

  it("tells a name that leaves the folder", async () => {
    const named = joined([
      Uint8Array.of(0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3),
      latin1("../../x\0"),
      new Uint8Array(gzipSync("x")).subarray(10),
    ]);
    expect((await rulesOf(named)).rules).toEqual(["archive-member-name"]);
  });
});

describe("paths of members", () => {
  it("knows which leave the folder", () => {
    for (const name of ["/x", "\\x", "//h/x", "C:/x", "c:\\x"]) expect(pathFault(name)).toBe("absolute");
    for (const name of ["../x", "a/../../x", "..", "a\\..\\..\\b", "../x\0y"]) expect(pathFault(name)).toBe("parent");
    expect(pathFault("a/../b")).toBe("through-parent");
    expect(pathFault("a\0b")).toBe("zero-byte");
    for (const name of ["a", "a/b", "./a", "a..b", "...", "/", "", "w:0.npy", "a//b"]) expect(pathFault(name)).toBeUndefined();
  });

  it("follows links from where they stand", () => {
    expect([
      linkLeaves("a/b", "../c"),
      linkLeaves("a/b", "../../c"),
      linkLeaves("l", "x"),
      linkLeaves("l", "/x"),
      linkLeaves("snapshots/1/x", "../../blobs/y"),
    ]).toEqual([false, true, false, true, false]);
  });

  it("shows names without letting them act", () => {
    expect(shown("a\u202eb\n\u0085")).toBe('"a\\u202eb\\n\\u0085"');
    expect(shown("x".repeat(500)).length).toBeLessThan(210);
  });
});
