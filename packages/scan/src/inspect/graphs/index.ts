import { caffe } from "../caffe/index.ts";
import { CAFFE_RULES } from "../caffe/rules.ts";
import { compiledParts, compiledProgram, coremlWeights } from "../coreml/compiled-program.ts";
import { coreml } from "../coreml/index.ts";
import { coremlPackage } from "../coreml/package-manifest.ts";
import { COREML_RULES } from "../coreml/rules.ts";
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
import { onnxJson } from "../onnx/json-model.ts";
import { ONNX_RULES } from "../onnx/rules.ts";
import { onnxSyntax } from "../onnx/syntax-model.ts";
import { onnxText } from "../onnx/text-model.ts";
import { paddle } from "../paddle/index.ts";
import { paddleProgramJson } from "../paddle/program-json.ts";
import { PADDLE_RULES } from "../paddle/rules.ts";
import { PROTOBUF_RULES } from "../protobuf/rules.ts";
import { protobufText } from "../protobuf-text/index.ts";
import type { ModelFileRule } from "../rule.ts";
import { sentencePiece } from "../sentencepiece/index.ts";
import { checkpointIndex } from "../tensorflow/checkpoint.ts";
import { tensorflow } from "../tensorflow/index.ts";
import { TENSORFLOW_RULES } from "../tensorflow/rules.ts";
import { splitModel } from "../tensorflow/split-model.ts";
import { tensorflowJs } from "../tensorflow-js/index.ts";

/** Formats that hold a graph of operators, or the configuration of one. */
export const GRAPH_INTERPRETERS: readonly Interpreter[] = [
  onnxModel,
  onnxTensor,
  onnxText,
  onnxJson,
  onnxSyntax,
  tensorflow,
  checkpointIndex,
  splitModel,
  tensorflowJs,
  protobufText,
  tflite,
  executorch,
  onnxRuntime,
  coreml,
  coremlPackage,
  compiledProgram,
  coremlWeights,
  compiledParts,
  caffe,
  paddle,
  paddleProgramJson,
  sentencePiece,
  hdf5,
  kerasConfig,
];

export const GRAPH_RULES: readonly ModelFileRule[] = [
  ...CAFFE_RULES,
  ...COREML_RULES,
  ...FLATBUFFER_RULES,
  ...PADDLE_RULES,
  ...HDF5_RULES,
  ...KERAS_RULES,
  ...ONNX_RULES,
  ...PROTOBUF_RULES,
  ...TENSORFLOW_RULES,
];
