import { expect, test } from "vitest";
import { type Binding, reaching, type Scope } from "./scope.ts";
import { programOf } from "./testing/shown.ts";

async function scopesOf(source: string, path = "main.py"): Promise<readonly Scope[]> {
  return [...(await programOf({ [path]: source })).scopes()];
}

test("declarations have dotted names; methods of other places the type before theirs", async () => {
  const python = await scopesOf(`
    class Agent:
        def run(self):
            def inner(): pass
            call(lambda: 1)
    def top(): pass`);
  expect(python.map(({ qualifiedName }) => qualifiedName)).toEqual(["", "Agent", "Agent.run", "Agent.run.inner", "Agent.run.<1>", "top"]);
  const go = await scopesOf("package main\ntype Bot struct{}\nfunc (b *Bot) Run() {}", "main.go");
  expect(go.map(({ qualifiedName }) => qualifiedName)).toContain("Bot.Run");
});

test.each([
  ["an argument of a call", "f(g())", ["f", "g"]],
  ["a decorator", "@route('/x')\ndef f(): pass", ["route"]],
  ["a default", "def f(x=make()): pass", ["make"]],
  ["a base", "class A(base()): pass", ["base"]],
  ["a comprehension and what it runs over", "x = [f(i) for i in g() if h(i)]", ["g", "h", "f"]],
  ["a condition", "if f():\n    pass\nelif g():\n    pass", ["f", "g"]],
  ["a subscript that is assigned to", "d[f()] = g()", ["g", "f"]],
  ["a with statement", "with f() as x:\n    g()", ["f", "g"]],
  ["parts of a text", 'x = f"{f()}"', ["f"]],
  ["arms of a match", "match f():\n    case 1:\n        g()", ["f", "g"]],
])("no call is lost: %s", async (_title, source, names) => {
  const calls = (await scopesOf(source)).flatMap(({ calls }) =>
    calls.map(({ call }) => (call.callee.kind === "name" ? call.callee.name : "?")),
  );
  expect(calls.sort()).toEqual([...names].sort());
});

test("a default in a pattern is called too", async () => {
  const calls = (await scopesOf("const { client = new OpenAI() } = options;", "a.ts")).flatMap((scope) => scope.calls);
  expect(calls.map(({ assignedTo }) => assignedTo)).toEqual(["client"]);
});

test("what is given to an object after it was made", async () => {
  const [module] = await scopesOf("agent.handoffs = [a]\nagent.tools.append(b)\nself.x = 1");
  expect(module?.given.map(({ object, name }) => `${object}.${name}`)).toEqual(["agent.handoffs", "agent.tools"]);
});

test("reads of the environment, orders of steps and the blocks around calls are kept", async () => {
  const [module] = await scopesOf('import os\nos.environ["A"]\na >> b >> c\nwith dag() as d:\n    step()');
  expect(module?.environmentReads).toHaveLength(1);
  expect(module?.orders).toHaveLength(2);
  expect(module?.calls.find(({ within }) => within !== undefined)?.within).toHaveLength(1);
});

function binding(line: number, arms: Binding["arms"] = []): Binding {
  return {
    name: "x",
    span: { line, endLine: line },
    source: { kind: "value", value: { kind: "number", value: line, line, endLine: line }, path: [] },
    arms,
  };
}

const ARM = { line: 3, endLine: 4 };

test.each([
  ["the last one before the use", [binding(1), binding(2)], 5, [2]],
  ["one behind the use does not count", [binding(1), binding(9)], 5, [1]],
  ["nothing before the use: what follows may have run", [binding(9)], 5, [9]],
  ["an arm that may not have run", [binding(1), binding(3, [ARM])], 5, [1, 3]],
  ["an arm around the use has run", [binding(1), binding(3, [ARM])], 4, [3]],
  ["from a nested scope all of them", [binding(1), binding(9, [ARM])], undefined, [1, 9]],
])("reaching: %s", (_title, bindings, line, lines) => {
  const use = line === undefined ? undefined : { line, endLine: line };
  expect(reaching(bindings, use).map(({ span }) => span.line)).toEqual(lines);
});
