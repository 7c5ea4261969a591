import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { ProtectError } from "../errors.ts";

/* Keys of OpenSSH: public lines (RFC 4253, 8709) and private files (PROTOCOL.key of OpenSSH). */

export type SshPublicKey =
  | { readonly type: "ssh-ed25519"; readonly wire: Buffer; readonly point: Buffer }
  | { readonly type: "ssh-rsa"; readonly wire: Buffer; readonly key: KeyObject };
export type SshPrivateKey =
  | { readonly type: "ssh-ed25519"; readonly wire: Buffer; readonly seed: Buffer }
  | { readonly type: "ssh-rsa"; readonly wire: Buffer; readonly key: KeyObject };

const MAGIC = Buffer.from("openssh-key-v1\0");
const MINIMAL_RSA_BITS = 2048;
const MAXIMAL_RSA_BITS = 16_384;

/** Fields with their length before them; undefined where one ends behind the bytes. */
class Wire {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(): number {
    if (this.#at + 4 > this.#bytes.length) throw notWhole();
    this.#at += 4;
    return this.#bytes.readUInt32BE(this.#at - 4);
  }

  field(): Buffer {
    const length = this.number();
    if (this.#at + length > this.#bytes.length) throw notWhole();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length;
  }
}

function notWhole(): ProtectError {
  return new ProtectError("KEY_INVALID", "This SSH key is not whole; copy it again.");
}

const base64url = (number: Buffer): string => number.toString("base64url");

function checkBits(modulus: Buffer): void {
  const bits = BigInt(`0x${modulus.toString("hex") || "0"}`).toString(2).length;
  if (bits < MINIMAL_RSA_BITS || bits > MAXIMAL_RSA_BITS)
    throw new ProtectError(
      "KEY_INVALID",
      `An RSA key of ${bits} bits is not taken; use one of ${MINIMAL_RSA_BITS} to ${MAXIMAL_RSA_BITS}, or Ed25519.`,
    );
}

/** A public key in the form of the wire. @throws ProtectError KEY_INVALID */
function publicOf(wire: Buffer): SshPublicKey {
  const fields = new Wire(wire);
  const type = fields.field().toString("latin1");
  if (type === "ssh-ed25519") {
    const point = fields.field();
    if (point.length !== 32 || !fields.ended) throw notWhole();
    return { type, wire, point };
  }
  if (type !== "ssh-rsa")
    throw new ProtectError("KEY_INVALID", `SSH keys of the type ${type.slice(0, 40)} cannot be encrypted to; use ssh-ed25519 or ssh-rsa.`);
  const [exponent, modulus] = [fields.field(), fields.field()];
  if (!fields.ended) throw notWhole();
  checkBits(modulus);
  return { type, wire, key: createPublicKey({ key: { kty: "RSA", e: base64url(exponent), n: base64url(modulus) }, format: "jwk" }) };
}

/** A line `ssh-ed25519 AAAA… comment`. @throws ProtectError KEY_INVALID */
export function parseSshPublicKey(line: string): SshPublicKey {
  const [type = "", encoded = ""] = line.trim().split(/[ \t]/, 3);
  const wire = Buffer.from(encoded, "base64");
  if (wire.length === 0 || wire.toString("base64") !== encoded) throw notWhole();
  const key = publicOf(wire);
  if (key.type !== type) throw new ProtectError("KEY_INVALID", `The SSH key says it is ${type.slice(0, 40)} and holds ${key.type}.`);
  return key;
}

const bigOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex") || "0"}`);
function bytesOf(value: bigint): Buffer {
  const text = value.toString(16);
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, "hex");
}

/** The private part of an RSA key; its two remainders are not in the file. */
function rsaOf(fields: Wire): KeyObject {
  const [n, e, d, qi, p, q] = [fields.field(), fields.field(), fields.field(), fields.field(), fields.field(), fields.field()];
  checkBits(n);
  const [prime, second, exponent] = [bigOf(p), bigOf(q), bigOf(d)];
  if (prime < 3n || second < 3n) throw notWhole();
  const jwk = {
    ...{ kty: "RSA", n: base64url(n), e: base64url(e), d: base64url(d), p: base64url(p), q: base64url(q), qi: base64url(qi) },
    ...{ dp: base64url(bytesOf(exponent % (prime - 1n))), dq: base64url(bytesOf(exponent % (second - 1n))) },
  };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

/** What OpenSSH writes. */
function openSshKey(bytes: Buffer): SshPrivateKey {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw notWhole();
  const file = new Wire(bytes.subarray(MAGIC.length));
  const cipher = file.field().toString("latin1");
  file.field();
  file.field();
  if (file.number() !== 1) throw new ProtectError("KEY_INVALID", "This file holds more than one SSH key; give one of them alone.");
  const wire = Buffer.from(file.field());
  const secret = file.field();
  if (cipher !== "none")
    throw new ProtectError(
      "KEY_INVALID",
      "This SSH key is under a passphrase, which is not read here; make a copy without one (ssh-keygen -p) in a folder of your own, or use an age identity.",
    );
  const fields = new Wire(secret);
  const check = fields.number();
  if (fields.number() !== check) throw notWhole();
  const type = fields.field().toString("latin1");
  if (type === "ssh-ed25519") {
    fields.field();
    const pair = fields.field();
    if (pair.length !== 64) throw notWhole();
    return { type, wire, seed: Buffer.from(pair.subarray(0, 32)) };
  }
  if (type === "ssh-rsa") return { type, wire, key: rsaOf(fields) };
  throw new ProtectError("KEY_INVALID", `SSH keys of the type ${type.slice(0, 40)} open nothing here; use ssh-ed25519 or ssh-rsa.`);
}

function wireOf(...fields: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field.length);
      return [length, field];
    }),
  );
}

/** A number of the wire: with a zero before a first bit that is set. */
function numberOf(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? "", "base64url");
  return ((bytes[0] ?? 0) & 128) === 0 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}

/** PKCS #1 and PKCS #8, as `ssh-keygen -m PEM` and OpenSSL write. */
function pemKey(text: string): SshPrivateKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw new ProtectError("KEY_INVALID", "This private key cannot be read; it is damaged or under a passphrase.", { cause });
  }
  const jwk = key.export({ format: "jwk" });
  if (key.asymmetricKeyType === "rsa") {
    checkBits(Buffer.from(jwk.n ?? "", "base64url"));
    return { type: "ssh-rsa", wire: wireOf(Buffer.from("ssh-rsa"), numberOf(jwk.e), numberOf(jwk.n)), key };
  }
  if (key.asymmetricKeyType === "ed25519") {
    const wire = wireOf(Buffer.from("ssh-ed25519"), Buffer.from(jwk.x ?? "", "base64url"));
    return { type: "ssh-ed25519", wire, seed: Buffer.from(jwk.d ?? "", "base64url") };
  }
  throw new ProtectError("KEY_INVALID", `Keys of the type ${key.asymmetricKeyType ?? "?"} open nothing here; use Ed25519 or RSA.`);
}

/** A private key file. @throws ProtectError KEY_INVALID */
export function parseSshPrivateKey(text: string): SshPrivateKey {
  const lines = text.trim().split(/\r?\n/);
  if (lines[0] !== "-----BEGIN OPENSSH PRIVATE KEY-----") return pemKey(text);
  if (lines.at(-1) !== "-----END OPENSSH PRIVATE KEY-----") throw notWhole();
  return openSshKey(Buffer.from(lines.slice(1, -1).join(""), "base64"));
}
