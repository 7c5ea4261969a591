import type { Json } from "@castellan/graph";
import type { ConfigNode } from "../config/node.ts";
import { FormatError } from "../errors.ts";

/** A value of a template. Maps are changed in place by `set` and `merge`, as in Go. */
export type TemplateValue = null | boolean | number | string | TemplateValue[] | TemplateMap | TemplateMethod;
export type TemplateMap = Map<string, TemplateValue>;

/** What `.Files.Get` and `.Capabilities.APIVersions.Has` are. */
export interface TemplateMethod {
  readonly call: (values: readonly TemplateValue[]) => TemplateValue;
}

/** Text that stands for what only a deployment knows; whoever reads the result sees an open value. */
export function openValue(what: string): string {
  return `\${…${what.replace(/[^\w. -]/g, "")}}`;
}

export function isOpenText(value: TemplateValue): boolean {
  return typeof value === "string" && value.includes("${…");
}

export function isMap(value: TemplateValue | undefined): value is TemplateMap {
  return value instanceof Map;
}

export function isMethod(value: TemplateValue | undefined): value is TemplateMethod {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isMap(value);
}

/** False, zero, nothing, and whatever is empty (pkg.go.dev/text/template#hdr-Actions). */
export function isEmpty(value: TemplateValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return true;
  return Array.isArray(value) ? value.length === 0 : isMap(value) && value.size === 0;
}

/** As Go prints it; nothing prints as nothing, as Helm does. */
export function printed(value: TemplateValue | undefined, depth = 0): string {
  if (value === undefined || value === null || isMethod(value)) return "";
  if (depth > 20) throw new FormatError("BUDGET_DEPTH", "a printed value is nested too deeply");
  if (Array.isArray(value)) return `[${value.map((item) => printed(item, depth + 1)).join(" ")}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${printed(value.get(key), depth + 1)}`)
      .join(" ")}]`;
  return String(value);
}

export function sortedKeys(map: TemplateMap): readonly string[] {
  return [...map.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A copy that can be changed. */
export function copied(value: TemplateValue, depth = 0): TemplateValue {
  if (depth > 100) throw new FormatError("BUDGET_DEPTH", "a value is nested too deeply");
  if (Array.isArray(value)) return value.map((item) => copied(item, depth + 1));
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, copied(item, depth + 1)]));
  return value;
}

/** Values of a file; of a key that is written twice the last holds. */
export function templateValue(node: ConfigNode | undefined): TemplateValue {
  if (node === undefined) return null;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(templateValue);
  return new Map(node.entries.map(({ key, value }) => [key, templateValue(value)]));
}

export function fromJson(json: Json | undefined): TemplateValue {
  if (json === undefined || json === null || typeof json !== "object") return json ?? null;
  if (isJsonList(json)) return json.map(fromJson);
  return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
}

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** Plain data with sorted keys, as Go's encoders write it. */
export function toJson(value: TemplateValue | undefined, depth = 0): Json {
  if (depth > 100) throw new FormatError("BUDGET_DEPTH", "a value is nested too deeply");
  if (value === undefined || isMethod(value)) return null;
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (isMap(value)) return Object.fromEntries(sortedKeys(value).map((key) => [key, toJson(value.get(key), depth + 1)]));
  return value;
}

/** Fills in what `into` lacks, or with `overwrite` replaces what both have; maps are gone into. */
export function merged(into: TemplateMap, from: TemplateMap, overwrite: boolean, depth = 0): TemplateMap {
  if (depth > 100) throw new FormatError("BUDGET_DEPTH", "a value is nested too deeply");
  for (const [key, value] of from) {
    const own = into.get(key);
    if (isMap(own) && isMap(value)) merged(own, value, overwrite, depth + 1);
    else if (own === undefined || overwrite || (isEmpty(own) && !into.has(key))) into.set(key, copied(value));
  }
  return into;
}
