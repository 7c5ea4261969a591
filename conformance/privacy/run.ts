/**
 * Differential privacy against published numbers and statistical tests:
 *   node conformance/privacy/run.ts [--vectors DIR] [--every N] [--seed S]
 * zCDP conversions within 1e-6 and never below; exact samplers against exact probabilities at a million draws; the
 * statistical cases of Google's differential-privacy library, with their samples and tolerances, every N-th of them
 * (default 40; 1 for all, which takes hours): the first vote decides where it accepts, else five of nine.
 * Exit code: 0 none failed · 1 some failed · 77 the vectors (DIR/dp, default ../shared/data) are not there.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { deltaOf, epsilonOf, rhoOf } from "../../packages/protect/src/privacy/accounting/concentrated.ts";
import { decimal, exactly, rational } from "../../packages/protect/src/privacy/rational.ts";
import { approximateBounds } from "../../packages/protect/src/privacy/release/approximate-bounds.ts";
import { gridOf } from "../../packages/protect/src/privacy/release/grid.ts";
import { type Allowance, noiseOf } from "../../packages/protect/src/privacy/release/noise.ts";
import { release } from "../../packages/protect/src/privacy/release/release.ts";
import { discreteGaussian } from "../../packages/protect/src/privacy/sampling/discrete-gaussian.ts";
import { discreteLaplace } from "../../packages/protect/src/privacy/sampling/discrete-laplace.ts";
import type { Randomness } from "../../packages/protect/src/privacy/sampling/randomness.ts";
import { seeded } from "../../packages/protect/src/privacy/testing/seeded.ts";
import { type Histogram, histogramOf, looksPrivate, misfit, squaredDistance } from "./statistics.ts";
import { isMessage, type Message, messageOf, numberOf, numbersOf, readTextproto, wordOf } from "./textproto.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    every: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
  },
});
const folder = join(values.vectors, "dp");
if (!existsSync(folder)) {
  process.stderr.write(`privacy: skipped, ${folder} is not there\n`);
  process.exit(77);
}
const random: Randomness = seeded(Number(values.seed));
let [passed, failed] = [0, 0];
function check(name: string, holds: boolean, detail = ""): void {
  if (holds) passed += 1;
  else failed += 1;
  if (!holds || detail !== "") process.stdout.write(`${holds ? "ok    " : "FAILED"} ${name}${detail === "" ? "" : `: ${detail}`}\n`);
}

const Conversions = z.object({
  zcdp_to_eps: z.array(z.object({ rho: z.number(), delta: z.number(), eps: z.number() })),
  zcdp_to_delta: z.array(z.object({ rho: z.number(), eps: z.number(), delta: z.number() })),
});
function conversions(): void {
  const cases = Conversions.parse(JSON.parse(readFileSync(join(folder, "zcdp-conversion.json"), "utf8")));
  let worst = 0;
  for (const { rho, delta, eps } of cases.zcdp_to_eps) {
    const ours = epsilonOf(rho, delta);
    worst = Math.max(worst, ours / eps - 1);
    check(`epsilon of rho ${rho} at delta ${delta}`, ours >= eps && ours / eps - 1 <= 1e-6);
  }
  for (const { rho, delta, eps } of cases.zcdp_to_delta) {
    const ours = deltaOf(rho, eps);
    worst = Math.max(worst, ours / delta - 1);
    check(`delta of rho ${rho} at epsilon ${eps}`, ours >= delta && ours / delta - 1 <= 1e-6);
  }
  process.stdout.write(
    `zCDP: ${cases.zcdp_to_eps.length + cases.zcdp_to_delta.length} conversions, at most ${worst.toExponential(1)} above\n`,
  );
}

const Masses = z.record(z.string(), z.record(z.string(), z.number()));
function samplers(): void {
  const masses = z
    .object({ discrete_gaussian: Masses, discrete_laplace: Masses })
    .parse(JSON.parse(readFileSync(join(folder, "discrete-pmf.json"), "utf8")));
  const samples = 1_000_000;
  for (const [kind, sampler] of [
    ["discrete_gaussian", discreteGaussian],
    ["discrete_laplace", discreteLaplace],
  ] as const)
    for (const [parameter, half] of Object.entries(masses[kind])) {
      const mass = new Map(Object.entries(half).flatMap(([k, p]) => [[Number(k), p] as const, [-Number(k), p] as const]));
      const size = decimal(parameter);
      const off = misfit(
        histogramOf(() => Number(sampler(size, random)), samples, 1),
        mass,
        samples,
      );
      check(`${kind} ${parameter}`, off < 5, `${samples} draws, chi-square ${off.toFixed(2)} standard deviations above its mean`);
    }
}

/** One vote where it accepts, else five of nine. */
function ballot(vote: () => boolean): boolean {
  if (vote()) return true;
  let [yes, no] = [0, 1];
  while (yes < 5 && no < 5)
    if (vote()) yes += 1;
    else no += 1;
  return yes === 5;
}

function casesOf(file: string, field: string): readonly Message[] {
  const every = Math.max(1, Number(values.every));
  const cases = (readTextproto(readFileSync(join(folder, "google", file), "utf8"))[field] ?? []).filter(isMessage);
  return cases.filter((_, index) => index % every === 0);
}

function allowanceOf(sampling: Message): Allowance {
  const epsilon = numberOf(sampling, "epsilon");
  return wordOf(sampling, "noise_type") === "GAUSSIAN"
    ? { rho: exactly(rhoOf(epsilon, numberOf(sampling, "delta"))) }
    : { epsilon: exactly(epsilon) };
}

type Draw = () => number;

/** Whether two neighbouring data sets look as private as the case says. */
function privately(
  test: Message,
  samplesOf: (sampling: Message, entries: readonly number[]) => Draw,
  field: string,
  granularity: number,
): boolean {
  const [parameters, sampling] = [messageOf(test, "dp_test_parameters"), messageOf(test, field)];
  const samples = numberOf(sampling, "number_of_samples");
  const sides = [samplesOf(sampling, numbersOf(sampling, "raw_entry")), samplesOf(sampling, numbersOf(sampling, "neighbour_raw_entry"))];
  return ballot(() => {
    const [left, right] = sides.map((draw): Histogram => histogramOf(draw, samples, granularity));
    if (left === undefined || right === undefined) return false;
    const delta = numberOf(parameters, "delta", 0) + numberOf(parameters, "delta_tolerance");
    return looksPrivate(left, right, samples, numberOf(parameters, "epsilon"), delta);
  });
}

function sums(file: string, kind: string): void {
  for (const test of casesOf(file, `${kind}_dp_test_case`)) {
    const granularity = numberOf(messageOf(test, "dp_test_parameters"), "granularity", 1);
    const draws = (sampling: Message, entries: readonly number[]): Draw => {
      const grid = gridOf(numberOf(sampling, "lower_bound"), numberOf(sampling, "upper_bound"));
      const [low, high] = [grid.lower < 0n ? -grid.lower : grid.lower, grid.upper < 0n ? -grid.upper : grid.upper];
      const many = BigInt(numberOf(sampling, "max_partitions_contributed", 1));
      const noise = noiseOf(allowanceOf(sampling), { many, each: low > high ? low : high }, random);
      const total = entries.reduce((sum, entry) => sum + grid.steps(entry), 0n);
      return () => grid.value(rational(noise.add(total)));
    };
    check(`${file}: ${wordOf(test, "name")}`, privately(test, draws, `${kind}_sampling_parameters`, granularity), "looks private");
  }
}

function closeness(): void {
  for (const test of casesOf("gaussian_closeness_test_cases.textproto", "distribution_closeness_test_case")) {
    const [expected, sampling] = [messageOf(test, "closeness_test_parameters"), messageOf(test, "noise_sampling_parameters")];
    const [granularity, samples] = [numberOf(expected, "granularity"), numberOf(sampling, "number_of_samples")];
    const [variance, tolerance] = [numberOf(expected, "variance"), numberOf(expected, "l2_tolerance")];
    const mean = numberOf(expected, "mean", 0);
    // Our noise on a grid a thousandth as wide as the cells, against the continuous normal distribution.
    const step = granularity / 1024;
    const steps = exactly(variance / step ** 2);
    const ours = (): number => mean + Number(discreteGaussian(steps, random)) * step;
    const uniform = (): number => (Number(random.below(2n ** 53n)) + 0.5) / 2 ** 53;
    const normal = (): number => mean + Math.sqrt(-2 * variance * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const vote = (): boolean =>
      squaredDistance(histogramOf(ours, samples, granularity), histogramOf(normal, samples, granularity), samples) < tolerance ** 2;
    check(`gaussian closeness: ${wordOf(test, "name")}`, ballot(vote), "looks normal");
  }
}

function bounds(): void {
  for (const test of casesOf("approximate_bounds_dp_test_cases.textproto", "approximate_bounds_dp_test_case")) {
    const draws = (sampling: Message, entries: readonly number[]): Draw => {
      const bins = { smallest: numberOf(sampling, "scale"), count: numberOf(sampling, "number_of_bins") };
      // A person's rows stand in as many bins as there are rows.
      const noise = noiseOf(allowanceOf(sampling), { many: BigInt(numberOf(sampling, "max_contributions", 1)), each: 1n }, random);
      return () => {
        const found = approximateBounds(entries, noise, bins);
        return found === undefined ? Number.MIN_SAFE_INTEGER : found.lower * 1000 + found.upper;
      };
    };
    check(
      `approximate bounds: ${wordOf(test, "name")}`,
      privately(test, draws, "approximate_bounds_sampling_parameters", 1),
      "looks private",
    );
  }
}

function quantiles(): void {
  for (const test of casesOf("bounded_quantiles_dp_test_cases.textproto", "bounded_quantiles_dp_test_case")) {
    const [parameters, sampling] = [messageOf(test, "dp_test_parameters"), messageOf(test, "bounded_quantiles_sampling_parameters")];
    const [lower, upper] = [numberOf(sampling, "lower_bound"), numberOf(sampling, "upper_bound")];
    const buckets = numberOf(parameters, "num_of_buckets");
    const ranks = numbersOf(sampling, "rank");
    const samples = numberOf(sampling, "number_of_samples");
    const draw = (entries: readonly number[]): readonly Histogram[] => {
      const rows = entries.map((value, index) => ({ person: `p${index}`, group: "all", value }));
      const counts = ranks.map(() => new Map<number, number>());
      const limits = {
        groups: numberOf(sampling, "max_partitions_contributed", 1),
        rowsPerGroup: numberOf(sampling, "max_contributions_per_partition", 1),
      };
      for (let index = 0; index < samples; index++) {
        const asked = { kind: "quantile", lower, upper, ranks, bounds: limits, groups: { named: ["all"] } } as const;
        const [answer] = release({ ...asked, allowance: allowanceOf(sampling) }, rows, random).answers;
        for (const [rank, value] of (answer?.values ?? []).entries()) {
          const cell = Math.max(0, Math.min(buckets - 1, Math.floor(((value - lower) / (upper - lower)) * buckets)));
          counts[rank]?.set(cell, (counts[rank]?.get(cell) ?? 0) + 1);
        }
      }
      return counts;
    };
    const vote = (): boolean => {
      const [left, right] = [draw(numbersOf(sampling, "raw_entry")), draw(numbersOf(sampling, "neighbour_raw_entry"))];
      const delta = numberOf(parameters, "delta", 0) + numberOf(parameters, "delta_tolerance");
      return left.every((counts, rank) => looksPrivate(counts, right[rank] ?? new Map(), samples, numberOf(parameters, "epsilon"), delta));
    };
    check(`quantiles: ${wordOf(test, "name")}`, ballot(vote), "looks private");
  }
}

conversions();
samplers();
sums("bounded_sum_dp_test_cases.textproto", "bounded_sum");
sums("long_bounded_sum_dp_test_cases.textproto", "long_bounded_sum");
closeness();
bounds();
if (Number(values.every) === 1) quantiles();
else process.stdout.write("quantiles: with --every 1 only, for they take long\n");
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
