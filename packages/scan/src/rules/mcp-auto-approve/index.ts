import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "mcp-auto-approve";
const EFFECT = /^\*$|exec|shell|bash|command|run_|write|delete|remove|edit|create|push|send|deploy|merge|sql|query/i;
const CONFIG = (names: readonly string[]): string =>
  `${JSON.stringify({ mcpServers: { tools: { command: "npx", args: ["-y", "tools-mcp@1.0.0"], autoApprove: names } } }, null, 2)}\n`;

/** Tools with effects that are approved for good. */
export const mcpAutoApprove: Rule = {
  card: {
    id: ID,
    title: "Tools with effects are approved in advance",
    appliesTo: ["mcp-server"],
    why: "The client does not ask any more: an injected instruction acts at once.",
    fix: "Approve in advance only what reads, and ask for everything that writes, sends or runs.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-MCPS-05"],
    bad: [{ title: "a shell tool", files: { ".mcp.json": CONFIG(["run_command"]) } }],
    good: [{ title: "what reads", files: { ".mcp.json": CONFIG(["list_items"]) } }],
  },
  because: { exposure: "whoever writes text that the assistant reads", data: "what the tools change" },
  check: (inventory) =>
    judgeEach(
      inventory.ofKind("mcp-server").filter(({ attributes }) => Array.isArray(attributes["autoApproved"])),
      (asset) => {
        const names = asset.attributes["autoApproved"];
        const bad = (Array.isArray(names) ? names : []).filter((name) => typeof name === "string" && EFFECT.test(name));
        return bad.length === 0
          ? "passed"
          : fromAsset(ID, asset, {
              message: `${plain(asset.name, 40)} may ${
                bad.includes("*")
                  ? "use every tool"
                  : `use ${bad
                      .map((name) => plain(String(name), 30))
                      .slice(0, 5)
                      .join(", ")}`
              } without being asked.`,
              headline: `An injected instruction acts through ${plain(asset.name, 40)} without a question`,
              evidence: asset.occurrences.slice(0, 1),
              confidence: "certain",
            });
      },
    ),
};
