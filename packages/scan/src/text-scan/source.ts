import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ScanError } from "../engine/errors.ts";

/** What is read: records line by line, or one document. */
export type SourceKind = "records" | "document";

export interface TextSource {
  /** As it is called in messages. */
  readonly name: string;
  readonly kind: SourceKind;
  open(): AsyncIterable<Uint8Array>;
}

const RECORDS = /\.(?:jsonl|ndjson|jsonlines)(?:\.gz)?$/i;

/** The source behind a word of the command line; `-` is standard input. @throws ScanError NO_SUCH_TARGET */
export async function textSource(path: string, standardInput: Readable): Promise<TextSource> {
  if (path === "-") return { name: "standard input", kind: "records", open: () => bytesOf(standardInput) };
  let isFile: boolean;
  try {
    const found = await stat(path);
    isFile = found.isFile() || found.isFIFO() || found.isCharacterDevice();
  } catch (cause) {
    throw new ScanError("NO_SUCH_TARGET", `${path}: there is no such file.`, { cause });
  }
  if (!isFile) throw new ScanError("NO_SUCH_TARGET", `${path} is no file; castellan text scan takes files, and - for standard input.`);
  return {
    name: path,
    kind: RECORDS.test(path) ? "records" : "document",
    open: () => (/\.gz$/i.test(path) ? unzipped(createReadStream(path)) : bytesOf(createReadStream(path, { highWaterMark: 1 << 18 }))),
  };
}

function unzipped(file: Readable): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  file.on("error", (error) => gunzip.destroy(error));
  return bytesOf(file.pipe(gunzip));
}

async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield chunk;
    else yield Buffer.from(String(chunk));
  }
}
