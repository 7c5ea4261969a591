/** Features in bins of one byte: feature after feature, `rows` entries each. */
export interface BinnedFeatures {
  readonly rows: number;
  readonly bins: readonly Uint8Array[];
  /** For each feature, whether its bins are categories, which have no order of their own. */
  readonly categories: readonly boolean[];
}

interface Split {
  readonly feature: number;
  /** For each bin, whether its rows go to the left. */
  readonly left: Uint8Array;
  readonly gain: number;
  readonly below: readonly [Node, Node];
}

type Node = Split | { readonly value: number };

const ROUNDS = 40;
const DEPTH = 3;
const RATE = 0.2;
const RIDGE = 2;
const FEWEST = 10;

export interface BoostedTrees {
  /** Log-odds of the second class for each row. */
  score(features: BinnedFeatures, row: number): number;
  /** How much each feature lowered the loss. */
  readonly gains: Float64Array;
}

/**
 * Gradient-boosted trees on histograms for two classes (Friedman 2001; splits by gradient and curvature as in Chen and
 * Guestrin 2016). Categories are sorted by their mean gradient before they are split (Fisher 1958).
 * @param target 0 or 1 for each row of `among`, by row number
 */
export function boost(features: BinnedFeatures, target: Uint8Array, among: Int32Array): BoostedTrees {
  const scores = new Float64Array(features.rows);
  const [gradients, curvatures] = [new Float64Array(features.rows), new Float64Array(features.rows)];
  const gains = new Float64Array(features.bins.length);
  const trees: Node[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of among) {
      const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
      gradients[row] = p - (target[row] ?? 0);
      curvatures[row] = Math.max(1e-6, p * (1 - p));
    }
    const tree = grow(features, gradients, curvatures, among, DEPTH, gains);
    if ("value" in tree) break;
    for (const row of among) scores[row] = (scores[row] ?? 0) + reach(tree, features, row);
    trees.push(tree);
  }
  return {
    gains,
    score: (others, row) => trees.reduce((sum, tree) => sum + reach(tree, others, row), 0),
  };
}

function reach(tree: Node, { bins }: BinnedFeatures, row: number): number {
  let node = tree;
  while (!("value" in node)) node = node.below[node.left[bins[node.feature]?.[row] ?? 0] === 1 ? 0 : 1];
  return node.value;
}

function grow(
  features: BinnedFeatures,
  gradients: Float64Array,
  curvatures: Float64Array,
  rows: Int32Array,
  depth: number,
  gains: Float64Array,
): Node {
  let [gradient, curvature] = [0, 0];
  for (const row of rows) {
    gradient += gradients[row] ?? 0;
    curvature += curvatures[row] ?? 0;
  }
  const leaf = { value: (-RATE * gradient) / (curvature + RIDGE) };
  if (depth === 0 || rows.length < 2 * FEWEST) return leaf;
  let best: Omit<Split, "below"> | undefined;
  const [g, h, n] = [new Float64Array(256), new Float64Array(256), new Int32Array(256)];
  for (const [feature, bins] of features.bins.entries()) {
    g.fill(0);
    h.fill(0);
    n.fill(0);
    for (const row of rows) {
      const bin = bins[row] ?? 0;
      g[bin] = (g[bin] ?? 0) + (gradients[row] ?? 0);
      h[bin] = (h[bin] ?? 0) + (curvatures[row] ?? 0);
      n[bin] = (n[bin] ?? 0) + 1;
    }
    const order: number[] = [];
    for (let bin = 0; bin < 256; bin++) if ((n[bin] ?? 0) > 0) order.push(bin);
    if (features.categories[feature] === true)
      order.sort((a, b) => (g[a] ?? 0) / ((h[a] ?? 0) + 1) - (g[b] ?? 0) / ((h[b] ?? 0) + 1) || a - b);
    let [left, weight, count] = [0, 0, 0];
    for (let place = 0; place + 1 < order.length; place++) {
      const bin = order[place] ?? 0;
      left += g[bin] ?? 0;
      weight += h[bin] ?? 0;
      count += n[bin] ?? 0;
      if (count < FEWEST || rows.length - count < FEWEST) continue;
      const gain =
        left ** 2 / (weight + RIDGE) + (gradient - left) ** 2 / (curvature - weight + RIDGE) - gradient ** 2 / (curvature + RIDGE);
      if (gain <= (best?.gain ?? 1e-9)) continue;
      const sides = new Uint8Array(256);
      for (const chosen of order.slice(0, place + 1)) sides[chosen] = 1;
      best = { feature, left: sides, gain };
    }
  }
  if (best === undefined) return leaf;
  const { feature, left, gain } = best;
  const bins = features.bins[feature];
  gains[feature] = (gains[feature] ?? 0) + gain;
  const below = [rows.filter((row) => left[bins?.[row] ?? 0] === 1), rows.filter((row) => left[bins?.[row] ?? 0] !== 1)] as const;
  return {
    feature,
    left,
    gain,
    below: [
      grow(features, gradients, curvatures, below[0], depth - 1, gains),
      grow(features, gradients, curvatures, below[1], depth - 1, gains),
    ],
  };
}
