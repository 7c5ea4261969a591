import type { SearchContext } from "./context.ts";
import type { Item } from "./evidence.ts";

/** An item that can be half of a pair; two items of one place (a column) make no pair. */
export interface PairItem extends Item {
  readonly place: number;
}

export interface Pair extends Item {
  readonly halves: readonly [Item, Item];
}

export interface PairSearch {
  readonly items: readonly Pair[];
  /** Pairs that were counted, over all labels. */
  readonly searched: number;
}

/** Pairs of a label that are looked at closely. */
const KEPT = 150;
/** Items of one row that are paired; the rarest are taken. */
const PER_ROW = 64;

/**
 * Pairs of items that stand together among rows whose label the rest of them does not explain (fewer than even odds once
 * the two parts that speak most for it are left out), ranked by how far their count there exceeds chance.
 */
export function pairItems(context: SearchContext, items: readonly PairItem[]): PairSearch {
  const itemsOf: number[][] = Array.from({ length: context.rows }, () => []);
  for (const [index, item] of items.entries()) for (const row of item.carriers) itemsOf[row]?.push(index);
  for (const own of itemsOf)
    if (own.length > PER_ROW) {
      own.sort((left, right) => (items[left]?.carriers.length ?? 0) - (items[right]?.carriers.length ?? 0) || left - right);
      own.length = PER_ROW;
      own.sort((left, right) => left - right);
    }
  const misfits = misfitRows(context);
  const found = new Map<string, Pair>();
  const fewest = Math.max(5, Math.ceil(0.6 * context.fewest));
  let searched = 0;
  for (const rows of misfits) {
    const counts = countPairs(itemsOf, rows, items);
    searched += counts.searched;
    const ranked: { readonly key: number; readonly surprise: number }[] = [];
    for (const { key, count } of counts.found) {
      if (count < fewest) continue;
      const [first, second] = [items[Math.floor(key / items.length)], items[key % items.length]];
      const together = (rows.length * (first?.carriers.length ?? 0) * (second?.carriers.length ?? 0)) / context.rows ** 2;
      ranked.push({ key, surprise: count * Math.log(count / Math.max(together, 0.05)) - count });
    }
    ranked.sort((left, right) => right.surprise - left.surprise || left.key - right.key);
    for (const { key } of ranked.slice(0, KEPT)) {
      const [first, second] = [items[Math.floor(key / items.length)], items[key % items.length]];
      if (first === undefined || second === undefined) continue;
      const pair = conjunction(first, second);
      const fits = pair.carriers.length >= context.fewest && pair.carriers.length <= context.most;
      if (fits) found.set(pair.description, { ...pair, halves: [first, second] });
    }
  }
  return { items: [...found.values()], searched };
}

/** Both items at once. */
export function conjunction(first: Item, second: Item): Item {
  const other = new Set(second.carriers);
  return {
    description: `${first.description} and ${second.description}`,
    where: { ...first.where, ...second.where },
    carriers: first.carriers.filter((row) => other.has(row)),
    features: Int32Array.from(new Set([...first.features, ...second.features])),
  };
}

/**
 * How many of the rows carry each two items of different places: key (first · items + second) and count, for the pairs that
 * occur. One item after the other, so that counts stay in one short array.
 */
function countPairs(itemsOf: readonly (readonly number[])[], rows: readonly number[], items: readonly PairItem[]): PairCounts {
  const places = Int32Array.from(items, ({ place }) => place);
  const starts = new Int32Array(items.length + 1);
  for (const row of rows) for (const item of itemsOf[row] ?? []) starts[item + 1] = (starts[item + 1] as number) + 1;
  for (let item = 0; item < items.length; item++) starts[item + 1] = (starts[item + 1] as number) + (starts[item] as number);
  const next = starts.slice();
  const total = starts[items.length] as number;
  // Of each item: the rows that carry it, and where it stands among the items of that row.
  const [rowsOf, placesOf] = [new Int32Array(total), new Int32Array(total)];
  for (const row of rows)
    for (const [position, item] of (itemsOf[row] ?? []).entries()) {
      const at = next[item] as number;
      next[item] = at + 1;
      rowsOf[at] = row;
      placesOf[at] = position;
    }
  const counts = new Int32Array(items.length);
  const touched = new Int32Array(items.length);
  const found: { key: number; count: number }[] = [];
  let searched = 0;
  for (let first = 0; first < items.length; first++) {
    let used = 0;
    for (let at = starts[first] as number; at < (starts[first + 1] as number); at++) {
      const own = itemsOf[rowsOf[at] as number] ?? [];
      for (let position = (placesOf[at] as number) + 1; position < own.length; position++) {
        const second = own[position] as number;
        if (places[first] === places[second]) continue;
        if (counts[second] === 0) touched[used++] = second;
        counts[second] = (counts[second] as number) + 1;
      }
    }
    searched += used;
    for (let index = 0; index < used; index++) {
      const second = touched[index] as number;
      if ((counts[second] as number) > 1) found.push({ key: first * items.length + second, count: counts[second] as number });
      counts[second] = 0;
    }
  }
  return { found, searched };
}

interface PairCounts {
  /** Pairs that more than one row carries. */
  readonly found: readonly { readonly key: number; readonly count: number }[];
  /** Pairs that any row carries. */
  readonly searched: number;
}

/** By label: its rows whose margin for it is negative once the two parts that speak most for it are left out. */
function misfitRows({ rows, classes, labels, model }: SearchContext): readonly (readonly number[])[] {
  const { starts, indices, values, parts, means } = model.features;
  const partOf = new Int32Array(model.features.features);
  for (const [part, features] of [...parts.values()].entries()) for (const feature of features) partOf[feature] = part;
  const spoken = new Float64Array(parts.size);
  const misfits: number[][] = Array.from({ length: classes }, () => []);
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    let other = -1;
    for (let k = 0; k < classes; k++)
      if (k !== label && (other < 0 || (model.logits[row * classes + k] ?? 0) > (model.logits[row * classes + other] ?? 0))) other = k;
    const { weights } = model.model(row);
    const own = indices.subarray(starts[row] ?? 0, starts[row + 1] ?? 0);
    for (const [position, feature] of own.entries()) {
      const value = (values[(starts[row] ?? 0) + position] ?? 0) - (means[feature] ?? 0);
      const part = partOf[feature] ?? 0;
      spoken[part] = (spoken[part] ?? 0) + value * ((weights[feature * classes + label] ?? 0) - (weights[feature * classes + other] ?? 0));
    }
    let [first, second] = [0, 0];
    for (const feature of own) {
      const part = partOf[feature] ?? 0;
      const value = spoken[part] ?? 0;
      spoken[part] = 0;
      if (value > first) [first, second] = [value, first];
      else if (value > second) second = value;
    }
    const margin = (model.logits[row * classes + label] ?? 0) - (model.logits[row * classes + other] ?? 0);
    if (margin - first - second < 0) misfits[label]?.push(row);
  }
  return misfits;
}
