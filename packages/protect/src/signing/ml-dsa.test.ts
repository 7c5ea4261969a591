import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ML_DSA, mlDsaHolds, mlDsaPem, readMlDsaPrivateKey, readMlDsaPublicKey } from "./ml-dsa.ts";

const MESSAGE = Buffer.from("statement");
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

describe.each(ML_DSA)("%s", (name) => {
  // Types of Node know the two names apart only.
  const { privateKey, publicKey } = name === "ml-dsa-44" ? generateKeyPairSync("ml-dsa-44") : generateKeyPairSync("ml-dsa-65");
  const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const key = readMlDsaPublicKey(publicPem, "key");

  it("signs and verifies natively and without, each for the other", () => {
    for (const portable of [false, true]) {
      const signer = readMlDsaPrivateKey(privatePem, "key", undefined, portable);
      expect(mlDsaPem(signer)).toBe(publicPem);
      const signature = signer.sign(MESSAGE);
      for (const reader of [false, true]) {
        expect(mlDsaHolds(MESSAGE, signature, key, reader)).toBe(true);
        expect(mlDsaHolds(Buffer.from("Statement"), signature, key, reader)).toBe(false);
        expect(mlDsaHolds(MESSAGE, signature.subarray(1), key, reader)).toBe(false);
        expect(mlDsaHolds(MESSAGE, new Uint8Array(), key, reader)).toBe(false);
      }
    }
  });

  it("opens a sealed key by its passphrase", () => {
    const sealed = privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open" }).toString();
    expect(readMlDsaPrivateKey(sealed, "key", "open").algorithm).toBe(name);
    expect(() => readMlDsaPrivateKey(sealed, "key", "wrong")).toThrow(/that opens/);
  });
});

describe("keys of other kinds", () => {
  it.each([
    "",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    ec.publicKey.export({ type: "spki", format: "pem" }).toString(),
  ])("are refused", (pem) => {
    expect(() => readMlDsaPublicKey(pem, "key")).toThrow(/no public key of ML-DSA/);
    expect(() => readMlDsaPrivateKey(pem, "key")).toThrow(/no private key of ML-DSA/);
  });
});
