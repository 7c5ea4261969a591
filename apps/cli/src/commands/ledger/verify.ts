import { existsSync, lstatSync, readFileSync } from "node:fs";
import {
  ActChecker,
  hashLeaf,
  judgeProof,
  type LedgerVerifyDocument,
  ledgerVerifyDocument,
  logFolder,
  parseCheckpoint,
  parseProof,
  verifyLog,
} from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { policyOf } from "./checkpoint.ts";
import { keptOf, logKeysOf } from "./places.ts";

/** `castellan ledger verify`: of a folder everything is recomputed; of a proof the one entry is judged. */
export async function run(context: CommandContext): Promise<number> {
  const [target = ""] = context.arguments;
  if (!existsSync(target)) throw new CommandError("NOT_FOUND", `There is no ${target}; give the folder of a ledger or a proof.`);
  if (context.values.list("log-key").length === 0)
    throw new CommandError("USAGE", "castellan ledger verify needs --log-key: what a ledger says of its own key proves nothing.");
  return lstatSync(target).isDirectory() ? verifyFolder(context, target) : verifyProof(context, target);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${file} cannot be read.`, { cause });
  }
}

function verifyFolder(context: CommandContext, folder: string): number {
  const { values, terminal } = context;
  const logKeys = logKeysOf(context);
  const { read } = logFolder(folder);
  const acts = new ActChecker(read);
  const policy = policyOf(context);
  const earlier = values.list("checkpoint").map((name) => ({ name, checkpoint: parseCheckpoint(name, bytesOf(name)) }));
  const kept = keptOf(terminal.environment, logKeys[0]?.name ?? "");
  if (kept !== undefined) earlier.push({ name: "what this machine saw last", checkpoint: kept });
  const report = verifyLog(read, {
    logKeys,
    earlier,
    entry: (index, bytes) => acts.entry(index, bytes),
    ...(policy === undefined ? {} : { policy }),
  });
  const document = ledgerVerifyDocument({ ...report, problems: [...report.problems, ...acts.problems] }, acts.acts);
  show(context, document);
  return document.verified ? EXIT.ok : EXIT.findings;
}

function show({ values, terminal }: CommandContext, document: LedgerVerifyDocument): void {
  const text =
    values.text("format") === "json" ? `${JSON.stringify(document, null, 2)}\n` : `${lines(document).map(printable).join("\n")}\n`;
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
}

function lines({ verified, origin, size, root, acts, witnesses, problems }: LedgerVerifyDocument): readonly string[] {
  if (!verified) return [`${origin}: NOT verified`, ...problems.map(({ message }) => `  ${message}`)];
  const seen = witnesses.length === 0 ? [] : [`  witnessed by ${witnesses.join(", ")}`];
  return [`${origin}: ${size} entries (${acts} acts of castellan) recomputed, root ${root}`, ...seen];
}

function verifyProof(context: CommandContext, file: string): number {
  const { values, terminal } = context;
  const entry = values.text("entry");
  if (entry === undefined) throw new CommandError("USAGE", "A proof is verified with the bytes of its entry: --entry FILE.");
  const policy = policyOf(context);
  const proof = parseProof(file, bytesOf(file));
  const wrong = judgeProof(proof, hashLeaf(bytesOf(entry)), { logKeys: logKeysOf(context), ...(policy === undefined ? {} : { policy }) });
  if (wrong !== undefined) {
    terminal.fail("NOT_VERIFIED", wrong);
    return EXIT.findings;
  }
  terminal.result(printable(`${entry} is entry ${proof.index} of ${proof.checkpoint.origin} (${proof.checkpoint.size} entries)\n`));
  return EXIT.ok;
}
