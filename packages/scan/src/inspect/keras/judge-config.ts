import { bytesSource } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { judgeTensorflowText } from "../tensorflow/node-text.ts";
import { judgeLambda } from "./judge-lambda.ts";
import { at, isObject, type Json, type JsonObject, parsePythonJson, textAt } from "./python-json.ts";
import { isForeignPath, resolveKeras } from "./resolve.ts";
import { judgeTensorflowFunction } from "./tensorflow-functions.ts";

/** Objects in one configuration; models of thousands of layers stay far below. */
const MAX_NODES = 2_000_000;

/** Where the configuration stands: offset in the subject, and how the loader is called. */
export interface ConfigPlace {
  readonly offset?: number;
  readonly loader?: string;
}

/** Classes whose object wraps code or a format of another framework. */
const WRAPPERS = /^(?:FlaxLayer|JaxLayer)$/;
const LOOKUP = /^(?:StringLookup|IntegerLookup|IndexLookup|TextVectorization|Hashing|CategoryEncoding|Vocab\w*)$/;

/** What was counted on the way; facts for the inventory. */
export interface KerasSummary {
  readonly classes: ReadonlyMap<string, number>;
}

class ConfigJudge {
  readonly #visit: Visit;
  readonly #place: ConfigPlace;
  readonly #classes = new Map<string, number>();
  readonly #children: { readonly name: string; readonly bytes: Uint8Array }[] = [];

  constructor(visit: Visit, place: ConfigPlace) {
    this.#visit = visit;
    this.#place = place;
  }

  #finding(rule: string, message: string, callable?: string, shown: readonly string[] = []): void {
    this.#visit.finding({
      rule,
      message,
      ...this.#place,
      ...(callable === undefined ? {} : { call: { callable, arguments: shown.map((text) => JSON.stringify(text.slice(0, 200))) } }),
    });
  }

  async judge(config: Json): Promise<KerasSummary> {
    const open: Json[] = [config];
    for (let count = 0; ; count++) {
      const value = open.pop();
      if (value === undefined) break;
      if (count % 1024 === 0) this.#visit.spend("operations", 1024);
      if (count > MAX_NODES) {
        this.#visit.incomplete(`The configuration has more than ${MAX_NODES} parts.`, this.#place.offset);
        break;
      }
      if (Array.isArray(value)) for (const item of value) open.push(item);
      else if (isObject(value)) {
        this.#object(value);
        for (const item of Object.values(value)) open.push(item);
      }
    }
    for (const { name, bytes } of this.#children) await this.#visit.child(name, bytesSource(bytes));
    return { classes: this.#classes };
  }

  #object(object: JsonObject): void {
    const name = textAt(object, "class_name");
    if (name === undefined) return;
    if (this.#classes.has(name) || this.#classes.size < 10_000) this.#classes.set(name, (this.#classes.get(name) ?? 0) + 1);
    const module = textAt(object, "module");
    const config = at(object, "config");
    const registered = textAt(object, "registered_name");
    if (name === "__lambda__") {
      judgeLambda(object, this.#visit, this.#place);
      return;
    }
    if (name === "Lambda" || registered === "Lambda") {
      if (isObject(config)) judgeLambda(config, this.#visit, this.#place);
      else this.#finding("keras-lambda-function", "A Lambda layer has no readable configuration.");
      if (module !== undefined && resolveKeras(module, "Dense", undefined).kind !== "known") this.#resolve(module, name, registered);
      return;
    }
    if (name === "function") {
      this.#resolve(module, typeof config === "string" ? config : (registered ?? ""), undefined);
      return;
    }
    if (name === "__typespec__") {
      this.#resolve(module, textAt(object, "spec_name") ?? "", registered);
      return;
    }
    this.#special(name, isObject(config) ? config : {});
    this.#resolve(module, name, registered);
  }

  /** Classes of Keras that do more than compute. */
  #special(name: string, config: JsonObject): void {
    if (name === "TFSMLayer") {
      const path = textAt(config, "filepath") ?? "";
      this.#finding(
        "keras-nested-model",
        `TFSMLayer loads the SavedModel ${JSON.stringify(path.slice(0, 200))}.`,
        "keras.layers.TFSMLayer",
        [path],
      );
    } else if (name === "TorchModuleWrapper") this.#torch(config);
    else if (WRAPPERS.test(name)) this.#finding("keras-custom-object", `${name} wraps functions that are not part of Keras.`);
    else if (LOOKUP.test(name)) {
      for (const key of ["vocabulary", "idf_weights", "vocabulary_file"]) {
        const path = textAt(config, key);
        if (path === undefined || path === "") continue;
        this.#visit.finding({
          rule: "keras-vocabulary-path",
          message: `${name} reads its ${key} from ${JSON.stringify(path.slice(0, 200))}.`,
          ...this.#place,
          ...(isForeignPath(path) || /[/\\]/.test(path) ? {} : { verdict: "suspicious" as const }),
        });
      }
    } else if (name === "TFOpLambda" || name === "SlicingOpLambda")
      judgeTensorflowFunction(textAt(config, "function"), this.#visit, this.#place);
    else if (name === "TensorFlowOpLayer")
      judgeTensorflowText(textAt(config, "node_def") ?? JSON.stringify(config).slice(0, 100_000), this.#visit, this.#place);
  }

  #torch(config: JsonObject): void {
    this.#finding("keras-pickled-module", "TorchModuleWrapper unpickles a PyTorch module.", "torch.load", []);
    const open: Json[] = [config];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value === "string") {
        if (value.length < 8 || this.#children.length >= 20) continue;
        // Base64, or the bytes themselves as text.
        const base64 = /^[A-Za-z0-9+/=\s_-]+$/.test(value);
        this.#children.push({ name: "(TorchModuleWrapper)", bytes: Buffer.from(value, base64 ? "base64" : "latin1") });
      } else if (Array.isArray(value)) open.push(...value.slice(0, 1000));
      else if (isObject(value)) open.push(...Object.values(value).slice(0, 1000));
    }
  }

  #resolve(module: string | undefined, name: string, registered: string | undefined): void {
    if (["TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "JaxLayer"].includes(name)) return;
    const resolved = resolveKeras(module, name, registered);
    if (resolved.kind === "known") return;
    const callable = module === undefined ? name : `${module}.${name}`;
    this.#finding(
      resolved.kind === "harmful" ? "keras-harmful-object" : "keras-custom-object",
      `${resolved.why.slice(0, 1).toUpperCase()}${resolved.why.slice(1)}.`,
      callable.slice(0, 300),
    );
  }
}

/**
 * Judges a configuration of Keras (a model, a training configuration, the metadata of a layer) at any depth.
 * Pickles in it are inspected as children.
 */
export function judgeKerasConfig(config: Json, visit: Visit, place: ConfigPlace = {}): Promise<KerasSummary> {
  return new ConfigJudge(visit, place).judge(config);
}

/** The same of its text; undefined where that is no JSON, which is a finding. */
export async function judgeKerasText(text: string, visit: Visit, place: ConfigPlace = {}): Promise<KerasSummary | undefined> {
  const config = parsePythonJson(text);
  if (config === undefined) {
    visit.finding({ rule: "keras-unreadable-configuration", message: "The configuration of the model is no JSON.", ...place });
    return undefined;
  }
  return judgeKerasConfig(config, visit, place);
}
