import { z } from "zod";
import type { ExplainedDecision } from "./decide.ts";
import type { RequestForm } from "./request-form.ts";

const Rule = z.object({
  id: z.string(),
  effect: z.enum(["permit", "forbid"]),
  file: z.string(),
  line: z.int(),
  reason: z.string().optional(),
  fix: z.string().optional(),
});

const PolicyDecisionDocument = z.object({
  schema: z.literal("castellan/policy-decision/1"),
  decision: z.enum(["allow", "deny"]),
  principal: z.string(),
  stage: z.string(),
  resource: z.string(),
  purpose: z.string(),
  /** Rules that decided, by id; none where nothing permits it. */
  rules: z.array(Rule),
  /** Of a deny because nothing permits it: the permit that lacked least, and what it lacked. */
  nearest: Rule.extend({ unmet: z.array(z.string()) }).optional(),
  /** Policies that could not be evaluated. */
  errors: z.array(z.object({ id: z.string(), message: z.string() })),
  /** SHA-256 of the policies. */
  policies: z.string(),
});
export type PolicyDecisionDocument = z.infer<typeof PolicyDecisionDocument>;

export const POLICY_SCHEMA_NAMES: readonly string[] = ["policy-decision"];

/** JSON Schema of what a policy command writes; undefined for another name. */
export function policySchemaOf(name: string): object | undefined {
  if (name !== "policy-decision") return undefined;
  return {
    $id: `https://castellan.dev/schema/${name}`,
    title: name,
    ...z.toJSONSchema(PolicyDecisionDocument, { target: "draft-2020-12" }),
  };
}

export function policyDecisionDocument(
  { principal, stage, resource, context }: RequestForm,
  decision: ExplainedDecision,
): PolicyDecisionDocument {
  const { allowed, rules, nearest, errors, policies } = decision;
  return {
    schema: "castellan/policy-decision/1",
    decision: allowed ? "allow" : "deny",
    principal: `${principal.kind}:${principal.id}`,
    stage,
    resource: `${resource.kind}:${resource.id}`,
    purpose: context.purpose,
    rules: [...rules],
    ...(nearest === undefined ? {} : { nearest: { ...nearest, unmet: [...nearest.unmet] } }),
    errors: [...errors],
    policies,
  };
}
