import { LABELS } from "./features.ts";

/**
 * Best sequence of labels for scores by place (`count` × LABELS) and by pair of neighbours (LABELS × LABELS, from × to).
 * A. J. Viterbi, IEEE Transactions on Information Theory 13(2), 1967. Writes to `out`; ties go to the earlier label.
 */
export function bestLabels(scores: Float64Array | Int32Array, pairs: Float64Array, count: number, out: Uint8Array): void {
  if (count === 0) return;
  const back = new Uint8Array(count * LABELS);
  let best = Float64Array.from(scores.subarray(0, LABELS));
  let next = new Float64Array(LABELS);
  for (let i = 1; i < count; i++) {
    for (let to = 0; to < LABELS; to++) {
      let top = Number.NEGATIVE_INFINITY;
      let from = 0;
      for (let one = 0; one < LABELS; one++) {
        const score = (best[one] as number) + (pairs[one * LABELS + to] as number);
        if (score > top) {
          top = score;
          from = one;
        }
      }
      back[i * LABELS + to] = from;
      next[to] = top + (scores[i * LABELS + to] as number);
    }
    [best, next] = [next, best];
  }
  let label = 0;
  for (let one = 1; one < LABELS; one++) if ((best[one] as number) > (best[label] as number)) label = one;
  for (let i = count - 1; i >= 0; i--) {
    out[i] = label;
    label = back[i * LABELS + label] as number;
  }
}
