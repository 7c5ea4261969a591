import { canonicalJson, type Json, type ResourceEntry } from "@castellan/graph";
import type { SettingPair } from "../../knowledge/observed/pair.ts";
import type { ResourceIndex } from "../rules/settings/resource-index.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { isUnread, type Match, nameOf, pairOf } from "./match.ts";

export interface Difference {
  readonly setting: SettingPair;
  readonly declared: string;
  readonly observed: string;
  /** Resources that say the two. */
  readonly from: ResourceEntry;
  readonly seen: ResourceEntry;
}

interface Side {
  readonly values: readonly Json[];
  readonly from: ResourceEntry;
}

/** What differs between code and account, setting by setting; `unknown` counts those that one side does not tell. */
export function differencesOf(
  { pair, declared, observed }: Match,
  index: ResourceIndex,
): { readonly differences: readonly Difference[]; readonly unknown: number; readonly same: number } {
  const differences: Difference[] = [];
  let [unknown, same] = [0, 0];
  for (const setting of pair.settings) {
    const code = declaredSide(setting, declared, index);
    const live = observedSide(setting, observed, index);
    if (live === "unknown") {
      unknown++;
      continue;
    }
    const said = compare(setting, code, live);
    if (said === "silent") continue;
    if (said === "same") same++;
    else if (said === "unknown") unknown++;
    else differences.push({ setting, ...said, from: code.from, seen: live.from });
  }
  return { differences, unknown, same };
}

function declaredSide(setting: SettingPair, declared: ResourceEntry, index: ResourceIndex): Side {
  const { companion } = setting;
  const template = declared.type.startsWith("AWS::");
  const values: Json[] = [];
  let from = declared;
  for (const path of template ? [setting.observed] : (setting.terraform ?? [])) {
    const own = valuesOf(setting, declared, path);
    if (own.length === 0) continue;
    values.push(...own.map((value) => resolved(value, declared, path, setting, index)));
    break;
  }
  if (companion !== undefined)
    for (const other of index.linkedFrom(declared, companion.types, [companion.by, pascal(companion.by)])) {
      const path = other.type.startsWith("AWS::") ? (setting.observedIn?.path ?? setting.observed) : companion.path;
      values.push(...valuesOf(setting, other, path).map((value) => resolved(value, other, path, setting, index)));
      from = other;
    }
  return { values, from };
}

function observedSide(setting: SettingPair, observed: ResourceEntry, index: ResourceIndex): Side | "unknown" {
  const elsewhere = setting.observedIn;
  if (elsewhere !== undefined) {
    const others = index.linkedFrom(observed, [elsewhere.type], elsewhere.by);
    if (others.some((other) => isUnread(other, elsewhere.path))) return "unknown";
    return { values: others.flatMap((other) => valuesOf(setting, other, elsewhere.path)), from: others[0] ?? observed };
  }
  return isUnread(observed, setting.observed) ? "unknown" : { values: valuesOf(setting, observed, setting.observed), from: observed };
}

/** A policy counts as a whole, everything else by its single values. */
function valuesOf({ as }: SettingPair, { attributes }: ResourceEntry, path: string): readonly Json[] {
  if (as !== "policy") return settingAt(attributes, path);
  const value = Object.hasOwn(attributes, path) ? attributes[path] : undefined;
  return value === undefined || value === null || value === "" ? [] : [value];
}

function compare(setting: SettingPair, code: Side, live: Side): Pick<Difference, "declared" | "observed"> | "same" | "silent" | "unknown" {
  const { as = "value", fallback } = setting;
  if (as === "policy") return comparePolicies(code, live, setting);
  if (as === "extra") return compareExtra(code, live);
  const declared = code.values.length === 0 && fallback !== undefined ? [fallback] : code.values;
  // What stands in a document of its own is absent where there is none; a setting that a description leaves out is not known.
  if (live.values.length === 0 && fallback !== undefined && setting.companion === undefined) return "unknown";
  const observed = live.values.length === 0 && fallback !== undefined ? [fallback] : live.values;
  // Code that says nothing, of a setting without a default, leaves it to somebody else.
  if (declared.length === 0 || (code.values.length === 0 && setting.companion !== undefined && fallback === false)) return "silent";
  if (declared.some(isOpenText)) return "unknown";
  if (as === "name") {
    if (observed.length === 0) return { declared: shown(declared), observed: "not set" };
    const fits = declared.every((each) => observed.some((other) => sameName(String(each), String(other))));
    return fits && declared.length === observed.length ? "same" : { declared: shown(declared), observed: shown(observed) };
  }
  const [a, b] = [spelt(declared), spelt(observed)];
  return a === b ? "same" : { declared: shown(declared), observed: observed.length === 0 ? "not set" : shown(observed) };
}

function compareExtra(code: Side, live: Side): Pick<Difference, "declared" | "observed"> | "same" | "silent" | "unknown" {
  const more = live.values.filter((value) => !code.values.some((each) => sameName(String(each), String(value))));
  if (more.length === 0) return live.values.length === 0 ? "silent" : "same";
  // What code leaves open may be what was found.
  if (code.values.some(isOpenText)) return "unknown";
  return { declared: code.values.length === 0 ? "none" : shown(code.values), observed: `${shown(more)} too` };
}

function comparePolicies(
  code: Side,
  live: Side,
  setting: SettingPair,
): Pick<Difference, "declared" | "observed"> | "same" | "silent" | "unknown" {
  const [declared, observed] = [code.values[0], live.values[0]];
  if (declared === undefined && observed === undefined) return "silent";
  // Where a policy is part of the resource, a provider gives it one that code need not name.
  if (declared === undefined && setting.companion === undefined) return "silent";
  if (declared === undefined) return { declared: "no policy", observed: `${statements(observed).length} statements` };
  if (JSON.stringify(declared).includes("${") && !/\$\{aws:/.test(JSON.stringify(declared))) return "unknown";
  if (observed === undefined) return { declared: `${statements(declared).length} statements`, observed: "no policy" };
  const [a, b] = [statements(declared), statements(observed)];
  const [gone, come] = [a.filter((each) => !b.includes(each)), b.filter((each) => !a.includes(each))];
  if (gone.length === 0 && come.length === 0) return "same";
  return { declared: `${a.length} statements`, observed: `${come.length} other, ${gone.length} missing` };
}

/** Statements in one form: lists sorted, one value as a list, without names. */
function statements(document: Json | undefined): readonly string[] {
  const json = typeof document === "string" ? parsed(document) : document;
  const written = mapOf(json)?.["Statement"] ?? json ?? [];
  const list: readonly Json[] = Array.isArray(written) ? written : [written];
  return list.map((statement) => {
    const { Sid: _, ...rest } = mapOf(statement) ?? {};
    return canonicalJson(Object.keys(rest).length === 0 ? statement : normal(rest));
  });
}

function normal(json: Json): Json {
  if (Array.isArray(json)) {
    const items = json.map(normal).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    return items.length === 1 ? (items[0] ?? null) : items;
  }
  const map = mapOf(json);
  return map === undefined
    ? typeof json === "object"
      ? json
      : String(json)
    : Object.fromEntries(Object.entries(map).map(([key, value]) => [key, normal(value)]));
}

function parsed(text: string): Json {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return text;
  }
}

/** The name of what a setting refers to, where that is a resource of the same code. */
function resolved(value: Json, from: ResourceEntry, path: string, { as }: SettingPair, index: ResourceIndex): Json {
  if (typeof value !== "string" || !value.includes("${") || (as !== "name" && as !== "extra")) return value;
  const addresses = Object.entries(from.references ?? {}).flatMap(([key, to]) => (key === path || key.startsWith(`${path}.`) ? to : []));
  const named = addresses.flatMap((address): readonly string[] => {
    const found = value.includes(address) ? index.at(from, address) : undefined;
    const pair = found === undefined ? undefined : pairOf(found.type);
    if (found === undefined || pair === undefined) return [];
    // Of several instances the one whose key the reference gives.
    const key = Object.keys(found.instances ?? {}).find(
      (each) => value.includes(`${address}.${each}.`) || value.includes(`[${JSON.stringify(each)}]`),
    );
    const attributes = key === undefined ? undefined : found.instances?.[key];
    if (found.instances !== undefined && attributes === undefined) return [];
    const name = nameOf(pair, attributes === undefined ? found : { ...found, attributes });
    return name === undefined ? [] : [name];
  });
  const [only] = named;
  return named.length === 1 && only !== undefined ? only : value;
}

/** `arn:…:role/trainer` and `trainer` name the same. */
function sameName(a: string, b: string): boolean {
  return a === b || lastPart(a) === lastPart(b);
}

function lastPart(name: string): string {
  return name.split(/[/:]/).at(-1) ?? name;
}

function isOpenText(value: Json): boolean {
  return typeof value === "string" && value.includes("${");
}

function spelt(values: readonly Json[]): string {
  return [...new Set(values.map((value) => (typeof value === "object" ? canonicalJson(value) : String(value).toLowerCase())))]
    .sort()
    .join("\n");
}

function shown(values: readonly Json[]): string {
  return [...new Set(values.map((value) => (typeof value === "object" ? canonicalJson(value) : String(value))))]
    .slice(0, 4)
    .join(", ")
    .slice(0, 120);
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
