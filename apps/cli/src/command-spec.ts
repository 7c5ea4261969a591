import type { FlagName } from "./flags.ts";
import type { Format } from "./outputs.ts";
import type { Terminal } from "./terminal.ts";
import type { Values } from "./values.ts";

/** What a command is given; everything that touches the outside is passed in. */
export interface CommandContext {
  readonly arguments: readonly string[];
  readonly values: Values;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly clock: () => Date;
}

export interface CommandModule {
  /** Returns the exit code. */
  run(context: CommandContext): Promise<number>;
}

export interface CommandSpec {
  readonly name: string;
  readonly arguments: string;
  readonly summary: string;
  readonly flags: readonly FlagName[];
  /** The forms that it writes, with the flag `format`; all of them unless told. */
  readonly formats?: readonly Format[];
  readonly examples: readonly string[];
  /** Loaded when the command is known: start-up pays for one command only. */
  load(): Promise<CommandModule>;
}
