/** The stretch of the distribution that the tail is drawn from. A tenth of the rows may be planted beyond it. */
const [FROM, TO] = [0.75, 0.9];

/**
 * Chances of large values, from the body of their own distribution: up to the 90th percentile as they were seen; beyond
 * it by a Pareto tail whose exponent is that of the stretch before it (the 75th to the 90th percentile, Hill 1975 on a
 * window). The highest tenth, where planted rows would stand, has no say. Values must be above zero.
 */
export function tailP(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const count = sorted.length;
  const [from, to] = [sorted[Math.floor(FROM * count)] ?? 0, sorted[Math.floor(TO * count)] ?? 0];
  let [sum, steps] = [0, 0];
  // Least squares of the logarithms within the window.
  for (let index = Math.floor(FROM * count); index <= Math.floor(TO * count); index++) {
    const survival = 1 - index / count;
    const along = Math.log(Math.max(1e-300, sorted[index] ?? 0) / Math.max(1e-300, from));
    const fall = Math.log((1 - FROM) / survival);
    sum += along * fall;
    steps += along * along;
  }
  const exponent = steps > 0 ? sum / steps : 50;
  return values.map((value) => {
    if (value <= to || to <= 0) return Math.min(1, (count - lowerIndex(sorted, value) + 1) / (count + 1));
    return Math.max(1e-12, (1 - TO) * (to / value) ** Math.min(50, exponent));
  });
}

/** How many are smaller. */
function lowerIndex(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
