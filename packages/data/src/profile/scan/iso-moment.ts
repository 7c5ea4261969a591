import { readMoment } from "./read-value.ts";

const DASH = 0x2d;
const COLON = 0x3a;

/** The number that two digits write; above 99 where one is none. */
function two(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - 0x30, (bytes[at + 1] as number) - 0x30];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : 100;
}

/** Days from 1970-01-01 to the first of a month (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function daysTo(year: number, month: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5);
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/**
 * The moment that these bytes write as ISO 8601, in seconds since 1970, NaN where they write none: the plain spellings
 * without zone and fraction from the bytes, all others as `readMoment` reads them.
 */
export function readIsoMoment(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  if (length === 10 || length === 16 || length === 19) {
    const value = plain(bytes, start, length);
    if (!Number.isNaN(value)) return value;
  }
  return readMoment(bytes.toString("latin1", start, end).trim(), "iso");
}

function plain(bytes: Uint8Array, start: number, length: number): number {
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
  const [century, rest] = [two(bytes, start), two(bytes, start + 2)];
  const [month, day] = [two(bytes, start + 5), two(bytes, start + 8)];
  // Years below 1000 are read by the language, which has its own ways with them.
  if (century < 10 || century > 99 || rest > 99 || month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  let seconds = (daysTo(100 * century + rest, month) + day - 1) * 86_400;
  if (length === 10) return seconds;
  const between = bytes[start + 10];
  if ((between !== 0x20 && between !== 0x54) || bytes[start + 13] !== COLON) return Number.NaN;
  const [hour, minute] = [two(bytes, start + 11), two(bytes, start + 14)];
  if (hour > 24 || minute > 59) return Number.NaN;
  seconds += 3600 * hour + 60 * minute;
  if (length === 16) return seconds;
  const second = two(bytes, start + 17);
  return bytes[start + 16] === COLON && second <= 60 ? seconds + second : Number.NaN;
}
