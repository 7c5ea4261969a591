import type { ZipProfile } from "./archive/zip-profile.ts";
import { jsonConfig, yamlConfig } from "./config/index.ts";
import { CONFIG_RULES } from "./config/rules.ts";
import { flaxMsgpack } from "./flax/index.ts";
import { FLAX_RULES } from "./flax/rules.ts";
import { gguf } from "./gguf/index.ts";
import { GGUF_RULES } from "./gguf/rules.ts";
import type { Interpreter } from "./interpreter.ts";
import { numpy } from "./numpy/index.ts";
import { NUMPY_RULES } from "./numpy/rules.ts";
import type { ModelFileRule } from "./rule.ts";
import { safetensors } from "./safetensors/index.ts";
import { TENSOR_FILE_RULES } from "./safetensors/rules.ts";
import { skops } from "./skops/index.ts";
import { SKOPS_RULES } from "./skops/rules.ts";
import { templateFile } from "./template/index.ts";
import { TEMPLATE_RULES } from "./template/rules.ts";

/** Files of tensors, templates and configurations. */
export const TENSOR_INTERPRETERS: readonly Interpreter[] = [safetensors, gguf, numpy, flaxMsgpack, templateFile, jsonConfig, yamlConfig];

/** Kinds of models that are zip archives. */
export const TENSOR_ZIP_PROFILES: readonly ZipProfile[] = [skops];

export const TENSOR_RULES: readonly ModelFileRule[] = [
  ...TENSOR_FILE_RULES,
  ...GGUF_RULES,
  ...NUMPY_RULES,
  ...TEMPLATE_RULES,
  ...CONFIG_RULES,
  ...FLAX_RULES,
  ...SKOPS_RULES,
];
