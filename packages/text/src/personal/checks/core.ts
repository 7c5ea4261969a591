import { isDate, iso7064Mod11x10, iso7064Mod97, luhn, verhoeff, weighted } from "../checksums.ts";
import { hasCallingCode, isInternationalNumber, isNationalNumber, isTrunkNumber } from "../phone/number.ts";
import { bare, type Check, confirmedIf, digitsOf, plausibleIf, repeats, type Verdict } from "./verdict.ts";

/** Length of an IBAN by country (SWIFT IBAN registry, release 98). */
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};

/** Issuer prefixes and lengths (ISO/IEC 7812; published by the schemes). */
function isCardRange(digits: string): boolean {
  const { length } = digits;
  const four = Number(digits.slice(0, 4));
  const two = Math.floor(four / 100);
  const three = Math.floor(four / 10);
  if (two >= 40 && two <= 49) return length === 13 || length === 16 || length === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  if (two === 34 || two === 37) return length === 15;
  if ((three >= 300 && three <= 305) || two === 36 || two === 38 || two === 39) return length === 14 || length === 16;
  if (two === 35) return length === 16;
  if (four === 2131 || four === 1800) return length === 15;
  const others = four === 6011 || (three >= 644 && three <= 649) || two === 65 || two === 62 || two === 50 || (two >= 56 && two <= 59);
  return (others || two === 60 || two === 63 || two === 67 || two === 69) && length >= 12 && length <= 19;
}

const spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const finnishLetters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const italianOdd: Readonly<Record<string, number>> = {
  0: 1,
  1: 0,
  2: 5,
  3: 7,
  4: 9,
  5: 13,
  6: 15,
  7: 17,
  8: 19,
  9: 21,
  A: 1,
  B: 0,
  C: 5,
  D: 7,
  E: 9,
  F: 13,
  G: 15,
  H: 17,
  I: 19,
  J: 21,
  K: 2,
  L: 4,
  M: 18,
  N: 20,
  O: 11,
  P: 3,
  Q: 6,
  R: 8,
  S: 12,
  T: 14,
  U: 16,
  V: 10,
  W: 22,
  X: 25,
  Y: 24,
  Z: 23,
};

function italianFiscalCode(text: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const character = text.charAt(i);
    sum += i % 2 === 0 ? (italianOdd[character] ?? 0) : /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
  }
  return text.charCodeAt(15) - 65 === sum % 26;
}

function singaporeNric(text: string): boolean {
  const first = text.charAt(0);
  const sum = weighted(text.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + (first === "T" || first === "G" ? 4 : first === "M" ? 3 : 0);
  const letters = first === "S" || first === "T" ? "JZIHGFEDCBA" : first === "M" ? "KLJNPQRTUWX" : "XWUTRQPNMLK";
  const index = first === "M" ? 10 - (sum % 11) : sum % 11;
  return letters.charAt(index) === text.charAt(8);
}

function brazilianDigit(digits: string, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (digits.charCodeAt(i) - 48) * (length + 1 - i);
  return ((sum * 10) % 11) % 10;
}

/** How many of the ten digits stand there more than once. */
function repeatedDigits(digits: string): number {
  let once = 0;
  let more = 0;
  for (let i = 0; i < digits.length; i++) {
    const bit = 1 << (digits.charCodeAt(i) - 48);
    more |= once & bit;
    once |= bit;
  }
  let count = 0;
  for (; more !== 0; more &= more - 1) count++;
  return count;
}

function frenchInsee(text: string): boolean {
  const head = text.slice(0, 13).replace("2A", "19").replace("2B", "18");
  return /^\d{13}$/.test(head) && 97 - Number(BigInt(head) % 97n) === Number(text.slice(13));
}

/** Printed in advertisements, law and every example; the first two were withdrawn by the SSA. */
const neverIssued = new Set(["078051120", "219099999", "123456789", "987654321", "111223333"]);

/** Year, month and day in eight digits, as in names of releases and files (ISO 8601, basic format). */
function isCompactDate(digits: string): boolean {
  return (
    digits.length === 8 &&
    /^(?:19|20)/.test(digits) &&
    isDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
  );
}

/** What stands between runs of other characters, as numbers: an empty piece at the front or end is 0, as of `split`. */
function numbersIn(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let inside = true;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      value = inside ? value * 10 + digit : digit;
      inside = true;
    } else if (inside) {
      found.push(value);
      value = 0;
      inside = false;
    }
  }
  found.push(value);
  return found;
}

/** Day, month and year in any usual order, or a month by name. */
function looksLikeDate(text: string): boolean {
  if (/[A-Za-z]{3}/.test(text)) return true;
  const [a = 0, b = 0, c = 0] = numbersIn(text);
  const wide = (year: number): number => (year < 100 ? 2000 + year : year);
  if (a > 31) return a >= 1800 && a <= 2200 && isDate(a, b, c);
  return (c < 100 || (c >= 1800 && c <= 2200)) && (isDate(wide(c), b, a) || isDate(wide(c), a, b));
}

/** Checks of forms used in many countries and of the first national numbers. Each takes the matched text with its separators. */
export const coreChecks = {
  none: (): Verdict => "plausible",
  creditCard: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(isCardRange(digits) && luhn(digits) && !repeats(digits));
  },
  iban: (text: string): Verdict => {
    const account = bare(text);
    const length = ibanLengths[account.slice(0, 2)];
    if (length === undefined || !iso7064Mod97(account)) return "refuted";
    // The check digits hold by chance in 1 of 97: another length than the country's is a slip, or made up.
    return length === account.length ? "confirmed" : plausibleIf(Math.abs(length - account.length) <= 2);
  },
  ibanStart: (text: string): Verdict => plausibleIf(ibanLengths[text.slice(0, 2).toUpperCase()] !== undefined),
  usSsn: (text: string): Verdict => {
    const digits = digitsOf(text);
    // Randomisation rules of the SSA (2011): no area 000, 666 or 9xx, no group 00, no serial 0000.
    return plausibleIf(
      digits.length === 9 &&
        !/^(?:000|666|9)/.test(digits) &&
        !/^\d{3}00/.test(digits) &&
        !/0000$/.test(digits) &&
        !repeats(digits) &&
        !neverIssued.has(digits),
    );
  },
  ipv4: (text: string): Verdict => plausibleIf(text.split(".").every((part) => Number(part) <= 255) && !/^(?:0|127|255)\./.test(text)),
  ipv6: (text: string): Verdict =>
    plausibleIf(
      (text.match(/::/g) ?? []).length <= 1 &&
        (text.includes("::") ? text.split(":").length <= 8 : text.split(":").length === 8) &&
        text.split(":").filter((part) => part !== "").length >= 3,
    ),
  internationalPhone: (text: string): Verdict => {
    const digits = digitsOf(text.replace(/\(0\)/, "").replace(/ ?(?:x|ext).*$/i, "")).replace(/^00/, "");
    if (repeats(digits)) return "refuted";
    if (isInternationalNumber(digits)) return "confirmed";
    // Of a country, but not of its plan as published: written so all the same.
    return plausibleIf(digits.length >= 9 && digits.length <= 15 && hasCallingCode(digits));
  },
  trunkPhone: (text: string): Verdict => {
    const digits = digitsOf(text);
    if (digits.startsWith("00")) return confirmedIf(isInternationalNumber(digits.slice(2)));
    return plausibleIf(
      digits.length >= 9 && digits.length <= 12 && !repeats(digits.slice(1)) && !looksLikeDate(text) && isTrunkNumber(digits),
    );
  },
  anyPhone: (text: string): Verdict => {
    const digits = digitsOf(text.replace(/ ?(?:x|ext).*$/i, ""));
    return plausibleIf(
      digits.length >= 7 &&
        digits.length <= 15 &&
        !repeats(digits) &&
        !(/^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/.test(text) && looksLikeDate(text)),
    );
  },
  nationalPhone: (text: string): Verdict => {
    const digits = digitsOf(text);
    return plausibleIf(!repeats(digits) && !isCompactDate(digits) && (isNationalNumber(digits) || isTrunkNumber(digits)));
  },
  usPhone: (text: string): Verdict => {
    const digits = digitsOf(text.replace(/ ?(?:x|ext).*$/i, "")).replace(/^(?:00)?1(?=\d{10}$)/, "");
    return plausibleIf(/^[2-9]\d{2}[2-9]\d{6}$/.test(digits) && !repeats(digits));
  },
  date: (text: string): Verdict => plausibleIf(looksLikeDate(text)),
  time: (text: string): Verdict => {
    const [hours = 99, minutes = 99, seconds = 0] = numbersIn(text);
    return plausibleIf(hours < 25 && minutes < 60 && seconds < 61);
  },
  bitcoin: (text: string): Verdict =>
    plausibleIf(/^bc1/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text) && new Set(text).size > 14)),
  ethereum: (text: string): Verdict => plausibleIf(new Set(text.toLowerCase()).size > 8),
  gbNhs: (text: string): Verdict => {
    const digits = digitsOf(text);
    const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return confirmedIf(check !== 10 && check % 11 === Number(digits[9]) && !repeats(digits));
  },
  esNif: (text: string): Verdict => {
    const id = bare(text);
    return confirmedIf(
      spanishLetters.charAt(Number(id.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)))) % 23) === id.at(-1),
    );
  },
  itFiscalCode: (text: string): Verdict => confirmedIf(italianFiscalCode(bare(text))),
  plPesel: (text: string): Verdict => {
    const month = Number(text.slice(2, 4)) % 20;
    return confirmedIf(
      (10 - (weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(text[10]) &&
        month >= 1 &&
        month <= 12 &&
        Number(text.slice(4, 6)) <= 31 &&
        Number(text.slice(4, 6)) > 0,
    );
  },
  fiHetu: (text: string): Verdict =>
    confirmedIf(
      isDate(2000, Number(text.slice(2, 4)), Number(text.slice(0, 2))) &&
        finnishLetters.charAt(Number(text.slice(0, 6) + text.slice(7, 10)) % 31) === text.at(-1)?.toUpperCase(),
    ),
  inAadhaar: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(/^[2-9]/.test(digits) && verhoeff(digits) && !repeats(digits));
  },
  auTfn: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !repeats(digits));
  },
  brCpf: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(
      !repeats(digits) && brazilianDigit(digits, 9) === Number(digits[9]) && brazilianDigit(digits, 10) === Number(digits[10]),
    );
  },
  sgNric: (text: string): Verdict => confirmedIf(singaporeNric(bare(text))),
  deTaxId: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(!digits.startsWith("0") && iso7064Mod11x10(digits) && repeatedDigits(digits.slice(0, 10)) === 1);
  },
  frInsee: (text: string): Verdict => confirmedIf(frenchInsee(bare(text))),
  nlBsn: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !repeats(digits));
  },
  caSin: (text: string): Verdict => {
    const digits = digitsOf(text);
    return confirmedIf(/^[1-79]/.test(digits) && luhn(digits) && !repeats(digits));
  },
  sePersonnummer: (text: string): Verdict => {
    const digits = digitsOf(text).slice(-10);
    return confirmedIf(luhn(digits) && isDate(2000, Number(digits.slice(2, 4)), Number(digits.slice(4, 6)) % 60));
  },
  usNpi: (text: string): Verdict => confirmedIf(/^[12]/.test(text) && luhn(`80840${text}`)),
} satisfies Readonly<Record<string, Check>>;
