import { ARCHIVE_INTERPRETERS } from "./archive/index.ts";
import { ARCHIVE_RULES } from "./archive/rules.ts";
import { GRAPH_INTERPRETERS, GRAPH_RULES } from "./graphs/index.ts";
import type { Interpreter } from "./interpreter.ts";
import { OTHER_INTERPRETERS, OTHER_RULES } from "./other-models.ts";
import { pickle } from "./pickle/index.ts";
import { PICKLE_RULES } from "./pickle/rules.ts";
import type { ModelFileRule } from "./rule.ts";
import { ENGINE_RULES } from "./rules.ts";
import { TENSOR_INTERPRETERS, TENSOR_RULES } from "./tensor-models.ts";
import { TORCH_INTERPRETERS } from "./torch/index.ts";
import { TORCH_RULES } from "./torch/rules.ts";

/** Every way to read a model file; all that accept the bytes are followed, in this order. */
export const INTERPRETERS: readonly Interpreter[] = [
  ...ARCHIVE_INTERPRETERS,
  ...TORCH_INTERPRETERS,
  pickle,
  ...TENSOR_INTERPRETERS,
  ...GRAPH_INTERPRETERS,
  ...OTHER_INTERPRETERS,
];

/** Every rule that a finding in a model file can name. */
export const MODEL_FILE_RULES: readonly ModelFileRule[] = [
  ...ENGINE_RULES,
  ...ARCHIVE_RULES,
  ...TORCH_RULES,
  ...PICKLE_RULES,
  ...TENSOR_RULES,
  ...GRAPH_RULES,
  ...OTHER_RULES,
];
