import { readTable } from "@castellan/data";
import type { CommandContext } from "../../command.ts";
import { CommandError, EXIT } from "../../errors.ts";

/** The columns of a data set. */
export async function run({ arguments: files, terminal }: CommandContext): Promise<number> {
  const [file] = files;
  if (file === undefined || files.length > 1) throw new CommandError("USAGE", "castellan data profile takes one file or folder.");
  const { rows, columns } = await readTable(file);
  terminal.result(`${rows} rows\n${columns.map(({ name, kind }) => `${name}: ${kind}\n`).join("")}`);
  return EXIT.ok;
}
