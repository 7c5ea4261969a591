import { readFileSync } from "node:fs";
import type { ScanResult } from "@castellan/scan";
import { readScanResult } from "@castellan/scan/earlier";
import { explain } from "@castellan/scan/explain";
import { LastResult } from "@castellan/scan/last-result";
import { ruleCards } from "@castellan/scan/rules";
import { cacheFolder } from "../cache-folder.ts";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { printable } from "../terminal.ts";

function resultOf({ values, terminal }: CommandContext): ScanResult {
  const file = values.text("from");
  if (file !== undefined) {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (cause) {
      throw new CommandError("USAGE", `${file} cannot be read; give a file that castellan scan --format json wrote.`, { cause });
    }
    return readScanResult(file, text);
  }
  const folder = cacheFolder(terminal.environment);
  const last = folder === undefined ? undefined : new LastResult(folder, process.cwd()).get();
  if (last === undefined)
    throw new CommandError(
      "NO_RESULT",
      "There is no last scan of this folder; run castellan scan first, or give one with --from scan.json.",
    );
  return last;
}

export async function run(context: CommandContext): Promise<number> {
  const [what = ""] = context.arguments;
  const lines = explain(what, resultOf(context), ruleCards());
  if (lines === undefined)
    throw new CommandError("NOT_FOUND", `The last scan holds no action, finding or asset ${what}; castellan scan --all lists them.`);
  context.terminal.result(`${lines.map(printable).join("\n")}\n`);
  return EXIT.ok;
}
