import { closeSync, lstatSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { pictureFormatOfName, recognisePicture } from "@castellan/formats";
import { readTable } from "../table/read-table.ts";
import { isBesideData, type ListedFile, listFiles, splitOf } from "../table/source/list-files.ts";
import type { Column } from "../table/table.ts";

/** One picture of a folder, with what its place says about it. */
export interface FolderPicture {
  readonly path: string;
  /** Relative to the folder, `/`-separated. */
  readonly name: string;
  readonly bytes: number;
  readonly split?: string;
  readonly label?: string;
}

export interface PictureFolder {
  readonly pictures: readonly FolderPicture[];
  /** How labels are stated. */
  readonly labels: "folders" | "metadata" | "none";
  /** Of the metadata, the column that is the label. */
  readonly labelColumn: string | undefined;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** More files than this are not opened to learn whether they are pictures. */
const LOOKED_AT = 64;
const METADATA = /(?:^|\/)metadata\.(?:jsonl|csv|parquet)$/i;
const FILE_NAME = "file_name";
const LABEL_NAME = /^(?:label|labels|class|class_?name|category|target|y)$/i;

function headOf(path: string): Uint8Array {
  const [bytes, file] = [new Uint8Array(32), openSync(path, "r")];
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, 32, 0));
  } finally {
    closeSync(file);
  }
}

/** Whether a path is a picture, or a folder that holds pictures more than anything else. */
export function holdsPictures(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (stat.isFile()) return recognisePicture(headOf(path)) !== undefined;
  if (!stat.isDirectory()) return false;
  const files = listFiles(path).filter(({ name }) => !isBesideData(name) && !METADATA.test(name));
  const named = files.filter(({ name }) => pictureFormatOfName(name) !== undefined).length;
  if (files.length === 0) return false;
  if (2 * named > files.length) return true;
  const step = Math.max(1, Math.floor(files.length / LOOKED_AT));
  const looked = files.filter((_, index) => index % step === 0);
  return 2 * looked.filter((file) => recognisePicture(headOf(file.path)) !== undefined).length > looked.length;
}

/**
 * The pictures of a folder: class a folder (`cat/1.png`), splits (`train/cat/1.png`), or a Hugging Face imagefolder with
 * `metadata.jsonl` or `metadata.csv` beside the pictures.
 * @throws DataError FILE_MISSING, FILE_UNREADABLE
 */
export async function readPictureFolder(target: string, label: string | undefined): Promise<PictureFolder> {
  const all = listFiles(target);
  const warnings: { code: string; message: string }[] = [];
  const metadata = all.filter(({ name }) => METADATA.test(name));
  const candidates = all.filter(({ name }) => !isBesideData(name) && !METADATA.test(name));
  // What neither its name nor its first bytes call a picture is no part of the set; a damaged picture keeps its name.
  const files = candidates.filter(
    ({ path, name }) => pictureFormatOfName(name) !== undefined || recognisePicture(headOf(path)) !== undefined,
  );
  const left = candidates.length - files.length;
  if (left > 0) {
    const first = candidates.find((file) => !files.includes(file))?.name ?? "";
    warnings.push({
      code: "file-left-out",
      message: `${left} ${left === 1 ? "file is no picture and was" : "files are no pictures and were"} left out, the first is ${first}.`,
    });
  }
  const stated = await statedLabels(metadata, label, warnings);
  const classes = folderClasses(files);
  const found = new Set<string>();
  const pictures = files.map((file): FolderPicture => {
    const split = splitOf(dirname(file.name));
    const own = stated?.labels.get(file.name);
    if (stated?.named.has(file.name) === true) found.add(file.name);
    const named = stated === undefined ? classes.get(file.name) : own;
    return {
      path: file.path,
      name: file.name,
      bytes: file.bytes,
      ...(split === undefined ? {} : { split }),
      ...(named === undefined ? {} : { label: named }),
    };
  });
  if (stated !== undefined) {
    const missing = [...stated.named].filter((name) => !found.has(name));
    if (missing.length > 0)
      warnings.push({
        code: "file-missing",
        message: `${missing.length} pictures named in the metadata are not there, the first is ${missing[0]}.`,
      });
    const unnamed = pictures.filter(({ name }) => !stated.named.has(name));
    if (unnamed.length > 0)
      warnings.push({
        code: "file-unnamed",
        message: `${unnamed.length} pictures are not named in the metadata, the first is ${unnamed[0]?.name}.`,
      });
  }
  const labelled = pictures.some((picture) => picture.label !== undefined);
  return {
    pictures,
    labels: !labelled ? "none" : stated === undefined ? "folders" : "metadata",
    labelColumn: stated?.column,
    warnings,
  };
}

/** The first folder below the split and below folders that all share. */
function folderClasses(files: readonly ListedFile[]): ReadonlyMap<string, string> {
  let paths = files.map(({ name }) => ({ name, folders: dirname(name) === "." ? [] : dirname(name).split("/") }));
  paths = paths.map(({ name, folders }) => ({ name, folders: folders.filter((folder) => splitOf(folder) === undefined) }));
  for (;;) {
    const [first] = paths;
    const shared = first?.folders[0];
    // The last folder may be the only class there is.
    if (shared === undefined || paths.some(({ folders }) => folders.length < 2 || folders[0] !== shared)) break;
    paths = paths.map(({ name, folders }) => ({ name, folders: folders.slice(1) }));
  }
  return new Map(paths.flatMap(({ name, folders: [label] }) => (label === undefined ? [] : [[name, label] as const])));
}

interface StatedLabels {
  readonly labels: ReadonlyMap<string, string>;
  /** Every file that the metadata name. */
  readonly named: ReadonlySet<string>;
  readonly column: string | undefined;
}

async function statedLabels(
  metadata: readonly ListedFile[],
  wanted: string | undefined,
  warnings: { code: string; message: string }[],
): Promise<StatedLabels | undefined> {
  const labels = new Map<string, string>();
  const named = new Set<string>();
  let used: string | undefined;
  let read = 0;
  for (const file of metadata) {
    const { columns, rows } = await readTable(file.path, { strings: [FILE_NAME, ...(wanted === undefined ? [] : [wanted])] });
    const names = columns.find(({ name }) => name === FILE_NAME);
    if (names?.kind !== "string") {
      warnings.push({
        code: "metadata-unused",
        message: `${file.name}: there is no column ${FILE_NAME}; it says nothing about the pictures.`,
      });
      continue;
    }
    read++;
    const column = columns.find(({ name }) => (wanted === undefined ? LABEL_NAME.test(name) : name === wanted));
    if (column !== undefined) used = column.name;
    const folder = dirname(file.name);
    for (let row = 0; row < rows; row++) {
      const own = names.dictionary[names.codes[row] ?? -1];
      if (own === undefined) continue;
      const full = join(folder, own).replaceAll("\\", "/");
      named.add(full);
      const label = column === undefined ? undefined : valueOf(column, row);
      if (label !== undefined) labels.set(full, label);
    }
  }
  return read === 0 ? undefined : { labels, named, column: used };
}

function valueOf(column: Column, row: number): string | undefined {
  if (column.kind === "string") return column.dictionary[column.codes[row] ?? -1];
  const value = column.values[row];
  return value === undefined || Number.isNaN(value) ? undefined : String(value);
}

/** A file whole, at most so many bytes; undefined where it is longer. */
export function bytesOfPicture({ path, bytes }: FolderPicture, most: number): Uint8Array | undefined {
  return bytes > most ? undefined : new Uint8Array(readFileSync(path));
}
