import type { DocumentProblem, TreeModelFacts, TreeProblem } from "@castellan/formats";
import type { InspectionFinding, Visit } from "../interpreter.ts";
import { judgeTexts } from "../structure.ts";

function ruleOf(kind: TreeProblem["kind"]): string {
  if (kind === "out-of-range") return "tree-index-outside";
  if (kind === "impossible") return "tree-count-impossible";
  return kind === "cycle" ? "tree-cycle" : "malformed";
}

/** Findings, claims and facts that all tree models have in common. */
export function judgeTreeModel(facts: TreeModelFacts, visit: Visit): void {
  visit.claim(0, facts.end, "model");
  for (const { kind, message, offset } of facts.problems)
    visit.finding({ rule: ruleOf(kind), message: `${capital(message)}.`, ...(offset === undefined ? {} : { offset }) });
  judgeTexts(facts.texts, visit);
  visit.fact("trees", facts.trees);
  if (facts.objective !== undefined) visit.fact("objective", facts.objective.slice(0, 200));
  if (facts.booster !== undefined) visit.fact("architecture", facts.booster.slice(0, 60));
  if (facts.features !== undefined) visit.fact("features", facts.features);
  if (facts.version !== undefined) visit.fact("version", facts.version);
}

/** Findings for oddities of a JSON-like document. Bytes behind it are left unclaimed. */
export function judgeDocument(problems: readonly DocumentProblem[], visit: Visit): void {
  for (const problem of problems) {
    const finding = documentFinding(problem);
    if (finding !== undefined) visit.finding(finding);
    else if (problem.kind === "cut-text") visit.incomplete(`${capital(problem.message)}.`, problem.offset);
  }
}

function documentFinding({ kind, message, offset }: DocumentProblem): InspectionFinding | undefined {
  if (kind === "duplicate-key") return { rule: "duplicate-key", message: `${capital(message)}.`, offset };
  if (kind === "invalid-text" || kind === "empty-elements") return { rule: "malformed", message: `${capital(message)}.`, offset };
  return undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
