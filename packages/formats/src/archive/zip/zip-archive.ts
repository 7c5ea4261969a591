import type { ByteSource } from "../../byte-source.ts";
import type { DecodedBytes } from "../../compression/decoded-bytes.ts";

/*
 * What the bytes of a zip archive say, by all its views: the central directory, the local headers, the data
 * descriptors. Loaders differ in which one they believe, so that all are kept.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

/** Fields that a local header and an entry of the central directory have in common; zip64 values put in. */
export interface ZipHeader {
  /** Where the header begins and ends, name and extra fields included. */
  readonly start: number;
  readonly end: number;
  /** Hostile. UTF-8 where the flag says so or the bytes are valid, code page 437 otherwise. */
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly extra: Uint8Array;
}

/** An entry of the central directory. */
export interface ZipEntry extends ZipHeader {
  /** Of the local header, bytes before the archive added. */
  readonly localOffset: number;
  readonly madeBy: number;
  readonly externalAttributes: number;
  readonly comment: Uint8Array;
}

/** One way to read a member's content. */
export interface ZipReading {
  readonly view: "directory" | "local";
  readonly method: number;
  readonly flags: number;
  readonly start: number;
  readonly compressedSize: number;
  /** As declared; what comes out may differ. */
  readonly size: number;
  readonly crc: number;
  /** Flag bit 0 or 6, or an AES extra field. A flag may lie: PyTorch and others ignore it. */
  readonly encrypted: boolean;
}

export interface ZipMember {
  /** As the central directory has it, else the local header. */
  readonly name: string;
  /** Both names where they differ, else one. */
  readonly names: readonly string[];
  readonly local?: ZipHeader;
  readonly entry?: ZipEntry;
  /** All distinct ones, the directory's first. Never empty. */
  readonly readings: readonly ZipReading[];
  readonly directory: boolean;
  /** A symbolic link by its external attributes; the content is its target. */
  readonly symlink: boolean;
}

export interface ZipAnomaly {
  readonly kind: ZipAnomalyKind;
  readonly offset: number;
  readonly message: string;
  readonly member?: string;
}

export type ZipAnomalyKind =
  /** Local header and directory give different names. */
  | "name-mismatch"
  /** Local header and directory differ in method, sizes, checksum or flags. */
  | "header-mismatch"
  | "duplicate-name"
  /** Two members, or a member and the directory, share bytes. */
  | "overlap"
  /** Found by its local header only. */
  | "not-in-directory"
  /** An entry of the directory that points to no local header. */
  | "missing-member"
  /** Bytes before the first local header, between members, before or after the directory. */
  | "unclaimed"
  /** No end of the central directory, or one that points nowhere. */
  | "no-directory"
  /** Several ends of a central directory: readers choose differently. */
  | "several-directories"
  /** Number of entries, size or offset in the end record do not hold. */
  | "end-mismatch"
  | "multi-disk"
  | "truncated"
  /** More members or a bigger directory than is read. */
  | "limit";

/** A range of the archive that is accounted for. */
export interface ZipRange {
  readonly start: number;
  readonly end: number;
  readonly what: "local header" | "member" | "data descriptor" | "central directory" | "end of central directory" | "comment" | "padding";
  readonly member?: ZipMember;
}

export interface ZipArchive {
  /** In the order of their bytes. */
  readonly members: readonly ZipMember[];
  readonly anomalies: readonly ZipAnomaly[];
  /** Sorted; they may overlap, which is then an anomaly too. */
  readonly ranges: readonly ZipRange[];
  readonly comment: Uint8Array;
  /** Bytes before the archive that its offsets do not count. */
  readonly prefix: number;
  /** Not everything was read. */
  readonly complete: boolean;
}

/**
 * Content of a member by one reading (the first, where none is named): a range of the archive where it is stored,
 * decoded bytes otherwise.
 */
export type OpenZipMember = (member: ZipMember, reading?: ZipReading) => DecodedBytes;

/** The archive that members are opened of. */
export interface OpenedZip {
  readonly source: ByteSource;
  readonly archive: ZipArchive;
  /** By the name in the directory; the last one of duplicates, as most readers have it. */
  member(name: string): ZipMember | undefined;
  readonly open: OpenZipMember;
}
