import { constants, gunzipSync } from "node:zlib";
import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { type ByteSource, bytesSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { TableFacts } from "../facts.ts";
import { startsWith } from "../model-file/sniffer.ts";
import { readArrow } from "./arrow.ts";
import { readIdx, readParquet, readSqlite, readXlsx } from "./binary-tables.ts";
import { readDelimited } from "./delimited.ts";
import { readJsonLines, readJsonRecords } from "./json-records.ts";
import { tableFormatOf } from "./names.ts";

export { tableFormatOf } from "./names.ts";

const GZIP_OUTPUT = 64 * 1024 * 1024;

/** What gzip holds, up to a limit; `whole` where nothing was cut. */
function gunzip(source: ByteSource): { readonly inner: ByteSource; readonly whole: boolean } {
  for (const window of [8 * 1024 * 1024, 256 * 1024, 32 * 1024]) {
    try {
      const bytes = gunzipSync(source.read(0, window), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: GZIP_OUTPUT });
      return { inner: bytesSource(bytes), whole: window >= source.size };
    } catch (cause) {
      const tooLarge = cause instanceof RangeError;
      if (!tooLarge) throw new FormatError("MALFORMED", "This gzip stream is damaged.", { cause });
    }
  }
  throw new FormatError("BUDGET_BYTES", "This gzip stream grows too much.");
}

function readBy(format: TableFacts["format"], source: ByteSource, budget: Budget): TableFacts {
  switch (format) {
    case "csv":
    case "tsv":
      return readDelimited(source, format, budget.bytes);
    case "jsonl":
      return readJsonLines(source, budget.bytes);
    case "json":
      return readJsonRecords(source, budget.bytes);
    case "parquet":
      return readParquet(source);
    case "arrow":
      return readArrow(source);
    case "idx":
      return readIdx(source);
    case "sqlite":
      return readSqlite(source);
    case "xlsx":
      return readXlsx(source);
    default:
      throw new FormatError("UNSUPPORTED", "This table format has no reader.");
  }
}

/**
 * Columns, row count and a few values of a table or record list. Rows are exact where the whole file was
 * counted within `budget.bytes`, else a lower bound.
 * @throws FormatError UNSUPPORTED for other file names, NOT_THIS_FORMAT, MALFORMED, TRUNCATED, BUDGET_…
 */
export function readTable(path: string, source: ByteSource, budget: Budget = DEFAULT_BUDGET): TableFacts {
  const format = tableFormatOf(path);
  if (format === undefined) throw new FormatError("UNSUPPORTED", "This file name is not that of a known table.");
  if (!startsWith(source.read(0, 3), "\x1f\x8b\x08")) return readBy(format, source, budget);
  const { inner, whole } = gunzip(source);
  const facts = readBy(format, inner, budget);
  return whole ? facts : { ...facts, exact: false };
}

/** Like readTable, but undefined for content that is no table: most JSON files are not record lists. */
export function readTableIfAny(path: string, source: ByteSource, budget: Budget = DEFAULT_BUDGET): TableFacts | undefined {
  if (tableFormatOf(path) === undefined) return undefined;
  try {
    return readTable(path, source, budget);
  } catch (error) {
    if (error instanceof FormatError && error.code === "NOT_THIS_FORMAT") return undefined;
    throw error;
  }
}
