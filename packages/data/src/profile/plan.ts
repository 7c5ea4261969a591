import { DataError } from "../errors.ts";
import type { PreparedTable, TablePart } from "../table/source/prepare.ts";
import type { ProfileColumn } from "./document.ts";
import { type Guess, guessColumn } from "./guess.ts";
import type { ProfileOptions } from "./profile-data.ts";
import { type PartSample, sampleOf } from "./sample.ts";

/** Distinct values kept a column; above that they are sampled by hash. */
const DISTINCT = 8192;
const SAMPLE = 5000;
const DRAWN_ROWS = 20_000;
const DRAWN_CELLS = 4_000_000;
const DISTINCT_ALL = 4_000_000;
/** Hashes of rows held: above that a share of the rows is compared. */
const MOST_HASHES = 24_000_000;
const ID_NAMES =
  /(?:^|[_\s.-])(?:id|uuid|guid|key|index|idx|row_?(?:id|number)|number|no|nr)$|^(?:unnamed: ?0|column0|index)$|(?<=[a-z])I[dD]$/i;

/** What was planned before the rows are read. */
export interface Plan {
  readonly samples: ReadonlyMap<TablePart, PartSample>;
  readonly guesses: ReadonlyMap<string, Guess>;
  readonly identifiers: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, ProfileColumn["role"]>;
  readonly hashLevel: number;
  readonly distinctLimit: number;
  /** Rows drawn for what is measured on a sample, at most. */
  readonly drawRows: number;
  readonly draw: number;
  readonly bytes: number;
  cellsOf(name: string): readonly string[];
}

export function planOf({ columns, parts }: PreparedTable, options: ProfileOptions): Plan {
  const roles = rolesStated(columns, options);
  const samples = new Map(parts.map((part) => [part, sampleOf(part)]));
  const cells = new Map<string, string[]>(columns.map((name) => [name, []]));
  for (const part of parts)
    for (const [index, name] of part.names.entries()) {
      const list = cells.get(name);
      if (list !== undefined && list.length < SAMPLE) list.push(...(samples.get(part)?.cells[index] ?? []).slice(0, SAMPLE - list.length));
    }
  const cellsOf = (name: string): readonly string[] => cells.get(name) ?? [];
  const guesses = new Map<string, Guess>(columns.map((name) => [name, guessColumn(cellsOf(name))]));
  const identifiers = new Set(columns.filter((name) => isIdentifier(name, cellsOf(name), guesses.get(name), roles.get(name))));
  // Rows of identifiers alone are compared as they are.
  if (identifiers.size === columns.length) identifiers.clear();
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const estimated = bytes / Math.max(8, averageRow(parts, samples));
  const drawRows = Math.max(200, Math.min(DRAWN_ROWS, Math.floor(DRAWN_CELLS / columns.length)));
  return {
    roles,
    samples,
    guesses,
    identifiers,
    bytes,
    cellsOf,
    hashLevel: Math.max(0, Math.ceil(Math.log2(estimated / MOST_HASHES))),
    distinctLimit: Math.max(256, Math.min(DISTINCT, Math.floor(DISTINCT_ALL / columns.length))),
    drawRows,
    // A quarter more than wanted: how many there are is an estimate.
    draw: Math.min(2 ** 32, (1.25 * drawRows * 2 ** 32) / Math.max(1, estimated)),
  };
}

function rolesStated(columns: readonly string[], options: ProfileOptions): ReadonlyMap<string, ProfileColumn["role"]> {
  const roles = new Map<string, ProfileColumn["role"]>();
  const state = (name: string | undefined, role: NonNullable<ProfileColumn["role"]>): void => {
    if (name === undefined) return;
    if (!columns.includes(name)) {
      throw new DataError(
        "COLUMN_MISSING",
        `There is no column ${name} for --${role}; there are ${columns.slice(0, 30).join(", ")}${columns.length > 30 ? ", …" : ""}.`,
      );
    }
    roles.set(name, role);
  };
  state(options.label, "label");
  state(options.source, "source");
  state(options.time, "time");
  state(options.id, "id");
  for (const name of options.text ?? []) state(name, "text");
  return roles;
}

function averageRow(parts: readonly TablePart[], samples: ReadonlyMap<TablePart, PartSample>): number {
  let [bytes, rows] = [0, 0];
  for (const part of parts) {
    const sample = samples.get(part);
    if (sample === undefined) continue;
    rows += sample.rows;
    bytes += sample.cells.reduce((sum, cells) => sum + cells.reduce((all, cell) => all + cell.length + 1, 0), 0);
  }
  return rows === 0 ? 100 : bytes / rows;
}

/** Values of the sample never repeat, and the name says so or they count up: row numbers, keys. */
function isIdentifier(name: string, cells: readonly string[], guess: Guess | undefined, role: ProfileColumn["role"]): boolean {
  if (role === "id") return true;
  if (role !== undefined || cells.length < 20 || new Set(cells).size < cells.length) return false;
  if (ID_NAMES.test(name) || guess?.format === "UUID") return true;
  if (guess?.type !== "number") return false;
  const numbers = cells.map(Number);
  return numbers.every((value, index) => Number.isInteger(value) && (index === 0 || value === (numbers[index - 1] ?? 0) + 1));
}
