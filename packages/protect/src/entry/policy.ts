export { BASELINE_POLICIES } from "../policy/baseline.ts";
export { decide, type ExplainedDecision, sentencesOf } from "../policy/decide.ts";
export { POLICY_SCHEMA_NAMES, policyDecisionDocument, policySchemaOf } from "../policy/document.ts";
export { type PolicyFile, type PolicySet, policySetOf, readPolicySet } from "../policy/policy-set.ts";
export { parseRequest, type RequestForm } from "../policy/request-form.ts";
export { POLICY_SCHEMA, STAGES } from "../policy/schema.ts";
