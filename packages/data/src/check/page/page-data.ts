import { detectDrift } from "../../drift/detect-drift.ts";
import type { FeatureDrift } from "../../drift/document.ts";
import { sideOfTable } from "../../drift/side.ts";
import { maskedText } from "../../masking/mask.ts";
import { selectRows } from "../../poison/rows.ts";
import type { Dataset, Table } from "../../table/table.ts";
import type { FileChecked } from "../check-file.ts";
import type { DataCheckResult } from "../document.ts";
import { type ColumnShape, columnsOf, shapesOf } from "./column-shapes.ts";
import { type GroupPictures, pictureOf, picturesOf } from "./pictures.ts";
import { RowExamples } from "./row-examples.ts";

/** What is shown; what is more is counted and said, and stands whole in the JSON and in the scores. */
const GROUPS = 20;
const GROUP_EXAMPLES = 5;
const GROUP_COLUMNS = 4;
const EXAMPLE_COLUMNS = 8;
const HELD_ROWS = 100;
const COLUMNS = 120;

export interface ShownRow {
  readonly row: number;
  readonly id: string;
  readonly score: number;
  readonly p: number;
  readonly reasons: readonly string[];
  readonly cells: readonly string[];
  /** PNG as base64, of picture data sets. */
  readonly picture?: string;
}

export interface ShownGroup {
  readonly kind: DataCheckResult["groups"][number]["kind"];
  readonly rows: number;
  readonly p: number;
  readonly description: string;
  readonly columns: readonly string[];
  readonly examples: readonly ShownRow[];
  readonly shapes: readonly ColumnShape[];
  readonly pictures?: GroupPictures;
}

/** What a page about a check shows beside its result: masked, and small whatever the size of the data set. */
export interface CheckPageData {
  readonly groups: readonly ShownGroup[];
  /** Most suspicious first. */
  readonly held: { readonly columns: readonly string[]; readonly rows: readonly ShownRow[]; readonly total: number };
  /** Held back against the rest, what differs most first; where nothing is held back, the columns as they stand. */
  readonly shapes: readonly ColumnShape[];
  readonly columns: number;
  /** Against the trusted rows, where there are some. */
  readonly drift?: { readonly trusted: number; readonly features: readonly FeatureDrift[]; readonly total: number };
}

/** Collects it in time linear in the cells. */
export function checkPageData({ result, dataset, checked }: FileChecked, seed: number): CheckPageData {
  const own = result.rows;
  const held = Int32Array.from({ length: own }, (_, row) => row).filter((row) => checked.quarantined[row] === 1);
  const groups = checked.groups.slice(0, GROUPS);
  const sets = [held, ...groups.map(({ rows }) => rows)];
  const shapes: (readonly ColumnShape[])[] = columnsOf(dataset).map((column) => shapesOf(column, own, sets));
  const ranked = (set: number): readonly ColumnShape[] =>
    shapes.flatMap((each) => each[set] ?? []).toSorted((left, right) => right.beyond - left.beyond || right.difference - left.difference);
  const examples = new RowExamples(dataset);
  const columnsFor = (set: number, first: readonly string[]): readonly string[] => {
    const wanted = [examples.labelName, ...first, ...examples.textNames, ...ranked(set).map(({ name }) => name)];
    return [...new Set(wanted.filter((name) => name !== undefined && examples.has(name)))]
      .filter((name) => name !== undefined)
      .slice(0, EXAMPLE_COLUMNS);
  };
  const shown = (row: number, columns: readonly string[]): ShownRow => ({
    row,
    id: examples.id(row),
    score: checked.scores[row] ?? 0,
    p: checked.p[row] ?? 1,
    reasons: [...new Set(checked.reasons[row] ?? [])].slice(0, 4).map(maskedText),
    cells: columns.map((name) => examples.cell(row, name)),
    ...(dataset.images === undefined ? {} : { picture: pictureOf(dataset.images, row) }),
  });
  const byScore = (rows: Int32Array): number[] =>
    [...rows].sort((left, right) => (checked.scores[right] ?? 0) - (checked.scores[left] ?? 0) || left - right);
  const heldColumns = columnsFor(0, []);
  return {
    groups: groups.map(({ kind, rows, p, description, where }, at) => {
      const columns = columnsFor(at + 1, Object.keys(where));
      const best = byScore(rows).slice(0, GROUP_EXAMPLES);
      return {
        kind,
        rows: rows.length,
        p,
        description: maskedText(description),
        columns,
        examples: best.map((row) => shown(row, columns)),
        shapes: ranked(at + 1)
          .filter(({ beyond }) => beyond > 0)
          .slice(0, GROUP_COLUMNS),
        ...(dataset.images === undefined ? {} : { pictures: picturesOf(dataset.images, rows, own, best) }),
      };
    }),
    held: {
      columns: heldColumns,
      rows: byScore(held)
        .slice(0, HELD_ROWS)
        .map((row) => shown(row, heldColumns)),
      total: held.length,
    },
    shapes: (held.length === 0 ? shapes.flatMap((each) => each[0] ?? []) : ranked(0)).slice(0, COLUMNS),
    columns: shapes.length,
    ...driftOf(dataset, own, seed),
  };
}

/** Rows held back against the rest, column by column, what differs most first; the columns as they stand where none are. */
export function columnShapesOf({ result, dataset, checked }: FileChecked): readonly ColumnShape[] {
  const held = Int32Array.from({ length: result.rows }, (_, row) => row).filter((row) => checked.quarantined[row] === 1);
  const shapes = columnsOf(dataset).flatMap((column) => shapesOf(column, result.rows, [held]));
  return held.length === 0 ? shapes : shapes.toSorted((left, right) => right.beyond - left.beyond || right.difference - left.difference);
}

/** The rows of the file against the trusted ones behind them. */
function driftOf(dataset: Dataset, own: number, seed: number): Pick<CheckPageData, "drift"> {
  if (dataset.rows <= own) return {};
  const part = (from: number, to: number): Table => {
    const rows = selectRows(
      dataset,
      Int32Array.from({ length: to - from }, (_, at) => from + at),
    );
    // Trusted rows have no source.
    return { rows: rows.rows, columns: columnsOf(rows).flatMap(({ column, role }) => (role === "source" ? [] : [column])) };
  };
  const { features } = detectDrift(sideOfTable(part(own, dataset.rows)), sideOfTable(part(0, own)), {
    seed,
    ...(dataset.label === undefined ? {} : { label: dataset.label.name }),
    times: 100,
  });
  return { drift: { trusted: dataset.rows - own, features: features.slice(0, COLUMNS), total: features.length } };
}
