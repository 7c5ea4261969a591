import { HASH_BYTES, hashLeaf, sameHash } from "../merkle/hash.ts";
import { Peaks } from "../merkle/peaks.ts";
import { parseBundle } from "../tiles/bundle.ts";
import { TILE_WIDTH, tilePath, tileWidth } from "../tiles/paths.ts";
import { type ReadLogFile, readTile, rootOfHashes } from "../tiles/read-tiles.ts";
import type { LogProblem } from "./problem.ts";

/** Problems of entries that are listed one by one; of the rest there is a count. */
const LISTED = 100;

export interface Walk {
  /** Root that the entries make; undefined where entries and their hashes are both missing. */
  readonly root: Uint8Array | undefined;
  /** Root that the hashes in the tiles of level 0 make. */
  readonly tileRoot: Uint8Array | undefined;
  /** Hash of each full tile, from the entries. */
  readonly tileHashes: readonly Uint8Array[];
  readonly problems: readonly LogProblem[];
  /** Entries that do not make the hash of their tile, in ascending order: one of the two was changed. */
  readonly differing: readonly number[];
  /** Roots at sizes that were asked for. */
  readonly rootsAt: ReadonlyMap<number, Uint8Array>;
  /** Problems that are not listed. */
  readonly more: number;
}

export interface WalkOptions {
  /** Sizes whose root is wanted. */
  readonly sizes: ReadonlySet<number>;
  readonly entry?: (index: number, bytes: Uint8Array) => void;
}

/** Reads every entry and every hash of level 0, once, and compares them. */
export function walkEntries(read: ReadLogFile, size: number, { sizes, entry }: WalkOptions): Walk {
  const problems: LogProblem[] = [];
  const differing: number[] = [];
  let more = 0;
  const report = (problem: LogProblem): void => {
    if (problems.length < LISTED) problems.push(problem);
    else more++;
  };
  const own = new Peaks();
  const stated = new Peaks();
  let ownWhole = true;
  let statedWhole = true;
  const tileHashes: Uint8Array[] = [];
  const rootsAt = new Map<number, Uint8Array>();
  if (sizes.has(0)) rootsAt.set(0, own.root());
  const asked = new Map<number, number[]>();
  for (const at of sizes)
    if (at > 0 && at <= size) asked.set(Math.floor((at - 1) / TILE_WIDTH), [...(asked.get(Math.floor((at - 1) / TILE_WIDTH)) ?? []), at]);

  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const first = index * TILE_WIDTH;
    const width = tileWidth("entries", index, size);
    const hashes = levelZero(read, index, size, report);
    const leaves = leavesOf(read, index, size, report, entry);
    if (leaves !== undefined && hashes !== undefined)
      for (let at = 0; at < width; at++) {
        const leaf = leaves.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
        if (sameHash(leaf, hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))) continue;
        if (differing.length < LISTED) differing.push(first + at);
        else more++;
      }
    const known = leaves ?? hashes;
    if (hashes === undefined) statedWhole = false;
    else push(stated, hashes);
    if (known === undefined || !ownWhole) {
      ownWhole = false;
      continue;
    }
    for (const at of asked.get(index) ?? []) {
      const then = own.copy();
      push(then, known.subarray(0, (at - first) * HASH_BYTES));
      rootsAt.set(at, then.root());
    }
    const root = push(own, known);
    if (root !== undefined) tileHashes.push(root);
  }
  return {
    root: ownWhole ? own.root() : undefined,
    tileRoot: statedWhole ? stated.root() : undefined,
    tileHashes,
    problems,
    differing,
    rootsAt,
    more,
  };
}

/** Adds the hashes of a tile; answers its root where it is full. */
function push(peaks: Peaks, hashes: Uint8Array): Uint8Array | undefined {
  if (hashes.length === TILE_WIDTH * HASH_BYTES) {
    const root = rootOfHashes(hashes);
    peaks.push(8, root);
    return root;
  }
  for (let at = 0; at < hashes.length; at += HASH_BYTES) peaks.push(0, hashes.subarray(at, at + HASH_BYTES));
  return undefined;
}

function levelZero(read: ReadLogFile, index: number, size: number, report: (problem: LogProblem) => void): Uint8Array | undefined {
  const width = tileWidth(0, index, size);
  const tile = readTile(read, 0, index, size);
  const path = tile?.path ?? tilePath(0, index, width);
  const entries = [index * TILE_WIDTH, index * TILE_WIDTH + width] as const;
  if (tile === undefined) report({ kind: "missing", path, entries, message: `${path} is missing` });
  else if (tile.bytes.length < width * HASH_BYTES || (path === tilePath(0, index, width) && tile.bytes.length !== width * HASH_BYTES))
    report({ kind: "tile", path, entries, message: `${path} has ${tile.bytes.length} bytes instead of ${width * HASH_BYTES}` });
  else return tile.bytes.subarray(0, width * HASH_BYTES);
  return undefined;
}

function leavesOf(
  read: ReadLogFile,
  index: number,
  size: number,
  report: (problem: LogProblem) => void,
  entry: WalkOptions["entry"],
): Uint8Array | undefined {
  const width = tileWidth("entries", index, size);
  const first = index * TILE_WIDTH;
  const bundle = readTile(read, "entries", index, size);
  const path = bundle?.path ?? tilePath("entries", index, width);
  const entries = [first, first + width] as const;
  if (bundle === undefined) {
    report({ kind: "missing", path, entries, message: `${path} is missing, with the entries ${first} to ${first + width - 1}` });
    return undefined;
  }
  const parsed = parseBundle(bundle.bytes, path === tilePath("entries", index, width) ? width : TILE_WIDTH);
  if (typeof parsed === "string") {
    report({ kind: "entry", path, entries, message: `${path} is damaged: ${parsed}` });
    return undefined;
  }
  const leaves = Buffer.alloc(width * HASH_BYTES);
  for (let at = 0; at < width; at++) {
    const bytes = parsed[at] ?? new Uint8Array();
    leaves.set(hashLeaf(bytes), at * HASH_BYTES);
    entry?.(first + at, bytes);
  }
  return leaves;
}
