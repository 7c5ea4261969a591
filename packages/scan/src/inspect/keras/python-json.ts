/** Any JSON value, as it comes from outside. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const isJson = (value: unknown): value is Json => value !== undefined;

/**
 * Reads JSON as Python writes it: NaN and Infinity stand where JSON has no number. Undefined where it is no JSON.
 * Of keys given twice the last counts, as in Python.
 */
export function parsePythonJson(text: string): Json | undefined {
  const strict = parse(text);
  if (strict !== undefined) return strict;
  // Strings are matched first and kept, so that only bare words are replaced.
  return parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs, (token) => (token.startsWith('"') ? token : "null")));
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textAt(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

export function at(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
