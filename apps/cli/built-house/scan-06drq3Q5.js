import { i as scan, t as loadReporter } from "./src-DwQfwk59.js";
import { t as cacheFolder } from "./cache-folder-BT1sCsdK.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { n as gate } from "./gate-XCR-JBpB.js";
import { r as FORMATS, t as FAIL_LEVELS } from "./flags-PTDDG_9X.js";
import { n as targetsOf, t as scanOptions } from "./scan-options-BOjSqlv_.js";
import { n as writeFileWhole } from "./write-file-DuPoWjAE.js";
import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
// apps/cli/src/outputs.ts
function formatNamed(name) {
	return FORMATS.find((format) => format === name);
}
/**
* What is written where. `--output FILE` takes the main format away from standard output; `--output F=FILE` writes a
* further one beside it. @throws CommandError USAGE
*/
function outputsOf(main, outputs) {
	const further = [];
	let mainFile;
	for (const output of outputs) {
		const [, name = "", file = ""] = /^([\w.-]+)=(.+)$/s.exec(output) ?? [];
		const format = formatNamed(name);
		if (format !== void 0 && file !== "") further.push({
			format,
			file
		});
		else if (name !== "" && /^[a-z.-]+$/.test(name) && !output.includes("/")) throw new CommandError("USAGE", `--output ${output}: there is no format ${name}; it takes one of ${FORMATS.join(", ")}.`);
		else if (mainFile !== void 0) throw new CommandError("USAGE", "--output FILE may be given once; write further ones as --output FORMAT=FILE.");
		else mainFile = output;
	}
	return [mainFile === void 0 || mainFile === "-" ? { format: main } : {
		format: main,
		file: mainFile
	}, ...further];
}
// apps/cli/src/settings.ts
/** Lets the settings of the targets, or of --config, speak for flags that nobody gave. Costs nothing where there are none. */
async function applySettings({ values }, targets) {
	const configFile = values.text("config");
	const roots = values.on("target-config") ? targets.map((target) => resolve(target)).filter(hasSettings) : [];
	if (configFile === void 0 && roots.length === 0) return;
	const { loadSettings } = await import("./settings-BsdcVzaK.js");
	values.useConfig({ ...loadSettings(roots, configFile).settings });
}
function hasSettings(root) {
	return ["castellan.yaml", "castellan.yml"].some((name) => lstatSync(join(root, name), { throwIfNoEntry: false })?.isFile() ?? false);
}
// apps/cli/src/commands/scan.ts
const PATCH_FILE = "castellan-fix.patch";
/** Formats that quote code; the others do not wait for what masks it. */
const QUOTING = /* @__PURE__ */ new Set([
	"html",
	"sarif",
	"markdown"
]);
/** Times in a reproducible report: the epoch, or what SOURCE_DATE_EPOCH says. */
function timeOf({ values, terminal, clock }) {
	if (!values.on("reproducible")) return clock().toISOString();
	const epoch = Number(terminal.environment["SOURCE_DATE_EPOCH"] ?? "0");
	return (/* @__PURE__ */ new Date(Number.isFinite(epoch) ? epoch * 1e3 : 0)).toISOString();
}
async function run(context) {
	const { values, terminal, signal } = context;
	const targets = targetsOf(context.arguments, values.text("targets"));
	await applySettings(context, targets);
	const outputs = outputsOf(values.choice("format", FORMATS), values.list("output"));
	const reporters = await Promise.all(outputs.map(async ({ format }) => requireReporter(format)));
	const result = await scan(scanOptions(context, targets));
	if (signal.aborted) return EXIT.interrupted;
	const report = await reportContext(context, targets, outputs.some(({ format }) => QUOTING.has(format)));
	for (const [index, { format, file }] of outputs.entries()) {
		const text = reporters[index]?.render(result, file === void 0 ? report : {
			...report,
			color: false,
			width: 100
		}) ?? "";
		if (file === void 0) terminal.result(text);
		else {
			writeFileWhole(file, text);
			terminal.note(`${format} report: ${file}`);
		}
	}
	await writePatch(context, result);
	await remember(context, result);
	terminal.detail(`${result.summary.files} files in ${result.run?.durationMs ?? 0} ms${result.run?.cached === true ? ", nothing changed since the last scan" : ""}`);
	return signal.aborted ? EXIT.interrupted : gate(result, report).code;
}
async function requireReporter(format) {
	const reporter = await loadReporter(format);
	if (reporter === void 0) throw new CommandError("USAGE", `The format ${format} is not in this version.`);
	return reporter;
}
async function reportContext(context, targets, quoting) {
	const { values, terminal } = context;
	return {
		time: timeOf(context),
		excerpt: quoting ? (await import("./excerpt-bzCdz3jI.js")).createExcerpts(targets.map(rootOf)) : () => void 0,
		color: terminal.color,
		width: terminal.width,
		all: values.on("all"),
		reproducible: values.on("reproducible"),
		failOn: values.choice("fail-on", FAIL_LEVELS),
		failScope: values.choice("scope", ["production", "all"]),
		allowPartial: values.on("allow-partial")
	};
}
function rootOf(target) {
	const path = realpathSync(resolve(target));
	return statSync(path).isDirectory() ? path : dirname(path);
}
async function writePatch({ values, terminal }, result) {
	if (!values.on("fix")) return;
	const patches = result.findings.flatMap(({ patch, suppressed }) => patch === void 0 || suppressed !== void 0 ? [] : [patch]);
	if (patches.length === 0) {
		terminal.note("no finding has a mechanical fix");
		return;
	}
	const { combinePatches } = await import("./patch-q7NB-dSl.js");
	writeFileWhole(PATCH_FILE, combinePatches(patches));
	terminal.note(`${patches.length} ${patches.length === 1 ? "fix" : "fixes"} in ${PATCH_FILE}; apply with: git apply ${PATCH_FILE}`);
}
async function remember({ values, terminal }, result) {
	const folder = values.on("cache") ? cacheFolder(terminal.environment) : void 0;
	if (folder === void 0 || result.run?.cached === true) return;
	const { LastResult } = await import("./last-result-BWapllMa.js");
	new LastResult(folder, process.cwd()).put(result);
}
export { run };
