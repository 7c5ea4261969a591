import { DataError } from "../errors.ts";

/** A record as it stands in its file, its line end included. */
export interface RawRecord {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the records of a delimited file lie, by RFC 4180: a line end within quotes is none. Empty lines are no records.
 * @throws DataError FILE_UNREADABLE where a quote is never closed
 */
export function delimitedRecords(bytes: Buffer, file: string): RawRecord[] {
  const records: RawRecord[] = [];
  let [start, quoted, opened] = [bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0, false, 0];
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) {
      quoted = !quoted;
      if (quoted) opened = records.length;
    } else if (!quoted && (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a))) {
      if (!blank(bytes, start, at)) records.push({ start, end: at + 1 });
      start = at + 1;
    }
  }
  if (quoted) throw new DataError("FILE_UNREADABLE", `${file}: the quote opened in record ${opened} is never closed; no row was left out.`);
  if (start < bytes.length && !blank(bytes, start, bytes.length)) records.push({ start, end: bytes.length });
  return records;
}

function blank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x0d && bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}

/** Lines that are not empty. */
export function lineRecords(bytes: Buffer): RawRecord[] {
  const records: RawRecord[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0x0a); start < bytes.length; end = bytes.indexOf(0x0a, start)) {
    const next = end < 0 ? bytes.length : end + 1;
    if (!blank(bytes, start, end < 0 ? next : end)) records.push({ start, end: next });
    start = next;
  }
  return records;
}

/** The fields of one record. */
export function fieldsOf(text: string, separator: string): string[] {
  const fields: string[] = [];
  let [field, quoted] = ["", false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === separator) {
      fields.push(field);
      field = "";
    } else if (character !== "\r" && character !== "\n") field += character;
  }
  fields.push(field);
  return fields;
}
