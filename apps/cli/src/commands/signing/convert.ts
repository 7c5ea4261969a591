import { PROVENANCE_FORMS, readProvenance, writeProvenance } from "@castellan/protect/provenance";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";

import { onePath, textFile } from "./inputs.ts";

const MOST_BYTES = 256 * 1024 * 1024;

/** `castellan provenance convert`: the same lineage in another form; what has no place there is said. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const file = onePath(context, "provenance convert");
  const form = PROVENANCE_FORMS.find((each) => each === values.text("to"));
  if (form === undefined) throw new CommandError("USAGE", `castellan provenance convert needs --to ${PROVENANCE_FORMS.join(", ")}.`);
  let document: unknown;
  try {
    document = JSON.parse(textFile("source", file, MOST_BYTES));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError("USAGE", `${file} is no JSON.`, { cause });
  }
  const lineage = readProvenance(document);
  for (const left of lineage.left) terminal.warn(`left out: ${left}`);
  const text = `${JSON.stringify(writeProvenance(lineage, form, values.text("id")), null, 2)}\n`;
  const [out] = values.list("output");
  if (out === undefined) terminal.result(text);
  else writeFileWhole(out, text);
  return EXIT.ok;
}
