import type { PickleObject, PickleValue } from "@castellan/formats";
import { type AllowedName, allowedName } from "./allow-list.ts";
import { elementsOf } from "./array-state.ts";
import { classOf } from "./class-of.ts";
import type { EffectContext, Objection } from "./effects.ts";
import { judgeSetAttribute } from "./listed-method.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { storageOf } from "./persistent.ts";
import { hasShape } from "./shape.ts";
import {
  allocation,
  arithmetic,
  arrayShape,
  backtracking,
  bigNumber,
  consumption,
  decompression,
  placement,
  slowCoding,
  wideFormat,
} from "./size-calls.ts";

/*
 * Calls whose arguments mean more than their shape tells: names that are looked up, bytes that are loaded, memory that
 * is addressed.
 */

type Special = (object: PickleObject, context: EffectContext) => Objection | "fine" | undefined;

/** What is wrong with a call of an allowed name; "fine" where nothing is and its shape need not be looked at. */
export function judgeSpecialCall(judgement: NameJudgement, object: PickleObject, context: EffectContext): Objection | "fine" | undefined {
  return SPECIAL.get(judgement.callable)?.(object, context);
}

const execution = (reason: string): Objection => ({ rule: "pickle-code-execution", verdict: "malicious", reason });
const odd = (reason: string): Objection => ({ rule: "pickle-unexpected-arguments", verdict: "suspicious", reason });

function argument(object: PickleObject, index: number): PickleValue | undefined {
  return object.arguments.kind === "tuple" ? object.arguments.items[index] : undefined;
}

/** `getattr(Enumeration, "MEMBER")`, `getattr(Outer, "Inner")`, `getattr(object, "method")`: only what is listed. */
function getAttribute(object: PickleObject): Objection | "fine" {
  const [owner, name] = [argument(object, 0), argument(object, 1)];
  if (owner === undefined || name?.kind !== "text") return execution("looks up an attribute whose name is not plain text");
  const meaningful = /^__\w+__$/.test(name.value) || !/^\w+$/.test(name.value);
  if (meaningful) return execution(`looks up ${JSON.stringify(name.value.slice(0, 60))}`);
  if (owner.kind === "global") {
    const judged = judgeName(owner);
    const { allowed } = judged;
    if (allowed === undefined)
      // The class is told already; what stands in it is unknown as well.
      return judged.verdict === "malicious" ? execution(`looks up ${name.value}`) : odd(`looks up ${name.value} of an unlisted name`);
    if (allowed.entry.is.includes("enum") === true) return "fine";
    if (allowedName(judged.module, `${judged.name}.${name.value}`) !== undefined || isLibraryClass(allowed)) return "fine";
    return execution(`looks up ${name.value} of ${judged.callable}, which is not listed`);
  }
  const type = owner.kind === "object" ? classOf(owner) : undefined;
  const className = type === undefined ? BUILT_IN[owner.kind] : undefined;
  if (type !== undefined && (isLibraryClass(type) || allowedName(type.module, `${type.name}.${name.value}`) !== undefined)) return "fine";
  if (className !== undefined && allowedName("builtins", `${className}.${name.value}`) !== undefined) return "fine";
  return execution(`looks up ${name.value}`);
}

/** Methods of the classes of libraries are kept as values all the time; calling what was looked up is another matter. */
function isLibraryClass({ entry, profile, name }: AllowedName): boolean {
  return entry.role === "class" && (profile !== "standard-library-data" || name === "Random");
}

const BUILT_IN: { readonly [kind: string]: string | undefined } = {
  text: "str",
  bytes: "bytes",
  list: "list",
  tuple: "tuple",
  dict: "dict",
  set: "set",
  frozenset: "frozenset",
  int: "int",
  float: "float",
};

/** Names of attributes or items, which nothing looks up while the file is loaded. */
function attributeNames(object: PickleObject): Objection | "fine" {
  const { arguments: given } = object;
  if (given.kind !== "tuple") return odd("is called with arguments that are not known");
  const plain = given.items.every(
    (item) => item.kind === "text" && !item.value.split(".").some((segment) => segment.startsWith("_") || segment === ""),
  );
  return plain ? "fine" : execution("looks up an attribute that is not meant to be used from outside");
}

/** `_ufunc_reconstruct(module, name)`: imports by name. */
function universalFunction(object: PickleObject): Objection | "fine" {
  const [module, name] = [argument(object, 0), argument(object, 1)];
  if (module?.kind === "text" && name?.kind === "text" && allowedName(module.value, name.value) !== undefined) return "fine";
  return execution("imports a name that is on no list");
}

/** `copyreg.__newobj__(cls, *args)`: NEWOBJ by another name. */
function newObject(object: PickleObject): Objection | "fine" {
  const owner = argument(object, 0);
  const allowed = owner?.kind === "global" ? judgeName(owner).allowed : undefined;
  if (allowed?.entry.role !== "class" || object.arguments.kind !== "tuple") return odd("makes an instance of something that is on no list");
  const { items, size } = object.arguments;
  const rest: PickleValue = { kind: "tuple", items: items.slice(1), size: size - 1, holds: object.arguments.holds ?? "globals" };
  return hasShape(rest, allowed.entry.new ?? { tuple: [] }, allowed)
    ? "fine"
    : odd("makes an instance with arguments that its library does not write");
}

/** Bytes of a storage in a stream of their own: a file of PyTorch inside of this one. */
function loadFromBytes(object: PickleObject, context: EffectContext): Objection | "fine" {
  const bytes = argument(object, 0);
  if (bytes === undefined) return odd("is called without bytes");
  context.nested(bytes);
  return "fine";
}

/** `_rebuild_tensor(storage, offset, size, stride, …)`: what it addresses must lie in the storage. */
function rebuildTensor(object: PickleObject): Objection | undefined {
  const [storage, offset, size, stride] = [0, 1, 2, 3].map((index) => argument(object, index));
  if (storage?.kind !== "persistent") return undefined;
  const reference = storageOf(storage.id);
  if (reference === undefined || offset?.kind !== "int" || size?.kind !== "tuple" || stride?.kind !== "tuple")
    return odd("is called with arguments that its library does not write");
  if (BigInt(Math.min(elementsOf(size) ?? 0, 2 ** 60)) > 2n ** 40n)
    return {
      rule: "pickle-bomb",
      verdict: "malicious",
      reason: `makes a tensor of ${elementsOf(size)} elements over a storage of ${reference.elements}`,
    };
  const reach = lastElement(offset.value, size.items, stride.items);
  if (reach === undefined) return odd("is called with sizes or strides that are no numbers");
  if (reach < 0n || reach > BigInt(reference.elements))
    return {
      rule: "pickle-storage-bounds",
      verdict: "malicious",
      reason: `makes a tensor that reaches to element ${reach} of a storage of ${reference.elements}`,
    };
  return undefined;
}

/** One past the last element that a tensor addresses; negative where a number is, undefined where there is no number. */
function lastElement(offset: bigint, sizes: readonly PickleValue[], strides: readonly PickleValue[]): bigint | undefined {
  if (sizes.length !== strides.length || sizes.length > 64) return undefined;
  let last = offset;
  let empty = false;
  for (const [index, size] of sizes.entries()) {
    const stride = strides[index];
    if (size.kind !== "int" || stride?.kind !== "int") return undefined;
    if (size.value < 0n || stride.value < 0n || offset < 0n) return -1n;
    if (size.value === 0n) empty = true;
    else last += (size.value - 1n) * stride.value;
  }
  return empty ? 0n : last + 1n;
}

/** `_rebuild_from_type_v2(rebuild, type, arguments, state)`: calls its first argument with the third. */
function rebuildFromType(object: PickleObject): Objection | undefined {
  const [rebuild, given] = [argument(object, 0), argument(object, 2)];
  if (rebuild?.kind !== "global" || given === undefined || !REBUILDERS.includes(judgeName(rebuild).name)) return undefined;
  return rebuildTensor({ ...object, arguments: given });
}

/** dill writes some values as the text that makes them: a range, a slice, a type of numpy. */
function evaluated(object: PickleObject): Objection | undefined {
  const text = argument(object, 0);
  const harmless = text?.kind === "text" && /^(?:range|slice|dtype|numpy\.dtype)\([\w\s,'<>|=-]{0,200}\)$/.test(text.value);
  return harmless ? { rule: "pickle-code-object", verdict: "suspicious", reason: "evaluates a text" } : undefined;
}

/** dill's types of code and of classes. */
function dataType(object: PickleObject): Objection | undefined {
  const name = argument(object, 0);
  if (name?.kind !== "text" || !/^(?:\w*Type|type|object)$/.test(name.value) || /^(?:None|Ellipsis|NotImplemented)Type$/.test(name.value))
    return undefined;
  return { rule: "pickle-code-object", verdict: "suspicious", reason: `gives ${name.value}, of which code and classes are made` };
}

/** Specials in turn: the first that has something to say. */
function either(...specials: readonly ((object: PickleObject) => Objection | undefined)[]): Special {
  return (object) => {
    for (const special of specials) {
      const objection = special(object);
      if (objection !== undefined) return objection;
    }
    return undefined;
  };
}

const REBUILDERS = ["_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3"];
const CONSUMERS =
  "builtins.list builtins.tuple builtins.set builtins.frozenset builtins.dict builtins.sorted builtins.sum builtins.min builtins.max builtins.any builtins.all collections.deque collections.OrderedDict collections.Counter array.array";

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ["builtins.getattr", getAttribute],
  ["builtins.setattr", judgeSetAttribute],
  ["dill._dill._eval_repr", evaluated],
  ["dill._dill._load_type", dataType],
  ["operator.attrgetter", attributeNames],
  ["_operator.attrgetter", attributeNames],
  ["numpy.core._ufunc_reconstruct", universalFunction],
  ["numpy._core._ufunc_reconstruct", universalFunction],
  ["copyreg.__newobj__", newObject],
  ["torch.storage._load_from_bytes", loadFromBytes],
  ["numba.core.serialize._unpickle__CustomPickled", loadFromBytes],
  ...REBUILDERS.map((name): [string, Special] => [`torch._utils.${name}`, rebuildTensor]),
  ["torch._tensor._rebuild_from_type_v2", rebuildFromType],
  ["torch._tensor._rebuild_from_type", rebuildFromType],
  ...CONSUMERS.split(" ").map((name): [string, Special] => [name, either(consumption)]),
  ["builtins.bytearray", either(allocation, consumption)],
  ["builtins.bytes", either(allocation, consumption)],
  ["builtins.str.format", either(wideFormat)],
  ["builtins.format", either(wideFormat)],
  ["pandas._libs.internals._unpickle_block", either(placement)],
  ["collections.OrderedDict.fromkeys", either(consumption)],
  ["builtins.dict.fromkeys", either(consumption)],
  ...["_codecs.encode", "codecs.encode", "_codecs.decode", "codecs.decode"].map((name): [string, Special] => [
    name,
    either(slowCoding, decompression),
  ]),
  ["builtins.int", either(bigNumber)],
  ["fractions.Fraction", either(bigNumber)],
  ["numpy.ndarray", either(arrayShape(0))],
  ["numpy.zeros", either(arrayShape(0))],
  ["numpy.ones", either(arrayShape(0))],
  ["numpy.empty", either(arrayShape(0))],
  ["numpy.full", either(arrayShape(0))],
  ...["numpy.core.multiarray", "numpy._core.multiarray", "numpy.core._multiarray_umath", "numpy._core._multiarray_umath"].map(
    (module): [string, Special] => [`${module}._reconstruct`, either(arrayShape(1))],
  ),
  ...["operator", "_operator"].flatMap((module): [string, Special][] => [
    [`${module}.pow`, either(arithmetic("pow"))],
    [`${module}.ipow`, either(arithmetic("pow"))],
    [`${module}.mul`, either(arithmetic("mul"))],
    [`${module}.imul`, either(arithmetic("mul"))],
    [`${module}.lshift`, either(arithmetic("lshift"))],
    [`${module}.ilshift`, either(arithmetic("lshift"))],
  ]),
  ["builtins.pow", either(arithmetic("pow"))],
  ...["zlib", "bz2", "lzma", "gzip"].map((module): [string, Special] => [`${module}.decompress`, either(decompression)]),
  ...["match", "search", "fullmatch", "findall", "finditer", "split", "sub"].map((name): [string, Special] => [
    `re.${name}`,
    either(backtracking),
  ]),
]);
