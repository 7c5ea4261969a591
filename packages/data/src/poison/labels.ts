import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { nearestRows } from "./distance.ts";
import { Draft } from "./draft.ts";
import type { Planted } from "./poison.ts";
import { countCodes, drawTarget, rowsWhere, sample } from "./rows.ts";

/** Labels of random rows changed to another label, evenly drawn. */
export function flipLabels(dataset: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const codes = [...countCodes(label).entries()].filter(([, count]) => count > 0).map(([code]) => code);
  const rows = sample(
    rowsWhere(dataset.rows, (row) => (label.codes[row] ?? -1) >= 0),
    take,
    random,
  );
  const draft = new Draft(dataset);
  for (const row of rows) {
    const others = codes.filter((code) => code !== label.codes[row]);
    const drawn = others[random.below(others.length)];
    if (drawn !== undefined) draft.setString(label, row, label.dictionary[drawn] ?? "");
  }
  return { dataset: draft.finish(), rows, description: `${rows.length} labels changed at random` };
}

/** Labels of random rows of one class changed to one other class. */
export function flipTargeted(dataset: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const { from, to, candidates } = drawPair(dataset, label, take, random);
  const rows = sample(candidates, Math.min(take, candidates.length >> 1), random);
  return relabel(dataset, label, rows, to, `${rows.length} rows of ${name(label, from)} labelled ${name(label, to)}`);
}

/** Labels of neighbouring rows of one class changed to one other class: a coherent region of the feature space. */
export function flipRegion(dataset: Dataset, label: StringColumn, take: number, random: Random): Planted {
  const { from, to, candidates } = drawPair(dataset, label, take, random);
  const centre = candidates[random.below(candidates.length)] ?? 0;
  const rows = nearestRows(dataset, centre, candidates).slice(0, Math.min(take, candidates.length >> 1));
  return relabel(
    dataset,
    label,
    rows,
    to,
    `${rows.length} neighbours of row ${centre} of ${name(label, from)} labelled ${name(label, to)}`,
  );
}

function drawPair(
  dataset: Dataset,
  label: StringColumn,
  take: number,
  random: Random,
): { from: number; to: number; candidates: Int32Array } {
  const to = drawTarget(label, take, random);
  const counts = countCodes(label);
  const others = [...counts.keys()].filter((code) => code !== to && (counts[code] ?? 0) > 0);
  const large = others.filter((code) => (counts[code] ?? 0) >= 2 * take);
  const commonest = others.toSorted((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0))[0] ?? to;
  const from = large.length > 0 ? (large[random.below(large.length)] ?? to) : commonest;
  return { from, to, candidates: rowsWhere(dataset.rows, (row) => label.codes[row] === from) };
}

export function relabel(dataset: Dataset, label: StringColumn, rows: Int32Array, to: number, description: string): Planted {
  const draft = new Draft(dataset);
  for (const row of rows) draft.setString(label, row, name(label, to));
  return { dataset: draft.finish(), rows, description };
}

export function name(label: StringColumn, code: number): string {
  return label.dictionary[code] ?? "";
}
