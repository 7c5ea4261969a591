import { elementsOf, type TensorflowNode, type TensorflowTensor, tensorflowDataType } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

const MAX_KEPT = 10_000;
const SHOWN = 20;

/** What the inventory is told of a graph. */
export class TensorflowFacts {
  readonly #operators = new Map<string, number>();
  readonly #dataTypes = new Map<string, number>();
  readonly #written = new Map<string, string[]>();
  #nodes = 0;
  #functions = 0;
  #constants = 0;
  #variables = 0;

  node({ operator }: TensorflowNode): void {
    this.#nodes++;
    if (this.#operators.has(operator) || this.#operators.size < MAX_KEPT)
      this.#operators.set(operator, (this.#operators.get(operator) ?? 0) + 1);
  }

  function(): void {
    this.#functions++;
  }

  tensor({ dataType, dimensions }: TensorflowTensor): void {
    const elements = elementsOf(dimensions) ?? 0;
    this.#constants += elements;
    this.#count(dataType, elements);
  }

  variable(dataType: number, dimensions: readonly number[]): void {
    const elements = elementsOf(dimensions) ?? 0;
    this.#variables += elements;
    this.#count(dataType, elements);
  }

  #count(dataType: number, elements: number): void {
    const name = tensorflowDataType(dataType)?.name ?? "unknown";
    if (elements > 0) this.#dataTypes.set(name, (this.#dataTypes.get(name) ?? 0) + elements);
  }

  fact(name: string, value: string): void {
    const list = this.#written.get(name) ?? [];
    if (list.length < SHOWN) this.#written.set(name, [...list, value.slice(0, 200)]);
  }

  tell(visit: Visit): void {
    const ranked = (counts: ReadonlyMap<string, number>) =>
      [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
    const version = this.#written.get("tensorflow_version")?.[0];
    if (version !== undefined) visit.fact("tensorflowVersion", version);
    const tags = this.#written.get("tags");
    if (tags !== undefined) visit.fact("tags", [...new Set(tags)].sort());
    visit.fact("nodes", this.#nodes);
    if (this.#functions > 0) visit.fact("functions", this.#functions);
    if (this.#operators.size > 0) visit.fact("operators", ranked(this.#operators).slice(0, SHOWN));
    if (this.#dataTypes.size > 0) visit.fact("dtypes", ranked(this.#dataTypes));
    visit.fact("parameters", this.#variables > 0 ? this.#variables : this.#constants);
  }
}
