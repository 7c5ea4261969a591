import type { RuleCard } from "@castellan/graph";
import { rules } from "../rules/registry.ts";

/** What every rule tells about itself, by id. */
export function ruleCards(): readonly RuleCard[] {
  return rules.map(({ card }) => card).sort((a, b) => (a.id < b.id ? -1 : 1));
}
