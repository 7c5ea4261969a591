import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { DataError } from "../errors.ts";
import { type History, SourceHistory } from "./document.ts";
import { syncFolder, writeWhole } from "./whole-file.ts";

/** A word for a source that is a file name everywhere; the digest keeps two origins apart. */
export function nameOfOrigin(origin: string): string {
  const last =
    origin
      .replace(/[?#].*$/s, "")
      .split(/[/\\]/)
      .filter((part) => part !== "")
      .at(-1) ?? "data";
  const word = last
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "")
    .slice(0, 60);
  return `${word === "" ? "data" : word}-${createHash("sha256").update(origin).digest("hex").slice(0, 8)}`;
}

/**
 * STORE/incoming/NAME (being copied), STORE/quarantine/NAME/ID (whole, not accepted), STORE/accepted/NAME/ID, and
 * STORE/sources/NAME.json. A version moves from one to the next by one rename; it is never deleted.
 */
export class Store {
  readonly root: string;
  readonly name: string;
  readonly #lock: string;

  private constructor(root: string, name: string) {
    this.root = root;
    this.name = name;
    this.#lock = join(root, "sources", `${name}.lock`);
  }

  /** @throws DataError OPTION_INVALID for a bad name, STORE_LOCKED where another process works on the source */
  static open(root: string, name: string): Store {
    if (!/^[\w][\w.-]{0,99}$/.test(name))
      throw new DataError("OPTION_INVALID", `${name} is no name for a source: letters, digits, dots, dashes and underscores.`);
    const store = new Store(root, name);
    mkdirSync(join(root, "sources"), { recursive: true, mode: 0o700 });
    store.#take();
    return store;
  }

  #take(): void {
    for (let attempt = 0; attempt < 2; attempt++)
      try {
        const descriptor = openSync(this.#lock, "wx", 0o600);
        writeSync(descriptor, String(process.pid));
        closeSync(descriptor);
        return;
      } catch (cause) {
        if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
        const holder = Number(readFileSync(this.#lock, "latin1"));
        if (holder !== process.pid && alive(holder))
          throw new DataError("STORE_LOCKED", `Process ${holder} is taking in ${this.name} right now; wait for it, or end it.`, { cause });
        // Its process died: what it left is taken up.
        rmSync(this.#lock, { force: true });
      }
    throw new DataError("STORE_LOCKED", `${this.#lock} cannot be taken; remove it when no other castellan runs.`);
  }

  close(): void {
    rmSync(this.#lock, { force: true });
  }

  get incoming(): string {
    return join(this.root, "incoming", this.name);
  }

  /** Relative to the store. */
  placeOf(kind: "quarantine" | "accepted", id: string): string {
    return `${kind}/${this.name}/${id}`;
  }

  path(place: string): string {
    return join(this.root, place);
  }

  /** @throws DataError FILE_UNREADABLE where the record is damaged */
  history(origin: string): History {
    const path = join(this.root, "sources", `${this.name}.json`);
    if (!existsSync(path)) return { schema: "castellan/data-source/1", name: this.name, origin, versions: [] };
    const parsed = SourceHistory.safeParse(jsonOf(readFileSync(path, "utf8")));
    if (!parsed.success)
      throw new DataError(
        "FILE_UNREADABLE",
        `${path} is damaged (${parsed.error.issues[0]?.path.join(".") ?? ""}): restore it from a copy.`,
      );
    return parsed.data;
  }

  remember(history: History): void {
    writeWhole(join(this.root, "sources", `${this.name}.json`), `${JSON.stringify(history, null, 2)}\n`);
  }

  /** Moves a folder within the store in one step. */
  move(from: string, to: string): void {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    renameSync(from, to);
    syncFolder(dirname(to));
  }
}

/** The folder of the newest accepted version of a source, where there is one. */
export function newestAccepted(root: string, name: string): { readonly id: string; readonly folder: string } | undefined {
  const path = join(root, "sources", `${name}.json`);
  if (!existsSync(path)) return undefined;
  const parsed = SourceHistory.safeParse(jsonOf(readFileSync(path, "utf8")));
  const version = parsed.success ? parsed.data.versions.findLast(({ status }) => status === "accepted") : undefined;
  if (version === undefined) return undefined;
  const folder = join(root, version.place, "data");
  return existsSync(folder) ? { id: version.id, folder } : undefined;
}

/** Every source of the store. */
export function sourcesOf(root: string): readonly string[] {
  const folder = join(root, "sources");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -5))
    .sort();
}

function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
