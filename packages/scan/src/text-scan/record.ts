import type { ReadLine } from "./lines.ts";

/** A record of a JSONL file, or why it is none. */
export type ReadRecord = { readonly id: string | number; readonly text: string; readonly fault?: undefined } | { readonly fault: string };

/** Reads `{"id": …, [field]: "…"}`; a record without `id` is called by its row number from 0. */
export function recordOf(line: ReadLine, field: string, row: number): ReadRecord {
  if (line.text === undefined)
    return { fault: line.fault === "too-long" ? "the line is too long to hold in memory" : "the line is not UTF-8" };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    return { fault: `the line is not JSON (${reasonOf(error)})` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { fault: "the line is no JSON object" };
  const entries: Readonly<Record<string, unknown>> = { ...value };
  const text = entries[field];
  if (text === undefined || !Object.hasOwn(value, field))
    return { fault: `the object has no "${field}"; name the field that holds the text with --field` };
  if (typeof text !== "string") return { fault: `"${field}" is ${kindOf(text)}, not text` };
  const { id } = entries;
  return { id: typeof id === "string" || typeof id === "number" ? id : row, text };
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/** The words of the parser without what it quotes of the line: that may be a secret. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const place = /at position \d+/.exec(message)?.[0];
  return message.startsWith("Unexpected end") || message.startsWith("Unterminated") ? "it ends too early" : (place ?? "at its start");
}
