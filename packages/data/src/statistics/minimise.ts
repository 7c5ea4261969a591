/** Value at the point; writes the gradient. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

/**
 * Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4 and 7.5) with a backtracking line
 * search; changes `point` in place. Ends when the gradient falls under `tolerance` of its first norm.
 */
export function minimise(
  objective: Objective,
  point: Float64Array,
  options: { readonly iterations: number; readonly tolerance: number },
): number {
  const size = point.length;
  const memory: { readonly step: Float64Array; readonly change: Float64Array; readonly rho: number }[] = [];
  let gradient = new Float64Array(size);
  let next = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  let value = objective(point, gradient);
  const first = Math.sqrt(dot(gradient, gradient));
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const direction = gradient.map((slope) => -slope);
    const alphas: number[] = [];
    for (const { step, change, rho } of memory) {
      const alpha = rho * dot(step, direction);
      alphas.push(alpha);
      for (let index = 0; index < size; index++) direction[index] = (direction[index] ?? 0) - alpha * (change[index] ?? 0);
    }
    const [latest] = memory;
    const scale = latest === undefined ? Math.min(1, 1 / first) : 1 / (latest.rho * dot(latest.change, latest.change));
    for (let index = 0; index < size; index++) direction[index] = (direction[index] ?? 0) * scale;
    for (let past = memory.length - 1; past >= 0; past--) {
      const { step, change, rho } = memory[past] ?? { step: direction, change: direction, rho: 0 };
      const beta = (alphas[past] ?? 0) - rho * dot(change, direction);
      for (let index = 0; index < size; index++) direction[index] = (direction[index] ?? 0) + beta * (step[index] ?? 0);
    }
    const slope = dot(gradient, direction);
    if (!(slope < 0)) break;
    let length = 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 20; tries++, length /= 2) {
      for (let index = 0; index < size; index++) next[index] = (point[index] ?? 0) + length * (direction[index] ?? 0);
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue < value)) break;
    const step = next.map((there, index) => there - (point[index] ?? 0));
    const change = nextGradient.map((there, index) => there - (gradient[index] ?? 0));
    const curvature = dot(step, change);
    if (curvature > 1e-12) memory.unshift({ step, change, rho: 1 / curvature });
    if (memory.length > 8) memory.pop();
    point.set(next);
    [gradient, nextGradient] = [nextGradient, gradient];
    const gain = value - nextValue;
    value = nextValue;
    if (Math.sqrt(dot(gradient, gradient)) < options.tolerance * first || gain < 1e-7 * Math.abs(value)) break;
  }
  next = new Float64Array(0);
  nextGradient = next;
  return value;
}
