import { z } from "zod";
import { parseBundle } from "../signing/bundle.ts";
import { preAuthentication } from "../signing/envelope.ts";
import { type SigningKey, signatureHolds, signBytes, type VerifyingKey } from "../signing/keys.ts";
import { Refusal } from "../signing/refusal.ts";
import { bundleText } from "../signing/sign.ts";
import { STATEMENT_TYPE } from "../signing/statement.ts";
import type { Digests } from "./lineage.ts";
import { predicateFault } from "./predicates.ts";

const Subject = z.looseObject({ name: z.string(), digest: z.record(z.string(), z.string()) });
const Statement = z.looseObject({ _type: z.string(), subject: z.array(Subject).min(1), predicateType: z.string(), predicate: z.unknown() });

export interface AttestedSubject {
  readonly name: string;
  readonly digest: Digests;
}

export interface Attestation {
  readonly subjects: readonly AttestedSubject[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** A signed statement about models or data sets: DSSE in a Sigstore bundle, as signatures are. */
export function signAttestation({ subjects, predicateType, predicate }: Attestation, key: SigningKey): string {
  const payload = Buffer.from(JSON.stringify({ _type: STATEMENT_TYPE, subject: subjects, predicateType, predicate }, null, 2));
  return bundleText(payload, { publicKey: { hint: key.public.hint } }, signBytes(preAuthentication(payload), key));
}

/**
 * Reads a signed statement of whatever predicate, where the key signed it; known predicates must be in order.
 * @throws Refusal
 */
export function readAttestation(text: string, key: VerifyingKey): Attestation {
  const { method, material, envelope } = parseBundle(text);
  if (method !== "key") throw new Refusal("other-method", `The attestation was signed by the method ${method}; only keys are read here.`);
  const hint = material.publicKey?.hint;
  if (hint !== key.hint)
    throw new Refusal("wrong-key", `The attestation was signed with another key (${hint ?? "unnamed"}) than the one given (${key.hint}).`);
  if (!signatureHolds(preAuthentication(envelope.payload), envelope.signatures[0]?.sig ?? new Uint8Array(), key))
    throw new Refusal("signature-invalid", "The signature is not of this statement by this key.");
  let document: unknown;
  try {
    document = JSON.parse(envelope.payload.toString("utf8"));
  } catch (cause) {
    throw new Refusal("statement-unreadable", "The signed payload is no JSON.", cause);
  }
  const parsed = Statement.safeParse(document);
  if (!parsed.success)
    throw new Refusal("statement-invalid", `The signed payload is no in-toto statement: ${z.prettifyError(parsed.error)}.`);
  const { _type: type, subject: subjects, predicateType, predicate } = parsed.data;
  if (type !== STATEMENT_TYPE) throw new Refusal("statement-type", `The statement is of type ${type}, not ${STATEMENT_TYPE}.`);
  const fault = predicateFault(predicateType, predicate);
  if (fault !== undefined) throw new Refusal("statement-invalid", `The predicate is not as ${predicateType} wants it: ${fault}.`);
  return { subjects: subjects.map(({ name, digest }) => ({ name, digest })), predicateType, predicate };
}

/** Whether a statement is about something with this SHA-256. */
export function attests({ subjects }: Attestation, sha256: string): boolean {
  return subjects.some(({ digest }) => Object.hasOwn(digest, "sha256") && digest["sha256"] === sha256);
}
