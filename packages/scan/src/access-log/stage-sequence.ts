import type { Hour } from "./hour.ts";

const STAGES = ["looked around", "changed who may", "read much", "sent it out"] as const;
export type Stage = (typeof STAGES)[number];

const DAY_MS = 86_400_000;
/** Actions that list or describe, new to the principal, from which on an hour counts as looking around. */
const LOOKS = 4;
const NEW = 5;

/**
 * Steps of a theft in their order within a day: looking around, changing rights, a burst of reading, a sink outside.
 * Each is ordinary alone.
 */
export class StageSequence {
  readonly #seen = new Map<string, Map<Stage, number>>();

  /** Stages that the principal has gone through, in order, up to and with this hour; empty where this hour adds none. */
  stagesOf(hour: Hour, burst: boolean): readonly Stage[] {
    const rows = [...hour.rows.values()];
    const now: Stage[] = [];
    const looks = [...hour.actions.values()].filter(
      ({ item, surprise }) => surprise >= NEW && /:(?:List|Describe|Get|list|get)/.test(item),
    ).length;
    if (looks >= LOOKS) now.push("looked around");
    if (rows.some(({ row, unusual }) => row.stage === "permission" && unusual > 0.5)) now.push("changed who may");
    if (burst) now.push("read much");
    if (rows.some(({ row, unusual }) => row.stage === "sink" && unusual > 0.5)) now.push("sent it out");
    if (now.length === 0) return [];
    let seen = this.#seen.get(hour.principal);
    if (seen === undefined) {
      seen = new Map();
      this.#seen.set(hour.principal, seen);
    }
    for (const [stage, time] of seen) if (hour.start - time > DAY_MS) seen.delete(stage);
    for (const stage of now) if (!seen.has(stage)) seen.set(stage, hour.start);
    let latest = Number.NEGATIVE_INFINITY;
    return STAGES.filter((stage) => {
      const time = seen.get(stage);
      if (time === undefined || time < latest) return false;
      latest = time;
      return true;
    });
  }
}
