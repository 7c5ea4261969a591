import type { AccessEvent } from "@castellan/formats";
import { type Alert, alertOf, dayOf, type Incident, incidentsOf, threshold } from "./alerts.ts";
import { OrderedEvents } from "./ordered-events.ts";
import { firstTime, logFiles, type ReadLog, readLog } from "./read-logs.ts";
import type { Baseline } from "./state.ts";
import { type Candidate, UnusualAccess, type UnusualAccessOptions } from "./unusual-access.ts";

export interface CheckLogsOptions {
  /** Alerts a day for a hundred principals. Default 5. */
  readonly perDay?: number;
  readonly baseline?: Baseline | undefined;
  readonly signal?: AbortSignal;
  readonly progress?: (read: number, files: number) => void;
  readonly detectors?: Pick<UnusualAccessOptions, "rows" | "without">;
}

/** What logs show. */
export interface AccessLogCheck {
  readonly schema: "castellan/access-log-check/1";
  readonly window: { readonly from: string; readonly to: string; readonly days: number };
  readonly principals: number;
  readonly events: number;
  /** Days on which habits were still being learned: there only single actions speak. */
  readonly learningDays: number;
  readonly budget: { readonly perDayPer100: number; readonly threshold: number; readonly alertsPerDayPer100: number };
  readonly alerts: readonly Alert[];
  /** Incidents below the budget. */
  readonly below: number;
  readonly logs: readonly ReadLog[];
  readonly late: number;
  readonly unwatched: number;
}

/** Events that are held to put them in order. */
const WINDOW = 100_000;
const DAYS_KEPT = 30;
/** Days with known habits, from which on past incidents hold the budget. */
const ENOUGH_DAYS = 5;
const LEARNING_DAYS = 7;

/** Reads logs, learns what is usual while it goes, and says what is not. The new baseline is what was learned. */
export async function checkLogs(
  paths: readonly string[],
  { perDay = 5, baseline, signal, progress, detectors = {} }: CheckLogsOptions = {},
): Promise<{ readonly check: AccessLogCheck; readonly baseline: Baseline }> {
  const candidates: Candidate[] = [];
  const watch = new UnusualAccess({ ...detectors, candidate: (candidate) => candidates.push(candidate) });
  if (baseline !== undefined) watch.restore(baseline.state);
  const knownDays = watch.days;
  const seenDays = new Set<number>();
  let [first, last, events] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const ordered = new OrderedEvents(WINDOW, ({ event, file }) => watch.observe(event, file));
  const files = logFiles(paths);
  const times = new Map<string, number>();
  for (const file of files) times.set(file, (await firstTime(file)) ?? 0);
  const logs: ReadLog[] = [];
  for (const file of [...files].sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0) || (a < b ? -1 : 1))) {
    const take = (event: AccessEvent): void => {
      events++;
      first = Math.min(first, event.time);
      last = Math.max(last, event.time);
      if (seenDays.size < 4_000) seenDays.add(dayOf(event.time));
      ordered.push({ event, file });
    };
    logs.push(await readLog(file, take, signal));
    progress?.(logs.length, files.length);
  }
  ordered.finish();
  watch.finish();
  const days = [...seenDays].sort((a, b) => a - b);
  const scored = days.slice(Math.max(0, LEARNING_DAYS - knownDays));
  const incidents = incidentsOf(candidates);
  const mark = (each: Incident): readonly [number, number] => [dayOf(each.start), each.score];
  const past = baseline?.incidents ?? [];
  const pastDays = baseline?.scoredDays ?? [];
  const held =
    pastDays.length >= ENOUGH_DAYS
      ? threshold(past, pastDays.length, watch.principals, perDay)
      : threshold(incidents.map(mark), days.length, watch.principals, perDay);
  const over = incidents.filter(({ score }) => score >= held);
  const alerts = over
    .map(alertOf)
    .sort((a, b) => b.score - a.score || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.principal < b.principal ? -1 : 1));
  const scoredSet = new Set(scored);
  const kept = [...pastDays, ...scored].sort((a, b) => a - b).slice(-DAYS_KEPT);
  const earliest = kept[0] ?? 0;
  const per = Math.max(1, days.length) * (Math.max(1, watch.principals) / 100);
  return {
    check: {
      schema: "castellan/access-log-check/1",
      window: { from: isoOf(first), to: isoOf(last), days: days.length },
      principals: watch.principals,
      events,
      learningDays: days.length - scored.length,
      budget: { perDayPer100: perDay, threshold: round(held), alertsPerDayPer100: round(alerts.length / per) },
      alerts,
      below: incidents.length - over.length,
      logs: logs.sort((a, b) => (a.file < b.file ? -1 : 1)),
      late: watch.late,
      unwatched: watch.unwatched,
    },
    baseline: {
      schema: "castellan/access-baseline/1",
      state: watch.save(),
      incidents: [...past, ...incidents.filter(({ start }) => scoredSet.has(dayOf(start))).map(mark)]
        .filter(([day]) => day >= earliest)
        .map(([day, score]): [number, number] => [day, round(score)]),
      scoredDays: kept,
    },
  };
}

function isoOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : "";
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
