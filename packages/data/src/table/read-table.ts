import { statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DataError } from "../errors.ts";
import { cleanCopy } from "./delimited/clean-copy.ts";
import { firstRowOf } from "./delimited/first-row.ts";
import { type EngineOptions, openEngine } from "./engine.ts";
import { prepareTable } from "./source/prepare.ts";
import type { Column, Table } from "./table.ts";

const LONGEST_ROW = 64 * 1024 * 1024;
/** Spellings of "nothing here" in delimited files. */
const MISSING = ["", "?", "NA", "N/A", "NaN", "nan", "null", "NULL", "None"];

function csvReader(path: string, more = ""): string {
  return `read_csv(${path}, nullstr=[${MISSING.map(quoted).join(",")}], sample_size=-1, strict_mode=false, auto_type_candidates=['BIGINT','DOUBLE','DATE','TIMESTAMP','VARCHAR']${more})`;
}

/** What the engine reads by itself. */
const READERS: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/\.(?:csv|tsv|txt|data)(?:\.gz|\.zst)?$/i, (path) => csvReader(path)],
  [/\.(?:jsonl|ndjson|json)(?:\.gz|\.zst)?$/i, (path) => `read_json(${path}, sample_size=-1)`],
  [/\.(?:parquet|pq)$/i, (path) => `read_parquet(${path})`],
];

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function named(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export interface ReadOptions {
  /** Columns to be read as strings whatever they look like: labels, sources, ids. */
  readonly strings?: readonly string[];
}

/**
 * Reads a table into memory by columns: numbers as numbers, dates and times as moments, all else as strings. What the
 * engine does not read by itself (other compressions and encodings, Arrow, ragged rows, folders of shards) is prepared
 * for it first, as for the profile.
 * @throws DataError where the file is missing or cannot be read, with file, row and column where they are known
 */
export async function readTable(path: string, options: EngineOptions & ReadOptions = {}): Promise<Table> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new DataError("FILE_MISSING", `${path}: there is no such file.`);
  const reader = stat.isFile() ? READERS.find(([pattern]) => pattern.test(path))?.[1] : undefined;
  if (reader === undefined) return await preparedTable(path, options);
  try {
    return await engineTable(reader(quoted(path)), options);
  } catch (cause) {
    try {
      return await preparedTable(path, options);
    } catch (error) {
      if (error instanceof DataError) throw error;
      throw new DataError("FILE_UNREADABLE", `${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

/** What a query gives, as {@link readTable} gives a file; `source` stands behind FROM. @throws DataError ENGINE_MISSING */
export async function readQuery(source: string, options: EngineOptions & ReadOptions = {}): Promise<Table> {
  return await engineTable(source, options);
}

async function engineTable(source: string, options: EngineOptions & ReadOptions): Promise<Table> {
  const connection = await openEngine(options);
  try {
    return await tableOf(connection, source, new Set(options.strings));
  } finally {
    connection.closeSync();
  }
}

async function preparedTable(path: string, options: EngineOptions & ReadOptions): Promise<Table> {
  const { parts, folder } = await prepareTable(path, options);
  try {
    const copies = parts.map((part) => cleanCopy(part, folder.file(".csv"), firstRowOf(part), LONGEST_ROW).path);
    const sources = copies.map((copy) => `SELECT * FROM ${csvReader(quoted(copy), ", header=true, delim=',', quote='\"', escape='\"'")}`);
    return await engineTable(`(${sources.join(" UNION ALL BY NAME ")})`, options);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError("FILE_UNREADABLE", `${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  } finally {
    folder.remove();
  }
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
    kind === "number" ? `CAST(${named(name)} AS DOUBLE)` : kind === "time" ? `epoch(${named(name)})` : `CAST(${named(name)} AS VARCHAR)`,
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

class NumberBuilder {
  #values = new Float64Array(1024);
  #length = 0;
  readonly #name: string;
  readonly #kind: "number" | "time";

  constructor(name: string, kind: "number" | "time") {
    this.#name = name;
    this.#kind = kind;
  }

  add(values: readonly unknown[]): void {
    if (this.#length + values.length > this.#values.length) {
      const grown = new Float64Array(2 * (this.#length + values.length));
      grown.set(this.#values);
      this.#values = grown;
    }
    for (const value of values) this.#values[this.#length++] = typeof value === "number" ? value : Number.NaN;
  }

  finish(): Column {
    return { kind: this.#kind, name: this.#name, values: this.#values.slice(0, this.#length) };
  }
}

class StringBuilder {
  #codes = new Int32Array(1024);
  #length = 0;
  readonly #dictionary: string[] = [];
  readonly #positions = new Map<string, number>();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  add(values: readonly unknown[]): void {
    if (this.#length + values.length > this.#codes.length) {
      const grown = new Int32Array(2 * (this.#length + values.length));
      grown.set(this.#codes);
      this.#codes = grown;
    }
    for (const value of values) this.#codes[this.#length++] = typeof value === "string" ? this.#code(value) : -1;
  }

  #code(value: string): number {
    const known = this.#positions.get(value);
    if (known !== undefined) return known;
    this.#positions.set(value, this.#dictionary.length);
    return this.#dictionary.push(value) - 1;
  }

  finish(): Column {
    return { kind: "string", name: this.#name, codes: this.#codes.slice(0, this.#length), dictionary: this.#dictionary };
  }
}
