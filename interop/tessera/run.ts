/**
 * Tessera's `fsck` (github.com/transparency-dev/tessera, Apache-2.0, by the Go client) judges ledgers that Castellan
 * wrote, of sizes around the edges of tiles, with several commits and restarts; and refuses one of which a bit was changed.
 *   node interop/tessera/run.ts [--fsck PROGRAM] [--sizes 1,255,256,257,1000,66000]
 * Without --fsck the program is installed by `go install` into a temporary folder. Exits 77 where that cannot be done.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Ledger, renderVerifierKey, signerKey } from "../../packages/protect/src/entry/ledger.ts";

const FSCK = "github.com/transparency-dev/tessera/cmd/fsck@v1.0.4";
const { values } = parseArgs({
  options: { fsck: { type: "string" }, sizes: { type: "string", default: "1,255,256,257,1000,66000" } },
});
const place = mkdtempSync(join(tmpdir(), "castellan-tessera-"));
const keys = [
  signerKey("example.org/interop", "ed25519", new Uint8Array(32).fill(5)),
  signerKey("example.org/interop", "ml-dsa-44-cosignature", new Uint8Array(32).fill(6)),
];
let passed = 0;
let failed = 0;
function judge(right: boolean, what: string): void {
  if (right) passed++;
  else failed++;
  process.stdout.write(`${right ? "ok    " : "WRONG "} ${what}\n`);
}

function program(): string | undefined {
  if (values.fsck !== undefined) return existsSync(values.fsck) ? values.fsck : undefined;
  const installed = spawnSync("go", ["install", FSCK], { env: { ...process.env, GOBIN: place }, encoding: "utf8", timeout: 600_000 });
  if (installed.status === 0) return join(place, "fsck");
  process.stderr.write(
    `tessera: skipped, go install ${FSCK} did not work: ${(installed.stderr ?? installed.error?.message ?? "").slice(-300)}\n`,
  );
  return undefined;
}

async function grow(folder: string, size: number): Promise<void> {
  // Two lives, so that the second goes on from what the first left.
  for (const end of [Math.floor(size / 3), size]) {
    const ledger = await Ledger.open({ folder, keys, clock: () => new Date(), random: (count) => new Uint8Array(count), batch: 700 });
    const acts = Array.from({ length: end - ledger.checkpoint.size }, (_, row) => ({
      act: "data.read",
      actor: { kind: "job" as const, name: "trainer" },
      details: { row },
    }));
    await Promise.all(acts.map((act) => ledger.append(act)));
    await ledger.close();
  }
}

function accepts(fsck: string, folder: string): { readonly accepted: boolean; readonly said: string } {
  const keyFile = join(place, "key");
  writeFileSync(keyFile, renderVerifierKey(keys[0] ?? signerKey("none", "ed25519", new Uint8Array(32))));
  const run = spawnSync(fsck, [`--storage_url=${pathToFileURL(folder).href}/`, `--public_key=${keyFile}`, "--ui=false"], {
    encoding: "utf8",
    timeout: 300_000,
  });
  return { accepted: run.status === 0 && run.stderr.includes("Successfully fsck'd log"), said: run.stderr.trim().split("\n").at(-1) ?? "" };
}

try {
  const fsck = program();
  if (fsck === undefined) process.exitCode = 77;
  else {
    for (const size of values.sizes.split(",").map(Number)) {
      const folder = join(place, `ledger-${size}`);
      mkdirSync(folder);
      await grow(folder, size);
      const { accepted, said } = accepts(fsck, folder);
      judge(accepted, `${size} entries: ${said}`);
      // With more bundles it asks again and again for the one that is wrong.
      if (size > 257) continue;
      const bundle = join(folder, "tile/entries", size < 256 ? `000.p/${size}` : "000");
      const bytes = readFileSync(bundle);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      writeFileSync(bundle, bytes);
      judge(!accepts(fsck, folder).accepted, `${size} entries, one bit changed: refused`);
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
