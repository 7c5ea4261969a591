import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("python", source));
}

/** Snippet, then its outline. */
type Case = readonly [source: string, expected: string];

function table(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    it.each(cases)("%s", async (source, expected) => {
      expect(await lowered(source)).toBe(expected);
    });
  });
}

table("imports", [
  ["import os", 'import as os from "os"'],
  ["import a.b.c", 'import as a from "a.b.c"'],
  ["import a.b as k, d", 'import as k from "a.b"\nimport as d from "d"'],
  ["from m import a as b, c", 'import a as b from "m"\nimport c as c from "m"'],
  ["from m import (\n  a, # why\n  b,\n)", 'import a as a from "m"\nimport b as b from "m"'],
  ["from . import x", 'import x as x from "."'],
  ["from ..p.q import y", 'import y as y from "..p.q"'],
  ["from m import *", 'import * from "m"'],
  ["from __future__ import annotations", 'import annotations as annotations from "__future__"'],
  ["def f():\n  import a\n  return a.b", 'import as a from "a"\nfunction f()\n  return a.b'],
]);

table("names, literals, operators", [
  ["x = 1_000 + 0x1F", "x = (1000 + 31)"],
  ["x = -1", "x = -1"],
  ["x = None, True, 2.5", "x = [null, true, 2.5]"],
  ["a.b[c].d", "a.b[c].d"],
  ["d[a, 'k']", 'd[[a, "k"]]'],
  ["x[1:n()]", "x[other(1, n())]"],
  ["a or b or c", "choice(a | b | c)"],
  ["a and b", "(a and b)"],
  ["a if t else b", "choice(t ? a | b)"],
  ["a < b != f(c)", "other(a, b, f(c))"],
  ["not f(x)", "other(f(x))"],
  ["'%s' % x", '("%s" % x)'],
  ["'{}'.format(x)", '"{}".format(x)'],
  ["if (n := f()): g(n)", "n = f()\nif n\n|\n  g(n)"],
  ["x = await f()", "x = f()"],
]);

table("strings", [
  ["'a' \"b\" '''c'''", '"abc"'],
  ["f'a{x!r:>10}b' 'c'", "`a${x}bc`"],
  ["f'{x:{w}}'", "`${x}${other(w)}`"],
  ["f'{x=}'", "`x=${x}`"],
  ["f'{{}}' 'd'", '"{}d"'],
  ["f'{d[\"k\"]}'", '`${d["k"]}`'],
  ["t'a{b}'", "`a${b}`"],
  [String.raw`"\x41\u00e9\101\n\q"`, String.raw`"AéA\n\\q"`],
  [String.raw`r"\d" R'\n'`, String.raw`"\\d\\n"`],
  [String.raw`b"\x00\u1234"`, String.raw`"\u0000\\u1234"`],
  ["'a\\\nb'", '"ab"'],
  ["'''a\r\nb'''", String.raw`"a\nb"`],
  ["f'{a}{b}'", "`${a}${b}`"],
]);

table("calls", [
  ["f(1, *a, k=2, **o)", "f(1, *a, k=2, **o)"],
  ["f(x for x in y)", "f([x for x in y])"],
  ["a.b()(c)", "a.b()(c)"],
  ["print 'x'", 'print("x")'],
]);

table("collections", [
  ["[1, *a], (b,), {c}, ()", "[1, ...a]\n[b]\n[c]\n[]"],
  ["{'a': 1, **o}", '{"a": 1, **o}'],
  ["[f(x) for x in y if x for z in x]", "[f(x) for x in y if x for z in x]"],
  ["{k: v for k, v in q.items()}", "{k: v for [k, v] in q.items()}"],
]);

table("assignments", [
  ["a = b = f()", "a = f()\nb = f()"],
  ["a, *b = c", "[a, ...b] = c"],
  ["(a, [b, c]) = d", "[a, [b, c]] = d"],
  ["x: list[int] = y", "x: list[int] = y"],
  ["x: 'T' | None", 'x: ("T" | null)'],
  ["x += 1\ny //= 2", "x += 1\ny //= 2"],
  ["self.a['b'] = c", 'self.a["b"] = c'],
  ["type X[T] = list[T]", "X = list[T]"],
]);

table("statements", [
  ["for a, b in c:\n  f(a)\nelse:\n  g()", "loop [a, b] in c\n  f(a)\nif \n|\n  g()"],
  ["while a: f()", "loop while a\n  f()"],
  ["with a() as b, c: d()", "with b = a(), c\n  d()"],
  ["with (a as b, c as d): pass", "with b = a, d = c"],
  ["if a: b()\nelif c: d()\nelse: e()", "if a; c exhaustive\n|\n  b()\n|\n  d()\n|\n  e()"],
  [
    "try: a()\nexcept (B, C) as e: d(e)\nexcept*E: pass\nelse: f()\nfinally: g()",
    "try [B, C]; E exhaustive\n|\n  a()\n  f()\n|\n  e = other([B, C])\n  d(e)\n|\ng()",
  ],
  ["del a, b\nassert f(a), 'm'\nraise E(x) from y", 'other([a, b])\nother(f(a), "m")\nother(E(x), y)'],
  ["pass\n...", "other()"],
]);

table("match", [
  ['match f(x):\n  case "a" | "b": g()\n  case _: h()', 'switch f(x); choice("a" | "b") exhaustive\n|\n  g()\n|\n  h()'],
  ["match x:\n  case P(a=1, b=y) if y > 1: g(y)", "switch x; (P(a=1, b=y) and other(y, 1))\n|\n  y = other(x)\n  g(y)"],
  ['match x:\n  case {"k": v, **o}: pass', 'switch x; {"k": v, **o}\n|\n  v = other(x)\n  o = other(x)'],
  [
    "match x:\n  case [1, *r] as w: pass\n  case m.C: pass\n  case z: pass",
    "switch x; [1, ...r]; m.C exhaustive\n|\n  w = x\n  r = other(x)\n|\n|\n  z = x",
  ],
]);

table("functions and classes", [
  [
    "@a.b(1)\n@c\nasync def f(x, y: int = 2, /, *a: str, k, **kw) -> T:\n  '''Does.\n\n    More.\n  '''\n  return x",
    'doc "Does.\\n\\nMore."\n@a.b(1) @c async function f(x, y: int = 2, *a: str, k, **kw) -> T\n  return x',
  ],
  ["def f():\n  global a, b\n  a = 1", "function f()\n  outer a, b\n  a = 1"],
  ["def f():\n  yield 1\n  x = yield 2", "generator function f()\n  yield 1\n  x = other(2)"],
  ["f = lambda x, *y, k=1: g(x)", "f = function (x, *y, k = 1)\n  return g(x)"],
  [
    "class A(B, C[int], metaclass=M):\n  'doc'\n  x: int = 1\n  @staticmethod\n  def f(): pass",
    'doc "doc"\nclass A(B, C[int], metaclass=M)\n  x: int = 1\n  @staticmethod static function f()',
  ],
]);

describe("what stands between the lines", () => {
  it("marks imports that only type checkers see", async () => {
    const { imports } = await readSource(
      "python",
      "if TYPE_CHECKING:\n  from a import B\nelse:\n  B = None\ntry:\n  import c\nexcept ImportError:\n  c = None",
    );
    expect(imports.map(({ module, typeOnly }) => [module, typeOnly ?? false])).toEqual([
      ["a", true],
      ["c", false],
    ]);
  });

  it("starts a decorated definition at its first decorator", async () => {
    const { body } = await readSource("python", "\n@tool\n@other\ndef f():\n  return 1\n");
    expect(body[0]).toMatchObject({ kind: "function", line: 2, endLine: 5, function: { line: 2, endLine: 5 } });
  });

  it("keeps what stands around broken syntax", async () => {
    const module = await readSource("python", "import os\nx = foo(1, bar(2)\ndef f(a:\n  g(a)\ny = h(3)\n");
    const text = outline(module);
    expect(module.errors.length).toBeGreaterThan(0);
    for (const part of ['import as os from "os"', "bar(2)", "g(a)", "h(3)"]) expect(text).toContain(part);
  });

  it("gives embedded code the place of its file", async () => {
    const { body } = await readSource("python", "a\nb", {}, { cell: 3, lineOffset: 10 });
    expect(body).toMatchObject([
      { line: 11, cell: 3, value: { line: 11, cell: 3 } },
      { line: 12, cell: 3 },
    ]);
  });
});
