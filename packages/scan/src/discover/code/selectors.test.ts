import { describe, expect, test } from "vitest";
import { parseKnowledge } from "../../knowledge/load.ts";
import { found } from "./testing/found.ts";

/** Names of the tools that a selector finds in a call of `sdk.make`. */
async function chosen(selector: string, source: string, path = "main.py"): Promise<readonly string[]> {
  const language = path.endsWith(".ts") ? "typescript" : path.endsWith(".go") ? "go" : "python";
  const libraries = parseKnowledge(
    JSON.stringify({
      libraries: [
        {
          id: "sdk",
          languages: [language],
          modules: ["sdk"],
          calls: [{ at: ["make()", "chain().make()", "Client().make()"], emit: [{ kind: "tool", name: selector, fallback: "none" }] }],
        },
      ],
    }),
    "test",
  );
  return (await found({ [path]: source }, libraries)).names().map((name) => name.replace(/^tool /, ""));
}

const PYTHON = "import sdk\n";

describe("what a selector chooses", () => {
  test.each([
    ["name", 'sdk.make(name="x")', ["x"]],
    ["name", 'opts = {"name": "x"}\nsdk.make(**opts)', ["x"]],
    ["#0", 'sdk.make("x", "y")', ["x"]],
    ["#1", 'sdk.make("x", "y")', ["y"]],
    ["#*", 'sdk.make("x", "y", z="z")', ["x", "y"]],
    ["**", 'sdk.make("x", y="y", z="z")', ["y", "z"]],
    ["#0.model", 'sdk.make({"model": "x"})', ["x"]],
    ["#0.deep.model", 'sdk.make({"deep": {"model": "x"}})', ["x"]],
    ["#0.*", 'sdk.make({"a": "x", "b": "y"})', ["x", "y"]],
    ["#0[]", 'sdk.make(["x", "y"])', ["x", "y"]],
    ["#0[].name", 'sdk.make([{"name": "x"}, {"name": "y"}])', ["x", "y"]],
    ["messages{system}", 'sdk.make(messages=[{"role": "system", "content": "x"}, {"role": "user", "content": "y"}])', ["x"]],
    [
      "messages{system|developer}",
      'sdk.make(messages=[{"role": "developer", "content": "x"}, ("system", "y"), ("user", "z")])',
      ["x", "y"],
    ],
    ["receiver.model", 'sdk.Client(model="x").make()', ["x"]],
    ["receiver.#0", 'c = sdk.Client("x")\nc.make()', ["x"]],
    ["^model", 'sdk.chain().model("x").make()', []],
    [">after", 'y = sdk.make()\ny.after("x")', ["x"]],
    ["#0.return.model", 'def f(): return {"model": "x"}\nsdk.make(f)', ["x"]],
    ["assigned", "x = sdk.make()", ["x"]],
    ["name", "sdk.make(other=1)", []],
  ])("%s of %s", async (selector, source, expected) => {
    expect(await chosen(selector, PYTHON + source)).toEqual(expected);
  });

  test(":WithModel: options of Go", async () => {
    expect(await chosen(":WithModel", 'package main\nimport "sdk"\nfunc main() { sdk.make(sdk.WithModel("x")) }', "main.go")).toEqual([
      "x",
    ]);
  });

  test("fields of an object literal of TypeScript", async () => {
    expect(await chosen("#0.model", 'import { make } from "sdk";\nconst model = "x";\nmake({ model });', "a.ts")).toEqual(["x"]);
  });
});
