import { DataError } from "../errors.ts";
import { readTable } from "./read-table.ts";
import type { Column } from "./table.ts";

/** Some columns of a table, by name. */
export interface RoleTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * Reads a table and keeps the columns that are asked for: as texts, or as numbers. Nothing about the values is told.
 * @throws DataError COLUMN_MISSING, COLUMN_INVALID where a column is no number
 */
export async function readRoles(
  file: string,
  asked: { readonly texts: readonly string[]; readonly numbers: readonly string[] },
): Promise<RoleTable> {
  const shared = asked.texts.find((name) => asked.numbers.includes(name));
  if (shared !== undefined) throw new DataError("OPTION_INVALID", `${shared} cannot be both who or which group, and the value.`);
  const table = await readTable(file, { strings: asked.texts });
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  for (const name of [...asked.texts, ...asked.numbers])
    if (!columns.has(name))
      throw new DataError("COLUMN_MISSING", `${file} has no column ${name}; it has ${[...columns.keys()].slice(0, 20).join(", ")}.`);
  for (const name of asked.numbers)
    if (columns.get(name)?.kind !== "number") throw new DataError("COLUMN_INVALID", `${file}: column ${name} is not one of numbers.`);
  return {
    rows: table.rows,
    columns: new Map([...columns].filter(([name]) => asked.texts.includes(name) || asked.numbers.includes(name))),
  };
}

/** The text of a cell; undefined where it is missing. */
export function textAt({ columns }: RoleTable, name: string, row: number): string | undefined {
  const column = columns.get(name);
  return column?.kind === "string" ? column.dictionary[column.codes[row] ?? -1] : undefined;
}

/** The number of a cell; undefined where it is missing. */
export function numberAt({ columns }: RoleTable, name: string, row: number): number | undefined {
  const column = columns.get(name);
  const value = column?.kind === "number" ? column.values[row] : undefined;
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
