import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { looksLikeIdx } from "../check/assemble/idx.ts";
import { DataError } from "../errors.ts";
import { readTable } from "../table/read-table.ts";
import type { Table } from "../table/table.ts";
import { affectedModels } from "./affected-models.ts";
import type { DataCleanResult } from "./document.ts";
import { idxOf, idxRecords } from "./idx-records.ts";
import { delimitedRecords, fieldsOf, lineRecords, type RawRecord } from "./records.ts";
import { heldBackByCheck, heldBackByScores, idColumnOfCheck } from "./verdicts.ts";

export interface CleanOptions {
  readonly file: string;
  readonly output: string;
  /** JSON of data check, or its scores. */
  readonly check?: string | undefined;
  readonly scores?: string | undefined;
  /** Column that names a row; that of the check unless told, else its number from 0. */
  readonly id?: string | undefined;
  /** JSON of a scan, to name the models that were trained on the file. */
  readonly scan?: string | undefined;
  readonly version: string;
}

/** Bytes are held in memory to be written as they stand. */
const LARGEST = 1_500_000_000;

/**
 * Writes the file without the rows that a check holds back, byte for byte as they stand; the rows left out are written
 * beside it, never deleted. The file itself is not touched.
 * @throws DataError where the verdict does not fit the file: nothing is written then
 */
export async function cleanFile(options: CleanOptions): Promise<DataCleanResult> {
  const { file, output, version } = options;
  const judged = options.check ?? options.scores;
  if (judged === undefined || (options.check !== undefined && options.scores !== undefined))
    throw new DataError("OPTION_INVALID", "Name the verdict: --check CHECK.json or --scores SCORES.csv, one of them.");
  for (const path of [file, judged, ...(options.scan === undefined ? [] : [options.scan])])
    if (!existsSync(path)) throw new DataError("FILE_MISSING", `${path}: there is no such file.`);
  if (statSync(file).size > LARGEST)
    throw new DataError("OPTION_INVALID", `${file} is larger than ${LARGEST} bytes; split it into shards and clean each.`);
  const stored = readFileSync(file);
  const verdict = readFileSync(judged);
  const id = options.id ?? (options.check === undefined ? undefined : idColumnOfCheck(verdict.toString("utf8"), judged));
  const held = options.check === undefined ? heldBackByScores(verdict, judged) : heldBackByCheck(verdict.toString("utf8"), judged);
  const compressed = /\.gz$/i.test(file);
  const bytes = compressed ? gunzipSync(stored, { maxOutputLength: LARGEST }) : stored;
  const { records, nameOf, contentOf } = looksLikeIdx(bytes)
    ? idxContents(bytes, id, file)
    : await tableContents(bytes, { ...options, id });
  const [kept, out]: [RawRecord[], RawRecord[]] = [[], []];
  const leftOut: DataCleanResult["leftOut"] = [];
  const found = new Set<string>();
  for (const [row, record] of records.entries()) {
    const id = nameOf(row);
    const reasons = held.get(id);
    if (reasons === undefined) {
      kept.push(record);
      continue;
    }
    found.add(id);
    out.push(record);
    leftOut.push({ id, row, reasons });
  }
  const notFound = [...held.keys()].filter((id) => !found.has(id)).sort();
  if (held.size > 0 && found.size === 0)
    throw new DataError(
      "OPTION_INVALID",
      `None of the ${held.size} rows that ${judged} holds back is in ${file}: is it another file, or is --id missing?`,
    );
  const place = quarantineOf(output);
  const write = (path: string, rows: readonly RawRecord[]): DataCleanResult["output"] => {
    const content = contentOf(rows);
    return writeBytes(path, compressed ? gzipSync(content, { level: 6 }) : content);
  };
  // What is left out reaches the disk first: no moment has a clean file without it.
  const quarantine = write(place, out);
  const cleaned = write(output, kept);
  const sha256 = digest(stored);
  const models =
    options.scan === undefined ? undefined : affectedModels(readFileSync(options.scan, "utf8"), options.scan, { path: file, sha256 });
  return {
    schema: "castellan/data-clean/1",
    tool: { name: "castellan", version },
    source: { path: basename(file), sha256, bytes: stored.length },
    output: cleaned,
    quarantine,
    judgedBy: { path: basename(judged), sha256: digest(verdict), bytes: verdict.length },
    rows: { before: records.length, kept: kept.length, leftOut: out.length },
    leftOut,
    notFound,
    retrain: models?.models ?? [],
    advice: adviceOf(out.length, notFound.length, models),
  };
}

/** `clean.csv` has `clean.quarantine.csv` beside it. */
export function quarantineOf(output: string): string {
  const [, stem = output, ending = ""] = /^(.*?)((?:\.[A-Za-z0-9]+){1,2})$/s.exec(output) ?? [];
  return /\.(?:gz)$/i.test(ending) || !ending.slice(1).includes(".")
    ? `${stem}.quarantine${ending}`
    : output.replace(/(\.[A-Za-z0-9]+)$/, ".quarantine$1");
}

/** The rows of a file as they stand. */
interface Contents {
  readonly records: readonly RawRecord[];
  readonly nameOf: (row: number) => string;
  /** A whole file of these rows only. */
  readonly contentOf: (rows: readonly RawRecord[]) => Buffer;
}

async function tableContents(bytes: Buffer, { file, id }: CleanOptions): Promise<Contents> {
  const table = await readTable(file, id === undefined ? {} : { strings: [id] });
  const { header, records } = recordsOf(bytes, file, table);
  return { records, nameOf: idsOf(table, id, file), contentOf: (rows) => joined(bytes, header, rows) };
}

function idxContents(bytes: Buffer, id: string | undefined, file: string): Contents {
  if (id !== undefined) throw new DataError("COLUMN_MISSING", `${file}: pictures and their labels have no column ${id}; leave out --id.`);
  return { records: idxRecords(bytes, file), nameOf: String, contentOf: (rows) => idxOf(bytes, rows) };
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function recordsOf(
  bytes: Buffer,
  file: string,
  table: Table,
): { readonly header: RawRecord | undefined; readonly records: readonly RawRecord[] } {
  const bare = file.replace(/\.gz$/i, "");
  if (/\.(?:jsonl|ndjson)$/i.test(bare)) return agreed(undefined, lineRecords(bytes), table, file);
  if (!/\.(?:csv|tsv|txt|data)$/i.test(bare))
    throw new DataError(
      "FORMAT_UNKNOWN",
      `${file}: rows are left out of CSV, TSV, JSONL and IDX (also .gz); convert it first, for example with duckdb.`,
    );
  const all = delimitedRecords(bytes, file);
  const [first, ...rest] = all;
  const names = new Set(table.columns.map(({ name }) => name));
  const text = first === undefined ? "" : bytes.toString("utf8", first.start, first.end);
  const headed = [",", "\t", ";", "|"].some(
    (separator) => fieldsOf(text, separator).filter((field) => names.has(field.trim())).length * 2 > names.size,
  );
  return headed ? agreed(first, rest, table, file) : agreed(undefined, all, table, file);
}

/** A row too few or too many would leave the wrong ones out. */
function agreed(
  header: RawRecord | undefined,
  records: readonly RawRecord[],
  table: Table,
  file: string,
): { header: RawRecord | undefined; records: readonly RawRecord[] } {
  if (records.length !== table.rows)
    throw new DataError(
      "FILE_UNREADABLE",
      `${file}: it reads as ${table.rows} rows but has ${records.length} records, so rows cannot be told apart for sure. Nothing was written; repair its quotes or ragged lines first.`,
    );
  return { header, records };
}

function idsOf(table: Table, id: string | undefined, file: string): (row: number) => string {
  if (id === undefined) return String;
  const column = table.columns.find(({ name }) => name === id);
  if (column?.kind !== "string")
    throw new DataError(
      "COLUMN_MISSING",
      `${file}: there is no column ${id}; there are ${table.columns
        .map(({ name }) => name)
        .slice(0, 20)
        .join(", ")}.`,
    );
  return (row) => column.dictionary[column.codes[row] ?? -1] ?? "";
}

function joined(bytes: Buffer, header: RawRecord | undefined, rows: readonly RawRecord[]): Buffer {
  const parts = [...(header === undefined ? [] : [header]), ...rows].map(({ start, end }) => bytes.subarray(start, end));
  // The last record of a file may lack its line end: another may follow it now.
  return Buffer.concat(
    parts.flatMap((part, at) =>
      at + 1 < parts.length && part.at(-1) !== 0x0a && part.at(-1) !== 0x0d ? [part, Buffer.from("\n")] : [part],
    ),
  );
}

function writeBytes(path: string, bytes: Uint8Array): DataCleanResult["output"] {
  const beside = `${path}.${process.pid}.part`;
  try {
    const descriptor = openSync(beside, "w", 0o644);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return { path: basename(path), sha256: digest(bytes), bytes: bytes.length };
}

function adviceOf(
  leftOut: number,
  notFound: number,
  models: { readonly known: boolean; readonly models: DataCleanResult["retrain"] } | undefined,
): string[] {
  const names = [...new Set(models?.models.filter(({ kind }) => kind !== "training-run").map(({ name }) => name))];
  return [
    ...(notFound > 0 ? [`${notFound} ids of the verdict are not in the file: make sure that it was made from this file.`] : []),
    ...(leftOut === 0 ? ["Nothing was left out: no model needs to be trained again."] : []),
    ...(leftOut > 0 && names.length > 0
      ? [`Train again on the clean version: ${names.join(", ")}. Until then treat what they say as influenced by the rows left out.`]
      : []),
    ...(leftOut > 0 && models !== undefined && !models.known
      ? ["The scan does not know this file: name the models that were trained on it yourself."]
      : []),
    ...(leftOut > 0 && models?.known === true && names.length === 0 ? ["The scan shows no model that was trained on this file."] : []),
    ...(leftOut > 0 && models === undefined ? ["Train every model again that was trained on this file; --from SCAN.json names them."] : []),
  ];
}
