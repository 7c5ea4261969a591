import { writeFileSync } from "node:fs";
import {
  consistencyProof,
  hashLeaf,
  includes,
  inclusionProof,
  logFolder,
  readEntry,
  renderProof,
  tileNodes,
} from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";
import { checkpointOf, folderOf } from "./places.ts";

function numberOf(context: CommandContext, flag: "entry" | "earlier-size", below: number): number | undefined {
  const text = context.values.text(flag);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text) || Number(text) >= below)
    throw new CommandError("USAGE", `--${flag} takes a number from 0 to ${below - 1}, not ${text}.`);
  return Number(text);
}

/** `castellan ledger prove`: a proof that does not hold is not written. */
export async function run(context: CommandContext): Promise<number> {
  const folder = folderOf(context);
  const checkpoint = checkpointOf(folder);
  const { read } = logFolder(folder);
  const nodes = tileNodes(read, checkpoint.size);
  const index = numberOf(context, "entry", checkpoint.size);
  const earlier = numberOf(context, "earlier-size", checkpoint.size + 1);
  if ((index === undefined) === (earlier === undefined))
    throw new CommandError("USAGE", "castellan ledger prove takes one of --entry N and --earlier-size N.");
  let text: string;
  if (index === undefined) {
    const hashes = consistencyProof(nodes, 0, earlier ?? 0, checkpoint.size);
    text = hashes.map((hash) => `${Buffer.from(hash).toString("base64")}\n`).join("");
  } else {
    const entry = readEntry(read, index, checkpoint.size);
    const hashes = inclusionProof(nodes, index, 0, checkpoint.size);
    if (!includes(index, checkpoint.size, hashLeaf(entry), hashes, checkpoint.root)) {
      context.terminal.fail(
        "LOG_INCONSISTENT",
        `Entry ${index} is not what the checkpoint stands for; castellan ledger verify says what was changed.`,
      );
      return EXIT.findings;
    }
    text = renderProof({ index, hashes, checkpoint });
    const file = context.values.text("entry-output");
    if (file !== undefined) writeFileSync(file, entry);
  }
  const [output] = context.values.list("output");
  if (output === undefined) context.terminal.result(text);
  else writeFileWhole(output, text);
  return EXIT.ok;
}
