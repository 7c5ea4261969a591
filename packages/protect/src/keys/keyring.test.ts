import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bytesReader } from "../encryption/byte-reader.ts";
import { parseIdentities, parseRecipient } from "../encryption/key-text.ts";
import type { Identity } from "../encryption/recipient.ts";
import { passphraseIdentity, passphraseRecipient } from "../encryption/recipients/passphrase.ts";
import { newX25519 } from "../encryption/recipients/x25519.ts";
import { decryptStream, encryptStream } from "../encryption/stream.ts";
import { ProtectError } from "../errors.ts";
import { type KeyAct, Keyring } from "./keyring.ts";
import type { RegisterEntry } from "./register.ts";

const act: KeyAct = { by: "kim", at: new Date("2026-01-02T03:04:05Z"), reason: "test" };
const open = { kind: "nothing" } as const;
const never = (): Promise<string> => Promise.reject(new Error("asked"));
const [alice, bob] = [newX25519(Buffer.alloc(32, 1)), newX25519(Buffer.alloc(32, 2))];
const identityOf = (text: string): Promise<readonly Identity[]> => parseIdentities(Buffer.from(text), "test", never);

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "castellan-keyring-")), "keys");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

async function encrypted(text: string, recipient: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  await encryptStream(bytesReader(Buffer.from(text)), { write: (part) => void parts.push(Buffer.from(part)) }, [
    await parseRecipient(recipient),
  ]);
  return Buffer.concat(parts);
}

async function decrypted(bytes: Uint8Array, identities: readonly Identity[]): Promise<string> {
  const parts: Buffer[] = [];
  await decryptStream(bytesReader(bytes), { write: (part) => void parts.push(Buffer.from(part)) }, identities);
  return Buffer.concat(parts).toString();
}

async function codeOf(action: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof action === "function" ? action() : action);
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

describe("Keyring", () => {
  it("keeps keys to their owner, post-quantum, with who, when and why", async () => {
    const told: RegisterEntry[] = [];
    const keyring = new Keyring(folder, { recorded: (entry) => void told.push(entry) });
    const entry = await keyring.create("data", act, { seal: open });
    expect(entry).toMatchObject({ key: "data", generation: 1, state: "active", by: "kim", at: "2026-01-02T03:04:05.000Z", reason: "test" });
    expect(entry.recipient).toMatch(/^age1pq1/);
    expect(told).toEqual([entry]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "register.jsonl"), "utf8")).not.toContain("AGE-SECRET-KEY");
    expect(await decrypted(await encrypted("hello", entry.recipient), await keyring.open("data", [], never))).toBe("hello");
  });

  it("opens a key with the passphrase that it is under", async () => {
    const keyring = new Keyring(folder);
    const { recipient } = await keyring.create("me", act, { seal: { kind: "passphrase", recipients: [passphraseRecipient("word", 10)] } });
    expect(readFileSync(join(folder, "me-1.identity"), "latin1")).not.toContain("AGE-SECRET-KEY");
    const file = await encrypted("hello", recipient);
    expect(await decrypted(file, await keyring.open("me", [], async () => "word"))).toBe("hello");
    expect(await codeOf(keyring.open("me", [], async () => "other"))).toBe("NOT_DECRYPTED");
  });

  it("hands data over to others by one small file", async () => {
    const keyring = new Keyring(folder);
    const forAlice = { kind: "recipients", recipients: [await parseRecipient(alice.recipient)] } as const;
    const { recipient } = await keyring.create("data", act, { seal: forAlice });
    const file = await encrypted("hello", recipient);
    expect(await decrypted(file, await keyring.open("data", await identityOf(alice.identity), never))).toBe("hello");
    expect(await codeOf(keyring.open("data", await identityOf(bob.identity), never))).toBe("NOT_DECRYPTED");
    const forBob = { kind: "recipients", recipients: [await parseRecipient(bob.recipient)] } as const;
    expect(await codeOf(keyring.rewrap("data", act, await identityOf(bob.identity), forBob))).toBe("NOT_DECRYPTED");
    await keyring.rewrap("data", act, await identityOf(alice.identity), forBob);
    expect(await decrypted(file, await keyring.open("data", await identityOf(bob.identity), never))).toBe("hello");
    expect(await codeOf(keyring.open("data", await identityOf(alice.identity), never))).toBe("NOT_DECRYPTED");
    const word = { kind: "passphrase", recipients: [passphraseRecipient("word", 10)] } as const;
    await keyring.rewrap("data", act, await identityOf(bob.identity), word);
    await keyring.rewrap("data", act, [passphraseIdentity("word")], open);
    expect(await decrypted(file, await keyring.open("data", [], never))).toBe("hello");
    expect(keyring.history().map(({ action }) => action)).toEqual(["created", "rewrapped", "rewrapped", "rewrapped"]);
  });

  it("rotates: the new pair encrypts, the old one opens", async () => {
    const keyring = new Keyring(folder);
    const first = await keyring.create("data", act, { seal: open, recovery: true });
    const old = await encrypted("old", first.recipient);
    const second = await keyring.rotate("data", act, { seal: open });
    expect(second.recovery).toBe(true);
    expect(keyring.recipientOf("data")).toBe(second.recipient);
    expect(keyring.recoveryRecipients()).toEqual([second.recipient]);
    expect(keyring.keys().map(({ generation, state }) => [generation, state])).toEqual([
      [1, "rotating"],
      [2, "active"],
    ]);
    const identities = await keyring.open("data", [], never);
    expect(identities).toHaveLength(2);
    expect(await decrypted(old, identities)).toBe("old");
  });

  it("destroys: nothing opens what was encrypted, and the register says why", async () => {
    const keyring = new Keyring(folder);
    const { recipient } = await keyring.create("data", act, { seal: open, output: join(folder, "../elsewhere.txt") });
    const file = await encrypted("hello", recipient);
    const [identity] = await keyring.open("data", [], never);
    expect(identity).toBeDefined();
    await keyring.rotate("data", act, { seal: open });
    expect(await keyring.destroy("data", { ...act, reason: "retention ended" })).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(["register.jsonl"]);
    expect(existsSync(join(folder, "../elsewhere.txt"))).toBe(false);
    await expect(keyring.open("data", await identityOf(alice.identity), never)).rejects.toThrow(/destroyed on 2026-01-02.*retention ended/);
    expect(await codeOf(() => keyring.recipientOf("data"))).toBe("KEY_DESTROYED");
    expect(await codeOf(decrypted(file, await identityOf(alice.identity)))).toBe("NOT_DECRYPTED");
    expect(await codeOf(keyring.rotate("data", act, { seal: open }))).toBe("KEY_DESTROYED");
    expect(await codeOf(keyring.destroy("data", act))).toBe("KEY_DESTROYED");
    expect((await keyring.create("data", act, { seal: open })).generation).toBe(3);
  });

  it("takes away what a crash left of a destroyed key", async () => {
    const keyring = new Keyring(folder);
    await keyring.create("data", act, { seal: open });
    const bytes = readFileSync(join(folder, "data-1.identity"));
    await keyring.destroy("data", act);
    writeFileSync(join(folder, "data-1.identity"), bytes);
    expect(await keyring.destroy("data", act)).toEqual([]);
    expect(existsSync(join(folder, "data-1.identity"))).toBe(false);
  });

  it("says which key is lost, taken, or none", async () => {
    const keyring = new Keyring(folder);
    await keyring.create("data", act, { seal: open });
    expect(await codeOf(keyring.create("data", act, { seal: open }))).toBe("KEY_INVALID");
    for (const name of ["", "../x", "Data", "a/b", "-x", "x".repeat(65)])
      expect(await codeOf(keyring.create(name, act, { seal: open }))).toBe("KEY_INVALID");
    rmSync(join(folder, "data-1.identity"));
    expect(await codeOf(keyring.open("data", [], never))).toBe("KEY_MISSING");
    expect(await codeOf(keyring.open("none", [], never))).toBe("KEY_MISSING");
    expect(await codeOf(keyring.destroy("none", act))).toBe("KEY_MISSING");
  });

  it("does nothing with a register that somebody edited", async () => {
    const keyring = new Keyring(folder);
    await keyring.create("a", act, { seal: open });
    await keyring.create("b", act, { seal: open });
    const path = join(folder, "register.jsonl");
    const text = readFileSync(path, "utf8");
    for (const edited of [text.replace("kim", "eve"), text.split("\n").slice(1).join("\n"), `${text}x\n`, `${text}{}\n`, text + text]) {
      writeFileSync(path, edited);
      expect(await codeOf(() => keyring.keys())).toBe("LOG_INCONSISTENT");
      expect(await codeOf(keyring.create("c", act, { seal: open }))).toBe("LOG_INCONSISTENT");
    }
    // A line that a crash cut off was never confirmed.
    writeFileSync(path, text);
    appendFileSync(path, '{"at":"2026');
    await keyring.create("c", act, { seal: open });
    expect(keyring.keys().map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("lets one process write at a time", async () => {
    const keyring = new Keyring(folder);
    await keyring.create("a", act, { seal: open });
    writeFileSync(join(folder, "register.jsonl.lock"), `${process.pid} \n`);
    expect(await codeOf(keyring.create("b", act, { seal: open }))).toBe("STORE_LOCKED");
    expect(existsSync(join(folder, "b-1.identity"))).toBe(false);
  });

  it("loses every copy of the data of subjects whose keys are destroyed, and no other's", async () => {
    const keyring = new Keyring(folder);
    const files = new Map<string, Buffer>();
    for (let subject = 0; subject < 12; subject++) {
      const name = `subject-${subject}`;
      const { recipient } = await keyring.create(name, act, { seal: open });
      files.set(name, await encrypted(name, recipient));
    }
    for (let subject = 0; subject < 12; subject += 3) await keyring.destroy(`subject-${subject}`, act);
    const left: Identity[] = [];
    for (const { key, state } of keyring.keys()) if (state === "active") left.push(...(await keyring.open(key, [], never)));
    for (const [name, file] of files) {
      const gone = Number(name.slice(8)) % 3 === 0;
      if (gone) expect(await codeOf(decrypted(file, left))).toBe("NOT_DECRYPTED");
      else expect(await decrypted(file, left)).toBe(name);
    }
  });
});
