import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { awsKms } from "./aws-kms.ts";
import { type KeyProvider, providerIdentity, providerRecipient } from "./provider.ts";
import { vaultTransit } from "./vault.ts";

const KEY = Buffer.alloc(16, 7);

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    return error instanceof ProtectError ? error.code : `not ours: ${String(error)}`;
  }
  return "nothing";
}

/** The transit engine as its API documentation says, with AES-256-GCM: real wrapping, over real HTTP. */
const secret = randomBytes(32);
function answer(
  url: string,
  body: { plaintext?: string; ciphertext?: string; associated_data?: string },
): { status: number; data?: unknown } {
  const context = Buffer.from(body.associated_data ?? "", "base64");
  if (!url.startsWith("/v1/transit/")) return { status: 404 };
  if (url.endsWith("/broken")) return { status: 500 };
  if (url.includes("/encrypt/")) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(context);
    const sealed = Buffer.concat([nonce, cipher.update(Buffer.from(body.plaintext ?? "", "base64")), cipher.final(), cipher.getAuthTag()]);
    return { status: 200, data: { ciphertext: `vault:v1:${sealed.toString("base64")}` } };
  }
  try {
    const sealed = Buffer.from((body.ciphertext ?? "").slice(9), "base64");
    const decipher = createDecipheriv("aes-256-gcm", secret, sealed.subarray(0, 12)).setAAD(context).setAuthTag(sealed.subarray(-16));
    return {
      status: 200,
      data: { plaintext: Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString("base64") },
    };
  } catch {
    return { status: 400 };
  }
}

let server: Server;
let address = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => {
      text += part.toString();
    });
    request.on("end", () => {
      const { status, data } =
        request.headers["x-vault-token"] === "right" ? answer(request.url ?? "", JSON.parse(text)) : { status: 403, data: undefined };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === "object" && place !== null ? place.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("Vault", () => {
  it("wraps file keys that come back, in a stanza that names the key", async () => {
    const vault = vaultTransit({ address, token: "right" });
    const stanzas = await providerRecipient(vault, "data").wrap(KEY);
    expect(stanzas[0]?.args).toEqual(["castellan-wrapped", "vault", Buffer.from("data").toString("base64").replaceAll("=", "")]);
    expect(Buffer.from((await providerIdentity([vault]).unwrap(stanzas)) ?? [])).toEqual(KEY);
    expect(await providerIdentity([]).unwrap(stanzas)).toBeUndefined();
  });

  it("says no to what was changed, another context, token, key or server", async () => {
    const vault = vaultTransit({ address, token: "right" });
    const wrapped = await vault.wrap("data", KEY, "one");
    expect(await codeOf(vault.unwrap("data", wrapped, "other"))).toBe("NOT_DECRYPTED");
    expect(await codeOf(vault.unwrap("data", Buffer.from("vault:v1:AAAA"), "one"))).toBe("NOT_DECRYPTED");
    expect(await codeOf(vaultTransit({ address, token: "wrong" }).wrap("data", KEY, "one"))).toBe("DENIED");
    expect(await codeOf(vaultTransit({ address, token: "right", mount: "other" }).wrap("data", KEY, "one"))).toBe("DENIED");
    expect(await codeOf(vault.wrap("broken", KEY, "one"))).toBe("PEER_FAILED");
    expect(await codeOf(vault.wrap("../sys/seal", KEY, "one"))).toBe("KEY_INVALID");
    expect(await codeOf(vaultTransit({ address: "http://127.0.0.1:9", token: "right" }).wrap("data", KEY, "one"))).toBe("PEER_FAILED");
  });

  it("does not send its token in the clear", () => {
    expect(() => vaultTransit({ address: "http://vault.example.com", token: "right" })).toThrow(/in the clear/);
    expect(() => vaultTransit({ address: "vault", token: "right" })).toThrow(/no address/);
  });
});

describe("AWS KMS", () => {
  const failing = (name: string): KeyProvider => {
    const fail = (): Promise<never> => Promise.reject(Object.assign(new Error("said"), { name }));
    return awsKms({ encrypt: fail, decrypt: fail });
  };
  it.each([
    ["InvalidCiphertextException", "NOT_DECRYPTED"],
    ["AccessDeniedException", "DENIED"],
    ["NotFoundException", "DENIED"],
    ["TimeoutError", "PEER_FAILED"],
  ])("says what %s means", async (name, code) => {
    expect(await codeOf(failing(name).unwrap("k", KEY, "c"))).toBe(code);
  });

  it("does not take silence for an answer", async () => {
    const silent = awsKms({ encrypt: async () => ({}), decrypt: async () => ({}) });
    expect(await codeOf(silent.wrap("k", KEY, "c"))).toBe("PEER_FAILED");
    expect(await codeOf(silent.unwrap("k", KEY, "c"))).toBe("PEER_FAILED");
  });
});

describe("providerIdentity", () => {
  it("goes on to the next stanza where one key may not be used, and says why where none may", async () => {
    const provider: KeyProvider = {
      name: "test",
      wrap: async (_, key) => key,
      unwrap: async (keyId, wrapped) => {
        if (keyId === "no") throw new ProtectError("DENIED", "no");
        return wrapped;
      },
    };
    const no = await providerRecipient(provider, "no").wrap(KEY);
    const yes = await providerRecipient(provider, "yes").wrap(KEY);
    expect(await providerIdentity([provider]).unwrap([...no, ...yes])).toEqual(KEY);
    expect(await codeOf(Promise.resolve(providerIdentity([provider]).unwrap(no)))).toBe("DENIED");
    expect(await codeOf(Promise.resolve(providerIdentity([provider]).unwrap([{ args: ["castellan-wrapped", "test"], body: KEY }])))).toBe(
      "NOT_DECRYPTED",
    );
  });
});
