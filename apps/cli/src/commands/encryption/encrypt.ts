import { encryptFile, encryptTree } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { recorded, textDigest } from "../ledger/recorded.ts";
import { recipientsOf } from "./parties.ts";
import { nameOf, sealedSubject } from "./recorded-transfer.ts";
import { folderOf, reportTree, transferOf } from "./transfer.ts";

/** `castellan encrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const {
    values,
    terminal,
    arguments: [input, output],
  } = context;
  const folder = folderOf(context);
  if (folder !== undefined && values.on("armor")) throw new CommandError("USAGE", "--armor is for files, not for folders.");
  const recipients = await recipientsOf(context);
  const source = { name: nameOf(input) };
  const begins = {
    act: "data.encrypt",
    subjects: [source, { name: nameOf(output) }, ...recipients.map(({ name }) => ({ name: "recipient", digests: textDigest(name) }))],
    details: { recipients: recipients.length },
  };
  const tree = await recorded(
    context,
    begins,
    async () => {
      if (folder !== undefined) {
        const result = await encryptTree(folder.from, folder.to, recipients, folder.options);
        // Without a manifest the folder is not whole.
        return { result, sealed: result.failed.length > 0 ? { name: folder.to } : await sealedSubject(context, folder.to, true) };
      }
      const { from, to, options } = transferOf(context);
      await encryptFile(from, to, recipients, { ...options, armored: values.on("armor") });
      return { sealed: await sealedSubject(context, output, false) };
    },
    ({ result, sealed }) => [
      {
        ...begins,
        subjects: [source, sealed, ...begins.subjects.slice(2)],
        ...(result === undefined
          ? {}
          : { details: { ...begins.details, files: result.files + result.before, failed: result.failed.length } }),
        outcome: result === undefined || result.failed.length === 0 ? "done" : "failed",
      },
    ],
  );
  return tree.result === undefined ? EXIT.ok : reportTree(tree.result, "encrypted", terminal);
}
