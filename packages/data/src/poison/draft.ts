import type { Column, Dataset, ImageSet, NumberColumn, StringColumn } from "../table/table.ts";

interface DraftStrings {
  readonly codes: Int32Array;
  readonly dictionary: string[];
  readonly positions: Map<string, number>;
}

/** A copy of a data set that can be written to, column by column as needed. The original stays as it is. */
export class Draft {
  readonly original: Dataset;
  readonly #numbers = new Map<string, Float64Array>();
  readonly #strings = new Map<string, DraftStrings>();
  #pixels: Uint8Array | undefined;

  constructor(original: Dataset) {
    this.original = original;
  }

  setNumber(column: Column, row: number, value: number): void {
    if (column.kind === "string") return;
    const values = this.#numbers.get(column.name) ?? column.values.slice();
    this.#numbers.set(column.name, values);
    values[row] = value;
  }

  /** Sets a string of a feature, label, source or text column. */
  setString(column: StringColumn, row: number, value: string): void {
    const drafted = this.#strings.get(column.name) ?? {
      codes: column.codes.slice(),
      dictionary: [...column.dictionary],
      positions: new Map(column.dictionary.map((each, index) => [each, index])),
    };
    this.#strings.set(column.name, drafted);
    const known = drafted.positions.get(value);
    if (known === undefined) {
      drafted.positions.set(value, drafted.dictionary.length);
      drafted.codes[row] = drafted.dictionary.push(value) - 1;
    } else drafted.codes[row] = known;
  }

  /** Copies the cell of another row. */
  copyCell(column: Column, row: number, from: number): void {
    if (column.kind !== "string") this.setNumber(column, row, column.values[from] ?? Number.NaN);
    else {
      const value = column.dictionary[column.codes[from] ?? -1];
      if (value !== undefined) this.setString(column, row, value);
    }
  }

  /** The pixels, to be written to. */
  pixels(images: ImageSet): Uint8Array {
    this.#pixels ??= images.pixels.slice();
    return this.#pixels;
  }

  finish(): Dataset {
    const { original } = this;
    const number = <T extends NumberColumn>(column: T): T => {
      const values = this.#numbers.get(column.name);
      return values === undefined ? column : { ...column, values };
    };
    const string = (column: StringColumn): StringColumn => {
      const drafted = this.#strings.get(column.name);
      return drafted === undefined ? column : { ...column, codes: drafted.codes, dictionary: drafted.dictionary };
    };
    return {
      ...original,
      features: original.features.map((column) =>
        column.kind === "string" ? string(column) : column.kind === "number" ? number(column) : column,
      ),
      label: original.label && string(original.label),
      source: original.source && string(original.source),
      text: original.text?.map(string),
      images: original.images && this.#pixels !== undefined ? { ...original.images, pixels: this.#pixels } : original.images,
    };
  }
}
