import type { Asset } from "@castellan/graph";
import { isGuarded, type ToolUser, toolUsers } from "../agents/agents.ts";
import { hasApproval, powersOf, type ToolPower } from "../agents/powers.ts";
import { untrustedTextOf } from "../agents/untrusted.ts";
import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, RuleDraft } from "../rule.ts";

const ID = "agent-code-execution";
const AGENT = (tool: string): string =>
  `import subprocess\nfrom agents import Agent, Runner, function_tool\n\n${tool}\n\nagent = Agent(name="helper", tools=[run])\n\nasync def main(text):\n    await Runner.run(agent, text)\n`;

/** A tool that runs what the model writes, without an approval. */
export const agentCodeExecution: Rule = {
  card: {
    id: ID,
    title: "An agent can run commands or code that a model writes",
    appliesTo: ["tool", "agent"],
    why: "Whatever text the agent reads can become a command: a prompt injection is code execution on the machine that runs the tool.",
    fix: "Require an approval for the tool, replace it by narrow tools with checked arguments, or run it in a sandbox without secrets and network.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-AGNT-01", "ADS-AGNT-02", "ADS-AGNT-09"],
    supersedes: ["eval-model-output", "agent-unapproved-action"],
    references: ["https://genai.owasp.org/llm-top-10/"],
    bad: [
      {
        title: "a shell tool",
        files: {
          "a.py": AGENT(
            "@function_tool\ndef run(command: str) -> str:\n    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout",
          ),
        },
      },
      {
        title: "through a function of its own",
        files: {
          "a.py": AGENT(
            "def shell(text):\n    return subprocess.run(text, shell=True)\n\n@function_tool\ndef run(command: str) -> str:\n    return str(shell(command))",
          ),
        },
      },
      {
        title: "evaluated code",
        files: { "a.py": AGENT("@function_tool\ndef run(expression: str) -> str:\n    return str(eval(expression))") },
      },
      {
        title: "a tool of an own MCP server",
        files: {
          "s.ts":
            'import { exec } from "node:child_process";\nimport { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { z } from "zod";\n\nconst server = new McpServer({ name: "shell", version: "1" });\nserver.tool("run", "Runs a command", { command: z.string() }, async ({ command }) => {\n  exec(command);\n  return { content: [] };\n});\n',
        },
      },
    ],
    good: [
      {
        title: "with an approval",
        files: {
          "a.py": AGENT(
            "@function_tool(needs_approval=True)\ndef run(command: str) -> str:\n    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout",
          ),
        },
      },
      {
        title: "a fixed program",
        files: {
          "a.py": AGENT(
            '@function_tool\ndef run(path: str) -> str:\n    return subprocess.run(["git", "log", "--", path], capture_output=True, text=True).stdout',
          ),
        },
      },
      { title: "no model in between", files: { "a.py": "import subprocess\nsubprocess.run('make all', shell=True)\n" } },
    ],
  },
  because: { exploitability: "one step: no approval is asked", data: "code execution" },
  check(inventory) {
    const powers = powersOf(inventory);
    const pairs = toolUsers(inventory).flatMap((user) => user.tools.map((tool) => ({ user, tool })));
    const reported = new Set<string>();
    return judgeEach(pairs, ({ user, tool }) => {
      const executing = (powers.get(tool.id) ?? []).filter(({ power }) => power === "execute");
      const [worst] = executing;
      if (worst === undefined || hasApproval(inventory, tool)) return "passed";
      // A tool that two agents share is one cause; the first agent in order speaks for it.
      if (reported.has(tool.id)) return [];
      reported.add(tool.id);
      return draftOf(inventory, user, tool, worst);
    });
  },
};

function draftOf(inventory: Inventory, { user, tools }: ToolUser, tool: Asset, power: ToolPower): RuleDraft {
  const [text] = user.kind === "mcp-server" ? [] : untrustedTextOf(inventory, user, tools);
  const name = plain(tool.name, 40);
  const who =
    user.kind === "mcp-server"
      ? `a client of the MCP server ${plain(user.name, 40)}`
      : user.kind === "agent"
        ? `the ${plain(user.name, 40)} agent`
        : `${plain(user.name, 40)}`;
  const guarded = isGuarded(inventory, user.id);
  return fromAsset(ID, tool, {
    message: `${who} may call ${name}, which runs what the model writes${power.usage === undefined ? "" : ` (${plain(power.usage.callee, 40)})`}, without an approval.`,
    headline:
      text === undefined
        ? `A prompt injection in ${who} runs commands through ${name}`
        : `${text.what} can make ${who} run ${power.usage?.act === "evaluate" ? "code" : "shell commands"}`,
    more: [...power.evidence, ...(text?.evidence ?? []), ...user.occurrences.slice(0, 1)],
    remediation: `Require an approval for ${name}, or remove it; where it must stay, run it in a sandbox without secrets and network.`,
    scope: worseScope(tool.scope, user.scope),
    confidence: "likely",
    covers: power.usage === undefined ? [] : [{ file: power.usage.file, line: power.usage.line }],
    adjust: [
      ...(text === undefined
        ? [
            {
              factor: "exposure" as const,
              value: 2 as const,
              reason:
                user.kind === "mcp-server"
                  ? "whatever text a client of the server reads (assumed)"
                  : "not known what text the agent reads, taken as company-wide",
            },
          ]
        : [text.exposure]),
      { factor: "blast", value: 2, reason: `the machine that runs ${name}, with its credentials` },
    ],
    ...(guarded ? { mitigations: ["a guardrail stands before the agent"] } : {}),
  });
}

/** A tool that only tests use is a test's, wherever it is defined. */
function worseScope(tool: Asset["scope"], user: Asset["scope"]): Asset["scope"] {
  return user === "production" ? tool : user;
}
