import type { DuckDBConnection } from "@duckdb/node-api";
import type { TablePart } from "../table/source/prepare.ts";
import { sqlName, sqlText } from "../table/sql.ts";
import type { MergedColumn } from "./merge.ts";
import { readMoment, readNumber, type ValueForm } from "./scan/read-value.ts";

/** Over all rows. Times are seconds since 1970. */
export interface NumberStatistics {
  /** Values that are numbers or times. */
  readonly read: number;
  readonly infinite: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Of the sample (n - 1); undefined below two values. */
  readonly standardDeviation?: number;
  readonly zeros: number;
  readonly negative: number;
  /** Finite values in order with how often each occurs: all of them where `exact`, else those drawn by hash. */
  readonly values: readonly { readonly value: number; readonly count: number }[];
  readonly exact: boolean;
}

/** Statistics of a column that holds numbers or times. */
export function statisticsOf({ numbers, distinct }: MergedColumn, form: ValueForm): NumberStatistics | undefined {
  if (numbers === undefined) return undefined;
  const finite = numbers.read - numbers.infinite;
  const values = distinct
    .weighted()
    .map(({ value, count }) => ({ value: form === "number" ? numberOf(value) : readMoment(value.trim(), form), count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  const { read, infinite, minimum, maximum, mean, squares, zeros, negative } = numbers;
  return {
    read,
    infinite,
    minimum: finite === 0 ? Number.NaN : minimum,
    maximum: finite === 0 ? Number.NaN : maximum,
    mean,
    ...(finite > 1 ? { standardDeviation: Math.sqrt(squares / (finite - 1)) } : {}),
    zeros,
    negative,
    values,
    exact: distinct.level === 0,
  };
}

function numberOf(text: string): number {
  const bytes = Buffer.from(text);
  return readNumber(bytes, 0, bytes.length);
}

/** Value at a share from 0 to 1 of the cells; between neighbours linearly (R. J. Hyndman, Y. Fan 1996, definition 7). */
export function quantileOf({ values, minimum, maximum }: NumberStatistics, share: number): number {
  if (share <= 0 || values.length === 0) return minimum;
  if (share >= 1) return maximum;
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const rank = share * (total - 1);
  let before = 0;
  for (const [index, { value, count }] of values.entries()) {
    if (before + count <= Math.floor(rank)) {
      before += count;
      continue;
    }
    const next = before + count > Math.floor(rank) + 1 ? value : (values[index + 1]?.value ?? value);
    return value + (next - value) * (rank - Math.floor(rank));
  }
  return maximum;
}

/** Distinct values of columns that may be keys, counted exactly; what does not fit into memory is spilled. */
export async function uniqueOf(
  connection: DuckDBConnection,
  parts: readonly TablePart[],
  columns: readonly string[],
  longestRow: number,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const name of columns) {
    const reader = await connection.runAndReadAll(`SELECT count(DISTINCT ${sqlName(name)}) FROM (${relationOf(parts, name, longestRow)})`);
    counts.set(name, Number(reader.getRows()[0]?.[0]));
  }
  return counts;
}

function relationOf(parts: readonly TablePart[], column: string, longestRow: number): string {
  return parts
    .filter(({ names }) => names.includes(column))
    .map((part) => `SELECT ${sqlName(column)} FROM ${readCsv(part, longestRow)}`)
    .join(" UNION ALL ");
}

function readCsv({ dialect, names, path }: TablePart, longestRow: number): string {
  const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(", ");
  const character = (code: number): string => sqlText(String.fromCharCode(code));
  const long =
    longestRow > 1_500_000
      ? `, max_line_size=${Math.ceil(longestRow * 1.1) + 65536}, buffer_size=${Math.ceil(longestRow * 2.4) + 262144}`
      : "";
  return `read_csv(${sqlText(path)}, auto_detect=false, header=${dialect.header}, delim=${character(dialect.delimiter)}, quote=${character(dialect.quote)}, escape=${character(dialect.escape)}, columns={${columns}}, strict_mode=false, nullstr=''${long})`;
}
