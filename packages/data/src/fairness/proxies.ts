import { benjaminiHochberg, chiSquareSurvival } from "../drift/significance.ts";
import type { Random } from "../statistics/random.ts";
import type { Column } from "../table/table.ts";
import type { Proxy } from "./document.ts";
import type { Grouping } from "./groups.ts";

const BINS = 16;
const CATEGORIES = 100;
const SHUFFLES = 199;
const MOST_ROWS = 20_000;
/** Less is no stand-in for the group. */
const NOTABLE = 0.05;
const LEVEL = 0.01;

/** Codes of at most 16 quantile bins or 100 categories; what is missing is a bin of its own. */
function coded(column: Column, rows: Int32Array): Int32Array {
  if (column.kind === "string") {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(column.codes[row] ?? -1, (counts.get(column.codes[row] ?? -1) ?? 0) + 1);
    const places = new Map(
      [...counts]
        .sort((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, CATEGORIES)
        .map(([code], place) => [code, place] as const),
    );
    return Int32Array.from(rows, (row) => places.get(column.codes[row] ?? -1) ?? CATEGORIES);
  }
  const sorted = Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / BINS)] ?? 0))];
  return Int32Array.from(rows, (row) => {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? edges.length + 1 : edges.filter((edge) => value >= edge).length;
  });
}

function information(feature: Int32Array, group: Int32Array, widths: readonly [number, number], cells: Float64Array): number {
  cells.fill(0);
  for (let row = 0; row < feature.length; row++) {
    const cell = (feature[row] ?? 0) * widths[1] + (group[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const [a, b] = [new Float64Array(widths[0]), new Float64Array(widths[1])];
  for (const [cell, count] of cells.entries()) {
    const [i, j] = [Math.floor(cell / widths[1]), cell % widths[1]];
    a[i] = (a[i] ?? 0) + count;
    b[j] = (b[j] ?? 0) + count;
  }
  let sum = 0;
  for (const [cell, count] of cells.entries())
    if (count > 0)
      sum += count * Math.log((count * feature.length) / ((a[Math.floor(cell / widths[1])] ?? 1) * (b[cell % widths[1]] ?? 1)));
  return sum / feature.length;
}

/** Chance information is near a chi-square variable (the G-test): scaled to the mean of the shuffles, it gives the far tail. */
function tailOf(share: number, mean: number, freedom: number): number {
  return mean <= 0 ? 1 : chiSquareSurvival((share / mean) * freedom, freedom);
}

/**
 * Which columns stand for the group: mutual information with it, as a share of the group's entropy, against the same after
 * the group was shuffled. Identifiers, with a value for nearly every row, are left out and named in `notes`.
 */
export function proxiesOf(columns: readonly Column[], grouping: Grouping, random: Random, notes: string[]): Proxy[] {
  const all = Int32Array.from(grouping.codes, (_, row) => row).filter((row) => (grouping.codes[row] ?? -1) >= 0);
  const rows = all.length <= MOST_ROWS ? all : random.shuffle(all).slice(0, MOST_ROWS).sort();
  if (rows.length < all.length) notes.push(`Proxies were sought in ${rows.length} of ${all.length} rows, drawn at random.`);
  const group = Int32Array.from(rows, (row) => grouping.codes[row] ?? 0);
  const shares = grouping.names.map((_, code) => group.filter((own) => own === code).length / group.length);
  const entropy = -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
  if (entropy <= 0) return [];
  const usable = columns.filter((column) => {
    if (column.kind !== "string" || column.dictionary.length <= rows.length / 3) return true;
    notes.push(`${column.name} has a value of its own for most rows: it was not tested as a proxy.`);
    return false;
  });
  const features = usable.map((column) => {
    const codes = coded(column, rows);
    const widths = [codes.reduce((most, code) => Math.max(most, code), 0) + 1, grouping.names.length] as const;
    return { name: column.name, codes, widths, cells: new Float64Array(widths[0] * widths[1]), chance: new Float64Array(SHUFFLES) };
  });
  const shuffled = group.slice();
  for (let time = 0; time < SHUFFLES; time++) {
    random.shuffle(shuffled);
    for (const { codes, widths, cells, chance } of features) chance[time] = information(codes, shuffled, widths, cells) / entropy;
  }
  const found = features.map(({ name, codes, widths, cells, chance }) => {
    const share = information(codes, group, widths, cells) / entropy;
    const mean = chance.reduce((sum, value) => sum + value, 0) / SHUFFLES;
    const sorted = chance.slice().sort();
    return {
      column: name,
      group: grouping.columns.join(" · "),
      information: share - mean,
      threshold: (sorted[Math.ceil(0.95 * SHUFFLES) - 1] ?? 0) - mean,
      p: tailOf(share, mean, (widths[0] - 1) * (widths[1] - 1)),
    };
  });
  const adjusted = benjaminiHochberg(found.map(({ p }) => p));
  return found
    .map((proxy, at) => ({ ...proxy, finding: (adjusted[at] ?? 1) <= LEVEL && proxy.information >= NOTABLE }))
    .sort((a, b) => b.information - a.information || (a.column < b.column ? -1 : 1));
}
