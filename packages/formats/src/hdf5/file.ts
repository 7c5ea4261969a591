import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";

const MAGIC = "\x89HDF\r\n\x1a\n";
/** Where a superblock may stand: at 0, 512, and each doubling. Deeper ones are nobody's. */
const PLACES = [0, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];

export interface Hdf5Problem {
  readonly message: string;
  readonly offset: number;
}

export type Claim = (start: number, end: number, what: string) => void;

/** What the superblock says, and numbers of the file's own widths. */
export interface Hdf5File {
  readonly window: ByteWindow;
  readonly superblock: number;
  readonly version: number;
  /** Added to every address. */
  readonly base: number;
  /** Widths of addresses and of lengths. */
  readonly offsets: number;
  readonly lengths: number;
  /** End of the file by its own word, absolute. */
  readonly end: number;
  /** Header of the root group; undefined where there is none. */
  readonly root: number | undefined;
  /** Header of the superblock's extension. */
  readonly extension: number | undefined;
  readonly superblockEnd: number;
  /** Rank of nodes of trees of version 1. */
  readonly leafK: number;
  readonly internalK: number;
  readonly chunkK: number;
}

/** Offset of the superblock; undefined where the bytes are no HDF5. @see HDF5 file format specification 3.0, II.A */
export function superblockOffset(source: ByteSource): number | undefined {
  return PLACES.find((place) => {
    const bytes = source.read(place, MAGIC.length);
    return bytes.length === MAGIC.length && bytes.every((byte, index) => byte === MAGIC.charCodeAt(index));
  });
}

/** An absolute offset from an address field; undefined for "no address". */
export function addressAt(file: Pick<Hdf5File, "window" | "base" | "offsets">, at: number): number | undefined {
  const { window, base, offsets } = file;
  let undefinedAddress = true;
  for (let index = 0; index < offsets && undefinedAddress; index++) undefinedAddress = window.u8(at + index) === 0xff;
  return undefinedAddress ? undefined : base + window.unsigned(at, offsets);
}

export function lengthAt(file: Pick<Hdf5File, "window" | "lengths">, at: number): number {
  return file.window.unsigned(at, file.lengths);
}

/** Opens the file; a text says why it cannot be read. */
export function openHdf5(source: ByteSource): Hdf5File | string {
  const start = superblockOffset(source);
  if (start === undefined) return "There is no HDF5 superblock.";
  const window = new ByteWindow(source);
  const version = window.u8(start + 8);
  if (version > 3) return `The superblock has the unknown version ${version}.`;
  const old = version < 2;
  const offsets = window.u8(start + (old ? 13 : 9));
  const lengths = window.u8(start + (old ? 14 : 10));
  if (![2, 4, 8].includes(offsets) || ![2, 4, 8].includes(lengths))
    return `Addresses of ${offsets} and lengths of ${lengths} bytes do not exist.`;
  const at = start + (version === 0 ? 24 : version === 1 ? 28 : 12);
  const partial = { window, offsets, lengths, base: 0 };
  // Where bytes were put before the superblock after the file was written, the base address is theirs.
  const base = addressAt(partial, at) ?? 0;
  const file = { ...partial, base };
  // Counted from the beginning of the file, whatever the base: the library compares it with the size of the file.
  const end = window.unsigned(at + 2 * offsets, offsets);
  if (old)
    return {
      ...file,
      superblock: start,
      version,
      end,
      root: addressAt(file, at + 5 * offsets),
      extension: undefined,
      superblockEnd: at + 6 * offsets + 24,
      leafK: window.u16(start + 16),
      internalK: window.u16(start + 18),
      chunkK: version === 1 ? window.u16(start + 24) : 32,
    };
  return {
    ...file,
    superblock: start,
    version,
    end,
    root: addressAt(file, at + 3 * offsets),
    extension: addressAt(file, at + offsets),
    superblockEnd: at + 4 * offsets + 4,
    leafK: 4,
    internalK: 16,
    chunkK: 32,
  };
}

/** Whether four letters stand at an offset. */
export function signatureAt(file: Hdf5File, offset: number, letters: string): boolean {
  const { window } = file;
  return (
    window.has(offset, 4) &&
    window.u32(offset) ===
      (letters.charCodeAt(0) | (letters.charCodeAt(1) << 8) | (letters.charCodeAt(2) << 16) | (letters.charCodeAt(3) << 24)) >>> 0
  );
}
