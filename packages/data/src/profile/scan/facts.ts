import type { RowNote } from "../../table/delimited/row-notes.ts";
import type { DistinctState } from "./distinct-sample.ts";
import type { NumberFacts } from "./number-scan.ts";

/** One kind of thing found in the cells of a column. */
export interface CellFinding {
  readonly kind: "personal" | "secret" | "hidden" | "injection";
  readonly type: string;
  readonly rule: string;
  /** Cells that hold it. */
  readonly cells: number;
  /** Of them, those made for examples and tests. */
  readonly examples: number;
  /** The best score in any cell, 0 to 1. */
  readonly score: number;
  /** The first ones: row of the range from 0, and the value masked. */
  readonly first: readonly { readonly row: number; readonly masked: string }[];
}

/** What the bytes of one column say. */
export interface ColumnFacts {
  /** Cells with nothing in them. */
  readonly empty: number;
  /** Cells with a word for nothing: `NA`, `null`, `?`. */
  readonly spelled: ReadonlyMap<string, number>;
  /** Characters (UTF-16 code units); of cells that are not empty. */
  readonly shortest: number;
  readonly longest: number;
  readonly characters: number;
  /** Cells with white space around the value. */
  readonly padded: number;
  readonly distinct: DistinctState;
  /** Of columns that were said to hold numbers or times. */
  readonly numbers?: NumberFacts;
  readonly findings: readonly CellFinding[];
}

/** What a cut range of a file says. Rows count from 0 in it. */
export interface RangeFacts {
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  /** Rows with fewer or more fields than the header, with the first ones. */
  readonly short: RowNote;
  readonly long: RowNote;
  readonly stray: RowNote;
  /** Rows that do not fit into memory, and their bytes. */
  readonly tooLong: RowNote & { readonly bytes: number };
  /** Where the range really ended: the next row begins there. */
  readonly end: number;
  /** Hashes of rows that were kept, in order: exact, and of prose with case, spaces and punctuation taken away. */
  readonly hashes: BigUint64Array;
  readonly loose: BigUint64Array | undefined;
  /** Offsets of the rows that were drawn, in order. */
  readonly drawn: readonly number[];
}
