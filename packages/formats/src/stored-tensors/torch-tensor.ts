import type { PickleObject, PickleValue } from "../pickle/value.ts";
import { type NamedType, torchType, widthOf } from "./element-type.ts";
import { type Found, refused } from "./found.ts";
import { argumentsOf, integerOf, integersOf, nameOf } from "./pickled-values.ts";
import { viewFault } from "./tensor-view.ts";
import type { TorchStorage } from "./torch-storage.ts";

/*
 * Calls that make tensors when PyTorch loads a pickle: torch/_utils.py, torch/_tensor.py, torch/nn/parameter.py,
 * torch/jit/_pickle.py.
 */

/** The storage that a value is; a text says why there is none. */
export type StorageOf = (value: PickleValue | undefined) => TorchStorage | string;

const REFUSED: Readonly<Record<string, string>> = {
  "torch._utils._rebuild_qtensor": "is quantised",
  "torch._utils._rebuild_sparse_tensor": "is sparse",
  "torch._utils._rebuild_sparse_csr_tensor": "is sparse",
  "torch._utils._rebuild_nested_tensor": "is a nested tensor of several sizes",
  "torch._utils._rebuild_meta_tensor_no_storage": "is a meta tensor, which holds no data",
  "torch._utils._rebuild_wrapper_subclass": "is a tensor of a subclass whose data are elsewhere",
  "torch._utils._rebuild_device_tensor_from_numpy": "is a tensor of a device, kept as an array of another type",
  "torch._utils._rebuild_xla_tensor": "is a tensor of a device, kept as an array of another type",
  "torch.jit._pickle.build_tensor_from_id": "is a tensor that is kept in a table outside of the pickle",
};

/** Calls whose result is their first argument, as far as tensors go. */
const FIRST_ARGUMENT: ReadonlySet<string> = new Set([
  "torch._utils._rebuild_parameter",
  "torch._utils._rebuild_parameter_with_state",
  "torch.nn.parameter.Parameter",
  "torch.nn.parameter.Buffer",
  "torch.autograd.variable.Variable",
  "torch.jit._pickle.build_tensorlist",
  "torch.jit._pickle.restore_type_tag",
]);

const VALUES: ReadonlySet<string> = new Set(["torch.Size", "torch.device", "torch.serialization._get_layout"]);

/** What the call of a function of PyTorch makes; undefined for other calls. */
export function torchCall(object: PickleObject, storageOf: StorageOf): Found | undefined {
  const name = nameOf(object.callable);
  if (name === undefined || !name.startsWith("torch.")) return undefined;
  const args = argumentsOf(object);
  const [first] = args;
  if (VALUES.has(name)) return { kind: "value" };
  if (Object.hasOwn(REFUSED, name)) return refused(REFUSED[name] ?? "");
  if (FIRST_ARGUMENT.has(name)) return first === undefined ? undefined : { kind: "same", value: first };
  switch (name) {
    case "torch._utils._rebuild_tensor":
      return rebuilt(args, undefined, undefined, storageOf);
    case "torch._utils._rebuild_tensor_v2":
      return rebuilt(args, undefined, args[6], storageOf);
    case "torch._utils._rebuild_tensor_v3":
      return rebuilt(args, args[6], args[7], storageOf);
    case "torch._utils._rebuild_device_tensor_from_cpu_tensor":
      return first === undefined ? undefined : { kind: "same", value: first };
    case "torch._tensor._rebuild_from_type":
    case "torch._tensor._rebuild_from_type_v2":
      return ofSubclass(object, args);
    default:
      return undefined;
  }
}

/** `func(*args)`, made an instance of a subclass. */
function ofSubclass({ offset }: PickleObject, [callable, , args]: readonly PickleValue[]): Found | undefined {
  if (callable === undefined || args?.kind !== "tuple") return undefined;
  return { kind: "same", value: { kind: "object", via: "reduce", callable, arguments: args, states: [], offset } };
}

function rebuilt(
  [storageValue, offsetValue, size, stride]: readonly PickleValue[],
  dtype: PickleValue | undefined,
  metadata: PickleValue | undefined,
  storageOf: StorageOf,
): Found {
  const source = storageOf(storageValue);
  if (typeof source === "string") return refused(source);
  const type: NamedType =
    dtype === undefined ? source.type : dtype.kind === "global" ? torchType(dtype.name) : { reason: "is of a type that is not known" };
  if (typeof type !== "string") return refused(type.reason);
  const [shape, strides, start] = [integersOf(size), integersOf(stride), integerOf(offsetValue)];
  if (shape === undefined || strides === undefined || start === undefined) return refused("has a size or strides that are no numbers");
  if (metadata?.kind === "dict" && metadata.size > 0) return refused("is a lazy conjugate or negative of its data");
  const width = widthOf(type);
  const fault = viewFault({ type, shape, strides, offset: start }, source.bytes);
  if (fault !== undefined) return refused(fault);
  if (source.offset % width !== 0) return refused("begins in the middle of an element");
  const { storage, bigEndian } = source;
  return { kind: "tensor", view: { type, shape, strides, offset: start + source.offset / width, storage, bigEndian } };
}

/** A storage by itself, as the tensor of one dimension that it is. */
export function storageTensor(source: TorchStorage | string): Found {
  if (typeof source === "string") return refused(source);
  const { type, storage, bigEndian, bytes, offset } = source;
  if (typeof type !== "string") return refused(type.reason);
  const width = widthOf(type);
  if (offset % width !== 0) return refused("begins in the middle of an element");
  const view = { type, shape: [Math.floor(bytes / width)], strides: [1], offset: offset / width, storage, bigEndian };
  return { kind: "tensor", view };
}
