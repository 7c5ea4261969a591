import { createHash } from "node:crypto";
import { canonicalJson } from "@castellan/graph";
import { later, readPeriod } from "./period.ts";
import { type LegalHold, type RetainedData, type RetentionAction, type RetentionRule, type RetentionRules, selects } from "./rules.ts";

/**
 * - held: a legal hold covers it; nothing else counts.
 * - due: it is to go now.
 * - later: it is to go, and not yet.
 * - kept: it must stay for now.
 * - unknown: the clock that a rule counts from is not set, so that nobody can say.
 * - unruled: no rule speaks of it.
 */
export type RetentionState = "held" | "due" | "later" | "kept" | "unknown" | "unruled";

export interface RetentionItem {
  readonly name: string;
  readonly state: RetentionState;
  readonly action?: RetentionAction | undefined;
  /** When it is to go. */
  readonly due?: string | undefined;
  /** Until when it must stay. */
  readonly keptUntil?: string | undefined;
  readonly rules: readonly string[];
  readonly holds: readonly string[];
  readonly approvals: number;
  readonly reasons: readonly string[];
  /** SHA-256 of what lies there, so that nothing else is erased in its place; added by who reads the disk. */
  readonly sha256?: string | undefined;
}

export interface RetentionPlan {
  readonly schema: "castellan/retention-plan/1";
  /** When it was made. */
  readonly time: string;
  /** SHA-256 of the rules that it was made from, in canonical form. */
  readonly rules: string;
  readonly items: readonly RetentionItem[];
}

const day = (moment: Date): string => moment.toISOString().slice(0, 10);

function isActive(hold: LegalHold, now: Date): boolean {
  // A day without a time counts from its first moment to its last.
  const until = hold.until.length === 10 ? new Date(Date.parse(hold.until) + 86_399_999) : new Date(hold.until);
  return new Date(hold.from) <= now && now <= until;
}

/** The end of one rule's span for one datum; undefined where its clock is not set. */
function spans(rule: RetentionRule, data: RetainedData): { readonly keep?: Date; readonly erase?: Date } | undefined {
  const clock = Object.hasOwn(data.clocks, rule.clock) ? data.clocks[rule.clock] : undefined;
  if (clock === undefined) return undefined;
  const start = new Date(clock);
  return {
    ...(rule.keep === undefined ? {} : { keep: later(start, readPeriod(rule.keep)) }),
    ...(rule.erase === undefined ? {} : { erase: later(start, readPeriod(rule.erase)) }),
  };
}

const latest = (moments: readonly Date[]): Date | undefined => moments.toSorted((a, b) => b.getTime() - a.getTime())[0];
const earliest = (moments: readonly Date[]): Date | undefined => moments.toSorted((a, b) => a.getTime() - b.getTime())[0];

function itemOf(data: RetainedData, { rules, holds }: RetentionRules, now: Date): RetentionItem {
  const named = rules.filter(({ select }) => selects(select, data));
  const held = holds.filter((hold) => isActive(hold, now) && selects(hold.select, data));
  const timed = named.map((rule) => ({ rule, span: spans(rule, data) }));
  const keepUntil = latest(timed.flatMap(({ span }) => span?.keep ?? []));
  const erasing = timed.filter(({ span }) => span?.erase !== undefined);
  const eraseAt = earliest(erasing.flatMap(({ span }) => span?.erase ?? []));
  const deciding = erasing.find(({ span }) => span?.erase?.getTime() === eraseAt?.getTime())?.rule;
  const blind = timed.filter(({ span }) => span === undefined).map(({ rule }) => rule);
  const reasons = [
    ...held.map(({ id, reason, by, until }) => `legal hold ${id} by ${by} until ${until}: ${reason}`),
    ...blind.map(({ id, clock }) => `rule ${id} counts from "${clock}", which is not set for it`),
    ...(keepUntil !== undefined && eraseAt !== undefined && eraseAt < keepUntil
      ? [`one rule keeps it until ${day(keepUntil)}, another erases it on ${day(eraseAt)}: it is kept, and the rules need mending`]
      : []),
    ...(deciding === undefined ? [] : [`rule ${deciding.id}: ${deciding.basis}`]),
    ...(held.length > 0 && eraseAt !== undefined && eraseAt <= now
      ? ["it would be due: hold and erasure are in conflict, the hold wins"]
      : []),
  ];
  const state = ((): RetentionState => {
    if (held.length > 0) return "held";
    if (named.length === 0) return "unruled";
    // A clock that is not set may be that of the rule that keeps it.
    if (blind.some(({ keep }) => keep !== undefined) || (blind.length > 0 && eraseAt === undefined)) return "unknown";
    if (keepUntil !== undefined && now < keepUntil) return "kept";
    if (eraseAt === undefined) return "kept";
    return now < eraseAt ? "later" : "due";
  })();
  return {
    name: data.name,
    state,
    ...(deciding === undefined ? {} : { action: deciding.action }),
    ...(eraseAt === undefined ? {} : { due: eraseAt.toISOString() }),
    ...(keepUntil === undefined ? {} : { keptUntil: keepUntil.toISOString() }),
    rules: named.map(({ id }) => id).sort(),
    holds: held.map(({ id }) => id).sort(),
    // Every rule that would erase it must be content.
    approvals: Math.max(0, ...erasing.map(({ rule }) => rule.approvals)),
    reasons,
  };
}

/** SHA-256 of rules in canonical form, by which plan and certificate name them. */
export function hashOfRules(rules: RetentionRules): string {
  return createHash("sha256").update(canonicalJson(rules)).digest("hex");
}

/** What is to stay and what is to go at a moment. Pure: nothing is looked at on the disk, nothing is done. */
export function planRetention(rules: RetentionRules, now: Date): RetentionPlan {
  return {
    schema: "castellan/retention-plan/1",
    time: now.toISOString(),
    rules: hashOfRules(rules),
    items: rules.data.map((data) => itemOf(data, rules, now)).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
