import { createHash, type Hash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  type lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { compareText } from "@castellan/graph";
import { DataError } from "../errors.ts";
import type { FileManifest } from "./document.ts";

export interface CopyLimits {
  readonly files: number;
  readonly megabytes: number;
}

export interface CopyOptions {
  readonly limits: CopyLimits;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((bytes: number) => void) | undefined;
}

export interface Copied {
  readonly manifest: FileManifest;
  /** Links and devices are not followed. */
  readonly leftOut: readonly string[];
}

const CHUNK = 1 << 20;

/** SHA-256 of a file, in pieces. */
export function digestOf(path: string): { readonly sha256: string; readonly bytes: number } {
  const hash = createHash("sha256");
  const bytes = eachChunk(path, (chunk) => hash.update(chunk));
  return { sha256: hash.digest("hex"), bytes };
}

function eachChunk(path: string, visit: (chunk: Buffer) => void): number {
  const descriptor = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK);
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(descriptor, buffer, 0, CHUNK, null);
      if (read === 0) return bytes;
      bytes += read;
      visit(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

export function manifestOf(files: readonly FileManifest["files"][number][]): FileManifest {
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const hash: Hash = createHash("sha256");
  for (const { sha256, path } of sorted) hash.update(`${sha256}  ${path}\n`);
  return { files: sorted, bytes: sorted.reduce((sum, { bytes }) => sum + bytes, 0), total: hash.digest("hex") };
}

/** Hashes a folder as it lies. */
export function hashFolder(folder: string): FileManifest {
  const found: FileManifest["files"][number][] = [];
  for (const path of walk(folder, []).files) found.push({ path, ...digestOf(join(folder, path)) });
  return manifestOf(found);
}

function walk(root: string, leftOut: string[]): { readonly files: readonly string[] } {
  const files: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.push(path);
      else leftOut.push(path);
    }
  return { files: files.sort(compareText) };
}

/**
 * Copies a file or folder into `target`, hashing what is written. What an interrupted run has copied whole is not copied
 * again where it still has the bytes of the source.
 * @throws DataError FILE_MISSING, OPTION_INVALID over a limit
 */
export function copySource(source: string, target: string, { limits, signal, progress }: CopyOptions): Copied {
  let stated: ReturnType<typeof lstatSync>;
  try {
    stated = statSync(source);
  } catch (cause) {
    throw new DataError("FILE_MISSING", `${source}: there is no such file or folder.`, { cause });
  }
  const leftOut: string[] = [];
  const files = stated.isDirectory() ? walk(source, leftOut).files : [basename(source)];
  if (files.length === 0) throw new DataError("TABLE_EMPTY", `${source}: there is no file in it.`);
  if (files.length > limits.files)
    throw new DataError("OPTION_INVALID", `${source} has ${files.length} files, the policy's limit is ${limits.files} (limits.files).`);
  mkdirSync(target, { recursive: true });
  const wanted = new Set(files);
  for (const stale of walk(target, []).files) if (!wanted.has(stale)) rmSync(join(target, stale));
  const copied: FileManifest["files"][number][] = [];
  let total = 0;
  for (const path of files) {
    signal?.throwIfAborted();
    const from = stated.isDirectory() ? join(source, path) : source;
    const one = copyFile(from, join(target, path), limits.megabytes * 1e6 - total, source, (bytes) => progress?.(total + bytes));
    total += one.bytes;
    copied.push({ path, ...one });
  }
  return { manifest: manifestOf(copied), leftOut: leftOut.sort(compareText) };
}

function copyFile(
  from: string,
  to: string,
  room: number,
  source: string,
  progress: (bytes: number) => void,
): { sha256: string; bytes: number } {
  const size = statSync(from).size;
  if (size > room) throw new DataError("OPTION_INVALID", `${source} is larger than the policy's limit (limits.megabytes).`);
  const there = statSync(to, { throwIfNoEntry: false });
  if (there?.size === size) {
    const [old, now] = [digestOf(to), digestOf(from)];
    if (old.sha256 === now.sha256) return now;
  }
  const writer = new FileWriter(to);
  try {
    eachChunk(from, (chunk) => {
      writer.write(chunk);
      if (writer.bytes > room) throw new DataError("OPTION_INVALID", `${source} is larger than the policy's limit (limits.megabytes).`);
      progress(writer.bytes);
    });
    return writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}

/** Writes a file beside its place, hashes it on the way, and moves it there when it is whole. */
export class FileWriter {
  readonly #path: string;
  readonly #beside: string;
  readonly #descriptor: number;
  readonly #hash = createHash("sha256");
  #bytes = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#beside = `${path}.part`;
    this.#descriptor = openSync(this.#beside, "w", 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  write(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    for (let done = 0; done < chunk.length; ) done += writeSync(this.#descriptor, chunk, done);
    this.#bytes += chunk.length;
  }

  finish(): { sha256: string; bytes: number } {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    renameSync(this.#beside, this.#path);
    return { sha256: this.#hash.digest("hex"), bytes: this.#bytes };
  }

  discard(): void {
    closeSync(this.#descriptor);
    rmSync(this.#beside, { force: true });
  }
}
