import { type Operator, operatorOf, timeOf } from "./compare.ts";
import { arnPattern, type PolicyCondition } from "./policy.ts";
import { type ContextValue, lookUp, type RequestContext } from "./request-context.ts";
import { type Expanded, expand } from "./variables.ts";

/**
 * What a condition comes to for somebody who wants to make the request: it holds, it does not, they may have it
 * either way (a tag that they set, a time that they wait for), or it depends on what cannot be seen here.
 */
export type Outcome = "true" | "false" | "choice" | "unknown";

/** Requests are made after this day: what was allowed only before is not allowed. */
const SINCE = Date.UTC(2026, 0, 1);

/** All of them, as a statement means them. */
export function conditionsOutcome(conditions: readonly PolicyCondition[], context: RequestContext): Outcome {
  return all(conditions.map((condition) => conditionOutcome(condition, context)));
}

const FALSE_FIRST = ["false", "unknown", "choice", "true"] as const;
const TRUE_FIRST = ["true", "choice", "unknown", "false"] as const;

function first(parts: readonly Outcome[], order: readonly Outcome[], none: Outcome): Outcome {
  return order.find((outcome) => parts.includes(outcome)) ?? none;
}
const all = (parts: readonly Outcome[]): Outcome => first(parts, FALSE_FIRST, "true");
const some = (parts: readonly Outcome[]): Outcome => first(parts, TRUE_FIRST, "false");
const not = (outcome: Outcome): Outcome => (outcome === "true" ? "false" : outcome === "false" ? "true" : outcome);
const truth = (value: boolean): Outcome => (value ? "true" : "false");

/**
 * One condition (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html):
 * a key that is absent fails what asks for a value and passes what forbids one; `IfExists` and `ForAllValues` pass,
 * `ForAnyValue` fails. An operator that IAM does not know says nothing.
 */
export function conditionOutcome({ operator: written, key, values }: PolicyCondition, context: RequestContext): Outcome {
  const operator = operatorOf(written);
  if (operator === undefined) return "unknown";
  const value = lookUp(key, context);
  if (operator.compare === undefined) return nullOutcome(value, values);
  if (value === "absent" || (typeof value === "object" && value.values.length === 0)) {
    if (operator.ifExists || operator.quantifier === "all") return "true";
    return truth(operator.negative && operator.quantifier !== "any");
  }
  if (typeof value === "string")
    return operator.name.startsWith("date") ? dateOutcome(operator, value, values, key) : choiceOf(operator, value, values);
  const wanted = values.map((each) => expand(each, context));
  const each = value.values.map((actual) => {
    const fit = some(wanted.map((pattern) => fitOutcome(operator, actual, pattern)));
    return fit === "false" && value.open === true ? "unknown" : fit;
  });
  // Spellings of one value: it fits when one of them does.
  const matched = value.aliases === true || operator.quantifier === undefined ? [some(each)] : each;
  const judged = operator.negative ? matched.map(not) : matched;
  return operator.quantifier === "all" ? all(judged) : some(judged);
}

function fitOutcome({ compare }: Operator, actual: string, wanted: Expanded): Outcome {
  if (wanted.state === "absent") return "false";
  if (compare === undefined) return "unknown";
  // A variable that is not known could be what is asked for, if the rest of the text could.
  if (wanted.state !== "known") return wanted.state;
  const { text } = wanted;
  // What is ours stands in an account whose number is not known here.
  return truth(compare(actual, text) || (text.startsWith("arn:") && compare(actual, arnPattern(text))));
}

function nullOutcome(value: ContextValue, wanted: readonly string[]): Outcome {
  if (value === "unknown") return "unknown";
  if (value === "free") return "choice";
  const absent = value === "absent" || (value.values.length === 0 && value.open !== true);
  return truth(wanted.some((each) => (each.toLowerCase() === "true") === absent));
}

/** Without a value in the list nothing fits. */
function choiceOf({ negative, quantifier, ifExists }: Operator, value: "free" | "unknown", wanted: readonly string[]): Outcome {
  if (wanted.length === 0) {
    if (negative && quantifier !== "any") return "true";
    if (!negative && !ifExists && quantifier !== "all") return "false";
  }
  return value === "free" ? "choice" : "unknown";
}

const TIMES = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);

/** The time of a request is any time from now on. */
function dateOutcome({ name, negative }: Operator, value: "free" | "unknown", values: readonly string[], key: string): Outcome {
  if (!TIMES.has(key)) return value === "free" ? "choice" : "unknown";
  const outcomes = values.map((each): Outcome => {
    const time = timeOf(each);
    if (time === undefined) return "unknown";
    if (time >= SINCE) return "choice";
    return truth(name.startsWith("dategreater"));
  });
  return negative ? not(some(outcomes)) : some(outcomes);
}
