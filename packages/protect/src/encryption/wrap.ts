import { ProtectError } from "../errors.ts";
import type { Stanza } from "./header.ts";
import type { Recipient } from "./recipient.ts";

/**
 * The stanzas of a header: the file key wrapped for everybody.
 * @throws ProtectError OPTION_INVALID without a recipient, or where a passphrase is not alone
 */
export async function wrapFileKey(fileKey: Uint8Array, recipients: readonly Recipient[]): Promise<readonly Stanza[]> {
  if (recipients.length === 0)
    throw new ProtectError("OPTION_INVALID", "Nobody could open this file: give a recipient with -r, or a passphrase.");
  const stanzas: Stanza[] = [];
  for (const recipient of recipients) stanzas.push(...(await recipient.wrap(fileKey)));
  if (stanzas.length > 1 && stanzas.some(({ args }) => args[0] === "scrypt"))
    throw new ProtectError("OPTION_INVALID", "A passphrase must be the only way in; encrypt either to recipients or under a passphrase.");
  return stanzas;
}
