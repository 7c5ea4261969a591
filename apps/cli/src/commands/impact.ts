import { impactLines, impactOf } from "@castellan/scan/relate";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { resultOf } from "../last-scan.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** `castellan impact ASSET`: what it is made of, and what a change of it comes to. */
export async function run(context: CommandContext): Promise<number> {
  const [what = ""] = context.arguments;
  const impacts = impactOf(what, resultOf(context, "scan"));
  if (impacts.length === 0)
    throw new CommandError("NOT_FOUND", `The scan holds no asset ${what}; castellan scan --format json lists them.`);
  const text =
    context.values.text("format") === "json"
      ? `${JSON.stringify({ schema: "castellan/impact/1", impacts }, null, 2)}\n`
      : `${impactLines(impacts).map(printable).join("\n")}\n`;
  const [file] = context.values.list("output");
  if (file === undefined) context.terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
