import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

export interface FoundFile {
  /** Absolute. */
  readonly file: string;
  /** Relative to the target, `/`-separated; the base name where the target is the file. */
  readonly path: string;
}

export interface WalkedPath {
  readonly root: string;
  readonly files: readonly FoundFile[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** Links, sockets, devices: not followed. */
  readonly others: number;
}

/**
 * Every regular file below a path, sorted; nothing is ignored, no link is followed.
 * @throws the error of the file system where the path itself is not there
 */
export function walkAll(target: string): WalkedPath {
  const place = realpathSync(resolve(target));
  if (!lstatSync(place).isDirectory())
    return { root: dirname(place), files: [{ file: place, path: basename(place) }], unreadable: [], others: 0 };
  const files: FoundFile[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  let others = 0;
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of readdirSync(join(place, folder), { withFileTypes: true })) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        else if (entry.isFile()) files.push({ file: join(place, path), path });
        else others++;
      }
    } catch (error) {
      unreadable.push({ path: folder, reason: error instanceof Error && "code" in error ? String(error.code) : String(error) });
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { root: place, files, unreadable, others };
}
