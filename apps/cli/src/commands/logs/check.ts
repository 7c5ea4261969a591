import { readFileSync } from "node:fs";
import { accessLogLines, type Baseline, BaselineDocument, checkLogs } from "@castellan/scan/access-logs";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";

/** `castellan logs check`: who did something unusual, with the events that show it. */
export async function run({ arguments: paths, values, terminal, signal }: CommandContext): Promise<number> {
  if (paths.length === 0) throw new CommandError("USAGE", "castellan logs check needs log files, or folders of them.");
  const [before, save] = [values.text("baseline"), values.text("save-baseline")];
  const perDay = values.count("alerts-per-day");
  const { check, baseline } = await checkLogs(paths, {
    baseline: before === undefined ? undefined : baselineOf(before),
    ...(perDay === undefined ? {} : { perDay }),
    signal,
    progress: (read, files) => terminal.progress(`read ${read} of ${files} logs`, performance.now()),
  });
  if (save !== undefined) writeFileWhole(save, `${JSON.stringify(baseline)}\n`);
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify(check, null, 2)}\n`
      : `${accessLogLines(check, values.on("all")).map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  if (check.alerts.length > 0) return EXIT.findings;
  return check.logs.some(({ problems }) => problems.length > 0) && !values.on("allow-partial") ? EXIT.unread : EXIT.ok;
}

function baselineOf(file: string): Baseline {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new CommandError("USAGE", `${file} cannot be read; give a file that castellan logs check --save-baseline wrote.`, { cause });
  }
  const parsed = BaselineDocument.safeParse(written);
  if (!parsed.success)
    throw new CommandError("USAGE", `${file} is no baseline of logs; write one with castellan logs check --save-baseline.`);
  return parsed.data;
}
