import type { Asset, Evidence, FindingDraft } from "@castellan/graph";
import { nameOf } from "../../discover/file-place.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { plain } from "../draft.ts";
import { outsideText, personalTable } from "../personal-data-committed/personal.ts";
import type { Inventory, Usage } from "../rule.ts";

type Exposure = NonNullable<FindingDraft["adjust"]>[number] & { readonly factor: "exposure" };

/** Text that somebody else writes and an agent reads. */
export interface UntrustedText {
  readonly who: string;
  /** As an attacker would say it: "Text in a case note". */
  readonly what: string;
  readonly exposure: Exposure;
  readonly evidence: readonly Evidence[];
  readonly certain: boolean;
}

const WEB_TOOLS =
  /^(?:WebSearchTool|TavilySearch\w*|DuckDuckGo\w*|GoogleSearch\w*|SerpAPI\w*|SerperDev\w*|BraveSearch\w*|Exa\w*|Firecrawl\w*|ScrapeWebsiteTool|WebsiteSearchTool|VisitWebpageTool|BrowserTool|ArxivQueryRun|WikipediaQueryRun|PlaywrightURLLoader)$/;
const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/;

function exposure(value: 2 | 3, reason: string): Exposure {
  return { factor: "exposure", value, reason };
}

/** What untrusted text reaches an agent: what it is run on, and what its tools bring back. */
export function untrustedTextOf(inventory: Inventory, agent: Asset, tools: readonly Asset[]): readonly UntrustedText[] {
  const found: UntrustedText[] = [];
  for (const run of inventory.usages) {
    if (run.act !== "agent-run" || !run.origins.some(({ asset }) => asset === agent.id)) continue;
    for (const origin of run.origins) {
      if (origin.source === "request")
        found.push({
          who: "whoever calls the endpoint writes the input",
          what: "A request",
          exposure: exposure(2, "whoever may call the endpoint; not known who that is, taken as company-wide"),
          evidence: [at(run, origin)],
          certain: true,
        });
      else if (origin.source === "file") found.push(...fromFile(inventory, run, origin));
    }
  }
  for (const tool of tools) found.push(...fromTool(inventory, tool));
  for (const relation of [...inventory.to(agent.id, "exposes", "invokes_agent"), ...inventory.to(agent.id, "uses_tool")]) {
    const from = inventory.asset(relation.from);
    if (from?.kind === "endpoint")
      found.push({
        who: `whoever may call ${plain(from.name, 40)} writes the input`,
        what: "A request",
        exposure: exposure(2, "whoever may call the endpoint; not known who that is, taken as company-wide"),
        evidence: relation.evidence.slice(0, 1),
        certain: true,
      });
  }
  return found.sort((a, b) => b.exposure.value - a.exposure.value || Number(b.certain) - Number(a.certain));
}

function at(run: Usage, origin: Usage["origins"][number]): Evidence {
  return { target: run.target, file: origin.file ?? run.file, line: origin.line ?? run.line, technique: "syntax", confidence: "likely" };
}

/** The file that an `open` reads, where it lies in the project. */
function tableRead(inventory: Inventory, usage: Usage): ProjectFile | undefined {
  const path = [usage.arguments["receiver"], usage.arguments["#0"]].find((value) => typeof value === "string" && /\.\w+$/.test(value));
  if (typeof path !== "string") return undefined;
  const tail = path.replace(/^(?:\.\.?\/)+/, "").replace(/^\/+/, "");
  return inventory.project.files.find(
    (file) =>
      file.target === usage.target &&
      file.facts.table !== undefined &&
      (file.path === tail || file.path.endsWith(`/${tail}`) || tail.endsWith(`/${file.path}`)),
  );
}

function fromFile(inventory: Inventory, run: Usage, origin: Usage["origins"][number]): readonly UntrustedText[] {
  const read = inventory.usages.find(
    (usage) =>
      usage.target === run.target &&
      usage.file === origin.file &&
      usage.line === origin.line &&
      (usage.act === "open-file" || usage.act === "read-table"),
  );
  const table = read === undefined ? undefined : tableRead(inventory, read);
  const column = table === undefined ? undefined : outsideText(table);
  return table === undefined || column === undefined ? [] : [written(table, column, at(run, origin))];
}

function written(table: ProjectFile, column: string, evidence: Evidence): UntrustedText {
  const customers = table.facts.table?.columns.some(({ name }) => /customer|client|user/i.test(name)) === true;
  const things = nameOf(table.path)
    .replace(/\.\w+$/, "")
    .replaceAll("_", " ");
  const who = customers ? `customers write the ${column}s`.replace(/ss$/, "s") : `people outside write ${column}`;
  return { who, what: `Text in a ${singular(things)}`, exposure: exposure(3, who), evidence: [evidence], certain: true };
}

function singular(text: string): string {
  return text.endsWith("s") && !text.endsWith("ss") ? text.slice(0, -1) : text;
}

function fromTool(inventory: Inventory, tool: Asset): readonly UntrustedText[] {
  if (WEB_TOOLS.test(tool.name))
    return [
      {
        who: "anybody writes web pages",
        what: "Text on a web page",
        exposure: exposure(3, "anybody writes web pages"),
        evidence: tool.occurrences.slice(0, 1),
        certain: true,
      },
    ];
  return inventory.usages
    .filter(({ holders }) => holders.includes(tool.id))
    .flatMap((usage): readonly UntrustedText[] => {
      const evidence: Evidence = { target: usage.target, file: usage.file, line: usage.line, technique: "syntax", confidence: "likely" };
      if (usage.act === "download") {
        const url = usage.arguments["#0"] ?? usage.arguments["url"];
        const chosen = usage.origins.some(({ argument, source }) => source === "model-output" && (argument === "#0" || argument === "url"));
        return chosen && !(typeof url === "string" && LOCAL.test(url))
          ? [
              {
                who: "anybody writes web pages",
                what: "Text on a web page",
                exposure: exposure(3, "anybody writes web pages"),
                evidence: [evidence],
                certain: true,
              },
            ]
          : [];
      }
      if (usage.act !== "open-file" && usage.act !== "read-table") return [];
      const table = tableRead(inventory, usage);
      const column = table === undefined ? undefined : outsideText(table);
      return table === undefined || column === undefined ? [] : [written(table, column, evidence)];
    });
}

/** Private data that a tool, or the input of an agent, brings in. */
export function privateDataOf(
  inventory: Inventory,
  agent: Asset,
  tools: readonly Asset[],
): { readonly what: string; readonly evidence: Evidence; readonly personal: boolean } | undefined {
  const own = inventory.usages.filter(
    (usage) =>
      usage.holders.some((holder) => tools.some(({ id }) => id === holder)) ||
      (usage.act === "agent-run" && usage.origins.some(({ asset }) => asset === agent.id)),
  );
  for (const usage of own) {
    const evidence: Evidence = { target: usage.target, file: usage.file, line: usage.line, technique: "syntax", confidence: "likely" };
    if (usage.act === "sql") return { what: "a data base", evidence, personal: false };
    if (usage.act !== "open-file" && usage.act !== "read-table") continue;
    const table = tableRead(inventory, usage);
    if (table !== undefined && personalTable(table) !== undefined) return { what: table.path, evidence, personal: true };
  }
  return undefined;
}
