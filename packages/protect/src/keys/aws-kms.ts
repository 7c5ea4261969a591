import { ProtectError } from "../errors.ts";
import type { KeyProvider } from "./provider.ts";

/** What is used of `KMSClient` (@aws-sdk/client-kms), whose calls the caller makes. */
export interface KmsCalls {
  encrypt(request: KmsRequest & { readonly Plaintext: Uint8Array }): Promise<{ readonly CiphertextBlob?: Uint8Array | undefined }>;
  decrypt(request: KmsRequest & { readonly CiphertextBlob: Uint8Array }): Promise<{ readonly Plaintext?: Uint8Array | undefined }>;
}

export interface KmsRequest {
  readonly KeyId: string;
  readonly EncryptionContext: Record<string, string>;
}

/** Errors that say that the answer is no, not that there is none (AWS KMS API reference, Decrypt). */
const REFUSED = new Set([
  "AccessDeniedException",
  "DisabledException",
  "KMSInvalidStateException",
  "NotFoundException",
  "KeyUnavailableException",
]);
const WRONG = new Set(["InvalidCiphertextException", "IncorrectKeyException"]);

function faultOf(keyId: string, cause: unknown): ProtectError {
  const name = cause instanceof Error ? cause.name : "";
  const said = cause instanceof Error ? `${name}: ${cause.message}` : String(cause);
  if (WRONG.has(name)) return new ProtectError("NOT_DECRYPTED", `AWS KMS: ${keyId} did not wrap this, or it was changed.`, { cause });
  if (REFUSED.has(name)) return new ProtectError("DENIED", `AWS KMS does not let you use ${keyId} (${said}).`, { cause });
  return new ProtectError("PEER_FAILED", `AWS KMS did not answer (${said}); check region, credentials and network.`, { cause });
}

/** AWS KMS; a key is an id, an ARN or `alias/…`. */
export function awsKms(calls: KmsCalls): KeyProvider {
  return {
    name: "aws-kms",
    wrap: async (KeyId, Plaintext, context) => {
      const { CiphertextBlob } = await calls
        .encrypt({ KeyId, Plaintext, EncryptionContext: { purpose: context } })
        .catch((cause: unknown) => {
          throw faultOf(KeyId, cause);
        });
      if (CiphertextBlob === undefined) throw new ProtectError("PEER_FAILED", `AWS KMS answered nothing for ${KeyId}.`);
      return CiphertextBlob;
    },
    unwrap: async (KeyId, CiphertextBlob, context) => {
      const { Plaintext } = await calls
        .decrypt({ KeyId, CiphertextBlob, EncryptionContext: { purpose: context } })
        .catch((cause: unknown) => {
          throw faultOf(KeyId, cause);
        });
      if (Plaintext === undefined) throw new ProtectError("PEER_FAILED", `AWS KMS answered nothing for ${KeyId}.`);
      return Plaintext;
    },
  };
}
