import type { Factors } from "./finding.ts";
import type { Confidence, Scope, Severity } from "./vocabulary.ts";
import { SEVERITIES } from "./vocabulary.ts";

/** experience.md, "Priority": likelihood L = min(E, X) down, impact I = max(D, B) across (3 to 0). */
const TABLE: Readonly<Record<0 | 1 | 2 | 3, Readonly<Record<0 | 1 | 2 | 3, Severity>>>> = {
  3: { 3: "critical", 2: "high", 1: "medium", 0: "low" },
  2: { 3: "high", 2: "medium", 1: "low", 0: "info" },
  1: { 3: "medium", 2: "low", 1: "low", 0: "info" },
  0: { 3: "low", 2: "info", 1: "info", 0: "info" },
};

type Level = 0 | 1 | 2 | 3;

function lesser(a: Level, b: Level): Level {
  if (a < b) return a;
  return b;
}

export function likelihood(factors: Factors): Level {
  return lesser(factors.exposure, factors.exploitability);
}

export function impact(factors: Factors): Level {
  return lesser(factors.data, factors.blast) === factors.data ? factors.blast : factors.data;
}

function lower(severity: Severity, steps: number): Severity {
  const index = Math.min(SEVERITIES.indexOf(severity) + steps, SEVERITIES.length - 1);
  return SEVERITIES[index] ?? "info";
}

function cap(severity: Severity, ceiling: Severity): Severity {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(ceiling) ? ceiling : severity;
}

export interface PriorityInput {
  readonly factors: Factors;
  readonly confidence: Confidence;
  readonly scope: Scope;
  /** Controls seen on the way, each lowers one step. */
  readonly mitigations?: readonly string[];
  /** A malicious file that code loads, a live-format secret, poisoned data that feeds a model. */
  readonly pinned?: boolean;
  /** Missing card, licence, logging or customer-managed key: at most medium unless on a path. */
  readonly hygiene?: boolean;
}

/** Severity by the published table, with the caps that experience.md names. */
export function severityOf(input: PriorityInput): Severity {
  const base = TABLE[likelihood(input.factors)][impact(input.factors)];
  if (input.pinned === true) return base;
  let severity = lower(base, input.mitigations?.length ?? 0);
  if (input.hygiene === true) severity = cap(severity, "medium");
  if (input.confidence === "possible") severity = cap(severity, "medium");
  if (input.scope !== "production") severity = cap(severity, "low");
  return severity;
}
