import { ProtectError } from "../errors.ts";
import { decideWithCedar } from "./cedar.ts";
import { requestOf } from "./evaluate/request.ts";
import { type NearestPermit, nearestPermit, type Rule, ruleOf } from "./explain.ts";
import type { PolicySet } from "./policy-set.ts";
import { cedarRequest, type RequestForm } from "./request-form.ts";
import { POLICY_SCHEMA } from "./schema.ts";

/** A decision that says why. */
export interface ExplainedDecision {
  readonly allowed: boolean;
  /** Rules that decided; none where nothing permits it. */
  readonly rules: readonly Rule[];
  readonly nearest?: NearestPermit;
  /** Policies that could not be evaluated: they counted for nothing. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
  /** Digest of the policies. */
  readonly policies: string;
}

/**
 * Decides and explains. Cedar itself is asked too, with the schema: where the two do not agree, the answer is no.
 * A forbid that could not be evaluated might have forbidden: the answer is no as well.
 * @throws ProtectError FORMAT_INVALID for a request that the schema refuses
 */
export function decide(set: PolicySet, form: RequestForm, now: Date): ExplainedDecision {
  const json = cedarRequest(form, now);
  const request = requestOf(json);
  const { allowed, determining, errors } = set.evaluator.decide(request);
  const texts = Object.fromEntries([...set.sources].map(([id, { text }]) => [id, text]));
  const second = decideWithCedar(texts, json, POLICY_SCHEMA);
  const ids = errors.map(({ id }) => id);
  if (second.allowed !== allowed || second.determining.join("\n") !== determining.join("\n") || second.errors.join("\n") !== ids.join("\n"))
    throw new ProtectError(
      "DENIED",
      "Two evaluators do not agree about this request, so it is denied; please report the request and the policies.",
    );
  const broken = ids.filter((id) => set.compiled.get(id)?.effect === "forbid");
  const nearest = allowed || determining.length > 0 ? undefined : nearestPermit(set, request);
  return {
    allowed: allowed && broken.length === 0,
    rules: (broken.length > 0 && allowed ? broken : determining).map((id) => ruleOf(set, id)),
    ...(nearest === undefined ? {} : { nearest }),
    errors,
    policies: set.digest,
  };
}

/** What a person reads: the rules, why, and what to do. */
export function sentencesOf({ allowed, rules, nearest, errors }: ExplainedDecision): readonly string[] {
  const lines = [allowed ? "allowed" : "denied"];
  for (const { id, effect, file, line, reason, fix } of rules) {
    lines.push(`  ${effect} ${id} (${file}, line ${line})${reason === undefined ? "" : `: ${reason}`}`);
    if (!allowed && fix !== undefined) lines.push(`    to fix it: ${fix}`);
  }
  if (!allowed && rules.length === 0) {
    lines.push("  no policy permits it.");
    if (nearest === undefined) lines.push("    to fix it: write a permit; castellan policy schema shows what policies can speak of");
    else {
      lines.push(
        `  the nearest is ${nearest.id} (${nearest.file}, line ${nearest.line}), which also needs:`,
        ...nearest.unmet.map((part) => `    ${part}`),
      );
      if (nearest.fix !== undefined) lines.push(`    to fix it: ${nearest.fix}`);
    }
  }
  for (const { id, message } of errors) lines.push(`  ${id} could not be evaluated and counts for nothing: ${message}`);
  return lines;
}
