import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "mcp-server-http";
const CONFIG = (url: string): string => `${JSON.stringify({ mcpServers: { sanctions: { type: "http", url } } }, null, 2)}\n`;
const LOCAL = /^http:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0|host\.docker\.internal)/;

/** MCP servers that are reached without transport security. */
export const mcpServerHttp: Rule = {
  card: {
    id: ID,
    title: "An MCP server is reached over plain HTTP",
    appliesTo: ["mcp-server"],
    why: "Who is on the way reads the requests and changes the tool descriptions that the model follows.",
    fix: "Use https, and a token for each client.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-MCPS-02", "ADS-SECR-06"],
    bad: [{ title: "plain HTTP", files: { ".mcp.json": CONFIG("http://sanctions.northquay.example:8090/mcp") } }],
    good: [
      { title: "https", files: { ".mcp.json": CONFIG("https://sanctions.northquay.example/mcp") } },
      { title: "this machine", files: { ".mcp.json": CONFIG("http://localhost:8090/mcp") } },
    ],
  },
  because: {
    exposure: "whoever is on the network in between",
    exploitability: "needs a place on the network",
    data: "requests, and what the model is told about its tools",
  },
  check: (inventory) =>
    judgeEach(inventory.ofKind("mcp-server"), (asset) => {
      const { url } = asset.attributes;
      if (typeof url !== "string" || !/^(?:https?|wss?):/.test(url)) return "not-applicable";
      if (!/^(?:http|ws):/.test(url) || LOCAL.test(url)) return "passed";
      return fromAsset(ID, asset, {
        message: `The MCP server ${plain(asset.name, 40)} is reached over plain HTTP (${plain(url.replace(/\?.*$/, ""), 80)}).`,
        headline: `Who is on the network can change what the tools of ${plain(asset.name, 40)} say`,
        confidence: "certain",
        evidence: asset.occurrences.slice(0, 4),
      });
    }),
};
