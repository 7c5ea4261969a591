import { type Attestation, attests, PREDICATE_NAMES, PREDICATES, readAttestation } from "@castellan/protect/provenance";
import { MOST_BUNDLE_BYTES, Refusal, readPublicKey } from "@castellan/protect/signing";
import { z } from "zod";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { needed, onePath, textFile } from "./inputs.ts";
import { subjectOf } from "./subject.ts";

const NAME = "attestation verify";
const Decision = z.looseObject({ result: z.string().optional(), verificationResult: z.string().optional() });

/** What stands against the statement, beside its signature. */
function objections({ predicateType, predicate }: Attestation, wanted: string | undefined): readonly string[] {
  const decision = Decision.safeParse(predicate).data;
  const result = decision?.result ?? decision?.verificationResult;
  return [
    ...(wanted !== undefined && predicateType !== wanted ? [`It is a ${predicateType}, not a ${wanted}.`] : []),
    ...(result === "FAILED" ? ["It says FAILED."] : []),
  ];
}

/** `castellan attestation verify`: who signed a statement, about what, and whether it says yes. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const file = onePath(context, NAME);
  const keyFile = needed(context, "public-key", NAME);
  const path = needed(context, "subject", NAME);
  const wanted = values.said("predicate") ? PREDICATES[values.choice("predicate", PREDICATE_NAMES)] : undefined;
  const key = readPublicKey(textFile("public-key", keyFile), keyFile);
  const text = textFile("signature", file, MOST_BUNDLE_BYTES);
  let attestation: Attestation | undefined;
  const reasons: string[] = [];
  try {
    attestation = readAttestation(text, key);
    const { name, digest } = await subjectOf(path, context);
    if (!attests(attestation, digest.sha256))
      reasons.push(
        `It is about ${attestation.subjects.map((each) => each.name).join(", ")}, not about ${name} as it is now (sha256 ${digest.sha256}).`,
      );
    reasons.push(...objections(attestation, wanted));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reasons.push(error.message);
  }
  const verified = reasons.length === 0;
  const document = { schema: "castellan/attestation/1", file, verified, ...(attestation ?? {}), reasons };
  const lines = verified
    ? [`Verified: ${file} is a ${attestation?.predicateType ?? ""} about ${path}.`]
    : [`Not verified: ${file}.`, ...reasons.map((reason) => `  ${reason}`)];
  const written = values.text("format") === "json" ? `${JSON.stringify(document, null, 2)}\n` : `${lines.map(printable).join("\n")}\n`;
  const [out] = values.list("output");
  if (out === undefined) terminal.result(written);
  else writeFileWhole(out, written);
  return verified ? EXIT.ok : EXIT.findings;
}
