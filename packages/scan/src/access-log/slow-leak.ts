import { z } from "zod";

/** Drift that is forgiven a day, and days that are remembered as usual. */
const [SLACK, DAYS, ENOUGH] = [0.75, 28, 7];
/** Least deviation of a day, in logarithms: a tenth up or down is nothing. */
const FLOOR = 0.12;
/** A single day adds no more than this, so that one busy day is no leak. */
const CLIP = 3;

export const SlowLeakState = z.record(z.string(), z.strictObject({ days: z.array(z.number()), sum: z.number() }));

/**
 * Cumulative sums of what a principal takes in a day (bytes, objects, events) (Page, Biometrika 41, 1954): a little more every day adds up, which no single
 * hour shows. In logarithms, against the median day of the same kind (working day or weekend).
 */
export class SlowLeak {
  readonly #series = new Map<string, { days: number[]; sum: number }>();

  /** The highest sum of the measures after a day, in deviations; 0 where too few days are known. */
  add(principal: string, day: number, measures: { readonly [measure: string]: number }): number {
    return Math.max(0, ...Object.entries(measures).map(([measure, value]) => this.#add(`${principal}|${measure}`, day, value)));
  }

  /** An alert was given: what comes is counted anew. */
  reset(principal: string): void {
    for (const [key, series] of this.#series) if (key.startsWith(`${principal}|`)) series.sum = 0;
  }

  #add(name: string, day: number, amount: number): number {
    // 1970-01-01 was a Thursday.
    const weekday = (day + 4) % 7;
    const key = `${name}|${weekday === 0 || weekday === 6 ? "weekend" : "working day"}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { days: [], sum: 0 };
      this.#series.set(key, series);
    }
    const value = Math.log1p(amount);
    const sorted = [...series.days].sort((a, b) => a - b);
    if (sorted.length < ENOUGH) {
      series.days.push(value);
      return 0;
    }
    const middle = sorted[sorted.length >> 1] ?? 0;
    const deviations = sorted.map((each) => Math.abs(each - middle)).sort((a, b) => a - b);
    const scale = Math.max(FLOOR, 1.4826 * (deviations[deviations.length >> 1] ?? 0));
    const z = Math.max(-CLIP, Math.min(CLIP, (value - middle) / scale));
    series.sum = Math.max(0, series.sum + z - SLACK);
    // What is far above the usual is not learned as usual, or the leak becomes the habit.
    if (z < 2 || series.days.length < DAYS / 2) {
      series.days.push(value);
      if (series.days.length > DAYS) series.days.shift();
    }
    return series.sum;
  }

  toJSON(): z.infer<typeof SlowLeakState> {
    return Object.fromEntries([...this.#series].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  restore(state: z.infer<typeof SlowLeakState>): void {
    for (const [key, { days, sum }] of Object.entries(state)) this.#series.set(key, { days: [...days], sum });
  }
}
