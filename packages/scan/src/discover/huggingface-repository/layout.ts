import { at, type ConfigNode, entry, items, text as textOf } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";

const ARCHITECTURE = /(?:Model|For\w+|Pipeline|Encoder|Decoder|LM|LMHeadModel|Transformer\w*|Net|Classifier|Processor)$/;
const NETWORK_KEYS = [
  "hidden_size",
  "vocab_size",
  "num_hidden_layers",
  "transformers_version",
  "torch_dtype",
  "d_model",
  "n_layer",
  "num_attention_heads",
  "quantization_config",
  "id2label",
  "image_size",
];
export const WEIGHTS: RegExp =
  /(?:^|\/)(?:model|pytorch_model|tf_model|flax_model|diffusion_pytorch_model|adapter_model|consolidated|open_clip_pytorch_model)[\w.-]*\.(?:safetensors|bin|h5|msgpack|pt|pth|onnx|gguf)$/;

/** A transformers config.json: a model type or class, and what such a file always has. */
export function isModelConfiguration(tree: ConfigNode): boolean {
  const classes = items(entry(tree, "architectures")?.value).map((item) => textOf(item) ?? "");
  if (classes.length > 0 && classes.every((name) => ARCHITECTURE.test(name))) return true;
  if (entry(tree, "auto_map") !== undefined) return true;
  return typeof textOf(entry(tree, "model_type")?.value) === "string" && NETWORK_KEYS.some((key) => entry(tree, key) !== undefined);
}

/** Files that stand directly in a folder. */
export function siblings(project: Project, file: ProjectFile, folder: string): readonly ProjectFile[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  return project.files.filter(
    (other) => other.target === file.target && other.path.startsWith(prefix) && !other.path.slice(prefix.length).includes("/"),
  );
}

/** The name that a configuration gives its model, where it is a hub id. */
export function statedHubId(tree: ConfigNode | undefined, key: string): string | undefined {
  const name = textOf(at(tree, key));
  return name !== undefined && /^[\w-][\w.-]*\/[\w.-]+$/.test(name) && !/^(?:\.|models?\/|outputs?\/|checkpoints?\/|results?\/)/i.test(name)
    ? name
    : undefined;
}
