import {
  type ByteRange,
  type ByteSource,
  bytesOf,
  elementsOf,
  readTensorflow,
  sliceSource,
  type TensorflowFile,
  type TensorflowTensor,
  tensorflowDataType,
  tensorflowFiles,
} from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { judgeKerasText } from "../keras/judge-config.ts";
import { protobufFinding } from "../protobuf/problems.ts";
import { isOutside } from "./constant-paths.ts";
import { TensorflowFacts } from "./facts.ts";
import { TensorflowOperators } from "./judge-operators.ts";

const FORMATS: Readonly<Record<TensorflowFile, string>> = {
  SavedModel: "tensorflow-savedmodel",
  MetaGraphDef: "tensorflow-metagraph",
  GraphDef: "tensorflow-graphdef",
  SavedMetadata: "keras-metadata",
  FingerprintDef: "tensorflow-fingerprint",
};

/** A constant that would fill the memory: no exporter folds so much. */
const MAX_CONSTANT_BYTES = 64 * 2 ** 30;
/** Configurations longer than this are not read. */
const MAX_CONFIG = 64 * 1024 * 1024;
const MAX_TEXTS = 10_000;
const MAX_CONFIGS = 200_000;

function judgeTensor({ dataType, dimensions, content, offset }: TensorflowTensor, visit: Visit): void {
  const elements = elementsOf(dimensions);
  const type = tensorflowDataType(dataType);
  const shape = `[${dimensions.slice(0, 20).join(", ")}]`;
  if (elements === undefined || elements * (type?.bytes ?? 1) > MAX_CONSTANT_BYTES)
    visit.finding({ rule: "tensor-overflow", offset, message: `A constant has the shape ${shape}.` });
  else if (
    content !== undefined &&
    type !== undefined &&
    type.bytes > 0 &&
    content.end - content.start !== bytesOf(elements, type.bytes * 8)
  )
    visit.finding({
      rule: "tensor-size",
      offset,
      message: `A constant of the shape ${shape} of ${type.name} has ${content.end - content.start} bytes.`,
    });
}

async function judgeConfigs(source: ByteSource, configs: readonly ByteRange[], visit: Visit): Promise<void> {
  const decoder = new TextDecoder();
  for (const { start, end } of configs) {
    if (end - start > MAX_CONFIG) visit.incomplete(`The configuration of ${end - start} bytes was not read.`, start);
    else await judgeKerasText(decoder.decode(source.read(start, end - start)), visit, { offset: start, loader: "keras.models.load_model" });
  }
}

async function inspectAs(root: TensorflowFile, source: ByteSource, visit: Visit, claim: (end: number) => void): Promise<void> {
  visit.format(FORMATS[root]);
  const operators = new TensorflowOperators(visit, root === "MetaGraphDef");
  const facts = new TensorflowFacts();
  const configs: ByteRange[] = [];
  const texts: ByteRange[] = [];
  let reach = source.size;
  readTensorflow(source, root, {
    node: (node) => {
      operators.add(node);
      facts.node(node);
    },
    tensor: (tensor) => {
      judgeTensor(tensor, visit);
      facts.tensor(tensor);
    },
    localFunction: (name) => {
      operators.define(name);
      facts.function();
    },
    asset: (filename, tensor, offset) => {
      operators.asset(tensor);
      if (isOutside(filename) || filename.includes("\0"))
        visit.finding({
          rule: "tensorflow-asset-path",
          offset,
          message: `The asset ${JSON.stringify(filename.slice(0, 200))} lies outside of the model.`,
        });
    },
    userObject: (identifier, metadata) => {
      // Keras before 2.6 wrote the configurations into the SavedModel itself; other libraries write nothing or JSON of their own.
      if (metadata === undefined || metadata.end === metadata.start || !identifier.startsWith("_tf_keras")) return;
      if (configs.length < MAX_CONFIGS) configs.push(metadata);
      else visit.incomplete(`More than ${MAX_CONFIGS} configurations of layers were not read.`);
    },
    text: (range) => {
      if (texts.length < MAX_TEXTS && range.end - range.start >= 8) texts.push(range);
    },
    variable: (dataType, dimensions) => facts.variable(dataType, dimensions),
    fact: (name, value) => facts.fact(name, value),
    problem: (problem) => {
      visit.finding(protobufFinding(problem));
      if (problem.message === root && !["unknown-field", "repeated", "overlong"].includes(problem.kind))
        reach = Math.min(reach, problem.offset);
    },
    spend: (fields) => visit.spend("operations", fields),
  });
  claim(reach);
  operators.judge();
  if (operators.runsConstants)
    for (const { start, end } of texts) {
      const inner = sliceSource(source, start, end);
      if (tensorflowFiles(inner).length > 0) await visit.child("(graph in a constant)", inner);
    }
  await judgeConfigs(source, configs, visit);
  if (root !== "FingerprintDef" && root !== "SavedMetadata") facts.tell(visit);
}

/** SavedModels, graphs, meta graphs and Keras metadata of TensorFlow: every node, also of the functions. */
export const tensorflow: Interpreter = {
  id: "tensorflow",
  accepts: ({ source }) => tensorflowFiles(source).length > 0,
  inspect: async ({ source }: Subject, visit: Visit) => {
    const roots = tensorflowFiles(source);
    let reach = 0;
    for (const root of roots) await inspectAs(root, source, visit, (end) => (reach = Math.max(reach, end)));
    visit.claim(0, reach, "fields");
  },
};
