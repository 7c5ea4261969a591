import type { ScanResult } from "../../result.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { indexResult } from "../result-index.ts";
import { selectActions } from "../selection.ts";
import { counted } from "../text/words.ts";
import { drawAction } from "./action-lines.ts";
import { Canvas } from "./canvas.ts";
import { drawEnd, drawHeader, drawInventory, drawMore, drawNothingUrgent, drawUnseen } from "./sections.ts";

/** The first screen of experience.md: readable in ten seconds, the worst first, each with its fix. */
function renderTerminal(result: ScanResult, context: ReportContext): string {
  const canvas = new Canvas(context.width, context.color);
  const index = indexResult(result);
  const selection = selectActions(result, context.all);
  drawHeader(canvas, result, context);
  drawInventory(canvas, result, index, context.all);
  canvas.blank();
  if (selection.shown.length > 0) {
    const findings = counted(index.open.length, ["finding", "findings"]);
    const title = context.all ? "ALL ACTIONS" : "FIX FIRST";
    const counts = context.all
      ? `${selection.shown.length} actions · ${findings}`
      : `${selection.shown.length} of ${counted(selection.open.length, ["action", "actions"])} · ${findings}`;
    canvas.raw(`${canvas.paint(title, "bold")}   ${counts}`);
    for (const action of selection.shown) drawAction(canvas, action, result, index);
  } else drawNothingUrgent(canvas, result);
  canvas.blank();
  drawMore(canvas, result, selection);
  drawUnseen(canvas, result, context.all);
  drawEnd(canvas, result, context, selection);
  return canvas.text();
}

export const terminalReporter: Reporter = { id: "terminal", extension: "txt", render: renderTerminal };
