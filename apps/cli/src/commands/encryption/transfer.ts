import { statSync } from "node:fs";
import {
  discardLeftParts,
  discardUnfinished,
  type FileOptions,
  type Input,
  type Output,
  streamReader,
  type TreeResult,
} from "@castellan/protect/encryption";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import type { Terminal } from "../../terminal.ts";

export interface Transfer {
  readonly from: Input;
  readonly to: Output;
  readonly options: FileOptions;
  /** Bytes that went to standard output so far. */
  released(): number;
}

function optionsOf({ arguments: [input = "-"], values, terminal, signal, clock }: CommandContext, unit: string): FileOptions {
  signal.addEventListener("abort", discardUnfinished);
  const threads = values.count("jobs");
  const progress = (done: number, total: number): void => {
    if (total > 0) terminal.progress(`${Math.floor((100 * done) / total)} % of ${unit}${input}`, clock().getTime());
  };
  return { signal, progress, durable: values.on("durable"), ...(threads === undefined ? {} : { threads }) };
}

/** The two ends that a command names, `-` for standard input and output, and how far it is. */
export function transferOf(context: CommandContext): Transfer {
  const [input = "-", output = "-"] = context.arguments;
  let released = 0;
  const standardOutput = {
    // Waits until it takes more.
    write: (bytes: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        released += bytes.length;
        process.stdout.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
      }),
  };
  if (output !== "-")
    for (const name of discardLeftParts(output)) context.terminal.note(`${name}, which a run that was killed left behind, is taken away.`);
  return {
    from: input === "-" ? { reader: streamReader(process.stdin, "Standard input"), name: "Standard input" } : input,
    to: output === "-" ? standardOutput : output,
    options: optionsOf(context, ""),
    released: () => released,
  };
}

/** The folder that a command names, if its first argument is one. */
export function folderOf(
  context: CommandContext,
): { readonly from: string; readonly to: string; readonly options: FileOptions } | undefined {
  const [from = "-", to = "-"] = context.arguments;
  if (from === "-" || to === "-" || statSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return { from, to, options: optionsOf(context, "the files of ") };
}

/** Says what became of a folder; the exit code of the contract. */
export function reportTree({ files, bytes, before, failed }: TreeResult, did: string, terminal: Terminal): number {
  const earlier = before === 0 ? "" : `, ${before} by an earlier run`;
  terminal.note(`${files + before} files ${did}${earlier}; ${bytes} bytes now.`);
  for (const { path, reason } of failed) terminal.warn(`${path}: ${reason}`);
  if (failed.length === 0) return EXIT.ok;
  terminal.warn(`${failed.length} could not be ${did}; the same command goes on with them.`);
  return failed.some(({ code }) => code === "NOT_DECRYPTED") ? EXIT.findings : EXIT.unread;
}
