import type { Visit } from "../interpreter.ts";
import type { ConfigPath } from "./config-value.ts";

/** Keys of the root, and what they say. */
const FACTS: ReadonlyMap<string, string> = new Map([
  ["architectures.0", "architecture"],
  ["_class_name", "architecture"],
  ["model_type", "modelType"],
  ["torch_dtype", "dtype"],
  ["dtype", "dtype"],
  ["vocab_size", "vocabularySize"],
  ["num_parameters", "parameters"],
  ["n_params", "parameters"],
  ["license", "licence"],
  ["base_model_name_or_path", "baseModel"],
  ["_name_or_path", "name"],
  ["max_position_embeddings", "contextLength"],
  ["n_positions", "contextLength"],
  ["model_max_length", "contextLength"],
  ["tokenizer_class", "tokenizer"],
  ["peft_type", "adapter"],
  ["transformers_version", "version"],
  ["_diffusers_version", "version"],
  ["quantization_config.quant_method", "quantisation"],
  ["metadata.total_size", "tensorBytes"],
  ["metadata.total_parameters", "parameters"],
]);

/** Tells what a value of a configuration says about the model. */
export function tellFact(path: ConfigPath, value: string | number | boolean | null, visit: Visit): void {
  if (path.length > 2 || value === null || value === "") return;
  const fact = FACTS.get(path.join("."));
  // 10^30 stands for "no limit".
  if (fact === undefined || (fact === "contextLength" && !(typeof value === "number" && value < 1e12))) return;
  visit.fact(fact, typeof value === "string" ? value.slice(0, 300) : value);
}
