import type { ScanResult } from "../../result.ts";
import { gate } from "../gate.ts";
import { principalLineage } from "../lineage.ts";
import type { ReportContext } from "../reporter.ts";
import type { ResultIndex } from "../result-index.ts";
import type { Selection } from "../selection.ts";
import { plainText, shorten } from "../text/hostile-text.ts";
import { placeText } from "../text/place.ts";
import { bytesText, counted, hasArtificialIntelligence, inventoryWords } from "../text/words.ts";
import { unreadEntries } from "../unread.ts";
import { type Canvas, columnsOf, glue, wrap } from "./canvas.ts";

const LABEL = 8;
const FILE: readonly [string, string] = ["file", "files"];
const ACTION: readonly [string, string] = ["action", "actions"];

/** `castellan 0.1.0 · 64 files, 3.1 MB · 1.2 s · no network used · 1 file not read (below)` */
export function drawHeader(canvas: Canvas, result: ScanResult, context: ReportContext): void {
  const unread = unreadEntries(result).length;
  const remote = result.targets.some((target) => /^[a-z][a-z0-9+.-]+:(?!\\)/i.test(target));
  const parts = [
    `${canvas.paint("castellan", "bold", "accent")} ${plainText(result.tool.version)}`,
    `${counted(result.coverage.files, FILE)}, ${bytesText(result.coverage.bytes)}`,
    ...(result.run === undefined || context.reproducible === true
      ? []
      : [`${(result.run.durationMs / 1000).toFixed(1)} s${result.run.cached ? " (cached)" : ""}`]),
    ...(remote ? [] : ["no network used"]),
    ...(unread === 0 ? [] : [`${counted(unread, FILE)} not read (below)`]),
  ];
  canvas.raw(parts.join(" · "));
}

/** What is here, how data runs through it, and what of it leaves the company. */
export function drawInventory(canvas: Canvas, result: ScanResult, index: ResultIndex, all: boolean): void {
  canvas.blank();
  if (!hasArtificialIntelligence(result.inventory.assets)) {
    canvas.labelled("HERE", `no AI in ${counted(result.coverage.files, FILE)}`, LABEL);
    return;
  }
  canvas.labelled("HERE", inventoryWords(result.inventory.assets).map(glue).join(" · "), LABEL);
  const line = principalLineage(result);
  if (line !== undefined)
    canvas.labelled("FLOW", `${line.names.map(glue).join(" → ")}${line.exposed ? "\u00a0←\u00a0internet" : ""}`, LABEL);
  const flows = all ? result.flows : result.flows.slice(0, 3);
  flows.forEach((flow, position) => {
    const destination = [flow.provider, flow.model, flow.region].filter((part) => part !== undefined && part !== "").join(", ");
    const text = plainText(`${index.name(flow.data)}${flow.class === "" ? "" : ` (${flow.class})`} → ${destination}`);
    const place = plainText(placeText(flow.location));
    const label = position === 0 ? "LEAVES" : "";
    if (LABEL + columnsOf(text) + columnsOf(place) + 2 > canvas.width) canvas.labelled(label, `${text} · ${place}`, LABEL);
    else canvas.ends(`${canvas.paint(label, "bold")}${" ".repeat(LABEL - label.length)}${text}`, LABEL + columnsOf(text), place);
  });
  if (result.flows.length > flows.length)
    canvas.raw(`${" ".repeat(LABEL)}${canvas.paint(`and ${result.flows.length - flows.length} more flows`, "dim")}`);
}

/** Nothing urgent: says so, and what was looked at. */
export function drawNothingUrgent(canvas: Canvas, result: ScanResult): void {
  const applied = result.checks.filter((check) => check.applicable > 0);
  const passed = applied.filter((check) => check.failed === 0 && check.unknown === 0 && check.suppressed === 0);
  const untested = applied.filter((check) => check.unknown > 0);
  canvas.raw(canvas.paint("NOTHING URGENT", "bold", "accent"));
  if (applied.length === 0) {
    canvas.labelled("    checked", `${counted(result.checks.length, ["rule", "rules"])}, none of them had anything to apply to`, 13, "dim");
    return;
  }
  canvas.labelled(
    "    checked",
    `${counted(applied.length, ["rule", "rules"])} applied in ${counted(
      applied.reduce((sum, check) => sum + check.applicable, 0),
      ["place", "places"],
    )}, ${passed.length} passed everywhere`,
    13,
    "dim",
  );
  if (passed.length > 0) canvas.labelled("    passed", shorten(passed.map((check) => check.rule).join(" · "), canvas.width * 2), 13, "dim");
  if (untested.length > 0)
    canvas.labelled(
      "    unknown",
      shorten(untested.map((check) => `${check.rule} (${check.reason ?? "could not be tested"})`).join(" · "), canvas.width * 2),
      13,
      "dim",
    );
}

export function drawMore(canvas: Canvas, result: ScanResult, selection: Selection): void {
  const { urgent, medium, minor, possible } = selection.folded;
  const suppressed = result.findings.filter((finding) => finding.suppressed !== undefined).length;
  const parts = [
    ...(urgent > 0 ? [`${urgent} more critical or high`] : []),
    ...(medium > 0 ? [`${medium} medium ${medium === 1 ? "action" : "actions"}`] : []),
    ...(possible > 0 ? [`${possible} only possible`] : []),
    ...(minor > 0 ? [`${minor} low or in tests and docs`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  if (parts.length === 0) return;
  const text = `${parts.join(" · ")}, folded`;
  const command = "castellan scan … --all";
  if (12 + columnsOf(text) + columnsOf(command) + 2 <= canvas.width)
    canvas.ends(`${canvas.paint("MORE", "bold")}        ${text}`, 12 + columnsOf(text), command);
  else canvas.labelled("MORE", `${text}: ${command}`, 12);
}

/** What was not seen: never silently dropped. */
export function drawUnseen(canvas: Canvas, result: ScanResult, all: boolean): void {
  const unresolved = result.coverage.unresolved.map((entry) => {
    const candidates = entry.candidates.length === 0 ? "has no value" : `may be ${shorten(entry.candidates.join(", "), 60)}`;
    return `${entry.what} ${candidates} (${placeText(entry)})${/^\$[A-Z_]/.test(entry.what) ? ": --env-file" : ""}`;
  });
  const unread = unreadEntries(result).map((entry) => `${placeText(entry)} ${entry.reason.replace(/^[a-z][a-z0-9-]*: /, "")}`);
  const entries = [...unread, ...unresolved].map(plainText);
  const left = result.coverage.skipped.length - unread.length;
  if (entries.length === 0 && !(all && left > 0)) return;
  const shown = all ? entries : [...unread.slice(0, 2), ...unresolved.slice(0, unread.length > 1 ? 1 : 2)].map(plainText);
  const more = [
    ...(entries.length > shown.length ? [`${entries.length - shown.length} more`] : []),
    ...(all && left > 0 ? [`${left} left out by rule (dependency, build and cache folders)`] : []),
  ];
  canvas.labelled("NOT SEEN", [...shown, ...more].join(" · "), 12);
}

export function drawEnd(canvas: Canvas, result: ScanResult, context: ReportContext, selection: Selection): void {
  const outcome = gate(result, context);
  const hints = [
    ...(selection.shown.length > 0 ? [`castellan explain ${selection.shown[0]?.rank ?? 1}`] : []),
    ...(result.findings.some((finding) => finding.suppressed?.by === "baseline") ? [] : ["castellan init (baseline + CI)"]),
    ...(context.all ? [] : ["--output html=report.html"]),
  ];
  if (hasArtificialIntelligence(result.inventory.assets) || selection.open.length > 0) canvas.labelled("NEXT", hints.join(" · "), 12);
  const stale = result.summary.staleSuppressions.length;
  if (stale > 0)
    canvas.labelled(
      "STALE",
      `${counted(stale, ["suppression matches", "suppressions match"])} nothing any more: castellan baseline prune`,
      12,
    );
  const reason =
    outcome.code === 1
      ? `${counted(outcome.actions.length > 0 ? outcome.actions.length : outcome.findings.length, outcome.actions.length > 0 ? ACTION : ["finding", "findings"])} at or above ${outcome.failOn}`
      : outcome.code === 3
        ? result.coverage.files === 0
          ? "no file matched"
          : `${counted(outcome.unread, FILE)} that had to be read could not be finished (--allow-partial accepts that)`
        : outcome.failOn === "none"
          ? "nothing fails (--fail-on none)"
          : `nothing at or above ${outcome.failOn}`;
  for (const line of wrap(`exit ${outcome.code}: ${reason}`, canvas.width)) canvas.raw(line);
}
