import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from "node:crypto";
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { acquireLock, type Lock } from "../files/lock.ts";
import { syncFolder } from "../files/new-file.ts";
import { derivedKey } from "./keys.ts";

/** Tokens are held in memory to find them; more different values need a token without a vault, or FF1. */
const MOST = 8_000_000;
const PIECE = 1024 * 1024;
const LONGEST_LINE = 4 * 1024 * 1024;

const Opening = z.strictObject({ schema: z.literal("castellan/vault/1"), dataset: z.string(), check: z.string() });
const Line = z.strictObject({ token: z.string().min(1), sealed: z.base64() });

/** Told before a vault gives a value: who looks up what is for the ledger. */
export interface Lookup {
  readonly dataset: string;
  readonly reason: string;
  /** What is looked up, in words: a file and its columns. */
  readonly what: string;
}

/**
 * Values behind tokens, each sealed on its own (AES-256-GCM, bound to data set, domain and token): `vault.jsonl` in a
 * folder. One process at a time; a line that a crash tore is taken away.
 */
export class Vault {
  readonly #path: string;
  readonly #dataset: string;
  readonly #key: Uint8Array;
  readonly #lock: Lock;
  readonly #places = new Map<string, readonly [number, number]>();
  #descriptor: number | undefined;
  #size = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #told = false;

  private constructor(path: string, dataset: string, key: Uint8Array, lock: Lock, descriptor: number) {
    [this.#path, this.#dataset, this.#key, this.#lock, this.#descriptor] = [path, dataset, key, lock, descriptor];
  }

  /**
   * Opens the vault of a data set, or makes it. @param folder outside of what is masked @param key the masking key
   * @throws ProtectError KEY_INVALID where the vault is under another key, STORE_LOCKED, LOG_INCONSISTENT, FILE_UNWRITABLE
   */
  static open(folder: string, dataset: string, key: Uint8Array): Vault {
    const path = join(folder, "vault.jsonl");
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${folder} cannot be made; a vault needs a folder that lasts.`, { cause });
    }
    const lock = acquireLock(join(folder, "lock"));
    try {
      const fresh = !existsSync(path);
      const vault = new Vault(path, dataset, derivedKey(key, "vault", dataset), lock, openSync(path, fresh ? "wx+" : "r+", 0o600));
      try {
        vault.#load();
        if (fresh) syncFolder(folder);
        return vault;
      } catch (error) {
        vault.#close();
        throw error;
      }
    } catch (error) {
      lock.release();
      if (error instanceof ProtectError) throw error;
      throw new ProtectError("FILE_UNWRITABLE", `${path} cannot be opened (${error instanceof Error ? error.message : String(error)}).`, {
        cause: error,
      });
    }
  }

  get size(): number {
    return this.#places.size;
  }

  /** Keeps the value of a token; the same token again costs nothing. @throws ProtectError LIMIT_EXCEEDED, FILE_UNWRITABLE */
  put(token: string, domain: string, value: string): void {
    if (this.#places.has(token)) return;
    if (this.#places.size >= MOST)
      throw new ProtectError(
        "LIMIT_EXCEEDED",
        `The vault of ${this.#dataset} holds ${MOST} values, as many as it may; use tokens that are not reversible, or mask: format.`,
      );
    const nonce = randomFillSync(Buffer.alloc(12));
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce).setAAD(this.#bound(domain, token));
    const sealed = Buffer.concat([nonce, cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
    const line = Buffer.from(`${JSON.stringify({ token, sealed: sealed.toString("base64") })}\n`);
    if (line.length > LONGEST_LINE) throw new ProtectError("LIMIT_EXCEEDED", "A value is too long for the vault; redact it instead.");
    this.#places.set(token, [this.#size + this.#pendingBytes, line.length]);
    this.#pending.push(line);
    this.#pendingBytes += line.length;
    if (this.#pendingBytes > PIECE) this.#write();
  }

  /** Tells who looks up; without it nothing is given. What throws here stops the look-up. */
  tell(lookup: Omit<Lookup, "dataset">, report: (lookup: Lookup) => void): void {
    if (lookup.reason.trim() === "")
      throw new ProtectError("OPTION_INVALID", "Looking up values needs a reason (--reason), which is recorded.");
    report({ ...lookup, dataset: this.#dataset });
    this.#told = true;
  }

  /**
   * The value of a token; undefined where the vault does not have it.
   * @throws ProtectError DENIED before {@link tell}, LOG_INCONSISTENT where the entry was changed
   */
  get(token: string, domain: string): string | undefined {
    if (!this.#told) throw new ProtectError("DENIED", "The vault gives nothing before the look-up is recorded.");
    const place = this.#places.get(token);
    if (place === undefined) return undefined;
    this.#write();
    const bytes = Buffer.alloc(place[1]);
    this.#read(bytes, place[0]);
    const line = parsed(Line, bytes.toString("utf8"));
    const sealed = Buffer.from(line?.sealed ?? "", "base64");
    const changed = new ProtectError(
      "LOG_INCONSISTENT",
      `${this.#path}: the entry of a token was changed; bring the vault back from a backup.`,
    );
    if (line?.token !== token || sealed.length < 28) throw changed;
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, 12)).setAAD(this.#bound(domain, token));
      decipher.setAuthTag(sealed.subarray(-16));
      return decipher.update(sealed.subarray(12, -16), undefined, "utf8") + decipher.final("utf8");
    } catch {
      throw changed;
    }
  }

  /** Waits until the disk has what was put; masked data is to be finished only behind it. @throws ProtectError FILE_UNWRITABLE */
  commit(): void {
    this.#write();
    if (this.#descriptor !== undefined) fsyncSync(this.#descriptor);
  }

  /** Lets the next process in. What was not committed may be lost. */
  close(): void {
    this.#close();
    this.#lock.release();
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #bound(domain: string, token: string): Buffer {
    return Buffer.from(JSON.stringify([this.#dataset, domain, token]));
  }

  #check(): string {
    return createHmac("sha256", this.#key).update("castellan/vault/1").digest("base64");
  }

  #load(): void {
    const broken = (why: string): ProtectError => new ProtectError("LOG_INCONSISTENT", `${this.#path}: ${why}.`);
    let opening: z.infer<typeof Opening> | undefined;
    this.#eachLine((text, start, length) => {
      if (start === 0) {
        opening = parsed(Opening, text);
        if (opening === undefined) throw broken("it is no vault");
        if (opening.dataset !== this.#dataset) throw broken(`it is the vault of another data set, ${opening.dataset}`);
        if (opening.check !== this.#check())
          throw new ProtectError(
            "KEY_INVALID",
            `The vault of ${this.#dataset} is under another key than the one given; tokens would not agree.`,
          );
        return;
      }
      const line = parsed(Line, text);
      if (line === undefined) throw broken(`byte ${start} begins no entry`);
      this.#places.set(line.token, [start, length]);
    });
    if (this.#descriptor === undefined) return;
    // Behind the last whole line stands what a crash tore.
    ftruncateSync(this.#descriptor, this.#size);
    if (opening !== undefined) return;
    const line = Buffer.from(`${JSON.stringify({ schema: "castellan/vault/1", dataset: this.#dataset, check: this.#check() })}\n`);
    this.#pending = [line];
    this.#pendingBytes = line.length;
    this.commit();
  }

  #eachLine(visit: (text: string, start: number, length: number) => void): void {
    const buffer = Buffer.alloc(PIECE);
    let [rest, at] = [Buffer.alloc(0), 0];
    for (;;) {
      const count = readSync(this.#descriptor ?? -1, buffer, 0, PIECE, at);
      if (count === 0) return;
      at += count;
      let whole = Buffer.concat([rest, buffer.subarray(0, count)]);
      for (let end = whole.indexOf(0x0a); end >= 0; end = whole.indexOf(0x0a)) {
        visit(whole.toString("utf8", 0, end), this.#size, end + 1);
        this.#size += end + 1;
        whole = whole.subarray(end + 1);
      }
      rest = Buffer.from(whole);
      if (rest.length > LONGEST_LINE)
        throw new ProtectError("LOG_INCONSISTENT", `${this.#path}: a line is longer than any that castellan writes.`);
    }
  }

  #write(): void {
    if (this.#pending.length === 0 || this.#descriptor === undefined) return;
    const bytes = Buffer.concat(this.#pending);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#size + done);
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${this.#path} cannot be written; nothing was masked.`, { cause });
    }
    this.#size += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #read(into: Buffer, at: number): void {
    for (let done = 0; done < into.length; ) {
      const count = readSync(this.#descriptor ?? -1, into, done, into.length - done, at + done);
      if (count === 0) return;
      done += count;
    }
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
