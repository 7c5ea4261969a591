import type { ByteSource } from "@castellan/formats";
import type { Inspection } from "../inspect/result.ts";

/** Names under which weights are kept: what lies there is inspected whatever its bytes look like. */
const WEIGHTS =
  /\.(?:pt|pth|ckpt|pkl|pickle|joblib|dill|bin|safetensors|gguf|ggml|onnx|ort|h5|hdf5|keras|pb|tflite|mlmodel|npy|npz|msgpack|mar|nemo|skops|cbm|ubj|pmml|pte|ptl|t7|rds|rda|rdata|engine|plan|pdmodel|pdparams|pdiparams|params|llamafile|caffemodel|dnn|rknn)(?:\.(?:gz|bz2|xz|lzma|lz4|zst|7z|zip|tar))?$/i;
/** Configurations that loaders act on: code to import, templates to run. */
const CONFIGURATION =
  /(?:^|\/)(?:(?:config|generation_config|tokenizer_config|preprocessor_config|processor_config|adapter_config|model_index|modules|chat_template)\.json|chat_template\.jinja|model_config\.ya?ml|MLmodel)$/;
/** A scan is about a project: one file may not take all its time. */
const TIME = 20_000;

/** Whether a file that no sniffer knew as weights is inspected all the same. */
export function isInspectedByName(path: string): boolean {
  return WEIGHTS.test(path) || CONFIGURATION.test(path);
}

/** What a model file would do when it is loaded, without its digest, which the reader of the file takes. */
export async function inspectModel(
  path: string,
  source: ByteSource,
  sibling: ((path: string) => ByteSource | undefined) | undefined,
): Promise<Omit<Inspection, "sha256" | "bytes">> {
  // Most projects hold no model file: then none of the readers is loaded.
  const { inspectSource } = await import("../inspect/engine.ts");
  const { bytes: _, ...inspection } = await inspectSource(source, path.slice(path.lastIndexOf("/") + 1), {
    budget: { time: TIME },
    ...(sibling === undefined ? {} : { sibling }),
  });
  return inspection;
}
