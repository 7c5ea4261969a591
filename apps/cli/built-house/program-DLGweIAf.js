import { t as COMMANDS } from "./command-BErlQMqR.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { a as variableOf, i as flagOf } from "./flags-PTDDG_9X.js";
import { t as Terminal } from "./terminal-I8h-W-hT.js";
import { n as TOOL_VERSION } from "./version-gVcWS_ot.js";
import { Command, CommanderError, Option } from "commander";
// apps/cli/src/values.ts
function camel(name) {
	return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
/** Values of flags: command line before environment before castellan.yaml before the default. */
var Values = class {
	#raw;
	#environment;
	#config = {};
	constructor(raw, environment) {
		this.#raw = raw;
		this.#environment = environment;
	}
	/** Takes what castellan.yaml says; it was checked against its schema. */
	useConfig(config) {
		this.#config = config;
	}
	/** A switch; negative ones (`--no-cache`) are on by default. */
	on(name) {
		const negative = flagOf(name).negative === true;
		if (this.#raw[camel(name)] === !negative) return !negative;
		const variable = this.#environment[variableOf(name)];
		const set = variable !== void 0 && variable !== "" && variable !== "0" && variable !== "false";
		return negative ? !set : set;
	}
	text(name) {
		const flag = flagOf(name);
		const value = this.#raw[camel(name)] ?? this.#variable(name) ?? this.#setting(name) ?? flag.fallback;
		if (value === void 0 || value === false) return void 0;
		if (typeof value !== "string") throw new CommandError("USAGE", `--${name} takes one value.`);
		return this.#checked(name, value);
	}
	/** A choice with a default. */
	choice(name, choices) {
		const value = this.text(name);
		const found = choices.find((choice) => choice === value);
		if (found === void 0) throw new CommandError("USAGE", `--${name} takes one of ${choices.join(", ")}, not ${value ?? "nothing"}.`);
		return found;
	}
	list(name) {
		const value = this.#raw[camel(name)] ?? this.#variable(name) ?? this.#setting(name) ?? [];
		return (Array.isArray(value) ? value : [value]).flatMap((item) => typeof item === "string" ? flagOf(name).kind === "choices" ? item.split(",") : [item] : []).map((item) => this.#checked(name, item.trim())).filter((item) => item !== "");
	}
	/** Several of a closed list. */
	choices(name, choices) {
		return this.list(name).flatMap((item) => choices.find((choice) => choice === item) ?? []);
	}
	/** A positive number. */
	count(name) {
		const text = this.text(name);
		if (text === void 0) return void 0;
		const count = Number(text);
		if (!/^\d+(?:\.\d+)?$/.test(text) || count <= 0 || count > 1e6) throw new CommandError("USAGE", `--${name} takes a positive number, not ${text}.`);
		return count;
	}
	#variable(name) {
		const value = this.#environment[variableOf(name)];
		return value === "" ? void 0 : value;
	}
	#setting(name) {
		const { config } = flagOf(name);
		return config === void 0 ? void 0 : this.#config[config];
	}
	#checked(name, value) {
		const { choices } = flagOf(name);
		if (choices === void 0 || choices.includes(value)) return value;
		throw new CommandError("USAGE", `--${name} takes one of ${choices.join(", ")}, not ${value}.`);
	}
};
// apps/cli/src/program.ts
function optionOf(name) {
	const flag = flagOf(name);
	const value = flag.value === void 0 ? "" : ` <${flag.value}>`;
	const long = `--${flag.negative === true ? "no-" : ""}${name}${value}`;
	const option = new Option(flag.short === void 0 ? long : `${flag.short}, ${long}`, flag.help + (flag.fallback === void 0 ? "" : ` (default ${flag.fallback})`));
	if (flag.kind === "texts" || flag.kind === "choices") option.argParser((item, before) => [...Array.isArray(before) ? before : [], item]);
	return option;
}
function describe(spec) {
	const choices = spec.flags.flatMap((name) => {
		const flag = flagOf(name);
		return flag.kind === "choice" && name !== "log-format" && flag.choices !== void 0 ? [`  --${name}: ${flag.choices.join(", ")}`] : [];
	});
	return `${choices.length === 0 ? "" : `\nValues:\n${choices.join("\n")}\n`}\nExamples:\n${spec.examples.map((example) => `  ${example}`).join("\n")}`;
}
/** The command line as commander sees it; `chosen` is called with what was asked for. */
function createProgram(streams, chosen) {
	const program = new Command("castellan");
	program.description("See, judge and defend what your AI is made of.").version(TOOL_VERSION, "-V, --version", "print the version").configureOutput({
		writeOut: (text) => streams.out.write(text),
		writeErr: (text) => streams.error.write(text)
	}).exitOverride().showHelpAfterError("castellan --help shows what there is.").addHelpText("after", "\nExit codes: 0 nothing at or above the threshold · 1 findings · 2 wrong usage · 3 something could not be read · 130 interrupted");
	for (const spec of COMMANDS) {
		const command = program.command(`${spec.name} ${spec.arguments}`).description(spec.summary).exitOverride().addHelpText("after", describe(spec));
		command.copyInheritedSettings(program);
		for (const name of spec.flags) command.addOption(optionOf(name));
		command.action((...parts) => {
			const words = parts.slice(0, -2).flat().filter((part) => typeof part === "string");
			const raw = Object.fromEntries(Object.entries(command.opts()).filter(([key]) => command.getOptionValueSource(key) !== "default"));
			chosen(spec, words, raw);
		});
	}
	return program;
}
/** Runs one command line; never throws. Returns the exit code of the contract. */
async function run(words, options) {
	const terminal = new Terminal(options);
	try {
		let job;
		createProgram(options, (spec, commandWords, raw) => {
			const values = new Values(raw, options.environment);
			terminal.configure(values);
			const context = {
				arguments: commandWords,
				values,
				terminal,
				signal: options.signal,
				clock: options.clock
			};
			job = async () => (await spec.load()).run(context);
		}).parse([...words], { from: "user" });
		return job === void 0 ? EXIT.usage : await job();
	} catch (error) {
		return exitCodeOf(error, terminal, options.signal);
	}
}
function exitCodeOf(error, terminal, signal) {
	if (signal.aborted) return EXIT.interrupted;
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
	if (error instanceof CommandError || error instanceof Error && "code" in error && error.name === "ScanError") {
		terminal.fail(String(error.code), error.message);
		return EXIT.usage;
	}
	terminal.fail("CRASH", `${error instanceof Error ? error.stack ?? error.message : String(error)}\nThis is a fault of castellan; please report it with these lines.`);
	return EXIT.unread;
}
export { run };
