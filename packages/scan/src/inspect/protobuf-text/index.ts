import { TextFormatReader } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { isOutside } from "../tensorflow/constant-paths.ts";
import { TensorflowOperators } from "../tensorflow/judge-operators.ts";
import { firstField } from "./first-field.ts";

const MAX_BYTES = 256 * 1024 * 1024;
/** Fields that files of these kinds begin with. */
const TENSORFLOW = /^(?:saved_model_schema_version|meta_graphs|meta_info_def|graph_def|node|library|versions|version)$/;
const CAFFE = /^(?:name|layer|layers|input|input_shape|input_dim|net|train_net|test_net|force_backward|state)$/;
const MAX_TEXTS = 16;

class TextNode {
  name = "";
  operator = "";
  readonly inputs: string[] = [];
  readonly texts = new Map<string, string[]>();
  key = "";
}

/** Reads nodes of graphs; `op` marks them whatever the message is called. */
class GraphText {
  readonly #operators: TensorflowOperators;
  readonly #visit: Visit;
  readonly #stack: TextNode[] = [];
  readonly #names: string[] = [];
  readonly #functions: string[] = [];
  nodes = 0;
  layers = 0;

  constructor(visit: Visit, operators: TensorflowOperators) {
    this.#visit = visit;
    this.#operators = operators;
  }

  enter(name: string): void {
    this.#names.push(name);
    this.#stack.push(new TextNode());
    if (name === "function") this.#functions.push("");
  }

  leave(name: string, offset: number): void {
    const ended = this.#stack.pop() ?? new TextNode();
    const above = this.#stack.at(-1);
    this.#names.pop();
    if (name === "function") this.#functions.pop();
    if (name === "layer" || name === "layers") this.layers++;
    if (name === "signature" && this.#names.at(-1) === "function") {
      this.#functions[this.#functions.length - 1] = ended.name;
      this.#operators.define(ended.name);
    } else if (ended.operator !== "") {
      this.nodes++;
      this.#operators.add({
        scope: this.#functions.at(-1) ?? "",
        name: ended.name,
        operator: ended.operator,
        inputs: ended.inputs,
        texts: ended.texts,
        offset,
      });
    } else if (above !== undefined && name !== "node" && name !== "node_def") {
      // Texts of attributes rise to their node: under the key of the entry, or under "value".
      const key = name === "attr" ? ended.key : "";
      for (const [inner, texts] of ended.texts) {
        const to = name === "attr" ? key : inner;
        above.texts.set(to, [...(above.texts.get(to) ?? []), ...texts].slice(0, MAX_TEXTS));
      }
    }
  }

  scalar(name: string, value: string, offset: number): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    if (name === "op") top.operator = value.slice(0, 2048);
    else if (name === "name") top.name = value.slice(0, 2048);
    else if (name === "key") top.key = value.slice(0, 200);
    else if (name === "input") {
      if (top.inputs.length < MAX_TEXTS) top.inputs.push(value.slice(0, 2048));
    } else if (name === "s" || name === "string_val")
      top.texts.set("value", [...(top.texts.get("value") ?? []), value.slice(0, 2048)].slice(0, MAX_TEXTS));
    else if (name === "filename" && this.#names.at(-1) === "asset_file_def" && isOutside(value))
      this.#visit.finding({
        rule: "tensorflow-asset-path",
        offset,
        message: `The asset ${JSON.stringify(value.slice(0, 200))} lies outside of the model.`,
      });
    else if ((name === "type" && value === "Python") || name === "python_param")
      this.#visit.finding({
        rule: "caffe-python-layer",
        offset,
        message: "A layer of the type Python runs a class of a Python module.",
        loader: "caffe.Net",
      });
    else if (name === "module" && this.#names.at(-1) === "python_param")
      this.#visit.finding({
        rule: "caffe-python-layer",
        offset,
        message: `A layer runs a class of the Python module ${JSON.stringify(value.slice(0, 100))}.`,
        loader: "caffe.Net",
      });
  }
}

function inspect(subject: Subject, visit: Visit): void {
  const { source } = subject;
  const first = firstField(subject) ?? "";
  const operators = new TensorflowOperators(visit);
  const graph = new GraphText(visit, operators);
  const text = new TextDecoder().decode(source.read(0, source.size));
  const reader = new TextFormatReader(text, {
    enter: (name) => graph.enter(name),
    leave: (name, offset) => graph.leave(name, offset),
    scalar: (name, value, offset) => graph.scalar(name, value, offset),
  });
  const problem = reader.run((characters) => visit.spend("operations", Math.ceil(characters / 16)));
  const caffe = graph.layers > 0 && graph.nodes === 0;
  // Other settings are written as text too: only graphs are models.
  if (!caffe && graph.nodes === 0 && !/^(?:saved_model_schema_version|meta_graphs)$/.test(first)) return;
  visit.format(
    caffe ? "caffe-prototxt" : /^(?:saved_model_schema_version|meta_graphs)$/.test(first) ? "tensorflow-savedmodel" : "tensorflow-graphdef",
  );
  visit.format("protobuf-text");
  if (problem === undefined) visit.claim(0, source.size, "text");
  else visit.finding({ rule: "malformed", message: problem.message, offset: problem.offset });
  operators.judge();
  visit.fact(caffe ? "layers" : "nodes", caffe ? graph.layers : graph.nodes);
}

/** Graphs of TensorFlow and networks of Caffe in the text format of protocol buffers. */
export const protobufText: Interpreter = {
  id: "protobuf-text",
  accepts: (subject) => {
    const first = subject.source.size > MAX_BYTES ? undefined : firstField(subject);
    return first !== undefined && (TENSORFLOW.test(first) || CAFFE.test(first));
  },
  inspect,
};
