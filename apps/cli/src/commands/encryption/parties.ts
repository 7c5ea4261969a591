import {
  type Identity,
  parseIdentities,
  parseRecipient,
  parseRecipients,
  passphraseIdentity,
  passphraseRecipient,
  type Recipient,
} from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import { knownPassphrase, newPassphrase, readKeyFile } from "./secret-input.ts";

/** Whom the flags say to encrypt to. @throws CommandError USAGE, ProtectError KEY_INVALID */
export async function recipientsOf({ values, terminal }: CommandContext): Promise<readonly Recipient[]> {
  const passphrase = values.on("passphrase") || values.said("passphrase-file");
  const [texts, files, identities] = [values.list("recipient"), values.list("recipients-file"), values.list("identity")];
  if (passphrase && texts.length + files.length + identities.length > 0)
    throw new CommandError("USAGE", "A passphrase is the only way into a file; give either --passphrase or recipients.");
  if (passphrase) return [passphraseRecipient(await newPassphrase(values))];
  const recipients: Recipient[] = [];
  for (const text of texts) recipients.push(await parseRecipient(text));
  for (const file of files) recipients.push(...(await parseRecipients(Buffer.from(readKeyFile(file)).toString("utf8"), file)));
  if (recipients.length === 0)
    throw new CommandError("USAGE", "Nobody could open the file: give a recipient with -r, --recipients-file, or --passphrase.");
  const classical = recipients.filter(({ postQuantum }) => !postQuantum);
  if (classical.length > 0 && classical.length < recipients.length)
    terminal.note(
      `A recipient that is not post-quantum (${classical[0]?.name ?? ""}) makes the whole file readable to a future quantum computer.`,
    );
  return recipients;
}

/** What the flags say to open with. @throws CommandError USAGE, ProtectError KEY_INVALID, NOT_DECRYPTED */
export async function identitiesOf({ values }: CommandContext): Promise<readonly Identity[]> {
  const files = values.list("identity");
  const identities: Identity[] = [];
  for (const file of files) identities.push(...(await parseIdentities(readKeyFile(file), file, (name) => knownPassphrase(values, name))));
  if (files.length === 0 && (values.on("passphrase") || values.said("passphrase-file")))
    identities.push(passphraseIdentity(await knownPassphrase(values, "the file")));
  if (identities.length === 0)
    throw new CommandError("USAGE", "Nothing to open the file with: give an identity file with -i, or --passphrase.");
  return identities;
}
