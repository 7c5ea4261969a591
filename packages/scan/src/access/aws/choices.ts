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

/** Contexts with the free keys of some statements set to what can make a difference; undefined where there are none, or too many. */
export function choicesFor(
  statements: readonly Statement[],
  context: RequestContext,
  names: readonly string[],
): readonly RequestContext[] | undefined {
  const byKey = new Map<string, PolicyCondition[]>();
  const conditionsOn = (key: string): PolicyCondition[] => {
    const list = byKey.get(key) ?? [];
    byKey.set(key, list);
    return list;
  };
  // What a key is compared with as a variable: values of another key, and what a resource's name has in its place.
  const compared = new Map<string, string[]>();
  for (const { conditions, resources = [], notResources = [] } of statements) {
    for (const pattern of [...resources, ...notResources])
      for (const key of freeKeysIn(pattern, context)) {
        conditionsOn(key);
        compared.set(key, [...(compared.get(key) ?? []), ...names.flatMap((name) => inPlace(pattern, name, context))]);
      }
    for (const condition of conditions) {
      if (lookUp(condition.key, context) === "free") conditionsOn(condition.key).push(condition);
      const value = lookUp(condition.key, context);
      for (const written of condition.values)
        for (const key of freeKeysIn(written, context)) {
          conditionsOn(key);
          const known = typeof value === "object" ? value.values : [];
          compared.set(key, [...(compared.get(key) ?? []), ...known, ...known.flatMap((text) => inPlace(written, text, context))]);
        }
    }
  }
  if (byKey.size === 0) return undefined;
  let contexts: RequestContext[] = [context];
  for (const [key, conditions] of byKey) {
    const values = valuesFor(conditions, context, compared.get(key) ?? []);
    if (contexts.length * values.length > COMBINATIONS) return undefined;
    contexts = contexts.flatMap((each) => values.map((value) => ({ ...each, [key]: value })));
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

function valuesFor(conditions: readonly PolicyCondition[], context: RequestContext, compared: readonly string[]): readonly ContextValue[] {
  const texts = new Set<string>(compared);
  // As a variable alone: any text may stand there.
  if (conditions.length === 0) texts.add(OTHER);
  let many = false;
  for (const { operator: written, values } of conditions) {
    const operator = operatorOf(written);
    if (operator?.quantifier !== undefined) many = true;
    for (const value of values) for (const text of textsFor(operator?.name ?? "", value, context)) texts.add(text);
  }
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
  if (!/[*?]/.test(pattern)) return [unplain(pattern), OTHER];
  const filled = (star: string): string => unplain(pattern.replaceAll("*", star).replaceAll("?", "x"));
  return [filled(""), filled("x"), unplain(pattern), OTHER];
}
