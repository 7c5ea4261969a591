import { userInfo } from "node:os";
import { passphraseIdentity, passphraseRecipient } from "@castellan/protect/encryption";
import type { KeyAct, NewKeyOptions, RegisterEntry, Seal } from "@castellan/protect/keys";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { keyringOf, statedIdentities, statedRecipients } from "./parties.ts";
import { withRecordedKeyring } from "./recorded-keys.ts";
import { knownPassphrase, newPassphrase } from "./secret-input.ts";

const DEFAULT_NAME = "default";

function actOf({ values, clock }: CommandContext): KeyAct {
  const reason = values.text("reason");
  return { by: userInfo().username, at: clock(), ...(reason === undefined ? {} : { reason }) };
}

/** How the new key is to be kept. @throws CommandError USAGE */
async function sealOf(context: CommandContext): Promise<Seal> {
  const { values } = context;
  const recipients = await statedRecipients(context);
  if (values.on("unsealed")) {
    if (recipients.length > 0 || values.said("passphrase-file"))
      throw new CommandError("USAGE", "A key is either unsealed, or under a passphrase or recipients.");
    return { kind: "nothing" };
  }
  if (recipients.length === 0) return { kind: "passphrase", recipients: [passphraseRecipient(await newPassphrase(values))] };
  if (values.said("passphrase-file")) throw new CommandError("USAGE", "A key is kept either under a passphrase or for recipients.");
  return { kind: "recipients", recipients };
}

function outputOf({ values }: CommandContext): Pick<NewKeyOptions, "output"> {
  const [output, ...more] = values.list("output");
  if (more.length > 0) throw new CommandError("USAGE", "One key goes into one file: give --output once.");
  return output === undefined ? {} : { output };
}

/** `castellan keys new`. */
export async function create(context: CommandContext): Promise<number> {
  const {
    values,
    terminal,
    arguments: [name = DEFAULT_NAME],
  } = context;
  const options = { recovery: values.on("recovery"), classical: values.on("classical"), ...outputOf(context) };
  const seal = await sealOf(context);
  const entry = await withRecordedKeyring(context, "created", name, (keyring) =>
    keyring.create(name, actOf(context), { ...options, seal }),
  );
  terminal.note(
    `Key ${name} is made${entry.kept === undefined ? "" : ` in ${printable(entry.kept)}`}; encrypt to it with -r ${name} or with this recipient:`,
  );
  terminal.result(`${entry.recipient}\n`);
  return EXIT.ok;
}

function lineOf({ key, generation, state, at, by, sealed, recipient, recovery, reason, action }: RegisterEntry, all: boolean): string {
  const what = `${key} ${generation}  ${state}${recovery ? ", recovery" : ""}  ${action} ${at} by ${by}${reason === undefined ? "" : `: ${reason}`}`;
  const kept = sealed === "nothing" ? "not sealed" : `under ${sealed === "passphrase" ? "a passphrase" : "recipients"}`;
  return `${what}\n    ${state === "destroyed" ? "gone" : kept}  ${all || recipient.length < 80 ? recipient : `${recipient.slice(0, 24)}…`}`;
}

/** `castellan keys list`: the present state, with `--all` everything that happened. */
export async function list(context: CommandContext): Promise<number> {
  const {
    values,
    terminal,
    arguments: [name],
  } = context;
  const all = values.on("all");
  const keyring = keyringOf(context);
  const entries = (all ? keyring.history() : keyring.keys()).filter(({ key }) => name === undefined || key === name);
  if (values.text("format") === "json") terminal.result(`${JSON.stringify({ schema: "castellan/keys/1", keys: entries }, null, 2)}\n`);
  else if (entries.length === 0) terminal.result("There is no key yet; castellan keys new makes one.\n");
  else terminal.result(`${entries.map((entry) => printable(lineOf(entry, all))).join("\n")}\n`);
  return EXIT.ok;
}

/** `castellan keys rotate`. */
export async function rotate(context: CommandContext): Promise<number> {
  const {
    values,
    terminal,
    arguments: [name = DEFAULT_NAME],
  } = context;
  if (values.on("rewrap")) {
    const present = keyringOf(context)
      .keys()
      .find(({ key, state }) => key === name && state === "active");
    const identities = [...(await statedIdentities(context))];
    // The old passphrase is asked for; a file of passphrases names the new one.
    if (present?.sealed === "passphrase") identities.push(passphraseIdentity(await knownPassphrase(values, `key ${name}`)));
    const seal = await sealOf(context);
    const entries = await withRecordedKeyring(context, "rewrapped", name, (keyring) =>
      keyring.rewrap(name, actOf(context), identities, seal),
    );
    terminal.note(
      `${entries.length} key${entries.length === 1 ? "" : "s"} of the name ${name} can be opened by others from now on; no data was touched. Copies of the old file still open with the old keys.`,
    );
    return EXIT.ok;
  }
  const options = { seal: await sealOf(context), classical: values.on("classical") };
  const entry = await withRecordedKeyring(context, "rotated", name, (keyring) => keyring.rotate(name, actOf(context), options));
  terminal.note(`Key ${name} has a new pair; the one before only opens. Encrypt to the name, or to this recipient:`);
  terminal.result(`${entry.recipient}\n`);
  return EXIT.ok;
}

/** `castellan keys destroy`. */
export async function destroy(context: CommandContext): Promise<number> {
  const {
    values,
    terminal,
    arguments: [name = DEFAULT_NAME],
  } = context;
  if (!values.on("force"))
    throw new CommandError(
      "USAGE",
      `What is encrypted to ${name} alone could never be opened again; say --force if that is what you want.`,
    );
  const entries = await withRecordedKeyring(context, "destroyed", name, (keyring) => keyring.destroy(name, actOf(context)));
  terminal.note(
    `Key ${name} is destroyed${entries.length > 1 ? ` in its ${entries.length} generations` : ""}. Copies in backups still open its data until they are gone too.`,
  );
  return EXIT.ok;
}
