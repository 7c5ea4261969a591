import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { ProtectError } from "../errors.ts";

/** Curves of OMS 1.0 by OpenSSL's names, with the hash that goes with each. */
const CURVES: Readonly<Record<string, { readonly algorithm: KeyAlgorithm; readonly digest: string }>> = {
  prime256v1: { algorithm: "ecdsa-p256", digest: "sha256" },
  secp384r1: { algorithm: "ecdsa-p384", digest: "sha384" },
  secp521r1: { algorithm: "ecdsa-p521", digest: "sha512" },
};
export const KEY_ALGORITHMS = ["ecdsa-p256", "ecdsa-p384", "ecdsa-p521", "ed25519"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A public key that signatures are checked with. */
export interface VerifyingKey {
  readonly algorithm: KeyAlgorithm;
  readonly key: KeyObject;
  /** SHA-256 of the PEM text of the key, lowercase hexadecimal: how bundles name it. */
  readonly hint: string;
  /** Null where the algorithm hashes by itself. */
  readonly digest: string | null;
}

export interface SigningKey {
  readonly key: KeyObject;
  readonly public: VerifyingKey;
}

/** The key's PEM text as everybody writes it: 64 columns and a final newline. */
export function publicPem(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}

/** @throws ProtectError KEY_INVALID for kinds and curves that OMS 1.0 does not know */
export function verifyingKeyOf(key: KeyObject, what: string): VerifyingKey {
  const hint = createHash("sha256").update(publicPem(key)).digest("hex");
  if (key.asymmetricKeyType === "ed25519") return { algorithm: "ed25519", key, hint, digest: null };
  const curve = key.asymmetricKeyDetails?.namedCurve ?? "";
  const known = key.asymmetricKeyType === "ec" && Object.hasOwn(CURVES, curve) ? CURVES[curve] : undefined;
  if (known !== undefined) return { algorithm: known.algorithm, key, hint, digest: known.digest };
  const kind = key.asymmetricKeyType === "ec" ? `on the curve ${curve}` : `of type ${key.asymmetricKeyType ?? "unknown"}`;
  throw new ProtectError("KEY_INVALID", `${what} is a key ${kind}; it takes P-256, P-384, P-521 or Ed25519.`);
}

/** A public key from PEM text. @throws ProtectError KEY_INVALID */
export function readPublicKey(pem: string, what: string): VerifyingKey {
  // A private key would give its public half, and a script that hands one over has a mistake that should show.
  if (/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(pem))
    throw new ProtectError("KEY_INVALID", `${what} holds a private key; give the public one (openssl pkey -in KEY -pubout).`);
  if (!/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem))
    throw new ProtectError("KEY_INVALID", `${what} holds no public key in PEM form (-----BEGIN PUBLIC KEY-----).`);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (cause) {
    throw new ProtectError("KEY_INVALID", `${what} holds a public key that cannot be read; export it again as PEM.`, { cause });
  }
  return verifyingKeyOf(key, what);
}

/** A private key from PEM text. @throws ProtectError KEY_INVALID, NOT_DECRYPTED for a wrong or missing passphrase */
export function readPrivateKey(pem: string, what: string, passphrase?: string): SigningKey {
  const key = openPrivateKey(pem, what, passphrase);
  return { key, public: verifyingKeyOf(createPublicKey(key), what) };
}

/** The key of PEM text, of whatever kind. @throws ProtectError KEY_INVALID, NOT_DECRYPTED */
export function openPrivateKey(pem: string, what: string, passphrase?: string): KeyObject {
  if (!/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(pem))
    throw new ProtectError("KEY_INVALID", `${what} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----).`);
  const sealed = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (sealed && passphrase === undefined)
    throw new ProtectError("NOT_DECRYPTED", `${what} is sealed; give its passphrase with --passphrase-file.`);
  try {
    return createPrivateKey({ key: pem, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    // Messages of OpenSSL say nothing that helps, and the cause stays for those who look.
    throw sealed
      ? new ProtectError("NOT_DECRYPTED", `${what} does not open with that passphrase.`, { cause })
      : new ProtectError("KEY_INVALID", `${what} holds a private key that cannot be read.`, { cause });
  }
}

export function signBytes(message: Uint8Array, { key, public: { digest } }: SigningKey): Buffer {
  return sign(digest, message, key);
}

/** Whether a signature is of these bytes by this key; signatures of ECDSA are in DER. Malformed ones are not. */
export function signatureHolds(message: Uint8Array, signature: Uint8Array, { key, digest }: VerifyingKey, otherDigest?: string): boolean {
  try {
    return verify(digest === null ? null : (otherDigest ?? digest), message, key, signature);
  } catch {
    return false;
  }
}
