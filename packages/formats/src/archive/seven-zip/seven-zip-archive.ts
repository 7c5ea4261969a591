import type { CodecProblem } from "../../compression/decoded-bytes.ts";

/** One coder of a folder: a codec or a filter. */
export interface SevenZipCoder {
  /** Hexadecimal, as in 7-Zip's Methods.txt. */
  readonly id: string;
  readonly properties: Uint8Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** Coders that make one stream of packed ones; what 7-Zip calls a folder. A solid archive has many files in one. */
export interface SevenZipFolder {
  readonly coders: readonly SevenZipCoder[];
  /** Output `from` of one coder feeds input `to` of another. */
  readonly bonds: readonly { readonly from: number; readonly to: number }[];
  /** Inputs that take the packed streams, in order. */
  readonly packed: readonly number[];
  /** By output. */
  readonly sizes: readonly number[];
  readonly crc?: number;
  /** Packed streams of the archive, by index. */
  readonly firstPack: number;
  /** Sizes and checksums of the files in it. */
  readonly files: readonly { readonly size: number; readonly crc?: number }[];
}

export interface SevenZipMember {
  /** Hostile. */
  readonly name: string;
  readonly directory: boolean;
  readonly symlink: boolean;
  readonly size: number;
  readonly crc?: number;
  /** Where its content stands; undefined for an empty file or directory. */
  readonly place?: { readonly folder: number; readonly offset: number };
}

export interface SevenZipArchive {
  readonly members: readonly SevenZipMember[];
  readonly folders: readonly SevenZipFolder[];
  /** Packed streams in the file. */
  readonly packs: readonly { readonly start: number; readonly end: number }[];
  readonly ranges: readonly { readonly start: number; readonly end: number; readonly what: string }[];
  /** Why there is no (whole) list of members: the header is damaged, encrypted or packed in an unknown way. */
  readonly problem?: CodecProblem;
}
