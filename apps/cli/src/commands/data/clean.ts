import { existsSync } from "node:fs";
import { cleanFile, renderCleaning } from "@castellan/data/clean";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { reportsOf, writeResult } from "./write-result.ts";

/** Writes a data set without the rows that a check holds back. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values } = context;
  const [file] = files;
  // The plain --output is the clean file here; FORMAT=FILE are reports.
  const outputs = values.list("output");
  const [output, ...more] = outputs.filter((own) => !/^(?:json|terminal)=/.test(own));
  if (file === undefined || files.length > 1 || output === undefined || more.length > 0)
    throw new CommandError(
      "USAGE",
      "castellan data clean takes one file and one place: castellan data clean FILE --check CHECK.json --output CLEAN.",
    );
  const reports = reportsOf(
    context,
    "clean",
    outputs.filter((own) => own !== output),
  );
  if (existsSync(output) && !values.on("force"))
    throw new CommandError("EXISTS", `${output} is there already; give another place with --output, or --force to replace it.`);
  const result = await cleanFile({
    file,
    output,
    check: values.text("check"),
    scores: values.text("scores"),
    id: values.text("id"),
    scan: values.text("from"),
    version: TOOL_VERSION,
  });
  writeResult(context, reports, result, (look) => renderCleaning(result, look));
  return EXIT.ok;
}
