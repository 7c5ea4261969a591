import { factors } from "../card.ts";
import { fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "sql-from-model-output";
const CODE = (statement: string): string =>
  `import sqlite3\nfrom agents import Agent, function_tool\n\n@function_tool\ndef query(text: str) -> str:\n    connection = sqlite3.connect("bank.db")\n    return str(connection.execute(${statement}).fetchall())\n\nagent = Agent(name="analyst", tools=[query])\n`;

/** A statement that a model writes goes to the data base. */
export const sqlFromModelOutput: Rule = {
  card: {
    id: ID,
    title: "A model writes the statements that a data base runs",
    appliesTo: ["tool", "agent"],
    why: "Whoever can make the model write a statement reads, and with write access changes, whatever the connection may.",
    fix: "Offer queries with bound parameters; where free statements are needed, connect as a read-only user that sees only the tables it should, with a row limit.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-AGNT-06"],
    bad: [{ title: "the model's text is run", files: { "a.py": CODE("text") } }],
    good: [{ title: "bound parameters", files: { "a.py": CODE('"select amount from payments where id = ?", (text,)') } }],
  },
  because: { exposure: "not known what text the model reads, taken as company-wide", data: "what the data base holds (not known)" },
  check: (inventory) =>
    judgeEach(
      inventory.usages.filter(({ act }) => act === "sql"),
      (usage) => {
        if (!usage.origins.some(({ argument, source }) => argument === "#0" && source === "model-output")) return "passed";
        if (typeof usage.arguments["#0"] === "string" && !usage.arguments["#0"].startsWith("$")) return "passed";
        return fromUsage(ID, usage, {
          message: `${plain(usage.callee, 60)} runs a statement that a model wrote${usage.symbol === "" ? "" : ` (${plain(usage.symbol, 40)})`}.`,
          headline: "A prompt injection reads or changes the data base",
        });
      },
    ),
};
