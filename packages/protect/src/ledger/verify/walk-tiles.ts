import { HASH_BYTES, sameHash } from "../merkle/hash.ts";
import { hashesAt, TILE_WIDTH, tilePath, tileWidth } from "../tiles/paths.ts";
import { type ReadLogFile, readTile, rootOfHashes } from "../tiles/read-tiles.ts";
import type { LogProblem } from "./problem.ts";

/** Compares the tiles above level 0 with those that the entries make. @param below hash of each full tile of level 0 */
export function walkTiles(read: ReadLogFile, size: number, below: readonly Uint8Array[]): readonly LogProblem[] {
  const problems: LogProblem[] = [];
  let hashes = below;
  for (let level = 1; hashesAt(level, size) > 0; level++) {
    const next: Uint8Array[] = [];
    for (let index = 0; index * TILE_WIDTH < hashes.length; index++) {
      const right = Buffer.concat(hashes.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH));
      if (right.length === TILE_WIDTH * HASH_BYTES) next.push(rootOfHashes(right));
      compare(read, level, index, size, right, problems);
    }
    hashes = next;
  }
  return problems;
}

function compare(read: ReadLogFile, level: number, index: number, size: number, right: Uint8Array, problems: LogProblem[]): void {
  const path = tilePath(level, index, tileWidth(level, index, size));
  const tile = readTile(read, level, index, size);
  const span = TILE_WIDTH ** level;
  if (tile === undefined) {
    problems.push({ kind: "missing", path, message: `${path} is missing` });
    return;
  }
  if (tile.path === path && tile.bytes.length !== right.length) {
    problems.push({ kind: "tile", path, message: `${path} has ${tile.bytes.length} bytes instead of ${right.length}` });
    return;
  }
  for (let at = 0; at < right.length; at += HASH_BYTES) {
    if (sameHash(tile.bytes.subarray(at, at + HASH_BYTES), right.subarray(at, at + HASH_BYTES))) continue;
    const first = (index * TILE_WIDTH + at / HASH_BYTES) * span;
    problems.push({
      kind: "tile",
      path: tile.path,
      entries: [first, first + span],
      message: `${tile.path} holds another hash for the entries ${first} to ${first + span - 1} than they make`,
    });
  }
}
