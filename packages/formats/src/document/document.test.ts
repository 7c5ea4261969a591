import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { ByteWriter, latin1 } from "../testing/byte-writer.ts";
import { DOCUMENT_BUDGET, type DocumentValue, numberValue, valueAt } from "./document.ts";
import { readJsonDocument } from "./json-document.ts";
import { looksLikeUbjson, readUbjsonDocument } from "./ubjson-document.ts";

const json = (text: string) => readJsonDocument(bytesSource(new TextEncoder().encode(text)));
const ubjson = (bytes: Uint8Array) => readUbjsonDocument(bytesSource(bytes));

/** As JSON.parse would give it. */
function plain(value: DocumentValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  if (typeof value === "bigint") return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

describe("readJsonDocument", () => {
  it("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const reading = json(text);
        expect(reading.problems).toEqual([]);
        expect(reading.end).toBe(new TextEncoder().encode(text).length);
        // -0 is written as 0, __proto__ is a key like any other.
        expect(JSON.stringify(plain(reading.root))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });

  it("refuses what the standard refuses", () => {
    for (const text of [
      "",
      "{",
      "[1,]",
      "[,1]",
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      "{a:1}",
      "[01]",
      "[1.]",
      "[.5]",
      "[+1]",
      "tru",
      '"\\x"',
      '"a',
      '"a\nb"',
      "[1 2]",
    ])
      expect(() => json(text), text).toThrow();
  });

  it("notes keys that stand twice, numbers that are none, and bytes behind the value", () => {
    expect(json('{"a":1,"a":2}').problems).toMatchObject([{ kind: "duplicate-key", offset: 7 }]);
    expect(json("[NaN,-Infinity,NaN]").problems).toHaveLength(1);
    expect(json("{} x").problems).toMatchObject([{ kind: "trailing-bytes", offset: 3 }]);
    expect(json("{} \n")).toMatchObject({ problems: [], end: 4 });
  });

  it("keeps whole numbers beyond 2^53", () => {
    expect(json("[18446744073709551615]").root).toEqual([18446744073709551615n]);
  });

  it("hands parts over and drops them", () => {
    const parts: unknown[] = [];
    const reading = readJsonDocument(bytesSource(latin1('{"trees":[{"id":0},{"id":1}],"n":2}')), undefined, {
      wants: (path) => path.length === 2 && path[0] === "trees",
      part: (path, value, offset) => parts.push([...path, plain(value), offset]),
    });
    expect(parts).toEqual([
      ["trees", 0, { id: 0 }, 10],
      ["trees", 1, { id: 1 }, 19],
    ]);
    expect(plain(reading.root)).toEqual({ trees: [null, null], n: 2 });
  });

  it("stays within its budget", () => {
    expect(() => json("[".repeat(100_000))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
    const few = { ...DOCUMENT_BUDGET, held: 300 };
    expect(() => readJsonDocument(bytesSource(latin1(`[${"1,".repeat(400)}1]`)), few)).toThrow(
      expect.objectContaining({ code: "BUDGET_NODES" }),
    );
    const many = readJsonDocument(bytesSource(latin1(`[${"[1,1,1],".repeat(200)}[1]]`)), few, {
      wants: (path) => path.length === 1,
      part: () => undefined,
    });
    expect(many.values).toBe(803);
    expect(json(`"${"x".repeat(900_000)}"`).problems).toMatchObject([{ kind: "cut-text" }]);
  });

  it("reads texts and numbers that windows cut", () => {
    const long = `[${Array.from({ length: 90_000 }, (_, index) => `"${"\\u00e9é".repeat(index % 7)}",${index}.5`).join(",")}]`;
    expect(plain(json(long).root)).toEqual(JSON.parse(long));
  });
});

describe("readUbjsonDocument", () => {
  const key = (name: string) => new ByteWriter(false).text("L").u64(name.length).text(name).done();
  it("reads every type", () => {
    const bytes = new ByteWriter(false)
      .text("{")
      .bytes(key("a"))
      .text("[i")
      .u8(0xff)
      .text("U")
      .u8(200)
      .text("I")
      .u16(1)
      .text("l")
      .i32(-2)
      .text("L")
      .u64(3)
      .text("D")
      .f64(0.5)
      .text("TFZ]")
      .bytes(key("b"))
      .text("SU")
      .u8(2)
      .text("hi")
      .bytes(key("c"))
      .text("[$d#L")
      .u64(2)
      .f32(1, 2)
      .text("}")
      .done();
    const reading = ubjson(bytes);
    expect(plain(reading.root)).toEqual({ a: [-1, 200, 1, -2, 3, 0.5, true, false, null], b: "hi", c: [1, 2] });
    expect(reading.end).toBe(bytes.length);
    expect(looksLikeUbjson(bytes)).toBe(true);
  });

  it("refuses counts and lengths that cannot be there", () => {
    const typed = (count: number | bigint, type = "d") => new ByteWriter(false).text(`[$${type}#L`).u64(count).done();
    expect(() => ubjson(typed(1n << 60n))).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 2 ** 62 }));
    expect(() => ubjson(typed(-1))).toThrow(expect.objectContaining({ announced: -1 }));
    expect(() => ubjson(typed(1n << 40n, "Z"))).toThrow(expect.objectContaining({ announced: 2 ** 40 }));
    expect(ubjson(typed(3, "T")).problems).toMatchObject([{ kind: "empty-elements" }]);
    expect(() =>
      ubjson(
        new ByteWriter(false)
          .text("{L")
          .u64(1n << 62n)
          .done(),
      ),
    ).toThrow(expect.objectContaining({ code: "TRUNCATED" }));
  });

  it("refuses unknown types, typed containers without count, and endless nesting", () => {
    for (const text of ["{x", "[$d]", "[#d", "?", ""]) expect(() => ubjson(latin1(text)), text).toThrow();
    expect(() => ubjson(latin1("[".repeat(10_000)))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });
});

describe("values", () => {
  it("reads numbers written as text and nothing else", () => {
    expect([numberValue("12"), numberValue("-1.5E3"), numberValue("x"), numberValue("0x10"), numberValue(3n)]).toEqual([
      12,
      -1500,
      undefined,
      undefined,
      3,
    ]);
  });
  it("finds values by path", () => {
    expect(valueAt(json('{"a":[{"b":7}]}').root, "a", 0, "b")).toBe(7);
    expect(valueAt(json("[]").root, "a", 0)).toBeUndefined();
  });
});
