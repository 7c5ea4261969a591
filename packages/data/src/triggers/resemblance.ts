import type { Random } from "../statistics/random.ts";
import type { SearchContext } from "./context.ts";

const NEIGHBOURS = 10;
/** Rows that are asked what they look like, and rows that they are compared with. */
const [ASKED, COMPARED] = [50, 4000] as const;
/** Share of random pairs whose difference in one feature is larger: what exceeds it counts as much as it. */
const CLIPPED = 0.1;
/** Of the rows with the label, the share that may be carriers: what is left has to stand for the label. */
const MOST_OF_LABEL = 0.6;
/** Up to this share the references of the whole label serve. */
const FEW_OF_LABEL = 0.1;
/** Own rows must be told from others at least so well, or nothing can be said. */
const TELLING = 0.1;

/**
 * Do carriers look like rows of the label that comes with them, by their nearest neighbours among rows that are no carriers?
 * Differences are clipped, so that a patch counts little wherever it stands. This knows nothing of the additive model: shapes
 * that it cannot read have neighbours of their own label all the same.
 */
export class Resemblance {
  readonly #context: SearchContext;
  readonly #random: Random;
  readonly #values: Float32Array;
  readonly #clip: number;
  /** By label: share of neighbours with the label, of its own rows and of others. */
  readonly #known = new Map<number, { readonly own: number; readonly others: number }>();

  constructor(context: SearchContext, random: Random) {
    this.#context = context;
    this.#random = random;
    const { starts, indices, values, features, rows } = context.model.features;
    this.#values = new Float32Array(rows * features);
    for (let row = 0; row < rows; row++)
      for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++)
        this.#values[row * features + (indices[entry] ?? 0)] = values[entry] ?? 0;
    const drawn = Float32Array.from({ length: 20_000 }, () => {
      const feature = random.below(features);
      return Math.abs(
        (this.#values[random.below(rows) * features + feature] ?? 0) - (this.#values[random.below(rows) * features + feature] ?? 0),
      );
    }).sort();
    this.#clip = Math.max(1e-6, drawn[Math.floor((1 - CLIPPED) * drawn.length)] ?? 0);
  }

  /**
   * 0 where the carriers look like rows of other labels, 1 where they look like rows of their own; undefined where neighbours
   * tell nothing about this label.
   */
  of(carriers: Int32Array, label: number): number | undefined {
    const { labels, rows } = this.#context;
    const isCarrier = new Uint8Array(rows);
    for (const row of carriers) isCarrier[row] = 1;
    const carrying = carriers.filter((row) => labels[row] === label);
    const share =
      carrying.length /
      Math.max(
        1,
        labels.reduce((sum, own) => sum + (own === label ? 1 : 0), 0),
      );
    if (share > MOST_OF_LABEL) return undefined;
    const { own, others } = share <= FEW_OF_LABEL ? this.#reference(label) : this.#measured(label, isCarrier);
    if (own - others < TELLING) return undefined;
    return (this.#share(this.#drawn(carrying), label, isCarrier) - others) / (own - others);
  }

  #reference(label: number): { readonly own: number; readonly others: number } {
    const known = this.#known.get(label) ?? this.#measured(label, new Uint8Array(this.#context.rows));
    this.#known.set(label, known);
    return known;
  }

  /** How rows that are no carriers resemble their own label, and rows of others this label. */
  #measured(label: number, isCarrier: Uint8Array): { readonly own: number; readonly others: number } {
    const { labels } = this.#context;
    const rows = Int32Array.from(labels.keys()).filter((row) => (labels[row] ?? -1) >= 0 && isCarrier[row] === 0);
    return {
      own: this.#share(this.#drawn(rows.filter((row) => labels[row] === label)), label, isCarrier),
      others: this.#share(this.#drawn(rows.filter((row) => labels[row] !== label)), label, isCarrier),
    };
  }

  #drawn(rows: Int32Array): Int32Array {
    return this.#random.shuffle(rows.slice()).slice(0, ASKED);
  }

  /** Mean share of the label among the nearest neighbours of the rows asked. */
  #share(asked: Int32Array, label: number, isCarrier: Uint8Array): number {
    const { labels } = this.#context;
    const compared = Int32Array.from(labels.keys()).filter((row) => (labels[row] ?? -1) >= 0 && isCarrier[row] === 0);
    const step = Math.max(1, Math.ceil(compared.length / COMPARED));
    let total = 0;
    for (const row of asked) {
      const best = new Float64Array(NEIGHBOURS).fill(Infinity);
      const found = new Int32Array(NEIGHBOURS).fill(-1);
      for (let at = 0; at < compared.length; at += step) {
        const other = compared[at] ?? 0;
        if (other === row) continue;
        const distance = this.#distance(row, other, best[NEIGHBOURS - 1] ?? Infinity);
        let place = NEIGHBOURS - 1;
        if (distance >= (best[place] ?? Infinity)) continue;
        for (; place > 0 && (best[place - 1] ?? 0) > distance; place--) {
          best[place] = best[place - 1] ?? 0;
          found[place] = found[place - 1] ?? -1;
        }
        best[place] = distance;
        found[place] = other;
      }
      total += found.filter((other) => other >= 0 && labels[other] === label).length / NEIGHBOURS;
    }
    return total / Math.max(1, asked.length);
  }

  #distance(left: number, right: number, most: number): number {
    const { features } = this.#context.model.features;
    const [from, to] = [left * features, right * features];
    let sum = 0;
    for (let feature = 0; feature < features; feature++) {
      const gap = Math.abs((this.#values[from + feature] ?? 0) - (this.#values[to + feature] ?? 0));
      sum += Math.min(gap, this.#clip);
      if ((feature & 31) === 31 && sum >= most) return sum;
    }
    return sum;
  }
}
