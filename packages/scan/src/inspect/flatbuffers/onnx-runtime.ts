import { type FlatAccess, flatbufferSchema, walkFlatbuffer } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { OnnxFacts } from "../onnx/facts.ts";
import { OnnxOperators } from "../onnx/judge-operators.ts";
import { judgeTensor } from "../onnx/judge-tensor.ts";
import { alarmingText } from "../payload-text.ts";
import { flatFinding } from "./problems.ts";

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("onnxruntime");
  const operators = new OnnxOperators(visit);
  const facts = new OnnxFacts();
  const text = (access: FlatAccess, field: string): void => {
    const value = access.text(field);
    const alarming = value === undefined ? undefined : alarmingText(value);
    if (alarming !== undefined)
      visit.finding({ rule: "alarming-metadata", offset: access.offset, message: `The text ${field} holds ${alarming.what}.` });
  };
  const table = (access: FlatAccess): void => {
    const { name, offset } = access;
    if (name === "Node") {
      const node = { operator: access.text("op_type") ?? "", domain: access.text("domain") ?? "", name: access.text("name") ?? "" };
      const whole = { ...node, inputs: [], outputs: [], offset, end: offset };
      operators.add(whole);
      facts.node(whole);
    } else if (name === "Tensor") {
      const raw = access.vector("raw_data");
      const tensor = {
        name: access.text("name") ?? "",
        dimensions: access.numbers("dims", 1024),
        dataType: access.number("data_type") ?? 0,
        offset,
        raw,
        integers: [],
        fixedValues: undefined,
        external: [],
        externalLocation: false,
      };
      judgeTensor(tensor, visit);
      facts.tensor(tensor);
    } else if (name === "OperatorSetId") facts.operatorSet(access.text("domain") ?? "", access.number("version") ?? 0);
    else if (name === "Model") {
      for (const field of ["producer_name", "producer_version"]) facts.model(field, access.text(field) ?? "");
      facts.model("ir_version", access.number("ir_version") ?? 0);
    }
    if (name === "StringStringEntry") text(access, "value");
    else text(access, "doc_string");
  };
  walkFlatbuffer(source, flatbufferSchema("onnxruntime"), "InferenceSession", {
    table,
    claim: (start, end, what) => visit.claim(start, end, what),
    problem: (problem) => visit.finding(flatFinding(problem)),
    spend: (steps) => visit.spend("operations", steps),
  });
  operators.judge();
  facts.tell(visit, []);
}

/** Models in ONNX Runtime's own format (.ort). */
export const onnxRuntime: Interpreter = {
  id: "onnxruntime",
  accepts: ({ head }) => String.fromCharCode(...head.subarray(4, 8)) === "ORTM",
  inspect,
};
