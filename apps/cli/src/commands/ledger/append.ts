import type { ActInput } from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";
import { folderOf, textOf, withLedger } from "./places.ts";

/** `castellan ledger append`: every line is checked before the first is recorded. */
export async function run(context: CommandContext): Promise<number> {
  const folder = folderOf(context);
  const file = context.arguments[1] ?? "-";
  const acts: ActInput[] = [];
  for (const [index, line] of textOf(file, "a file with one act (JSON) a line").split("\n").entries())
    if (line.trim() !== "") acts.push(actOf(file, index + 1, line));
  if (acts.length === 0) throw new CommandError("USAGE", `${file} holds no act.`);
  const recorded = await withLedger(context, folder, (ledger) => {
    for (const [index, act] of acts.entries()) ledger.check(act, `${file}, act ${index + 1}`);
    return ledger.appendAll(acts);
  });
  const text = recorded.map(({ index, leaf }) => `${JSON.stringify({ index, leaf: Buffer.from(leaf).toString("hex") })}\n`).join("");
  const [output] = context.values.list("output");
  if (output === undefined) context.terminal.result(text);
  else writeFileWhole(output, text);
  return EXIT.ok;
}

function actOf(file: string, line: number, text: string): ActInput {
  try {
    // Its form is judged by the ledger.
    const act: ActInput = JSON.parse(text);
    return act;
  } catch (cause) {
    throw new CommandError("USAGE", `${file}, line ${line}: this is no JSON.`, { cause });
  }
}
