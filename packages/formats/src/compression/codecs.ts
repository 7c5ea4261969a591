import { bzip2 } from "./bzip2.ts";
import type { Codec } from "./codec.ts";
import { inflate } from "./deflate.ts";
import { gzip } from "./gzip.ts";
import { joblibZfile } from "./joblib-zfile.ts";
import { lz4 } from "./lz4.ts";
import { lzmaAlone } from "./lzma-alone.ts";
import { xz } from "./xz.ts";
import { zlib } from "./zlib.ts";
import { zstd } from "./zstd/zstd.ts";

/** Compressed forms that stand alone, by their usual names. */
export const CODECS = {
  bzip2,
  deflate: inflate,
  gzip,
  "joblib-zfile": joblibZfile,
  lz4,
  lzma: lzmaAlone,
  xz,
  zlib,
  zstd,
} as const satisfies {
  readonly [name: string]: Codec;
};

export type CodecName = keyof typeof CODECS;
