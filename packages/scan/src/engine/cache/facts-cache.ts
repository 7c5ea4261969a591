import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Facts by content. Every entry carries its own hash: a damaged one is as good as none. */
export class FactsCache {
  readonly #folder: string;
  readonly #version: string;

  constructor(folder: string, version: string) {
    this.#folder = folder;
    this.#version = version;
  }

  /** Name of an entry: what the facts are a function of. */
  key(content: string, path: string, parsed: boolean): string {
    return createHash("sha256")
      .update(JSON.stringify([this.#version, content, path, parsed]))
      .digest("hex");
  }

  get(key: string): string | undefined {
    const path = this.#path(key);
    try {
      const text = readFileSync(path, "utf8");
      const end = text.indexOf("\n");
      const body = text.slice(end + 1);
      return text.slice(0, end) === digest(body) ? body : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes beside and renames; a cache that cannot be written is no reason to fail. */
  put(key: string, facts: string): void {
    const path = this.#path(key);
    const beside = `${path}.${randomBytes(6).toString("hex")}`;
    const write = (): void => writeFileSync(beside, `${digest(facts)}\n${facts}`, { mode: 0o600 });
    try {
      try {
        write();
      } catch {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        write();
      }
      renameSync(beside, path);
    } catch {
      discard(beside);
    }
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written, nothing is there to be removed.
  }
}

function digest(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
