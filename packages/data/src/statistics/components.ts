import type { Sparse } from "../models/sparse.ts";
import type { Matrix } from "../table/table.ts";
import { multiply, rowMajor, transposed } from "./multiply.ts";
import type { Random } from "./random.ts";

/** Rows times a dense matrix (columns × width), and the transpose times one (rows × width). */
interface Product {
  readonly rows: number;
  readonly columns: number;
  times(right: Float32Array, width: number): Float32Array;
  transposedTimes(right: Float32Array, width: number): Float32Array;
}

function denseProduct({ rows, columns, values }: Matrix): Product {
  const view = rowMajor(values, columns);
  return {
    rows,
    columns,
    times: (right, width) => multiply({ m: rows, n: width, k: columns }, view, rowMajor(right, width)),
    transposedTimes: (right, width) => multiply({ m: columns, n: width, k: rows }, transposed(view), rowMajor(right, width)),
  };
}

function sparseProduct({ rows, columns, starts, indexes, values }: Sparse): Product {
  return {
    rows,
    columns,
    times(right, width) {
      const result = new Float32Array(rows * width);
      for (let row = 0; row < rows; row++)
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
          const [from, value] = [(indexes[at] ?? 0) * width, values[at] ?? 0];
          for (let inner = 0; inner < width; inner++)
            result[row * width + inner] = (result[row * width + inner] ?? 0) + value * (right[from + inner] ?? 0);
        }
      return result;
    },
    transposedTimes(right, width) {
      const result = new Float32Array(columns * width);
      for (let row = 0; row < rows; row++)
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
          const [to, value] = [(indexes[at] ?? 0) * width, values[at] ?? 0];
          for (let inner = 0; inner < width; inner++)
            result[to + inner] = (result[to + inner] ?? 0) + value * (right[row * width + inner] ?? 0);
        }
      return result;
    },
  };
}

/**
 * Columns made orthonormal by the Cholesky factor of their products, three times for accuracy (Yamamoto and others 2015);
 * columns that depend on earlier ones become zero.
 */
function orthonormalise(values: Float32Array, rows: number, columns: number): Float32Array {
  let current = values;
  for (let pass = 0; pass < 3; pass++) {
    const view = rowMajor(current, columns);
    const products = multiply({ m: columns, n: columns, k: rows }, transposed(view), view);
    current = multiply({ m: rows, n: columns, k: columns }, view, rowMajor(inverseFactor(products, columns), columns));
  }
  return current;
}

/** Inverse of the upper Cholesky factor, row-major; dependent columns are zero. */
function inverseFactor(products: Float32Array, size: number): Float32Array {
  const upper = new Float64Array(size * size);
  for (let column = 0; column < size; column++)
    for (let row = 0; row <= column; row++) {
      let sum = products[row * size + column] ?? 0;
      for (let before = 0; before < row; before++) sum -= (upper[before * size + row] ?? 0) * (upper[before * size + column] ?? 0);
      const pivot = upper[row * size + row] ?? 0;
      if (row < column) upper[row * size + column] = pivot > 0 ? sum / pivot : 0;
      else upper[row * size + row] = sum > 1e-6 * (products[row * size + row] ?? 0) && sum > 1e-20 ? Math.sqrt(sum) : 0;
    }
  const inverse = new Float32Array(size * size);
  for (let column = 0; column < size; column++) {
    const own = upper[column * size + column] ?? 0;
    if (own === 0) continue;
    inverse[column * size + column] = 1 / own;
    for (let row = column - 1; row >= 0; row--) {
      const pivot = upper[row * size + row] ?? 0;
      if (pivot === 0) continue;
      let sum = 0;
      for (let inner = row + 1; inner <= column; inner++) sum += (upper[row * size + inner] ?? 0) * (inverse[inner * size + column] ?? 0);
      inverse[row * size + column] = -sum / pivot;
    }
  }
  return inverse;
}

/**
 * Coordinates of the rows on their leading directions: X·V, rows × `count`, with V from subspace iteration started at
 * random (Halko, Martinsson, Tropp 2011, algorithm 4.4). Means are not taken out: do so before where it matters.
 */
export function leadingComponents(matrix: Matrix | Sparse, count: number, random: Random): Matrix {
  const product = "starts" in matrix ? sparseProduct(matrix) : denseProduct(matrix);
  const wanted = Math.min(count, product.columns, product.rows);
  const width = Math.min(wanted + 8, product.columns, product.rows);
  let basis: Float32Array = Float32Array.from({ length: product.columns * width }, () => random.normal());
  for (let pass = 0; pass < 4; pass++) {
    basis = orthonormalise(basis, product.columns, width);
    basis = product.transposedTimes(product.times(basis, width), width);
  }
  basis = orthonormalise(basis, product.columns, width);
  const coordinates = product.times(basis, width);
  const strength = new Float64Array(width);
  for (let index = 0; index < coordinates.length; index++)
    strength[index % width] = (strength[index % width] ?? 0) + (coordinates[index] ?? 0) ** 2;
  const order = Int32Array.from(strength.keys()).sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b);
  const values = new Float32Array(product.rows * wanted);
  for (let row = 0; row < product.rows; row++)
    for (let column = 0; column < wanted; column++) values[row * wanted + column] = coordinates[row * width + (order[column] ?? 0)] ?? 0;
  return { rows: product.rows, columns: wanted, values };
}
