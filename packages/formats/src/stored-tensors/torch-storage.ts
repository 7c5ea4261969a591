import type { PickleValue } from "../pickle/value.ts";
import { type NamedType, torchStorageType, widthOf } from "./element-type.ts";
import { integerOf, textOf } from "./pickled-values.ts";
import type { TensorStorage } from "./stored-tensor.ts";

/** A storage as a pickle of PyTorch refers to it. */
export interface TorchStorageId {
  readonly key: string;
  readonly type: NamedType;
  /** Elements of the storage, of a view of it where there is one. */
  readonly elements: number;
  /** PyTorch 0.3 and older: the view begins at this element of the storage. */
  readonly viewOffset: number;
}

/** A storage with its bytes. */
export interface TorchStorage {
  readonly storage: TensorStorage;
  readonly type: NamedType;
  readonly bigEndian: boolean;
  /** Bytes of the storage from `offset` on that belong to it. */
  readonly bytes: number;
  readonly offset: number;
}

/** Where the storages of a file are. */
export interface TorchStorages {
  /** The storage of a persistent id; a text says why there is none. */
  storage(id: PickleValue): TorchStorage | string;
}

/** Bytes of one element, also of types that safetensors does not have. */
export function bytesOfType(type: NamedType): number | undefined {
  return typeof type === "string" ? widthOf(type) : type.width;
}

/** `("storage", class, key, location, elements[, view])`: torch/serialization.py, `persistent_id` of `_save` and `_legacy_save`. */
export function torchStorageId(id: PickleValue): TorchStorageId | undefined {
  if (id.kind !== "tuple" || id.size !== id.items.length || id.size < 5 || id.size > 6) return undefined;
  const [word, storage, key, , elements, view] = id.items;
  if (textOf(word) !== "storage" || storage?.kind !== "global") return undefined;
  const name = textOf(key) ?? integerOf(key)?.toString();
  const count = integerOf(elements);
  if (name === undefined || count === undefined || count < 0) return undefined;
  const type = torchStorageType(storage.name);
  if (view === undefined || view.kind === "none") return { key: name, type, elements: count, viewOffset: 0 };
  // (key of the view, offset, elements)
  const [, offset, size] = view.kind === "tuple" ? view.items : [];
  const [viewOffset, viewSize] = [integerOf(offset), integerOf(size)];
  if (viewOffset === undefined || viewSize === undefined || viewOffset < 0 || viewSize < 0 || viewOffset + viewSize > count)
    return undefined;
  return { key: name, type, elements: viewSize, viewOffset };
}
