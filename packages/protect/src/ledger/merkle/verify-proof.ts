import { EMPTY_ROOT, HASH_BYTES, hashNode, sameHash } from "./hash.ts";

const odd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Where the entries `start` to `end` (exclusive) are a subtree of some tree: aligned on the power of two that holds them. */
export function isSubtree(start: number, end: number): boolean {
  if (!isSize(start) || !isSize(end) || start > end) return false;
  let span = 1;
  while (span < end - start) span *= 2;
  return start % span === 0;
}

/**
 * Whether `proof` shows that the entry `index` with the hash `leaf` is in the tree of `size` entries with that root
 * (RFC 9162, 2.1.3.2). Sizes above 2^53 are refused.
 */
export function includes(index: number, size: number, leaf: Uint8Array, proof: readonly Uint8Array[], root: Uint8Array): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || leaf.length !== HASH_BYTES) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (odd(node) || node === last) {
      hash = hashNode(sibling, hash);
      while (!odd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else hash = hashNode(hash, sibling);
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameHash(hash, root);
}

/** The same for the subtree of the entries `start` to `end`. */
export function subtreeIncludes(
  index: number,
  start: number,
  end: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  return isSubtree(start, end) && index >= start && includes(index - start, end - start, leaf, proof, root);
}

/**
 * Whether `proof` shows that the entries `start` to `end` with the root `subtree` are in the tree of `size` entries
 * (draft-ietf-plants-merkle-tree-certs, 4.4; with start 0 this is RFC 6962's consistency). An empty subtree with the
 * empty root is in every tree.
 */
export function subtreeConsistent(
  start: number,
  end: number,
  size: number,
  subtree: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(size) || !isSubtree(start, end) || end > size) return false;
  if (start === end) return proof.length === 0 && sameHash(subtree, EMPTY_ROOT);
  let first = start;
  let second = end - 1;
  let last = size - 1;
  const up = (): void => {
    first = half(first);
    second = half(second);
    last = half(last);
  };
  if (second === last) while (first !== second) up();
  else while (first !== second && odd(second)) up();
  let at = 0;
  let old = subtree;
  if (first !== second) {
    const seed = proof[at++];
    if (seed === undefined) return false;
    old = seed;
  }
  let whole = old;
  for (const hash of proof.slice(at)) {
    if (last === 0) return false;
    if (odd(second) || second === last) {
      if (first < second) old = hashNode(hash, old);
      whole = hashNode(hash, whole);
      while (!odd(second) && last !== 0) up();
    } else whole = hashNode(whole, hash);
    up();
  }
  return last === 0 && sameHash(old, subtree) && sameHash(whole, root);
}

/**
 * Whether the tree of `after` entries begins with the one of `before` (RFC 6962, 2.1.2). Equal sizes need equal roots. Of
 * the empty tree nothing can be proved, so that it is refused as the beginning of another.
 */
export function consistent(
  before: number,
  after: number,
  rootBefore: Uint8Array,
  proof: readonly Uint8Array[],
  rootAfter: Uint8Array,
): boolean {
  if (before === after) return isSize(before) && proof.length === 0 && sameHash(rootBefore, rootAfter);
  return before > 0 && subtreeConsistent(0, before, after, rootBefore, proof, rootAfter);
}
