import { holesOf, type VulnerableRange } from "./schema.ts";

/* MCP clients and bridges, and editors with agents (as inventories of workstations list them). */

const SEEN = "2026-11-23";

export const AGENTS: readonly VulnerableRange[] = [
  ...holesOf({ product: "mcp-remote", packages: ["npm:mcp-remote"] }, "2026-11-22", [
    {
      from: "0.0.5",
      fixed: "0.1.16",
      advisory: "CVE-2025-6514",
      what: "a server that it connects to runs commands",
      severity: "critical",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2025-6514",
    },
  ]),
  ...holesOf({ product: "MCP Inspector", packages: ["npm:@modelcontextprotocol/inspector"] }, "2026-11-22", [
    {
      fixed: "0.14.1",
      advisory: "CVE-2025-49596",
      what: "a web page runs commands through the proxy",
      severity: "critical",
      source: "https://nvd.nist.gov/vuln/detail/CVE-2025-49596",
    },
  ]),
  ...holesOf({ product: "Cursor", packages: ["host:cursor"] }, SEEN, [
    {
      fixed: "1.3",
      advisory: "CVE-2025-54136",
      what: "an approved MCP server may be changed without being asked about again",
      severity: "high",
    },
    { fixed: "1.3.9", advisory: "CVE-2025-54130", what: "text that the agent reads writes settings that run code", severity: "high" },
    {
      from: "1.3.4",
      fixed: "2.0",
      advisory: "CVE-2025-62354",
      what: "commands outside of the list that is allowed are run",
      severity: "critical",
    },
  ]),
];
