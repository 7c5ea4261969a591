import type { BaseModel } from "./model.ts";
import type { Sparse } from "./sparse.ts";

/** Multinomial naive Bayes on which words are there (Metsis, Androutsopoulos, Paliouras 2006), Laplace smoothing of 0.1. */
export function naiveBayes(present: Sparse): BaseModel {
  const { columns, starts, indexes } = present;
  return {
    name: "naive Bayes",
    spec: { kind: "naive Bayes", present },
    scores({ classes, labels }, train, test) {
      const counts = new Float32Array(columns * classes).fill(0.1);
      const totals = new Float64Array(classes).fill(0.1 * columns);
      const prior = new Float64Array(classes).fill(1);
      for (const row of train) {
        const label = labels[row] ?? 0;
        prior[label] = (prior[label] ?? 0) + 1;
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
          const place = (indexes[at] ?? 0) * classes + label;
          counts[place] = (counts[place] ?? 0) + 1;
          totals[label] = (totals[label] ?? 0) + 1;
        }
      }
      const logarithms = counts.map((count, index) => Math.log(count / (totals[index % classes] ?? 1)));
      const result = new Float32Array(test.length * classes);
      for (const [position, row] of test.entries())
        for (let label = 0; label < classes; label++) {
          let sum = Math.log((prior[label] ?? 1) / train.length);
          for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) sum += logarithms[(indexes[at] ?? 0) * classes + label] ?? 0;
          result[position * classes + label] = sum;
        }
      return result;
    },
  };
}
