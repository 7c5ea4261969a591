import type { Json } from "@castellan/graph";
import { isOpen } from "./value.ts";

/** The result of an operator, or undefined where an operand is not known. */
export function applied(operator: string, left: Json, right: Json): Json | undefined {
  if (operator === "&&") return left === false || right === false ? false : left === true && right === true ? true : undefined;
  if (operator === "||") return left === true || right === true ? true : left === false && right === false ? false : undefined;
  if (operator === "==" || operator === "!=") {
    // A name that is only known when deployed is at least not null.
    if (left === null || right === null) return (left === right) === (operator === "==");
    if (isOpen(left) || isOpen(right)) return undefined;
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === "==");
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : left / right;
    case "%":
      return right === 0 ? undefined : left % right;
    case ">":
      return left > right;
    case "<":
      return left < right;
    case ">=":
      return left >= right;
    case "<=":
      return left <= right;
    default:
      return undefined;
  }
}
