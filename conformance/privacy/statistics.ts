/** Counts of outcomes. */
export type Histogram = ReadonlyMap<number, number>;

export function histogramOf(draw: () => number, samples: number, granularity: number): Histogram {
  const counts = new Map<number, number>();
  for (let index = 0; index < samples; index++) {
    const cell = Math.round(draw() / granularity);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** How much more likely the outcomes of one side are than exp(epsilon) times those of the other: the delta that is seen. */
function excess(left: Histogram, right: Histogram, epsilon: number, samples: number): number {
  let total = 0;
  for (const [outcome, count] of left) total += Math.max(0, (count - Math.exp(epsilon) * (right.get(outcome) ?? 0)) / samples);
  return total;
}

/** Whether two sides look (epsilon, delta)-indistinguishable (Gilbert, McMillan, "Property testing for differential privacy", 2018). */
export function looksPrivate(left: Histogram, right: Histogram, samples: number, epsilon: number, delta: number): boolean {
  return excess(left, right, epsilon, samples) < delta && excess(right, left, epsilon, samples) < delta;
}

/** Unbiased estimate of the squared distance of two distributions (Diakonikolas et al., "Collision-based testers", 2016). */
export function squaredDistance(left: Histogram, right: Histogram, samples: number): number {
  let total = 0;
  for (const outcome of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(outcome) ?? 0, right.get(outcome) ?? 0];
    total += (a - b) ** 2 - a - b;
  }
  return total / samples ** 2;
}

/** Pearson's statistic against exact probabilities as a number of standard deviations above its mean; rare cells are one. */
export function misfit(counts: ReadonlyMap<number, number>, probability: ReadonlyMap<number, number>, samples: number): number {
  let [statistic, cells, restCount, restShare] = [0, 0, samples, 1];
  for (const [value, share] of probability) {
    if (share * samples < 20) continue;
    const count = counts.get(value) ?? 0;
    statistic += (count - share * samples) ** 2 / (share * samples);
    restCount -= count;
    restShare -= share;
    cells += 1;
  }
  if (restShare * samples >= 5) statistic += (restCount - restShare * samples) ** 2 / (restShare * samples);
  return (statistic - cells) / Math.sqrt(2 * cells);
}
