import { within } from "./long.ts";
import { Decimal, EvaluationError } from "./values.ts";

/** `1.5`, `-0.0001`: one to four decimals. @throws EvaluationError for another form or size */
export function decimalOf(text: string): Decimal {
  const [whole, fraction, ...rest] = text.split(".");
  if (whole === undefined || fraction === undefined || rest.length > 0 || !isWhole(whole) || !isDigits(fraction))
    throw new EvaluationError(`${text} is no decimal`);
  if (fraction.length > 4) throw new EvaluationError(`${text} has more than four decimals`);
  const sign = whole.startsWith("-") ? -1n : 1n;
  return new Decimal(within(within(BigInt(whole)) * 10_000n + sign * BigInt(fraction.padEnd(4, "0"))));
}

function isWhole(text: string): boolean {
  return isDigits(text.startsWith("-") ? text.slice(1) : text);
}

/** ASCII digits, at least one, and no more than any value of 64 bits could have with leading zeros of reason. */
export function isDigits(text: string): boolean {
  return text.length <= 400 && /^[0-9]+$/.test(text);
}
