import type { HiddenMatch } from "../hidden/match.ts";

/** One stretch that reads as an instruction to a model. */
export interface InjectionMatch {
  readonly type: string;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export interface InjectionVerdict {
  /** 0 to 1: calibrated on held-out texts. */
  readonly score: number;
  readonly flagged: boolean;
  readonly spans: readonly InjectionMatch[];
}
export function judgeInjection(_text: string, _hidden: readonly HiddenMatch[]): InjectionVerdict {
  return { score: 0, flagged: false, spans: [] };
}
