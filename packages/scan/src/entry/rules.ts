import type { RuleCard } from "@castellan/graph";
import { ruleFilesOf } from "../project/rule-files.ts";
import { rules } from "../rules/registry.ts";
import type { Rule } from "../rules/rule.ts";
import { ownRules } from "../rules/settings/own-rules.ts";
import type { TriedExample } from "../rules/settings/try-examples.ts";

/**
 * What every rule tells about itself, by id; with those of a folder's `.castellan/rules`.
 *
 * @throws ScanError BAD_CONFIGURATION for an own rule that is wrong.
 */
export function ruleCards(root?: string): readonly RuleCard[] {
  return [...rules, ...own(root)].map(({ card }) => card).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Runs the examples of the rules in a folder's `.castellan/rules`.
 *
 * @throws ScanError BAD_CONFIGURATION
 */
export async function tryOwnRules(root: string): Promise<readonly TriedExample[]> {
  const { tryExamples } = await import("../rules/settings/try-examples.ts");
  return tryExamples(own(root));
}

function own(root: string | undefined): readonly Rule[] {
  return root === undefined ? [] : ownRules(ruleFilesOf(root), new Set(rules.map(({ card }) => card.id)));
}
