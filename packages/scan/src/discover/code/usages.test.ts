import { expect, test } from "vitest";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { dedent } from "../../resolve/testing/shown.ts";
import type { Usage } from "../../rules/rule.ts";
import { codeDiscoverer } from "./index.ts";
import { codeProject } from "./testing/code-project.ts";

async function usages(source: string): Promise<readonly Usage[]> {
  const seen: Usage[] = [];
  codeDiscoverer(new LibraryIndex(loadKnowledge())).discover(await codeProject({ "main.py": dedent(source) }), {
    asset: ({ kind, name }) => `${kind} ${name}`,
    describe: () => undefined,
    relate: () => undefined,
    package: () => undefined,
    resource: () => undefined,
    unresolved: () => undefined,
    usage: (usage) => seen.push(usage),
  });
  return seen;
}

test("a call that rules judge comes with its arguments, what it serves and where its argument is from", async () => {
  const [usage] = await usages(`
    import subprocess
    from agents import function_tool
    @function_tool
    def run(cmd: str):
        return subprocess.run(cmd, shell=True)`);
  expect(usage).toMatchObject({
    act: "execute",
    callee: "subprocess.run()",
    line: 5,
    symbol: "run",
    arguments: { shell: true },
    holders: ["tool run"],
  });
  expect(usage?.origins).toContainEqual(expect.objectContaining({ argument: "#0", source: "model-output", asset: "tool run" }));
});

test.each([
  ["a text that is written there", 'subprocess.run("ls")', "literal"],
  ["the environment", 'subprocess.run(os.environ["X"])', "environment"],
  ["a download", 'subprocess.run(requests.get("https://x").text)', "download"],
])("origins: %s", async (_title, source, expected) => {
  const found = await usages(`import os\nimport subprocess\nimport requests\n${source}\n`);
  expect(found.find(({ act }) => act === "execute")?.origins.map(({ source: from }) => from)).toContain(expected);
});

test("lists that lead back to themselves have an end", async () => {
  const [usage] = await usages("import subprocess\nA = [B]\nB = [A]\nsubprocess.run(A)\n");
  expect(JSON.stringify(usage?.arguments)).toContain("unresolved");
});

test("the functions that a tool calls are its own work", async () => {
  const [usage] = await usages(`
    import subprocess
    from agents import function_tool
    def helper(x): subprocess.run(x)
    @function_tool
    def outer(x): helper(x)`);
  expect(usage?.holders).toEqual(["tool outer"]);
});
