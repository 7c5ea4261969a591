import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CommandError } from "./errors.ts";
import { discardUnfinished, noteFinished, noteUnfinished } from "./write-file.ts";

/** A file that is written piece by piece beside its place and put there when it is whole. */
export class NewTextFile {
  readonly #path: string;
  readonly #beside: string;
  #descriptor: number | undefined;

  /** @throws CommandError CANNOT_WRITE */
  constructor(path: string) {
    this.#path = path;
    this.#beside = `${resolve(path)}.${process.pid}.part`;
    this.#try(() => {
      mkdirSync(dirname(this.#beside), { recursive: true });
      noteUnfinished(this.#beside);
      this.#descriptor = openSync(this.#beside, "w", 0o644);
    });
  }

  /** @throws CommandError CANNOT_WRITE */
  write(text: string): void {
    this.#try(() => {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length && this.#descriptor !== undefined; ) done += writeSync(this.#descriptor, bytes, done);
    });
  }

  /** @throws CommandError CANNOT_WRITE */
  finish(): void {
    this.#try(() => {
      if (this.#descriptor === undefined) return;
      fsyncSync(this.#descriptor);
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
      renameSync(this.#beside, resolve(this.#path));
      noteFinished(this.#beside);
    });
  }

  /** Takes away what is not whole; does nothing behind `finish`. */
  discard(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    discardUnfinished(this.#beside);
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (cause) {
      this.discard();
      throw new CommandError(
        "CANNOT_WRITE",
        `${this.#path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); choose another place with --output.`,
        { cause },
      );
    }
  }
}
