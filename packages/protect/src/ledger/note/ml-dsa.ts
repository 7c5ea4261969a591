import { createPrivateKey, createPublicKey, getHashes, type KeyObject, sign, verify } from "node:crypto";
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";

/** Heads of the DER forms around raw keys (RFC 9881): SubjectPublicKeyInfo, and PKCS #8 with the seed alone. */
const SPKI = Buffer.from("30820532300b06096086480165030403110382052100", "hex");
const PKCS8 = Buffer.from("3034020100300b060960864801650304031104228020", "hex");

export interface MlDsa44 {
  publicKey(seed: Uint8Array): Uint8Array;
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** Made once for as long as the seed is there: expanding it takes as long as a signature. */
const privateKeys = new WeakMap<Uint8Array, KeyObject>();

function privateKeyOf(seed: Uint8Array): KeyObject {
  const known = privateKeys.get(seed);
  if (known !== undefined) return known;
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  privateKeys.set(seed, key);
  return key;
}

/** By OpenSSL 3.5, which Node 24 and later bring. */
export const nativeMlDsa44: MlDsa44 = {
  publicKey: (seed) => createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" }).subarray(SPKI.length),
  sign: (seed, message) => sign(null, message, privateKeyOf(seed)),
  verify: (publicKey, message, signature) =>
    verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" }), signature),
};

/** In JavaScript, for older ones. */
export const portableMlDsa44: MlDsa44 = {
  publicKey: (seed) => ml_dsa44.keygen(seed).publicKey,
  sign: (seed, message) => ml_dsa44.sign(message, ml_dsa44.keygen(seed).secretKey),
  verify: (publicKey, message, signature) => ml_dsa44.verify(signature, message, publicKey),
};

function hasNative(): boolean {
  try {
    privateKeyOf(Buffer.alloc(32));
    return getHashes().length > 0;
  } catch {
    return false;
  }
}

let chosen: MlDsa44 | undefined;
/** FIPS 204 with the empty context, deterministic or hedged as the library does. */
export function mlDsa44(): MlDsa44 {
  chosen ??= hasNative() ? nativeMlDsa44 : portableMlDsa44;
  return chosen;
}
