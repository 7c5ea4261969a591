import { type Action, type Finding, type Severity, stableId } from "@castellan/graph";
import type { AttackPath } from "../result.ts";
import { titleOf } from "../rules/attack-path/index.ts";
import type { Inventory } from "../rules/rule.ts";
import { type FoundPath, findPaths } from "./find-paths.ts";

/** The paths of a result; severity is that of the action which tells of it. */
export function attackPathsOf(
  inventory: Inventory,
  {
    findings,
    actions,
  }: { readonly findings: readonly Pick<Finding, "rule">[]; readonly actions: readonly Pick<Action, "title" | "severity">[] },
): readonly AttackPath[] {
  // Where the rule found none, or failed and said so, there is nothing to tell of.
  if (!findings.some(({ rule }) => rule === "attack-path")) return [];
  const told = new Map(actions.map(({ title, severity }) => [title, severity]));
  return findPaths(inventory).flatMap((path): readonly AttackPath[] => {
    const title = titleOf(inventory, path);
    const severity = told.get(title);
    return severity === undefined ? [] : [toAttackPath(path, title, severity)];
  });
}

function toAttackPath(path: FoundPath, title: string, severity: Severity): AttackPath {
  return {
    id: stableId("path", `${path.attacker}|${path.target}|${path.harm}`),
    title,
    severity,
    steps: [{ asset: path.attacker, evidence: [] }, ...path.hops.map(({ to, via, evidence }) => ({ asset: to, via, evidence }))],
    fixes: path.cuts.map(({ from, via, to }) => ({ relation: `${from} ${via} ${to}`, cuts: path.alternatives })),
  };
}
