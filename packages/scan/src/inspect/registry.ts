import { ARCHIVE_INTERPRETERS } from "./archive/index.ts";
import { ARCHIVE_RULES } from "./archive/rules.ts";
import type { Interpreter } from "./interpreter.ts";
import { KERAS_RULES } from "./keras/rules.ts";
import { onnxModel, onnxTensor } from "./onnx/index.ts";
import { ONNX_RULES } from "./onnx/rules.ts";
import { PROTOBUF_RULES } from "./protobuf/rules.ts";
import { rData } from "./r-data/index.ts";
import { R_DATA_RULES } from "./r-data/rules.ts";
import type { ModelFileRule } from "./rule.ts";
import { ENGINE_RULES } from "./rules.ts";
import { tensorflow } from "./tensorflow/index.ts";
import { TENSORFLOW_RULES } from "./tensorflow/rules.ts";
import { catboost, lightgbm, treeDump, xgboostBinary, xgboostJson, xgboostUbjson } from "./tree-models/index.ts";
import { TREE_MODEL_RULES } from "./tree-models/rules.ts";
import { xmlModel } from "./xml-models/index.ts";
import { XML_MODEL_RULES } from "./xml-models/rules.ts";

/** Every way to read a model file; all that accept the bytes are followed, in this order. */
export const INTERPRETERS: readonly Interpreter[] = [
  ...ARCHIVE_INTERPRETERS,
  onnxModel,
  onnxTensor,
  tensorflow,
  xgboostJson,
  xgboostUbjson,
  xgboostBinary,
  lightgbm,
  catboost,
  treeDump,
  xmlModel,
  rData,
];

/** Every rule that a finding in a model file can name. */
export const MODEL_FILE_RULES: readonly ModelFileRule[] = [
  ...ENGINE_RULES,
  ...ARCHIVE_RULES,
  ...KERAS_RULES,
  ...ONNX_RULES,
  ...PROTOBUF_RULES,
  ...R_DATA_RULES,
  ...TENSORFLOW_RULES,
  ...TREE_MODEL_RULES,
  ...XML_MODEL_RULES,
];
