import { elementsOf, type FlatAccess, flatbufferSchema, walkFlatbuffer } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { escapeOf } from "../onnx/external-data.ts";
import { alarmingText } from "../payload-text.ts";
import { CAPABILITIES } from "../tensorflow/capabilities.ts";
import { TENSORFLOW_OPERATORS } from "../tensorflow/operators.ts";
import { flatFinding } from "./problems.ts";
import { CUSTOM_OPERATOR, STANDARD_CUSTOM, TFLITE_OPERATORS } from "./tflite-operators.ts";

/** Bits of a value by TensorType; 0 where it has no fixed width. */
const BITS: readonly number[] = [32, 16, 32, 8, 64, 0, 8, 16, 64, 8, 64, 128, 64, 0, 0, 32, 16, 4, 16, 2, 4];
const NAMES =
  "float32 float16 int32 uint8 int64 string bool int16 complex64 int8 float64 complex128 uint64 resource variant uint32 uint16 int4 bfloat16 int2 uint4".split(
    " ",
  );
const MAX_KEPT = 2_000_000;
const LOADER = "tf.lite.Interpreter, LiteRT";

interface Tensor {
  readonly offset: number;
  readonly shape: readonly number[];
  readonly type: number;
  readonly buffer: number;
  readonly sparse: boolean;
}

/** What tables say of one another by number; judged when all are known. */
class TfliteModel {
  readonly #visit: Visit;
  readonly #codes: { readonly builtIn: number; readonly custom: string; readonly offset: number }[] = [];
  readonly #tensors: Tensor[] = [];
  readonly #buffers: number[] = [];
  readonly #used: { readonly code: number; readonly offset: number }[] = [];
  readonly #types = new Map<string, number>();
  readonly data: { readonly start: number; readonly end: number }[] = [];
  parameters = 0;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  add(access: FlatAccess): void {
    switch (access.name) {
      case "Model": {
        const description = access.text("description");
        if (description !== undefined) {
          this.#visit.fact("description", description.slice(0, 300));
          const alarming = alarmingText(description);
          if (alarming !== undefined)
            this.#visit.finding({ rule: "alarming-metadata", offset: access.offset, message: `The description holds ${alarming.what}.` });
        }
        break;
      }
      case "OperatorCode":
        if (this.#codes.length < MAX_KEPT)
          this.#codes.push({
            builtIn: Math.max(access.number("deprecated_builtin_code") ?? 0, access.number("builtin_code") ?? 0),
            custom: access.text("custom_code") ?? "",
            offset: access.offset,
          });
        break;
      case "Operator":
        if (this.#used.length < MAX_KEPT) this.#used.push({ code: access.number("opcode_index") ?? 0, offset: access.offset });
        this.#outside(access.number("large_custom_options_offset") ?? 0, access.number("large_custom_options_size") ?? 0, access.offset);
        break;
      case "Tensor":
        if (this.#tensors.length < MAX_KEPT)
          this.#tensors.push({
            offset: access.offset,
            shape: access.numbers("shape", 256),
            type: access.number("type") ?? 0,
            buffer: access.number("buffer") ?? 0,
            sparse: access.vector("sparsity") !== undefined,
          });
        break;
      case "Buffer": {
        const offset = access.number("offset") ?? 0;
        const size = access.number("size") ?? 0;
        if (this.#buffers.length < MAX_KEPT) this.#buffers.push(offset > 1 ? size : (access.vector("data")?.count ?? 0));
        this.#outside(offset, size, access.offset);
        break;
      }
      case "ExternalBufferGroup": {
        const name = access.text("name") ?? "";
        if (escapeOf(name) !== undefined)
          this.#visit.finding({
            rule: "external-data-path",
            offset: access.offset,
            message: `Tensors are read from ${JSON.stringify(name.slice(0, 200))}.`,
            loader: LOADER,
          });
        break;
      }
    }
  }

  /** Data behind the flatbuffer, in models beyond 2 GB. */
  #outside(offset: number, size: number, at: number): void {
    if (offset <= 1) return;
    if (offset + size >= 2 ** 63)
      this.#visit.finding({ rule: "flatbuffer-overflow", offset: at, message: `Data of ${size} bytes from byte ${offset} wraps around.` });
    else this.data.push({ start: offset, end: offset + size });
  }

  judge(): void {
    const custom = new Map<string, number>();
    const flex = new Map<string, number>();
    for (const { builtIn, custom: name, offset } of this.#codes) {
      if (builtIn !== CUSTOM_OPERATOR && TFLITE_OPERATORS[builtIn] !== undefined) continue;
      const shown = builtIn === CUSTOM_OPERATOR ? name : `number ${builtIn}`;
      if (STANDARD_CUSTOM.has(shown)) continue;
      const inner = shown.startsWith("Flex") ? shown.slice(4) : undefined;
      if (inner === undefined) custom.set(shown, offset);
      else this.#flex(inner, offset, flex);
    }
    this.#list("tflite-custom-operator", "Operators that the runtime does not have", custom);
    this.#list("tflite-flex-operator", "Operators of TensorFlow", flex);
    for (const { code, offset } of this.#used)
      if (code >= this.#codes.length)
        this.#visit.finding({ rule: "tflite-index", offset, message: `An operator has the code ${code} of ${this.#codes.length}.` });
    for (const tensor of this.#tensors) this.#tensor(tensor);
    this.#visit.fact("tensors", this.#tensors.length);
    this.#visit.fact("parameters", this.parameters);
    this.#visit.fact(
      "dtypes",
      [...this.#types].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name),
    );
    this.#visit.fact(
      "operators",
      [
        ...new Set(
          this.#codes.map(({ builtIn, custom: name }) => (name === "" ? (TFLITE_OPERATORS[builtIn] ?? `${builtIn}`) : name.slice(0, 80))),
        ),
      ].slice(0, 40),
    );
    if (this.#tensors.some(({ type }) => type === 9 || type === 17)) this.#visit.fact("quantisation", "int8");
  }

  #flex(operator: string, offset: number, flex: Map<string, number>): void {
    const capability = CAPABILITIES.get(operator);
    if (capability === undefined || capability === "checkpoint-read") {
      if (TENSORFLOW_OPERATORS.has(operator)) flex.set(operator, offset);
      else
        this.#visit.finding({
          rule: "tflite-custom-operator",
          offset,
          message: `TensorFlow has no operator ${JSON.stringify(operator.slice(0, 80))}.`,
          loader: LOADER,
        });
    } else if (capability === "python")
      this.#visit.finding({
        rule: "tensorflow-python-operator",
        offset,
        message: `The model runs ${operator} by the Flex delegate.`,
        loader: LOADER,
      });
    else
      this.#visit.finding({
        rule: "tensorflow-file-operator",
        offset,
        message: `The model runs ${operator} by the Flex delegate.`,
        loader: LOADER,
      });
  }

  #list(rule: string, what: string, names: ReadonlyMap<string, number>): void {
    const [first] = names.values();
    if (first === undefined) return;
    const shown = [...names.keys()].slice(0, 8).map((name) => JSON.stringify(name.slice(0, 80)));
    if (names.size > 8) shown.push(`and ${names.size - 8} more`);
    this.#visit.finding({ rule, offset: first, message: `${what}: ${shown.join(", ")}.`, loader: LOADER });
  }

  #tensor({ offset, shape, type, buffer, sparse }: Tensor): void {
    const bits = BITS[type] ?? 0;
    const elements = elementsOf(shape);
    const told = `[${shape.slice(0, 20).join(", ")}]`;
    if (shape.some((dimension) => dimension < -1))
      this.#visit.finding({ rule: "tensor-size", offset, message: `A tensor has the shape ${told}.` });
    // Dynamic dimensions are -1; sizes that wrap around native arithmetic are aimed at it.
    const overflows = elementsOf(shape.map((dimension) => Math.max(1, dimension)));
    if (overflows === undefined || overflows * Math.max(1, bits / 8) >= 2 ** 63) {
      this.#visit.finding({ rule: "tensor-overflow", offset, message: `A tensor has the shape ${told}.` });
      return;
    }
    const stored = this.#buffers[buffer];
    if (stored === undefined) {
      this.#visit.finding({ rule: "tflite-index", offset, message: `A tensor has the buffer ${buffer} of ${this.#buffers.length}.` });
      return;
    }
    if (stored === 0 || elements === undefined) return;
    this.parameters += elements;
    const name = NAMES[type] ?? "unknown";
    this.#types.set(name, (this.#types.get(name) ?? 0) + elements);
    const bytes = Math.ceil((elements * bits) / 8);
    if (bits > 0 && !sparse && stored !== bytes)
      this.#visit.finding({ rule: "tensor-size", offset, message: `A tensor of the shape ${told} of ${name} has ${stored} bytes.` });
  }
}

function inspect({ source }: Subject, visit: Visit): void {
  visit.format("tflite");
  const model = new TfliteModel(visit);
  const reach = walkFlatbuffer(source, flatbufferSchema("tflite"), "Model", {
    table: (access) => model.add(access),
    claim: (start, end, what) => visit.claim(start, end, what),
    problem: (problem) => visit.finding(flatFinding(problem)),
    spend: (steps) => visit.spend("operations", steps),
  });
  for (const { start, end } of model.data) visit.claim(start, end, "data");
  // Associated files (labels, vocabularies) stand behind the model as a zip archive, which is read as one.
  const tail = source.read(reach, 64);
  const at = tail.findIndex((byte) => byte !== 0);
  if (at >= 0 && at < 32 && tail[at] === 0x50 && tail[at + 1] === 0x4b) visit.claim(reach + at, source.size, "associated files");
  model.judge();
}

/** TensorFlow Lite (LiteRT): every table, operators, tensors against their buffers. */
export const tflite: Interpreter = {
  id: "tflite",
  accepts: ({ head }) => String.fromCharCode(...head.subarray(4, 8)) === "TFL3",
  inspect,
};
