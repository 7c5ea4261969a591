import { createCipheriv, createDecipheriv } from "node:crypto";
import { FILE_KEY_BYTES, headerFault, type Stanza } from "./header.ts";
import { TAG } from "./payload.ts";

/** Somebody a file is encrypted to. */
export interface Recipient {
  /** How it is named in messages; never a secret. */
  readonly name: string;
  /** Whether a future quantum computer could not open what is encrypted to it. */
  readonly postQuantum: boolean;
  wrap(fileKey: Uint8Array): readonly Stanza[] | Promise<readonly Stanza[]>;
}

/** Somebody who can open what is encrypted to them. */
export interface Identity {
  readonly name: string;
  /**
   * The file key; undefined where no stanza is for this identity.
   * @throws ProtectError NOT_DECRYPTED where a stanza of its type breaks the format
   */
  unwrap(stanzas: readonly Stanza[]): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** Bytes of a wrapped file key. */
export const WRAPPED_BYTES = FILE_KEY_BYTES + TAG;
const NO_NONCE = Buffer.alloc(12);

/** Seals a file key under a key that is used once. */
export function sealFileKey(fileKey: Uint8Array, key: Uint8Array, nonce: Uint8Array = NO_NONCE): Buffer {
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG });
  return Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
}

/** The file key; undefined where this key does not open it. @throws ProtectError NOT_DECRYPTED where it is not 16 bytes long */
export function openFileKey(body: Uint8Array, key: Uint8Array, nonce: Uint8Array = NO_NONCE): Buffer | undefined {
  // Checked before it is opened, so that nobody can tell two keys by one body (C2SP age.md, "Recipient types").
  if (body.length !== WRAPPED_BYTES) throw headerFault("a wrapped key has the wrong length");
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
  const plain = decipher.update(body.subarray(0, FILE_KEY_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}
