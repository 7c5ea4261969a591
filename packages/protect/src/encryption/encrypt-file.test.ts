import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { discardLeftParts } from "../files/left-parts.ts";
import { bytesReader } from "./byte-reader.ts";
import { decryptFile, encryptFile } from "./encrypt-file.ts";
import { parseIdentities, parseRecipient } from "./key-text.ts";
import type { Recipient } from "./recipient.ts";
import { newX25519 } from "./recipients/x25519.ts";
import { decryptStream } from "./stream.ts";

const CHUNK = 65_536;
const pair = newX25519(Buffer.alloc(32, 3));
const identities = await parseIdentities(Buffer.from(pair.identity), "mine", () => Promise.reject(new Error("none")));
const strangers = await parseIdentities(Buffer.from(newX25519(Buffer.alloc(32, 4)).identity), "other", () =>
  Promise.reject(new Error("none")),
);
const recipients: readonly Recipient[] = [await parseRecipient(pair.recipient)];
const SLOW = join(import.meta.dirname, "testing/slow-transfer.ts");

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-encrypt-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

function write(name: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + (index >> 8) + (index >> 16)) & 255;
  writeFileSync(at(name), bytes);
  return bytes;
}
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

describe("files", () => {
  it.each([0, 1, CHUNK, 8 * CHUNK, 8 * CHUNK + 1, 40 * CHUNK + 17])(
    "of %i bytes come back with one thread, and with three",
    async (length) => {
      const bytes = write("x", length);
      for (const threads of length % CHUNK === 17 ? [1, 3] : [1]) {
        expect(await encryptFile(at("x"), at("x.age"), recipients, { threads })).toBe(length);
        expect(await decryptFile(at("x.age"), at("y"), identities, { threads })).toBe(length);
        expect(digest(readFileSync(at("y")))).toBe(digest(bytes));
        const parts: Buffer[] = [];
        await decryptStream(bytesReader(readFileSync(at("x.age"))), { write: (part) => void parts.push(Buffer.from(part)) }, identities);
        expect(digest(Buffer.concat(parts))).toBe(digest(bytes));
      }
      expect(readdirSync(folder).sort()).toEqual(["x", "x.age", "y"]);
      expect(statSync(at("y")).mode & 0o777).toBe(0o600);
    },
  );

  it("that were changed at any chunk, cut or lengthened are not released", async () => {
    write("x", 20 * CHUNK + 5);
    await encryptFile(at("x"), at("x.age"), recipients);
    const whole = readFileSync(at("x.age"));
    for (let step = 0; step < 21; step++) {
      const changed = Buffer.from(whole);
      const place = whole.length - 6 - step * (CHUNK + 16);
      changed[place] = (changed[place] ?? 0) ^ 64;
      writeFileSync(at("bad.age"), changed);
      expect(await codeOf(decryptFile(at("bad.age"), at("y"), identities, { threads: step === 7 ? 2 : 1 }))).toBe("NOT_DECRYPTED");
    }
    for (const length of [0, 20, 200, 230, 5 * (CHUNK + 16), whole.length - 5 - 16, whole.length - 1]) {
      writeFileSync(at("bad.age"), whole);
      truncateSync(at("bad.age"), length);
      expect(await codeOf(decryptFile(at("bad.age"), at("y"), identities))).toBe("NOT_DECRYPTED");
    }
    writeFileSync(at("bad.age"), whole);
    appendFileSync(at("bad.age"), "more");
    await expect(decryptFile(at("bad.age"), at("y"), identities)).rejects.toThrow(/bad\.age: .*changed, damaged or cut off/);
    expect(existsSync(at("y"))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(["bad.age", "x", "x.age"]);
  });

  it("leave an older result as it is where they fail", async () => {
    write("x", 100);
    await encryptFile(at("x"), at("x.age"), recipients);
    writeFileSync(at("y"), "older");
    expect(await codeOf(decryptFile(at("x.age"), at("y"), strangers))).toBe("NOT_DECRYPTED");
    expect(await codeOf(decryptFile(at("x"), at("y"), identities))).toBe("FORMAT_INVALID");
    expect(await codeOf(encryptFile(at("none"), at("y"), recipients))).toBe("FILE_MISSING");
    expect(await codeOf(encryptFile(at("x"), at("y"), []))).toBe("OPTION_INVALID");
    expect(readFileSync(at("y"), "utf8")).toBe("older");
  });

  it("are not laid over what they are made of, also by another name", async () => {
    write("x", 100);
    symlinkSync(at("x"), at("link"));
    expect(await codeOf(encryptFile(at("x"), at("x"), recipients))).toBe("OPTION_INVALID");
    expect(await codeOf(encryptFile(at("x"), at("link"), recipients))).toBe("OPTION_INVALID");
    mkdirSync(at("folder"));
    expect(await codeOf(encryptFile(at("x"), at("folder"), recipients))).toBe("OPTION_INVALID");
    expect(await codeOf(encryptFile(at("folder"), at("y"), recipients))).toBe("OPTION_INVALID");
    expect(await codeOf(encryptFile(at("x"), at("x/y"), recipients))).toBe("FILE_UNWRITABLE");
    expect(readFileSync(at("x")).length).toBe(100);
  });

  it("stop in order when they are asked to", async () => {
    write("x", 64 * CHUNK);
    const controller = new AbortController();
    controller.abort(new Error("stop"));
    await expect(encryptFile(at("x"), at("y"), recipients, { signal: controller.signal, threads: 2 })).rejects.toThrow("stop");
    await expect(encryptFile(at("x"), at("y"), recipients, { signal: controller.signal, armored: true })).rejects.toThrow("stop");
    expect(readdirSync(folder)).toEqual(["x"]);
  });

  it.each(["encrypt", "decrypt"])("are whole or not there when the process is killed in the middle (%s)", async (mode) => {
    write("x", 1200 * CHUNK);
    await encryptFile(at("x"), at("x.age"), recipients);
    writeFileSync(at("key"), mode === "encrypt" ? pair.recipient : pair.identity);
    writeFileSync(at("out"), "older");
    const child = spawn(process.execPath, [SLOW, mode, at(mode === "encrypt" ? "x" : "x.age"), at("out"), at("key")]);
    await new Promise<void>((resolve) => {
      child.stdout.on("data", () => child.kill("SIGKILL"));
      child.on("exit", () => resolve());
    });
    expect(child.signalCode).toBe("SIGKILL");
    expect(readFileSync(at("out"), "utf8")).toBe("older");
    const parts = readdirSync(folder).filter((name) => name.endsWith(".part"));
    expect(discardLeftParts(at("out"))).toEqual(parts);
    expect(readdirSync(folder).sort()).toEqual(["key", "out", "x", "x.age"]);
  });

  it.skipIf(process.platform === "win32")("that find no room say so and leave nothing", async () => {
    write("x", 40 * CHUNK);
    writeFileSync(at("key"), pair.recipient);
    // A limit on the size of files is the disk that is full which a test may have.
    const run = spawnSync(
      "sh",
      ["-c", `ulimit -f 512; exec "$@"`, "sh", process.execPath, SLOW, "encrypt", at("x"), at("out"), at("key")],
      { encoding: "utf8" },
    );
    expect(run.status).not.toBe(0);
    expect(run.stderr).toMatch(/cannot be written|SIGXFSZ/);
    expect(readdirSync(folder).sort()).toEqual(["key", "x"]);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")("in folders that cannot be written say so", async () => {
    write("x", 10);
    chmodSync(folder, 0o500);
    expect(await codeOf(encryptFile(at("x"), at("y"), recipients))).toBe("FILE_UNWRITABLE");
  });
});
