import { powersOf } from "../agents/powers.ts";
import { asksWhoCalls } from "../assess/authentication.ts";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { argument, evidenceOf, fromUsage, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, Usage } from "../rule.ts";

const ID = "mcp-server-open";
const CODE = (host: string): string =>
  `from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP("cases", host="${host}", port=8000)\n\n@mcp.tool()\ndef get_case(case_id: str) -> str:\n    return case_id\n\nmcp.run(transport="sse")\n`;
const ANYWHERE = /^(?:0\.0\.0\.0|::|\[::\])$/;

/** Where a server is told to listen on every address: at its making or at its start. */
function openAt(usages: readonly Usage[]): Usage | undefined {
  return usages.find((usage) =>
    ["host", "host:default", "server_name"].some((name) => {
      const value = argument(usage, name);
      return typeof value === "string" && ANYWHERE.test(value);
    }),
  );
}

function overHttp(usages: readonly Usage[]): boolean {
  const transports = usages
    .flatMap((usage) => [argument(usage, "transport", "#0"), argument(usage, "transport:default")])
    .filter((value) => typeof value === "string");
  return (
    transports.some((transport) => /sse|http/.test(String(transport))) ||
    usages.some(({ callee }) => /sse_async|http_async|streamable_http|sse_app/.test(callee))
  );
}

function serverFiles(inventory: Inventory): readonly (readonly Usage[])[] {
  const around = surroundingsOf(inventory);
  return inventory.project.files
    .map((file) =>
      around
        .usagesIn(file)
        .filter(({ act, callee }) => act === "own-mcp-server" || (act === "bind-address" && /mcp|uvicorn/i.test(callee))),
    )
    .filter((usages) => usages.some(({ act }) => act === "own-mcp-server"));
}

/** An own MCP server on every address that asks nobody who calls. */
export const mcpServerOpen: Rule = {
  card: {
    id: ID,
    title: "An own MCP server listens on every address without asking who calls",
    appliesTo: ["mcp-server"],
    why: "Whoever reaches the port uses the tools with the server's rights; web pages can reach it through a browser (DNS rebinding).",
    fix: "Listen on 127.0.0.1, or ask for a token (the SDK's auth settings) and check the Origin header.",
    base: factors(2, 3, 2, 1),
    controls: ["ADS-MCPS-04", "ADS-SERV-03"],
    references: ["https://modelcontextprotocol.io/specification/draft/basic/transports"],
    bad: [{ title: "every address", files: { "server.py": CODE("0.0.0.0") } }],
    good: [
      { title: "this machine", files: { "server.py": CODE("127.0.0.1") } },
      { title: "stdio", files: { "server.py": 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("cases")\nmcp.run()\n' } },
    ],
  },
  because: {
    exposure: "the network of the machine that runs it; not known how far, taken as company-wide",
    exploitability: "one request",
    data: "what the tools read and do",
  },
  check(inventory) {
    const powers = powersOf(inventory);
    return judgeEach(serverFiles(inventory), (usages) => {
      const bound = openAt(usages);
      const [first] = usages;
      if (first === undefined || bound === undefined || !overHttp(usages)) return "passed";
      const file = inventory.project.file(first.target, first.file);
      if (file === undefined || asksWhoCalls(inventory, file)) return "passed";
      const server = usages
        .flatMap(({ assets }) => assets)
        .map((id) => inventory.asset(id))
        .find((asset) => asset?.kind === "mcp-server");
      const tools = server === undefined ? [] : inventory.from(server.id, "exposes_tool").flatMap(({ to }) => powers.get(to) ?? []);
      const dangerous = tools.find(({ power }) => power === "execute");
      return fromUsage(ID, bound, {
        ...(server === undefined ? {} : { asset: server.id }),
        message: `${plain(server?.name ?? "An MCP server", 40)} listens on every address over HTTP, and no code around asks who calls.`,
        headline: `Whoever reaches the port uses the tools of ${plain(server?.name ?? "the MCP server", 40)}`,
        more: usages.slice(0, 3).map((usage) => evidenceOf(usage)),
        ...(dangerous === undefined
          ? {}
          : { adjust: [{ factor: "data" as const, value: 3 as const, reason: `${plain(dangerous.tool.name, 40)} runs commands` }] }),
      });
    });
  },
};
