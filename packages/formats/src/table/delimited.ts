import { type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { TableFacts } from "../facts.ts";
import { columnType, sampleValue } from "./column-type.ts";

const HEAD = 256 * 1024;
const CHUNK = 1024 * 1024;
const SAMPLE_ROWS = 50;
const MAX_COLUMNS = 2000;

/** Rows of the beginning, quote-aware. The last, maybe cut, row is left out where `cut`. */
function parseRows(text: string, delimiter: string, limit: number, cut: boolean): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  let closed = true;
  for (let index = 0; index < text.length && rows.length < limit; index++) {
    const char = text[index] ?? "";
    closed = false;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[index + 1] === '"') {
        field += '"';
        index++;
      } else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === delimiter) {
      row.push(field);
      field = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && text[index + 1] === "\n") index++;
      row.push(field);
      if (row.length > 1 || field !== "") rows.push(row);
      row = [];
      field = "";
      closed = true;
    } else field += char;
  }
  if (!closed && !cut && rows.length < limit) {
    row.push(field);
    rows.push(row);
  }
  return rows;
}

/** The delimiter under which most rows have the same number, above one, of fields. */
function sniffDelimiter(text: string, cut: boolean): string | undefined {
  let best: { readonly delimiter: string; readonly score: number } | undefined;
  for (const delimiter of [",", "\t", ";", "|"]) {
    const rows = parseRows(text, delimiter, SAMPLE_ROWS, cut);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const same = rows.filter((row) => row.length === width).length / rows.length;
    const score = same * 100 + Math.min(width, 50) / 100;
    if (same >= 0.8 && (best === undefined || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter;
}

/** Names are words, different, and not numbers; where the first row is data, columns are numbered. */
function isHeader(row: readonly string[], next: readonly string[] | undefined): boolean {
  const named = row.every((cell) => cell.trim() !== "" && cell.length <= 100 && !/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(cell.trim()));
  if (next === undefined) return named;
  // A first unnamed index column is common in files written by data-frame libraries.
  const index = (row[0] ?? "").trim() === "" && row.slice(1).every((cell) => cell.trim() !== "" && !/^[+-]?[\d.]+$/.test(cell.trim()));
  return (named || index) && new Set(row).size >= row.length * 0.9;
}

/** Counts rows byte by byte to the end or the budget; quotes hide line feeds. */
export function countRows(source: ByteSource, budget: number): { readonly rows: number; readonly exact: boolean } {
  let rows = 0;
  let lines = 0;
  let quoted = false;
  let content = false;
  let at = 0;
  while (at < source.size && at < budget) {
    const chunk = source.read(at, Math.min(CHUNK, budget - at));
    if (chunk.length === 0) break;
    for (const byte of chunk) {
      if (byte === 0x22) quoted = !quoted;
      else if (byte === 0x0a) {
        if (content) lines++;
        if (content && !quoted) rows++;
        content = false;
        continue;
      }
      if (byte !== 0x0d && byte !== 0x20) content = true;
    }
    at += chunk.length;
  }
  const exact = at >= source.size;
  // A stray quote would hide the rest of the file.
  if (quoted) rows = lines;
  return { rows: rows + (content && exact ? 1 : 0), exact };
}

/**
 * CSV and its kin: delimiter, quotes and header are found from the beginning, rows are counted.
 * @param budget bytes counted before the row count becomes a lower bound.
 */
export function readDelimited(source: ByteSource, format: "csv" | "tsv", budget: number): TableFacts {
  const bytes = source.read(0, HEAD);
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!utf16 && bytes.subarray(0, 8192).includes(0)) throw new FormatError("NOT_THIS_FORMAT", "This file is binary, not delimited text.");
  const text = (utf16 ? new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes) : textOf(bytes)).replace(/^\uFEFF/, "");
  const cut = source.size > bytes.length;
  const delimiter = format === "tsv" && text.includes("\t") ? "\t" : (sniffDelimiter(text, cut) ?? ",");
  const rows = parseRows(text, delimiter, SAMPLE_ROWS + 1, cut);
  const [first] = rows;
  if (first === undefined) throw new FormatError("NOT_THIS_FORMAT", "This file has no rows.");
  if (first.length > MAX_COLUMNS) throw new FormatError("BUDGET_NODES", `This table has more than ${MAX_COLUMNS} columns.`);
  const header = isHeader(first, rows[1]);
  const body = header ? rows.slice(1) : rows;
  const samples = first.map((_, column) => body.slice(0, SAMPLE_ROWS).map((row) => sampleValue(row[column] ?? "")));
  const counted = countRows(source, budget);
  return {
    format: delimiter === "\t" ? "tsv" : "csv",
    rows: Math.max(0, counted.rows - (header ? 1 : 0)),
    exact: counted.exact,
    columns: first.map((name, column) => columnOf(header ? name.trim().slice(0, 200) : `column ${column + 1}`, samples[column] ?? [])),
    samples,
  };
}

export function columnOf(name: string, values: readonly string[]): TableFacts["columns"][number] {
  const type = columnType(values);
  return type === undefined ? { name } : { name, type };
}
