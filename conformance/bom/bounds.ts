import type { Score } from "./scorer.ts";
import { type Measured, measure } from "./tally.ts";

/** What the inventory must reach, over all scored projects together. */
export const BOUNDS = { assetRecall: 0.85, assetPrecision: 0.9, relationRecall: 0.7, absentReported: 0 } as const;

export interface Totals {
  readonly assets: Measured;
  readonly relations: Measured;
  readonly absentReported: number;
}

/** Micro average: a project with many assets weighs more than one with few. */
export function total(scores: readonly Score[]): Totals {
  return {
    assets: measure(scores.map(({ assets }) => assets)),
    relations: measure(scores.map(({ relations }) => relations)),
    absentReported: scores.reduce((sum, { absentReported }) => sum + absentReported.length, 0),
  };
}

/** One sentence for each bound that is missed; a ratio that could not be measured misses nothing. */
export function shortfalls({ assets, relations, absentReported }: Totals): readonly string[] {
  const below = (what: string, value: number | null, bound: number): string[] =>
    value !== null && value < bound ? [`${what} ${value.toFixed(3)} is below ${bound.toFixed(2)}`] : [];
  return [
    ...below("asset recall", assets.recall, BOUNDS.assetRecall),
    ...below("asset precision", assets.precision, BOUNDS.assetPrecision),
    ...below("relation recall", relations.recall, BOUNDS.relationRecall),
    ...(absentReported > BOUNDS.absentReported ? [`${absentReported} reported that must be absent`] : []),
  ];
}
