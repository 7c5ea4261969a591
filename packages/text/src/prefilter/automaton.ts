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
  /** Whether a keyword stands in a stretch of UTF-8, one that `counts` agrees to where given (index and exclusive end). */
  holds(bytes: Uint8Array, start: number, end: number, counts?: (keyword: number, end: number) => boolean): boolean;
  /** The same as `scan` over the first `length` code units of an array. */
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
  return renumbered(dense, width, order, trie.out, classes, keywords);
}

/**
 * Rows lie from the root outwards, so that those a text visits most lie together; those in which a keyword ends come
 * last. They are stored multiplied by the width, so that one step is one addition and one look-up.
 */
function renumbered(
  dense: Int32Array,
  width: number,
  order: readonly number[],
  out: readonly number[][],
  classes: Uint8Array,
  keywords: readonly string[],
): Prefilter {
  const size = out.length;
  const quiet = order.filter((state) => out[state]?.length === 0);
  const loud = order.filter((state) => out[state]?.length !== 0);
  const row = new Uint32Array(size);
  [...quiet, ...loud].forEach((state, index) => {
    row[state] = index * width;
  });
  const table = new Uint32Array(size * width);
  for (let state = 0; state < size; state++) {
    const base = row[state] ?? 0;
    for (let column = 0; column < width; column++) table[base + column] = row[dense[state * width + column] ?? 0] ?? 0;
  }
  const columns = new Uint8Array(0x10000);
  columns.set(classes);
  const longest = keywords.reduce((most, keyword) => Math.max(most, keyword.length), 0);
  const tables = { table, columns, width, firstLoud: quiet.length * width, hits: loud.map((state) => out[state] ?? []), longest };
  const scanUnits = scanner(tables);
  const scanShort = shortScanner(tables);
  return {
    keywords,
    states: size,
    scanUnits,
    holds: (bytes, start, end, counts) => {
      let state = 0;
      for (let i = start; i < end; i++) {
        state = table[state + (columns[bytes[i] as number] as number)] as number;
        if (state < tables.firstLoud) continue;
        const over = tables.hits[(state - tables.firstLoud) / width] ?? [];
        if (counts === undefined || over.some((keyword) => counts(keyword, i + 1))) return true;
      }
      return false;
    },
    scan: (text, onHit) => {
      if (text.length <= SHORT) scanShort(text, onHit);
      else withUnits(text, (units) => scanUnits(units, text.length, onHit));
    },
  };
}

interface Tables {
  readonly table: Uint32Array;
  readonly columns: Uint8Array;
  readonly width: number;
  readonly firstLoud: number;
  readonly hits: readonly (readonly number[])[];
  /** Code units of the longest keyword. */
  readonly longest: number;
}

/** Up to here a text is read as it is: writing its code units down would cost more. */
const SHORT = 256;

function shortScanner({ table, columns, width, firstLoud, hits }: Tables): Prefilter["scan"] {
  return (text, onHit) => {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      state = table[state + (columns[text.charCodeAt(i)] as number)] as number;
      if (state < firstLoud) continue;
      const over = hits[(state - firstLoud) / width] as readonly number[];
      for (let k = 0; k < over.length; k++) onHit(over[k] as number, i + 1);
    }
  };
}

/** From here on a text is read at four places at once: each step waits for the one before it, four of them do not. */
const SHORTEST_PARTED = 768;
/** Code units read before what was found is handed out, so that the memory of it is bounded. */
const BLOCK = 1 << 16;

function scanner({ table, columns, width, firstLoud, hits, longest }: Tables): Prefilter["scanUnits"] {
  /** Where keywords end and in which state, for the four places. */
  const found: readonly [number[], number[], number[], number[]] = [[], [], [], []];
  let busy = false;

  const tell = (state: number, end: number, onHit: KeywordHit): void => {
    const over = hits[(state - firstLoud) / width] as readonly number[];
    for (let k = 0; k < over.length; k++) onHit(over[k] as number, end);
  };

  const plain = (units: Uint16Array, from: number, end: number, start: number, onHit: KeywordHit): number => {
    let state = start;
    for (let i = from; i < end; i++) {
      // Indices are in range by construction; `as number` only undoes noUncheckedIndexedAccess in the hot loop.
      state = table[state + (columns[units[i] as number] as number)] as number;
      if (state >= firstLoud) tell(state, i + 1, onHit);
    }
    return state;
  };

  /** The state behind `at`: no more than the longest keyword before it can matter. */
  const stateAt = (units: Uint16Array, at: number, from: number, start: number): number => {
    const back = Math.max(from, at - longest);
    let state = back === from ? start : 0;
    for (let i = back; i < at; i++) state = table[state + (columns[units[i] as number] as number)] as number;
    return state;
  };

  const parted = (units: Uint16Array, from: number, quarter: number, start: number): number => {
    const [one, two, three, four] = found;
    let a = start;
    let b = stateAt(units, from + quarter, from, start);
    let c = stateAt(units, from + 2 * quarter, from, start);
    let d = stateAt(units, from + 3 * quarter, from, start);
    const end = from + quarter;
    for (let i = from; i < end; i++) {
      a = table[a + (columns[units[i] as number] as number)] as number;
      b = table[b + (columns[units[i + quarter] as number] as number)] as number;
      c = table[c + (columns[units[i + 2 * quarter] as number] as number)] as number;
      d = table[d + (columns[units[i + 3 * quarter] as number] as number)] as number;
      if (a >= firstLoud) one.push(a, i + 1);
      if (b >= firstLoud) two.push(b, i + quarter + 1);
      if (c >= firstLoud) three.push(c, i + 2 * quarter + 1);
      if (d >= firstLoud) four.push(d, i + 3 * quarter + 1);
    }
    return d;
  };

  return (units, length, onHit) => {
    let state = 0;
    let at = 0;
    // Whoever is told may scan in turn: the lists are lent to one at a time.
    const first = !busy;
    busy = true;
    try {
      while (first && length - at >= SHORTEST_PARTED) {
        const quarter = Math.min(BLOCK, length - at) >> 2;
        state = parted(units, at, quarter, state);
        at += quarter * 4;
        for (const list of found) {
          for (let k = 0; k < list.length; k += 2) tell(list[k] as number, list[k + 1] as number, onHit);
          list.length = 0;
        }
      }
    } finally {
      for (const list of found) if (first) list.length = 0;
      if (first) busy = false;
    }
    plain(units, at, length, state, onHit);
  };
}
