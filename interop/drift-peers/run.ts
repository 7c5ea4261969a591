/**
 * Evidently and NannyML beside data drift: the same splits of public data sets, clean and changed, in one run.
 *   node interop/drift-peers/run.ts [--vectors DIR] [--evidently PYTHON] [--nannyml PYTHON] [--splits N] [--seconds S]
 * DIR holds the tables (default: ../shared/data/datasets). Each PYTHON is that of a virtual environment with the one
 * package (pip install evidently==0.7.23 "pandas<3", and nannyml==0.13.1: they need different versions of pandas); one
 * that lacks it is skipped and said. Free text is left out of all: the peers take every string for a category. No further
 * case is begun after S seconds, and that is said. Exits 77 without DIR.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { halvesOf, SETS, SHIFTS, setOf } from "../../conformance/data-drift/cases.ts";
import { detectDrift } from "../../packages/data/src/drift/detect-drift.ts";
import { sideOfTable } from "../../packages/data/src/drift/side.ts";
import type { Table } from "../../packages/data/src/table/table.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string" },
    evidently: { type: "string", default: "python3" },
    nannyml: { type: "string", default: "python3" },
    splits: { type: "string", default: "5" },
    seconds: { type: "string", default: "3600" },
  },
});
const folder = values.vectors ?? join(import.meta.dirname, "../../../shared/data/datasets");
if (!existsSync(folder)) {
  process.stderr.write(`drift-peers: skipped, ${folder} is not there\n`);
  process.exit(77);
}
const Answer = z.union([z.object({ any: z.boolean(), verdict: z.boolean() }), z.object({ error: z.string() })]);
type Ask = (reference: string, other: string) => Promise<z.output<typeof Answer>>;

function peerOf(name: "evidently" | "nannyml"): { readonly ask: Ask; readonly end: () => void; readonly version: string } | undefined {
  const probe = spawnSync(values[name], ["-c", `import ${name}; print(${name}.__version__)`], { encoding: "utf8" });
  if (probe.status !== 0) {
    process.stdout.write(`${name}: skipped, ${values[name]} does not have it\n`);
    return undefined;
  }
  const child = spawn(values[name], [join(import.meta.dirname, "peer.py"), name], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    version: probe.stdout.trim().split("\n").at(-1) ?? "",
    end: () => void child.stdin.end(),
    ask: async (reference, other) => {
      child.stdin.write(`${reference}\t${other}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) return { error: "it ended" };
        if (value.startsWith("{")) return Answer.parse(JSON.parse(value));
      }
    },
  };
}

function csvOf({ rows, columns }: Table): string {
  const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map(({ name }) => cell(name)).join(",")];
  for (let row = 0; row < rows; row++)
    lines.push(
      columns
        .map((column) => {
          if (column.kind === "string") return cell(column.dictionary[column.codes[row] ?? -1] ?? "");
          const value = column.values[row] ?? Number.NaN;
          return Number.isNaN(value) ? "" : String(value);
        })
        .join(","),
    );
  return `${lines.join("\n")}\n`;
}

const peers = (["evidently", "nannyml"] as const).flatMap((name) => {
  const peer = peerOf(name);
  return peer === undefined ? [] : [{ name, ...peer }];
});
const until = performance.now() + 1000 * Number(values.seconds);
let leftOut = 0;
const scratch = mkdtempSync(join(tmpdir(), "castellan-drift-peers-"));
const counts = new Map<string, Map<string, [number, number, number]>>();
function count(test: string, tool: string, found: boolean | undefined): void {
  const row = counts.get(test) ?? new Map<string, [number, number, number]>();
  const [seen, tried, failed] = row.get(tool) ?? [0, 0, 0];
  row.set(tool, [seen + (found === true ? 1 : 0), tried + (found === undefined ? 0 : 1), failed + (found === undefined ? 1 : 0)]);
  counts.set(test, row);
}
try {
  for (const set of SETS) {
    const whole = await setOf(folder, set);
    if (whole === undefined) continue;
    const table = {
      ...whole,
      columns: whole.columns.filter((column) => column.kind === "number" || (column.kind === "string" && column.dictionary.length <= 200)),
    };
    if (table.columns.length < 2) continue;
    for (let split = 1; split <= Number(values.splits); split++) {
      const { reference, other, random } = halvesOf(table, set[0], split);
      const cases: [string, Table][] = [["clean", other]];
      if (split <= 2) for (const [name, shift] of Object.entries(SHIFTS)) cases.push([name, shift(other, random)]);
      writeFileSync(join(scratch, "reference.csv"), csvOf(reference));
      for (const [name, changed] of cases) {
        if (name !== "clean" && changed.columns.every((column, at) => column === other.columns[at])) continue;
        if (performance.now() > until) {
          leftOut++;
          continue;
        }
        writeFileSync(join(scratch, "new.csv"), csvOf(changed));
        count(name, "castellan", detectDrift(sideOfTable(reference), sideOfTable(changed), { seed: split, times: 1 }).verdict !== "none");
        for (const peer of peers) {
          const answer = await peer.ask(join(scratch, "reference.csv"), join(scratch, "new.csv"));
          if ("error" in answer) process.stderr.write(`${peer.name} on ${set[0]}: ${answer.error}\n`);
          count(name, `${peer.name} ${peer.version}, any column`, "error" in answer ? undefined : answer.any);
          if (peer.name === "evidently")
            count(name, `${peer.name} ${peer.version}, its verdict`, "error" in answer ? undefined : answer.verdict);
        }
      }
    }
  }
} finally {
  for (const peer of peers) peer.end();
  rmSync(scratch, { recursive: true, force: true });
}
if (leftOut > 0) process.stdout.write(`${leftOut} cases were left out after ${values.seconds} s\n`);
const tools = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))];
process.stdout.write(`| | ${tools.join(" | ")} |\n|---|${tools.map(() => "---|").join("")}\n`);
for (const [test, row] of counts)
  process.stdout.write(
    `| ${test} | ${tools
      .map((tool) => {
        const [seen, tried, failed] = row.get(tool) ?? [0, 0, 0];
        return `${seen} of ${tried}${failed > 0 ? ` (${failed} failed)` : ""}`;
      })
      .join(" | ")} |\n`,
  );
