import { ascii, type ByteSource } from "../../byte-source.ts";
import type { PaxRecords } from "./pax.ts";
import { BLOCK, type TarHeader, tarNumber } from "./tar-header.ts";

/** A piece of a sparse file: where it belongs and how long it is. Pieces are stored one after another. */
export interface SparsePiece {
  readonly offset: number;
  readonly length: number;
}

export interface SparseMap {
  readonly pieces: readonly SparsePiece[];
  readonly size: number;
  /** Bytes between the header and the stored pieces. */
  readonly skipped: number;
}

const MAX_PIECES = 100_000;

/** The content of a sparse file: pieces of what is stored, zeros between them. */
export function sparseSource(stored: ByteSource, { pieces, size, skipped }: SparseMap): ByteSource {
  const starts: number[] = [];
  let total = skipped;
  for (const { length } of pieces) {
    starts.push(total);
    total += length;
  }
  return {
    size,
    read: (offset, length) => {
      const start = Math.min(Math.max(0, offset), size);
      const end = start + Math.max(0, Math.min(length, size - start));
      const bytes = new Uint8Array(end - start);
      for (let index = firstAfter(pieces, start); index < pieces.length; index++) {
        const piece = pieces[index];
        if (piece === undefined || piece.offset >= end) break;
        const from = Math.max(start, piece.offset);
        const until = Math.min(end, piece.offset + piece.length);
        bytes.set(stored.read((starts[index] ?? 0) + from - piece.offset, until - from), from - start);
      }
      return bytes;
    },
  };
}

/** The first piece that ends after a place. */
function firstAfter(pieces: readonly SparsePiece[], place: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.offset + piece.length <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A map whose pieces stand in order, without sharing bytes; readers differ on others. */
function ordered(map: SparseMap): SparseMap | undefined {
  let end = 0;
  for (const { offset, length } of map.pieces) {
    if (offset < end || offset + length > map.size) return undefined;
    end = offset + length;
  }
  return map;
}

/** Four pieces in the header, more in blocks after it. @see GNU tar manual, "Old GNU Format" */
export function oldSparseMap(header: TarHeader, extension: (index: number) => Uint8Array | undefined): SparseMap | undefined {
  const pieces: SparsePiece[] = [];
  const size = tarNumber(header.block, 483, 12);
  if (size === undefined || size < 0 || !addPieces(pieces, header.block, 386, 4)) return undefined;
  let more = header.block[482] !== 0;
  let skipped = 0;
  for (let index = 0; more; index++) {
    const block = extension(index);
    if (block === undefined || block.length < BLOCK || pieces.length > MAX_PIECES || !addPieces(pieces, block, 0, 21)) return undefined;
    more = block[504] !== 0;
    skipped += BLOCK;
  }
  return ordered({ pieces, size, skipped });
}

function addPieces(pieces: SparsePiece[], block: Uint8Array, start: number, count: number): boolean {
  for (let index = 0; index < count; index++) {
    const offset = tarNumber(block, start + index * 24, 12);
    const length = tarNumber(block, start + index * 24 + 12, 12);
    if (offset === undefined || length === undefined || offset < 0 || length < 0) return false;
    if (length > 0) pieces.push({ offset, length });
  }
  return true;
}

/** Formats 0.0, 0.1 and 1.0; undefined where the records describe none or a broken one. @see GNU tar manual, "PAX Format" */
export function paxSparseMap({ values, pairs }: PaxRecords, stored: ByteSource): SparseMap | undefined {
  const size = Number(values.get("GNU.sparse.realsize") ?? values.get("GNU.sparse.size"));
  if (!Number.isSafeInteger(size) || size < 0) return undefined;
  if (values.get("GNU.sparse.major") === "1") return mapBeforeContent(stored, size);
  const numbers =
    values.get("GNU.sparse.map")?.split(",", 2 * MAX_PIECES) ??
    pairs.filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes").map(([, value]) => value);
  return pieced(numbers.map(Number), size, 0);
}

/** Decimal numbers in lines: how many pieces, then each; filled up to a whole block. */
function mapBeforeContent(stored: ByteSource, size: number): SparseMap | undefined {
  let text = "";
  let lines: readonly string[] = [];
  for (let blocks = 1; blocks * BLOCK <= stored.size && text.length < 1024 * 1024; blocks++) {
    text += ascii(stored.read((blocks - 1) * BLOCK, BLOCK));
    lines = text.split("\n");
    const count = Number(lines[0]);
    if (lines.length > 1 && (!Number.isSafeInteger(count) || count < 0 || count > MAX_PIECES)) return undefined;
    if (lines.length > 1 && lines.length - 1 > 2 * count) return pieced(lines.slice(1, 1 + 2 * count).map(Number), size, blocks * BLOCK);
  }
  return undefined;
}

function pieced(numbers: readonly number[], size: number, skipped: number): SparseMap | undefined {
  if (numbers.length % 2 !== 0 || !numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return undefined;
  const pieces: SparsePiece[] = [];
  for (let index = 0; index < numbers.length; index += 2) pieces.push({ offset: numbers[index] ?? 0, length: numbers[index + 1] ?? 0 });
  return ordered({ pieces, size, skipped });
}
