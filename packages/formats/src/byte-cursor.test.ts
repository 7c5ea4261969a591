import { describe, expect, it } from "vitest";
import { ByteCursor } from "./byte-cursor.ts";
import { bytesSource } from "./byte-source.ts";
import { ByteWriter, latin1 } from "./testing/byte-writer.ts";
import { textLines } from "./text-lines.ts";

describe("ByteCursor", () => {
  it("reads numbers of both byte orders across its windows", () => {
    const count = 100_000;
    const writer = new ByteWriter().u8(1);
    for (let index = 0; index < count; index++) writer.u32(index);
    const cursor = new ByteCursor(bytesSource(writer.done()));
    expect(cursor.u8()).toBe(1);
    for (let index = 0; index < count; index++) expect(cursor.u32()).toBe(index);
    expect(cursor.remaining).toBe(0);
    const big = new ByteCursor(bytesSource(new ByteWriter(false).i32(-2).u64(5).f32(0.5).f64(0.25).u16(7).done()));
    expect([big.i32(false), big.i64(false), big.f32(false), big.f64(false), big.u16(false)]).toEqual([-2, 5n, 0.5, 0.25, 7]);
  });

  it("says how much is announced where less is left", () => {
    const cursor = new ByteCursor(bytesSource(latin1("abc")), 1);
    expect(() => cursor.u32()).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 4 }));
    expect(() => cursor.skip(3)).toThrow("3 bytes are announced at offset 1, but 2 bytes are left");
    expect(() => cursor.fit(2 ** 60, 8, "entries")).toThrow(expect.objectContaining({ announced: 2 ** 63 }));
    expect(() => cursor.fit(-1, 1, "entries")).toThrow(expect.objectContaining({ announced: -1 }));
    expect(() => cursor.fit(Number.NaN, 1, "entries")).toThrow();
    expect(cursor.fit(2, 1, "entries")).toBe(2);
    expect(() => cursor.bytes(Number.NaN)).toThrow();
  });

  it("ends where it is told, and goes back", () => {
    const cursor = new ByteCursor(bytesSource(latin1("abcdef")), 1, 3);
    expect(cursor.bytes(2)).toEqual(latin1("bc"));
    expect(cursor.peek()).toBe(-1);
    cursor.seek(2);
    expect(cursor.u8()).toBe(0x63);
    expect(() => cursor.u8()).toThrow();
  });
});

describe("textLines", () => {
  const lines = (text: string, longest = 1000) =>
    [...textLines(bytesSource(new TextEncoder().encode(text)), longest)].map((line) => line.text);
  it("cuts at either line end and keeps the last line", () => {
    expect(lines("a\r\nb\n\nc")).toEqual(["a", "b", "", "c"]);
    expect(lines("")).toEqual([]);
    expect([...textLines(bytesSource(latin1("ab\nc")), 10)]).toEqual([
      { text: "ab", offset: 0, end: 3 },
      { text: "c", offset: 3, end: 4 },
    ]);
  });
  it("joins what windows cut, and refuses lines without end", () => {
    const long = "é".repeat(200_000);
    expect(lines(`x\n${long}\ny`, 1_000_000)).toEqual(["x", long, "y"]);
    expect(() => lines("x".repeat(2000))).toThrow(expect.objectContaining({ code: "BUDGET_BYTES" }));
  });
});
