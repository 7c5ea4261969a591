import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "agent-dangerous-builtin";
const SANDBOXED = /^(?:docker|e2b|modal|wasm|blaxel|daytona)$/;

function dangers(usage: Usage): string | undefined {
  const name = /(\w+)\(\)$/.exec(usage.callee)?.[1] ?? usage.callee;
  if (/pandas_dataframe_agent|csv_agent/.test(name))
    return argument(usage, "allow_dangerous_code") === true
      ? `${name} with allow_dangerous_code=True runs Python that the model writes`
      : undefined;
  if (name === "CodeAgent") {
    const executor = argument(usage, "executor_type");
    return typeof executor === "string" && SANDBOXED.test(executor)
      ? undefined
      : "smolagents' CodeAgent runs Python that the model writes in its own process";
  }
  if (argument(usage, "ask_human_input") === true) return undefined;
  return `${name} runs what the model writes`;
}

/** Ready-made tools and agents that run code: PythonREPL, ShellTool, pandas agents, CodeAgent without a sandbox. */
export const agentDangerousBuiltin: Rule = {
  card: {
    id: ID,
    title: "A ready-made tool runs code that a model writes",
    appliesTo: ["tool", "agent"],
    why: "These tools run the model's text as code with the rights of the application; data that the model reads can hold instructions.",
    fix: "Run the code in a sandbox (a container without secrets and network), or use tools that only query.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-AGNT-09", "ADS-AGNT-01"],
    supersedes: ["agent-code-execution"],
    bad: [
      {
        title: "a Python shell",
        files: { "a.py": "from langchain_experimental.tools import PythonREPLTool\ntools = [PythonREPLTool()]\n" },
      },
      {
        title: "a pandas agent",
        files: {
          "a.py":
            "from langchain_experimental.agents import create_pandas_dataframe_agent\nagent = create_pandas_dataframe_agent(llm, frame, allow_dangerous_code=True)\n",
        },
      },
    ],
    good: [
      {
        title: "in a sandbox",
        files: { "a.py": "from smolagents import CodeAgent\nagent = CodeAgent(tools=[], model=model, executor_type='docker')\n" },
      },
    ],
  },
  because: {
    exposure: "not known what text the model reads, taken as company-wide",
    exploitability: "one step: no approval is asked",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "execute-tool"),
      (usage) => {
        const danger = dangers(usage);
        return danger === undefined
          ? "passed"
          : fromUsage(ID, usage, { message: `${plain(danger, 120)}.`, headline: `A prompt injection runs code: ${plain(danger, 90)}` });
      },
    ),
};
