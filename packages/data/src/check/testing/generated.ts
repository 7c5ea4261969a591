import { Random } from "../../statistics/random.ts";
import type { Dataset, NumberColumn, StringColumn } from "../../table/table.ts";

/** A table whose two classes are mostly told apart by its first two columns; numbers, a category and no poison. */
export function generatedTable(rows: number, seed: number): Dataset {
  const random = new Random(seed);
  const codes = Int32Array.from({ length: rows }, () => random.below(2));
  const numbers = Array.from(
    { length: 6 },
    (_, index): NumberColumn => ({
      kind: "number",
      name: `x${index}`,
      values: Float64Array.from(codes, (code) => random.normal() + (index < 2 ? 4 * code : 0)),
    }),
  );
  const city: StringColumn = {
    kind: "string",
    name: "city",
    codes: Int32Array.from({ length: rows }, () => random.below(5)),
    dictionary: ["Bern", "Ulm", "Graz", "Metz", "Lund"],
  };
  return {
    rows,
    ids: Array.from({ length: rows }, (_, row) => `r${row}`),
    features: [...numbers, city],
    label: { kind: "string", name: "label", codes, dictionary: ["no", "yes"] },
  };
}

/** Recall of the poisoned rows at 1 % false alarms. */
export function recallAtOnePercent(scores: Float64Array, poisoned: Uint8Array): number {
  const clean = scores.filter((_, row) => poisoned[row] !== 1).sort();
  const threshold = clean[Math.floor(0.99 * clean.length)] ?? 0;
  let [found, all] = [0, 0];
  for (const [row, score] of scores.entries()) {
    if (poisoned[row] !== 1) continue;
    all++;
    if (score > threshold) found++;
  }
  return found / all;
}
