import { type ColumnMask, maskedText, maskOf } from "../../masking/mask.ts";
import { numberText } from "../../profile/report/words.ts";
import type { Column, Dataset } from "../../table/table.ts";
import { columnsOf } from "./column-shapes.ts";

const LONGEST_CELL = 60;
const LONGEST_TEXT = 280;
/** Numbers that say what a column of them is. */
const FIRST = 500;
/** Code points of an id: longer ones are cut. */
const LONGEST_ID = 40;

/** Rows as a person may read them: personal data and secrets masked. */
export class RowExamples {
  readonly #dataset: Dataset;
  readonly #masks = new Map<string, ColumnMask>();
  readonly #columns: ReadonlyMap<string, Column>;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
    this.#columns = new Map(
      [...columnsOf(dataset).map(({ column }) => column), ...(dataset.text ?? [])].map((column) => [column.name, column]),
    );
  }

  get textNames(): readonly string[] {
    return (this.#dataset.text ?? []).map(({ name }) => name);
  }

  get labelName(): string | undefined {
    return this.#dataset.label?.name;
  }

  has(name: string): boolean {
    return this.#columns.has(name);
  }

  id(row: number): string {
    const id = maskedText(this.#dataset.ids[row] ?? String(row));
    return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID - 1)}…` : id;
  }

  cell(row: number, name: string): string {
    const column = this.#columns.get(name);
    if (column === undefined) return "";
    const mask = this.#mask(column);
    if (column.kind === "string") {
      const value = column.dictionary[column.codes[row] ?? -1];
      return value === undefined ? "" : mask.show(value, this.textNames.includes(name) ? LONGEST_TEXT : LONGEST_CELL);
    }
    const value = column.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return "";
    if (column.kind === "time")
      return new Date(value * 1000)
        .toISOString()
        .replace(/T00:00:00\.000Z$|\.000Z$/, "")
        .replace("T", " ");
    return mask.whole ? mask.show(String(value), LONGEST_CELL) : numberText(value);
  }

  #mask(column: Column): ColumnMask {
    const known = this.#masks.get(column.name);
    if (known !== undefined) return known;
    const mask = maskOf(
      column.name,
      column.kind === "string" ? column.dictionary : distinctNumbers(column.values),
      column.kind !== "string",
    );
    this.#masks.set(column.name, mask);
    return mask;
  }
}

function distinctNumbers(values: Float64Array): readonly string[] {
  return [...new Set(values.subarray(0, FIRST))].map(String);
}
