import { cueTables } from "../../packages/text/src/injection/cue-table.ts";
import { BUCKETS, MASK_FEATURES, maskFeatures, WINDOW_SEGMENTS, WINDOW_WORDS } from "../../packages/text/src/injection/features.ts";
import { type SegmentSink, walkSegments } from "../../packages/text/src/injection/walk.ts";
import { withUnits } from "../../packages/text/src/units.ts";
import type { Labelled } from "./corpus.ts";

/** A window of sentences, as features. */
interface Window {
  readonly buckets: Int32Array;
  readonly mask: number;
  readonly words: number;
}

interface Bag {
  readonly windows: readonly Window[];
  readonly label: 0 | 1;
  readonly weight: number;
}

/** What is learnt. */
export interface Weights {
  readonly words: Float64Array;
  readonly mask: Float64Array;
  readonly bias: number;
}

/** Weights of nothing, with the marks of the cues. */
const cueTable = Int16Array.from(cueTables().words.filter);

/** The windows of a text: the last one, two and three sentences at each sentence, as `judge.ts` forms them. */
export function windowsOf(text: string): Window[] {
  const segments: { readonly buckets: readonly number[]; readonly mask: number; readonly words: number }[] = [];
  let buckets: number[] = [];
  const sink: SegmentSink = {
    word: (own, pair, spaced) => void buckets.push(own, pair, spaced),
    segment: (_start, _end, words, mask) => {
      segments.push({ buckets, mask, words });
      buckets = [];
    },
  };
  withUnits(text, (units) => walkSegments(text, units, cueTable, sink));
  return segments.flatMap((_, i) => {
    const windows: Window[] = [];
    let joined: number[] = [];
    let mask = 0;
    let words = 0;
    for (let back = 0; back < WINDOW_SEGMENTS && i - back >= 0; back++) {
      const segment = segments[i - back];
      if (segment === undefined || (back > 0 && words + segment.words > WINDOW_WORDS)) break;
      joined = joined.concat(segment.buckets);
      mask |= segment.mask;
      words += segment.words;
      windows.push({ buckets: Int32Array.from(joined), mask, words });
    }
    return windows;
  });
}

export function scoreWindow({ words, mask, bias }: Weights, window: Window): number {
  let sum = 0;
  for (const bucket of window.buckets) sum += words[bucket] ?? 0;
  let score = bias + sum / Math.sqrt(Math.max(12, 3 * window.words));
  for (const feature of maskFeatures(window.mask)) score += mask[feature] ?? 0;
  return score;
}

/**
 * Logistic regression over bags of windows (multiple instances, T. G. Dietterich et al., 1997): an attack is somewhere in
 * a bad text, nowhere in a good one. The highest windows carry the gradient; step sizes by Adagrad (J. Duchi et al., 2011).
 */
export function learn(texts: readonly (Labelled & { readonly weight: number })[], epochs: number, random: () => number): Weights {
  const bags = texts
    .map(({ text, label, weight }): Bag => ({ windows: windowsOf(text), label, weight }))
    .filter(({ windows }) => windows.length > 0);
  const words = new Float64Array(BUCKETS);
  const wordSquares = new Float64Array(BUCKETS).fill(0.05);
  const mask = new Float64Array(MASK_FEATURES);
  const maskSquares = new Float64Array(MASK_FEATURES).fill(0.05);
  let bias = -2;
  let biasSquares = 0.05;
  const RATE = 0.25;
  const SHRINK = 3e-4;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = bags.map((bag) => ({ bag, key: random() })).sort((a, b) => a.key - b.key);
    for (const { bag } of order) {
      const weights = { words, mask, bias };
      const ranked = bag.windows.map((window) => ({ window, score: scoreWindow(weights, window) })).sort((a, b) => b.score - a.score);
      for (const { window, score } of ranked.slice(0, bag.label === 1 ? 1 + (epoch > 1 ? Math.floor(bag.windows.length / 30) : 0) : 2)) {
        const error = (1 / (1 + Math.exp(-score)) - bag.label) * bag.weight;
        const scale = error / Math.sqrt(Math.max(12, 3 * window.words));
        for (const bucket of window.buckets) {
          const gradient = scale + SHRINK * (words[bucket] ?? 0);
          wordSquares[bucket] = (wordSquares[bucket] ?? 0) + gradient * gradient;
          words[bucket] = (words[bucket] ?? 0) - (RATE * gradient) / Math.sqrt(wordSquares[bucket] ?? 1);
        }
        for (const feature of maskFeatures(window.mask)) {
          const gradient = error + SHRINK * (mask[feature] ?? 0);
          maskSquares[feature] = (maskSquares[feature] ?? 0) + gradient * gradient;
          mask[feature] = (mask[feature] ?? 0) - (RATE * gradient) / Math.sqrt(maskSquares[feature] ?? 1);
        }
        biasSquares += error * error;
        bias -= (RATE * error) / Math.sqrt(biasSquares);
      }
    }
  }
  return { words, mask, bias };
}

/** The highest window of a text; very low where it has no words. */
export function scoreText(weights: Weights, text: string): number {
  return Math.max(-12, ...windowsOf(text).map((window) => scoreWindow(weights, window)));
}
