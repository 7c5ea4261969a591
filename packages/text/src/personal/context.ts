/** Where words that speak for a rule stand. */
export interface ContextIndex {
  /** Calls `onRule` with the number of each rule that a word between `from` and `to` speaks for; a rule may come twice. */
  find(text: string, from: number, to: number, onRule: (rule: number) => void): void;
}

interface Phrase {
  /** The words behind the first, each with the space before it. */
  readonly rest: string;
  readonly rule: number;
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/u;
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;

const LENGTHS = 24;

const letters = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) if (/[\p{L}\p{M}]/u.test(String.fromCharCode(code))) letters[code] = 1;

const isLetter = (text: string, at: number): boolean => letters[text.charCodeAt(at)] === 1;

/** Indexes context words of rules by their first word; whole words only, a plural `s` is understood. */
export function createContextIndex(contexts: readonly (readonly string[])[]): ContextIndex {
  const byWord = new Map<string, Phrase[]>();
  const spaceless: { readonly word: string; readonly rule: number }[] = [];
  contexts.forEach((words, rule) => {
    for (const phrase of words) {
      if (SPACELESS.test(phrase)) {
        spaceless.push({ word: phrase, rule });
        continue;
      }
      const first = phrase.match(WORD)?.[0] ?? phrase;
      const list = byWord.get(first) ?? [];
      list.push({ rest: phrase.slice(phrase.indexOf(first) + first.length), rule });
      byWord.set(first, list);
    }
  });
  // Most words are told by their first letter and length to be none of them.
  const possible = new Uint8Array(128 * LENGTHS);
  for (const word of byWord.keys())
    for (const length of [word.length, word.length + 1])
      if (word.charCodeAt(0) < 128) possible[word.charCodeAt(0) * LENGTHS + Math.min(length, LENGTHS - 1)] = 1;
  const longest = Math.max(0, ...[...byWord.keys()].map((word) => word.length)) + 1;
  const find: ContextIndex["find"] = (text, from, to, onRule) => {
    const piece = text.slice(from, to).toLowerCase();
    let foreign = false;
    for (let i = 0; i < piece.length; i++) {
      if (!isLetter(piece, i)) continue;
      const start = i;
      while (i < piece.length && (isLetter(piece, i) || (isApostrophe(piece, i) && isLetter(piece, i + 1)))) i++;
      foreign ||= piece.charCodeAt(start) > 0xe00;
      // A word that the window cuts is none.
      if (i - start < 2 || i - start > longest || (start === 0 && from > 0 && isLetter(text, from - 1))) continue;
      const first = piece.charCodeAt(start);
      if (first < 128 && possible[first * LENGTHS + Math.min(i - start, LENGTHS - 1)] === 0) continue;
      const word = piece.slice(start, i);
      const list = byWord.get(word) ?? (word.endsWith("s") ? byWord.get(word.slice(0, -1)) : undefined);
      if (list === undefined) continue;
      for (const { rest, rule } of list) if (rest === "" || continues(piece, i, rest)) onRule(rule);
    }
    if (foreign) for (const { word, rule } of spaceless) if (piece.includes(word)) onRule(rule);
  };
  return { find };
}

function isApostrophe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 39 || code === 0x2019;
}

/** The rest of a phrase stands here; a space in it may be a hyphen, an underscore or a line end. */
function continues(piece: string, at: number, rest: string): boolean {
  for (let i = 0; i < rest.length; i++) {
    const code = piece.charCodeAt(at + i);
    if (rest.charCodeAt(i) === 32 ? code !== 32 && code !== 45 && code !== 95 && code !== 10 : code !== rest.charCodeAt(i)) return false;
  }
  return !isLetter(piece, at + rest.length) || piece.charCodeAt(at + rest.length) === 115;
}
