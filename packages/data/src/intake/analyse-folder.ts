import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "@castellan/graph";
import { detectDrift } from "../drift/detect-drift.ts";
import { momentsOf } from "../drift/moments.ts";
import { sideOfTable } from "../drift/side.ts";
import { DataError } from "../errors.ts";
import { type ReadOptions, type ReadTable, readTable } from "../table/read-table.ts";
import { readWhole } from "../table/source/warning.ts";
import type { Table } from "../table/table.ts";
import { analyseTables } from "./analyse-table.ts";
import type { AnalysisRequest } from "./analysis.ts";
import { bunchedAtEnd } from "./bunching.ts";
import { compareFacts, compareRows, type RowChanges } from "./compare-versions.ts";
import type { AnalysisReportData, IntakeFinding } from "./document.ts";

const TABLES = /\.(?:csv|tsv|txt|data|jsonl|ndjson|json|parquet|pq)(?:\.gz|\.zst)?$/i;
const VERSION = "1";

/** Everything that is asked of the rows of a source; runs in the isolated process. */
export async function analyseFolder(request: AnalysisRequest): Promise<AnalysisReportData> {
  const report: AnalysisReportData = {
    findings: [],
    analyses: [],
    comparisons: [],
    disagreements: [],
    checks: [],
    permissions: { network: true, writes: true },
  };
  const files = tablesIn(request.folder);
  const facts: Record<string, unknown> = {};
  const failed: string[] = [];
  const readable: { file: string; rows: number }[] = [];
  for (const file of files) {
    let table: ReadTable;
    try {
      table = await readTable(join(request.folder, file), readingOf(request, request.id));
    } catch (cause) {
      const reason = (cause instanceof Error ? cause.message : String(cause)).replaceAll(join(request.folder, file), file);
      failed.push(`${file}: ${reason}`);
      report.findings.push({ rule: "unreadable", severity: "high", message: `${file} cannot be read: ${reason}`, blocks: true });
      continue;
    }
    for (const warning of table.warnings)
      report.findings.push({ rule: "unreadable", severity: "medium", message: warning.message, blocks: !readWhole([warning]) });
    facts[file] = { rows: table.rows, columns: table.columns.length };
    readable.push({ file, rows: table.rows });
    const changes = await compareEarlier(file, files.length, table, request, report);
    await comparePeers(file, table, request, report);
    lookAtTimes(file, table, changes, request, report);
  }
  if (files.length === 0)
    report.findings.push({
      rule: "unchecked",
      severity: "medium",
      message: "There is no table among the files: their rows were not looked at.",
      blocks: true,
    });
  report.analyses.push(
    files.length === 0
      ? { id: "table", version: VERSION, status: "skipped", reason: "no table among the files", facts: {} }
      : {
          id: "table",
          version: VERSION,
          status: failed.length > 0 ? "failed" : "done",
          ...(failed.length > 0 ? { reason: failed.join("; ") } : {}),
          facts,
        },
  );
  await analyseTables(readable, request, report);
  return report;
}

function tablesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TABLES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort(compareText);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Number(((100 * part) / whole).toPrecision(3))} %`;
}

async function compareEarlier(
  file: string,
  files: number,
  now: Table,
  { earlier, policy, id, label, time, seed, scratch }: AnalysisRequest,
  report: AnalysisReportData,
): Promise<RowChanges | undefined> {
  if (earlier === undefined) return undefined;
  let before: Table;
  // A source of one table is compared whatever its file is called.
  const old = tablesIn(earlier.folder);
  const name = files === 1 && old.length === 1 ? (old[0] ?? file) : file;
  try {
    before = await readTable(join(earlier.folder, name), readingOf({ scratch }, id));
  } catch (cause) {
    if (!(cause instanceof DataError) || (cause.code !== "FILE_MISSING" && cause.code !== "TABLE_EMPTY")) throw cause;
    const was = cause.code === "FILE_MISSING" ? "was not" : "had no row";
    report.findings.push({ rule: "new-file", severity: "info", message: `${file} ${was} in ${earlier.id}.`, blocks: false });
    return undefined;
  }
  const key = id !== undefined && [before, now].every(({ columns }) => columns.some(({ name }) => name === id)) ? id : undefined;
  const changes = compareRows(before, now, key);
  const { touched: _, ...rows } = changes;
  const drift =
    before.rows === 0 || now.rows === 0
      ? undefined
      : detectDrift(sideOfTable(before), sideOfTable(now), { seed, times: 40, id, label, time });
  report.comparisons.push({
    earlier: earlier.id,
    file,
    ...(key === undefined ? {} : { key }),
    rows,
    ...(drift === undefined ? {} : { drift: drift.verdict }),
  });
  const find = (rule: string, severity: IntakeFinding["severity"], message: string): void =>
    void report.findings.push({ rule, severity, message: `${file}: ${message}`, blocks: true });
  if (rows.removed > policy["removed-rows"] * rows.before)
    find(
      "rows-removed",
      "high",
      `${rows.removed} of ${rows.before} rows (${percent(rows.removed, rows.before)}) of ${earlier.id} are gone; the policy allows ${percent(policy["removed-rows"], 1)}`,
    );
  if (rows.changed > policy["changed-rows"] * rows.before)
    find(
      "rows-changed",
      "high",
      `${rows.changed} rows (${percent(rows.changed, rows.before)}) that were in ${earlier.id} have another content now; the policy allows ${percent(policy["changed-rows"], 1)}`,
    );
  const order = ["none", "drift", "severe"];
  if (drift !== undefined && order.indexOf(drift.verdict) > order.indexOf(policy.drift))
    find(
      "drift",
      drift.verdict === "severe" ? "high" : "medium",
      `${drift.verdict === "severe" ? "severe drift" : "drift"} from ${earlier.id}: ${drift.reasons.join("; ")}`,
    );
  return changes;
}

/** Ids as they are written; copies go where the isolated process may write. */
function readingOf({ scratch }: Pick<AnalysisRequest, "scratch">, id: string | undefined): ReadOptions & { readonly temporary: string } {
  return { temporary: scratch, ...(id === undefined ? {} : { strings: [id] }) };
}

async function comparePeers(
  file: string,
  table: Table,
  { peers, id, policy, scratch }: AnalysisRequest,
  report: AnalysisReportData,
): Promise<void> {
  if (id === undefined || !table.columns.some(({ name }) => name === id)) return;
  for (const peer of peers)
    for (const theirs of tablesIn(peer.folder)) {
      const other = await readTable(join(peer.folder, theirs), readingOf({ scratch }, id));
      if (!other.columns.some(({ name }) => name === id)) continue;
      const { shared, columns } = compareFacts(table, other, id);
      if (shared === 0) continue;
      const differing = columns.filter(({ differ }) => differ > 0);
      report.disagreements.push({ source: peer.name, file, key: id, shared, columns: differing });
      for (const { name, differ } of differing)
        if (differ > policy.disagreement * shared)
          report.findings.push({
            rule: "disagreement",
            severity: "high",
            message: `${file}: ${name} differs from ${peer.name} in ${differ} of ${shared} rows with the same ${id} (${percent(differ, shared)}); the policy allows ${percent(policy.disagreement, 1)}`,
            blocks: true,
          });
    }
}

function lookAtTimes(
  file: string,
  table: Table,
  changes: RowChanges | undefined,
  { time }: AnalysisRequest,
  report: AnalysisReportData,
): void {
  if (time === undefined) return;
  const found = table.columns.find(({ name }) => name === time);
  const column = momentsOf(found);
  if (column === undefined) {
    report.findings.push({
      rule: "unchecked",
      severity: "low",
      message: `${file}: ${found === undefined ? `there is no column ${time}` : `column ${time} holds no moments`}, so edits before the snapshot were not looked for.`,
      blocks: false,
    });
    return;
  }
  // Of a version that only appends, what is new stands at the end by nature: edits of old rows are what tells.
  const edited =
    changes === undefined
      ? undefined
      : changes.changed > 0
        ? Float64Array.from(changes.touched, (row) => column.values[row] ?? Number.NaN)
        : undefined;
  for (const [values, what] of [
    [column.values, "rows"] as const,
    ...(edited === undefined ? [] : [[edited, "new or edited rows"] as const]),
  ]) {
    const bunch = bunchedAtEnd(values, column.values);
    if (bunch === undefined) continue;
    const from = column.kind === "time" ? new Date(bunch.from * 1000).toISOString() : String(Number(bunch.from.toPrecision(8)));
    report.findings.push({
      rule: "frontrunning",
      severity: "high",
      message: `${file}: ${bunch.rows} ${what} fall into the last ${percent(bunch.share, 1)} of the time before the snapshot (since ${from}), where ${Number(bunch.usual.toPrecision(2))} are usual: edits bunched before the data was taken`,
      blocks: true,
    });
    return;
  }
}
