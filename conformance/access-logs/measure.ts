import type { AccessEvent } from "../../packages/formats/src/index.ts";
import { ACCESS_LOG_ROWS, type AccessLogRow } from "../../packages/scan/knowledge/access-log/index.ts";
import { dayOf, type Incident, incidentsOf, threshold } from "../../packages/scan/src/access-log/alerts.ts";
import type { DetectorName } from "../../packages/scan/src/access-log/judge.ts";
import type { UnusualAccessState } from "../../packages/scan/src/access-log/state.ts";
import { type Candidate, UnusualAccess } from "../../packages/scan/src/access-log/unusual-access.ts";
import { BEGIN, DAY } from "./access.ts";
import { ordinaryDay } from "./ordinary.ts";
import { type Organisation, organisationOf } from "./organisation.ts";

/** Days of learning, and days on which attacks are put in and false alarms counted. */
export const [LEARN, TEST] = [30, 20];
const SCORED_FROM = 7;
export const PER_DAY = 5;

/** What was known on the morning of a test day. */
export interface Morning {
  readonly day: number;
  readonly state: UnusualAccessState;
  /** Score from which on an incident is an alert. */
  readonly threshold: number;
  readonly events: readonly AccessEvent[];
}

export interface Ordinary {
  readonly organisation: Organisation;
  readonly mornings: readonly Morning[];
  readonly events: number;
  readonly principals: number;
  /** Alerts of ordinary work on each test day. */
  readonly alerts: readonly number[];
  readonly seconds: number;
}

/**
 * The ordinary work of a company, watched day by day: on every morning the threshold is set by the incidents of the days
 * before, so no test day is known to it.
 */
export function ordinaryRun(
  seed: number,
  without: readonly DetectorName[] = [],
  rows: readonly AccessLogRow[] = ACCESS_LOG_ROWS,
  days = LEARN + TEST,
): Ordinary {
  const organisation = organisationOf(seed);
  const candidates: Candidate[] = [];
  const watch = new UnusualAccess({ rows, without, candidate: (candidate) => candidates.push(candidate) });
  const mornings: Morning[] = [];
  let count = 0;
  let seconds = 0;
  for (let day = 0; day < days; day++) {
    const events = ordinaryDay(organisation, seed, day);
    if (day >= LEARN) {
      // A night between: what is open is closed, as in a run a day.
      const past = incidentsOf(candidates).filter(({ start }) => dayOf(start) >= dayOf(BEGIN) + SCORED_FROM && start < BEGIN + day * DAY);
      mornings.push({
        day,
        state: watch.save(),
        threshold: threshold(
          past.map((each) => [dayOf(each.start), each.score] as const),
          day - SCORED_FROM,
          watch.principals,
          PER_DAY,
        ),
        events,
      });
    }
    count += events.length;
    const began = performance.now();
    for (const event of events) watch.observe(event, "ordinary");
    seconds += (performance.now() - began) / 1000;
  }
  watch.finish();
  const incidents = incidentsOf(candidates);
  return {
    organisation,
    mornings,
    events: count,
    principals: watch.principals,
    alerts: mornings.map(
      ({ day, threshold: least }) => incidents.filter((each) => dayOf(each.start) === dayOf(BEGIN) + day && each.score >= least).length,
    ),
    seconds,
  };
}

/** Incidents of a day with an attack in it, from what was known in the morning; only the principals of the attack are watched. */
export function dayWith(
  morning: Morning,
  attack: readonly AccessEvent[],
  without: readonly DetectorName[] = [],
  rows: readonly AccessLogRow[] = ACCESS_LOG_ROWS,
): readonly Incident[] {
  const candidates: Candidate[] = [];
  const watch = new UnusualAccess({ rows, without, candidate: (candidate) => candidates.push(candidate) });
  const actors = new Set(attack.map(({ principal }) => principal));
  watch.restore(ofActors(morning.state, actors));
  const events = [...morning.events.filter(({ principal }) => actors.has(principal)), ...attack].sort((a, b) => a.time - b.time);
  for (const event of events) watch.observe(event, event.id?.startsWith("attack") === true ? "attack" : "ordinary");
  watch.finish();
  return incidentsOf(candidates);
}

/** What was known of the actors, of groups and of everybody: the habits of others do not speak of them. */
function ofActors(state: UnusualAccessState, actors: ReadonlySet<string>): UnusualAccessState {
  const tally = (each: UnusualAccessState["actions"]): UnusualAccessState["actions"] => ({
    ...each,
    own: Object.fromEntries([...actors].flatMap((actor) => (each.own[actor] === undefined ? [] : [[actor, each.own[actor]]]))),
  });
  return {
    ...state,
    actions: tally(state.actions),
    containers: tally(state.containers),
    networks: tally(state.networks),
    regions: tally(state.regions),
    programs: tally(state.programs),
    scale: Object.fromEntries(Object.entries(state.scale).filter(([key]) => key.endsWith("|peers") || actors.has(key.split("|")[1] ?? ""))),
  };
}

/** Days until an attack that goes on for many is alerted, from 1; undefined where it never is. */
export function daysUntilCaught(
  { mornings }: Ordinary,
  attack: (day: number) => readonly AccessEvent[],
  principal: string,
): number | undefined {
  const [first] = mornings;
  if (first === undefined) return undefined;
  const candidates: Candidate[] = [];
  const watch = new UnusualAccess({ candidate: (candidate) => candidates.push(candidate) });
  watch.restore(ofActors(first.state, new Set([principal])));
  for (const { day, events } of mornings)
    for (const event of [...events.filter((each) => each.principal === principal), ...attack(day)].sort((a, b) => a.time - b.time))
      watch.observe(event, event.id?.startsWith("attack") === true ? "attack" : "ordinary");
  watch.finish();
  const found = incidentsOf(candidates)
    .filter((incident) => incident.score >= first.threshold && caught([incident]) !== undefined)
    .map(({ start }) => dayOf(start) - dayOf(BEGIN) - first.day + 1);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** The strongest incident that shows an event of the attack. */
export function caught(incidents: readonly Incident[]): Incident | undefined {
  return incidents
    .filter(({ candidates }) =>
      candidates.some(({ reasons }) => reasons.some(({ events }) => events.some(({ file }) => file === "attack"))),
    )
    .sort((a, b) => b.score - a.score)[0];
}
