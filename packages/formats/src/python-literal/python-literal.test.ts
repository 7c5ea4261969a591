import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPythonLiteral } from "./index.ts";

const value = (text: string): unknown => {
  const reading = readPythonLiteral(text);
  return "value" in reading ? reading.value : `no: ${reading.problem}${reading.call ? "!" : ""}`;
};
const tuple = (...items: unknown[]) => ({ kind: "tuple", items });
const list = (...items: unknown[]) => ({ kind: "list", items });

describe("readPythonLiteral", () => {
  it.each<[string, unknown]>([
    ["'a'", "a"],
    ['u"a\\n\\x5f\\u00e9\\U0001F600\\137\\q"', "a\n_é😀_\\q"],
    ["r'\\n'", "\\n"],
    ["b'ab'", { kind: "bytes", text: "ab" }],
    ["'a' 'b'\n'c'", "abc"],
    ["-12", -12],
    ["+3", 3],
    ["10L", 10],
    ["0x1F", 31],
    ["1.5e3", 1500],
    ["True", true],
    ["False", false],
    ["None", null],
    ["()", tuple()],
    ["(1)", 1],
    ["(1,)", tuple(1)],
    ["(1, 2)", tuple(1, 2)],
    ["[1, [2,],]", list(1, list(2))],
    ["1 # one\n # two", 1],
    ["{}", { kind: "dict", entries: [] }],
    [
      " {'a': (1,), 2: None, } \n",
      {
        kind: "dict",
        entries: [
          ["a", tuple(1)],
          [2, null],
        ],
      },
    ],
  ])("%s", (text, expected) => expect(value(text)).toEqual(expected));

  it.each<[string, string]>([
    ["", "no value where one must stand"],
    ["x", "the name x"],
    ["os.system('id')", "the name os"],
    ["__import__('os')", "a call!"],
    ["__import__ ('os')", "a call!"],
    ["[1]('x')", "a call!"],
    ["{'a': eval('1')}", "a call!"],
    ["1 + 1", "text behind the value"],
    ["[1 2]", "no comma between values"],
    ["{'a' 1}", "no colon behind a key"],
    ["{'a': 1 'b': 2}", "no comma between entries"],
    ["{1, 2}", "no colon behind a key"],
    ["'a", "a string without its end"],
    ["'a\nb'", "a string without its end"],
    ["'a\\", "a string without its end"],
    ["[1,", "no value where one must stand"],
    ["lambda: 1", "the name lambda"],
    ["[x for x in y]", "the name x"],
    ["1__0", "no value where one must stand"],
    ["f'{x}'", "the name f"],
    ["[".repeat(100_000), "nested deeper than 32"],
    [`[${"1,".repeat(200_000)}]`, "more than 100000 values"],
  ])("%s is none", (text, expected) => expect(value(text)).toBe(`no: ${expected}`));

  it("never throws", () => {
    const piece = fc.constantFrom(
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      "'",
      '"',
      "\\",
      "x",
      "u",
      "b",
      "1",
      "0x",
      ".",
      " ",
      "\n",
      "None",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        readPythonLiteral(pieces.join(""));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});
