import type { DuckDBConnection } from "@duckdb/node-api";
import type { TablePart } from "../table/source/prepare.ts";
import { sqlName, sqlText } from "../table/sql.ts";
import type { Guess } from "./guess.ts";

/** Over all rows, by the engine. Times are seconds since 1970. */
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
  /** At 0, 1/32, …, 1: a t-digest (T. Dunning 2019), exact at both ends. */
  readonly quantiles: readonly number[];
}

export const QUANTILE_STEPS = 32;
/** Columns in one query: wide tables are read several times, so that memory stays bounded. */
const WIDTH = 400;

function readCsv(part: TablePart, longestRow: number): string {
  const { dialect, names, path } = part;
  const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(", ");
  const character = (code: number): string => sqlText(String.fromCharCode(code));
  const long =
    longestRow > 1_500_000
      ? `, max_line_size=${Math.ceil(longestRow * 1.1) + 65536}, buffer_size=${Math.ceil(longestRow * 2.4) + 262144}`
      : "";
  return `read_csv(${sqlText(path)}, auto_detect=false, header=${dialect.header}, delim=${character(dialect.delimiter)}, quote=${character(dialect.quote)}, escape=${character(dialect.escape)}, columns={${columns}}, strict_mode=false, null_padding=false, nullstr=''${long})`;
}

/** All parts under each other, every column a text. */
export function relationOf(parts: readonly TablePart[], columns: readonly string[], longestRow = 0): string {
  const selects = parts.map((part) => {
    const own = new Set(part.names);
    return `SELECT ${columns.map((name) => (own.has(name) ? sqlName(name) : `NULL::VARCHAR AS ${sqlName(name)}`)).join(", ")} FROM ${readCsv(part, longestRow)}`;
  });
  return `(${selects.join(" UNION ALL ")})`;
}

export interface StatisticsColumn {
  readonly name: string;
  readonly guess: Guess;
}

function valueOf({ name, guess }: StatisticsColumn): string {
  const column = sqlName(name);
  if (guess.type === "number") return `try_cast(${column} AS DOUBLE)`;
  return guess.timeFormat === undefined
    ? `epoch(try_cast(${column} AS TIMESTAMP))`
    : `epoch(try_strptime(${column}, ${sqlText(guess.timeFormat)}))`;
}

function plain(value: unknown): number {
  return typeof value === "bigint" ? Number(value) : typeof value === "number" ? value : Number.NaN;
}

/** Statistics of the columns that hold numbers or times, in as few passes as memory allows. */
export async function statisticsOf(
  connection: DuckDBConnection,
  parts: readonly TablePart[],
  columns: readonly StatisticsColumn[],
  longestRow: number,
): Promise<{ readonly rows: number; readonly statistics: ReadonlyMap<string, NumberStatistics> }> {
  const wanted = columns.filter(({ guess }) => guess.type === "number" || guess.type === "time");
  const statistics = new Map<string, NumberStatistics>();
  const steps = Array.from({ length: QUANTILE_STEPS + 1 }, (_, index) => index / QUANTILE_STEPS);
  let rows = Number.NaN;
  for (let from = 0; from < Math.max(1, wanted.length); from += WIDTH) {
    const group = wanted.slice(from, from + WIDTH);
    const values = group.map((column, index) => `${valueOf(column)} AS x${index}`);
    const aggregates = group.map((_, index) => {
      const x = `x${index}`;
      const finite = `CASE WHEN isfinite(${x}) THEN ${x} END`;
      return `[count(${x})::DOUBLE, count(*) FILTER (isinf(${x}))::DOUBLE, min(${finite}), max(${finite}), avg(${finite}), stddev_samp(${finite}), count(*) FILTER (${x} = 0)::DOUBLE, count(*) FILTER (${x} < 0)::DOUBLE, count(*) FILTER (isnan(${x}))::DOUBLE] AS s${index}, approx_quantile(${finite}, [${steps.join(",")}]) AS q${index}`;
    });
    const source = relationOf(
      parts,
      group.length === 0 ? columns.slice(0, 1).map(({ name }) => name) : group.map(({ name }) => name),
      longestRow,
    );
    const inner = values.length === 0 ? source : `(SELECT ${values.join(", ")} FROM ${source})`;
    const reader = await connection.runAndReadAll(`SELECT count(*)${aggregates.map((each) => `, ${each}`).join("")} FROM ${inner}`);
    const [row] = reader.getRowsJS();
    if (row === undefined) continue;
    rows = plain(row[0]);
    group.forEach(({ name }, index) => {
      const [
        read = 0,
        infinite = 0,
        minimum = Number.NaN,
        maximum = Number.NaN,
        mean = Number.NaN,
        deviation = Number.NaN,
        zeros = 0,
        negative = 0,
        nan = 0,
      ] = listed(row[1 + 2 * index]);
      const quantiles = listed(row[2 + 2 * index]);
      statistics.set(name, {
        read: read - nan,
        infinite,
        minimum,
        maximum,
        mean,
        zeros,
        negative,
        ...(Number.isFinite(deviation) ? { standardDeviation: deviation } : {}),
        quantiles: quantiles.map((value, at) => (at === 0 ? minimum : at === QUANTILE_STEPS ? maximum : value)),
      });
    });
  }
  return { rows, statistics };
}

function listed(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(plain) : [];
}

/** The commonest values of a column that are no number (or time), with how often. */
export async function oddValues(
  connection: DuckDBConnection,
  parts: readonly TablePart[],
  column: StatisticsColumn,
  except: readonly string[],
  longestRow: number,
): Promise<readonly { readonly value: string; readonly count: number }[]> {
  const name = sqlName(column.name);
  const reader = await connection.runAndReadAll(
    `SELECT ${name}[:60] AS v, count(*) AS n FROM ${relationOf(parts, [column.name], longestRow)} WHERE ${name} IS NOT NULL AND ${valueOf(column)} IS NULL${except.length === 0 ? "" : ` AND ${name} NOT IN (${except.map(sqlText).join(", ")})`} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3`,
  );
  return reader.getRows().map(([value, count]) => ({ value: String(value), count: plain(count) }));
}
