import type { DuckDBConnection } from "@duckdb/node-api";
import type { TablePart } from "../table/source/prepare.ts";
import { sqlName } from "../table/sql.ts";
import type { DataProfile } from "./document.ts";
import { classesOf, type Feature, predictivePower } from "./predictive-power.ts";
import { relationOf, type StatisticsColumn } from "./statistics.ts";

/** Rows and cells that are drawn for the held-out test. */
const ROWS = 20_000;
const CELLS = 4_000_000;
const TELLS_ALL = 0.95;
const ORDERED = 0.9;

export interface Leakage {
  readonly found: DataProfile["leakage"];
  readonly power: ReadonlyMap<string, number>;
  readonly sampled: number;
}

/**
 * Which single columns, and whether the order of the rows, tell the label: on rows drawn with a seed, judged on rows
 * that were not learnt from.
 */
export async function leakageOf(
  connection: DuckDBConnection,
  parts: readonly TablePart[],
  columns: readonly StatisticsColumn[],
  label: string,
  options: { readonly rows: number; readonly seed: number; readonly longestRow: number; readonly times: ReadonlySet<string> },
): Promise<Leakage> {
  const wanted = columns.slice(0, 2000).filter(({ guess }) => guess.type !== "empty");
  const names = [...new Set([...wanted.map(({ name }) => name), label])];
  const rows = Math.max(200, Math.min(ROWS, Math.floor(CELLS / names.length)));
  const source = relationOf(parts, names, options.longestRow);
  const draw = options.rows > rows ? ` USING SAMPLE reservoir(${rows} ROWS) REPEATABLE (${options.seed})` : "";
  const reader = await connection.runAndReadAll(
    `SELECT * FROM (SELECT row_number() OVER () AS "\u0001row", ${names.map(sqlName).join(", ")} FROM ${source})${draw}`,
  );
  const drawn = reader.getColumns();
  const position: Feature = { kind: "number", values: Float64Array.from(drawn[0] ?? [], Number) };
  const order = Int32Array.from(position.values, (_, row) => row).sort((a, b) => (position.values[a] ?? 0) - (position.values[b] ?? 0));
  const features = new Map<string, Feature>(
    names.map((name, index) => {
      const numeric = wanted.some((column) => column.name === name && column.guess.type === "number");
      const values = drawn[index + 1] ?? [];
      // The reservoir gives rows in any order: they are put into that of the file, so that the seed decides alone.
      const cells = Array.from(order, (row) => values[row]);
      return [name, numeric ? { kind: "number", values: Float64Array.from(cells, numberOf) } : { kind: "text", values: cells.map(textOf) }];
    }),
  );
  const labelFeature = features.get(label);
  const target = labelFeature === undefined ? undefined : classesOf(labelFeature);
  if (target === undefined || order.length < 40) return { found: [], power: new Map(), sampled: order.length };
  const power = new Map<string, number>();
  const found: DataProfile["leakage"] = [];
  for (const { name } of wanted) {
    const feature = features.get(name);
    if (name === label || feature === undefined) continue;
    const score = predictivePower(feature, target.labels, target.classes, options.seed);
    power.set(name, score);
    if (score >= TELLS_ALL)
      found.push({
        kind: "target",
        columns: [name],
        score,
        message: options.times.has(name)
          ? `${name} alone tells ${label} (${percent(score)} of the way from chance to always): the label depends on when a row came.`
          : `${name} alone tells ${label} (${percent(score)} of the way from chance to always): it may be made from the label or known only after it.`,
      });
  }
  const sorted: Feature = { kind: "number", values: Float64Array.from(order, (row) => position.values[row] ?? 0) };
  const byOrder = predictivePower(sorted, target.labels, target.classes, options.seed);
  if (byOrder >= ORDERED)
    found.push({
      kind: "order",
      columns: [label],
      score: byOrder,
      message: `The order of the rows tells ${label}: shuffle before splitting, and leave row numbers out.`,
    });
  return { found, power, sampled: order.length };
}

function percent(score: number): string {
  return `${Math.round(100 * score)} %`;
}

function numberOf(value: unknown): number {
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
