import { existsSync } from "node:fs";
import { compareFiles, renderDrift, renderDriftHtml, renderDriftMarkdown, sketchFiles } from "@castellan/data/drift";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { PAGES, reportsOf, writeResult } from "./write-result.ts";

/** Compares new data with a reference, or saves a sketch to compare with later. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal } = context;
  const save = values.text("save");
  const seed = values.count("seed") ?? 1;
  const [label, prediction] = [values.text("label"), values.text("prediction")];
  if (save !== undefined) {
    if (files.length === 0) throw new CommandError("USAGE", "castellan data drift --save SKETCH needs the files to sketch.");
    if (existsSync(save) && !values.on("force"))
      throw new CommandError("EXISTS", `${save} is there already; give another place with --save, or --force to replace it.`);
    const { text, rows, columns, warnings } = await sketchFiles(files, {
      seed,
      strings: [label, prediction].filter((name) => name !== undefined),
    });
    for (const { message } of warnings) terminal.note(printable(message));
    writeFileWhole(save, text);
    terminal.note(`sketch of ${rows} rows and ${columns} columns: ${printable(save)}`);
    return EXIT.ok;
  }
  const [reference, other] = files;
  if (reference === undefined || other === undefined || files.length > 2)
    throw new CommandError(
      "USAGE",
      "castellan data drift takes a reference and new data, each a table or a sketch: castellan data drift REF NEW.",
    );
  const reports = reportsOf(context, "drift", values.list("output"), PAGES);
  const [probability, ...more] = values.list("probability");
  if (more.length > 0) throw new CommandError("USAGE", "--probability takes one column: that of the positive class.");
  const result = await compareFiles(reference, other, {
    version: TOOL_VERSION,
    seed,
    label,
    prediction,
    probability,
    positive: values.text("favourable"),
    time: values.text("time"),
    id: values.text("id"),
    progress: (done, total) => terminal.progress(`compared ${done} of ${total} columns`, performance.now()),
  });
  writeResult(context, reports, result, (look) => renderDrift(result, look), {
    html: () => renderDriftHtml(result),
    markdown: () => renderDriftMarkdown(result),
  });
  if (result.verdict !== "none") return EXIT.findings;
  return result.complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
