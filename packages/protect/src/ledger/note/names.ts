import { hash } from "node:crypto";

/** Kinds of keys (C2SP signed-note): Ed25519 over the note, and timestamped cosignatures of checkpoints. */
export const KEY_TYPES = { ed25519: 0x01, "ed25519-cosignature": 0x04, "ml-dsa-44-cosignature": 0x06 } as const;
export type KeyType = keyof typeof KEY_TYPES;

/** Bytes of the public key. */
export const PUBLIC_KEY_BYTES: Readonly<Record<KeyType, number>> = {
  ed25519: 32,
  "ed25519-cosignature": 32,
  "ml-dsa-44-cosignature": 1312,
};

export function keyTypeOf(byte: number | undefined): KeyType | undefined {
  return keyTypes.find((type) => KEY_TYPES[type] === byte);
}
const keyTypes: readonly KeyType[] = ["ed25519", "ed25519-cosignature", "ml-dsa-44-cosignature"];

/** Names hold no spaces, no plus and no control characters. */
export function isKeyName(name: string): boolean {
  return name !== "" && name.length <= 255 && !/[\p{White_Space}\p{Cc}+]/u.test(name) && name.isWellFormed();
}

/** First four bytes of SHA-256 over name, newline, type and public key, as a number. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  return hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([type]), publicKey]), "buffer").readUInt32BE(0);
}

/** Standard base64 that is the only spelling of its bytes; undefined for anything else. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
