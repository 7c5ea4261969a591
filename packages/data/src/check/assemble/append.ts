import { DataError } from "../../errors.ts";
import type { Column, Dataset, NumberColumn, StringColumn, TimeColumn } from "../../table/table.ts";
import { asStrings } from "./roles.ts";

function joinedStrings(left: StringColumn, right: StringColumn): StringColumn {
  const dictionary = [...left.dictionary];
  const places = new Map(dictionary.map((value, index) => [value, index]));
  const moved = Int32Array.from(right.dictionary, (value) => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, dictionary.length);
    return dictionary.push(value) - 1;
  });
  const codes = new Int32Array(left.codes.length + right.codes.length);
  codes.set(left.codes);
  for (const [row, code] of right.codes.entries()) codes[left.codes.length + row] = moved[code] ?? -1;
  return { ...left, codes, dictionary };
}

function joinedNumbers<T extends NumberColumn | TimeColumn>(left: T, right: NumberColumn | TimeColumn): T {
  const values = new Float64Array(left.values.length + right.values.length);
  values.set(left.values);
  values.set(right.values, left.values.length);
  return { ...left, values };
}

function joined(left: Column, right: Column): Column {
  if (left.kind === "string") return joinedStrings(left, asStrings(right));
  if (right.kind === "string")
    throw new DataError("COLUMN_INVALID", `--reference: column ${left.name} holds numbers in the data set and text in the reference.`);
  return joinedNumbers(left, right);
}

/**
 * The trusted rows behind the others. Columns that the reference lacks are an error; further ones are left out.
 * @throws DataError COLUMN_MISSING, COLUMN_INVALID
 */
export function withReference(dataset: Dataset, columns: readonly Column[], rows: number): Dataset {
  const find = (name: string): Column => {
    const found = columns.find((column) => column.name === name);
    if (found === undefined)
      throw new DataError("COLUMN_MISSING", `--reference: there is no column ${name}; a reference has the columns of the data set.`);
    return found;
  };
  const { label, source, text } = dataset;
  const absent = (column: StringColumn): StringColumn => ({
    kind: "string",
    name: column.name,
    codes: new Int32Array(rows).fill(-1),
    dictionary: [],
  });
  if (dataset.images !== undefined || dataset.embedding !== undefined)
    throw new DataError("OPTION_INVALID", "--reference goes with tables and texts, not with pictures or --embedding.");
  return {
    rows: dataset.rows + rows,
    ids: [...dataset.ids, ...Array.from({ length: rows }, (_, row) => `reference ${row}`)],
    features: dataset.features.map((column) => joined(column, find(column.name))),
    ...(label === undefined ? {} : { label: joinedStrings(label, asStrings(find(label.name))) }),
    ...(source === undefined ? {} : { source: joinedStrings(source, absent(source)) }),
    ...(text === undefined ? {} : { text: text.map((column) => joinedStrings(column, asStrings(find(column.name)))) }),
  };
}
