import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { InspectionPolicy } from "@castellan/scan/inspect";
import { readKnownBad, trustOf } from "@castellan/scan/inspect";
import { settingsFileOf } from "@castellan/scan/settings-file";
import type { CommandContext } from "./command-spec.ts";
import { CommandError } from "./errors.ts";

/**
 * What the user trusts and knows to be bad: --config, else castellan.yaml of the folder in which the command runs. What
 * stands beside a downloaded model says nothing about itself.
 */
export async function modelPolicyOf({ values, clock }: CommandContext): Promise<InspectionPolicy> {
  const lists: string[] = values.list("known-bad").slice();
  const configFile = values.text("config") ?? settingsFileOf(process.cwd());
  let trust: InspectionPolicy["trust"] = [];
  if (configFile !== undefined) {
    const { loadSettings } = await import("@castellan/scan/settings");
    const { models } = loadSettings([], configFile).settings;
    trust = trustOf(models.trust);
    if (models["known-bad"] !== undefined) lists.push(join(dirname(configFile), models["known-bad"]));
  }
  return { trust, knownBad: new Map(lists.flatMap((file) => [...digestsOf(file)])), today: clock().toISOString().slice(0, 10) };
}

function digestsOf(file: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError("USAGE", `The list of known bad files ${file} cannot be read; give a file with one SHA-256 a line.`, { cause });
  }
  const { digests, unread } = readKnownBad(text);
  if (unread.length > 0)
    throw new CommandError("USAGE", `${file}: line ${unread[0]} is no SHA-256; each line holds one, then what there is to say of it.`);
  return digests;
}
