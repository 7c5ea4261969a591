import { inNetwork } from "./network.ts";
import { fits, fitsArn, unplain } from "./pattern.ts";

/** Whether a value of a request fits one that a condition asks for. The negated forms are negated outside. */
export type Comparison = (actual: string, wanted: string) => boolean;

const numeric =
  (test: (a: number, b: number) => boolean): Comparison =>
  (actual, wanted) => {
    const [a, b] = [numberOf(actual), numberOf(wanted)];
    return a !== undefined && b !== undefined && test(a, b);
  };

const dated =
  (test: (a: number, b: number) => boolean): Comparison =>
  (actual, wanted) => {
    const [a, b] = [timeOf(actual), timeOf(wanted)];
    return a !== undefined && b !== undefined && test(a, b);
  };

const equal: Comparison = (actual, wanted) => actual === unplain(wanted);
const ignoringCase: Comparison = (actual, wanted) => actual.toLowerCase() === unplain(wanted).toLowerCase();
const like: Comparison = (actual, wanted) => fits(wanted, actual);
const arn: Comparison = (actual, wanted) => fitsArn(wanted, actual);

/**
 * Operators without `Not`, `IfExists` and quantifiers, in lower case
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ["stringequals", equal],
  ["binaryequals", equal],
  ["stringequalsignorecase", ignoringCase],
  ["bool", ignoringCase],
  ["stringlike", like],
  // Both compare part by part, and both take wildcards.
  ["arnlike", arn],
  ["arnequals", arn],
  ["numericequals", numeric((a, b) => a === b)],
  ["numericlessthan", numeric((a, b) => a < b)],
  ["numericlessthanequals", numeric((a, b) => a <= b)],
  ["numericgreaterthan", numeric((a, b) => a > b)],
  ["numericgreaterthanequals", numeric((a, b) => a >= b)],
  ["dateequals", dated((a, b) => a === b)],
  ["datelessthan", dated((a, b) => a < b)],
  ["datelessthanequals", dated((a, b) => a <= b)],
  ["dategreaterthan", dated((a, b) => a > b)],
  ["dategreaterthanequals", dated((a, b) => a >= b)],
  ["ipaddress", inNetwork],
]);

/** An operator taken apart; undefined for one that IAM does not know. */
export interface Operator {
  /** `stringlike`, `null`, …; negated ones by what they negate. */
  readonly name: string;
  readonly negative: boolean;
  readonly ifExists: boolean;
  readonly quantifier?: "all" | "any";
  /** None for `Null`. */
  readonly compare?: Comparison;
}

const NEGATED: ReadonlyMap<string, string> = new Map([
  ["stringnotequals", "stringequals"],
  ["stringnotequalsignorecase", "stringequalsignorecase"],
  ["stringnotlike", "stringlike"],
  ["numericnotequals", "numericequals"],
  ["datenotequals", "dateequals"],
  ["notipaddress", "ipaddress"],
  ["arnnotequals", "arnequals"],
  ["arnnotlike", "arnlike"],
]);

export function operatorOf(written: string): Operator | undefined {
  let name = written.toLowerCase();
  const quantifier = name.startsWith("forallvalues:") ? "all" : name.startsWith("foranyvalue:") ? "any" : undefined;
  if (quantifier !== undefined) name = name.slice(name.indexOf(":") + 1);
  const ifExists = name.endsWith("ifexists");
  if (ifExists) name = name.slice(0, -"ifexists".length);
  const positive = NEGATED.get(name);
  const operator: Operator = {
    name: positive ?? name,
    negative: positive !== undefined,
    ifExists,
    ...(quantifier === undefined ? {} : { quantifier }),
  };
  if (name === "null") return operator;
  const compare = COMPARISONS.get(operator.name);
  return compare === undefined ? undefined : { ...operator, compare };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,4})?$/i.test(text) ? Number(text) : undefined;
}

/** Milliseconds of an ISO 8601 date (W3C note) or of seconds since 1970. */
export function timeOf(text: string): number | undefined {
  if (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?)?)?$/i.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
