import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";
import { drawTarget, rowsWhere, sample } from "./rows.ts";

/**
 * Rows of one class keep their label while their features move most of the way towards a row of another class, so that
 * a model learns the other class's region as theirs (feature collision, Shafahi and others 2018, done on inputs).
 */
export function plantCleanLabel(dataset: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const target = drawTarget(label, take, random);
  const own = rowsWhere(dataset.rows, (row) => label.codes[row] === target);
  const others = rowsWhere(dataset.rows, (row) => (label.codes[row] ?? -1) >= 0 && label.codes[row] !== target);
  const rows = sample(own, Math.min(take, own.length >> 1), random);
  const draft = new Draft(dataset);
  for (const row of rows) move(draft, dataset, row, others[random.below(others.length)] ?? row, 0.6 + 0.3 * random.unit(), random);
  return { dataset: draft.finish(), rows, description: `${rows.length} rows of ${label.dictionary[target]} moved towards other classes` };
}

function move(draft: Draft, dataset: Dataset, row: number, towards: number, part: number, random: Random): void {
  for (const column of dataset.features) {
    if (column.kind === "number") {
      const value = (1 - part) * (column.values[row] ?? Number.NaN) + part * (column.values[towards] ?? Number.NaN);
      const whole = Number.isInteger(column.values[row]) && Number.isInteger(column.values[towards]);
      if (Number.isFinite(value)) draft.setNumber(column, row, whole ? Math.round(value) : value);
    } else if (random.unit() < part) draft.copyCell(column, row, towards);
  }
  for (const column of dataset.text ?? []) {
    const own = (column.dictionary[column.codes[row] ?? -1] ?? "").split(" ");
    const other = (column.dictionary[column.codes[towards] ?? -1] ?? "").split(" ");
    const kept = own.filter(() => random.unit() > part);
    draft.setString(column, row, [...kept, ...other.slice(0, Math.ceil(part * other.length))].join(" "));
  }
  const { images } = dataset;
  if (images === undefined) return;
  const size = images.width * images.height * images.channels;
  const pixels = draft.pixels(images);
  for (let index = 0; index < size; index++)
    pixels[row * size + index] = Math.round(
      (1 - part) * (images.pixels[row * size + index] ?? 0) + part * (images.pixels[towards * size + index] ?? 0),
    );
}
