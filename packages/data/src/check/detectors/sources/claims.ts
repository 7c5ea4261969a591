import { measured } from "../../../models/encode-columns.ts";
import type { Column, Dataset, StringColumn } from "../../../table/table.ts";

/** Facts with fewer sources have no majority. */
const SOURCES = 3;
/** Numbers closer than this many deviations of their column are the same. */
const SAME = 0.01;
const ROUNDS = 6;
/** Ways of being wrong, where sources are wrong independently (Dong, Berti-Equille, Srivastava 2009). */
const WRONG_VALUES = 10;
/** Claims that are compared at most. */
const CLAIMS = 4_000_000;

/** What one row says of one column of one thing. */
export interface Claim {
  readonly row: number;
  readonly source: number;
  /** The thing and the column. */
  readonly fact: number;
  /** Number of the value among those of the fact. */
  readonly value: number;
}

export interface Consensus {
  readonly claims: readonly Claim[];
  /** For each fact the number of the value taken as true. */
  readonly truths: Int32Array;
  /** Accuracy of each source, 0 to 1. */
  readonly accuracies: Float64Array;
  readonly things: number;
  /** Things beyond what is compared. */
  readonly left: number;
}

/** Claims on things that at least three sources give, known by the same id. */
function gatherClaims(
  { ids, features, label }: Dataset,
  source: StringColumn,
  own: number,
): { claims: Claim[]; facts: number; things: number; left: number } {
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < own; row++) {
    if ((source.codes[row] ?? -1) < 0) continue;
    const known = rowsOf.get(ids[row] ?? "");
    if (known === undefined) rowsOf.set(ids[row] ?? "", [row]);
    else known.push(row);
  }
  const columns = label === undefined ? features : [...features, label];
  const widths = columns.map((column) => (column.kind === "string" ? 0 : SAME * measured(column).deviation));
  const claims: Claim[] = [];
  let [facts, things, left] = [0, 0, 0];
  for (const rows of rowsOf.values()) {
    if (new Set(rows.map((row) => source.codes[row])).size < SOURCES) continue;
    if (claims.length > CLAIMS) {
      left++;
      continue;
    }
    things++;
    for (const [position, column] of columns.entries()) {
      const seen: number[] = [];
      for (const row of rows) {
        const value = valueOf(column, row);
        if (Number.isNaN(value) || value === -1) continue;
        let place = seen.findIndex((known) => Math.abs(known - value) <= (widths[position] ?? 0));
        if (place < 0) place = seen.push(value) - 1;
        claims.push({ row, source: source.codes[row] ?? 0, fact: facts, value: place });
      }
      facts++;
    }
  }
  return { claims, facts, things, left };
}

function valueOf(column: Column, row: number): number {
  return (column.kind === "string" ? column.codes[row] : column.values[row]) ?? Number.NaN;
}

/**
 * The truth of each fact and the accuracy of each source, each from the other in turns (Dawid and Skene 1979 with one
 * accuracy a source; votes weigh log(10·a / (1 − a)), Dong and others 2009).
 */
export function consensusOf(dataset: Dataset, source: StringColumn, own: number): Consensus {
  const { claims, facts, things, left } = gatherClaims(dataset, source, own);
  const accuracies = new Float64Array(source.dictionary.length).fill(0.8);
  const truths = new Int32Array(facts);
  for (let round = 0; round < ROUNDS; round++) {
    for (let from = 0; from < claims.length; ) {
      const fact = claims[from]?.fact ?? 0;
      const votes: number[] = [];
      let to = from;
      for (; claims[to]?.fact === fact; to++) {
        const { source: by, value } = claims[to] ?? { source: 0, value: 0 };
        const accuracy = accuracies[by] ?? 0.8;
        votes[value] = (votes[value] ?? 0) + Math.max(0, Math.log((WRONG_VALUES * accuracy) / (1 - accuracy)));
      }
      truths[fact] = votes.reduce((best, vote, value) => (vote > (votes[best] ?? 0) ? value : best), 0);
      from = to;
    }
    const [right, all] = [new Float64Array(accuracies.length), new Float64Array(accuracies.length)];
    for (const { source: by, fact, value } of claims) {
      all[by] = (all[by] ?? 0) + 1;
      if (truths[fact] === value) right[by] = (right[by] ?? 0) + 1;
    }
    for (let by = 0; by < accuracies.length; by++) accuracies[by] = ((right[by] ?? 0) + 4) / ((all[by] ?? 0) + 5);
  }
  return { claims, truths, accuracies, things, left };
}

/** Things that a row says against the consensus, and all that it says; by row. */
export function rowErrors({ claims, truths }: Consensus, rows: number): { readonly wrong: Int32Array; readonly said: Int32Array } {
  const [wrong, said] = [new Int32Array(rows), new Int32Array(rows)];
  for (const { row, fact, value } of claims) {
    said[row] = (said[row] ?? 0) + 1;
    if (truths[fact] !== value) wrong[row] = (wrong[row] ?? 0) + 1;
  }
  return { wrong, said };
}

export interface SharedErrors {
  readonly left: number;
  readonly right: number;
  /** Wrong values that both give alike, and how many both could have. */
  readonly shared: number;
  readonly facts: number;
  readonly rows: readonly number[];
}

/** For each two sources the wrong values that they have in common. */
export function sharedErrors({ claims, truths }: Consensus, sources: number): readonly SharedErrors[] {
  const pairs = new Map<number, { shared: number; facts: number; rows: number[] }>();
  for (let from = 0; from < claims.length; ) {
    const fact = claims[from]?.fact ?? 0;
    let to = from;
    while (claims[to]?.fact === fact) to++;
    const said = claims.slice(from, to);
    for (const [index, one] of said.entries())
      for (const other of said.slice(index + 1)) {
        if (one.source === other.source) continue;
        const key = Math.min(one.source, other.source) * sources + Math.max(one.source, other.source);
        const pair = pairs.get(key) ?? { shared: 0, facts: 0, rows: [] };
        pair.facts++;
        if (one.value === other.value && truths[fact] !== one.value) {
          pair.shared++;
          pair.rows.push(one.row, other.row);
        }
        pairs.set(key, pair);
      }
    from = to;
  }
  return [...pairs].map(([key, pair]) => ({ left: Math.floor(key / sources), right: key % sources, ...pair }));
}
