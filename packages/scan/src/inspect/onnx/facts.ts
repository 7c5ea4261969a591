import { elementsOf, type OnnxNode, type OnnxTensor, onnxDataType } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

const MAX_KEPT = 10_000;
const SHOWN = 20;
const QUANTISED =
  /^(?:QLinear\w*|QuantizeLinear|DequantizeLinear|DynamicQuantize\w*|MatMulInteger\w*|ConvInteger|MatMulNBits\w*|MatMulBnb4|QAttention|QGemm|QMoE)$/;
const LICENCE = /^licen[cs]e$/i;

function increase(counts: Map<string, number>, key: string, by = 1): void {
  if (counts.has(key) || counts.size < MAX_KEPT) counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Most frequent first. */
function ranked(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
}

/** What the inventory is told of a model. */
export class OnnxFacts {
  readonly #operators = new Map<string, number>();
  readonly #dataTypes = new Map<string, number>();
  readonly #operatorSets: string[] = [];
  readonly #ports = { input: [] as string[], output: [] as string[] };
  readonly #model = new Map<string, string | number>();
  #parameters = 0;
  #tensors = 0;
  #nodes = 0;

  node({ operator, domain }: OnnxNode): void {
    this.#nodes++;
    increase(this.#operators, domain === "" || domain === "ai.onnx" ? operator : `${domain}.${operator}`);
  }

  tensor({ dimensions, dataType }: OnnxTensor): void {
    const elements = elementsOf(dimensions) ?? 0;
    this.#tensors++;
    this.#parameters += elements;
    increase(this.#dataTypes, onnxDataType(dataType)?.name ?? "unknown", elements);
  }

  operatorSet(domain: string, version: number): void {
    if (this.#operatorSets.length < SHOWN) this.#operatorSets.push(`${domain === "" ? "ai.onnx" : domain}:${version}`);
  }

  model(field: string, value: string | number): void {
    if (!this.#model.has(field)) this.#model.set(field, value);
  }

  property(key: string, value: string): void {
    if (LICENCE.test(key)) this.model("licence", value);
  }

  port(kind: "input" | "output", name: string): void {
    if (this.#ports[kind].length < SHOWN) this.#ports[kind].push(name.slice(0, 200));
  }

  tell(visit: Visit, externalFiles: readonly string[]): void {
    const told = {
      architecture: "graph",
      irVersion: "ir_version",
      producer: "producer_name",
      producerVersion: "producer_version",
      licence: "licence",
    };
    for (const [name, field] of Object.entries(told)) {
      const value = this.#model.get(field);
      if (value !== undefined && value !== "") visit.fact(name, typeof value === "string" ? value.slice(0, 300) : value);
    }
    const operators = ranked(this.#operators);
    const lists: Readonly<Record<string, readonly string[]>> = {
      opsets: [...this.#operatorSets].sort(),
      inputs: this.#ports.input,
      outputs: this.#ports.output,
      operators: operators.slice(0, SHOWN),
      dtypes: ranked(this.#dataTypes),
      externalData: externalFiles,
    };
    for (const [name, list] of Object.entries(lists)) if (list.length > 0) visit.fact(name, list);
    visit.fact("nodes", this.#nodes);
    visit.fact("tensors", this.#tensors);
    visit.fact("parameters", this.#parameters);
    if (operators.some((operator) => QUANTISED.test(operator.split(".").at(-1) ?? ""))) visit.fact("quantisation", "quantised operators");
  }
}
