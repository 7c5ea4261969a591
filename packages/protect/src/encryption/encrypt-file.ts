import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, type Stats, statSync } from "node:fs";
import { ProtectError } from "../errors.ts";
import { NewFile } from "../files/new-file.ts";
import { type ByteReader, descriptorReader } from "./byte-reader.ts";
import { FILE_KEY_BYTES, writeHeader } from "./header.ts";
import { openHeader } from "./open-header.ts";
import { runPayload } from "./parallel.ts";
import { CHUNK, NONCE_BYTES, payloadKey, payloadShape } from "./payload.ts";
import type { Identity, Recipient } from "./recipient.ts";
import { type ByteSink, decryptPayload, encryptStream, readHeader, readNonce } from "./stream.ts";
import { wrapFileKey } from "./wrap.ts";

export interface FileOptions {
  /** Threads; two, unless told. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Called now and then with the bytes that were taken so far, of how many. */
  readonly progress?: (done: number, total: number) => void;
  /** Waits until the disk has the result, which a power cut then cannot take away; by default it is left to the system. */
  readonly durable?: boolean;
  /** Permissions of the result; by default 0644 for encrypted, 0600 for decrypted files. */
  readonly mode?: number;
}

const errorCode = (cause: unknown): string => (cause instanceof Error && "code" in cause ? String(cause.code) : "");

/** Opens a file to read. @throws ProtectError FILE_MISSING, FILE_UNREADABLE */
export function openInput(path: string): { readonly descriptor: number; readonly stats: Stats } {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    if (errorCode(cause) === "ENOENT") throw new ProtectError("FILE_MISSING", `${path} is not there.`, { cause });
    throw new ProtectError("FILE_UNREADABLE", `${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`, {
      cause,
    });
  }
  const stats = fstatSync(descriptor);
  if (!stats.isDirectory()) return { descriptor, stats };
  closeSync(descriptor);
  throw new ProtectError("OPTION_INVALID", `${path} is a folder, not a file.`);
}

/** @throws ProtectError OPTION_INVALID where the result would replace what it is made of */
function checkDistinct(input: Stats, output: string): void {
  const there = statSync(output, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new ProtectError("OPTION_INVALID", `${output} is a folder; name the file to write.`);
  if (there !== undefined && there.dev === input.dev && there.ino === input.ino)
    throw new ProtectError("OPTION_INVALID", `${output} is the file that is read; name another place for the result.`);
}

/** @throws ProtectError FILE_UNREADABLE where somebody wrote to the file meanwhile */
function checkUnchanged(descriptor: number, before: Stats, path: string): void {
  const after = fstatSync(descriptor);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    throw new ProtectError("FILE_UNREADABLE", `${path} was changed while it was read; begin again when nobody writes to it.`);
}

/** A file by its path, or bytes that come from elsewhere. */
export type Input = string | { readonly reader: ByteReader; readonly name: string };
/** A file by its path, which appears whole or not at all, or somewhere that bytes go as they come. */
export type Output = string | ByteSink;

interface Opened {
  readonly name: string;
  readonly reader: ByteReader;
  /** Where the bytes are a file: they can be read at any place, and how many there are is known. */
  readonly file?: { readonly descriptor: number; readonly stats: Stats };
  close(): void;
}

function openIn(input: Input, output: Output): Opened {
  if (typeof input !== "string") return { ...input, close: () => undefined };
  const { descriptor, stats } = openInput(input);
  const close = (): void => closeSync(descriptor);
  try {
    if (typeof output === "string") checkDistinct(stats, output);
  } catch (error) {
    close();
    throw error;
  }
  const opened = { name: input, reader: descriptorReader(descriptor, input), close };
  return stats.isFile() ? { ...opened, file: { descriptor, stats } } : opened;
}

/** Lets `act` write, then makes the file appear; takes it away where `act` failed. */
async function into<T>(output: Output, mode: number, durable: boolean, act: (sink: ByteSink, file?: NewFile) => Promise<T>): Promise<T> {
  if (typeof output !== "string") return act(output);
  const file = new NewFile(output, mode);
  try {
    const result = await act(file, file);
    file.finish(durable);
    return result;
  } finally {
    file.discard();
  }
}

function watched(sink: ByteSink, options: FileOptions, total: number): ByteSink {
  let done = 0;
  return {
    write: async (bytes) => {
      options.signal?.throwIfAborted();
      await sink.write(bytes);
      done += bytes.length;
      options.progress?.(Math.min(done, total), total);
    },
  };
}

/**
 * Encrypts to a file, which appears whole or not at all. Returns the bytes of content.
 * @throws ProtectError FILE_MISSING, FILE_UNREADABLE, FILE_UNWRITABLE, OPTION_INVALID
 */
export async function encryptFile(
  input: Input,
  output: Output,
  recipients: readonly Recipient[],
  options: FileOptions & { readonly armored?: boolean } = {},
): Promise<number> {
  const { reader, file: source, name, close } = openIn(input, output);
  try {
    return await into(output, options.mode ?? 0o644, options.durable ?? false, async (sink, file) => {
      if (source === undefined || file === undefined || options.armored === true)
        return encryptStream(reader, watched(sink, options, source?.stats.size ?? 0), recipients, { armored: options.armored ?? false });
      const { descriptor, stats } = source;
      const [fileKey, nonce] = [randomBytes(FILE_KEY_BYTES), randomBytes(NONCE_BYTES)];
      const header = writeHeader(await wrapFileKey(fileKey, recipients), fileKey);
      file.write(Buffer.concat([header, nonce]));
      await runPayload(
        {
          ...{ mode: "seal", key: payloadKey(fileKey, nonce), from: descriptor, to: file.descriptor },
          ...{
            fromOffset: 0,
            toOffset: header.length + NONCE_BYTES,
            chunks: Math.max(1, Math.ceil(stats.size / CHUNK)),
            bytes: stats.size,
          },
        },
        { ...options, progress: (done) => options.progress?.(done, stats.size) },
      );
      checkUnchanged(descriptor, stats, name);
      return stats.size;
    });
  } finally {
    close();
  }
}

/** The same fault, with the file that it is about. */
function about(name: string, error: unknown): unknown {
  return error instanceof ProtectError && (error.code === "NOT_DECRYPTED" || error.code === "FORMAT_INVALID")
    ? new ProtectError(error.code, `${name}: ${error.message}`, { cause: error })
    : error;
}

/**
 * Decrypts to a file, which appears whole and authentic or not at all; to a sink each chunk is authentic when it comes, and
 * that none is missing is known when this ends. Returns the bytes of content.
 * @throws ProtectError FORMAT_INVALID, NOT_DECRYPTED, FILE_MISSING, FILE_UNREADABLE, FILE_UNWRITABLE, OPTION_INVALID
 */
export async function decryptFile(
  input: Input,
  output: Output,
  identities: readonly Identity[],
  options: FileOptions = {},
): Promise<number> {
  const { reader, file: source, name, close } = openIn(input, output);
  try {
    const { header, rest, armored } = await readHeader(reader);
    const fileKey = await openHeader(header, identities);
    const key = payloadKey(fileKey, await readNonce(rest));
    return await into(output, options.mode ?? 0o600, options.durable ?? false, async (sink, file) => {
      if (source === undefined || file === undefined || armored)
        return decryptPayload(rest, watched(sink, options, source?.stats.size ?? 0), key);
      const { descriptor, stats } = source;
      const offset = header.length + NONCE_BYTES;
      const { chunks, plainBytes } = payloadShape(stats.size - offset);
      await runPayload(
        {
          ...{ mode: "open", key, from: descriptor, to: file.descriptor },
          ...{ fromOffset: offset, toOffset: 0, chunks, bytes: stats.size - offset },
        },
        { ...options, progress: (done) => options.progress?.(Math.min(done, plainBytes), plainBytes) },
      );
      checkUnchanged(descriptor, stats, name);
      return plainBytes;
    });
  } catch (error) {
    throw about(name, error);
  } finally {
    close();
  }
}
