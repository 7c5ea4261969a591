import { ARCHIVE_INTERPRETERS } from "./archive/index.ts";
import { ARCHIVE_RULES } from "./archive/rules.ts";
import { GRAPH_INTERPRETERS, GRAPH_RULES } from "./graphs/index.ts";
import type { Interpreter } from "./interpreter.ts";
import { KERAS_RULES } from "./keras/rules.ts";
import { onnxModel, onnxTensor } from "./onnx/index.ts";
import { ONNX_RULES } from "./onnx/rules.ts";
import { OTHER_INTERPRETERS, OTHER_RULES } from "./other-models.ts";
import { PROTOBUF_RULES } from "./protobuf/rules.ts";
import type { ModelFileRule } from "./rule.ts";
import { ENGINE_RULES } from "./rules.ts";
import { tensorflow } from "./tensorflow/index.ts";
import { TENSORFLOW_RULES } from "./tensorflow/rules.ts";

/** Every way to read a model file; all that accept the bytes are followed, in this order. */
export const INTERPRETERS: readonly Interpreter[] = [
  ...ARCHIVE_INTERPRETERS,
  ...GRAPH_INTERPRETERS,
  onnxModel,
  onnxTensor,
  tensorflow,
  ...OTHER_INTERPRETERS,
];
  xgboostJson,
  xgboostUbjson,
  xgboostBinary,
  lightgbm,
  catboost,
  treeDump,
  xmlModel,
  rData,
];

/** Stand-in until the judge of texts is merged. */
const ALARMING: ModelFileRule = {
  id: "alarming-metadata",
  title: "Alarming text",
  verdict: "suspicious",
  severity: "medium",
  why: "A sign of what somebody tried.",
  fix: "Ask the publisher.",
};

/** Every rule that a finding in a model file can name. */
export const MODEL_FILE_RULES: readonly ModelFileRule[] = [
  ...ENGINE_RULES,
  ...ARCHIVE_RULES,
  ...GRAPH_RULES,
  ...KERAS_RULES,
  ...ONNX_RULES,
  ...PROTOBUF_RULES,
  ...TENSORFLOW_RULES,
  ...TREE_MODEL_RULES,
  ...XML_MODEL_RULES,
  ...R_DATA_RULES,
  ...OTHER_RULES,
];
