import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ProtectError } from "../errors.ts";

const unfinished = new Set<string>();

/** Takes away what an interrupt left half-written; for the process that ends. */
export function discardUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
  unfinished.clear();
}

/** Makes the names in a folder durable, which the fsync of a file does not. Systems without it (Windows) do it themselves. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A file that is written piece by piece beside its place and put there when it is whole and durable: nobody ever sees
 * half of it, also after a crash.
 */
export class NewFile {
  readonly #path: string;
  readonly #beside: string;
  #descriptor: number | undefined;

  /** @param mode permissions of the new file: 0o600 for anything secret. @throws ProtectError FILE_UNWRITABLE */
  constructor(path: string, mode = 0o644) {
    this.#path = resolve(path);
    this.#beside = `${this.#path}.${process.pid}.part`;
    this.#try(() => {
      mkdirSync(dirname(this.#path), { recursive: true });
      // A part of an earlier process of the same number is nobody's; following a link would write elsewhere.
      rmSync(this.#beside, { force: true });
      unfinished.add(this.#beside);
      this.#descriptor = openSync(this.#beside, "wx", mode);
    });
  }

  /** @throws ProtectError FILE_UNWRITABLE */
  write(bytes: Uint8Array): void {
    this.#try(() => {
      for (let done = 0; done < bytes.length && this.#descriptor !== undefined; )
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done);
    });
  }

  /** For writing at places of one's own. @throws ProtectError FILE_UNWRITABLE behind `finish` or `discard` */
  get descriptor(): number {
    if (this.#descriptor === undefined) throw new ProtectError("FILE_UNWRITABLE", `${this.#path} is not open.`);
    return this.#descriptor;
  }

  /**
   * Puts the file in its place. @param durable false does not wait until the disk has it: after a power cut, not after a
   * crash of the process, it may then be missing or damaged
   * @throws ProtectError FILE_UNWRITABLE
   */
  finish(durable = true): void {
    this.#try(() => {
      if (this.#descriptor === undefined) return;
      if (durable) fsyncSync(this.#descriptor);
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
      renameSync(this.#beside, this.#path);
      unfinished.delete(this.#beside);
      if (durable) syncFolder(dirname(this.#path));
    });
  }

  /** Takes away what is not whole; does nothing behind `finish`. */
  discard(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    if (!unfinished.delete(this.#beside)) return;
    try {
      rmSync(this.#beside, { force: true });
    } catch {
      // Where the folder is none, nothing was written.
    }
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (cause) {
      this.discard();
      throw new ProtectError(
        "FILE_UNWRITABLE",
        `${this.#path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); make room or choose another place.`,
        { cause },
      );
    }
  }
}

/** Writes a whole small file durably beside its place and renames it. @throws ProtectError FILE_UNWRITABLE */
export function writeFileWhole(path: string, content: string | Uint8Array, mode?: number): void {
  const file = new NewFile(path, mode);
  file.write(typeof content === "string" ? Buffer.from(content) : content);
  file.finish();
}
