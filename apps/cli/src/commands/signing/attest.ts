import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import {
  approvalPredicate,
  type NamedDigest,
  PREDICATE_NAMES,
  PREDICATES,
  scanPredicate,
  signAttestation,
  trainingPredicate,
} from "@castellan/protect/provenance";
import { readPrivateKey } from "@castellan/protect/signing";
import { z } from "zod";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import type { FlagName } from "../../flags.ts";
import { writeFileWhole } from "../../write-file.ts";
import { needed, onePath, passphraseOf, textFile } from "./inputs.ts";
import { subjectOf } from "./subject.ts";

const NAME = "attestation create";
/** Results of scans are larger than keys. */
const MOST_RESULT_BYTES = 512 * 1024 * 1024;

function json(flag: FlagName, file: string): { readonly document: unknown; readonly digest: NamedDigest } {
  const text = textFile(flag, file, MOST_RESULT_BYTES);
  try {
    const sha256 = createHash("sha256").update(text).digest("hex");
    return { document: JSON.parse(text), digest: { name: basename(file), digest: { sha256 } } };
  } catch (cause) {
    throw new CommandError("USAGE", `--${flag} ${file} is no JSON.`, { cause });
  }
}

function timeOf({ values }: CommandContext, flag: FlagName): string | undefined {
  const text = values.text(flag);
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new CommandError("USAGE", `--${flag} ${text} is no time such as 2026-11-23T10:00:00Z.`);
  return time.toISOString();
}

async function predicateOf(name: (typeof PREDICATE_NAMES)[number], context: CommandContext, resource: string): Promise<object> {
  const { values, clock } = context;
  const inputs: NamedDigest[] = [];
  for (const path of values.list("input")) inputs.push({ ...(await subjectOf(path, context)), uri: path });
  if (name === "scan") {
    const { document, digest } = json("result", needed(context, "result", NAME));
    return scanPredicate(document, digest);
  }
  if (name === "approval") {
    const policyFile = needed(context, "policy", NAME);
    const policy = { ...(await subjectOf(policyFile, context)), uri: policyFile };
    const verifier = needed(context, "verifier", NAME);
    return approvalPredicate({ verifier, time: clock().toISOString(), resource, policy, inputs, passed: !values.on("deny") });
  }
  if (inputs.length === 0)
    throw new CommandError("USAGE", "A training run needs what went in: --input PATH for every data set and base model.");
  const file = values.text("parameters");
  const parameters = file === undefined ? {} : z.record(z.string(), z.unknown()).safeParse(json("parameters", file).document).data;
  if (parameters === undefined) throw new CommandError("USAGE", `--parameters ${file ?? ""} holds no JSON object.`);
  const [started, finished] = [timeOf(context, "started"), timeOf(context, "finished")];
  return trainingPredicate({ builder: needed(context, "builder", NAME), started, finished, parameters, inputs });
}

/** `castellan attestation create`: a signed in-toto statement. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const path = onePath(context, NAME);
  const predicate = values.choice("predicate", PREDICATE_NAMES);
  const [keyFile, out] = [needed(context, "private-key", NAME), needed(context, "signature", NAME)];
  if (existsSync(out) && !values.on("force")) throw new CommandError("USAGE", `${out} is there already; --force replaces it.`);
  const key = readPrivateKey(textFile("private-key", keyFile), keyFile, passphraseOf(context));
  const subject = await subjectOf(path, context);
  const statement = {
    subjects: [subject],
    predicateType: PREDICATES[predicate],
    predicate: await predicateOf(predicate, context, subject.name),
  };
  writeFileWhole(out, signAttestation(statement, key));
  terminal.note(`${out}: a signed ${predicate} statement about ${subject.name} (sha256 ${subject.digest.sha256}).`);
  return EXIT.ok;
}
