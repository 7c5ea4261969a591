import { DIGITS, LETTERS, symbolBits } from "./symbols.ts";

/** One place of a form where a character stands. */
export interface Position {
  /** Classes of characters that fit, as bits. */
  readonly fits: number;
  /** Positions that may come next. */
  readonly follow: Set<number>;
}

/** A piece of a form: the positions it can begin and end with. */
interface Piece {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
}

const NOTHING: Piece = { first: [], last: [], empty: true };

/**
 * Reads the source of a regular expression into positions (V. M. Glushkov, The abstract theory of automata, 1961).
 * It takes what the catalogue uses: characters, `\d` and escaped marks, classes, `(?:…|…)` and bounded repeats. Adds to
 * `positions` and says where a match begins and ends.
 * @throws RangeError for anything else
 */
export function readPositions(source: string, ignoreCase: boolean, positions: Position[]): Piece {
  let at = 0;
  const fail = (): never => {
    throw new RangeError(`The form ${source} holds ${JSON.stringify(source.slice(at, at + 8))}, which has no positions: write it without.`);
  };
  const bitsOf = (characters: string): number => {
    const bits = symbolBits(characters);
    return ignoreCase && (bits & LETTERS) !== 0 ? bits | LETTERS : bits;
  };
  const single = (fits: number): Piece => {
    positions.push({ fits, follow: new Set() });
    const own = [positions.length - 1];
    return { first: own, last: own, empty: false };
  };
  const joined = (a: Piece, b: Piece): Piece => {
    for (const one of a.last) for (const next of b.first) positions[one]?.follow.add(next);
    return {
      first: a.empty ? [...a.first, ...b.first] : a.first,
      last: b.empty ? [...a.last, ...b.last] : b.last,
      empty: a.empty && b.empty,
    };
  };
  const choice = (): Piece => {
    let piece = sequence();
    while (source[at] === "|") {
      at++;
      const other = sequence();
      piece = { first: [...piece.first, ...other.first], last: [...piece.last, ...other.last], empty: piece.empty || other.empty };
    }
    return piece;
  };
  const sequence = (): Piece => {
    let piece = NOTHING;
    while (at < source.length && source[at] !== "|" && source[at] !== ")") piece = joined(piece, repeated());
    return piece;
  };
  const repeated = (): Piece => {
    const from = at;
    let piece = atom();
    const until = at;
    const { least, most } = bounds();
    const behind = at;
    // Each repeat is a copy with positions of its own.
    const copy = (): Piece => {
      at = from;
      const again = atom();
      at = until;
      return again;
    };
    let whole = least === 0 ? { ...piece, empty: true } : piece;
    for (let i = 1; i < most; i++) {
      piece = copy();
      whole = joined(whole, i < least ? piece : { ...piece, empty: true });
    }
    at = behind;
    return whole;
  };
  const bounds = (): { least: number; most: number } => {
    if (source[at] === "?") {
      at++;
      return { least: 0, most: 1 };
    }
    if (source[at] !== "{") return { least: 1, most: 1 };
    const match = /^\{(\d+)(?:,(\d+))?\}/.exec(source.slice(at)) ?? fail();
    at += match[0].length;
    return { least: Number(match[1]), most: Number(match[2] ?? match[1]) };
  };
  const atom = (): Piece => {
    const character = source[at] ?? fail();
    if (character === "(") {
      if (!source.startsWith("(?:", at)) return fail();
      at += 3;
      const piece = choice();
      if (source[at] !== ")") return fail();
      at++;
      return piece;
    }
    if (character === "[") return single(set());
    if (character === "\\") return single(escaped());
    if ("*+?^$.{}]".includes(character)) return fail();
    at++;
    return single(bitsOf(character));
  };
  const escaped = (): number => {
    const character = source[at + 1] ?? "";
    at += 2;
    if (character === "d") return DIGITS;
    if (/[A-Za-z0-9]/.test(character)) return fail();
    return bitsOf(character);
  };
  const set = (): number => {
    at++;
    if (source[at] === "^") return fail();
    let bits = 0;
    while (source[at] !== "]") {
      const from = source[at] ?? fail();
      if (from === "\\") {
        bits |= escaped();
        continue;
      }
      // A range of letters stays within one class; one of digits that begins with 0 has it and the others.
      if (source[at + 1] === "-" && source[at + 2] !== "]") at += 2;
      bits |= bitsOf(from) | bitsOf(source[at] ?? fail());
      at++;
    }
    at++;
    return bits;
  };
  const piece = choice();
  return at === source.length ? piece : fail();
}
