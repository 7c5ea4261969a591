import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.ts";
import { placeholders, proseKindOf, readProse } from "./index.ts";

describe("proseKindOf", () => {
  it.each<[string, string | undefined]>([
    ["skills/pdf/SKILL.md", "skill"],
    ["AGENTS.md", "rules"],
    ["CLAUDE.md", "rules"],
    ["sub/CLAUDE.local.md", "rules"],
    [".cursorrules", "rules"],
    [".cursor/rules/a.mdc", "rules"],
    [".github/copilot-instructions.md", "rules"],
    [".github/instructions/x.instructions.md", "rules"],
    [".claude/agents/reviewer.md", "agent"],
    [".github/agents/a.agent.md", "agent"],
    [".claude/commands/fix.md", "prompt"],
    ["prompts/system.txt", "prompt"],
    ["app/prompts/a/b.jinja2", "prompt"],
    ["src/system_prompt.md", "prompt"],
    ["chat.prompty", "prompt"],
    ["x.prompt.yml", "prompt"],
    ["chat_template.jinja", "template"],
    ["prompts/README.md", undefined],
    ["README.md", undefined],
    ["docs/guide.md", undefined],
    ["prompts/load.py", undefined],
    ["src/prompt.ts", undefined],
  ])("%s is %s", (path, kind) => expect(proseKindOf(path)).toBe(kind));
});

describe("readProse", () => {
  it("reads front matter and placeholders", () => {
    expect(
      readProse(
        "skills/a/SKILL.md",
        "---\nname: pdf\ndescription: Reads PDF\nallowed-tools: Read, Bash\n---\nUse {file} and {{ user.name }} in ${PLACE}, not {{#if x}} or { not }.",
      ),
    ).toMatchObject({
      kind: "skill",
      name: "pdf",
      description: "Reads PDF",
      variables: ["PLACE", "file", "user.name", "x"].filter((name) => name !== "x"),
    });
  });
  it("reads YAML prompts", () =>
    expect(readProse("prompts/a.yaml", "name: greet\nmessages:\n  - role: user\n    content: Hi {{name}}\n")).toMatchObject({
      kind: "prompt",
      name: "greet",
      variables: ["name"],
    }));
  it("keeps code braces out", () => expect(placeholders("function f() { return 1 } $5 {a b} {0}")).toEqual([]));
  it("refuses other files and too much", () => {
    expect(() => readProse("README.md", "x")).toThrow(FormatError);
    expect(() => readProse("AGENTS.md", "xxxx", { bytes: 2, depth: 1, nodes: 1 })).toThrow(FormatError);
  });
});
