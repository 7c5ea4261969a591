import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { latin1 } from "../testing/byte-writer.ts";
import { deparseR, looksLikeRData, readRData } from "./index.ts";
import { type RItem, r, rda, rds } from "./testing/r-writer.ts";

const read = (bytes: Uint8Array) => readRData(bytesSource(bytes));
const system = r.call(r.symbol("system"), r.texts("id"));

describe("readRData", () => {
  it("reads vectors, texts and lists to the last byte, in both versions", () => {
    for (const version of [2, 3]) {
      const bytes = rds(r.list(r.integers(1, 2, 3), r.reals(0.5), r.texts("a", "b"), r.nil), version);
      expect(read(bytes)).toMatchObject({ format: "rds", encoding: "xdr", version, writer: "4.3.1", end: bytes.length, closures: [] });
    }
  });

  it("names the variables of a workspace", () => {
    const bytes = rda(["model", r.integers(1)], ["data", r.texts("x")]);
    expect(read(bytes)).toMatchObject({ format: "rda", names: ["model", "data"], end: bytes.length });
  });

  it("reads the ASCII form with escapes and the line ends of Windows", () => {
    const text = "A\n2\n262145\n131840\n16\n2\n262153\n5\na\\040\\n\\\\\\101\n262153\n0\n\n";
    for (const ends of ["\n", "\r\n"]) {
      const bytes = latin1(text.replaceAll("\n", ends));
      expect(read(bytes)).toMatchObject({ encoding: "ascii", end: bytes.length });
    }
  });

  it("reads numbers of the ASCII form that are none", () => {
    const bytes = latin1("A\n2\n262145\n131840\n14\n5\nNA\nNaN\nInf\n-Inf\n1e-5\n");
    expect(read(bytes).end).toBe(bytes.length);
  });

  it("tells promises and where they stand", () => {
    const places = (item: RItem) => read(rds(item)).promises.map(({ holder, name, promise }) => [holder, name, promise.evaluated]);
    expect(places(r.promise(system))).toEqual([["root", "", false]]);
    expect(places(r.list(r.list(r.promise(system))))).toEqual([["item", "", false]]);
    expect(places(r.environment(r.pairs(["x", r.promise(system)])))).toEqual([["frame", "x", false]]);
    expect(places(r.promise(system, r.integers(1)))).toEqual([["root", "", true]]);
    expect(read(rda(["x", r.promise(system)])).promises[0]).toMatchObject({ holder: "binding", name: "x" });
  });

  it("keeps the code of functions, compiled or not", () => {
    const compiled = r.bytecode([6, new Uint8Array([...r.nil, ...r.symbol("print"), 0, 0, 0, 254, 0, 0, 0, 254])], [1, r.symbol("system")]);
    const facts = read(rda(["f", r.closure(system)], ["g", r.closure(compiled)]));
    expect(facts.closures.map(({ name, closure }) => [name, deparseR(closure.body)])).toEqual([
      ["f", 'system("id")'],
      ["g", expect.stringContaining("print")],
    ]);
  });

  it("follows references to symbols and environments", () => {
    const bytes = rds(r.list(r.symbol("a"), Uint8Array.of(0, 0, 1, 255)));
    expect(read(bytes).end).toBe(bytes.length);
    expect(() => read(rds(Uint8Array.of(0, 0, 9, 255)))).toThrow("there is no reference 9 yet");
  });

  it("tells compact vectors, packages, pointers and persistent names", () => {
    const facts = read(
      rds(r.list(r.altrep("mmap_real", "base", r.texts("/etc/passwd")), r.namespace("stats"), r.pointer, r.persistent("hook"))),
    );
    expect(facts.altreps).toMatchObject([{ class: "mmap_real", package: "base" }]);
    expect(facts).toMatchObject({ namespaces: ["stats"], pointers: 1, persistent: [{ name: "hook" }] });
  });

  it("leaves bytes behind the object to the caller", () => {
    const bytes = rds(r.integers(1));
    expect(read(new Uint8Array([...bytes, 1, 2, 3])).end).toBe(bytes.length);
  });

  it("refuses lengths that cannot be there, with the amount", () => {
    const vector = Uint8Array.of(0, 0, 0, 14, 0x7f, 0xff, 0xff, 0xff);
    expect(() => read(rds(vector))).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 0x7fffffff * 8 }));
    const long = Uint8Array.of(0, 0, 0, 14, 255, 255, 255, 255, 0, 1, 0, 0, 0, 0, 0, 0);
    expect(() => read(rds(long))).toThrow(expect.objectContaining({ code: "TRUNCATED", announced: 2 ** 48 * 8 }));
    expect(() => read(rds(Uint8Array.of(0, 0, 0, 19, 255, 255, 255, 0)))).toThrow("a length is");
  });

  it("refuses what no item is, and nesting without end", () => {
    expect(() => read(rds(Uint8Array.of(0, 0, 0, 200)))).toThrow("no item of type 200");
    expect(() => read(rds(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 13)))).toThrow("a name is an item of type 13");
    const nested = new Uint8Array(Array.from({ length: 3000 }, () => [0, 0, 0, 19, 0, 0, 0, 1]).flat());
    expect(() => read(rds(nested))).toThrow(expect.objectContaining({ code: "BUDGET_DEPTH" }));
  });

  it("is not fooled by other bytes", () => {
    for (const text of ["", "X\n", "A\n", "A\nhello", "RDX9\nX\n", "B\n\0\0\0\0", "X\n\0\0\0\x09aaaaaaaaaaaa"])
      expect(looksLikeRData(bytesSource(latin1(text)))).toBe(false);
    expect(() => read(latin1("RDX1\nX\n\0\0\0\x01aaaaaaaaaaaaaaaaaa"))).toThrow("version 1");
  });

  it("throws only what readers throw, wherever the bytes end", () => {
    const bytes = rda(["f", r.closure(system)], ["p", r.promise(system)], ["a", r.altrep("compact_intseq", "base", r.reals(3, 1, 1))]);
    for (let end = 0; end < bytes.length; end++) {
      let code: unknown = "none";
      try {
        read(bytes.subarray(0, end));
      } catch (error) {
        code = error instanceof Error && "code" in error ? error.code : error;
      }
      expect(["TRUNCATED", "NOT_THIS_FORMAT", "MALFORMED"]).toContain(code);
    }
  });
});

describe("deparseR", () => {
  const code = (item: RItem): string => {
    const [found] = read(rds(r.promise(item))).promises;
    return found === undefined ? "" : deparseR(found.promise.code);
  };
  it("writes calls as people do", () => {
    expect(code(r.call(r.symbol("+"), r.reals(1), r.symbol("x")))).toBe("1 + x");
    expect(code(r.call(r.call(r.symbol("::"), r.symbol("base"), r.symbol("system")), r.texts("id")))).toBe('base::system("id")');
    expect(code(r.call(r.symbol("{"), r.integers(1), r.texts("a", "b")))).toBe('{ 1; c("a", "b") }');
  });
  it("shortens what is long or deep", () => {
    expect(code(r.texts("x".repeat(5000))).length).toBeLessThan(500);
    let deep = r.symbol("x");
    for (let level = 0; level < 30; level++) deep = r.call(r.symbol("f"), deep);
    expect(code(deep)).toContain("…");
  });
});
