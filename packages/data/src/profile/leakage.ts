import type { DataProfile } from "./document.ts";
import type { DrawnRows } from "./drawn-rows.ts";
import type { Guess } from "./guess.ts";
import { classesOf, type Feature, predictivePower } from "./predictive-power.ts";
import { MISSING_WORDS } from "./scan/missing-words.ts";
import { readMoment } from "./scan/read-value.ts";

const FEWEST_ROWS = 40;
const TELLS_ALL = 0.95;
const ORDERED = 0.9;

export interface Leakage {
  readonly found: DataProfile["leakage"];
  readonly power: ReadonlyMap<string, number>;
  /** Rows that it was measured on. */
  readonly sampled: number;
}

/** Which single columns, and whether the order of the rows, tell the label; judged on rows that were not learnt from. */
export function leakageOf(rows: DrawnRows, guesses: ReadonlyMap<string, Guess>, label: string, seed: number): Leakage {
  const features = new Map([...rows].map(([name, cells]) => [name, featureOf(cells, guesses.get(name))]));
  const labels = features.get(label);
  const target = labels === undefined ? undefined : classesOf(labels);
  const sampled = labels?.values.length ?? 0;
  if (target === undefined || sampled < FEWEST_ROWS) return { found: [], power: new Map(), sampled: 0 };
  const power = new Map<string, number>();
  const found: DataProfile["leakage"] = [];
  for (const [name, feature] of features) {
    if (name === label) continue;
    const score = predictivePower(feature, target.labels, target.classes, seed);
    power.set(name, score);
    if (score < TELLS_ALL) continue;
    const why =
      guesses.get(name)?.type === "time" ? "the label depends on when a row came" : "it may be made from the label or known only after it";
    found.push({
      kind: "target",
      columns: [name],
      score,
      message: `${name} alone tells ${label} (${Math.round(100 * score)} % of the way from chance to always): ${why}.`,
    });
  }
  const order: Feature = { kind: "number", values: Float64Array.from({ length: sampled }, (_, row) => row) };
  const score = predictivePower(order, target.labels, target.classes, seed);
  if (score >= ORDERED)
    found.push({
      kind: "order",
      columns: [label],
      score,
      message: `The order of the rows tells ${label}: shuffle before splitting, and leave row numbers out.`,
    });
  return { found, power, sampled };
}

function featureOf(cells: readonly (string | undefined)[], guess: Guess | undefined): Feature {
  const values = cells.map((cell) => (cell === undefined || MISSING_WORDS.has(cell) ? undefined : cell));
  if (guess?.type === "number")
    return { kind: "number", values: Float64Array.from(values, (value) => (value === undefined ? Number.NaN : Number(value))) };
  if (guess?.type === "time") {
    const form = guess.form ?? "iso";
    return { kind: "number", values: Float64Array.from(values, (value) => (value === undefined ? Number.NaN : readMoment(value, form))) };
  }
  return { kind: "text", values };
}
