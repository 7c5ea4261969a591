import { encryptFile, encryptTree } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { recipientsOf } from "./parties.ts";
import { folderOf, reportTree, transferOf } from "./transfer.ts";

/** `castellan encrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const folder = folderOf(context);
  if (folder !== undefined && values.on("armor")) throw new CommandError("USAGE", "--armor is for files, not for folders.");
  const recipients = await recipientsOf(context);
  if (folder !== undefined) return reportTree(await encryptTree(folder.from, folder.to, recipients, folder.options), "encrypted", terminal);
  const { from, to, options } = transferOf(context);
  await encryptFile(from, to, recipients, { ...options, armored: values.on("armor") });
  return EXIT.ok;
}
