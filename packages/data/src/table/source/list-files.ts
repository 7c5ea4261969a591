import { lstatSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { DataError } from "../../errors.ts";

export interface ListedFile {
  readonly path: string;
  /** Relative to what was asked for, `/`-separated; the base name of a single file. */
  readonly name: string;
  readonly bytes: number;
}

const LIMIT = 200_000;
/** Written beside data by tools and hubs, and no rows. */
const BESIDE =
  /(?:^|\/)(?:readme|licen[cs]e|copying|notice|changelog|citation|dataset_infos?\.json|dataset_dict\.json|state\.json|metadata\.ya?ml|_success|_metadata|_common_metadata|\.gitattributes|.*\.(?:md|rst|ya?ml|toml|py|ipynb|sh|lock|crc|sha256|md5|cff|bib|html?|pdf))(?:[-.](?:md|txt|rst))?$/i;

/** Regular files below a folder, hidden ones and links left out, sorted by name. */
export function listFiles(path: string): readonly ListedFile[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new DataError("FILE_MISSING", `${path}: there is no such file or folder.`);
  if (!stat.isDirectory())
    return [
      { path, name: basename(path), bytes: stat.isSymbolicLink() ? (statSync(path, { throwIfNoEntry: false }) ?? stat).size : stat.size },
    ];
  const found: ListedFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const full = join(folder, entry.name);
      if (entry.isDirectory()) walk(full);
      else if (entry.isFile()) {
        if (found.length >= LIMIT) throw new DataError("FILE_UNREADABLE", `${path}: more than ${LIMIT} files; give a folder further down.`);
        found.push({ path: full, name: relative(path, full).replaceAll("\\", "/"), bytes: lstatSize(full) });
      }
    }
  };
  walk(path);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lstatSize(path: string): number {
  return lstatSync(path).size;
}

/** Cards, licences, code: not rows. */
export function isBesideData(name: string): boolean {
  return BESIDE.test(name);
}

const SPLITS: readonly (readonly [string, RegExp])[] = [
  ["train", /^(?:train|training|fit)$/i],
  ["validation", /^(?:validation|valid|val|dev|eval)$/i],
  ["test", /^(?:test|testing|heldout)$/i],
];

/** The split that a name says: `data/train-00000-of-00004.parquet`, `test/part-0.csv`; undefined where it says none. */
export function splitOf(name: string): string | undefined {
  for (const part of name.split("/").reverse()) {
    const words = part.replace(/\.[A-Za-z].*$/, "").split(/[^A-Za-z]+/);
    for (const [split, pattern] of SPLITS) if (words.some((word) => pattern.test(word))) return split;
  }
  return undefined;
}

/** Endings of compressed files are no part of the name that says what is inside. */
export function withoutCompression(name: string): string {
  return name.replace(/\.(?:gz|gzip|zst|zstd|bz2|xz|lz4)$/i, "");
}
