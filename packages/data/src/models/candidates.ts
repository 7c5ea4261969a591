import { leadingComponents } from "../statistics/components.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset, Matrix } from "../table/table.ts";
import { additiveColumns, binnedColumns, denseColumns } from "./encode-columns.ts";
import { encodeText } from "./encode-text.ts";
import { denseLogistic, sparseLogistic } from "./logistic.ts";
import type { BaseModel } from "./model.ts";
import { naiveBayes } from "./naive-bayes.ts";
import { convolutional, randomRectified, standardised } from "./random-features.ts";
import { type Sparse, SparseBuilder } from "./sparse.ts";
import { boostedTrees } from "./trees.ts";

/** Directions that distances are measured in, at most. */
const DIMENSIONS = 64;
/** Tables of more rows are left to trees and additive models, which win there. */
const WIDE = 20_000;

/** A data set as models and distances take it. */
export interface Encoded {
  /** Points whose Euclidean distances mean something; at most 64 columns. */
  readonly points: Matrix;
  /** TF-IDF, where there is text. */
  readonly words?: Sparse;
  readonly models: readonly BaseModel[];
}

function reduced(matrix: Matrix, random: Random): Matrix {
  return matrix.columns <= DIMENSIONS ? matrix : leadingComponents(centred(matrix), DIMENSIONS, random);
}

function centred({ rows, columns, values }: Matrix): Matrix {
  const means = new Float64Array(columns);
  for (let index = 0; index < values.length; index++) means[index % columns] = (means[index % columns] ?? 0) + (values[index] ?? 0) / rows;
  return { rows, columns, values: values.map((value, index) => value - (means[index % columns] ?? 0)) };
}

function unitRows({ rows, columns, values }: Matrix): Matrix {
  const result = values.slice();
  for (let row = 0; row < rows; row++) {
    const line = result.subarray(row * columns, (row + 1) * columns);
    let squares = 0;
    for (const value of line) squares += value * value;
    const scale = 1 / (Math.sqrt(squares) || 1);
    for (let index = 0; index < columns; index++) line[index] = (line[index] ?? 0) * scale;
  }
  return { rows, columns, values: result };
}

/** The columns that most rows use: directions hardly differ, and cost less. */
function commonest(words: Sparse): Sparse {
  const uses = new Int32Array(words.columns);
  for (const index of words.indexes) uses[index] = (uses[index] ?? 0) + 1;
  const kept = Int32Array.from(uses.keys())
    .sort((left, right) => (uses[right] ?? 0) - (uses[left] ?? 0) || left - right)
    .subarray(0, 6000);
  const places = new Int32Array(words.columns).fill(-1);
  for (const [place, index] of kept.entries()) places[index] = place;
  const builder = new SparseBuilder();
  for (let row = 0; row < words.rows; row++) {
    for (let at = words.starts[row] ?? 0; at < (words.starts[row + 1] ?? 0); at++) {
      const place = places[words.indexes[at] ?? 0] ?? -1;
      if (place >= 0) builder.add(place, words.values[at] ?? 0);
    }
    builder.endRow();
  }
  return builder.finish(kept.length);
}

function beside(left: Sparse, right: Sparse): Sparse {
  const builder = new SparseBuilder();
  for (let row = 0; row < left.rows; row++) {
    for (let at = left.starts[row] ?? 0; at < (left.starts[row + 1] ?? 0); at++) builder.add(left.indexes[at] ?? 0, left.values[at] ?? 0);
    for (let at = right.starts[row] ?? 0; at < (right.starts[row + 1] ?? 0); at++)
      builder.add(left.columns + (right.indexes[at] ?? 0), right.values[at] ?? 0);
    builder.endRow();
  }
  return builder.finish(left.columns + right.columns);
}

/** Encodes a data set once, with the models that suit its kind. */
export function encode(dataset: Dataset, random: Random): Encoded {
  const { rows, features, text, images, embedding } = dataset;
  const models: BaseModel[] = [];
  let points: Matrix | undefined;
  let words: Sparse | undefined;
  if (embedding !== undefined) {
    const scaled = standardised({ ...embedding, values: embedding.values.slice() });
    models.push(denseLogistic("logistic regression on the embedding", scaled.values, scaled.columns, 10));
    points = reduced(scaled, random.fork("embedding"));
  }
  if (images !== undefined) {
    const size = images.width * images.height * images.channels;
    const pixels: Matrix = { rows, columns: size, values: Float32Array.from(images.pixels, (pixel) => pixel / 255) };
    const convolved = convolutional(images, 64, random.fork("convolution"));
    models.push(denseLogistic("convolutional features", convolved.values, convolved.columns, 30));
    points ??= reduced(pixels, random.fork("pixels"));
    const rectified = randomRectified(points, 512, random.fork("rectified"));
    models.push(denseLogistic("random rectified features", rectified.values, rectified.columns, 10));
  }
  if (text !== undefined && text.length > 0) {
    const { weighted, present } = encodeText(rows, text);
    words = weighted;
    const joined = features.length === 0 ? weighted : beside(weighted, additiveColumns(rows, features, true));
    models.push(sparseLogistic("logistic regression on words", joined, 0.3), naiveBayes(present));
    points ??= unitRows(leadingComponents(commonest(weighted), DIMENSIONS, random.fork("words")));
  }
  if (features.length > 0 && images === undefined) {
    const dense = denseColumns(rows, features, 12);
    if (text === undefined || text.length === 0) {
      models.push(
        boostedTrees(binnedColumns(rows, features), random.fork("trees")),
        sparseLogistic("additive logistic regression", additiveColumns(rows, features, true), 1),
        sparseLogistic("logistic regression", additiveColumns(rows, features, false), 1),
      );
      if (rows <= WIDE) {
        const rectified = randomRectified({ rows, ...dense }, 256, random.fork("rectified"));
        models.push(denseLogistic("random rectified features", rectified.values, rectified.columns, 10));
      }
    }
    points ??= reduced({ rows, ...dense }, random.fork("columns"));
  }
  return { points: points ?? { rows, columns: 1, values: new Float32Array(rows) }, models, ...(words === undefined ? {} : { words }) };
}
