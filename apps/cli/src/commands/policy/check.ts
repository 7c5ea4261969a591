import { readFileSync } from "node:fs";
import { decide, parseRequest, policyDecisionDocument, sentencesOf } from "@castellan/protect/policy";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { policiesOf } from "./policies.ts";

/** `castellan policy check REQUEST.json`: 0 only for what was read whole and is allowed. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: files, values, terminal, clock } = context;
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw new CommandError("USAGE", "castellan policy check takes one request; - is standard input.");
  const request = parseRequest(file, requestText(file));
  const decision = decide(policiesOf(context), request, clock());
  const document = policyDecisionDocument(request, decision);
  const text =
    values.text("format") === "json" ? `${JSON.stringify(document, null, 2)}\n` : `${sentencesOf(decision).map(printable).join("\n")}\n`;
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
  return decision.allowed ? EXIT.ok : EXIT.findings;
}

function requestText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file === "-" ? 0 : file));
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}
