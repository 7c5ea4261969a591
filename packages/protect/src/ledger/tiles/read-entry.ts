import { ProtectError } from "../../errors.ts";
import { parseBundle } from "./bundle.ts";
import { TILE_WIDTH, tilePath, tileWidth } from "./paths.ts";
import { type ReadLogFile, readTile } from "./read-tiles.ts";

/** The entries of a bundle in the tree of `size` entries. @throws ProtectError FILE_MISSING, FORMAT_INVALID */
export function readEntries(read: ReadLogFile, index: number, size: number): readonly Uint8Array[] {
  const width = tileWidth("entries", index, size);
  const path = tilePath("entries", index, width);
  const bundle = readTile(read, "entries", index, size);
  if (bundle === undefined) throw new ProtectError("FILE_MISSING", `The log lacks ${path}; take it from a copy of the log.`);
  const entries = parseBundle(bundle.bytes, bundle.path === path ? width : TILE_WIDTH);
  if (typeof entries === "string") throw new ProtectError("FORMAT_INVALID", `${bundle.path} is damaged: ${entries}.`);
  return entries.slice(0, width);
}

/** One entry; what is read is not judged. @throws ProtectError FILE_MISSING, FORMAT_INVALID */
export function readEntry(read: ReadLogFile, index: number, size: number): Uint8Array {
  const entry = readEntries(read, Math.floor(index / TILE_WIDTH), size)[index % TILE_WIDTH];
  if (entry === undefined) throw new ProtectError("OPTION_INVALID", `There is no entry ${index} among ${size}.`);
  return entry;
}
