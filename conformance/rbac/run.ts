/**
 * Compares the evaluator of Kubernetes RBAC with an independent reference that writes out every request, on random worlds.
 *   node conformance/rbac/run.ts [--worlds 5000] [--seed 1] [--start 0] [--verbose]
 * reference.py makes the worlds; it needs python3. Holds when no answer disagrees.
 */
import { parseArgs } from "node:util";
import { decided, verdict } from "./compare.ts";
import { worldsOf } from "./worlds.ts";

const { values } = parseArgs({
  options: {
    worlds: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    start: { type: "string", default: "0" },
    verbose: { type: "boolean", default: false },
    vectors: { type: "string" },
  },
});

const SHOWN = 5;
const counts = { agrees: 0, careful: 0, disagrees: 0 };
const answers: { [answer: string]: number } = {};
try {
  for await (const world of worldsOf(Number(values.seed), Number(values.worlds), Number(values.start))) {
    const said = decided(world);
    const outcome = verdict(world, said);
    counts[outcome]++;
    const kind = world.answers.join(" or ");
    answers[kind] = (answers[kind] ?? 0) + 1;
    if (outcome === "disagrees" && (values.verbose || counts.disagrees <= SHOWN))
      process.stdout.write(`disagrees: says ${said}, reference ${kind}\n${JSON.stringify(world)}\n`);
  }
  const worlds = counts.agrees + counts.careful + counts.disagrees;
  process.stdout.write(
    `${worlds} worlds (${Object.entries(answers)
      .sort()
      .map(([answer, count]) => `${answer} ${count}`)
      .join(", ")}): ${counts.agrees} agree, ${counts.careful} more careful than need be, ${counts.disagrees} disagree\n`,
  );
  process.exitCode = counts.disagrees === 0 && worlds === Number(values.worlds) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Error) || error.message !== "python3 is not there") throw error;
  process.stderr.write("rbac: skipped, there is no python3\n");
  process.exitCode = 77;
}
