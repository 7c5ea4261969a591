import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Writes beside and renames, through to the disk: a crash leaves the old file or the new one, never half of one. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.part`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const descriptor = openSync(beside, "w", 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** A rename is kept only when its folder has reached the disk. */
export function syncFolder(path: string): void {
  try {
    const descriptor = openSync(path, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Folders cannot be opened everywhere (Windows); there the rename itself is as safe as it gets.
  }
}
