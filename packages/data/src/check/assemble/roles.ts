import { DataError } from "../../errors.ts";
import type { Column, Dataset, ImageSet, Matrix, StringColumn, Table } from "../../table/table.ts";

/** Columns as the user names them; what is not named is guessed, and said. */
export interface Roles {
  readonly label?: string | undefined;
  readonly source?: string | undefined;
  readonly time?: string | undefined;
  readonly id?: string | undefined;
  readonly text?: readonly string[] | undefined;
}

export interface Assembled {
  readonly dataset: Dataset;
  /** The column that names the rows, where there is one. */
  readonly idColumn?: string | undefined;
  /** What was guessed or left out, in words. */
  readonly notes: readonly string[];
}

const LABEL_NAME = /^(?:label|labels|class|target|y|outcome|category|sentiment|is_?fraud|fraud|is_?spam|spam)$/i;
const SOURCE_NAME = /^(?:source|data_?source|provider|vendor|origin|contributor|annotator|worker_?id|uploader|site)$/i;
const TIME_NAME = /^(?:time|timestamp|date|datetime|created(?:_?at)?|event_?time|ingested(?:_?at)?)$/i;
const ID_NAME = /^(?:id|uuid|guid|row_?id|record_?id|index|.*_id|.*ID)$/;

/** Turns a number column into strings as they would be written. */
export function asStrings(column: Column): StringColumn {
  if (column.kind === "string") return column;
  const dictionary: string[] = [];
  const places = new Map<number, number>();
  const codes = Int32Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return -1;
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, dictionary.length);
    return dictionary.push(String(value)) - 1;
  });
  return { kind: "string", name: column.name, codes, dictionary };
}

/**
 * Gives the columns of a table their roles.
 * @throws DataError COLUMN_MISSING where a named column is not there, with the columns that are
 */
export function assemble(table: Table, roles: Roles, given: { readonly images?: ImageSet; readonly embedding?: Matrix } = {}): Assembled {
  const notes: string[] = [];
  const named = (role: string, name: string): Column => {
    const found = table.columns.find((column) => column.name === name);
    if (found !== undefined) return found;
    const there = table.columns.slice(0, 30).map((column) => column.name);
    throw new DataError(
      "COLUMN_MISSING",
      `--${role} ${name}: there is no such column; there are ${there.join(", ")}${table.columns.length > 30 ? ", …" : ""}.`,
    );
  };
  const taken = new Set<string>();
  const take = (role: string, name: string | undefined, guess: (column: Column) => boolean): Column | undefined => {
    const column =
      name === undefined ? table.columns.find((candidate) => !taken.has(candidate.name) && guess(candidate)) : named(role, name);
    if (column === undefined) return undefined;
    taken.add(column.name);
    if (name === undefined) notes.push(`${column.name} is taken as the ${role} column; say --${role} where that is wrong`);
    return column;
  };
  const statedText = (roles.text ?? []).map((name) => asStrings(named("text", name)));
  for (const { name } of statedText) taken.add(name);
  for (const name of [roles.label, roles.source, roles.time, roles.id]) if (name !== undefined) taken.add(name);
  const id = take("id", roles.id, (column) => ID_NAME.test(column.name) && allDifferent(column));
  const source = take(
    "source",
    roles.source,
    (column) => SOURCE_NAME.test(column.name) && distinct(column) > 1 && distinct(column) <= Math.max(2, table.rows / 10),
  );
  const time = take("time", roles.time, (column) => column.kind === "time" && TIME_NAME.test(column.name));
  const label =
    take("label", roles.label, (column) => LABEL_NAME.test(column.name) && fewValues(column, table.rows)) ?? lastOfFew(table, taken, notes);
  if (label === undefined) notes.push("no label column was named or recognised: what needs labels did not run");
  const text = [...statedText];
  const features: Column[] = [];
  for (const column of table.columns) {
    if (taken.has(column.name)) continue;
    if (column.kind === "string" && roles.text === undefined && isProse(column)) {
      text.push(column);
      notes.push(`${column.name} is read as free text`);
    } else if (column.kind === "string" && column.dictionary.length > 0.9 * table.rows && table.rows >= 50)
      notes.push(`${column.name} differs in nearly every row and is left out: it names rows rather than describes them`);
    else if (distinct(column) === 0) notes.push(`${column.name} has no value in any row and is left out`);
    else if (distinct(column) === 1) notes.push(`${column.name} has one value only and is left out`);
    else features.push(column);
  }
  const ids = id === undefined ? Array.from({ length: table.rows }, (_, row) => String(row)) : stringsOf(id);
  return {
    dataset: {
      rows: table.rows,
      ids,
      features,
      ...(label === undefined ? {} : { label: asStrings(label) }),
      ...(source === undefined ? {} : { source: asStrings(source) }),
      ...(time === undefined || time.kind === "string" ? {} : { time }),
      ...(text.length === 0 ? {} : { text }),
      ...given,
    },
    idColumn: id?.name,
    notes,
  };
}

function stringsOf(column: Column): readonly string[] {
  if (column.kind === "string") return [...column.codes].map((code, row) => column.dictionary[code] ?? String(row));
  return [...column.values].map((value, row) => (Number.isNaN(value) ? String(row) : String(value)));
}

function distinct(column: Column): number {
  if (column.kind === "string") return column.dictionary.length;
  return new Set(column.values.filter((value) => !Number.isNaN(value))).size;
}

function allDifferent(column: Column): boolean {
  return distinct(column) === (column.kind === "string" ? column.codes.length : column.values.length);
}

function fewValues(column: Column, rows: number): boolean {
  const count = distinct(column);
  return count >= 2 && count <= Math.min(100, Math.max(2, rows / 5));
}

/** Tables mostly carry their label in the last column. */
function lastOfFew(table: Table, taken: Set<string>, notes: string[]): Column | undefined {
  const last = table.columns.at(-1);
  if (last === undefined || taken.has(last.name) || !fewValues(last, table.rows) || distinct(last) > 30) return undefined;
  taken.add(last.name);
  notes.push(`${last.name} is taken as the label column, as the last one and of few values; say --label where that is wrong`);
  return last;
}

/** Long values of several words, mostly different. */
function isProse({ dictionary, codes }: StringColumn): boolean {
  if (dictionary.length < codes.length / 4) return false;
  const sample = dictionary.filter((_, index) => index % Math.max(1, Math.floor(dictionary.length / 200)) === 0);
  const words = sample.filter((value) => value.length >= 20 && value.trim().split(/\s+/, 5).length >= 4);
  return words.length > sample.length / 3;
}
