import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import { protobufMessage } from "../protobuf/schemas/index.ts";
import { rangeText } from "../protobuf/text.ts";
import { type ByteRange, type ProtobufProblem, walkMessage } from "../protobuf/walk.ts";
import type { TensorflowFile } from "./recognise.ts";

const MAX_RANK = 254;
const MAX_INPUTS = 16;
const MAX_STRINGS = 16;
const MAX_TEXT = 2048;

export interface TensorflowNode {
  /** Name of the function that holds it; "" is the graph itself. */
  readonly scope: string;
  readonly name: string;
  readonly operator: string;
  /** The first ones, as written: `name`, `name:1`, `name:output:0`, `^name`. */
  readonly inputs: readonly string[];
  /** Texts in attributes by the attribute's name, shortened; of a constant its strings are under `value`. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly offset: number;
}

export interface TensorflowTensor {
  readonly dataType: number;
  readonly dimensions: readonly number[];
  readonly content: ByteRange | undefined;
  readonly offset: number;
}

/** What the file says, in its order. */
export interface TensorflowEvents {
  node(node: TensorflowNode): void;
  tensor(tensor: TensorflowTensor): void;
  /** A function that the file itself defines. */
  localFunction(name: string): void;
  /** A file beside the model whose content the tensor `tensor` is set to the path of. */
  asset(filename: string, tensor: string, offset: number): void;
  /** An object of Keras or of another library; `metadata` is a range of JSON text. */
  userObject(identifier: string, metadata: ByteRange | undefined, offset: number): void;
  variable(dataType: number, dimensions: readonly number[]): void;
  /** A string constant, wherever it stands: a graph may be inside. */
  text(range: ByteRange): void;
  /** `tensorflow_version`, `tags` … */
  fact(name: string, value: string): void;
  problem(problem: ProtobufProblem): void;
  spend?(fields: number): void;
}

const WANTED: ReadonlySet<string> = new Set([
  ...["name", "op", "input"].map((name) => `NodeDef.${name}`),
  ...["NodeDef.AttrEntry.key", "AttrValue.s", "AttrValue.ListValue.s"],
  ...["TensorProto.dtype", "TensorProto.tensor_content", "TensorProto.string_val", "TensorShapeProto.Dim.size"],
  ...["OpDef.name", "AssetFileDef.filename", "TensorInfo.name"],
  ...["SavedUserObject.identifier", "SavedUserObject.metadata", "SavedVariable.dtype"],
  ...["SavedObjectMetadata.identifier", "SavedObjectMetadata.metadata"],
  ...["MetaGraphDef.MetaInfoDef.tags", "MetaGraphDef.MetaInfoDef.tensorflow_version"],
]);

/** What a message has said so far; each kind of message uses its part. */
class Gathered {
  name = "";
  operator = "";
  readonly inputs: string[] = [];
  readonly texts = new Map<string, string[]>();
  key = "";
  readonly strings: string[] = [];
  dataType = 0;
  readonly dimensions: number[] = [];
  content: ByteRange | undefined;
  metadata: ByteRange | undefined;
}

/** As much as there is room for: a hostile file repeats what stands once. */
function append<T>(to: T[], from: readonly T[], most: number): void {
  to.push(...from.slice(0, Math.max(0, most - to.length)));
}

class TensorflowReading {
  readonly #window: ByteWindow;
  readonly #events: TensorflowEvents;
  readonly #stack: Gathered[] = [];
  /** Names of the functions around, known once their signature was read. */
  readonly #functions: string[] = [];

  constructor(window: ByteWindow, events: TensorflowEvents) {
    this.#window = window;
    this.#events = events;
  }

  #top(): Gathered {
    return this.#stack.at(-1) ?? new Gathered();
  }

  run(root: TensorflowFile): boolean {
    return walkMessage(this.#window, protobufMessage("tensorflow", root), {
      wanted: WANTED,
      enter: (message) => {
        this.#stack.push(new Gathered());
        if (message.name === "FunctionDef") this.#functions.push("");
      },
      leave: (message, range, field) => {
        const ended = this.#stack.pop() ?? new Gathered();
        this.#leave(message.name, ended, range, field?.id ?? "");
      },
      value: (field, value) => {
        const top = this.#top();
        if (field.id === "TensorShapeProto.Dim.size") top.dataType = value;
        else if (field.name === "dtype") top.dataType = value;
      },
      bytes: (field, range) => this.#bytes(field.id, range),
      problem: (problem) => this.#events.problem(problem),
      spend: (fields) => this.#events.spend?.(fields),
    });
  }

  #leave(message: string, ended: Gathered, range: ByteRange, field: string): void {
    const top = this.#top();
    const offset = range.start;
    switch (message) {
      case "NodeDef":
        this.#events.node({ ...ended, scope: this.#functions.at(-1) ?? "", offset });
        break;
      case "NodeDef.AttrEntry":
        if (ended.strings.length > 0 && top.texts.size < MAX_STRINGS) top.texts.set(ended.key, ended.strings);
        break;
      case "AttrValue":
      case "AttrValue.ListValue":
        append(top.strings, ended.strings, MAX_STRINGS);
        break;
      // A dimension without a size is written as nothing: 0.
      case "TensorShapeProto.Dim":
        if (top.dimensions.length < MAX_RANK) top.dimensions.push(ended.dataType);
        break;
      case "TensorShapeProto":
        if (field === "TensorProto.tensor_shape" || field === "SavedVariable.shape") append(top.dimensions, ended.dimensions, MAX_RANK);
        break;
      case "TensorProto":
        this.#events.tensor({ dataType: ended.dataType, dimensions: ended.dimensions, content: ended.content, offset });
        if (field === "AttrValue.tensor") append(top.strings, ended.strings, MAX_STRINGS);
        break;
      case "OpDef":
        if (field === "FunctionDef.signature") {
          this.#functions[this.#functions.length - 1] = ended.name;
          this.#events.localFunction(ended.name);
        }
        break;
      case "FunctionDef":
        this.#functions.pop();
        break;
      case "TensorInfo":
        if (field === "AssetFileDef.tensor_info") top.key = ended.name;
        break;
      case "AssetFileDef":
        this.#events.asset(ended.name, ended.key, offset);
        break;
      case "SavedUserObject":
      case "SavedObjectMetadata":
        this.#events.userObject(ended.name, ended.metadata, offset);
        break;
      case "SavedVariable":
        this.#events.variable(ended.dataType, ended.dimensions);
        break;
    }
  }

  #bytes(id: string, range: ByteRange): void {
    const top = this.#top();
    if (id === "TensorProto.tensor_content") top.content = range;
    else if (id.endsWith(".metadata")) top.metadata = range;
    else if (id === "TensorProto.string_val") {
      this.#events.text(range);
      if (top.strings.length < MAX_STRINGS) top.strings.push(rangeText(this.#window, range, MAX_TEXT));
    } else if (id === "AttrValue.s" || id === "AttrValue.ListValue.s") {
      if (top.strings.length < MAX_STRINGS) top.strings.push(rangeText(this.#window, range, MAX_TEXT));
    } else {
      const text = rangeText(this.#window, range, MAX_TEXT);
      if (id === "NodeDef.op") top.operator = text;
      else if (id === "NodeDef.input") {
        if (top.inputs.length < MAX_INPUTS) top.inputs.push(text);
      } else if (id === "NodeDef.AttrEntry.key") top.key = text;
      else if (id.startsWith("MetaGraphDef.MetaInfoDef.")) this.#events.fact(id.slice(25), text);
      else top.name = text;
    }
  }
}

/**
 * Reads a file of TensorFlow to its last byte without holding tensors: all graphs, all functions of the libraries, all
 * objects. Answers whether every byte was a field of the schema.
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto
 */
export function readTensorflow(source: ByteSource, root: TensorflowFile, events: TensorflowEvents): boolean {
  return new TensorflowReading(new ByteWindow(source), events).run(root);
}
