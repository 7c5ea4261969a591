import { join } from "node:path";
import { parseArgs } from "node:util";
import { scanText } from "../../packages/text/src/index.ts";
import { EXPECTATIONS } from "./expectations.ts";
import { sample, seeded } from "./sample.ts";
import { gitleaksPatterns, gitleaksVectors, secretlintVectors, type Vector, vectorFolder } from "./vectors.ts";

const { values } = parseArgs({
  options: { vectors: { type: "string" }, verbose: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  strict: false,
  allowPositionals: true,
});
const folder = vectorFolder(typeof values.vectors === "string" ? values.vectors : join(import.meta.dirname, "../../../shared/data"));

interface Score {
  readonly suite: string;
  readonly positives: number;
  readonly found: number;
  /** Of those found: reported with a low score and the reason why the value looks made up. */
  readonly examples: number;
  readonly negatives: number;
  readonly alarms: number;
  /** Vectors whose expectation does not hold, each with its reason in expectations.ts. */
  readonly excepted: number;
}

/** What `castellan text scan` reports. */
function secretsIn(text: string) {
  return scanText(text, { detect: ["secrets"] }).spans;
}

function score(suite: string, vectors: readonly Vector[]): Score {
  const counts = { found: 0, examples: 0, alarms: 0, excepted: 0 };
  for (const vector of vectors) {
    const hits = secretsIn(vector.text);
    const fires = hits.length > 0;
    if (vector.positive && fires) counts.found++;
    if (vector.positive && fires && hits.every(({ example }) => example !== undefined)) counts.examples++;
    if (!vector.positive && fires) counts.alarms++;
    if (fires === vector.positive) continue;
    const reason = EXPECTATIONS[vector.id];
    if (reason !== undefined) counts.excepted++;
    if (values.verbose === true) {
      const what = reason === undefined ? (vector.positive ? "missed" : "alarm") : "excepted";
      process.stdout.write(
        `${what}\t${suite}\t${vector.id}\t${hits.map(({ rule, example }) => `${rule}${example === undefined ? "" : `:${example}`}`).join(",")}\t${reason ?? JSON.stringify(vector.text.slice(0, 200))}\n`,
      );
    }
  }
  const positives = vectors.filter((vector) => vector.positive).length;
  return { suite, positives, negatives: vectors.length - positives, ...counts };
}

/** Ways in which files give a name a value; the words are those vendors use in their own documents. */
const assignments = [
  (name: string, value: string) => `${name.toUpperCase()}_API_KEY=${value}`,
  (name: string, value: string) => `${name}_secret = "${value}"`,
  (name: string, value: string) => `"${name}Token": "${value}",`,
  (name: string, value: string) => `  ${name}-token: '${value}'`,
  (name: string, value: string) => `const ${name}ApiKey = '${value}';`,
  (name: string, value: string) => `${name}.client_secret: ${value}`,
  (name: string, value: string) => `os.environ["${name.toUpperCase()}_TOKEN"] = "${value}"`,
  (name: string, value: string) => `export ${name.toUpperCase()}_KEY=${value}`,
] as const;

/** The part of a gitleaks pattern that stands for "keyword, operator, value": keywords, then value. */
const named = /^[\s\S]*?\(\?:([^()]*(?:\([^()]*\)[^()]*)*)\)\(\?:\[ \\t\\w\.-\]\{0,20\}\)[\s\S]*?\{0,5\}\(([\s\S]*)\)\(\?:\[\\x60[\s\S]*$/;

/** Eight strings per gitleaks rule, drawn from its pattern: a measure of reach, not of judgement. */
function drawnVectors(from: string): Vector[] {
  return gitleaksPatterns(from).flatMap(({ id, pattern, keywords }, index) => {
    const random = seeded(index + 1);
    return assignments.map((assign, round): Vector => {
      const parts = named.exec(pattern);
      const text =
        parts === null
          ? withKeyword(sample(pattern, random), keywords)
          : assign(sample(parts[1] ?? "", random).trim(), sample(parts[2] ?? "", random));
      return { id: `${id}#${round}`, rule: id, text, positive: true };
    });
  });
}

/** A drawn value says whose it is only when its keyword stands in it; else a name is put before it. */
function withKeyword(text: string, keywords: readonly string[]): string {
  const folded = text.toLowerCase();
  return keywords.length === 0 || keywords.some((keyword) => folded.includes(keyword.toLowerCase()))
    ? text
    : `${keywords[0] ?? ""}_key = ${text}`;
}

if (folder === undefined) {
  process.stderr.write("secrets: skipped, no vectors found; give --vectors DIR (a folder with gitleaks_vectors.jsonl)\n");
} else {
  const drawn = drawnVectors(folder);
  const scores = [
    score("gitleaks", gitleaksVectors(folder)),
    score("secretlint", secretlintVectors(folder)),
    score("gitleaks-drawn", drawn),
  ];
  const rules = [...new Set(drawn.map((vector) => vector.rule))];
  const reached = rules.filter((rule) => drawn.filter((vector) => vector.rule === rule && secretsIn(vector.text).length > 0).length >= 4);
  if (values.verbose === true) process.stdout.write(`not reached: ${rules.filter((rule) => !reached.includes(rule)).join(" ")}\n`);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ scores, rules: rules.length, reached: reached.length })}\n`);
  else {
    process.stdout.write("suite            positives  found  as example  negatives  alarms  excepted\n");
    for (const row of scores)
      process.stdout.write(
        `${row.suite.padEnd(16)} ${String(row.positives).padStart(9)} ${String(row.found).padStart(6)} ${String(row.examples).padStart(11)} ${String(row.negatives).padStart(10)} ${String(row.alarms).padStart(7)} ${String(row.excepted).padStart(9)}\n`,
      );
    const open = scores.slice(0, 2).reduce((sum, row) => sum + row.positives - row.found + row.alarms - row.excepted, 0);
    process.stdout.write(`published vectors that are wrong and not excepted: ${open}\n`);
    if (open > 0) process.exitCode = 1;
    process.stdout.write(`rules reached by at least half of their drawn strings: ${reached.length} of ${rules.length}\n`);
  }
}
