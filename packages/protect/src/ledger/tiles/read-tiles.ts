import { ProtectError } from "../../errors.ts";
import { HASH_BYTES, hashNode } from "../merkle/hash.ts";
import type { NodeSource } from "../merkle/make-proof.ts";
import { TILE_WIDTH, type TileLevel, tileFolder, tilePath, tileWidth } from "./paths.ts";

/** The bytes of a file of the log, by its path below the log's folder; undefined where there is none. */
export type ReadLogFile = (path: string) => Uint8Array | undefined;

/** Tiles that are kept in memory while proofs are made. */
const KEPT = 1024;

export interface TileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The tile that the tree of `size` entries has there. A full tile answers for a partial one, whose file may be gone.
 * Undefined where neither is there.
 */
export function readTile(read: ReadLogFile, level: TileLevel, index: number, size: number): TileBytes | undefined {
  const width = tileWidth(level, index, size);
  const path = tilePath(level, index, width);
  const bytes = read(path);
  if (bytes !== undefined) return { path, bytes };
  if (width === TILE_WIDTH) return undefined;
  const full = tileFolder(level, index);
  const more = read(full);
  return more === undefined ? undefined : { path: full, bytes: more };
}

/** The hashes of a tile, checked for their number. @throws ProtectError FILE_MISSING, FORMAT_INVALID */
export function tileHashes(read: ReadLogFile, level: number, index: number, size: number): Uint8Array {
  const width = tileWidth(level, index, size);
  const tile = readTile(read, level, index, size);
  if (tile === undefined)
    throw new ProtectError("FILE_MISSING", `The log lacks ${tilePath(level, index, width)}; take it from a copy of the log.`);
  if (tile.bytes.length < width * HASH_BYTES || (tile.path === tilePath(level, index, width) && tile.bytes.length !== width * HASH_BYTES))
    throw new ProtectError("FORMAT_INVALID", `${tile.path} has ${tile.bytes.length} bytes instead of ${width * HASH_BYTES}.`);
  return tile.bytes.subarray(0, width * HASH_BYTES);
}

/** Root of 2^n hashes that stand one behind another. */
export function rootOfHashes(hashes: Uint8Array): Uint8Array {
  if (hashes.length === HASH_BYTES) return hashes;
  const middle = hashes.length / 2;
  return hashNode(rootOfHashes(hashes.subarray(0, middle)), rootOfHashes(hashes.subarray(middle)));
}

/** Hashes of complete subtrees, from the tiles of the tree of `size` entries; what is read is not judged. */
export function tileNodes(read: ReadLogFile, size: number): NodeSource {
  const kept = new Map<string, Uint8Array>();
  return (height, index) => {
    const level = Math.floor(height / 8);
    const span = 2 ** (height % 8);
    const tile = Math.floor((index * span) / TILE_WIDTH);
    const key = `${level} ${tile}`;
    const hashes = kept.get(key) ?? tileHashes(read, level, tile, size);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, hashes);
    const from = (index * span) % TILE_WIDTH;
    return rootOfHashes(hashes.subarray(from * HASH_BYTES, (from + span) * HASH_BYTES));
  };
}
