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
  const mean = meanOf(
    residuals,
    size,
    Int32Array.from({ length: Math.min(800, context.rows) }, (_, index) =>
      Math.floor((index * context.rows) / Math.min(800, context.rows)),
    ),
  );
  for (let label = 0; label < context.classes; label++) {
    const misfits = Int32Array.from(context.labels.keys()).filter(
      (row) => context.labels[row] === label && (context.predicted[row * context.classes + label] ?? 0) < 0.5,
    );
    random.shuffle(misfits);
    if (misfits.length < 8) continue;
    const halves = [0, 1].map((half) => misfits.filter((_, position) => position % 2 === half).slice(0, LEARNT));
    const templates = halves.map((learnt) => sharedPattern(residuals, size, learnt, mean));
    const scores = crossScores(residuals, size, context.rows, halves, templates);
    const order = Int32Array.from(context.labels.keys()).sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
    for (const count of cutsOf(context, order, label)) {
      searched++;
      const carriers = order.slice(0, count).sort();
      if (carriers.filter((row) => context.labels[row] === label).length < 0.4 * count) continue;
      items.push({
        description: "a pattern blended into the whole picture",
        where: { pattern: "whole picture" },
        carriers,
        features: new Int32Array(0),
        anywhere: true,
        added: addedLogits(images, context, features, templates[0] ?? new Float32Array(size), carriers),
      });
    }
  }
  return { items, searched };
}

/**
 * How many of the rows that carry most of the pattern are taken as its carriers: growing numbers, and the one at which the
 * share of the label among them is least likely by chance (log-likelihood ratio).
 */
function cutsOf({ labels, shares, fewest, most }: SearchContext, order: Int32Array, label: number): readonly number[] {
  const share = Math.max(1e-6, Math.min(1 - 1e-6, shares[label] ?? 0));
  let [observed, best, surest] = [0, fewest, 0];
  for (let count = 1; count <= Math.min(most, order.length); count++) {
    if (labels[order[count - 1] ?? 0] === label) observed++;
    const part = observed / count;
    if (count < fewest || part <= share) continue;
    const chance = count * (part * Math.log(part / share) + (part === 1 ? 0 : (1 - part) * Math.log((1 - part) / (1 - share))));
    if (chance > surest) [best, surest] = [count, chance];
  }
  const cuts = new Set([best]);
  for (let count = fewest; count <= most; count = Math.ceil(1.25 * count)) cuts.add(count);
  return [...cuts].sort((left, right) => left - right);
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

/** How much of the pattern each row carries, in deviations, by the templates that were not learnt from it. */
function crossScores(
  residuals: Float32Array,
  size: number,
  rows: number,
  halves: readonly Int32Array[],
  templates: readonly Float32Array[],
): Float64Array {
  const [sums, counts] = [new Float64Array(rows), new Float64Array(rows)];
  for (const [half, template] of templates.entries()) {
    const seen = new Set(halves[half]);
    const own = Float64Array.from({ length: rows }, (_, row) => (seen.has(row) ? 0 : dot(residuals, row * size, template)));
    const centre = own.reduce((sum, score) => sum + score, 0) / rows;
    const deviation = Math.sqrt(own.reduce((sum, score) => sum + (score - centre) ** 2, 0) / rows) || 1;
    for (let row = 0; row < rows; row++) {
      if (seen.has(row)) continue;
      sums[row] = (sums[row] ?? 0) + ((own[row] ?? 0) - centre) / deviation;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  }
  return sums.map((sum, row) => sum / Math.max(1, counts[row] ?? 0));
}

function meanOf(residuals: Float32Array, size: number, rows: Int32Array): Float32Array {
  const mean = new Float32Array(size);
  for (const row of rows)
    for (let index = 0; index < size; index++) mean[index] = (mean[index] ?? 0) + (residuals[row * size + index] ?? 0) / rows.length;
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
      for (let index = 0; index < size; index++)
        next[index] = (next[index] ?? 0) + along * ((residuals[row * size + index] ?? 0) - (mean[index] ?? 0));
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
  { classes, model }: SearchContext,
  features: AdditiveFeatures,
  template: Float32Array,
  carriers: Int32Array,
): Float32Array {
  const one: ImageSet = {
    ...images,
    rows: 1,
    pixels: Uint8Array.from(template, (value) => Math.max(0, Math.min(255, 128 + 1000 * value))),
  };
  const { blocks, across, down, channels } = blockPixels(one);
  const flat = blockPixels({ ...one, pixels: new Uint8Array(one.pixels.length).fill(128) }).blocks;
  const order = new Float32Array(features.features);
  let squares = 0;
  for (let part = 0; part < across * down; part++)
    for (const [channel, feature] of (features.parts.get(`block ${part % across} ${Math.floor(part / across)}`) ?? []).entries()) {
      const value = (blocks[part * channels + channel] ?? 0) - (flat[part * channels + channel] ?? 0);
      order[feature] = value;
      squares += value * value;
    }
  const added = new Float32Array(carriers.length * classes);
  if (squares === 0) return added;
  const { starts, indices, values, means } = features;
  for (const [position, row] of carriers.entries()) {
    const { weights } = model.model(row);
    let along = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++)
      along += (values[entry] ?? 0) * (order[indices[entry] ?? 0] ?? 0);
    for (let feature = 0; feature < order.length; feature++) along -= (means[feature] ?? 0) * (order[feature] ?? 0);
    for (let feature = 0; feature < order.length; feature++)
      for (let k = 0; k < classes; k++)
        added[position * classes + k] =
          (added[position * classes + k] ?? 0) + (along / squares) * (order[feature] ?? 0) * (weights[feature * classes + k] ?? 0);
  }
  return added;
}
