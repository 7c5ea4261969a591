/**
 * The speed of a scan on the built entry, beside reading and hashing the same files.
 *   node bench/scan.ts [--files N] [--configuration] [--directory DIR] [--json]
 * The sample is a project in code, or with --configuration an estate of Terraform, manifests, templates and workflows.
 * Goals: 1,000 files in under 2 s (configuration: 10 s) and under 250 MB, nothing changed in under 200 ms, --version in under 150 ms.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeSampleEstate } from "./sample-estate.ts";
import { writeSampleProject } from "./sample-project.ts";

const ROOT = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    files: { type: "string", default: "1000" },
    configuration: { type: "boolean", default: false },
    directory: { type: "string" },
    json: { type: "boolean", default: false },
    built: { type: "string" },
  },
});

const work = mkdtempSync(join(tmpdir(), "castellan-bench-"));
const built = values.built ?? join(ROOT, "apps/cli/built-bench");
/** Prints what the process took at most, when it ends. */
const PROBE = `data:text/javascript,${encodeURIComponent('process.on("exit",()=>process.stderr.write(`\\nmaxrss ${process.resourceUsage().maxRSS}\\n`))')}`;

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly status: number | null;
}

function castellan(...words: readonly string[]): Run {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", PROBE, join(built, "main.js"), ...words], {
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: join(work, "cache") },
    maxBuffer: 2 ** 28,
  });
  return { milliseconds: performance.now() - start, megabytes: Number(/maxrss (\d+)/.exec(stderr)?.[1] ?? 0) / 1024, status };
}

function best(runs: readonly Run[]): Run {
  return [...runs].sort((a, b) => a.milliseconds - b.milliseconds)[0] ?? { milliseconds: 0, megabytes: 0, status: null };
}

function readAndHash(folder: string): { readonly milliseconds: number; readonly files: number; readonly bytes: number } {
  const start = performance.now();
  let bytes = 0;
  let files = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = readFileSync(join(entry.parentPath, entry.name));
    createHash("sha256").update(content).digest();
    bytes += content.length;
    files++;
  }
  return { milliseconds: performance.now() - start, files, bytes };
}

try {
  if (
    values.built === undefined &&
    spawnSync(process.execPath, [join(ROOT, "tools/build.ts"), "--out", built], { stdio: "inherit" }).status !== 0
  )
    throw new Error("the build failed");
  const folder = values.directory ?? join(work, "project");
  if (values.directory === undefined) (values.configuration ? writeSampleEstate : writeSampleProject)(folder, Number(values.files));
  readAndHash(folder);
  const limit = readAndHash(folder);
  // The first run fills the compile cache of Node.
  castellan("--version");
  const rows: readonly (readonly [string, Run])[] = [
    ["--version", best([castellan("--version"), castellan("--version"), castellan("--version")])],
    [
      "scan, no cache",
      best([castellan("scan", folder, "--no-cache"), castellan("scan", folder, "--no-cache"), castellan("scan", folder, "--no-cache")]),
    ],
    ["scan, filling the cache", castellan("scan", folder)],
    ["scan, facts cached", castellan("scan", folder, "--verify-cache")],
    ["scan, nothing changed", best([castellan("scan", folder), castellan("scan", folder), castellan("scan", folder)])],
  ];
  const table = rows.map(([what, run]) => ({
    what,
    milliseconds: Math.round(run.milliseconds),
    megabytes: Math.round(run.megabytes),
    ratio: Number((run.milliseconds / limit.milliseconds).toFixed(1)),
  }));
  if (values.json)
    process.stdout.write(
      `${JSON.stringify({ schema: "castellan/bench-scan/1", cores: availableParallelism(), ...limit, runs: table }, null, 1)}\n`,
    );
  else {
    process.stdout.write(
      `${limit.files} files, ${(limit.bytes / 1e6).toFixed(1)} MB, ${availableParallelism()} cores; reading and hashing them takes ${limit.milliseconds.toFixed(0)} ms\n`,
    );
    for (const { what, milliseconds, megabytes, ratio } of table)
      process.stdout.write(
        `${what.padEnd(26)}${String(milliseconds).padStart(7)} ms ${String(megabytes).padStart(5)} MB ${String(ratio).padStart(7)}×\n`,
      );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  if (values.built === undefined) rmSync(built, { recursive: true, force: true });
}
