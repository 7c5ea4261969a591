import { EMPTY_ROOT, hashNode } from "./hash.ts";

/** Hash of the complete subtree of 2^height entries that begins at index * 2^height. */
export type NodeSource = (height: number, index: number) => Uint8Array;

/** Largest power of two below n; n is at least 2. */
function split(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** Root of the entries `start` to `end`; `start` is a multiple of a power of two that holds them all. */
export function rangeRoot(source: NodeSource, start: number, end: number): Uint8Array {
  if (start === end) return EMPTY_ROOT;
  const height = Math.log2(end - start);
  if (Number.isInteger(height)) return source(height, start / (end - start));
  const middle = start + split(end - start);
  return hashNode(rangeRoot(source, start, middle), rangeRoot(source, middle, end));
}

/** Proof that the entry `index` is among the entries `start` to `end`, from its sibling upward (RFC 6962, 2.1.1). */
export function inclusionProof(source: NodeSource, index: number, start: number, end: number): readonly Uint8Array[] {
  if (end - start <= 1) return [];
  const middle = start + split(end - start);
  return index < middle
    ? [...inclusionProof(source, index, start, middle), rangeRoot(source, middle, end)]
    : [...inclusionProof(source, index, middle, end), rangeRoot(source, start, middle)];
}

/** Proof that the tree of `size` entries holds the subtree `start` to `end` (RFC 6962, 2.1.2 where start is 0). */
export function consistencyProof(source: NodeSource, start: number, end: number, size: number): readonly Uint8Array[] {
  return start === end ? [] : subproof(source, start, end, 0, size, true);
}

function subproof(source: NodeSource, start: number, end: number, low: number, high: number, known: boolean): readonly Uint8Array[] {
  if (start === low && end === high) return known ? [] : [rangeRoot(source, low, high)];
  const middle = low + split(high - low);
  if (end <= middle) return [...subproof(source, start, end, low, middle, known), rangeRoot(source, middle, high)];
  if (start >= middle) return [...subproof(source, start, end, middle, high, known), rangeRoot(source, low, middle)];
  return [...subproof(source, middle, end, middle, high, false), rangeRoot(source, low, middle)];
}
