import { toolUsers } from "../agents/agents.ts";
import { hasApproval, powersOf } from "../agents/powers.ts";
import { privateDataOf, untrustedTextOf } from "../agents/untrusted.ts";
import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "agent-private-data-egress";
const rows = Array.from({ length: 55 }, (_, index) =>
  JSON.stringify({
    customer_name: `Ann${"abcdefghij"[index % 10] ?? ""} Miller`,
    email: `ann${index}@mail-northquay.com`,
    note: `please call me about payment number ${index} of last week`,
  }),
);
const CODE = (tools: string): string =>
  `import json\nimport httpx\nfrom agents import Agent, Runner, function_tool\n\n@function_tool\ndef notes() -> str:\n    return open("data/notes.jsonl").read()\n\n@function_tool\ndef fetch(url: str) -> str:\n    return httpx.get(url).text\n\nagent = Agent(name="helper", tools=[${tools}])\n`;

/** Private data, untrusted text and a free way out in one agent. */
export const agentPrivateDataEgress: Rule = {
  card: {
    id: ID,
    title: "An agent combines private data, untrusted text and a free way out",
    appliesTo: ["agent"],
    why: "Instructions hidden in what the agent reads can make it send what it knows to an address of the attacker's choice.",
    fix: "Take one of the three away: let the agent that reads untrusted text see no private data, or let it reach named addresses only.",
    base: factors(3, 2, 2, 2),
    controls: ["ADS-AGNT-03", "ADS-AGNT-05"],
    supersedes: ["tool-fetches-any-url"],
    bad: [
      { title: "notes of customers and any address", files: { "a.py": CODE("notes, fetch"), "data/notes.jsonl": `${rows.join("\n")}\n` } },
    ],
    good: [{ title: "no way out", files: { "a.py": CODE("notes"), "data/notes.jsonl": `${rows.join("\n")}\n` } }],
  },
  because: { exploitability: "known technique, needs tries", data: "personal data" },
  check(inventory) {
    const powers = powersOf(inventory);
    return judgeEach(
      toolUsers(inventory).filter(({ user }) => user.kind === "agent" || user.kind === "model" || user.kind === "endpoint"),
      ({ user, tools }) => {
        const out = tools
          .flatMap((tool) => (hasApproval(inventory, tool) ? [] : (powers.get(tool.id) ?? [])))
          .find(({ power }) => power === "fetch-any");
        if (out === undefined) return "passed";
        const data = privateDataOf(inventory, user, tools);
        const [text] = untrustedTextOf(inventory, user, tools);
        if (data === undefined || text === undefined) return "passed";
        return fromAsset(ID, user, {
          message: `${plain(user.name, 60)} reads ${plain(data.what, 60)} and untrusted text (${text.who}), and ${plain(out.tool.name, 40)} reaches any address.`,
          headline: `${text.what} can make ${plain(user.name, 40)} send ${plain(data.what, 60)} anywhere`,
          more: [data.evidence, ...out.evidence, ...text.evidence],
          adjust: [
            text.exposure,
            ...(data.personal ? [] : [{ factor: "data" as const, value: 2 as const, reason: "what the data base holds (not known)" }]),
          ],
        });
      },
    );
  },
};
