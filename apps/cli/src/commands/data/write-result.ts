import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import { FORMATS } from "../../flags.ts";
import { type Format, outputsOf } from "../../outputs.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";

export interface Look {
  readonly color: boolean;
  readonly width: number;
  readonly all: boolean;
}

/** Where an action reports: known before the work, so that a wrong flag costs no time. @throws CommandError USAGE */
export function reportsOf(
  { values }: CommandContext,
  action: string,
  outputs: readonly string[],
  formats: readonly Format[] = ["terminal", "json"],
): ReturnType<typeof outputsOf> {
  const reports = outputsOf(values.choice("format", FORMATS), outputs);
  for (const { format } of reports)
    if (!formats.includes(format)) throw new CommandError("USAGE", `castellan data ${action} writes ${formats.join(", ")}, not ${format}.`);
  return reports;
}

/** Every form in which an action shows its result beside the JSON. */
export const PAGES: readonly Format[] = ["terminal", "json", "html", "markdown"];

/** Writes the result as it was asked for. */
export function writeResult(
  { values, terminal }: CommandContext,
  reports: ReturnType<typeof outputsOf>,
  result: object,
  render: (look: Look) => string,
  further: Readonly<Partial<Record<Format, () => string>>> = {},
): void {
  for (const { format, file } of reports) {
    const text =
      format === "json"
        ? `${JSON.stringify(values.on("reproducible") ? { ...result, run: undefined } : result, null, 2)}\n`
        : (further[format]?.() ??
          render({
            color: file === undefined && terminal.color,
            width: file === undefined ? terminal.width : 100,
            all: values.on("all"),
          }));
    if (file === undefined) terminal.result(text);
    else {
      writeFileWhole(file, text);
      terminal.note(`${format} report: ${printable(file)}`);
    }
  }
}
