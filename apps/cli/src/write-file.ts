import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CommandError } from "./errors.ts";

const unfinished = new Set<string>();

/** Removes what an interrupt left half-written. */
export function removeUnfinished(): void {
  for (const path of unfinished) discard(path);
  unfinished.clear();
}

/** A file that an interrupt removes until it is finished. */
export function noteUnfinished(path: string): void {
  unfinished.add(path);
}

export function noteFinished(path: string): void {
  unfinished.delete(path);
}

export function discardUnfinished(path: string): void {
  discard(path);
  unfinished.delete(path);
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where the folder is none, nothing was written.
  }
}

/** Writes beside and renames, so that nobody ever sees half a file. @throws CommandError CANNOT_WRITE */
export function writeFileWhole(path: string, text: string): void {
  const full = resolve(path);
  const beside = `${full}.${process.pid}.part`;
  unfinished.add(beside);
  try {
    mkdirSync(dirname(full), { recursive: true });
    const descriptor = openSync(beside, "w", 0o644);
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, full);
  } catch (cause) {
    discard(beside);
    throw new CommandError(
      "CANNOT_WRITE",
      `${path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); choose another place with --output.`,
      { cause },
    );
  } finally {
    unfinished.delete(beside);
  }
}
