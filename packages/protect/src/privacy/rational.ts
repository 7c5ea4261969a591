import { ProtectError } from "../errors.ts";

/**
 * Exact fractions. Everything between a parameter and a noisy answer is computed with them: a rounding error of
 * floating point there would leak what the noise hides (Mironov, "On significance of the least significant bits for
 * differential privacy", CCS 2012).
 */
export interface Rational {
  readonly numerator: bigint;
  /** Above zero. */
  readonly denominator: bigint;
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The fraction in lowest terms. @throws ProtectError OPTION_INVALID for a denominator of zero */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new ProtectError("OPTION_INVALID", "A fraction has no zero below its line.");
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestDivisor(numerator, denominator) * sign;
  return divisor === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / divisor, denominator: denominator / divisor };
}

const VIEW = new DataView(new ArrayBuffer(8));

/** What a double is, to the last bit. @throws ProtectError OPTION_INVALID for NaN and the infinities */
export function exactly(value: number): Rational {
  if (!Number.isFinite(value)) throw new ProtectError("OPTION_INVALID", `${value} is no number that can be counted with.`);
  VIEW.setFloat64(0, value);
  const bits = VIEW.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = (exponent === 0 ? fraction : fraction | (1n << 52n)) * (bits >> 63n === 1n ? -1n : 1n);
  const shift = Math.max(exponent, 1) - 1075;
  return shift >= 0 ? rational(mantissa << BigInt(shift)) : rational(mantissa, 1n << BigInt(-shift));
}

export function sum(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator);
}

export function product(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** @throws ProtectError OPTION_INVALID where `right` is zero */
export function quotient(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** Below zero, zero or above it, as `left` is less than, equal to or more than `right`. */
export function compare(left: Rational, right: Rational): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function floor({ numerator, denominator }: Rational): bigint {
  const cut = numerator / denominator;
  return numerator < 0n && cut * denominator !== numerator ? cut - 1n : cut;
}

export function ceiling(value: Rational): bigint {
  return -floor({ numerator: -value.numerator, denominator: value.denominator });
}

/** The nearest integer; halves go up. */
export function nearest(value: Rational): bigint {
  return floor({ numerator: 2n * value.numerator + value.denominator, denominator: 2n * value.denominator });
}

/** The largest integer whose square is at most `value`, which is not negative. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Bits of a value. */
function width(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

/** As near as a double comes; for showing and for accounting that rounds up by itself, never on the way to noise. */
export function approximately({ numerator, denominator }: Rational): number {
  // A quotient of 80 bits holds more than a double does; the rest is a power of two, in two halves, so that none overflows.
  const shift = 80 - width(numerator) + width(denominator);
  const quotient = shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  const half = Math.trunc(shift / 2);
  return Number(quotient) * 2 ** -half * 2 ** -(shift - half);
}

/** `n/d` in decimal digits, as budgets are written down. */
export function written({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}

/** @throws ProtectError FORMAT_INVALID */
export function readRational(text: string): Rational {
  const [, numerator, denominator] = /^(-?\d{1,4000})\/([1-9]\d{0,3999})$/.exec(text) ?? [];
  if (numerator === undefined || denominator === undefined)
    throw new ProtectError("FORMAT_INVALID", `${text.slice(0, 60)} is no fraction such as 1/2.`);
  return rational(BigInt(numerator), BigInt(denominator));
}

/** What was typed, exactly: `0.3` is three tenths, `1e-6` a millionth. @throws ProtectError OPTION_INVALID */
export function decimal(text: string): Rational {
  const [, sign, whole = "", part = "", exponent = "0"] = /^(-?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text) ?? [];
  if (sign === undefined || whole + part === "")
    throw new ProtectError("OPTION_INVALID", `${text.slice(0, 60)} is no number such as 0.5 or 1e-6.`);
  const digits = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  const shift = Number(exponent) - part.length;
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
}
