/**
 * Real attack events among a seeded company's ordinary work.
 *   node conformance/access-logs/run.ts [--vectors DIR] [--seeds 3] [--ablation] [--verbose] [--json FILE]
 * DIR holds stratus/ and invictus/ (cloudtrail.tar.gz unpacked), or the archive. A hundred principals work for 30 days, in
 * which habits and the threshold are learned; on each of 20 further days attacks are put in, one at a time, under existing
 * identities, from the victim's own network and from another one, and once under an identity that nobody knows. No
 * event has a user agent. Holds when at least 90 % of the techniques are alerted under every disguise of existing identities,
 * in every seed, and ordinary work gives at most 5 alerts a day per 100 principals.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ACCESS_LOG_ROWS } from "../../packages/scan/knowledge/access-log/index.ts";
import { DETECTORS, type DetectorName } from "../../packages/scan/src/access-log/judge.ts";
import { RowIndex } from "../../packages/scan/src/access-log/row-match.ts";
import { BEGIN, DAY } from "./access.ts";
import { type Attack, attacksOf, disguised } from "./archive.ts";
import { caught, daysUntilCaught, dayWith, type Ordinary, ordinaryRun, PER_DAY } from "./measure.ts";
import { Random } from "./random.ts";
import { SCENARIOS, slowLeak } from "./scenarios.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string" },
    seeds: { type: "string", default: "3" },
    ablation: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    json: { type: "string" },
  },
});

/** How attacks are disguised. */
const DISGUISES = ["own network", "other network", "new identity", "rows of it left out"] as const;
type DisguiseName = (typeof DISGUISES)[number];

interface Trial {
  readonly seed: number;
  readonly attack: string;
  readonly set: Attack["set"];
  readonly heldBack: boolean;
  readonly disguise: DisguiseName;
  readonly victim: string;
  readonly caught: boolean;
  readonly score: number;
  readonly threshold: number;
  readonly reasons: readonly string[];
}

function place(): { readonly folder: string; readonly temporary?: string } | undefined {
  const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data");
  if (existsSync(join(folder, "stratus"))) return { folder };
  const archive = join(folder, "cloudtrail.tar.gz");
  if (!existsSync(archive)) return undefined;
  const temporary = mkdtempSync(join(tmpdir(), "castellan-logs-"));
  return spawnSync("tar", ["-xzf", archive, "-C", temporary]).status === 0
    ? { folder: join(temporary, "cloudtrail"), temporary }
    : undefined;
}

function trialOf(
  seed: number,
  { organisation, mornings }: Ordinary,
  attack: Attack,
  disguise: DisguiseName,
  without: readonly DetectorName[] = [],
): Trial {
  const random = new Random(`${seed} ${attack.name} ${disguise}`);
  const able = organisation.people.filter(
    ({ kind, joins }) => ["scientist", "engineer", "admin", "delivery", "training", "pipeline"].includes(kind) && joins < 30,
  );
  const victim = random.pick(able);
  const others = organisation.people.filter(({ kind }) => kind === "training" || kind === "function");
  const morning = random.pick(mornings);
  const events = disguised(attack, organisation, {
    actors: [victim, random.pick(others), random.pick(others)],
    abroad: disguise === "other network",
    stranger: disguise === "new identity",
    time: BEGIN + morning.day * DAY + (8 + random.below(10)) * 3_600_000 + random.below(3_600_000),
    random,
  });
  const index = new RowIndex(ACCESS_LOG_ROWS);
  const rows =
    disguise === "rows of it left out"
      ? ACCESS_LOG_ROWS.filter(
          (row) => !events.some(({ action }) => index.of(action).some(({ id, actions }) => id === row.id && !actions.includes("*"))),
        )
      : ACCESS_LOG_ROWS;
  const found = caught(dayWith(morning, events, without, rows));
  return {
    seed,
    attack: attack.name,
    set: attack.set,
    heldBack: attack.heldBack,
    disguise,
    victim: victim.kind,
    caught: found !== undefined && found.score >= morning.threshold,
    score: found?.score ?? 0,
    threshold: morning.threshold,
    reasons:
      found?.candidates[0]?.reasons.slice(0, 4).map(({ detector, row, evidence }) => `${row ?? detector} ${evidence.toFixed(1)}`) ?? [],
  };
}

function share(trials: readonly Trial[]): string {
  const held = trials.filter((trial) => trial.caught).length;
  return trials.length === 0 ? "-" : `${held} of ${trials.length} (${((100 * held) / trials.length).toFixed(0)} %)`;
}

/** What was written here, each with five victims. */
function scenarios(seed: number, ordinary: Ordinary): void {
  const { organisation, mornings } = ordinary;
  for (const { name, victims, events } of SCENARIOS) {
    let held = 0;
    for (let at = 0; at < 5; at++) {
      const random = new Random(`${seed} ${name} ${at}`);
      const victim = random.pick(organisation.people.filter(({ kind, joins }) => victims.includes(kind) && joins < 30));
      const morning = random.pick(mornings);
      const attack = events(victim, organisation, random, BEGIN + morning.day * DAY + (9 + random.below(6)) * 3_600_000);
      const found = caught(dayWith(morning, attack));
      if (found !== undefined && found.score >= morning.threshold) held++;
    }
    process.stdout.write(`  scenario ${name}: ${held} of 5\n`);
  }
  for (const more of [0.5, 1]) {
    const days = organisation.people
      .filter(({ kind }) => kind === "serving" || kind === "pipeline")
      .slice(0, 8)
      .map((victim) => {
        const events = mornings.flatMap((each) => each.events).filter(({ principal }) => principal === victim.arn).length / mornings.length;
        return daysUntilCaught(ordinary, slowLeak(victim, events * more, seed), victim.arn);
      });
    const held = days.filter((each) => each !== undefined).sort((a, b) => a - b);
    process.stdout.write(
      `  scenario slow leak, ${more * 100} % more every day: ${held.length} of ${days.length} within ${mornings.length} days, median day ${held[held.length >> 1] ?? "-"}\n`,
    );
  }
}

/** Each detector left out, with the threshold that the budget then has: techniques under the first two disguises, first seed. */
function ablation(attacks: readonly Attack[]): void {
  for (const without of [undefined, ...DETECTORS]) {
    const left = without === undefined ? [] : [without];
    const ordinary = ordinaryRun(1, left);
    const held = (["own network", "other network"] as const).map(
      (disguise) =>
        attacks.filter(({ set }) => set === "stratus").filter((attack) => trialOf(1, ordinary, attack, disguise, left).caught).length,
    );
    const mean = ordinary.alerts.reduce((sum, each) => sum + each, 0) / ordinary.alerts.length;
    process.stdout.write(
      `without ${(without ?? "nothing").padEnd(14)} own network ${held[0]} · other network ${held[1]} of 22 · ${mean.toFixed(2)} alerts a day · threshold ${(ordinary.mornings[0]?.threshold ?? 0).toFixed(1)}\n`,
    );
  }
}

function run(folder: string): number {
  const attacks = attacksOf(folder);
  const trials: Trial[] = [];
  let holds = true;
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const ordinary = ordinaryRun(seed);
    const mean = ordinary.alerts.reduce((sum, each) => sum + each, 0) / ordinary.alerts.length;
    const rate = (mean * 100) / ordinary.principals;
    holds &&= rate <= PER_DAY;
    process.stdout.write(
      `seed ${seed}: ${ordinary.events} ordinary events of ${ordinary.principals} principals; alerts a day per 100 principals ${rate.toFixed(2)} (most on a day ${Math.max(...ordinary.alerts)}); ${Math.round(ordinary.events / ordinary.seconds)} events/s\n`,
    );
    for (const attack of attacks) for (const disguise of DISGUISES) trials.push(trialOf(seed, ordinary, attack, disguise));
    scenarios(seed, ordinary);
    for (const disguise of DISGUISES) {
      const of = trials.filter((trial) => trial.seed === seed && trial.disguise === disguise);
      const techniques = of.filter(({ set }) => set === "stratus");
      if (disguise === "own network" || disguise === "other network")
        holds &&= techniques.filter((trial) => trial.caught).length >= 0.9 * techniques.length;
      process.stdout.write(
        `  ${disguise.padEnd(20)} techniques ${share(techniques)} · looked at ${share(techniques.filter((trial) => !trial.heldBack))} · held back ${share(techniques.filter((trial) => trial.heldBack))} · executions of invictus ${share(of.filter(({ set }) => set === "invictus"))}\n`,
      );
    }
  }
  if (values.ablation) ablation(attacks);
  process.stdout.write(`\n${"technique".padEnd(62)} ${DISGUISES.join(" · ")}\n`);
  for (const attack of attacks) {
    const own = trials.filter((trial) => trial.attack === attack.name);
    process.stdout.write(
      `${`${attack.heldBack ? "h " : "  "}${attack.name}`.slice(0, 62).padEnd(62)} ${DISGUISES.map((disguise) => {
        const of = own.filter((trial) => trial.disguise === disguise);
        return `${of.filter((trial) => trial.caught).length}/${of.length}`;
      }).join(" · ")}\n`,
    );
  }
  if (values.verbose)
    for (const trial of trials.filter((each) => !each.caught))
      process.stdout.write(
        `missed\t${trial.seed}\t${trial.heldBack ? "h" : " "}\t${trial.attack}\t${trial.disguise}\t${trial.victim}\t${trial.score.toFixed(1)} < ${trial.threshold.toFixed(1)}\t${trial.reasons.join(", ")}\n`,
      );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(trials, null, 1)}\n`);
  return holds ? 0 : 1;
}

const found = place();
if (found === undefined) {
  process.stderr.write("access-logs: skipped, no stratus/ and no cloudtrail.tar.gz; give --vectors DIR\n");
  process.exitCode = 77;
} else {
  try {
    process.exitCode = run(found.folder);
  } finally {
    if (found.temporary !== undefined) rmSync(found.temporary, { recursive: true });
  }
}
