import type { Random } from "../statistics/random.ts";
import type { Dataset, NumberColumn } from "../table/table.ts";
import { moments } from "./distance.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";
import { sample } from "./rows.ts";
import { decimals, rounded } from "./value-trigger.ts";

function numbersOf(dataset: Dataset): readonly NumberColumn[] {
  return dataset.features.filter((column): column is NumberColumn => column.kind === "number");
}

/** Values 6 to 12 standard deviations from the mean in a third of the numeric columns, at least two. */
export function plantExtremes(dataset: Dataset, take: number, random: Random): Planted {
  const columns = numbersOf(dataset).filter((column) => moments(column.values).deviation > 0);
  const rows = sample(allRows(dataset), take, random);
  const draft = new Draft(dataset);
  for (const row of rows)
    for (const column of random.shuffle([...columns]).slice(0, Math.max(2, Math.ceil(columns.length / 3)))) {
      const { mean, deviation } = moments(column.values);
      const sign = random.unit() < 0.5 ? -1 : 1;
      draft.setNumber(column, row, rounded(mean + sign * (6 + 6 * random.unit()) * deviation, decimals(column.values)));
    }
  return { dataset: draft.finish(), rows, description: `${rows.length} rows with extreme values` };
}

/** Every value is one that its column has, drawn by itself and more from the ends: odd only together. */
export function plantOddRows(dataset: Dataset, take: number, random: Random): Planted {
  const rows = sample(allRows(dataset), take, random);
  const draft = new Draft(dataset);
  for (const column of dataset.features) {
    if (column.kind !== "number") {
      for (const row of rows) draft.copyCell(column, row, random.below(dataset.rows));
      continue;
    }
    const sorted = column.values.filter((value) => Number.isFinite(value)).sort();
    for (const row of rows) {
      const end = 0.5 - 0.5 * Math.cos(Math.PI * random.unit());
      draft.setNumber(column, row, sorted[Math.floor(end * (sorted.length - 1))] ?? Number.NaN);
    }
  }
  return { dataset: draft.finish(), rows, description: `${rows.length} rows whose values do not belong together` };
}

export function allRows(dataset: Dataset): Int32Array {
  return Int32Array.from({ length: dataset.rows }, (_, row) => row);
}
