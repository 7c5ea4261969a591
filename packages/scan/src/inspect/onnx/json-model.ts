import { ascii, type JsonVisit, walkJson } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { alarmingText } from "../payload-text.ts";
import { ExternalData } from "./external-data.ts";
import { OnnxOperators } from "./judge-operators.ts";
import { judgeWrittenTensor } from "./written-tensor.ts";

const NEAR = 16 * 1024;
const KEEP = 64 * 1024;
const DEPTH = 400;
const MOST_OBJECTS = 2_000_000;
const MOST_DIMENSIONS = 1024;
/** Keys under which a TensorProto or a list of them stands. */
const TENSORS = new Set(["initializer", "t", "tensors", "values", "indices"]);

/** What is kept of one message. */
class Message {
  readonly values = new Map<string, string>();
  readonly dimensions: number[] = [];
  readonly external = new Map<number, { key: string; value: string }>();
  offset = 0;
}

/** protobuf's JSON spells names in camel case, and takes both spellings. */
function spelled(key: string): string {
  return key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

class OnnxJson {
  readonly #visit: Visit;
  /** Open and finished messages by their path; nodes, functions and tensors only. */
  readonly #messages = new Map<string, { readonly kind: "node" | "function" | "tensor"; readonly message: Message }>();
  graphs = 0;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  value({ path, event, text, cut, offset }: JsonVisit): void {
    const last = path.at(-1);
    if (last === "graph" && event === "map") this.graphs++;
    if (event === "map" || event === "list") return;
    const owner = ownerOf(path);
    if (typeof last === "string" && /^(?:docString|doc_string|value)$/.test(last)) this.#text(text, offset);
    if (owner === undefined) return;
    const entry = this.#entry(owner, offset);
    if (entry === undefined) return;
    if (cut) this.#visit.incomplete("A text of the model is too long to be read.", offset);
    const rest = path.slice(owner.length);
    const [first, second] = [typeof rest[0] === "string" ? spelled(rest[0]) : "", rest[1]];
    if (first === "dims" && entry.message.dimensions.length < MOST_DIMENSIONS) entry.message.dimensions.push(Number(text));
    else if (first === "externalData" && typeof second === "number") {
      const external = entry.message.external.get(second) ?? { key: "", value: "" };
      entry.message.external.set(
        second,
        rest[2] === "key" ? { ...external, key: text } : rest[2] === "value" ? { ...external, value: text } : external,
      );
    } else if (rest.length === 1) entry.message.values.set(first, text);
  }

  #text(text: string, offset: number): void {
    const alarming = alarmingText(text);
    if (alarming !== undefined)
      this.#visit.finding({ rule: "alarming-metadata", offset, message: `A text of the model holds ${alarming.what}.` });
  }

  #entry(owner: readonly (string | number)[], offset: number) {
    const key = owner.join("\0");
    const known = this.#messages.get(key);
    if (known !== undefined) return known;
    if (this.#messages.size >= MOST_OBJECTS) {
      this.#visit.incomplete(`The model has more than ${MOST_OBJECTS} nodes and tensors.`, offset);
      return undefined;
    }
    const list = owner.findLast((step) => typeof step === "string");
    const entry = { kind: list === "node" ? "node" : list === "functions" ? "function" : "tensor", message: new Message() } as const;
    entry.message.offset = offset;
    this.#messages.set(key, entry);
    return entry;
  }

  judge(): number {
    const operators = new OnnxOperators(this.#visit);
    const files = new ExternalData(this.#visit);
    let nodes = 0;
    for (const { kind, message } of this.#messages.values()) {
      const value = (key: string): string => message.values.get(key) ?? "";
      const { offset } = message;
      if (kind === "node") {
        nodes++;
        operators.add({
          operator: value("opType"),
          domain: value("domain"),
          name: value("name"),
          inputs: [],
          outputs: [],
          offset,
          end: offset,
        });
      } else if (kind === "function") operators.define(value("domain"), value("name"));
      else this.#tensor(message, files);
    }
    operators.judge();
    return nodes;
  }

  #tensor({ values, dimensions, external, offset }: Message, files: ExternalData): void {
    const written = [...external.values()].map(({ key, value }) => [key, value] as const);
    judgeWrittenTensor(
      { name: values.get("name"), dimensions, external: written, location: values.get("dataLocation"), offset },
      files,
      this.#visit,
    );
  }
}

/** The path of the node, function or tensor that a value belongs to: the innermost. */
function ownerOf(path: readonly (string | number)[]): readonly (string | number)[] | undefined {
  for (let index = path.length - 1; index >= 0; index--) {
    const step = path[index];
    if (typeof step !== "string") continue;
    const listed = typeof path[index + 1] === "number";
    if ((step === "node" || step === "functions") && listed) return path.slice(0, index + 2);
    if (TENSORS.has(step)) return path.slice(0, index + (listed ? 2 : 1));
  }
  return undefined;
}

function isOnnxJson({ head, source }: Subject): boolean {
  const begin = ascii(head, 0, NEAR);
  if (!/^(?:\xef\xbb\xbf)?\s{0,1000}\{/.test(begin)) return false;
  const near = begin + ascii(source.read(Math.max(0, source.size - NEAR), NEAR));
  return (
    /"(?:irVersion|ir_version|opsetImport|opset_import)"\s{0,100}:/.test(near) &&
    /"(?:graph|node|opType|op_type|initializer)"\s{0,100}:/.test(near)
  );
}

/** ONNX as JSON (`onnx.save(…, format="json")`). */
export const onnxJson: Interpreter = {
  id: "onnx-json",
  accepts: isOnnxJson,
  inspect: ({ source }, visit) => {
    const model = new OnnxJson(visit);
    const { problems, values } = walkJson(source, (value) => model.value(value), { depth: DEPTH, keep: KEEP, pythonNumbers: true });
    visit.spend("operations", values);
    if (model.graphs === 0) return;
    visit.format("onnx");
    visit.format("json");
    visit.claim(0, source.size, "JSON");
    for (const { kind, message, offset } of problems.slice(0, 3))
      if (kind === "duplicate-key")
        visit.finding({ rule: "duplicate-key", message: `The key ${JSON.stringify(message.slice(0, 100))} stands twice.`, offset });
      else visit.incomplete(`The JSON is not read to its end: ${message}.`, offset);
    visit.fact("nodes", model.judge());
  },
};
