import { randomBytes } from "node:crypto";
import { armor, looksArmored, unarmor } from "./armor.ts";
import { type ByteReader, readerOf } from "./byte-reader.ts";
import { type AgeHeader, FILE_KEY_BYTES, headerFault, MAXIMAL_HEADER, parseHeader, writeHeader } from "./header.ts";
import { openHeader } from "./open-header.ts";
import { CHUNK, Chunks, chunkFault, cutOff, NONCE_BYTES, payloadKey, SEALED_CHUNK, TAG } from "./payload.ts";
import type { Identity, Recipient } from "./recipient.ts";
import { wrapFileKey } from "./wrap.ts";
import { YoungMemory } from "./young-memory.ts";

/** Where bytes go; they are the writer's own again when it has answered. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void> | void;
}

/** Chunks that are read at once: 1 MiB. */
export const BLOCK_CHUNKS = 16;
const FIRST_READ = 64 * 1024;

export interface OpenedStream {
  readonly header: AgeHeader;
  /** The payload: nonce, then chunks. */
  readonly rest: ByteReader;
  readonly armored: boolean;
}

/**
 * Reads the header of a file in either form.
 * @throws ProtectError FORMAT_INVALID for what is no age file, NOT_DECRYPTED for a damaged one
 */
export async function readHeader(reader: ByteReader): Promise<OpenedStream> {
  let held = Buffer.alloc(FIRST_READ);
  let length = await reader.read(held);
  let source = reader;
  const armored = looksArmored(held.subarray(0, length));
  if (armored) {
    source = unarmor(readerOf(held.subarray(0, length), reader));
    held = Buffer.alloc(FIRST_READ);
    length = await source.read(held);
  }
  for (;;) {
    const header = parseHeader(held.subarray(0, length));
    if (header !== undefined) return { header, rest: readerOf(held.subarray(header.length, length), source), armored };
    if (length < held.length) throw headerFault("it is cut off");
    if (length >= MAXIMAL_HEADER) throw headerFault(`it is longer than ${MAXIMAL_HEADER} bytes`);
    const larger = Buffer.alloc(held.length * 2);
    held.copy(larger);
    length += await source.read(larger.subarray(held.length));
    held = larger;
  }
}

/** The nonce that the payload begins with. @throws ProtectError NOT_DECRYPTED where it is cut off */
export async function readNonce(reader: ByteReader): Promise<Buffer> {
  const nonce = Buffer.alloc(NONCE_BYTES);
  if ((await reader.read(nonce)) < NONCE_BYTES) throw headerFault("the file ends behind it, without any content");
  return nonce;
}

/** Blocks of a reader with whether each is the last; what follows is read while the caller works on one. */
async function* blocksOf(reader: ByteReader, size: number): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let [current, next, spare] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let length = await reader.read(current);
  // Whether anything follows is known only when it is read.
  let following = length < size ? 0 : await reader.read(next);
  for (;;) {
    const later = following < size ? Promise.resolve(0) : reader.read(spare);
    // Awaited below: an error must not stand unheard while the caller works.
    later.catch(() => undefined);
    yield { bytes: current.subarray(0, length), last: following === 0 };
    if (following === 0) return;
    [current, next, spare] = [next, spare, current];
    length = following;
    following = await later;
  }
}

/** What a stream is encrypted with; randomness is the system's unless told. */
export interface EncryptOptions {
  readonly armored?: boolean;
  readonly random?: (bytes: number) => Uint8Array;
}

/** Encrypts bytes as they come, with bounded memory. Returns how many there were. */
export async function encryptStream(
  reader: ByteReader,
  sink: ByteSink,
  recipients: readonly Recipient[],
  options: EncryptOptions = {},
): Promise<number> {
  const random = options.random ?? randomBytes;
  const fileKey = random(FILE_KEY_BYTES);
  const nonce = random(NONCE_BYTES);
  const text = options.armored === true ? armor(sink) : undefined;
  const out = text ?? sink;
  await out.write(Buffer.concat([writeHeader(await wrapFileKey(fileKey, recipients), fileKey), nonce]));
  const chunks = new Chunks(payloadKey(fileKey, nonce));
  const block = Buffer.allocUnsafeSlow(BLOCK_CHUNKS * SEALED_CHUNK);
  const memory = new YoungMemory();
  let index = 0;
  let total = 0;
  for await (const { bytes, last } of blocksOf(reader, BLOCK_CHUNKS * CHUNK)) {
    let end = 0;
    for (let start = 0; start < bytes.length || (last && start === 0); start += CHUNK) {
      const final = last && start + CHUNK >= bytes.length;
      for (const part of chunks.seal(index++, final, bytes.subarray(start, start + CHUNK))) end += part.copy(block, end);
    }
    await out.write(block.subarray(0, end));
    total += bytes.length;
    memory.after(bytes.length);
  }
  await text?.finish();
  return total;
}

/**
 * Opens a payload as it comes. Each chunk is authentic when it is written; that none is missing is known only when this
 * ends without an error.
 */
export async function decryptPayload(rest: ByteReader, sink: ByteSink, key: Uint8Array): Promise<number> {
  const chunks = new Chunks(key);
  const memory = new YoungMemory();
  let index = 0;
  let total = 0;
  for await (const { bytes, last } of blocksOf(rest, BLOCK_CHUNKS * SEALED_CHUNK)) {
    if (bytes.length === 0) throw cutOff(0);
    for (let start = 0; start < bytes.length; start += SEALED_CHUNK) {
      const sealed = bytes.subarray(start, start + SEALED_CHUNK);
      const final = last && start + SEALED_CHUNK >= bytes.length;
      if (sealed.length < TAG || (sealed.length === TAG && index > 0)) throw cutOff(total);
      const plain = chunks.open(index, final, sealed);
      if (plain === undefined) {
        const ending = final ? undefined : chunks.open(index, true, sealed);
        if (ending !== undefined) await sink.write(ending);
        throw chunkFault(chunks, index, final, sealed);
      }
      index++;
      total += plain.length;
      await sink.write(plain);
    }
    memory.after(bytes.length);
  }
  return total;
}

/**
 * Decrypts bytes as they come, with bounded memory. Returns how many there were.
 * @throws ProtectError FORMAT_INVALID for what is no age file, NOT_DECRYPTED where no identity fits or anything was changed
 */
export async function decryptStream(reader: ByteReader, sink: ByteSink, identities: readonly Identity[]): Promise<number> {
  const { header, rest } = await readHeader(reader);
  const fileKey = await openHeader(header, identities);
  return decryptPayload(rest, sink, payloadKey(fileKey, await readNonce(rest)));
}
