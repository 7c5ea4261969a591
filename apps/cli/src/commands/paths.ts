import { pathLines, pathsBetween } from "@castellan/scan/relate";
import type { CommandContext } from "../command-spec.ts";
import { EXIT } from "../errors.ts";
import { resultOf } from "../last-scan.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** `castellan paths`: ways from attackers to live models, registries and the account, each hop with its place. */
export async function run(context: CommandContext): Promise<number> {
  const { values } = context;
  const result = resultOf(context, "scan");
  const paths = pathsBetween(result, values.text("from"), values.text("to"));
  const lines = paths.length === 0 ? ["No attack path was found in what was read."] : pathLines(paths, result);
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify({ schema: "castellan/paths/1", paths }, null, 2)}\n`
      : `${lines.map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) context.terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
