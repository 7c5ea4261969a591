import { readFileSync } from "node:fs";
import { awsKms, type KeyProvider, vaultTransit } from "@castellan/protect/keys";
import { CommandError } from "../../errors.ts";
import type { Environment } from "../../values.ts";

/** AWS KMS with the credentials and region of the environment, by the SDK, which is loaded when a key of it is used. */
function amazon(environment: Environment): KeyProvider {
  const endpoint = environment["AWS_ENDPOINT_URL_KMS"] ?? environment["AWS_ENDPOINT_URL"];
  let sdk: Promise<typeof import("@aws-sdk/client-kms")> | undefined;
  const load = (): Promise<typeof import("@aws-sdk/client-kms")> => {
    sdk ??= import("@aws-sdk/client-kms").catch((cause: unknown) => {
      throw new CommandError("USAGE", "Keys of AWS KMS need its client: npm install @aws-sdk/client-kms beside castellan.", { cause });
    });
    return sdk;
  };
  return awsKms({
    encrypt: async (request) => {
      const { KMS } = await load();
      return new KMS(endpoint === undefined ? {} : { endpoint }).encrypt(request);
    },
    decrypt: async (request) => {
      const { KMS } = await load();
      return new KMS(endpoint === undefined ? {} : { endpoint }).decrypt(request);
    },
  });
}

/** @throws CommandError USAGE without address or token */
function vault(environment: Environment): KeyProvider {
  const address = environment["VAULT_ADDR"] ?? environment["BAO_ADDR"];
  const file = environment["VAULT_TOKEN_FILE"] ?? `${environment["HOME"] ?? ""}/.vault-token`;
  let token = environment["VAULT_TOKEN"] ?? environment["BAO_TOKEN"];
  try {
    token ??= readFileSync(file, "utf8").trim();
  } catch {
    // Said below.
  }
  if (address === undefined || token === undefined || token === "")
    throw new CommandError(
      "USAGE",
      "Keys of Vault or OpenBao need VAULT_ADDR and a token (VAULT_TOKEN_FILE, ~/.vault-token or VAULT_TOKEN).",
    );
  const [mount, namespace] = [environment["VAULT_TRANSIT_MOUNT"], environment["VAULT_NAMESPACE"]];
  return vaultTransit({ address, token, ...(mount === undefined ? {} : { mount }), ...(namespace === undefined ? {} : { namespace }) });
}

const SERVICES: Readonly<Record<string, (environment: Environment) => KeyProvider>> = { "aws-kms": amazon, vault };

/** `aws-kms:alias/x` and `vault:name`; undefined for any other text. @throws CommandError USAGE */
export function serviceKeyOf(
  text: string,
  environment: Environment,
): { readonly provider: KeyProvider; readonly keyId: string } | undefined {
  const split = text.indexOf(":");
  const make = split < 0 ? undefined : SERVICES[text.slice(0, split)];
  if (make === undefined) return undefined;
  const keyId = text.slice(split + 1);
  if (keyId === "") throw new CommandError("USAGE", `${text} names no key.`);
  return { provider: make(environment), keyId };
}

/** The service that `-i aws-kms` or `-i vault` stands for. */
export function serviceOf(text: string, environment: Environment): KeyProvider | undefined {
  return SERVICES[text.endsWith(":") ? text.slice(0, -1) : text]?.(environment);
}
