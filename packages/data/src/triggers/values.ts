import type { AdditiveFeatures } from "../models/additive-features.ts";
import type { Column, Dataset } from "../table/table.ts";
import type { Item } from "./evidence.ts";

const WINDOW = 0.12;

/** A value of one column as an item, with the column's number. */
export interface ValueItem extends Item {
  readonly column: number;
  /** Values and categories make pairs; windows only where a column has no repeated values. */
  readonly pairs: boolean;
}

/** Exact values, windows of values, categories and missing values carried by `fewest` to `most` rows. */
export function valueItems(dataset: Dataset, features: AdditiveFeatures, fewest: number, most: number): readonly ValueItem[] {
  return dataset.features.flatMap((column, position) => {
    const own = features.parts.get(column.name) ?? new Int32Array(0);
    const carriers = new Map<string, number[]>();
    for (let row = 0; row < dataset.rows; row++) {
      const key = valueOf(column, row);
      const rows = carriers.get(key);
      if (rows === undefined) carriers.set(key, [row]);
      else rows.push(row);
    }
    const item = (value: string, rows: readonly number[], pairs: boolean): ValueItem => ({
      description: `${column.name} ${value}`,
      where: { [column.name]: value },
      carriers: Int32Array.from(rows),
      features: own,
      column: position,
      pairs,
    });
    const within = (rows: readonly number[]): boolean => rows.length >= fewest && rows.length <= most;
    const exact = [...carriers]
      .filter(([, rows]) => within(rows))
      .map(([value, rows]) => item(value === "" ? "is missing" : `= ${value}`, rows, true));
    return [
      ...exact,
      ...windows(column)
        .filter(({ rows }) => within(rows))
        .map(({ value, rows }) => item(value, rows, exact.length === 0)),
    ];
  });
}

/** As it stands in descriptions; empty where it is missing. */
export function valueOf(column: Column, row: number): string {
  if (column.kind === "string") return column.dictionary[column.codes[row] ?? -1] ?? "";
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? "" : String(value);
}

/** Windows of 0.12 deviations at two offsets, where values differ enough for them to hold more than one. */
function windows(column: Column): readonly { readonly value: string; readonly rows: readonly number[] }[] {
  if (column.kind === "string") return [];
  const finite = column.values.filter((value) => Number.isFinite(value)).sort();
  const at = (quantile: number): number => finite[Math.floor(quantile * (finite.length - 1))] ?? 0;
  const width = (WINDOW * (at(0.95) - at(0.05))) / 3.3;
  if (!(width > 0)) return [];
  const found: { value: string; rows: number[] }[] = [];
  for (const offset of [0, 0.5]) {
    const bins = new Map<number, number[]>();
    for (const [row, value] of column.values.entries()) {
      if (!Number.isFinite(value)) continue;
      const bin = Math.floor((value - at(0)) / width + offset);
      const rows = bins.get(bin);
      if (rows === undefined) bins.set(bin, [row]);
      else rows.push(row);
    }
    for (const [bin, rows] of bins) {
      const first = column.values[rows[0] ?? 0];
      if (rows.every((row) => column.values[row] === first)) continue;
      const low = at(0) + (bin - offset) * width;
      found.push({ value: `from ${Number(low.toPrecision(6))} to ${Number((low + width).toPrecision(6))}`, rows });
    }
  }
  return found;
}
