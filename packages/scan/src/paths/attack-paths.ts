import { type Finding, type Severity, stableId } from "@castellan/graph";
import type { AttackPath } from "../result.ts";
import { messageOf, titleOf } from "../rules/attack-path/index.ts";
import type { Inventory } from "../rules/rule.ts";
import { type FoundPath, findPaths } from "./find-paths.ts";
import { stepName } from "./hop.ts";

/** The paths of a result; severity is that of the finding which tells of it. */
export function attackPathsOf(
  inventory: Inventory,
  { findings }: { readonly findings: readonly Pick<Finding, "rule" | "message" | "severity">[] },
): readonly AttackPath[] {
  // Where the rule found none, or failed and said so, there is nothing to tell of.
  const told = new Map(findings.filter(({ rule }) => rule === "attack-path").map(({ message, severity }) => [message, severity]));
  if (told.size === 0) return [];
  return findPaths(inventory).flatMap((path): readonly AttackPath[] => {
    const severity = told.get(messageOf(inventory, path));
    return severity === undefined ? [] : [toAttackPath(inventory, path, severity)];
  });
}

function toAttackPath(inventory: Inventory, path: FoundPath, severity: Severity): AttackPath {
  const named = (key: string): string => (inventory.asset(key) === undefined ? stepName(inventory, key) : key);
  return {
    id: stableId("path", `${path.attacker}|${path.target}|${path.harm}`),
    title: titleOf(inventory, path),
    severity,
    steps: [{ asset: path.attacker, evidence: [] }, ...path.hops.map(({ to, via, evidence }) => ({ asset: named(to), via, evidence }))],
    fixes: path.cuts.map(({ from, via, to, fix }) => ({
      relation: `${named(from)} ${via} ${named(to)}`,
      cuts: path.alternatives,
      ...(fix === undefined ? {} : { change: fix }),
    })),
  };
}
