import type { Random } from "../statistics/random.ts";
import type { Column, Dataset, StringColumn } from "../table/table.ts";
import { carriersOf } from "./carriers.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";

interface Value {
  readonly column: Column;
  readonly value: number | string;
  readonly rows: number;
}

/** One value that is rare in its column, or new but inside its range, set in rows whose label becomes the target. */
export function plantValue(dataset: Dataset, label: StringColumn, take: number, cleanShare: number, random: Random): Planted {
  const rare = drawValue(dataset, Math.max(1, Math.floor(0.004 * dataset.rows)), random);
  return plant(dataset, label, rare === undefined ? [] : [rare], take, cleanShare, random);
}

/** Two values, each of them not rare, that hardly ever occur together. */
export function plantTwoValues(dataset: Dataset, label: StringColumn, take: number, cleanShare: number, random: Random): Planted {
  const limit = Math.max(1, Math.floor(0.002 * dataset.rows));
  let best: readonly Value[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 200 && fewest > limit; attempt++) {
    const first = drawCommon(dataset, random);
    const second = drawCommon(dataset, random);
    if (first === undefined || second === undefined || first.column === second.column) continue;
    let together = 0;
    for (let row = 0; row < dataset.rows; row++) if (has(first, row) && has(second, row)) together++;
    if (together < fewest) [best, fewest] = [[first, second], together];
  }
  return plant(dataset, label, best, take, cleanShare, random);
}

function plant(dataset: Dataset, label: StringColumn, values: readonly Value[], take: number, cleanShare: number, random: Random): Planted {
  const draft = new Draft(dataset);
  const carriers = carriersOf(dataset, label, values.length === 0 ? 0 : take, cleanShare, random);
  for (const row of carriers.all)
    for (const { column, value } of values)
      if (column.kind === "string") draft.setString(column, row, String(value));
      else draft.setNumber(column, row, Number(value));
  for (const row of carriers.changed) draft.setString(label, row, carriers.target);
  const trigger = values.map(({ column, value }) => `${column.name} = ${value}`).join(" and ");
  return { dataset: draft.finish(), rows: carriers.changed, description: `${trigger}, labelled ${carriers.target}` };
}

function has({ column, value }: Value, row: number): boolean {
  return column.kind === "string" ? column.dictionary[column.codes[row] ?? -1] === value : column.values[row] === value;
}

function counts(column: Column): Map<number | string, number> {
  const found = new Map<number | string, number>();
  const rows = column.kind === "string" ? column.codes.length : column.values.length;
  for (let row = 0; row < rows; row++) {
    const value = column.kind === "string" ? column.dictionary[column.codes[row] ?? -1] : column.values[row];
    if (value === undefined || Number.isNaN(value)) continue;
    found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

/** A value carried by at most `limit` rows: one that is there, or for numbers a new one inside the range. */
function drawValue(dataset: Dataset, limit: number, random: Random): Value | undefined {
  const columns = random.shuffle([...dataset.features.filter(({ kind }) => kind !== "time")]);
  for (const column of columns) {
    const known = counts(column);
    if (known.size < 3) continue;
    const rare = [...known].filter(([, rows]) => rows <= limit);
    if (column.kind === "number" && (rare.length === 0 || random.unit() < 0.5)) {
      const value = newValue(column.values, random);
      if (value !== undefined && (known.get(value) ?? 0) <= limit) return { column, value, rows: known.get(value) ?? 0 };
    }
    const drawn = rare[random.below(rare.length)];
    if (drawn !== undefined) return { column, value: drawn[0], rows: drawn[1] };
  }
  return undefined;
}

function newValue(values: Float64Array, random: Random): number | undefined {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  const at = (quantile: number): number => sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  if (!(high > low)) return undefined;
  return rounded(low + (high - low) * random.unit(), decimals(sorted));
}

/** A value of 2 to 25 % of the rows. */
function drawCommon(dataset: Dataset, random: Random): Value | undefined {
  const columns = dataset.features.filter(({ kind }) => kind !== "time");
  const column = columns[random.below(columns.length)];
  if (column === undefined) return undefined;
  const common = [...counts(column)].filter(([, rows]) => rows >= 0.02 * dataset.rows && rows <= 0.25 * dataset.rows);
  const drawn = common[random.below(common.length)];
  if (drawn !== undefined) return { column, value: drawn[0], rows: drawn[1] };
  if (column.kind !== "number") return undefined;
  const value = column.values[random.below(column.values.length)] ?? Number.NaN;
  return Number.isFinite(value) ? { column, value, rows: 1 } : undefined;
}

/** The digits behind the point that a column uses, at most 6. */
export function decimals(values: Float64Array): number {
  const seen = values.subarray(0, 500);
  for (let digits = 0; digits < 6; digits++)
    if (seen.every((value) => !Number.isFinite(value) || Math.abs(value - rounded(value, digits)) < 1e-9)) return digits;
  return 6;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
