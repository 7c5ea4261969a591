import type { ReadWarning } from "../source/warning.ts";

/** Rows of one kind. */
export interface RowNote {
  readonly count: number;
  /** The first ten, from 0. */
  readonly rows: readonly number[];
  /** Fields of the first one. */
  readonly fields?: number;
}

/** Rows of a delimited text that are not as its header says. */
export interface RowNotes {
  readonly short: RowNote;
  readonly long: RowNote;
  readonly stray: RowNote;
  readonly tooLong: RowNote & { readonly bytes: number };
}

const SHOWN = 10;

/** Counts rows of one kind. */
export class RowTally {
  #count = 0;
  readonly #rows: number[] = [];
  #fields: number | undefined;

  add(row: number, fields?: number): void {
    this.#count++;
    if (this.#rows.length < SHOWN) this.#rows.push(row);
    this.#fields ??= fields;
  }

  note(): RowNote {
    return { count: this.#count, rows: this.#rows, ...(this.#fields === undefined ? {} : { fields: this.#fields }) };
  }
}

/** The notes as sentences with file, row and column. */
export function rowNoteWarnings(file: string, names: readonly string[], notes: RowNotes, longest: number): readonly ReadWarning[] {
  const found: ReadWarning[] = [];
  const say = (
    code: ReadWarning["code"],
    { count, rows, fields = 0 }: RowNote,
    sentence: (count: string, first: string, fields: number) => string,
  ): void => {
    if (count > 0)
      found.push({
        code,
        file,
        count,
        rows,
        message: `${file}: ${sentence(`${count} ${count === 1 ? "row" : "rows"}`, `row ${rows[0] ?? 0}`, fields)}`,
      });
  };
  say(
    "row-short",
    notes.short,
    (count, first, fields) =>
      `${count} with fewer than ${names.length} fields (the first is ${first}, with ${fields}, up to column ${names[fields - 1] ?? "none"}); what is not there counts as missing.`,
  );
  say(
    "row-long",
    notes.long,
    (count, first, fields) =>
      `${count} with more than ${names.length} fields (the first is ${first}, with ${fields}); fields behind column ${names.at(-1) ?? ""} were left out.`,
  );
  say(
    "quote-stray",
    notes.stray,
    (count, first) =>
      `${count} with a quote that is never closed or has text behind it (the first is ${first}); quotes there were read as they are written.`,
  );
  say(
    "line-too-long",
    notes.tooLong,
    (count, first) =>
      `${count} longer than ${longest / 1024 / 1024} MB (the first is ${first}; ${notes.tooLong.bytes} bytes in all), passed over and in no figure; all columns from ${names[0] ?? ""} on lack what is in there.`,
  );
  return found;
}
