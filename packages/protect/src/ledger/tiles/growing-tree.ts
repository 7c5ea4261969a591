import { HASH_BYTES } from "../merkle/hash.ts";
import { Peaks } from "../merkle/peaks.ts";
import { hashesAt, TILE_WIDTH, tilePath } from "./paths.ts";
import { type ReadLogFile, tileHashes, tileNodes } from "./read-tiles.ts";

export interface NewTile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Row {
  /** Index of the first tile whose hashes stand in `hashes`. */
  first: number;
  hashes: Uint8Array[];
  /** Hashes that are in files already. */
  written: number;
}

/** The right edge of a tree: takes hashes of entries, knows the root, and says which tiles are new. */
export class GrowingTree {
  #size = 0;
  readonly #peaks = new Peaks();
  readonly #rows: Row[] = [];

  /** The edge of a log on disk. @throws ProtectError FILE_MISSING, FORMAT_INVALID */
  static open(read: ReadLogFile, size: number): GrowingTree {
    const tree = new GrowingTree();
    const nodes = tileNodes(read, size);
    tree.#size = size;
    let from = 0;
    for (let height = 52; height >= 0; height--) {
      const span = 2 ** height;
      if (Math.floor(size / span) % 2 === 0) continue;
      tree.#peaks.push(height, nodes(height, from / span));
      from += span;
    }
    for (let level = 0; hashesAt(level, size) > 0; level++) {
      const count = hashesAt(level, size);
      const first = Math.floor(count / TILE_WIDTH);
      const bytes = count % TILE_WIDTH === 0 ? new Uint8Array() : tileHashes(read, level, first, size);
      const hashes = Array.from({ length: count % TILE_WIDTH }, (_, index) => bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES));
      tree.#rows.push({ first, hashes, written: count });
    }
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  root(): Uint8Array {
    return this.#peaks.root();
  }

  add(leaf: Uint8Array): void {
    this.#put(0, leaf);
    this.#peaks.push(0, leaf, (height, hash) => {
      if (height % 8 === 0) this.#put(height / 8, hash);
    });
    this.#size++;
  }

  /** Tiles that the tree has now and had not when this was last asked (or opened). */
  newTiles(): readonly NewTile[] {
    const tiles: NewTile[] = [];
    for (const [level, row] of this.#rows.entries()) {
      const count = row.first * TILE_WIDTH + row.hashes.length;
      if (count === row.written) continue;
      for (let at = 0; at < row.hashes.length; at += TILE_WIDTH) {
        const hashes = row.hashes.slice(at, at + TILE_WIDTH);
        tiles.push({ path: tilePath(level, row.first + at / TILE_WIDTH, hashes.length), bytes: Buffer.concat(hashes) });
      }
      row.first = Math.floor(count / TILE_WIDTH);
      row.hashes = count % TILE_WIDTH === 0 ? [] : row.hashes.slice(-(count % TILE_WIDTH));
      row.written = count;
    }
    return tiles;
  }

  #put(level: number, hash: Uint8Array): void {
    const row = this.#rows[level] ?? { first: 0, hashes: [], written: 0 };
    this.#rows[level] = row;
    row.hashes.push(hash);
  }
}
