import { WINDOW_SEGMENTS, WINDOW_WORDS } from "./features.ts";
import { type SegmentSink, walkSegments } from "./walk.ts";
import { type InjectionModel, injectionModel } from "./weights.ts";

/** A run of sentences with its score. */
export interface ScoredWindow {
  readonly start: number;
  readonly end: number;
  /** Log-odds before calibration. */
  readonly score: number;
  readonly cues: number;
}

interface Segment {
  start: number;
  sum: number;
  words: number;
  cues: number;
}

const LEAST_FEATURES = 12;
const FEATURES_PER_WORD = 3;

/**
 * Scores every run of up to three sentences of a text, and hands out the highest score and the windows at or above
 * `floor`, in order of their ends. Memory is that of three sentences and of what is handed out.
 */
export function scoreWindows(text: string, units: Uint16Array, floor: number, onWindow: (window: ScoredWindow) => void): number {
  const scorer = new WindowScorer(injectionModel(), floor, onWindow);
  walkSegments(text, units, scorer.table, scorer);
  return scorer.highest;
}

class WindowScorer implements SegmentSink {
  highest = Number.NEGATIVE_INFINITY;
  readonly #model: InjectionModel;
  readonly #floor: number;
  readonly #onWindow: (window: ScoredWindow) => void;
  readonly #recent: readonly Segment[] = Array.from({ length: WINDOW_SEGMENTS }, () => ({ start: 0, sum: 0, words: 0, cues: 0 }));
  #seen = 0;

  get table(): Int16Array {
    return this.#model.table;
  }

  constructor(model: InjectionModel, floor: number, onWindow: (window: ScoredWindow) => void) {
    this.#model = model;
    this.#floor = floor;
    this.#onWindow = onWindow;
  }

  segment(start: number, end: number, words: number, cues: number, sum: number): void {
    const newest = this.#recent[this.#seen % WINDOW_SEGMENTS] as Segment;
    newest.start = start;
    newest.sum = sum;
    newest.words = words;
    newest.cues = cues;
    this.#seen++;
    let total = 0;
    let spoken = 0;
    let mask = 0;
    for (let back = 0; back < WINDOW_SEGMENTS && back < this.#seen; back++) {
      const segment = this.#recent[(this.#seen - 1 - back) % WINDOW_SEGMENTS] as Segment;
      if (back > 0 && spoken + segment.words > WINDOW_WORDS) break;
      total += segment.sum;
      spoken += segment.words;
      mask |= segment.cues;
      const score =
        this.#model.bias +
        (total * this.#model.scale) / Math.sqrt(Math.max(LEAST_FEATURES, spoken * FEATURES_PER_WORD)) +
        (mask === 0 ? 0 : this.#model.maskWeight(mask));
      if (score > this.highest) this.highest = score;
      if (score >= this.#floor) this.#onWindow({ start: segment.start, end, score, cues: mask });
    }
  }
}
