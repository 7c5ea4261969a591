import type { PickleContainer, PickleValue } from "@castellan/formats";
import type { AllowedName } from "./allow-list.ts";
import type { Shape, ShapeName } from "./catalogue/schema.ts";
import { classOf } from "./class-of.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { isArgumentParser, isDtypeText, isFileName } from "./text-shape.ts";

/** Values looked at for one call: what is larger does not match. */
const MAX_VALUES = 50_000;
const MAX_DEPTH = 40;

/** Whether a value has the shape that the catalogue asks for. */
export function hasShape(value: PickleValue, shape: Shape, allowed: Pick<AllowedName, "shapes">): boolean {
  return new Matcher(allowed.shapes).matches(value, shape, 0);
}

type Container = PickleContainer;

export function isContainer(value: PickleValue): value is Container {
  return value.kind === "tuple" || value.kind === "list" || value.kind === "dict" || value.kind === "set" || value.kind === "frozenset";
}

class Matcher {
  readonly #shapes: { readonly [name: string]: Shape };
  #left = MAX_VALUES;

  constructor(shapes: { readonly [name: string]: Shape }) {
    this.#shapes = shapes;
  }

  matches(value: PickleValue, shape: Shape, depth: number): boolean {
    if (--this.#left < 0 || depth > MAX_DEPTH) return false;
    if (typeof shape === "string") return this.#named(value, shape, depth);
    if ("either" in shape) return shape.either.some((one) => this.matches(value, one, depth + 1));
    if ("text" in shape) return value.kind === "text" && shape.text.includes(value.value);
    if ("int" in shape) return value.kind === "int" && value.value >= BigInt(shape.int[0]) && value.value <= BigInt(shape.int[1]);
    if ("tuple" in shape) return value.kind === "tuple" && this.#tuple(value, shape, depth);
    if ("list" in shape)
      return (
        (value.kind === "list" || value.kind === "tuple" || value.kind === "set" || value.kind === "frozenset") &&
        value.items.every((item) => this.matches(item, shape.list, depth + 1)) &&
        (value.items.length === value.size || value.holds === "data")
      );
    if ("dict" in shape) return value.kind === "dict" && this.#dict(value, shape, depth);
    if ("global" in shape) {
      const name = value.kind === "global" ? judgeName(value) : undefined;
      return name?.verdict === "benign" && shape.global.split(" ").includes(name.callable);
    }
    if ("class" in shape) return this.#classWith(value, shape.class);
    // What joblib reads from the file is an array; only its place is kept.
    if (value.kind === "buffer") return shape.instance === "ndarray";
    return value.kind === "object" && (classOf(value)?.entry.is.includes(shape.instance) ?? false);
  }

  #named(value: PickleValue, shape: ShapeName | `@${string}`, depth: number): boolean {
    if (shape.startsWith("@")) {
      const named = this.#shapes[shape.slice(1)];
      return named !== undefined && this.matches(value, named, depth + 1);
    }
    switch (shape) {
      case "any":
        return true;
      case "number":
        return value.kind === "int" || value.kind === "float" || value.kind === "bool";
      case "count":
        return value.kind === "int" && value.value >= 0n;
      case "bytes":
        return value.kind === "bytes" || latin1Bytes(value);
      case "buffer":
        return (
          value.kind === "bytes" ||
          value.kind === "buffer" ||
          latin1Bytes(value) ||
          (value.kind === "text" && value.length === value.value.length)
        );
      case "int":
        return value.kind === "int" || value.kind === "bool";
      case "inert":
        return this.#inert(value, depth);
      case "plain":
        return this.#plain(value, depth);
      case "state":
        return isState(value);
      case "class":
        return value.kind === "global" && judgeName(value).allowed?.entry.role === "class";
      case "callable":
        return value.kind === "global" && isKept(judgeName(value));
      case "dtype-text":
        return value.kind === "text" && isDtypeText(value.value);
      case "file-name":
        return value.kind === "text" && isFileName(value.value);
      case "argument-parser":
        return value.kind === "text" && isArgumentParser(value.value);
      case "storage":
        return value.kind === "persistent";
      case "none":
      case "bool":
      case "float":
      case "text":
      case "list":
      case "tuple":
      case "dict":
      case "set":
        return value.kind === shape;
      case "object":
        return value.kind === "object" || value.kind === "buffer";
      default:
        return false;
    }
  }

  #classWith(value: PickleValue, tag: string): boolean {
    if (value.kind !== "global") return false;
    const entry = judgeName(value).allowed?.entry;
    return entry?.role === "class" && entry.is.includes(tag) === true;
  }

  #tuple(value: Container, { tuple, optional = 0, rest }: Extract<Shape, { tuple: unknown }>, depth: number): boolean {
    if (value.size < tuple.length - optional || (value.size > tuple.length && rest === undefined)) return false;
    if (value.items.length < value.size && rest !== "any") return false;
    return value.items.every((item, index) => {
      const shape = tuple[index] ?? rest;
      return shape !== undefined && this.matches(item, shape, depth + 1);
    });
  }

  #dict(value: Container, { dict, rest }: Extract<Shape, { dict: unknown }>, depth: number): boolean {
    if (value.items.length < value.size && rest !== "any") return false;
    for (let index = 0; index + 1 < value.items.length; index += 2) {
      const key = value.items[index];
      const item = value.items[index + 1];
      if (key === undefined || item === undefined) return false;
      const own = key.kind === "text" && Object.hasOwn(dict, key.value) ? dict[key.value] : undefined;
      const shape = own ?? rest;
      if (shape === undefined || !this.matches(item, shape, depth + 1)) return false;
      if (own === undefined && isMeaningful(key)) return false;
    }
    return true;
  }

  #plain(value: PickleValue, depth: number): boolean {
    if (isContainer(value)) {
      if (value.holds === "data") return true;
      if (depth > MAX_DEPTH || value.items.length < value.size) return false;
      return value.items.every((item) => --this.#left > 0 && this.#plain(item, depth + 1));
    }
    return (
      value.kind === "none" ||
      value.kind === "bool" ||
      value.kind === "int" ||
      value.kind === "float" ||
      value.kind === "text" ||
      value.kind === "bytes"
    );
  }

  #inert(value: PickleValue, depth: number): boolean {
    if (isContainer(value)) {
      if (value.holds === "data" || value.holds === "objects") return true;
      if (depth > MAX_DEPTH || value.items.length < value.size) return false;
      return value.items.every((item) => --this.#left > 0 && this.#inert(item, depth + 1));
    }
    if (value.kind === "global") {
      const role = judgeName(value).allowed?.entry.role;
      return role === "class" || role === "constant" || role === "reference";
    }
    return value.kind !== "extension" && value.kind !== "unknown";
  }
}

/** Python 2 bytes come as text, and protocol 2 writes bytes as a call of `_codecs.encode`. */
function latin1Bytes(value: PickleValue): boolean {
  if (value.kind !== "object" || value.callable.kind !== "global") return false;
  const { callable } = judgeName(value.callable);
  return callable === "_codecs.encode" || callable === "builtins.bytes" || callable === "builtins.bytearray";
}

function isKept({ allowed, kept }: NameJudgement): boolean {
  // A method of a listed class may be kept, too.
  if (allowed === undefined) return kept[0] === "benign";
  const { role, callable, call } = allowed.entry;
  if (callable !== undefined) return callable;
  return role === "reference" || (role === "class" && (call === "any" || call === "inert" || call === "plain"));
}

/** Names that Python itself looks up: giving one to an instance changes what the interpreter does with it. */
export function isMeaningful(key: PickleValue): boolean {
  return key.kind === "text" && key.value.startsWith("__") && MEANINGFUL.has(key.value);
}

/**
 * Special names of the data model (https://docs.python.org/3/reference/datamodel.html) but for those that only describe
 * (`__doc__`, `__module__`, `__annotations__`), which honest libraries write, as they write names of their own.
 */
const MEANINGFUL: ReadonlySet<string> = new Set(
  `abs add and await bases bool builtins bytes call ceil class class_getitem closure code contains copy deepcopy defaults del delattr delete delitem dir
   divmod enter eq exit float floor floordiv format fspath func ge get getattr getattribute getinitargs getitem getnewargs getnewargs_ex getstate globals
   gt hash iadd iand imul import index init init_subclass instancecheck int invert ior isub iter itruediv ixor kwdefaults le len length_hint loader lshift lt
   matmul metaclass missing mod mro mul ne neg new next or path pos pow prepare reduce reduce_ex repr reversed rfloordiv round rshift self set set_name
   setattr setitem setstate sizeof spec str sub subclasscheck subclasses subclasshook truediv trunc xor array array_interface array_struct array_ufunc
   array_function array_finalize array_wrap cuda_array_interface torch_function torch_dispatch`
    .split(/\s+/)
    .map((name) => `__${name}__`),
);

/** Attributes for BUILD: a dict, or a pair of it and those in slots. */
export function isState(value: PickleValue): boolean {
  if (value.kind === "dict") return !hasMeaningfulKey(value);
  if (value.kind === "tuple" && value.size === 2 && value.items.length === 2)
    return !value.items.some((item) => item.kind === "dict" && hasMeaningfulKey(item));
  return true;
}

export function hasMeaningfulKey(value: Container): boolean {
  for (let index = 0; index < value.items.length; index += 2) {
    const key = value.items[index];
    if (key !== undefined && isMeaningful(key)) return true;
  }
  return false;
}
