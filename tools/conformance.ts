/**
 * Runs the conformance suites, each conformance/<suite>/run.ts in a process of its own.
 *   node tools/conformance.ts [--suite NAME]… [--vectors DIR]
 * A suite exits 0 when it holds, 77 when its vectors are not there, anything else when it fails.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const FOLDER = join(import.meta.dirname, "../conformance");
const SKIPPED = 77;

type Outcome = "passed" | "failed" | "skipped";

function runSuite(name: string, vectors: string | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(FOLDER, name, "run.ts"), ...(vectors === undefined ? [] : ["--vectors", vectors])], {
      stdio: ["ignore", "inherit", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      process.stderr.write(chunk);
    });
    child.on("close", (code) =>
      resolve(code === SKIPPED || (code === 0 && said.startsWith(`${name}: skipped`)) ? "skipped" : code === 0 ? "passed" : "failed"),
    );
  });
}

const { values } = parseArgs({ options: { suite: { type: "string", multiple: true, default: [] }, vectors: { type: "string" } } });
const present = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, "run.ts")))
  .sort();
const unknown = values.suite.filter((name) => !present.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(", ")}; there are ${present.join(", ")}.\n`);
  process.exitCode = 2;
} else {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const name of values.suite.length === 0 ? present : values.suite) {
    process.stdout.write(`\n== ${name}\n`);
    const outcome = await runSuite(name, values.vectors);
    counts[outcome]++;
    process.stdout.write(`== ${name} ${outcome}\n`);
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${counts.skipped === 0 ? "" : `, ${counts.skipped} skipped`}\n`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
