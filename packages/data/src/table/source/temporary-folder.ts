import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();
let watched = false;

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A folder of our own for decompressed copies and what does not fit into memory; gone at the end, also of the process. */
export class TemporaryFolder {
  readonly #parent: string;
  #path: string | undefined;
  #files = 0;

  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  get path(): string {
    if (this.#path === undefined) {
      this.#path = mkdtempSync(join(this.#parent, "castellan-data-"));
      folders.add(this.#path);
      if (!watched) process.once("exit", removeAll);
      watched = true;
    }
    return this.#path;
  }

  /** A new path in it; nothing is created. */
  file(extension: string): string {
    return join(this.path, `${this.#files++}${extension}`);
  }

  remove(): void {
    if (this.#path === undefined) return;
    rmSync(this.#path, { recursive: true, force: true });
    folders.delete(this.#path);
    this.#path = undefined;
  }
}
