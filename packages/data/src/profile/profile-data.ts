import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { defaultTextDetectors, type TextDetector } from "@castellan/text";
import { DataError } from "../errors.ts";
import { cleanCopy } from "../table/delimited/clean-copy.ts";
import { openEngine } from "../table/engine.ts";
import { type PreparedTable, prepareTable } from "../table/source/prepare.ts";
import { type ReadWarning, readWhole } from "../table/source/warning.ts";
import { attentionOf } from "./attention.ts";
import { cardOf } from "./card.ts";
import { classOfData } from "./classify.ts";
import { columnProfile } from "./column-profile.ts";
import type { DataProfile, ProfileColumn } from "./document.ts";
import { readDrawn } from "./drawn-rows.ts";
import { type Overlap, overlapsOf, repeatedOf } from "./duplicates.ts";
import { type Leakage, leakageOf } from "./leakage.ts";
import { type MergedColumn, mergeColumn, rowsOf } from "./merge.ts";
import { type Plan, planOf } from "./plan.ts";
import { rowWarnings } from "./row-warnings.ts";
import { type PartFacts, scanParts } from "./scan/scan-parts.ts";
import type { ColumnRole } from "./scan/scan-range.ts";
import { LONGEST_ROW } from "./scan/scan-range.ts";
import { statisticsOf, uniqueOf } from "./statistics.ts";

export interface ProfileOptions {
  readonly version: string;
  readonly label?: string | undefined;
  readonly source?: string | undefined;
  readonly time?: string | undefined;
  readonly id?: string | undefined;
  readonly text?: readonly string[];
  /** What is looked for in cells; all but names unless told. */
  readonly detect?: readonly TextDetector[];
  readonly seed?: number;
  readonly jobs?: number;
  /** Memory of the engine; 384 MB unless told. */
  readonly megabytes?: number;
  /** Where copies and spills go; the system's temporary folder unless told. */
  readonly temporary?: string;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly progress?: (step: string, done: number, total: number) => void;
}

const MOST_KEYS = 4;
const LABEL_NAMES =
  /^(?:label|labels|target|class|y|outcome|is_?fraud|fraud|churn|income|species|diagnosis|default|survived|sentiment|category_label|loan_status)$/i;

/**
 * Profiles a table: every row is read; what is drawn or estimated is said in `sampling`.
 * @throws DataError FILE_MISSING, FORMAT_UNKNOWN, FILE_UNREADABLE, TABLE_EMPTY, COLUMN_MISSING, ENGINE_MISSING
 */
export async function profileData(target: string, options: ProfileOptions): Promise<DataProfile> {
  const started = performance.now();
  const clock = options.clock ?? ((): Date => new Date());
  const begun = clock();
  const prepared = await prepareTable(target, { ...(options.temporary === undefined ? {} : { temporary: options.temporary }) });
  try {
    return await profileTable(target, prepared, options, () => {
      const seconds = (performance.now() - started) / 1000;
      return {
        started: begun.toISOString(),
        seconds: rounded(seconds, 3),
        bytesPerSecond: Math.round(prepared.bytes / Math.max(seconds, 1e-6)),
      };
    });
  } finally {
    prepared.folder.remove();
  }
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

async function profileTable(
  target: string,
  prepared: PreparedTable,
  options: ProfileOptions,
  run: () => NonNullable<DataProfile["run"]>,
): Promise<DataProfile> {
  const { columns, parts } = prepared;
  const plan = planOf(prepared, options);
  const { guesses, identifiers, roles, samples, hashLevel, distinctLimit } = plan;
  const seed = options.seed ?? 1;
  const roleOf = (name: string): ColumnRole => {
    const form = guesses.get(name)?.form;
    return {
      name,
      ...(form === undefined ? {} : { form }),
      identifier: identifiers.has(name),
      prose: guesses.get(name)?.prose === true || roles.get(name) === "text",
    };
  };
  let done = 0;
  const facts = await scanParts(
    parts,
    (part) => part.names.map(roleOf),
    (part) => samples.get(part)?.firstRow ?? 0,
    {
      jobs: options.jobs ?? Math.max(1, Math.min(4, availableParallelism())),
      detect: (options.detect ?? defaultTextDetectors).filter((each) => each !== "names"),
      distinctLimit,
      hashLevel,
      draw: plan.draw,
      seed,
      signal: options.signal,
      progress: (count) => {
        done += count;
        options.progress?.("reading", done, plan.bytes);
      },
    },
  );
  const rows = facts.reduce((sum, { ranges }) => sum + rowsOf(ranges), 0);
  if (rows === 0)
    throw new DataError(
      "TABLE_EMPTY",
      `${target}: there are column names (${columns.slice(0, 5).join(", ")}${columns.length > 5 ? ", …" : ""}) but no row.`,
    );
  options.progress?.("statistics", 0, 1);
  const warnings: ReadWarning[] = [...prepared.warnings, ...facts.flatMap(rowWarnings)];
  const merged = new Map(columns.map((name) => [name, mergeColumn(name, facts, distinctLimit, guesses.get(name)?.form !== undefined)]));
  const unique = await exactKeys(prepared, plan, facts, merged, options);
  const plain = columns.flatMap((name, index) => {
    const own = merged.get(name);
    const guess = guesses.get(name);
    if (own === undefined || guess === undefined) return [];
    const declared = prepared.declared.get(name);
    const role = roles.get(name);
    return [
      columnProfile({
        name,
        index,
        rows,
        sample: plan.cellsOf(name),
        guess,
        merged: own,
        identifier: identifiers.has(name),
        exactDistinct: unique.get(name),
        ...(guess.form === undefined ? {} : { numbers: statisticsOf(own, guess.form) }),
        ...(declared === undefined ? {} : { declared }),
        ...(role === undefined ? {} : { role }),
      }),
    ];
  });
  const label =
    options.label ?? plain.find(({ name, distinct }) => LABEL_NAMES.test(name) && distinct.count >= 2 && distinct.count <= 200)?.name;
  const leakage: Leakage =
    label === undefined
      ? { found: [], power: new Map(), sampled: 0 }
      : leakageOf(readDrawn(facts, columns, plan.drawRows), guesses, label, seed);
  const profiled = plain.map((column) => {
    const power = leakage.power.get(column.name);
    return power === undefined ? column : { ...column, power: rounded(power, 4) };
  });
  const card = cardOf(prepared.beside, rows, splitRows(facts), columns);
  const document: DataProfile = {
    schema: "castellan/data-profile/1",
    tool: { name: "castellan", version: options.version },
    data: {
      name: basename(target),
      format: prepared.format,
      ...(prepared.compression === undefined ? {} : { compression: prepared.compression }),
      rows,
      columns: columns.length,
      bytes: prepared.bytes,
      files: facts.map(({ part, ranges }) => ({
        file: part.file,
        ...(part.split === undefined ? {} : { split: part.split }),
        rows: rowsOf(ranges),
      })),
    },
    classification: asClass(classOfData(profiled, card?.licence)),
    columns: profiled,
    duplicates: duplicatesOf(
      facts,
      rows,
      hashLevel,
      columns.filter((name) => identifiers.has(name)),
      columns.filter((name) => roleOf(name).prose),
    ),
    ...balanceOf(profiled, label, options.label !== undefined),
    leakage: [...overlapsOf(facts).map(overlapFinding), ...leakage.found].map((each) => ({ ...each, score: rounded(each.score, 4) })),
    ...(card === undefined ? {} : { card }),
    attention: [],
    warnings: warnings.map(({ rows: some, ...rest }) => ({ ...rest, ...(some === undefined ? {} : { rows: [...some] }) })),
    sampling: samplingOf(profiled, hashLevel, leakage, rows),
    complete: readWhole(warnings),
    run: run(),
  };
  return { ...document, attention: attentionOf(document) };
}

/** Keys of more values than are held are counted by the engine, which spills; without it the sample has to do. */
async function exactKeys(
  prepared: PreparedTable,
  { identifiers, samples }: Plan,
  facts: readonly PartFacts[],
  merged: ReadonlyMap<string, MergedColumn>,
  options: ProfileOptions,
): Promise<ReadonlyMap<string, number>> {
  const { columns, folder } = prepared;
  const wanted = columns.filter((name) => identifiers.has(name) && (merged.get(name)?.distinct.level ?? 0) > 0).slice(0, MOST_KEYS);
  if (wanted.length === 0) return new Map();
  const ragged = ({ ranges }: PartFacts): boolean =>
    ranges.some(({ short, long, stray, tooLong }) => short.count + long.count + stray.count + tooLong.count > 0);
  const readable = facts.map((each) =>
    ragged(each) ? cleanCopy(each.part, folder.file(".csv"), samples.get(each.part)?.firstRow ?? 0).part : each.part,
  );
  const longest = Math.min(LONGEST_ROW, columns.reduce((sum, name) => sum + 4 * (merged.get(name)?.longest ?? 0), 0) + columns.length);
  const connection = await openEngine({
    megabytes: options.megabytes ?? 384,
    temporary: folder.path,
    files: readable.map(({ path }) => path),
  });
  try {
    return await uniqueOf(connection, readable, wanted, longest);
  } catch (cause) {
    throw new DataError(
      "FILE_UNREADABLE",
      `The values of ${wanted.join(", ")} cannot be counted: ${cause instanceof Error ? cause.message.split("\n")[0] : String(cause)}`,
      { cause },
    );
  } finally {
    connection.closeSync();
  }
}

function overlapFinding({ split, against, rows, of }: Overlap): DataProfile["leakage"][number] {
  return {
    kind: "split-overlap",
    columns: [],
    score: rows / Math.max(1, of),
    message: `${rows} of ${of} rows of ${split} stand in ${against} too: results on ${split} are too good.`,
  };
}

function duplicatesOf(
  facts: readonly PartFacts[],
  rows: number,
  hashLevel: number,
  ignoring: string[],
  prose: string[],
): DataProfile["duplicates"] {
  const compared = hashLevel === 0;
  const repeated = repeatedOf(
    facts.flatMap(({ ranges }) => ranges.map(({ hashes }) => hashes)),
    compared,
  );
  const loose = facts.flatMap(({ ranges }) => ranges.flatMap((range) => range.loose ?? []));
  const scaled = (count: number, of: number): number => (compared ? count : Math.round((count / Math.max(1, of)) * rows));
  const near = loose.length === 0 ? undefined : repeatedOf(loose, false);
  return {
    rows: scaled(repeated.rows, repeated.compared),
    share: rounded(repeated.rows / Math.max(1, repeated.compared), 6),
    ignoring,
    sampled: compared ? 1 : rounded(1 / 2 ** hashLevel, 6),
    first: [...repeated.first],
    ...(near === undefined
      ? {}
      : {
          near: {
            rows: scaled(near.rows, near.compared),
            columns: prose,
            method: "rows whose free text repeats that of an earlier row, without regard to case, spaces and punctuation",
          },
        }),
  };
}

/** Warnings that mean that something of the input is not in the figures. */

function asClass({
  class: found,
  reasons,
}: {
  readonly class: ProfileColumn["class"];
  readonly reasons: readonly string[];
}): DataProfile["classification"] {
  return { class: found, reasons: [...reasons] };
}

function splitRows(facts: readonly PartFacts[]): ReadonlyMap<string, number> {
  const splits = new Map<string, number>();
  for (const { part, ranges } of facts)
    if (part.split !== undefined) splits.set(part.split, (splits.get(part.split) ?? 0) + rowsOf(ranges));
  return splits;
}

function balanceOf(columns: readonly ProfileColumn[], label: string | undefined, stated: boolean): Pick<DataProfile, "balance"> {
  const column = columns.find(({ name }) => name === label);
  if (column === undefined || column.top.length === 0 || (column.distinct.count > 200 && !stated)) return {};
  const classes = column.top.map(({ value, count }) => ({ value, count }));
  const others = column.values - classes.reduce((sum, { count }) => sum + count, 0);
  const smallest = Math.min(...classes.map(({ count }) => count));
  return {
    balance: {
      column: column.name,
      stated,
      classes,
      others: Math.max(0, others),
      smallestShare: rounded(column.values === 0 ? 0 : smallest / column.values, 6),
    },
  };
}

function samplingOf(columns: readonly ProfileColumn[], hashLevel: number, leakage: Leakage, rows: number): string[] {
  const said: string[] = [];
  const estimated = columns.filter(({ distinct }) => !distinct.exact).length;
  if (estimated > 0)
    said.push(
      `Distinct values of ${estimated} ${estimated === 1 ? "column" : "columns"} are estimated from a sample of values drawn by hash (all occurrences of each; within about 2 %).`,
    );
  if (columns.some(({ numbers, histogram }) => numbers !== undefined && histogram?.method !== "counted"))
    said.push(
      "Quantiles of columns with many values are those of values drawn by hash, each with all its occurrences (within about 1 % of the rank); minimum, maximum, mean and deviation are over all rows.",
    );
  if (hashLevel > 0) said.push(`Duplicate rows were counted on one row in ${2 ** hashLevel}, drawn by hash, and scaled up.`);
  if (leakage.sampled > 0 && leakage.sampled < rows)
    said.push(`Predictive power was measured on ${leakage.sampled} rows drawn with a seed, half of them held out.`);
  return said;
}
