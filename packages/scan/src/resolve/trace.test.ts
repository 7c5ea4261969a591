import { describe, expect, test } from "vitest";
import { evaluatorOf, questions, type Sources, written } from "./testing/shown.ts";
import { Tracer } from "./trace.ts";

/** Everything that may have flowed into the first `show(…)`, each once. */
async function origins(sources: Sources | string): Promise<readonly string[]> {
  const evaluator = await evaluatorOf(typeof sources === "string" ? { "main.py": sources } : sources);
  const [question] = questions(evaluator.program);
  const found = new Set<string>();
  if (question !== undefined) {
    new Tracer(evaluator, (value) => {
      found.add(written(evaluator, value));
      return false;
    }).trace(question.expression, question.frame);
  }
  return [...found];
}

describe("where a value comes from", () => {
  test.each([
    ["a constant under its name", 'P = "text"\nshow(P)', ['"text"']],
    ["through calls that nobody knows", 'show(clean(load("a"), 3))', ["load()", '"a"'].slice(1)],
    ["parts of a text put together", 'A = "a"\nshow(f"{A} and {b()}")', ['"a"', "b()"]],
    ["a text within a text is no text of its own", 'B = "b"\nshow(f"one {f"two {B}"}")', ['"one two b"', '"b"']],
    ["the place of a tuple", 'x, y = one("a"), two("b")\nshow(y)', ["two()", '"b"']],
    ["items of lists and values of maps", 'show([{"k": "v"}, "w"])', ['"v"', '"w"']],
    ["all arms of a choice", 'show("a" if x else "b")', ['"a"', '"b"']],
    [
      "through the project's own functions",
      `
      def make(text):
          return wrap(text)
      show(make("given"))`,
      ['"given"'],
    ],
    [
      "parameters: what callers give",
      `
      def run(text):
          show(text)
      run("one")
      run("two")`,
      ['"one"', '"two"', "?text"],
    ],
    [
      "attributes set in a constructor",
      `
      class A:
          def __init__(self, text):
              self.text = prepare(text)
      show(A("given").text)`,
      ['"given"'],
    ],
    [
      "attributes of a base",
      `
      class Base:
          def __init__(self):
              self.text = prepare("base")
      class Child(Base):
          pass
      show(Child().text)`,
      ['"base"'],
    ],
    ["what a comprehension runs over", 'show([f(x) for x in load("a")])', ['"a"']],
    ["what is indexed", 'show(load("a")["k"])', ['"a"']],
  ])("%s", async (_title, source, expected) => {
    const found = await origins(source);
    expect(found).toEqual(expect.arrayContaining(expected));
  });

  test("names of other files, also taken apart there", async () => {
    expect(await origins({ "b.py": 'x, y = load("x"), load("y")', "main.py": "from b import y\nshow(y)" })).toContain('"y"');
    expect(await origins({ "b.py": 'x, y = load("x"), load("y")', "main.py": "from b import y\nshow(y)" })).not.toContain('"x"');
  });

  test("a visitor that takes a value ends the way there", async () => {
    const evaluator = await evaluatorOf({ "main.py": 'show(outer(inner("deep")))' });
    const [question] = questions(evaluator.program);
    const seen: string[] = [];
    if (question === undefined) throw new Error("no question");
    new Tracer(evaluator, (value) => {
      seen.push(written(evaluator, value));
      return value.kind === "external";
    }).trace(question.expression, question.frame);
    expect(seen).toEqual(["outer()"]);
  });

  test("a caller of calls sees also those without a result", async () => {
    const evaluator = await evaluatorOf({ "main.py": "show(f(g(x)))" });
    const [question] = questions(evaluator.program);
    const lines: number[] = [];
    if (question === undefined) throw new Error("no question");
    new Tracer(
      evaluator,
      () => false,
      (call) => {
        lines.push(call.arguments.length);
        return false;
      },
    ).trace(question.expression, question.frame);
    expect(lines).toHaveLength(2);
  });

  test("what goes in circles ends", async () => {
    expect(await origins("a = f(b)\nb = f(a)\nshow(a)")).toEqual(expect.arrayContaining(["f()"]));
  });
});
