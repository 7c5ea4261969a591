/**
 * Hashing, signing and verifying beside raw SHA-256 of the same number of bytes in memory by as many threads, and beside
 * the plain reading loop, in the same run.
 *   node bench/sign.ts [--megabytes N] [--jobs N] [--rounds N] [--json]
 * Prints GB/s and the ratio to the raw speed; memory is the most that the process held.
 */
import { generateKeyPairSync } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import {
  manifestOf,
  readPrivateKey,
  readPublicKey,
  signStatement,
  verifyModel,
  writeStatement,
} from "../packages/protect/src/entry/signing.ts";

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "1024" },
    jobs: { type: "string" },
    rounds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});
const MEGABYTE = 1024 * 1024;
const megabytes = Number(values.megabytes);
const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);

/** Threads that hash a buffer over and over: no file, no message, nothing but SHA-256. */
const RAW = `
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
const piece = Buffer.alloc(128 * 1024, 7);
parentPort.on("message", (bytes) => {
  const hash = createHash("sha256");
  for (let done = 0; done < bytes; done += piece.length) hash.update(piece);
  parentPort.postMessage(hash.digest("hex"));
});
`;

async function raw(bytes: number): Promise<number> {
  const workers = Array.from({ length: jobs }, () => new Worker(new URL(`data:text/javascript,${encodeURIComponent(RAW)}`)));
  await Promise.all(workers.map((worker) => answered(worker, 128 * 1024)));
  const started = performance.now();
  await Promise.all(workers.map((worker) => answered(worker, bytes / jobs)));
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return bytes / seconds / 1e9;
}

function answered(worker: Worker, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    worker.once("message", () => resolve());
    worker.postMessage(bytes);
  });
}

function grow(folder: string, files: number): void {
  mkdirSync(folder, { recursive: true });
  const piece = Buffer.alloc(MEGABYTE);
  for (let file = 0; file < files; file++) {
    const descriptor = openSync(join(folder, `part-${String(file).padStart(5, "0")}.safetensors`), "w");
    for (let at = 0; at < megabytes / files; at++) {
      piece.writeUInt32LE(file * 65_536 + at, 0);
      writeSync(descriptor, piece);
    }
    closeSync(descriptor);
  }
}

const scratch = mkdtempSync(join(tmpdir(), "castellan-bench-sign-"));
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const key = readPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "key");
const open = readPublicKey(publicKey.export({ type: "spki", format: "pem" }).toString(), "key");
const bytes = megabytes * MEGABYTE;
const rows: { readonly what: string; readonly speeds: number[]; readonly ratios: number[] }[] = [];

async function timed(what: string, act: () => Promise<unknown>): Promise<void> {
  const row = rows.find((each) => each.what === what) ?? { what, speeds: [], ratios: [] };
  if (!rows.includes(row)) rows.push(row);
  // Raw speed before and behind: what else runs on the machine changes from second to second.
  const before = await raw(bytes);
  const started = performance.now();
  await act();
  const speed = bytes / ((performance.now() - started) / 1000) / 1e9;
  const behind = await raw(bytes);
  row.speeds.push(speed);
  row.ratios.push(speed / ((before + behind) / 2));
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

try {
  const many = join(scratch, "many");
  const one = join(scratch, "one");
  grow(many, 16);
  grow(one, 1);
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [what, model, shardBytes] of [
      ["16 files, one digest each", many, undefined],
      ["1 file in shards of 64 MiB", one, 64 * MEGABYTE],
    ] as const) {
      let bundle = "";
      const plan = { method: shardBytes === undefined ? "files" : "shards", hash: "sha256", shardBytes, links: false } as const;
      await timed(`sign: ${what}`, async () => {
        bundle = signStatement(writeStatement(await manifestOf(model, { plan, signatures: [], ignored: [], ignoreGit: true, jobs })), key);
      });
      await timed(`verify: ${what}`, async () => {
        const trust = { method: "key", key: open } as const;
        const found = await verifyModel(model, { trust, bundle, signatureFiles: [], ignored: [], ignoreGit: true, links: false, now: new Date(), jobs });
        if (!found.verified) throw new Error(found.reasons[0]?.message);
      });
    }
} finally {
  rmSync(scratch, { recursive: true });
}
const report = rows.map(({ what, speeds, ratios }) => ({ what, gigabytesPerSecond: median(speeds), ratioToRaw: median(ratios), best: Math.max(...ratios) }));
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
if (values.json) process.stdout.write(`${JSON.stringify({ megabytes, jobs, memory, report })}\n`);
else {
  for (const { what, gigabytesPerSecond, ratioToRaw, best } of report)
    process.stdout.write(`${what.padEnd(40)} ${gigabytesPerSecond.toFixed(2)} GB/s, ${(100 * ratioToRaw).toFixed(0)} % of raw SHA-256 by ${jobs} threads (best ${(100 * best).toFixed(0)} %)\n`);
  process.stdout.write(`most memory ${memory} MB\n`);
}
