import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type PolicyFile, type PolicySet, readPolicySet } from "@castellan/protect/policy";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";

/** The baseline, and every .cedar file of what `--policy` names. @throws CommandError USAGE where one cannot be read, ProtectError POLICY_INVALID */
export function policiesOf({ values }: CommandContext): PolicySet {
  return readPolicySet(values.list("policy").flatMap(filesOf));
}

function filesOf(path: string): readonly PolicyFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ name: path, text: textOf(path) }];
    const found = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".cedar"));
    if (found.length === 0) throw new Error("the folder holds no .cedar file");
    return found.sort().map((name) => ({ name: join(path, name), text: textOf(join(path, name)) }));
  } catch (cause) {
    throw new CommandError("USAGE", `--policy ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
  }
}

function textOf(path: string): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
}
