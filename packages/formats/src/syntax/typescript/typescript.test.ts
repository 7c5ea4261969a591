import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import type { SourceSyntax } from "../registry.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string, syntax: SourceSyntax = "typescript"): Promise<string> {
  return outline(await readSource(syntax, source));
}

/** Snippet, then its outline. */
type Case = readonly [source: string, expected: string];

function table(name: string, cases: readonly Case[], syntax: SourceSyntax = "typescript"): void {
  describe(name, () => {
    it.each(cases)("%s", async (source, expected) => {
      expect(await lowered(source, syntax)).toBe(expected);
    });
  });
}

table("imports", [
  ['import d, { a as b, type T } from "m";', 'import default as d from "m"\nimport a as b from "m"\nimport T as T from "m"'],
  ['import * as ns from "./n.js";', 'import as ns from "./n.js"'],
  ['import "side";', 'import from "side"'],
  ['import fs = require("fs");', 'import as fs from "fs"'],
  ["import Q = A.B;", "constant Q = A.B"],
  ['const x = require("m");', 'import as x from "m"'],
  ['const { a, b: c, d = 1 } = require("m");', 'import a as a from "m"\nimport b as c from "m"\nimport d as d from "m"'],
  ['const x = require("m").y, z = (await import("n")).default;', 'import y as x from "m"\nimport default as z from "n"'],
  ['const { a } = await import("m");', 'import a as a from "m"'],
  ['app.use(require("./r"));', 'import as import("./r") from "./r"\napp.use(import("./r"))'],
  ['import("m").then((m) => m.f());', 'import as import("m") from "m"\nimport("m").then(function (m)\n  return m.f())'],
]);

table("exports", [
  ['export { a as b } from "q";', 'reexport a as b from "q"'],
  ['export * from "r"; export * as s from "t";', 'reexport * from "r"\nreexport as s from "t"'],
  ["export { x, y as z, w as default };", "export x = x\nexport z = y\nexport default = w"],
  ["export const a = 1, b = 2;", "exported constant a = 1\nexported constant b = 2"],
  ["export default function f() {}", "exported function f()\nexport default = f"],
  ["export default { a: 1 };", 'export default = {"a": 1}'],
  ["export default class extends A {}", "export default = class (A)"],
  ["export = f;", "export default = f"],
  ["module.exports = { a, b: c() };", 'export default = {"a": a, "b": c()}\nexport a = a\nexport b = c()'],
  ["exports.a = module.exports.b = f;", "export a = f\nexport b = f"],
  ["module.exports.run = () => 1;", "export run = function ()\n  return 1"],
]);

table("expressions", [
  ["a?.b?.(c)?.[d];", "a.b(c)[d]"],
  ["(x as unknown as Y)!.z; w satisfies V;", "x.z\nw"],
  ["a ?? b || c;", "choice(a | b | c)"],
  ["a && b;", "(a and b)"],
  ["t ? a : b;", "choice(t ? a | b)"],
  ["a === f(b); !g(); typeof h();", "other(a, f(b))\nother(g())\nother(h())"],
  ["x = -1 + 0xFFn * 1_0;", "x = (-1 + (255 * 10))"],
  ["new Foo<Bar>(a, ...b); new A.B;", "new Foo<Bar>(a, *b)\nnew A.B()"],
  ["f<T>(null, undefined, true);", "f<T>(null, null, true)"],
  ["await f(); void g();", "f()\nother(g())"],
  ["import.meta.url; this.a; super.b();", "import.meta.url\nthis.a\nsuper.b()"],
  ["(a(), b());", "other(a(), b())"],
  ["x = /a/g;", "x = other()"],
]);

table("strings", [
  [
    String.raw`"a\u0041\u{1F600}\x42\n\
b" + 'c';`,
    String.raw`("aA😀B\nb" + "c")`,
  ],
  ["`a${b}c\\n${`d${e}`}`;", "`a${b}c\nd${e}`"],
  ["`plain`;", '"plain"'],
  ["sql`select ${x}`;", "sql`select ${x}`"],
]);

table("objects, arrays, patterns", [
  ['x = { a, b: 1, "c-d": 2, [e]: 3, ...f, 4: 5 };', 'x = {"a": a, "b": 1, "c-d": 2, e: 3, **f, "4": 5}'],
  ["x = { async m(a) { return a }, get g() { return 1 } };", 'x = {"m": async function m(a)\n  return a, "g": function g()\n  return 1}'],
  ["x = [1, , ...y];", "x = [1, other(), ...y]"],
  ["const { p, q: r = 2, s: { t }, ...o } = y;", 'constant {"p": p, "q": choice(r | 2), "s": {"t": t}, **o} = y'],
  ["const [, a, ...b] = c;", "constant [other(), a, ...b] = c"],
  ["a = b = c; x ??= y; i++;", "a = c\nb = c\nx ??= y\nother(i)"],
  ["if ((m = f(x))) g(m);", "m = f(x)\nif m\n|\n  g(m)"],
]);

table("functions", [
  ["function f(a: number, b = 1, ...c: T[]): Promise<void> {}", "function f(a: number, b = 1, *c: Array[T]) -> Promise[void]"],
  [
    "const f = async ({ a, b = 2 }: P = {}, [c]) => g(a);",
    'constant f = async function f($0: P = {}, $1)\n  {"a": a, "b": choice(b | 2)} = $0\n  [c] = $1\n  return g(a)',
  ],
  ["x => y => x;", "function (x)\n  return function (y)\n    return x"],
  ["function* g() { yield 1; yield* x; const r = yield 2 }", "generator function g()\n  yield 1\n  yield x\n  constant r = other(2)"],
  ["/** Does it.\n * Well. */\nexport const f = () => 1;", 'exported constant f = doc "Does it.\\nWell."\nfunction f()\n  return 1'],
  ["// One\n// two\nfunction f() {}", 'doc "One\\ntwo"\nfunction f()'],
  ["function f(a: string): void;\nfunction f(a) { g() }", "function f(a)\n  g()"],
]);

table("classes", [
  [
    '@Dec({ a: 1 })\nexport abstract class C<T> extends B<T> implements I {\n  private readonly x: string = "a";\n  static #y = 1;\n  @Input() z?: number;\n}',
    '@Dec({"a": 1}) exported class C(B, I)\n  constant x: string = "a"\n  #y = 1\n  @Input() z: number',
  ],
  [
    "class C { constructor(private svc: S, @Inject(K) public n = 3, o) { super() } }",
    "class C\n  svc: S\n  n\n  function constructor(svc: S, @Inject(K) n = 3, o)\n    this.svc = svc\n    this.n = n\n    super()",
  ],
  [
    'class C { @Get("/a") static async get(@Body() b: D) {} *g() {} get v() { return 1 } ["k"]() {} static { f() } }',
    'class C\n  @Get("/a") static async function get(@Body() b: D)\n  generator function g()\n  function v()\n    return 1\n  function k()\n  f()',
  ],
  ["class C { run = async (a) => a.b() }", "class C\n  run = async function run(a)\n    return a.b()"],
  ['enum E { A, B = "b" }', 'enum E\n  constant A\n  constant B = "b"'],
  [
    "export interface I extends K<T> { a: string; m(x: number): void; [k: string]: any }",
    "exported interface I(K)\n  a: string\n  function m(x: number) -> void",
  ],
  ['type T = { a: string }; type U = "a" | "b";', 'interface T\n  a: string\nconstant U = ("a" | "b")'],
  ["namespace N.M { export const z = 1 }", "module N.M\n  exported constant z = 1"],
]);

table("statements", [
  ["for (const [k, v] of o) f(k);", "loop [k, v] in o\n  f(k)"],
  ["for (let i = 0; i < n(); i++) { q() }", "i = 0\nloop while other(i, n())\n  q()\n  other(i)"],
  ["do { a() } while (b());", "loop while b()\n  a()"],
  ["if (a) b(); else if (c) { d() } else e();", "if a; c exhaustive\n|\n  b()\n|\n  d()\n|\n  e()"],
  [
    "switch (a) { case 1: case 2: b(); break; default: c(); case 3: d() }",
    "switch a; choice(1 | 2); 3 exhaustive\n|\n  b()\n|\n  d()\n|\n  c()",
  ],
  ["try { a() } catch (e) { b(e) } finally { c() }", "try  exhaustive\n|\n  a()\n|\n  e = other()\n  b(e)\nc()"],
  ["throw new E(f());", "other(new E(f()))"],
  ["l: for (;;) { a() }", "loop\n  a()"],
  ["using r = f();", "r = f()"],
]);

table(
  "JSX",
  [
    ['<Foo.Bar x="1" y={2} {...p} z>a {v}<b/></Foo.Bar>;', 'Foo.Bar(x="1", y=2, **p, z=true, "a ", v, "b"())'],
    ["<><A>{/* no */}\n  two\n  lines &amp; more\n</A></>;", '""(A(" two lines & more "))'],
    ["const f = <T,>(x: T) => <A>{x}</A>;", "constant f = function f(x: T)\n  return A(x)"],
  ],
  "tsx",
);

table(
  "JavaScript",
  [
    [
      "#!/usr/bin/env node\nclass A { x = 1; static #p; constructor(a, b = 1) {} }",
      "class A\n  x = 1\n  #p\n  function constructor(a, b = 1)",
    ],
    ["function g({ a, b = 2 }, ...c) {}", 'function g($0, *c)\n  {"a": a, "b": choice(b | 2)} = $0'],
    ["var h = <div a='b'/>;", 'h = "div"(a="b")'],
    ["var f = function named() {}, g = class {};", "f = function named()\ng = class g"],
  ],
  "javascript",
);

describe("what stands between the lines", () => {
  it("marks type imports", async () => {
    const { imports } = await readSource(
      "typescript",
      'import type { A } from "a"; import { type B, C } from "b"; export type { D } from "d";\nexport type * from "e";',
    );
    expect(imports.map(({ name, typeOnly }) => [name, typeOnly ?? false])).toEqual([
      ["A", true],
      ["B", true],
      ["C", false],
      ["D", true],
      ["*", true],
    ]);
  });

  it("knows re-exports of types, which the grammar does not", async () => {
    const { errors, imports } = await readSource("typescript", 'export type * from "a";\nexport type * as b from "b";');
    expect(errors).toEqual([]);
    expect(imports).toMatchObject([
      { name: "*", reexport: true, typeOnly: true },
      { local: "b", reexport: true, typeOnly: true },
    ]);
  });

  it("spans what is exported and decorated as a whole", async () => {
    const { body } = await readSource("typescript", "\n@A()\nexport class B {\n  @C()\n  m() {}\n}\n");
    expect(body[0]).toMatchObject({ line: 2, endLine: 6, class: { body: [{ line: 4, endLine: 5 }] } });
  });

  it("keeps what stands around broken syntax", async () => {
    const module = await readSource("typescript", 'import a from "a";\nconst x = f(1, g(2);\nfunction h(b { k(b) }\nconst y = m(3);\n');
    const text = outline(module);
    expect(module.errors.length).toBeGreaterThan(0);
    for (const part of ['from "a"', "g(2)", "k(b)", "m(3)"]) expect(text).toContain(part);
  });
});
