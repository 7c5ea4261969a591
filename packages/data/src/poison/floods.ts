import type { Random } from "../statistics/random.ts";
import type { Dataset, StringColumn } from "../table/table.ts";
import { moments } from "./distance.ts";
import { Draft } from "./draft.ts";
import { allRows } from "./outliers.ts";
import type { Planted } from "./poison.ts";
import { drawTarget, selectRows } from "./rows.ts";
import { decimals, rounded } from "./value-trigger.ts";

/**
 * Copies of one to three rows added with one label, spread over the data set; exact, or with small changes. The added
 * rows get new names.
 */
export function plantFlood(dataset: Dataset, label: StringColumn | undefined, take: number, perturbed: boolean, random: Random): Planted {
  const seeds = Int32Array.from({ length: 1 + random.below(3) }, () => random.below(dataset.rows));
  const order = new Int32Array(dataset.rows + take);
  order.set(allRows(dataset));
  for (let copy = 0; copy < take; copy++) order[dataset.rows + copy] = seeds[copy % seeds.length] ?? 0;
  const places = random.shuffle(Int32Array.from(order.keys()));
  const mixed = selectRows(
    dataset,
    places.map((place) => order[place] ?? 0),
  );
  const rows = Int32Array.from([...places.entries()].filter(([, place]) => place >= dataset.rows).map(([row]) => row));
  const draft = new Draft(mixed);
  const to = label === undefined ? "" : (label.dictionary[drawTarget(label, 0, random)] ?? "");
  for (const row of rows) {
    if (mixed.label !== undefined) draft.setString(mixed.label, row, to);
    if (perturbed) perturb(draft, mixed, row, random);
  }
  const planted = draft.finish();
  const added = new Set(rows);
  const numbered = dataset.ids.every((id, row) => id === String(row));
  const ids = planted.ids.map((id, row) => (numbered ? String(row) : added.has(row) ? `${id}-${row}` : id));
  return {
    dataset: { ...planted, ids },
    rows,
    description: `${take} ${perturbed ? "near-" : ""}copies of ${seeds.length} rows labelled ${to}`,
  };
}

function perturb(draft: Draft, dataset: Dataset, row: number, random: Random): void {
  for (const column of dataset.features) {
    if (column.kind === "number") {
      const value = column.values[row] ?? Number.NaN;
      const moved = value + 0.03 * random.normal() * moments(column.values).deviation;
      if (Number.isFinite(value)) draft.setNumber(column, row, rounded(moved, decimals(column.values)));
    } else if (random.unit() < 0.03) draft.copyCell(column, row, random.below(dataset.rows));
  }
  for (const column of dataset.text ?? []) {
    const words = (column.dictionary[column.codes[row] ?? -1] ?? "").split(" ");
    for (let change = 0; change <= words.length / 20; change++) {
      if (random.unit() < 0.5) words.splice(random.below(words.length), 1);
      else words.splice(random.below(words.length), 0, words[random.below(words.length)] ?? "so");
    }
    draft.setString(column, row, words.join(" "));
  }
  const { images } = dataset;
  if (images === undefined) return;
  const size = images.width * images.height * images.channels;
  const pixels = draft.pixels(images);
  for (let index = row * size; index < (row + 1) * size; index++)
    pixels[index] = Math.max(0, Math.min(255, (pixels[index] ?? 0) + Math.round(4 * random.normal())));
}
