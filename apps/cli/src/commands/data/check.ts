import {
  type CheckCall,
  checkFile,
  checkPageData,
  type FileChecked,
  limitThreads,
  renderCheck,
  renderCheckHtml,
  renderCheckMarkdown,
  renderScores,
} from "@castellan/data/check";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import type { Output } from "../../outputs.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { reviewsOf } from "./reviews-file.ts";
import { PAGES, reportsOf } from "./write-result.ts";

/** One verdict on a data set, with the rows and groups that speak for it. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal, clock } = context;
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data check takes one file or folder.");
  const outputs = reportsOf(context, "check", values.list("output"), PAGES);
  const text = values.list("text");
  const jobs = values.count("jobs");
  if (jobs !== undefined) limitThreads(jobs);
  const call: CheckCall = {
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
  };
  const seed = values.count("seed") ?? 1;
  const found = await checkFile({
    ...call,
    reviews: reviewsOf(context),
    seed,
    version: TOOL_VERSION,
    clock,
    note: (said) => terminal.note(said),
    progress: (stage) => terminal.progress(stage, performance.now()),
  });
  const { result, checked, dataset } = found;
  const scores = values.text("scores");
  if (scores !== undefined) {
    writeFileWhole(scores, renderScores(dataset.ids.slice(0, result.rows), checked));
    terminal.note(`scores of ${result.rows} rows: ${printable(scores)}`);
  }
  const told = values.on("reproducible") ? { ...result, run: undefined } : result;
  for (const output of outputs) {
    const said = rendered({ ...found, result: told }, call, seed, output, context);
    if (output.file === undefined) terminal.result(said);
    else {
      writeFileWhole(output.file, said);
      terminal.note(`${output.format} report: ${printable(output.file)}`);
    }
  }
  if (result.verdict === "poisoned") return EXIT.findings;
  return result.complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}

function rendered(
  found: FileChecked,
  call: CheckCall,
  seed: number,
  { format, file }: Output,
  { terminal, values }: CommandContext,
): string {
  const { result } = found;
  if (format === "json") return `${JSON.stringify(result, null, 2)}\n`;
  if (format === "html") return renderCheckHtml(result, checkPageData(found, seed), call);
  if (format === "markdown") return renderCheckMarkdown(result, call);
  return renderCheck(result, call, {
    color: file === undefined && terminal.color,
    width: file === undefined ? terminal.width : 100,
    all: values.on("all"),
  });
}
