import { BASELINE_POLICIES, POLICY_SCHEMA } from "@castellan/protect/policy";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { writeFileWhole } from "../../write-file.ts";

/** `castellan policy schema`: the schema on standard output; the baseline as comments behind it, so that it stays a schema. */
export async function run({ values, terminal }: CommandContext): Promise<number> {
  const rules = BASELINE_POLICIES.trimEnd()
    .split("\n")
    .map((line) => `// ${line}`.trimEnd());
  const text = `${POLICY_SCHEMA}\n// Rules that always stand:\n${rules.join("\n")}\n`;
  const [output] = values.list("output");
  if (output === undefined) terminal.result(text);
  else writeFileWhole(output, text);
  return EXIT.ok;
}
