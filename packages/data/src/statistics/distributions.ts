const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function (Lanczos 1964, g = 7, n = 9). */
export function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * value))) - logGamma(1 - value);
  let sum = LANCZOS[0] ?? 1;
  for (let index = 1; index < LANCZOS.length; index++) sum += (LANCZOS[index] ?? 0) / (value - 1 + index);
  const shifted = value + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (value - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/** Upper tail of the standard normal distribution, accurate far out (Abramowitz and Stegun 7.1.5 and 26.2.14). */
export function normalUpper(z: number): number {
  if (z < 0) return 1 - normalUpper(-z);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (z > 4) {
    // The continued fraction, from its end.
    let fraction = z;
    for (let step = 40; step >= 1; step--) fraction = z + step / fraction;
    return density / fraction;
  }
  // The series of the lower half.
  let [term, sum] = [z, z];
  for (let step = 1; step < 200 && Math.abs(term) > 1e-17 * Math.abs(sum); step++) {
    term *= (z * z) / (2 * step + 1);
    sum += term;
  }
  return 0.5 - density * sum;
}

/** The normal value that a probability leaves above it, by bisection on {@link normalUpper}. */
export function normalQuantileUpper(probability: number): number {
  let [low, high] = [-38, 38];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (normalUpper(middle) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X >= count) of a binomial variable, exactly summed from its largest term. */
export function binomialUpper(count: number, trials: number, probability: number): number {
  if (count <= 0) return 1;
  if (count > trials || probability <= 0) return 0;
  if (probability >= 1) return 1;
  const [hit, miss] = [Math.log(probability), Math.log1p(-probability)];
  let term = logGamma(trials + 1) - logGamma(count + 1) - logGamma(trials - count + 1) + count * hit + (trials - count) * miss;
  let sum = 0;
  const odds = Math.log(probability / (1 - probability));
  for (let at = count; at <= trials; at++) {
    const add = Math.exp(term);
    sum += add;
    if (at > trials * probability && add < 1e-17 * sum) break;
    term += Math.log((trials - at) / (at + 1)) + odds;
  }
  return Math.min(1, sum);
}

/** P(X >= count) of a Poisson variable. */
export function poissonUpper(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  let term = Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
  let sum = 0;
  for (let at = count; at < count + 10_000; at++) {
    sum += term;
    if (at > mean && term < 1e-17 * sum) break;
    term *= mean / (at + 1);
  }
  return Math.min(1, sum);
}
