import type { ProjectSettings } from "../../project/settings.ts";
import type { TrustStatement } from "./policy.ts";

/** Statements of castellan.yaml; zod writes an absent key as undefined. */
export function trustOf(stated: ProjectSettings["models"]["trust"]): readonly TrustStatement[] {
  return stated.map(({ callable, rule, sha256, reason, until }) => ({
    reason,
    ...(callable === undefined ? {} : { callable }),
    ...(rule === undefined ? {} : { rule }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(until === undefined ? {} : { until }),
  }));
}
