import { explain } from "@castellan/scan/explain";
import { ruleCards } from "@castellan/scan/rules";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { resultOf } from "../last-scan.ts";
import { printable } from "../terminal.ts";

export async function run(context: CommandContext): Promise<number> {
  const [what = ""] = context.arguments;
  const lines = explain(what, resultOf(context, "from"), ruleCards());
  if (lines === undefined)
    throw new CommandError("NOT_FOUND", `The last scan holds no action, finding or asset ${what}; castellan scan --all lists them.`);
  context.terminal.result(`${lines.map(printable).join("\n")}\n`);
  return EXIT.ok;
}
