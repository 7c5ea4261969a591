import { TextError } from "../errors.ts";
import { findPersonalData, mayHoldPersonalData } from "../personal/find.ts";
import { isTimelessWord, timelessKeywords } from "../personal/words.ts";
import { createPrefilter, type Prefilter } from "../prefilter/automaton.ts";
import { builtInSecretEngine, findSecrets } from "../secrets/find.ts";
import type { SecretConfidence } from "../secrets/rule.ts";

/** What a search of cells may be told. */
export interface CellScanOptions {
  /** Name of the column: it is read as words in front of each cell, so that `phone` speaks for its numbers. */
  readonly name?: string;
  /** Detectors to run, both when left out. */
  readonly detect?: readonly ("pii" | "secrets")[];
  /** Countries (ISO 3166-1 alpha-2) whose rules run beside the standard ones, or all of them. */
  readonly locales?: readonly string[] | "all";
  /** Dates and times too; left out unless `true`: a column of them is known by its type. */
  readonly times?: boolean;
}

/** One thing found in a cell. Nothing in it lets the value be read. The same object may be given for many cells. */
export interface CellMatch {
  readonly kind: "pii" | "secret";
  /** `EMAIL_ADDRESS`, …; the title of the rule for secrets. */
  readonly type: string;
  readonly rule: string;
  /** 0 to 1. */
  readonly score: number;
  readonly masked: string;
  /** The value is made for examples. */
  readonly example: boolean;
}

/** Receives what stands in a cell, cells in order, matches of one cell in order of place. */
export type CellSink = (cell: number, match: CellMatch) => void;

/** A search of the cells of one column; keep it for the whole column, since it remembers what it met. */
export interface CellScan {
  /**
   * Searches cells of a block.
   * @param bytes UTF-8; wrong sequences are read as U+FFFD
   * @param bounds start and end (exclusive) of each cell as byte offsets into `bytes`, two numbers a cell
   * @param cells how many cells of `bounds` to read; all of them when left out
   * @throws TextError `cells-invalid` where a bound lies outside of the block
   */
  scan(bytes: Uint8Array, bounds: Uint32Array, onMatch: CellSink, cells?: number): void;
}

const CERTAINTY: Readonly<Record<SecretConfidence, number>> = { certain: 1, likely: 0.9, possible: 0.6 };
/** Cells whose matches are remembered: categories and codes come again and again. */
const REMEMBERED = 20_000;
/** After so many cells, remembering must have paid off. */
const TRIED = 2000;
const LONGEST_REMEMBERED = 64;
const LONGEST_NAME = 60;
/** Longer cells are texts and are read at once. */
const LONGEST_PROBED = 256;

const MARKED = 1;
const LETTER = 2;
const WIDE = 4;
const KIND: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(WIDE, 128);
  for (const character of "0123456789@:.") table[character.charCodeAt(0)] = MARKED;
  for (let byte = 65; byte <= 90; byte++) table[byte] = table[byte + 32] = LETTER;
  return table;
})();

/**
 * Searches many short values for personal data and secrets: what `findPersonalData` and `findSecrets` find in
 * `name: cell`, less what stands in the name.
 */
export function createCellScan(options: CellScanOptions = {}): CellScan {
  const { name = "", detect = ["pii", "secrets"] } = options;
  const prefix = name === "" ? "" : `${name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").slice(0, LONGEST_NAME)}: `;
  const personal = detect.includes("pii");
  const secrets = detect.includes("secrets");
  const { prefilter } = builtInSecretEngine();
  let keywordInName = false;
  prefilter.scan(prefix, () => {
    keywordInName = true;
  });
  const listened = timelessWords();
  const nameBytes = Buffer.from(prefix);
  const wordInName = listened.holds(nameBytes, 0, nameBytes.length, (keyword, at) =>
    isTimelessWord(nameBytes, 0, nameBytes.length, keyword, at),
  );
  const probe = { locales: options.locales ?? [], times: options.times ?? false };
  const units = new Uint16Array(prefix.length + LONGEST_PROBED);
  for (let i = 0; i < prefix.length; i++) units[i] = prefix.charCodeAt(i);
  let asked = 0;
  let hits = 0;
  const known = new Map<string, readonly CellMatch[]>();

  /** Whether anything can be found, told from the bytes alone. */
  const isWorthReading = (bytes: Uint8Array, start: number, end: number): boolean => {
    if (secrets && (keywordInName || prefilter.holds(bytes, start, end))) return true;
    if (!personal) return false;
    if (wordInName || end - start > LONGEST_PROBED) return true;
    let kinds = 0;
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number;
      units[prefix.length + i - start] = byte;
      kinds |= KIND[byte] as number;
    }
    if ((kinds & WIDE) !== 0) return true;
    // Without a digit, a colon or `@`, a point or a letter only words can show something.
    return (
      ((kinds & MARKED) !== 0 && mayHoldPersonalData(units, prefix.length + end - start, probe)) ||
      ((kinds & LETTER) !== 0 &&
        (options.times === true || listened.holds(bytes, start, end, (keyword, at) => isTimelessWord(bytes, start, end, keyword, at))))
    );
  };
  const judged = (text: string): readonly CellMatch[] => [
    ...(personal ? personalMatches(prefix, text, options) : []),
    ...(secrets ? secretMatches(prefix, text) : []),
  ];
  return {
    scan(bytes, bounds, onMatch, cells = bounds.length >> 1) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let cell = 0; cell < cells; cell++) {
        const start = bounds[2 * cell] ?? -1;
        const end = bounds[2 * cell + 1] ?? -1;
        if (start < 0 || end < start || end > bytes.length)
          throw new TextError("cells-invalid", `Cell ${cell} reaches from ${start} to ${end} in a block of ${bytes.length} bytes.`);
        if (start === end || !isWorthReading(bytes, start, end)) continue;
        const text = buffer.toString(isAscii(bytes, start, end) ? "latin1" : "utf8", start, end);
        const remembers = end - start <= LONGEST_REMEMBERED && (asked < TRIED || hits * 8 > asked);
        let matches = remembers ? known.get(text) : undefined;
        if (remembers) asked++;
        if (matches !== undefined) hits++;
        else {
          matches = judged(text);
          if (remembers && known.size < REMEMBERED) known.set(text, matches);
        }
        for (const match of matches) onMatch(cell, match);
      }
    },
  };
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  for (let i = start; i < end; i++) all |= bytes[i] as number;
  return all < 0x80;
}

let words: Prefilter | undefined;

/** The words that show personal data by themselves. */
function timelessWords(): Prefilter {
  words ??= createPrefilter(timelessKeywords);
  return words;
}

function personalMatches(prefix: string, text: string, { locales = [], times = false }: CellScanOptions): CellMatch[] {
  return findPersonalData(prefix + text, { locales, times }).flatMap(({ type, rule, score, masked, example, start, end }): CellMatch[] =>
    end <= prefix.length || start < prefix.length - 2 ? [] : [{ kind: "pii", type, rule, score, masked, example: example === true }],
  );
}

function secretMatches(prefix: string, text: string): CellMatch[] {
  return findSecrets(prefix + text).flatMap(({ rule, title, confidence, masked, start }): CellMatch[] =>
    start < prefix.length ? [] : [{ kind: "secret", type: title, rule, score: CERTAINTY[confidence], masked, example: false }],
  );
}
