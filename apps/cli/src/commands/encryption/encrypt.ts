import { encryptFile } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { recipientsOf } from "./parties.ts";
import { transferOf } from "./transfer.ts";

/** `castellan encrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const recipients = await recipientsOf(context);
  const { from, to, options } = transferOf(context);
  await encryptFile(from, to, recipients, { ...options, armored: context.values.on("armor") });
  return EXIT.ok;
}
