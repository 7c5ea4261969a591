/**
 * Packs the CLI, installs it into an empty folder as people do, and runs it there: the command, and the library with
 * its types. Prints size and time.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "castellan-pack-"));

function run(command: string, words: readonly string[], cwd: string, expected = 0): string {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, XDG_CACHE_HOME: join(work, "cache"), NO_COLOR: "1" },
  });
  if (status !== expected) throw new Error(`${command} ${words.join(" ")} ended with ${status ?? "a signal"}\n${stdout}\n${stderr}`);
  return stdout;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  );
}

const LIBRARY = `import { scan, type ScanResult } from "castellan";
const result: ScanResult = await scan({ targets: ["project"] });
const names: readonly string[] = result.inventory.assets.map((asset) => asset.name);
console.log(names.length);
`;

let passed = 0;
let failed = 0;
function check(what: string, holds: boolean): void {
  process.stdout.write(`${holds ? "ok  " : "FAIL"} ${what}\n`);
  if (holds) passed++;
  else failed++;
}

try {
  run("npm", ["pack", "--workspace", "apps/cli", "--pack-destination", work, "--silent"], ROOT);
  const tarball = readdirSync(work).find((name) => name.endsWith(".tgz")) ?? "";
  const empty = join(work, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "package.json"), '{ "name": "empty", "private": true, "type": "module" }\n');
  const start = performance.now();
  run("npm", ["install", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", join(work, tarball)], empty);
  const seconds = (performance.now() - start) / 1000;
  cpSync(join(ROOT, "examples/fraud-detection"), join(empty, "project"), { recursive: true });
  const bin = join(empty, "node_modules/castellan/bin/castellan.js");

  check("the command prints its version", /^\d+\.\d+\.\d+\n$/.test(run(process.execPath, [bin, "--version"], empty)));
  const json: unknown = JSON.parse(run(process.execPath, [bin, "scan", "project", "--format", "json", "--fail-on", "none"], empty));
  check("a scan finds the AI of the example", JSON.stringify(json).includes('"kind":"model"'));
  run(process.execPath, [bin, "scan", "project", "--fail-on", "none", "--output", "html=report.html"], empty);
  check("it writes the HTML report", statSync(join(empty, "report.html")).size > 1000);
  writeFileSync(join(empty, "use.ts"), LIBRARY);
  check("the library works", Number(run(process.execPath, ["use.ts"], empty)) > 0);
  writeFileSync(
    join(empty, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { module: "nodenext", target: "es2024", strict: true, noEmit: true, types: [], lib: ["es2024", "dom"] },
      include: ["use.ts"],
    }),
  );
  const types = spawnSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", empty], { encoding: "utf8" });
  if (types.status !== 0) process.stdout.write(types.stdout);
  check("the library's types hold under strict", types.status === 0);
  writeFileSync(join(empty, "table.csv"), "a,label\n1,x\n2,y\n");
  const data = spawnSync(process.execPath, [bin, "data", "check", "table.csv", "--label", "label"], { cwd: empty, encoding: "utf8" });
  check(
    "data check says how to get the engine of tables",
    data.status === 2 && data.stderr.includes("npx -p castellan -p @duckdb/node-api@"),
  );
  const modules = readdirSync(join(empty, "node_modules"));
  check("what is bundled is not installed again", !modules.some((name) => /^(?:commander|jsonc-parser|yaml)$/.test(name)));
  check("no data or lab engine comes along", !modules.some((name) => /onnxruntime|duckdb/.test(name)));
  process.stdout.write(
    `package ${(statSync(join(work, tarball)).size / 1e6).toFixed(2)} MB, installed ${(sizeOf(join(empty, "node_modules")) / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  failed++;
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
