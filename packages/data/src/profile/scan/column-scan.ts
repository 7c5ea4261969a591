import type { TextDetector } from "@castellan/text";
import type { CellHash } from "./cell-hash.ts";
import { CellSearch } from "./cell-search.ts";
import { DistinctSample } from "./distinct-sample.ts";
import type { ColumnFacts } from "./facts.ts";
import { readIsoMoment } from "./iso-moment.ts";
import { LONGEST_MISSING, MISSING_BEGIN, MISSING_WORDS } from "./missing-words.ts";
import { NumberScan } from "./number-scan.ts";
import { readMoment, readNumber } from "./read-value.ts";
import type { ColumnRole } from "./scan-range.ts";

/** Kinds of bytes, as bits. */
const DIGIT = 1;
const AT = 2;
const COLON = 4;
const POINT = 8;
const WIDE = 16;
/** Stands in dates and times beside digits. */
const TIME = 32;
const OTHER = 64;
const CONTROL = 128;

const KIND: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(OTHER);
  table.fill(WIDE, 128);
  table.fill(CONTROL, 0, 32);
  table.fill(OTHER, 9, 14);
  table[127] = CONTROL;
  table.fill(DIGIT, 0x30, 0x3a);
  table[0x40] = AT;
  table[0x3a] = COLON;
  table[0x2e] = POINT;
  for (const character of "-/ +TZ") table[character.charCodeAt(0)] = TIME;
  return table;
})();

/** Letters and digits as they count in a loose comparison: case folded; 0 for what is passed over. */
const LOOSE: Uint8Array = (() => {
  const table = new Uint8Array(256);
  for (let byte = 0x30; byte < 0x3a; byte++) table[byte] = byte;
  for (let byte = 0x61; byte < 0x7b; byte++) {
    table[byte] = byte;
    table[byte - 32] = byte;
  }
  for (let byte = 128; byte < 256; byte++) table[byte] = byte;
  return table;
})();

/** The fewest digits that any recogniser without another mark needs. */
const FEWEST_DIGITS = 4;
const KEPT_VALUE = 200;
const SHORTEST_INSTRUCTION = 16;
const SHORTEST_NUMBER = 7;
const LONGEST_NUMBER = 30;

/** A cell in the bytes of a window. One object serves for all cells. */
export interface Cell {
  start: number;
  end: number;
  row: number;
  quoted: boolean;
  /** A keyword of a secret stands in it. */
  keyword: boolean;
  readonly hash: CellHash;
}

/** Takes in the cells of one column. */
export class ColumnScan {
  readonly role: ColumnRole;
  looseLow = 0;
  looseHigh = 0;
  readonly #distinct: DistinctSample;
  readonly #search: CellSearch | undefined;
  readonly #numbers: NumberScan | undefined;
  readonly #spelled = new Map<string, number>();
  #empty = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;
  #characters = 0;
  #padded = 0;

  constructor(role: ColumnRole, distinctLimit: number, detect: readonly TextDetector[]) {
    this.role = role;
    this.#distinct = new DistinctSample(distinctLimit, role.form !== undefined);
    this.#numbers = role.form === undefined ? undefined : new NumberScan();
    this.#search = detect.length > 0 ? new CellSearch(role.name, detect) : undefined;
  }

  /** The row ends before this column. */
  missing(): void {
    this.#empty++;
    this.looseLow = 0;
    this.looseHigh = 0;
  }

  cell(bytes: Buffer, cell: Cell): void {
    const { start, end } = cell;
    if (end === start) {
      this.missing();
      return;
    }
    const length = end - start;
    if (length <= LONGEST_MISSING && MISSING_BEGIN[bytes[start] as number] === 1) {
      const word = bytes.toString("latin1", start, end);
      if (MISSING_WORDS.has(word)) {
        this.#spelled.set(word, (this.#spelled.get(word) ?? 0) + 1);
        this.looseLow = 0;
        this.looseHigh = 0;
        return;
      }
    }
    let seen = 0;
    let digits = 0;
    let colons = 0;
    // Bytes and UTF-16 code units of what is not ASCII: two for characters of four bytes.
    let wideBytes = 0;
    let wideUnits = 0;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] as number;
      const kind = KIND[byte] as number;
      seen |= kind;
      digits += kind & 1;
      colons += (kind >> 2) & 1;
      if (kind === WIDE) {
        wideBytes++;
        if (byte >= 0xc0) wideUnits += byte >= 0xf0 ? 2 : 1;
      }
    }
    const units = length - wideBytes + wideUnits;
    if (units < this.#shortest) this.#shortest = units;
    if (units > this.#longest) this.#longest = units;
    this.#characters += units;
    if (isSpace(bytes[start] as number) || isSpace(bytes[end - 1] as number)) this.#padded++;
    const slot = this.#distinct.add(cell.hash.low, cell.hash.high);
    if (slot < 0 && slot !== Number.MIN_SAFE_INTEGER) {
      if (this.#distinct.keeps) this.#distinct.keep(~slot, text(bytes, start, Math.min(end, start + KEPT_VALUE), cell.quoted, seen));
      this.#distinct.settle();
    }
    if (this.#numbers !== undefined) this.#number(this.#numbers, bytes, cell, seen);
    if (this.role.prose) this.#looseHash(bytes, start, end);
    if (this.#search !== undefined) this.#look(this.#search, bytes, cell, seen, digits, colons);
  }

  #number(numbers: NumberScan, bytes: Buffer, { start, end, quoted }: Cell, seen: number): void {
    const { form = "number" } = this.role;
    const value =
      form === "number"
        ? readNumber(bytes, start, end)
        : form === "iso"
          ? readIsoMoment(bytes, start, end)
          : readMoment(bytes.toString("latin1", start, end).trim(), form);
    if (Number.isNaN(value)) numbers.addOdd(text(bytes, start, Math.min(end, start + KEPT_VALUE), quoted, seen));
    else numbers.add(value);
  }

  #look(search: CellSearch, bytes: Buffer, { start, end, row, quoted, keyword }: Cell, seen: number, digits: number, colons: number): void {
    const { wants } = search;
    const secret = wants.secrets && (keyword || search.secretByName);
    const hidden = wants.hidden && (seen & (WIDE | CONTROL)) !== 0;
    const prose = wants.injection && this.role.prose && end - start >= SHORTEST_INSTRUCTION;
    let personal = (seen & AT) !== 0 || colons >= 2 || digits >= FEWEST_DIGITS || (colons === 1 && end - start > 8);
    if (!wants.personal) personal = false;
    if (personal && (seen & (AT | OTHER | WIDE)) === 0) {
      if (this.role.form !== undefined && this.role.form !== "number") personal = false;
      // A plain decimal number: one point, no more marks than a sign. Addresses have three points.
      else if ((seen & ~(DIGIT | POINT)) === 0 && (seen & POINT) !== 0) personal = dots(bytes, start, end) > 1;
      else if (seen === DIGIT) personal = digits >= SHORTEST_NUMBER && digits <= LONGEST_NUMBER && !search.inertDigits(digits);
    }
    if (!personal && !secret && !hidden && !prose) return;
    const value = text(bytes, start, end, quoted, seen);
    if (personal) search.personal(value, row);
    if (secret) search.secrets(value, row);
    if (hidden) search.hidden(value, row);
    if (prose) search.instructions(value, row);
  }

  /** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) in two lanes over letters and digits. */
  #looseHash(bytes: Buffer, start: number, end: number): void {
    let low = 0x811c9dc5 | 0;
    let high = 0x1234567;
    for (let index = start; index < end; index++) {
      const byte = LOOSE[bytes[index] as number] as number;
      if (byte === 0) continue;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x01000197) ^ (low >>> 17);
    }
    this.looseLow = low;
    this.looseHigh = high;
  }

  facts(): ColumnFacts {
    return {
      empty: this.#empty,
      spelled: this.#spelled,
      shortest: Number.isFinite(this.#shortest) ? this.#shortest : 0,
      longest: this.#longest,
      characters: this.#characters,
      padded: this.#padded,
      distinct: this.#distinct.state(),
      ...(this.#numbers === undefined ? {} : { numbers: this.#numbers.facts() }),
      findings: this.#search?.findings() ?? [],
    };
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

function dots(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < end; index++) if (bytes[index] === 0x2e) count++;
  return count;
}

/** A cell as text. Doubled quotes are undone. */
function text(bytes: Buffer, start: number, end: number, quoted: boolean, seen: number): string {
  const raw = (seen & WIDE) === 0 ? bytes.toString("latin1", start, end) : bytes.toString("utf8", start, end);
  return quoted && raw.includes('""') ? raw.replaceAll('""', '"') : raw;
}
