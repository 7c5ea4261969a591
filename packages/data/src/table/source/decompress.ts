import { closeSync, createReadStream, createWriteStream, openSync, statfsSync, writeSync } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { type ByteSource, CODECS, decode } from "@castellan/formats";
import { DataError } from "../../errors.ts";
import type { Compression } from "./content.ts";
import { FileSource } from "./file-source.ts";
import type { TemporaryFolder } from "./temporary-folder.ts";
import type { ReadWarning } from "./warning.ts";

const PIECE = 4 * 1024 * 1024;
/** Disk that is left alone. */
const SPARE = 512 * 1024 * 1024;

function room(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Number(bavail) * Number(bsize) - SPARE;
}

function tooLarge(name: string): DataError {
  return new DataError(
    "FILE_UNREADABLE",
    `${name}: unpacked it is larger than what is free in the temporary folder; set TMPDIR to a place with more room.`,
  );
}

/**
 * Unpacks a file into the temporary folder. Of a damaged stream, what stands before the damage is kept and told.
 * @throws DataError FILE_UNREADABLE where nothing comes out, or too much
 */
export async function decompressed(
  path: string,
  name: string,
  compression: Compression,
  folder: TemporaryFolder,
  warn: (warning: ReadWarning) => void,
): Promise<string> {
  const target = folder.file(".unpacked");
  const most = room(folder.path);
  let bytes = 0;
  const counted = new Transform({
    transform(piece: Uint8Array, _, done) {
      bytes += piece.length;
      done(bytes > most ? tooLarge(name) : null, piece);
    },
  });
  let problem: string | undefined;
  if (compression === "gzip" || compression === "zstd") {
    const codec = compression === "gzip" ? createGunzip() : createZstdDecompress();
    try {
      await pipeline(createReadStream(path), codec, counted, createWriteStream(target));
    } catch (cause) {
      if (cause instanceof DataError) throw cause;
      problem = cause instanceof Error ? cause.message : String(cause);
    }
  } else {
    const file = new FileSource(path);
    try {
      const result = decode(CODECS[compression], { source: file }, { memory: 64 * 1024 * 1024, output: most });
      if (result.problem?.kind === "limit") throw tooLarge(name);
      problem = result.problem?.message;
      bytes = written(result.source, target);
    } finally {
      file.close();
    }
  }
  if (problem !== undefined) {
    if (bytes === 0) throw new DataError("FILE_UNREADABLE", `${name}: the ${compression} stream cannot be unpacked: ${problem}.`);
    warn({
      code: "compression-damaged",
      file: name,
      count: 1,
      message: `${name}: the ${compression} stream breaks off (${problem.replace(/\.$/, "")}); the ${bytes} bytes before that were read.`,
    });
  }
  return target;
}

function written(source: ByteSource, target: string): number {
  const file = openSync(target, "w");
  try {
    let at = 0;
    while (at < source.size) {
      const piece = source.read(at, PIECE);
      if (piece.length === 0) break;
      for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
      at += piece.length;
    }
    return at;
  } finally {
    closeSync(file);
  }
}
