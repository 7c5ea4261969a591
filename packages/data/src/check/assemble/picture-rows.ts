import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { PicturePixels } from "@castellan/formats";
import { DataError } from "../../errors.ts";
import { type FolderPicture, readPictureFolder } from "../../pictures/picture-folder.ts";
import { PictureStack, pixelsOf, stackSize } from "../../pictures/picture-stack.ts";
import { rawFiles, readRawPictures } from "../../pictures/raw-sets.ts";
import { openEngine } from "../../table/engine.ts";
import { readQuery } from "../../table/read-table.ts";
import { sqlName, sqlText } from "../../table/sql.ts";
import type { Dataset, StringColumn } from "../../table/table.ts";
import { type Assembled, assemble, type Roles } from "./roles.ts";

/** Pictures that the common size is chosen by. */
const SAMPLE = 64;
/** Larger files are not decoded. */
const MOST_BYTES = 256 * 1024 * 1024;

function strings(name: string, values: readonly (string | undefined)[]): StringColumn {
  const dictionary = [...new Set(values.filter((value) => value !== undefined))].sort();
  const places = new Map(dictionary.map((value, index) => [value, index]));
  return {
    kind: "string",
    name,
    dictionary,
    codes: Int32Array.from(values, (value) => (value === undefined ? -1 : (places.get(value) ?? -1))),
  };
}

function unreadNote(unread: readonly (readonly [string, string])[]): readonly string[] {
  const [first] = unread;
  return first === undefined
    ? []
    : [
        `${unread.length} ${unread.length === 1 ? "picture" : "pictures"} could not be decoded and ${unread.length === 1 ? "was" : "were"} not checked, the first is ${first[0]}: ${first[1]}`,
      ];
}

function decodedFile({ path, bytes }: FolderPicture): PicturePixels | string {
  if (bytes > MOST_BYTES) return `it has ${bytes} bytes, more than the ${MOST_BYTES} that are read`;
  try {
    return pixelsOf(new Uint8Array(readFileSync(path)));
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/**
 * A folder of pictures as a data set: labels by folders or by the metadata beside them, ids are the names of the files.
 * @throws DataError where nothing can be decoded
 */
export async function readPictureRows(target: string, roles: Roles): Promise<Assembled> {
  if (roles.source !== undefined || roles.time !== undefined || roles.text !== undefined || roles.id !== undefined)
    throw new DataError("OPTION_INVALID", "Of a folder of pictures only --label (a column of metadata.jsonl or .csv) can be named.");
  const { pictures, labels, labelColumn, warnings } = await readPictureFolder(target, roles.label);
  if (roles.label !== undefined && labelColumn === undefined)
    throw new DataError(
      "COLUMN_MISSING",
      `--label ${roles.label}: there is no such column in metadata.jsonl or metadata.csv beside the pictures.`,
    );
  const step = Math.max(1, Math.floor(pictures.length / SAMPLE));
  const sample = pictures.filter((_, index) => index % step === 0).map(decodedFile);
  const stack = new PictureStack(
    stackSize(
      sample.filter((pixels) => typeof pixels !== "string"),
      pictures.length,
      target,
    ),
    pictures.length,
  );
  const kept: FolderPicture[] = [];
  const unread: (readonly [string, string])[] = [];
  for (const picture of pictures) {
    const pixels = decodedFile(picture);
    if (typeof pixels === "string") unread.push([picture.name, pixels]);
    else {
      stack.add(pixels);
      kept.push(picture);
    }
  }
  const notes = [...unreadNote(unread), ...stack.notes, ...warnings.map(({ message }) => message.replace(/\.$/, ""))];
  notes.push(
    labels === "none"
      ? "there are no labels: what needs labels did not run"
      : `labels are taken from ${labels === "folders" ? "the folders" : `column ${labelColumn} of the metadata`}`,
  );
  const dataset: Dataset = {
    rows: kept.length,
    ids: kept.map(({ name }) => name),
    features: [],
    images: stack.finish(),
    ...(labels === "none"
      ? {}
      : {
          label: strings(
            labelColumn ?? "folder",
            kept.map(({ label }) => label),
          ),
        }),
  };
  return { dataset, notes };
}

/** A file of CIFAR-10 or CIFAR-100 in its binary version. */
export function readCifarRows(path: string): Assembled | undefined {
  if (!/\.bin$/i.test(path) || rawFiles(path).length === 0) return undefined;
  const raw = readRawPictures(path, undefined);
  if (raw?.format !== "cifar") return undefined;
  const { images, labels = [] } = raw;
  return {
    dataset: { rows: images.rows, ids: labels.map((_, row) => String(row)), features: [], images, label: strings("label", labels) },
    notes: [`${basename(path)} is read as CIFAR in its binary version, labels by its label byte`],
  };
}

const PICTURE_TYPE = /^STRUCT\("?bytes"? BLOB, "?path"? VARCHAR\)$/i;

/** The column of a Parquet file that holds pictures as Hugging Face keeps them ({bytes, path}); undefined where there is none. */
export async function pictureColumnOf(path: string): Promise<string | undefined> {
  const connection = await openEngine({ files: [path] });
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`);
    const found = described.getRows().find(([, type]) => PICTURE_TYPE.test(String(type)));
    return found === undefined ? undefined : String(found[0]);
  } catch {
    // What cannot be described is read, and refused, as a table.
    return undefined;
  } finally {
    connection.closeSync();
  }
}

/**
 * A Parquet file with a column of pictures: pictures are decoded and scaled, the other columns have their usual roles.
 * @throws DataError where nothing can be decoded, or a named column is not there
 */
export async function readPictureColumn(path: string, column: string, roles: Roles, named: readonly string[]): Promise<Assembled> {
  const source = `read_parquet(${sqlText(path)}, file_row_number=true)`;
  const connection = await openEngine({ files: [path] });
  try {
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`);
    const rows = Number(counted.getRows()[0]?.[0] ?? 0);
    const sample: PicturePixels[] = [];
    const unread: (readonly [string, string])[] = [];
    const kept: number[] = [];
    let stack: PictureStack | undefined;
    const waiting: (PicturePixels | string)[] = [];
    let row = 0;
    const take = (pixels: PicturePixels | string): void => {
      if (typeof pixels === "string") unread.push([`row ${row}`, pixels]);
      else {
        stack?.add(pixels);
        kept.push(row);
      }
      row++;
    };
    const begin = (): void => {
      stack = new PictureStack(stackSize(sample, rows, path), rows);
      for (const pixels of waiting) take(pixels);
      waiting.length = 0;
    };
    const result = await connection.stream(`SELECT struct_extract(${sqlName(column)}, 'bytes') FROM ${source}`);
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
      for (const value of chunk.getColumnValues(0)) {
        const pixels = bytesIn(value);
        if (stack !== undefined) take(pixels);
        else {
          waiting.push(pixels);
          if (typeof pixels !== "string") sample.push(pixels);
          if (sample.length >= SAMPLE) begin();
        }
      }
    if (stack === undefined) begin();
    const table = await readQuery(
      `(SELECT * EXCLUDE (${sqlName(column)}, file_row_number) FROM ${source} WHERE file_row_number NOT IN (${[-1, ...missing(kept, rows)].join(",")}) ORDER BY file_row_number)`,
      { strings: named, files: [path] },
    );
    const ids = kept.map(String);
    const images = stack?.finish();
    const assembled = assemble({ rows: kept.length, columns: table.columns }, roles, images === undefined ? {} : { images });
    const own = assembled.dataset.ids.every((id, index) => id === String(index)) ? { ...assembled.dataset, ids } : assembled.dataset;
    return { dataset: own, notes: [`${column} holds pictures`, ...unreadNote(unread), ...(stack?.notes ?? []), ...assembled.notes] };
  } finally {
    connection.closeSync();
  }
}

function missing(kept: readonly number[], rows: number): readonly number[] {
  const there = new Set(kept);
  return Array.from({ length: rows }, (_, row) => row).filter((row) => !there.has(row));
}

function bytesIn(value: unknown): PicturePixels | string {
  if (value === null || value === undefined) return "there is no picture in it, only a path or nothing";
  const bytes = typeof value === "object" && "bytes" in value ? value.bytes : undefined;
  return bytes instanceof Uint8Array ? pixelsOf(bytes) : "it holds no bytes";
}
