import type { Checkpoint } from "./checkpoint.ts";

function opaque(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** A number as eight bytes, big-endian. */
export function eightBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** What an Ed25519 cosignature signs (C2SP tlog-cosignature). @param seconds POSIX time @param text the whole note text */
export function cosignatureText(seconds: number, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** What an ML-DSA-44 cosignature of a whole tree signs; undefined where a name takes more than 255 bytes. */
export function subtreeMessage(cosigner: string, seconds: number, checkpoint: Checkpoint): Buffer | undefined {
  if (Buffer.byteLength(cosigner) > 255 || Buffer.byteLength(checkpoint.origin) > 255) return undefined;
  return Buffer.concat([
    Buffer.from("subtree/v1\n\0"),
    opaque(cosigner),
    eightBytes(seconds),
    opaque(checkpoint.origin),
    eightBytes(0),
    eightBytes(checkpoint.size),
    checkpoint.root,
  ]);
}
