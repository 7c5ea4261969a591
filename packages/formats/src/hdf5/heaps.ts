import { addressAt, type Claim, type Hdf5File, lengthAt, signatureAt } from "./file.ts";

const decoder = new TextDecoder();

/** A local heap: names of a group. */
export class LocalHeap {
  readonly #file: Hdf5File;
  readonly #start: number;
  readonly #size: number;

  private constructor(file: Hdf5File, start: number, size: number) {
    this.#file = file;
    this.#start = start;
    this.#size = size;
  }

  static open(file: Hdf5File, address: number, claim: Claim): LocalHeap | undefined {
    if (!signatureAt(file, address, "HEAP")) return undefined;
    const size = lengthAt(file, address + 8);
    const start = addressAt(file, address + 8 + 2 * file.lengths);
    if (start === undefined || !file.window.has(start, size)) return undefined;
    claim(address, address + 8 + 2 * file.lengths + file.offsets, "local heap");
    claim(start, start + size, "names");
    return new LocalHeap(file, start, size);
  }

  text(offset: number): string | undefined {
    if (offset >= this.#size) return undefined;
    const bytes = this.#file.window.slice(this.#start + offset, Math.min(this.#size - offset, 4096));
    const end = bytes.indexOf(0);
    return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
  }
}

const MAX_COLLECTIONS = 1_000_000;

interface HeapObject {
  readonly start: number;
  readonly size: number;
}

/** Global heap collections: text of variable length. The objects of the collection used last are kept. */
export class GlobalHeaps {
  readonly #file: Hdf5File;
  readonly #claim: Claim;
  readonly #claimed = new Set<number>();
  #open: { readonly address: number; readonly objects: ReadonlyMap<number, HeapObject> } | undefined;

  constructor(file: Hdf5File, claim: Claim) {
    this.#file = file;
    this.#claim = claim;
  }

  /** The range of an object; undefined where there is none. */
  find(address: number, index: number): HeapObject | undefined {
    if (this.#open?.address !== address) {
      const objects = this.#read(address);
      if (objects === undefined) return undefined;
      this.#open = { address, objects };
    }
    return this.#open?.objects.get(index);
  }

  #read(address: number): ReadonlyMap<number, HeapObject> | undefined {
    const { window, lengths } = this.#file;
    if (!signatureAt(this.#file, address, "GCOL")) return undefined;
    const size = lengthAt(this.#file, address + 8);
    if (!window.has(address, size)) return undefined;
    if (!this.#claimed.has(address) && this.#claimed.size < MAX_COLLECTIONS) {
      this.#claimed.add(address);
      this.#claim(address, address + size, "global heap");
    }
    const objects = new Map<number, HeapObject>();
    let at = address + 8 + lengths;
    while (at + 8 + lengths <= address + size) {
      const index = window.u16(at);
      const length = lengthAt(this.#file, at + 8);
      const start = at + 8 + lengths;
      if (index === 0 || start + length > address + size) break;
      objects.set(index, { start, size: length });
      at = start + Math.ceil(length / 8) * 8;
    }
    return objects;
  }
}
