import type { NumberColumn, TimeColumn } from "../table/table.ts";
import type { DriftTiming } from "./document.ts";
import { kolmogorovSurvival } from "./significance.ts";

const CHUNKS = 60;
const LEVEL = 0.01;

interface Fit {
  readonly error: number;
  readonly from: number;
  readonly to: number;
}

/**
 * When did the new rows change? Rows in order of time, each with a score that is 0 on average where nothing drifted. A
 * cumulative-sum test (Brown, Durbin and Evans 1975; its limit is a Brownian bridge) says whether the level moved within
 * the new rows; a step and a ramp are fitted to the means of at most 60 chunks and the better one names the shape.
 */
export function timingOf(scores: Float64Array, time: NumberColumn | TimeColumn): DriftTiming {
  const rows = Int32Array.from(scores, (_, row) => row)
    .filter((row) => !Number.isNaN(scores[row] ?? Number.NaN) && !Number.isNaN(time.values[row] ?? Number.NaN))
    .sort((a, b) => (time.values[a] ?? 0) - (time.values[b] ?? 0));
  const count = rows.length;
  const chunks = Math.min(CHUNKS, Math.floor(count / 10));
  if (chunks < 6) return { shape: "unclear", p: 1 };
  let [sum, squares] = [0, 0];
  for (const row of rows) sum += scores[row] ?? 0;
  const mean = sum / count;
  const sizes = new Float64Array(chunks);
  const means = new Float64Array(chunks);
  for (const [at, row] of rows.entries()) {
    const chunk = Math.floor((at * chunks) / count);
    sizes[chunk] = (sizes[chunk] ?? 0) + 1;
    means[chunk] = (means[chunk] ?? 0) + (scores[row] ?? 0);
  }
  for (let chunk = 0; chunk < chunks; chunk++) means[chunk] = (means[chunk] ?? 0) / (sizes[chunk] || 1);
  // Spread within chunks: the change itself does not blow it up.
  for (const [at, row] of rows.entries()) squares += ((scores[row] ?? 0) - (means[Math.floor((at * chunks) / count)] ?? 0)) ** 2;
  const deviation = Math.sqrt(squares / Math.max(1, count - chunks)) || 1e-12;
  let [running, largest] = [0, 0];
  for (const row of rows) {
    running += (scores[row] ?? 0) - mean;
    largest = Math.max(largest, Math.abs(running));
  }
  const p = kolmogorovSurvival(largest / (deviation * Math.sqrt(count)));
  if (p >= LEVEL) return { shape: "from-the-start", p };
  const written = (chunk: number): string =>
    moment(time.values[rows[Math.min(count - 1, Math.round((chunk * count) / chunks))] ?? 0] ?? 0, time.kind);
  const [step, ramp] = [bestStep(means, sizes), bestRamp(means, sizes)];
  // Bayesian information: the ramp has one parameter more.
  const information = (error: number, parameters: number): number => error / deviation ** 2 + parameters * Math.log(chunks);
  const gradual = information(ramp.error, 4) < information(step.error, 3) && ramp.to - ramp.from >= chunks / 6;
  return gradual
    ? { shape: "gradual", from: written(ramp.from), to: written(ramp.to), p }
    : { shape: "abrupt", from: written(step.from), p };
}

function moment(value: number, kind: "number" | "time"): string {
  if (kind === "number") return String(Number(value.toPrecision(8)));
  const text = new Date(value * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

/** One level before a chunk, another from it on. */
function bestStep(means: Float64Array, sizes: Float64Array): Fit {
  let best: Fit = { error: Number.POSITIVE_INFINITY, from: 0, to: 0 };
  for (let at = 1; at < means.length; at++) {
    const error = fitted(means, sizes, (chunk) => (chunk < at ? 0 : 1));
    if (error < best.error) best = { error, from: at, to: at };
  }
  return best;
}

/** One level, a straight change, another level. */
function bestRamp(means: Float64Array, sizes: Float64Array): Fit {
  let best: Fit = { error: Number.POSITIVE_INFINITY, from: 0, to: 0 };
  for (let from = 0; from < means.length - 1; from++)
    for (let to = from + 2; to <= means.length; to++) {
      const error = fitted(means, sizes, (chunk) => Math.min(1, Math.max(0, (chunk + 0.5 - from) / (to - from))));
      if (error < best.error) best = { error, from, to };
    }
  return best;
}

/** Weighted squares left by the line a + b · shape. */
function fitted(means: Float64Array, sizes: Float64Array, shape: (chunk: number) => number): number {
  let [w, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let chunk = 0; chunk < means.length; chunk++) {
    const [weight, at, mean] = [sizes[chunk] ?? 0, shape(chunk), means[chunk] ?? 0];
    w += weight;
    x += weight * at;
    y += weight * mean;
    xx += weight * at * at;
    xy += weight * at * mean;
    yy += weight * mean * mean;
  }
  const spread = xx - (x * x) / w;
  const slope = spread > 1e-12 ? (xy - (x * y) / w) / spread : 0;
  return Math.max(0, yy - (y * y) / w - slope * (xy - (x * y) / w));
}
