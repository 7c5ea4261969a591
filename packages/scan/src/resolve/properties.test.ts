import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Evaluator } from "./evaluate.ts";
import { NO_KNOWLEDGE, programOf, shown, written } from "./testing/shown.ts";
import { Tracer } from "./trace.ts";
import { genericFrame } from "./value.ts";

const NAMES = ["a", "b", "c", "d", "self", "cls", "A", "B", "__file__", "x"];
const name = fc.constantFrom(...NAMES);

/** Expressions that refer to few names, so that programs are full of cycles. */
const { expression } = fc.letrec<{ expression: string; call: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    name,
    fc.constantFrom('"t"', "1", "None", "True"),
    tie("call"),
    fc.tuple(tie("expression"), name).map(([object, member]) => `${object}.${member}`),
    fc.tuple(tie("expression"), tie("expression")).map(([object, key]) => `${object}[${key}]`),
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "%", "/", "|", "or", "and", ">>"), tie("expression"))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc.tuple(tie("expression"), tie("expression")).map(([key, value]) => `{${key}: ${value}, **${value}}`),
    fc.tuple(tie("expression"), name, tie("expression")).map(([item, variable, of]) => `[${item} for ${variable} in ${of}]`),
    fc.tuple(tie("expression")).map(([value]) => `f"{${value.replaceAll('"', "'")}}"`),
    fc.tuple(name, tie("expression")).map(([parameter, body]) => `(lambda ${parameter}: ${body})`),
  ),
  call: fc
    .tuple(name, fc.array(tie("expression"), { maxLength: 2 }), fc.constantFrom("", "*", "**", "a="))
    .map(([callee, items, form]) => `${callee}(${items.map((item) => `${form}${item}`).join(", ")})`),
}));

const statement = fc.oneof(
  fc.tuple(name, expression).map(([target, value]) => `${target} = ${value}`),
  fc.tuple(name, name, expression).map(([a, b, value]) => `${a}, ${b} = ${value}`),
  fc.tuple(name, name, expression).map(([target, parameter, value]) => `def ${target}(${parameter}=${value}):\n    return ${value}`),
  fc
    .tuple(name, name, expression)
    .map(
      ([target, base, value]) =>
        `class ${target}(${base}):\n    ${base} = ${value}\n    @property\n    def a(self): return self.${base}\n    def __init__(self, x): self.${target} = x; super().__init__(${value})`,
    ),
  fc.tuple(name, expression).map(([variable, of]) => `for ${variable} in ${of}:\n    show(${variable})`),
  fc.tuple(name, fc.constantFrom("one", "two")).map(([imported, module]) => `from ${module} import ${imported}`),
  fc.constantFrom("from one import *", "from two import *", "import one, two"),
  expression.map((value) => `show(${value})`),
);

const project = fc
  .record({ "one.py": fc.array(statement, { maxLength: 6 }), "two.py": fc.array(statement, { maxLength: 6 }) })
  .map((files) => Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, `${lines.join("\n")}\n`])));

describe("any small program", () => {
  test("has values, the same each time, and bounded in number", async () => {
    await fc.assert(
      fc.asyncProperty(project, async (sources) => {
        const first = await shown(sources);
        expect(await shown(sources)).toEqual(first);
        const evaluator = new Evaluator(await programOf(sources), NO_KNOWLEDGE);
        for (const scope of evaluator.program.scopes()) {
          for (const { call } of scope.calls) expect(evaluator.evaluate(call, genericFrame(scope)).length).toBeLessThanOrEqual(24);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  }, 60_000);

  test("is traced to an end", async () => {
    await fc.assert(
      fc.asyncProperty(project, async (sources) => {
        const evaluator = new Evaluator(await programOf(sources), NO_KNOWLEDGE);
        let visits = 0;
        for (const scope of evaluator.program.scopes()) {
          for (const { call } of scope.calls) {
            new Tracer(evaluator, (value) => {
              visits += 1;
              return written(evaluator, value) === "";
            }).trace(call, genericFrame(scope));
          }
        }
        expect(visits).toBeLessThan(100_000);
      }),
      { seed: 2, numRuns: 60 },
    );
  }, 60_000);

  test("answers do not depend on what was asked before", async () => {
    await fc.assert(
      fc.asyncProperty(project, async (sources) => {
        const program = await programOf(sources);
        const asked = [...program.scopes()].flatMap((scope) => scope.calls.map(({ call }) => ({ call, frame: genericFrame(scope) })));
        const forward = new Evaluator(program, NO_KNOWLEDGE);
        const backward = new Evaluator(program, NO_KNOWLEDGE);
        const answer = (evaluator: Evaluator, { call, frame }: (typeof asked)[number]): string =>
          evaluator
            .evaluate(call, frame)
            .map((value) => written(evaluator, value))
            .join(" | ");
        const one = asked.map((question) => answer(forward, question));
        const two = [...asked]
          .reverse()
          .map((question) => answer(backward, question))
          .reverse();
        expect(two).toEqual(one);
      }),
      { seed: 3, numRuns: 80 },
    );
  }, 60_000);
});

/** Knowledge that counts how often it is asked: the steps that an evaluation takes outside of the project. */
function counting(): { readonly holds: () => boolean; readonly knows: () => boolean; readonly count: () => number } {
  let asked = 0;
  const ask = (): boolean => {
    asked += 1;
    return false;
  };
  return { holds: ask, knows: ask, count: () => asked };
}

test.each([
  [
    "functions that all call all others",
    (count: number) =>
      Array.from(
        { length: count },
        (_, i) =>
          `@mark\ndef f${i}(x):\n    return [${Array.from({ length: count }, (_, j) => `f${j}(x)`).join(", ")}][x] or ${Array.from({ length: count }, (_, j) => `f${j}(f${(j + 1) % count}(x))`).join(" or ")}`,
      ).join("\n"),
  ],
  [
    "a chain of doublings",
    (count: number) =>
      Array.from({ length: count }, (_, i) => `@mark\ndef f${i}(x):\n    return f${i + 1}(x) + f${i + 1}(x) + f${i + 1}(x)`).join("\n"),
  ],
  [
    "a table of tables",
    (count: number) =>
      Array.from({ length: count }, (_, i) => `t${i} = {**t${(i + 1) % count}, **t${(i + 2) % count}, "k": f0}`)
        .concat('def f0(x):\n    return t0["k"](x) or t1[x]')
        .join("\n"),
  ],
])(
  "%s: the steps stay within their bound",
  async (_title, program) => {
    const knowledge = counting();
    const evaluator = new Evaluator(await programOf({ "main.py": `${program(12)}\nshow(f0(1))\n` }), knowledge);
    for (const scope of evaluator.program.scopes()) for (const { call } of scope.calls) evaluator.evaluate(call, genericFrame(scope));
    expect(knowledge.count()).toBeLessThan(3_000_000);
  },
  60_000,
);
