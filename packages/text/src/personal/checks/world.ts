import { isDate, luhn, weighted } from "../checksums.ts";
import { bare, type Check, confirmedIf, digitsOf, plausibleIf, repeats } from "./verdict.ts";

const last = (digits: string): number => Number(digits.at(-1));
const number = (digits: string, from: number, to: number): number => Number(digits.slice(from, to));
const notRepeated =
  (check: (digits: string) => boolean): Check =>
  (text) => {
    const digits = digitsOf(text);
    return confirmedIf(!repeats(digits) && check(digits));
  };

/** Letters as two digits (A = 10). */
const expanded = (text: string): string => [...text].map((character) => String(Number.parseInt(character, 36))).join("");
const mod97 = (digits: string): number => [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

const vinValues: Readonly<Record<string, number>> = Object.fromEntries(
  [..."0123456789"]
    .map((digit, i) => [digit, i])
    .concat(
      [..."ABCDEFGH"].map((c, i) => [c, i + 1]),
      [..."JKLMN"].map((c, i) => [c, i + 1]),
      [
        ["P", 7],
        ["R", 9],
      ],
      [..."STUVWXYZ"].map((c, i) => [c, i + 2]),
    ),
);

function vin(text: string): boolean {
  const id = text.toUpperCase();
  const sum = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2].reduce(
    (total, weight, i) => total + weight * (vinValues[id.charAt(i)] ?? 0),
    0,
  );
  return "0123456789X".charAt(sum % 11) === id[8];
}

function mod11x2(text: string): boolean {
  const id = bare(text);
  const sum = [...id.slice(0, -1)].reduce((total, digit) => (total + Number(digit)) * 2, 0);
  return "0123456789X".charAt((12 - (sum % 11)) % 11) === id.at(-1);
}

/** ICAO 9303 part 3, 4.9. */
function mrzDigit(text: string): number {
  const values = [...text].map((character) => (character === "<" ? 0 : Number.parseInt(character, 36)));
  return values.reduce((sum, value, i) => sum + value * ([7, 3, 1][i % 3] ?? 0), 0) % 10;
}

const gstLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function gstin(text: string): boolean {
  const sum = [...text.slice(0, 14)].reduce((total, character, i) => {
    const product = gstLetters.indexOf(character) * (i % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return gstLetters.charAt((36 - (sum % 36)) % 36) === text[14];
}

const taiwanLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
const curpLetters = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

function australianBusiness(digits: string): boolean {
  const head = String(Number(digits[0]) - 1) + digits.slice(1);
  return weighted(head, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
}

function newZealand(text: string): boolean {
  const digits = digitsOf(text).padStart(9, "0");
  const [value, head] = [Number(digits), digits.slice(0, 8)];
  const first = weighted(head, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  const second = weighted(head, [7, 4, 3, 2, 5, 2, 7, 6]) % 11;
  const check = first === 0 ? 0 : 11 - first !== 10 ? 11 - first : second === 0 ? 0 : 11 - second;
  return value > 10_000_000 && value < 150_000_000 && check === last(digits);
}

function brazilianCompany(digits: string): boolean {
  const check = (weights: readonly number[]): number => {
    const rest = weighted(digits, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return (
    check([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === Number(digits[12]) && check([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === last(digits)
  );
}

const eleven = (digits: string, weights: readonly number[]): number => (11 - (weighted(digits, weights) % 11)) % 11;

/** Checks of numbers used across borders and of national numbers outside Europe. */
export const worldChecks = {
  imei: notRepeated((digits) => digits.length === 15 && luhn(digits)),
  vin: (text) => {
    if (!/[A-Z]/i.test(text) || digitsOf(text).length < 4) return "refuted";
    return vin(text) ? "confirmed" : "plausible";
  },
  isin: (text) => confirmedIf(luhn(expanded(text.toUpperCase()))),
  lei: (text) => confirmedIf(/[A-Z]/.test(text) && mod97(expanded(text)) === 1),
  orcid: (text) => confirmedIf(mod11x2(text)),
  mrz: (text) =>
    confirmedIf(
      mrzDigit(text.slice(0, 9)) === Number(text[9]) &&
        mrzDigit(text.slice(13, 19)) === Number(text[19]) &&
        mrzDigit(text.slice(21, 27)) === Number(text[27]),
    ),
  usAba: notRepeated(
    (digits) => weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && /^(?:0|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(digits),
  ),
  usDea: (text) => {
    const digits = digitsOf(text.slice(2));
    return confirmedIf(weighted(digits, [1, 2, 1, 2, 1, 2]) % 10 === last(digits));
  },
  caBusiness: (text) => confirmedIf(luhn(digitsOf(text).slice(0, 9))),
  ilId: notRepeated((digits) => luhn(digits.padStart(9, "0"))),
  zaId: notRepeated((digits) => isDate(2000, number(digits, 2, 4), number(digits, 4, 6)) && luhn(digits)),
  aeEmiratesId: notRepeated((digits) => luhn(digits)),
  inGstin: (text) => confirmedIf(gstin(text)),
  cnResidentId: (text) => {
    const id = text.toUpperCase();
    const sum = weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    return confirmedIf(isDate(number(id, 6, 10), number(id, 10, 12), number(id, 12, 14)) && "10X98765432".charAt(sum % 11) === id[17]);
  },
  twId: (text) => {
    const code = String(taiwanLetters.indexOf(text.charAt(0)) + 10);
    return confirmedIf(weighted(code + text.slice(1), [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0);
  },
  hkId: (text) => {
    const id = bare(text);
    const values = [...id.padStart(9, " ")].map((character) => (character === " " ? 36 : Number.parseInt(character, 36)));
    return confirmedIf(values.reduce((sum, value, i) => sum + value * (9 - i), 0) % 11 === 0);
  },
  jpMyNumber: notRepeated((digits) => {
    const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest <= 1 ? 0 : 11 - rest) === last(digits);
  }),
  krRrn: (text) => {
    const digits = digitsOf(text);
    if (!isDate(2000, number(digits, 2, 4), number(digits, 4, 6))) return "refuted";
    // Numbers given out since October 2020 carry no check digit.
    return (11 - (weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === last(digits) ? "confirmed" : "plausible";
  },
  thId: notRepeated((digits) => (11 - (weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(digits)),
  birthDateFirst: (text) => {
    const digits = digitsOf(text);
    return plausibleIf(isDate(2000, number(digits, 2, 4), number(digits, 4, 6)));
  },
  idNik: (text) => {
    const digits = digitsOf(text);
    return plausibleIf(isDate(2000, number(digits, 8, 10), number(digits, 6, 8) % 40));
  },
  auAbn: notRepeated(australianBusiness),
  auAcn: notRepeated((digits) => (10 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === last(digits)),
  auMedicare: notRepeated((digits) => weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])),
  nzIrd: (text) => confirmedIf(newZealand(text)),
  brCnpj: notRepeated(brazilianCompany),
  arCuit: notRepeated((digits) => eleven(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) === last(digits)),
  clRut: (text) => {
    const id = bare(text).padStart(9, "0");
    return confirmedIf(!repeats(id.slice(0, 8)) && "0123456789K".charAt(eleven(id, [3, 2, 7, 6, 5, 4, 3, 2])) === id[8]);
  },
  coNit: notRepeated((digits) => {
    const rest = weighted(digits, [41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
    return (rest < 2 ? rest : 11 - rest) === last(digits);
  }),
  mxCurp: (text) => {
    const id = text.toUpperCase();
    const sum = [...id.slice(0, 17)].reduce((total, character, i) => total + curpLetters.indexOf(character) * (18 - i), 0);
    return confirmedIf((10 - (sum % 10)) % 10 === last(id));
  },
  mxRfc: (text) => {
    const date = digitsOf(text).slice(0, 6);
    return plausibleIf(isDate(2000, number(date, 2, 4), number(date, 4, 6)));
  },
  ecCedula: notRepeated((digits) => {
    const province = number(digits, 0, 2);
    return ((province >= 1 && province <= 24) || province === 30) && number(digits, 2, 3) < 6 && luhn(digits);
  }),
  peRuc: notRepeated((digits) => eleven(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 10 === last(digits)),
  uyCi: notRepeated((digits) => (10 - (weighted(digits.padStart(8, "0"), [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === last(digits)),
} satisfies Readonly<Record<string, Check>>;
