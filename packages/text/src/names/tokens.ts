/** Tokens of a text as parallel columns; offsets in UTF-16 code units, `ends` exclusive. */
export interface Tokens {
  count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const SPACE = 0;
const WORD = 1;
const DIGIT = 2;
const JOINER = 3;
const TECHNICAL = 4;
const BREAK = 5;
const OTHER = 6;

const kinds = new Uint8Array(0x10000).fill(OTHER);
for (let code = 0; code < 0x10000; code++) {
  const character = String.fromCharCode(code);
  if (code === 10) kinds[code] = BREAK;
  else if (/[\p{L}\p{M}]/u.test(character) || (code >= 0xd800 && code <= 0xdfff)) kinds[code] = WORD;
  else if (code >= 48 && code <= 57) kinds[code] = DIGIT;
  else if (character === "'" || character === "’" || character === "-") kinds[code] = JOINER;
  else if (character === "@" || character === "_" || character === "\\") kinds[code] = TECHNICAL;
  else if (/\s/.test(character) || code === 0x200b || code === 0xfeff) kinds[code] = SPACE;
}

const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] as number;

/** Room for the tokens of a text of `length` code units. */
export function tokensFor(length: number): Tokens {
  return { count: 0, starts: new Int32Array(length + 1), ends: new Int32Array(length + 1) };
}

/**
 * Splits `text` from `from` to `to` into words, numbers, single marks and line ends. Apostrophes and hyphens between
 * letters stay inside (O'Neil, Anne-Marie), an English possessive 's is a token of its own. A stretch without
 * spaces that holds `@`, `_`, `\` or `://` (addresses, identifiers, paths) is one token. One pass.
 */
export function tokenize(text: string, from: number, to: number, tokens: Tokens): Tokens {
  const { starts, ends } = tokens;
  let count = 0;
  let i = from;
  while (i < to) {
    const kind = kindAt(text, i);
    if (kind === SPACE) {
      i++;
      continue;
    }
    let end = i + 1;
    if (kind === WORD || kind === DIGIT) end = wordEnd(text, i, to);
    else if (kind === JOINER && i > from && kindAt(text, i - 1) === WORD && isPossessive(text, i, to)) end = i + 2;
    if (kind !== BREAK && kind !== OTHER && kind !== JOINER && (kind === TECHNICAL || isTechnical(text, end, to)))
      end = chunkEnd(text, i, to);
    starts[count] = i;
    ends[count] = end;
    count++;
    i = end;
  }
  tokens.count = count;
  return tokens;
}

function wordEnd(text: string, from: number, to: number): number {
  let i = from + 1;
  while (i < to) {
    const kind = kindAt(text, i);
    if (kind === WORD || kind === DIGIT) i++;
    else if (kind === JOINER && i + 1 < to && kindAt(text, i + 1) === WORD && kindAt(text, i - 1) === WORD && !isPossessive(text, i, to))
      i += 2;
    else break;
  }
  return i;
}

/** `'s` at the end of a word. */
function isPossessive(text: string, at: number, to: number): boolean {
  const next = text.charCodeAt(at + 1) | 32;
  return text.charCodeAt(at) !== 45 && next === 115 && (at + 2 >= to || (kindAt(text, at + 2) !== WORD && kindAt(text, at + 2) !== DIGIT));
}

/** The word goes on as an address or identifier: `@`, `_` or `://` follows, perhaps behind a few dots. */
function isTechnical(text: string, from: number, to: number): boolean {
  const limit = Math.min(to, from + 24);
  for (let i = from; i < limit; i++) {
    const kind = kindAt(text, i);
    if (kind === TECHNICAL) return true;
    if (kind === SPACE || kind === BREAK) return false;
    const code = text.charCodeAt(i);
    if (code === 58) return text.charCodeAt(i + 1) === 47 && text.charCodeAt(i + 2) === 47;
    if (kind === OTHER && code !== 46) return false;
  }
  return false;
}

function chunkEnd(text: string, from: number, to: number): number {
  let i = from + 1;
  while (i < to) {
    const kind = kindAt(text, i);
    if (kind === SPACE || kind === BREAK || (kind === OTHER && /[<>()[\]{}"“”;,]/.test(text.charAt(i)))) break;
    i++;
  }
  return i;
}
