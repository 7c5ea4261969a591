/** A rising step function from scores to probabilities. */
export interface Calibration {
  readonly edges: Float64Array;
  readonly values: Float64Array;
}

/**
 * Isotonic regression by pooling adjacent violators (Zadrozny and Elkan 2002).
 * @param hits 1 where the class held, else 0
 * @param weights of the rows; 1 each unless given
 */
export function calibrate(scores: Float64Array, hits: Uint8Array, weights?: Float64Array, order = risingOrder(scores)): Calibration {
  const [sums, sizes, tops]: [number[], number[], number[]] = [[], [], []];
  for (const row of order) {
    const weight = weights?.[row] ?? 1;
    if (weight === 0) continue;
    const score = scores[row] ?? 0;
    const last = tops.length - 1;
    if (last >= 0 && tops[last] === score) {
      sums[last] = (sums[last] ?? 0) + weight * (hits[row] ?? 0);
      sizes[last] = (sizes[last] ?? 0) + weight;
    } else {
      // The block before is complete: it takes in those above it.
      pool(sums, sizes, tops);
      sums.push(weight * (hits[row] ?? 0));
      sizes.push(weight);
      tops.push(score);
    }
  }
  pool(sums, sizes, tops);
  return { edges: Float64Array.from(tops), values: Float64Array.from(sums, (sum, at) => sum / (sizes[at] || 1)) };
}

function pool(sums: number[], sizes: number[], tops: number[]): void {
  while (sums.length > 1) {
    const [last, before] = [sums.length - 1, sums.length - 2];
    if ((sums[before] ?? 0) * (sizes[last] ?? 0) < (sums[last] ?? 0) * (sizes[before] ?? 0)) return;
    sums[before] = (sums[before] ?? 0) + (sums.pop() ?? 0);
    sizes[before] = (sizes[before] ?? 0) + (sizes.pop() ?? 0);
    tops[before] = tops.pop() ?? 0;
  }
}

export function risingOrder(scores: Float64Array): Int32Array {
  return Int32Array.from(scores, (_, row) => row).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
}

export function calibrated({ edges, values }: Calibration, score: number): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) >= score) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? score;
}

/** Does calibration on one half lower the squared error (Brier score) on the other? Rows alternate between the halves. */
export function calibrationHelps(scores: Float64Array, hits: Uint8Array): boolean {
  let [raw, better] = [0, 0];
  for (const held of [0, 1]) {
    const pick = <T extends Float64Array | Uint8Array>(items: T, wanted: number): T =>
      items.filter((_, row) => (row % 2 === held) === (wanted === 1)) as T;
    const calibration = calibrate(pick(scores, 0), pick(hits, 0));
    const [testScores, testHits] = [pick(scores, 1), pick(hits, 1)];
    for (const [row, score] of testScores.entries()) {
      raw += (score - (testHits[row] ?? 0)) ** 2;
      better += (calibrated(calibration, score) - (testHits[row] ?? 0)) ** 2;
    }
  }
  return better < raw;
}
