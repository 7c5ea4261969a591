import { createHash } from "node:crypto";
import { parse, stringify } from "yaml";
import { FormatError } from "../../errors.ts";
import { fromJson, isMap, isOpenText, type TemplateValue, toJson } from "../value.ts";
import { bounded, numberOf, type TemplateArguments, type TemplateFunction } from "./function.ts";

/** As Go writes it: no line is wrapped, lists stand at the level of their key. */
function toYaml(value: TemplateValue): string {
  return bounded(stringify(toJson(value), { lineWidth: 0, indentSeq: false, aliasDuplicateObjects: false })).replace(/\n$/, "");
}

function fromText(text: string): TemplateValue {
  try {
    return fromJson(parse(bounded(text), { maxAliasCount: 20, merge: false, logLevel: "silent", uniqueKeys: false }));
  } catch (cause) {
    throw new FormatError("MALFORMED", "a text that is to be YAML cannot be read", { cause });
  }
}

function asMap(value: TemplateValue): TemplateValue {
  return isMap(value) ? value : new Map();
}

function asList(value: TemplateValue): TemplateValue {
  return Array.isArray(value) ? value : [];
}

/** What only a deployment knows stays open, however it is encoded. */
function encoded(value: TemplateValue, text: string, encode: (text: string) => string): string {
  return isOpenText(value) || isOpenText(text) ? text : encode(text);
}

function reduced(given: TemplateArguments, step: (a: number, b: number) => number): number {
  return given.all.map(numberOf).reduce(step);
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** Math.max(0, Math.min(10, digits));
  return Math.round(value * scale) / scale;
}

const hash =
  (algorithm: string): TemplateFunction =>
  (given) =>
    encoded(given.value(0), given.text(0), (text) => createHash(algorithm).update(text).digest("hex"));

/** YAML, JSON, Base64, digests and numbers. */
export const ENCODING: readonly (readonly [string, TemplateFunction])[] = [
  ["toYaml", (given) => toYaml(given.value(0))],
  ["toYamlPretty", (given) => toYaml(given.value(0))],
  ["fromYaml", (given) => asMap(fromText(given.text(0)))],
  ["fromYamlArray", (given) => asList(fromText(given.text(0)))],
  ["toJson", (given) => bounded(JSON.stringify(toJson(given.value(0))))],
  ["mustToJson", (given) => bounded(JSON.stringify(toJson(given.value(0))))],
  ["toRawJson", (given) => bounded(JSON.stringify(toJson(given.value(0))))],
  ["toPrettyJson", (given) => bounded(JSON.stringify(toJson(given.value(0)), undefined, 2))],
  ["fromJson", (given) => asMap(fromText(given.text(0)))],
  ["fromJsonArray", (given) => asList(fromText(given.text(0)))],
  ["b64enc", (given) => encoded(given.value(0), given.text(0), (text) => Buffer.from(text, "utf8").toString("base64"))],
  ["b64dec", (given) => encoded(given.value(0), given.text(0), (text) => Buffer.from(text, "base64").toString("utf8"))],
  ["sha256sum", hash("sha256")],
  ["sha1sum", hash("sha1")],
  ["int", (given) => Math.trunc(given.number(0))],
  ["int64", (given) => Math.trunc(given.number(0))],
  ["float64", (given) => given.number(0)],
  ["atoi", (given) => Math.trunc(given.number(0))],
  ["toDecimal", (given) => Number.parseInt(given.text(0), 8) || 0],
  ["add", (given) => reduced(given, (a, b) => a + b)],
  ["add1", (given) => given.number(0) + 1],
  ["addf", (given) => reduced(given, (a, b) => a + b)],
  ["sub", (given) => reduced(given, (a, b) => a - b)],
  ["subf", (given) => reduced(given, (a, b) => a - b)],
  ["mul", (given) => reduced(given, (a, b) => a * b)],
  ["mulf", (given) => reduced(given, (a, b) => a * b)],
  ["div", (given) => (given.number(1) === 0 ? 0 : Math.trunc(given.number(0) / given.number(1)))],
  ["divf", (given) => (given.number(1) === 0 ? 0 : given.number(0) / given.number(1))],
  ["mod", (given) => (given.number(1) === 0 ? 0 : given.number(0) % given.number(1))],
  ["max", (given) => Math.max(...given.all.map(numberOf))],
  ["min", (given) => Math.min(...given.all.map(numberOf))],
  ["floor", (given) => Math.floor(given.number(0))],
  ["ceil", (given) => Math.ceil(given.number(0))],
  ["round", (given) => rounded(given.number(0), given.number(1))],
];
