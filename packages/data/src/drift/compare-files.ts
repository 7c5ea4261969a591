import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { DataError } from "../errors.ts";
import { TableSketch } from "../sketches/table-sketch.ts";
import { readTable } from "../table/read-table.ts";
import { type ReadWarning, readWhole } from "../table/source/warning.ts";
import { type DriftOptions, detectDrift } from "./detect-drift.ts";
import type { DataDriftResult } from "./document.ts";
import { type Side, sideOfSketch, sideOfTable } from "./side.ts";

export interface CompareOptions extends DriftOptions {
  /** Of castellan. */
  readonly version: string;
}

/** A sketch of ten thousand columns is below it. */
const LARGEST_SKETCH = 512 * 1024 * 1024;
const LOOKED_AT = 4096;

/** Its first or last bytes say that a file is a sketch. */
function isSketch(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const descriptor = openSync(path, "r");
  try {
    const { size } = statSync(path);
    const buffer = Buffer.alloc(LOOKED_AT);
    const [first, last] = [0, Math.max(0, size - LOOKED_AT)].map((at) => {
      const read = readSync(descriptor, buffer, 0, LOOKED_AT, at);
      return buffer.toString("latin1", 0, read);
    });
    return /^\s*\{/.test(first ?? "") && /"castellan\/data-sketch\//.test(`${first}\n${last}`);
  } finally {
    closeSync(descriptor);
  }
}

function readSketch(path: string): TableSketch {
  const { size } = statSync(path);
  if (size > LARGEST_SKETCH) throw new DataError("SKETCH_INVALID", `${path}: ${size} bytes are too many for a sketch.`);
  return TableSketch.parse(readFileSync(path, "utf8"), path);
}

interface ReadSide {
  readonly side: Side;
  readonly kind: "table" | "sketch";
  readonly warnings: readonly ReadWarning[];
}

async function sideOf(path: string, strings: readonly string[]): Promise<ReadSide> {
  if (isSketch(path)) return { side: sideOfSketch(readSketch(path)), kind: "sketch", warnings: [] };
  const { warnings, ...table } = await readTable(path, { strings });
  return { side: sideOfTable(table), kind: "table", warnings };
}

/**
 * Compares two files, each a table or a saved sketch.
 * @throws DataError where one cannot be read or a named column is in neither
 */
export async function compareFiles(reference: string, other: string, options: CompareOptions): Promise<DataDriftResult> {
  const strings = [options.label, options.prediction].filter((name) => name !== undefined);
  const [first, second] = [await sideOf(reference, strings), await sideOf(other, strings)];
  for (const name of [options.label, options.prediction, options.probability, options.time, options.id])
    if (name !== undefined && !first.side.columns.has(name) && !second.side.columns.has(name))
      throw new DataError(
        "COLUMN_MISSING",
        `Neither ${reference} nor ${other} has a column ${name}; there are ${[...first.side.columns.keys()].slice(0, 20).join(", ")}.`,
      );
  const { version, ...rest } = options;
  const warnings = [...first.warnings, ...second.warnings];
  const found = detectDrift(first.side, second.side, rest);
  return {
    schema: "castellan/data-drift/1",
    tool: { name: "castellan", version },
    reference: { file: basename(reference), kind: first.kind, rows: first.side.rows, columns: first.side.columns.size },
    new: { file: basename(other), kind: second.kind, rows: second.side.rows, columns: second.side.columns.size },
    ...found,
    complete: readWhole(warnings),
    notes: [...warnings.map(({ message }) => message), ...found.notes],
  };
}

export interface SketchedFiles {
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
  /** What of the files could not be taken as it stands. */
  readonly warnings: readonly ReadWarning[];
}

/** One sketch of all files, each a table or a sketch. */
export async function sketchFiles(
  files: readonly string[],
  options: { readonly seed: number; readonly strings?: readonly string[] },
): Promise<SketchedFiles> {
  let merged: TableSketch | undefined;
  const warnings: ReadWarning[] = [];
  const sketched = async (file: string): Promise<TableSketch> => {
    const table = await readTable(file, { strings: options.strings ?? [] });
    warnings.push(...table.warnings);
    return TableSketch.of(table, { seed: options.seed });
  };
  for (const file of files) {
    const sketch = isSketch(file) ? readSketch(file) : await sketched(file);
    if (merged === undefined) merged = sketch;
    else merged.merge(sketch);
  }
  if (merged === undefined) throw new DataError("OPTION_INVALID", "There is no file to sketch.");
  return { text: merged.serialise(), rows: merged.rows, columns: merged.columns.length, warnings };
}
