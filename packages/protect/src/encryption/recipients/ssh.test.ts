import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { montgomeryOf, sshIdentity, sshRecipient } from "./ssh.ts";
import { pointOf } from "./x25519.ts";

const field = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const b64 = (text: string | undefined): Buffer => Buffer.from(text ?? "", "base64url");
const positive = (bytes: Buffer): Buffer => (((bytes[0] ?? 0) & 128) === 0 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));

/** A private key in OpenSSH's own form. */
function openSsh(wire: Buffer, secret: Buffer, cipher = "none"): string {
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...[cipher, cipher === "none" ? "none" : "bcrypt", ""].map((text) => field(Buffer.from(text))),
    Buffer.from([0, 0, 0, 1]),
    field(wire),
    field(secret),
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString("base64").replace(/.{70}/g, "$&\n")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

const edwards = generateKeyPairSync("ed25519");
const edwardsJwk = edwards.privateKey.export({ format: "jwk" });
const edwardsWire = Buffer.concat([field(Buffer.from("ssh-ed25519")), field(b64(edwardsJwk.x))]);
const edwardsFile = openSsh(
  edwardsWire,
  Buffer.concat([Buffer.alloc(8, 1), edwardsWire, field(Buffer.concat([b64(edwardsJwk.d), b64(edwardsJwk.x)])), field(Buffer.from("me"))]),
);
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = rsa.privateKey.export({ format: "jwk" });
const rsaWire = Buffer.concat([field(Buffer.from("ssh-rsa")), field(positive(b64(jwk.e))), field(positive(b64(jwk.n)))]);
const rsaFile = openSsh(
  rsaWire,
  Buffer.concat([
    Buffer.alloc(8, 1),
    field(Buffer.from("ssh-rsa")),
    ...[jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map((number) => field(positive(b64(number)))),
    field(Buffer.from("me")),
  ]),
);
const KEY = Buffer.alloc(16, 6);

describe("SSH keys", () => {
  it.each([
    ["ssh-ed25519", edwardsWire, edwardsFile],
    ["ssh-ed25519", edwardsWire, edwards.privateKey.export({ type: "pkcs8", format: "pem" }).toString()],
    ["ssh-rsa", rsaWire, rsaFile],
    ["ssh-rsa", rsaWire, rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString()],
  ])("%s wraps for the private half", async (type, wire, file) => {
    const stanzas = await sshRecipient(`${type} ${wire.toString("base64")} me@host`).wrap(KEY);
    const identity = sshIdentity(file);
    expect(Buffer.from((await identity.unwrap(stanzas)) ?? [])).toEqual(KEY);
    expect(
      await identity.unwrap(stanzas.map(({ args: [kind = "", , ...rest], body }) => ({ args: [kind, "AAAAAA", ...rest], body }))),
    ).toBeUndefined();
    const changed = stanzas.map(({ args, body }) => ({ args, body: Buffer.from(body).fill(0, 3, 9) }));
    await expect(async () => identity.unwrap(changed)).rejects.toThrow(/does not open with it/);
  });

  it("carries an Edwards point over as the scalar's own point", () => {
    const seed = Buffer.alloc(32, 11);
    const key = createPrivateKey({
      key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]),
      format: "der",
      type: "pkcs8",
    });
    const point = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(12);
    expect(montgomeryOf(point)).toHaveLength(32);
    expect(pointOf(seed)).toHaveLength(32);
  });

  it("says that a key under a passphrase is not read", () => {
    expect(() => sshIdentity(openSsh(edwardsWire, Buffer.alloc(64), "aes256-ctr"))).toThrow(/under a passphrase/);
  });

  it("refuses every file that is cut off", () => {
    const body = Buffer.from(edwardsFile.split("\n").slice(1, -2).join(""), "base64");
    for (let length = 0; length < body.length - 20; length += 7) {
      const cut = `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.subarray(0, length).toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
      expect(() => sshIdentity(cut)).toThrow(/not whole|more than one|under a passphrase|type/);
    }
  });
});
