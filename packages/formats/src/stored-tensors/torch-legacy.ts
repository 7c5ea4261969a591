import { sliceSource } from "../archive/slice-source.ts";
import { type ByteSource, viewOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { PickleValue } from "../pickle/value.ts";
import { type PickledRoot, readPickledRoot } from "./pickled-root.ts";
import { integerOf, textOf } from "./pickled-values.ts";
import type { Outside } from "./recognise.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import { bytesOfType, type TorchStorage, type TorchStorageId, torchStorageId } from "./torch-storage.ts";
import { storageTensor } from "./torch-tensor.ts";

/*
 * Files that torch.save wrote before 1.6: five streams (a magic number, a protocol, facts of the system, the object, the
 * keys of its storages), then the storages in the order of the keys, each as a count of elements and their bytes, which
 * are little-endian whatever the system was. Source: torch/serialization.py, `_legacy_save`, `_legacy_load`.
 */

const MAGIC = 0x1950a86a20f9469cfc6cn;
const MOST_STORAGES = 1_000_000;

export interface LegacyTorch {
  readonly stream: PickledRoot;
  readonly outside: Outside;
}

/** Whether a file begins with the stream of the magic number, under any protocol. */
export function isLegacyTorch(source: ByteSource): boolean {
  const text = Buffer.from(source.read(0, 64)).toString("latin1");
  return text.includes("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") || text.includes(MAGIC.toString());
}

/** @throws FormatError */
export function readLegacyTorch(source: ByteSource): LegacyTorch {
  const magic = readPickledRoot(source);
  if (magic.root.kind !== "int" || magic.root.value !== MAGIC)
    throw new FormatError("NOT_THIS_FORMAT", "The file does not begin with the magic number of PyTorch.");
  const protocol = readPickledRoot(source, magic.end);
  const system = readPickledRoot(source, protocol.end);
  const ids = new Map<string, TorchStorageId>();
  const stream = readPickledRoot(source, system.end, (id) => {
    const storage = torchStorageId(id);
    if (storage !== undefined && ids.size < MOST_STORAGES && !ids.has(storage.key)) ids.set(storage.key, storage);
  });
  const keys = readPickledRoot(source, stream.end);
  return { stream, outside: new LegacyStorages(placesOf(source, keys, ids)) };
}

/** Where each storage lies. */
function placesOf(source: ByteSource, keys: PickledRoot, ids: ReadonlyMap<string, TorchStorageId>): ReadonlyMap<string, TensorStorage> {
  const places = new Map<string, TensorStorage>();
  if (keys.root.kind !== "list" || keys.root.items.length !== keys.root.size)
    throw new FormatError("MALFORMED", "The list of storages is missing: the file is cut off, or no file of PyTorch.");
  let at = keys.end;
  for (const item of keys.root.items) {
    const key = textOf(item) ?? integerOf(item)?.toString() ?? "";
    const head = source.read(at, 8);
    const width = bytesOfType(ids.get(key)?.type ?? { reason: "" });
    if (width === undefined)
      throw new FormatError(
        "MALFORMED",
        `No tensor says of which type the storage ${JSON.stringify(key.slice(0, 80))} is; what follows cannot be found.`,
      );
    const elements = head.length < 8 ? -1n : viewOf(head).getBigInt64(0, true);
    const bytes = Number(elements) * width;
    if (elements < 0n || at + 8 + bytes > source.size)
      throw new FormatError("TRUNCATED", `The file ends within the storage ${JSON.stringify(key.slice(0, 80))}.`);
    const content = sliceSource(source, at + 8, at + 8 + bytes);
    places.set(key, { what: `the storage ${key.slice(0, 80)}`, bytes, packed: false, open: () => content });
    at += 8 + bytes;
  }
  return places;
}

class LegacyStorages implements Outside {
  readonly #places: ReadonlyMap<string, TensorStorage>;

  constructor(places: ReadonlyMap<string, TensorStorage>) {
    this.#places = places;
  }

  storage(id: PickleValue): TorchStorage | string {
    const stated = torchStorageId(id);
    if (stated === undefined) return "refers to a storage in a way that is not known";
    const storage = this.#places.get(stated.key);
    if (storage === undefined) return `refers to the storage ${JSON.stringify(stated.key.slice(0, 80))}, which is missing`;
    return { type: stated.type, bigEndian: false, ...within(storage, stated) };
  }

  value(id: PickleValue): ReturnType<Outside["value"]> {
    return torchStorageId(id) === undefined ? { kind: "value" } : storageTensor(this.storage(id));
  }
}

/** The part of the bytes that the id speaks of. */
export function within(
  storage: TensorStorage,
  { type, elements, viewOffset }: TorchStorageId,
): Pick<TorchStorage, "storage" | "bytes" | "offset"> {
  const width = bytesOfType(type) ?? 1;
  const offset = viewOffset * width;
  return { storage, offset, bytes: Math.max(0, Math.min(elements * width, storage.bytes - offset)) };
}
