import type { Rule } from "../rule.ts";
import { sagemakerRoleBroad, studioReadsAndLeaves } from "./broad-role.ts";
import { invokeAnyModel, lifecycleScriptChangeable, presignedUrlAny } from "./rights.ts";
import { agentRoleShared, executionRoleShared } from "./shared-role.ts";
import { aiServiceTrustUnbound } from "./trust.ts";

/** Roles of AI workloads in AWS: who shares them, how far they reach, and who may take them. */
export const awsRoleRules: readonly Rule[] = [
  agentRoleShared,
  aiServiceTrustUnbound,
  executionRoleShared,
  invokeAnyModel,
  lifecycleScriptChangeable,
  presignedUrlAny,
  sagemakerRoleBroad,
  studioReadsAndLeaves,
];
