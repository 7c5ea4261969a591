import { Canvas } from "../report/terminal/canvas.ts";
import { plainText, shorten } from "../report/text/hostile-text.ts";
import { bytesText, counted } from "../report/text/words.ts";
import type { ModelConvertResult } from "./document.ts";

export interface ConversionReportContext {
  readonly color: boolean;
  readonly width: number;
  /** Everything that is listed, not only the first of it. */
  readonly all: boolean;
}

const TENSOR: readonly [string, string] = ["tensor", "tensors"];
const SHOWN = 8;
const INDENT = 12;

/** What was written, and what of the file was not. */
export function renderConversion(result: ModelConvertResult, context: ConversionReportContext): string {
  const { source, output, weights, tied, leftOut, elsewhere, values, notes } = result;
  const canvas = new Canvas(context.width, context.color);
  const line = (label: string, text: string): void => canvas.labelled(label, text, INDENT);
  const format = [...source.packed, source.format].join(", ");
  canvas.raw(
    `${canvas.paint("castellan", "bold", "accent")} ${result.tool.version} · ${plainText(source.file)} · ${format} · ${bytesText(source.bytes)} · nothing was loaded`,
  );
  if (source.verdict !== undefined && source.verdict !== "benign")
    canvas.labelled(
      source.verdict.toUpperCase(),
      `is what castellan model inspect says of the file. Only its numbers were copied: nothing that it would run is in the output. Do not load the file itself.`,
      INDENT,
      source.verdict === "malicious" ? "critical" : "medium",
    );
  if (output !== undefined) {
    const types = Object.entries(output.dtypes)
      .map(([type, count]) => `${type} ${count}`)
      .join(", ");
    const part = weights === undefined ? "all of the file" : `its ${plainText(weights)}`;
    line(
      "WRITTEN",
      `${output.file} · ${bytesText(output.bytes)} · ${counted(output.tensors, TENSOR)} (${types}), ${part} · sha256 ${output.sha256}`,
    );
  }
  list(
    canvas,
    "TIED",
    Object.keys(tied).length,
    Object.entries(tied).map(([name, kept]) => `${name} is ${kept}`),
    context.all,
  );
  if (elsewhere.count > 0)
    line("NOT TAKEN", `${counted(elsewhere.count, TENSOR)} that are no weights: ${names(elsewhere.first, elsewhere.count, context.all)}`);
  if (values.count > 0)
    line(
      "NO TENSORS",
      names(
        values.first.map(({ name, text }) => `${name} = ${shorten(text, 40)}`),
        values.count,
        context.all,
      ),
    );
  for (const note of notes) line("NOTE", note);
  list(
    canvas,
    "LEFT OUT",
    leftOut.count,
    leftOut.first.map(({ name, text }) => `${name} ${text}`),
    context.all,
  );
  canvas.raw(
    output === undefined
      ? "exit 3: no tensor could be written"
      : leftOut.count > 0
        ? `exit 3: ${counted(leftOut.count, TENSOR)} left out`
        : "exit 0: every tensor is in the output",
  );
  return canvas.text();
}

function list(canvas: Canvas, label: string, count: number, first: readonly string[], all: boolean): void {
  for (const [index, text] of first.slice(0, all ? first.length : SHOWN).entries())
    canvas.labelled(index === 0 ? label : " ".repeat(label.length), shorten(plainText(text), 200), INDENT);
  const shown = Math.min(first.length, all ? first.length : SHOWN);
  if (count > shown) canvas.raw(`${" ".repeat(INDENT)}and ${count - shown} more${all || first.length === shown ? "" : " (--all)"}`);
}

function names(first: readonly string[], count: number, all: boolean): string {
  const shown = first.slice(0, all ? first.length : SHOWN).map((name) => shorten(plainText(name), 80));
  return `${shown.join(", ")}${count > shown.length ? ` and ${count - shown.length} more` : ""}`;
}
