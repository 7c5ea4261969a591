import type { EventReference } from "./hour.ts";
import type { Reason } from "./judge.ts";
import type { Candidate } from "./unusual-access.ts";

/** What one principal did within half a day, with the events that made it an alert. */
export interface Alert {
  readonly principal: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Nats for an attack, and how much more likely that makes one. */
  readonly score: number;
  readonly severity: "critical" | "high" | "medium";
  readonly reasons: readonly Reason[];
  readonly events: readonly EventReference[];
  readonly next: string;
}

export interface Incident {
  readonly principal: string;
  readonly start: number;
  readonly candidates: readonly Candidate[];
  readonly score: number;
}

const TOGETHER = 12 * 3_600_000;
const DAY_MS = 86_400_000;
/** No alert below: about one in fifty against. */
const LEAST = 4;
/** Part of the budget that is planned with: the days to come are not those that were. */
const PLANNED = 0.9;
const SHOWN = 12;

/** Candidates of one principal within twelve hours are one thing; the second strongest hour adds a fifth. */
export function incidentsOf(candidates: readonly Candidate[]): readonly Incident[] {
  const open = new Map<string, { start: number; list: Candidate[] }>();
  const done: Incident[] = [];
  const close = (principal: string, { start, list }: { start: number; list: readonly Candidate[] }): void => {
    const [strongest = 0, second = 0] = list.map(({ score }) => score).sort((a, b) => b - a);
    const score = strongest + Math.max(0, second - LEAST / 2) * 0.2;
    done.push({ principal, start, candidates: list, score });
  };
  for (const candidate of [...candidates].sort((a, b) => a.start - b.start || (a.principal < b.principal ? -1 : 1))) {
    const known = open.get(candidate.principal);
    if (known !== undefined && candidate.start - known.start < TOGETHER) known.list.push(candidate);
    else {
      if (known !== undefined) close(candidate.principal, known);
      open.set(candidate.principal, { start: candidate.start, list: [candidate] });
    }
  }
  for (const [principal, known] of open) close(principal, known);
  return done.sort((a, b) => a.start - b.start || (a.principal < b.principal ? -1 : 1));
}

/**
 * The score from which on an incident is an alert, so that no more come than `perDay` a day for a hundred principals.
 * Held by the incidents of past days where at least five are known, else by those at hand.
 */
export function threshold(
  past: readonly (readonly [day: number, score: number])[],
  days: number,
  principals: number,
  perDay: number,
): number {
  const allowed = Math.floor(Math.max(1, (perDay * PLANNED * days * Math.max(principals, 20)) / 100));
  const scores = past.map(([, score]) => score).sort((a, b) => b - a);
  const next = scores[allowed];
  return Math.max(LEAST, next === undefined ? LEAST : next + 1e-9);
}

export function alertOf({ principal, start, candidates, score }: Incident): Alert {
  const byScore = [...candidates].sort((a, b) => b.score - a.score || a.start - b.start);
  const reasons: Reason[] = [];
  for (const reason of byScore.flatMap((each) => each.reasons))
    if (!reasons.some(({ detector, row }) => detector === reason.detector && row === reason.row)) reasons.push(reason);
  reasons.sort((a, b) => b.evidence - a.evidence || (a.text < b.text ? -1 : 1));
  const events = new Map<string, EventReference>();
  for (const event of reasons.flatMap((each) => each.events))
    events.set(`${event.file} ${event.record} ${event.time} ${event.id ?? ""}`, event);
  const end = Math.max(...candidates.map((each) => each.end));
  return {
    principal,
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    score: Math.round(score * 100) / 100,
    severity: score >= 12 ? "critical" : score >= 7 ? "high" : "medium",
    reasons: reasons.slice(0, 8),
    events: [...events.values()].slice(0, SHOWN * 4).sort((a, b) => a.time - b.time || a.record - b.record),
    next:
      reasons.find((each) => each.next !== undefined)?.next ??
      "Ask the person or team behind the principal whether it was they; if not, end its sessions and rotate its keys.",
  };
}

export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}
