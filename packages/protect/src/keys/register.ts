import { createHash } from "node:crypto";
import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { acquireLock } from "../files/lock.ts";

/*
 * What became of every key: who made, rotated and destroyed it, when and why. Lines are only added, and each names the
 * digest of the one before, so that a line that was changed or taken out in between is told.
 */

const ACTIONS = ["created", "rewrapped", "rotated", "destroyed"] as const;
export const KEY_STATES = ["active", "rotating", "destroyed"] as const;
/** active: encrypts and opens; rotating: opens only, a newer one encrypts; destroyed: opens nothing any more. */
export type KeyState = (typeof KEY_STATES)[number];

/** Names become names of files. */
export const KEY_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const Entry = z.strictObject({
  at: z.iso.datetime(),
  by: z.string().min(1).max(200),
  action: z.enum(ACTIONS),
  key: z.string().regex(KEY_NAME),
  /** Counts the key pairs that bore this name, from 1. */
  generation: z.int().min(1),
  state: z.enum(KEY_STATES),
  recipient: z.string().max(4096),
  /** Whether everything else is encrypted to it too, so that the organisation can open it. */
  recovery: z.boolean(),
  /** What its secret half lies under: a passphrase, recipients, or nothing. */
  sealed: z.enum(["passphrase", "recipients", "nothing"]),
  /** Where the identity is kept outside of the keyring. */
  kept: z.string().max(4096).optional(),
  reason: z.string().max(2000).optional(),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One line of the register. */
export type RegisterEntry = z.infer<typeof Entry>;

/** Told of every line, such as a ledger; where it throws, the act has happened and its caller says so. */
export interface RegisterListener {
  recorded(entry: RegisterEntry): void | Promise<void>;
}

const FIRST = "0".repeat(64);
const digestOf = (line: string): string => createHash("sha256").update(line).digest("hex");

function damaged(path: string, line: number, what: string): ProtectError {
  return new ProtectError(
    "LOG_INCONSISTENT",
    `${path}, line ${line}: ${what}; take the register from a copy, nothing is done with it as it is.`,
  );
}

/** A register of keys in a folder of the user's own. */
export class KeyRegister {
  readonly #path: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, "register.jsonl");
  }

  /**
   * Every line, oldest first. A last line that a crash cut off was never confirmed and is left out.
   * @throws ProtectError LOG_INCONSISTENT where a line was changed, added or taken out; FILE_UNREADABLE
   */
  entries(): readonly RegisterEntry[] {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
      throw new ProtectError("FILE_UNREADABLE", `${this.#path} cannot be read (${String(cause)}).`, { cause });
    }
    const lines = text.split("\n").slice(0, -1);
    let previous = FIRST;
    return lines.map((line, index) => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        throw damaged(this.#path, index + 1, "it is no JSON");
      }
      const entry = Entry.safeParse(value);
      if (!entry.success) throw damaged(this.#path, index + 1, "it is no entry of a key register");
      if (entry.data.previous !== previous) throw damaged(this.#path, index + 1, "the line before it was changed or taken out");
      previous = digestOf(line);
      return entry.data;
    });
  }

  /** The present state of every key pair, by name and generation. @throws ProtectError LOG_INCONSISTENT, FILE_UNREADABLE */
  keys(): readonly RegisterEntry[] {
    const latest = new Map<string, RegisterEntry>();
    for (const entry of this.entries()) latest.set(`${entry.key} ${entry.generation}`, entry);
    return [...latest.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.generation - b.generation));
  }

  /**
   * Adds lines, durably, all of them or (where the machine stops) a part from the front; one process at a time.
   * @param make is given the present state and answers what to add
   * @throws ProtectError STORE_LOCKED, LOG_INCONSISTENT, FILE_UNWRITABLE, whatever `make` throws
   */
  add(make: (keys: readonly RegisterEntry[]) => readonly Omit<RegisterEntry, "previous">[]): readonly RegisterEntry[] {
    this.#makeFolder();
    const lock = acquireLock(`${this.#path}.lock`);
    try {
      const added = make(this.keys());
      let previous = this.#lastDigest();
      const entries: RegisterEntry[] = [];
      let text = "";
      for (const entry of added) {
        const whole: RegisterEntry = Entry.parse({ ...entry, previous });
        const line = JSON.stringify(whole);
        previous = digestOf(line);
        text += `${line}\n`;
        entries.push(whole);
      }
      this.#append(text);
      return entries;
    } finally {
      lock.release();
    }
  }

  #makeFolder(): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${this.#folder} cannot be made (${String(cause)}); keys need a folder of your own.`, {
        cause,
      });
    }
  }

  #lastDigest(): string {
    try {
      const lines = readFileSync(this.#path, "utf8").split("\n").slice(0, -1);
      const last = lines.at(-1);
      return last === undefined ? FIRST : digestOf(last);
    } catch {
      return FIRST;
    }
  }

  #append(text: string): void {
    try {
      this.#dropTorn();
      const descriptor = openSync(this.#path, "a", 0o600);
      try {
        appendFileSync(descriptor, text);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${this.#path} cannot be written (${String(cause)}); make room.`, { cause });
    }
  }

  /** A line that a crash cut off must not run into the next one. */
  #dropTorn(): void {
    let text: Buffer;
    try {
      text = readFileSync(this.#path);
    } catch {
      return;
    }
    if (text.length > 0 && text[text.length - 1] !== 10) truncateSync(this.#path, text.lastIndexOf(10) + 1);
  }
}
