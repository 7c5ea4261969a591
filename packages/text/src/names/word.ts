/** What lists know of a word; bits of `flagsOf`. */
export const listBits = { given: 1, family: 2, place: 4, placePart: 8, common: 16, street: 32, company: 64 } as const;

/** Number of flag combinations. */
export const FLAG_COUNT = 128;

/** Forms of a token. */
export const shapes = {
  lower: 0,
  capital: 1,
  upper: 2,
  initial: 3,
  mixed: 4,
  innerCapital: 5,
  uncased: 6,
  digits2: 7,
  digits3: 8,
  digits4: 9,
  digits5: 10,
  digitsMany: 11,
  alphanumeric: 12,
  technical: 13,
  lineEnd: 14,
  edge: 15,
  possessive: 16,
  mark: 17,
} as const;
const marks = ".,:;-/#'\"()<>[]|&*+=?!>$%{}";

const LETTER = /\p{L}/u;

/** The shape of a token. */
export function shapeOf(word: string): number {
  const first = word.charAt(0);
  if (word.length === 1 && !LETTER.test(first) && !/\d/.test(first)) {
    if (first === "\n") return shapes.lineEnd;
    const index = marks.indexOf(first);
    return index < 0 ? shapes.mark : shapes.mark + 1 + index;
  }
  if (/^['’]s$/i.test(word)) return shapes.possessive;
  if (/[@_\\]|:\/\//.test(word)) return shapes.technical;
  if (/^\d+$/.test(word)) return digitShape(word.length);
  if (/\d/.test(word)) return shapes.alphanumeric;
  return letterShape(word);
}

function digitShape(length: number): number {
  if (length <= 2) return shapes.digits2;
  if (length === 3) return shapes.digits3;
  if (length === 4) return shapes.digits4;
  return length === 5 ? shapes.digits5 : shapes.digitsMany;
}

function letterShape(word: string): number {
  const lower = word.toLowerCase();
  const upper = word.toUpperCase();
  if (lower === upper) return shapes.uncased;
  if (word === lower) return shapes.lower;
  if (word === upper) return [...word].length === 1 ? shapes.initial : shapes.upper;
  const first = [...word][0] ?? "";
  if (first === first.toLowerCase()) return shapes.innerCapital;
  const rest = word.slice(first.length);
  if (rest === rest.toLowerCase()) return shapes.capital;
  return word.split(/[-'’]/).every((part) => /^(?:\p{Lu}[\p{Ll}\p{M}]*)?$/u.test(part)) ? shapes.capital : shapes.mixed;
}

/** The form under which a word stands in lists: NFC, lower case, typographic apostrophes made plain. */
export function keyOf(word: string): string {
  return word.normalize("NFC").toLowerCase().replaceAll("’", "'");
}

/** FNV-1a over UTF-16 code units, 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
export function hashOf(text: string, seed: number): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Mixes small numbers into a bucket. */
export function mix(kind: number, a: number, b: number, c: number): number {
  let hash = Math.imul(kind + 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ a, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x165667b1);
  return (hash ^ (hash >>> 16)) >>> 0;
}
