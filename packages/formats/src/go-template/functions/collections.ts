import { FormatError } from "../../errors.ts";
import { isEmpty, isMap, merged, printed, sortedKeys, type TemplateMap, type TemplateValue, toJson } from "../value.ts";
import { LIST, type TemplateArguments, type TemplateFunction } from "./function.ts";

function limited(list: TemplateValue[]): TemplateValue[] {
  if (list.length > LIST) throw new FormatError("BUDGET_NODES", `a template makes a list of more than ${LIST} members`);
  return list;
}

function dict(given: TemplateArguments): TemplateMap {
  const map: TemplateMap = new Map();
  for (let at = 0; at < given.all.length; at += 2) map.set(given.text(at), given.value(at + 1));
  return map;
}

function indexed(given: TemplateArguments): TemplateValue {
  let value = given.value(0);
  for (const key of given.all.slice(1)) {
    if (isMap(value)) value = value.get(printed(key)) ?? null;
    else if (Array.isArray(value) && typeof key === "number") value = value[key] ?? null;
    else return null;
  }
  return value;
}

/** `dig "a" "b" fallback map`. */
function dug(given: TemplateArguments): TemplateValue {
  let value = given.last();
  for (const key of given.all.slice(0, -2)) {
    if (!isMap(value) || !value.has(printed(key))) return given.all.at(-2) ?? null;
    value = value.get(printed(key)) ?? null;
  }
  return value;
}

function range(from: number, to: number, step: number): TemplateValue[] {
  const list: TemplateValue[] = [];
  if (step === 0) return list;
  for (let number = from; step > 0 ? number < to : number > to; number += step) {
    list.push(number);
    limited(list);
  }
  return list;
}

function has(needle: TemplateValue, list: readonly TemplateValue[]): boolean {
  const wanted = JSON.stringify(toJson(needle));
  return list.some((item) => JSON.stringify(toJson(item)) === wanted);
}

function unique(list: readonly TemplateValue[]): TemplateValue[] {
  return [...new Map(list.map((item) => [JSON.stringify(toJson(item)), item])).values()];
}

function mergedAll(given: TemplateArguments, overwrite: boolean): TemplateMap {
  const into = given.map(0);
  for (let at = 1; at < given.all.length; at += 1) merged(into, given.map(at), overwrite);
  return into;
}

function sliced(given: TemplateArguments): TemplateValue {
  const end = given.all.length > 2 ? given.number(2) : undefined;
  const value = given.value(0);
  return typeof value === "string" ? value.slice(given.number(1), end) : given.list(0).slice(given.number(1), end);
}

/** Lists and maps (masterminds.github.io/sprig/lists.html, dicts.html). */
export const COLLECTIONS: readonly (readonly [string, TemplateFunction])[] = [
  ["dict", dict],
  ["list", (given) => [...given.all]],
  ["tuple", (given) => [...given.all]],
  ["get", (given) => given.map(0).get(given.text(1)) ?? ""],
  ["set", (given) => given.map(0).set(given.text(1), given.value(2))],
  [
    "unset",
    (given) => {
      given.map(0).delete(given.text(1));
      return given.value(0);
    },
  ],
  ["hasKey", (given) => given.map(0).has(given.text(1))],
  ["keys", (given) => given.all.flatMap((_value, at) => sortedKeys(given.map(at)))],
  ["values", (given) => given.all.flatMap((_value, at) => sortedKeys(given.map(at)).map((key) => given.map(at).get(key) ?? null))],
  ["pluck", (given) => given.all.slice(1).flatMap((map) => (isMap(map) ? (map.get(given.text(0)) ?? []) : []))],
  ["pick", (given) => new Map([...given.map(0)].filter(([key]) => given.all.slice(1).includes(key)))],
  ["omit", (given) => new Map([...given.map(0)].filter(([key]) => !given.all.slice(1).includes(key)))],
  ["dig", dug],
  ["merge", (given) => mergedAll(given, false)],
  ["mustMerge", (given) => mergedAll(given, false)],
  ["mergeOverwrite", (given) => mergedAll(given, true)],
  ["mustMergeOverwrite", (given) => mergedAll(given, true)],
  ["index", indexed],
  ["slice", sliced],
  ["mustSlice", sliced],
  ["len", (given) => size(given.value(0))],
  ["first", (given) => given.list(0)[0] ?? null],
  ["last", (given) => given.list(0).at(-1) ?? null],
  ["rest", (given) => given.list(0).slice(1)],
  ["initial", (given) => given.list(0).slice(0, -1)],
  ["append", (given) => limited([...given.list(0), given.value(1)])],
  ["mustAppend", (given) => limited([...given.list(0), given.value(1)])],
  ["prepend", (given) => limited([given.value(1), ...given.list(0)])],
  ["concat", (given) => limited(given.all.flatMap((_value, at) => given.list(at)))],
  ["reverse", (given) => [...given.list(0)].reverse()],
  ["uniq", (given) => unique(given.list(0))],
  ["mustUniq", (given) => unique(given.list(0))],
  ["without", (given) => given.list(0).filter((item) => !has(item, given.all.slice(1)))],
  ["has", (given) => has(given.value(0), given.list(1))],
  ["mustHas", (given) => has(given.value(0), given.list(1))],
  ["compact", (given) => given.list(0).filter((item) => !isEmpty(item))],
  ["chunk", (given) => chunked(given.number(0), given.list(1))],
  ["until", (given) => range(0, given.number(0), 1)],
  ["untilStep", (given) => range(given.number(0), given.number(1), given.number(2))],
  ["seq", (given) => range(given.all.length > 1 ? given.number(0) : 1, given.number(given.all.length - 1) + 1, 1).join(" ")],
];

function size(value: TemplateValue): number {
  return Array.isArray(value) ? value.length : isMap(value) ? value.size : printed(value).length;
}

function chunked(length: number, list: readonly TemplateValue[]): TemplateValue[] {
  const chunks: TemplateValue[] = [];
  const step = Math.max(1, length);
  for (let at = 0; at < list.length; at += step) chunks.push(list.slice(at, at + step));
  return chunks;
}
