import { addressAt, type Claim, type Hdf5File, lengthAt, signatureAt } from "./file.ts";

const MAX_NODES = 2_000_000;
const MAX_LEVEL = 64;

/** Children of the leaves of a tree of version 1, in order; nothing where the tree is broken. */
export interface TreeLeaf {
  /** Where the key before the child stands. */
  readonly key: number;
  readonly child: number;
}

/**
 * Walks a tree of version 1 (groups: type 0; chunks: type 1). Each node once: a circle ends. Answers whether the tree
 * was whole.
 * @see HDF5 file format specification 3.0, III.A.1
 */
export function walkTree(
  file: Hdf5File,
  address: number,
  type: 0 | 1,
  keySize: number,
  claim: Claim,
  leaf: (leaf: TreeLeaf) => void,
): boolean {
  const { window, offsets } = file;
  const seen = new Set<number>();
  const open: { readonly address: number; readonly level: number }[] = [{ address, level: MAX_LEVEL }];
  const k = type === 0 ? file.internalK : file.chunkK;
  let whole = true;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node.address) || seen.size > MAX_NODES) {
      whole = false;
      continue;
    }
    seen.add(node.address);
    const level = window.u8(node.address + 5);
    const used = window.u16(node.address + 6);
    const start = node.address + 8 + 2 * offsets;
    const end = start + used * (keySize + offsets) + keySize;
    // Levels go down: a child that says otherwise leads in a circle.
    if (
      !signatureAt(file, node.address, "TREE") ||
      window.u8(node.address + 4) !== type ||
      level >= node.level ||
      !window.has(start, end - start)
    ) {
      whole = false;
      continue;
    }
    const capacity = start + 2 * k * (keySize + offsets) + keySize;
    claim(node.address, Math.max(end, Math.min(capacity, window.size)), "tree");
    for (let index = 0; index < used; index++) {
      const key = start + index * (keySize + offsets);
      const child = addressAt(file, key + keySize);
      if (child === undefined || !window.has(child, 1)) whole = false;
      else if (level > 0) open.push({ address: child, level });
      else leaf({ key, child });
    }
  }
  return whole;
}

/** Records of a tree of version 2: their offsets and size. @see HDF5 file format specification 3.0, III.A.2 */
export function walkRecords(file: Hdf5File, address: number, claim: Claim, record: (offset: number, type: number) => void): boolean {
  const { window, offsets, lengths } = file;
  if (!signatureAt(file, address, "BTHD")) return false;
  const type = window.u8(address + 5);
  const nodeSize = window.u32(address + 6);
  const recordSize = window.u16(address + 10);
  const depth = window.u16(address + 12);
  const root = addressAt(file, address + 16);
  const rootRecords = window.u16(address + 16 + offsets);
  claim(address, address + 16 + offsets + 2 + lengths + 4, "tree");
  if (root === undefined) return lengthAt(file, address + 18 + offsets) === 0;
  if (recordSize === 0 || nodeSize < 16 || depth > 16) return false;
  const most = levelsOf(nodeSize, recordSize, offsets, depth);
  const seen = new Set<number>();
  const open = [{ address: root, records: rootRecords, level: depth }];
  let whole = true;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { level, records } = node;
    const start = node.address + 6;
    if (
      seen.has(node.address) ||
      seen.size > MAX_NODES ||
      !window.has(node.address, nodeSize) ||
      !signatureAt(file, node.address, level === 0 ? "BTLF" : "BTIN") ||
      start + records * recordSize > node.address + nodeSize
    ) {
      whole = false;
      continue;
    }
    seen.add(node.address);
    claim(node.address, node.address + nodeSize, "tree");
    for (let index = 0; index < records; index++) record(start + index * recordSize, type);
    if (level === 0) continue;
    const below = most[level - 1];
    const counted = level > 1 ? widthOf(below?.total ?? 0) : 0;
    const pointer = offsets + widthOf(most[0]?.most ?? 0) + counted;
    for (let index = 0; index <= records; index++) {
      const at = start + records * recordSize + index * pointer;
      const child = addressAt(file, at);
      if (child === undefined || at + pointer > node.address + nodeSize) whole = false;
      else open.push({ address: child, records: window.unsigned(at + offsets, widthOf(most[0]?.most ?? 0)), level: level - 1 });
    }
  }
  return whole;
}

/** Bytes that a count of up to `most` is written with. */
function widthOf(most: number): number {
  return Math.max(1, Math.ceil(Math.log2(most + 1) / 8));
}

/** The most records of a node of each level, and with all below it. */
function levelsOf(
  nodeSize: number,
  recordSize: number,
  offsets: number,
  depth: number,
): readonly { readonly most: number; readonly total: number }[] {
  const leaf = Math.floor((nodeSize - 10) / recordSize);
  const levels = [{ most: leaf, total: leaf }];
  for (let level = 1; level <= depth; level++) {
    const below = levels[level - 1] ?? { most: leaf, total: leaf };
    const pointer = offsets + widthOf(leaf) + (level > 1 ? widthOf(below.total) : 0);
    const most = Math.floor((nodeSize - 10 - pointer) / (recordSize + pointer));
    levels.push({ most, total: (most + 1) * below.total + most });
  }
  return levels;
}
