/**
 * The speed of encryption on the built command, beside the age command on the same file in the same run.
 *   node bench/encrypt.ts [--built DIR] [--gigabytes N] [--rounds N] [--json]
 * Goals: encrypting and decrypting 1 GB no slower than age, in under 100 MB. Also: the same in memory on one core, beside
 * node:crypto's own speed; a megabyte out of the middle of an encrypted file; and handing 1,000,000 files' keys to others.
 */
import { spawnSync } from "node:child_process";
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bytesReader } from "../packages/protect/src/encryption/byte-reader.ts";
import { EncryptedSource } from "../packages/protect/src/encryption/encrypted-source.ts";
import { parseIdentities, parseRecipient } from "../packages/protect/src/encryption/key-text.ts";
import { unwrapFileKey } from "../packages/protect/src/encryption/open-header.ts";
import { newHybrid } from "../packages/protect/src/encryption/recipients/hybrid.ts";
import { loadMlKem } from "../packages/protect/src/encryption/recipients/ml-kem.ts";
import { newX25519 } from "../packages/protect/src/encryption/recipients/x25519.ts";
import { decryptStream, encryptStream } from "../packages/protect/src/encryption/stream.ts";
import { Keyring } from "../packages/protect/src/keys/keyring.ts";

const ROOT = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    built: { type: "string" },
    gigabytes: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
const work = mkdtempSync(join(tmpdir(), "castellan-bench-"));
const at = (name: string): string => join(work, name);
const built = values.built ?? at("built");
const GIGA = 1024 ** 3;
const size = Number(values.gigabytes) * GIGA;
const PROBE = `data:text/javascript,${encodeURIComponent('process.on("exit",()=>process.stderr.write(`\\nmaxrss ${process.resourceUsage().maxRSS}\\n`))')}`;

interface Run {
  readonly seconds: number;
  readonly megabytes?: number;
}

function timed(command: string, words: readonly string[]): Run {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${command} ${words.join(" ")}: ${stderr}`);
  const peak = /maxrss (\d+)/.exec(stderr)?.[1];
  return { seconds, ...(peak === undefined ? {} : { megabytes: Number(peak) / 1024 }) };
}
const ours = (...words: readonly string[]): Run => timed(process.execPath, ["--import", PROBE, join(built, "main.js"), ...words]);

function digest(path: string): string {
  return spawnSync("sha256sum", [path], { encoding: "utf8" }).stdout.split(" ")[0] ?? "";
}

/** Chunks of 64 KiB through node:crypto and nothing else. */
function rawCipher(): number {
  const [key, nonce, chunk] = [randomBytes(32), Buffer.alloc(12), Buffer.alloc(65_536, 7)];
  const start = performance.now();
  for (let count = 0; count < 4096; count++) {
    nonce.writeUInt32BE(count, 7);
    const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
    cipher.update(chunk);
    cipher.final();
    cipher.getAuthTag();
  }
  return 0.25 / ((performance.now() - start) / 1000);
}

async function inMemory(): Promise<{ readonly sealed: number; readonly opened: number }> {
  const pair = newX25519(randomBytes(32));
  const recipients = [await parseRecipient(pair.recipient)];
  const identities = await parseIdentities(Buffer.from(pair.identity), "bench", () => Promise.reject(new Error("none")));
  const bytes = Buffer.alloc(GIGA / 4, 7);
  const parts = Buffer.allocUnsafe(bytes.length + 10_000_000);
  let end = 0;
  const first = performance.now();
  await encryptStream(
    bytesReader(bytes),
    { write: (part) => void (end += Buffer.from(part.buffer, part.byteOffset, part.length).copy(parts, end)) },
    recipients,
  );
  const second = performance.now();
  await decryptStream(bytesReader(parts.subarray(0, end)), { write: () => undefined }, identities);
  const third = performance.now();
  return { sealed: 250 / (second - first), opened: 250 / (third - second) };
}

/** Handing data over: one key of the keyring stands for any number of files; and what each file's own key would cost. */
async function handOver(): Promise<{ readonly keyring: number; readonly perFile: Readonly<Record<string, number>> }> {
  const pair = newX25519(randomBytes(32));
  const keyring = new Keyring(at("keys"));
  const act = { by: "bench", at: new Date(0) };
  const seal = { kind: "recipients", recipients: [await parseRecipient(pair.recipient)] } as const;
  await keyring.create("data", act, { seal });
  const mine = await parseIdentities(Buffer.from(pair.identity), "bench", () => Promise.reject(new Error("none")));
  const start = performance.now();
  await keyring.rewrap("data", act, mine, seal);
  const milliseconds = performance.now() - start;
  const perFile: Record<string, number> = {};
  const kem = await loadMlKem();
  for (const [name, from] of [
    ["X25519", pair],
    ["post-quantum", newHybrid(randomBytes(32), kem)],
  ] as const) {
    const identities = await parseIdentities(Buffer.from(from.identity), "bench", () => Promise.reject(new Error("none")));
    const recipient = await parseRecipient(from.recipient);
    const stanzas = await recipient.wrap(randomBytes(16));
    const rounds = 1000;
    const begin = performance.now();
    for (let round = 0; round < rounds; round++) await recipient.wrap((await unwrapFileKey(stanzas, identities)) ?? randomBytes(16));
    perFile[name] = (performance.now() - begin) / rounds;
  }
  return { keyring: milliseconds, perFile };
}

const best = (runs: readonly Run[]): Run => runs.reduce((one, other) => (other.seconds < one.seconds ? other : one));
const speed = ({ seconds }: Run): string => `${(size / GIGA / seconds).toFixed(2)} GiB/s`;

try {
  if (values.built === undefined) {
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "tools/build.ts"), "--out", built], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    spawnSync("ln", ["-s", join(ROOT, "node_modules"), at("node_modules")]);
  }
  const descriptor = openSync(at("plain"), "w");
  for (let done = 0; done < size; done += 8 * 1024 * 1024) writeSync(descriptor, randomBytes(Math.min(8 * 1024 * 1024, size - done)));
  closeSync(descriptor);
  const pair = newX25519(randomBytes(32));
  writeFileSync(at("key.txt"), `${pair.identity}\n`, { mode: 0o600 });
  const withAge = spawnSync("age", ["--version"]).status === 0;
  const runs: Record<string, Run[]> = { "our encrypt": [], "age encrypt": [], "our decrypt": [], "age decrypt": [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    // In turns, so that what else the machine does falls on both.
    const clear = (): void => {
      for (const name of ["a.age", "b.age", "a.out", "b.out"]) rmSync(at(name), { force: true });
    };
    clear();
    if (withAge) runs["age encrypt"]?.push(timed("age", ["-r", pair.recipient, "-o", at("b.age"), at("plain")]));
    runs["our encrypt"]?.push(ours("encrypt", at("plain"), at("a.age"), "-r", pair.recipient));
    if (withAge) rmSync(at("b.age"));
    if (withAge) runs["age decrypt"]?.push(timed("age", ["-d", "-i", at("key.txt"), "-o", at("b.out"), at("a.age")]));
    runs["our decrypt"]?.push(ours("decrypt", at("a.age"), at("a.out"), "-i", at("key.txt")));
  }
  const right = digest(at("plain")) === digest(at("a.out"));
  const source = await EncryptedSource.open(
    at("a.age"),
    await parseIdentities(readFileSync(at("key.txt")), "key", () => Promise.reject(new Error("none"))),
  );
  const start = performance.now();
  const middle = source.read(Math.floor(size / 2) + 1, 1024 * 1024);
  const range = performance.now() - start;
  const plain = Buffer.alloc(middle.length);
  const file = openSync(at("plain"), "r");
  const { readSync } = await import("node:fs");
  readSync(file, plain, 0, plain.length, Math.floor(size / 2) + 1);
  closeSync(file);
  const opened = source.opened;
  source.close();
  const memory = await inMemory();
  const handed = await handOver();
  const result = {
    gigabytes: Number(values.gigabytes),
    cores: availableParallelism(),
    load: loadavg()[0],
    runs: Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, each.map(({ seconds }) => Number(seconds.toFixed(2)))])),
    ratio: withAge
      ? {
          encrypt: best(runs["age encrypt"] ?? []).seconds / best(runs["our encrypt"] ?? []).seconds,
          decrypt: best(runs["age decrypt"] ?? []).seconds / best(runs["our decrypt"] ?? []).seconds,
        }
      : undefined,
    megabytes: Math.max(...[...(runs["our encrypt"] ?? []), ...(runs["our decrypt"] ?? [])].map(({ megabytes }) => megabytes ?? 0)),
    roundTrip: right,
    range: {
      milliseconds: range,
      chunks: opened,
      right: createHash("sha256").update(middle).digest("hex") === createHash("sha256").update(plain).digest("hex"),
    },
    memory: { ...memory, rawCipher: rawCipher() },
    handOver: handed,
  };
  if (values.json) console.log(JSON.stringify(result));
  else {
    for (const [name, each] of Object.entries(runs))
      if (each.length > 0) {
        const run = best(each);
        const memoryText = run.megabytes === undefined ? "" : `  ${run.megabytes.toFixed(0)} MB`;
        console.log(
          `${name.padEnd(14)}${run.seconds.toFixed(2).padStart(7)} s  ${speed(run)}${memoryText}   (${each.map(({ seconds }) => seconds.toFixed(2)).join(", ")})`,
        );
      }
    if (result.ratio !== undefined)
      console.log(
        `times age's speed: encrypt ${result.ratio.encrypt.toFixed(2)}, decrypt ${result.ratio.decrypt.toFixed(2)} (best of ${values.rounds}; load ${result.load?.toFixed(1)} on ${result.cores} cores)`,
      );
    console.log(`peak memory ${result.megabytes.toFixed(0)} MB; round trip ${right ? "right" : "WRONG"}`);
    console.log(
      `1 MiB out of the middle: ${range.toFixed(1)} ms, ${opened} chunks opened of ${Math.ceil(size / 65_536)}, ${result.range.right ? "right" : "WRONG"}`,
    );
    console.log(
      `in memory, one core: encrypt ${memory.sealed.toFixed(2)} GB/s, decrypt ${memory.opened.toFixed(2)} GB/s; node:crypto alone ${result.memory.rawCipher.toFixed(2)} GiB/s`,
    );
    console.log(
      `handing a key's files to others, however many: ${handed.keyring.toFixed(1)} ms; wrapping each file's own key anew: ${Object.entries(
        handed.perFile,
      )
        .map(([name, each]) => `${name} ${(each * 1000).toFixed(0)} s for 1,000,000`)
        .join(", ")}`,
    );
  }
  if (!right || !result.range.right) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
