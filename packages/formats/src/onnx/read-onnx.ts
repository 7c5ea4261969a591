import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { rangeText } from "../protobuf/text.ts";
import { type ByteRange, type ProtobufProblem, walkMessage } from "../protobuf/walk.ts";

/** Ranks that a reader keeps; runtimes stop far below. */
const MAX_RANK = 1024;
const MAX_NAMES = 200;
/** Values of a shape, ports of a node that are kept. */
const MAX_INTEGERS = 8;

export interface OnnxNode {
  readonly operator: string;
  /** As written; "" is ai.onnx. */
  readonly domain: string;
  readonly name: string;
  /** The first ones. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly offset: number;
  readonly end: number;
}

export interface OnnxTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly dataType: number;
  readonly offset: number;
  readonly raw: ByteRange | undefined;
  /** The first values in int64_data. */
  readonly integers: readonly number[];
  /** Values in float_data or double_data where those are packed. */
  readonly fixedValues: number | undefined;
  /** Keys and values of `external_data`: location, offset, length, checksum. */
  readonly external: readonly (readonly [string, string])[];
  /** data_location is EXTERNAL. */
  readonly externalLocation: boolean;
}

/** What the file says, in its order. */
export interface OnnxEvents {
  node(node: OnnxNode): void;
  tensor(tensor: OnnxTensor): void;
  /** An operator defined by the file itself. */
  localFunction(domain: string, name: string): void;
  operatorSet(domain: string, version: number): void;
  /** A field of ModelProto: `ir_version`, `producer_name` …; `graph` is the name of the main graph. */
  model(field: string, value: string | number): void;
  /** Free text: doc_string and metadata_props. `key` is "" for a doc_string. */
  text(key: string, value: string, offset: number): void;
  /** A name among inputs or outputs of the main graph. */
  port(kind: "input" | "output", name: string): void;
  problem(problem: ProtobufProblem): void;
  spend?(fields: number): void;
}

const WANTED: ReadonlySet<string> = new Set([
  ...["ir_version", "producer_name", "producer_version", "domain", "model_version", "doc_string"].map((name) => `ModelProto.${name}`),
  ...[
    "NodeProto.op_type",
    "NodeProto.domain",
    "NodeProto.name",
    "NodeProto.input",
    "NodeProto.output",
    "NodeProto.doc_string",
    "AttributeProto.doc_string",
  ],
  ...["GraphProto.name", "GraphProto.doc_string", "ValueInfoProto.name", "ValueInfoProto.doc_string"],
  ...["dims", "data_type", "name", "raw_data", "int64_data", "float_data", "double_data", "doc_string", "data_location"].map(
    (name) => `TensorProto.${name}`,
  ),
  ...["StringStringEntryProto.key", "StringStringEntryProto.value", "OperatorSetIdProto.domain", "OperatorSetIdProto.version"],
  ...["FunctionProto.name", "FunctionProto.domain", "FunctionProto.doc_string"],
]);

interface Mutable {
  operator: string;
  domain: string;
  name: string;
  key: string;
  value: string;
  version: number;
  dataType: number;
  dimensions: number[];
  integers: number[];
  inputs: string[];
  outputs: string[];
  raw: ByteRange | undefined;
  fixedValues: number | undefined;
  external: (readonly [string, string])[];
  externalLocation: boolean;
}

const fresh = (): Mutable => ({
  operator: "",
  domain: "",
  name: "",
  key: "",
  value: "",
  version: 0,
  dataType: 0,
  dimensions: [],
  integers: [],
  inputs: [],
  outputs: [],
  raw: undefined,
  fixedValues: undefined,
  external: [],
  externalLocation: false,
});

class OnnxReading {
  readonly #window: ByteWindow;
  readonly #events: OnnxEvents;
  readonly #stack: Mutable[] = [];
  /** Graphs and functions around; ports are told of the outermost graph only. */
  #graphs = 0;
  #ports = 0;

  constructor(window: ByteWindow, events: OnnxEvents) {
    this.#window = window;
    this.#events = events;
  }

  #top(): Mutable {
    return this.#stack.at(-1) ?? fresh();
  }

  run(root: "ModelProto" | "TensorProto"): boolean {
    return walkMessage(this.#window, protobufMessage("onnx", root), {
      wanted: WANTED,
      enter: (message) => {
        this.#stack.push(fresh());
        if (message.name === "GraphProto" || message.name === "FunctionProto") this.#graphs++;
      },
      leave: (message, range, field) => {
        const ended = this.#stack.pop() ?? fresh();
        if (message.name === "GraphProto" || message.name === "FunctionProto") this.#graphs--;
        this.#leave(message.name, ended, range, field?.id ?? "");
      },
      value: (field, value) => this.#value(field.id, value),
      bytes: (field, range) => this.#bytes(field.id, field.name, range),
      problem: (problem) => this.#events.problem(problem),
      spend: (fields) => this.#events.spend?.(fields),
    });
  }

  #leave(message: string, ended: Mutable, range: ByteRange, field: string): void {
    const { operator, domain, name } = ended;
    if (message === "NodeProto")
      this.#events.node({ operator, domain, name, inputs: ended.inputs, outputs: ended.outputs, offset: range.start, end: range.end });
    else if (message === "TensorProto") this.#events.tensor({ ...ended, offset: range.start });
    else if (message === "FunctionProto") this.#events.localFunction(domain, name);
    else if (message === "OperatorSetIdProto") this.#events.operatorSet(domain, ended.version);
    else if (message === "StringStringEntryProto") {
      if (field === "TensorProto.external_data") this.#top().external.push([ended.key, ended.value]);
      else if (field.endsWith(".metadata_props")) this.#events.text(ended.key, ended.value, range.start);
    } else if (message === "ValueInfoProto" && this.#graphs === 1 && (field === "GraphProto.input" || field === "GraphProto.output")) {
      if (this.#ports++ < MAX_NAMES) this.#events.port(field === "GraphProto.input" ? "input" : "output", name);
    }
  }

  #value(id: string, value: number): void {
    const top = this.#top();
    if (id === "TensorProto.dims") {
      if (top.dimensions.length < MAX_RANK) top.dimensions.push(value);
    } else if (id === "TensorProto.int64_data") {
      if (top.integers.length < MAX_INTEGERS) top.integers.push(value);
    } else if (id === "TensorProto.data_type") top.dataType = value;
    else if (id === "TensorProto.float_data" || id === "TensorProto.double_data") top.fixedValues = (top.fixedValues ?? 0) + 1;
    else if (id === "TensorProto.data_location") top.externalLocation ||= value === 1;
    else if (id === "OperatorSetIdProto.version") top.version = value;
    else if (id === "ModelProto.ir_version" || id === "ModelProto.model_version") this.#events.model(id.slice(11), value);
  }

  #bytes(id: string, name: string, range: ByteRange): void {
    const top = this.#top();
    if (id === "TensorProto.raw_data") top.raw = range;
    else if (id === "TensorProto.float_data") top.fixedValues = (top.fixedValues ?? 0) + (range.end - range.start) / 4;
    else if (id === "TensorProto.double_data") top.fixedValues = (top.fixedValues ?? 0) + (range.end - range.start) / 8;
    else if (name === "doc_string") this.#events.text("", rangeText(this.#window, range, 65_536), range.start);
    else {
      const text = rangeText(this.#window, range, name === "value" ? 65_536 : 4096);
      if (id.startsWith("ModelProto.")) this.#events.model(name, text);
      else if (name === "op_type") top.operator = text;
      else if (name === "domain") top.domain = text;
      else if (id === "NodeProto.input" || id === "NodeProto.output") {
        const ports = id === "NodeProto.input" ? top.inputs : top.outputs;
        if (ports.length < MAX_INTEGERS) ports.push(text);
      } else if (name === "key") top.key = text;
      else if (name === "value") top.value = text;
      else if (id === "GraphProto.name" && this.#graphs === 1) this.#events.model("graph", text);
      else top.name = text;
    }
  }
}

/**
 * Reads an ONNX model (or a single tensor file) to its last byte without holding tensors or nodes.
 * Answers whether every byte was a field of the schema.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function readOnnx(source: ByteSource, events: OnnxEvents, root: "ModelProto" | "TensorProto" = "ModelProto"): boolean {
  return new OnnxReading(new ByteWindow(source), events).run(root);
}
