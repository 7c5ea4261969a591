import { brotliDecompressSync } from "node:zlib";
import { TextError } from "../errors.ts";
import { BUCKETS, LABELS, type WordSource } from "./features.ts";
import { decodeGazetteer } from "./gazetteer.ts";
import stored from "./model.json" with { type: "json" };

/** Weights and lists of the tagger. */
export interface NameModel extends WordSource {
  /** Score of a label per feature bucket: BUCKETS × LABELS. */
  readonly weights: Int8Array;
  /** Score of a label after another: LABELS × LABELS, from × to. */
  readonly pairs: Float64Array;
  /** Units of score in one unit of the trained margin. */
  readonly scale: number;
}

/** The form of a model file. */
export interface StoredModel {
  readonly scale: number;
  readonly pairs: readonly number[];
  readonly vocabulary: string;
  readonly gazetteer: string;
  readonly weights: string;
}

const unpack = (text: string): Uint8Array => brotliDecompressSync(Buffer.from(text, "base64"));

/**
 * Reads a model file.
 * @throws TextError `model-invalid` when its parts do not have the sizes this version computes with.
 */
export function decodeModel({ scale, pairs, vocabulary, gazetteer, weights }: StoredModel): NameModel {
  const bytes = unpack(weights);
  if (bytes.length !== BUCKETS * LABELS || pairs.length !== LABELS * LABELS)
    throw new TextError(
      "model-invalid",
      `The names model holds ${bytes.length} weights, not ${BUCKETS * LABELS}; train it with this version of tools/names/train.ts.`,
    );
  return {
    scale,
    pairs: Float64Array.from(pairs),
    vocabulary: new Map(vocabulary.split(" ").map((word, index) => [word, index + 1])),
    gazetteer: decodeGazetteer(unpack(gazetteer)),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  };
}

let loaded: NameModel | undefined;

/** The model that comes with the package; decoded on first use. */
export function builtInNameModel(): NameModel {
  loaded ??= decodeModel(stored);
  return loaded;
}
