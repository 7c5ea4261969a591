import { readFileSync, statSync } from "node:fs";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import type { FlagName } from "../../flags.ts";

/** Keys and certificates are small; a disk image given by mistake is not read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Text of a file that a flag names; `-` is standard input. @throws CommandError USAGE */
export function textFile(flag: FlagName, file: string, most = MOST_BYTES): string {
  try {
    if (file === "-") return readFileSync(0, "utf8");
    const found = statSync(file);
    if (!found.isFile() && !found.isFIFO()) throw new Error("it is no file");
    if (found.size > most) throw new Error(`it has ${found.size} bytes, more than ${most}`);
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(
      "USAGE",
      `${flag === "source" ? "" : `--${flag} `}${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        cause,
      },
    );
  }
}

/** The value of a flag that the command cannot do without. @throws CommandError USAGE */
export function needed({ values }: CommandContext, flag: FlagName, command: string): string {
  const value = values.text(flag);
  if (value === undefined) throw new CommandError("USAGE", `castellan ${command} needs --${flag}.`);
  return value;
}

/** The one path that a command works on. @throws CommandError USAGE */
export function onePath({ arguments: paths }: CommandContext, command: string): string {
  const [path, more] = paths;
  if (path === undefined || more !== undefined) throw new CommandError("USAGE", `castellan ${command} takes one folder or file.`);
  return path;
}

/** First line of the passphrase file, where one is given. */
export function passphraseOf({ values }: CommandContext): string | undefined {
  const file = values.text("passphrase-file");
  return file === undefined ? undefined : (textFile("passphrase-file", file).split(/\r?\n/, 1)[0] ?? "");
}
