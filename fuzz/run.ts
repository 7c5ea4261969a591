/**
 * Feeds seeded junk and mutated samples to every reader.
 *   node fuzz/run.ts [--seconds N] [--seed N] [--target NAME]
 * A reader that throws what is no answer, or takes longer than the limit, is a finding; its input is kept in the
 * temporary folder, and the seed repeats it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FormatError } from "@castellan/formats";
import { z } from "zod";
import { mutate, randomOf } from "./mutate.ts";

const ROOT = join(import.meta.dirname, "..");
const LIMIT = 5000;
/** Not targets themselves. */
const OWN = new Set(["run.ts", "mutate.ts", "wounds.ts"]);

const Target = z.object({ name: z.string(), run: z.custom<(bytes: Uint8Array) => unknown>((value) => typeof value === "function") });
type Target = z.infer<typeof Target>;

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, seed: { type: "string", default: "1" }, target: { type: "string" } },
});

async function targets(): Promise<readonly Target[]> {
  const found: Target[] = [];
  for (const name of readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !OWN.has(file))
    .sort()) {
    const module: unknown = await import(`./${name}`);
    const { target, targets: several = [] } = z.object({ target: Target.optional(), targets: z.array(Target).optional() }).parse(module);
    const listed = target === undefined ? several : [target, ...several];
    found.push(...listed.map((target) => ({ name: `${name.replace(/\.ts$/, "")}/${target.name}`, run: target.run })));
  }
  return found.filter(({ name }) => values.target === undefined || name.includes(values.target));
}

/** Real files of the example and of our own sources: mutations of them reach deeper than junk. */
function samples(): readonly Uint8Array[] {
  const folder = join(ROOT, "examples/fraud-detection");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => readFileSync(path))
    .filter((bytes) => bytes.length < 60_000);
}

const list = await targets();
const corpus = samples();
const each = (Number(values.seconds) * 1000) / Math.max(1, list.length);
let failed = 0;
let runs = 0;
for (const target of list) {
  const random = randomOf(`${values.seed} ${target.name}`);
  const end = performance.now() + each;
  let finding: string | undefined;
  for (let round = 0; finding === undefined && (performance.now() < end || round < 20); round++) {
    const input = mutate(corpus, random);
    const start = performance.now();
    try {
      await target.run(input);
    } catch (error) {
      if (!(error instanceof FormatError)) finding = `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
    if (performance.now() - start > LIMIT) finding = `took ${Math.round(performance.now() - start)} ms`;
    runs++;
    if (finding !== undefined) {
      const kept = join(tmpdir(), `castellan-fuzz-${target.name.replaceAll("/", "-")}-${values.seed}-${round}`);
      writeFileSync(kept, input);
      process.stderr.write(`${target.name} seed ${values.seed} round ${round}: ${finding}\n  input kept in ${kept}\n`);
      failed++;
    }
  }
}
process.stdout.write(`${list.length} targets, ${runs} inputs, seed ${values.seed}\n${list.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
