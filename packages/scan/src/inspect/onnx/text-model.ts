import { TextFormatReader } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import { firstField } from "../protobuf-text/first-field.ts";
import { ExternalData } from "./external-data.ts";
import { OnnxOperators } from "./judge-operators.ts";
import { judgeWrittenTensor } from "./written-tensor.ts";

const MAX_BYTES = 256 * 1024 * 1024;
/** Fields of ModelProto. */
const FIELDS =
  /^(?:ir_version|producer_name|producer_version|domain|model_version|doc_string|graph|opset_import|metadata_props|training_info|functions|configuration)$/;
/** Fields whose message is a TensorProto, by their names in the schema. */
const TENSORS = new Set(["initializer", "t", "tensors", "values", "indices"]);
const MAX_LIST = 1024;

class Gathered {
  readonly values = new Map<string, string>();
  readonly dimensions: number[] = [];
  readonly external: (readonly [string, string])[] = [];
}

class OnnxText {
  readonly #visit: Visit;
  readonly #stack: Gathered[] = [new Gathered()];
  readonly #operators: OnnxOperators;
  readonly #external: ExternalData;
  graphs = 0;
  nodes = 0;

  constructor(visit: Visit) {
    this.#visit = visit;
    this.#operators = new OnnxOperators(visit);
    this.#external = new ExternalData(visit);
  }

  enter(name: string): void {
    this.#stack.push(new Gathered());
    if (name === "graph" || name === "functions") this.graphs++;
  }

  leave(name: string, offset: number): void {
    const ended = this.#stack.pop() ?? new Gathered();
    const value = (key: string): string => ended.values.get(key) ?? "";
    if (name === "node") {
      this.nodes++;
      this.#operators.add({
        operator: value("op_type"),
        domain: value("domain"),
        name: value("name"),
        inputs: [],
        outputs: [],
        offset,
        end: offset,
      });
    } else if (name === "functions") this.#operators.define(value("domain"), value("name"));
    else if (name === "external_data") this.#stack.at(-1)?.external.push([value("key"), value("value")]);
    else if (TENSORS.has(name)) this.#tensor(ended, offset);
  }

  #tensor({ values, dimensions, external }: Gathered, offset: number): void {
    judgeWrittenTensor(
      { name: values.get("name"), dimensions, external, location: values.get("data_location"), offset },
      this.#external,
      this.#visit,
    );
  }

  scalar(name: string, value: string, offset: number): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    if (name === "dims") {
      if (top.dimensions.length < MAX_LIST) top.dimensions.push(Number(value));
    } else if (["op_type", "domain", "name", "key", "value", "data_location"].includes(name)) top.values.set(name, value.slice(0, 4096));
    if (name !== "doc_string" && name !== "value") return;
    const alarming = alarmingText(value);
    if (alarming !== undefined)
      this.#visit.finding({ rule: "alarming-metadata", offset, message: `The text of ${name} holds ${alarming.what}.` });
  }

  judge(): void {
    this.#operators.judge();
  }
}

function inspect({ source }: Subject, visit: Visit): void {
  const model = new OnnxText(visit);
  const reader = new TextFormatReader(new TextDecoder().decode(source.read(0, source.size)), {
    enter: (name) => model.enter(name),
    leave: (name, offset) => model.leave(name, offset),
    scalar: (name, value, offset) => model.scalar(name, value, offset),
  });
  const problem = reader.run((characters) => visit.spend("operations", Math.ceil(characters / 16)));
  if (model.graphs === 0 || model.nodes === 0) return;
  visit.format("onnx");
  visit.format("protobuf-text");
  if (problem === undefined) visit.claim(0, source.size, "text");
  else visit.finding({ rule: "malformed", message: problem.message, offset: problem.offset });
  model.judge();
  visit.fact("nodes", model.nodes);
}

/** ONNX in the text format of protocol buffers (`onnx.load(…, format="textproto")`). */
export const onnxText: Interpreter = {
  id: "onnx-text",
  accepts: (subject) => {
    const first = subject.source.size > MAX_BYTES ? undefined : firstField(subject);
    return first !== undefined && FIELDS.test(first);
  },
  inspect,
};
