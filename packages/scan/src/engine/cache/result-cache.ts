import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ScanResult } from "../../result.ts";
import type { LocalTarget } from "../targets.ts";
import { FactsCache } from "./facts-cache.ts";

/**
 * Whole results, by everything that a scan depends on: version, options, settings, and for every file its path,
 * size, times and inode. A file that changed without any of these changing is found by --verify-cache only.
 */
export class ResultCache {
  readonly #entries: FactsCache;

  constructor(folder: string, version: string) {
    this.#entries = new FactsCache(join(folder, "results"), version);
  }

  key(targets: readonly LocalTarget[], inputs: readonly unknown[]): string {
    const hash = createHash("sha256").update(JSON.stringify(inputs));
    for (const target of targets) {
      hash.update(JSON.stringify([target.name, target.root, target.key, target.repository ?? null, target.skipped, target.leftOut]));
      for (const file of target.files)
        hash.update(
          `${JSON.stringify(file.path)} ${file.lifecycle} ${file.vendored} ${file.bytes} ${file.modified} ${file.changed} ${file.inode}\n`,
        );
    }
    return this.#entries.key(hash.digest("hex"), "", false);
  }

  /** The entry's own hash vouches for its form. */
  get(key: string): ScanResult | undefined {
    const text = this.#entries.get(key);
    if (text === undefined) return undefined;
    const result: ScanResult = JSON.parse(text);
    return result;
  }

  put(key: string, result: ScanResult): void {
    this.#entries.put(key, JSON.stringify(result));
  }
}
