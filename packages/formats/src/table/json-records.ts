import { type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { TableFacts } from "../facts.ts";
import { isRecord, type UntypedRecord } from "../manifest/untyped.ts";
import { sampleValue } from "./column-type.ts";
import { columnOf } from "./delimited.ts";

const HEAD = 1024 * 1024;
const CHUNK = 1024 * 1024;
const SAMPLES = 50;
const MAX_COLUMNS = 500;
const WHOLE = 20 * 1024 * 1024;

function facts(format: "jsonl" | "json", records: readonly UntypedRecord[], rows: number, exact: boolean): TableFacts {
  const names = new Set<string>();
  for (const record of records) for (const key of Object.keys(record)) if (names.size < MAX_COLUMNS) names.add(key);
  const samples = [...names].map((name) => records.map((record) => (record[name] === undefined ? "" : sampleValue(record[name]))));
  return { format, rows, exact, columns: [...names].map((name, index) => columnOf(name, samples[index] ?? [])), samples };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON is no record; the caller counts it as such.
    return undefined;
  }
}

/** One JSON object a line. */
export function readJsonLines(source: ByteSource, budget: number): TableFacts {
  const bytes = source.read(0, HEAD);
  const lines = textOf(bytes)
    .replace(/^\uFEFF/, "")
    .split("\n");
  if (source.size > bytes.length && lines.length > 1) lines.pop();
  const filled = lines.filter((line) => line.trim() !== "").slice(0, SAMPLES);
  const records = filled.map(parsed).filter(isRecord);
  if (records.length === 0 || records.length < filled.length / 2)
    throw new FormatError("NOT_THIS_FORMAT", "The lines of this file are not JSON objects.");
  let rows = 0;
  let content = false;
  let at = 0;
  while (at < source.size && at < budget) {
    const chunk = source.read(at, Math.min(CHUNK, budget - at));
    if (chunk.length === 0) break;
    for (const byte of chunk) {
      if (byte === 0x0a) {
        if (content) rows++;
        content = false;
      } else if (byte > 0x20) content = true;
    }
    at += chunk.length;
  }
  const exact = at >= source.size;
  return facts("jsonl", records, rows + (content && exact ? 1 : 0), exact);
}

/** Objects in the top-level array, counted by brackets alone, so that size does not matter. */
function scanArray(
  source: ByteSource,
  budget: number,
): { readonly rows: number; readonly exact: boolean; readonly records: readonly UntypedRecord[]; readonly other: number } {
  const records: UntypedRecord[] = [];
  const collected: number[] = [];
  let [depth, rows, other, at] = [0, 0, 0, 0];
  let [inString, escaped, ended] = [false, false, false];
  while (at < source.size && at < budget && !ended) {
    const chunk = source.read(at, Math.min(CHUNK, budget - at));
    if (chunk.length === 0) break;
    for (const byte of chunk) {
      if (depth >= 2 && rows + other < SAMPLES && collected.length < HEAD) collected.push(byte);
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) inString = false;
        continue;
      }
      if (byte === 0x22) inString = true;
      else if (byte === 0x7b || byte === 0x5b) {
        depth++;
        if (depth === 2) {
          collected.length = 0;
          collected.push(byte);
        }
      } else if (byte === 0x7d || byte === 0x5d) {
        depth--;
        if (depth === 1 && byte === 0x7d) {
          rows++;
          const record = rows + other <= SAMPLES ? parsed(textOf(Uint8Array.from(collected))) : undefined;
          if (isRecord(record)) records.push(record);
        } else if (depth === 1) other++;
        if (depth <= 0) {
          ended = true;
          break;
        }
      }
    }
    at += chunk.length;
  }
  return { rows, other, records, exact: ended };
}

/** A JSON array of records, or an object whose one large member is such an array. */
export function readJsonRecords(source: ByteSource, budget: number): TableFacts {
  const head = textOf(source.read(0, 4096))
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (head.startsWith("[")) {
    const { rows, exact, records, other } = scanArray(source, budget);
    if (records.length === 0 || other > rows) throw new FormatError("NOT_THIS_FORMAT", "This JSON array holds no records.");
    return facts("json", records, rows, exact);
  }
  if (!head.startsWith("{")) throw new FormatError("NOT_THIS_FORMAT", "This file is no JSON array of records.");
  const second = /^\{[^\n]*\}\s*\n\s*\{/.test(head);
  if (second) return readJsonLines(source, budget);
  if (source.size > WHOLE) throw new FormatError("BUDGET_BYTES", "This JSON object is too large to look for records in it.");
  const value = parsed(textOf(source.read(0, source.size)));
  const lists = Object.entries(isRecord(value) ? value : {}).flatMap(([key, list]) => {
    const records = Array.isArray(list) ? list.filter(isRecord) : [];
    return Array.isArray(list) && records.length > 0 && records.length === list.length ? [{ key, records }] : [];
  });
  const named = lists.filter(({ key }) =>
    /^(?:data|rows|records|examples|instances|samples|questions|items|train|test|validation|dataset|documents|conversations)$/.test(key),
  );
  const [largest] = named.sort((a, b) => b.records.length - a.records.length);
  if (largest === undefined) throw new FormatError("NOT_THIS_FORMAT", "This JSON object holds no list of records.");
  return facts("json", largest.records.slice(0, SAMPLES), largest.records.length, true);
}
