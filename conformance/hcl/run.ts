/**
 * Compares our HCL reader with HashiCorp's own parser (@cdktf/hcl2json, only run here), on files and on generated ones.
 *   node conformance/hcl/run.ts [--files DIR]… [--generated 500] [--seed 1] [--verbose]
 * Holds when nothing that both read differs, and nothing that HashiCorp's reader takes is refused by ours.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compared, type Outcome } from "./compare.ts";
import { generated } from "./generate.ts";
import { oracleOf } from "./oracle.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", multiple: true, default: [] },
    generated: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    // Every suite is given it; files are given by --files.
    vectors: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const SHOWN = 10;

function* inputs(): Generator<{ readonly kind: string; readonly name: string; readonly source: string }> {
  for (const folder of values.files) {
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:tf|tfvars|hcl)$/.test(path));
    for (const path of paths.sort()) yield { kind: "files", name: path, source: readFileSync(join(folder, path), "utf8") };
  }
  const start = Number(values.seed);
  for (let seed = start; seed < start + Number(values.generated); seed++)
    yield { kind: "generated", name: `seed ${seed}`, source: generated(seed) };
}

const oracle = oracleOf();
const counts: { [kind: string]: { [outcome in Outcome | "values"]: number } } = {};
let shown = 0;
let failed = 0;
for (const { kind, name, source } of inputs()) {
  counts[kind] ??= { agrees: 0, differs: 0, "both-reject": 0, "only-we-accept": 0, "only-we-reject": 0, values: 0 };
  const count = counts[kind];
  const { outcome, values: seen, differences } = await compared(source, oracle);
  count[outcome]++;
  count.values += seen;
  if (outcome === "differs" || outcome === "only-we-reject") failed++;
  if (
    (outcome === "differs" || outcome === "only-we-reject" || (values.verbose && outcome === "only-we-accept")) &&
    (values.verbose || shown++ < SHOWN)
  )
    process.stdout.write(`${name}: ${outcome}\n${differences.map((line) => `  ${line}\n`).join("")}`);
}
for (const [kind, count] of Object.entries(counts)) process.stdout.write(`${kind}: ${JSON.stringify(count)}\n`);
// The library's own process keeps waiting for calls.
process.exit(failed === 0 ? 0 : 1);
