import type { Action } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { gate } from "../gate.ts";
import { principalLineage } from "../lineage.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { indexResult, type ResultIndex } from "../result-index.ts";
import { MAXIMUM_ACTIONS, openFindings, selectActions } from "../selection.ts";
import { escapeMarkdown, markdownCode, shorten } from "../text/hostile-text.ts";
import { placeText } from "../text/place.ts";
import { counted, hasArtificialIntelligence, inventoryWords, SEVERITY_SHAPES } from "../text/words.ts";
import { unreadEntries } from "../unread.ts";

/** First line of the comment: by it a CI job finds its own comment and updates it in place. */
export const COMMENT_MARKER = "<!-- castellan:pull-request-comment -->";

/** GitHub takes 65,536 characters, GitLab a million; some room stays for what a job adds. */
const MAXIMUM_LENGTH = 60_000;

const ACTION: readonly [string, string] = ["action", "actions"];
const FINDING: readonly [string, string] = ["finding", "findings"];
const cell = (text: string): string => escapeMarkdown(shorten(text, 300));

function actionRow(action: Action): string {
  const owner = action.owner === undefined ? "" : ` · ${cell(action.owner)}`;
  const because = action.reasons.length === 0 ? "" : `<br>because ${cell(action.reasons.join(" · "))}`;
  return `| ${SEVERITY_SHAPES[action.severity]} ${action.severity} | **${cell(action.title)}**<br>${markdownCode(shorten(placeText(action.location), 200))}${owner}${because} | ${cell(action.fix)}${action.cuts === undefined ? "" : `: ${cell(action.cuts)}`} |`;
}

function table(actions: readonly Action[]): string[] {
  return ["| | What and where | Fix |", "|---|---|---|", ...actions.map(actionRow)];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `<details><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}

/** Actions with something that the compared state did not have. */
function newActions(actions: readonly Action[], index: ResultIndex, known: ReadonlySet<string>): Action[] {
  return actions.filter((action) => openFindings(action, index.finding).some((finding) => !known.has(finding.fingerprint)));
}

function headline(result: ScanResult, context: ReportContext, shown: readonly Action[], fresh: readonly Action[] | undefined): string {
  const outcome = gate(result, context);
  if (!hasArtificialIntelligence(result.inventory.assets) && shown.length === 0)
    return `### Castellan: no AI in ${counted(result.coverage.files, ["file", "files"])}`;
  if (fresh !== undefined)
    return fresh.length === 0
      ? "### Castellan: nothing new to fix"
      : `### Castellan: ${counted(fresh.length, ACTION)} new in this pull request`;
  if (outcome.actions.length > 0) return `### Castellan: ${counted(outcome.actions.length, ACTION)} at or above ${outcome.failOn}`;
  return shown.length === 0 ? "### Castellan: nothing urgent" : `### Castellan: ${counted(shown.length, ACTION)} to look at`;
}

function inventoryLines(result: ScanResult): string[] {
  const index = indexResult(result);
  const line = principalLineage(result);
  const flows = result.flows
    .slice(0, 20)
    .map(
      (flow) =>
        `- **Leaves:** ${cell(index.name(flow.data))} (${cell(flow.class)}) → ${cell([flow.provider, flow.model, flow.region].filter((part) => part !== undefined).join(", "))} ${markdownCode(placeText(flow.location))}`,
    );
  return [
    ...inventoryWords(result.inventory.assets)
      .slice(0, 12)
      .map((words) => `- ${words}`),
    ...(line === undefined ? [] : [`- **Flow:** ${line.names.map(cell).join(" → ")}${line.exposed ? " ← internet" : ""}`]),
    ...flows,
  ];
}

function unseenLines(result: ScanResult): string[] {
  const unread = unreadEntries(result).map((entry) => `- ${markdownCode(placeText(entry))} ${cell(entry.reason)}`);
  const unresolved = result.coverage.unresolved.map((entry) => `- ${markdownCode(placeText(entry))} ${cell(entry.what)} has no value`);
  return [...unread, ...unresolved].slice(0, 40);
}

function renderMarkdown(result: ScanResult, context: ReportContext): string {
  const index = indexResult(result);
  const selection = selectActions(result, context.all);
  const fresh = context.known === undefined ? undefined : newActions(selection.open, index, context.known);
  const first = (fresh ?? selection.shown).slice(0, context.all ? undefined : MAXIMUM_ACTIONS);
  const rest = selection.open.filter((action) => !first.includes(action));
  const suppressed = result.findings.filter((finding) => finding.suppressed !== undefined).length;
  const head = [COMMENT_MARKER, headline(result, context, selection.shown, fresh), "", ...(first.length === 0 ? [] : table(first))];
  const foot = [
    ...folded("What is here", inventoryLines(result)),
    ...folded("Not seen", unseenLines(result)),
    "",
    `<sub>castellan ${escapeMarkdown(result.tool.version)} · ${counted(result.coverage.files, ["file", "files"])} · ${counted(index.open.length, FINDING)}${suppressed === 0 ? "" : ` · ${suppressed} suppressed`}${result.summary.complete ? "" : " · not everything could be read"}</sub>`,
    "",
  ];
  const known = fresh === undefined ? "more" : "that were there before";
  for (let count = Math.min(rest.length, 100); ; count = Math.floor(count / 2)) {
    const note = count < rest.length ? ["", `…and ${counted(rest.length - count, ACTION)} more in the full report.`] : [];
    const text = [
      ...head,
      ...folded(`${counted(rest.length, ACTION)} ${known}`, count === 0 ? note : [...table(rest.slice(0, count)), ...note]),
      ...foot,
    ].join("\n");
    if (text.length <= MAXIMUM_LENGTH || count === 0) return text;
  }
}

export const markdownReporter: Reporter = { id: "markdown", extension: "md", render: renderMarkdown };
