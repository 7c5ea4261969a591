import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { ml_dsa44, ml_dsa65 } from "@noble/post-quantum/ml-dsa.js";
import { ProtectError } from "../errors.ts";
import { DER, derAt, derValues, objectName } from "./der.ts";

/** Signatures of FIPS 204 that stand the coming of large quantum computers. */
export const ML_DSA = ["ml-dsa-44", "ml-dsa-65"] as const;
export type MlDsa = (typeof ML_DSA)[number];

/** RFC 9881 section 2. */
const NAMES: Readonly<Record<string, MlDsa>> = { "2.16.840.1.101.3.4.3.17": "ml-dsa-44", "2.16.840.1.101.3.4.3.18": "ml-dsa-65" };
const OTHERS = { "ml-dsa-44": ml_dsa44, "ml-dsa-65": ml_dsa65 } as const;

export interface MlDsaPublicKey {
  readonly algorithm: MlDsa;
  /** The key as SubjectPublicKeyInfo in DER. */
  readonly der: Buffer;
}

export interface MlDsaPrivateKey extends MlDsaPublicKey {
  sign(message: Uint8Array): Uint8Array;
}

function bytesOfPem(pem: string, label: string): Buffer | undefined {
  const [, body] = new RegExp(`-----BEGIN ${label}-----([\\s\\w+/=]*)-----END ${label}-----`).exec(pem) ?? [];
  return body === undefined ? undefined : Buffer.from(body, "base64");
}

function algorithmOf(identifier: Uint8Array): MlDsa | undefined {
  const name = derAt(identifier, 0);
  const known = name?.tag === DER.object ? objectName(name.content) : "";
  return Object.hasOwn(NAMES, known) ? NAMES[known] : undefined;
}

/** The raw key of a SubjectPublicKeyInfo. */
function rawPublicKey(der: Uint8Array): { readonly algorithm: MlDsa; readonly raw: Uint8Array } | undefined {
  const outer = derAt(der, 0);
  const [identifier, bits, more] = (outer?.next === der.length ? derValues(outer.content) : undefined) ?? [];
  const algorithm = identifier === undefined ? undefined : algorithmOf(identifier.content);
  if (algorithm === undefined || bits?.tag !== DER.bits || bits.content[0] !== 0 || more !== undefined) return undefined;
  const raw = bits.content.subarray(1);
  return raw.length === OTHERS[algorithm].lengths.publicKey ? { algorithm, raw } : undefined;
}

const ALGORITHM_BYTES: Readonly<Record<MlDsa, number>> = { "ml-dsa-44": 17, "ml-dsa-65": 18 };

function spkiOf(algorithm: MlDsa, raw: Uint8Array): Buffer {
  const identifier = Buffer.from([0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, ALGORITHM_BYTES[algorithm]]);
  const sized = (tag: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
  return sized(DER.sequence, Buffer.concat([identifier, sized(DER.bits, Buffer.concat([Buffer.from([0]), raw]))]));
}

/** Seed of a PKCS #8 key: alone, or in a pair with the expanded key (RFC 9881 section 6). */
function seedOf(der: Uint8Array): { readonly algorithm: MlDsa; readonly seed: Uint8Array } | undefined {
  const [, identifier, wrapped] = derValues(derAt(der, 0)?.content ?? new Uint8Array()) ?? [];
  const algorithm = identifier === undefined ? undefined : algorithmOf(identifier.content);
  const inner = wrapped?.tag === DER.octets ? derAt(wrapped.content, 0) : undefined;
  if (algorithm === undefined || inner === undefined) return undefined;
  const seed = inner.tag === 0x80 ? inner.content : inner.tag === DER.sequence ? derValues(inner.content)?.[0]?.content : undefined;
  return seed?.length === 32 ? { algorithm, seed } : undefined;
}

/** Node has ML-DSA from 24 on; below, the same signatures are made ten times slower. */
function native<K>(portable: boolean, make: () => K): K | undefined {
  if (portable) return undefined;
  try {
    return make();
  } catch {
    return undefined;
  }
}

const isMlDsa = (key: KeyObject | undefined): key is KeyObject => ML_DSA.some((name) => name === key?.asymmetricKeyType);

/** A public key of ML-DSA-44 or ML-DSA-65 from PEM text. @throws ProtectError KEY_INVALID */
export function readMlDsaPublicKey(pem: string, what: string): MlDsaPublicKey {
  const der = bytesOfPem(pem, "PUBLIC KEY");
  const found = der === undefined ? undefined : rawPublicKey(der);
  if (der === undefined || found === undefined)
    throw new ProtectError("KEY_INVALID", `${what} holds no public key of ML-DSA-44 or ML-DSA-65 in PEM form.`);
  return { algorithm: found.algorithm, der };
}

/**
 * A private key of ML-DSA-44 or ML-DSA-65 from PEM text. @param portable as where Node has no ML-DSA: keys that are sealed
 * do not open there
 * @throws ProtectError KEY_INVALID
 */
export function readMlDsaPrivateKey(pem: string, what: string, passphrase?: string, portable = false): MlDsaPrivateKey {
  const key = native(portable, () => createPrivateKey({ key: pem, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) }));
  if (isMlDsa(key)) {
    const der = createPublicKey(key).export({ type: "spki", format: "der" });
    const found = rawPublicKey(der);
    if (found !== undefined) return { algorithm: found.algorithm, der, sign: (message) => sign(null, message, key) };
  }
  const seeded = seedOf(bytesOfPem(pem, "PRIVATE KEY") ?? Buffer.alloc(0));
  if (seeded === undefined)
    throw new ProtectError(
      "KEY_INVALID",
      `${what} holds no private key of ML-DSA-44 or ML-DSA-65 (PKCS #8 with its seed, PEM) that opens.`,
    );
  const { publicKey, secretKey } = OTHERS[seeded.algorithm].keygen(seeded.seed);
  return {
    algorithm: seeded.algorithm,
    der: spkiOf(seeded.algorithm, publicKey),
    sign: (message) => OTHERS[seeded.algorithm].sign(message, secretKey),
  };
}

/** Whether a signature is of these bytes by this key; malformed ones are not. */
export function mlDsaHolds(message: Uint8Array, signature: Uint8Array, { algorithm, der }: MlDsaPublicKey, portable = false): boolean {
  const key = native(portable, () => createPublicKey({ key: der, type: "spki", format: "der" }));
  try {
    if (isMlDsa(key)) return verify(null, message, key, signature);
    const found = rawPublicKey(der);
    return found !== undefined && OTHERS[algorithm].verify(signature, message, found.raw);
  } catch {
    return false;
  }
}

/** The key's PEM text: 64 columns and a final newline. */
export function mlDsaPem({ der }: MlDsaPublicKey): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join("\n")}\n-----END PUBLIC KEY-----\n`;
}
