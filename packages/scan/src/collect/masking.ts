import type { Json } from "@castellan/graph";
import { findSecrets } from "@castellan/text";
import { MASK, masked } from "../discover/infrastructure/masked.ts";
import { mapOf } from "../rules/settings/setting.ts";

/** Longer texts are not looked through one by one: they are taken out where a secret may stand in them. */
const LONGEST = 200_000;
const BASE64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;

/**
 * Takes secrets out of what a service answered: values of secret-like names, and whatever the catalogue of secrets
 * recognises, in scripts that are written as base64 too. It runs before anything is written or remembered.
 */
export function withoutSecrets(json: Json): Json {
  return cleaned(masked({ it: json })["it"] ?? null, "");
}

function cleaned(json: Json, name: string): Json {
  if (typeof json === "string") return cleanedText(json, name);
  if (isList(json)) return json.map((item) => cleaned(item, name));
  const map = mapOf(json);
  return map === undefined ? json : Object.fromEntries(Object.entries(map).map(([key, value]) => [key, cleaned(value, key)]));
}

function cleanedText(text: string, name: string): string {
  if (text.length < 8) return text;
  if (text.length > LONGEST) return `${text.slice(0, 64)}… (${text.length} characters left out)`;
  if (BASE64.test(text) && findSecrets(Buffer.from(text, "base64").toString("utf8")).length > 0) return MASK;
  // The name says whether a value that looks like nothing is a password.
  const before = `${name}="`;
  let result = text;
  for (const { start, end } of findSecrets(`${before}${text}"`).reverse()) {
    const [from, to] = [start - before.length, Math.min(end - before.length, text.length)];
    if (from >= 0 && to > from) result = `${result.slice(0, from)}${MASK}${result.slice(to)}`;
  }
  return result;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
