import type { Random } from "../statistics/random.ts";
import type { Dataset, NumberColumn, StringColumn } from "../table/table.ts";
import { moments } from "./distance.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";
import { drawTarget, rowsWhere, sample } from "./rows.ts";
import { decimals, rounded } from "./value-trigger.ts";

/** The source column, or a new one of 5 to 10 sources that the rows are spread over at random. */
function withSources(dataset: Dataset, random: Random): { readonly dataset: Dataset; readonly source: StringColumn } {
  if (dataset.source !== undefined) return { dataset, source: dataset.source };
  const count = 5 + random.below(6);
  const source: StringColumn = {
    kind: "string",
    name: "source",
    codes: Int32Array.from({ length: dataset.rows }, () => random.below(count)),
    dictionary: Array.from({ length: count }, (_, index) => `source-${index + 1}`),
  };
  return { dataset: { ...dataset, source }, source };
}

/** One source gives a part of its rows of other labels the label that the attacker wants. */
export function biasSource(plain: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const { dataset, source } = withSources(plain, random);
  const code = random.below(source.dictionary.length);
  const target = drawTarget(label, take, random);
  const own = rowsWhere(dataset.rows, (row) => source.codes[row] === code && label.codes[row] !== target && (label.codes[row] ?? -1) >= 0);
  const rows = sample(own, Math.min(take, own.length), random);
  const draft = new Draft(dataset);
  for (const row of rows) draft.setString(label, row, label.dictionary[target] ?? "");
  return {
    dataset: draft.finish(),
    rows,
    description: `${source.name} ${source.dictionary[code]} labels ${rows.length} rows ${label.dictionary[target]}`,
    source: source.dictionary[code],
  };
}

/** One source reports a third of the numeric columns (at least two) shifted by half to one standard deviation. */
export function shiftSource(plain: Dataset, random: Random): Planted {
  const { dataset, source } = withSources(plain, random);
  const code = random.below(source.dictionary.length);
  const rows = rowsWhere(dataset.rows, (row) => source.codes[row] === code);
  const columns = dataset.features.filter((column): column is NumberColumn => column.kind === "number");
  const moved = random.shuffle([...columns]).slice(0, Math.max(2, Math.ceil(columns.length / 3)));
  const draft = new Draft(dataset);
  for (const column of moved) {
    const shift = (random.unit() < 0.5 ? -1 : 1) * (0.5 + 0.5 * random.unit()) * moments(column.values).deviation;
    const digits = decimals(column.values);
    for (const row of rows) draft.setNumber(column, row, rounded((column.values[row] ?? Number.NaN) + shift, digits));
  }
  return {
    dataset: draft.finish(),
    rows,
    description: `${source.name} ${source.dictionary[code]} reports ${moved.map(({ name }) => name).join(", ")} shifted`,
    source: source.dictionary[code],
  };
}
