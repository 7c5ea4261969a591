import type { OnnxNode } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { BUILT_IN_OPERATORS } from "./operators.ts";

/** Distinct operators kept; no model has so many. */
const MAX_OPERATORS = 10_000;
/** Operators shown in one finding. */
const SHOWN = 8;

/** Operators that import a Python module named in their attributes: ONNX Runtime's language interoperation. */
const PYTHON = /^(?:PyOp|PythonOp|PythonOpGrad|ATen|ATenOp)$/;

interface Use {
  readonly operator: string;
  readonly domain: string;
  readonly offset: number;
}

/** Gathers the operators of a model and judges them when all local functions are known. */
export class OnnxOperators {
  readonly #visit: Visit;
  readonly #used = new Map<string, Use>();
  readonly #defined = new Set<string>();
  #beyond = false;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  add({ operator, domain, offset }: OnnxNode): void {
    const key = `${domain}\n${operator}`;
    if (this.#used.has(key)) return;
    if (this.#used.size >= MAX_OPERATORS) this.#beyond = true;
    else this.#used.set(key, { operator, domain: domain === "" ? "ai.onnx" : domain, offset });
  }

  define(domain: string, name: string): void {
    if (this.#defined.size < MAX_OPERATORS) this.#defined.add(`${domain}\n${name}`);
  }

  judge(): void {
    const custom = new Map<string, Use[]>();
    for (const [key, use] of this.#used) {
      const builtIn = BUILT_IN_OPERATORS.get(use.domain);
      if (builtIn?.has(use.operator) === true || this.#defined.has(key)) continue;
      if (PYTHON.test(use.operator) || /^pyop/i.test(use.domain)) this.#python(use);
      else custom.set(use.domain, [...(custom.get(use.domain) ?? []), use]);
    }
    for (const [domain, uses] of custom) this.#custom(domain, uses);
    if (this.#beyond) this.#visit.incomplete(`The model has more than ${MAX_OPERATORS} kinds of operators.`);
  }

  #python({ operator, domain, offset }: Use): void {
    const aten = operator.startsWith("ATen");
    this.#visit.finding({
      rule: aten ? "onnx-custom-operator" : "onnx-python-operator",
      offset,
      message: aten
        ? `The operator ${domain}.${operator} calls into PyTorch by a name that the model gives.`
        : `The operator ${domain}.${operator} runs Python code that the model names.`,
      loader: "onnxruntime.InferenceSession",
    });
  }

  #custom(domain: string, uses: readonly Use[]): void {
    const standard = BUILT_IN_OPERATORS.has(domain);
    const names = uses.slice(0, SHOWN).map(({ operator }) => JSON.stringify(operator.slice(0, 80)));
    if (uses.length > SHOWN) names.push(`and ${uses.length - SHOWN} more`);
    this.#visit.finding({
      rule: standard ? "onnx-unknown-operator" : "onnx-custom-operator",
      offset: uses[0]?.offset ?? 0,
      message: standard
        ? `${domain} defines no operator ${names.join(", ")}.`
        : `Operators of the domain ${JSON.stringify(domain.slice(0, 80))} need a native library: ${names.join(", ")}.`,
      loader: "onnxruntime.InferenceSession",
    });
  }
}
