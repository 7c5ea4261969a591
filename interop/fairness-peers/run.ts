/**
 * Group metrics beside fairlearn and numpy, to the last digits, and beside what ProPublica published for COMPAS.
 *   node interop/fairness-peers/run.ts [--vectors DIR] [--python PYTHON]
 * DIR holds the tables (default: ../shared/data/datasets); PYTHON has fairlearn, pandas and scikit-learn (pip install
 * fairlearn==0.15.0). Exits 77 where either is absent.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { judgeFile } from "../../packages/data/src/entry/fairness.ts";

const { values } = parseArgs({ options: { vectors: { type: "string" }, python: { type: "string", default: "python3" } } });
const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data/datasets");
const CASES = [
  { file: "adult-train.csv", label: "income", favourable: ">50K", group: "sex" },
  { file: "adult-train.csv", label: "income", favourable: ">50K", group: "race" },
  { file: "german-credit.csv", label: "risk", favourable: "1", group: "personal_status_sex" },
  { file: "german-credit.csv", label: "risk", favourable: "1", group: "foreign_worker" },
  { file: "compas-two-years.csv", label: "two_year_recid", favourable: "0", group: "race", score: "decile_score", threshold: 5 },
  { file: "compas-two-years.csv", label: "two_year_recid", favourable: "0", group: "sex", score: "decile_score", threshold: 5 },
] as const;
/**
 * Larson, Mattu, Kirchner and Angwin (2016), "How We Analyzed the COMPAS Recidivism Algorithm": false positives are people
 * who did not reoffend and were rated 5 or more. Here the favourable outcome is positive, so theirs are our FNR.
 */
const PUBLISHED = { "African-American": { fnr: 0.4485, fpr: 0.2799 }, Caucasian: { fnr: 0.2345, fpr: 0.4772 } } as const;
const Answer = z.record(z.string(), z.record(z.string(), z.number()));

const probe = spawnSync(values.python, ["-c", "import fairlearn, pandas, sklearn"], { encoding: "utf8" });
if (!existsSync(folder) || probe.status !== 0) {
  process.stderr.write(`fairness-peers: skipped, ${existsSync(folder) ? "fairlearn is not installed" : `${folder} is not there`}\n`);
  process.exit(77);
}
let [compared, worst, wrong] = [0, 0, 0];
for (const test of CASES) {
  const path = join(folder, test.file);
  const more = "score" in test ? [test.score, String(test.threshold)] : [];
  const peer = spawnSync(values.python, [join(import.meta.dirname, "peer.py"), path, test.label, test.favourable, test.group, ...more], {
    encoding: "utf8",
  });
  if (peer.status !== 0) throw new Error(peer.stderr);
  const theirs = Answer.parse(JSON.parse(peer.stdout));
  const { result } = await judgeFile(path, {
    label: test.label,
    groups: [test.group],
    favourable: test.favourable,
    seed: 1,
    version: "0",
    ...("score" in test ? { score: test.score, threshold: test.threshold } : {}),
  });
  let largest = 0;
  const check = (name: string, own: number | null | undefined, other: number | undefined): void => {
    if (other === undefined) return;
    compared++;
    const gap = own === null || own === undefined ? Number.POSITIVE_INFINITY : Math.abs(own - other);
    largest = Math.max(largest, gap);
    if (gap > 1e-9) {
      wrong++;
      process.stdout.write(`${test.file} ${test.group} ${name}: ${own}, fairlearn ${other}\n`);
    }
  };
  for (const group of result.partitions[0]?.groups ?? []) {
    const peerGroup = theirs[group.name] ?? {};
    check(`${group.name} rows`, group.rows, peerGroup["rows"] ?? Number.NaN);
    check(`${group.name} base rate`, group.baseRate.value, peerGroup["baseRate"]);
    if ("score" in test) check(`${group.name} selection`, group.selectionRate?.value, peerGroup["selectionRate"]);
    for (const name of ["tpr", "fpr", "fnr"]) check(`${group.name} ${name}`, group.rates?.[name]?.value, peerGroup[name]);
    check(`${group.name} auroc`, group.score?.auroc?.value, peerGroup["auroc"]);
    for (const favour of [0, 1]) {
      const cell = result.weights.find((own) => own.group === group.name && own.label.startsWith("not ") === (favour === 0));
      check(`${group.name} weight ${favour}`, cell?.weight, peerGroup[`weight${favour}`]);
    }
    if (test.file.startsWith("compas") && group.name in PUBLISHED)
      for (const [name, value] of Object.entries(PUBLISHED[group.name === "Caucasian" ? "Caucasian" : "African-American"])) {
        const own = group.rates?.[name]?.value ?? 0;
        process.stdout.write(`COMPAS ${group.name} ${name}: ${own.toFixed(4)}, published ${value}\n`);
        if (Math.abs(own - value) > 0.0005) wrong++;
      }
  }
  worst = Math.max(worst, largest);
  process.stdout.write(`${test.file} by ${test.group}: largest difference ${largest.toExponential(1)}\n`);
}
process.stdout.write(`${compared} numbers compared, largest difference ${worst.toExponential(1)}, ${wrong} wrong\n`);
process.exitCode = wrong === 0 ? 0 : 1;
