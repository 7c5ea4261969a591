import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type ArrowValue, readArrowTable } from "./index.ts";
import { FEATHER } from "./testing/feather.ts";

function rowsOf(bytes: Uint8Array): readonly Readonly<Record<string, ArrowValue>>[] {
  const { fields, batches } = readArrowTable(bytesSource(bytes));
  const rows: Record<string, ArrowValue>[] = [];
  for (const batch of batches)
    for (let row = 0; row < batch.rows; row++)
      rows.push(Object.fromEntries(fields.map(({ name }, column) => [name, batch.columns[column]?.(row) ?? null])));
  return rows;
}

describe("readArrowTable", () => {
  it("reads the values of every type, compressed", () => {
    const [first, second, third] = rowsOf(FEATHER);
    expect(first).toEqual({
      i: "1",
      u: 255,
      f: 1.5,
      h: 0.5,
      s: "é",
      b: true,
      d: "2026-01-02",
      ts: "2026-01-02T03:04:05Z",
      dec: "1.50",
      l: ["1", "2"],
      st: { a: "1", b: "x" },
      dict: "x",
      ls: "p",
      bin: "3 bytes",
      fl: [1, 2],
      m: [{ key: "k", value: 1 }],
      n: null,
    });
    expect(second).toMatchObject({ i: null, s: "", dec: "-0.05", l: [], st: null, dict: "y", m: [] });
    expect(third).toMatchObject({ i: "-3", h: -2, s: null, d: "1969-12-31", st: { a: null, b: "y" }, dict: "x", fl: null });
  });

  it("names the types as the file states them", () => {
    expect(
      readArrowTable(bytesSource(FEATHER))
        .fields.slice(0, 5)
        .map(({ typeName }) => typeName),
    ).toEqual(["int64", "uint8", "float32", "float16", "string"]);
  });

  it("throws nothing but FormatError for cut and changed files, in bounded time", () => {
    let damaged = 0;
    for (let length = 0; length < FEATHER.length; length += 41) {
      const bytes = Uint8Array.from(FEATHER.subarray(0, length));
      try {
        rowsOf(bytes);
      } catch (error) {
        damaged++;
        expect(error).toBeInstanceOf(FormatError);
      }
    }
    for (let at = 8; at < FEATHER.length; at += 5) {
      const bytes = Uint8Array.from(FEATHER);
      bytes[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x41);
      try {
        rowsOf(bytes);
      } catch (error) {
        damaged++;
        expect(error).toBeInstanceOf(FormatError);
      }
    }
    expect(damaged).toBeGreaterThan(50);
  });

  it("refuses what is no Arrow", () => {
    expect(() => readArrowTable(bytesSource(Buffer.from("PAR1 and more bytes")))).toThrow(/not Arrow IPC/);
  });
});
