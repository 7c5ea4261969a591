import { t as cacheFolder } from "./cache-folder-BT1sCsdK.js";
import { t as CommandError } from "./errors-Wgequp6T.js";
import { readFileSync } from "node:fs";
// apps/cli/src/scan-options.ts
const SECTIONS = [
	"inventory",
	"models",
	"data",
	"agents",
	"infra",
	"secrets",
	"licences"
];
/** Targets of the command line and of `--targets FILE`; the working folder where there are none. */
function targetsOf(words, listFile) {
	if (listFile === void 0) return words.length === 0 ? ["."] : words;
	let text;
	try {
		text = readFileSync(listFile, "utf8");
	} catch (cause) {
		throw new CommandError("USAGE", `The list of targets ${listFile} cannot be read; give a file with one target a line.`, { cause });
	}
	const listed = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
	if (listed.length + words.length === 0) throw new CommandError("USAGE", `${listFile} lists no target.`);
	return [...words, ...listed];
}
/** Options of a scan as the command line gives them. */
function scanOptions(context, targets, extra = {}) {
	const { values, terminal, signal, clock } = context;
	const optional = (key, value) => value === void 0 ? {} : { [key]: value };
	const folder = values.on("cache") ? cacheFolder(terminal.environment) : void 0;
	const only = values.choices("only", SECTIONS);
	const skip = values.choices("skip", SECTIONS);
	return {
		targets,
		trackedOnly: values.on("tracked-only"),
		targetConfiguration: values.on("target-config"),
		offline: values.on("offline"),
		signal,
		clock,
		progress: (stage, done, total) => terminal.progress(stage === "read" ? `reading ${done} of ${total} files` : `${stage}…`, performance.now()),
		...optional("configFile", values.text("config")),
		...optional("baselineFile", values.text("baseline")),
		...optional("environmentFile", values.text("env-file")),
		...optional("since", values.text("since")),
		...optional("jobs", values.count("jobs")),
		...optional("timeout", values.count("timeout")),
		...only.length === 0 ? {} : { only },
		...skip.length === 0 ? {} : { skip },
		...folder === void 0 ? {} : { cache: {
			folder,
			verify: values.on("verify-cache")
		} },
		...extra
	};
}
export { targetsOf as n, scanOptions as t };
