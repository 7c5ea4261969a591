import { checkFile, renderCheck, renderScores } from "@castellan/data/check";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { FORMATS } from "../../flags.ts";
import { outputsOf } from "../../outputs.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { reviewsOf } from "./reviews-file.ts";

/** One verdict on a data set, with the rows and groups that speak for it. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal, clock } = context;
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data check takes one file or folder.");
  const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
  for (const { format } of outputs)
    if (format !== "terminal" && format !== "json")
      throw new CommandError("USAGE", `castellan data check writes terminal and json, not ${format}.`);
  const text = values.list("text");
  const { result, checked, dataset } = await checkFile({
    file,
    roles: {
      label: values.text("label"),
      source: values.text("source"),
      time: values.text("time"),
      id: values.text("id"),
      ...(text.length === 0 ? {} : { text }),
    },
    embedding: values.text("embedding"),
    encoder: values.text("encoder"),
    reference: values.text("reference"),
    labelFile: values.text("label-file"),
    reviews: reviewsOf(context),
    seed: values.count("seed") ?? 1,
    version: TOOL_VERSION,
    clock,
    note: (said) => terminal.note(said),
    progress: (stage) => terminal.progress(stage, performance.now()),
  });
  const scores = values.text("scores");
  if (scores !== undefined) {
    writeFileWhole(scores, renderScores(dataset.ids.slice(0, result.rows), checked));
    terminal.note(`scores of ${result.rows} rows: ${printable(scores)}`);
  }
  const told = values.on("reproducible") ? { ...result, run: undefined } : result;
  for (const { format, file: to } of outputs) {
    const said =
      format === "json"
        ? `${JSON.stringify(told, null, 2)}\n`
        : renderCheck(result, { color: to === undefined && terminal.color, width: to === undefined ? terminal.width : 100 });
    if (to === undefined) terminal.result(said);
    else {
      writeFileWhole(to, said);
      terminal.note(`${format} report: ${printable(to)}`);
    }
  }
  return result.verdict === "poisoned" ? EXIT.findings : EXIT.ok;
}
