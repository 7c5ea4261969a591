import type { Action, Finding } from "@castellan/graph";
import type { ScanResult } from "../result.ts";
import { atLeast } from "./gate.ts";
import { indexResult } from "./result-index.ts";

/** What the first view shows and what it folds (experience.md, "Day one under twenty"). */
export interface Selection {
  readonly shown: readonly Action[];
  /** All actions that somebody could take: at least one of their findings is open. */
  readonly open: readonly Action[];
  readonly folded: {
    /** Critical or high ones beyond the ten lines or the three of a rule. */
    readonly urgent: number;
    readonly medium: number;
    /** Low, informative, or in tests, docs and examples. */
    readonly minor: number;
    /** Only possible, not likely. */
    readonly possible: number;
  };
}

export const MAXIMUM_ACTIONS = 10;
const MAXIMUM_OF_A_RULE = 3;

function isUrgent(action: Action): boolean {
  return atLeast(action.severity, "high") && action.scope === "production" && action.confidence !== "possible";
}

/** Findings of an action that nobody suppressed, in the action's order. */
export function openFindings(action: Action, finding: (id: string) => Finding | undefined): Finding[] {
  return action.findings
    .map(finding)
    .filter((each) => each !== undefined)
    .filter((each) => each.suppressed === undefined);
}

export function selectActions(result: ScanResult, all: boolean): Selection {
  const index = indexResult(result);
  const open = result.actions
    .filter((action) => action.findings.length === 0 || openFindings(action, index.finding).length > 0)
    .sort((a, b) => a.rank - b.rank);
  const perRule = new Map<string, number>();
  const shown = open
    .filter((action) => {
      if (all) return true;
      if (!isUrgent(action)) return false;
      const rule = openFindings(action, index.finding)[0]?.rule ?? action.title;
      const count = (perRule.get(rule) ?? 0) + 1;
      perRule.set(rule, count);
      return count <= MAXIMUM_OF_A_RULE;
    })
    .slice(0, all ? undefined : MAXIMUM_ACTIONS);
  const rest = open.filter((action) => !shown.includes(action));
  const counted = { urgent: 0, medium: 0, minor: 0, possible: 0 };
  for (const action of rest) {
    if (isUrgent(action)) counted.urgent++;
    else if (action.scope !== "production" || !atLeast(action.severity, "medium")) counted.minor++;
    else if (action.confidence === "possible") counted.possible++;
    else counted.medium++;
  }
  return { shown, open, folded: counted };
}
