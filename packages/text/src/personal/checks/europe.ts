import { isDate, iso7064Mod11x10, luhn, weighted } from "../checksums.ts";
import { bare, type Check, confirmedIf, digitsOf, plausibleIf, repeats } from "./verdict.ts";

const last = (digits: string): number => Number(digits.at(-1));
const number = (digits: string, from: number, to: number): number => Number(digits.slice(from, to));
/** Sum of the digits of each product. */
const crossSum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => {
    const product = weight * Number(digits[i]);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
const letterNumber = (letter: string): string => String(letter.charCodeAt(0) - 64).padStart(2, "0");
const alphanumeric = (text: string): number[] => [...text].map((character) => Number.parseInt(character, 36));
const sum731 = (values: readonly number[]): number => values.reduce((sum, value, i) => sum + value * ([7, 3, 1][i % 3] ?? 0), 0);
const notRepeated =
  (check: (digits: string) => boolean): Check =>
  (text) => {
    const digits = digitsOf(text);
    return confirmedIf(!repeats(digits) && check(digits));
  };

function baltic(digits: string): boolean {
  let rest = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (rest === 10) rest = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return isDate(2000, number(digits, 3, 5), number(digits, 5, 7)) && /^[1-8]/.test(digits) && rest % 10 === last(digits);
}

function birthNumber(digits: string): boolean {
  const month = number(digits, 2, 4) % 50;
  const day = number(digits, 4, 6);
  if (!isDate(2000, month > 20 ? month - 20 : month, day)) return false;
  const rest = number(digits, 0, 9) % 11;
  return digits.length === 10 && (Number(digits) % 11 === 0 || (rest === 10 && last(digits) === 0));
}

function balkan(digits: string): boolean {
  const check = 11 - (weighted(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return isDate(2000, number(digits, 2, 4), number(digits, 0, 2)) && check !== 10 && check % 11 === last(digits);
}

function spanishCompany(text: string): boolean {
  const id = bare(text);
  const digits = id.slice(1, 8);
  const check = (10 - ((crossSum(digits, [2, 1, 2, 1, 2, 1, 2]) % 10) % 10)) % 10;
  return id.at(-1) === String(check) || id.at(-1) === "JABCDEFGHI".charAt(check);
}

/** Checks of national numbers of Europe, by the issuers' published rules (the source of each rule stands in the catalogue). */
export const europeChecks = {
  gbUtr: notRepeated((digits) => "21987654321".charAt(weighted(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11) === digits[0]),
  gbVat: notRepeated((digits) => {
    const sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + number(digits, 7, 9);
    return sum % 97 === 0 || (sum + 55) % 97 === 0;
  }),
  iePps: (text) => {
    const id = bare(text);
    const extra = id.length === 9 ? id.charCodeAt(8) - 64 : 0;
    const sum = weighted(id, [8, 7, 6, 5, 4, 3, 2]) + 9 * (extra === 23 ? 0 : extra);
    return confirmedIf("WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) === id[7]);
  },
  deSocialSecurity: (text) => {
    const id = bare(text);
    const digits = id.slice(0, 8) + letterNumber(id.charAt(8)) + id.slice(9);
    const day = number(digits, 2, 4);
    return confirmedIf(
      number(digits, 4, 6) <= 12 && day % 50 <= 31 && crossSum(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 === last(digits),
    );
  },
  deIdCard: (text) => {
    const id = bare(text);
    return confirmedIf(/\d/.test(id.slice(0, 9)) && sum731(alphanumeric(id.slice(0, 9))) % 10 === last(id));
  },
  deVat: notRepeated((digits) => iso7064Mod11x10(digits)),
  deHealthInsurance: (text) => {
    const id = bare(text);
    return confirmedIf(crossSum(letterNumber(id.charAt(0)) + id.slice(1, 9), [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === last(id));
  },
  luhnNumber: notRepeated((digits) => luhn(digits)),
  frVat: (text) => {
    const digits = digitsOf(text);
    return confirmedIf((12 + 3 * (number(digits, 2, 11) % 97)) % 97 === number(digits, 0, 2) && luhn(digits.slice(2)));
  },
  esCif: (text) => confirmedIf(spanishCompany(text)),
  esSocialSecurity: notRepeated((digits) => {
    const province = digits.slice(0, 2);
    const rest = number(digits, 2, 10);
    const base = rest < 10_000_000 ? Number(province) * 10_000_000 + rest : Number(province + digits.slice(2, 10));
    return base % 97 === number(digits, 10, 12);
  }),
  ptNif: notRepeated((digits) => {
    const check = 11 - (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return (check > 9 ? 0 : check) === last(digits);
  }),
  beNationalNumber: notRepeated((digits) => {
    const [born, end] = [number(digits, 0, 9), number(digits, 9, 11)];
    const month = number(digits, 2, 4) % 20;
    return month <= 12 && number(digits, 4, 6) <= 31 && (97 - (born % 97) === end || 97 - ((2_000_000_000 + born) % 97) === end);
  }),
  beVat: notRepeated((digits) => 97 - (number(digits, 0, 8) % 97) === number(digits, 8, 10)),
  atSocialSecurity: notRepeated(
    (digits) =>
      weighted(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]) &&
      number(digits, 4, 6) <= 31 &&
      number(digits, 6, 8) <= 15,
  ),
  atVat: (text) => {
    const digits = digitsOf(text);
    return confirmedIf((10 - ((crossSum(digits, [1, 2, 1, 2, 1, 2, 1]) + 4) % 10)) % 10 === last(digits));
  },
  chAhv: notRepeated((digits) => (10 - (weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === last(digits)),
  chUid: notRepeated((digits) => (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === last(digits)),
  noFodselsnummer: notRepeated((digits) => {
    const first = (11 - (weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
    const second = (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return number(digits, 0, 2) % 40 <= 31 && first === Number(digits[9]) && second === last(digits);
  }),
  noOrganisation: notRepeated((digits) => (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === last(digits)),
  dkCpr: (text) => {
    const digits = digitsOf(text);
    // The check digit is not used for all numbers issued since 2007.
    return plausibleIf(isDate(2000, number(digits, 2, 4), number(digits, 0, 2)));
  },
  fiBusiness: notRepeated((digits) => {
    const rest = weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11;
    return rest !== 1 && (rest === 0 ? 0 : 11 - rest) === last(digits);
  }),
  isKennitala: notRepeated(
    (digits) => number(digits, 2, 4) <= 12 && (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(digits[8]),
  ),
  plNip: notRepeated((digits) => weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(digits)),
  plRegon: notRepeated((digits) => (weighted(digits, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === last(digits)),
  plIdCard: (text) => {
    const values = alphanumeric(bare(text));
    return confirmedIf([7, 3, 1, 9, 7, 3, 1, 7, 3].reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0) % 10 === 0);
  },
  czBirthNumber: notRepeated(birthNumber),
  czIco: notRepeated((digits) => (11 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(digits)),
  huTaxId: notRepeated((digits) => weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === last(digits)),
  huTaj: notRepeated((digits) => weighted(digits, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === last(digits)),
  roCnp: notRepeated((digits) => {
    const rest = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return isDate(2000, number(digits, 3, 5), number(digits, 5, 7)) && (rest === 10 ? 1 : rest) === last(digits);
  }),
  bgEgn: notRepeated((digits) => {
    const month = number(digits, 2, 4) % 20;
    return isDate(2000, month, number(digits, 4, 6)) && (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === last(digits);
  }),
  mod11x10: notRepeated((digits) => iso7064Mod11x10(digits)),
  balkanNumber: notRepeated(balkan),
  grAmka: notRepeated((digits) => isDate(2000, number(digits, 2, 4), number(digits, 0, 2)) && luhn(digits)),
  grAfm: notRepeated((digits) => (weighted(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(digits)),
  balticNumber: notRepeated(baltic),
  lvPersonalCode: notRepeated(
    (digits) =>
      isDate(2000, number(digits, 2, 4), number(digits, 0, 2)) &&
      ((1 + weighted(digits, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === last(digits),
  ),
  trId: notRepeated((digits) => {
    const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
    const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
    return (((odd * 7 - even) % 10) + 10) % 10 === Number(digits[9]) && (odd + even + Number(digits[9])) % 10 === last(digits);
  }),
  ruInn: notRepeated((digits) => {
    const check = (weights: readonly number[]): number => (weighted(digits, weights) % 11) % 10;
    if (digits.length === 10) return check([2, 4, 10, 3, 5, 9, 4, 6, 8]) === last(digits);
    return check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(digits[10]) && check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === last(digits);
  }),
  ruSnils: notRepeated((digits) => (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === number(digits, 9, 11)),
  uaTaxNumber: notRepeated((digits) => (((weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10 === last(digits)),
} satisfies Readonly<Record<string, Check>>;
