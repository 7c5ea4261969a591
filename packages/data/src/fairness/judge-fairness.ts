import { basename } from "node:path";
import { DataError } from "../errors.ts";
import { Random } from "../statistics/random.ts";
import { readTable } from "../table/read-table.ts";
import { readWhole } from "../table/source/warning.ts";
import type { Column, StringColumn, Table } from "../table/table.ts";
import type { DataFairnessResult, FairnessPartition, Proxy } from "./document.ts";
import { columnNamed, groupingOf, groupSpecOf, intersection } from "./groups.ts";
import { auroc, measureGroups, type Outcomes } from "./measure-groups.ts";
import { proxiesOf } from "./proxies.ts";
import { reweigh } from "./reweigh.ts";

export interface FairnessOptions {
  readonly label: string;
  /** Columns, with cuts for numbers: `sex`, `age:25`. */
  readonly groups: readonly string[];
  readonly prediction?: string | undefined;
  readonly score?: string | undefined;
  /** A score of at least this is a prediction; for scores in their own direction. */
  readonly threshold?: number | undefined;
  readonly favourable?: string | undefined;
  readonly id?: string | undefined;
  readonly seed: number;
  /** Of castellan. */
  readonly version: string;
}

export interface JudgedFairness {
  readonly result: DataFairnessResult;
  /** `id,weight` for every row. */
  readonly weights: string;
}

/** Measures a file. @throws DataError where it cannot be read, or a column is missing or of the wrong kind */
export async function judgeFile(file: string, options: FairnessOptions): Promise<JudgedFairness> {
  const strings = [options.label, options.prediction, options.id].filter((name) => name !== undefined);
  const { warnings, ...table } = await readTable(file, { strings });
  const judged = judgeFairness(table, basename(file), options);
  const notes = [...warnings.map(({ message }) => message), ...judged.result.notes];
  return { ...judged, result: { ...judged.result, complete: readWhole(warnings), notes } };
}

/** Group metrics, proxies and weights of one table. */
export function judgeFairness(table: Table, file: string, options: FairnessOptions): JudgedFairness {
  const notes: string[] = [];
  const label = stringsOf(table, options.label, file);
  const present = [...new Set(label.codes)]
    .filter((code) => code >= 0)
    .map((code) => label.dictionary[code] ?? "")
    .sort();
  const favourable = options.favourable ?? present.at(-1) ?? "";
  if (!present.includes(favourable))
    throw new DataError("OPTION_INVALID", `Column ${options.label} has no value ${favourable}; it has ${present.slice(0, 10).join(", ")}.`);
  if (present.length < 2)
    throw new DataError("COLUMN_INVALID", `${file}: column ${options.label} has the one value ${favourable}: there is nothing to compare.`);
  if (options.favourable === undefined) {
    if (present.length > 2)
      throw new DataError(
        "OPTION_INVALID",
        `Column ${options.label} has ${present.length} values: say with --favourable which one people hope for (${present.slice(0, 10).join(", ")}).`,
      );
    notes.push(`${favourable} was taken as the favourable value of ${options.label}; say otherwise with --favourable.`);
  }
  const outcomes = outcomesOf(table, label, favourable, options, file, notes);
  const specs = options.groups.map(groupSpecOf);
  if (specs.length === 0) throw new DataError("OPTION_INVALID", "Name the columns of the groups with --group.");
  const groupings = specs.map((spec) => groupingOf(columnNamed(table, spec.column, file), spec, notes));
  const both = intersection(groupings);
  const partitions = [...groupings, ...(groupings.length > 1 ? [both] : [])].map((grouping) => measureGroups(grouping, outcomes));
  const roles = new Set([options.label, options.prediction, options.score, options.id, ...specs.map(({ column }) => column)]);
  const features = table.columns.filter(({ name, kind }) => !roles.has(name) && kind !== "time");
  const random = new Random(options.seed);
  const proxies = groupings.flatMap((grouping) => proxiesOf(features, grouping, random.fork(grouping.columns.join()), notes));
  const weights = reweigh(both, outcomes.label);
  const small = partitions.flatMap(({ groups }) => groups.filter((group) => group.small));
  if (small.length > 0)
    notes.push(
      `Fewer than 30 rows, so shown but not compared: ${small
        .slice(0, 5)
        .map(({ name }) => name)
        .join(", ")}${small.length > 5 ? " …" : ""}.`,
    );
  return {
    result: {
      schema: "castellan/data-fairness/1",
      tool: { name: "castellan", version: options.version },
      file,
      rows: table.rows,
      complete: true,
      seed: options.seed,
      label: options.label,
      favourable,
      ...told(partitions, proxies),
      partitions,
      proxies,
      weights: weights.cells.map((cell) => ({ ...cell, label: cell.label === 1 ? favourable : `not ${favourable}` })),
      notes: [...new Set(notes)],
    },
    weights: weightsText(weights.rows, table, options.id),
  };
}

function stringsOf(table: Table, name: string, file: string): StringColumn {
  const column = columnNamed(table, name, file);
  if (column.kind !== "string")
    throw new DataError("COLUMN_INVALID", `${file}: column ${name} holds ${column.kind}s, where classes are expected.`);
  return column;
}

function outcomesOf(
  table: Table,
  label: StringColumn,
  favourable: string,
  options: FairnessOptions,
  file: string,
  notes: string[],
): Outcomes {
  const hits = hitsOf(label, favourable);
  const unknown = hits.filter((hit) => hit < 0).length;
  if (unknown > 0) notes.push(`${unknown} rows without ${label.name} are left out.`);
  const said = options.prediction === undefined ? undefined : stringsOf(table, options.prediction, file);
  if (said !== undefined && !said.dictionary.includes(favourable))
    throw new DataError(
      "COLUMN_INVALID",
      `${file}: no row of ${said.name} is ${favourable}; it has ${said.dictionary.slice(0, 10).join(", ")}. Write predictions like the labels.`,
    );
  const prediction = said === undefined ? undefined : hitsOf(said, favourable);
  if (options.score === undefined) return { label: hits, prediction, probability: false };
  const column: Column = columnNamed(table, options.score, file);
  if (column.kind !== "number")
    throw new DataError("COLUMN_INVALID", `${file}: column ${options.score} holds ${column.kind}s, where scores are expected.`);
  const known = Int32Array.from(column.values, (_, row) => row).filter(
    (row) => (hits[row] ?? -1) >= 0 && !Number.isNaN(column.values[row] ?? Number.NaN),
  );
  const turned = (auroc(known, hits, column.values)?.value ?? 0.5) < 0.5;
  const probability = column.values.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1));
  if (turned) notes.push(`A high ${options.score} goes with the other value than ${favourable}: it was read the other way round.`);
  const score = turned ? column.values.map((value) => (probability ? 1 - value : -value)) : column.values;
  const cut = options.threshold ?? (probability ? 0.5 : undefined);
  if (prediction === undefined && cut === undefined)
    notes.push(`${options.score} is no probability: say with --threshold from where on it is a prediction to see errors by group.`);
  const from =
    cut === undefined ? undefined : Int8Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : value >= cut !== turned ? 1 : 0));
  return { label: hits, prediction: prediction ?? from, score, probability };
}

function hitsOf({ codes, dictionary }: StringColumn, favourable: string): Int8Array {
  return Int8Array.from(codes, (code) => (code < 0 ? -1 : dictionary[code] === favourable ? 1 : 0));
}

function told(
  partitions: readonly FairnessPartition[],
  proxies: readonly Proxy[],
): Pick<DataFairnessResult, "verdict" | "reasons" | "advice"> {
  const reasons = partitions.flatMap(({ columns, reference, groups }) =>
    groups.flatMap(({ name, comparisons }) => {
      const findings = comparisons.filter(({ finding, metric }) => finding && !/parity|opportunity|odds/.test(metric));
      return findings.map(
        ({ metric, of, estimate }) =>
          `${columns.join(" · ")} ${name} against ${reference}: ${metric} of the ${of}s ${number(estimate.value)} (${number(estimate.low)} to ${number(estimate.high)})`,
      );
    }),
  );
  const any = partitions.some(({ groups }) => groups.some(({ comparisons }) => comparisons.some(({ finding }) => finding)));
  const compared = partitions.some(({ groups }) => groups.some(({ comparisons }) => comparisons.length > 0));
  const standIns = proxies.filter(({ finding }) => finding);
  const verdict = any ? "disparity" : compared ? "none" : "inconclusive";
  return {
    verdict,
    reasons,
    advice: [
      ...(verdict === "inconclusive" ? ["No two groups have 30 rows: collect more rows of them before anything is concluded."] : []),
      ...(any
        ? [
            "Ask first whether the labels themselves are the outcome of unequal treatment; then train with the weights (--output weights=FILE) and measure again.",
          ]
        : []),
      ...(standIns.length > 0
        ? [
            `Leaving the group out of the features will not help: ${standIns
              .slice(0, 5)
              .map(({ column, group }) => `${column} tells ${group}`)
              .join(", ")}.`,
          ]
        : []),
      ...(verdict === "none" ? ["No ratio is surely outside 0.8 to 1.25. That is no proof of equal treatment: see the intervals."] : []),
    ],
  };
}

function number(value: number | null): string {
  return value === null ? "∞" : value.toFixed(2);
}

function weightsText(weights: Float64Array, table: Table, id: string | undefined): string {
  const column = table.columns.find(({ name }) => name === id);
  const idOf = (row: number): string => (column?.kind === "string" ? (column.dictionary[column.codes[row] ?? -1] ?? "") : String(row));
  // A field with a separator or quote is quoted (RFC 4180).
  const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `id,weight\n${Array.from(weights, (weight, row) => `${field(idOf(row))},${Number.isNaN(weight) ? "" : Number(weight.toPrecision(8))}\n`).join("")}`;
}
