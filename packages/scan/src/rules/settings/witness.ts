import type { Json, ResourceEntry } from "@castellan/graph";
import type { Condition, SettingPaths } from "../../../knowledge/posture/schema.ts";
import { holds, lineOf, type Subject, settingsOf } from "./condition.ts";
import { mapOf } from "./setting.ts";

/* Where in a resource the setting stands that makes a condition hold. */

/** A value and its path in the notation of `linesOf`: indexes of lists above 0. */
interface Placed {
  readonly path: string;
  readonly value: Json;
}

const VALUES = 2000;
const DEPTH = 40;

/** The line of the setting that makes the condition hold; of what is absent, of the nearest setting above it. */
export function witnessLine(condition: Condition, resource: ResourceEntry, subject: Subject): number | undefined {
  const { lines } = resource;
  if (lines === undefined) return undefined;
  const path = witness(condition, subject, "");
  const own = path === undefined ? undefined : lineAt(lines, path);
  return own ?? lineOf(lines, settingsOf(condition));
}

/** The line of a path, or of the nearest one above it that was written. */
export function lineAt(lines: { readonly [path: string]: number }, path: string): number | undefined {
  for (let current = path; current !== ""; current = above(current)) if (Object.hasOwn(lines, current)) return lines[current];
  return undefined;
}

function above(path: string): string {
  const cut = Math.max(path.lastIndexOf("."), path.lastIndexOf("["));
  return cut < 0 ? "" : path.slice(0, cut);
}

function witness(condition: Condition, subject: Subject, base: string): string | undefined {
  if ("all" in condition) {
    const found = condition.all.map((each) => ({ each, path: witness(each, subject, base) }));
    // What is there says more than what is missing.
    return (found.find(({ each, path }) => path !== undefined && !isAbsence(each)) ?? found.find(({ path }) => path !== undefined))?.path;
  }
  if ("any" in condition) {
    for (const each of condition.any) {
      const path = holds(each, subject) === true ? witness(each, subject, base) : undefined;
      if (path !== undefined) return path;
    }
    return undefined;
  }
  if ("not" in condition) return witnessOfNot(condition.not, subject, base);
  if ("some" in condition) {
    for (const { path, value } of placesAt(subject.attributes, condition.some, base)) {
      const inner = { ...subject, attributes: value };
      if (holds(condition.where, inner) === true) return witness(condition.where, inner, path) ?? path;
    }
    return undefined;
  }
  if ("linkedFrom" in condition || "refersTo" in condition) return undefined;
  const places = placesAt(subject.attributes, condition.setting, base);
  const wanted = places.find(({ value }) => holds({ ...condition, setting: "value" }, { ...subject, attributes: { value } }) === true);
  return wanted?.path ?? places[0]?.path ?? missing(condition.setting, base);
}

/** What is not as it should be stands where it is written, if it is. */
function witnessOfNot(condition: Condition, subject: Subject, base: string): string | undefined {
  if ("all" in condition || "any" in condition) {
    for (const each of "all" in condition ? condition.all : condition.any) {
      const path = holds(each, subject) === true ? undefined : witnessOfNot(each, subject, base);
      if (path !== undefined) return path;
    }
    return undefined;
  }
  if ("some" in condition) {
    const [first] = placesAt(subject.attributes, condition.some, base);
    return first?.path ?? missing(condition.some, base);
  }
  return "not" in condition ? witness(condition.not, subject, base) : witness(condition, subject, base);
}

function isAbsence(condition: Condition): boolean {
  return ("absent" in condition && condition.absent) || "not" in condition || "notMatches" in condition || "isNot" in condition;
}

function missing(paths: SettingPaths, base: string): string | undefined {
  const path = typeof paths === "string" ? paths : paths[0];
  return path === undefined || path.startsWith("**.") ? (base === "" ? undefined : base) : joined(base, path);
}

function joined(base: string, name: string): string {
  return base === "" ? name : `${base}.${name}`;
}

/** As `settingAt`, with the path of each value. */
function placesAt(json: Json, paths: SettingPaths, base: string): readonly Placed[] {
  for (const path of typeof paths === "string" ? [paths] : paths) {
    const found = path.startsWith("**.")
      ? deep({ path: base, value: json }, path.slice(3).split("."))
      : along({ path: base, value: json }, path.split("."));
    if (found.length > 0) return found;
  }
  return [];
}

function along(start: Placed, steps: readonly string[]): readonly Placed[] {
  let current = members(start);
  for (const step of steps)
    current = current
      .flatMap(({ path, value }): readonly Placed[] => {
        const map = mapOf(value);
        const found = map !== undefined && Object.hasOwn(map, step) ? map[step] : undefined;
        return found === undefined || found === null ? [] : members({ path: joined(path, step), value: found });
      })
      .slice(0, VALUES);
  return current;
}

function members({ path, value }: Placed, depth = 0): readonly Placed[] {
  if (!isList(value)) return [{ path, value }];
  if (depth > DEPTH) return [];
  return value
    .slice(0, VALUES)
    .flatMap((item, index) => members({ path: index === 0 ? path : `${path}[${index}]`, value: item }, depth + 1));
}

function deep(start: Placed, steps: readonly string[], depth = 0): readonly Placed[] {
  if (depth > DEPTH) return [];
  const { path, value } = start;
  const inside = isList(value)
    ? value.map((item, index): Placed => ({ path: index === 0 ? path : `${path}[${index}]`, value: item }))
    : Object.entries(mapOf(value) ?? {}).map(([key, item]): Placed => ({ path: joined(path, key), value: item }));
  return [...(isList(value) ? [] : along(start, steps)), ...inside.flatMap((each) => deep(each, steps, depth + 1))].slice(0, VALUES);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
