import type { Matrix } from "../../../table/table.ts";

/** Share of the mean variance that is added to every direction, so that rare ones are not blown up. */
const RIDGE = 0.05;

/** Covariance of the rows about the mean of their group; rows of group `without` do not count. */
export function withinCovariance({ columns, values }: Matrix, groups: Int32Array, without: number): Float64Array {
  const means = new Map<number, { readonly sums: Float64Array; count: number }>();
  for (const [row, group] of groups.entries()) {
    if (group < 0 || group === without) continue;
    const known = means.get(group) ?? { sums: new Float64Array(columns), count: 0 };
    known.count++;
    for (let column = 0; column < columns; column++) known.sums[column] = (known.sums[column] ?? 0) + (values[row * columns + column] ?? 0);
    means.set(group, known);
  }
  const covariance = new Float64Array(columns * columns);
  const own = new Float64Array(columns);
  let total = 0;
  for (const [row, group] of groups.entries()) {
    const mean = means.get(group);
    if (mean === undefined) continue;
    total++;
    for (let column = 0; column < columns; column++)
      own[column] = (values[row * columns + column] ?? 0) - (mean.sums[column] ?? 0) / mean.count;
    for (let i = 0; i < columns; i++)
      for (let j = 0; j <= i; j++) covariance[i * columns + j] = (covariance[i * columns + j] ?? 0) + (own[i] ?? 0) * (own[j] ?? 0);
  }
  let trace = 0;
  for (let i = 0; i < columns; i++) trace += (covariance[i * columns + i] ?? 0) / Math.max(1, total);
  for (let i = 0; i < columns; i++)
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * columns + j] ?? 0) / Math.max(1, total) + (i === j ? (RIDGE * trace) / columns + 1e-12 : 0);
      covariance[i * columns + j] = value;
      covariance[j * columns + i] = value;
    }
  return covariance;
}

/** The lower Cholesky factor of a covariance, row-major. */
function factorOf(covariance: Float64Array, columns: number): Float64Array {
  const factor = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++)
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i * columns + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (factor[i * columns + k] ?? 0) * (factor[j * columns + k] ?? 0);
      factor[i * columns + j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / (factor[j * columns + j] ?? 1);
    }
  return factor;
}

/** The points in coordinates in which the covariance is the identity: L⁻¹x with L its Cholesky factor. */
export function whitened(points: Matrix, covariance: Float64Array): Matrix {
  const { rows, columns, values } = points;
  const factor = factorOf(covariance, columns);
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      let sum = values[row * columns + i] ?? 0;
      for (let k = 0; k < i; k++) sum -= (factor[i * columns + k] ?? 0) * (result[row * columns + k] ?? 0);
      result[row * columns + i] = sum / (factor[i * columns + i] ?? 1);
    }
  return { rows, columns, values: result };
}

/** The covariance's inverse times a vector. */
export function solved(covariance: Float64Array, vector: Float64Array): Float64Array {
  const columns = vector.length;
  const factor = factorOf(covariance, columns);
  const result = vector.slice();
  for (let i = 0; i < columns; i++) {
    for (let k = 0; k < i; k++) result[i] = (result[i] ?? 0) - (factor[i * columns + k] ?? 0) * (result[k] ?? 0);
    result[i] = (result[i] ?? 0) / (factor[i * columns + i] ?? 1);
  }
  for (let i = columns - 1; i >= 0; i--) {
    for (let k = i + 1; k < columns; k++) result[i] = (result[i] ?? 0) - (factor[k * columns + i] ?? 0) * (result[k] ?? 0);
    result[i] = (result[i] ?? 0) / (factor[i * columns + i] ?? 1);
  }
  return result;
}
