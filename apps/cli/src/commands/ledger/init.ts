import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Ledger, renderVerifierKey } from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { keysOf, makeKeys, secretFolder } from "./places.ts";

/** `castellan ledger init`: two keys, Ed25519 and ML-DSA-44, and the empty ledger. */
export async function run(context: CommandContext): Promise<number> {
  const [folder = "."] = context.arguments;
  const { values, terminal, clock } = context;
  const origin = values.text("origin");
  if (origin === undefined) throw new CommandError("USAGE", "castellan ledger init needs --origin NAME, such as example.org/ledger.");
  if (existsSync(join(folder, "checkpoint"))) throw new CommandError("EXISTS", `${folder} holds a ledger already.`);
  const secrets = secretFolder(terminal.environment, origin);
  if (keysOf(secrets) !== undefined)
    throw new CommandError("EXISTS", `There are keys of ${origin} in ${secrets} already: one name is one ledger. Choose another name.`);
  const keys = makeKeys(secrets, origin, ["ed25519", "ml-dsa-44-cosignature"]);
  const ledger = await Ledger.open({ folder, keys, clock, random: randomBytes });
  await ledger.close();
  terminal.result(`${keys.map(renderVerifierKey).join("\n")}\n`);
  terminal.note(`The private keys are in ${secrets}: back them up apart from the ledger. Give the lines above to whoever verifies.`);
  return EXIT.ok;
}
