import { HINTS, reverse, rotate } from "./hints.ts";
import { type HiddenMatch, hiddenMatch } from "./match.ts";

/** Shortest encoded run: shorter ones hold no sentence. */
const SHORTEST = 28;
/** Code units of a run that are decoded; the rest of a picture or archive is not text. */
const LONGEST = 16_384;
const FLAG = 0.9;
const printable = /^[\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]*$/;

const isRun: Uint8Array = (() => {
  const table = new Uint8Array(0x10000);
  for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-") table[character.charCodeAt(0)] = 1;
  return table;
})();

/**
 * Instructions in base64, base32 or hexadecimal, as escapes, rotated or reversed. Decoded once; reported only where the
 * decoded text reads like an instruction, since encoded data are honest.
 */
export function findEncoded(text: string, units: Uint16Array, hints: number, reads: (text: string) => number): HiddenMatch[] {
  const found: HiddenMatch[] = [];
  const judge = (start: number, end: number, decoded: string): void => {
    if (decoded.length >= 12 && printable.test(decoded) && reads(decoded) >= FLAG)
      found.push(hiddenMatch("hidden-encoded", start, end, 0.9, decoded));
  };
  for (const { start, end } of longRuns(units, text.length))
    for (const decoded of decodedRuns(text.slice(start, Math.min(end, start + LONGEST)))) judge(start, end, decoded);
  if ((hints & HINTS.escapes) !== 0) for (const { start, end, decoded } of escapedRuns(text)) judge(start, end, decoded);
  if ((hints & (HINTS.rotated | HINTS.reversed)) !== 0) judgeLines(text, hints, judge);
  return found;
}

/**
 * Runs of at least `SHORTEST` characters of base64. Only every such many-th unit is looked at, and what stands around it if
 * it belongs to a run: a word of text costs a few look-ups, not one for each letter.
 */
function* longRuns(units: Uint16Array, length: number): Generator<{ readonly start: number; readonly end: number }> {
  let behind = 0;
  for (let at = SHORTEST - 1; at < length; at += SHORTEST) {
    if (isRun[units[at] as number] !== 1) continue;
    let start = at;
    while (start > behind && isRun[units[start - 1] as number] === 1) start--;
    let end = at + 1;
    while (end < length && isRun[units[end] as number] === 1) end++;
    if (end - start >= SHORTEST) yield { start, end };
    behind = end;
    at = end;
  }
}

function decodedRuns(run: string): string[] {
  const bare = run.replace(/=+$/, "");
  const decoded: string[] = [];
  if (/^[0-9a-fA-F]+$/.test(bare)) decoded.push(utf8(Buffer.from(bare.slice(0, bare.length & ~1), "hex")));
  else if (/^[A-Z2-7]+$/.test(bare)) decoded.push(utf8(fromBase32(bare)));
  // Sixteen bytes of text in front tell text from pictures and keys.
  if (looksLikeText(Buffer.from(bare.slice(0, 24), "base64"))) decoded.push(utf8(Buffer.from(bare, "base64")));
  return decoded;
}

function looksLikeText(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 12 &&
    bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13) &&
    printable.test(utf8(bytes.subarray(0, -3)))
  );
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\ufffd+$/, "");
}

/** RFC 4648, section 6. */
function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    value = ((value << 5) | (code >= 65 ? code - 65 : code - 24)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((value >> (bits -= 8)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

interface Escaped {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** At least eight escapes of one kind in a row, plain characters between percent signs allowed. */
const escapes =
  /(?:\\x[0-9a-fA-F]{2}){8,4096}|(?:\\u[0-9a-fA-F]{4}){8,4096}|(?:&#(?:x[0-9a-fA-F]{1,6}|\d{1,7});){8,4096}|(?:%[0-9a-fA-F]{2}){8,4096}|[A-Za-z0-9._~-]{1,40}(?:%20[A-Za-z0-9._~'-]{1,40}){3,200}/g;

function* escapedRuns(text: string): Generator<Escaped> {
  for (const match of text.matchAll(escapes)) {
    const [run] = match;
    yield { start: match.index, end: match.index + run.length, decoded: unescaped(run) };
  }
}

function unescaped(run: string): string {
  if (run.startsWith("\\x")) return utf8(Buffer.from(run.replaceAll("\\x", ""), "hex"));
  if (run.startsWith("\\u")) return run.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (run.startsWith("&#"))
    return run.replace(/&#(?:x([0-9a-fA-F]+)|(\d+));/g, (_, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });
  return utf8(
    Uint8Array.from(
      Buffer.from(
        run.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ),
    ),
  );
}

const LONGEST_LINE = 4096;

/** Lines that hold rotated or reversed words of attacks, turned back. */
function judgeLines(text: string, hints: number, judge: (start: number, end: number, decoded: string) => void): void {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    for (let from = start; from < end; from += LONGEST_LINE) {
      const line = text.slice(from, Math.min(end, from + LONGEST_LINE));
      if ((hints & HINTS.rotated) !== 0) judge(from, from + line.length, line.replace(/[A-Za-z]/g, rotated));
      if ((hints & HINTS.reversed) !== 0) judge(from, from + line.length, reverse(line));
    }
    start = end + 1;
  }
}

function rotated(letter: string): string {
  const upper = letter < "a";
  const turned = rotate(letter.toLowerCase());
  return upper ? turned.toUpperCase() : turned;
}
