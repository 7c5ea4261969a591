import { createHash, createHmac, randomBytes } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import { decodeBech32, encodeBech32 } from "../bech32.ts";
import { headerFault, type Stanza } from "../header.ts";
import { type Identity, openFileKey, type Recipient, sealFileKey, WRAPPED_BYTES } from "../recipient.ts";
import { KEM_CIPHERTEXT, KEM_PUBLIC, type MlKem } from "./ml-kem.ts";
import { multiply, POINT_BYTES, pointOf } from "./x25519.ts";

/*
 * The post-quantum recipient of age: HPKE (RFC 9180) in base mode over MLKEM768-X25519 (X-Wing,
 * draft-connolly-cfrg-xwing-kem), HKDF-SHA256 and ChaCha20-Poly1305 (C2SP age.md, "The hybrid recipient type").
 */

const TYPE = "mlkem768x25519";
const LABEL = Buffer.from("age-encryption.org/mlkem768x25519");
const RECIPIENT = "age1pq";
const IDENTITY = "age-secret-key-pq-";
const XWING_LABEL = Buffer.from("\\.//^\\");
/** "HPKE", KEM 0x647a, KDF HKDF-SHA256, AEAD ChaCha20-Poly1305. */
const SUITE = Buffer.from([...Buffer.from("HPKE"), 0x64, 0x7a, 0x00, 0x01, 0x00, 0x03]);
const VERSION = Buffer.from("HPKE-v1");

function labeledExtract(salt: Uint8Array, label: string, material: Uint8Array): Buffer {
  return createHmac("sha256", salt)
    .update(Buffer.concat([VERSION, SUITE, Buffer.from(label), material]))
    .digest();
}

/** HKDF-Expand; one block of HMAC is enough for both keys. */
function labeledExpand(secret: Uint8Array, label: string, info: Uint8Array, length: number): Buffer {
  const labeled = Buffer.concat([Buffer.from([length >> 8, length & 255]), VERSION, SUITE, Buffer.from(label), info, Buffer.from([1])]);
  return createHmac("sha256", secret).update(labeled).digest().subarray(0, length);
}

function contextOf(sharedSecret: Uint8Array): { readonly key: Buffer; readonly nonce: Buffer } {
  const none = Buffer.alloc(0);
  const schedule = Buffer.concat([Buffer.from([0]), labeledExtract(none, "psk_id_hash", none), labeledExtract(none, "info_hash", LABEL)]);
  const secret = labeledExtract(sharedSecret, "secret", none);
  return { key: labeledExpand(secret, "key", schedule, 32), nonce: labeledExpand(secret, "base_nonce", schedule, 12) };
}

/** X-Wing's combiner: SHA3-256(ML-KEM secret ‖ X25519 secret ‖ share ‖ point ‖ label). */
function combine(kemSecret: Uint8Array, secret: Uint8Array, share: Uint8Array, point: Uint8Array): Buffer {
  return createHash("sha3-256").update(kemSecret).update(secret).update(share).update(point).update(XWING_LABEL).digest();
}

/** The recipient of `age1pq1…`. @throws ProtectError KEY_INVALID */
export function hybridRecipient(text: string, kem: MlKem): Recipient {
  const decoded = decodeBech32(text);
  if (decoded?.prefix !== RECIPIENT || decoded.bytes.length !== KEM_PUBLIC + POINT_BYTES)
    throw new ProtectError("KEY_INVALID", `${text.slice(0, 20)}… is no recipient of age: its letters do not add up; copy it again.`);
  const point = decoded.bytes.subarray(KEM_PUBLIC);
  return {
    name: text,
    postQuantum: true,
    wrap: (fileKey) => {
      const ephemeral = randomBytes(POINT_BYTES);
      const secret = multiply(ephemeral, point);
      const sealed = kem.encapsulate(decoded.bytes.subarray(0, KEM_PUBLIC));
      if (secret === undefined || sealed === undefined)
        throw new ProtectError("KEY_INVALID", `${text.slice(0, 20)}… is nobody's recipient: its key is none.`);
      const share = pointOf(ephemeral);
      const { key, nonce } = contextOf(combine(sealed.secret, secret, share, point));
      return [{ args: [TYPE, encodeBase64(Buffer.concat([sealed.ciphertext, share]))], body: sealFileKey(fileKey, key, nonce) }];
    },
  };
}

/** ML-KEM's seed (d ‖ z) and the scalar, drawn from one seed of 32 bytes by SHAKE256. */
function expandSeed(seed: Uint8Array): { readonly kemSeed: Buffer; readonly scalar: Buffer } {
  const expanded = createHash("shake256", { outputLength: 96 }).update(seed).digest();
  return { kemSeed: expanded.subarray(0, 64), scalar: expanded.subarray(64) };
}

function recipientOf(seed: Uint8Array, kem: MlKem): string {
  const { kemSeed, scalar } = expandSeed(seed);
  return encodeBech32(RECIPIENT, Buffer.concat([kem.publicKey(kemSeed), pointOf(scalar)]));
}

/** A new identity and its recipient. @param seed 32 random bytes */
export function newHybrid(seed: Uint8Array, kem: MlKem): { readonly identity: string; readonly recipient: string } {
  return { identity: encodeBech32(IDENTITY, seed).toUpperCase(), recipient: recipientOf(seed, kem) };
}

/** The identity of `AGE-SECRET-KEY-PQ-1…`. @throws ProtectError KEY_INVALID */
export function hybridIdentity(text: string, kem: MlKem): Identity & { readonly recipient: string } {
  const decoded = decodeBech32(text);
  if (decoded?.prefix !== IDENTITY || decoded.bytes.length !== 32)
    throw new ProtectError("KEY_INVALID", "An identity that begins with AGE-SECRET-KEY-PQ-1 is not whole: its letters do not add up.");
  const { kemSeed, scalar } = expandSeed(decoded.bytes);
  const point = pointOf(scalar);
  const recipient = recipientOf(decoded.bytes, kem);

  const unwrapOne = (stanza: Stanza): Buffer | undefined => {
    const [, encoded = "", ...more] = stanza.args;
    const encapsulated = decodeBase64(encoded);
    if (encapsulated?.length !== KEM_CIPHERTEXT + POINT_BYTES || more.length > 0 || stanza.body.length !== WRAPPED_BYTES)
      throw headerFault(`a stanza ${TYPE} has the wrong size`);
    const share = encapsulated.subarray(KEM_CIPHERTEXT);
    const secret = multiply(scalar, share);
    if (secret === undefined) throw headerFault(`a stanza ${TYPE} has a share that hides nothing`);
    const kemSecret = kem.decapsulate(kemSeed, encapsulated.subarray(0, KEM_CIPHERTEXT));
    const { key, nonce } = contextOf(combine(kemSecret, secret, share, point));
    return openFileKey(stanza.body, key, nonce);
  };
  return {
    name: `${recipient.slice(0, 20)}…`,
    recipient,
    unwrap: (stanzas) => {
      for (const stanza of stanzas) {
        if (stanza.args[0] !== TYPE) continue;
        const fileKey = unwrapOne(stanza);
        if (fileKey !== undefined) return fileKey;
      }
      return undefined;
    },
  };
}
