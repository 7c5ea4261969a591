import { statSync } from "node:fs";
import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../errors.ts";
import { NumberBuilder, StringBuilder } from "./column-builder.ts";
import { cleanCopy } from "./delimited/clean-copy.ts";
import { LONGEST_ROW, type VisitedRows } from "./delimited/each-row.ts";
import { firstRowOf, linesBefore } from "./delimited/first-row.ts";
import { rowNoteWarnings } from "./delimited/row-notes.ts";
import { type EngineAccess, type EngineOptions, openEngine } from "./engine.ts";
import { prepareTable, type TablePart } from "./source/prepare.ts";
import type { ReadWarning } from "./source/warning.ts";
import { sqlName, sqlText } from "./sql.ts";
import type { Table } from "./table.ts";
import { readWideParts } from "./wide-table.ts";

/** The engine needs too much memory for more columns. */
const WIDE = 1000;
/** Of a message of the engine: it may quote the row that it stumbled over, whole. */
const LONGEST_MESSAGE = 300;
/** Spellings of "nothing here" in delimited files. */
const MISSING = ["", "?", "NA", "N/A", "NaN", "nan", "null", "NULL", "None"];

/** What the engine reads by itself; of delimited text, names, header and delimiter are found as for the profile. */
const READERS: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/\.(?:jsonl|ndjson|json)(?:\.gz|\.zst)?$/i, (path) => `read_json(${path}, sample_size=-1)`],
  [/\.(?:parquet|pq)$/i, (path) => `read_parquet(${path})`],
];

export interface ReadOptions {
  /** Columns to be read as strings whatever they look like: labels, sources, ids. */
  readonly strings?: readonly string[];
}

/** A table, and what reading could not take as it stands. */
export interface ReadTable extends Table {
  readonly warnings: readonly ReadWarning[];
}

/**
 * Reads a table into memory by columns: numbers as numbers, dates and times as moments, all else as strings. Delimited
 * texts, and what the engine does not read by itself (other compressions and encodings, Arrow, folders of shards), are
 * prepared for it first, as for the profile: rows are cut by our own cutter, and whatever does not fit is told.
 * @throws DataError where the file is missing, empty or cannot be read, with file, row and column where they are known
 */
export async function readTable(path: string, options: EngineOptions & ReadOptions = {}): Promise<ReadTable> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new DataError("FILE_MISSING", `${path}: there is no such file.`);
  const reader = stat.isFile() && stat.size > 0 ? READERS.find(([pattern]) => pattern.test(path))?.[1] : undefined;
  if (reader === undefined) return filled(path, await preparedTable(path, options));
  let table: Table;
  try {
    table = await engineTable(reader(sqlText(path)), { ...options, files: [path] });
  } catch {
    return filled(path, await preparedTable(path, options));
  }
  return filled(path, { ...table, warnings: [] });
}

/** @throws DataError TABLE_EMPTY */
function filled(path: string, table: ReadTable): ReadTable {
  if (table.rows > 0) return table;
  const names = table.columns.map(({ name }) => name);
  throw new DataError(
    "TABLE_EMPTY",
    `${path}: there are column names (${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}) but no row.`,
  );
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0]?.slice(0, LONGEST_MESSAGE) ?? "";
}

/**
 * What a query gives, as {@link readTable} gives a file; `source` stands behind FROM and reads nothing but `files`.
 * @throws DataError ENGINE_MISSING
 */
export async function readQuery(source: string, options: EngineAccess & ReadOptions): Promise<Table> {
  return await engineTable(source, options);
}

async function engineTable(source: string, options: EngineAccess & ReadOptions): Promise<Table> {
  const connection = await openEngine(options);
  try {
    return await tableOf(connection, source, new Set(options.strings));
  } finally {
    connection.closeSync();
  }
}

async function preparedTable(path: string, options: EngineOptions & ReadOptions): Promise<ReadTable> {
  const { columns, parts, folder, warnings } = await prepareTable(path, options);
  const noted = (part: TablePart, { notes }: VisitedRows): readonly ReadWarning[] =>
    rowNoteWarnings(part.file, part.names, notes, LONGEST_ROW);
  try {
    const readable = parts.filter((part) => firstRowOf(part) < part.bytes);
    if (readable.length === 0) return { rows: 0, columns: columns.map((name) => new StringBuilder(name).finish()), warnings };
    if (columns.length > WIDE) {
      const wide = readWideParts(path, readable, columns, { strings: new Set(options.strings), missing: new Set(MISSING) });
      return { ...wide.table, warnings: [...warnings, ...wide.visited.flatMap(({ part, ...visited }) => noted(part, visited))] };
    }
    const copies = readable.map((part) => cleanCopy(part, folder.file(".csv"), firstRowOf(part)));
    const sources = copies.map(({ part, longest }) => `SELECT * FROM ${csvReader(part, longest)}`);
    const table = await engineTable(`(${sources.join(" UNION ALL BY NAME ")})`, {
      ...options,
      temporary: folder.path,
      files: copies.map(({ part }) => part.path),
    });
    const said = [...warnings, ...copies.flatMap((copy) => noted(copy.part, copy))];
    const rows = copies.reduce((sum, copy) => sum + copy.rows, 0);
    if (rows !== table.rows)
      said.push({
        code: "engine-disagrees",
        file: basename(path),
        count: Math.abs(rows - table.rows),
        message: `${basename(path)}: ${rows} rows were cut, and ${table.rows} were read of them.`,
      });
    return { ...table, warnings: said };
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError("FILE_UNREADABLE", `${path}: ${firstLine(cause)}`, { cause });
  } finally {
    folder.remove();
  }
}

/** A part as the engine reads it: the dialect and the names are ours, the types the engine's. */
function csvReader(part: TablePart, longest: number): string {
  const { dialect, names, path } = part;
  const character = (code: number): string => sqlText(String.fromCharCode(code));
  const long = longest < 1_500_000 ? "" : `, max_line_size=${longest + 65_536}, buffer_size=${2 * longest + 262_144}`;
  return `read_csv(${sqlText(path)}, delim=${character(dialect.delimiter)}, quote=${character(dialect.quote)}, escape=${character(dialect.escape)}, header=false, skip=${linesBefore(part)}, comment='', names=[${names.map(sqlText).join(",")}], nullstr=[${MISSING.map(sqlText).join(",")}], sample_size=-1, strict_mode=false, auto_type_candidates=['BIGINT','DOUBLE','DATE','TIMESTAMP','VARCHAR']${long})`;
}

const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|UINTEGER|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN)$/;
const MOMENT = /^(?:DATE|TIMESTAMP.*)$/;

async function tableOf(connection: DuckDBConnection, source: string, strings: ReadonlySet<string>): Promise<Table> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  const kinds = described.getRows().map(([name, type]) => {
    const kind = strings.has(String(name))
      ? "string"
      : NUMERIC.test(String(type))
        ? "number"
        : MOMENT.test(String(type))
          ? "time"
          : "string";
    return { name: String(name), kind } as const;
  });
  const selected = kinds.map(({ name, kind }) =>
    kind === "number"
      ? `CAST(${sqlName(name)} AS DOUBLE)`
      : kind === "time"
        ? `epoch(${sqlName(name)})`
        : `CAST(${sqlName(name)} AS VARCHAR)`,
  );
  const result = await connection.stream(`SELECT ${selected.join(", ")} FROM ${source}`);
  const builders = kinds.map(({ name, kind }) => (kind === "string" ? new StringBuilder(name) : new NumberBuilder(name, kind)));
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rows += chunk.rowCount;
    for (const [index, builder] of builders.entries()) builder.add(chunk.getColumnValues(index));
  }
  return { rows, columns: builders.map((builder) => builder.finish()) };
}
