/**
 * Signing and verifying beside raw SHA-256 by as many threads, in the same run: of a buffer in memory (no reading at all),
 * and of the same files by the plainest loop of readSync and update.
 *   node bench/sign.ts [--megabytes N] [--jobs N] [--rounds N] [--json]
 * Prints GB/s and the ratios, by the clock and by processor time, medians of the rounds; memory is the most that the process held.
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

/** Threads that hash a buffer over and over, or stretches of files: nothing but SHA-256, and reading where there is a path. */
const RAW = `
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
const piece = Buffer.allocUnsafeSlow(128 * 1024).fill(7);
parentPort.on("message", (stretches) => {
  for (const { path, start, end } of stretches) {
    const hash = createHash("sha256");
    const file = path === undefined ? undefined : openSync(path, "r");
    for (let at = start; at < end; at += piece.length) {
      if (file !== undefined) readSync(file, piece, 0, piece.length, at);
      hash.update(piece);
    }
    hash.digest("hex");
    if (file !== undefined) closeSync(file);
  }
  parentPort.postMessage("done");
});
`;
interface Stretch {
  readonly path?: string;
  readonly start: number;
  readonly end: number;
}

/** GB/s of threads that are warm before the clock runs; each has its share of the stretches. */
async function raw(shares: readonly (readonly Stretch[])[]): Promise<Speed> {
  const workers = shares.map(() => new Worker(new URL(`data:text/javascript,${encodeURIComponent(RAW)}`)));
  await Promise.all(workers.map((worker) => answered(worker, [])));
  const speed = await clocked(() => Promise.all(workers.map((worker, index) => answered(worker, shares[index] ?? []))));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return speed;
}

/** GB by second of the clock, and by second of processor time of all threads, which other processes do not disturb. */
interface Speed {
  readonly clock: number;
  readonly processor: number;
}

async function clocked(act: () => Promise<unknown>): Promise<Speed> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(used);
  return { clock: bytes / (performance.now() - started) / 1e6, processor: bytes / (user + system) / 1e3 };
}

function answered(worker: Worker, share: readonly Stretch[]): Promise<void> {
  return new Promise((resolve) => {
    worker.once("message", () => resolve());
    worker.postMessage(share);
  });
}

const perThread = (of: (thread: number) => readonly Stretch[]): readonly (readonly Stretch[])[] =>
  Array.from({ length: jobs }, (_, thread) => of(thread));

const fileOf = (folder: string, file: number): string => join(folder, `part-${String(file).padStart(5, "0")}.safetensors`);

function grow(folder: string, files: number): void {
  mkdirSync(folder, { recursive: true });
  const piece = Buffer.alloc(MEGABYTE);
  for (let file = 0; file < files; file++) {
    const descriptor = openSync(fileOf(folder, file), "w");
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
const rows = new Map<string, { readonly own: Speed; readonly memory: Speed; readonly reading: Speed }[]>();

async function timed(what: string, stretches: readonly (readonly Stretch[])[], act: () => Promise<unknown>): Promise<void> {
  const memory = await raw(perThread(() => [{ start: 0, end: bytes / jobs }]));
  const own = await clocked(act);
  const reading = await raw(stretches);
  rows.set(what, [...(rows.get(what) ?? []), { own, memory, reading }]);
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
      const reading = perThread((thread) =>
        shardBytes === undefined
          ? Array.from({ length: 16 }, (_, file) => ({ path: fileOf(many, file), start: 0, end: bytes / 16 })).filter(
              (_, file) => file % jobs === thread,
            )
          : [{ path: fileOf(one, 0), start: (thread * bytes) / jobs, end: ((thread + 1) * bytes) / jobs }],
      );
      const plan = { method: shardBytes === undefined ? "files" : "shards", hash: "sha256", shardBytes, links: false } as const;
      await timed(`sign: ${what}`, reading, async () => {
        bundle = signStatement(writeStatement(await manifestOf(model, { plan, signatures: [], ignored: [], ignoreGit: true, jobs })), key);
      });
      await timed(`verify: ${what}`, reading, async () => {
        const trust = { method: "key", key: open } as const;
        const found = await verifyModel(model, {
          trust,
          bundle,
          signatureFiles: [],
          ignored: [],
          ignoreGit: true,
          links: false,
          now: new Date(),
          jobs,
        });
        if (!found.verified) throw new Error(found.reasons[0]?.message);
      });
    }
} finally {
  rmSync(scratch, { recursive: true });
}
const report = [...rows].map(([what, rounds]) => ({
  what,
  gigabytesPerSecond: median(rounds.map(({ own }) => own.clock)),
  clock: {
    files: median(rounds.map(({ own, reading }) => own.clock / reading.clock)),
    memory: median(rounds.map(({ own, memory }) => own.clock / memory.clock)),
  },
  processor: {
    files: median(rounds.map(({ own, reading }) => own.processor / reading.processor)),
    memory: median(rounds.map(({ own, memory }) => own.processor / memory.processor)),
  },
}));
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
const percent = (ratio: number): string => `${(100 * ratio).toFixed(0)} %`;
if (values.json) process.stdout.write(`${JSON.stringify({ megabytes, jobs, memory, report })}\n`);
else {
  for (const { what, gigabytesPerSecond, clock, processor } of report)
    process.stdout.write(
      `${what.padEnd(36)} ${gigabytesPerSecond.toFixed(2)} GB/s; by the clock ${percent(clock.files)} of SHA-256 of the same files and ${percent(clock.memory)} of SHA-256 in memory; by processor time ${percent(processor.files)} and ${percent(processor.memory)}\n`,
    );
  process.stdout.write(`${jobs} threads, most memory ${memory} MB\n`);
}
