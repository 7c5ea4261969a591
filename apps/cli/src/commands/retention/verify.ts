import { type DeletionCertificate, readDeletion } from "@castellan/protect/retention";
import { Refusal, readPublicKey } from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { needed, onePath, textFile } from "../signing/inputs.ts";

const NAME = "retention verify";

function linesOf({ name, sha256, deletion }: DeletionCertificate): readonly string[] {
  const { time, method, files, bytes, key, rules, approvedBy, residuals } = deletion;
  return [
    `Verified: ${name} was erased on ${time}.`,
    `  what     ${method === "key-destroyed" ? `the key ${key ?? ""} that opens it is destroyed` : `${files} files, ${bytes} bytes removed`}`,
    `  digest   sha256 ${sha256}`,
    `  rules    ${rules.join(", ")}`,
    `  approved ${approvedBy.length === 0 ? "by nobody: its rules ask for none" : `by ${approvedBy.join(", ")}`}`,
    ...(residuals.length === 0 ? [] : ["  stays", ...residuals.map((each) => `    ${each}`)]),
    "  Removed files can stay on disks, in snapshots and in backups; this certificate does not prove otherwise.",
  ];
}

/** `castellan retention verify`. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const file = onePath(context, NAME);
  const keyFile = needed(context, "public-key", NAME);
  const key = readPublicKey(textFile("public-key", keyFile), keyFile);
  let certificate: DeletionCertificate | undefined;
  let reason = "";
  try {
    certificate = readDeletion(textFile("source", file), key);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reason = error.message;
  }
  const document = { schema: "castellan/deletion/1", file, verified: certificate !== undefined, ...(certificate ?? { reason }) };
  const lines = certificate === undefined ? [`Not verified: ${file}.`, `  ${reason}`] : linesOf(certificate);
  const text = values.text("format") === "json" ? `${JSON.stringify(document, null, 2)}\n` : `${lines.map(printable).join("\n")}\n`;
  const [out] = values.list("output");
  if (out === undefined) terminal.result(text);
  else writeFileWhole(out, text);
  return certificate === undefined ? EXIT.findings : EXIT.ok;
}
