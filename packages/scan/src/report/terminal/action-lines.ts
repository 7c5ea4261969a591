import type { Action } from "@castellan/graph";
import type { AttackPath, ScanResult } from "../../result.ts";
import type { ResultIndex } from "../result-index.ts";
import { openFindings } from "../selection.ts";
import { plainText } from "../text/hostile-text.ts";
import { distinctPlaces, placeText } from "../text/place.ts";
import { type Canvas, columnsOf, wrap } from "./canvas.ts";

const INDENT = 4;
const PLACES = 4;

/** The attack path that an action belongs to: it carries the title of the action or of one of its findings. */
export function pathOf(action: Action, result: ScanResult, index: ResultIndex): AttackPath | undefined {
  const titles = new Set([action.title, ...openFindings(action, index.finding).map((finding) => finding.title)]);
  return result.paths.find((path) => titles.has(path.title));
}

/** `partner role ─can access→ s3://bank-feeds → transactions.csv`: the relation is named where the path crosses a border. */
export function pathText(path: AttackPath, index: ResultIndex): string {
  return path.steps
    .map((step, position) => {
      const name = plainText(index.name(step.asset));
      if (position === 0) return name;
      const via = step.via === undefined ? "" : `─${plainText(step.via).replaceAll("_", " ")}`;
      return `${via}→ ${name}`;
    })
    .join(" ");
}

function places(action: Action, path: AttackPath | undefined, index: ResultIndex): string[] {
  const steps = path?.steps.flatMap((step) => step.evidence.slice(0, 1)) ?? [];
  const findings = openFindings(action, index.finding);
  const evidence = findings.flatMap((finding) => [finding.location, ...finding.evidence]);
  return distinctPlaces([action.location, ...steps, ...evidence])
    .map(placeText)
    .map(plainText);
}

/** One action: what, where, why, and the fix. */
export function drawAction(canvas: Canvas, action: Action, result: ScanResult, index: ResultIndex): void {
  const rank = `${action.rank}`.padEnd(2);
  const head = `${canvas.paint(rank, "bold")}${canvas.severity(action.severity)}`;
  const indent = columnsOf(rank) + 10 + 2;
  const owner = action.owner ?? "";
  const room = canvas.width - indent - (owner === "" ? 0 : columnsOf(plainText(owner)) + 2);
  const [first = "", ...more] = wrap(action.title, room < 30 ? canvas.width - indent : room);
  canvas.ends(`${head}  ${canvas.paint(first, "bold")}`, indent + columnsOf(first), owner);
  for (const line of more) canvas.raw(`${" ".repeat(indent)}${canvas.paint(line, "bold")}`);
  const path = pathOf(action, result, index);
  const all = places(action, path, index);
  if (path !== undefined)
    for (const line of wrap(pathText(path, index), canvas.width - INDENT))
      canvas.raw(`${" ".repeat(INDENT)}${canvas.paint(line, "accent")}`);
  const shown = all.slice(0, PLACES);
  const where = `${shown.join(" · ")}${all.length > shown.length ? ` · ${all.length - shown.length} more` : ""}`;
  const reasons = action.reasons
    .map(plainText)
    .filter((reason) => reason !== "")
    .join(" · ");
  const because = `    because  ${reasons}`;
  if (shown.length === 1 && path === undefined && reasons !== "" && columnsOf(because) + columnsOf(where) + 3 <= canvas.width) {
    canvas.ends(`    ${canvas.paint("because", "dim")}  ${reasons}`, columnsOf(because), where);
  } else {
    if (where !== "")
      for (const line of wrap(where, canvas.width - INDENT)) canvas.raw(`${" ".repeat(INDENT)}${canvas.paint(line, "dim")}`);
    if (reasons !== "") canvas.labelled("    because", reasons, 13, "dim");
  }
  canvas.labelled("    fix", `${action.fix}${action.cuts === undefined ? "" : `: ${action.cuts}`}`, 13, "dim");
}
