import { decryptFile, decryptTree, type Identity, type TreeResult } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { recorded } from "../ledger/recorded.ts";
import { identitiesOf } from "./parties.ts";
import { nameOf, sealedSubject } from "./recorded-transfer.ts";
import { folderOf, reportTree, transferOf } from "./transfer.ts";

/** `castellan decrypt IN OUT`. */
export async function run(context: CommandContext): Promise<number> {
  const [input, output] = context.arguments;
  const folder = folderOf(context);
  const identities = await identitiesOf(context);
  const begins = {
    act: "data.decrypt",
    subjects: [await sealedSubject(context, input, folder !== undefined), { name: nameOf(output) }],
  };
  const result = await recorded(
    context,
    begins,
    async () => {
      if (folder !== undefined) return decryptTree(folder.from, folder.to, identities, folder.options);
      return decryptOne(context, identities);
    },
    (tree) => [
      {
        ...begins,
        ...(tree === undefined ? {} : { details: { files: tree.files + tree.before, failed: tree.failed.length } }),
        outcome: tree === undefined || tree.failed.length === 0 ? "done" : "failed",
      },
    ],
  );
  return result === undefined ? EXIT.ok : reportTree(result, "decrypted", context.terminal);
}

async function decryptOne(context: CommandContext, identities: readonly Identity[]): Promise<TreeResult | undefined> {
  const { from, to, options, released } = transferOf(context);
  try {
    await decryptFile(from, to, identities, options);
    return undefined;
  } catch (error) {
    if (released() > 0) context.terminal.warn("What went to standard output is not the whole file; throw it away.");
    throw error;
  }
}
