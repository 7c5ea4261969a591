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
export function findTriggers(text: string, least: number, triggers: Triggers): void {
  const chain: Chain = { start: 0, end: 0, digits: 0, run: 0, marks: 0, letters: false };
  const end = text.length;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    const kind = classes[code] as number;
    if (kind === DIGIT) {
      readChain(text, i, chain);
      if (chain.digits >= least) triggers.chain(chain);
      // An address may begin in the chain's last letters.
      i = lastDigit(text, i, chain.end);
    } else if (kind === AT) {
      if (i > 0 && i + 1 < end) triggers.at(i);
    } else if (code === 58) {
      if (text.charCodeAt(i + 1) === 47 && text.charCodeAt(i + 2) === 47) triggers.address(i);
    } else if (code === 46 && i >= 3 && (text.charCodeAt(i - 1) | 32) === 119 && (text.charCodeAt(i - 2) | 32) === 119) triggers.address(i);
  }
}

function lastDigit(text: string, from: number, end: number): number {
  let i = end - 1;
  while (i > from && classes[text.charCodeAt(i)] !== DIGIT) i--;
  // Addresses and `@` inside the chain are looked at again.
  for (let k = from; k < i; k++) {
    const code = text.charCodeAt(k);
    if (code === 64 || (code === 58 && text.charCodeAt(k + 1) === 47)) return Math.max(k - 1, from);
  }
  return i;
}

function readChain(text: string, first: number, chain: Chain): void {
  chain.digits = 0;
  chain.marks = 0;
  chain.run = 0;
  let run = 0;
  let start = first;
  while (start > 0 && first - start < BACK && isWord(text.charCodeAt(start - 1))) {
    start--;
    run++;
  }
  chain.letters = run > 0;
  start = groupsBefore(text, start, Math.max(0, first - BACK), chain);
  let end = first;
  let letters = 0;
  let gap = 0;
  for (let i = first; i < text.length; i++) {
    const code = text.charCodeAt(i);
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
      if (code !== 60 && ++gap > 2 && (gap > 3 || (text.charCodeAt(i - 1) !== 45 && text.charCodeAt(i - 1) !== 41))) break;
      // Groups of an IPv6 address may be letters alone.
      if (code === 58 && letters <= 4) letters = gap = 0;
      chain.marks |= markBits[code & 127] as number;
    } else break;
  }
  if (run > chain.run) chain.run = run;
  chain.start = start;
  if (end < text.length && isWord(text.charCodeAt(end))) chain.letters = true;
  // Behind the last digit: the letters of its word and one short group more.
  chain.end = tailEnd(text, end);
}

/** Marks and groups of up to four capitals before the first group: "AB 12", "+49 (0)", "XXX-XX-1234". */
function groupsBefore(text: string, from: number, floor: number, chain: Chain): number {
  let start = from;
  for (;;) {
    let at = start;
    while (at > floor && start - at < 8 && classes[text.charCodeAt(at - 1)] === MARK) at--;
    for (let i = at; i < start; i++) chain.marks |= markBits[text.charCodeAt(i) & 127] as number;
    let group = at;
    while (group > floor && at - group < 5 && (classes[text.charCodeAt(group - 1)] === UPPER || text.charCodeAt(group - 1) === 120))
      group--;
    const joined = group > 0 && isWord(text.charCodeAt(group - 1));
    if (at === start || group === at || at - group > 4 || joined) return at;
    chain.letters = true;
    start = group;
  }
}

function tailEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + 32);
  let i = from;
  while (i < limit && isWord(text.charCodeAt(i))) i++;
  if (i < limit && classes[text.charCodeAt(i)] === MARK) {
    let k = i + 1;
    while (k < limit && isWord(text.charCodeAt(k))) k++;
    if (k - i <= 7) i = k;
  }
  // Digits that were made unreadable: "536-XX-XXXX".
  while (i < limit && /[-Xx* ]/.test(text.charAt(i))) i++;
  return i;
}

function isWord(code: number): boolean {
  const kind = classes[code] as number;
  return kind === DIGIT || kind === UPPER || kind === LOWER;
}
