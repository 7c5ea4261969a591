import type { JinjaExpression, JinjaStatement } from "@castellan/formats";
import type { Bindings, Source } from "./bindings.ts";
import { applyFilter, applyMethod } from "./text-functions.ts";
import { type Constant, type Item, isList, itemsOf, joined, LONGEST, percentFormat, sliced, textOfConstant } from "./values.ts";

/** What an expression may be. `complete`: it is one of these and nothing else. */
export interface Possible {
  readonly values: readonly Constant[];
  readonly complete: boolean;
}

const UNKNOWN: Possible = { values: [], complete: false };
/** Values kept of one expression. */
const KEPT = 16;
const DEPTH = 60;
const STEPS = 100_000;
const TOO_FAR: unique symbol = Symbol("too far");

/** Computes the constants of a template: what its names and expressions may stand for. */
export class Folding {
  readonly #bindings: Bindings;
  readonly #known = new Map<JinjaExpression, Possible>();
  readonly #names = new Map<string, Possible>();
  #depth = 0;
  #steps = 0;

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  possible(expression: JinjaExpression): Possible {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    if (this.#depth >= DEPTH || ++this.#steps > STEPS) return UNKNOWN;
    // A name that is made of itself is not known.
    this.#known.set(expression, UNKNOWN);
    this.#depth++;
    const found = limited(this.#compute(expression));
    this.#depth--;
    this.#known.set(expression, found);
    return found;
  }

  #compute(expression: JinjaExpression): Possible {
    switch (expression.kind) {
      case "text":
      case "number":
      case "constant":
        return only(expression.value);
      case "name":
        return this.name(expression.name);
      case "list":
      case "tuple":
        return this.#list(expression.items);
      case "dict":
        return this.#dict(expression.entries);
      case "condition":
        return union([
          this.possible(expression.whenTrue),
          expression.otherwise === undefined ? only("") : this.possible(expression.otherwise),
        ]);
      case "operation":
        return this.#operation(expression.operator, expression.operands);
      case "attribute":
        return this.#attribute(expression.object, expression.name);
      case "item":
        return this.#item(expression.object, expression.index);
      case "call":
        return this.#call(expression);
      case "filter":
        return this.#filter(expression);
      default:
        return UNKNOWN;
    }
  }

  name(name: string): Possible {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const sources = this.#bindings.sources.get(name);
    if (sources === undefined) return UNKNOWN;
    this.#names.set(name, UNKNOWN);
    const found = limited(union(sources.map((source) => this.#source(source))));
    this.#names.set(name, found);
    return found;
  }

  #source(source: Source): Possible {
    if (source.kind === "value") return this.possible(source.value);
    if (source.kind === "output") return this.output(source.body);
    if (source.kind === "data") return UNKNOWN;
    const { values, complete } = this.possible(source.value);
    const items = values.flatMap((value) => itemsOf(value) ?? []).flatMap((item) => (isList(item) ? [item, ...item] : [item]));
    const found = items.filter((item) => item !== undefined);
    return { values: found, complete: complete && found.length === items.length };
  }

  /** Text that statements put out, where it is known. */
  output(body: readonly JinjaStatement[]): Possible {
    const parts: Possible[] = [];
    for (const statement of body) {
      if (statement.kind === "data") parts.push(only(statement.text));
      else if (statement.kind === "output") parts.push(this.possible(statement.value));
      else if (statement.kind === "if")
        parts.push(union([...statement.branches.map((branch) => this.output(branch.body)), this.output(statement.otherwise)]));
      else if (statement.kind !== "set" && statement.kind !== "do") return UNKNOWN;
    }
    return this.#combined(parts, (values) => joined(values, ""));
  }

  #list(items: readonly JinjaExpression[]): Possible {
    if (items.length > 256) return UNKNOWN;
    const parts = items.map((item) => this.possible(item));
    // One unknown item leaves the others known.
    const open = parts.map((part) => (part.values.length === 0 ? TOO_FAR : part));
    const known = open.filter((part) => part !== TOO_FAR);
    const combined = this.#combined(known, (values) => [...values]);
    return {
      values: combined.values.map((value) => {
        const rest = isList(value) ? [...value] : [];
        return open.map((part) => (part === TOO_FAR ? undefined : rest.shift()));
      }),
      complete: combined.complete && known.length === parts.length,
    };
  }

  #dict(entries: readonly (readonly [JinjaExpression, JinjaExpression])[]): Possible {
    const map = new Map<string, Item>();
    let complete = true;
    for (const [key, value] of entries.slice(0, 256)) {
      const name = this.possible(key).values[0];
      const found = this.possible(value);
      complete &&= found.complete && name !== undefined;
      if (typeof name === "string") map.set(name, found.values[0]);
    }
    return { values: [map], complete };
  }

  /** A function of several values, for each combination of what they may be. */
  #combined(parts: readonly Possible[], apply: (values: readonly Constant[]) => Item): Possible {
    let combinations: Constant[][] = [[]];
    for (const { values } of parts) {
      const [only, second] = values;
      // The common case is one value: nothing is copied, so that long chains stay linear.
      if (only !== undefined && second === undefined) for (const head of combinations) head.push(only);
      else combinations = combinations.flatMap((head) => values.map((value) => [...head, value])).slice(0, KEPT);
    }
    const values = combinations.map(apply).filter((value) => value !== undefined);
    return { values, complete: values.length === combinations.length && parts.every((part) => part.complete) };
  }

  #operation(operator: string, operands: readonly JinjaExpression[]): Possible {
    if (operator === "or" || operator === "and") return union(operands.map((operand) => this.possible(operand)));
    const parts = operands.map((operand) => this.possible(operand));
    if (operator === "~") return this.#combined(parts, (values) => joined(values, ""));
    if (operands.length > 200) return UNKNOWN;
    return this.#combined(parts, ([first, ...rest]) => {
      let value: Item = first;
      for (const next of rest) value = value === undefined ? undefined : arithmetic(operator, value, next);
      return rest.length === 0 && operator === "-" && typeof first === "number" ? -first : value;
    });
  }

  #attribute(object: JinjaExpression, name: string): Possible {
    if (object.kind === "name") {
      const field = this.name(`${object.name}.${name}`);
      const own = this.#field(object, name);
      return field.values.length + own.values.length === 0 ? UNKNOWN : union([field, own].filter(({ values }) => values.length > 0));
    }
    return this.#field(object, name);
  }

  #field(object: JinjaExpression, name: string): Possible {
    const values = this.possible(object).values.flatMap((value) => (value instanceof Map ? (value.get(name) ?? []) : []));
    return { values, complete: false };
  }

  #item(object: JinjaExpression, index: JinjaExpression): Possible {
    if (index.kind === "slice") {
      const parts = index.parts.map((part) => (part === undefined ? undefined : this.possible(part).values[0]));
      if (parts.some((part, at) => typeof part !== "number" && index.parts[at] !== undefined)) return UNKNOWN;
      const numbers = parts.map((part) => (typeof part === "number" ? part : undefined));
      return this.#combined([this.possible(object)], ([value]) => sliced(value, numbers));
    }
    return this.#combined([this.possible(object), this.possible(index)], ([value, key]) => {
      if (value instanceof Map) return typeof key === "string" ? value.get(key) : undefined;
      return typeof key === "number" && value !== undefined ? itemsOf(value)?.at(key) : undefined;
    });
  }

  #named(expression: Extract<JinjaExpression, { kind: "call" | "filter" }>): ReadonlyMap<string, Item> {
    return new Map(expression.arguments.keywords.map(({ name, value }) => [name, this.possible(value).values[0]]));
  }

  #call(expression: Extract<JinjaExpression, { kind: "call" }>): Possible {
    const { callee } = expression;
    if (callee.kind === "name") {
      const macro = this.#bindings.macros.get(callee.name);
      if (macro !== undefined) return this.output(macro.body);
      if (callee.name === "dict" || callee.name === "namespace") return { values: [this.#named(expression)], complete: false };
      return UNKNOWN;
    }
    if (callee.kind !== "attribute") return UNKNOWN;
    const named = this.#named(expression);
    const parts = [callee.object, ...expression.arguments.positional].map((part) => this.possible(part));
    return this.#combined(parts, ([value, ...positional]) => applyMethod(callee.name, value, positional, named));
  }

  #filter(expression: Extract<JinjaExpression, { kind: "filter" }>): Possible {
    if (expression.operand === undefined) return UNKNOWN;
    const named = this.#named(expression);
    const parts = [expression.operand, ...expression.arguments.positional].map((part) => this.possible(part));
    if (expression.name === "random")
      return {
        values: parts[0]?.values.flatMap((value) => itemsOf(value) ?? []).filter((item) => item !== undefined) ?? [],
        complete: false,
      };
    if ((expression.name === "default" || expression.name === "d") && parts[1] !== undefined) return union(parts.slice(0, 2));
    return this.#combined(parts, ([value, ...positional]) => applyFilter(expression.name, value, positional, named));
  }
}

function only(value: Constant): Possible {
  return { values: [value], complete: true };
}

function union(parts: readonly Possible[]): Possible {
  return { values: parts.flatMap(({ values }) => values), complete: parts.length > 0 && parts.every(({ complete }) => complete) };
}

function limited({ values, complete }: Possible): Possible {
  const short = values.map((value) => (typeof value === "string" && value.length > LONGEST ? value.slice(0, LONGEST) : value));
  const distinct = [...new Set(short)];
  return { values: distinct.slice(0, KEPT), complete: complete && distinct.length <= KEPT };
}

function arithmetic(operator: string, left: Item, right: Item): Item {
  if (typeof left === "number" && typeof right === "number") {
    if (operator === "+") return left + right;
    if (operator === "-") return left - right;
    if (operator === "*") return left * right;
    if (operator === "//") return Math.floor(left / right);
    if (operator === "%") return left % right;
    return operator === "**" ? left ** right : left / right;
  }
  if (operator === "+") {
    if (isList(left) && isList(right)) return [...left, ...right].slice(0, 512);
    return typeof left === "string" && typeof right === "string" ? (left + right).slice(0, LONGEST) : undefined;
  }
  if (operator === "%" && typeof left === "string") return percentFormat(left, right);
  if (operator === "*") {
    const [text, count] = typeof left === "number" ? [right, left] : [left, right];
    if (typeof text === "string" && typeof count === "number" && count >= 0)
      return text.repeat(Math.min(count, Math.ceil(LONGEST / Math.max(1, text.length))));
  }
  return operator === "~" ? joined([left, right], "") : textOfConstant(undefined);
}
