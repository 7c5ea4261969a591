import { DataError } from "../errors.ts";
import type { Random } from "../statistics/random.ts";
import type { Column, NumberColumn, StringColumn, Table } from "../table/table.ts";
import type { EstimatedPerformance } from "./document.ts";
import { estimatePerformance, type Predictions } from "./performance.ts";

interface RoleOptions {
  readonly label?: string | undefined;
  readonly prediction?: string | undefined;
  readonly probability?: string | undefined;
  readonly positive?: string | undefined;
}

/** Reads predictions, probabilities and labels from both tables; undefined where no probability is named. */
export function performanceOf(
  reference: Table | undefined,
  other: Table | undefined,
  options: RoleOptions,
  random: Random,
  notes: string[],
): EstimatedPerformance | undefined {
  const { probability, label } = options;
  if (probability === undefined) return undefined;
  if (reference === undefined || other === undefined) {
    notes.push("Performance was not estimated: that needs the rows of both sides, not sketches.");
    return undefined;
  }
  if (label === undefined)
    throw new DataError("OPTION_INVALID", "Performance is estimated from a labelled reference: name the label with --label.");
  const labels = stringsOf(reference, label);
  const classes = [...new Set([...labels.codes].filter((code) => code >= 0).map((code) => labels.dictionary[code] ?? ""))].sort();
  const [first, second] = classes;
  if (first === undefined || second === undefined || classes.length > 2)
    throw new DataError(
      "COLUMN_INVALID",
      `Column ${label} has ${classes.length} classes: performance without labels is estimated for two.`,
    );
  const positive = options.positive ?? likelier(labels, numbersOf(reference, probability), second);
  if (!classes.includes(positive))
    throw new DataError("OPTION_INVALID", `Column ${label} has no class ${positive}; it has ${classes.join(" and ")}.`);
  const negative = positive === first ? second : first;
  const rowsOf = (table: Table, side: string): Predictions => predictionsOf(table, options, probability, positive, side, notes);
  return estimatePerformance(rowsOf(reference, "reference"), rowsOf(other, "new data"), [negative, positive], random);
}

function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined)
    throw new DataError(
      "COLUMN_MISSING",
      `There is no column ${name}; there are ${table.columns
        .map((own) => own.name)
        .slice(0, 20)
        .join(", ")}.`,
    );
  return column;
}

function stringsOf(table: Table, name: string): StringColumn {
  const column = columnOf(table, name);
  if (column.kind !== "string") throw new DataError("COLUMN_INVALID", `Column ${name} holds ${column.kind}s, where classes are expected.`);
  return column;
}

function numbersOf(table: Table, name: string): NumberColumn {
  const column = columnOf(table, name);
  if (column.kind !== "number")
    throw new DataError("COLUMN_INVALID", `Column ${name} holds ${column.kind}s, where probabilities from 0 to 1 are expected.`);
  const row = column.values.findIndex((value) => value < 0 || value > 1);
  if (row >= 0)
    throw new DataError("COLUMN_INVALID", `Column ${name}, row ${row}: ${column.values[row] ?? ""} is no probability from 0 to 1.`);
  return column;
}

/** The class whose rows have the higher probabilities. */
function likelier(labels: StringColumn, probability: NumberColumn, otherwise: string): string {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [row, code] of labels.codes.entries()) {
    const [text, value] = [labels.dictionary[code], probability.values[row] ?? Number.NaN];
    if (text === undefined || Number.isNaN(value)) continue;
    const own = sums.get(text) ?? { sum: 0, count: 0 };
    sums.set(text, { sum: own.sum + value, count: own.count + 1 });
  }
  return [...sums].map(([text, { sum, count }]) => [text, sum / count] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise;
}

/** Rows without probability, prediction or (in the reference) label are left out, and counted in the notes. */
function predictionsOf(
  table: Table,
  options: RoleOptions,
  probability: string,
  positive: string,
  side: string,
  notes: string[],
): Predictions {
  const scores = numbersOf(table, probability).values;
  const predicted = options.prediction === undefined ? undefined : stringsOf(table, options.prediction);
  const own = table.columns.find(({ name }) => name === options.label);
  const labels = own?.kind === "string" && own.codes.some((code) => code >= 0) ? own : undefined;
  const rows = Int32Array.from(scores, (_, row) => row).filter(
    (row) =>
      !Number.isNaN(scores[row] ?? Number.NaN) &&
      (predicted === undefined || (predicted.codes[row] ?? -1) >= 0) &&
      (labels === undefined || (labels.codes[row] ?? -1) >= 0),
  );
  if (rows.length < scores.length)
    notes.push(`Performance: ${scores.length - rows.length} rows of the ${side} lack probability, prediction or label and are left out.`);
  if (rows.length === 0) throw new DataError("COLUMN_INVALID", `No row of the ${side} has probability, prediction and label.`);
  const is = (column: StringColumn, row: number): number => (column.dictionary[column.codes[row] ?? -1] === positive ? 1 : 0);
  return {
    probability: Float64Array.from(rows, (row) => scores[row] ?? 0),
    predicted: Uint8Array.from(rows, (row) => (predicted === undefined ? ((scores[row] ?? 0) >= 0.5 ? 1 : 0) : is(predicted, row))),
    ...(labels === undefined ? {} : { actual: Uint8Array.from(rows, (row) => is(labels, row)) }),
  };
}
