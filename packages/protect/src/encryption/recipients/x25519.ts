import { createPrivateKey, createPublicKey, diffieHellman, hkdfSync, randomBytes } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import { decodeBech32, encodeBech32 } from "../bech32.ts";
import { headerFault, type Stanza } from "../header.ts";
import { type Identity, openFileKey, type Recipient, sealFileKey } from "../recipient.ts";

const LABEL = "age-encryption.org/v1/X25519";
const RECIPIENT = "age";
const IDENTITY = "age-secret-key-";
export const POINT_BYTES = 32;
/** DER around a raw private and a raw public X25519 key (RFC 8410). */
const PRIVATE_DER = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_DER = Buffer.from("302a300506032b656e032100", "hex");

/** X25519 (RFC 7748); undefined where the point has low order, so that the secret would be all zero. */
export function multiply(scalar: Uint8Array, point: Uint8Array): Buffer | undefined {
  try {
    return diffieHellman({
      privateKey: createPrivateKey({ key: Buffer.concat([PRIVATE_DER, scalar]), format: "der", type: "pkcs8" }),
      publicKey: createPublicKey({ key: Buffer.concat([PUBLIC_DER, point]), format: "der", type: "spki" }),
    });
  } catch {
    return undefined;
  }
}

/** The public point of a scalar. */
export function pointOf(scalar: Uint8Array): Buffer {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, scalar]), format: "der", type: "pkcs8" });
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(PUBLIC_DER.length);
}

function wrappingKey(secret: Uint8Array, share: Uint8Array, recipient: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, Buffer.concat([share, recipient]), LABEL, 32));
}

/** The recipient of `age1…`. @throws ProtectError KEY_INVALID */
export function x25519Recipient(text: string): Recipient {
  const decoded = decodeBech32(text);
  if (decoded?.prefix !== RECIPIENT || decoded.bytes.length !== POINT_BYTES)
    throw new ProtectError("KEY_INVALID", `${text.slice(0, 16)}… is no recipient of age: its letters do not add up; copy it again.`);
  return {
    name: text,
    postQuantum: false,
    wrap: (fileKey) => {
      const ephemeral = randomBytes(POINT_BYTES);
      const secret = multiply(ephemeral, decoded.bytes);
      if (secret === undefined) throw new ProtectError("KEY_INVALID", `${text} is a point that hides nothing; it is nobody's recipient.`);
      const share = pointOf(ephemeral);
      return [{ args: ["X25519", encodeBase64(share)], body: sealFileKey(fileKey, wrappingKey(secret, share, decoded.bytes)) }];
    },
  };
}

function unwrapOne(stanza: Stanza, scalar: Uint8Array, recipient: Uint8Array): Buffer | undefined {
  const [, text = "", ...more] = stanza.args;
  const share = decodeBase64(text);
  if (share?.length !== POINT_BYTES || more.length > 0) throw headerFault("an X25519 stanza has no share of 32 bytes");
  const secret = multiply(scalar, share);
  if (secret === undefined) throw headerFault("an X25519 stanza has a share that hides nothing");
  return openFileKey(stanza.body, wrappingKey(secret, share, recipient));
}

/** A new identity and its recipient. @param seed 32 random bytes */
export function newX25519(seed: Uint8Array): { readonly identity: string; readonly recipient: string } {
  return { identity: encodeBech32(IDENTITY, seed).toUpperCase(), recipient: encodeBech32(RECIPIENT, pointOf(seed)) };
}

/** The identity of `AGE-SECRET-KEY-1…`. @throws ProtectError KEY_INVALID */
export function x25519Identity(text: string): Identity & { readonly recipient: string } {
  const decoded = decodeBech32(text);
  if (decoded?.prefix !== IDENTITY || decoded.bytes.length !== POINT_BYTES)
    throw new ProtectError("KEY_INVALID", "An identity that begins with AGE-SECRET-KEY-1 is not whole: its letters do not add up.");
  const point = pointOf(decoded.bytes);
  const recipient = encodeBech32(RECIPIENT, point);
  return {
    name: recipient,
    recipient,
    unwrap: (stanzas) => {
      for (const stanza of stanzas) {
        if (stanza.args[0] !== "X25519") continue;
        const fileKey = unwrapOne(stanza, decoded.bytes, point);
        if (fileKey !== undefined) return fileKey;
      }
      return undefined;
    },
  };
}
