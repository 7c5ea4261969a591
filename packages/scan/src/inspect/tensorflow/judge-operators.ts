import type { TensorflowNode } from "@castellan/formats";
import type { InspectionFinding, Visit } from "../interpreter.ts";
import { CAPABILITIES, type Capability, EXECUTING_NAME } from "./capabilities.ts";
import { ConstantPaths, isOutside, isSensitive } from "./constant-paths.ts";
import { TENSORFLOW_OPERATORS } from "./operators.ts";

const MAX_USES = 10_000;
const SHOWN = 8;
const LOADER = "tf.saved_model.load, TensorFlow Serving";

interface Use {
  readonly node: TensorflowNode;
  readonly capability: Capability;
}

/** Gathers the operators of all graphs of a file, and judges them when its functions and constants are known. */
export class TensorflowOperators {
  readonly #visit: Visit;
  readonly #unknown = new Map<string, number>();
  readonly #functions = new Set<string>();
  readonly #uses: Use[] = [];
  readonly #paths = new ConstantPaths();
  readonly #assets = new Set<string>();
  #beyond = false;

  readonly #training: boolean;
  #nested = false;

  /** @param training a meta graph, which holds the pipeline of its training with paths of that machine */
  constructor(visit: Visit, training = false) {
    this.#visit = visit;
    this.#training = training;
  }

  /** An operator runs graphs that constants hold; known after `judge`. */
  get runsConstants(): boolean {
    return this.#nested;
  }

  add(node: TensorflowNode): void {
    const { operator, offset } = node;
    this.#paths.add(node);
    const capability = CAPABILITIES.get(operator);
    if (capability !== undefined) {
      if (this.#uses.length < MAX_USES) this.#uses.push({ node, capability });
      else this.#beyond = true;
    } else if (!TENSORFLOW_OPERATORS.has(operator) && !this.#unknown.has(operator)) {
      if (this.#unknown.size < MAX_USES) this.#unknown.set(operator, offset);
      else this.#beyond = true;
    }
  }

  define(name: string): void {
    if (this.#functions.size < 1_000_000) this.#functions.add(name);
  }

  /** Constants that the loader replaces by the path of an asset. */
  asset(tensor: string): void {
    if (this.#assets.size < MAX_USES) this.#assets.add(tensor.split(":")[0] ?? "");
  }

  judge(): void {
    for (const use of this.#uses) this.#judge(use);
    const unknown = [...this.#unknown].filter(([operator]) => !this.#functions.has(operator));
    for (const [operator, offset] of unknown)
      if (EXECUTING_NAME.test(operator))
        this.#visit.finding({
          rule: "tensorflow-executing-operator",
          offset,
          message: `The graph uses the operator ${JSON.stringify(operator.slice(0, 100))}, which no release of TensorFlow has.`,
          call: { callable: operator.slice(0, 100), arguments: [] },
          loader: LOADER,
        });
    if (unknown.length > 0) {
      const names = unknown.slice(0, SHOWN).map(([operator]) => JSON.stringify(operator.slice(0, 80)));
      if (unknown.length > SHOWN) names.push(`and ${unknown.length - SHOWN} more`);
      this.#visit.finding({
        rule: "tensorflow-custom-operator",
        offset: unknown[0]?.[1] ?? 0,
        message: `Operators that TensorFlow does not have: ${names.join(", ")}.`,
        loader: LOADER,
      });
    }
    if (this.#beyond || (this.#paths.beyond && this.#uses.length > 0))
      this.#visit.incomplete("The graph has more operators that touch files than are followed.");
  }

  #judge({ node, capability }: Use): void {
    const paths = this.#paths.reaching(node.scope, node.inputs).filter(({ constant }) => !this.#assets.has(constant));
    const attributes = [...node.texts.values()].flat();
    const texts = [...paths.map(({ text }) => text), ...attributes];
    const sensitive = texts.find(isSensitive);
    const outside = texts.find(isOutside);
    const tell = (rule: string, verdict?: InspectionFinding["verdict"]): void =>
      this.#visit.finding({
        rule,
        offset: node.offset,
        message: `The ${node.scope === "" ? "graph" : `function ${JSON.stringify(node.scope.slice(0, 80))}`} uses ${node.operator} (${JSON.stringify(node.name.slice(0, 80))})${outside === undefined ? "" : ` with ${JSON.stringify(outside.slice(0, 120))}`}.`,
        call: { callable: node.operator, arguments: texts.slice(0, 4).map((text) => JSON.stringify(text.slice(0, 120))) },
        loader: LOADER,
        ...(verdict === undefined ? {} : { verdict }),
      });
    switch (capability) {
      case "python":
        tell("tensorflow-python-operator");
        break;
      case "file-read":
      case "file-write":
        tell("tensorflow-file-operator");
        break;
      case "file-list":
        tell("tensorflow-file-operator", outside === undefined ? "suspicious" : undefined);
        break;
      case "checkpoint-write":
        if (outside !== undefined) tell("tensorflow-checkpoint-path", "malicious");
        break;
      case "checkpoint-read":
        if (outside !== undefined) tell("tensorflow-checkpoint-path");
        break;
      case "vocabulary-read":
        if (outside !== undefined) tell("tensorflow-checkpoint-path", sensitive === undefined && this.#training ? undefined : "malicious");
        break;
      case "data-reader":
        tell("tensorflow-data-reader", sensitive !== undefined || (outside !== undefined && !this.#training) ? "malicious" : undefined);
        break;
      case "network":
        tell("tensorflow-network-operator");
        break;
      case "crash":
        tell("tensorflow-crash-operator");
        break;
      case "native":
        tell("tensorflow-native-operator");
        break;
      case "nested-graph":
        this.#nested = true;
        tell("tensorflow-native-operator");
        break;
      case "debug":
        // Without an address they hand their input on; no export leaves them in.
        tell("tensorflow-network-operator", texts.some((text) => text.includes("://") || isOutside(text)) ? undefined : "suspicious");
        break;
      case "print":
        if ((node.texts.get("output_stream") ?? []).some((stream) => stream.startsWith("file:"))) tell("tensorflow-file-operator");
        break;
      case "schema":
        if ((node.texts.get("descriptor_source") ?? []).some((place) => place !== "" && !/^(?:local|bytes):\/\//.test(place)))
          tell("tensorflow-file-operator", sensitive === undefined ? "suspicious" : undefined);
        break;
    }
  }
}
