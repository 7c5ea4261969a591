import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ByteSource } from "@castellan/formats";
import { ScanError } from "../engine/errors.ts";
import { descriptorSource } from "../engine/read/file-source.ts";

function cannotWrite(path: string, cause: unknown): ScanError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ScanError("CANNOT_WRITE", `${path} cannot be written (${reason}); choose another place with --output.`, { cause });
}

/** A file that is written beside its place and takes it when it is complete: nobody ever sees half of one. */
export class NewFile {
  readonly #path: string;
  readonly #beside: string;
  readonly #descriptor: number;
  #written = 0;
  #open = true;

  /** @throws ScanError CANNOT_WRITE */
  constructor(path: string) {
    this.#path = resolve(path);
    this.#beside = `${this.#path}.${randomUUID()}.part`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#descriptor = openSync(this.#beside, "wx+", 0o644);
    } catch (cause) {
      throw cannotWrite(path, cause);
    }
  }

  get written(): number {
    return this.#written;
  }

  /** @throws ScanError CANNOT_WRITE */
  write(bytes: Uint8Array): void {
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
    } catch (cause) {
      throw cannotWrite(this.#path, cause);
    }
    this.#written += bytes.length;
  }

  /** What was written until now. */
  source(): ByteSource {
    return descriptorSource(this.#descriptor);
  }

  /** Takes its place. @throws ScanError CANNOT_WRITE */
  finish(): void {
    try {
      fsyncSync(this.#descriptor);
      this.#close();
      renameSync(this.#beside, this.#path);
    } catch (cause) {
      throw cannotWrite(this.#path, cause);
    }
  }

  /** Nothing of it remains unless it was finished. */
  discard(): void {
    this.#close();
    rmSync(this.#beside, { force: true });
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }
}

/** Unpacked bytes that must be read in any order and are too many to hold: in files without a name beside the output. */
export class Scratch {
  readonly #folder: string;
  readonly #open: { readonly descriptor: number; readonly path: string }[] = [];

  constructor(output: string) {
    this.#folder = dirname(resolve(output));
  }

  /**
   * The same bytes in a file. `each` is called after every piece.
   * @throws ScanError CANNOT_WRITE
   */
  async hold(source: ByteSource, each: (bytes: number) => Promise<void>): Promise<ByteSource> {
    const path = `${this.#folder}/${randomUUID()}.castellan-unpacked`;
    const piece = 4 * 1024 * 1024;
    try {
      mkdirSync(this.#folder, { recursive: true });
      const descriptor = openSync(path, "wx+", 0o600);
      this.#open.push({ descriptor, path });
      this.#unlink(path);
      for (let at = 0; at < source.size; ) {
        const bytes = source.read(at, piece);
        if (bytes.length === 0) break;
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
        at += bytes.length;
        await each(bytes.length);
      }
      return descriptorSource(descriptor);
    } catch (cause) {
      throw cause instanceof ScanError ? cause : cannotWrite(path, cause);
    }
  }

  /** Removes everything. */
  close(): void {
    for (const { descriptor, path } of this.#open.splice(0)) {
      closeSync(descriptor);
      rmSync(path, { force: true });
    }
  }

  /** An open file needs no name, where the system allows it: a crash leaves nothing behind. */
  #unlink(path: string): void {
    try {
      unlinkSync(path);
    } catch {
      // Windows; it is removed when it is closed.
    }
  }
}
