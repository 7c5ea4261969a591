import type { ColumnSketch } from "../sketches/column-sketch.ts";
import type { TableSketch } from "../sketches/table-sketch.ts";
import type { Column, Table } from "../table/table.ts";
import { type Distribution, distributionOf, distributionOfSketch } from "./distribution.ts";

/** How often each value stands there. */
export interface Counts {
  readonly counts: ReadonlyMap<string, number>;
  /** Each count is too low by at most this; 0 from rows. */
  readonly error: number;
}

/** A column of one side of the comparison, from rows or from a sketch. */
export interface SideColumn {
  readonly name: string;
  readonly kind: Column["kind"];
  readonly rows: number;
  readonly missing: number;
  readonly distinct: number;
  /** Of the numbers; of strings, of their lengths. */
  readonly distribution: Distribution;
  /** Of strings, and of numbers of few different values. */
  readonly counts?: Counts;
}

export interface Side {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, SideColumn>;
  /** Where the rows themselves are there. */
  readonly table?: Table;
}

/** Numbers of at most so many different values are compared value by value as well. */
export const FEW = 20;

export function sideOfTable(table: Table): Side {
  return { rows: table.rows, table, columns: new Map(table.columns.map((column) => [column.name, sideColumnOf(column)])) };
}

export function sideOfSketch(sketch: TableSketch): Side {
  return { rows: sketch.rows, columns: new Map(sketch.columns.map((column) => [column.name, ofSketch(column)])) };
}

export function sideColumnOf(column: Column): SideColumn {
  const { name, kind } = column;
  if (column.kind !== "string") {
    const distribution = distributionOf(column.values);
    return {
      name,
      kind,
      rows: column.values.length,
      missing: column.values.length - distribution.count,
      distinct: distribution.values.length,
      distribution,
      ...(distribution.values.length > FEW ? {} : { counts: fewOf(distribution) }),
    };
  }
  const times = new Float64Array(column.dictionary.length);
  const lengths = new Float64Array(column.codes.length);
  let missing = 0;
  for (const [row, code] of column.codes.entries()) {
    const text = column.dictionary[code];
    lengths[row] = text === undefined ? Number.NaN : text.length;
    if (text === undefined) missing++;
    else times[code] = (times[code] ?? 0) + 1;
  }
  const counts = new Map<string, number>();
  for (const [code, text] of column.dictionary.entries()) if ((times[code] ?? 0) > 0) counts.set(text, times[code] ?? 0);
  return {
    name,
    kind,
    rows: column.codes.length,
    missing,
    distinct: counts.size,
    distribution: distributionOf(lengths),
    counts: { counts, error: 0 },
  };
}

function fewOf({ values, below }: Distribution): Counts {
  const counts = new Map<string, number>();
  for (const [at, value] of values.entries()) counts.set(String(value), (below[at] ?? 0) - (at === 0 ? 0 : (below[at - 1] ?? 0)));
  return { counts, error: 0 };
}

function ofSketch(column: ColumnSketch): SideColumn {
  const { name, kind, rows, missing, distinct, frequent } = column;
  const distribution = distributionOfSketch(column);
  const counts: Counts | undefined =
    kind === "string" && frequent !== undefined
      ? { counts: new Map(frequent.entries()), error: frequent.error }
      : distribution.epsilon === 0 && distribution.values.length <= FEW
        ? fewOf(distribution)
        : undefined;
  return { name, kind, rows, missing, distinct, distribution, ...(counts === undefined ? {} : { counts }) };
}
