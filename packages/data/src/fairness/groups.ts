import { compareText } from "@castellan/graph";
import { DataError } from "../errors.ts";
import type { Column, Table } from "../table/table.ts";

/** Rows by group; -1 where the group is not known. */
export interface Grouping {
  readonly columns: readonly string[];
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** `age` or `age:25` or `age:25:60`: a column, and where to cut its numbers. */
export interface GroupSpec {
  readonly column: string;
  readonly edges: readonly number[];
}

/** @throws DataError OPTION_INVALID */
export function groupSpecOf(text: string): GroupSpec {
  const [column = "", ...cuts] = text.split(":");
  const edges = cuts.map(Number);
  if (column === "" || edges.some((edge) => !Number.isFinite(edge)))
    throw new DataError("OPTION_INVALID", `--group ${text}: a column, or a column and where to cut its numbers (age:25:60).`);
  return { column, edges: edges.sort((a, b) => a - b) };
}

export function columnNamed(table: Table, name: string, file: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined)
    throw new DataError(
      "COLUMN_MISSING",
      `${file}: there is no column ${name}; there are ${table.columns
        .map((own) => own.name)
        .slice(0, 20)
        .join(", ")}.`,
    );
  return column;
}

const MOST_VALUES = 20;

/** @throws DataError COLUMN_INVALID where a column has too many values to be groups */
export function groupingOf(column: Column, { edges }: GroupSpec, notes: string[]): Grouping {
  if (column.kind === "string") {
    const order = column.dictionary
      .map((_, code) => code)
      .sort((a, b) => compareText(column.dictionary[a] ?? "", column.dictionary[b] ?? ""));
    if (order.length > 200)
      throw new DataError(
        "COLUMN_INVALID",
        `Column ${column.name} has ${order.length} different values: that is no group. Name a column with few.`,
      );
    const places = new Int32Array(order.length);
    for (const [place, code] of order.entries()) places[code] = place;
    return {
      columns: [column.name],
      names: order.map((code) => column.dictionary[code] ?? ""),
      codes: column.codes.map((code) => (code < 0 ? -1 : (places[code] ?? -1))),
    };
  }
  const different = [...new Set(column.values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (edges.length === 0 && different.length <= MOST_VALUES) {
    const places = new Map(different.map((value, place) => [value, place] as const));
    return {
      columns: [column.name],
      names: different.map(String),
      codes: Int32Array.from(column.values, (value) => places.get(value) ?? -1),
    };
  }
  const cuts = edges.length > 0 ? edges : quartiles(column.values);
  if (edges.length === 0)
    notes.push(`${column.name} is cut at its quartiles (${cuts.join(", ")}); say where with --group ${column.name}:CUT.`);
  return {
    columns: [column.name],
    names: [
      `${column.name} < ${cuts[0]}`,
      ...cuts.map((cut, at) => (at + 1 < cuts.length ? `${cut} ≤ ${column.name} < ${cuts[at + 1]}` : `${column.name} ≥ ${cut}`)),
    ],
    codes: Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : cuts.filter((cut) => value >= cut).length)),
  };
}

function quartiles(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return [...new Set([0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)] ?? 0))];
}

/** Every combination that occurs. */
export function intersection(groupings: readonly Grouping[]): Grouping {
  const [first] = groupings;
  if (first === undefined || groupings.length === 1) return first ?? { columns: [], names: [], codes: new Int32Array() };
  const keys = Array.from(first.codes, (_, row) => {
    const parts = groupings.map(({ codes, names }) => names[codes[row] ?? -1]);
    return parts.includes(undefined) ? undefined : parts.join(" · ");
  });
  const names = [...new Set(keys.filter((key) => key !== undefined))].sort(compareText);
  const places = new Map(names.map((name, place) => [name, place] as const));
  return {
    columns: groupings.flatMap(({ columns }) => columns),
    names,
    codes: Int32Array.from(keys, (key) => (key === undefined ? -1 : (places.get(key) ?? -1))),
  };
}
