import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bytesReader } from "../encryption/byte-reader.ts";
import { parseIdentities } from "../encryption/key-text.ts";
import type { Identity, Recipient } from "../encryption/recipient.ts";
import { newHybrid } from "../encryption/recipients/hybrid.ts";
import { loadMlKem } from "../encryption/recipients/ml-kem.ts";
import { newX25519 } from "../encryption/recipients/x25519.ts";
import { decryptStream, encryptStream } from "../encryption/stream.ts";
import { ProtectError } from "../errors.ts";
import { syncFolder, writeFileWhole } from "../files/new-file.ts";
import { KEY_NAME, KeyRegister, type RegisterEntry, type RegisterListener } from "./register.ts";

/** Who acts, when and why; it goes into the register. */
export interface KeyAct {
  readonly by: string;
  readonly at: Date;
  readonly reason?: string;
}

/** How the secret half of a key is kept. */
export type Seal = { readonly kind: "passphrase" | "recipients"; readonly recipients: readonly Recipient[] } | { readonly kind: "nothing" };

export interface NewKeyOptions {
  readonly seal: Seal;
  readonly recovery?: boolean;
  /** X25519 alone, for people whose age knows no post-quantum keys; a future quantum computer breaks it. */
  readonly classical?: boolean;
  /** Writes the identity there instead of into the keyring. */
  readonly output?: string;
}

interface Pair {
  readonly identity: string;
  readonly recipient: string;
}

async function sealed(text: string, seal: Seal): Promise<Buffer> {
  if (seal.kind === "nothing") return Buffer.from(text);
  const parts: Buffer[] = [];
  await encryptStream(bytesReader(Buffer.from(text)), { write: (part) => void parts.push(Buffer.from(part)) }, seal.recipients);
  return Buffer.concat(parts);
}

/**
 * Key pairs in a folder of the user's own (0700), each identity in a file of its own (0600) under a passphrase or encrypted
 * to those who may use it. Whoever is to open data later changes by that small file alone; when it is destroyed, nothing
 * opens what was encrypted to it.
 */
export class Keyring {
  readonly #folder: string;
  readonly #register: KeyRegister;
  readonly #listener: RegisterListener | undefined;

  constructor(folder: string, listener?: RegisterListener) {
    this.#folder = folder;
    this.#register = new KeyRegister(folder);
    this.#listener = listener;
  }

  /** The present state of every key pair. @throws ProtectError LOG_INCONSISTENT, FILE_UNREADABLE */
  keys(): readonly RegisterEntry[] {
    return this.#register.keys();
  }

  /** Everything that happened. @throws ProtectError LOG_INCONSISTENT, FILE_UNREADABLE */
  history(): readonly RegisterEntry[] {
    return this.#register.entries();
  }

  /** Recipients that everything is encrypted to besides. */
  recoveryRecipients(): readonly string[] {
    return this.keys()
      .filter(({ recovery, state }) => recovery && state === "active")
      .map(({ recipient }) => recipient);
  }

  /** The recipient of a key that encrypts. @throws ProtectError KEY_MISSING, KEY_DESTROYED */
  recipientOf(name: string): string {
    return this.#present(name).recipient;
  }

  /** @throws ProtectError KEY_INVALID for a bad or taken name, FILE_UNWRITABLE, STORE_LOCKED */
  async create(name: string, act: KeyAct, options: NewKeyOptions): Promise<RegisterEntry> {
    if (!KEY_NAME.test(name))
      throw new ProtectError("KEY_INVALID", `${name} is no name for a key: take small letters, digits, dots, hyphens, 64 at most.`);
    if (this.keys().some(({ key, state }) => key === name && state !== "destroyed"))
      throw new ProtectError("KEY_INVALID", `There is a key ${name} already; choose another name, or castellan keys rotate ${name}.`);
    return this.#add(name, act, options);
  }

  async #add(name: string, act: KeyAct, options: NewKeyOptions, before: readonly RegisterEntry[] = []): Promise<RegisterEntry> {
    const seed = randomBytes(32);
    const pair: Pair = options.classical === true ? newX25519(seed) : newHybrid(seed, await loadMlKem());
    const text = `# created: ${act.at.toISOString()}\n# public key: ${pair.recipient}\n${pair.identity}\n`;
    const bytes = await sealed(text, options.seal);
    let path = "";
    try {
      const entries = this.#register.add((keys) => {
        const same = keys.filter(({ key }) => key === name);
        if (before.length === 0 && same.some(({ state }) => state !== "destroyed"))
          throw new ProtectError("KEY_INVALID", `There is a key ${name} already; another process made it.`);
        const generation = Math.max(0, ...same.map((entry) => entry.generation)) + 1;
        path = options.output === undefined ? this.#pathOf(name, generation) : resolve(options.output);
        // The key is there before the register says so: a line for a key that is not would lose what is encrypted to it.
        writeFileWhole(path, bytes, 0o600);
        const created = {
          ...this.#entry(name, act, "created", "active"),
          ...{ generation, recipient: pair.recipient, recovery: options.recovery === true, sealed: options.seal.kind },
          ...(options.output === undefined ? {} : { kept: path }),
        };
        return [
          ...before.map(({ previous: _, reason: __, ...entry }) => ({ ...entry, ...this.#entry(name, act, "rotated", "rotating") })),
          created,
        ];
      });
      await this.#tell(entries);
      const entry = entries.at(-1);
      if (entry === undefined) throw new ProtectError("KEY_INVALID", `The key ${name} was not registered.`);
      return entry;
    } finally {
      seed.fill(0);
    }
  }

  /**
   * A new key pair under the name: from now on it encrypts, the old one only opens.
   * @throws ProtectError KEY_MISSING, KEY_DESTROYED, as `create`
   */
  async rotate(name: string, act: KeyAct, options: NewKeyOptions): Promise<RegisterEntry> {
    const present = this.#present(name);
    return this.#add(name, act, { ...options, recovery: options.recovery ?? present.recovery }, [present]);
  }

  /**
   * Lays a key's identity under another passphrase or other recipients. What is encrypted to the key is not touched: a
   * million files change hands by this one.
   * @throws ProtectError KEY_MISSING, KEY_DESTROYED, NOT_DECRYPTED where `identities` do not open it
   */
  async rewrap(name: string, act: KeyAct, identities: readonly Identity[], seal: Seal): Promise<readonly RegisterEntry[]> {
    const wanted = this.keys().filter(({ key, state }) => key === name && state !== "destroyed");
    if (wanted.length === 0) this.#present(name);
    const opened: { readonly entry: RegisterEntry; readonly bytes: Buffer }[] = [];
    for (const entry of wanted) opened.push({ entry, bytes: await sealed(await this.#plain(entry, identities), seal) });
    const entries = this.#register.add(() =>
      opened.map(({ entry: { previous: _, reason: __, ...entry }, bytes }) => {
        writeFileWhole(entry.kept ?? this.#pathOf(name, entry.generation), bytes, 0o600);
        return { ...entry, ...this.#entry(name, act, "rewrapped", entry.state), sealed: seal.kind };
      }),
    );
    await this.#tell(entries);
    return entries;
  }

  /**
   * Destroys every key pair of the name: what is encrypted to it alone can no longer be opened by anybody.
   * @throws ProtectError KEY_MISSING, FILE_UNWRITABLE
   */
  async destroy(name: string, act: KeyAct): Promise<readonly RegisterEntry[]> {
    const all = this.keys().filter(({ key }) => key === name);
    const wanted = all.filter(({ state }) => state !== "destroyed");
    // What an earlier crash left behind the register's line is taken away now.
    const left = all.filter(
      (entry) => entry.state === "destroyed" && entry.kept === undefined && existsSync(this.#pathOf(name, entry.generation)),
    );
    if (wanted.length + left.length === 0) this.#present(name);
    // The register says it first: a crash in between leaves a key that is refused, not one that is trusted and half gone.
    const entries = this.#register.add(() =>
      wanted.map(({ previous: _, reason: __, ...entry }) => ({ ...entry, ...this.#entry(name, act, "destroyed", "destroyed") })),
    );
    for (const { generation, kept } of [...wanted, ...left]) {
      const path = kept ?? this.#pathOf(name, generation);
      try {
        // Written over first: it reaches the same blocks on plain disks; on SSDs and in backups nothing here can prove it.
        writeOver(path);
        rmSync(path, { force: true });
        syncFolder(dirname(path));
      } catch (cause) {
        throw new ProtectError(
          "FILE_UNWRITABLE",
          `The identity ${path} could not be removed (${cause instanceof Error ? cause.message : String(cause)}): it still opens what is encrypted to ${name}. Remove it yourself.`,
          { cause },
        );
      }
    }
    await this.#tell(entries);
    return entries;
  }

  /**
   * The identities of a name, newest first.
   * @param identities what opens those that are encrypted to recipients
   * @param ask is called for a passphrase
   * @throws ProtectError KEY_MISSING, KEY_DESTROYED, NOT_DECRYPTED
   */
  async open(name: string, identities: readonly Identity[], ask: (what: string) => Promise<string>): Promise<readonly Identity[]> {
    this.#present(name);
    const found: Identity[] = [];
    for (const entry of this.keys()
      .filter(({ key, state }) => key === name && state !== "destroyed")
      .reverse()) {
      const bytes = entry.sealed === "recipients" ? Buffer.from(await this.#plain(entry, identities)) : this.#read(entry);
      found.push(...(await parseIdentities(bytes, `key ${name}`, ask)));
    }
    return found;
  }

  #entry(name: string, act: KeyAct, action: RegisterEntry["action"], state: RegisterEntry["state"]) {
    return { at: act.at.toISOString(), by: act.by, action, key: name, state, ...(act.reason === undefined ? {} : { reason: act.reason }) };
  }

  #pathOf(name: string, generation: number): string {
    return join(this.#folder, `${name}-${generation}.identity`);
  }

  #present(name: string): RegisterEntry {
    const all = this.keys().filter(({ key }) => key === name);
    const active = all.find(({ state }) => state === "active");
    if (active !== undefined) return active;
    const last = all.at(-1);
    if (last === undefined) throw new ProtectError("KEY_MISSING", `There is no key ${name}; castellan keys list shows those that are.`);
    throw new ProtectError(
      "KEY_DESTROYED",
      `The key ${name} was destroyed on ${last.at} by ${last.by}${last.reason === undefined ? "" : ` (${last.reason})`}; nothing opens what was encrypted to it alone.`,
    );
  }

  #read(entry: RegisterEntry): Buffer {
    const path = entry.kept ?? this.#pathOf(entry.key, entry.generation);
    try {
      return readFileSync(path);
    } catch (cause) {
      throw new ProtectError(
        "KEY_MISSING",
        `The identity of ${entry.key} is lost: ${path} cannot be read. Put it back from a copy, or open the data with the recovery key.`,
        { cause },
      );
    }
  }

  async #plain(entry: RegisterEntry, identities: readonly Identity[]): Promise<string> {
    const bytes = this.#read(entry);
    if (entry.sealed === "nothing") return bytes.toString("utf8");
    const parts: Buffer[] = [];
    await decryptStream(bytesReader(bytes), { write: (part) => void parts.push(Buffer.from(part)) }, identities);
    return Buffer.concat(parts).toString("utf8");
  }

  async #tell(entries: readonly RegisterEntry[]): Promise<void> {
    for (const entry of entries) await this.#listener?.recorded(entry);
  }
}

function writeOver(path: string): void {
  const size = readFileSync(path).length;
  const descriptor = openSync(path, "r+");
  try {
    writeSync(descriptor, randomBytes(size), 0, size, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
