import { createHash } from "node:crypto";
import { canonicalJson, compareText } from "@castellan/graph";
import { DataError } from "../errors.ts";
import type { Table } from "../table/table.ts";
import { ColumnSketch, type SketchOptions } from "./column-sketch.ts";
import { SketchDocument } from "./document.ts";

/** What is kept of a table instead of its rows: mergeable, and the same for the same rows and seed. */
export class TableSketch {
  readonly k: number;
  readonly seed: number;
  #rows: number;
  readonly #columns: Map<string, ColumnSketch>;

  private constructor(rows: number, columns: readonly ColumnSketch[], k: number, seed: number) {
    this.#rows = rows;
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.k = k;
    this.seed = seed;
  }

  static of(table: Table, { k = 200, seed = 1 }: SketchOptions = {}): TableSketch {
    return new TableSketch(
      table.rows,
      table.columns.map((column) => ColumnSketch.of(column, { k, seed })),
      k,
      seed,
    );
  }

  get rows(): number {
    return this.#rows;
  }

  /** By name. */
  get columns(): readonly ColumnSketch[] {
    return [...this.#columns.values()].sort((a, b) => compareText(a.name, b.name));
  }

  /** Takes the rows of another sketch in. @throws DataError SKETCH_INVALID where the columns are not the same */
  merge(other: TableSketch): void {
    const lacking = (of: TableSketch, than: TableSketch): readonly string[] =>
      [...than.#columns.keys()].filter((name) => !of.#columns.has(name)).sort();
    const missing = [...lacking(this, other), ...lacking(other, this)];
    if (missing.length > 0)
      throw new DataError(
        "SKETCH_INVALID",
        `The sketches have different columns (${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} more` : ""} are not in both): they cannot be merged.`,
      );
    for (const [name, column] of this.#columns) {
      const theirs = other.#columns.get(name);
      if (theirs !== undefined) column.merge(theirs);
    }
    this.#rows += other.#rows;
  }

  /** One line of canonical JSON (`castellan/data-sketch/1`) with a checksum. */
  serialise(): string {
    const body = {
      schema: "castellan/data-sketch/1",
      rows: this.#rows,
      k: this.k,
      seed: this.seed,
      columns: this.columns.map((column) => written(column.state())),
    };
    return `${canonicalJson({ ...body, checksum: checksumOf(body) })}\n`;
  }

  /** @throws DataError SKETCH_INVALID naming `file` where the text is no sketch, of another version, or damaged */
  static parse(text: string, file: string): TableSketch {
    const invalid = (why: string, cause?: unknown): DataError =>
      new DataError("SKETCH_INVALID", `${file}: ${why}. Save it anew with castellan data drift --save.`, { cause });
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch (cause) {
      throw invalid("not JSON, so no sketch", cause);
    }
    const version = /^castellan\/data-sketch\/(.+)$/.exec(
      typeof raw === "object" && raw !== null && "schema" in raw ? String(raw.schema) : "",
    )?.[1];
    if (version === undefined) throw invalid("no castellan/data-sketch document");
    if (version !== "1") throw invalid(`a sketch of version ${version.slice(0, 20)}, which this version of castellan does not read`);
    const parsed = SketchDocument.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalid(`not a sketch at ${issue?.path.join(".") ?? "its top"} (${issue?.message ?? "unknown"})`, parsed.error);
    }
    const { checksum, ...body } = parsed.data;
    if (checksum !== checksumOf({ ...body, columns: body.columns.map(written) }))
      throw invalid("its checksum does not fit its content: it was damaged or edited");
    try {
      const columns = body.columns.map((column) => ColumnSketch.from(column, body.seed));
      if (new Set(columns.map(({ name }) => name)).size !== columns.length) throw invalid("a column stands there twice");
      if (columns.some((column) => column.rows !== body.rows)) throw invalid("its columns have different numbers of rows");
      return new TableSketch(body.rows, columns, body.k, body.seed);
    } catch (cause) {
      if (cause instanceof DataError && !cause.message.startsWith(file)) throw invalid(cause.message, cause);
      throw cause;
    }
  }
}

function checksumOf(body: object): string {
  return createHash("sha256").update(canonicalJson(body)).digest("hex");
}

/** JSON has no infinities: they stand as words. What overflowed to no number at all stands as 0. */
function written(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.isNaN(value) ? 0 : String(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item)]));
  return value;
}
