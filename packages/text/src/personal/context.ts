/** Where words that speak for a rule stand. */
export interface ContextIndex {
  /** Reads one text, from front to back. */
  read(units: Uint16Array, length: number): ContextReader;
}

/** The words of one text, found once however many numbers ask for them. */
export interface ContextReader {
  /**
   * Calls `onRule` with each rule that a word within `[from, to)` speaks for; a rule may come twice. `from` may fall behind
   * the greatest one asked for by no more than `BACK` code units.
   */
  near(from: number, to: number, onRule: (rule: number) => void): void;
}

interface Phrase {
  /** The words behind the first, each with the space before it. */
  readonly rest: string;
  readonly rules: number[];
}

interface Word {
  readonly text: string;
  readonly phrases: Phrase[];
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/u;
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;
/** From here on scripts may write without spaces. */
const FIRST_SPACELESS = 0x0e00;
const LENGTHS = 24;
const BACK = 64;
const SLOTS = 1 << 12;

/** Letters and marks in lower case, 0 for all else. */
const letterOf: Uint16Array = (() => {
  const table = new Uint16Array(0x10000);
  for (let code = 0x41; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (!/[\p{L}\p{M}]/u.test(character)) continue;
    const lower = character.toLowerCase();
    table[code] = lower.length === 1 ? lower.charCodeAt(0) : code;
  }
  return table;
})();

/** A letter in lower case, any other character as it is. */
const folded = (code: number): number => (letterOf[code] as number) || code;
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;
const EMPTY = 0x811c9dc5 | 0;
/** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo). */
const added = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (SLOTS - 1);

/** Indexes context words of rules by their first word; whole words only, a plural `s` is understood. */
export function createContextIndex(contexts: readonly (readonly string[])[]): ContextIndex {
  const words = new Map<string, Word>();
  const spaceless = new Map<number, Word[]>();
  contexts.forEach((context, rule) => {
    for (const phrase of context) {
      const isSpaceless = SPACELESS.test(phrase);
      const first = isSpaceless ? phrase : (phrase.match(WORD)?.[0] ?? phrase);
      const rest = isSpaceless ? "" : phrase.slice(phrase.indexOf(first) + first.length);
      let word = words.get(first);
      if (word === undefined) {
        word = { text: first, phrases: [] };
        words.set(first, word);
        if (isSpaceless) spaceless.set(first.charCodeAt(0), [...(spaceless.get(first.charCodeAt(0)) ?? []), word]);
      }
      const known = word.phrases.find((one) => one.rest === rest);
      if (known === undefined) word.phrases.push({ rest, rules: [rule] });
      else known.rules.push(rule);
    }
  });
  // Most words are told by their first letter and length to be none of them.
  const possible = new Uint8Array(128 * LENGTHS);
  const slots: (readonly Word[] | undefined)[] = Array.from({ length: SLOTS });
  let longest = 0;
  for (const word of words.values()) {
    const { text } = word;
    longest = Math.max(longest, text.length + 1);
    let hash = EMPTY;
    for (let i = 0; i < text.length; i++) hash = added(hash, text.charCodeAt(i));
    slots[slotOf(hash)] = [...(slots[slotOf(hash)] ?? []), word];
    for (const length of [text.length, text.length + 1])
      if (text.charCodeAt(0) < 128) possible[text.charCodeAt(0) * LENGTHS + Math.min(length, LENGTHS - 1)] = 1;
  }
  return { read: (units, length) => new Reader({ slots, spaceless, possible, longest }, units, length) };
}

interface Tables {
  readonly slots: readonly (readonly Word[] | undefined)[];
  readonly spaceless: ReadonlyMap<number, readonly Word[]>;
  readonly possible: Uint8Array;
  readonly longest: number;
}

class Reader implements ContextReader {
  readonly #tables: Tables;
  readonly #units: Uint16Array;
  readonly #length: number;
  /** What was found, by place. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #rules: (readonly number[])[] = [];
  #upTo = 0;

  constructor(tables: Tables, units: Uint16Array, length: number) {
    this.#tables = tables;
    this.#units = units;
    this.#length = length;
  }

  near(from: number, to: number, onRule: (rule: number) => void): void {
    if (to > this.#upTo) this.#readTo(from, to);
    for (let k = this.#starts.length - 1; k >= 0 && (this.#starts[k] as number) >= from; k--) {
      if ((this.#ends[k] as number) > to) continue;
      const rules = this.#rules[k] as readonly number[];
      for (let i = 0; i < rules.length; i++) onRule(rules[i] as number);
    }
  }

  #readTo(from: number, to: number): void {
    const units = this.#units;
    const length = this.#length;
    let at = this.#upTo;
    if (from - BACK > at) {
      // Nobody asks for what lies between; a word that begins there is none of the next ones.
      at = from - BACK;
      while (at < length && letterOf[units[at] as number] !== 0) at++;
      this.#starts.length = 0;
      this.#ends.length = 0;
      this.#rules.length = 0;
    }
    while (at < to) {
      let letter = letterOf[units[at] as number] as number;
      if (letter === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = EMPTY;
      let before = EMPTY;
      let foreign = false;
      for (;;) {
        before = hash;
        hash = added(hash, letter);
        foreign ||= letter >= FIRST_SPACELESS;
        at++;
        if (at >= length) break;
        const code = units[at] as number;
        letter = letterOf[code] as number;
        if (letter !== 0) continue;
        if (!isApostrophe(code) || at + 1 >= length || letterOf[units[at + 1] as number] === 0) break;
        letter = code;
      }
      if (foreign) this.#spaceless(start, at);
      else this.#word(start, at, hash, before);
    }
    this.#upTo = at;
  }

  #word(start: number, end: number, hash: number, before: number): void {
    const { possible, slots, longest } = this.#tables;
    const size = end - start;
    if (size < 2 || size > longest) return;
    const first = letterOf[this.#units[start] as number] as number;
    if (first < 128 && possible[first * LENGTHS + Math.min(size, LENGTHS - 1)] === 0) return;
    if (this.#look(slots[slotOf(hash)], start, end, end)) return;
    if (letterOf[this.#units[end - 1] as number] === 115) this.#look(slots[slotOf(before)], start, end - 1, end);
  }

  /** The words that are `[start, stem)`, which with an ending reaches to `end`. */
  #look(words: readonly Word[] | undefined, start: number, stem: number, end: number): boolean {
    const word = words?.find(({ text }) => text.length === stem - start && this.#stands(text, start));
    for (const { rest, rules } of word?.phrases ?? [])
      if (rest === "" || this.#continues(end, rest)) this.#add(start, end + rest.length, rules);
    return word !== undefined;
  }

  #spaceless(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const words = this.#tables.spaceless.get(this.#units[at] as number);
      if (words === undefined) continue;
      for (const { text, phrases } of words)
        if (this.#stands(text, at)) for (const { rules } of phrases) this.#add(at, at + text.length, rules);
    }
    let hash = EMPTY;
    let before = EMPTY;
    for (let at = start; at < end; at++) {
      before = hash;
      hash = added(hash, folded(this.#units[at] as number));
    }
    this.#word(start, end, hash, before);
  }

  #stands(text: string, at: number): boolean {
    if (at + text.length > this.#length) return false;
    for (let i = 0; i < text.length; i++) {
      if (folded(this.#units[at + i] as number) !== text.charCodeAt(i)) return false;
    }
    return true;
  }

  /** The rest of a phrase stands here; a space in it may be a hyphen, an underscore or a line end. */
  #continues(at: number, rest: string): boolean {
    const behind = at + rest.length;
    if (behind > this.#length) return false;
    for (let i = 0; i < rest.length; i++) {
      const code = this.#units[at + i] as number;
      const wanted = rest.charCodeAt(i);
      if (wanted === 32 ? code !== 32 && code !== 45 && code !== 95 && code !== 10 : folded(code) !== wanted) return false;
    }
    if (behind === this.#length) return true;
    const next = letterOf[this.#units[behind] as number] as number;
    return next === 0 || next === 115;
  }

  #add(start: number, end: number, rules: readonly number[]): void {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#rules.push(rules);
  }
}
