import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";
import { drawTarget, rowsWhere, sample } from "./rows.ts";

const MONTH = 30 * 86_400;
const START = Date.UTC(2026, 0, 1) / 1000;
/** Share of the rows of other labels in the stretch that are changed. */
const CHANGED = 0.6;

/** The time column, or a new one that spreads the rows over a month at random. */
function withTimes(dataset: Dataset, random: Random): { readonly dataset: Dataset; readonly values: Float64Array } {
  if (dataset.time !== undefined) return { dataset, values: dataset.time.values };
  const values = Float64Array.from({ length: dataset.rows }, () => START + Math.floor(MONTH * random.unit()));
  return { dataset: { ...dataset, time: { kind: "time", name: "time", values } }, values };
}

/** Within one stretch of time most rows of other labels get the label that the attacker wants. */
export function flipBurst(plain: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const { dataset, values } = withTimes(plain, random);
  const target = drawTarget(label, take, random);
  const order = rowsWhere(dataset.rows, (row) => Number.isFinite(values[row] ?? Number.NaN)).sort(
    (left, right) => (values[left] ?? 0) - (values[right] ?? 0) || left - right,
  );
  const others = order.filter((row) => label.codes[row] !== target && (label.codes[row] ?? -1) >= 0);
  const length = Math.min(others.length, Math.ceil(take / CHANGED));
  const from = random.below(others.length - length + 1);
  const rows = sample(others.slice(from, from + length), Math.min(take, length), random);
  const draft = new Draft(dataset);
  for (const row of rows) draft.setString(label, row, label.dictionary[target] ?? "");
  return {
    dataset: draft.finish(),
    rows,
    description: `${rows.length} rows of one stretch of time labelled ${label.dictionary[target]}`,
  };
}
