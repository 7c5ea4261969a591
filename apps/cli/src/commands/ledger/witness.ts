import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  acquireLock,
  cosignatures,
  logFolder,
  renderSignatureLine,
  renderVerifierKey,
  Witness,
  witnessFolder,
} from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";
import { checkpointOf, folderOf, keysOf, logKeysOf, makeKeys, secretFolder } from "./places.ts";

/** `castellan ledger witness`: the witness protocol within one process, on a copy or a mount of the ledger. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal, clock } = context;
  const folder = folderOf(context);
  const name = values.text("witness-name");
  const logs = logKeysOf(context);
  if (name === undefined || logs.length === 0)
    throw new CommandError("USAGE", "castellan ledger witness needs --witness-name NAME and --log-key KEY.");
  const secrets = secretFolder(terminal.environment, `witness ${name}`);
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const lock = acquireLock(join(secrets, "lock"));
  try {
    const keys = keysOf(secrets) ?? makeKeys(secrets, name, ["ed25519-cosignature", "ml-dsa-44-cosignature"]);
    const witness = new Witness({ keys, logs, memory: witnessFolder(join(secrets, "logs")), clock });
    const { read } = logFolder(folder);
    const lines = await cosignatures(async (body) => witness.addCheckpoint(Buffer.from(body)), read, checkpointOf(folder));
    const text = lines.map(renderSignatureLine).join("");
    const [output] = values.list("output");
    if (output === undefined) terminal.result(text);
    else writeFileWhole(output, text);
    for (const key of keys) terminal.note(`key of this witness: ${renderVerifierKey(key)}`);
    return EXIT.ok;
  } finally {
    lock.release();
  }
}
