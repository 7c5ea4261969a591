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
    searched += counts.size;
    const ranked: { readonly key: number; readonly surprise: number }[] = [];
    for (const [key, count] of counts) {
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

function countPairs(itemsOf: readonly (readonly number[])[], rows: readonly number[], items: readonly PairItem[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const own = itemsOf[row] ?? [];
    for (let a = 0; a < own.length; a++)
      for (let b = a + 1; b < own.length; b++) {
        const [first, second] = [own[a] ?? 0, own[b] ?? 0];
        if (items[first]?.place === items[second]?.place) continue;
        const key = first * items.length + second;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }
  return counts;
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
