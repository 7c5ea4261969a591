import type { Asset } from "@castellan/graph";
import { isGuarded, toolUsers } from "../agents/agents.ts";
import { hasApproval, type Power, powersOf } from "../agents/powers.ts";
import { untrustedTextOf } from "../agents/untrusted.ts";
import { PATH_CHECKS } from "../assess/names-in.ts";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, Usage } from "../rule.ts";

const ID = "agent-unapproved-action";
const ACTIONS: ReadonlyMap<Power, string> = new Map<Power, string>([
  ["write", "write files of its choice"],
  ["delete", "delete files of its choice"],
]);
const CODE = (decorator: string): string =>
  `import shutil\nfrom agents import Agent, function_tool\n\n@function_tool${decorator}\ndef remove(path: str) -> str:\n    shutil.rmtree(path)\n    return "done"\n\nagent = Agent(name="helper", tools=[remove])\n`;

/** A tool with effects that no person approves and no guardrail checks. */
export const agentUnapprovedAction: Rule = {
  card: {
    id: ID,
    title: "An agent changes files of its choice without an approval",
    appliesTo: ["tool", "agent"],
    why: "A wrong or injected instruction overwrites or deletes what the application can reach.",
    fix: "Ask for an approval, or check the path against a folder of its own.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-AGNT-02", "ADS-AGNT-10"],
    supersedes: ["tool-file-path-unchecked"],
    bad: [{ title: "deletes any path", files: { "a.py": CODE("") } }],
    good: [{ title: "with an approval", files: { "a.py": CODE("(needs_approval=True)") } }],
  },
  because: { exposure: "not known what text the agent reads, taken as company-wide", data: "files that the application may change" },
  check(inventory) {
    const powers = powersOf(inventory);
    const seen = new Set<string>();
    return judgeEach(
      toolUsers(inventory).flatMap((user) => user.tools.map((tool) => ({ user, tool }))),
      ({ user: { user, tools }, tool }) => {
        const [worst] = (powers.get(tool.id) ?? []).filter(({ power }) => ACTIONS.has(power));
        if (worst === undefined || hasApproval(inventory, tool)) return "passed";
        if (seen.has(tool.id)) return [];
        seen.add(tool.id);
        const [text] = user.kind === "mcp-server" ? [] : untrustedTextOf(inventory, user, tools);
        if (pathChecked(inventory, tool, worst.usage)) return "passed";
        return fromAsset(ID, tool, {
          message: `${plain(tool.name, 40)} lets ${plain(user.name, 40)} ${ACTIONS.get(worst.power) ?? ""}, without an approval.`,
          headline: `${text?.what ?? "A wrong or injected instruction"} can make ${plain(user.name, 40)} ${ACTIONS.get(worst.power) ?? ""}`,
          more: worst.evidence,
          scope: user.scope === "production" ? tool.scope : user.scope,
          ...(text === undefined ? {} : { adjust: [text.exposure] }),
          ...(isGuarded(inventory, user.id) ? { mitigations: ["a guardrail stands before the agent"] } : {}),
        });
      },
    );
  },
};

/** The tool's file, or that of the change itself, speaks of a check of paths. */
function pathChecked(inventory: Inventory, tool: Asset, usage: Usage | undefined): boolean {
  const around = surroundingsOf(inventory);
  const places = [...tool.occurrences.map(({ target, file }) => ({ target: target ?? 0, file })), ...(usage === undefined ? [] : [usage])];
  return places.some(({ target, file }) => {
    const found = file === undefined ? undefined : inventory.project.file(target, file);
    return found !== undefined && around.mentions(found, PATH_CHECKS);
  });
}
