import { type HiddenRuleId, hiddenTypeOf } from "./rules.ts";

/** One stretch of text that a reader does not see as a program does. */
export interface HiddenMatch {
  readonly type: string;
  readonly rule: HiddenRuleId;
  /** UTF-16 code units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1: how sure it is that something is kept from the reader. */
  readonly score: number;
  /** What it says, cut at 200 code units. */
  readonly decoded?: string;
}

const LONGEST_DECODED = 200;

/** A match with the type of its rule; `decoded` is what it says, if it says something. */
export function hiddenMatch(rule: HiddenRuleId, start: number, end: number, score: number, decoded = ""): HiddenMatch {
  const shown = decoded.length > LONGEST_DECODED ? `${decoded.slice(0, LONGEST_DECODED - 1)}…` : decoded;
  return { type: hiddenTypeOf(rule), rule, start, end, score, ...(shown === "" ? {} : { decoded: shown }) };
}
