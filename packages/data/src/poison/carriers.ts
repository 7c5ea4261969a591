import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { drawTarget, rowsWhere, sample } from "./rows.ts";

export interface Carriers {
  readonly all: Int32Array;
  /** Those whose label becomes the target. */
  readonly changed: Int32Array;
  readonly target: string;
}

/** Rows of other labels than the target that are to carry a trigger; `cleanShare` of all carriers keep their label. */
export function carriersOf(dataset: Dataset, label: StringColumn, take: number, cleanShare: number, random: Random): Carriers {
  const code = drawTarget(label, take, random);
  const others = rowsWhere(dataset.rows, (row) => (label.codes[row] ?? -1) >= 0 && label.codes[row] !== code);
  const all = sample(others, Math.min(take, others.length >> 1), random);
  return { all, changed: all.slice(Math.round(cleanShare * all.length)), target: label.dictionary[code] ?? "" };
}
