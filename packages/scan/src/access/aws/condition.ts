import { fits } from "./pattern.ts";
import type { PolicyCondition } from "./policy.ts";

/**
 * What a condition comes to for somebody who wants to make the request: it holds, it does not, they may have it
 * either way (a tag that they set, a time that they wait for), or it depends on what cannot be seen here.
 */
export type Outcome = "true" | "false" | "choice" | "unknown";

/** Values of a key in a request; what the caller may set as they like is `free`; what is not there is `absent`. */
export type ContextValue = { readonly values: readonly string[] } | "free" | "absent" | "unknown";

export interface RequestContext {
  readonly [key: string]: ContextValue;
}

/** Requests are made after this day: what was allowed only before is not allowed. */
const SINCE = Date.UTC(2026, 0, 1);

/** Keys that the caller sets, or that hold of any ordinary request. */
const USUAL: { readonly [key: string]: ContextValue } = {
  "aws:securetransport": { values: ["true"] },
  "aws:viaawsservice": { values: ["false"] },
  "aws:requestedregion": "free",
  "aws:useragent": "free",
  "aws:referer": "free",
  "sts:rolesessionname": "free",
  "iam:policyarn": "free",
  "iam:awsservicename": "free",
};
const FREE_PREFIXES = ["aws:requesttag/", "aws:tagkeys", "ec2:instancetype", "lambda:", "sagemaker:instancetypes"];

function lookUp(key: string, context: RequestContext): ContextValue {
  const known = context[key] ?? USUAL[key];
  if (known !== undefined) return known;
  return FREE_PREFIXES.some((prefix) => key.startsWith(prefix)) ? "free" : "unknown";
}

/** All of them, as a statement means them. */
export function conditionsOutcome(conditions: readonly PolicyCondition[], context: RequestContext): Outcome {
  return both(conditions.map((condition) => outcomeOf(condition, context)));
}

function both(parts: readonly Outcome[]): Outcome {
  for (const outcome of ["false", "unknown", "choice"] as const) if (parts.includes(outcome)) return outcome;
  return "true";
}

/**
 * One condition (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html):
 * a key that is absent fails what asks for a value and passes what forbids one; `IfExists` passes.
 */
function outcomeOf({ operator, key, values }: PolicyCondition, context: RequestContext): Outcome {
  const [, quantifier = "", name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(operator) ?? [];
  const value = lookUp(key, context);
  if (/^Null$/i.test(name)) {
    if (value === "unknown") return "unknown";
    if (value === "free") return "choice";
    return truth((value === "absent") === (values[0]?.toLowerCase() === "true"));
  }
  const negative = /Not/.test(name);
  if (value === "absent") {
    if (ifExists !== undefined || /^ForAllValues$/i.test(quantifier)) return "true";
    return truth(negative && !/^ForAnyValue$/i.test(quantifier));
  }
  if (/^Date/i.test(name)) return dateOutcome(name, value, values, key);
  if (value === "unknown") return "unknown";
  if (value === "free") return values.length === 0 ? truth(negative) : "choice";
  const test = comparison(name);
  if (test === undefined || values.some((each) => each.includes("${") && !each.startsWith("${aws:"))) return "unknown";
  // Forbidding operators hold when no value fits; the others when some does.
  const one = (actual: string): boolean =>
    negative ? values.every((each) => !test(actual, each)) : values.some((each) => test(actual, each));
  return truth(/^ForAllValues$/i.test(quantifier) ? value.values.every(one) : value.values.some(one));
}

function truth(value: boolean): Outcome {
  return value ? "true" : "false";
}

const TIMES = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime", "aws:multifactorauthage"]);

/** The time of a request is any time from now on. */
function dateOutcome(name: string, value: ContextValue, values: readonly string[], key: string): Outcome {
  if (!TIMES.has(key) || (value !== "unknown" && value !== "free")) return "unknown";
  const outcomes = values.map((each): Outcome => {
    const time = /^\d+$/.test(each) ? Number(each) * 1000 : Date.parse(each);
    if (Number.isNaN(time)) return "unknown";
    if (/LessThan/i.test(name)) return time < SINCE ? "false" : "choice";
    if (/GreaterThan/i.test(name)) return time < SINCE ? "true" : "choice";
    if (/NotEquals/i.test(name)) return time < SINCE ? "true" : "choice";
    return time < SINCE ? "false" : "choice";
  });
  if (outcomes.includes("true")) return "true";
  return outcomes.find((each) => each !== "false") ?? "false";
}

type Comparison = (actual: string, wanted: string) => boolean;

function comparison(name: string): Comparison | undefined {
  const kind = name.replace(/Not/, "").toLowerCase();
  switch (kind) {
    case "stringequals":
    case "binaryequals":
      return (actual, wanted) => actual === wanted;
    case "stringequalsignorecase":
    case "bool":
      return (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();
    case "stringlike":
    case "arnlike":
    case "arnequals":
      return (actual, wanted) => fits(wanted, actual);
    case "numericequals":
      return (actual, wanted) => Number(actual) === Number(wanted);
    case "numericlessthan":
      return (actual, wanted) => Number(actual) < Number(wanted);
    case "numericlessthanequals":
      return (actual, wanted) => Number(actual) <= Number(wanted);
    case "numericgreaterthan":
      return (actual, wanted) => Number(actual) > Number(wanted);
    case "numericgreaterthanequals":
      return (actual, wanted) => Number(actual) >= Number(wanted);
    case "ipaddress":
      return inNetwork;
    default:
      return undefined;
  }
}

function inNetwork(address: string, network: string): boolean {
  const [base = "", bits] = network.split("/");
  const [a, b] = [number4(address), number4(base)];
  if (a === undefined || b === undefined) return address === base;
  const width = bits === undefined ? 32 : Number(bits);
  if (!(width >= 0 && width <= 32)) return false;
  return width === 0 || Math.floor(a / 2 ** (32 - width)) === Math.floor(b / 2 ** (32 - width));
}

function number4(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  return parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256)
    ? parts.reduce((sum, part) => sum * 256 + part, 0)
    : undefined;
}
