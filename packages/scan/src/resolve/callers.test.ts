import { expect, test } from "vitest";
import { evaluatorOf, type Sources } from "./testing/shown.ts";

/** "function: lines of its callers" */
async function callers(sources: Sources): Promise<Readonly<Record<string, readonly number[]>>> {
  const evaluator = await evaluatorOf(sources);
  return Object.fromEntries(
    [...evaluator.program.scopes()].flatMap((scope) => {
      const lines = evaluator.callersOf(scope).map(({ call }) => call.line);
      return lines.length === 0 ? [] : [[scope.qualifiedName, lines]];
    }),
  );
}

test("calls of functions, methods and constructors enter them", async () => {
  expect(
    await callers({
      "main.py": `
    def f(x): pass
    class A:
        def __init__(self, x): pass
        def m(self, x): pass
    f(1)
    A(2).m(3)`,
    }),
  ).toEqual({ f: [5], A: [6], "A.__init__": [6], "A.m": [6] });
});

test("calls from other files and through other names", async () => {
  expect(await callers({ "lib.py": "def f(x): pass", "main.py": "from lib import f as g\nimport lib\nh = g\nh(1)\nlib.f(2)" })).toEqual({
    f: [4, 5],
  });
});

test("literals of Go enter their type", async () => {
  expect(await callers({ "main.go": 'package main\ntype Bot struct { Model string }\nfunc main() {\n  use(Bot{Model: "m"})\n}' })).toEqual({
    Bot: [4],
  });
});

test("a call without arguments gives no parameter a value", async () => {
  expect(await callers({ "main.py": "def f(x=1): pass\nf()" })).toEqual({});
});
