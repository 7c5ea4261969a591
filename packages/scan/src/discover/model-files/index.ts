import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { inDataLayout } from "../dataset-files/layout.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { fileAsset } from "../identity/index.ts";

/** Formats that hold arrays or data as often as weights: a model only where they can run code or stand as one. */
const DATA_FORMATS = new Set(["numpy", "npz", "hdf5", "rds", "rdata"]);
/** Parts of a model that are not weights. */
const PARTS = new Set(["tokenizer-json", "sentencepiece", "tensorflow-checkpoint-index"]);
const WEIGHT_NAME =
  /\.(?:safetensors|pt|pth|ckpt|gguf|ggml|onnx|h5|keras|pkl|pickle|joblib|tflite|mlmodel|pb|cbm|nemo|engine|pmml|msgpack|mar|pdparams)(?:\.(?:gz|bz2|xz|lz4|lzma|zst))?$/i;
const COMPRESSED_PICKLE = /\.(?:pkl|pickle|joblib|dill)\.(?:bz2|xz|lz4|lzma|zst)$/i;
const MODEL_FOLDER = /(?:^|\/)(?:models?|weights|checkpoints?|saved_models?|artifacts?|model_store)(?:\/|$)/i;

/** Facts of the inspection that describe the model; what the sniffer saw stands behind them. */
function described({ inspection }: ProjectFile["facts"]): { readonly [key: string]: Json } {
  if (inspection === undefined) return {};
  const facts = Object.entries(inspection.facts).map(([key, value]): [string, Json] => [
    key,
    typeof value === "object" ? [...value] : value,
  ]);
  return { ...Object.fromEntries(facts), verdict: inspection.verdict };
}

interface Seen {
  readonly formats: readonly string[];
  readonly executable: boolean;
  readonly metadata: { readonly [key: string]: Json };
}

/** Facts of a model file, or what its name alone tells of a pointer or an unreadable compression. */
function seenIn(file: ProjectFile): Seen | undefined {
  const { modelFile, inspection } = file.facts;
  if (modelFile === undefined) {
    // Weights by name whose bytes another reading knows: an archive, a format that hides behind a name.
    if (WEIGHT_NAME.test(file.path) && inspection !== undefined && inspection.formats.length > 0)
      return { formats: inspection.formats, executable: inspection.verdict !== "benign", metadata: {} };
    return COMPRESSED_PICKLE.test(file.path)
      ? { formats: ["pickle", /\w+$/.exec(file.path)?.[0] ?? ""], executable: true, metadata: {} }
      : undefined;
  }
  const [first = ""] = modelFile.formats;
  if (PARTS.has(first)) return undefined;
  if (first === "git-lfs-pointer") return WEIGHT_NAME.test(file.path) || /pytorch_model.*\.bin$/.test(file.path) ? modelFile : undefined;
  if (first === "faiss-index") return undefined;
  if (DATA_FORMATS.has(first))
    return modelFile.executable || (MODEL_FOLDER.test(folderOf(file.path)) && !inDataLayout(file.path)) ? modelFile : undefined;
  return modelFile;
}

/** Model files by content, with digests; a FAISS index is a vector store. */
export const modelFiles: Discoverer = {
  id: "model-files",
  version: 2,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const target = targetOf(project, file);
      const { sha256, modelFile } = file.facts;
      const oid = modelFile?.metadata["oid"];
      const digest = typeof oid === "string" ? oid : sha256;
      const identity = fileAsset(target, file.path, digest === "" ? undefined : `sha256:${digest}`);
      const digests: { readonly [algorithm: string]: string } = digest === "" ? {} : { sha256: digest };
      if (modelFile?.formats[0] === "faiss-index") {
        sink.asset({
          kind: "vector-store",
          name: nameOf(file.path),
          identity,
          digests,
          scope: file.scope,
          lifecycle: file.lifecycle,
          attributes: { technology: "faiss", bytes: file.bytes },
          occurrences: [placeIn(file, { technique: "bytes" })],
        });
        continue;
      }
      const seen = seenIn(file);
      if (seen === undefined) continue;
      sink.asset({
        kind: "model-file",
        name: file.path,
        identity,
        digests,
        scope: file.scope,
        lifecycle: file.lifecycle,
        attributes: known<Json>({
          formats: [...seen.formats],
          executable: seen.executable,
          bytes: file.bytes,
          ...seen.metadata,
          ...described(file.facts),
        }),
        occurrences: [
          placeIn(file, {
            technique: modelFile === undefined ? "path" : "bytes",
            confidence: modelFile === undefined ? "likely" : "certain",
          }),
        ],
      });
    }
  },
};
