import { t as COMMANDS } from "./command-BErlQMqR.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { i as flagOf } from "./flags-PTDDG_9X.js";
// apps/cli/src/commands/completion.ts
function longOf(name) {
	return `--${flagOf(name).negative === true ? "no-" : ""}${name}`;
}
function bash() {
	const cases = COMMANDS.map(({ name, flags }) => `    ${name}) words="${flags.map(longOf).join(" ")}" ;;`).join("\n");
	const values = choices().map(([flag, words]) => `    ${flag}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current")); return ;;`).join("\n");
	return `# castellan completion bash
_castellan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${COMMANDS.map(({ name }) => name).join(" ")}" -- "$current")); return
  fi
  case "$previous" in
${values}
  esac
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [ "\${current#-}" != "$current" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _castellan castellan
`;
}
function choices() {
	return [...new Set(COMMANDS.flatMap(({ flags }) => flags))].flatMap((name) => {
		const values = flagOf(name).choices;
		return values === void 0 ? [] : [[longOf(name), values]];
	});
}
function quoted(text) {
	return text.replaceAll("'", "'\\''");
}
function zsh() {
	return `#compdef castellan
_castellan() {
  local -a commands=(
${COMMANDS.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${COMMANDS.map(({ name, flags }) => {
		return `    ${name}) _arguments ${flags.map((flag) => {
			const { help, value, choices: words } = flagOf(flag);
			const argument = value === void 0 ? "" : `:${value.replace(/[[\]:]/g, "")}:${words === void 0 ? "_files" : `(${words.join(" ")})`}`;
			return `'${longOf(flag)}[${quoted(help.replace(/[[\]:]/g, " "))}]${argument}'`;
		}).join(" ")} '*:file:_files' ;;`;
	}).join("\n")}
  esac
}
_castellan "$@"
`;
}
function fish() {
	const lines = ["# castellan completion fish", "complete -c castellan -f -n __fish_use_subcommand"];
	for (const { name, summary, flags } of COMMANDS) {
		lines.push(`complete -c castellan -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", "\\'")}'`);
		for (const flag of flags) {
			const { help, value, short, choices: words } = flagOf(flag);
			const argument = value === void 0 ? "" : words === void 0 ? " -r -F" : ` -x -a '${words.join(" ")}'`;
			lines.push(`complete -c castellan -n '__fish_seen_subcommand_from ${name}' -l ${longOf(flag).slice(2)}${short === void 0 ? "" : ` -s ${short.slice(1)}`}${argument} -d '${help.replaceAll("'", "\\'")}'`);
		}
		lines.push(`complete -c castellan -n '__fish_seen_subcommand_from ${name}' -F`);
	}
	return `${lines.join("\n")}\n`;
}
const SHELLS = {
	bash,
	zsh,
	fish
};
async function run({ arguments: [shell = ""], terminal }) {
	const script = SHELLS[shell];
	if (script === void 0) throw new CommandError("USAGE", `There is no completion for ${shell}; there is one for ${Object.keys(SHELLS).join(", ")}.`);
	terminal.result(script());
	return EXIT.ok;
}
export { run };
