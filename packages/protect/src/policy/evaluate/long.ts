import { EvaluationError, type Long } from "./values.ts";

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** In the one form of a value. @throws EvaluationError outside 64 bits signed */
export function longOf(value: bigint): Long {
  if (value < LEAST || value > MOST) throw new EvaluationError("integer overflow");
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** @throws EvaluationError outside 64 bits signed */
export function within(value: bigint): bigint {
  if (value < LEAST || value > MOST) throw new EvaluationError("overflow of 64 bits");
  return value;
}

/** @throws EvaluationError on overflow */
export function add(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return longOf(BigInt(left) + BigInt(right));
}

/** @throws EvaluationError on overflow */
export function subtract(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    // Minus zero is no value of Cedar.
    if (Number.isSafeInteger(difference)) return difference + 0;
  }
  return longOf(BigInt(left) - BigInt(right));
}

/** @throws EvaluationError on overflow */
export function multiply(left: Long, right: Long): Long {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return longOf(BigInt(left) * BigInt(right));
}
