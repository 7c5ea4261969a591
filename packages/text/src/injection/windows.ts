import { BUCKETS, WINDOW_SEGMENTS, WINDOW_WORDS } from "./features.ts";
import { walkSegments } from "./walk.ts";
import { injectionModel } from "./weights.ts";
import { spread } from "./word-hash.ts";

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
  end: number;
  sum: number;
  features: number;
  words: number;
  cues: number;
}

const LEAST_FEATURES = 12;

/**
 * Scores every run of up to three sentences of a text, and hands out the highest score and the windows at or above
 * `floor`, in order of their ends. Memory is that of three sentences and of what is handed out.
 */
export function scoreWindows(text: string, floor: number, onWindow: (window: ScoredWindow) => void): number {
  const { words: weights, bias, maskWeight } = injectionModel();
  const recent: Segment[] = Array.from({ length: WINDOW_SEGMENTS }, () => ({ start: 0, end: 0, sum: 0, features: 0, words: 0, cues: 0 }));
  let seen = 0;
  let sum = 0;
  let features = 0;
  let highest = Number.NEGATIVE_INFINITY;
  walkSegments(text, {
    feature(hash) {
      sum += weights[spread(hash) & (BUCKETS - 1)] as number;
      features++;
    },
    segment(start, end, words, cues) {
      const newest = recent[seen % WINDOW_SEGMENTS] as Segment;
      newest.start = start;
      newest.end = end;
      newest.sum = sum;
      newest.features = features;
      newest.words = words;
      newest.cues = cues;
      seen++;
      sum = 0;
      features = 0;
      let total = 0;
      let count = 0;
      let spoken = 0;
      let mask = 0;
      for (let back = 0; back < WINDOW_SEGMENTS && back < seen; back++) {
        const segment = recent[(seen - 1 - back) % WINDOW_SEGMENTS] as Segment;
        if (back > 0 && spoken + segment.words > WINDOW_WORDS) break;
        total += segment.sum;
        count += segment.features;
        spoken += segment.words;
        mask |= segment.cues;
        const score = bias + total / Math.sqrt(Math.max(LEAST_FEATURES, count)) + (mask === 0 ? 0 : maskWeight(mask));
        if (score > highest) highest = score;
        if (score >= floor) onWindow({ start: segment.start, end, score, cues: mask });
      }
    },
  });
  return highest;
}
