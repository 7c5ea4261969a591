import { checkPrivileges, privilegeLines } from "@castellan/scan/access-logs";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { resultOf } from "../../last-scan.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";

/** `castellan logs privileges`: what users and roles may do and did not, with policies that allow what they did. */
export async function run(context: CommandContext): Promise<number> {
  const { arguments: paths, values, terminal, signal } = context;
  if (paths.length === 0) throw new CommandError("USAGE", "castellan logs privileges needs logs of CloudTrail or S3, or folders of them.");
  const check = await checkPrivileges(paths, resultOf(context, "scan"), signal);
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify(check, null, 2)}\n`
      : `${privilegeLines(check, values.on("all")).map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return check.logs.some(({ problems }) => problems.length > 0) && !values.on("allow-partial") ? EXIT.unread : EXIT.ok;
}
