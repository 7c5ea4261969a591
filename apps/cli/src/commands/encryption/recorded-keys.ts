import type { Keyring, RegisterEntry } from "@castellan/protect/keys";
import type { CommandContext } from "../../command-spec.ts";
import { type Deed, recorded, textDigest } from "../ledger/recorded.ts";
import { keyringOf } from "./parties.ts";

const ACTS = { created: "key.create", rewrapped: "key.rewrap", rotated: "key.rotate", destroyed: "key.destroy" } as const;

/** A line of the register as a ledger holds it: with its digest, so that a register that was written anew is told. */
function deedOf(entry: RegisterEntry): Deed {
  const { action, key, generation, state, sealed, recovery, recipient, reason } = entry;
  return {
    act: ACTS[action],
    subjects: [
      { name: `key:${key}`, digests: textDigest(recipient) },
      { name: "register line", digests: textDigest(JSON.stringify(entry)) },
    ],
    details: { generation, state, sealed, recovery },
    ...(reason === undefined ? {} : { personal: { reason } }),
  };
}

/** Does something to a key of the keyring; what the register gets, the ledger gets too. @throws as `recorded` */
export async function withRecordedKeyring<T>(
  context: CommandContext,
  action: keyof typeof ACTS,
  name: string,
  work: (keyring: Keyring) => Promise<T>,
): Promise<T> {
  const lines: RegisterEntry[] = [];
  const keyring = keyringOf(context, { recorded: (entry) => void lines.push(entry) });
  const reason = context.values.text("reason");
  const begins = {
    act: ACTS[action],
    subjects: [{ name: `key:${name}` }],
    ...(reason === undefined ? {} : { personal: { reason } }),
  };
  // What takes away the rest of an earlier, interrupted act has no line of its own.
  return recorded(
    context,
    begins,
    () => work(keyring),
    () => (lines.length === 0 ? [begins] : lines.map(deedOf)),
  );
}
