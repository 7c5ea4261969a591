import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "@castellan/formats";

/** A file as ranges of bytes. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #descriptor: number;

  constructor(path: string) {
    this.#descriptor = openSync(path, "r");
    this.size = fstatSync(this.#descriptor).size;
  }

  read(offset: number, length: number): Uint8Array {
    const start = Math.min(Math.max(0, offset), this.size);
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - start)));
    return bytes.subarray(0, this.readInto(start, bytes));
  }

  readInto(offset: number, target: Uint8Array): number {
    let done = 0;
    while (done < target.length) {
      const count = readSync(this.#descriptor, target, done, target.length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
