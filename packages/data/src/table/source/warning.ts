/** What reading could not take as it stands. Nothing is dropped without one. */
export interface ReadWarning {
  readonly code:
    | "bytes-left"
    | "compression-damaged"
    | "column-binary"
    | "encoding-damaged"
    | "encoding-converted"
    | "engine-disagrees"
    | "file-left-out"
    | "header-missing"
    | "header-odd"
    | "header-repeated"
    | "line-invalid"
    | "line-too-long"
    | "nul-bytes"
    | "quote-stray"
    | "row-long"
    | "row-short"
    | "shard-columns";
  /** A sentence with file, row and column where they are known. */
  readonly message: string;
  readonly file: string;
  /** How many rows, values or files it is about. */
  readonly count: number;
  /** The first rows, from 0, at most ten. */
  readonly rows?: readonly number[];
}

/** With one of these, something of the file was not read; what a short row lacks counts as missing. */
const UNREAD: ReadonlySet<ReadWarning["code"]> = new Set([
  "bytes-left",
  "compression-damaged",
  "engine-disagrees",
  "line-invalid",
  "line-too-long",
  "row-long",
]);

/** Whether everything was read. */
export function readWhole(warnings: readonly ReadWarning[]): boolean {
  return !warnings.some(({ code }) => UNREAD.has(code));
}
