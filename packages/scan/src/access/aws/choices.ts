import { operatorOf, timeOf } from "./compare.ts";
import { unplain } from "./pattern.ts";
import type { PolicyCondition, Statement } from "./policy.ts";
import { type ContextValue, lookUp, type RequestContext } from "./request-context.ts";
import { expand } from "./variables.ts";

/*
 * What a caller may set as they like, they set for the best. One at a time that is easy; where one statement asks for a
 * tag that another forbids, no choice lets them in. So every choice that can make a difference is tried.
 */

/** Combinations that are tried; beyond them each condition is judged by itself, which finds more than there is. */
const COMBINATIONS = 512;
/** A value that no policy names. */
const OTHER = "\u{10fffe}";

/** A key that the caller sets, and what can make a difference to it. */
interface FreeKey {
  readonly conditions: PolicyCondition[];
  readonly texts: Set<string>;
}

/** Contexts with the free keys of some statements set to what can make a difference; undefined where there are none, or too many. */
export function choicesFor(
  statements: readonly Statement[],
  context: RequestContext,
  names: readonly string[],
): readonly RequestContext[] | undefined {
  const keys = new Map<string, FreeKey>();
  const at = (key: string): FreeKey => {
    const known = keys.get(key) ?? { conditions: [], texts: new Set<string>() };
    keys.set(key, known);
    return known;
  };
  /** Free keys that a condition compares with each other. */
  const linked: (readonly [FreeKey, FreeKey])[] = [];
  for (const { conditions, resources = [], notResources = [] } of statements) {
    // What a resource's name has in the place of the variable.
    for (const pattern of [...resources, ...notResources])
      for (const key of freeKeysIn(pattern, context))
        for (const name of names) for (const text of inPlace(pattern, name, context)) at(key).texts.add(text);
    for (const condition of conditions) {
      const value = lookUp(condition.key, context);
      if (value === "free") at(condition.key).conditions.push(condition);
      for (const written of condition.values)
        for (const key of freeKeysIn(written, context)) {
          const variable = at(key);
          if (value === "free") linked.push([at(condition.key), variable]);
          else if (typeof value === "object")
            for (const text of value.values) for (const each of [text, ...inPlace(written, text, context)]) variable.texts.add(each);
        }
    }
  }
  for (const pattern of statements.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]))
    for (const key of freeKeysIn(pattern, context)) at(key);
  if (keys.size === 0) return undefined;
  for (const key of keys.values()) addTexts(key, context);
  for (const [one, other] of linked) for (const text of [...one.texts, ...other.texts]) for (const key of [one, other]) key.texts.add(text);
  let contexts: RequestContext[] = [context];
  for (const [name, key] of keys) {
    const values = valuesFor(name, key);
    if (contexts.length * values.length > COMBINATIONS) return undefined;
    contexts = contexts.flatMap((each) => values.map((value) => ({ ...each, [name]: value })));
  }
  return contexts;
}

function freeKeysIn(written: string, context: RequestContext): readonly string[] {
  const expanded = expand(written, context);
  return expanded.state === "choice" ? expanded.keys : [];
}

/** What a text has where a pattern has its variable. */
function inPlace(written: string, text: string, context: RequestContext): readonly string[] {
  const expanded = expand(written, context);
  if (expanded.state !== "choice") return [];
  const [before = "", ...rest] = expanded.pattern.split("*");
  if (!text.startsWith(before)) return [];
  const after = rest[0] ?? "";
  const left = text.slice(before.length);
  const end = after === "" ? left.length : left.indexOf(after);
  return end < 0 ? [] : [left.slice(0, end)];
}

function addTexts({ conditions, texts }: FreeKey, context: RequestContext): void {
  // As a variable alone: any text may stand there.
  if (conditions.length === 0) texts.add(OTHER);
  for (const { operator, values } of conditions)
    for (const value of values) for (const text of textsFor(operatorOf(operator)?.name ?? "", value, context)) texts.add(text);
}

/** Global keys of several values; every other global key has one, however it is asked for (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). */
const SEVERAL: ReadonlySet<string> = new Set([
  "aws:calledvia",
  "aws:principalorgpaths",
  "aws:principalservicenameslist",
  "aws:resourceorgpaths",
  "aws:sourceorgpaths",
  "aws:tagkeys",
]);

function valuesFor(key: string, { conditions, texts }: FreeKey): readonly ContextValue[] {
  // Only set operators ask for a key of several values; one that is asked for without them has one.
  const quantified = conditions.map(({ operator }) => operatorOf(operator)).filter((operator) => operator?.name !== "null");
  const alone = key.startsWith("aws:") && !SEVERAL.has(key);
  const many = !alone && quantified.length > 0 && quantified.every((operator) => operator?.quantifier !== undefined);
  const single = [...texts];
  return [
    "absent",
    ...single.map((text): ContextValue => ({ values: [text] })),
    ...(many
      ? [{ values: single.filter((text) => text !== OTHER) }, ...single.map((text): ContextValue => ({ values: [text, OTHER] }))]
      : []),
  ];
}

/** Values on both sides of what a condition asks. */
function textsFor(operator: string, written: string, context: RequestContext): readonly string[] {
  if (operator === "bool" || operator === "null") return ["true", "false"];
  if (operator === "ipaddress") return [written.split("/")[0] ?? "", "192.0.2.1", "2001:db8:ffff::1"];
  if (operator.startsWith("numeric")) {
    const number = Number(written);
    return Number.isFinite(number) ? [String(number - 1), String(number), String(number + 1)] : ["0"];
  }
  if (operator.startsWith("date")) {
    const time = timeOf(written);
    return time === undefined ? [] : [-1000, 0, 1000].map((shift) => new Date(time + shift).toISOString().replace(".000", ""));
  }
  const expanded = expand(written, context);
  const pattern = expanded.state === "known" ? expanded.text : expanded.state === "absent" ? OTHER : expanded.pattern;
  if (operator === "stringequalsignorecase")
    return [unplain(pattern), unplain(pattern).toUpperCase(), unplain(pattern).toLowerCase(), OTHER];
  if (!/[*?]/.test(pattern)) return [unplain(pattern), OTHER];
  const filled = (star: string): string => unplain(pattern.replaceAll("*", star).replaceAll("?", "x"));
  return [filled(""), filled("x"), unplain(pattern), OTHER];
}
