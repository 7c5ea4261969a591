import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encryptFile } from "./encrypt-file.ts";
import { EncryptedSource } from "./encrypted-source.ts";
import { parseIdentities, parseRecipient } from "./key-text.ts";
import { newX25519 } from "./recipients/x25519.ts";

const CHUNK = 65_536;
const pair = newX25519(Buffer.alloc(32, 3));
const never = (): Promise<string> => Promise.reject(new Error("none"));
const identities = await parseIdentities(Buffer.from(pair.identity), "mine", never);
const recipients = [await parseRecipient(pair.recipient)];
const bytes = Buffer.alloc(100 * CHUNK + 77);
for (let index = 0; index < bytes.length; index++) bytes[index] = (index * 31 + (index >> 8) + (index >> 16)) & 255;

let folder = "";
let sealed = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "castellan-source-"));
  sealed = join(folder, "x.age");
  writeFileSync(join(folder, "x"), bytes);
  await encryptFile(join(folder, "x"), sealed, recipients);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("EncryptedSource", () => {
  it("reads any range, and opens no chunk that it does not need", async () => {
    const source = await EncryptedSource.open(sealed, identities);
    expect(source.size).toBe(bytes.length);
    expect(source.opened).toBe(1);
    expect(Buffer.from(source.read(bytes.length - 8, 8))).toEqual(bytes.subarray(-8));
    expect(source.opened).toBe(1);
    expect(Buffer.from(source.read(3 * CHUNK - 5, 10))).toEqual(bytes.subarray(3 * CHUNK - 5, 3 * CHUNK + 5));
    expect(source.opened).toBe(3);
    expect(Buffer.from(source.read(3 * CHUNK, 10))).toEqual(bytes.subarray(3 * CHUNK, 3 * CHUNK + 10));
    expect(source.opened).toBe(3);
    for (const [offset, length] of [
      [0, 0],
      [0, 1],
      [bytes.length, 5],
      [bytes.length - 3, 50],
      [-4, 3],
      [7 * CHUNK, 2 * CHUNK],
      [1, bytes.length],
    ] as const)
      expect(Buffer.from(source.read(offset, length)).equals(bytes.subarray(Math.max(0, offset), Math.max(0, offset) + length))).toBe(true);
    source.close();
  });

  it("says no to a changed place when it is read, and to a cut file at once", async () => {
    const whole = readFileSync(sealed);
    const changed = Buffer.from(whole);
    const place = whole.length - bytes.length - 101 * 16 + 50 * (CHUNK + 16);
    changed[place] = (changed[place] ?? 0) ^ 1;
    writeFileSync(sealed, changed);
    const source = await EncryptedSource.open(sealed, identities);
    expect(source.read(49 * CHUNK, CHUNK).length).toBe(CHUNK);
    expect(() => source.read(50 * CHUNK, 1)).toThrow(/bytes 3276800 to 3342336/);
    source.close();
    for (const length of [whole.length - 1, whole.length - 77 - 16, whole.length - 77 - 16 - 5 * (CHUNK + 16), 150, 0]) {
      writeFileSync(sealed, whole);
      truncateSync(sealed, length);
      await expect(EncryptedSource.open(sealed, identities)).rejects.toThrow(/cut off|damaged/);
    }
  });

  it("opens for nobody else, and not what has no places", async () => {
    const others = await parseIdentities(Buffer.from(newX25519(Buffer.alloc(32, 4)).identity), "other", never);
    await expect(EncryptedSource.open(sealed, others)).rejects.toThrow(/None of the keys/);
    await expect(EncryptedSource.open(join(folder, "x"), identities)).rejects.toThrow(/no age file/);
    await encryptFile(join(folder, "x"), sealed, recipients, { armored: true });
    await expect(EncryptedSource.open(sealed, identities)).rejects.toThrow(/front to end/);
  });
});
