/**
 * Speed of the ledger on this machine.
 *   node bench/ledger.ts [--entries 200000] [--batch 1000] [--folder DIR] [--waiting 4000] [--tree 100000000]
 * Appends acts (about 300 bytes each), --batch of them a call, with so many waiting at a time, and reports entries a second,
 * each durable before it counts, and how long acknowledgements took (--batch 1 is a call for each); verifies the whole ledger; makes and judges proofs in a synthetic tree of
 * --tree entries whose tiles are made when they are asked for. The folder should lie on the disk that is meant.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type ActInput,
  hashLeaf,
  includes,
  inclusionProof,
  Ledger,
  logFolder,
  signerKey,
  tileNodes,
  verifyLog,
} from "../packages/protect/src/entry/ledger.ts";
import { rangeRoot } from "../packages/protect/src/ledger/merkle/make-proof.ts";
import { rootOfHashes } from "../packages/protect/src/ledger/tiles/read-tiles.ts";

const { values } = parseArgs({
  options: {
    entries: { type: "string", default: "200000" },
    batch: { type: "string", default: "1000" },
    waiting: { type: "string", default: "4000" },
    folder: { type: "string" },
    tree: { type: "string", default: "100000000" },
  },
});
const entries = Number(values.entries);
const folder = mkdtempSync(join(values.folder ?? tmpdir(), "castellan-ledger-bench-"));
const keys = [
  signerKey("example.org/bench", "ed25519", new Uint8Array(32).fill(1)),
  signerKey("example.org/bench", "ml-dsa-44-cosignature", new Uint8Array(32).fill(2)),
];
const say = (what: string, figure: string): void => {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
};

try {
  const ledger = await Ledger.open({
    folder,
    keys,
    clock: () => new Date(),
    random: (count) => new Uint8Array(count),
  });
  const took = new Float64Array(entries);
  const batch = Number(values.batch);
  const actAt = (at: number): ActInput => ({
    act: "data.read",
    actor: { kind: "service", name: "castellan" },
    subjects: [{ name: `sets/transactions-${at}.parquet`, digests: { sha256: "5a".repeat(32) } }],
    outcome: "done",
    details: { purpose: "fraud-scoring", stage: "train", rows: at },
  });
  let next = 0;
  const appendMore = async (): Promise<void> => {
    while (next < entries) {
      const at = next;
      next = Math.min(entries, at + batch);
      const start = performance.now();
      await ledger.appendAll(Array.from({ length: next - at }, (_, index) => actAt(at + index)));
      took.fill(performance.now() - start, at, next);
    }
  };
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: Math.ceil(Number(values.waiting) / batch) }, appendMore));
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  await ledger.close();
  took.sort();
  say("durable entries/s", Math.round(entries / seconds).toLocaleString("en"));
  say("acknowledged after, median / p99 (ms)", `${took[entries >> 1]?.toFixed(0)} / ${took[Math.floor(entries * 0.99)]?.toFixed(0)}`);
  say("processor time per entry (µs)", ((used.user + used.system) / entries).toFixed(1));

  const verifying = performance.now();
  const report = verifyLog(logFolder(folder).read, { logKeys: keys });
  if (report.problems.length > 0 || report.size !== entries) throw new Error("the ledger does not verify");
  say("entries/s verified", Math.round(entries / ((performance.now() - verifying) / 1000)).toLocaleString("en"));
} finally {
  rmSync(folder, { recursive: true });
}

// A large tree of equal entries: every complete subtree of one height has the same hash, so that any tile is known.
const size = Number(values.tree);
const leaf = hashLeaf(Buffer.from("equal"));
const perLevel: Uint8Array[] = [leaf];
const tiles: Uint8Array[] = [];
for (let level = 0; level < 7; level++) {
  const tile = Buffer.concat(Array.from({ length: 256 }, () => perLevel[level] ?? leaf));
  tiles.push(tile);
  perLevel.push(rootOfHashes(tile));
}
const read = (path: string): Uint8Array | undefined => {
  const [, level = "", width = "256"] = /^tile\/(\d)\/[x\d/]+(?:\.p\/(\d+))?$/.exec(path) ?? [];
  return tiles[Number(level)]?.slice(0, Number(width) * 32);
};
const root = rangeRoot(tileNodes(read, size), 0, size);
const times: number[] = [];
for (let at = 0; at < 200; at++) {
  const index = Math.floor((size / 200) * at);
  const start = performance.now();
  const proof = inclusionProof(tileNodes(read, size), index, 0, size);
  times.push(performance.now() - start);
  if (!includes(index, size, leaf, proof, root)) throw new Error("a proof does not hold");
}
times.sort((a, b) => a - b);
say(
  `proof among ${size.toLocaleString("en")} entries, median / p99 (ms)`,
  `${times[100]?.toFixed(2)} / ${times[197]?.toFixed(2)} (tiles in memory, nothing kept between)`,
);
