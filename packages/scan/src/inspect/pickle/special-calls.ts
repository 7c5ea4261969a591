import type { PickleObject, PickleValue } from "@castellan/formats";
import { allowedName } from "./allow-list.ts";
import { classOf } from "./class-of.ts";
import type { EffectContext, Objection } from "./effects.ts";
import { judgeName, type NameJudgement } from "./name.ts";
import { storageOf } from "./persistent.ts";
import { hasShape } from "./shape.ts";

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
  if (name.value.startsWith("_") || name.value.includes(".")) return execution(`looks up ${JSON.stringify(name.value.slice(0, 60))}`);
  if (owner.kind === "global") {
    const judged = judgeName(owner);
    const { allowed } = judged;
    if (allowed === undefined)
      // The class is told already; what stands in it is unknown as well.
      return judged.verdict === "malicious" ? execution(`looks up ${name.value}`) : odd(`looks up ${name.value} of an unlisted name`);
    if (allowed.entry.is?.includes("enum") === true) return "fine";
    if (allowedName(judged.module, `${judged.name}.${name.value}`) !== undefined) return "fine";
    return execution(`looks up ${name.value} of ${judged.callable}, which is not listed`);
  }
  const type = owner.kind === "object" ? classOf(owner) : undefined;
  const className = type === undefined ? BUILT_IN[owner.kind] : undefined;
  if (type !== undefined && allowedName(type.module, `${type.name}.${name.value}`) !== undefined) return "fine";
  if (className !== undefined && allowedName("builtins", `${className}.${name.value}`) !== undefined) return "fine";
  return execution(`looks up ${name.value}`);
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

const REBUILDERS = ["_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_meta_tensor_no_storage"];

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ["builtins.getattr", getAttribute],
  ["operator.attrgetter", attributeNames],
  ["_operator.attrgetter", attributeNames],
  ["numpy.core._ufunc_reconstruct", universalFunction],
  ["numpy._core._ufunc_reconstruct", universalFunction],
  ["numpy.core._methods._ufunc_reconstruct", universalFunction],
  ["copyreg.__newobj__", newObject],
  ["torch.storage._load_from_bytes", loadFromBytes],
  ...REBUILDERS.map((name): [string, Special] => [`torch._utils.${name}`, rebuildTensor]),
]);
