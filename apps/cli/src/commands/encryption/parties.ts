import {
  type Identity,
  parseIdentities,
  parseRecipient,
  parseRecipients,
  passphraseIdentity,
  passphraseRecipient,
  type Recipient,
} from "@castellan/protect/encryption";
import { Keyring, providerIdentity, providerRecipient, type RegisterListener } from "@castellan/protect/keys";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import { serviceKeyOf, serviceOf } from "./key-services.ts";
import { keyringFolder } from "./keyring-folder.ts";
import { knownPassphrase, newPassphrase, readKeyFile } from "./secret-input.ts";

/** A name of the keyring, as against the recipients that age knows. */
const OWN_NAME = /^(?:key:)?([a-z0-9][a-z0-9._-]{0,63})$/;
const WRITTEN = /^(?:age1|ssh-|AGE-)/i;

export function keyringOf({ terminal }: CommandContext, listener?: RegisterListener): Keyring {
  return new Keyring(keyringFolder(terminal.environment), listener);
}

/** The recipients that `-r` and `--recipients-file` name. @throws CommandError USAGE, ProtectError KEY_INVALID, KEY_MISSING, KEY_DESTROYED */
export async function statedRecipients(context: CommandContext): Promise<readonly Recipient[]> {
  const { values, terminal } = context;
  const recipients: Recipient[] = [];
  for (const text of values.list("recipient")) {
    const service = serviceKeyOf(text, terminal.environment);
    const own = WRITTEN.test(text) ? undefined : OWN_NAME.exec(text)?.[1];
    if (service !== undefined) recipients.push(providerRecipient(service.provider, service.keyId));
    else recipients.push(await parseRecipient(own === undefined ? text : keyringOf(context).recipientOf(own)));
  }
  for (const file of values.list("recipients-file"))
    recipients.push(...(await parseRecipients(Buffer.from(readKeyFile(file)).toString("utf8"), file)));
  return recipients;
}

/**
 * Whom the flags say to encrypt to, and the organisation's recovery keys.
 * @throws CommandError USAGE, ProtectError KEY_INVALID, KEY_MISSING, KEY_DESTROYED
 */
export async function recipientsOf(context: CommandContext): Promise<readonly Recipient[]> {
  const { values, terminal } = context;
  const passphrase = values.on("passphrase") || values.said("passphrase-file");
  if (passphrase && values.said("recipient") === false && values.said("recipients-file") === false)
    return [passphraseRecipient(await newPassphrase(values))];
  if (passphrase) throw new CommandError("USAGE", "A passphrase is the only way into a file; give either --passphrase or recipients.");
  const recipients = [...(await statedRecipients(context))];
  if (recipients.length === 0)
    throw new CommandError("USAGE", "Nobody could open the file: give a recipient with -r, --recipients-file, or --passphrase.");
  for (const text of keyringOf(context).recoveryRecipients())
    if (recipients.every(({ name }) => name !== text)) {
      recipients.push(await parseRecipient(text));
      terminal.note("The recovery key of your keyring can open it too.");
    }
  const classical = recipients.filter(({ postQuantum }) => !postQuantum);
  if (classical.length > 0 && classical.length < recipients.length)
    terminal.note(
      `A recipient that is not post-quantum (${classical[0]?.name ?? ""}) makes the file readable to a future quantum computer.`,
    );
  return recipients;
}

/** The identities that `-i` names: files, services, keys of the keyring (`key:NAME`). */
export async function statedIdentities(context: CommandContext): Promise<readonly Identity[]> {
  const { values, terminal } = context;
  const identities: Identity[] = [];
  const names: string[] = [];
  const ask = (what: string): Promise<string> => knownPassphrase(values, what);
  for (const text of values.list("identity")) {
    const service = serviceOf(text, terminal.environment);
    if (text.startsWith("key:")) names.push(text.slice(4));
    else if (service !== undefined) identities.push(providerIdentity([service]));
    else identities.push(...(await parseIdentities(readKeyFile(text), text, ask)));
  }
  // Keys of the keyring may lie under those before.
  for (const name of names) identities.push(...(await keyringOf(context).open(name, identities, ask)));
  return identities;
}

/** What the flags say to open with. @throws CommandError USAGE, ProtectError KEY_INVALID, NOT_DECRYPTED */
export async function identitiesOf(context: CommandContext): Promise<readonly Identity[]> {
  const { values } = context;
  const identities = [...(await statedIdentities(context))];
  if (identities.length === 0 && (values.on("passphrase") || values.said("passphrase-file")))
    identities.push(passphraseIdentity(await knownPassphrase(values, "the file")));
  if (identities.length === 0)
    throw new CommandError("USAGE", "Nothing to open the file with: give an identity with -i (a file, or key:NAME), or --passphrase.");
  return identities;
}
