import { existsSync } from "node:fs";
import {
  type Anonymity,
  type Attribute,
  classesOf,
  commonValue,
  type EquivalenceClass,
  measure,
  mondrian,
  type People,
  type Wanted,
} from "@castellan/protect/masking";
import { DataError } from "../errors.ts";
import { RowWriter, type TextFormat } from "../mask/row-writer.ts";
import { readTable } from "../table/read-table.ts";
import type { Column } from "../table/table.ts";
import type { DataAnonymityResult } from "./document.ts";

export interface AnonymityOptions {
  readonly file: string;
  readonly quasi: readonly string[];
  readonly sensitive: readonly string[];
  readonly wanted: Wanted;
  /** Where the generalised table is written (.csv, .tsv, .jsonl); only measured unless told. */
  readonly output?: string | undefined;
  readonly force?: boolean;
}

function attributeOf(column: Column): Attribute {
  if (column.kind === "string") return { kind: "category", name: column.name, codes: column.codes, names: column.dictionary };
  return { kind: "number", name: column.name, values: column.values };
}

function chosen(columns: readonly Column[], names: readonly string[], file: string): readonly Column[] {
  return names.map((name) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined)
      throw new DataError(
        "COLUMN_MISSING",
        `${file} has no column ${name}; it has ${columns
          .map((one) => one.name)
          .slice(0, 20)
          .join(", ")}.`,
      );
    return column;
  });
}

function keeps({ k, sensitive }: Anonymity, wanted: Wanted): boolean {
  const { l = 0, t = 1 } = wanted;
  return k >= wanted.k && sensitive.every(({ distinct, closeness }) => distinct >= l && closeness <= t + 1e-12);
}

function rounded(found: Anonymity): DataAnonymityResult["before"] {
  const short = (value: number): number => Number(value.toPrecision(6));
  return {
    ...found,
    risk: short(found.risk),
    sensitive: found.sensitive.map((one) => ({ ...one, entropy: short(one.entropy), closeness: short(one.closeness) })),
  };
}

/**
 * How well people are hidden in a table, and, where an output is named, the table generalised until the wish is kept:
 * quasi-identifiers as ranges and sets, sensitive columns as they are, every other column left out.
 * @throws DataError, ProtectError where it cannot be kept; nothing is written then
 */
export async function anonymiseFile(options: AnonymityOptions): Promise<DataAnonymityResult> {
  const { file, wanted, output } = options;
  const [quasi, sensitive] = [[...new Set(options.quasi)], [...new Set(options.sensitive)]];
  if (quasi.length === 0) throw new DataError("OPTION_INVALID", "Name what may be known of people from elsewhere: --quasi COL.");
  const both = quasi.find((name) => sensitive.includes(name));
  if (both !== undefined) throw new DataError("OPTION_INVALID", `${both} cannot be both quasi-identifier and sensitive.`);
  const format = output === undefined ? undefined : formatOf(output);
  if (output !== undefined && existsSync(output) && options.force !== true)
    throw new DataError("OPTION_INVALID", `${output} is there already; choose another --to, or --force to replace it.`);
  const table = await readTable(file);
  const [known, hidden] = [chosen(table.columns, quasi, file), chosen(table.columns, sensitive, file)];
  const people: People = { rows: table.rows, quasi: known.map(attributeOf), sensitive: hidden.map(attributeOf) };
  const before = measure(people, classesOf(people), wanted.k);
  const named = new Set([...quasi, ...sensitive]);
  let after: Anonymity | undefined;
  if (output !== undefined && format !== undefined) {
    const classes = mondrian(people, wanted);
    after = measure(people, classes, wanted.k);
    write(output, format, known, hidden, people, classes);
  }
  return {
    schema: "castellan/data-anonymity/1",
    file,
    quasi,
    wanted: { k: wanted.k, ...(wanted.l === undefined ? {} : { l: wanted.l }), ...(wanted.t === undefined ? {} : { t: wanted.t }) },
    kept: keeps(before, wanted),
    before: rounded(before),
    columns: people.quasi.map((attribute) => {
      const alone = measure(
        { rows: table.rows, quasi: [attribute], sensitive: [] },
        classesOf({ rows: table.rows, quasi: [attribute], sensitive: [] }),
        wanted.k,
      );
      return { name: attribute.name, values: alone.classes, unique: alone.unique };
    }),
    ...(after === undefined || output === undefined ? {} : { after: rounded(after), output }),
    dropped: output === undefined ? [] : table.columns.map(({ name }) => name).filter((name) => !named.has(name)),
    warnings: table.warnings.map(({ message }) => message),
  };
}

function formatOf(path: string): TextFormat {
  const ending = /\.(csv|tsv|jsonl)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === "csv" || ending === "tsv" || ending === "jsonl") return ending;
  throw new DataError("OPTION_INVALID", `${path}: generalised tables are written as .csv, .tsv or .jsonl.`);
}

function shownBy(column: Column): (value: number) => string {
  return column.kind === "time" ? (value) => new Date(value * 1000).toISOString().replace("T00:00:00.000Z", "") : String;
}

function cellOf(column: Column, row: number): string | undefined {
  if (column.kind === "string") return column.dictionary[column.codes[row] ?? -1];
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : shownBy(column)(value);
}

function write(
  output: string,
  format: TextFormat,
  known: readonly Column[],
  hidden: readonly Column[],
  people: People,
  classes: readonly EquivalenceClass[],
): void {
  const classOf = new Int32Array(people.rows);
  for (const [index, members] of classes.entries()) for (const row of members) classOf[row] = index;
  const shown = classes.map((members) =>
    people.quasi.map((attribute, at) => {
      const column = known[at];
      return commonValue(attribute, members, column === undefined ? String : shownBy(column));
    }),
  );
  const writer = new RowWriter(
    output,
    format,
    [...known, ...hidden].map(({ name }) => name),
  );
  try {
    for (let row = 0; row < people.rows; row++)
      writer.row([...(shown[classOf[row] ?? 0] ?? []), ...hidden.map((column) => cellOf(column, row))]);
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}
