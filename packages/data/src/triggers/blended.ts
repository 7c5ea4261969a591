import type { AdditiveFeatures } from "../models/additive-features.ts";
import { blockPixels } from "../models/additive-features.ts";
import type { Random } from "../statistics/random.ts";
import type { ImageSet } from "../table/table.ts";
import type { SearchContext } from "./context.ts";
import type { Item } from "./evidence.ts";

const ITERATIONS = 3;
/** Pictures of a label that a template is learnt from. */
const LEARNT = 400;

/** A pattern over the whole picture, and how strongly each row carries it. */
export interface BlendedItem extends Item {
  /** Logits (carriers × classes) that the pattern adds by itself, to be taken off. */
  readonly added: Float32Array;
}

export interface BlendedSearch {
  readonly items: readonly BlendedItem[];
  readonly searched: number;
}

/**
 * Looks for a pattern blended into pictures of one label. The residual of each picture against the mean of its 3 × 3
 * neighbourhoods keeps noise and drops content; the leading direction of one half of a label's residuals (power iteration)
 * is the template, and only pictures that it was not learnt from are scored with it.
 */
export function blendedItems(images: ImageSet, context: SearchContext, features: AdditiveFeatures, random: Random): BlendedSearch {
  const residuals = residualsOf(images);
  const size = images.width * images.height * images.channels;
  const items: BlendedItem[] = [];
  let searched = 0;
  const mean = meanOf(residuals, size, Int32Array.from({ length: Math.min(800, context.rows) }, (_, index) => Math.floor((index * context.rows) / Math.min(800, context.rows))));
  for (let label = 0; label < context.classes; label++) {
    const misfits = Int32Array.from(context.labels.keys()).filter(
      (row) => context.labels[row] === label && (context.predicted[row * context.classes + label] ?? 0) < 0.5,
    );
    random.shuffle(misfits);
    for (const half of [0, 1]) {
      const learnt = misfits.filter((_, position) => position % 2 === half).slice(0, LEARNT);
      if (learnt.length < 4) continue;
      const template = sharedPattern(residuals, size, learnt, mean);
      const seen = new Set(learnt);
      const scores = new Float64Array(context.rows);
      for (let row = 0; row < context.rows; row++)
        if (!seen.has(row)) for (let index = 0; index < size; index++) scores[row] = (scores[row] ?? 0) + (residuals[row * size + index] ?? 0) * (template[index] ?? 0);
      for (const sign of [1]) {
        const candidates = Int32Array.from(context.labels.keys()).filter((row) => !seen.has(row));
        candidates.sort((left, right) => sign * ((scores[right] ?? 0) - (scores[left] ?? 0)) || left - right);
        for (let count = context.fewest >> 1; count <= context.most; count = Math.ceil(1.35 * count)) {
          searched++;
          const carriers = candidates.slice(0, count).sort();
          if (carriers.length < count) break;
          items.push({
            description: "a pattern blended into the whole picture",
            where: { pattern: "whole picture" },
            carriers,
            features: new Int32Array(0),
            added: addedLogits(images, context, features, template, carriers, scores),
          });
        }
      }
    }
  }
  return { items, searched };
}

/** rows × size: pixel less the mean of its neighbourhood in its channel, each picture scaled to length 1. */
function residualsOf({ rows, width, height, channels, pixels }: ImageSet): Float32Array {
  const size = width * height * channels;
  const residuals = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    let squares = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < channels; channel++) {
          let [sum, count] = [0, 0];
          for (let dy = -1; dy <= 1; dy++)
            for (let dx = -1; dx <= 1; dx++) {
              if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width) continue;
              sum += pixels[row * size + ((y + dy) * width + x + dx) * channels + channel] ?? 0;
              count++;
            }
          const at = row * size + (y * width + x) * channels + channel;
          const gap = Math.max(-20, Math.min(20, (pixels[at] ?? 0) - sum / count));
          residuals[at] = gap;
          squares += gap * gap;
        }
    const scale = 1 / Math.sqrt(Math.max(squares, 1));
    for (let index = row * size; index < (row + 1) * size; index++) residuals[index] = (residuals[index] ?? 0) * scale;
  }
  return residuals;
}

function meanOf(residuals: Float32Array, size: number, rows: Int32Array): Float32Array {
  const mean = new Float32Array(size);
  for (const row of rows) for (let index = 0; index < size; index++) mean[index] = (mean[index] ?? 0) + (residuals[row * size + index] ?? 0) / rows.length;
  return mean;
}

/**
 * What the rows share: their mean shift, then a few power iterations that weigh each row by how much of it it carries.
 */
function sharedPattern(residuals: Float32Array, size: number, rows: Int32Array, mean: Float32Array): Float32Array {
  let direction = meanOf(residuals, size, rows).map((value, index) => value - (mean[index] ?? 0));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float32Array(size);
    const offset = dot(mean, 0, direction);
    for (const row of rows) {
      const along = Math.max(0, dot(residuals, row * size, direction) - offset);
      for (let index = 0; index < size; index++) next[index] = (next[index] ?? 0) + along * ((residuals[row * size + index] ?? 0) - (mean[index] ?? 0));
    }
    const norm = Math.sqrt(dot(next, 0, next)) || 1;
    direction = next.map((value) => value / norm);
  }
  return direction;
}

function dot(values: Float32Array, from: number, direction: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < direction.length; index++) sum += (values[from + index] ?? 0) * (direction[index] ?? 0);
  return sum;
}

/** What the carriers' mean shift over the label-free average adds to the logits. */
function addedLogits(
  images: ImageSet,
  { classes, model, rows }: SearchContext,
  features: AdditiveFeatures,
  template: Float32Array,
  carriers: Int32Array,
  scores: Float64Array,
): Float32Array {
  const one: ImageSet = { ...images, rows: 1, pixels: Uint8Array.from(template, (value) => Math.max(0, Math.min(255, 128 + 1000 * value))) };
  const { blocks, across, down, channels } = blockPixels(one);
  const flat = blockPixels({ ...one, pixels: new Uint8Array(one.pixels.length).fill(128) }).blocks;
  const mean = scores.reduce((sum, score) => sum + score, 0) / rows;
  const order = new Float32Array(features.features);
  let squares = 0;
  for (let part = 0; part < across * down; part++)
    for (const [channel, feature] of (features.parts.get(`block ${part % across} ${Math.floor(part / across)}`) ?? []).entries()) {
      const value = (blocks[part * channels + channel] ?? 0) - (flat[part * channels + channel] ?? 0);
      order[feature] = value;
      squares += value * value;
    }
  const added = new Float32Array(carriers.length * classes);
  if (squares === 0 || mean === Number.POSITIVE_INFINITY) return added;
  const { starts, indices, values, means } = features;
  for (const [position, row] of carriers.entries()) {
    const { weights } = model.model(row);
    let along = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) along += (values[entry] ?? 0) * (order[indices[entry] ?? 0] ?? 0);
    for (let feature = 0; feature < order.length; feature++) along -= (means[feature] ?? 0) * (order[feature] ?? 0);
    for (let feature = 0; feature < order.length; feature++)
      for (let k = 0; k < classes; k++)
        added[position * classes + k] = (added[position * classes + k] ?? 0) + ((along / squares) * (order[feature] ?? 0)) * (weights[feature * classes + k] ?? 0);
  }
  return added;
}
