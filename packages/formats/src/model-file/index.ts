import type { ByteSource } from "../byte-source.ts";
import type { ModelFileFacts } from "../facts.ts";
import { flax, hdf5, magics, tarModels, tensorflowCheckpoint } from "./binary-magics.ts";
import { compressed } from "./compressed.ts";
import { gguf } from "./gguf.ts";
import { gitLfs } from "./git-lfs.ts";
import { numpy } from "./numpy.ts";
import { pickle } from "./pickle.ts";
import { protobufModels } from "./protobuf-models.ts";
import { safetensors } from "./safetensors.ts";
import { HEAD_BYTES, type ModelFileSniffer } from "./sniffer.ts";
import { textModels } from "./text-models.ts";
import { zipModels } from "./zip-models.ts";

export { type NumpyHeader, numpyHeader } from "./numpy.ts";
export type { ModelFileSniffer, SniffContext } from "./sniffer.ts";

/** Strong magics first, formats without one last. */
export const MODEL_FILE_SNIFFERS: readonly ModelFileSniffer[] = [
  gitLfs,
  gguf,
  zipModels,
  hdf5,
  numpy,
  magics,
  tarModels,
  safetensors,
  textModels,
  compressed,
  protobufModels,
  tensorflowCheckpoint,
  pickle,
  flax,
];

/**
 * What kind of model file the bytes are, or undefined. Reads the head, the tail and the header of the format:
 * a 10 GB file costs kilobytes. Never throws on any content; errors of the source pass through.
 */
export function readModelFile(source: ByteSource): ModelFileFacts | undefined {
  if (source.size < 4) return undefined;
  const head = source.read(0, HEAD_BYTES);
  for (const sniffer of MODEL_FILE_SNIFFERS) {
    const facts = sniffer.sniff({ source, head });
    if (facts !== undefined) return facts;
  }
  return undefined;
}
