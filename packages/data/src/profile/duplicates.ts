import { rowsOf } from "./merge.ts";
import type { PartFacts } from "./scan/scan-parts.ts";

export interface Repeated {
  /** Rows that repeat an earlier one. */
  readonly rows: number;
  readonly compared: number;
  /** Some of these rows, where all rows were compared. */
  readonly first: readonly number[];
}

const SHOWN = 10;

function joined(parts: readonly BigUint64Array[]): BigUint64Array {
  const all = new BigUint64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Counts equal hashes by sorting them; `order` gives back rows when every row has one. */
export function repeatedOf(hashes: readonly BigUint64Array[], whole: boolean): Repeated {
  const sorted = joined(hashes).sort();
  let rows = 0;
  const wanted = new Set<bigint>();
  for (let index = 1; index < sorted.length; index++) {
    if (sorted[index] !== sorted[index - 1]) continue;
    rows++;
    if (wanted.size < SHOWN) wanted.add(sorted[index] ?? 0n);
  }
  const first: number[] = [];
  if (whole && wanted.size > 0) {
    const seen = new Set<bigint>();
    let base = 0;
    for (const part of hashes) {
      for (let index = 0; index < part.length && first.length < SHOWN; index++) {
        const hash = part[index] ?? 0n;
        if (!wanted.has(hash)) continue;
        if (seen.has(hash)) first.push(base + index);
        seen.add(hash);
      }
      base += part.length;
    }
  }
  return { rows, compared: sorted.length, first };
}

export interface Overlap {
  readonly split: string;
  readonly against: string;
  /** Rows of `split` that stand in `against` too. */
  readonly rows: number;
  readonly of: number;
}

/** Rows of one split that stand in another too: what a model was trained on must not judge it. */
export function overlapsOf(parts: readonly PartFacts[]): readonly Overlap[] {
  const bySplit = new Map<string, { hashes: BigUint64Array[]; rows: number }>();
  for (const { part, ranges } of parts) {
    if (part.split === undefined) continue;
    const split = bySplit.get(part.split) ?? { hashes: [], rows: 0 };
    split.hashes.push(...ranges.map(({ hashes }) => hashes));
    split.rows += rowsOf(ranges);
    bySplit.set(part.split, split);
  }
  const order = ["train", "validation", "test"];
  const splits = [...bySplit.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const found: Overlap[] = [];
  for (const [index, against] of splits.entries()) {
    const known = joined(bySplit.get(against)?.hashes ?? []).sort();
    for (const split of splits.slice(index + 1)) {
      const own = joined(bySplit.get(split)?.hashes ?? []).sort();
      let at = 0;
      let rows = 0;
      for (const hash of own) {
        while (at < known.length && (known[at] ?? 0n) < hash) at++;
        if (at < known.length && known[at] === hash) rows++;
      }
      if (rows > 0) found.push({ split, against, rows, of: own.length });
    }
  }
  return found;
}
