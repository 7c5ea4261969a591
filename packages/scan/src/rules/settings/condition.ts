import type { Json, ResourceEntry } from "@castellan/graph";
import { RE2JS } from "re2js";
import type { Condition } from "../../../knowledge/posture/schema.ts";
import type { ResourceIndex } from "./resource-index.ts";
import { isOpen, mapOf, settingAt, UNREAD } from "./setting.ts";

/** True, false, or not to be told from what is written. */
export type Truth = boolean | "unknown";

export interface Subject {
  readonly attributes: Json;
  /** The resource that the attributes belong to, for links. */
  readonly resource: ResourceEntry;
  readonly index: ResourceIndex;
}

const patterns = new Map<string, RE2JS>();

/** Whether a condition holds of a resource, in Kleene's logic. Patterns run in linear time. */
export function holds(condition: Condition, subject: Subject): Truth {
  if ("all" in condition) return conjunction(condition.all.map((each) => holds(each, subject)));
  if ("any" in condition) return disjunction(condition.any.map((each) => holds(each, subject)));
  if ("not" in condition) return negation(holds(condition.not, subject));
  if ("some" in condition)
    return disjunction(
      settingAt(subject.attributes, condition.some).map((attributes) =>
        isOpen(attributes) ? "unknown" : holds(condition.where, { ...subject, attributes }),
      ),
    );
  if ("linkedFrom" in condition) {
    const { linkedFrom, by, where } = condition;
    return someResource(subject, subject.index.linkedFrom(subject.resource, linkedFrom, by), where);
  }
  if ("refersTo" in condition) {
    const { refersTo, at, where } = condition;
    return someResource(subject, subject.index.refersTo(subject.resource, refersTo, at), where);
  }
  const values = settingAt(subject.attributes, condition.setting);
  if ("absent" in condition) {
    const absent = values.length === 0 ? true : values.every(isOpen) ? "unknown" : values.every((value) => value === "");
    return condition.absent ? absent : negation(absent);
  }
  if ("is" in condition) return anyValue(values, (value) => equals(value, condition.is));
  if ("isNot" in condition) return negation(anyValue(values, (value) => equals(value, condition.isNot)));
  if ("matches" in condition) return anyValue(values, (value) => matches(value, condition.matches));
  if ("notMatches" in condition) return negation(anyValue(values, (value) => matches(value, condition.notMatches)));
  if ("below" in condition) return anyValue(values, (value) => numberOf(value) < condition.below);
  return anyValue(values, (value) => numberOf(value) > condition.above);
}

function someResource(subject: Subject, found: readonly ResourceEntry[], where: Condition | undefined): Truth {
  // Whether there is one nobody could read.
  if (where === undefined)
    return found.length > 0 && found.every(({ attributes }) => mapOf(attributes)?.[UNREAD] !== undefined) ? "unknown" : found.length > 0;
  return disjunction(found.map((resource) => holds(where, { ...subject, resource, attributes: resource.attributes })));
}

function anyValue(values: readonly Json[], test: (value: Json) => boolean): Truth {
  return disjunction(values.map((value) => test(value) || (isOpen(value) ? "unknown" : false)));
}

function equals(value: Json, wanted: Json | readonly Json[]): boolean {
  const list: readonly Json[] = Array.isArray(wanted) ? wanted : [wanted];
  return list.some((each) => spelt(each) === spelt(value));
}

/** `true`, `"True"` and `"true"` say the same in configuration, and so does `True` in Terraform, which was meant as such. */
function spelt(value: Json): string {
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value).toLowerCase();
  return text === "${true}" || text === "${false}" ? text.slice(2, -1) : text;
}

function matches(value: Json, pattern: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    compiled = RE2JS.compile(pattern);
    patterns.set(pattern, compiled);
  }
  return compiled.matcher(mapOf(value) === undefined ? String(value) : JSON.stringify(value)).find();
}

function numberOf(value: Json): number {
  return typeof value === "boolean" || value === "" ? Number.NaN : Number(value);
}

function conjunction(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes("unknown") ? "unknown" : true;
}

function disjunction(parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true;
  return parts.includes("unknown") ? "unknown" : false;
}

function negation(part: Truth): Truth {
  return part === "unknown" ? "unknown" : !part;
}

/** Settings that a condition reads, for the place that is shown. */
export function settingsOf(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(settingsOf);
  if ("any" in condition) return condition.any.flatMap(settingsOf);
  if ("not" in condition) return settingsOf(condition.not);
  const listed = (paths: string | readonly string[]): readonly string[] => (typeof paths === "string" ? [paths] : paths);
  if ("some" in condition)
    return listed(condition.some).flatMap((path) => [...settingsOf(condition.where).map((rest) => `${path}.${rest}`), path]);
  if ("linkedFrom" in condition) return [];
  return "refersTo" in condition ? listed(condition.at) : listed(condition.setting);
}

/** The line on which a setting was written, where the reader kept it. */
export function lineOf(lines: { readonly [path: string]: number } | undefined, settings: readonly string[]): number | undefined {
  for (const setting of settings) {
    const deep = setting.startsWith("**.") ? setting.slice(2) : undefined;
    if (deep !== undefined && lines !== undefined) {
      // `**.hostPID` is found wherever it stands.
      const found = Object.keys(lines).find((path) => path.endsWith(deep) || path === deep.slice(1));
      if (found !== undefined) return lines[found];
      continue;
    }
    for (let path = setting; lines !== undefined && path !== ""; path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "")
      if (Object.hasOwn(lines, path)) return lines[path];
  }
  return undefined;
}
