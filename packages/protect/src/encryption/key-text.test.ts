import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { bytesReader } from "./byte-reader.ts";
import { parseIdentities, parseRecipient, parseRecipients } from "./key-text.ts";
import { hybridIdentity, newHybrid } from "./recipients/hybrid.ts";
import { loadMlKem, portableMlKem } from "./recipients/ml-kem.ts";
import { passphraseRecipient } from "./recipients/passphrase.ts";
import { newX25519 } from "./recipients/x25519.ts";
import { encryptStream } from "./stream.ts";

const pair = newX25519(Buffer.alloc(32, 3));
const quantum = newHybrid(Buffer.alloc(32, 4), await loadMlKem());
const never = (): Promise<string> => Promise.reject(new Error("asked"));

async function faultOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return error instanceof ProtectError ? `${error.code} ${error.message}` : `not ours: ${String(error)}`;
  }
  return "nothing";
}

describe("recipients", () => {
  it("are read from lines with remarks between them", async () => {
    const read = await parseRecipients(`# team\n\n${pair.recipient}\r\n  ${quantum.recipient}\n`, "team.txt");
    expect(read.map(({ name, postQuantum }) => [name.slice(0, 8), postQuantum])).toEqual([
      [pair.recipient.slice(0, 8), false],
      [quantum.recipient.slice(0, 8), true],
    ]);
  });

  it.each([
    ["", "no recipient"],
    ["age1qqqq", "do not add up"],
    [pair.recipient.slice(0, -1), "do not add up"],
    [quantum.recipient.slice(0, -3), "do not add up"],
    [pair.identity, "secret key"],
    ["age1yubikey1qwerty", "plug-in"],
    ["ssh-dss AAAAB3NzaC1kc3MAAAABAA==", ""],
    ["ssh-ed25519 AAAA", "not whole"],
    ["ssh-ed25519", "not whole"],
    ["alice@example.com", "no recipient"],
  ])("refuse %j", async (text, why) => {
    const fault = await faultOf(parseRecipient(text));
    expect(fault).toMatch(/^KEY_INVALID/);
    expect(fault).toContain(why);
    expect(fault).not.toContain(pair.identity);
  });

  it("name the file and the line", async () => {
    expect(await faultOf(parseRecipients(`${pair.recipient}\nage1x\n`, "team.txt"))).toMatch(/^KEY_INVALID team.txt, line 2/);
    expect(await faultOf(parseRecipients("# none\n", "team.txt"))).toMatch(/names no recipient/);
  });
});

describe("identities", () => {
  it("are opened with the passphrase of their file, in both forms", async () => {
    for (const armored of [false, true]) {
      const parts: Buffer[] = [];
      const text = Buffer.from(`# mine\n${pair.identity}\n${quantum.identity}\n`);
      await encryptStream(bytesReader(text), { write: (part) => void parts.push(Buffer.from(part)) }, [passphraseRecipient("word", 10)], {
        armored,
      });
      const file = Buffer.concat(parts);
      expect(await parseIdentities(file, "mine", async () => "word")).toHaveLength(2);
      expect(await faultOf(parseIdentities(file, "mine", async () => "other"))).toMatch(
        /^NOT_DECRYPTED The identity file mine does not open/,
      );
    }
  });

  it.each([
    ["", "holds no identity"],
    [pair.recipient, "opens nothing"],
    [pair.identity.toLowerCase(), "no identity"],
    [pair.identity.slice(0, -2), "not whole"],
    ["AGE-PLUGIN-YUBIKEY-1QQ", "plug-ins"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "not whole"],
    ["-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "cannot be read"],
  ])("refuse %j", async (text, why) => {
    const fault = await faultOf(parseIdentities(Buffer.from(text), "key.txt", never));
    expect(fault).toMatch(/^KEY_INVALID key.txt/);
    expect(fault).toContain(why);
    expect(fault).not.toContain(pair.identity.slice(0, 30));
  });

  it("refuse weak RSA and other kinds of keys", async () => {
    const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(await faultOf(parseIdentities(Buffer.from(weak), "key.txt", never))).toMatch(/1024 bits/);
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(await faultOf(parseIdentities(Buffer.from(curve), "key.txt", never))).toMatch(/type ec/);
  });
});

describe("ML-KEM", () => {
  it("is the same in Node and in JavaScript", async () => {
    const [native, portable] = [await loadMlKem(), await portableMlKem()];
    const seed = Buffer.alloc(64, 5);
    expect(Buffer.from(native.publicKey(seed))).toEqual(Buffer.from(portable.publicKey(seed)));
    for (const [one, other] of [
      [native, portable],
      [portable, native],
    ] as const) {
      const sealed = one.encapsulate(native.publicKey(seed));
      expect(sealed).toBeDefined();
      if (sealed !== undefined) expect(Buffer.from(other.decapsulate(seed, sealed.ciphertext))).toEqual(Buffer.from(sealed.secret));
      expect(one.encapsulate(Buffer.alloc(1184, 255))).toBeUndefined();
    }
    expect(hybridIdentity(quantum.identity, portable).recipient).toBe(quantum.recipient);
  });
});
