import { isContested } from "./contested.ts";
import type { Label, Row } from "./rows.ts";

/** Counts of one type; a found span is right when it overlaps a labelled one of the same type. */
export interface Tally {
  readonly type: string;
  labels: number;
  reached: number;
  found: number;
  right: number;
  /** Found, not labelled, and plainly there all the same (`contested.ts`); not counted as right. */
  contested: number;
}

/** One thing that went wrong, for reading. */
export interface Miss {
  readonly what: "missed" | "false";
  readonly row: string;
  readonly type: string;
  readonly value: string;
  readonly text: string;
}

export interface Scored {
  readonly tallies: readonly Tally[];
  readonly misses: readonly Miss[];
}

export type Finder = (text: string) => readonly Label[];

const overlap = (a: Label, b: Label): boolean => a.start < b.end && b.start < a.end;

/**
 * Compares what is found with what is labelled. Labels that mark only the first of several equal
 * values are read as marking all of them; everything else counts as it stands.
 */
export function scoreRows(rows: readonly Row[], find: Finder, types: readonly string[]): Scored {
  const tallies = new Map<string, Tally>(types.map((type) => [type, { type, labels: 0, reached: 0, found: 0, right: 0, contested: 0 }]));
  const misses: Miss[] = [];
  for (const row of rows) {
    const found = find(row.text);
    for (const [type, tally] of tallies) {
      const mine = found.filter((one) => one.type === type);
      const labels = row.labels.filter((one) => one.type === type);
      const values = new Set(labels.map((one) => row.text.slice(one.start, one.end)));
      const reached = labels.filter((label) => mine.some((one) => overlap(one, label)));
      const right = mine.filter((one) => labels.some((label) => overlap(one, label)) || values.has(row.text.slice(one.start, one.end)));
      tally.labels += labels.length;
      tally.reached += reached.length;
      tally.found += mine.length;
      tally.right += right.length;
      tally.contested += mine.filter((one) => !right.includes(one) && isContested(row.id, type, row.text.slice(one.start, one.end))).length;
      const say = (what: Miss["what"]) => (one: Label) =>
        misses.push({ what, row: row.id, type, value: row.text.slice(one.start, one.end), text: row.text });
      labels.filter((label) => !reached.includes(label)).forEach(say("missed"));
      mine.filter((one) => !right.includes(one)).forEach(say("false"));
    }
  }
  return { tallies: [...tallies.values()], misses };
}

/** Precision, recall and F1 of a tally; undefined where there is nothing to divide by. */
export function ratesOf(tally: Tally): { readonly precision?: number; readonly recall?: number; readonly f1?: number } {
  const precision = tally.found === 0 ? undefined : tally.right / tally.found;
  const recall = tally.labels === 0 ? undefined : tally.reached / tally.labels;
  if (precision === undefined || recall === undefined)
    return {
      ...(precision === undefined ? {} : { precision }),
      ...(recall === undefined ? {} : { recall }),
      ...(tally.labels > 0 ? { f1: 0 } : {}),
    };
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
