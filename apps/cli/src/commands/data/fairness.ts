import { judgeFile, renderFairness, renderFairnessHtml, renderFairnessMarkdown } from "@castellan/data/fairness";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { PAGES, reportsOf, writeResult } from "./write-result.ts";

const WEIGHTS = "weights=";

/** How groups fare in a data set and in the predictions of a model. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal } = context;
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data fairness takes one file.");
  const label = values.text("label");
  const groups = values.list("group").flatMap((item) => item.split(","));
  if (label === undefined || groups.length === 0)
    throw new CommandError("USAGE", "castellan data fairness needs --label COL and --group COL[,COL].");
  const outputs = values.list("output");
  const reports = reportsOf(
    context,
    "fairness",
    outputs.filter((output) => !output.startsWith(WEIGHTS)),
    PAGES,
  );
  const threshold = values.text("threshold");
  if (threshold !== undefined && !Number.isFinite(Number(threshold)))
    throw new CommandError("USAGE", `--threshold takes a number, not ${threshold}.`);
  const { result, weights } = await judgeFile(file, {
    label,
    groups,
    prediction: values.text("prediction"),
    score: values.text("score"),
    threshold: threshold === undefined ? undefined : Number(threshold),
    favourable: values.text("favourable"),
    id: values.text("id"),
    seed: values.count("seed") ?? 1,
    version: TOOL_VERSION,
  });
  for (const output of outputs.filter((own) => own.startsWith(WEIGHTS))) {
    const to = output.slice(WEIGHTS.length);
    writeFileWhole(to, weights);
    terminal.note(`weights of ${result.rows} rows: ${printable(to)}`);
  }
  writeResult(context, reports, result, (look) => renderFairness(result, look), {
    html: () => renderFairnessHtml(result),
    markdown: () => renderFairnessMarkdown(result),
  });
  if (result.verdict === "disparity") return EXIT.findings;
  return result.complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
