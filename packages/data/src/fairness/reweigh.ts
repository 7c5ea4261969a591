import type { Grouping } from "./groups.ts";

export interface Reweighing {
  /** One for each row; NaN where group or label is unknown. */
  readonly rows: Float64Array;
  readonly cells: readonly { readonly group: string; readonly label: number; readonly rows: number; readonly weight: number }[];
}

/** Weights with which label and group are independent: P(group) P(label) / P(group, label) (Kamiran and Calders 2012). */
export function reweigh(grouping: Grouping, label: Int8Array): Reweighing {
  const counts = new Float64Array(2 * grouping.names.length);
  let total = 0;
  for (const [row, code] of grouping.codes.entries()) {
    const own = label[row] ?? -1;
    if (code < 0 || own < 0) continue;
    counts[2 * code + own] = (counts[2 * code + own] ?? 0) + 1;
    total++;
  }
  const byLabel = [0, 1].map((own) => counts.reduce((sum, count, cell) => sum + (cell % 2 === own ? count : 0), 0));
  const weightOf = (code: number, own: number): number => {
    const [miss, hit] = [counts[2 * code] ?? 0, counts[2 * code + 1] ?? 0];
    return ((miss + hit) * (byLabel[own] ?? 0)) / (total * (own === 1 ? hit : miss));
  };
  return {
    rows: Float64Array.from(grouping.codes, (code, row) =>
      code < 0 || (label[row] ?? -1) < 0 ? Number.NaN : weightOf(code, label[row] ?? 0),
    ),
    cells: grouping.names.flatMap((group, code) =>
      [0, 1].flatMap((own) => {
        const rows = counts[2 * code + own] ?? 0;
        return rows === 0 ? [] : [{ group, label: own, rows, weight: weightOf(code, own) }];
      }),
    ),
  };
}
