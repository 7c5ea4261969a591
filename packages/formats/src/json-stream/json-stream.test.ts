import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { JsonScanner } from "./scanner.ts";
import { type JsonVisit, type JsonWalkLimits, walkJson } from "./walk.ts";

const encoder = new TextEncoder();
/** A source that hands out at most `step` bytes a time: every boundary of a window is met. */
function inSteps(bytes: Uint8Array, step: number): ByteSource {
  const whole = bytesSource(bytes);
  return { size: bytes.length, read: (offset, length) => whole.read(offset, Math.min(length, step)) };
}
function read(text: string | Uint8Array, limits: JsonWalkLimits = {}, step = 1 << 20) {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const seen: string[] = [];
  const walk = walkJson(
    inSteps(bytes, step),
    (value: JsonVisit) => seen.push(`${value.path.join(".")}:${value.event}:${value.text}`),
    limits,
  );
  return { ...walk, seen };
}
const problem = (text: string | Uint8Array, limits: JsonWalkLimits = {}) => read(text, limits).problems.at(-1)?.message;

describe("walkJson", () => {
  it("shows every value with its path and place", () => {
    expect(read('{"a": [1, {"b": "x"}, null], "c": true}').seen).toEqual([
      ":map:",
      "a:list:",
      "a.0:number:1",
      "a.1:map:",
      "a.1.b:string:x",
      "a.2:word:null",
      "c:word:true",
    ]);
    const offsets: number[] = [];
    walkJson(bytesSource(encoder.encode(' {"é": "x",\n "b": [ 7 ]}')), (value) => offsets.push(value.offset));
    expect(offsets).toEqual([1, 8, 19, 21]);
  });
  it("agrees with JSON.parse on whatever JSON.stringify writes, at every boundary of a window", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, step) => {
        const scalars: unknown[] = [];
        const bytes = encoder.encode(JSON.stringify(value, null, 1));
        const walk = walkJson(inSteps(bytes, step), ({ event, text }) => {
          if (event === "string") scalars.push(text);
          else if (event === "number" || event === "word") scalars.push(JSON.parse(text));
        });
        expect(walk.problems.filter(({ kind }) => kind === "syntax")).toEqual([]);
        expect(walk.end).toBe(bytes.length);
        const wanted: unknown[] = [];
        const collect = (item: unknown): void => {
          if (Array.isArray(item)) item.forEach(collect);
          else if (typeof item === "object" && item !== null) Object.values(item).forEach(collect);
          else wanted.push(item);
        };
        collect(JSON.parse(JSON.stringify(value)));
        expect(scalars).toEqual(wanted);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
  it("accepts and refuses what JSON.parse accepts and refuses", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      "1",
      "-0",
      "01",
      "1e5",
      "1.",
      "true",
      "nul",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(read(text).problems.every(({ kind }) => kind !== "syntax")).toBe(valid);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
  it("finds a key given twice on any level, also where it is escaped", () => {
    expect(read('{"a":1,"\\u0061":2}').problems).toEqual([{ kind: "duplicate-key", message: "a", offset: 7 }]);
    expect(read('{"x":[{"a":1,"b":1},{"a":1,"a":1}]}').problems).toHaveLength(1);
    expect(read('{"a":{"a":{"a":1}},"__proto__":1}').problems).toEqual([]);
    expect(read(`{${Array.from({ length: 100 }, () => '"a":1').join(",")}}`).problems).toHaveLength(20);
  });
  it.each<[string, string, string]>([
    ["a comment", '{"a": 1 /* x */}', "no comma and no closing brace behind a value"],
    ["a trailing comma in a map", '{"a": 1,}', "a key that is no string"],
    ["a trailing comma in a list", "[1,]", "no value where one must stand"],
    ["single quotes", "{'a': 1}", "a key that is no string"],
    ["a bare word", "{a: 1}", "a key that is no string"],
    ["text behind", '{"a": 1} x', "text behind the value"],
    ["a second value", "{}{}", "text behind the value"],
    ["nothing", "", "the text ends early: no value where one must stand"],
    ["a cut map", '{"a": [1, 2', "the text ends early: no comma and no closing bracket behind a value"],
    ["a cut string", '{"a": "bc', "the text ends early: a string without its end"],
    ["a raw line feed", '"a\nb"', "a control character in a string"],
    ["an unknown escape", '"\\x41"', "an escape that JSON does not know"],
    ["a broken escape", '"\\u12G4"', "an escape that JSON does not know"],
    ["a byte order mark", "\ufeff{}", "no value where one must stand"],
    ["NaN", "[NaN]", "no value where one must stand"],
    ["a missing colon", '{"a" 1}', "no colon behind a key"],
    ["the wrong bracket", "[1}", "no comma and no closing bracket behind a value"],
  ])("refuses %s", (_, text, message) => expect(problem(text)).toBe(message));

  it("knows the numbers of Python where it is told to", () => {
    expect(read("[NaN, Infinity, -Infinity]", { pythonNumbers: true }).seen).toHaveLength(4);
    expect(problem("[-NaN]", { pythonNumbers: true })).toBe("no value where one must stand");
  });
  it("refuses bytes that are no UTF-8", () => {
    for (const bytes of [[0xff], [0xc3, 0x22], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]])
      expect(problem(Uint8Array.from([0x22, ...bytes, 0x22]))).toBe("a string that is no UTF-8");
  });
  it("keeps to its limits", () => {
    expect(problem("[".repeat(200_000))).toBe("nested deeper than 100");
    expect(problem(`${"[".repeat(50)}1${"]".repeat(50)}`, { depth: 50 })).toBeUndefined();
    expect(problem("[1,2,3]", { values: 3 })).toBe("more than 3 values");
    const long = read(`["${"x".repeat(100_000)}", "y"]`, { keep: 10 }, 1000);
    expect(long.seen).toEqual([":list:", "0:string:xxxxxxxxxx", "1:string:y"]);
  });
  it("reads only its range of a source", () => {
    const bytes = encoder.encode('XX{"a":1}YY');
    expect(walkJson(bytesSource(bytes), () => undefined, { start: 2, end: 9 })).toMatchObject({ problems: [], end: 9, values: 2 });
  });
  it("reads a text of 60 MB in windows of a megabyte", () => {
    const unit = encoder.encode(`"${"v".repeat(59_997)}",`);
    const size = unit.length * 1000;
    let largest = 0;
    const source: ByteSource = {
      size,
      read: (offset, length) => {
        largest = Math.max(largest, length);
        const out = new Uint8Array(Math.min(length, size - offset));
        for (let filled = 0; filled < out.length; ) {
          const part = unit.subarray((offset + filled) % unit.length, ((offset + filled) % unit.length) + out.length - filled);
          out.set(part, filled);
          filled += part.length;
        }
        if (offset === 0) out[0] = 0x5b;
        return out;
      },
    };
    // The first quote became the bracket of a list, so that the first string begins with the comma of the second.
    const scanner = new JsonScanner(source, { keep: 16 });
    expect(scanner.next()).toBe("list");
    expect(scanner.next()).toBe("error");
    const whole = new JsonScanner({ size: size - 60_000, read: (offset, length) => source.read(offset + 60_000, length) }, { keep: 16 });
    expect(whole.next()).toBe("string");
    expect(whole.text).toBe("v".repeat(16));
    expect(largest).toBeLessThanOrEqual(1 << 20);
  });
});
