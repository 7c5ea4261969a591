/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Longest entry: its length stands in two bytes. */
export const LONGEST_ENTRY = 65_535;

/** A row of the tiles: 0 holds the hashes of entries; each above, those of full tiles below; `entries` the entries themselves. */
export type TileLevel = number | "entries";

/** 1234067 is x001/x234/067. */
export function tileFolder(level: TileLevel, index: number): string {
  let text = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    text = `x${String(rest % 1000).padStart(3, "0")}/${text}`;
  return `tile/${level}/${text}`;
}

/** Path of a tile below the folder of its log (C2SP tlog-tiles). @param width 256 for a full one */
export function tilePath(level: TileLevel, index: number, width: number): string {
  return width === TILE_WIDTH ? tileFolder(level, index) : `${tileFolder(level, index)}.p/${width}`;
}

/** Hashes at a level of the tree of `size` entries. */
export function hashesAt(level: TileLevel, size: number): number {
  return level === "entries" ? size : Math.floor(size / TILE_WIDTH ** level);
}

/** Entries of the tile `index` at a level of the tree of `size` entries: 0 to 256. */
export function tileWidth(level: TileLevel, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH));
}
