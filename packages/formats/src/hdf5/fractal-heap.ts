import { addressAt, type Claim, type Hdf5File, lengthAt, signatureAt } from "./file.ts";
import { walkRecords } from "./trees.ts";

const MAX_BLOCKS = 1_000_000;

interface DirectBlock {
  /** In the address space of the heap. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
}

/**
 * A fractal heap: links and attributes of objects that have many. Its direct blocks are found once, and ids resolved
 * against them. Filtered heaps are not followed: `whole` is false then.
 * @see HDF5 file format specification 3.0, III.G
 */
export class FractalHeap {
  readonly #file: Hdf5File;
  readonly #blocks: DirectBlock[] = [];
  readonly #huge = new Map<number, { readonly start: number; readonly size: number }>();
  #offsetWidth = 0;
  #lengthWidth = 0;
  whole = true;

  private constructor(file: Hdf5File) {
    this.#file = file;
  }

  static open(file: Hdf5File, address: number, claim: Claim): FractalHeap | undefined {
    const heap = new FractalHeap(file);
    return heap.#read(address, claim) ? heap : undefined;
  }

  #read(address: number, claim: Claim): boolean {
    const file = this.#file;
    const { window, offsets: o, lengths: l } = file;
    if (!signatureAt(file, address, "FRHP")) return false;
    const filters = window.u16(address + 7);
    const mostManaged = window.u32(address + 10);
    const counts = address + 14 + l + o + l + o + 4 * l;
    const table = counts + 4 * l;
    const width = window.u16(table);
    const first = lengthAt(file, table + 2);
    const largest = lengthAt(file, table + 2 + l);
    const bits = window.u16(table + 2 + 2 * l);
    const root = addressAt(file, table + 6 + 2 * l);
    const rows = window.u16(table + 6 + 2 * l + o);
    claim(address, table + 8 + 2 * l + o + (filters === 0 ? 0 : l + 4 + filters) + 4, "heap");
    const huge = addressAt(file, address + 14 + l);
    if (lengthAt(file, counts + l) > 0 && huge !== undefined) this.whole = this.#readHuge(huge, claim);
    if (filters !== 0) {
      this.whole = false;
      return true;
    }
    if (width === 0 || width > 1024 || first === 0 || largest < first || bits > 64) return false;
    this.#offsetWidth = Math.ceil(bits / 8);
    this.#lengthWidth = Math.max(1, Math.min(Math.ceil(Math.log2(largest) / 8), Math.ceil(Math.log2(mostManaged + 1) / 8)));
    const header = 5 + o + this.#offsetWidth;
    if (root === undefined) return true;
    const direct = (at: number, from: number, size: number): void => {
      if (!signatureAt(file, at, "FHDB") || !window.has(at, size)) this.whole = false;
      else {
        claim(at, at + size, "heap");
        this.#blocks.push({ from, to: from + size, start: at });
      }
    };
    if (rows === 0) {
      direct(root, 0, first);
      return true;
    }
    const directRows = Math.floor(Math.log2(largest / first)) + 2;
    const sizeOf = (row: number): number => (row < 2 ? first : first * 2 ** (row - 1));
    const open = [{ at: root, from: 0, rows }];
    const seen = new Set<number>();
    for (let block = open.pop(); block !== undefined; block = open.pop()) {
      const entries = block.at + header;
      if (seen.has(block.at) || seen.size > MAX_BLOCKS || block.rows > 64 || !signatureAt(file, block.at, "FHIB")) {
        this.whole = false;
        continue;
      }
      seen.add(block.at);
      claim(block.at, entries + block.rows * width * o + 4, "heap");
      let from = block.from;
      for (let index = 0; index < block.rows * width; index++) {
        const row = Math.floor(index / width);
        const size = sizeOf(row);
        const child = addressAt(file, entries + index * o);
        if (child !== undefined && this.#blocks.length < MAX_BLOCKS) {
          if (row < directRows) direct(child, from, size);
          // An indirect block of this size has as many rows as make it up.
          else open.push({ at: child, from, rows: Math.floor(Math.log2(size) - Math.log2(first * width)) + 1 });
        }
        from += size;
      }
    }
    this.#blocks.sort((a, b) => a.from - b.from);
    return true;
  }

  /** Objects too large for a block: a tree of version 2 with address, length and number (records of type 1). */
  #readHuge(address: number, claim: Claim): boolean {
    const file = this.#file;
    let whole = true;
    const walked = walkRecords(file, address, claim, (offset, type) => {
      const start = addressAt(file, offset);
      const size = lengthAt(file, offset + file.offsets);
      if (type !== 1 || start === undefined || !file.window.has(start, size) || this.#huge.size >= MAX_BLOCKS) {
        whole = false;
        return;
      }
      claim(start, start + size, "heap");
      this.#huge.set(lengthAt(file, offset + file.offsets + file.lengths), { start, size });
    });
    return walked && whole;
  }

  /** The range of the object of a heap id at `offset`, which is `length` bytes long. */
  resolve(offset: number, length: number): { readonly start: number; readonly size: number } | undefined {
    const { window } = this.#file;
    const type = (window.u8(offset) >> 4) & 3;
    // A tiny object stands in its id.
    if (type === 2) return { start: offset + 1, size: Math.min((window.u8(offset) & 0x0f) + 1, length - 1) };
    if (type === 1) return this.#huge.get(window.unsigned(offset + 1, Math.min(length - 1, this.#file.lengths)));
    if (type !== 0 || 1 + this.#offsetWidth + this.#lengthWidth > length) return undefined;
    const at = window.unsigned(offset + 1, this.#offsetWidth);
    const size = window.unsigned(offset + 1 + this.#offsetWidth, this.#lengthWidth);
    const block = this.#blockOf(at);
    return block === undefined || at + size > block.to ? undefined : { start: block.start + (at - block.from), size };
  }

  #blockOf(at: number): DirectBlock | undefined {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      if (block === undefined) return undefined;
      if (at < block.from) high = middle - 1;
      else if (at >= block.to) low = middle + 1;
      else return block;
    }
    return undefined;
  }
}
