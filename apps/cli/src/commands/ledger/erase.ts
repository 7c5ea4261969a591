import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { sealedPayloadFolders } from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { checkpointOf, folderOf, secretFolder, textOf, withLedger } from "./places.ts";

/** `castellan ledger erase`: the act is recorded without saying who it was. */
export async function run(context: CommandContext): Promise<number> {
  const folder = folderOf(context);
  const file = context.values.text("person-file");
  if (file === undefined)
    throw new CommandError("USAGE", "castellan ledger erase needs --person-file FILE: names do not belong on a command line.");
  const person = textOf(file, "a file with the name of the person").trim();
  if (person === "") throw new CommandError("USAGE", `${file} holds no name.`);
  const keys = join(secretFolder(context.terminal.environment, checkpointOf(folder).origin), "payload-keys");
  const destroyed = await withLedger(context, folder, async (ledger) => {
    const gone = sealedPayloadFolders(join(folder, "sealed"), keys, randomBytes).destroyPerson(person);
    if (gone) await ledger.append({ act: "ledger.erase", actor: { kind: "service", name: "castellan" }, outcome: "done" });
    return gone;
  });
  if (!destroyed) throw new CommandError("NOT_FOUND", "There is no key of that person: nothing of theirs is readable in this ledger.");
  context.terminal.note("The key is destroyed: what the ledger keeps of that person is unreadable. Copies of the key folder must go too.");
  return EXIT.ok;
}
