import { join } from "node:path";
import { parseArgs } from "node:util";
import { findSecrets } from "../../packages/text/src/index.ts";
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
  /** Not reported because the text is a placeholder by our rules. */
  readonly heldBack: number;
  readonly negatives: number;
  readonly alarms: number;
}

function score(suite: string, vectors: readonly Vector[]): Score {
  let found = 0;
  let heldBack = 0;
  let alarms = 0;
  for (const vector of vectors) {
    const hits = findSecrets(vector.text);
    const examples = hits.length === 0 && vector.positive ? findSecrets(vector.text, { examples: true }) : [];
    if (vector.positive && hits.length > 0) found++;
    else if (vector.positive && examples.length > 0) heldBack++;
    if (!vector.positive && hits.length > 0) alarms++;
    if (values.verbose === true && hits.length > 0 !== vector.positive) {
      process.stdout.write(
        `${vector.positive ? (examples.length > 0 ? "held back" : "missed") : "alarm"}\t${suite}\t${vector.id}\t${hits.map((hit) => hit.rule).join(",")}\t${JSON.stringify(vector.text.slice(0, 200))}\n`,
      );
    }
  }
  const positives = vectors.filter((vector) => vector.positive).length;
  return { suite, positives, found, heldBack, negatives: vectors.length - positives, alarms };
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
  const reached = rules.filter(
    (rule) => drawn.filter((vector) => vector.rule === rule && findSecrets(vector.text, { examples: true }).length > 0).length >= 4,
  );
  if (values.verbose === true) process.stdout.write(`not reached: ${rules.filter((rule) => !reached.includes(rule)).join(" ")}\n`);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ scores, rules: rules.length, reached: reached.length })}\n`);
  else {
    process.stdout.write("suite            positives  found  held back  negatives  alarms\n");
    for (const row of scores)
      process.stdout.write(
        `${row.suite.padEnd(16)} ${String(row.positives).padStart(9)} ${String(row.found).padStart(6)} ${String(row.heldBack).padStart(10)} ${String(row.negatives).padStart(10)} ${String(row.alarms).padStart(7)}\n`,
      );
    process.stdout.write(`rules reached by at least half of their drawn strings: ${reached.length} of ${rules.length}\n`);
  }
}
