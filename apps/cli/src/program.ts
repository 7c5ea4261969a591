import { CastellanError } from "@castellan/graph";
import { TOOL_VERSION } from "@castellan/scan/version";
import { Command, CommanderError, Help, Option } from "commander";
import { COMMANDS, GROUPS } from "./command.ts";
import type { CommandContext, CommandSpec } from "./command-spec.ts";
import { CommandError, EXIT } from "./errors.ts";
import { type FlagName, flagOf } from "./flags.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { type Raw, Values } from "./values.ts";

export interface RunOptions extends Streams {
  readonly signal: AbortSignal;
  readonly clock: () => Date;
}

function optionOf(name: FlagName): Option {
  const flag = flagOf(name);
  const value = flag.value === undefined ? "" : ` <${flag.value}>`;
  const long = `--${flag.negative === true ? "no-" : ""}${name}${value}`;
  const option = new Option(
    flag.short === undefined ? long : `${flag.short}, ${long}`,
    flag.help + (flag.fallback === undefined ? "" : ` (default ${flag.fallback})`),
  );
  if (flag.kind === "texts" || flag.kind === "choices")
    option.argParser((item: string, before: unknown): string[] => [...(Array.isArray(before) ? before : []), item]);
  // Choices are checked in Values, for every source alike.
  return option;
}

function describe(spec: CommandSpec): string {
  const choices = spec.flags.flatMap((name) => {
    const flag = flagOf(name);
    const words = name === "format" ? (spec.formats ?? flag.choices) : flag.choices;
    return flag.kind === "choice" && name !== "log-format" && words !== undefined ? [`  --${name}: ${words.join(", ")}`] : [];
  });
  return `${choices.length === 0 ? "" : `\nValues:\n${choices.join("\n")}\n`}\nExamples:\n${spec.examples.map((example) => `  ${example}`).join("\n")}`;
}

/** Asked for seldom: named below the list, which then fits on a screen. */
const RARE: readonly string[] = ["manifest", "schema", "completion"];

/** The command line as commander sees it; `chosen` is called with what was asked for. */
export function createProgram(streams: Streams, chosen: (spec: CommandSpec, words: readonly string[], raw: Raw) => void): Command {
  const program = new Command("castellan");
  program
    .description("See, judge and defend what your AI is made of.")
    .version(TOOL_VERSION, "-V, --version", "print the version")
    .configureOutput({ writeOut: (text) => streams.out.write(text), writeErr: (text) => streams.error.write(text) })
    .exitOverride()
    .showHelpAfterError("castellan --help shows what there is.")
    .addHelpText(
      "after",
      `\nAlso: ${[...RARE, "help"].map((name) => `castellan ${name}`).join(" · ")}\nExit codes: 0 nothing at or above the threshold · 1 findings · 2 wrong usage · 3 something could not be read · 130 interrupted`,
    )
    .configureHelp({ visibleCommands: (command) => new Help().visibleCommands(command).filter((each) => each.name() !== "help") });
  const groups = new Map<string, Command>();
  /** `data check` is the command check of the group data. */
  const parentOf = (group: string): Command => {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const made = program
      .command(group)
      .description(GROUPS[group] ?? "")
      .exitOverride()
      .addHelpText(
        "after",
        `\nExamples:\n${COMMANDS.filter(({ name }) => name.startsWith(`${group} `))
          .flatMap(({ examples }) => examples.slice(0, 1).map((example) => `  ${example}`))
          .join("\n")}`,
      );
    made.copyInheritedSettings(program);
    groups.set(group, made);
    return made;
  };
  for (const spec of COMMANDS) {
    const [name = "", group] = spec.name.split(" ").reverse();
    const command = (group === undefined ? program : parentOf(group))
      .command(`${name} ${spec.arguments}`, { hidden: RARE.includes(spec.name) })
      .description(spec.summary)
      .exitOverride()
      .addHelpText("after", describe(spec));
    command.copyInheritedSettings(program);
    for (const name of spec.flags) command.addOption(optionOf(name));
    command.action((...parts: unknown[]) => {
      const words = parts
        .slice(0, -2)
        .flat()
        .filter((part): part is string => typeof part === "string");
      const raw = Object.fromEntries(Object.entries(command.opts()).filter(([key]) => command.getOptionValueSource(key) !== "default"));
      chosen(spec, words, raw);
    });
  }
  return program;
}

/** Runs one command line; never throws. Returns the exit code of the contract. */
export async function run(words: readonly string[], options: RunOptions): Promise<number> {
  const terminal = new Terminal(options);
  try {
    let job: (() => Promise<number>) | undefined;
    const program = createProgram(options, (spec, commandWords, raw) => {
      const values = new Values(raw, options.environment);
      terminal.configure(values);
      const format = spec.flags.includes("format") ? values.text("format") : undefined;
      if (format !== undefined && spec.formats?.every((known) => known !== format))
        throw new CommandError("USAGE", `castellan ${spec.name} writes ${spec.formats.join(", ")}, not ${format}.`);
      const context: CommandContext = { arguments: commandWords, values, terminal, signal: options.signal, clock: options.clock };
      job = async () => (await spec.load()).run(context);
    });
    program.parse([...words], { from: "user" });
    return job === undefined ? EXIT.usage : await job();
  } catch (error) {
    return exitCodeOf(error, terminal, options.signal);
  }
}

/** Errors of these rooms are what somebody asked for wrongly; any other is our fault. */
const ROOMS: ReadonlySet<string> = new Set(["ScanError", "DataError", "ProtectError"]);
/** What an error's code answers, where it is not wrong usage. */
const EXIT_OF_CODE: Readonly<Record<string, number>> = {
  FILE_UNREADABLE: EXIT.unread,
  LIMIT_EXCEEDED: EXIT.unread,
  PEER_FAILED: EXIT.unread,
  NOT_VERIFIED: EXIT.findings,
  NOT_DECRYPTED: EXIT.findings,
  KEY_DESTROYED: EXIT.findings,
  LOG_INCONSISTENT: EXIT.findings,
  DENIED: EXIT.findings,
  BUDGET_SPENT: EXIT.findings,
  LEGAL_HOLD: EXIT.findings,
};

function exitCodeOf(error: unknown, terminal: Terminal, signal: AbortSignal): number {
  if (signal.aborted) return EXIT.interrupted;
  // commander has written its message; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CastellanError && (error instanceof CommandError || ROOMS.has(error.name))) {
    terminal.fail(error.code, error.message);
    return EXIT_OF_CODE[error.code] ?? EXIT.usage;
  }
  terminal.fail(
    "CRASH",
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nThis is a fault of castellan; please report it with these lines.`,
  );
  return EXIT.unread;
}
