import { sliceSource } from "../archive/slice-source.ts";
import type { ByteSource } from "../byte-source.ts";
import type { PickleValue } from "../pickle/value.ts";
import type { Found } from "./found.ts";
import { joblibArray, numpyCall } from "./numpy-array.ts";
import { operandBytes } from "./operand-bytes.ts";
import type { PickledRoot } from "./pickled-root.ts";
import { argumentsOf, nameOf } from "./pickled-values.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import type { Recognise } from "./tensor-walk.ts";
import type { TorchStorage } from "./torch-storage.ts";
import { storageTensor, torchCall } from "./torch-tensor.ts";

/** What stands outside of a pickle and is referred to by persistent ids. */
export interface Outside {
  storage(id: PickleValue): TorchStorage | string;
  /** What the id means as a value; a storage is one too. */
  value(id: PickleValue): Found;
}

/** Reads the storage that a pickle holds as a file of PyTorch in an operand. */
export type ReadEmbedded = (bytes: ByteSource) => TorchStorage | string;

/** Storages that were pickled by pickle itself, not by torch.save: torch/storage.py, `__reduce__`. */
const EMBEDDED = "torch.storage._load_from_bytes";

/** Tensors and arrays of PyTorch, numpy and joblib in the values of one stream. */
export function recogniser(source: ByteSource, { taken }: PickledRoot, embedded: ReadEmbedded, outside?: Outside): Recognise {
  const storages = new Map<PickleValue, TorchStorage | string>();
  const readStorage = (value: PickleValue): TorchStorage | string => {
    if (value.kind === "persistent") return outside?.storage(value.id) ?? "refers to a storage outside of the file";
    if (value.kind !== "object" || nameOf(value.callable) !== EMBEDDED) return "has no storage that is understood";
    const bytes = operandBytes(argumentsOf(value)[0], source);
    return bytes === undefined ? "has a storage that is not understood" : embedded(bytes.open());
  };
  const storageOf = (value: PickleValue | undefined): TorchStorage | string => {
    if (value === undefined) return "has no storage";
    const known = storages.get(value);
    if (known !== undefined) return known;
    const storage = readStorage(value);
    storages.set(value, storage);
    return storage;
  };
  const slice = (start: number, end: number): TensorStorage => {
    const content = sliceSource(source, start, end);
    return { what: `the data behind byte ${start}`, bytes: content.size, packed: false, open: () => content };
  };
  return (value) => {
    switch (value.kind) {
      case "object":
        if (nameOf(value.callable) === EMBEDDED) return storageTensor(storageOf(value));
        return torchCall(value, storageOf) ?? numpyCall(value, source);
      case "persistent":
        return outside?.value(value.id);
      case "buffer": {
        const { offset, length } = value;
        const wrapper = offset === undefined ? undefined : taken.get(offset);
        return wrapper === undefined || offset === undefined || length === undefined
          ? { kind: "refused", reason: "is kept outside of the file" }
          : joblibArray(wrapper, offset, length, source, slice);
      }
      default:
        return undefined;
    }
  };
}
