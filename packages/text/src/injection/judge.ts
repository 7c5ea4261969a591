import type { HiddenMatch } from "../hidden/match.ts";
import { withUnits } from "../units.ts";
import { cueBit } from "./cue-table.ts";
import { type InjectionRuleId, injectionRules } from "./rules.ts";
import { injectionModel } from "./weights.ts";
import { type ScoredWindow, scoreWindows } from "./windows.ts";

/** One stretch that reads as an instruction to a model. */
export interface InjectionMatch {
  readonly type: string;
  readonly rule: InjectionRuleId;
  /** UTF-16 code units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1, a probability where attacks and honest texts are equally common. */
  readonly score: number;
}

export interface InjectionVerdict {
  /** That of the worst stretch. */
  readonly score: number;
  readonly flagged: boolean;
  /** The stretches at or above `FLAG_AT`, in order of place, without overlaps. */
  readonly spans: readonly InjectionMatch[];
}

/** Score from which a text is flagged: attacks are rarer than honest texts. */
export const FLAG_AT = 0.95;
/** A score of log-odds that no window below `FLAG_AT` reaches, found by halving. */
let floor: number | undefined;

const wanted = injectionRules.map(({ cues, id, type }) => ({ id, type, mask: cues.reduce((mask, cue) => mask | cueBit(cue), 0) }));

/**
 * Judges whether a text holds instructions to a model that reads it, and where. What hidden stretches say is read as well
 * and stands at their place.
 * @param units the code units of `text` (`withUnits`)
 */
export function judgeInjection(text: string, units: Uint16Array, hidden: readonly HiddenMatch[] = []): InjectionVerdict {
  const { probability } = injectionModel();
  const windows: ScoredWindow[] = [];
  let highest = scoreWindows(text, units, floorScore(), (window) => void windows.push(window));
  for (const { decoded, start, end, score } of hidden) {
    if (decoded === undefined || score < 0.4) continue;
    const inner = withUnits(decoded, (of) =>
      scoreWindows(decoded, of, floorScore(), ({ score: said, cues }) => void windows.push({ start, end, score: said, cues })),
    );
    highest = Math.max(highest, inner);
  }
  const spans = apart(windows).map((window) => toMatch(window, text, probability(window.score)));
  const score = Number.isFinite(highest) ? rounded(probability(highest)) : 0;
  return { score, flagged: score >= FLAG_AT, spans };
}

function floorScore(): number {
  if (floor === undefined) {
    let low = -50;
    let high = 50;
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (rounded(injectionModel().probability(middle)) >= FLAG_AT) high = middle;
      else low = middle;
    }
    floor = high;
  }
  return floor;
}

/** Code units of a cell: who overlaps whom is asked only nearby. */
const CELL = 10;

/** The highest windows first; what overlaps one of them is the same instruction. */
function apart(windows: readonly ScoredWindow[]): readonly ScoredWindow[] {
  const kept: ScoredWindow[] = [];
  const cells = new Map<number, ScoredWindow[]>();
  for (const window of [...windows].sort((a, b) => b.score - a.score || a.start - b.start || a.end - b.end)) {
    const first = window.start >> CELL;
    const last = Math.max(window.start, window.end - 1) >> CELL;
    let clashes = false;
    for (let cell = first; cell <= last && !clashes; cell++)
      clashes = cells.get(cell)?.some((other) => other.start < window.end && window.start < other.end) ?? false;
    if (clashes) continue;
    kept.push(window);
    for (let cell = first; cell <= last; cell++) {
      const there = cells.get(cell);
      if (there === undefined) cells.set(cell, [window]);
      else there.push(window);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

function toMatch({ start, end, cues }: ScoredWindow, text: string, probability: number): InjectionMatch {
  const { id, type } = wanted.find(({ mask }) => (cues & mask) === mask) ?? { id: "injection-instruction" as const, type: "INSTRUCTION" };
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { type, rule: id, start: from, end: to, score: rounded(probability) };
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
