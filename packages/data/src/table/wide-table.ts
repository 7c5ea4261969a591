import { DataError } from "../errors.ts";
import { readIsoMoment } from "../profile/scan/iso-moment.ts";
import { readNumber } from "../profile/scan/read-value.ts";
import { StringBuilder } from "./column-builder.ts";
import { eachRow, type VisitedRows } from "./delimited/each-row.ts";
import { firstRowOf } from "./delimited/first-row.ts";
import type { TablePart } from "./source/prepare.ts";
import type { Column, StringColumn, Table } from "./table.ts";

/** Cells of a table that are held in memory. */
const MOST_CELLS = 200_000_000;
const ROWS_AT_ONCE = 64;

interface WideOptions {
  /** Columns that stay strings. */
  readonly strings: ReadonlySet<string>;
  /** Spellings of "nothing here". */
  readonly missing: ReadonlySet<string>;
}

export interface WideTable {
  readonly table: Table;
  /** What of the rows of each part was not as its header says. */
  readonly visited: readonly (VisitedRows & { readonly part: TablePart })[];
}

/**
 * Reads delimited text of very many columns, cell by cell: missing fields are missing, surplus ones are left out.
 * @throws DataError FILE_UNREADABLE where there are more cells than memory is meant for
 */
export function readWideParts(
  path: string,
  parts: readonly TablePart[],
  columns: readonly string[],
  { strings, missing }: WideOptions,
): WideTable {
  const builders = columns.map((name) => new StringBuilder(name));
  const waiting: (string | undefined)[][] = columns.map(() => []);
  const flush = (): void => {
    for (const [index, builder] of builders.entries()) builder.add(waiting[index] ?? []);
    for (const cells of waiting) cells.length = 0;
  };
  const placeOf = new Map(columns.map((name, place) => [name, place]));
  let rows = 0;
  const visited: (VisitedRows & { readonly part: TablePart })[] = [];
  for (const part of parts) {
    const places = part.names.map((name) => placeOf.get(name) ?? -1);
    const own = new Set(places);
    const lacking = [...columns.keys()].filter((place) => !own.has(place));
    const seen = eachRow(part, firstRowOf(part), (cell) => {
      for (const [index, place] of places.entries()) {
        const text = cell(index);
        waiting[place]?.push(text === undefined || missing.has(text) ? undefined : text);
      }
      for (const place of lacking) waiting[place]?.push(undefined);
      if (++rows % ROWS_AT_ONCE === 0) flush();
      if (rows * columns.length > MOST_CELLS)
        throw new DataError(
          "FILE_UNREADABLE",
          `${path}: ${columns.length} columns and more than ${rows} rows are too many cells to hold in memory (${MOST_CELLS} at most). Leave columns or rows out.`,
        );
    });
    visited.push({ ...seen, part });
  }
  flush();
  return { table: { rows, columns: builders.map((builder) => typed(builder.finish(), strings)) }, visited };
}

/** Numbers where every value is one, moments likewise, else the strings themselves. */
function typed(column: StringColumn, strings: ReadonlySet<string>): Column {
  const { name, codes, dictionary } = column;
  if (strings.has(name) || dictionary.length === 0) return column;
  for (const [kind, read] of [
    ["number", readNumber],
    ["time", readIsoMoment],
  ] as const) {
    const values = new Float64Array(dictionary.length);
    const all = dictionary.every((text, code) => {
      const bytes = Buffer.from(text);
      const value = read(bytes, 0, bytes.length);
      values[code] = value;
      return !Number.isNaN(value);
    });
    if (all) return { kind, name, values: Float64Array.from(codes, (code) => values[code] ?? Number.NaN) };
  }
  return column;
}
