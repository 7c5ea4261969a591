import type { Rule } from "../rule.ts";
import { agentFunctionChangeable, agentFunctionRoleBroad } from "./functions.ts";
import { agentLethalTrifecta, knowledgeBasePersonalOpen, modelFrontOpen } from "./open-models.ts";

/** Agents and models in AWS together with the functions, roles and addresses around them. */
export const awsAgentRules: readonly Rule[] = [
  agentFunctionChangeable,
  agentFunctionRoleBroad,
  agentLethalTrifecta,
  knowledgeBasePersonalOpen,
  modelFrontOpen,
];
