import { executorch } from "../flatbuffers/executorch.ts";
import { onnxRuntime } from "../flatbuffers/onnx-runtime.ts";
import { FLATBUFFER_RULES } from "../flatbuffers/rules.ts";
import { tflite } from "../flatbuffers/tflite.ts";
import { hdf5 } from "../hdf5/index.ts";
import { HDF5_RULES } from "../hdf5/rules.ts";
import type { Interpreter } from "../interpreter.ts";
import { kerasConfig } from "../keras/config-file.ts";
import { KERAS_RULES } from "../keras/rules.ts";
import { onnxModel, onnxTensor } from "../onnx/index.ts";
import { ONNX_RULES } from "../onnx/rules.ts";
import { PROTOBUF_RULES } from "../protobuf/rules.ts";
import { protobufText } from "../protobuf-text/index.ts";
import type { ModelFileRule } from "../rule.ts";
import { tensorflow } from "../tensorflow/index.ts";
import { TENSORFLOW_RULES } from "../tensorflow/rules.ts";
import { tensorflowJs } from "../tensorflow-js/index.ts";

/** Formats that hold a graph of operators, or the configuration of one. */
export const GRAPH_INTERPRETERS: readonly Interpreter[] = [
  onnxModel,
  onnxTensor,
  tensorflow,
  tensorflowJs,
  protobufText,
  tflite,
  executorch,
  onnxRuntime,
  hdf5,
  kerasConfig,
];

export const GRAPH_RULES: readonly ModelFileRule[] = [...FLATBUFFER_RULES, ...HDF5_RULES, ...KERAS_RULES, ...ONNX_RULES, ...PROTOBUF_RULES, ...TENSORFLOW_RULES];
