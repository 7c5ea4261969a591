import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LABELS } from "./features.ts";
import { bestLabels } from "./viterbi.ts";

function total(scores: Float64Array, pairs: Float64Array, labels: readonly number[]): number {
  return labels.reduce(
    (sum, label, i) => sum + (scores[i * LABELS + label] ?? 0) + (i === 0 ? 0 : (pairs[(labels[i - 1] ?? 0) * LABELS + label] ?? 0)),
    0,
  );
}

function sequences(length: number): number[][] {
  if (length === 0) return [[]];
  return sequences(length - 1).flatMap((head) => Array.from({ length: LABELS }, (_, label) => [...head, label]));
}

describe("bestLabels", () => {
  it("finds the best of all sequences", () => {
    const weight = fc.integer({ min: -9, max: 9 });
    const count = 3;
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: count * LABELS, maxLength: count * LABELS }),
        fc.array(weight, { minLength: LABELS ** 2, maxLength: LABELS ** 2 }),
        (scoreList, pairList) => {
          const [scores, pairs, out] = [Float64Array.from(scoreList), Float64Array.from(pairList), new Uint8Array(count)];
          bestLabels(scores, pairs, count, out);
          const best = Math.max(...sequences(count).map((labels) => total(scores, pairs, labels)));
          expect(total(scores, pairs, [...out])).toBe(best);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("does nothing for no tokens", () => {
    expect(() => bestLabels(new Float64Array(), new Float64Array(LABELS ** 2), 0, new Uint8Array())).not.toThrow();
  });
});
