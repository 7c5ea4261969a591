import { type ParseError, parse } from "jsonc-parser";
import { FormatError } from "../errors.ts";

export type UntypedRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is UntypedRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The record under a key, empty where there is none. */
export function recordAt(value: unknown, key: string): UntypedRecord {
  const inner = isRecord(value) ? value[key] : undefined;
  return isRecord(inner) ? inner : {};
}

export function stringAt(value: unknown, key: string): string | undefined {
  const inner = isRecord(value) ? value[key] : undefined;
  return typeof inner === "string" ? inner : undefined;
}

/** @throws FormatError MALFORMED unless the text is a JSON object. */
export function jsonRecord(text: string): UntypedRecord {
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (cause) {
    throw new FormatError("MALFORMED", "This file is not valid JSON.", { cause });
  }
  if (!isRecord(value)) throw new FormatError("NOT_THIS_FORMAT", "The top level of this JSON file is not an object.");
  return value;
}

/** JSON with comments and trailing commas. @throws FormatError MALFORMED unless it is an object. */
export function jsoncRecord(text: string): UntypedRecord {
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch (cause) {
    throw new FormatError("MALFORMED", "This file is nested too deeply to read.", { cause });
  }
  if (!isRecord(value) || errors.length > 0) throw new FormatError("MALFORMED", "This file is not valid JSON with comments.");
  return value;
}

/** Lines (from 1) of the first `"key":` for each key, in one pass over pretty-printed JSON. */
export function keyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split("\n").entries()) {
    const key = /^\s*"((?:[^"\\]|\\.){1,300})"\s*:/.exec(line)?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, index + 1);
  }
  return lines;
}
