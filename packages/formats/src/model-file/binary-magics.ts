import { ascii, type ByteSource } from "../byte-source.ts";
import { HEAD_BYTES, type ModelFileSniffer, modelFile, startsWith } from "./sniffer.ts";

interface Magic {
  readonly format: string;
  readonly magic: string;
  readonly offset: number;
}

/** Formats that a fixed magic settles. */
const MAGICS: readonly Magic[] = [
  { format: "tflite", magic: "TFL3", offset: 4 },
  { format: "executorch", magic: "ET12", offset: 4 },
  { format: "catboost", magic: "CBM1", offset: 0 },
  { format: "ggml", magic: "lmgg", offset: 0 },
  { format: "ggml", magic: "fmgg", offset: 0 },
  { format: "ggml", magic: "tjgg", offset: 0 },
  { format: "ggml", magic: "algg", offset: 0 },
  { format: "xgboost-binary", magic: "binf", offset: 0 },
  { format: "xgboost-ubj", magic: "{L\0\0\0\0\0\0\0\x07learner", offset: 0 },
  { format: "fasttext", magic: "\xba\x16\x4f\x2f", offset: 0 },
  { format: "mxnet-params", magic: "\x12\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0", offset: 0 },
  { format: "tensorrt", magic: "ptrt", offset: 0 },
  { format: "tensorrt", magic: "ftrt", offset: 0 },
  { format: "rknn", magic: "RKNN\0\0\0\0", offset: 0 },
  { format: "faiss-index", magic: "IxF2", offset: 0 },
  { format: "faiss-index", magic: "IxFI", offset: 0 },
  { format: "faiss-index", magic: "IwFl", offset: 0 },
  { format: "faiss-index", magic: "IwPQ", offset: 0 },
  { format: "faiss-index", magic: "IxMp", offset: 0 },
  { format: "faiss-index", magic: "IxM2", offset: 0 },
  { format: "faiss-index", magic: "IHNf", offset: 0 },
];

export const magics: ModelFileSniffer = {
  id: "magics",
  sniff: ({ head, source }) => {
    const found = source.size < 16 ? undefined : MAGICS.find(({ magic, offset }) => startsWith(head, magic, offset));
    return found === undefined ? undefined : modelFile([found.format], false);
  },
};

const HDF5 = "\x89HDF\r\n\x1a\n";

/** Keras writes its architecture as JSON attributes near the start or the end of the file. */
export const hdf5: ModelFileSniffer = {
  id: "hdf5",
  sniff: ({ head, source }) => {
    if (![0, 512, 1024, 2048].some((offset) => startsWith(head, HDF5, offset))) return undefined;
    const near = ascii(source.read(0, 1024 * 1024)) + ascii(source.read(Math.max(1024 * 1024, source.size - HEAD_BYTES), HEAD_BYTES));
    const keras = /keras_version|model_config|training_config|layer_names/.test(near);
    const lambda = /"class_name": ?"Lambda"/.test(near);
    return modelFile(keras ? ["keras-h5", "hdf5"] : ["hdf5"], lambda, {
      kerasVersion: /keras_version[^\d]{1,80}(\d+\.\d+\.\d+)/.exec(near)?.[1],
      ...(keras ? { lambda } : {}),
    });
  },
};

/** Footer of LevelDB tables, which TensorFlow's V2 checkpoints use for their index. */
export const tensorflowCheckpoint: ModelFileSniffer = {
  id: "tensorflow-checkpoint",
  sniff: ({ source }) => {
    if (source.size < 48 || source.size > 256 * 1024 * 1024) return undefined;
    return startsWith(source.read(source.size - 8, 8), "\x57\xfb\x80\x8b\x24\x75\x47\xdb")
      ? modelFile(["tensorflow-checkpoint-index"], false)
      : undefined;
  },
};

function tarNames(source: ByteSource): readonly string[] {
  const names: string[] = [];
  let at = 0;
  while (at + 512 <= source.size && names.length < 200) {
    const header = source.read(at, 512);
    const name = ascii(header, 0, 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(ascii(header, 124, 136).replace(/[\0 ].*$/s, ""), 8);
    if (name === "" || !Number.isFinite(size)) break;
    names.push(name.replace(/^\.\//, ""));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return names;
}

/** NeMo archives and torch.save before 0.1.10. */
export const tarModels: ModelFileSniffer = {
  id: "tar",
  sniff: ({ head, source }) => {
    if (!startsWith(head, "ustar", 257)) return undefined;
    const names = tarNames(source);
    if (names.includes("model_config.yaml")) return modelFile(["nemo", "tar", "pickle"], true);
    if (names.includes("pickle") && names.includes("storages")) return modelFile(["pytorch-tar", "tar", "pickle"], true);
    return undefined;
  },
};

/** Flax and JAX checkpoints: a msgpack map whose tensors are extension type 1. */
export const flax: ModelFileSniffer = {
  id: "flax-msgpack",
  sniff: ({ head, source }) => {
    const first = head[0] ?? 0;
    if (source.size < 32 || first < 0x81 || first > 0x8f || !((head[1] ?? 0) >= 0xa1 && (head[1] ?? 0) <= 0xbf)) return undefined;
    const tensor = head
      .subarray(0, 8192)
      .findIndex((byte, index) => byte >= 0xc7 && byte <= 0xc9 && head[index + (byte === 0xc7 ? 2 : byte === 0xc8 ? 3 : 5)] === 1);
    const key = ascii(head, 2, 2 + ((head[1] ?? 0) & 0x1f));
    return tensor > 0 && /^[\w./-]+$/.test(key) ? modelFile(["flax-msgpack"], false, { firstKey: key }) : undefined;
  },
};
