import { at, type ConfigEntry, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";

/** Where servers of one configuration stand: the path for addresses, and the servers by name. */
export interface ServerTable {
  /** Address prefix, as in `mcpServers.X`. */
  readonly address: string;
  readonly servers: readonly ConfigEntry[];
}

interface ClientFormat {
  /** The host that reads the file. */
  readonly client: string;
  readonly matches: RegExp;
  /** Key paths of server tables. */
  readonly keys: readonly (readonly string[])[];
}

const MCP_SERVERS = [["mcpServers"]] as const;
const EITHER = [["mcpServers"], ["servers"]] as const;

/** The configuration files of known MCP hosts; the first match wins. Names are those of the hosts' documentation. */
const CLIENTS: readonly ClientFormat[] = [
  { client: "Cursor", matches: /(?:^|\/)\.cursor\/mcp\.json$/, keys: EITHER },
  { client: "Visual Studio Code", matches: /(?:^|\/)\.vscode\/mcp\.json$/, keys: [["servers"], ["mcpServers"]] },
  {
    client: "Visual Studio Code",
    matches: /(?:^|\/)(?:\.vscode|Code(?: - Insiders)?\/User)\/settings\.json$/,
    keys: [["mcp", "servers"], ["mcp.servers"]],
  },
  {
    client: "Visual Studio Code",
    matches: /\.code-workspace$/,
    keys: [
      ["settings", "mcp", "servers"],
      ["settings", "mcp.servers"],
    ],
  },
  {
    client: "Dev Container",
    matches: /(?:^|\/)\.?devcontainer(?:\/[^/]+)?(?:\/devcontainer)?\.json$/,
    keys: [["customizations", "vscode", "mcp", "servers"]],
  },
  { client: "Visual Studio", matches: /(?:^|\/)\.vs\/mcp\.json$/, keys: EITHER },
  { client: "Claude Desktop", matches: /(?:^|\/)claude_desktop_config[\w.-]*\.json$/, keys: MCP_SERVERS },
  {
    client: "Claude Code",
    matches:
      /(?:^|\/)(?:\.mcp\.json|\.claude\.json|\.claude\/(?:settings(?:\.local)?|mcp)\.json|\.claude-plugin\/plugin\.json|managed-mcp\.json)$/,
    keys: MCP_SERVERS,
  },
  {
    client: "Windsurf",
    matches: /(?:^|\/)(?:\.codeium\/(?:windsurf\/)?mcp_config\.json|\.windsurf\/mcp(?:_config)?\.json|windsurf[\w-]*\/mcp_config\.json)$/,
    keys: MCP_SERVERS,
  },
  { client: "Cline", matches: /(?:^|\/)cline_mcp_settings\.json$|(?:^|\/)\.cline\/mcp[\w.]*\.json$/, keys: MCP_SERVERS },
  { client: "Roo Code", matches: /(?:^|\/)\.roo\/mcp\.json$|(?:^|\/)mcp_settings\.json$/, keys: MCP_SERVERS },
  { client: "Kilo Code", matches: /(?:^|\/)\.kilocode\/mcp\.json$/, keys: MCP_SERVERS },
  { client: "Zed", matches: /(?:^|\/)\.?zed\/settings\.json$/, keys: [["context_servers"]] },
  {
    client: "Continue",
    matches: /(?:^|\/)\.continue\/(?:config\.(?:ya?ml|json)|mcpServers\/[^/]+\.(?:ya?ml|json)|assistants\/[^/]+\.ya?ml)$/,
    keys: [["mcpServers"], ["experimental", "modelContextProtocolServers"]],
  },
  { client: "Gemini CLI", matches: /(?:^|\/)(?:\.gemini\/settings\.json|gemini-extension\.json)$/, keys: MCP_SERVERS },
  { client: "Qwen Code", matches: /(?:^|\/)(?:\.qwen\/settings\.json|qwen-extension\.json)$/, keys: MCP_SERVERS },
  { client: "Codex", matches: /(?:^|\/)\.?codex\/config\.toml$/, keys: [["mcp_servers"]] },
  { client: "OpenCode", matches: /(?:^|\/)(?:\.opencode\/)?opencode\.jsonc?$/, keys: [["mcp"]] },
  { client: "Crush", matches: /(?:^|\/)\.?crush\.json$/, keys: [["mcp"]] },
  { client: "Amazon Q", matches: /(?:^|\/)\.?amazonq\/(?:mcp|default|(?:cli-)?agents\/[^/]+)\.json$/, keys: MCP_SERVERS },
  { client: "Kiro", matches: /(?:^|\/)\.kiro\/(?:settings\/mcp|agents\/[^/]+)\.json$/, keys: MCP_SERVERS },
  { client: "Goose", matches: /(?:^|\/)\.?goose\/config\.ya?ml$/, keys: [["extensions"]] },
  { client: "LibreChat", matches: /(?:^|\/)librechat[\w.-]*\.ya?ml$/, keys: MCP_SERVERS },
  { client: "LM Studio", matches: /(?:^|\/)\.?lm-?studio\/mcp\.json$/i, keys: MCP_SERVERS },
  {
    client: "JetBrains",
    matches: /(?:^|\/)(?:\.junie\/(?:mcp\/)?mcp\.json|\.idea\/mcp\.json|\.aiassistant\/mcp\.json)$/,
    keys: MCP_SERVERS,
  },
  {
    client: "GitHub Copilot",
    matches: /(?:^|\/)(?:\.copilot\/mcp-config\.json|\.github\/(?:copilot\/)?mcp\.json|github-copilot\/[^/]*mcp\.json)$/,
    keys: EITHER,
  },
  { client: "Trae", matches: /(?:^|\/)\.trae\/mcp\.json$/, keys: MCP_SERVERS },
  { client: "Factory", matches: /(?:^|\/)\.factory\/mcp\.json$/, keys: MCP_SERVERS },
  { client: "Augment", matches: /(?:^|\/)\.augment\/(?:settings|mcp)\.json$/, keys: MCP_SERVERS },
  { client: "Warp", matches: /(?:^|\/)\.warp\/mcp\.json$/, keys: MCP_SERVERS },
  { client: "mcp-agent", matches: /(?:^|\/)mcp_agent[\w.-]*\.ya?ml(?:\.example)?$/, keys: [["mcp", "servers"]] },
  { client: "fast-agent", matches: /(?:^|\/)fastagent[\w.-]*\.ya?ml(?:\.example)?$/, keys: [["mcp", "servers"]] },
  {
    client: "MCP client",
    matches: /(?:^|\/)[\w.-]*mcp[\w.-]*\.jsonc?(?:\.example|\.sample|\.template)?$/i,
    keys: [["mcpServers"], ["servers"], ["mcp", "servers"]],
  },
];

/** Looks like a server: something to run or something to call. */
function isServer(node: ConfigNode): boolean {
  if (node.kind !== "map") return false;
  return (
    ["command", "url", "httpUrl", "serverUrl", "cmd", "uri", "transport"].some((key) => at(node, key) !== undefined) ||
    (textOf(at(node, "type")) ?? "") === "local"
  );
}

/** Entries of a table; lists of servers carry their name inside. */
function serversOf(node: ConfigNode | undefined): readonly ConfigEntry[] {
  const named =
    node?.kind === "list"
      ? items(node).map(
          (item, index): ConfigEntry => ({
            key: textOf(at(item, "name")) ?? String(index),
            line: item.line,
            value: at(item, "transport")?.kind === "map" ? (at(item, "transport") ?? item) : item,
          }),
        )
      : entries(node);
  return named.filter(({ value }) => isServer(value));
}

/** The host of a configuration file and its server tables; undefined where the file holds none. */
export function clientOf(path: string, tree: ConfigNode): { readonly client: string; readonly tables: readonly ServerTable[] } | undefined {
  const format = CLIENTS.find(({ matches }) => matches.test(path));
  // Any file with a table of servers under the usual key is read; its host is not known.
  const keys: readonly (readonly string[])[] = format?.keys ?? MCP_SERVERS;
  const tables = keys.flatMap((key): readonly ServerTable[] => {
    const servers = serversOf(at(tree, ...key));
    return servers.length === 0 ? [] : [{ address: key.join("."), servers }];
  });
  // Claude Code keeps servers of each project beside the global ones.
  const perProject = path.endsWith(".claude.json")
    ? entries(at(tree, "projects")).flatMap(({ key, value }): readonly ServerTable[] => {
        const servers = serversOf(at(value, "mcpServers"));
        return servers.length === 0 ? [] : [{ address: `projects.${key}.mcpServers`, servers }];
      })
    : [];
  const found = [...tables, ...perProject];
  if (found.length === 0) return undefined;
  return { client: format?.client ?? "MCP client", tables: found };
}
