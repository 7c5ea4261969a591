import { cueTables } from "./cue-table.ts";
import { BUCKETS, MASK_FEATURES, maskFeatures } from "./features.ts";
import { BIAS, CALIBRATION, MASK_WEIGHTS, SCALE, WORD_WEIGHTS } from "./model.ts";

/** The model, ready to be looked up. */
export interface InjectionModel {
  /** For `walkSegments`; a weight is in units of `scale`. */
  readonly table: Int16Array;
  readonly scale: number;
  readonly bias: number;
  /** Weight of the cues of a window and of their combinations. */
  maskWeight(mask: number): number;
  /** A score as a probability. */
  probability(score: number): number;
}

let loaded: InjectionModel | undefined;
/** Masks met so far; a text can make up many, so the memory of them is bounded. */
const MOST_MASKS = 1 << 16;

/** The built-in model, decoded on first use. */
export function injectionModel(): InjectionModel {
  loaded ??= load();
  return loaded;
}

function load(): InjectionModel {
  const bytes = Buffer.from(WORD_WEIGHTS, "base64");
  if (bytes.length !== BUCKETS || MASK_WEIGHTS.length !== MASK_FEATURES)
    throw new RangeError("The model of injected instructions does not fit its features; run tools/injection/train.ts.");
  const { filter } = cueTables().words;
  const table = Int16Array.from(
    new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    (byte, bucket) => byte * 2 + (filter[bucket] ?? 0),
  );
  const masks = new Map<number, number>();
  const [slope, offset] = CALIBRATION;
  return {
    table,
    scale: SCALE,
    bias: BIAS,
    maskWeight(mask) {
      const known = masks.get(mask);
      if (known !== undefined) return known;
      const weight = maskFeatures(mask).reduce((sum, feature) => sum + (MASK_WEIGHTS[feature] ?? 0), 0);
      if (masks.size >= MOST_MASKS) masks.clear();
      masks.set(mask, weight);
      return weight;
    },
    probability: (score) => 1 / (1 + Math.exp(-(slope * score + offset))),
  };
}
