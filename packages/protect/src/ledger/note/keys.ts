import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { cosignatureText, eightBytes, subtreeMessage } from "./messages.ts";
import { mlDsa44 } from "./ml-dsa.ts";
import { fromBase64, isKeyName, KEY_TYPES, type KeyType, keyIdOf, keyTypeOf, PUBLIC_KEY_BYTES } from "./names.ts";
import type { NoteSignature } from "./note.ts";

const SEED_BYTES = 32;
/** Heads of the DER forms around raw Ed25519 keys (RFC 8410). */
const ED25519_SPKI = Buffer.from("302a300506032b6570032100", "hex");
const ED25519_PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Who signs checkpoints, by name and public key. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
  readonly keyId: number;
}

export interface SignerKey extends VerifierKey {
  readonly seed: Uint8Array;
}

function ed25519Private(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: "der", type: "pkcs8" });
}

/** A key from 32 random bytes. @throws ProtectError OPTION_INVALID for a name that notes cannot hold */
export function signerKey(name: string, type: KeyType, seed: Uint8Array): SignerKey {
  if (!isKeyName(name))
    throw new ProtectError(
      "OPTION_INVALID",
      `${JSON.stringify(name)} cannot name a key: no spaces, no plus, at most 255 characters, as in example.org/ledger.`,
    );
  if (seed.length !== SEED_BYTES) throw new ProtectError("KEY_INVALID", `A key is made of ${SEED_BYTES} random bytes, not ${seed.length}.`);
  const publicKey =
    type === "ml-dsa-44-cosignature"
      ? mlDsa44().publicKey(seed)
      : createPublicKey(ed25519Private(seed)).export({ format: "der", type: "spki" }).subarray(ED25519_SPKI.length);
  return { name, type, publicKey, keyId: keyIdOf(name, KEY_TYPES[type], publicKey), seed };
}

const idText = (keyId: number): string => keyId.toString(16).padStart(8, "0");
const materialOf = (type: KeyType, bytes: Uint8Array): string => Buffer.concat([Buffer.from([KEY_TYPES[type]]), bytes]).toString("base64");

/** `name+id+key`, the form that verifiers are given (C2SP signed-note). */
export function renderVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${idText(keyId)}+${materialOf(type, publicKey)}`;
}

/** `PRIVATE+KEY+name+id+key` with the seed, as Go's note package and Tessera write Ed25519 keys. */
export function renderSignerKey({ name, keyId, type, seed }: SignerKey): string {
  return `PRIVATE+KEY+${name}+${idText(keyId)}+${materialOf(type, seed)}`;
}

/** @param what where the key stands. @throws ProtectError KEY_INVALID */
export function parseVerifierKey(what: string, text: string): VerifierKey {
  const [, name = "", id = "", material = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(material);
  const type = keyTypeOf(bytes?.[0]);
  const invalid = (why: string): ProtectError =>
    new ProtectError("KEY_INVALID", `${what} holds no verifier key (${why}); it reads name+id+key, as castellan ledger init prints it.`);
  if (bytes === undefined || !isKeyName(name)) throw invalid("its form is another");
  if (type === undefined) throw invalid(`the key type ${bytes[0] ?? "nothing"} is not supported`);
  const publicKey = bytes.subarray(1);
  if (publicKey.length !== PUBLIC_KEY_BYTES[type]) throw invalid(`a key of ${publicKey.length} bytes`);
  const keyId = keyIdOf(name, KEY_TYPES[type], publicKey);
  if (idText(keyId) !== id) throw invalid("its id is not that of its name and key");
  return { name, type, publicKey, keyId };
}

/** @param what where the key stands; the message never says the key. @throws ProtectError KEY_INVALID */
export function parseSignerKey(what: string, text: string): SignerKey {
  const [, name = "", id = "", material = ""] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(material);
  const type = keyTypeOf(bytes?.[0]);
  if (bytes?.length !== SEED_BYTES + 1 || type === undefined)
    throw new ProtectError("KEY_INVALID", `${what} holds no private key of a log or witness; it reads PRIVATE+KEY+name+id+key.`);
  const key = signerKey(name, type, bytes.subarray(1));
  if (idText(key.keyId) !== id) throw new ProtectError("KEY_INVALID", `The id in ${what} is not that of its key; the file was changed.`);
  return key;
}

/** Signs a checkpoint's text. @param seconds POSIX time of a cosignature; nothing in an Ed25519 signature of the note */
export function signCheckpoint(key: SignerKey, checkpoint: SignedCheckpoint, seconds: number): NoteSignature {
  const { name, keyId, type, seed } = key;
  if (type === "ed25519") return { name, keyId, bytes: sign(null, Buffer.from(checkpoint.note.text), ed25519Private(seed)) };
  const message =
    type === "ed25519-cosignature" ? cosignatureText(seconds, checkpoint.note.text) : subtreeMessage(name, seconds, checkpoint);
  if (message === undefined)
    throw new ProtectError("OPTION_INVALID", "Names of logs and witnesses take at most 255 bytes; choose a shorter one.");
  const signature = type === "ed25519-cosignature" ? sign(null, message, ed25519Private(seed)) : mlDsa44().sign(seed, message);
  return { name, keyId, bytes: Buffer.concat([eightBytes(seconds), signature]) };
}

/** What a key says of a checkpoint: undefined where it did not sign, else whether the signature holds and its time. */
export interface SignatureState {
  readonly valid: boolean;
  /** POSIX time of a cosignature. */
  readonly seconds?: number;
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, createPublicKey({ key: Buffer.concat([ED25519_SPKI, publicKey]), format: "der", type: "spki" }), signature);
}

/** All signatures of a key must hold: one that does not makes the checkpoint malformed. */
export function checkSignature(key: VerifierKey, checkpoint: SignedCheckpoint): SignatureState | undefined {
  let state: SignatureState | undefined;
  for (const signature of checkpoint.note.signatures) {
    if (signature.name !== key.name || signature.keyId !== key.keyId) continue;
    const judged = judge(key, checkpoint, signature.bytes);
    if (!judged.valid) return judged;
    state = judged;
  }
  return state;
}

function judge(key: VerifierKey, checkpoint: SignedCheckpoint, bytes: Uint8Array): SignatureState {
  const { text } = checkpoint.note;
  if (key.type === "ed25519") return { valid: bytes.length === 64 && verifyEd25519(key.publicKey, Buffer.from(text), bytes) };
  if (bytes.length !== 8 + (key.type === "ed25519-cosignature" ? 64 : 2420)) return { valid: false };
  const time = Buffer.from(bytes).readBigUInt64BE(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return { valid: false };
  const seconds = Number(time);
  const signature = bytes.subarray(8);
  if (key.type === "ed25519-cosignature")
    return { valid: verifyEd25519(key.publicKey, cosignatureText(seconds, text), signature), seconds };
  const message = subtreeMessage(key.name, seconds, checkpoint);
  return { valid: message !== undefined && mlDsa44().verify(key.publicKey, message, signature), seconds };
}
