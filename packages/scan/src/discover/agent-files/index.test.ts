import { describe, expect, it } from "vitest";
import { promptFiles } from "../prompt-files/index.ts";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { agentFiles } from "./index.ts";

describe("agent-files and prompt-files", () => {
  it("draws skills, agents, rules and prompts", async () => {
    const found = discovered(
      await readProject({
        ".claude/skills/pdf/SKILL.md": "---\nname: pdf-tools\ndescription: Reads PDF\nallowed-tools: Read, Bash(git:*)\n---\nx",
        ".claude/skills/pdf/run.py": "print(1)\n",
        ".claude/agents/reviewer.md": "---\nname: reviewer\nmodel: sonnet\ntools: [Read]\n---\nReview.",
        "CLAUDE.md": "# Rules",
        "prompts/greet.txt": "Hi {name}",
        "chat.prompty": "---\nname: chat\nmodel:\n  configuration:\n    type: azure_openai\n    azure_deployment: gpt-4o\n---\nsystem:\nx",
        "summarise.prompt.yml": "name: s\nmodel: openai/gpt-4o-mini\nmessages: []\n",
        "prompts/empty.txt": "",
        "docs/prompts/intro.md": "# Prompts",
      }),
      agentFiles,
      promptFiles,
    );
    expect(found.names()).toEqual([
      "agent reviewer",
      "model gpt-4o",
      "model gpt-4o-mini",
      "model sonnet",
      "prompt .claude/agents/reviewer.md",
      "prompt CLAUDE.md",
      "prompt chat",
      "prompt prompts/greet.txt",
      "prompt s",
      "skill pdf-tools",
    ]);
    expect(found.edges()).toEqual([
      "agent reviewer -has_prompt-> prompt .claude/agents/reviewer.md",
      "agent reviewer -uses_model-> model sonnet",
      "model gpt-4o -has_prompt-> prompt chat",
      "model gpt-4o-mini -has_prompt-> prompt s",
    ]);
    expect(found.assets.find(({ kind }) => kind === "skill")?.attributes).toMatchObject({
      tools: ["Read", "Bash(git:*)"],
      scripts: ["run.py"],
    });
    expect(found.assets.find(({ name }) => name === "prompts/greet.txt")?.attributes).toMatchObject({
      variables: ["name"],
      form: "prompt",
    });
  });
});
