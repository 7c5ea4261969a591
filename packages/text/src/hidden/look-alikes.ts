import { isAlphabetic } from "./character-class.ts";
import type { Step } from "./invisible-data.ts";
import { hiddenMatch } from "./match.ts";

/**
 * Letters that look the same as a Latin letter in common typefaces: the single-letter part of the confusables of UTS #39
 * for Cyrillic, Greek, Armenian and Cherokee, less those that only resemble.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  // Cyrillic
  ["аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"],
  ["АВЕКМНОРСТУХІЈЅԌԚԜҮ", "ABEKMHOPCTYXIJSGQWY"],
  // Greek
  ["ονρ", "ovp"],
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
  // Armenian
  ["օսհոցզ", "ouhngq"],
  ["ՕՍԼ", "OUL"],
  // Cherokee
  ["ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "ABCDEHJKLMPRSTVWZ"],
];

const latinOf: ReadonlyMap<number, string> = new Map(
  PAIRS.flatMap(([others, latin]) => [...others].map((letter, i): [number, string] => [letter.charCodeAt(0), latin.charAt(i)])),
);

/** The Latin letter that a letter of another script looks like. */
export function latinTwinOf(code: number): number | undefined {
  return latinOf.get(code)?.charCodeAt(0);
}

/** Latin letters that a Cyrillic word can hold unseen. */
const looksCyrillic = new Set([..."aeopcyxABEKMHOPCTX"].map((letter) => letter.charCodeAt(0)));

const LONGEST_WORD = 128;

/** The word around a letter of another script: does it mix scripts so that the mix cannot be seen? */
export function readMixedWord(text: string, at: number, from: number): Step {
  const first = text.charCodeAt(at);
  if (first >= 0xff21) return readFullWidth(text, at);
  let start = at;
  while (start > from && at - start < LONGEST_WORD && isWordUnit(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end < text.length && end - start < LONGEST_WORD && isWordUnit(text.charCodeAt(end))) end++;
  const word = text.slice(start, end);
  const found = judgeWord(word);
  if (found !== undefined) return { match: hiddenMatch("hidden-homoglyph", start, end, found.score, found.reads), next: end };
  return { next: Math.max(end, at + 1) };
}

function isWordUnit(code: number): boolean {
  return isAlphabetic(code) || (code >= 0x13a0 && code <= 0x13f4);
}

interface MixedWord {
  readonly score: number;
  /** The word as the eye reads it. */
  readonly reads: string;
}

function judgeWord(word: string): MixedWord | undefined {
  let latin = 0;
  let others = 0;
  let alike = 0;
  let latinAlike = 0;
  let reads = "";
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const twin = latinOf.get(code);
    if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) {
      latin++;
      if (looksCyrillic.has(code)) latinAlike++;
    } else {
      others++;
      if (twin !== undefined) alike++;
    }
    reads += twin ?? word.charAt(i);
  }
  if (latin === 0 || others === 0 || latin + others < 3) return undefined;
  // Every foreign letter has a Latin twin: the word reads as Latin. (TNFα, kΩ, SMSка: the foreign letters can be seen.)
  if (alike === others && others <= latin * 3) return { score: latin + others >= 4 ? 0.9 : 0.6, reads };
  // A Latin letter planted in a Cyrillic word; one alone may be a slip of the keyboard.
  if (latinAlike === latin && latin < others && /[\u0400-\u052f]/.test(word)) return { score: latin >= 2 ? 0.7 : 0.45, reads: word };
  return undefined;
}

/** Full-width Latin letters are at home in East Asian text; a long stretch of them alone is disguise. */
function readFullWidth(text: string, start: number): Step {
  let end = start;
  let reads = "";
  while (end < text.length && end - start < 512) {
    const code = text.charCodeAt(end);
    if (code >= 0xff01 && code <= 0xff5e) reads += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000 || code === 0x20) reads += " ";
    else break;
    end++;
  }
  const words = reads.split(" ").filter((word) => /^[A-Za-z]{3,}/.test(word)).length;
  return words >= 3 ? { match: hiddenMatch("hidden-styled-letters", start, end, 0.5, reads.trim()), next: end } : { next: end };
}

/** Mathematical letters and digits (U+1D400 to U+1D7FF) that spell words. */
export function readMathematical(text: string, start: number): Step {
  let end = start;
  let reads = "";
  let letters = 0;
  while (end < text.length && end - start < 2048) {
    const code = text.codePointAt(end) ?? 0;
    if (code >= 0x1d400 && code <= 0x1d7ff) {
      reads += String.fromCodePoint(code).normalize("NFKC");
      letters++;
      end += 2;
    } else if (code < 0x80 && code !== 0x0a && letters > 0) {
      reads += String.fromCharCode(code);
      end++;
    } else break;
  }
  const styled = reads.trimEnd();
  const words = styled.split(/[^A-Za-z]+/).filter((word) => word.length >= 3).length;
  if (words < 2 || letters < styled.length / 2) return { next: Math.max(end, start + 1) };
  return {
    match: hiddenMatch("hidden-styled-letters", start, start + lengthOf(text, start, styled), words >= 4 ? 0.6 : 0.4, styled),
    next: end,
  };
}

function lengthOf(text: string, start: number, styled: string): number {
  let at = start;
  for (let i = 0; i < styled.length; i++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at - start;
}
