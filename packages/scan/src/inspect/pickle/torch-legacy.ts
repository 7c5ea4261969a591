import { type ByteSource, type PickleValue, viewOf } from "@castellan/formats";
import { type StorageReference, storageOf } from "./persistent.ts";

/*
 * Files that torch.save wrote before 1.6, and writes with _use_new_zipfile_serialization=False: five streams (a magic
 * number, a protocol, facts of the system, the object, the keys of its storages), then the storages, each as a count of
 * elements and their bytes (torch/serialization.py, `_legacy_save`, `_legacy_load`).
 */

const MAX_KEYS = 1_000_000;

/** Whether the first bytes are the stream of the magic number `0x1950a86a20f9469cfc6c`, under any protocol. */
export function beginsWithTorchMagic(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 64)).toString("latin1");
  return text.includes("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") || text.includes("119547037146038801333356");
}

/** References to storages, by key, as the object's stream makes them. */
export class StorageCollector {
  readonly #byKey = new Map<string, StorageReference>();

  add(id: PickleValue): void {
    const reference = storageOf(id);
    if (reference !== undefined && this.#byKey.size < MAX_KEYS) this.#byKey.set(reference.key, reference);
  }

  get(key: string): StorageReference | undefined {
    return this.#byKey.get(key);
  }
}

export interface LegacyStorages {
  /** After the last storage that was found. */
  readonly end: number;
  readonly problem?: { readonly message: string; readonly offset: number; readonly overflow: boolean };
}

/** Walks the storages that follow the five streams. */
export function walkStorages(source: ByteSource, start: number, keys: PickleValue, collector: StorageCollector): LegacyStorages {
  if (keys.kind !== "list") return { end: start, problem: { message: "The list of storages is missing", offset: start, overflow: false } };
  if (keys.items.length < keys.size)
    return { end: start, problem: { message: `There are ${keys.size} storages, too many to follow`, offset: start, overflow: false } };
  let at = start;
  for (const key of keys.items) {
    const name = key.kind === "text" ? key.value : key.kind === "int" ? key.value.toString() : undefined;
    const reference = name === undefined ? undefined : collector.get(name);
    if (reference?.width === undefined)
      return {
        end: at,
        problem: { message: `The storage ${JSON.stringify(name ?? "")} is used by no tensor`, offset: at, overflow: false },
      };
    const head = source.read(at, 8);
    if (head.length < 8) return { end: at, problem: { message: "The file ends before its storages", offset: at, overflow: false } };
    const elements = viewOf(head).getBigInt64(0, true);
    if (elements !== BigInt(reference.elements))
      return {
        end: at,
        problem: {
          message: `The storage ${name} has ${elements} elements where ${reference.elements} were declared`,
          offset: at,
          overflow: elements > 2n ** 40n || elements < 0n,
        },
      };
    const end = at + 8 + reference.elements * reference.width;
    if (end > source.size) return { end: at, problem: { message: "The file ends within its storages", offset: at, overflow: false } };
    at = end;
  }
  return { end: at };
}
