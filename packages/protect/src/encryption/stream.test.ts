import { createHash } from "node:crypto";
import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
  armor as theirArmor,
} from "age-encryption";
import { describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { bytesReader, streamReader } from "./byte-reader.ts";
import { parseIdentities, parseRecipient } from "./key-text.ts";
import type { Identity, Recipient } from "./recipient.ts";
import { passphraseIdentity, passphraseRecipient } from "./recipients/passphrase.ts";
import { decryptStream, encryptStream } from "./stream.ts";

const CHUNK = 65_536;
const never = (): Promise<string> => Promise.reject(new Error("no passphrase is needed here"));
const identityOf = (text: string): Promise<readonly Identity[]> => parseIdentities(Buffer.from(text), "test", never);

function sample(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + (index >> 8)) & 255;
  return bytes;
}

async function encrypted(bytes: Uint8Array, recipients: readonly Recipient[], armored = false): Promise<Buffer> {
  const parts: Buffer[] = [];
  await encryptStream(bytesReader(bytes), { write: (part) => void parts.push(Buffer.from(part)) }, recipients, { armored });
  return Buffer.concat(parts);
}

async function decrypted(bytes: Uint8Array, identities: readonly Identity[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  await decryptStream(bytesReader(bytes), { write: (part) => void parts.push(Buffer.from(part)) }, identities);
  return Buffer.concat(parts);
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const hybrid = await generateHybridIdentity();
const classical = await generateX25519Identity();

describe("streams", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK, 16 * CHUNK + 1, 33 * CHUNK])(
    "carry %i bytes to and from the npm library, in both forms",
    async (length) => {
      const bytes = sample(length);
      const identities = await identityOf(classical);
      const recipient = await parseRecipient(await identityToRecipient(classical));
      const ours = await encrypted(bytes, [recipient]);
      const theirs = new Decrypter();
      theirs.addIdentity(classical);
      expect(digest(await theirs.decrypt(ours))).toBe(digest(bytes));
      expect(digest(await decrypted(ours, identities))).toBe(digest(bytes));
      const text = await encrypted(bytes, [recipient], true);
      expect(digest(theirArmor.decode(text.toString("latin1")))).toBeTypeOf("string");
      expect(digest(await decrypted(text, identities))).toBe(digest(bytes));
      const encrypter = new Encrypter();
      encrypter.addRecipient(await identityToRecipient(classical));
      const foreign = await encrypter.encrypt(bytes);
      expect(digest(await decrypted(foreign, identities))).toBe(digest(bytes));
      expect(digest(await decrypted(Buffer.from(theirArmor.encode(foreign)), identities))).toBe(digest(bytes));
    },
  );

  it("wrap for post-quantum recipients as the npm library does, both ways", async () => {
    const recipient = await identityToRecipient(hybrid);
    const bytes = sample(1000);
    const theirs = new Decrypter();
    theirs.addIdentity(hybrid);
    expect(digest(await theirs.decrypt(await encrypted(bytes, [await parseRecipient(recipient)])))).toBe(digest(bytes));
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    expect(digest(await decrypted(await encrypter.encrypt(bytes), await identityOf(hybrid)))).toBe(digest(bytes));
  });

  it("open under a passphrase, and say no to another one", async () => {
    const file = await encrypted(sample(10), [passphraseRecipient("right", 10)]);
    expect(await decrypted(file, [passphraseIdentity("right")])).toEqual(sample(10));
    expect(await codeOf(decrypted(file, [passphraseIdentity("wrong")]))).toBe("NOT_DECRYPTED");
    const theirs = new Decrypter();
    theirs.addPassphrase("right");
    expect(Buffer.from(await theirs.decrypt(file))).toEqual(sample(10));
  });

  it("do not put a passphrase beside another way in, nor encrypt to nobody", async () => {
    const recipient = await parseRecipient(await identityToRecipient(classical));
    expect(await codeOf(encrypted(sample(1), [recipient, passphraseRecipient("x", 10)]))).toBe("OPTION_INVALID");
    expect(await codeOf(encrypted(sample(1), []))).toBe("OPTION_INVALID");
    expect(() => passphraseRecipient("")).toThrow(/empty/);
  });

  it("read pieces of any size as they come", async () => {
    const file = await encrypted(sample(3 * CHUNK + 5), [await parseRecipient(await identityToRecipient(classical))]);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0, size = 1; at < file.length; at += size, size = (size * 7) % 5000) yield file.subarray(at, at + Math.max(1, size));
    }
    const parts: Buffer[] = [];
    // The generator above may repeat a step of length 1; what comes out tells whether anything was lost.
    async function* whole(): AsyncGenerator<Uint8Array> {
      let sent = 0;
      for await (const piece of pieces()) {
        if (sent >= file.length) return;
        yield file.subarray(sent, sent + piece.length);
        sent += piece.length;
      }
      if (sent < file.length) yield file.subarray(sent);
    }
    await decryptStream(
      streamReader(whole(), "pieces"),
      { write: (part) => void parts.push(Buffer.from(part)) },
      await identityOf(classical),
    );
    expect(digest(Buffer.concat(parts))).toBe(digest(sample(3 * CHUNK + 5)));
  });

  it("say where bytes were changed, and refuse every cut", async () => {
    const identities = await identityOf(classical);
    const file = await encrypted(sample(2 * CHUNK + 100), [await parseRecipient(await identityToRecipient(classical))]);
    const start = file.length - (2 * CHUNK + 100 + 3 * 16);
    const changed = Buffer.from(file);
    changed[start + CHUNK + 16 + 5] = (changed[start + CHUNK + 16 + 5] ?? 0) ^ 1;
    await expect(decrypted(changed, identities)).rejects.toThrow(/bytes 65536 to 131072/);
    const cuts = [
      0,
      10,
      start - 17,
      start - 16,
      start - 1,
      start,
      start + 15,
      start + CHUNK + 16,
      start + 2 * (CHUNK + 16),
      file.length - 1,
    ];
    for (const length of cuts) expect(await codeOf(decrypted(file.subarray(0, length), identities))).toBe("NOT_DECRYPTED");
    expect(await codeOf(decrypted(Buffer.concat([file, Buffer.from("x")]), identities))).toBe("NOT_DECRYPTED");
    // Two chunks that change places.
    const swapped = Buffer.from(file);
    file.copy(swapped, start, start + CHUNK + 16, start + 2 * (CHUNK + 16));
    file.copy(swapped, start + CHUNK + 16, start, start + CHUNK + 16);
    await expect(decrypted(swapped, identities)).rejects.toThrow(/bytes 0 to 65536/);
  });

  it("refuse a file for somebody else, and name no secret in the reason", async () => {
    const file = await encrypted(sample(10), [await parseRecipient(await identityToRecipient(hybrid))]);
    const failure = await decrypted(file, await identityOf(classical)).catch((error: unknown) => String(error));
    expect(failure).toMatch(/None of the keys given .* encrypted to: mlkem768x25519/);
    expect(failure).not.toContain(classical);
  });

  it("take any text form that is right, and no other", async () => {
    const identities = await identityOf(classical);
    const text = (await encrypted(sample(200), [await parseRecipient(await identityToRecipient(classical))], true)).toString("latin1");
    const lines = text.trimEnd().split("\n");
    for (const right of [`\n \n${text}\n\n`, text.replaceAll("\n", "\r\n"), text.trimEnd()])
      expect(await decrypted(Buffer.from(right), identities)).toEqual(sample(200));
    const wrong = [
      [...lines.slice(0, 2), "", ...lines.slice(2)].join("\n"),
      lines.slice(0, -1).join("\n"),
      [lines[0], ...lines.slice(2)].join("\n"),
      `${text}x`,
      text.replace(/\n([^-]{64})\n/, "\n$1 \n"),
      text.replace(/\n([^-]{60})([^-]{4})\n/, "\n$1\n$2\n"),
      `${" ".repeat(2000)}\n${text}`,
      `${lines[0]}\n`,
    ];
    for (const each of wrong) expect(await codeOf(decrypted(Buffer.from(each), identities))).toMatch(/NOT_DECRYPTED|FORMAT_INVALID/);
  });
});
