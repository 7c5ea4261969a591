import { isOnnxModel, isOnnxTensor, readOnnx } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import { protobufFinding } from "../protobuf/problems.ts";
import { ExternalData } from "./external-data.ts";
import { OnnxFacts } from "./facts.ts";
import { OnnxOperators } from "./judge-operators.ts";
import { judgeTensor } from "./judge-tensor.ts";
import { ShapeBombs } from "./shape-bombs.ts";

function inspect({ source }: Subject, visit: Visit, root: "ModelProto" | "TensorProto"): void {
  visit.format(root === "ModelProto" ? "onnx" : "onnx-tensor");
  const operators = new OnnxOperators(visit);
  const external = new ExternalData(visit);
  const facts = new OnnxFacts();
  const shapes = new ShapeBombs(source);
  let reach = source.size;
  readOnnx(
    source,
    {
      node: (node) => {
        operators.add(node);
        facts.node(node);
        shapes.node(node);
      },
      tensor: (tensor) => {
        facts.tensor(tensor);
        shapes.tensor(tensor);
        judgeTensor(tensor, visit);
        if (tensor.external.length > 0 || tensor.externalLocation) external.judge(tensor);
      },
      localFunction: (domain, name) => operators.define(domain, name),
      operatorSet: (domain, version) => facts.operatorSet(domain, version),
      model: (field, value) => facts.model(field, value),
      port: (kind, name) => facts.port(kind, name),
      text: (key, value, offset) => {
        facts.property(key, value);
        const alarming = alarmingText(value) ?? alarmingText(key);
        if (alarming !== undefined)
          visit.finding({
            rule: "alarming-metadata",
            offset,
            message: `The text of ${key === "" ? "doc_string" : JSON.stringify(key.slice(0, 80))} holds ${alarming.what}.`,
          });
      },
      problem: (problem) => {
        visit.finding(protobufFinding(problem));
        if (problem.message === root && problem.kind !== "unknown-field" && problem.kind !== "repeated" && problem.kind !== "overlong")
          reach = Math.min(reach, problem.offset);
      },
      spend: (fields) => visit.spend("operations", fields),
    },
    root,
  );
  visit.claim(0, reach, "fields");
  operators.judge();
  shapes.judge(visit);
  facts.tell(visit, external.locations);
}

/** ONNX models: graphs, functions and subgraphs at any depth, tensors by their headers. */
export const onnxModel: Interpreter = {
  id: "onnx",
  accepts: ({ source }) => isOnnxModel(source),
  inspect: (subject, visit) => inspect(subject, visit, "ModelProto"),
};

/** A tensor of its own, as test data is written. */
export const onnxTensor: Interpreter = {
  id: "onnx-tensor",
  accepts: ({ source }) => isOnnxTensor(source) && !isOnnxModel(source),
  inspect: (subject, visit) => inspect(subject, visit, "TensorProto"),
};
