import { closeSync, constants, lstatSync, openSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { ByteSource } from "@castellan/formats";
import { descriptorSource } from "../../engine/read/file-source.ts";

const MAX_OPEN = 256;

/**
 * Opens files beside a model file that its bytes name: external tensors, shards. Nothing outside of `root` is opened, no
 * link is followed out of it.
 */
export class Siblings {
  readonly #folder: string;
  readonly #root: string;
  readonly #open = new Map<string, { readonly descriptor: number; readonly source: ByteSource }>();

  constructor(file: string, root: string) {
    this.#folder = dirname(file);
    this.#root = root;
  }

  open(path: string): ByteSource | undefined {
    if (path === "" || path.includes("\0")) return undefined;
    try {
      const place = realpathSync(join(this.#folder, path));
      if (!place.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep)) return undefined;
      const known = this.#open.get(place);
      if (known !== undefined) return known.source;
      if (this.#open.size >= MAX_OPEN || !lstatSync(place).isFile()) return undefined;
      const descriptor = openSync(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      const source = descriptorSource(descriptor);
      this.#open.set(place, { descriptor, source });
      return source;
    } catch {
      // A file that is not there or may not be read is no sibling; the reader that wanted it says so.
      return undefined;
    }
  }

  close(): void {
    for (const { descriptor } of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }
}
