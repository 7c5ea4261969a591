import { addressAt, type Claim, type Hdf5File, lengthAt, signatureAt } from "./file.ts";
import { FractalHeap } from "./fractal-heap.ts";
import { LocalHeap } from "./heaps.ts";
import { type Hdf5Link, readLink } from "./messages.ts";
import type { HeaderMessage } from "./object-header.ts";
import { walkRecords, walkTree } from "./trees.ts";

/** Links of an old group: a tree of symbol table nodes and a heap of names. False where a part is broken. */
export function readSymbolTable(file: Hdf5File, message: HeaderMessage, claim: Claim, link: (link: Hdf5Link) => void): boolean {
  const { window, offsets, lengths, leafK } = file;
  const tree = addressAt(file, message.offset);
  const heapAddress = addressAt(file, message.offset + offsets);
  const heap = heapAddress === undefined ? undefined : LocalHeap.open(file, heapAddress, claim);
  if (tree === undefined || heap === undefined) return false;
  let whole = true;
  const entrySize = 2 * offsets + 24;
  const walked = walkTree(file, tree, 0, lengths, claim, ({ child }) => {
    const count = window.u16(child + 6);
    const capacity = 8 + 2 * leafK * entrySize;
    if (!signatureAt(file, child, "SNOD") || count > 2 * leafK || !window.has(child, 8 + count * entrySize)) {
      whole = false;
      return;
    }
    claim(child, Math.min(child + capacity, window.size), "symbols");
    for (let index = 0; index < count; index++) {
      const at = child + 8 + index * entrySize;
      const name = heap.text(lengthAt({ window, lengths: offsets }, at));
      const address = addressAt(file, at + offsets);
      if (name === undefined) whole = false;
      else if (window.u32(at + 2 * offsets) === 2)
        link({ kind: "soft", name, path: heap.text(window.u32(at + 2 * offsets + 8)) ?? "", offset: at });
      else if (address !== undefined) link({ kind: "hard", name, address, offset: at });
      else whole = false;
    }
  });
  return walked && whole;
}

/** Objects of a dense store (links, attributes): each one's range. False where a part is broken or not followed. */
export function readDense(
  file: Hdf5File,
  heapAddress: number | undefined,
  treeAddress: number | undefined,
  claim: Claim,
  found: (start: number, size: number, flags: number) => void,
): boolean {
  if (heapAddress === undefined || treeAddress === undefined) return true;
  const heap = FractalHeap.open(file, heapAddress, claim);
  if (heap === undefined) return false;
  let whole = heap.whole;
  const walked = walkRecords(file, treeAddress, claim, (offset, type) => {
    // Link names carry their hash first; attributes have it last, with flags after an id of eight bytes.
    const range = type === 5 ? heap.resolve(offset + 4, 7) : type === 8 ? heap.resolve(offset, 8) : undefined;
    if (range === undefined) whole = false;
    else found(range.start, range.size, type === 8 ? file.window.u8(offset + 8) : 0);
  });
  return walked && whole;
}

/** Links that a link info message leads to. */
export function readLinkInfo(file: Hdf5File, message: HeaderMessage, claim: Claim, link: (link: Hdf5Link) => void): boolean {
  const at = message.offset + 2 + ((file.window.u8(message.offset + 1) & 1) === 0 ? 0 : 8);
  let whole = true;
  const read = readDense(file, addressAt(file, at), addressAt(file, at + file.offsets), claim, (start, size) => {
    const found = readLink(file, start, size);
    if (found === undefined) whole = false;
    else link(found);
  });
  return read && whole;
}
