import { decryptFile, decryptTree } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { identitiesOf } from "./parties.ts";
import { folderOf, reportTree, transferOf } from "./transfer.ts";

/** `castellan decrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const folder = folderOf(context);
  const identities = await identitiesOf(context);
  if (folder !== undefined)
    return reportTree(await decryptTree(folder.from, folder.to, identities, folder.options), "decrypted", context.terminal);
  const { from, to, options, released } = transferOf(context);
  try {
    await decryptFile(from, to, identities, options);
  } catch (error) {
    if (released() > 0) context.terminal.warn("What went to standard output is not the whole file; throw it away.");
    throw error;
  }
  return EXIT.ok;
}
