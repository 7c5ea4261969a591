import { sliceSource } from "../archive/slice-source.ts";
import type { TarArchive } from "../archive/tar/tar-archive.ts";
import { ByteCursor } from "../byte-cursor.ts";
import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import type { PickleValue } from "../pickle/value.ts";
import { type NamedType, torchStorageType, widthOf } from "./element-type.ts";
import { type Found, refused } from "./found.ts";
import { type PickledRoot, readPickledRoot } from "./pickled-root.ts";
import { integerOf, textOf } from "./pickled-values.ts";
import type { Outside } from "./recognise.ts";
import type { TensorStorage } from "./stored-tensor.ts";
import { viewFault } from "./tensor-view.ts";
import { bytesOfType, type TorchStorage } from "./torch-storage.ts";

/*
 * The first form of torch.save (0.1): a tar archive of `storages` (a count; for each a key, a place and a class, then
 * its elements; then views of storages), `tensors` (a count; for each a key, its storage and a class, then dimensions,
 * sizes, strides, offset) and `pickle`, whose persistent ids are the keys. Source: torch/serialization.py,
 * `legacy_load` within `_legacy_load`.
 */

const MOST = 1_000_000;

export interface TorchTar {
  readonly source: ByteSource;
  readonly stream: PickledRoot;
  readonly outside: Outside;
}

export function isTorchTar({ members }: TarArchive): boolean {
  return ["storages", "tensors", "pickle"].every((name) => members.some((member) => member.name === name));
}

/** @throws FormatError */
export function readTorchTar({ members }: TarArchive): TorchTar {
  const content = (name: string): ByteSource => {
    const found = members.filter((member) => member.name === name && member.kind === "file");
    const [member] = found;
    if (member === undefined || found.length > 1) throw new FormatError("MALFORMED", `The archive holds ${found.length} members ${name}.`);
    return member.content;
  };
  const storages = readStorages(content("storages"));
  const values = readTensors(content("tensors"), storages);
  const source = content("pickle");
  const outside: Outside = {
    storage: (id) => storages.get(keyOf(id)) ?? "refers to a storage that is missing",
    value: (id) => (id.kind === "tuple" ? { kind: "value" } : (values.get(keyOf(id)) ?? refused("refers to a tensor that is missing"))),
  };
  return { source, stream: readPickledRoot(source), outside };
}

/** Keys are written as numbers or as texts of them. */
function keyOf(value: PickleValue | undefined): string {
  return textOf(value) ?? (value?.kind === "int" ? value.value.toString() : "?");
}

/** Reads what is written in turns: a pickle, then bytes. */
class Turns {
  readonly source: ByteSource;
  at = 0;

  constructor(source: ByteSource) {
    this.source = source;
  }

  pickle(): PickleValue {
    const { root, end } = readPickledRoot(this.source, this.at);
    this.at = end;
    return root;
  }

  count(what: string): number {
    const count = integerOf(this.pickle());
    if (count === undefined || count < 0 || count > MOST) throw new FormatError("MALFORMED", `The number of ${what} cannot be read.`);
    return count;
  }

  cursor(length: number): ByteCursor {
    const cursor = new ByteCursor(this.source, this.at);
    this.at += length;
    return cursor;
  }
}

function readStorages(source: ByteSource): ReadonlyMap<string, TorchStorage> {
  const turns = new Turns(source);
  const storages = new Map<string, TorchStorage>();
  for (let left = turns.count("storages"); left > 0; left--) {
    const facts = turns.pickle();
    const [key, , storageClass] = facts.kind === "tuple" ? facts.items : [];
    const type: NamedType = torchStorageType(storageClass?.kind === "global" ? storageClass.name : "?");
    const width = bytesOfType(type);
    if (width === undefined)
      throw new FormatError("MALFORMED", `The storage ${keyOf(key)} is of a class that is not known; what follows cannot be found.`);
    const elements = Number(turns.cursor(8).i64());
    const bytes = elements * width;
    if (elements < 0 || turns.at + bytes > source.size)
      throw new FormatError("TRUNCATED", `The file ends within the storage ${keyOf(key)}.`);
    const content = sliceSource(source, turns.at, turns.at + bytes);
    const storage: TensorStorage = { what: `the storage ${keyOf(key)}`, bytes, packed: false, open: () => content };
    storages.set(keyOf(key), { storage, type, bigEndian: false, bytes, offset: 0 });
    turns.at += bytes;
  }
  const views = turns.at < source.size ? turns.pickle() : undefined;
  if (views?.kind === "list") for (const view of views.items) addView(view, storages);
  return storages;
}

/** (key, key of the storage, offset, elements) */
function addView(view: PickleValue, storages: Map<string, TorchStorage>): void {
  const [key, rootKey, offset, elements] = view.kind === "tuple" ? view.items : [];
  const root = storages.get(keyOf(rootKey));
  const [start, count] = [integerOf(offset), integerOf(elements)];
  if (root === undefined || start === undefined || count === undefined || start < 0 || count < 0) return;
  const width = bytesOfType(root.type) ?? 1;
  if (start * width + count * width > root.bytes) return;
  storages.set(keyOf(key), { ...root, offset: root.offset + start * width, bytes: count * width });
}

function readTensors(source: ByteSource, storages: ReadonlyMap<string, TorchStorage>): ReadonlyMap<string, Found> {
  const turns = new Turns(source);
  const tensors = new Map<string, Found>();
  for (let left = turns.count("tensors"); left > 0; left--) {
    const facts = turns.pickle();
    const [key, storageKey] = facts.kind === "tuple" ? facts.items : [];
    const dimensions = turns.cursor(8).i32();
    if (dimensions < 0 || dimensions > 64) throw new FormatError("MALFORMED", `The tensor ${keyOf(key)} has ${dimensions} dimensions.`);
    const cursor = turns.cursor(16 * dimensions + 8);
    const numbers = Array.from({ length: 2 * dimensions + 1 }, () => Number(cursor.i64()));
    const storage = storages.get(keyOf(storageKey));
    tensors.set(
      keyOf(key),
      storage === undefined ? refused("refers to a storage that is missing") : tensorOf(storage, numbers, dimensions),
    );
  }
  return tensors;
}

function tensorOf({ storage, type, bytes, offset, bigEndian }: TorchStorage, numbers: readonly number[], dimensions: number): Found {
  if (typeof type !== "string") return refused(type.reason);
  const [shape, strides] = [numbers.slice(0, dimensions), numbers.slice(dimensions, 2 * dimensions)];
  const start = numbers[2 * dimensions] ?? 0;
  const fault = viewFault({ type, shape, strides, offset: start }, bytes);
  if (fault !== undefined) return refused(fault);
  return { kind: "tensor", view: { type, shape, strides, offset: start + offset / widthOf(type), storage, bigEndian } };
}
