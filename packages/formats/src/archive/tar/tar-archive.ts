import type { ByteSource } from "../../byte-source.ts";

/*
 * What a tar archive says: ustar, GNU and pax, with what readers disagree about.
 * @see POSIX.1-2017, pax, "Extended Description"; GNU tar manual, "Tar Internals"
 */

export type TarMemberKind =
  | "file"
  | "directory"
  | "symlink"
  | "hardlink"
  | "device"
  | "fifo"
  /** Volume labels, incremental dumps, parts of other volumes. */
  | "other";

export interface TarMember {
  /** Overrides of GNU and pax put in; hostile. */
  readonly name: string;
  /** Other names that a reader may take, which does not know the overrides or applies them otherwise. */
  readonly otherNames: readonly string[];
  readonly kind: TarMemberKind;
  /** Type flag as written. */
  readonly flag: string;
  readonly linkTarget: string;
  readonly mode: number;
  /** Of the header block. */
  readonly start: number;
  /** Stored content in the archive. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** The content as a reader gives it, holes of sparse files filled in. */
  readonly content: ByteSource;
  /** Content as it is stored, where the member is sparse: what a reader gives that knows no sparse files. */
  readonly stored?: ByteSource;
}

export type TarAnomalyKind =
  /** A block that is no header where one should stand. */
  | "bad-header"
  /** Members after the blocks that end the archive, or after a block that is no header. */
  | "after-end"
  /** A link, directory or device with a length: readers disagree about what follows. */
  | "unexpected-length"
  /** A length below zero: readers that go on by it never end. */
  | "negative-length"
  /** Header and extended header give different lengths. */
  | "length-mismatch"
  | "truncated"
  /** The archive does not end with zero blocks. */
  | "no-end"
  /** An extended header that cannot be read. */
  | "bad-extension"
  | "multi-volume"
  | "limit";

export interface TarAnomaly {
  readonly kind: TarAnomalyKind;
  readonly offset: number;
  readonly message: string;
  readonly member?: string;
}

export interface TarRange {
  readonly start: number;
  readonly end: number;
  readonly what: "header" | "extended header" | "member";
}

export interface TarArchive {
  readonly members: readonly TarMember[];
  readonly anomalies: readonly TarAnomaly[];
  /** In the order of the file. */
  readonly ranges: readonly TarRange[];
  readonly complete: boolean;
}
