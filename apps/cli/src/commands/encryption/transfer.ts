import { discardUnfinished, type FileOptions, type Input, type Output, streamReader } from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";

/** Writes bytes to standard output and waits until it takes more. */
const standardOutput = {
  write: (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    }),
};

export interface Transfer {
  readonly from: Input;
  readonly to: Output;
  readonly options: FileOptions;
}

/** The two ends that a command names, `-` for standard input and output, and how far it is. */
export function transferOf({ arguments: [input = "-", output = "-"], values, terminal, signal, clock }: CommandContext): Transfer {
  signal.addEventListener("abort", discardUnfinished);
  const threads = values.count("jobs");
  const progress = (done: number, total: number): void => {
    if (total > 0) terminal.progress(`${Math.floor((100 * done) / total)} % of ${input}`, clock().getTime());
  };
  return {
    from: input === "-" ? { reader: streamReader(process.stdin, "Standard input"), name: "Standard input" } : input,
    to: output === "-" ? standardOutput : output,
    options: { signal, progress, durable: values.on("durable"), ...(threads === undefined ? {} : { threads }) },
  };
}
