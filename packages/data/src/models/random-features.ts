import { multiply, multiplyBlocks, rowMajor } from "../statistics/multiply.ts";
import type { Random } from "../statistics/random.ts";
import type { ImageSet, Matrix } from "../table/table.ts";

/** max(0, x·W + b) with W drawn at random (Rahimi and Recht 2008); rows × units, scaled to unit variance by unit. */
export function randomRectified({ rows, columns, values }: Matrix, units: number, random: Random): Matrix {
  const weights = Float32Array.from({ length: columns * units }, () => random.normal() / Math.sqrt(columns));
  const shifts = Float32Array.from({ length: units }, () => random.normal() * 0.5);
  const result = multiply({ m: rows, n: units, k: columns }, rowMajor(values, columns), rowMajor(weights, units));
  for (let index = 0; index < result.length; index++) result[index] = Math.max(0, (result[index] ?? 0) + (shifts[index % units] ?? 0));
  return standardised({ rows, columns: units, values: result });
}

/** Takes mean and deviation out of each column, in place. */
export function standardised(matrix: Matrix): Matrix {
  const { rows, columns, values } = matrix;
  const [sums, squares] = [new Float64Array(columns), new Float64Array(columns)];
  for (let index = 0; index < values.length; index++) {
    const [value, column] = [values[index] ?? 0, index % columns];
    sums[column] = (sums[column] ?? 0) + value;
    squares[column] = (squares[column] ?? 0) + value * value;
  }
  for (let column = 0; column < columns; column++) {
    const mean = (sums[column] ?? 0) / rows;
    const scale = 1 / (Math.sqrt(Math.max(0, (squares[column] ?? 0) / rows - mean * mean)) || 1);
    for (let index = column; index < values.length; index += columns) values[index] = ((values[index] ?? 0) - mean) * scale;
  }
  return matrix;
}

/**
 * Convolutional features without training (Coates, Lee, Ng 2011): patches of 5 × 5 pixels drawn from the pictures
 * themselves, normalised, as filters; rectified responses summed over a grid of 4 × 4 cells.
 */
export function convolutional(images: ImageSet, filters: number, random: Random): Matrix {
  const { rows, width, height, channels, pixels } = images;
  const side = Math.min(5, width, height);
  const length = side * side * channels;
  const picture = width * height * channels;
  const patch = (row: number, y: number, x: number, target: Float32Array, at: number): void => {
    let sum = 0;
    let squares = 0;
    let to = at;
    for (let dy = 0; dy < side; dy++) {
      let from = row * picture + ((y + dy) * width + x) * channels;
      for (let dx = 0; dx < side * channels; dx++) {
        const value = (pixels[from++] ?? 0) / 255;
        target[to++] = value;
        sum += value;
        squares += value * value;
      }
    }
    const mean = sum / length;
    const scale = 1 / Math.sqrt(Math.max(0, squares / length - mean * mean) + 0.01);
    for (let index = at; index < at + length; index++) target[index] = ((target[index] ?? 0) - mean) * scale;
  };
  const [across, down] = [width - side + 1, height - side + 1];
  const weights = new Float32Array(filters * length);
  for (let filter = 0; filter < filters; filter++) {
    // A flat patch says nothing: draw until there is something in it, a few times.
    for (let tries = 0; tries < 20; tries++) {
      patch(random.below(rows), random.below(down), random.below(across), weights, filter * length);
      let squares = 0;
      for (const value of weights.subarray(filter * length, (filter + 1) * length)) squares += value * value;
      if (squares > 0.3 * length) break;
    }
    for (let index = filter * length; index < (filter + 1) * length; index++) weights[index] = (weights[index] ?? 0) / length;
  }
  const cells = Math.min(4, across, down);
  const columns = filters * cells * cells;
  const values = new Float32Array(rows * columns);
  const patches = new Float32Array(across * down * length);
  for (let row = 0; row < rows; row++) {
    for (let y = 0; y < down; y++) for (let x = 0; x < across; x++) patch(row, y, x, patches, (y * across + x) * length);
    multiplyBlocks(
      { m: across * down, n: filters, k: length },
      rowMajor(patches, length),
      { values: weights, rowStep: 1, columnStep: length },
      (block, stride, first, column, count, wide) => {
        for (let position = 0; position < count; position++) {
          const place = first + position;
          const cell = Math.floor((Math.floor(place / across) * cells) / down) * cells + Math.floor(((place % across) * cells) / across);
          const base = row * columns + cell * filters + column;
          for (let filter = 0; filter < wide; filter++) {
            const response = (block[position * stride + filter] ?? 0) - 0.25;
            if (response > 0) values[base + filter] = (values[base + filter] ?? 0) + response;
          }
        }
      },
    );
  }
  return standardised({ rows, columns, values });
}
