import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { FormatError } from "../errors.ts";
import { prepareLanguages, readSourceSync } from "./read-source.ts";
import type { SourceSyntax } from "./registry.ts";
import { spansOf } from "./testing/walk.ts";

const SYNTAXES: readonly SourceSyntax[] = ["python", "typescript", "tsx", "javascript"];

/** Pieces that make up source when they are thrown together. */
const PIECES = [
  "def f(a, *b, c=1, **d):\n",
  "  return ",
  "class A(B):\n",
  "if x:\n",
  "else:\n",
  "  ",
  "\n",
  "\r\n",
  "\t",
  "for a, b in c:\n",
  "with a as b:\n",
  "try:\n",
  "except E as e:\n",
  "match x:\n",
  " case {'a': b, **c}:\n",
  " case A(b=1) | [c, *d]:\n",
  "lambda x: ",
  "f'{a!r:{b}}'",
  "[x for x in y if z]",
  "(n := 3)",
  "@dec\n",
  "import a.b as c\n",
  "from . import d\n",
  "yield ",
  "await ",
  "global q\n",
  "x = y = ",
  "x += 1;",
  "*",
  "**",
  "->",
  ": int",
  "const { a, b: [c] = 1, ...d } = ",
  "export default ",
  "class { #a = 1; static { } @d() m() {} }",
  "=> ",
  "async ",
  "function* g() {",
  "}",
  "{",
  "(",
  ")",
  "[",
  "]",
  "`a${",
  "`",
  "<A b={c} {...d}>",
  "</A>",
  "?.",
  "??",
  "||",
  "? a : b",
  "switch (a) { case 1: ",
  "new X<T>(",
  "import { a as b } from 'm';",
  "require('m')",
  "module.exports = ",
  "interface I { a: string }",
  "enum E { A = 1 }",
  "namespace N {",
  "x as T",
  "'",
  '"',
  '"""',
  "\\",
  "#",
  "//",
  "/*",
  "*/",
  "a",
  "1",
  ".",
  ",",
  ";",
  "\u0000",
  "\uFEFF",
  "\uFFFD",
  "é",
  "😀",
  "\ud800",
];

const source = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

beforeAll(() => prepareLanguages(SYNTAXES));

describe.each(SYNTAXES)("%s from anywhere", (syntax) => {
  it("never throws, every span lies in its file, and statements stand in its order", () => {
    fc.assert(
      fc.property(source, (text) => {
        const lines = text.split("\n").length;
        const module = readSourceSync(syntax, text);
        for (const span of spansOf(module)) {
          expect(span.line).toBeGreaterThanOrEqual(1);
          expect(span.endLine).toBeGreaterThanOrEqual(span.line);
          expect(span.endLine).toBeLessThanOrEqual(lines);
        }
        // What is hoisted stands in front of the statement that it is part of.
        for (const [index, statement] of module.body.entries())
          expect(statement.endLine).toBeGreaterThanOrEqual(module.body[index - 1]?.line ?? 1);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it.each([
    ["100,000 open brackets", "(".repeat(100_000)],
    ["20,000 brackets", "(".repeat(20_000) + ")".repeat(20_000)],
    ["calls in calls", `${"f(".repeat(20_000)}1${")".repeat(20_000)}`],
    ["a long sum", `x = ${"a + ".repeat(20_000)}b`],
    ["a long chain", `a${".b(c)".repeat(20_000)}`],
    ["lists in lists", `x = ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ])("survives %s and says where it stopped", (_name, text) => {
    expect(readSourceSync(syntax, text).errors.length).toBeGreaterThan(0);
  });

  it("keeps what stands behind a subtree that is too deep", () => {
    const { body, errors } = readSourceSync(syntax, `${"f(".repeat(600)}1${")".repeat(600)}\ng(2)`);
    expect(errors).toHaveLength(1);
    expect(body.at(-1)).toMatchObject({ kind: "expression", value: { kind: "call", callee: { name: "g" } }, line: 2 });
  });

  it("reads a file with byte order mark, carriage returns and tabs as any other", () => {
    const { body, errors } = readSourceSync(syntax, "\uFEFFa = 1\r\n\r\nb = f(\r\n\t'x')\r\n");
    expect(errors).toEqual([]);
    expect(body).toMatchObject([
      { kind: "assign", line: 1, endLine: 1 },
      { kind: "assign", line: 3, endLine: 4, value: { arguments: [{ value: { value: "x", line: 4 } }] } },
    ]);
  });

  it("reads around NUL and replacement characters", () => {
    const { body } = readSourceSync(syntax, "a = f(1)\n\u0000\uFFFD\uFFFD\nb = g(2)\n");
    expect(JSON.stringify(body)).toContain('"name":"g"');
  });

  it("reads nothing from nothing", () => {
    expect(readSourceSync(syntax, "")).toMatchObject({ imports: [], body: [], errors: [] });
  });
});

describe("budgets", () => {
  const code = (run: () => unknown): string => {
    try {
      run();
      return "none";
    } catch (error) {
      return error instanceof FormatError ? error.code : String(error);
    }
  };

  it("refuses too much source, too many nodes, and too long a time", () => {
    const text = "a = f(1)\n".repeat(20_000);
    expect(code(() => readSourceSync("python", "x".repeat(2 * 1024 * 1024 + 1)))).toBe("BUDGET_BYTES");
    expect(code(() => readSourceSync("python", text, { nodes: 1000 }))).toBe("BUDGET_NODES");
    let clock = 0;
    expect(code(() => readSourceSync("python", text, { milliseconds: 5, now: () => (clock += 10) }))).toBe("BUDGET_TIME");
    expect(code(() => readSourceSync("python", text))).toBe("none");
  });

  it("asks for the grammar to be loaded first", () => {
    expect(code(() => readSourceSync("java", "class A {}"))).toBe("UNSUPPORTED");
  });
});
