import { describe, expect, it } from "vitest";
import { Crc64 } from "./crc64.ts";
import { isLzmaAlone } from "./lzma-alone.ts";
import { lzma2Dictionary } from "./lzma2.ts";
import { damagedEverywhere, decoded } from "./testing/decoded.ts";
import { lzmaAloneFile, xzFile } from "./testing/lzma-literals.ts";
import { isXz } from "./xz.ts";

const TEXT = "LZMA decodes literals by the byte before them. ".repeat(40);
const BYTES = Buffer.from(TEXT);
// Made by XZ Utils 5.4: printf 'hello hello hello hello hello' | xz --format=lzma | base64
const MATCHES = Buffer.from("XQAAgAD//////////wA0GUnujelXOs+uK///+8VAAA==", "base64");

describe("lzma-alone", () => {
  it("reads literals with a known length and with an end marker", () => {
    for (const marker of [false, true]) expect(decoded("lzma", lzmaAloneFile(BYTES, marker))).toMatchObject({ text: TEXT });
    expect(decoded("lzma", lzmaAloneFile(BYTES, true)).consumed).toBe(lzmaAloneFile(BYTES, true).length);
  });

  it("says what it asks of the machine", () => {
    expect(decoded("lzma", lzmaAloneFile(BYTES, true, 2 ** 31)).demand).toMatch(/2048 MB/);
    expect(decoded("lzma", lzmaAloneFile(BYTES, true)).demand).toBeUndefined();
  });

  it("has no magic, but a header that junk does not have", () => {
    expect(isLzmaAlone(lzmaAloneFile(BYTES, true))).toBe(true);
    expect(isLzmaAlone(new Uint8Array(100))).toBe(false);
    const odd = lzmaAloneFile(BYTES, true);
    odd[1] = 3;
    expect(isLzmaAlone(odd)).toBe(false);
    expect(isLzmaAlone(Buffer.from("]is text that begins with a bracket"))).toBe(false);
  });

  it("ends with a problem where the stream is cut or damaged", () => {
    const { accepted, results } = damagedEverywhere("lzma", lzmaAloneFile(BYTES.subarray(0, 30), true));
    expect(accepted).toBeLessThan(results / 4);
    expect(decoded("lzma", lzmaAloneFile(BYTES, false).subarray(0, 100)).problem?.kind).toBe("truncated");
    const longer = lzmaAloneFile(BYTES, true);
    longer.fill(0, 5, 13);
    longer[6] = 0x80;
    expect(decoded("lzma", longer).problem?.message).toMatch(/before its declared length/);
    const bad = lzmaAloneFile(BYTES, true);
    bad[13] = 1;
    expect(decoded("lzma", bad).problem?.message).toMatch(/zero byte/);
  });
});

describe("xz", () => {
  it.each([0, 1, 4] as const)("reads packed and plain chunks with check %d", (check) => {
    for (const packed of [true, false])
      expect(decoded("xz", xzFile(BYTES, check, packed))).toMatchObject({
        text: TEXT,
        verified: true,
        consumed: xzFile(BYTES, check, packed).length,
      });
  });

  it("reads streams one after another with padding between them", () => {
    const both = Buffer.concat([xzFile(BYTES, 4), new Uint8Array(8), xzFile(BYTES, 1), new Uint8Array(4)]);
    expect(decoded("xz", both)).toMatchObject({ text: TEXT + TEXT, streams: 2, consumed: both.length });
    expect(decoded("xz", Buffer.concat([xzFile(BYTES, 4), Buffer.from("tail")]))).toMatchObject({ consumed: xzFile(BYTES, 4).length });
  });

  it("undoes the delta filter", () => {
    const plain = Uint8Array.from({ length: 500 }, (_, index) => index * 3);
    const changed = plain.map((byte, index) => byte - (index >= 4 ? plain[index - 4]! : 0));
    const file = xzFile(plain, 4, true, Uint8Array.of(3, 1, 3), changed);
    expect(decoded("xz", file)).toMatchObject({ text: Buffer.from(plain).toString("latin1"), verified: true });
  });

  it("undoes the filter for x86", () => {
    // A call at 0 and at 10, with absolute addresses in the filtered bytes.
    const plain = Uint8Array.of(0xe8, 0x10, 0, 0, 0, 0x90, 0x90, 0x90, 0x90, 0x90, 0xe9, 0xf0, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5);
    const changed = Uint8Array.of(0xe8, 0x15, 0, 0, 0, 0x90, 0x90, 0x90, 0x90, 0x90, 0xe9, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5);
    const file = xzFile(plain, 1, true, Uint8Array.of(4, 0), changed);
    expect(decoded("xz", file)).toMatchObject({ text: Buffer.from(plain).toString("latin1"), verified: true });
    expect(decoded("xz", xzFile(plain, 1, true, Uint8Array.of(7, 0))).problem?.kind).toBe("unsupported");
  });

  it("tells a wrong check, and ends with a problem wherever it is damaged", () => {
    const wrong = xzFile(BYTES, 4, false);
    wrong[60]! ^= 1;
    expect(decoded("xz", wrong)).toMatchObject({ verified: false, problem: { kind: "checksum" } });
    const { accepted, results } = damagedEverywhere("xz", xzFile(BYTES.subarray(0, 40), 4));
    expect({ accepted, some: results > 900 }).toEqual({ accepted: 0, some: true });
  });

  it("knows magics and dictionaries", () => {
    expect(isXz(xzFile(BYTES, 1))).toBe(true);
    expect([lzma2Dictionary(0), lzma2Dictionary(18), lzma2Dictionary(40), lzma2Dictionary(41)]).toEqual([
      4096,
      2 ** 21,
      0xffffffff,
      undefined,
    ]);
    const crc = new Crc64();
    crc.update(Buffer.from("123456789"));
    expect(Buffer.from(crc.digest()).readBigUInt64LE()).toBe(0x995dc9bbdf1939fan);
  });

  it("follows matches and repeated distances", () => {
    expect(decoded("lzma", MATCHES)).toMatchObject({ text: "hello hello hello hello hello", consumed: MATCHES.length });
  });
});
