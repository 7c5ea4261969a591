/**
 * Measures the inventory against hand-read labels:
 *   node conformance/bom/run.ts [--vectors DIR] [--sources DIR] [--label NAME]… [--scan COMMAND] [--json] [--verbose]
 * `--vectors` is a folder of labels, or one with a folder `labels`; the scan is the built command unless `--scan` names another.
 * Exit code: 0 all bounds held · 1 a bound was missed, a scan failed, or nothing could be scored · 2 wrong
 * usage or an invalid label.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { BOUNDS, shortfalls, total } from "./bounds.ts";
import { type Labels, labelSchema } from "./label-schema.ts";
import { score } from "./scorer.ts";
import { obtain, type Places } from "./sources.ts";
import { type Result, renderTable } from "./table.ts";

const ROOT = join(import.meta.dirname, "../..");
const SCAN_ARGUMENTS = ["--format", "json", "--fail-on", "none"];
/** 3: something could not be read to its end. The inventory is scored all the same, and the note says so. */
const INCOMPLETE = 3;

interface NamedLabels {
  readonly name: string;
  readonly labels: Labels;
}

function readLabels(folder: string, wanted: readonly string[]): NamedLabels[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => basename(file, ".json"))
    .sort();
  const chosen = wanted.length === 0 ? names : names.filter((name) => wanted.includes(name));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0 || chosen.length === 0) throw new Error(`no label ${unknown.join(", ")} in ${folder}`);
  return chosen.map((name) => {
    const parsed = labelSchema.safeParse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
    if (!parsed.success) throw new Error(`${name}.json is not a label: ${parsed.error.message}`);
    return { name, labels: parsed.data };
  });
}

/** `castellan scan FOLDER`; the command is split at spaces and run without a shell. */
function scan(command: string, folder: string): { json: unknown; incomplete: boolean } {
  const [program = "npx", ...first] = command.split(/\s+/u).filter((word) => word !== "");
  const { error, signal, status, stdout } = spawnSync(program, [...first, "scan", folder, ...SCAN_ARGUMENTS], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== INCOMPLETE) throw new Error(`the scan ended with ${signal ?? `exit code ${status}`}`);
  return { json: JSON.parse(stdout), incomplete: status === INCOMPLETE };
}

function measureOne({ name, labels }: NamedLabels, places: Places, command: string): Result {
  const source = obtain(labels.source, places);
  if (source.state === "skipped") return { label: name, state: "skipped", reason: source.reason };
  try {
    const { json, incomplete } = scan(command, source.folder);
    const notes = [...(source.note === undefined ? [] : [source.note]), ...(incomplete ? ["scan incomplete"] : [])];
    const note = notes.length === 0 ? {} : { note: notes.join(", ") };
    return { label: name, state: "scored", ...note, score: score(labels, json) };
  } catch (error) {
    return { label: name, state: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

function main(): number {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      vectors: text,
      sources: text,
      cache: text,
      scan: text,
      label: { type: "string", multiple: true },
      json: { type: "boolean" },
      verbose: { type: "boolean" },
    },
  });
  const folder = values.vectors ?? import.meta.dirname;
  const labels = readLabels(existsSync(join(folder, "labels")) ? join(folder, "labels") : folder, values.label ?? []);
  const cache = values.cache ?? join(tmpdir(), "castellan-bom");
  const places = { root: ROOT, sources: values.sources ?? "/tmp/repos", cache };
  const results = labels.map((each) => measureOne(each, places, values.scan ?? "npx castellan"));
  const scores = results.flatMap((result) => (result.state === "scored" ? [result.score] : []));
  const totals = total(scores);
  const failed = results.filter(({ state }) => state === "failed").map(({ label }) => `${label} failed`);
  const problems = [...shortfalls(totals), ...failed, ...(scores.length === 0 ? ["nothing was scored"] : [])];
  const report = { schema: "castellan/bom-score/1", bounds: BOUNDS, totals, problems, results };
  process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 1)}\n` : `${renderTable(results, values.verbose)}\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
