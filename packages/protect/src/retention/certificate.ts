import { z } from "zod";
import { readAttestation, signAttestation } from "../provenance/attestation.ts";
import type { SigningKey, VerifyingKey } from "../signing/keys.ts";
import { Refusal } from "../signing/refusal.ts";

/** Own predicate: no standard one speaks of deletion. */
export const DELETION = "https://castellan.dev/deletion/v1";

const Deletion = z.strictObject({
  /** When it was done. */
  time: z.iso.datetime(),
  /** How: the files removed, or the key destroyed that opens every copy. */
  method: z.enum(["files-removed", "key-destroyed"]),
  files: z.int().min(0),
  bytes: z.int().min(0),
  key: z.string().optional(),
  rules: z.array(z.string()),
  reasons: z.array(z.string()),
  /** SHA-256 of the rules and of the plan's file. */
  rulesSha256: z.string(),
  planSha256: z.string(),
  approvedBy: z.array(z.string()),
  /** What is known to stay: backups until a day, copies elsewhere, models that learned from it. */
  residuals: z.array(z.string()),
});
export type Deletion = z.output<typeof Deletion>;

export interface DeletionCertificate {
  readonly name: string;
  readonly sha256: string;
  readonly deletion: Deletion;
}

/** A signed statement that something was erased; it verifies without a network and without the data. */
export function signDeletion({ name, sha256, deletion }: DeletionCertificate, key: SigningKey): string {
  return signAttestation({ subjects: [{ name, digest: { sha256 } }], predicateType: DELETION, predicate: deletion }, key);
}

/** @throws Refusal where it is not signed by this key, or speaks of something else */
export function readDeletion(text: string, key: VerifyingKey): DeletionCertificate {
  const { subjects, predicateType, predicate } = readAttestation(text, key);
  const [subject, more] = subjects;
  const sha256 = subject === undefined || !Object.hasOwn(subject.digest, "sha256") ? undefined : subject.digest["sha256"];
  const parsed = Deletion.safeParse(predicate);
  if (predicateType !== DELETION || !parsed.success || subject === undefined || sha256 === undefined || more !== undefined)
    throw new Refusal("statement-invalid", "The statement is signed, and it is no certificate of deletion of one thing.");
  return { name: subject.name, sha256, deletion: parsed.data };
}
