/** A run of digits with what stands between and directly around them; UTF-16 code units. */
export interface Chain {
  start: number;
  end: number;
  digits: number;
  /** Length of the longest run of letters and digits. */
  run: number;
  /** Bits of marks seen (`markBit`). */
  marks: number;
  /** Letters are joined to the digits or stand in a short group before them. */
  letters: boolean;
}

const bits: Readonly<Record<string, number>> = { ".": 1, ":": 2, "/": 4, "-": 8, "+": 16, "(": 32, "<": 64 };

/** The bit of a mark that some forms must hold; 0 for others. */
export function markBit(mark: string): number {
  return bits[mark] ?? 0;
}

const DIGIT = 1;
const UPPER = 2;
const LOWER = 3;
const MARK = 4;
const AT = 5;

const classes = new Uint8Array(0x10000);
for (let code = 48; code <= 57; code++) classes[code] = DIGIT;
for (let code = 65; code <= 90; code++) classes[code] = UPPER;
for (let code = 97; code <= 122; code++) classes[code] = LOWER;
for (const mark of " .:/-+()<*") classes[mark.charCodeAt(0)] = MARK;
classes[0xa0] = MARK;
classes[64] = AT;

const markBits = new Uint8Array(128);
for (const [mark, bit] of Object.entries(bits)) markBits[mark.charCodeAt(0)] = bit;

/** Where the pass stops to look: digits, `@`, colons and points. */
const stops = new Uint8Array(0x10000);
for (let code = 48; code <= 57; code++) stops[code] = 1;
for (const mark of "@:.") stops[mark.charCodeAt(0)] = 1;

/** What stands for digits that were made unreadable, and between them. */
const unreadable = new Uint8Array(0x10000);
for (const mark of "-Xx* ") unreadable[mark.charCodeAt(0)] = 1;

/** Longest stretch of letters that may join two groups of digits. */
const LETTERS = 6;
/** How far a chain reaches back over letters, digits and marks before its first digit. */
const BACK = 24;

/** What to do with what is found, in order of place. */
export interface Triggers {
  /** A chain of digits; the object is used again for the next one. */
  chain(chain: Chain): void;
  /** An `@` that is not the first or last character of a word. */
  at(index: number): void;
  /** `://` or `www.`; the index of `:` or of `.`. */
  address(index: number): void;
}

/**
 * One pass over a text that calls where personal data can stand: at chains of at least `least` digits, at `@` between
 * word characters and at addresses. A chain is digits joined by single marks or spaces, or by up to six letters.
 */
export function findTriggers(units: Uint16Array, length: number, least: number, triggers: Triggers): void {
  const chain: Chain = { start: 0, end: 0, digits: 0, run: 0, marks: 0, letters: false };
  for (let i = 0; i < length; i++) {
    // Every code unit has an entry; `as number` only undoes noUncheckedIndexedAccess in the hot loop.
    if (i + 4 <= length && isQuiet(units, i)) {
      i += 3;
      continue;
    }
    const code = units[i] as number;
    if (stops[code] === 0) continue;
    const kind = classes[code] as number;
    if (kind === DIGIT) {
      readChain(units, length, i, chain);
      if (chain.digits >= least) triggers.chain(chain);
      // An address may begin in the chain's last letters.
      i = lastDigit(units, i, chain.end);
    } else if (kind === AT) {
      if (i > 0 && i + 1 < length) triggers.at(i);
    } else if (code === 58) {
      if (i + 2 < length && units[i + 1] === 47 && units[i + 2] === 47) triggers.address(i);
    } else if (i >= 3 && ((units[i - 1] as number) | 32) === 119 && ((units[i - 2] as number) | 32) === 119) triggers.address(i);
  }
}

/** Nothing stands in four code units: their look-ups do not wait for one another. */
function isQuiet(units: Uint16Array, at: number): boolean {
  return (
    ((stops[units[at] as number] as number) |
      (stops[units[at + 1] as number] as number) |
      (stops[units[at + 2] as number] as number) |
      (stops[units[at + 3] as number] as number)) ===
    0
  );
}

function lastDigit(units: Uint16Array, from: number, end: number): number {
  let i = end - 1;
  while (i > from && classes[units[i] as number] !== DIGIT) i--;
  // Addresses and `@` inside the chain are looked at again.
  for (let k = from; k < i; k++) {
    const code = units[k] as number;
    if (code === 64 || (code === 58 && units[k + 1] === 47)) return Math.max(k - 1, from);
  }
  return i;
}

function readChain(units: Uint16Array, length: number, first: number, chain: Chain): void {
  chain.digits = 0;
  chain.marks = 0;
  chain.run = 0;
  let run = 0;
  let start = first;
  while (start > 0 && first - start < BACK && isWord(units[start - 1] as number)) {
    start--;
    run++;
  }
  chain.letters = run > 0;
  start = groupsBefore(units, start, Math.max(0, first - BACK), chain);
  let end = first;
  let letters = 0;
  let gap = 0;
  for (let i = first; i < length; i++) {
    const code = units[i] as number;
    const kind = classes[code] as number;
    if (kind === DIGIT) {
      chain.digits++;
      run++;
      if (letters > 0) chain.letters = true;
      gap = 0;
      letters = 0;
      end = i + 1;
    } else if (kind === UPPER || kind === LOWER) {
      run++;
      letters++;
      // A long word that is joined to digits may still be an identifier; one that stands apart is a word.
      if (letters > LETTERS && (gap > 0 || letters > 34)) break;
    } else if (kind === MARK) {
      if (run > chain.run) chain.run = run;
      run = 0;
      // " - " and " ) " join groups, " / " and " : " part a date from a time.
      if (code !== 60 && ++gap > 2 && (gap > 3 || (units[i - 1] !== 45 && units[i - 1] !== 41))) break;
      // Groups of an IPv6 address may be letters alone.
      if (code === 58 && letters <= 4) letters = gap = 0;
      chain.marks |= markBits[code & 127] as number;
    } else break;
  }
  if (run > chain.run) chain.run = run;
  chain.start = start;
  if (end < length && isWord(units[end] as number)) chain.letters = true;
  // Behind the last digit: the letters of its word and one short group more.
  chain.end = tailEnd(units, length, end);
}

/** Marks and groups of up to four capitals before the first group: "AB 12", "+49 (0)", "XXX-XX-1234". */
function groupsBefore(units: Uint16Array, from: number, floor: number, chain: Chain): number {
  let start = from;
  for (;;) {
    let at = start;
    while (at > floor && start - at < 8 && classes[units[at - 1] as number] === MARK) at--;
    for (let i = at; i < start; i++) chain.marks |= markBits[(units[i] as number) & 127] as number;
    let group = at;
    while (group > floor && at - group < 5 && (classes[units[group - 1] as number] === UPPER || units[group - 1] === 120)) group--;
    const joined = group > 0 && isWord(units[group - 1] as number);
    if (at === start || group === at || at - group > 4 || joined) return at;
    chain.letters = true;
    start = group;
  }
}

function tailEnd(units: Uint16Array, length: number, from: number): number {
  const limit = Math.min(length, from + 32);
  let i = from;
  while (i < limit && isWord(units[i] as number)) i++;
  if (i < limit && classes[units[i] as number] === MARK) {
    let k = i + 1;
    while (k < limit && isWord(units[k] as number)) k++;
    if (k - i <= 7) i = k;
  }
  // Digits that were made unreadable: "536-XX-XXXX".
  while (i < limit && unreadable[units[i] as number] === 1) i++;
  return i;
}

function isWord(code: number): boolean {
  const kind = classes[code] as number;
  return kind === DIGIT || kind === UPPER || kind === LOWER;
}
