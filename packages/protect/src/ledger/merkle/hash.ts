import { hash } from "node:crypto";

/** Bytes of every hash in the tree (SHA-256). */
export const HASH_BYTES = 32;

const inner = Buffer.alloc(1 + 2 * HASH_BYTES);
inner[0] = 1;
let leaf = Buffer.alloc(4096);

/** As a string and back: several times faster than asking for a buffer, which is an allocation of its own each time. */
function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash("sha256", bytes, "latin1"), "latin1");
}

/** Hash of an entry: SHA-256 over 0x00 and its bytes (RFC 6962, 2.1). */
export function hashLeaf(entry: Uint8Array): Buffer {
  if (leaf.length <= entry.length) leaf = Buffer.alloc(2 * entry.length);
  leaf.set(entry, 1);
  return sha256(leaf.subarray(0, entry.length + 1));
}

/** Hash of a node: SHA-256 over 0x01 and the hashes of its two children (RFC 6962, 2.1). */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) return sha256(Buffer.concat([ONE, left, right]));
  inner.set(left, 1);
  inner.set(right, 1 + HASH_BYTES);
  return sha256(inner);
}

const ONE = Buffer.from([1]);

/** Root of the tree without entries: the hash of nothing. */
export const EMPTY_ROOT: Uint8Array = hash("sha256", Buffer.alloc(0), "buffer");

/** Whether two hashes are the same; they are public, so time tells nobody anything. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
