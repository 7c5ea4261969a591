import { NewFile } from "@castellan/protect/masking";
import { DataError } from "../errors.ts";

export type TextFormat = "csv" | "tsv" | "jsonl";
const PIECE = 1024 * 1024;

/** Writes rows of texts as CSV (RFC 4180), TSV or JSON lines, beside the place until the file is whole. */
export class RowWriter {
  readonly #file: NewFile;
  readonly #format: TextFormat;
  readonly #names: readonly string[];
  #held: string[] = [];
  #size = 0;
  #longest = 0;

  /** @throws ProtectError FILE_UNWRITABLE */
  constructor(path: string, format: TextFormat, names: readonly string[]) {
    if (new Set(names).size !== names.length) throw new DataError("COLUMN_INVALID", "Two columns have one name; rename one.");
    this.#file = new NewFile(path);
    this.#format = format;
    this.#names = names;
    if (format !== "jsonl") this.row(names);
  }

  row(cells: readonly (string | undefined)[]): void {
    this.line(
      this.#format === "jsonl"
        ? JSON.stringify(Object.fromEntries(this.#names.map((name, index) => [name, cells[index] ?? null])))
        : cells
            .map((cell) => delimited(cell, this.#format === "tsv" ? "\t" : ",", cells.length === 1))
            .join(this.#format === "tsv" ? "\t" : ","),
    );
  }

  /** UTF-16 code units of the longest line so far. */
  get longest(): number {
    return this.#longest;
  }

  line(text: string): void {
    this.#longest = Math.max(this.#longest, text.length);
    this.#held.push(text);
    this.#size += text.length;
    if (this.#size > PIECE) this.#flush();
  }

  /** @throws ProtectError FILE_UNWRITABLE */
  finish(): void {
    this.#flush();
    this.#file.finish();
  }

  discard(): void {
    this.#file.discard();
  }

  #flush(): void {
    if (this.#held.length > 0) this.#file.write(Buffer.from(`${this.#held.join("\n")}\n`));
    this.#held = [];
    this.#size = 0;
  }
}

function delimited(cell: string | undefined, delimiter: string, alone: boolean): string {
  // A line with one empty field would be no row.
  if (cell === undefined) return alone ? '""' : "";
  return cell.includes(delimiter) || /["\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
