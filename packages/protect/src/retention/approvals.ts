import { createHash } from "node:crypto";
import { attests, readAttestation } from "../provenance/attestation.ts";
import { PREDICATES } from "../provenance/predicates.ts";
import { readPublicKey } from "../signing/keys.ts";
import type { RetentionRules } from "./rules.ts";

export interface Approvals {
  /** Names of approvers whose approval of this very plan holds, each once. */
  readonly by: readonly string[];
  /** Why others do not count. */
  readonly refused: readonly string[];
}

/**
 * Who approved a plan: signed summaries (`castellan attest approval PLAN`) that name the plan's bytes and passed, by keys
 * that the rules list. Two approvers with one key are one person.
 * @param plan bytes of the plan's file @throws ProtectError KEY_INVALID for a key in the rules that cannot be read
 */
export function approvalsOf(
  plan: Uint8Array,
  bundles: readonly { readonly file: string; readonly text: string }[],
  rules: RetentionRules,
): Approvals {
  const sha256 = createHash("sha256").update(plan).digest("hex");
  const approvers = rules.approvers.map(({ name, key }) => ({ name, key: readPublicKey(key, `The key of approver ${name}`) }));
  const by = new Map<string, string>();
  const refused: string[] = [];
  for (const { file, text } of bundles) {
    let why = "no approver's key signed it";
    for (const { name, key } of approvers) {
      try {
        const attestation = readAttestation(text, key);
        const { verificationResult } = { verificationResult: undefined, ...Object(attestation.predicate) };
        if (attestation.predicateType !== PREDICATES.approval || verificationResult !== "PASSED") why = "it approves nothing";
        else if (!attests(attestation, sha256)) why = "it approves another plan";
        else {
          why = "";
          by.set(key.hint, by.get(key.hint) ?? name);
        }
        break;
      } catch {
        // The next approver's key may be the one.
      }
    }
    if (why !== "") refused.push(`${file}: ${why}`);
  }
  return { by: [...by.values()].sort(), refused };
}
