import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "llm-verbose-logging";

/** Debug switches that write every prompt and answer to the log. */
export const llmVerboseLogging: Rule = {
  card: {
    id: ID,
    title: "Prompts and answers are written to the log",
    appliesTo: ["model", "application"],
    why: "Logs are kept longer and read by more people than the conversations; they hold whatever users wrote.",
    fix: "Leave the debug switch off in production; trace with masking.",
    base: factors(1, 1, 2, 1),
    controls: ["ADS-DATA-07"],
    bad: [{ title: "debug on", files: { "a.py": "from langchain.globals import set_debug\nset_debug(True)\n" } }],
    good: [{ title: "debug off", files: { "a.py": "from langchain.globals import set_debug\nset_debug(False)\n" } }],
  },
  because: { exposure: "roles that read the log", exploitability: "needs access to the log", data: "what users write" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "llm-debug"),
      (usage) => {
        const on = argument(usage, "#0", "value");
        if (on !== true && on !== undefined) return "passed";
        return fromUsage(ID, usage, {
          message: `${plain(usage.callee, 50)} writes prompts and answers to the log.`,
          headline: "Whoever reads the log reads the conversations",
        });
      },
    ),
};
