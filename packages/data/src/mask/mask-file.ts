import { existsSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { type ColumnMask, NewFile, ProtectError } from "@castellan/protect/masking";
import { DataError } from "../errors.ts";
import { eachRow, LONGEST_ROW } from "../table/delimited/each-row.ts";
import { firstRowOf } from "../table/delimited/first-row.ts";
import { rowNoteWarnings } from "../table/delimited/row-notes.ts";
import { openEngine } from "../table/engine.ts";
import { FileSource } from "../table/source/file-source.ts";
import { eachLine } from "../table/source/json-lines.ts";
import { type PreparedTable, prepareTable } from "../table/source/prepare.ts";
import { sqlName, sqlText } from "../table/sql.ts";
import { maskedValue } from "./json-value.ts";
import { RowWriter, type TextFormat } from "./row-writer.ts";

export interface MaskFileOptions {
  readonly file: string;
  /** .csv, .tsv, .jsonl or .parquet. */
  readonly output: string;
  readonly maskOf: (column: string) => ColumnMask;
  /** Whether the policy names a column itself: objects in JSON lines are then masked as a whole. */
  readonly names: (column: string) => boolean;
  /** Columns that must be there: a misspelt one would let the real one pass. */
  readonly required: readonly string[];
  /** Before the output is put in its place: what it refers to must be durable then. */
  readonly beforeFinish?: () => void;
  readonly force?: boolean;
  readonly progress?: (rows: number) => void;
}

export interface MaskedFile {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly kind: ColumnMask["kind"] }[];
  readonly warnings: readonly string[];
}

function formatOf(path: string): TextFormat | "parquet" {
  const ending = /\.(csv|tsv|jsonl|ndjson|parquet)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === "csv" || ending === "tsv" || ending === "parquet") return ending;
  if (ending === "jsonl" || ending === "ndjson") return "jsonl";
  throw new DataError("OPTION_INVALID", `${path}: masked data is written as .csv, .tsv, .jsonl or .parquet.`);
}

/**
 * Writes a table with every column masked, row by row: memory does not grow with the file. A value that cannot be masked
 * stops the work and nothing is written.
 * @throws DataError, ProtectError naming row and column, never the value
 */
export async function maskFile(options: MaskFileOptions): Promise<MaskedFile> {
  const { file, output } = options;
  if (!existsSync(file)) throw new DataError("FILE_MISSING", `${file}: there is no such file.`);
  const format = formatOf(output);
  if (existsSync(output)) {
    if (realpathSync(output) === realpathSync(file))
      throw new DataError("OPTION_INVALID", "The masked file cannot be the file itself; choose another --to.");
    if (options.force !== true)
      throw new DataError("OPTION_INVALID", `${output} is there already; choose another --to, or --force to replace it.`);
  }
  return format === "jsonl" && /\.(?:jsonl|ndjson)$/i.test(file) ? maskLines(options) : await maskTable(options, format);
}

function refused(where: string, cause: unknown): never {
  if (cause instanceof ProtectError && cause.code === "FORMAT_INVALID")
    throw new ProtectError("FORMAT_INVALID", `${where}: ${cause.message}. Nothing was written.`, { cause });
  if (cause instanceof DataError && cause.code === "FILE_UNREADABLE")
    throw new DataError("FILE_UNREADABLE", `${where}: ${cause.message}. Nothing was written.`, { cause });
  throw cause;
}

function missing(required: readonly string[], there: ReadonlySet<string>, file: string): void {
  const gone = required.filter((name) => !there.has(name));
  if (gone.length > 0)
    throw new DataError("COLUMN_MISSING", `${file} has no column ${gone.join(", ")}, which the policy names. Nothing was written.`);
}

function maskLines(options: MaskFileOptions): MaskedFile {
  const { file, output, maskOf, names } = options;
  const seen = new Map<string, ColumnMask["kind"]>();
  const masks = {
    names,
    maskOf: (path: string): ColumnMask => {
      const mask = maskOf(path);
      if (!seen.has(path)) seen.set(path, mask.kind);
      return mask;
    },
  };
  const writer = new RowWriter(output, "jsonl", []);
  const source = new FileSource(file);
  let rows = 0;
  try {
    const where = (line: number): string => `${basename(file)}, line ${line}`;
    eachLine(source, {
      onLine: (text, line) => {
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          throw new DataError("FILE_UNREADABLE", `${where(line)}: no JSON. Nothing was written.`);
        }
        if (typeof value !== "object" || value === null || Array.isArray(value))
          throw new DataError("FILE_UNREADABLE", `${where(line)}: no JSON object. Nothing was written.`);
        try {
          writer.line(JSON.stringify(maskedValue(value, "", masks)));
        } catch (cause) {
          refused(where(line), cause);
        }
        if (++rows % 10_000 === 0) options.progress?.(rows);
      },
      tooLong: (line, bytes) => {
        throw new DataError("FILE_UNREADABLE", `${where(line)}: ${bytes} bytes in one line are too many. Nothing was written.`);
      },
    });
    missing(options.required, new Set(seen.keys()), file);
    options.beforeFinish?.();
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  } finally {
    source.close();
  }
  const columns = [...seen].map(([name, kind]) => ({ name, kind })).sort((left, right) => (left.name < right.name ? -1 : 1));
  return { rows, columns, warnings: [] };
}

async function maskTable(options: MaskFileOptions, format: TextFormat | "parquet"): Promise<MaskedFile> {
  const { file, output, maskOf } = options;
  const table = await prepareTable(file);
  try {
    missing(options.required, new Set(table.columns), file);
    const masks = table.columns.map((name) => ({ name, mask: maskOf(name) }));
    const kept = masks.filter(({ mask }) => mask.kind !== "drop");
    if (kept.length === 0) throw new DataError("OPTION_INVALID", "The policy drops every column; nothing would be left.");
    const target = format === "parquet" ? table.folder.file(".csv") : output;
    const writer = new RowWriter(
      target,
      format === "parquet" ? "csv" : format,
      kept.map(({ name }) => name),
    );
    const written = writeRows(table, kept, writer, options);
    if (format === "parquet") await toParquet(target, output, kept, table, writer.longest * 3, options.beforeFinish);
    const columns = masks.map(({ name, mask }) => ({ name, kind: mask.kind }));
    return { ...written, columns };
  } finally {
    table.folder.remove();
  }
}

function writeRows(
  table: PreparedTable,
  columns: readonly { readonly name: string; readonly mask: ColumnMask }[],
  writer: RowWriter,
  { beforeFinish, progress }: MaskFileOptions,
): { readonly rows: number; readonly warnings: readonly string[] } {
  const warnings = table.warnings.map(({ message }) => message);
  let rows = 0;
  try {
    for (const part of table.parts) {
      const places = columns.map(({ name, mask }) => ({ name, mask, at: part.names.indexOf(name) }));
      let row = 0;
      const { notes } = eachRow(part, firstRowOf(part), (cell) => {
        row++;
        writer.row(
          places.map(({ name, mask, at }) => {
            const value = at < 0 ? undefined : cell(at);
            if (value === undefined || value === "" || mask.kind !== "change") return value === "" ? undefined : value;
            try {
              return mask.change(value);
            } catch (cause) {
              return refused(`${part.file}, row ${row}, column ${name}`, cause);
            }
          }),
        );
        if (++rows % 10_000 === 0) progress?.(rows);
      });
      // In a row of another width, or of quotes that do not close, values may stand in a column that lets them pass.
      const [odd] = rowNoteWarnings(part.file, part.names, notes, LONGEST_ROW);
      if (odd !== undefined)
        throw new DataError("FILE_UNREADABLE", `${odd.message} Its values cannot be told apart; correct the file. Nothing was written.`);
    }
    beforeFinish?.();
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
  return { rows, warnings };
}

/** Columns that were kept have the types that the file stated; all others are texts. */
async function toParquet(
  from: string,
  output: string,
  columns: readonly { readonly name: string; readonly mask: ColumnMask }[],
  table: PreparedTable,
  longest: number,
  beforeFinish?: () => void,
): Promise<void> {
  const target = table.folder.file(".parquet");
  const connection = await openEngine({ temporary: table.folder.path, files: [from, target] });
  try {
    const typed = columns.map(({ name, mask }) => {
      const type = mask.kind === "keep" ? table.declared.get(name) : undefined;
      const scalar =
        type !== undefined &&
        /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|UINTEGER|FLOAT|DOUBLE|BOOLEAN|DATE|TIMESTAMP|DECIMAL\(\d+,\d+\))$/.test(type);
      return scalar ? `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}` : sqlName(name);
    });
    await connection.run(
      `COPY (SELECT ${typed.join(", ")} FROM read_csv(${sqlText(from)}, header=true, all_varchar=true, delim=',', quote='"', escape='"', auto_detect=false, columns={${columns.map(({ name }) => `${sqlText(name)}: 'VARCHAR'`).join(", ")}}, max_line_size=${longest + 65_536}, buffer_size=${Math.max(8_388_608, 2 * longest + 262_144)})) TO ${sqlText(target)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } catch (cause) {
    throw new DataError(
      "ANALYSIS_FAILED",
      `${output}: Parquet could not be written (${cause instanceof Error ? cause.message.split("\n")[0]?.slice(0, 200) : String(cause)}).`,
      { cause },
    );
  } finally {
    connection.closeSync();
  }
  beforeFinish?.();
  const file = new NewFile(output);
  const source = new FileSource(target);
  try {
    for (let at = 0; at < source.size; at += 8 * 1024 * 1024) file.write(source.read(at, 8 * 1024 * 1024));
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    source.close();
  }
}
