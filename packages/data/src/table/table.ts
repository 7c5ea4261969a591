/** Numbers of one column, a row each; what is missing is NaN. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  /** `rows` entries. */
  readonly values: Float64Array;
}

/** Strings of one column, dictionary-coded; what is missing is -1. Free text has a dictionary as long as its distinct rows. */
export interface StringColumn {
  readonly kind: "string";
  readonly name: string;
  /** `rows` entries, each an index into `dictionary` or -1. */
  readonly codes: Int32Array;
  /** The distinct values in order of first appearance. */
  readonly dictionary: readonly string[];
}

/** Moments of one column as seconds since 1970-01-01T00:00:00Z; what is missing is NaN. */
export interface TimeColumn {
  readonly kind: "time";
  readonly name: string;
  readonly values: Float64Array;
}

export type Column = NumberColumn | StringColumn | TimeColumn;

/** A table in memory, by columns. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Pictures of one size. */
export interface ImageSet {
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  /** 1 (grey) or 3 (red, green, blue). */
  readonly channels: number;
  /** rows × height × width × channels, in this order, 0 to 255. */
  readonly pixels: Uint8Array;
}

/** Rows of real numbers, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns. */
  readonly values: Float32Array;
}

/**
 * A data set with its columns in their roles, as the checks take it. Columns named as label, source, time or id are no
 * features.
 */
export interface Dataset {
  readonly rows: number;
  /** One per row: the value of the id column, else the row number from 0. */
  readonly ids: readonly string[];
  /** Features; free text stands in `text` instead. */
  readonly features: readonly Column[];
  readonly label?: StringColumn | undefined;
  readonly source?: StringColumn | undefined;
  readonly time?: TimeColumn | NumberColumn | undefined;
  readonly text?: readonly StringColumn[] | undefined;
  readonly images?: ImageSet | undefined;
  /** Of the rows, by a model that the user trusts. */
  readonly embedding?: Matrix | undefined;
}
