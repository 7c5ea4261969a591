/*
 * Numbers written as text, as CPython reads them. undefined: the loader would raise an error.
 */

/** CPython refuses longer decimal texts (`sys.int_info.default_max_str_digits`). */
export const MOST_DIGITS = 4300;

const INTEGER = /^([+-]?)(?:0[xX]_?([0-9a-fA-F_]+)|0[oO]_?([0-7_]+)|0[bB]_?([01_]+)|([0-9][0-9_]*))$/;
const PREFIX = ["", "", "0x", "0o", "0b"] as const;

/** `PyLong_FromString(text, NULL, 0)`; with `octal`, a leading zero makes it octal as for C's `strtol`. */
export function parseInteger(text: string, octal = false): bigint | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MOST_DIGITS) return undefined;
  const parts = INTEGER.exec(trimmed);
  if (parts === null || trimmed.endsWith("_") || trimmed.includes("__")) return undefined;
  const decimal = parts[5];
  if (decimal?.startsWith("0") === true && !/^[0_]*$/.test(decimal)) {
    return octal && /^[0-7]+$/.test(decimal) ? signed(parts[1], `0o${decimal}`) : undefined;
  }
  const form = [2, 3, 4].find((index) => parts[index] !== undefined);
  const digits = form === undefined ? (decimal ?? "") : `${PREFIX[form]}${parts[form]}`;
  return signed(parts[1], digits.replaceAll("_", ""));
}

function signed(sign: string | undefined, digits: string): bigint {
  return sign === "-" ? -BigInt(digits) : BigInt(digits);
}

/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;

/** Plain digits without a leading zero, which is how picklers write numbers; -1 for any other form. */
export function plainDigits(bytes: Uint8Array, at: number, length: number): number {
  if (length === 0 || length > EXACT_DIGITS) return -1;
  const first = bytes[at] ?? 0;
  if (first === 0x30 && length > 1) return -1;
  let value = 0;
  for (let index = at; index < at + length; index++) {
    const digit = (bytes[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The key of GET and PUT: `PyLong_FromString(text, NULL, 10)`. NaN where it is none, Infinity beyond any memo. */
export function parseMemoKey(text: string): number {
  const trimmed = text.trim();
  if (trimmed.length > MOST_DIGITS || !/^[+-]?[0-9][0-9_]*$/.test(trimmed) || trimmed.endsWith("_") || trimmed.includes("__"))
    return Number.NaN;
  return Number(trimmed.replaceAll("_", ""));
}

const FLOAT = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/** `PyOS_string_to_double`. */
export function parseFloatText(text: string): number | undefined {
  if (FLOAT.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  if (special[2]?.toLowerCase() === "nan") return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Two's complement, little-endian (`_PyLong_FromByteArray`). */
export function bigintOf(bytes: Uint8Array): bigint {
  const length = bytes.length;
  if (length === 0) return 0n;
  const value = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  return (bytes[length - 1] ?? 0) >= 0x80 ? value - (1n << BigInt(8 * length)) : value;
}
