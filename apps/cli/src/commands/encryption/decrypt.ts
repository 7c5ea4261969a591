import { decryptFile, ProtectError } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { identitiesOf } from "./parties.ts";
import { transferOf } from "./transfer.ts";

/** `castellan decrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const identities = await identitiesOf(context);
  const { from, to, options } = transferOf(context);
  try {
    await decryptFile(from, to, identities, options);
  } catch (error) {
    if (typeof to !== "string" && error instanceof ProtectError && error.code === "NOT_DECRYPTED")
      context.terminal.warn("What went to standard output is not the whole file; throw it away.");
    throw error;
  }
  return EXIT.ok;
}
