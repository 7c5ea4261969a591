import type { AdditiveFeatures } from "../models/additive-features.ts";

/** Variance among carriers over variance among all, below which they share a feature. */
const SHARED = 0.03;
/** Squared deviations by which what they share lies away from the mean: the dark border of drawings is shared by all. */
const AWAY = 4;
/** More shared blocks than this share are what pictures of a kind have in common, no second patch. */
const MOST = 0.15;
const BLOCK = /^block (\d+) (\d+)$/;

/** Finds blocks of pixels that carriers of a patch have alike besides it: a second patch would give the label away. */
export class Companions {
  readonly #features: AdditiveFeatures;
  readonly #all: Moments;
  /** Blocks by place, for their neighbours. */
  readonly #around = new Map<string, Int32Array>();
  readonly #placeOf = new Map<number, readonly [number, number]>();

  constructor(features: AdditiveFeatures) {
    this.#features = features;
    this.#all = momentsOf(
      features,
      Int32Array.from({ length: features.rows }, (_, row) => row),
    );
    for (const [part, own] of features.parts) {
      const [, x, y] = BLOCK.exec(part) ?? [];
      if (x === undefined || y === undefined) continue;
      this.#around.set(`${x} ${y}`, own);
      for (const feature of own) this.#placeOf.set(feature, [Number(x), Number(y)]);
    }
  }

  /** Features of the shared blocks and those beside them, with `own`; `own` alone where nothing else is shared. */
  with(own: Int32Array, carriers: Int32Array): Int32Array {
    const some = momentsOf(this.#features, carriers);
    const known = new Set(own);
    const shared = [...this.#placeOf.keys()].filter((feature) => {
      const variance = this.#all.variances[feature] ?? 0;
      const away = ((some.means[feature] ?? 0) - (this.#all.means[feature] ?? 0)) ** 2;
      return variance > 0 && (some.variances[feature] ?? 0) < SHARED * variance && away > AWAY * variance && !known.has(feature);
    });
    if (shared.length === 0 || shared.length > MOST * this.#placeOf.size) return own;
    for (const feature of shared) {
      const [x, y] = this.#placeOf.get(feature) ?? [0, 0];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) for (const near of this.#around.get(`${x + dx} ${y + dy}`) ?? []) known.add(near);
    }
    return Int32Array.from(known).sort();
  }
}

interface Moments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

function momentsOf({ starts, indices, values, features }: AdditiveFeatures, rows: Int32Array): Moments {
  const [sums, squares] = [new Float64Array(features), new Float64Array(features)];
  for (const row of rows)
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const [feature, value] = [indices[entry] ?? 0, values[entry] ?? 0];
      sums[feature] = (sums[feature] ?? 0) + value;
      squares[feature] = (squares[feature] ?? 0) + value * value;
    }
  const means = sums.map((sum) => sum / Math.max(1, rows.length));
  return {
    means,
    variances: squares.map((square, feature) => Math.max(0, square / Math.max(1, rows.length) - (means[feature] ?? 0) ** 2)),
  };
}
