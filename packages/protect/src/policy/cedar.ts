import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { RequestJson } from "./evaluate/request.ts";
import { lineAt, type PolicySource, spellOutLongs } from "./source.ts";

type Problem = {
  readonly message: string;
  readonly help: string | null;
  readonly sourceLocations?: readonly { readonly start: number; readonly label: string | null }[];
};

/** A policy as Cedar's parser reads it, in Cedar's JSON form. @throws ProtectError POLICY_INVALID with file and line */
export function parsePolicy(source: PolicySource): unknown {
  const answer = cedar.policyToJson(source.text);
  if (answer.type === "failure") throw new ProtectError("POLICY_INVALID", describe(source, answer.errors));
  const spelled = spellOutLongs(source.text);
  if (spelled === source.text) return answer.json;
  const again = cedar.policyToJson(spelled);
  if (again.type === "failure") throw new ProtectError("POLICY_INVALID", describe(source, again.errors));
  return again.json;
}

function describe(source: PolicySource, problems: readonly Problem[]): string {
  const sentences = problems.map(({ message, help, sourceLocations: [at] = [] }) => {
    const line = at === undefined ? source.line : lineAt(source, at.start);
    const bare = message.replace(/^failed to parse policy(?: with id `[^`]*`)? from string: /, "").replace(/^for policy `[^`]*`, /, "");
    const more = [at?.label, help].filter((part) => part !== null && part !== undefined && part !== "");
    return `${source.file}, line ${line}: ${bare}${more.length === 0 ? "" : ` (${more.join("; ")})`}`;
  });
  return sentences.join("\n");
}

/** Judges policies by a schema. @throws ProtectError POLICY_INVALID with every error, by file and line */
export function validatePolicies(policies: ReadonlyMap<string, PolicySource>, schema: string): void {
  const staticPolicies = Object.fromEntries([...policies].map(([id, { text }]) => [id, text]));
  const answer = cedar.validate({ schema, policies: { staticPolicies } });
  const errors = answer.type === "failure" ? answer.errors.map((error) => error.message) : [];
  if (answer.type === "success")
    for (const { policyId, error } of answer.validationErrors) {
      const source = policies.get(policyId);
      errors.push(source === undefined ? error.message : describe(source, [error]));
    }
  if (errors.length > 0) throw new ProtectError("POLICY_INVALID", [...errors].sort().join("\n"));
}

export interface CedarDecision {
  readonly allowed: boolean;
  readonly determining: readonly string[];
  readonly errors: readonly string[];
}

/**
 * The decision of Cedar itself; the request is judged by the schema where one is given.
 * @throws ProtectError FORMAT_INVALID for a request that Cedar refuses
 */
export function decideWithCedar(policies: Readonly<Record<string, string>>, request: RequestJson, schema?: string): CedarDecision {
  const call = { ...request, policies: { staticPolicies: policies }, ...(schema === undefined ? {} : { schema, validateRequest: true }) };
  // Cedar judges the form itself, and says what is wrong with it.
  const answer = cedar.isAuthorized(z.custom<Parameters<typeof cedar.isAuthorized>[0]>((value) => typeof value === "object").parse(call));
  if (answer.type === "failure")
    throw new ProtectError(
      "FORMAT_INVALID",
      `The request is none for these policies: ${answer.errors.map(({ message }) => message).join("; ")}.`,
    );
  const { decision, diagnostics } = answer.response;
  return {
    allowed: decision === "allow",
    determining: [...diagnostics.reason].sort(),
    errors: diagnostics.errors.map(({ policyId }) => policyId).sort(),
  };
}

/** A condition in Cedar's words. @param body in Cedar's JSON form */
export function conditionText(body: unknown): string {
  const all = { op: "All" };
  const policy = { effect: "permit", principal: all, action: all, resource: all, conditions: [{ kind: "when", body }] };
  const answer = cedar.policyToText(z.custom<Parameters<typeof cedar.policyToText>[0]>(() => true).parse(policy));
  if (answer.type === "failure") return "a condition";
  const [start, end] = [answer.text.indexOf("{"), answer.text.lastIndexOf("}")];
  return answer.text
    .slice(start + 1, end)
    .replace(/\s+/g, " ")
    .trim();
}
