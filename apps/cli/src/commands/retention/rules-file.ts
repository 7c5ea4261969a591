import { dirname, resolve } from "node:path";
import { type RetentionRules, readRetentionRules } from "@castellan/protect/retention";
import { parse } from "yaml";
import { CommandError } from "../../errors.ts";
import { textFile } from "../signing/inputs.ts";

/** The rules of a YAML file, and the folder that its paths are relative to. @throws CommandError USAGE, ProtectError POLICY_INVALID */
export function rulesOf(file: string): { readonly rules: RetentionRules; readonly root: string } {
  let document: unknown;
  try {
    document = parse(textFile("rules", file), { maxAliasCount: 100 });
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError("USAGE", `${file} is no YAML: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return { rules: readRetentionRules(document, file), root: dirname(resolve(file)) };
}
