import type { ByteSource } from "../byte-source.ts";

export type CodecProblemKind =
  /** The bytes break the rules of the format. */
  | "malformed"
  /** The input ends before the stream does. */
  | "truncated"
  /** A method, filter or window that is not supported. */
  | "unsupported"
  | "encrypted"
  /** More output than may be made. */
  | "limit"
  /** The content is not what its checksum or declared length says. */
  | "checksum";

export interface CodecProblem {
  readonly kind: CodecProblemKind;
  readonly message: string;
  /** In the compressed bytes, from the start of the stream. */
  readonly offset: number;
}

/** What came out of a compressed stream. */
export interface DecodedBytes {
  /** All that could be decoded, also where decoding failed later: loaders act on what comes before an error. */
  readonly source: ByteSource;
  /** Compressed bytes read, from the start of the stream; what follows is not part of it. */
  readonly consumed: number;
  /** Streams, members or frames that follow one another. */
  readonly streams: number;
  /** Whether all checksums that the stream has were right; undefined where it has none or was not read to its end. */
  readonly verified?: boolean;
  /** What the stream asks of the machine that decodes it, where that is beyond the usual. */
  readonly demand?: string;
  /** A name that the stream carries (gzip); hostile. */
  readonly name?: string;
  /** Undefined where the stream was read to its end and holds what it says. */
  readonly problem?: CodecProblem;
}
