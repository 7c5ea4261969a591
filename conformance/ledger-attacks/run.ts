/**
 * Attacks on a ledger, by somebody with the disk and by somebody with the log's key too. Each has to be detected, by
 * Castellan and by the second verifier in Python, which shares no code with it; what only an earlier checkpoint or a
 * witness can tell must be told by them, and unchanged ledgers must verify.
 *   node conformance/ledger-attacks/run.ts [--entries 1300] [--verbose]
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  cosignatures,
  judgePolicy,
  Ledger,
  logFolder,
  parseBundle,
  parseCheckpoint,
  parsePolicy,
  renderNote,
  renderVerifierKey,
  type SignedCheckpoint,
  signerKey,
  verifyLog,
  Witness,
  withSignatures,
  witnessFolder,
} from "../../packages/protect/src/entry/ledger.ts";
import { renderBundle } from "../../packages/protect/src/ledger/tiles/bundle.ts";

const { values } = parseArgs({
  options: { entries: { type: "string", default: "1300" }, verbose: { type: "boolean", default: false }, vectors: { type: "string" } },
});
const count = Number(values.entries);
const place = mkdtempSync(join(tmpdir(), "castellan-attacks-"));
const key = signerKey("example.org/attacked", "ed25519", new Uint8Array(32).fill(3));
const vkey = renderVerifierKey(key);
const clock = (): Date => new Date(1_770_000_000_000);
let passed = 0;
let failed = 0;

function judge(right: boolean, what: string): void {
  if (right) passed++;
  else failed++;
  if (!right || values.verbose) process.stdout.write(`${right ? "ok    " : "MISSED"} ${what}\n`);
}

/** A ledger of `size` entries; from `turn` on they are others. */
async function grow(folder: string, size: number, turn = Number.POSITIVE_INFINITY, step = 157): Promise<void> {
  const ledger = await Ledger.open({ folder, keys: [key], clock, random: (bytes) => new Uint8Array(bytes) });
  while (ledger.checkpoint.size < size) {
    const from = ledger.checkpoint.size;
    const acts = Array.from({ length: Math.min(step, size - from) }, (_, at) => ({
      act: "data.read",
      actor: { kind: "job" as const, name: from + at < turn ? "trainer" : "somebody-else" },
      details: { row: from + at },
    }));
    await Promise.all(acts.map((act) => ledger.append(act)));
  }
  await ledger.close();
}

function checkpointOf(folder: string): SignedCheckpoint {
  return parseCheckpoint(folder, readFileSync(join(folder, "checkpoint")));
}

/** Problems that ours and the second verifier find. */
function verdicts(folder: string, kept: readonly string[]): readonly [readonly string[], readonly string[]] {
  const earlier = kept.map((name) => ({ name, checkpoint: parseCheckpoint(name, readFileSync(name)) }));
  const ours = verifyLog(logFolder(folder).read, { logKeys: [key], earlier }).problems.map(({ message }) => message);
  const second = spawnSync(
    "python3",
    [join(import.meta.dirname, "verify.py"), folder, vkey, ...kept.flatMap((name) => ["--checkpoint", name])],
    { encoding: "utf8" },
  );
  if (second.status !== 0 && second.status !== 1) throw new Error(`the second verifier failed: ${second.stderr}`);
  return [ours, second.status === 0 ? [] : second.stdout.trim().split("\n")];
}

const honest = join(place, "honest");
const kept = join(place, "kept");
await grow(honest, 400);
cpSync(join(honest, "checkpoint"), kept);
cpSync(honest, join(place, "young"), { recursive: true });
await grow(honest, count);
const width = count % 256;
const lastBundle = `tile/entries/${String(Math.floor(count / 256)).padStart(3, "0")}.p/${width}`;

function bytesOf(folder: string, path: string): Buffer {
  return readFileSync(join(folder, path));
}

function entriesOf(folder: string, path: string, items: number): Uint8Array[] {
  const entries = parseBundle(bytesOf(folder, path), items);
  if (typeof entries === "string") throw new Error(entries);
  return [...entries];
}

function flip(folder: string, path: string, at: number): void {
  const bytes = bytesOf(folder, path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(folder, path), bytes);
}

const byDisk: Readonly<Record<string, (folder: string) => void>> = {
  "one bit of an entry": (folder) => flip(folder, "tile/entries/001", 60),
  "one bit of an entry in the last bundle": (folder) => flip(folder, lastBundle, 60),
  "an entry taken out": (folder) => {
    writeFileSync(join(folder, "tile/entries/002"), renderBundle(entriesOf(folder, "tile/entries/002", 256).toSpliced(9, 1)));
  },
  "an entry taken out and another doubled": (folder) => {
    const entries = entriesOf(folder, "tile/entries/002", 256);
    writeFileSync(join(folder, "tile/entries/002"), renderBundle([...entries.toSpliced(9, 1), entries[255] ?? new Uint8Array()]));
  },
  "two entries exchanged": (folder) => {
    const entries = entriesOf(folder, "tile/entries/000", 256);
    writeFileSync(
      join(folder, "tile/entries/000"),
      renderBundle([entries[1] ?? new Uint8Array(), entries[0] ?? new Uint8Array(), ...entries.slice(2)]),
    );
  },
  "two bundles exchanged with their tiles": (folder) => {
    for (const row of ["entries", "0"]) {
      renameSync(join(folder, `tile/${row}/000`), join(folder, "aside"));
      renameSync(join(folder, `tile/${row}/001`), join(folder, `tile/${row}/000`));
      renameSync(join(folder, "aside"), join(folder, `tile/${row}/001`));
    }
  },
  "a bundle deleted": (folder) => rmSync(join(folder, "tile/entries/003")),
  "a tile deleted": (folder) => rmSync(join(folder, "tile/0/003")),
  "the last bundle cut short": (folder) => writeFileSync(join(folder, lastBundle), bytesOf(folder, lastBundle).subarray(0, -10)),
  "bytes behind a bundle": (folder) =>
    writeFileSync(join(folder, "tile/entries/001"), Buffer.concat([bytesOf(folder, "tile/entries/001"), Buffer.from([0])])),
  "one bit of a tile": (folder) => flip(folder, "tile/0/001", 99),
  "one bit of a tile above": (folder) => flip(folder, `tile/1/000.p/${Math.floor(count / 256)}`, 33),
  "a smaller size in the checkpoint": (folder) =>
    writeFileSync(
      join(folder, "checkpoint"),
      bytesOf(folder, "checkpoint")
        .toString()
        .replace(`\n${count}\n`, `\n${count - 1}\n`),
    ),
  "the checkpoint cut short": (folder) => writeFileSync(join(folder, "checkpoint"), bytesOf(folder, "checkpoint").subarray(0, 60)),
  "the checkpoint deleted": (folder) => rmSync(join(folder, "checkpoint")),
};

let number = 0;
function copy(of: string): string {
  const folder = join(place, `attack-${number++}`);
  cpSync(of, folder, { recursive: true });
  return folder;
}

try {
  const [ours, theirs] = verdicts(honest, [kept]);
  judge(ours.length === 0 && theirs.length === 0, `the honest ledger verifies ${[...ours, ...theirs].join("; ")}`);

  for (const [what, attack] of Object.entries(byDisk)) {
    const folder = copy(honest);
    attack(folder);
    const [found, also] = verdicts(folder, []);
    judge(found.length > 0, `${what}: ${found[0] ?? "nothing found"}`);
    judge(also.length > 0, `${what}, second verifier: ${also[0] ?? "nothing found"}`);
  }

  // With the key everything fits together, so that only what was kept elsewhere tells.
  const rolledBack = join(place, "young");
  const rewritten = join(place, "rewritten");
  await grow(rewritten, count, 100);
  const late = join(place, "late-checkpoint");
  cpSync(join(honest, "checkpoint"), late);
  for (const [what, folder, checkpoint] of [
    ["rolled back to an older state", rolledBack, late],
    ["rewritten from entry 100 and signed again", rewritten, kept],
  ] as const) {
    const [alone, aloneToo] = verdicts(folder, []);
    judge(alone.length === 0 && aloneToo.length === 0, `${what}: by itself it looks whole, as it must (${alone.join("; ")})`);
    const [found, also] = verdicts(folder, [checkpoint]);
    judge(found.length > 0, `${what}: ${found[0] ?? "nothing found"}`);
    judge(also.length > 0, `${what}, second verifier: ${also[0] ?? "nothing found"}`);
  }

  await witnesses(rolledBack, rewritten);
} finally {
  rmSync(place, { recursive: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Two of three witnesses have to cosign; the holder of the log's key shows them two histories. */
async function witnesses(rolledBack: string, rewritten: string): Promise<void> {
  const keys = [1, 2, 3].map((seed) =>
    signerKey(
      `witness.example.net/w${seed}`,
      seed === 3 ? "ml-dsa-44-cosignature" : "ed25519-cosignature",
      new Uint8Array(32).fill(10 + seed),
    ),
  );
  const policy = parsePolicy(
    "policy",
    Buffer.from(
      [
        `log ${vkey}`,
        ...keys.map((one, at) => `witness w${at + 1} ${renderVerifierKey(one)}`),
        "group all-of-them 2 w1 w2 w3",
        "quorum all-of-them",
        "",
      ].join("\n"),
    ),
  );
  const people = keys.map((one, at) => {
    const memory = join(place, `witness-${at}`);
    mkdirSync(memory);
    return new Witness({ keys: [one], logs: [key], memory: witnessFolder(memory), clock });
  });
  const ask = (at: number, folder: string): Promise<unknown> => {
    const witness = people[at];
    if (witness === undefined) throw new Error("no such witness");
    return cosignatures(async (body) => witness.addCheckpoint(Buffer.from(body)), logFolder(folder).read, checkpointOf(folder));
  };
  const gathered = async (folder: string, asked: readonly number[]): Promise<SignedCheckpoint> => {
    let checkpoint = checkpointOf(folder);
    for (const at of asked) {
      const witness = people[at];
      if (witness === undefined) continue;
      const lines = await cosignatures(async (body) => witness.addCheckpoint(Buffer.from(body)), logFolder(folder).read, checkpoint);
      checkpoint = withSignatures(checkpoint, lines);
    }
    return checkpoint;
  };
  // The honest history, step by step: the second time with a proof.
  judge(judgePolicy(policy, await gathered(rolledBack, [0, 1])).holds, "two of three witnesses cosign the young ledger");
  const whole = await gathered(honest, [0, 1]);
  judge(judgePolicy(policy, whole).holds, "and what it grew to");
  judge(!judgePolicy(policy, await gathered(honest, [2])).holds, "one of three is not enough");
  writeFileSync(join(honest, "checkpoint"), renderNote(whole.note));
  judge(verifyLog(logFolder(honest).read, { logKeys: [key], policy }).problems.length === 0, "the cosigned ledger verifies");
  for (const [what, folder] of [
    ["the rewritten and re-signed ledger", rewritten],
    ["the rolled-back ledger", rolledBack],
  ] as const)
    for (const at of [0, 1, 2]) {
      let answer = "cosigned";
      try {
        await ask(at, folder);
      } catch (error) {
        answer = error instanceof Error ? error.message : String(error);
      }
      judge(answer !== "cosigned", `witness ${at + 1} refuses ${what}: ${answer}`);
    }
  judge(
    verifyLog(logFolder(rewritten).read, { logKeys: [key], policy }).problems.some(({ kind }) => kind === "quorum"),
    "the rewritten ledger has no quorum, so that it does not verify",
  );
  // A fork: both sides begin as the witnesses know it.
  const forked = copy(rolledBack);
  await grow(forked, count + 50, 400);
  let answer = "cosigned";
  try {
    await ask(0, forked);
  } catch (error) {
    answer = error instanceof Error ? error.message : String(error);
  }
  judge(answer !== "cosigned", `a witness refuses the other side of a fork: ${answer}`);
}
