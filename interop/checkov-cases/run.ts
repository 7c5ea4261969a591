/**
 * Castellan beside Checkov, on the cases of Checkov's own tests.
 *   node interop/checkov-cases/run.ts --checkout DIR [--check ID]… [--like PATTERN] [--format NAME]… [--verbose] [--json]
 * DIR is a source checkout of Checkov with its tests. A rule of ours answers for a check where its card's `references` begin
 * with the check's id ("CKV_AWS_306"). Every example folder of such a check is scanned, and what the test expects to pass and to
 * fail is compared with what our rules name. A file that uses AI is laid beside each case, so that rules for what lies near
 * AI are asked too. --like lists, as "no rule", checks whose name fits and that none of our rules answers for.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { scan } from "../../packages/scan/src/index.ts";
import { rules } from "../../packages/scan/src/rules/registry.ts";
import { type Case, type Check, readCases, readChecks } from "./cases.ts";
import { compareCase, type Named } from "./compare.ts";

const { values } = parseArgs({
  options: {
    checkout: { type: "string" },
    check: { type: "string", multiple: true },
    like: { type: "string" },
    format: { type: "string", multiple: true },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const NEAR_AI = 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n';

function rulesByCheck(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { card } of rules)
    for (const reference of card.references ?? []) {
      const id = /^CKV2?_[A-Z]+_\d+/.exec(reference)?.[0];
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), card.id]);
    }
  return found;
}

/** What every case was found to hold, in the order of the cases; all in one scan, a folder each. */
async function scanned(cases: readonly Case[]): Promise<readonly (readonly Named[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "castellan-checkov-"));
  try {
    const targets = cases.map((each, position) => {
      const target = join(folder, String(position).padStart(4, "0"));
      if (each.folder !== undefined) cpSync(each.folder, target, { recursive: true, filter: (path) => !path.endsWith(".py") });
      else {
        mkdirSync(target);
        writeFileSync(join(target, "main.tf"), each.text ?? "");
      }
      writeFileSync(join(target, "near_ai.py"), NEAR_AI);
      return target;
    });
    const { findings } = await scan({ targets, targetConfiguration: false, offline: true });
    const found = cases.map((): Named[] => []);
    for (const { rule, location } of findings)
      if (location.resource !== undefined)
        found[location.target ?? 0]?.push({
          rule,
          file: location.file ?? "",
          resource:
            symbolOf(join(targets[location.target ?? 0] ?? "", location.file ?? ""), location.line, location.resource) ?? location.resource,
        });
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checkov names a resource of Bicep by its symbol, we by its name: the symbol stands on the line of the finding. */
function symbolOf(file: string, line: number | undefined, resource: string): string | undefined {
  if (!file.endsWith(".bicep") || line === undefined) return undefined;
  const symbol = /^\s*resource\s+(\w+)/.exec(readFileSync(file, "utf8").split("\n")[line - 1] ?? "")?.[1];
  return symbol === undefined ? undefined : resource.replace(/[^/]*$/, symbol);
}

interface Row {
  readonly check: Check;
  readonly rules: readonly string[];
  agreed: number;
  missed: number;
  quiet: number;
  alarms: number;
}

async function run(checkout: string): Promise<number> {
  const answering = rulesByCheck();
  const pattern = values.like === undefined ? undefined : new RegExp(values.like, "i");
  const checks = readChecks(checkout).filter(
    ({ id, format, name, types }) =>
      (values.check === undefined || values.check.includes(id)) &&
      (values.format === undefined || values.format.includes(format)) &&
      (answering.has(id) || values.check !== undefined || pattern?.test(`${name} ${types.join(" ")}`) === true),
  );
  const rows = new Map(
    checks.map((check): [Check, Row] => [
      check,
      { check, rules: answering.get(check.id) ?? [], agreed: 0, missed: 0, quiet: 0, alarms: 0 },
    ]),
  );
  const cases = readCases(
    checkout,
    checks.filter(({ id }) => answering.has(id)),
  );
  const found = await scanned(cases);
  for (const [position, each] of cases.entries()) {
    const row = rows.get(each.check);
    if (row === undefined) continue;
    const result = compareCase(
      each,
      (found[position] ?? []).filter(({ rule }) => row.rules.includes(rule)),
    );
    for (const kind of ["agreed", "missed", "quiet", "alarms"] as const) row[kind] += result[kind].length;
    if (values.verbose === true)
      for (const kind of ["missed", "alarms"] as const)
        for (const name of result[kind])
          process.stdout.write(`${kind}\t${each.check.id} ${each.check.format}\t${name}\t${each.folder ?? each.text ?? ""}\n`);
  }
  report([...rows.values()]);
  return [...rows.values()].some(({ missed, alarms }) => missed + alarms > 0) ? 1 : 0;
}

function report(rows: readonly Row[]): void {
  const sums = { checks: rows.length, answered: 0, cases: 0, agreed: 0, missed: 0, quiet: 0, alarms: 0 };
  for (const row of rows) {
    if (row.rules.length > 0) sums.answered++;
    if (row.agreed + row.missed + row.quiet + row.alarms > 0) sums.cases++;
    for (const kind of ["agreed", "missed", "quiet", "alarms"] as const) sums[kind] += row[kind];
  }
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify({ ...sums, rows: rows.map(({ check, ...rest }) => ({ ...check, ...rest })) })}\n`);
    return;
  }
  process.stdout.write("check\tformat\tname\trules\tagreed\tmissed\tquiet\tfalse\n");
  for (const { check, rules: names, agreed, missed, quiet, alarms } of rows) {
    const said =
      names.length === 0 ? "no rule" : agreed + missed + quiet + alarms === 0 ? `${names.join(", ")} (no case to read)` : names.join(", ");
    process.stdout.write([check.id, check.format, check.name, said, agreed, missed, quiet, alarms].join("\t").concat("\n"));
  }
  process.stdout.write(
    `${sums.answered} of ${sums.checks} checks are answered for, ${sums.cases} with cases: of ${sums.agreed + sums.missed} failing resources ${sums.agreed} found, of ${sums.quiet + sums.alarms} passing ${sums.quiet} left alone\n`,
  );
}

if (values.checkout === undefined) {
  process.stderr.write("checkov-cases: give --checkout DIR, a source checkout of Checkov with its tests\n");
  process.exitCode = 77;
} else process.exitCode = await run(values.checkout);
