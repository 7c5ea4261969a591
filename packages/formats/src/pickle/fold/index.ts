import { mapPython2 } from "../python2-names.ts";
import type { PickleObject, PickleValue } from "../value.ts";
import { asText, type Constant, constantOf, costOf, valueOf } from "./constants.ts";
import { pureFunction } from "./functions.ts";

/** Ways round a name (getattr, methodcaller, partial) that are followed. */
const MOST_INDIRECT = 6;

/** What is called, as the name of a pure function and the arguments that it has already. */
interface Callee {
  readonly name: string;
  readonly bound: readonly PickleValue[];
  /** Arguments behind those of the call (methodcaller). */
  readonly trailing?: readonly PickleValue[];
}

/**
 * Computes calls of a few pure functions, so that names and payloads put together at load time are seen. What it costs
 * in all is limited: then nothing is folded any more.
 */
export class Folder {
  #allowance: number;

  constructor(allowance: number) {
    this.#allowance = allowance;
  }

  /** The constant that the call gives; undefined where it is not known. */
  fold(object: PickleObject, offset: number): PickleValue | undefined {
    if (object.callable.kind === "global" && !MODULES.has(object.callable.module)) return undefined;
    if (this.#allowance <= 0 || object.keywords !== undefined || object.via === "newobj") return undefined;
    const callee = calleeOf(object.callable);
    if (callee === undefined || object.arguments.kind !== "tuple" || object.arguments.size !== object.arguments.items.length)
      return undefined;
    const values = [...callee.bound, ...object.arguments.items, ...(callee.trailing ?? [])];
    const result =
      callee.name === "builtins.map"
        ? this.#map(values)
        : this.#apply(
            callee.name,
            values.map((value) => constantOf(value)),
          );
    return result === undefined ? undefined : valueOf(result, offset);
  }

  #apply(name: string, args: readonly (Constant | undefined)[]): Constant | undefined {
    const apply = pureFunction(args[0] instanceof Uint8Array ? name.replace(/^builtins\.str\./, "builtins.bytes.") : name);
    if (apply === undefined || args[0] === undefined) return undefined;
    this.#allowance -= args.reduce<number>((sum, value) => sum + (value === undefined ? 0 : costOf(value)), 0);
    if (this.#allowance <= 0) return undefined;
    const result = apply(args, this.#allowance);
    if (result !== undefined) this.#allowance -= costOf(result);
    return this.#allowance <= 0 ? undefined : result;
  }

  #map([callable, sequence]: readonly PickleValue[]): Constant | undefined {
    const callee = callable === undefined ? undefined : calleeOf(callable);
    const items = constantOf(sequence);
    if (callee === undefined || !Array.isArray(items)) return undefined;
    const bound = callee.bound.map((value) => constantOf(value));
    const mapped = items.map((item: Constant) => this.#apply(callee.name, [...bound, item]));
    return mapped.every((item) => item !== undefined) ? mapped : undefined;
  }
}

function calleeOf(callable: PickleValue, depth = 0): Callee | undefined {
  if (callable.kind === "global") return { name: nameOf(callable.module, callable.name, callable.protocol ?? 3), bound: [] };
  if (callable.kind !== "object" || callable.arguments.kind !== "tuple" || depth > MOST_INDIRECT) return undefined;
  const outer = calleeOf(callable.callable, depth + 1);
  const args = callable.arguments.items;
  const first = args[0];
  if (outer === undefined || first === undefined) return undefined;
  switch (outer.name) {
    case "builtins.getattr":
      return attributeOf(first, asText(constantOf(args[1])), depth);
    case "operator.methodcaller":
      return methodOf(asText(constantOf(first)), args.slice(1));
    case "functools.partial": {
      const inner = calleeOf(first, depth + 1);
      return inner === undefined ? undefined : { ...inner, bound: [...inner.bound, ...args.slice(1)] };
    }
    case "operator.attrgetter":
      return { name: ATTRIBUTE, bound: [first] };
    default:
      return outer.name === ATTRIBUTE ? attributeOf(first, asText(constantOf(outer.bound[0])), depth) : undefined;
  }
}

/** What attrgetter(name) gives: the getter of one name. */
const ATTRIBUTE = "operator.attrgetter()";

/** `getattr(object, name)`: a method of a constant with its object, or of a type without. */
function attributeOf(object: PickleValue, name: string | undefined, depth: number): Callee | undefined {
  if (name === undefined || !/^\w+$/.test(name)) return undefined;
  const constant = constantOf(object);
  if (typeof constant === "string") return { name: `builtins.str.${name}`, bound: [object] };
  if (constant instanceof Uint8Array) return { name: `builtins.bytes.${name}`, bound: [object] };
  if (object.kind !== "global") return undefined;
  const owner = calleeOf(object, depth + 1);
  return owner === undefined ? undefined : { name: `${owner.name}.${name}`, bound: [] };
}

/** methodcaller(name, …)(object): the object says whose method it is; texts are most likely. */
function methodOf(name: string | undefined, trailing: readonly PickleValue[]): Callee | undefined {
  return name === undefined ? undefined : { name: `builtins.str.${name}`, bound: [], trailing };
}

/** Where functions that are folded are imported from: most calls are told apart by that. */
const MODULES: ReadonlySet<string> = new Set(
  "builtins __builtin__ operator _operator codecs _codecs base64 binascii zlib gzip functools _functools itertools".split(" "),
);

/** Modules that stand for others. */
const IMPLEMENTS: Readonly<Record<string, string>> = { _codecs: "codecs", _operator: "operator", _functools: "functools" };

function nameOf(module: string, name: string, protocol: number): string {
  const mapped = mapPython2(module, name, protocol);
  const owner = Object.hasOwn(IMPLEMENTS, mapped.module) ? IMPLEMENTS[mapped.module] : mapped.module;
  return `${owner}.${mapped.name}`;
}
