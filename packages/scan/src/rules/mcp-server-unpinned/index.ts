import type { Asset } from "@castellan/graph";
import { factors } from "../card.ts";
import { fromAsset, fromUsage, judgeEach, plain, type Verdict } from "../draft.ts";
import type { Edit } from "../patch/edit.ts";
import type { Inventory, Rule } from "../rule.ts";
import { startedInCode } from "./started-in-code.ts";

const ID = "mcp-server-unpinned";
const CONFIG = (args: readonly string[], command = "npx"): string =>
  `${JSON.stringify({ mcpServers: { ledger: { command, args } } }, null, 2)}\n`;

interface Started {
  readonly what: string;
  readonly name: string;
  readonly image: boolean;
}

/** What a configured server starts, where it is a package or an image. */
function startedBy({ attributes }: Asset): Started | undefined {
  const { package: purl, image } = attributes;
  if (typeof purl === "string") {
    const name = decodeURIComponent(/^pkg:\w+\/([^@?]+)/.exec(purl)?.[1] ?? purl);
    return { what: `the package ${plain(name, 60)}`, name, image: false };
  }
  return typeof image === "string" ? { what: `the image ${plain(image, 60)}`, name: image, image: true } : undefined;
}

/** An image with a version tag may be moved, but nobody gets the newest by accident. */
function hasVersionTag(image: string): boolean {
  return /:v?\d[\w.-]*$/.test(image);
}

/** Pins to the version that a lock file of the project holds already. */
function pinFrom(inventory: Inventory, asset: Asset, name: string): readonly Edit[] {
  const [place] = asset.occurrences;
  const locked = inventory.packages.find(
    (entry) => entry.name === name && entry.version !== undefined && (entry.target ?? 0) === (place?.target ?? 0),
  )?.version;
  if (locked === undefined || place?.file === undefined || place.line === undefined) return [];
  const args = Array.isArray(asset.attributes["args"]) ? asset.attributes["args"] : [];
  const written = args.find((word) => typeof word === "string" && (word === name || word.startsWith(`${name}@`)));
  const separator = String(asset.attributes["package"]).startsWith("pkg:pypi/") ? "==" : "@";
  return typeof written === "string"
    ? [
        {
          kind: "text",
          file: place.file,
          line: place.line,
          endLine: place.line + 12,
          from: `"${written}"`,
          to: `"${name}${separator}${locked}"`,
        },
      ]
    : [];
}

/** MCP servers that start whatever version is newest. */
export const mcpServerUnpinned: Rule = {
  card: {
    id: ID,
    title: "An MCP server is not fixed to a version",
    appliesTo: ["mcp-server"],
    why: "Whatever is published next runs at the next start, on the machine of whoever opens the project, with the server's credentials.",
    fix: "Name the exact version that was reviewed (npx name@1.2.3, uvx name==1.2.3, image@sha256:…).",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-MCPS-01"],
    references: ["https://modelcontextprotocol.io/specification/draft/basic/security_best_practices"],
    bad: [
      { title: "newest package", files: { ".mcp.json": CONFIG(["-y", "@ledgerline/mcp-server@latest"]) } },
      {
        title: "in code",
        files: {
          "a.py": 'from mcp import StdioServerParameters\nserver = StdioServerParameters(command="npx", args=["-y", "ledger-mcp"])\n',
        },
      },
      { title: "uvx without a version", files: { ".mcp.json": CONFIG(["mcp-server-ledger"], "uvx") } },
      {
        title: "the lock file knows the version",
        files: {
          ".mcp.json": CONFIG(["-y", "ledger-mcp"]),
          "package.json": '{ "name": "a", "dependencies": { "ledger-mcp": "1.4.2" } }\n',
        },
      },
    ],
    good: [
      {
        title: "a version in code",
        files: {
          "a.py": 'from mcp import StdioServerParameters\nserver = StdioServerParameters(command="npx", args=["-y", "ledger-mcp@1.4.2"])\n',
        },
      },
      { title: "a version", files: { ".mcp.json": CONFIG(["-y", "@ledgerline/mcp-server@1.4.2"]) } },
      { title: "an own script", files: { ".mcp.json": CONFIG(["server.py"], "python") } },
    ],
  },
  because: {
    exposure: "whoever can publish the package",
    exploitability: "a release runs at the next start",
    data: "code execution, and the credentials that the server is given",
    blast: "workstations that open the project",
  },
  check(inventory) {
    const configured = judgeEach(inventory.ofKind("mcp-server"), (asset) => inConfiguration(inventory, asset));
    // What stands in the inventory as a server is judged there.
    const known = new Set(
      inventory.ofKind("mcp-server").flatMap((asset) => asset.occurrences.map((place) => `${startedBy(asset)?.name} ${keyOf(place)}`)),
    );
    const unlisted = startedInCode(inventory).filter(({ usage, name }) => !known.has(`${name} ${keyOf(usage)}`));
    const coded = judgeEach(unlisted, ({ usage, name, pinned }) =>
      pinned
        ? "passed"
        : fromUsage(ID, usage, {
            message: `Code starts the MCP server ${plain(name, 50)} in whatever version is newest.`,
            headline: `A malicious release of ${plain(name, 50)} runs wherever this code runs`,
            excerpt: name,
            actionKey: `${ID} ${usage.target} ${name}`,
            adjust: [{ factor: "blast", value: 1, reason: "the machine that runs the code" }],
          }),
    );
    return {
      findings: [...configured.findings, ...coded.findings],
      applicable: configured.applicable + coded.applicable,
      passed: configured.passed + coded.passed,
      unknown: 0,
    };
  },
};

function keyOf({ target, file, line }: { readonly target?: number; readonly file?: string; readonly line?: number }): string {
  return `${target ?? 0} ${file ?? ""}:${line ?? 0}`;
}

function inConfiguration(inventory: Inventory, asset: Asset): Verdict {
  const started = startedBy(asset);
  if (started === undefined || asset.attributes["form"] !== undefined || asset.attributes["disabled"] === true) return "not-applicable";
  if (asset.attributes["pinned"] === true || (started.image && hasVersionTag(started.name))) return "passed";
  const secrets = inventory.from(asset.id, "authenticated_by").length;
  // Editors and assistants start what stands in their own folder of a project; other configurations belong to a program.
  const opened = /(?:^|\/)\.[\w-]+(?:\/|\.json$)/.test(asset.occurrences[0]?.file ?? "");
  const inCode = asset.occurrences[0]?.technique === "syntax";
  return fromAsset(ID, asset, {
    message: `The MCP server ${plain(asset.name, 40)} starts ${started.what} in whatever version is newest${secrets > 0 ? ", with credentials in its environment" : ""}.`,
    headline: `A malicious release of ${plain(started.name, 50)} runs ${opened ? "on every workstation that opens this project" : `wherever this ${inCode ? "code runs" : "configuration is used"}`}`,
    excerpt: started.name,
    evidence: asset.occurrences.slice(0, 4),
    confidence: "certain",
    actionKey: `${ID} ${asset.occurrences[0]?.target ?? 0} ${started.name}`,
    edits: started.image ? [] : pinFrom(inventory, asset, started.name),
    ...(started.image ? { adjust: [{ factor: "data", value: 2, reason: "code execution inside a container" }] } : {}),
    ...(inCode && !started.image ? { adjust: [{ factor: "blast", value: 1, reason: "the machine that runs the code" }] } : {}),
  });
}
