import type { Asset, Json } from "@castellan/graph";
import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "mcp-server-broad";
const CONFIG = (args: readonly string[], command = "npx"): string =>
  `${JSON.stringify({ mcpServers: { files: { command, args } } }, null, 2)}\n`;
const ROOT = /^(?:\/|~\/?|\$\{?HOME\}?\/?|\$\{?userHome\}?\/?|[A-Za-z]:[\\/]*|\/(?:home|Users|root|etc|var)\/?|%USERPROFILE%)$/;
const MOUNTED = /^(?:(?:type=bind,)?(?:src|source)=)?(?:\/|~|\$\{?HOME\}?)(?::|,)|docker\.sock/;

function words(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** What a server is given that it hardly needs. */
function tooBroad({ attributes, name }: Asset): string | undefined {
  const args = words(attributes["args"]);
  const what = `${String(attributes["package"] ?? "")} ${name}`;
  if (/filesystem|desktop-commander|file-?system/i.test(what)) {
    const root = args.find((word) => ROOT.test(word));
    if (root !== undefined) return `the folder ${plain(root, 20)} and everything below it`;
  }
  if (args.includes("--privileged")) return "the rights of the host (--privileged)";
  const mount = args.find((word) => MOUNTED.test(word));
  if (mount !== undefined)
    return mount.includes("docker.sock") ? "the Docker socket, which is the host" : "the whole file system of the host";
  const opened = args.find((word) =>
    /^--(?:allow-all|dangerously-skip-permissions|yolo|allow-(?:dangerous|shell|write)|unrestricted|no-sandbox)$/.test(word),
  );
  if (opened !== undefined && opened !== "--no-sandbox") return `all permissions (${opened})`;
  return undefined;
}

/** MCP servers with more than they need: the root folder, the Docker socket, all permissions. */
export const mcpServerBroad: Rule = {
  card: {
    id: ID,
    title: "An MCP server may do more than it needs",
    appliesTo: ["mcp-server"],
    why: "Text that the model reads can make it use the server: what the server reaches, the text's author reaches.",
    fix: "Give it the project's folder only, read-only where that is enough; no Docker socket, no host mounts.",
    base: factors(2, 2, 3, 1),
    controls: ["ADS-MCPS-03"],
    bad: [
      { title: "the root folder", files: { ".mcp.json": CONFIG(["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/"]) } },
      {
        title: "the Docker socket",
        files: { ".mcp.json": CONFIG(["run", "-i", "-v", "/var/run/docker.sock:/var/run/docker.sock", "acme/mcp:1.2.0"], "docker") },
      },
    ],
    good: [
      { title: "one folder", files: { ".mcp.json": CONFIG(["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "./reports"]) } },
    ],
  },
  because: { exposure: "whoever writes text that the assistant reads", data: "keys and files of the workstation" },
  check: (inventory) =>
    judgeEach(
      inventory.ofKind("mcp-server").filter(({ attributes }) => attributes["command"] !== undefined || attributes["args"] !== undefined),
      (asset) => {
        const broad = tooBroad(asset);
        return broad === undefined
          ? "passed"
          : fromAsset(ID, asset, {
              message: `The MCP server ${plain(asset.name, 40)} is given ${broad}.`,
              headline: `A prompt injection reaches ${broad} through ${plain(asset.name, 40)}`,
              confidence: "certain",
              evidence: asset.occurrences.slice(0, 4),
            });
      },
    ),
};
