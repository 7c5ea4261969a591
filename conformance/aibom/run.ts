/**
 * AI-BOM conformance:
 *   node conformance/aibom/run.ts [--vectors DIR] [--generated N] [--verbose]
 * 1. The official CycloneDX 1.6 and 1.7 vectors agree with the validator that the tests use.
 * 2. Every report of the shipped example, and of N generated inventories, keeps to its standard, and every
 *    reference in it resolves.
 * DIR holds `aibom/cyclonedx-test-vectors/<version>/{valid,invalid}-*.json`; default ../shared/data. The last
 * line is "N passed, N failed". Exit code: 0 none failed · 1 some failed · 2 wrong usage.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { scan } from "../../packages/scan/src/index.ts";
import { arbitraryResult } from "../../packages/scan/src/report/testing/arbitrary-result.ts";
import { type CycloneDxVersion, checkReports, isValidCycloneDx, type Outcome, SPDX_SCHEMA } from "./checks.ts";

const ROOT = join(import.meta.dirname, "../..");
const SEED = 20_261_122;

async function checkVectors(folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const versions: readonly CycloneDxVersion[] = ["1.6", "1.7"];
  for (const version of versions) {
    const place = join(folder, "cyclonedx-test-vectors", version);
    for (const file of readdirSync(place)
      .filter((name) => name.endsWith(".json"))
      .sort()) {
      const [valid, expected] = [await isValidCycloneDx(readFileSync(join(place, file), "utf8"), version), file.startsWith("valid-")];
      outcomes.push({
        check: `vector ${version}/${file}`,
        problems: valid === expected ? [] : [`the validator says ${valid ? "valid" : "invalid"}`],
      });
    }
  }
  return outcomes;
}

function checkSchemaCopy(folder: string): Outcome[] {
  const original = join(folder, "spdx-3.0.1.schema.json");
  if (!existsSync(original)) return [];
  return [
    {
      check: "the repository's SPDX schema is the published one",
      problems: readFileSync(original).equals(readFileSync(SPDX_SCHEMA)) ? [] : ["the copies differ"],
    },
  ];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { vectors: { type: "string" }, generated: { type: "string", default: "100" }, verbose: { type: "boolean", default: false } },
  });
  const given = values.vectors ?? join(ROOT, "../shared/data");
  const folder = existsSync(join(given, "cyclonedx-test-vectors")) ? given : join(given, "aibom");
  const count = Number(values.generated);
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError("--generated takes a number");
  const outcomes: Outcome[] = [];
  if (existsSync(folder)) outcomes.push(...(await checkVectors(folder)), ...checkSchemaCopy(folder));
  else process.stdout.write(`vectors: skipped, ${folder} is not there\n`);
  const vectors = outcomes.length;
  outcomes.push(...(await checkReports("examples/fraud-detection", await scan({ targets: [join(ROOT, "examples/fraud-detection")] }))));
  for (const [position, result] of fc.sample(arbitraryResult, { numRuns: count, seed: SEED }).entries())
    outcomes.push(...(await checkReports(`generated ${position}`, result)));
  const failed = outcomes.filter((outcome) => outcome.problems.length > 0);
  if (values.verbose)
    for (const outcome of outcomes.filter((each) => each.problems.length === 0)) process.stdout.write(`pass  ${outcome.check}\n`);
  for (const outcome of failed) process.stdout.write(`FAIL  ${outcome.check}: ${outcome.problems.slice(0, 3).join(" · ")}\n`);
  process.stdout.write(
    `${vectors} vectors and schemas, ${outcomes.length - vectors} reports\n${outcomes.length - failed.length} passed, ${failed.length} failed\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
