import { SCHEMA_NAMES, schemaOf } from "@castellan/scan/schema";
import type { CommandContext } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { writeFileWhole } from "../write-file.ts";

export async function run({ arguments: [name], values, terminal }: CommandContext): Promise<number> {
  if (name === undefined) {
    terminal.result(`${SCHEMA_NAMES.join("\n")}\n`);
    return EXIT.ok;
  }
  const schema = schemaOf(name.replace(/^castellan\//, "").replace(/\/\d+$/, ""));
  if (schema === undefined) throw new CommandError("NOT_FOUND", `There is no schema ${name}; there are ${SCHEMA_NAMES.join(", ")}.`);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
