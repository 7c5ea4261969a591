import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { KeyProvider } from "./provider.ts";

/** The transit engine of HashiCorp Vault and OpenBao, over HTTP. */
export interface VaultOptions {
  /** `https://vault.example.com:8200` */
  readonly address: string;
  readonly token: string;
  /** Where the engine is mounted; `transit` by default. */
  readonly mount?: string;
  readonly namespace?: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMilliseconds?: number;
}

const Answer = z.object({ data: z.object({ ciphertext: z.string().optional(), plaintext: z.string().optional() }).optional() });
/** Names of keys go into an address. */
const NAME = /^[A-Za-z0-9._-]{1,128}$/;
const MAXIMAL_ANSWER = 1024 * 1024;

function faultOf(keyId: string, status: number, text: string): ProtectError {
  if (status === 403 || status === 404) return new ProtectError("DENIED", `Vault does not let you use the key ${keyId} (HTTP ${status}).`);
  if (status === 400) return new ProtectError("NOT_DECRYPTED", `Vault: ${keyId} did not wrap this, or it was changed (HTTP 400).`);
  return new ProtectError("PEER_FAILED", `Vault answered HTTP ${status} for ${keyId}${text === "" ? "" : `: ${text.slice(0, 120)}`}.`);
}

/** @throws ProtectError OPTION_INVALID for an address that is none, or that would send the token in the clear */
export function vaultTransit(options: VaultOptions): KeyProvider {
  let base: URL;
  try {
    base = new URL(options.address);
  } catch (cause) {
    throw new ProtectError("OPTION_INVALID", `${options.address} is no address of Vault; it begins with https://.`, { cause });
  }
  const own = ["localhost", "127.0.0.1", "[::1]"].includes(base.hostname);
  if (base.protocol !== "https:" && !(base.protocol === "http:" && own))
    throw new ProtectError("OPTION_INVALID", `${base.host}: the token would go over the network in the clear; use https.`);
  const mount = (options.mount ?? "transit").split("/").map(encodeURIComponent).join("/");

  const call = async (action: "encrypt" | "decrypt", keyId: string, body: Record<string, string>) => {
    if (!NAME.test(keyId)) throw new ProtectError("KEY_INVALID", `${keyId} is no name of a key in Vault.`);
    let response: Response;
    let text: string;
    try {
      response = await (options.fetch ?? fetch)(new URL(`/v1/${mount}/${action}/${keyId}`, base), {
        method: "POST",
        redirect: "error",
        headers: {
          "content-type": "application/json",
          "x-vault-token": options.token,
          ...(options.namespace === undefined ? {} : { "x-vault-namespace": options.namespace }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(options.timeoutMilliseconds ?? 30_000),
      });
      text = await response.text();
    } catch (cause) {
      throw new ProtectError(
        "PEER_FAILED",
        `Vault at ${base.host} did not answer (${cause instanceof Error ? cause.message : String(cause)}).`,
        {
          cause,
        },
      );
    }
    if (!response.ok) throw faultOf(keyId, response.status, text);
    if (text.length > MAXIMAL_ANSWER) throw new ProtectError("PEER_FAILED", `Vault answered too much for ${keyId}.`);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new ProtectError("PEER_FAILED", `Vault answered no JSON for ${keyId}.`, { cause });
    }
    return Answer.safeParse(value).data?.data ?? {};
  };
  return {
    name: "vault",
    wrap: async (keyId, key, context) => {
      const { ciphertext } = await call("encrypt", keyId, {
        plaintext: Buffer.from(key).toString("base64"),
        associated_data: Buffer.from(context).toString("base64"),
      });
      if (ciphertext === undefined) throw new ProtectError("PEER_FAILED", `Vault answered without a ciphertext for ${keyId}.`);
      return Buffer.from(ciphertext, "utf8");
    },
    unwrap: async (keyId, wrapped, context) => {
      const { plaintext } = await call("decrypt", keyId, {
        ciphertext: Buffer.from(wrapped).toString("utf8"),
        associated_data: Buffer.from(context).toString("base64"),
      });
      if (plaintext === undefined) throw new ProtectError("PEER_FAILED", `Vault answered without a plaintext for ${keyId}.`);
      return Buffer.from(plaintext, "base64");
    },
  };
}
