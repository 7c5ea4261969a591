import { basename } from "node:path";
import { DataError } from "../errors.ts";
import { cleanCopy } from "../table/delimited/clean-copy.ts";
import { openEngine } from "../table/engine.ts";
import { type PreparedTable, prepareTable, type TablePart } from "../table/source/prepare.ts";
import type { ReadWarning } from "../table/source/warning.ts";
import { attentionOf } from "./attention.ts";
import { cardOf } from "./card.ts";
import { classOfData } from "./classify.ts";
import { columnProfile } from "./column-profile.ts";
import type { DataProfile, ProfileColumn } from "./document.ts";
import { overlapsOf, repeatedOf } from "./duplicates.ts";
import { type Guess, guessColumn } from "./guess.ts";
import { type Leakage, leakageOf } from "./leakage.ts";
import { mergeColumn, rowsOf } from "./merge.ts";
import { type PartSample, sampleOf } from "./sample.ts";
import { type PartFacts, scanParts } from "./scan/scan-parts.ts";
import type { ColumnRole } from "./scan/scan-range.ts";
import { LONGEST_ROW } from "./scan/scan-range.ts";
import { oddValues, type StatisticsColumn, statisticsOf } from "./statistics.ts";

export interface ProfileOptions {
  readonly version: string;
  readonly label?: string | undefined;
  readonly source?: string | undefined;
  readonly time?: string | undefined;
  readonly id?: string | undefined;
  readonly text?: readonly string[];
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

/** Distinct values kept a column; above that they are sampled by hash. */
const DISTINCT = 8192;
const DISTINCT_ALL = 4_000_000;
/** Hashes of rows held: above that a share of the rows is compared. */
const MOST_HASHES = 24_000_000;
const LABEL_NAMES =
  /^(?:label|labels|target|class|y|outcome|is_?fraud|fraud|churn|income|species|diagnosis|default|survived|sentiment|category_label|loan_status)$/i;
const ID_NAMES =
  /(?:^|[_\s.-])(?:id|uuid|guid|key|index|idx|row_?(?:id|number)|number|no|nr)$|^(?:unnamed: ?0|column0|index)$|(?<=[a-z])I[dD]$/i;

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

async function profileTable(
  target: string,
  prepared: PreparedTable,
  options: ProfileOptions,
  run: () => NonNullable<DataProfile["run"]>,
): Promise<DataProfile> {
  const { columns, parts, folder } = prepared;
  const seed = options.seed ?? 1;
  const roles = rolesStated(columns, options);
  const samples = new Map(parts.map((part) => [part, sampleOf(part)]));
  const cellsOf = (name: string): readonly string[] =>
    parts.flatMap((part) => samples.get(part)?.cells[part.names.indexOf(name)] ?? []).slice(0, 5000);
  const guesses = new Map<string, Guess>(columns.map((name) => [name, guessColumn(cellsOf(name))]));
  const identifiers = new Set(columns.filter((name) => isIdentifier(name, cellsOf(name), guesses.get(name), roles.get(name))));
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const estimated = bytes / Math.max(8, averageRow(parts, samples));
  const hashLevel = Math.max(0, Math.ceil(Math.log2(estimated / MOST_HASHES)));
  const distinctLimit = Math.max(256, Math.min(DISTINCT, Math.floor(DISTINCT_ALL / columns.length)));
  const roleOf = (name: string): ColumnRole => ({
    name,
    time: guesses.get(name)?.type === "time",
    identifier: identifiers.has(name),
    prose: guesses.get(name)?.prose === true || roles.get(name) === "text",
  });
  let done = 0;
  const facts = await scanParts(
    parts,
    (part) => part.names.map(roleOf),
    (part) => samples.get(part)?.firstRow ?? 0,
    {
      jobs: options.jobs ?? 2,
      search: true,
      distinctLimit,
      hashLevel,
      signal: options.signal,
      progress: (count) => {
        done += count;
        options.progress?.("reading", done, bytes);
      },
    },
  );
  const rows = facts.reduce((sum, { ranges }) => sum + rowsOf(ranges), 0);
  if (rows === 0)
    throw new DataError(
      "TABLE_EMPTY",
      `${target}: there are column names (${columns.slice(0, 5).join(", ")}${columns.length > 5 ? ", …" : ""}) but no row.`,
    );
  const warnings: ReadWarning[] = [...prepared.warnings, ...facts.flatMap(rowWarnings)];
  const merged = new Map(columns.map((name) => [name, mergeColumn(name, facts, distinctLimit)]));
  const longestRow = Math.min(LONGEST_ROW, columns.reduce((sum, name) => sum + 4 * (merged.get(name)?.longest ?? 0), 0) + columns.length);
  const readable = facts.map(({ part, ranges }) =>
    ranges.some(({ short, long, stray, tooLong }) => short.count + long.count + stray.count + tooLong.count > 0)
      ? cleanCopy(part, folder.file(".csv"), samples.get(part)?.firstRow ?? 0, LONGEST_ROW)
      : part,
  );
  options.progress?.("statistics", 0, 1);
  const connection = await openEngine({
    megabytes: options.megabytes ?? 384,
    temporary: folder.path,
    ...(options.jobs === undefined ? {} : { threads: Math.max(1, Math.ceil(options.jobs)) }),
  });
  try {
    if (columns.length > 1000) await connection.run("SET threads = 1; SET preserve_insertion_order = false");
    const described: StatisticsColumn[] = columns.map((name) => ({ name, guess: guesses.get(name) ?? { type: "text", prose: false } }));
    const lost = facts.reduce((sum, { ranges }) => sum + ranges.reduce((all, { tooLong }) => all + tooLong.count, 0), 0);
    const { rows: engineRows, statistics } = await statisticsOf(connection, readable, described, longestRow);
    if (engineRows !== rows - lost)
      warnings.push({
        code: "engine-disagrees",
        file: basename(target),
        count: Math.abs(rows - lost - engineRows),
        message: `${basename(target)}: numbers and times were computed over ${engineRows} of ${rows} rows: the engine cuts the others differently.`,
      });
    const described2: ProfileColumn[] = [];
    for (const [index, column] of described.entries()) {
      const own = merged.get(column.name);
      if (own === undefined) continue;
      const numbers = statistics.get(column.name);
      const values = rows - own.empty - Object.values(own.spelled).reduce((sum, count) => sum + count, 0);
      const unread = numbers === undefined ? 0 : Math.max(0, values - numbers.read);
      const odd = unread === 0 ? [] : await oddValues(connection, readable, column, Object.keys(own.spelled), longestRow);
      const declared = prepared.declared.get(column.name);
      const role = roles.get(column.name);
      described2.push(
        columnProfile({
          name: column.name,
          index,
          rows,
          sample: cellsOf(column.name),
          guess: column.guess,
          merged: own,
          identifier: identifiers.has(column.name),
          odd,
          ...(numbers === undefined ? {} : { numbers }),
          ...(declared === undefined ? {} : { declared }),
          ...(role === undefined ? {} : { role }),
        }),
      );
    }
    const label =
      options.label ??
      described2.find(({ name, distinct }) => LABEL_NAMES.test(name) && distinct.count >= 2 && distinct.count <= 200)?.name;
    const leakage: Leakage =
      label === undefined
        ? { found: [], power: new Map(), sampled: 0 }
        : await leakageOf(connection, readable, described, label, {
            rows,
            seed,
            longestRow,
            times: new Set(described.filter(({ guess }) => guess.type === "time").map(({ name }) => name)),
          });
    const withPower = described2.map((column) => {
      const power = leakage.power.get(column.name);
      return power === undefined ? column : { ...column, power: rounded(power, 4) };
    });
    const splits = splitRows(facts);
    const card = cardOf(prepared.beside, rows, splits, columns);
    const compared = hashLevel === 0;
    const repeated = repeatedOf(
      facts.flatMap(({ ranges }) => ranges.map(({ hashes }) => hashes)),
      compared,
    );
    const loose = facts.flatMap(({ ranges }) => ranges.flatMap((range) => range.loose ?? []));
    const proseColumns = columns.filter((name) => roleOf(name).prose);
    const overlap = overlapsOf(facts).map((each): DataProfile["leakage"][number] => ({
      kind: "split-overlap",
      columns: [],
      score: each.rows / Math.max(1, each.of),
      message: `${each.rows} of ${each.of} rows of ${each.split} stand in ${each.against} too: results on ${each.split} are too good.`,
    }));
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
      classification: asClass(classOfData(withPower, card?.licence)),
      columns: withPower,
      duplicates: {
        rows: compared ? repeated.rows : Math.round((repeated.rows / Math.max(1, repeated.compared)) * rows),
        share: rounded(repeated.rows / Math.max(1, repeated.compared), 6),
        ignoring: columns.filter((name) => identifiers.has(name)),
        sampled: compared ? 1 : rounded(1 / 2 ** hashLevel, 6),
        first: [...repeated.first],
        ...(loose.length === 0
          ? {}
          : {
              near: {
                rows: repeatedOf(loose, false).rows,
                columns: proseColumns,
                method: "rows whose free text repeats an earlier row's, without regard to case, spaces and punctuation",
              },
            }),
      },
      ...balanceOf(withPower, label, options.label !== undefined),
      leakage: [...overlap, ...leakage.found].map((each) => ({ ...each, score: rounded(each.score, 4) })),
      ...(card === undefined ? {} : { card }),
      attention: [],
      warnings: warnings.map(({ rows: some, ...rest }) => ({ ...rest, ...(some === undefined ? {} : { rows: [...some] }) })),
      sampling: samplingOf(withPower, hashLevel, leakage, rows),
      complete: !warnings.some(({ code }) => UNREAD.has(code)),
      run: run(),
    };
    return { ...document, attention: attentionOf(document) };
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError("FILE_UNREADABLE", `${target}: ${cause instanceof Error ? cause.message.split("\n")[0] : String(cause)}`, {
      cause,
    });
  } finally {
    connection.closeSync();
  }
}

/** Warnings that mean that something of the input is not in the figures. */
const UNREAD: ReadonlySet<string> = new Set([
  "bytes-left",
  "compression-damaged",
  "engine-disagrees",
  "line-invalid",
  "line-too-long",
  "row-long",
]);

function asClass({
  class: found,
  reasons,
}: {
  readonly class: ProfileColumn["class"];
  readonly reasons: readonly string[];
}): DataProfile["classification"] {
  return { class: found, reasons: [...reasons] };
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

function rowWarnings({ part, ranges }: PartFacts): readonly ReadWarning[] {
  const found: ReadWarning[] = [];
  const width = part.names.length;
  const gather = (
    pick: "short" | "long" | "stray" | "tooLong",
  ): { readonly count: number; readonly rows: readonly number[]; readonly fields: number | undefined } => {
    let base = 0;
    const rows: number[] = [];
    let count = 0;
    let fields: number | undefined;
    for (const range of ranges) {
      count += range[pick].count;
      rows.push(...range[pick].rows.map((row) => row + base));
      fields ??= range[pick].fields;
      base += range.rows;
    }
    return { count, rows: rows.slice(0, 10), fields };
  };
  const say = (
    code: ReadWarning["code"],
    pick: "short" | "long" | "stray" | "tooLong",
    sentence: (count: string, first: string, fields: number) => string,
  ): void => {
    const { count, rows, fields } = gather(pick);
    if (count === 0) return;
    found.push({
      code,
      file: part.file,
      count,
      rows,
      message: `${part.file}: ${sentence(`${count} ${count === 1 ? "row" : "rows"}`, `row ${rows[0] ?? 0}`, fields ?? 0)}`,
    });
  };
  say(
    "row-short",
    "short",
    (count, first, fields) =>
      `${count} with fewer than ${width} fields (the first is ${first}, with ${fields}, up to column ${part.names[fields - 1] ?? "none"}); what is not there counts as missing.`,
  );
  say(
    "row-long",
    "long",
    (count, first, fields) =>
      `${count} with more than ${width} fields (the first is ${first}, with ${fields}); fields behind column ${part.names[width - 1] ?? ""} were not profiled.`,
  );
  say(
    "quote-stray",
    "stray",
    (count, first) =>
      `${count} with a quote that is never closed or has text behind it (the first is ${first}); quotes there were read as they are written.`,
  );
  const bytes = ranges.reduce((sum, { tooLong }) => sum + tooLong.bytes, 0);
  say(
    "line-too-long",
    "tooLong",
    (count, first) =>
      `${count} longer than ${LONGEST_ROW / 1024 / 1024} MB (the first is ${first}; ${bytes} bytes in all) ${bytes === 1 ? "was" : "were"} passed over; column ${part.names[0] ?? ""} and those behind it lack ${count}.`,
  );
  return found;
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
  if (columns.some(({ numbers }) => numbers !== undefined))
    said.push("Quantiles are those of a t-digest over all rows; minimum and maximum are exact.");
  if (hashLevel > 0) said.push(`Duplicate rows were counted on one row in ${2 ** hashLevel}, drawn by hash, and scaled up.`);
  if (leakage.sampled > 0 && leakage.sampled < rows)
    said.push(`Predictive power was measured on ${leakage.sampled} rows drawn with a seed, half of them held out.`);
  return said;
}
