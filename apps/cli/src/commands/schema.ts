import { DATA_SCHEMA_NAMES, dataSchemaOf } from "@castellan/data/schema";
import { LEDGER_SCHEMA_NAMES, ledgerSchemaOf } from "@castellan/protect/ledger";
import { POLICY_SCHEMA_NAMES, policySchemaOf } from "@castellan/protect/policy";
import { SIGNING_SCHEMA_NAMES, signingSchemaOf } from "@castellan/protect/signing";
import { SCHEMA_NAMES, schemaOf } from "@castellan/scan/schema";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { writeFileWhole } from "../write-file.ts";

const NAMES: readonly string[] = [
  ...SCHEMA_NAMES,
  ...DATA_SCHEMA_NAMES,
  ...LEDGER_SCHEMA_NAMES,
  ...POLICY_SCHEMA_NAMES,
  ...SIGNING_SCHEMA_NAMES,
];

export async function run({ arguments: [name], values, terminal }: CommandContext): Promise<number> {
  if (name === undefined) {
    terminal.result(`${NAMES.join("\n")}\n`);
    return EXIT.ok;
  }
  const bare = name.replace(/^castellan\//, "").replace(/\/\d+$/, "");
  const schema = schemaOf(bare) ?? dataSchemaOf(bare) ?? ledgerSchemaOf(bare) ?? policySchemaOf(bare) ?? signingSchemaOf(bare);
  if (schema === undefined) throw new CommandError("NOT_FOUND", `There is no schema ${name}; there are ${NAMES.join(", ")}.`);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
