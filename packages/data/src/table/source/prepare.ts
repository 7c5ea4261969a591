import { DataError } from "../../errors.ts";
import { columnNames, type Dialect, RFC_4180, sniffDialect } from "../delimited/dialect.ts";
import type { EngineOptions } from "../engine.ts";
import { arrowToCsv } from "./arrow-to-csv.ts";
import { type Compression, compressionOf, type DataFormat, formatOf } from "./content.ts";
import { decompressed } from "./decompress.ts";
import { asUtf8 } from "./encoding.ts";
import { engineToCsv } from "./engine-to-csv.ts";
import { FileSource } from "./file-source.ts";
import { jsonLinesToCsv } from "./json-lines.ts";
import { isBesideData, type ListedFile, listFiles, splitOf, withoutCompression } from "./list-files.ts";
import { TemporaryFolder } from "./temporary-folder.ts";
import type { ReadWarning } from "./warning.ts";

/** One file of a table as UTF-8 CSV. */
export interface TablePart {
  /** Where its rows are to be read: the file itself or a copy in the temporary folder. */
  readonly path: string;
  /** As the user knows it. */
  readonly file: string;
  readonly split?: string;
  readonly dialect: Dialect;
  /** Its own columns, in its order. */
  readonly names: readonly string[];
  readonly bytes: number;
}

/** A table of one or more files, ready to be cut into rows. */
export interface PreparedTable {
  readonly kind: "table";
  readonly format: DataFormat;
  readonly compression?: Compression;
  /** Columns of all parts, in order of first appearance. */
  readonly columns: readonly string[];
  /** Types that the file itself states (Parquet, Arrow), by column. */
  readonly declared: ReadonlyMap<string, string>;
  readonly parts: readonly TablePart[];
  /** Bytes of the files as they lie there. */
  readonly bytes: number;
  readonly warnings: readonly ReadWarning[];
  /** Names of files beside the rows: cards, licences. */
  readonly beside: readonly ListedFile[];
  readonly folder: TemporaryFolder;
}

const HEAD = 1024 * 1024;
const TABLES: ReadonlySet<DataFormat> = new Set(["csv", "jsonl", "json", "parquet", "arrow", "npy", "npz"]);

interface Opened {
  readonly listed: ListedFile;
  readonly path: string;
  readonly format: DataFormat;
  readonly compression?: Compression;
}

async function opened(listed: ListedFile, folder: TemporaryFolder, warn: (warning: ReadWarning) => void): Promise<Opened> {
  const head = headOf(listed.path);
  const compression = compressionOf(head);
  const inner = withoutCompression(listed.name);
  if (compression === undefined) return { listed, path: listed.path, format: formatOf(head, inner, listed.bytes) };
  const path = await decompressed(listed.path, listed.name, compression, folder, warn);
  const file = new FileSource(path);
  try {
    return { listed, path, compression, format: formatOf(file.read(0, HEAD), inner, file.size) };
  } finally {
    file.close();
  }
}

function headOf(path: string): Uint8Array {
  const file = new FileSource(path);
  try {
    return file.read(0, HEAD);
  } finally {
    file.close();
  }
}

function sizeOf(path: string): number {
  const file = new FileSource(path);
  const { size } = file;
  file.close();
  return size;
}

/** The largest group of files that can be read together; the others are told. */
function chosen(all: readonly Opened[], target: string, warn: (warning: ReadWarning) => void): readonly Opened[] {
  const groups = new Map<DataFormat, Opened[]>();
  for (const one of all) if (TABLES.has(one.format)) groups.set(one.format, [...(groups.get(one.format) ?? []), one]);
  const [best] = [...groups.values()].sort((a, b) => bytesOf(b) - bytesOf(a));
  if (best === undefined) {
    const [only] = all;
    throw new DataError(
      "FORMAT_UNKNOWN",
      `${target}: not a table that can be read${only === undefined ? ": there is no file in it" : all.length === 1 && only.listed.bytes === 0 ? ": it is empty" : ""} (CSV, TSV, JSON, JSONL, Parquet, Arrow, also compressed).`,
    );
  }
  const left = all.filter((one) => !best.includes(one));
  if (left.length > 0)
    warn({
      code: "file-left-out",
      file: left[0]?.listed.name ?? "",
      count: left.length,
      message: `${left.length} ${left.length === 1 ? "file is" : "files are"} no part of this ${best[0]?.format ?? ""} table and ${left.length === 1 ? "was" : "were"} left out: ${left
        .slice(0, 5)
        .map(({ listed }) => listed.name)
        .join(", ")}${left.length > 5 ? ", …" : ""}.`,
    });
  return best;
}

function bytesOf(files: readonly Opened[]): number {
  return files.reduce((sum, { listed }) => sum + listed.bytes, 0);
}

/**
 * Finds the files of a table, unpacks and decodes them where needed, and says how each is to be cut. Whoever asks calls
 * `folder.remove()` when done.
 * @throws DataError FILE_MISSING, FORMAT_UNKNOWN, FILE_UNREADABLE, TABLE_EMPTY
 */
export async function prepareTable(target: string, engine: EngineOptions = {}): Promise<PreparedTable> {
  const folder = new TemporaryFolder(engine.temporary);
  const warnings: ReadWarning[] = [];
  const warn = (warning: ReadWarning): void => void warnings.push(warning);
  try {
    const listed = listFiles(target);
    const rows = listed.length === 1 ? listed : listed.filter(({ name }) => !isBesideData(name));
    const all: Opened[] = [];
    for (const one of rows) all.push(await opened(one, folder, warn));
    const files = chosen(all, target, warn);
    const declared = new Map<string, string>();
    const parts: TablePart[] = [];
    for (const file of files) parts.push(...(await partsOf(file, { folder, warn, declared, engine })));
    const columns = [...new Set(parts.flatMap(({ names }) => names))];
    const [first] = parts;
    if (first === undefined || columns.length === 0) throw new DataError("TABLE_EMPTY", `${target}: there are no columns in it.`);
    for (const part of parts) {
      const own = new Set(part.names);
      const lacks = columns.filter((name) => !own.has(name));
      if (lacks.length > 0)
        warn({
          code: "shard-columns",
          file: part.file,
          count: lacks.length,
          message: `${part.file}: lacks ${lacks.length} of the ${columns.length} columns of the other files (${lacks.slice(0, 5).join(", ")}${lacks.length > 5 ? ", …" : ""}); they are missing in its rows.`,
        });
    }
    const compression = files.find((file) => file.compression !== undefined)?.compression;
    return {
      kind: "table",
      format: files[0]?.format ?? "unknown",
      ...(compression === undefined ? {} : { compression }),
      columns,
      declared,
      parts,
      bytes: bytesOf(files),
      warnings,
      beside: listed.filter(({ name }) => isBesideData(name)),
      folder,
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

interface Making {
  readonly folder: TemporaryFolder;
  readonly warn: (warning: ReadWarning) => void;
  readonly declared: Map<string, string>;
  readonly engine: EngineOptions;
}

async function partsOf(file: Opened, { folder, warn, declared, engine }: Making): Promise<readonly TablePart[]> {
  const { name } = file.listed;
  const split = splitOf(name);
  const part = (path: string, dialect: Dialect, names: readonly string[]): TablePart => ({
    path,
    file: name,
    ...(split === undefined ? {} : { split }),
    dialect,
    names,
    bytes: sizeOf(path),
  });
  if (file.format === "csv") {
    const path = asUtf8(file.path, name, folder, warn);
    const { dialect, names } = delimitedHead(path, name, warn);
    return [part(path, dialect, names)];
  }
  const target = folder.file(".csv");
  if (file.format === "jsonl") return [part(target, RFC_4180, jsonLinesToCsv(asUtf8(file.path, name, folder, warn), name, target, warn))];
  if (file.format === "json" || file.format === "parquet") {
    const made = await engineToCsv(file.path, name, file.format, target, { ...engine, temporary: folder.path }, warn);
    for (const { name: column, type } of made) if (file.format === "parquet" && !declared.has(column)) declared.set(column, type);
    return [
      part(
        target,
        RFC_4180,
        made.map((column) => column.name),
      ),
    ];
  }
  if (file.format === "arrow") {
    const made = arrowToCsv(file.path, name, target, warn);
    for (const { name: column, type } of made) if (!declared.has(column)) declared.set(column, type);
    return [
      part(
        target,
        RFC_4180,
        columnNames(
          made.map((column) => column.name),
          true,
        ).names,
      ),
    ];
  }
  throw new DataError("FORMAT_UNKNOWN", `${name}: ${file.format} files cannot be read yet.`);
}

function delimitedHead(
  path: string,
  name: string,
  warn: (warning: ReadWarning) => void,
): { readonly dialect: Dialect; readonly names: readonly string[] } {
  const bytes = headOf(path);
  if (bytes.length === 0) throw new DataError("TABLE_EMPTY", `${name}: the file is empty.`);
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");
  const { dialect, rows, named } = sniffDialect(text, sizeOf(path) > bytes.length, /\.(?:tsv|tab)(?:\.|$)/i.test(name));
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const first = rows[0] ?? (text.trim() === "" ? undefined : ["value"]);
  if (first === undefined) throw new DataError("TABLE_EMPTY", `${name}: there is no row in it.`);
  const { names, repeated } = columnNames(named ? first : Array.from({ length: widest }, () => ""), named);
  if (dialect.header && !named)
    warn({
      code: "header-odd",
      file: name,
      count: 1,
      message: `${name}: row 1 has ${first.length} ${first.length === 1 ? "field" : "fields"} where the rows below it have ${widest}, and names no columns: it is no row of the table and was left out; columns are called column0 to column${names.length - 1}.`,
    });
  if (!dialect.header)
    warn({
      code: "header-missing",
      file: name,
      count: 1,
      message: `${name}: the first row is data, not names; columns are called column0 to column${names.length - 1}.`,
    });
  if (repeated.length > 0)
    warn({
      code: "header-repeated",
      file: name,
      count: repeated.length,
      message: `${name}: ${repeated.length} column ${repeated.length === 1 ? "name stands" : "names stand"} more than once in row 1 (${repeated.slice(0, 5).join(", ")}); the later ones got _2, _3, ….`,
    });
  return { dialect, names };
}
