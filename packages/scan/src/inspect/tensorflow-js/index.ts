import type { TensorflowNode } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { decodeJsonBytes, firstCharacter, keyPattern } from "../keras/json-bytes.ts";
import { judgeKerasConfig } from "../keras/judge-config.ts";
import { at, isObject, type Json, type JsonObject, parsePythonJson, textAt } from "../keras/python-json.ts";
import { escapeOf } from "../onnx/external-data.ts";
import { TensorflowOperators } from "../tensorflow/judge-operators.ts";
import { judgeManifest } from "./manifest.ts";

const MAX_BYTES = 256 * 1024 * 1024;
const TOPOLOGY = keyPattern("modelTopology");
const MAX_TEXT = 2048;

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** Texts of an attribute: bytes are written in base64. */
function textsOf(value: Json): readonly string[] {
  const texts: string[] = [];
  const open: Json[] = [value];
  for (let item = open.pop(); item !== undefined && texts.length < 16; item = open.pop()) {
    if (typeof item === "string")
      texts.push(
        Buffer.from(item.slice(0, MAX_TEXT * 2), "base64")
          .toString("utf8")
          .slice(0, MAX_TEXT),
      );
    else if (Array.isArray(item)) open.push(...item.slice(0, 16));
    else if (isObject(item)) open.push(...Object.values(item).slice(0, 16));
  }
  return texts;
}

function nodeOf(value: Json, scope: string): TensorflowNode | undefined {
  if (!isObject(value)) return undefined;
  const operator = textAt(value, "op");
  if (operator === undefined) return undefined;
  const attributes = at(value, "attr");
  const texts = new Map(isObject(attributes) ? Object.entries(attributes).map(([key, attribute]) => [key, textsOf(attribute)]) : []);
  const inputs = list(at(value, "input")).filter((input) => typeof input === "string");
  return { scope, name: textAt(value, "name") ?? "", operator, inputs: inputs.slice(0, 16), texts, offset: 0 };
}

function judgeGraph(topology: JsonObject, visit: Visit): void {
  const operators = new TensorflowOperators(visit);
  const add = (nodes: Json | undefined, scope: string): void => {
    for (const value of list(nodes)) {
      const node = nodeOf(value, scope);
      visit.spend("operations", 1);
      if (node !== undefined) operators.add(node);
    }
  };
  add(at(topology, "node"), "");
  const library = at(topology, "library");
  for (const value of isObject(library) ? list(at(library, "function")) : []) {
    const signature = isObject(value) ? at(value, "signature") : undefined;
    const name = (isObject(signature) ? textAt(signature, "name") : undefined) ?? "";
    operators.define(name);
    if (isObject(value)) add(at(value, "nodeDef"), name);
  }
  operators.judge();
}

async function inspect({ source }: Subject, visit: Visit): Promise<void> {
  const text = decodeJsonBytes(source.read(0, source.size));
  if (!TOPOLOGY.test(text)) return;
  const value = parsePythonJson(text);
  const topology = isObject(value) ? at(value, "modelTopology") : undefined;
  if (!isObject(value) || topology === undefined) return;
  visit.format("tensorflow-js");
  visit.claim(0, source.size, "model");
  if (isObject(topology)) {
    if (at(topology, "node") !== undefined || at(topology, "library") !== undefined) judgeGraph(topology, visit);
    await judgeKerasConfig(topology, visit, { loader: "tf.loadLayersModel, tensorflowjs_converter" });
  }
  for (const [key, fact] of [
    ["format", "variant"],
    ["generatedBy", "producer"],
    ["convertedBy", "converter"],
  ] as const) {
    const told = textAt(value, key);
    if (told !== undefined) visit.fact(fact, told.slice(0, 200));
  }
  judgeManifest(list(at(value, "weightsManifest")), visit, escapeOf);
}

/** TensorFlow.js: `model.json` with the topology of layers or a graph, and a manifest of weights. */
export const tensorflowJs: Interpreter = {
  id: "tensorflow-js",
  accepts: ({ head, source }) => source.size <= MAX_BYTES && firstCharacter(head) === "{",
  inspect,
};
