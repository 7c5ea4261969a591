/**
 * Natural logarithm of the Chernoff bound on P(sum of weights of the successes ≥ observed) for independent trials of
 * their own chances: the least over s ≥ 0 of Σ log(1 − p + p e^(s w)) − s · observed (Chernoff 1952), by Newton's method.
 */
export function logUpperTail(chances: Float64Array, weights: Float64Array, observed: number): number {
  let tilt = 0;
  let best = 0;
  for (let step = 0; step < 60; step++) {
    let [value, slope, curvature] = [-tilt * observed, -observed, 0];
    for (let index = 0; index < chances.length; index++) {
      const [chance, weight] = [chances[index] ?? 0, weights[index] ?? 0];
      if (weight === 0) continue;
      const grown = chance * Math.exp(tilt * weight);
      const total = 1 - chance + grown;
      const share = grown / total;
      value += Math.log(total);
      slope += weight * share;
      curvature += weight * weight * share * (1 - share);
    }
    if (value < best) best = value;
    if (Math.abs(slope) < 1e-6 * Math.max(1, observed) || tilt > 30) break;
    const move = -slope / Math.max(curvature, 1e-9);
    tilt = Math.max(0, tilt + Math.max(-2, Math.min(2, move)));
  }
  return best;
}
