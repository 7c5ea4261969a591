import { CommandError } from "./errors.ts";
import { FORMATS } from "./flags.ts";

export type Format = (typeof FORMATS)[number];

export interface Output {
  readonly format: Format;
  /** Undefined: standard output. */
  readonly file?: string;
}

function formatNamed(name: string): Format | undefined {
  return FORMATS.find((format) => format === name);
}

/**
 * What is written where. `--output FILE` takes the main format away from standard output; `--output F=FILE` writes a
 * further one beside it. @throws CommandError USAGE
 */
export function outputsOf(main: Format, outputs: readonly string[]): readonly Output[] {
  const further: Output[] = [];
  let mainFile: string | undefined;
  for (const output of outputs) {
    const [, name = "", file = ""] = /^([\w.-]+)=(.+)$/s.exec(output) ?? [];
    const format = formatNamed(name);
    if (format !== undefined && file !== "") further.push({ format, file });
    else if (name !== "" && /^[a-z.-]+$/.test(name) && !output.includes("/"))
      throw new CommandError("USAGE", `--output ${output}: there is no format ${name}; it takes one of ${FORMATS.join(", ")}.`);
    else if (mainFile !== undefined)
      throw new CommandError("USAGE", "--output FILE may be given once; write further ones as --output FORMAT=FILE.");
    else mainFile = output;
  }
  return [mainFile === undefined || mainFile === "-" ? { format: main } : { format: main, file: mainFile }, ...further];
}
