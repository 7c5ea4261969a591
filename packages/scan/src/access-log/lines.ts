import type { Alert } from "./alerts.ts";
import type { AccessLogCheck } from "./check-logs.ts";
import type { EventReference } from "./hour.ts";

const [ALERTS, EVENTS, PROBLEMS] = [20, 4, 20];

/** The result for people. */
export function accessLogLines(check: AccessLogCheck, all: boolean): readonly string[] {
  const { window, principals, events, alerts, below, budget, learningDays, logs } = check;
  const unread = logs.filter(({ problems }) => problems.length > 0);
  const lines = [
    `${events} events of ${principals} principals in ${logs.length} logs, ${window.days} days${window.from === "" ? "" : ` (${window.from} to ${window.to})`}`,
    `${alerts.length} alerts: ${budget.alertsPerDayPer100} a day for 100 principals, at most ${budget.perDayPer100} asked for · ${below} incidents below`,
  ];
  if (learningDays > 0)
    lines.push(
      `${learningDays} of ${window.days} days went into learning habits: on those, little is unusual but single actions. Give --baseline of an earlier run.`,
    );
  for (const [at, alert] of alerts.slice(0, all ? alerts.length : ALERTS).entries()) lines.push("", ...alertLines(at + 1, alert));
  if (!all && alerts.length > ALERTS) lines.push("", `${alerts.length - ALERTS} more alerts: --all`);
  if (unread.length > 0) {
    lines.push("", "NOT READ");
    for (const { file, problems } of unread.slice(0, PROBLEMS))
      for (const { record, message, count } of problems)
        lines.push(`  ${file}${record === 0 ? "" : `:${record}`}  ${message}${count > 1 ? ` (${count} times)` : ""}`);
    if (unread.length > PROBLEMS) lines.push(`  and ${unread.length - PROBLEMS} more logs`);
  }
  if (check.unwatched > 0) lines.push(`${check.unwatched} events beyond the limit of principals were not watched.`);
  return lines;
}

function alertLines(number: number, { severity, principal, from, to, score, reasons, events, next }: Alert): readonly string[] {
  return [
    `${number} ${severity}  ${principal}  ${from.slice(0, 16)} to ${to.slice(11, 16)}  score ${score.toFixed(1)}`,
    ...reasons.slice(0, 5).map(({ text, evidence }) => `    ${evidence.toFixed(1).padStart(4)}  ${text}`),
    ...events.slice(0, EVENTS).map((event) => `    ${placed(event)}`),
    ...(events.length > EVENTS ? [`    and ${events.length - EVENTS} more events (--format json)`] : []),
    `    next  ${next}`,
  ];
}

function placed({ file, record, time, action, resource, source, outcome }: EventReference): string {
  return `${file}:${record}  ${new Date(time).toISOString().slice(0, 19)}  ${action}${outcome === "success" ? "" : ` (${outcome})`}${resource === undefined ? "" : `  ${resource}`}${source === undefined ? "" : `  from ${source}`}`;
}
