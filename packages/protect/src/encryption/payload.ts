import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { ProtectError } from "../errors.ts";

/* The payload of an age file: STREAM over ChaCha20-Poly1305 (C2SP age.md, "Payload"). */

export const CHUNK = 64 * 1024;
export const TAG = 16;
export const SEALED_CHUNK = CHUNK + TAG;
export const NONCE_BYTES = 16;
/** An eight-byte number cannot be passed by a file, so the counter's first three bytes stay zero. */
const COUNTER_AT = 3;
const LAST_AT = 11;

/** The key that a file's payload is under. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", fileKey, nonce, "payload", 32));
}

/** Seals and opens single chunks in any order; the last one carries a mark, so that a cut file is told. */
export class Chunks {
  readonly #key: Uint8Array;
  readonly #nonce = Buffer.alloc(12);

  /** @param key of `payloadKey` */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  #nonceOf(index: number, last: boolean): Buffer {
    this.#nonce.writeBigUInt64BE(BigInt(index), COUNTER_AT);
    this.#nonce[LAST_AT] = last ? 1 : 0;
    return this.#nonce;
  }

  /** The sealed bytes and the tag that follows them. */
  seal(index: number, last: boolean, plain: Uint8Array): readonly [sealed: Buffer, tag: Buffer] {
    const cipher = createCipheriv("chacha20-poly1305", this.#key, this.#nonceOf(index, last), { authTagLength: TAG });
    const sealed = cipher.update(plain);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  }

  /** The plain bytes; undefined where the chunk is not what was sealed as this number. */
  open(index: number, last: boolean, sealed: Uint8Array): Buffer | undefined {
    const decipher = createDecipheriv("chacha20-poly1305", this.#key, this.#nonceOf(index, last), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
    try {
      decipher.final();
      return plain;
    } catch {
      return undefined;
    }
  }
}

export interface PayloadShape {
  readonly chunks: number;
  readonly plainBytes: number;
}

/** @throws ProtectError NOT_DECRYPTED where no payload has this size */
export function payloadShape(sealedBytes: number): PayloadShape {
  const rest = sealedBytes % SEALED_CHUNK;
  const chunks = Math.ceil(sealedBytes / SEALED_CHUNK);
  if (chunks === 0 || (rest > 0 && rest < TAG) || (rest === TAG && chunks > 1)) throw cutOff(sealedBytes);
  return { chunks, plainBytes: sealedBytes - chunks * TAG };
}

export function cutOff(position: number): ProtectError {
  return new ProtectError(
    "NOT_DECRYPTED",
    `The file is cut off or something was added: its payload of ${position} bytes does not end as it was encrypted. Take it from where it was encrypted again.`,
  );
}

/** Why a chunk does not open: cut off behind it, something added behind it, or changed. */
export function chunkFault(chunks: Chunks, index: number, last: boolean, sealed: Uint8Array): ProtectError {
  if (sealed.length === SEALED_CHUNK && chunks.open(index, !last, sealed) !== undefined) return cutOff((index + 1) * SEALED_CHUNK);
  return new ProtectError(
    "NOT_DECRYPTED",
    `The file was changed, damaged or cut off: bytes ${index * CHUNK} to ${index * CHUNK + Math.max(0, sealed.length - TAG)} of its content do not open. Take it from where it was encrypted again.`,
  );
}
