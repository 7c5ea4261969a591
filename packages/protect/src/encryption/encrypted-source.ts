import { closeSync, fstatSync, readSync } from "node:fs";
import { ProtectError } from "../errors.ts";
import { descriptorReader } from "./byte-reader.ts";
import { openInput } from "./encrypt-file.ts";
import { openHeader } from "./open-header.ts";
import { CHUNK, Chunks, chunkFault, NONCE_BYTES, payloadKey, payloadShape, SEALED_CHUNK, TAG } from "./payload.ts";
import type { Identity } from "./recipient.ts";
import { readHeader, readNonce } from "./stream.ts";

/** Opened chunks that are kept: 4 MiB. A reader of Parquet or safetensors goes back and forth between few places. */
const KEPT = 64;

/**
 * The content of an encrypted file at any place: chunk i lies at header + 16 + i × 65,552, so that a footer or a tensor is
 * opened without the rest. Of the shape of `ByteSource` of the formats room.
 */
export class EncryptedSource {
  /** Bytes of content; authentic, since the last chunk was opened. */
  readonly size: number;
  readonly #path: string;
  readonly #descriptor: number;
  readonly #offset: number;
  readonly #chunkCount: number;
  readonly #sealedBytes: number;
  readonly #chunks: Chunks;
  readonly #kept = new Map<number, Buffer>();
  #opened = 0;

  private constructor(path: string, descriptor: number, offset: number, key: Uint8Array) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#offset = offset;
    this.#sealedBytes = fstatSync(descriptor).size - offset;
    const shape = payloadShape(this.#sealedBytes);
    this.size = shape.plainBytes;
    this.#chunkCount = shape.chunks;
    this.#chunks = new Chunks(key);
    // A file that is cut off at the end of a chunk is told by its last one only.
    this.#chunk(this.#chunkCount - 1);
  }

  /**
   * @throws ProtectError FORMAT_INVALID, NOT_DECRYPTED, FILE_MISSING, FILE_UNREADABLE; OPTION_INVALID for the text form,
   * which has no places
   */
  static async open(path: string, identities: readonly Identity[]): Promise<EncryptedSource> {
    const { descriptor, stats } = openInput(path);
    try {
      const { header, rest, armored } = await readHeader(descriptorReader(descriptor, path));
      if (armored || !stats.isFile())
        throw new ProtectError("OPTION_INVALID", `${path} can only be read from front to end; decrypt it to a file first.`);
      const fileKey = await openHeader(header, identities);
      return new EncryptedSource(path, descriptor, header.length + NONCE_BYTES, payloadKey(fileKey, await readNonce(rest)));
    } catch (error) {
      closeSync(descriptor);
      throw error instanceof ProtectError && (error.code === "NOT_DECRYPTED" || error.code === "FORMAT_INVALID")
        ? new ProtectError(error.code, `${path}: ${error.message}`, { cause: error })
        : error;
    }
  }

  /** Chunks that were opened so far, those twice that were let go in between. */
  get opened(): number {
    return this.#opened;
  }

  #chunk(index: number): Buffer {
    const kept = this.#kept.get(index);
    if (kept !== undefined) {
      this.#kept.delete(index);
      this.#kept.set(index, kept);
      return kept;
    }
    const start = index * SEALED_CHUNK;
    const sealed = Buffer.allocUnsafe(Math.min(SEALED_CHUNK, this.#sealedBytes - start));
    let done = 0;
    while (done < sealed.length) {
      const count = readSync(this.#descriptor, sealed, done, sealed.length - done, this.#offset + start + done);
      if (count === 0) throw new ProtectError("FILE_UNREADABLE", `${this.#path} became shorter while it was read.`);
      done += count;
    }
    const last = index === this.#chunkCount - 1;
    const plain = this.#chunks.open(index, last, sealed);
    if (plain === undefined || sealed.length < TAG) throw chunkFault(this.#chunks, index, last, sealed);
    this.#opened++;
    this.#kept.set(index, plain);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return plain;
  }

  /**
   * Fills `target` from `offset`; returns how many bytes there were.
   * @throws ProtectError NOT_DECRYPTED where these bytes were changed, FILE_UNREADABLE
   */
  readInto(offset: number, target: Uint8Array): number {
    const start = Math.max(0, offset);
    const end = Math.min(this.size, start + target.length);
    let done = 0;
    for (let at = start; at < end; ) {
      const index = Math.floor(at / CHUNK);
      const part = this.#chunk(index).subarray(at - index * CHUNK, end - index * CHUNK);
      target.set(part, done);
      done += part.length;
      at += part.length;
    }
    return done;
  }

  /** At most `length` bytes from `offset`; fewer at the end, none past it. @throws ProtectError as `readInto` */
  read(offset: number, length: number): Uint8Array {
    const target = new Uint8Array(Math.max(0, Math.min(length, this.size - Math.max(0, offset))));
    this.readInto(offset, target);
    return target;
  }

  /** Gives the file back. */
  close(): void {
    this.#kept.clear();
    closeSync(this.#descriptor);
  }
}
