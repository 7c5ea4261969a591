import * as crypto from "node:crypto";

/* ML-KEM-768 (FIPS 203) in raw keys. */

export const KEM_PUBLIC = 1184;
export const KEM_CIPHERTEXT = 1088;

export interface MlKem {
  /** @param seed d ‖ z, 64 bytes */
  publicKey(seed: Uint8Array): Uint8Array;
  /** undefined where the key is none. */
  encapsulate(publicKey: Uint8Array): { readonly ciphertext: Uint8Array; readonly secret: Uint8Array } | undefined;
  /** Never fails for a ciphertext of the right length: a wrong one gives another secret. */
  decapsulate(seed: Uint8Array, ciphertext: Uint8Array): Uint8Array;
}

/** DER around a raw public key and around a seed (RFC 9935: the seed alone is the private key). */
const PUBLIC_DER = Buffer.from("308204b2300b0609608648016503040402038204a100", "hex");
const SEED_DER = Buffer.from("3054020100300b060960864801650304040204428040", "hex");

function privateKeyOf(seed: Uint8Array): crypto.KeyObject {
  return crypto.createPrivateKey({ key: Buffer.concat([SEED_DER, seed]), format: "der", type: "pkcs8" });
}

/** What OpenSSL 3.5 does, from Node 24 on. */
const NATIVE: MlKem = {
  publicKey: (seed) => crypto.createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" }).subarray(PUBLIC_DER.length),
  encapsulate: (publicKey) => {
    try {
      const key = crypto.createPublicKey({ key: Buffer.concat([PUBLIC_DER, publicKey]), format: "der", type: "spki" });
      const { sharedKey, ciphertext } = crypto.encapsulate(key);
      return { ciphertext, secret: sharedKey };
    } catch {
      return undefined;
    }
  },
  decapsulate: (seed, ciphertext) => crypto.decapsulate(privateKeyOf(seed), ciphertext),
};

/** The same in JavaScript, for a Node whose OpenSSL does not know it. */
export async function portableMlKem(): Promise<MlKem> {
  const { ml_kem768: kem } = await import("@noble/post-quantum/ml-kem.js");
  return {
    publicKey: (seed) => kem.keygen(seed).publicKey,
    encapsulate: (publicKey) => {
      try {
        const { cipherText: ciphertext, sharedSecret: secret } = kem.encapsulate(publicKey);
        return { ciphertext, secret };
      } catch {
        return undefined;
      }
    },
    decapsulate: (seed, ciphertext) => kem.decapsulate(ciphertext, kem.keygen(seed).secretKey),
  };
}

/** Node's own where it has it. */
export async function loadMlKem(): Promise<MlKem> {
  if (!("encapsulate" in crypto)) return portableMlKem();
  try {
    privateKeyOf(Buffer.alloc(64));
    return NATIVE;
  } catch {
    return portableMlKem();
  }
}
