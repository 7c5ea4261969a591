import { constants, createHash, hkdfSync, privateDecrypt, publicEncrypt, randomBytes } from "node:crypto";
import { ProtectError } from "../../errors.ts";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import { headerFault, type Stanza } from "../header.ts";
import { type Identity, openFileKey, type Recipient, sealFileKey } from "../recipient.ts";
import { parseSshPrivateKey, parseSshPublicKey, type SshPrivateKey } from "../ssh-key.ts";
import { multiply, POINT_BYTES, pointOf } from "./x25519.ts";

/*
 * SSH keys as recipients, as the age command defines them (filippo.io/age/agessh): an Ed25519 key is carried over to
 * X25519, with a factor drawn from the whole SSH key; an RSA key by OAEP with SHA-256.
 */

const ED25519_LABEL = "age-encryption.org/v1/ssh-ed25519";
const RSA_LABEL = Buffer.from("age-encryption.org/v1/ssh-rsa");
const PRIME = 2n ** 255n - 19n;

/** Four bytes by which an identity knows its stanzas. */
function tagOf(wire: Uint8Array): string {
  return encodeBase64(createHash("sha256").update(wire).digest().subarray(0, 4));
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % PRIME];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** The point of an Edwards key on Montgomery's curve: u = (1 + y) / (1 - y) (RFC 7748, section 4.1). */
export function montgomeryOf(edwards: Uint8Array): Buffer {
  const little = Buffer.from(edwards).reverse();
  const y = (BigInt(`0x${little.toString("hex")}`) & (2n ** 255n - 1n)) % PRIME;
  const u = ((1n + y) * power((1n - y + PRIME) % PRIME, PRIME - 2n)) % PRIME;
  return Buffer.from(u.toString(16).padStart(64, "0"), "hex").reverse();
}

function tweakOf(wire: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.alloc(0), wire, ED25519_LABEL, 32));
}

function keyOf(secret: Uint8Array, share: Uint8Array, point: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, Buffer.concat([share, point]), ED25519_LABEL, 32));
}

/** A line of an SSH public key as recipient. @throws ProtectError KEY_INVALID */
export function sshRecipient(line: string): Recipient {
  const key = parseSshPublicKey(line);
  const name = `${key.type} SHA256:${encodeBase64(createHash("sha256").update(key.wire).digest())}`;
  const tag = tagOf(key.wire);
  if (key.type === "ssh-rsa")
    return {
      name,
      postQuantum: false,
      wrap: (fileKey) => [
        {
          args: ["ssh-rsa", tag],
          body: publicEncrypt(
            { key: key.key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: RSA_LABEL },
            fileKey,
          ),
        },
      ],
    };
  const point = montgomeryOf(key.point);
  return {
    name,
    postQuantum: false,
    wrap: (fileKey) => {
      const ephemeral = randomBytes(POINT_BYTES);
      const share = pointOf(ephemeral);
      const first = multiply(ephemeral, point);
      const secret = first === undefined ? undefined : multiply(tweakOf(key.wire), first);
      if (secret === undefined) throw new ProtectError("KEY_INVALID", `${name} is a point that hides nothing; it is nobody's key.`);
      return [{ args: ["ssh-ed25519", tag, encodeBase64(share)], body: sealFileKey(fileKey, keyOf(secret, share, point)) }];
    },
  };
}

function unwrapRsa(stanza: Stanza, key: Extract<SshPrivateKey, { type: "ssh-rsa" }>): Uint8Array {
  if (stanza.args.length !== 2) throw headerFault("an ssh-rsa stanza has the wrong form");
  try {
    return privateDecrypt(
      { key: key.key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: RSA_LABEL },
      Buffer.from(stanza.body),
    );
  } catch {
    throw headerFault("a key wrapped for this SSH key does not open with it");
  }
}

function unwrapEd25519(stanza: Stanza, wire: Uint8Array, scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const share = decodeBase64(stanza.args[2] ?? "");
  if (stanza.args.length !== 3 || share?.length !== POINT_BYTES) throw headerFault("an ssh-ed25519 stanza has the wrong form");
  const first = multiply(scalar, share);
  const secret = first === undefined ? undefined : multiply(tweakOf(wire), first);
  if (secret === undefined) throw headerFault("an ssh-ed25519 stanza has a share that hides nothing");
  const fileKey = openFileKey(stanza.body, keyOf(secret, share, point));
  if (fileKey === undefined) throw headerFault("a key wrapped for this SSH key does not open with it");
  return fileKey;
}

/** A private SSH key as identity. @throws ProtectError KEY_INVALID */
export function sshIdentity(text: string): Identity {
  const key = parseSshPrivateKey(text);
  const tag = tagOf(key.wire);
  const scalar = key.type === "ssh-ed25519" ? createHash("sha512").update(key.seed).digest().subarray(0, 32) : undefined;
  const point = scalar === undefined ? undefined : pointOf(scalar);
  return {
    name: `${key.type} SHA256:${encodeBase64(createHash("sha256").update(key.wire).digest())}`,
    unwrap: (stanzas) => {
      for (const stanza of stanzas) {
        if (stanza.args[0] !== key.type) continue;
        if (stanza.args.length < 2) throw headerFault(`a stanza ${key.type} has the wrong form`);
        if (stanza.args[1] !== tag) continue;
        if (key.type === "ssh-rsa") return unwrapRsa(stanza, key);
        if (scalar !== undefined && point !== undefined) return unwrapEd25519(stanza, key.wire, scalar, point);
      }
      return undefined;
    },
  };
}
