import { measured } from "../../../models/encode-columns.ts";
import type { Column } from "../../../table/table.ts";

/**
 * ECOD (Li et al. 2022): per number column the logarithm of the empirical tail chance, on the side of the skew and on
 * both; per category column that of its frequency. The row's score is the largest of the three sums.
 */
export function empiricalTails(rows: number, columns: readonly Column[]): Float64Array {
  const [left, right, skewed] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  for (const column of columns) {
    if (column.kind === "string") {
      const counts = new Int32Array(column.dictionary.length);
      for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
      for (let row = 0; row < rows; row++) {
        const count = counts[column.codes[row] ?? -1] ?? rows;
        const surprise = -Math.log(count / rows);
        for (const sums of [left, right, skewed]) sums[row] = (sums[row] ?? 0) + surprise;
      }
      continue;
    }
    const { sorted, ranks, values, mean, deviation } = measured(column);
    const count = sorted.length;
    let cubes = 0;
    for (const value of sorted) cubes += ((value - mean) / deviation) ** 3;
    for (let row = 0; row < rows; row++) {
      const value = values[row] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const upTo = ranks.upTo(value);
      const below = -Math.log(upTo / count);
      const above = -Math.log(Math.max(0.5, count - ranks.upTo(value - 1e-12 * Math.abs(value) - 1e-300)) / count);
      left[row] = (left[row] ?? 0) + below;
      right[row] = (right[row] ?? 0) + above;
      skewed[row] = (skewed[row] ?? 0) + (cubes < 0 ? below : above);
    }
  }
  return left.map((value, row) => Math.max(value, right[row] ?? 0, skewed[row] ?? 0));
}
