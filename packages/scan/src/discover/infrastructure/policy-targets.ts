import type { Json } from "@castellan/graph";
import { AZURE_AI_ROLES, GOOGLE_AI_ROLES, IAM_AI_ACTIONS, IAM_AI_POLICIES } from "../../../knowledge/infrastructure/access.ts";
import { valuesAt } from "./declared.ts";

/** What the Allow statements of IAM policies, and the names of roles of Azure and Google Cloud, give access to. */
export interface PolicyTargets {
  /** AI services that an action names; a bare `*` names none. */
  readonly services: readonly string[];
  /** Foundation models that a statement's resources name. */
  readonly models: readonly string[];
}

export function policyTargets(policies: readonly Json[]): PolicyTargets {
  const services = new Set<string>();
  const models = new Set<string>();
  for (const policy of policies) {
    if (typeof policy === "string") {
      for (const { pattern, service } of IAM_AI_POLICIES) if (pattern.test(policy)) services.add(service);
      for (const { pattern, service } of GOOGLE_AI_ROLES) if (pattern.test(policy)) services.add(service);
      for (const { id, name, service } of AZURE_AI_ROLES) if (policy === name || policy.includes(id)) services.add(service);
    }
    for (const statement of valuesAt(parsed(policy), "Statement")) {
      if (valuesAt(statement, "Effect")[0] !== "Allow") continue;
      for (const action of valuesAt(statement, "Action"))
        for (const { pattern, service } of IAM_AI_ACTIONS) if (typeof action === "string" && pattern.test(action)) services.add(service);
      for (const resource of valuesAt(statement, "Resource")) {
        const model = typeof resource === "string" ? /:foundation-model\/([\w.:-]+)$/.exec(resource)?.[1] : undefined;
        if (model !== undefined) models.add(model);
      }
    }
  }
  return { services: [...services], models: [...models] };
}

/** The AI service whose use an action, or the name of a policy that AWS keeps, grants. */
export function serviceOfGrant(text: string): string | undefined {
  const policy = text.startsWith("arn:") ? text : `arn:aws:iam::aws:policy/${text}`;
  return (
    IAM_AI_ACTIONS.find(({ pattern }) => pattern.test(text))?.service ??
    (text.includes(":") && policy !== text ? undefined : IAM_AI_POLICIES.find(({ pattern }) => pattern.test(policy))?.service)
  );
}

function parsed(policy: Json): Json {
  if (typeof policy !== "string" || policy.length > 200_000 || !policy.trimStart().startsWith("{")) return policy;
  try {
    const value: Json = JSON.parse(policy);
    return value;
  } catch {
    return null;
  }
}
