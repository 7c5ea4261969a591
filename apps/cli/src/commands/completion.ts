import { COMMANDS, GROUPS } from "../command.ts";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { type FlagName, flagOf } from "../flags.ts";

function longOf(name: FlagName): string {
  return `--${flagOf(name).negative === true ? "no-" : ""}${name}`;
}

/** First words; those of two words with what may follow. */
const FIRST_WORDS: readonly string[] = [...new Set(COMMANDS.map(({ name }) => name.split(" ")[0] ?? name))];
const SECOND_WORDS: readonly (readonly [string, readonly string[]])[] = FIRST_WORDS.flatMap((first) => {
  const seconds = COMMANDS.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
  return seconds.length === 0 ? [] : [[first, seconds] as const];
});

/** A pattern of a shell's `case` for the first two words of a command line. */
function patternOf(name: string): string {
  return name.includes(" ") ? `"${name}"` : `"${name}"|"${name} "*`;
}

function bash(): string {
  const cases = COMMANDS.map(({ name, flags }) => `    ${patternOf(name)}) words="${flags.map(longOf).join(" ")}" ;;`).join("\n");
  const seconds = SECOND_WORDS.map(
    ([first, words]) => `      ${first}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current")); return ;;`,
  ).join("\n");
  const values = choices()
    .map(([flag, words]) => `    ${flag}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current")); return ;;`)
    .join("\n");
  return `# castellan completion bash
_castellan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${FIRST_WORDS.join(" ")}" -- "$current")); return
  fi
  if [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${seconds}
    esac
  fi
  case "$previous" in
${values}
  esac
  case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${cases}
  esac
  if [ "\${current#-}" != "$current" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _castellan castellan
`;
}

function choices(): readonly (readonly [string, readonly string[]])[] {
  const names = [...new Set(COMMANDS.flatMap(({ flags }) => flags))];
  return names.flatMap((name) => {
    const values = flagOf(name).choices;
    return values === undefined ? [] : [[longOf(name), values] as const];
  });
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

function zsh(): string {
  const commands = FIRST_WORDS.map((first) => {
    const summary = GROUPS[first] ?? COMMANDS.find(({ name }) => name === first)?.summary ?? "";
    return `    '${first}:${quoted(summary)}'`;
  }).join("\n");
  const seconds = SECOND_WORDS.map(([first, words]) => `      ${first}) compadd ${words.join(" ")}; return ;;`).join("\n");
  const cases = COMMANDS.map(({ name, flags, formats }) => {
    const options = flags.map((flag) => {
      const { help, value, choices } = flagOf(flag);
      const words = flag === "format" ? (formats ?? choices) : choices;
      const argument =
        value === undefined ? "" : `:${value.replace(/[[\]:]/g, "")}:${words === undefined ? "_files" : `(${words.join(" ")})`}`;
      return `'${longOf(flag)}[${quoted(help.replace(/[[\]:]/g, " "))}]${argument}'`;
    });
    return `    ${patternOf(name)}) _arguments ${options.join(" ")} '*:file:_files' ;;`;
  }).join("\n");
  return `#compdef castellan
_castellan() {
  local -a commands=(
${commands}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  if (( CURRENT == 3 )); then
    case $words[2] in
${seconds}
    esac
  fi
  local command="$words[2] $words[3]"
  shift words; (( CURRENT-- ))
  case $command in
${cases}
  esac
}
_castellan "$@"
`;
}

function fish(): string {
  const lines = ["# castellan completion fish", "complete -c castellan -f -n __fish_use_subcommand"];
  for (const first of FIRST_WORDS) {
    const summary = GROUPS[first] ?? COMMANDS.find(({ name }) => name === first)?.summary ?? "";
    lines.push(`complete -c castellan -n __fish_use_subcommand -a ${first} -d '${summary.replaceAll("'", "\\'")}'`);
  }
  for (const { name, summary, flags, formats } of COMMANDS) {
    const [last = name, first] = name.split(" ").reverse();
    const seen = `__fish_seen_subcommand_from ${last}${first === undefined ? "" : `; and __fish_seen_subcommand_from ${first}`}`;
    if (first !== undefined)
      lines.push(
        `complete -c castellan -f -n '__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${last}' -a ${last} -d '${summary.replaceAll("'", "\\'")}'`,
      );
    for (const flag of flags) {
      const { help, value, short, choices } = flagOf(flag);
      const words = flag === "format" ? (formats ?? choices) : choices;
      const argument = value === undefined ? "" : words === undefined ? " -r -F" : ` -x -a '${words.join(" ")}'`;
      lines.push(
        `complete -c castellan -n '${seen}' -l ${longOf(flag).slice(2)}${short === undefined ? "" : ` -s ${short.slice(1)}`}${argument} -d '${help.replaceAll("'", "\\'")}'`,
      );
    }
    lines.push(`complete -c castellan -n '${seen}' -F`);
  }
  return `${lines.join("\n")}\n`;
}

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

export async function run({ arguments: [shell = ""], terminal }: CommandContext): Promise<number> {
  const script = SHELLS[shell];
  if (script === undefined)
    throw new CommandError("USAGE", `There is no completion for ${shell}; there is one for ${Object.keys(SHELLS).join(", ")}.`);
  terminal.result(script());
  return EXIT.ok;
}
