import { ProtectError } from "../errors.ts";
import { type AgeHeader, FILE_KEY_BYTES, headerFault, isAuthentic, type Stanza } from "./header.ts";
import type { Identity } from "./recipient.ts";

/** The file key by the first identity that fits; undefined where none does. @throws ProtectError NOT_DECRYPTED where a stanza breaks the format */
export async function unwrapFileKey(stanzas: readonly Stanza[], identities: readonly Identity[]): Promise<Uint8Array | undefined> {
  // Whoever knows the passphrase has written the file only where nobody else can open it (C2SP age.md, "The scrypt recipient type").
  if (stanzas.length > 1 && stanzas.some(({ args }) => args[0] === "scrypt")) throw headerFault("a passphrase must be the only way in");
  for (const identity of identities) {
    const fileKey = await identity.unwrap(stanzas);
    if (fileKey === undefined) continue;
    if (fileKey.length !== FILE_KEY_BYTES) throw headerFault("the wrapped key has the wrong length");
    return fileKey;
  }
  return undefined;
}

/** What a header says about who can open it, in words; types only, since recipients are not named in it. */
function kindsOf(stanzas: readonly Stanza[]): string {
  return [...new Set(stanzas.map(({ args }) => args[0] ?? ""))].sort().slice(0, 8).join(", ");
}

/**
 * The key of a file's payload: unwrapped, and the header proved to be the one it was written with.
 * @throws ProtectError NOT_DECRYPTED where no identity fits or the header was changed
 */
export async function openHeader(header: AgeHeader, identities: readonly Identity[]): Promise<Uint8Array> {
  const fileKey = await unwrapFileKey(header.stanzas, identities);
  if (fileKey === undefined)
    throw new ProtectError(
      "NOT_DECRYPTED",
      `None of the keys given (${identities.map(({ name }) => name).join(", ") || "none"}) opens this file; it is encrypted to: ${kindsOf(header.stanzas)}. Give the identity of one of its recipients with -i, or its passphrase.`,
    );
  if (!isAuthentic(header, fileKey))
    throw new ProtectError(
      "NOT_DECRYPTED",
      "The header was changed after it was written: its authentication code does not hold. Take the file from where it was encrypted again.",
    );
  return fileKey;
}
