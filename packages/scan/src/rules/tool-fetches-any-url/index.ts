import type { Json } from "@castellan/graph";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach, members, plain } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "tool-fetches-any-url";
const CODE = (check: string): string =>
  `import httpx\nfrom agents import Agent, function_tool\n\n@function_tool\ndef fetch(url: str) -> str:\n${check}    return httpx.get(url).text\n\nagent = Agent(name="helper", tools=[fetch])\n`;

function address(usage: Usage): Json | undefined {
  return usage.arguments["#0"] ?? usage.arguments["url"];
}

/** A tool fetches the address that the model names. */
export const toolFetchesAnyUrl: Rule = {
  card: {
    id: ID,
    title: "A tool fetches any address that the model names",
    appliesTo: ["tool"],
    why: "The tool reaches what the machine reaches: metadata services and internal systems; and an address can carry data out.",
    fix: "Allow named hosts, refuse private and link-local addresses, and do not follow redirects to them.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-AGNT-05"],
    bad: [{ title: "any address", files: { "a.py": CODE("") } }],
    good: [
      {
        title: "named hosts",
        files: {
          "a.py": CODE("    if httpx.URL(url).host not in ALLOWED_HOSTS:\n        raise ValueError(url)\n").replace(
            "import httpx\n",
            'import httpx\nALLOWED_HOSTS = ("northquay.example",)\n',
          ),
        },
      },
    ],
  },
  because: { exposure: "not known what text the model reads, taken as company-wide", data: "internal services that the machine reaches" },
  check(inventory) {
    const tools = new Set(inventory.ofKind("tool").map(({ id }) => id));
    const fetches = inventory.usages.filter(
      ({ act, holders }) => (act === "download" || act === "send") && holders.some((holder) => tools.has(holder)),
    );
    return judgeEach(fetches, (usage) => {
      const chosen = usage.origins.some(
        ({ argument, source, asset }) =>
          ["#0", "url", "#0.url"].includes(argument) && source === "model-output" && asset !== undefined && tools.has(asset),
      );
      const value = address(usage);
      // A fixed host with an argument in its path or query is no free choice.
      if (!chosen || typeof value === "string" || members(value)?.["unresolved"] === "partial") return "passed";
      const file = inventory.project.file(usage.target, usage.file);
      if (
        file !== undefined &&
        surroundingsOf(inventory).mentions(
          file,
          /allow(?:ed)?_?(?:hosts?|domains?|list|urls?)|allowlist|whitelist|is_private|isPrivate|ssrf|validate_?url/i,
        )
      )
        return "passed";
      const [tool] = usage.holders.filter((holder) => tools.has(holder));
      return fromUsage(ID, usage, {
        ...(tool === undefined ? {} : { asset: tool }),
        message: `${plain(usage.symbol, 40)} fetches an address that the model names, without a check.`,
        headline: "A prompt injection reaches internal services through a tool",
      });
    });
  },
};
