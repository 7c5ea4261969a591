/** A small network (inputs → hidden, ReLU → classes, softmax), all of its parameters in one vector. */
export interface Shape {
  readonly inputs: number;
  readonly hidden: number;
  readonly classes: number;
}

export interface Rows {
  /** Row after row. */
  readonly features: Float32Array;
  readonly labels: Uint8Array;
}

export function parametersOf({ inputs, hidden, classes }: Shape): number {
  return (inputs + 1) * hidden + (hidden + 1) * classes;
}

export function initial(shape: Shape, random: () => number): Float32Array {
  const first = shape.inputs * shape.hidden;
  return Float32Array.from({ length: parametersOf(shape) }, (_, at) => {
    const inputs = at < first ? shape.inputs : shape.hidden;
    const bias = (at >= first && at < first + shape.hidden) || at >= first + shape.hidden + shape.hidden * shape.classes;
    return bias ? 0 : (random() * 2 - 1) * Math.sqrt(3 / inputs);
  });
}

function forward(
  shape: Shape,
  weights: Float32Array,
  features: Float32Array,
  row: number,
  hidden: Float64Array,
  scores: Float64Array,
): void {
  const { inputs, hidden: width, classes } = shape;
  const [bias, second] = [inputs * width, (inputs + 1) * width];
  for (let h = 0; h < width; h++) {
    let sum = weights[bias + h] ?? 0;
    for (let i = 0; i < inputs; i++) sum += (weights[h * inputs + i] ?? 0) * (features[row * inputs + i] ?? 0);
    hidden[h] = Math.max(sum, 0);
  }
  for (let c = 0; c < classes; c++) {
    let sum = weights[second + width * classes + c] ?? 0;
    for (let h = 0; h < width; h++) sum += (weights[second + c * width + h] ?? 0) * (hidden[h] ?? 0);
    scores[c] = sum;
  }
}

/** One pass of stochastic gradient descent over the rows, one at a time in the order given; changes the weights. */
export function train(shape: Shape, weights: Float32Array, { features, labels }: Rows, order: readonly number[], rate: number): void {
  const { inputs, hidden: width, classes } = shape;
  const [bias, second] = [inputs * width, (inputs + 1) * width];
  const [hidden, scores, back] = [new Float64Array(width), new Float64Array(classes), new Float64Array(width)];
  for (const row of order) {
    forward(shape, weights, features, row, hidden, scores);
    const most = Math.max(...scores);
    let total = 0;
    for (let c = 0; c < classes; c++) total += scores[c] = Math.exp((scores[c] ?? 0) - most);
    back.fill(0);
    for (let c = 0; c < classes; c++) {
      const gradient = rate * ((scores[c] ?? 0) / total - (labels[row] === c ? 1 : 0));
      for (let h = 0; h < width; h++) {
        const at = second + c * width + h;
        back[h] = (back[h] ?? 0) + gradient * (weights[at] ?? 0);
        weights[at] = (weights[at] ?? 0) - gradient * (hidden[h] ?? 0);
      }
      const at = second + width * classes + c;
      weights[at] = (weights[at] ?? 0) - gradient;
    }
    for (let h = 0; h < width; h++) {
      if ((hidden[h] ?? 0) <= 0) continue;
      const gradient = back[h] ?? 0;
      for (let i = 0; i < inputs; i++)
        weights[h * inputs + i] = (weights[h * inputs + i] ?? 0) - gradient * (features[row * inputs + i] ?? 0);
      weights[bias + h] = (weights[bias + h] ?? 0) - gradient;
    }
  }
}

/** Share of rows that get their label, or all the one given. */
export function accuracy(shape: Shape, weights: Float32Array, { features, labels }: Rows, wanted?: number): number {
  const [hidden, scores] = [new Float64Array(shape.hidden), new Float64Array(shape.classes)];
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    forward(shape, weights, features, row, hidden, scores);
    if (scores.indexOf(Math.max(...scores)) === (wanted ?? labels[row])) right++;
  }
  return right / labels.length;
}
