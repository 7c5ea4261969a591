import { accessDocument, accessLines, accessOf } from "@castellan/scan/relate";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { resultOf } from "../last-scan.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** `castellan access ASSET`: who can read, write, run or change it, and through which statements. */
export async function run(context: CommandContext): Promise<number> {
  const [what = ""] = context.arguments;
  const answers = accessOf(what, resultOf(context, "scan"));
  if (answers.length === 0)
    throw new CommandError("NOT_FOUND", `The scan holds no asset or resource ${what}; castellan scan --format json lists them.`);
  const text =
    context.values.text("format") === "json"
      ? `${JSON.stringify(accessDocument(answers), null, 2)}\n`
      : `${accessLines(answers).map(printable).join("\n")}\n`;
  const [file] = context.values.list("output");
  if (file === undefined) context.terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
