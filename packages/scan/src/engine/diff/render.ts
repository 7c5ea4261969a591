import { canonicalJson } from "@castellan/graph";
import type { Change, DiffEdge, DiffEntry, ScanDiff } from "./diff.ts";
import { DIFF_GROUPS } from "./diff.ts";

/** Marks the comment of a pull request, so that the next run replaces it. */
export const COMMENT_MARK = "<!-- castellan-diff -->";
const LINES = 12;

const TITLES: Readonly<Record<(typeof DIFF_GROUPS)[number], string>> = {
  models: "Models",
  data: "Data",
  agents: "Agents and prompts",
  tools: "Tools and MCP",
  providers: "Providers",
  endpoints: "Endpoints",
  libraries: "AI libraries",
  other: "Other",
};

/** What a file name or a model name may hold does not become Markdown or a terminal command. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}

function escaped(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]()<>#+!|~@&]/g, (character) => `\\${character}`);
}

function entryText(entry: DiffEntry): string {
  const place = entry.file === undefined ? "" : ` (${entry.file}${entry.line === undefined ? "" : `:${entry.line}`})`;
  return `${entry.kind} ${entry.name}${place}`;
}

function edgeText({ from, kind, to }: DiffEdge): string {
  return `${from} ${kind} ${to}`;
}

interface Block {
  readonly title: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function blocksOf(diff: ScanDiff): readonly Block[] {
  const texts = <T>({ added, removed }: Change<T>, show: (item: T) => string): Omit<Block, "title"> => ({
    added: added.map(show),
    removed: removed.map(show),
  });
  return [
    ...DIFF_GROUPS.map((group) => ({ title: TITLES[group], ...texts(diff[group], entryText) })),
    { title: "Permissions", ...texts(diff.permissions, edgeText) },
    { title: "What leaves the company", ...texts(diff.flows, (text) => text) },
  ].filter(({ added, removed }) => added.length + removed.length > 0);
}

function limited(lines: readonly string[]): readonly string[] {
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES), `… and ${lines.length - LINES} more`];
}

function terminal(diff: ScanDiff): string {
  const lines = [plain(`castellan diff  ${diff.a} → ${diff.b}`), ""];
  for (const { title, added, removed } of blocksOf(diff)) {
    lines.push(title, ...limited(added).map((text) => `  + ${plain(text)}`), ...limited(removed).map((text) => `  - ${plain(text)}`));
  }
  const { added, fixed } = diff.findings;
  if (added.length > 0)
    lines.push(
      "New findings",
      ...limited(
        added.map(
          (finding) =>
            `  ${finding.severity.padEnd(8)} ${plain(finding.title)}: ${plain(finding.message)} (${plain(finding.location.file ?? finding.location.resource ?? "")}${finding.location.line === undefined ? "" : `:${finding.location.line}`})`,
        ),
      ),
    );
  if (fixed.length > 0) lines.push("Fixed", ...limited(fixed.map((finding) => `  ${finding.severity.padEnd(8)} ${plain(finding.title)}`)));
  if (lines.length === 2) lines.push("Nothing changed: no AI came in or left, no finding is new.");
  if (!diff.summary.complete) lines.push("", "Not complete: something could not be read in one of the two.");
  return `${lines.join("\n")}\n`;
}

function markdown(diff: ScanDiff): string {
  const { added, fixed } = diff.findings;
  const head =
    added.length === 0
      ? "brings in no new AI finding"
      : `brings in **${added.length} new AI ${added.length === 1 ? "finding" : "findings"}**`;
  const lines = [COMMENT_MARK, `### Castellan: this change ${head}`, ""];
  if (added.length > 0) {
    lines.push("| severity | finding | place | fix |", "|---|---|---|---|");
    for (const finding of added.slice(0, 25)) {
      const place = `${finding.location.file ?? finding.location.resource ?? ""}${finding.location.line === undefined ? "" : `:${finding.location.line}`}`;
      lines.push(`| ${finding.severity} | ${escaped(finding.message)} | ${escaped(place)} | ${escaped(finding.remediation)} |`);
    }
    if (added.length > 25) lines.push("", `… and ${added.length - 25} more`);
    lines.push("");
  }
  if (fixed.length > 0) lines.push(`Fixed: ${fixed.length}`, "");
  const blocks = blocksOf(diff);
  if (blocks.length > 0) lines.push("<details><summary>What changed in the AI inventory</summary>", "");
  for (const { title, added: more, removed } of blocks)
    lines.push(
      `**${title}**`,
      "",
      ...limited(more).map((text) => `- added ${escaped(text)}`),
      ...limited(removed).map((text) => `- removed ${escaped(text)}`),
      "",
    );
  if (blocks.length > 0) lines.push("</details>", "");
  if (!diff.summary.complete) lines.push("Not complete: something could not be read.", "");
  return `${lines.join("\n")}\n`;
}

export type DiffFormat = "terminal" | "json" | "markdown";

export function renderDiff(diff: ScanDiff, format: DiffFormat): string {
  if (format === "json") return `${JSON.stringify(JSON.parse(canonicalJson(diff)), null, 2)}\n`;
  return format === "markdown" ? markdown(diff) : terminal(diff);
}
