import { TextError } from "../errors.ts";
import { withUnits } from "../units.ts";

/** Receives one occurrence: index into the keyword list and the exclusive end offset (UTF-16 code units). */
export type KeywordHit = (keyword: number, end: number) => void;

/** Finds every occurrence of every keyword in one pass. */
export interface Prefilter {
  readonly keywords: readonly string[];
  /** Number of automaton states. */
  readonly states: number;
  /** Calls `onHit` in order of end offset, longer keywords first; ASCII letters match in either case. */
  scan(text: string, onHit: KeywordHit): void;
  /** The same over the first `length` code units of an array. */
  scanUnits(units: Uint16Array, length: number, onHit: KeywordHit): void;
}

interface Trie {
  readonly next: Map<number, number>[];
  readonly out: number[][];
}

/**
 * Builds an Aho–Corasick automaton (A. V. Aho, M. J. Corasick, CACM 18(6), 1975) as a dense
 * table: one row per state, one column per class of character. Keywords are folded to ASCII
 * lower case; a character in no keyword falls into class 0. Scanning is one table look-up per
 * code unit whatever the text holds.
 * @throws TextError `keyword-invalid` for an empty or non-ASCII keyword.
 */
export function createPrefilter(keywords: readonly string[]): Prefilter {
  const folded = keywords.map(checkedKeyword);
  const classes = classTable(folded);
  const trie = buildTrie(folded, classes);
  return compile(trie, classes, keywords);
}

function checkedKeyword(keyword: string): string {
  if (!/^[\x01-\x7f]+$/.test(keyword)) {
    throw new TextError("keyword-invalid", `Keyword ${JSON.stringify(keyword)} is empty or not ASCII; give its ASCII part.`);
  }
  return keyword.toLowerCase();
}

function classTable(folded: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  let count = 0;
  for (const code of new Set([...folded.join("")].map((c) => c.charCodeAt(0)))) {
    classes[code] = ++count;
    if (code >= 97 && code <= 122) classes[code - 32] = count;
  }
  return classes;
}

function buildTrie(folded: readonly string[], classes: Uint8Array): Trie {
  const next: Map<number, number>[] = [new Map()];
  const out: number[][] = [[]];
  folded.forEach((keyword, index) => {
    let state = 0;
    for (let i = 0; i < keyword.length; i++) {
      const row = rowOf(next, state);
      const column = classes[keyword.charCodeAt(i)] ?? 0;
      const target = row.get(column) ?? next.length;
      if (target === next.length) {
        row.set(column, target);
        next.push(new Map());
        out.push([]);
      }
      state = target;
    }
    out[state]?.push(index);
  });
  return { next, out };
}

function rowOf(rows: readonly Map<number, number>[], state: number): Map<number, number> {
  return rows[state] ?? new Map();
}

/** Breadth-first: failure links become plain transitions, accepting states get the highest numbers. */
function compile(trie: Trie, classes: Uint8Array, keywords: readonly string[]): Prefilter {
  const size = trie.next.length;
  const width = Math.max(...classes) + 1;
  const dense = new Int32Array(size * width);
  const fail = new Int32Array(size);
  const order = [0];
  for (let head = 0; head < order.length; head++) {
    const state = order[head] ?? 0;
    const fallback = fail[state] ?? 0;
    const row = rowOf(trie.next, state);
    for (let column = 0; column < width; column++) {
      const inherited = state === 0 ? 0 : (dense[fallback * width + column] ?? 0);
      const child = row.get(column);
      dense[state * width + column] = child ?? inherited;
      if (child === undefined) continue;
      fail[child] = inherited;
      trie.out[child]?.push(...(trie.out[inherited] ?? []));
      order.push(child);
    }
  }
  return renumbered(dense, width, trie.out, classes, keywords);
}

/** Rows are stored multiplied by the width, so that one step is one addition and one look-up. */
function renumbered(
  dense: Int32Array,
  width: number,
  out: readonly number[][],
  classes: Uint8Array,
  keywords: readonly string[],
): Prefilter {
  const size = out.length;
  const quiet = out.flatMap((hits, state) => (hits.length === 0 ? [state] : []));
  const loud = out.flatMap((hits, state) => (hits.length > 0 ? [state] : []));
  const row = new Uint32Array(size);
  [...quiet, ...loud].forEach((state, index) => {
    row[state] = index * width;
  });
  const table = new Uint32Array(size * width);
  for (let state = 0; state < size; state++) {
    const base = row[state] ?? 0;
    for (let column = 0; column < width; column++) table[base + column] = row[dense[state * width + column] ?? 0] ?? 0;
  }
  const hits = loud.map((state) => out[state] ?? []);
  const columns = new Uint8Array(0x10000);
  columns.set(classes);
  const scanUnits = scanner({ table, columns, width, firstLoud: quiet.length * width, hits });
  return { keywords, states: size, scanUnits, scan: (text, onHit) => withUnits(text, (units) => scanUnits(units, text.length, onHit)) };
}

interface Tables {
  readonly table: Uint32Array;
  readonly columns: Uint8Array;
  readonly width: number;
  readonly firstLoud: number;
  readonly hits: readonly (readonly number[])[];
}

function scanner({ table, columns, width, firstLoud, hits }: Tables): Prefilter["scanUnits"] {
  return (units, end, onHit) => {
    let state = 0;
    for (let i = 0; i < end; i++) {
      // Indices are in range by construction; `as number` only undoes noUncheckedIndexedAccess in the hot loop.
      state = table[state + (columns[units[i] as number] as number)] as number;
      if (state < firstLoud) continue;
      const found = hits[(state - firstLoud) / width] as readonly number[];
      for (let k = 0; k < found.length; k++) onHit(found[k] as number, i + 1);
    }
  };
}
