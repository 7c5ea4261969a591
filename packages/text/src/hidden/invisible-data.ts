import { CLASS, classOfUnit, isAlphabetic, usesJoiners } from "./character-class.ts";
import { type HiddenMatch, hiddenMatch } from "./match.ts";

/** What a reader of one class hands back: the match if there is one, and where to go on. */
export interface Step {
  readonly match?: HiddenMatch;
  readonly next: number;
}

const LONGEST_DECODE = 4096;
const BLACK_FLAG = 0x1f3f4;
const CANCEL_TAG = 0xe007f;

/** Tags (U+E0000 to U+E007F) and selectors (U+E0100 to U+E01EF) of plane 14, from their first surrogate. */
export function readPlaneFourteen(text: string, start: number): Step {
  const first = text.codePointAt(start) ?? 0;
  if (first >= 0xe0100 && first <= 0xe01ef) return readSelectors(text, start);
  if (first < 0xe0000 || first > 0xe007f) return { next: start + 1 };
  let at = start;
  let decoded = "";
  let last = 0;
  for (; at < text.length; at += 2) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0xe0000 || code > 0xe007f) break;
    if (code >= 0xe0020 && code < 0xe007f && decoded.length < LONGEST_DECODE) decoded += String.fromCharCode(code - 0xe0000);
    last = code;
  }
  const count = (at - start) / 2;
  const isFlag =
    start >= 2 && text.codePointAt(start - 2) === BLACK_FLAG && count <= 7 && last === CANCEL_TAG && /^[a-z0-9]{2,6}$/.test(decoded);
  if (isFlag) return { next: at };
  return { match: hiddenMatch("hidden-unicode-tags", start, at, count === 1 ? 0.7 : 0.99, decoded), next: at };
}

/** Variation selectors: one behind a character is spelling, several in a row are bytes. */
export function readSelectors(text: string, start: number): Step {
  const bytes: number[] = [];
  let at = start;
  for (; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const byte = code >= 0xfe00 && code <= 0xfe0f ? code - 0xfe00 : code >= 0xe0100 && code <= 0xe01ef ? code - 0xe0100 + 16 : -1;
    if (byte < 0) break;
    if (bytes.length < LONGEST_DECODE) bytes.push(byte);
    at += code > 0xffff ? 2 : 1;
  }
  if (bytes.length < 2) return { next: at };
  const same = bytes.every((byte) => byte === bytes[0]);
  // U+FE0F twice is a slip of editors; four different selectors are not.
  const score = same ? 0.35 : bytes.length < 4 ? 0.7 : 0.97;
  return { match: hiddenMatch("hidden-variation-selectors", start, at, score, printableText(bytes)), next: at };
}

/** Zero-width characters: joiners where a script or an emoji needs them, data, or wedges in words. */
export function readZeroWidth(text: string, start: number): Step {
  let at = start;
  const kinds = new Set<number>();
  while (at < text.length && classOfUnit[text.charCodeAt(at)] === CLASS.zeroWidth) kinds.add(text.charCodeAt(at++));
  const count = at - start;
  if (count >= 8 && kinds.size >= 2)
    return { match: hiddenMatch("hidden-zero-width-data", start, at, 0.95, bitsText(text, start, at)), next: at };
  const before = text.charCodeAt(start - 1);
  const behind = text.charCodeAt(at);
  if (start === 0 || usesJoiners(before) || usesJoiners(behind)) return { next: at };
  if (count >= 4) return { match: hiddenMatch("hidden-zero-width-data", start, at, kinds.size >= 2 ? 0.7 : 0.4), next: at };
  if (!isAlphabetic(before) || !isAlphabetic(behind)) return { next: at };
  return splitWord(text, start);
}

/** The whole word around a wedge, so that a word with ten of them is one match. */
function splitWord(text: string, wedge: number): Step {
  let start = wedge;
  while (start > 0 && wedge - start < 64 && isAlphabetic(text.charCodeAt(start - 1))) start--;
  let end = wedge;
  let wedges = 0;
  let word = "";
  for (; end < text.length && end - start < 256; end++) {
    const code = text.charCodeAt(end);
    const kind = classOfUnit[code];
    if (kind === CLASS.zeroWidth || kind === CLASS.softHyphen) wedges++;
    else if (!isAlphabetic(code)) break;
  }
  for (let at = start; at < end; at++) if (isAlphabetic(text.charCodeAt(at))) word += text.charAt(at);
  // U+200B in a long word may be a place to break the line.
  const breakable = wedges === 1 && text.charCodeAt(wedge) === 0x200b && word.length > 8;
  const score = wedges >= 3 ? 0.9 : wedges === 2 ? 0.75 : breakable ? 0.35 : 0.55;
  return { match: hiddenMatch("hidden-zero-width-split", start, end, score, word), next: end };
}

/** Soft hyphens between syllables are typography; between single letters they are wedges. */
export function readSoftHyphen(text: string, start: number): Step {
  let end = start;
  let hyphens = 0;
  let letters = 0;
  let first = start;
  while (first > 0 && start - first < 64 && isAlphabetic(text.charCodeAt(first - 1))) first--;
  for (; end < text.length && end - first < 256; end++) {
    const code = text.charCodeAt(end);
    if (code === 0xad) hyphens++;
    else if (isAlphabetic(code)) letters++;
    else break;
  }
  letters += start - first;
  if (hyphens < 3 || letters / hyphens > 1.6) return { next: end + (end === start ? 1 : 0) };
  return { match: hiddenMatch("hidden-zero-width-split", first, end, 0.8, text.slice(first, end).replaceAll("\u00ad", "")), next: end };
}

/** Bytes as text where they are text. */
function printableText(bytes: readonly number[]): string {
  const text = new TextDecoder().decode(Uint8Array.from(bytes));
  return /^[\t\n\r\x20-\x7e\u00a0-\ud7ff]+$/.test(text) ? text : "";
}

/** Two kinds as bits, eight a character, in both assignments and both usual orders; whatever gives text. */
function bitsText(text: string, start: number, end: number): string {
  const units = text.slice(start, Math.min(end, start + LONGEST_DECODE * 8));
  const kinds = [...new Set(units)].filter((kind) => kind !== "\ufeff");
  for (const [zero, one] of [
    ["\u200b", "\u200c"],
    ["\u200c", "\u200b"],
    ["\u200b", "\u200d"],
    ["\u200c", "\u200d"],
    ["\u200d", "\u200c"],
    ["\u2062", "\u2064"],
    [kinds[0], kinds[1]],
    [kinds[1], kinds[0]],
  ] as const) {
    if (zero === undefined || one === undefined) continue;
    const bits = [...units].flatMap((unit) => (unit === zero ? [0] : unit === one ? [1] : []));
    for (const width of [8, 7, 16]) {
      const codes: number[] = [];
      for (let at = 0; at + width <= bits.length; at += width)
        codes.push(bits.slice(at, at + width).reduce<number>((sum, bit) => sum * 2 + bit, 0));
      const decoded = width === 16 ? String.fromCharCode(...codes) : printableText(codes);
      if (codes.length > 0 && /^[\t\n\r\x20-\x7e]+$/.test(decoded) && /[A-Za-z]{2}/.test(decoded)) return decoded;
    }
  }
  return "";
}
