import { type ByteSource, elementsOf, type OnnxNode, type OnnxTensor, viewOf } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

const INT64 = 7;
const MAX_KEPT = 50_000;
/** Elements that no model makes of one constant: 256 GB of float32. */
const MAX_ELEMENTS = 2 ** 36;
/** Operators that make a tensor of the shape that an input holds, by the input's place. Runtimes fold them at load time. */
const MAKERS: Readonly<Record<string, number>> = { ConstantOfShape: 0, Expand: 1 };

interface Maker {
  readonly node: OnnxNode;
  readonly input: string;
}

/** Finds operators that would fill the memory with a tensor of a constant shape. */
export class ShapeBombs {
  readonly #source: ByteSource;
  readonly #shapes = new Map<string, readonly number[]>();
  readonly #makers: Maker[] = [];
  #last: { readonly offset: number; readonly shape: readonly number[] } | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  tensor({ name, dataType, dimensions, raw, integers, offset }: OnnxTensor): void {
    if (dataType !== INT64 || dimensions.length > 1) return;
    const shape = raw === undefined ? integers : raw.end - raw.start <= 64 ? this.#decode(raw.start, raw.end) : [];
    if (shape.length === 0) return;
    this.#last = { offset, shape };
    if (name !== "" && this.#shapes.size < MAX_KEPT) this.#shapes.set(name, shape);
  }

  #decode(start: number, end: number): readonly number[] {
    const view = viewOf(this.#source.read(start, end - start));
    return Array.from({ length: Math.floor(view.byteLength / 8) }, (_, index) => Number(view.getBigInt64(index * 8, true)));
  }

  node(node: OnnxNode): void {
    const [output] = node.outputs;
    // The value of a Constant is the tensor that was read inside of it.
    if (node.operator === "Constant" && output !== undefined && this.#last !== undefined && this.#last.offset > node.offset) {
      if (this.#shapes.size < MAX_KEPT) this.#shapes.set(output, this.#last.shape);
      return;
    }
    const place = Object.hasOwn(MAKERS, node.operator) ? MAKERS[node.operator] : undefined;
    const input = place === undefined ? undefined : node.inputs[place];
    if (input !== undefined && this.#makers.length < MAX_KEPT) this.#makers.push({ node, input });
  }

  judge(visit: Visit): void {
    for (const { node, input } of this.#makers) {
      const shape = this.#shapes.get(input);
      if (shape === undefined) continue;
      const elements = elementsOf(shape.map((number) => Math.max(number, 1)));
      if (elements === undefined || elements > MAX_ELEMENTS)
        visit.finding({
          rule: "tensor-overflow",
          offset: node.offset,
          message: `${node.operator} (${JSON.stringify(node.name.slice(0, 80))}) makes a tensor of the shape [${shape.join(", ")}].`,
        });
    }
  }
}
