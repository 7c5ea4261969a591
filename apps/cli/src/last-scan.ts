import { readFileSync } from "node:fs";
import type { ScanResult } from "@castellan/scan";
import { readScanResult } from "@castellan/scan/earlier";
import { LastResult } from "@castellan/scan/last-result";
import { cacheFolder } from "./cache-folder.ts";
import type { CommandContext } from "./command-spec.ts";
import { CommandError } from "./errors.ts";

/** The scan that a flag names, else the last one of this folder. */
export function resultOf({ values, terminal }: CommandContext, flag: "from" | "scan"): ScanResult {
  const file = values.text(flag);
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
      `There is no last scan of this folder; run castellan scan first, or give one with --${flag} scan.json.`,
    );
  return last;
}
