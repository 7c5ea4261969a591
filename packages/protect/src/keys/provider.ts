import { decodeBase64, encodeBase64 } from "../encryption/base64.ts";
import { headerFault } from "../encryption/header.ts";
import type { Identity, Recipient } from "../encryption/recipient.ts";
import { ProtectError } from "../errors.ts";

/**
 * A service that keeps keys and wraps others with them, so that its own never leave it.
 * `context` is bound to what is wrapped: it must be the same to unwrap.
 */
export interface KeyProvider {
  /** Its name in files: `aws-kms`, `vault`. */
  readonly name: string;
  /** @throws ProtectError PEER_FAILED where the service cannot be asked, DENIED where it says no */
  wrap(keyId: string, key: Uint8Array, context: string): Promise<Uint8Array>;
  /** @throws ProtectError PEER_FAILED, DENIED, NOT_DECRYPTED where it was wrapped by another key or changed */
  unwrap(keyId: string, wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

/** An own stanza of age files: provider, key (base64), context (base64); the body is what the service answered. */
const TYPE = "castellan-wrapped";
const CONTEXT = "castellan/age/v1";

/** A key of a service as recipient of files. */
export function providerRecipient(provider: KeyProvider, keyId: string): Recipient {
  return {
    name: `${provider.name}:${keyId}`,
    // The file key is wrapped symmetrically inside of the service.
    postQuantum: true,
    wrap: async (fileKey) => [
      {
        args: [TYPE, provider.name, encodeBase64(Buffer.from(keyId))],
        body: await provider.wrap(keyId, fileKey, CONTEXT),
      },
    ],
  };
}

/** Opens what is wrapped by any of these services. */
export function providerIdentity(providers: readonly KeyProvider[]): Identity {
  return {
    name: providers.map(({ name }) => name).join(", "),
    unwrap: async (stanzas) => {
      const faults: unknown[] = [];
      for (const { args, body } of stanzas) {
        if (args[0] !== TYPE) continue;
        const provider = providers.find(({ name }) => name === args[1]);
        if (provider === undefined) continue;
        const keyId = decodeBase64(args[2] ?? "");
        if (keyId === undefined || keyId.length === 0 || args.length !== 3) throw headerFault(`a stanza ${TYPE} has the wrong form`);
        try {
          return await provider.unwrap(keyId.toString("utf8"), body, CONTEXT);
        } catch (error) {
          // Another stanza may be for a key that may be used.
          if (!(error instanceof ProtectError)) throw error;
          faults.push(error);
        }
      }
      if (faults.length > 0) throw faults[0];
      return undefined;
    },
  };
}
