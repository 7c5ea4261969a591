import type { Json } from "@castellan/graph";
import { compareText } from "@castellan/graph";
import { isList, isOpen, isRecord, textOf } from "./value.ts";

type TerraformFunction = (values: readonly Json[]) => Json | undefined;

function list(json: Json | undefined): readonly Json[] | undefined {
  return isList(json) ? json : undefined;
}

function text(json: Json | undefined): string | undefined {
  return json === undefined || json === null || typeof json === "object" ? undefined : String(json);
}

function present(json: Json): boolean {
  return json !== null && json !== "";
}

function distinct(values: readonly Json[]): readonly Json[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

function onText(change: (value: string) => string): TerraformFunction {
  return ([value]) => {
    const found = text(value);
    return found === undefined ? undefined : change(found);
  };
}

function lists(values: readonly Json[]): readonly (readonly Json[])[] | undefined {
  const found = values.map(list);
  return found.every((item) => item !== undefined) ? found : undefined;
}

function merged(values: readonly Json[]): Json | undefined {
  const records = values.filter((value) => value !== null);
  if (!records.every(isRecord)) return undefined;
  return Object.assign({}, ...records);
}

/** `%s`, `%d`, `%v`, `%q`, `%%`; other verbs leave the whole open. */
function format([pattern, ...values]: readonly Json[]): Json | undefined {
  if (typeof pattern !== "string" || /%(?![sdvq%]|0?\d*d)/.test(pattern)) return undefined;
  let at = 0;
  return pattern.replace(/%(?:%|[sdvq]|0?(\d+)d)/g, (verb, width: string | undefined) => {
    if (verb === "%%") return "%";
    const value = textOf(values[at++] ?? "");
    return verb === "%q"
      ? JSON.stringify(value)
      : width === undefined
        ? value
        : value.padStart(Number(width) > 100 ? 0 : Number(width), "0");
  });
}

function encoded(value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function decoded(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || value.length > 1_000_000) return undefined;
  try {
    const parsed: Json = JSON.parse(value);
    return parsed;
  } catch {
    return undefined;
  }
}

/** Functions of Terraform that need no file, time or chance (developer.hashicorp.com/terraform/language/functions). */
export const FUNCTIONS: { readonly [name: string]: TerraformFunction } = {
  jsonencode: ([value]) => encoded(value),
  jsondecode: ([value]) => decoded(value),
  concat: (values) => lists(values)?.flat(),
  flatten: ([value]) => (isList(value) ? value.flat(10) : undefined),
  merge: merged,
  format,
  formatlist: ([pattern, values]) => (isList(values) ? values.map((value) => format([pattern ?? "", value]) ?? null) : undefined),
  join: ([separator, ...values]) =>
    lists(values) === undefined || text(separator) === undefined
      ? undefined
      : values
          .flat()
          .map((value) => textOf(value))
          .join(text(separator)),
  split: ([separator, value]) =>
    text(separator) === undefined || text(value) === undefined ? undefined : text(value)?.split(text(separator) ?? ""),
  lower: onText((value) => value.toLowerCase()),
  upper: onText((value) => value.toUpperCase()),
  title: onText((value) => value.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())),
  trimspace: onText((value) => value.trim()),
  chomp: onText((value) => value.replace(/[\r\n]+$/, "")),
  trimprefix: ([value, prefix]) =>
    typeof value === "string" && typeof prefix === "string" ? (value.startsWith(prefix) ? value.slice(prefix.length) : value) : undefined,
  trimsuffix: ([value, suffix]) =>
    typeof value === "string" && typeof suffix === "string"
      ? value.endsWith(suffix)
        ? value.slice(0, value.length - suffix.length)
        : value
      : undefined,
  replace: ([value, search, by]) =>
    typeof value === "string" && typeof search === "string" && typeof by === "string" && !/^\/.*\/$/.test(search) && search !== ""
      ? value.replaceAll(search, by)
      : undefined,
  substr: ([value, from, length]) =>
    typeof value === "string" && typeof from === "number" && typeof length === "number"
      ? value.slice(from, length < 0 ? undefined : from + length)
      : undefined,
  // Paths are kept as they are written: what is absolute on one machine is not on another.
  abspath: onText((value) => value),
  pathexpand: onText((value) => value),
  basename: onText((value) => value.slice(value.lastIndexOf("/") + 1)),
  dirname: onText((value) => value.slice(0, Math.max(0, value.lastIndexOf("/")))),
  base64encode: onText((value) => Buffer.from(value).toString("base64")),
  base64decode: onText((value) => Buffer.from(value, "base64").toString("utf8")),
  startswith: ([value, prefix]) =>
    typeof value === "string" && typeof prefix === "string" && !isOpen(value) ? value.startsWith(prefix) : undefined,
  endswith: ([value, suffix]) =>
    typeof value === "string" && typeof suffix === "string" && !isOpen(value) ? value.endsWith(suffix) : undefined,
  coalesce: (values) => values.find(present),
  coalescelist: (values) => values.find((value) => isList(value) && value.length > 0),
  compact: ([value]) => (isList(value) ? value.filter(present) : undefined),
  distinct: ([value]) => (isList(value) ? distinct(value) : undefined),
  toset: ([value]) => (isList(value) ? distinct(value) : undefined),
  tolist: ([value]) => list(value),
  tomap: ([value]) => (isRecord(value) ? value : undefined),
  tostring: ([value]) => text(value),
  tonumber: ([value]) => (text(value) === undefined || Number.isNaN(Number(value)) ? undefined : Number(value)),
  tobool: ([value]) => (typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : undefined),
  length: ([value]) =>
    isList(value)
      ? value.length
      : isRecord(value)
        ? Object.keys(value).length
        : typeof value === "string" && !isOpen(value)
          ? value.length
          : undefined,
  element: ([value, index]) =>
    isList(value) && typeof index === "number" && value.length > 0 ? value[Math.trunc(index) % value.length] : undefined,
  lookup: ([value, key, fallback]) =>
    isRecord(value) && typeof key === "string" ? (Object.hasOwn(value, key) ? value[key] : fallback) : undefined,
  keys: ([value]) => (isRecord(value) ? Object.keys(value).sort(compareText) : undefined),
  values: ([value]) =>
    isRecord(value)
      ? Object.entries(value)
          .sort(([a], [b]) => compareText(a, b))
          .map(([, item]) => item)
      : undefined,
  contains: ([value, item]) =>
    isList(value) && item !== undefined && !isOpen(item) && !value.some(isOpen)
      ? value.some((candidate) => JSON.stringify(candidate) === JSON.stringify(item))
      : undefined,
  zipmap: ([keys, values]) =>
    isList(keys) && isList(values) ? Object.fromEntries(keys.map((key, index) => [textOf(key), values[index] ?? null])) : undefined,
  reverse: ([value]) => (isList(value) ? [...value].reverse() : undefined),
  sort: ([value]) => (isList(value) ? value.map(textOf).sort(compareText) : undefined),
  slice: ([value, from, to]) => (isList(value) && typeof from === "number" && typeof to === "number" ? value.slice(from, to) : undefined),
  setunion: (values) => (lists(values) === undefined ? undefined : distinct(values.flat())),
  one: ([value]) => (isList(value) && value.length <= 1 ? (value[0] ?? null) : undefined),
  range: ([to]) =>
    typeof to === "number" && to >= 0 && to <= 1000 ? Array.from({ length: Math.trunc(to) }, (_, index) => index) : undefined,
  max: (values) => (values.every((value) => typeof value === "number") ? Math.max(...values.map(Number)) : undefined),
  min: (values) => (values.every((value) => typeof value === "number") ? Math.min(...values.map(Number)) : undefined),
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
};
