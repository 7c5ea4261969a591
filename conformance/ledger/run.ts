/**
 * Judges public vectors of transparency logs and compares.
 *   node conformance/ledger/run.ts [--vectors DIR]
 * DIR holds merkle/ (transparency-dev/merkle, testdata) and tessera/ (transparency-dev/tessera, testdata/log, and
 * vkey.txt). Every proof is accepted or refused as its file says; of the log, every checkpoint's signature and root are
 * recomputed from the entries, and proofs are made and verified between all of its sizes.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
  checkSignature,
  consistencyProof,
  consistent,
  hashLeaf,
  includes,
  inclusionProof,
  logFolder,
  parseBundle,
  parseCheckpoint,
  parseVerifierKey,
  readTile,
  sameHash,
  subtreeConsistent,
  subtreeIncludes,
  tileNodes,
  verifyLog,
} from "../../packages/protect/src/entry/ledger.ts";

const { values } = parseArgs({ options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false } } });
const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data/audit-log");
let passed = 0;
let failed = 0;
function judge(right: boolean, what: string): void {
  if (right) passed++;
  else failed++;
  if (!right || values.verbose) process.stdout.write(`${right ? "ok    " : "WRONG "} ${what}\n`);
}

const bytes = z.string().transform((text) => Buffer.from(text, "base64"));
const proof = z
  .array(bytes)
  .nullable()
  .transform((list) => list ?? []);
const common = { proof, wantErr: z.boolean(), desc: z.string() };
const Inclusion = z.object({ leafIdx: z.number(), treeSize: z.number(), root: bytes.nullable(), leafHash: bytes.nullable(), ...common });
const SubtreeInclusion = z.object({
  leafIdx: z.number(),
  start: z.number(),
  end: z.number(),
  root: bytes.nullable(),
  leafHash: bytes.nullable(),
  ...common,
});
const Consistency = z.object({ size1: z.number(), size2: z.number(), root1: bytes.nullable(), root2: bytes.nullable(), ...common });
const SubtreeConsistency = z.object({
  start: z.number(),
  end: z.number(),
  size: z.number(),
  root1: bytes.nullable(),
  root2: bytes.nullable(),
  ...common,
});
const NOTHING = Buffer.alloc(0);

const KINDS: Readonly<Record<string, (vector: unknown) => readonly [boolean, boolean]>> = {
  inclusion: (vector) => {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = Inclusion.parse(vector);
    return [includes(leafIdx, treeSize, leafHash ?? NOTHING, proof, root ?? NOTHING), wantErr];
  },
  subtreeinclusion: (vector) => {
    const { leafIdx, start, end, root, leafHash, proof, wantErr } = SubtreeInclusion.parse(vector);
    return [subtreeIncludes(leafIdx, start, end, leafHash ?? NOTHING, proof, root ?? NOTHING), wantErr];
  },
  consistency: (vector) => {
    const { size1, size2, root1, root2, proof, wantErr } = Consistency.parse(vector);
    return [consistent(size1, size2, root1 ?? NOTHING, proof, root2 ?? NOTHING), wantErr];
  },
  subtreeconsistency: (vector) => {
    const { start, end, size, root1, root2, proof, wantErr } = SubtreeConsistency.parse(vector);
    return [subtreeConsistent(start, end, size, root1 ?? NOTHING, proof, root2 ?? NOTHING), wantErr];
  },
};

function merkle(place: string): void {
  for (const [kind, run] of Object.entries(KINDS))
    for (const entry of readdirSync(join(place, kind), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const [accepted, wantError] = run(JSON.parse(readFileSync(path, "utf8")));
      judge(accepted !== wantError, `${path.slice(place.length + 1)}: ${accepted ? "accepted" : "refused"}`);
    }
}

function tessera(place: string): void {
  const log = join(place, "log");
  const key = parseVerifierKey("vkey.txt", readFileSync(join(place, "vkey.txt"), "utf8"));
  const { read } = logFolder(log);
  const checkpoints = readdirSync(log)
    .filter((name) => name.startsWith("checkpoint"))
    .map((name) => parseCheckpoint(name, readFileSync(join(log, name))));
  for (const checkpoint of checkpoints) {
    judge(checkSignature(key, checkpoint)?.valid === true, `signature of the checkpoint of ${checkpoint.size}`);
    const nodes = tileNodes(read, checkpoint.size);
    const bundle = readTile(read, "entries", 0, checkpoint.size);
    const entries = checkpoint.size === 0 ? [] : bundle === undefined ? "missing" : parseBundle(bundle.bytes, checkpoint.size);
    if (typeof entries === "string") judge(false, `entries of ${checkpoint.size}: ${entries}`);
    else
      for (const [index, entry] of entries.entries())
        judge(
          includes(index, checkpoint.size, hashLeaf(entry), inclusionProof(nodes, index, 0, checkpoint.size), checkpoint.root),
          `entry ${index} in ${checkpoint.size}`,
        );
    for (const earlier of checkpoints)
      if (earlier.size <= checkpoint.size && (earlier.size > 0 || checkpoint.size === 0))
        judge(
          consistent(
            earlier.size,
            checkpoint.size,
            earlier.root,
            consistencyProof(nodes, 0, earlier.size, checkpoint.size),
            checkpoint.root,
          ),
          `${earlier.size} is the beginning of ${checkpoint.size}`,
        );
  }
  const report = verifyLog(read, {
    logKeys: [key],
    earlier: checkpoints.map((checkpoint) => ({ name: `size ${checkpoint.size}`, checkpoint })),
  });
  judge(
    report.problems.length === 0 &&
      report.size === 15 &&
      sameHash(report.root, checkpoints.find(({ size }) => size === 15)?.root ?? NOTHING),
    `whole log: ${report.problems.map(({ message }) => message).join(" ")}`,
  );
}

if (!existsSync(join(folder, "merkle")) || !existsSync(join(folder, "tessera"))) {
  process.stderr.write("ledger: skipped, no merkle/ and tessera/; give --vectors DIR\n");
  process.exitCode = 77;
} else {
  merkle(join(folder, "merkle"));
  const proofs = passed + failed;
  tessera(join(folder, "tessera"));
  process.stdout.write(
    `${proofs} Merkle vectors, ${passed + failed - proofs} checks of Tessera's log\n${passed} passed, ${failed} failed\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
