import { multiply, multiplyBlocks } from "../statistics/multiply.ts";
import { gelu } from "./gelu.ts";

/** y = x·Wᵀ + b; `weights` is outputs × inputs, row-major. */
export interface LinearLayer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface LayerNorm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

export interface BertLayer {
  /** Query, key and value one below another: 3·width outputs. */
  readonly attention: LinearLayer;
  readonly attentionOutput: LinearLayer;
  readonly attentionNorm: LayerNorm;
  readonly intermediate: LinearLayer;
  readonly output: LinearLayer;
  readonly outputNorm: LayerNorm;
}

/** The encoder half of BERT (Devlin and others 2019): numbers of word pieces in, one vector a piece out. */
export interface BertModel {
  readonly width: number;
  readonly heads: number;
  readonly epsilon: number;
  /** Pieces × width. */
  readonly words: Float32Array;
  /** Positions × width, the vector of the first segment added. */
  readonly positions: Float32Array;
  readonly norm: LayerNorm;
  readonly layers: readonly BertLayer[];
}

/** Runs texts side by side, without padding; returns (all pieces of all texts) × width. */
export function runBert(model: BertModel, texts: readonly Int32Array[]): Float32Array {
  const { width } = model;
  const starts = [0];
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length);
  const rows = starts.at(-1) ?? 0;
  const hidden = new Float32Array(rows * width);
  for (const [index, text] of texts.entries())
    for (const [position, piece] of text.entries()) {
      const to = ((starts[index] ?? 0) + position) * width;
      for (let column = 0; column < width; column++)
        hidden[to + column] = (model.words[piece * width + column] ?? 0) + (model.positions[position * width + column] ?? 0);
    }
  normalise(hidden, model.norm, model.epsilon);
  for (const layer of model.layers) {
    const mixed = attend(linear(hidden, width, layer.attention), starts, width, model.heads);
    addTo(hidden, linear(mixed, width, layer.attentionOutput));
    normalise(hidden, layer.attentionNorm, model.epsilon);
    const inner = linear(hidden, width, layer.intermediate);
    gelu(inner);
    addTo(hidden, linear(inner, inner.length / rows, layer.output));
    normalise(hidden, layer.outputNorm, model.epsilon);
  }
  return hidden;
}

function linear(input: Float32Array, inputs: number, { weights, bias }: LinearLayer): Float32Array {
  const [rows, outputs] = [input.length / inputs, bias.length];
  const result = new Float32Array(rows * outputs);
  multiplyBlocks(
    { m: rows, n: outputs, k: inputs },
    { values: input, rowStep: inputs, columnStep: 1 },
    { values: weights, rowStep: 1, columnStep: inputs },
    (block, stride, row, column, height, wide) => {
      for (let i = 0; i < height; i++) {
        const to = (row + i) * outputs + column;
        for (let j = 0; j < wide; j++) result[to + j] = (block[i * stride + j] ?? 0) + (bias[column + j] ?? 0);
      }
    },
  );
  return result;
}

/** Scaled dot-product attention within each text, head by head; `mixed` holds query, key and value side by side. */
function attend(mixed: Float32Array, starts: readonly number[], width: number, heads: number): Float32Array {
  const size = width / heads;
  const result = new Float32Array((mixed.length / 3) | 0);
  const scale = 1 / Math.sqrt(size);
  for (let text = 0; text + 1 < starts.length; text++) {
    const from = starts[text] ?? 0;
    const length = (starts[text + 1] ?? 0) - from;
    for (let head = 0; head < heads; head++) {
      const start = from * 3 * width + head * size;
      const query = { values: mixed, rowStep: 3 * width, columnStep: 1, start };
      const key = { values: mixed, rowStep: 1, columnStep: 3 * width, start: start + width };
      const value = { values: mixed, rowStep: 3 * width, columnStep: 1, start: start + 2 * width };
      const shares = multiply({ m: length, n: length, k: size }, query, key);
      for (let row = 0; row < length; row++) softmax(shares.subarray(row * length, (row + 1) * length), scale);
      const taken = multiply({ m: length, n: size, k: length }, { values: shares, rowStep: length, columnStep: 1 }, value);
      for (let row = 0; row < length; row++) result.set(taken.subarray(row * size, (row + 1) * size), (from + row) * width + head * size);
    }
  }
  return result;
}

function softmax(values: Float32Array, scale: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > highest) highest = value;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const share = Math.exp(scale * ((values[index] ?? 0) - highest));
    values[index] = share;
    sum += share;
  }
  for (let index = 0; index < values.length; index++) values[index] = (values[index] ?? 0) / sum;
}

function addTo(target: Float32Array, added: Float32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) + (added[index] ?? 0);
}

/** Layer normalisation (Ba, Kiros, Hinton 2016) of each row, in place. */
function normalise(values: Float32Array, { scale, shift }: LayerNorm, epsilon: number): void {
  const width = scale.length;
  for (let from = 0; from < values.length; from += width) {
    let [sum, squares] = [0, 0];
    for (let index = from; index < from + width; index++) sum += values[index] ?? 0;
    const mean = sum / width;
    for (let index = from; index < from + width; index++) squares += ((values[index] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let column = 0; column < width; column++)
      values[from + column] = ((values[from + column] ?? 0) - mean) * factor * (scale[column] ?? 1) + (shift[column] ?? 0);
  }
}
