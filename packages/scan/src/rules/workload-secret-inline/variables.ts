import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf } from "../settings/setting.ts";

/** Values gone through in one resource, and levels: they come from outside. */
const VALUES = 20_000;
const DEPTH = 30;
/** Longest text that is read as a list, as `jsonencode` leaves containers. */
const TEXT = 500_000;

/** Settings that hold the variables of a program: functions, tasks, services, apps and pods of every cloud. */
const VARIABLES =
  /^(?:env|environment|variables|environment_?variables|runtime_?environment_?variables|app_?settings|env_vars|envVars|default_arguments|DefaultArguments)$/i;

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Dotted path of the setting that holds it. */
  readonly path: string;
}

/**
 * Variables with values that a declared resource gives to what it runs, as a map of names (`environment.variables` of a
 * function, `app_settings`) or a list of names and values (`env` of a container), also inside a text of JSON.
 */
export function variablesIn({ attributes }: ResourceEntry): readonly Variable[] {
  const found: Variable[] = [];
  let left = VALUES;
  const walk = (value: Json, path: string, depth: number): void => {
    left -= 1;
    if (depth > DEPTH || left < 0) return;
    for (const item of isList(value) ? value : []) walk(item, path, depth + 1);
    for (const [key, inner] of Object.entries(mapOf(value) ?? {})) {
      const below = path === "" ? key : `${path}.${key}`;
      const read = /^container_?definitions$/i.test(key) && typeof inner === "string" ? parsed(inner) : inner;
      if (VARIABLES.test(key)) found.push(...named(read, below));
      walk(read, below, depth + 1);
    }
  };
  walk(attributes, "", 0);
  return found;
}

function named(value: Json, path: string): readonly Variable[] {
  if (isList(value)) {
    return value.slice(0, VALUES).flatMap((item): readonly Variable[] => {
      if (isList(item)) return named(item, path);
      const pair = mapOf(item) ?? {};
      const name = pair["name"] ?? pair["Name"] ?? pair["key"];
      const set = pair["value"] ?? pair["Value"];
      return typeof name === "string" && typeof set === "string" ? [{ name, value: set, path }] : [];
    });
  }
  const map = mapOf(value) ?? {};
  // One block of Terraform stands as a map: env { name, value }.
  if (typeof map["name"] === "string" && typeof map["value"] === "string") return [{ name: map["name"], value: map["value"], path }];
  return Object.entries(map).flatMap(([name, set]) => (typeof set === "string" ? [{ name, value: set, path: `${path}.${name}` }] : []));
}

function parsed(text: string): Json {
  if (text.length > TEXT || !/^\s*[[{]/.test(text)) return text;
  try {
    const read: Json = JSON.parse(text);
    return read;
  } catch {
    // Written with what only a deployment knows: nothing can be told from it.
    return text;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
