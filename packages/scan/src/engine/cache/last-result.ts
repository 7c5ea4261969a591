import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ScanResult } from "../../result.ts";
import { FactsCache } from "./facts-cache.ts";

/** The last result seen from a folder, for `explain` and the like. */
export class LastResult {
  readonly #entries: FactsCache;
  readonly #key: string;

  constructor(cacheFolder: string, workingFolder: string) {
    this.#entries = new FactsCache(join(cacheFolder, "last"), "1");
    this.#key = createHash("sha256").update(workingFolder).digest("hex");
  }

  get(): ScanResult | undefined {
    const text = this.#entries.get(this.#key);
    if (text === undefined) return undefined;
    const result: ScanResult = JSON.parse(text);
    return result;
  }

  put(result: ScanResult): void {
    this.#entries.put(this.#key, JSON.stringify(result));
  }
}
