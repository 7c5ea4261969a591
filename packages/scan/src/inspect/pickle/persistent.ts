import type { PickleValue } from "@castellan/formats";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";

/** Bytes that a container holds for a storage; undefined where it has none of this key. */
export type StorageSizes = (key: string) => number | undefined;

/** What a persistent id of PyTorch says: torch/serialization.py, `persistent_id` of `_save` and `_legacy_save`. */
export interface StorageReference {
  readonly key: string;
  /** Elements. */
  readonly elements: number;
  /** Bytes of one element, where the class tells. */
  readonly width: number | undefined;
  readonly storageClass: string;
}

/** Bytes of an element by storage class or dtype (torch/storage.py, `_storage_type_to_dtype`). */
const WIDTHS: Readonly<Record<string, number>> = {
  DoubleStorage: 8,
  LongStorage: 8,
  ComplexFloatStorage: 8,
  ComplexDoubleStorage: 16,
  FloatStorage: 4,
  IntStorage: 4,
  QInt32Storage: 4,
  HalfStorage: 2,
  BFloat16Storage: 2,
  ShortStorage: 2,
  CharStorage: 1,
  ByteStorage: 1,
  BoolStorage: 1,
  QInt8Storage: 1,
  QUInt8Storage: 1,
  QUInt4x2Storage: 1,
  QUInt2x4Storage: 1,
  UntypedStorage: 1,
};

/** More elements than any memory holds: loaders multiply the number, which overflows. */
const MOST_ELEMENTS = 2 ** 48;

/** A reference to a storage; undefined where the id is none. */
export function storageOf(id: PickleValue): StorageReference | undefined {
  if (id.kind !== "tuple" || id.size < 5 || id.size > 6) return undefined;
  const [what, storage, key, location, elements] = id.items;
  if (what?.kind !== "text" || what.value !== "storage" || storage?.kind !== "global" || location?.kind !== "text") return undefined;
  const name = keyOf(key);
  if (name === undefined || elements?.kind !== "int") return undefined;
  return { key: name, elements: Number(elements.value), width: widthOf(storage.name), storageClass: storage.name };
}

function keyOf(key: PickleValue | undefined): string | undefined {
  if (key?.kind === "text") return key.value;
  return key?.kind === "int" ? key.value.toString() : undefined;
}

/** Bytes of one element of a storage class; undefined where it is not known. */
export function widthOf(name: string): number | undefined {
  return Object.hasOwn(WIDTHS, name) ? WIDTHS[name] : undefined;
}

/** Judges the id of something outside of the stream. */
export function judgePersistent(id: PickleValue, sizes: StorageSizes | undefined): Objection | undefined {
  const reference = storageOf(id);
  if (reference !== undefined) return judgeStorage(reference, sizes);
  if (isModuleSource(id)) return undefined;
  return { rule: "pickle-persistent-id", verdict: "suspicious", reason: "refers to something outside of the file" };
}

function judgeStorage({ key, elements, width, storageClass }: StorageReference, sizes: StorageSizes | undefined): Objection | undefined {
  if (elements < 0 || elements > MOST_ELEMENTS)
    return { rule: "pickle-storage-bounds", verdict: "malicious", reason: `declares ${elements} elements of a ${storageClass}` };
  if (sizes === undefined) return undefined;
  const bytes = sizes(key);
  if (bytes === undefined)
    return {
      rule: "pickle-broken",
      verdict: "suspicious",
      reason: `refers to the storage ${JSON.stringify(key.slice(0, 40))}, which is not in the file`,
    };
  const wanted = width === undefined ? undefined : elements * width;
  if (wanted !== undefined && wanted > bytes)
    return {
      rule: "pickle-storage-bounds",
      verdict: "malicious",
      reason: `declares ${elements} elements of a ${storageClass}, ${wanted} bytes, where the file holds ${bytes}`,
    };
  return undefined;
}

/** Containers of old releases store the source of a module class beside it, for a warning where it has changed. */
function isModuleSource(id: PickleValue): boolean {
  if (id.kind !== "tuple" || id.size !== 4) return false;
  const [what, module, file, source] = id.items;
  return (
    what?.kind === "text" &&
    what.value === "module" &&
    module?.kind === "global" &&
    judgeName(module).allowed?.entry.role === "class" &&
    (file?.kind === "text" || file?.kind === "none") &&
    (source?.kind === "text" || source?.kind === "none")
  );
}
