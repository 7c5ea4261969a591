import { minimise } from "../statistics/minimise.ts";
import { multiply, rowMajor, transposed } from "../statistics/multiply.ts";
import type { BaseModel, Target } from "./model.ts";
import type { Sparse } from "./sparse.ts";

/** What a linear model needs of its features: products with weights, and their adjoint. */
interface Design {
  readonly columns: number;
  /** rows.length × outputs: features times weights (columns × outputs). */
  forward(rows: Int32Array, weights: Float64Array, outputs: number): Float32Array;
  /** Adds features' transpose times residuals (rows.length × outputs) to the gradient (columns × outputs). */
  adjoint(rows: Int32Array, residuals: Float32Array, outputs: number, gradient: Float64Array): void;
}

function sparseDesign({ columns, starts, indexes, values }: Sparse): Design {
  return {
    columns,
    forward(rows, weights, outputs) {
      const result = new Float32Array(rows.length * outputs);
      for (let position = 0; position < rows.length; position++) {
        const row = rows[position] ?? 0;
        const end = starts[row + 1] ?? 0;
        if (outputs === 1) {
          let sum = 0;
          for (let at = starts[row] ?? 0; at < end; at++) sum += (values[at] as number) * (weights[indexes[at] as number] as number);
          result[position] = sum;
          continue;
        }
        for (let output = 0; output < outputs; output++) {
          let sum = 0;
          for (let at = starts[row] ?? 0; at < end; at++) sum += (values[at] ?? 0) * (weights[(indexes[at] ?? 0) * outputs + output] ?? 0);
          result[position * outputs + output] = sum;
        }
      }
      return result;
    },
    adjoint(rows, residuals, outputs, gradient) {
      for (let position = 0; position < rows.length; position++) {
        const row = rows[position] ?? 0;
        const end = starts[row + 1] ?? 0;
        if (outputs === 1) {
          const residual = residuals[position] as number;
          for (let at = starts[row] ?? 0; at < end; at++) {
            const place = indexes[at] as number;
            gradient[place] = (gradient[place] as number) + (values[at] as number) * residual;
          }
          continue;
        }
        for (let output = 0; output < outputs; output++) {
          const residual = residuals[position * outputs + output] ?? 0;
          for (let at = starts[row] ?? 0; at < end; at++) {
            const place = (indexes[at] ?? 0) * outputs + output;
            gradient[place] = (gradient[place] ?? 0) + (values[at] ?? 0) * residual;
          }
        }
      }
    },
  };
}

function denseDesign(features: Float32Array, columns: number): Design {
  let gathered: { readonly rows: Int32Array; readonly values: Float32Array } | undefined;
  const gather = (rows: Int32Array): Float32Array => {
    if (gathered?.rows === rows) return gathered.values;
    const values = new Float32Array(rows.length * columns);
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position] ?? 0;
      values.set(features.subarray(row * columns, (row + 1) * columns), position * columns);
    }
    gathered = { rows, values };
    return values;
  };
  return {
    columns,
    forward(rows, weights, outputs) {
      const size = { m: rows.length, n: outputs, k: columns };
      return multiply(size, rowMajor(gather(rows), columns), rowMajor(Float32Array.from(weights), outputs));
    },
    adjoint(rows, residuals, outputs, gradient) {
      const size = { m: columns, n: outputs, k: rows.length };
      const product = multiply(size, transposed(rowMajor(gather(rows), columns)), rowMajor(residuals, outputs));
      for (let index = 0; index < product.length; index++) gradient[index] = (gradient[index] ?? 0) + (product[index] ?? 0);
    },
  };
}

/** Turns logits into probabilities in place, row by row. */
export function softmaxRows(logits: Float32Array, classes: number): void {
  for (let start = 0; start < logits.length; start += classes) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let index = start; index < start + classes; index++) highest = Math.max(highest, logits[index] ?? 0);
    let sum = 0;
    for (let index = start; index < start + classes; index++) {
      const grown = Math.exp((logits[index] ?? 0) - highest);
      logits[index] = grown;
      sum += grown;
    }
    for (let index = start; index < start + classes; index++) logits[index] = (logits[index] ?? 0) / sum;
  }
}

/**
 * Multinomial logistic regression with an L2 penalty, by L-BFGS. Two classes need one column of weights; the logit of
 * the first class is then 0.
 */
function fitAndScore(design: Design, target: Target, penalty: number, train: Int32Array, test: Int32Array): Float32Array {
  const { classes, labels } = target;
  const outputs = classes === 2 ? 1 : classes;
  const { columns } = design;
  const place = columns * outputs;
  const weights = new Float64Array(place + outputs);
  const count = train.length;
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    const scores = design.forward(train, point.subarray(0, place), outputs);
    let loss = 0;
    gradient.fill(0);
    for (let position = 0; position < count; position++) {
      const label = labels[train[position] ?? 0] ?? 0;
      const start = position * outputs;
      if (outputs === 1) {
        const score = (scores[start] ?? 0) + (point[place] ?? 0);
        const sign = label === 1 ? 1 : -1;
        loss += score * sign > 0 ? Math.log1p(Math.exp(-score * sign)) : -score * sign + Math.log1p(Math.exp(score * sign));
        scores[start] = 1 / (1 + Math.exp(-score)) - (label === 1 ? 1 : 0);
        continue;
      }
      for (let output = 0; output < outputs; output++)
        scores[start + output] = (scores[start + output] ?? 0) + (point[place + output] ?? 0);
      softmaxRows(scores.subarray(start, start + outputs), outputs);
      loss -= Math.log(Math.max(1e-12, scores[start + label] ?? 0));
      scores[start + label] = (scores[start + label] ?? 0) - 1;
    }
    for (let index = 0; index < scores.length; index++)
      gradient[place + (index % outputs)] = (gradient[place + (index % outputs)] ?? 0) + (scores[index] ?? 0);
    design.adjoint(train, scores, outputs, gradient.subarray(0, place));
    for (let index = 0; index < place; index++) {
      const weight = point[index] ?? 0;
      loss += 0.5 * penalty * weight * weight;
      gradient[index] = (gradient[index] ?? 0) + penalty * weight;
    }
    for (let index = 0; index < gradient.length; index++) gradient[index] = (gradient[index] ?? 0) / count;
    return loss / count;
  };
  minimise(objective, weights, { iterations: 80, tolerance: 1e-3 });
  const scores = design.forward(test, weights.subarray(0, place), outputs);
  const result = new Float32Array(test.length * classes);
  for (let position = 0; position < test.length; position++)
    for (let output = 0; output < outputs; output++)
      result[position * classes + (outputs === 1 ? 1 : output)] =
        (scores[position * outputs + output] ?? 0) + (weights[place + output] ?? 0);
  return result;
}

/** Logistic regression over sparse rows. */
export function sparseLogistic(name: string, features: Sparse, penalty: number): BaseModel {
  const design = sparseDesign(features);
  return {
    name,
    spec: { kind: "sparse logistic", name, features, penalty },
    scores: (target, train, test) => fitAndScore(design, target, penalty, train, test),
  };
}

/** Logistic regression over dense rows (rows × columns, row-major). */
export function denseLogistic(name: string, features: Float32Array, columns: number, penalty: number): BaseModel {
  return {
    name,
    spec: { kind: "dense logistic", name, features, columns, penalty },
    scores: (target, train, test) => fitAndScore(denseDesign(features, columns), target, penalty, train, test),
  };
}
