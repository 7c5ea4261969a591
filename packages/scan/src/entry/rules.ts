import type { RuleCard } from "@castellan/graph";
import { RULES } from "../rules/registry.ts";

/** What every rule tells about itself, by id. */
export function ruleCards(): readonly RuleCard[] {
  return RULES.map(({ card }) => card).sort((a, b) => (a.id < b.id ? -1 : 1));
}
