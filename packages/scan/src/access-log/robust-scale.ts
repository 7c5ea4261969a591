import { z } from "zod";

const [LAST, LAST_OF_HOUR] = [120, 16];
/** Deviations that the busiest hour known is worth. */
const BUSIEST = 3;
const HOUR_MS = 3_600_000;

export const ScaleState = z.record(z.string(), z.array(z.number()));

/** The last values of something, and where a new one stands among them. */
class Ring {
  readonly values: number[] = [];
  readonly #sorted: number[] = [];
  readonly #size: number;

  constructor(size: number, values: readonly number[] = []) {
    this.#size = size;
    for (const value of values.slice(-size)) this.add(value);
  }

  add(value: number): void {
    const rounded = Math.round(value * 1000) / 1000;
    this.values.push(rounded);
    this.#sorted.splice(this.#place(rounded), 0, rounded);
    if (this.values.length <= this.#size) return;
    const oldest = this.values.shift() ?? 0;
    this.#sorted.splice(this.#place(oldest), 1);
  }

  get highest(): number {
    return this.#sorted.at(-1) ?? 0;
  }

  /** Distance above the median in scaled median deviations, which are at least `floor`; 0 below it. */
  score(value: number, floor: number): number {
    const middle = middleOf(this.#sorted);
    if (value <= middle) return 0;
    return (value - middle) / Math.max(floor, 1.4826 * this.#deviation(middle));
  }

  /** The median distance from the median: both ends of the sorted values come in, farthest first. */
  #deviation(middle: number): number {
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length - 1];
    let distance = 0;
    for (let left = sorted.length - (sorted.length >> 1); left > 0; left--) {
      const [below, above] = [middle - (sorted[low] ?? 0), (sorted[high] ?? 0) - middle];
      distance = Math.max(below, above);
      if (below > above) low++;
      else high--;
    }
    return distance;
  }

  #place(value: number): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function middleOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * How far a measure of a principal's hour (in logarithms) is above what is usual, by median and median deviation: of
 * the same hour of the week where four weeks are known, of the same hour on working days or at weekends, of all hours,
 * of the hours of its peers; the least of what is known decides, so that a job of every Sunday is no alarm on Sunday.
 */
export class RobustScale {
  readonly #rings = new Map<string, Ring>();

  /** 0 where nothing is known yet. */
  score(measure: string, principal: string, group: string, time: number, value: number, floor: number): number {
    // Nothing at all is never above what is usual.
    if (value <= 0) return 0;
    const [week, day] = contexts(time);
    let least = Number.POSITIVE_INFINITY;
    for (const [key, enough] of [
      [`${measure}|${principal}|${week}`, 4],
      [`${measure}|${principal}|${day}`, 5],
      [`${measure}|${principal}`, 6],
    ] as const) {
      const ring = this.#rings.get(key);
      if (ring !== undefined && ring.values.length >= enough) least = Math.min(least, ring.score(value, floor));
      if (least <= 0) return 0;
    }
    if (least < Number.POSITIVE_INFINITY) {
      // What a principal did at its busiest is no alarm either.
      const own = this.#rings.get(`${measure}|${principal}`);
      return own === undefined ? least : Math.max(0, Math.min(least, BUSIEST + (value - own.highest) / floor));
    }
    const peers = this.#rings.get(`${measure}|${group}|peers`);
    return peers === undefined || peers.values.length < 12 ? 0 : peers.score(value, floor);
  }

  learn(measure: string, principal: string, group: string, time: number, value: number): void {
    const [week, day] = contexts(time);
    this.#ring(`${measure}|${principal}|${week}`, LAST_OF_HOUR / 2).add(value);
    this.#ring(`${measure}|${principal}|${day}`, LAST_OF_HOUR).add(value);
    this.#ring(`${measure}|${principal}`, LAST).add(value);
    this.#ring(`${measure}|${group}|peers`, LAST).add(value);
  }

  #ring(key: string, size: number): Ring {
    let ring = this.#rings.get(key);
    if (ring === undefined) {
      ring = new Ring(size);
      this.#rings.set(key, ring);
    }
    return ring;
  }

  toJSON(): z.infer<typeof ScaleState> {
    return Object.fromEntries([...this.#rings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { values }]) => [key, values]));
  }

  restore(state: z.infer<typeof ScaleState>): void {
    for (const [key, values] of Object.entries(state)) {
      const size = /\|[wd]\d+$/.test(key) ? (/\|w\d+$/.test(key) ? LAST_OF_HOUR / 2 : LAST_OF_HOUR) : LAST;
      this.#rings.set(key, new Ring(size, values));
    }
  }
}

let lastHour = Number.NaN;
let lastContexts: readonly [string, string] = ["", ""];

/** Hour of the week (168), and hour of a working day or of a weekend (48), in UTC; an hour is asked of many times. */
function contexts(time: number): readonly [string, string] {
  const hours = Math.floor(time / HOUR_MS);
  if (hours === lastHour) return lastContexts;
  const hour = hours % 24;
  // 1970-01-01 was a Thursday.
  const weekday = (Math.floor(hours / 24) + 4) % 7;
  lastHour = hours;
  lastContexts = [`w${weekday * 24 + hour}`, `d${(weekday === 0 || weekday === 6 ? 24 : 0) + hour}`];
  return lastContexts;
}
