/**
 * Kills a writer of a ledger again and again (kill -9), at random moments and at every operation on files, and looks at
 * what is left: no acknowledged entry is lost or changed, the ledger verifies as a whole, and consistency proofs hold from
 * every earlier checkpoint.
 *   node conformance/ledger-crash/run.ts [--runs 40] [--seed 1]
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { randomOf } from "../../fuzz/mutate.ts";
import {
  consistencyProof,
  consistent,
  hashLeaf,
  logFolder,
  signerKey,
  tileNodes,
  verifyLog,
} from "../../packages/protect/src/entry/ledger.ts";
import { write } from "./writer.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    write: { type: "string" },
    "die-at": { type: "string", default: "0" },
    vectors: { type: "string" },
  },
});
if (values.write !== undefined) await write(values.write, values.seed, Number(values["die-at"]));
const random = randomOf(values.seed);
const key = signerKey("example.org/crash", "ed25519", new Uint8Array(32).fill(7));
/** Lives that one ledger goes through. */
const LIVES = 25;

/** What one life said before it died. */
function live(folder: string, seed: string, dieAt: number, milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [import.meta.filename, "--write", folder, "--seed", seed, "--die-at", String(dieAt)], {
      stdio: ["ignore", "pipe", "inherit"],
      // Most of a life would be reading sources.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "castellan-crash-code") },
    });
    let said = "";
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      said += text;
      // Counted from when it is open, so that the death falls into the work and not into the start.
      timer ??= setTimeout(() => child.kill("SIGKILL"), milliseconds);
    });
    child.on("error", reject);
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") resolve(said);
      else reject(new Error(`the writer ended by itself: it could not go on with what the one before left (${seed})`));
    });
  });
}

interface Known {
  readonly leaves: Map<number, string>;
  readonly checkpoints: Map<number, string>;
}

/** Adds what was acknowledged, in whole lines. */
function learn(known: Known, said: string): void {
  for (const line of said.slice(0, said.lastIndexOf("\n") + 1).split("\n")) {
    const [what, number = "", hash = ""] = line.split(" ");
    if (what === "entry") known.leaves.set(Number(number), hash);
    if (what === "checkpoint" || what === "open") known.checkpoints.set(Number(number), hash);
  }
}

function faults(folder: string, known: Known): readonly string[] {
  const { read } = logFolder(folder);
  const leaves: string[] = [];
  if (read("checkpoint") === undefined) return known.leaves.size === 0 ? [] : ["the checkpoint is gone"];
  const report = verifyLog(read, { logKeys: [key], entry: (_index, bytes) => leaves.push(hashLeaf(bytes).toString("hex")) });
  const wrong = report.problems.map(({ message }) => message);
  for (const [index, leaf] of known.leaves)
    if (leaves[index] !== leaf) wrong.push(`the acknowledged entry ${index} is ${leaves[index] ?? "lost"}`);
  const nodes = tileNodes(read, report.size);
  for (const [size, root] of known.checkpoints)
    if (size > report.size) wrong.push(`the checkpoint of ${size} was shown, and the ledger has ${report.size}`);
    else if (
      size > 0 &&
      !consistent(size, report.size, Buffer.from(root, "hex"), consistencyProof(nodes, 0, size, report.size), report.root)
    )
      wrong.push(`no consistency from the checkpoint of ${size}`);
  return wrong;
}

let passed = 0;
let failed = 0;
let acknowledged = 0;
let proofs = 0;
for (let run = 0; run < Number(values.runs); ) {
  const folder = mkdtempSync(join(tmpdir(), "castellan-crash-"));
  const known: Known = { leaves: new Map(), checkpoints: new Map() };
  for (let life = 0; life < LIVES && run < Number(values.runs); life++, run++) {
    // Half of the lives end at a certain operation, from the first on; the others at some moment.
    const dieAt = random(2) === 0 ? 1 + random(life < 5 ? 40 : 160) : 0;
    const seed = `${values.seed} ${run}`;
    try {
      learn(known, await live(folder, seed, dieAt, random(120)));
      const wrong = faults(folder, known);
      proofs += known.checkpoints.size;
      if (wrong.length === 0) passed++;
      else {
        failed++;
        process.stdout.write(`WRONG run ${run} (seed ${seed}, operation ${dieAt}): ${wrong.slice(0, 5).join("; ")}\n`);
      }
    } catch (error) {
      failed++;
      process.stdout.write(`WRONG run ${run} (operation ${dieAt}): ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  acknowledged += known.leaves.size;
  rmSync(folder, { recursive: true });
}
process.stdout.write(
  `${values.runs} kills, ${acknowledged} entries acknowledged, ${proofs} consistency proofs\n${passed} passed, ${failed} failed\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
