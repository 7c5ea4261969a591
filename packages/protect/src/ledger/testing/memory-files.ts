import { ProtectError } from "../../errors.ts";
import type { LogFiles } from "../log/files.ts";

/** A folder in memory that forgets what was not made durable when the power goes, and refuses when it is told to. */
export class MemoryFiles implements LogFiles {
  /** What a process sees. */
  seen = new Map<string, Uint8Array>();
  /** Contents and names that a power cut leaves. */
  #contents = new Map<string, Uint8Array>();
  #names = new Set<string>();
  /** Operations until the disk is full; undefined: never. */
  roomFor: number | undefined;
  operations = 0;

  read(path: string): Uint8Array | undefined {
    return this.seen.get(path);
  }

  list(folder: string): readonly string[] {
    const below = [...this.seen.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
    return [...new Set(below.map((path) => path.split("/")[0] ?? ""))].sort();
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#step(path);
    this.seen.set(path, bytes.slice(0, bytes.length / 2));
    await Promise.resolve();
    this.#step(path);
    this.seen.set(path, bytes.slice());
    this.#contents.set(path, bytes.slice());
  }

  rename(from: string, to: string): void {
    this.#step(to);
    const bytes = this.seen.get(from);
    if (bytes === undefined) throw new Error(`${from} is not there`);
    this.seen.delete(from);
    this.seen.set(to, bytes);
    const durable = this.#contents.get(from);
    this.#renamed.set(to, durable);
  }
  readonly #renamed = new Map<string, Uint8Array | undefined>();

  remove(path: string): void {
    for (const one of [...this.seen.keys()]) if (one === path || one.startsWith(`${path}/`)) this.seen.delete(one);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step(folder);
    const inside = (path: string): boolean => (folder === "." ? !path.includes("/") : path.slice(0, path.lastIndexOf("/")) === folder);
    for (const name of [...this.#names]) if (inside(name) && !this.seen.has(name)) this.#names.delete(name);
    for (const [path, bytes] of this.#renamed)
      if (inside(path)) {
        if (bytes !== undefined) this.#contents.set(path, bytes);
        this.#renamed.delete(path);
      }
    for (const path of this.seen.keys()) if (inside(path)) this.#names.add(path);
  }

  /** The power goes: names and contents that were not synced are gone. */
  losePower(): void {
    this.seen = new Map([...this.#names].map((path) => [path, this.#contents.get(path) ?? new Uint8Array()]));
    this.#renamed.clear();
    this.roomFor = undefined;
  }

  #step(path: string): void {
    this.operations++;
    if (this.roomFor !== undefined && this.roomFor-- <= 0) throw new ProtectError("FILE_UNWRITABLE", `${path}: no space left on device`);
  }
}
