import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { isLive } from "../secret-committed/secrets.ts";

const ID = "mcp-secret-inline";
const SAMPLE = ["xoxb", "314159265358", "271828182845", "Qm7xRz2LkT9wVb4NcH6yJd8P"].join("-");
const CONFIG = (value: string): string =>
  `${JSON.stringify({ mcpServers: { chat: { command: "npx", args: ["-y", "chat-mcp@1.0.0"], env: { CHAT_TOKEN: value } } } }, null, 2)}\n`;

/** A credential written into the configuration of an MCP client. */
export const mcpSecretInline: Rule = {
  card: {
    id: ID,
    title: "A credential stands in an MCP configuration",
    appliesTo: ["mcp-server", "file"],
    why: "The file is shared with the project, and every assistant that reads it knows the credential.",
    fix: "Revoke it, and refer to the environment or the client's secret input (${TOKEN}, ${input:token}).",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SECR-02", "ADS-SECR-01"],
    supersedes: ["secret-committed", "password-committed"],
    bad: [{ title: "a token", files: { ".mcp.json": CONFIG(SAMPLE) } }],
    good: [{ title: "a reference", files: { ".mcp.json": CONFIG("${CHAT_TOKEN}") } }],
  },
  because: {
    exposure: "not known if this repository is public, taken as company-wide",
    exploitability: "whoever reads it can use it",
    data: "credentials",
  },
  check: (inventory) =>
    judgeEach(inventory.ofKind("mcp-server"), (asset) => {
      const [place] = asset.occurrences;
      const file = place?.file === undefined ? undefined : inventory.project.file(place.target ?? 0, place.file);
      if (file === undefined || (asset.attributes["command"] === undefined && asset.attributes["url"] === undefined))
        return "not-applicable";
      const names = Array.isArray(asset.attributes["literalSecrets"]) ? asset.attributes["literalSecrets"] : [];
      if (names.length === 0 || file.lifecycle !== "committed") return "passed";
      const next = inventory
        .ofKind("mcp-server")
        .flatMap(({ occurrences }) => occurrences)
        .filter((other) => other.file === file.path && (other.line ?? 0) > (place?.line ?? 0))
        .map(({ line }) => line ?? 0);
      const end = Math.min(...next, (place?.line ?? 0) + 60);
      const seen = file.facts.sensitive.filter(({ line }) => line >= (place?.line ?? 0) && line < end);
      const live = seen.some(isLive);
      return fromAsset(ID, asset, {
        message: `The configuration of the MCP server ${plain(asset.name, 40)} holds a credential (${names.map((name) => plain(String(name), 30)).join(", ")}).`,
        headline: `A credential of ${plain(asset.name, 40)} stands in ${plain(file.path, 50)}`,
        excerpt: names.join(" "),
        confidence: seen.length > 0 ? "likely" : "possible",
        evidence: asset.occurrences.slice(0, 1),
        covers: seen.map(({ line }) => ({ file: file.path, line })),
        ...(live && file.scope === "production" ? { pinned: true } : {}),
      });
    }),
};
