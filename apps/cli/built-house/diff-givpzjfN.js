import { o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
import { i as scan } from "./src-DwQfwk59.js";
import { n as compareText, t as canonicalJson } from "./canonical-json-fwPn0zWo.js";
import "./earlier-CpFcBHIF.js";
import { t as materialiseRevision } from "./git-EZvdcW3N.js";
import { n as repositoryAround, t as remoteOf } from "./repository-C3Ht8R84.js";
import { n as EXIT } from "./errors-Wgequp6T.js";
import { t as FAIL_LEVELS } from "./flags-PTDDG_9X.js";
import { t as scanOptions } from "./scan-options-BOjSqlv_.js";
import { t as readScanResult } from "./read-result-CN0uocr9.js";
import { n as writeFileWhole } from "./write-file-DuPoWjAE.js";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { tmpdir } from "node:os";
// packages/scan/src/engine/diff/diff.ts
const DIFF_GROUPS = [
	"models",
	"data",
	"agents",
	"tools",
	"providers",
	"endpoints",
	"libraries",
	"other"
];
const GROUP_OF = {
	model: "models",
	"deployed-model": "models",
	"model-file": "models",
	adapter: "models",
	"custom-code": "models",
	dataset: "data",
	"data-source": "data",
	"vector-store": "data",
	"knowledge-base": "data",
	"feature-store": "data",
	agent: "agents",
	prompt: "agents",
	skill: "agents",
	memory: "agents",
	retriever: "agents",
	guardrail: "agents",
	tool: "tools",
	"mcp-server": "tools",
	"mcp-client": "tools",
	"ai-service": "providers",
	gateway: "providers",
	endpoint: "endpoints",
	"endpoint-config": "endpoints",
	deployment: "endpoints",
	library: "libraries"
};
const PERMISSIONS = /* @__PURE__ */ new Set([
	"can_access",
	"can_assume",
	"runs_as",
	"authenticated_by",
	"exposed_to",
	"writes_to",
	"uses_tool"
]);
function minus(from, keys, keyOf) {
	return from.filter((item) => !keys.has(keyOf(item)));
}
function changeOf(a, b, keyOf, show) {
	const [before, after] = [new Set(a.map(keyOf)), new Set(b.map(keyOf))];
	return {
		added: minus(b, before, keyOf).map(show),
		removed: minus(a, after, keyOf).map(show)
	};
}
function entryOf(asset) {
	const [first] = asset.occurrences;
	return {
		kind: asset.kind,
		name: asset.name,
		...first?.file === void 0 ? {} : { file: first.file },
		...first?.line === void 0 ? {} : { line: first.line }
	};
}
function flowText(flow, assets) {
	return `${assets.get(flow.data)?.name ?? flow.data} (${flow.class}) → ${flow.provider}${flow.model === void 0 ? "" : ` ${flow.model}`}`;
}
/** Findings by fingerprint, a multiset: a second one of the same kind is new. */
function newFindings(a, b) {
	const left = /* @__PURE__ */ new Map();
	for (const { fingerprint } of a) left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
	return b.filter(({ fingerprint }) => {
		const count = left.get(fingerprint) ?? 0;
		if (count > 0) left.set(fingerprint, count - 1);
		return count === 0;
	});
}
/** Compares two scans of the same project. */
function diffScans(a, b, names) {
	const groups = (group) => {
		const inGroup = (result) => result.inventory.assets.filter(({ kind }) => (GROUP_OF[kind] ?? "other") === group);
		return changeOf(inGroup(a), inGroup(b), ({ id }) => id, entryOf);
	};
	const named = new Map([...a.inventory.assets, ...b.inventory.assets].map((asset) => [asset.id, asset]));
	const permitting = (result) => result.inventory.relations.filter(({ kind }) => PERMISSIONS.has(kind));
	const nameOf = (id) => named.get(id)?.name ?? id;
	const open = (result) => result.findings.filter(({ suppressed }) => suppressed === void 0);
	const added = newFindings(a.findings, open(b));
	const fixed = newFindings(b.findings, open(a)).map(({ rule, title, severity, location }) => ({
		rule,
		title,
		severity,
		...location.file === void 0 ? {} : { file: location.file }
	}));
	const flows = (result) => [...new Set(result.flows.map((flow) => flowText(flow, named)))].sort(compareText);
	const changes = {
		models: groups("models"),
		data: groups("data"),
		agents: groups("agents"),
		tools: groups("tools"),
		providers: groups("providers"),
		endpoints: groups("endpoints"),
		libraries: groups("libraries"),
		other: groups("other")
	};
	const all = Object.values(changes);
	return {
		schema: "castellan/diff/1",
		a: names.a,
		b: names.b,
		...changes,
		permissions: changeOf(permitting(a), permitting(b), ({ from, kind, to }) => `${from} ${kind} ${to}`, ({ from, kind, to }) => ({
			from: nameOf(from),
			kind,
			to: nameOf(to)
		})),
		flows: changeOf(flows(a), flows(b), (text) => text, (text) => text),
		findings: {
			added,
			fixed
		},
		summary: {
			complete: a.summary.complete && b.summary.complete,
			added: all.reduce((sum, change) => sum + change.added.length, 0),
			removed: all.reduce((sum, change) => sum + change.removed.length, 0),
			findings: added.length,
			fixed: fixed.length
		}
	};
}
// packages/scan/src/engine/diff/render.ts
/** Marks the comment of a pull request, so that the next run replaces it. */
const COMMENT_MARK = "<!-- castellan-diff -->";
const LINES = 12;
const TITLES = {
	models: "Models",
	data: "Data",
	agents: "Agents and prompts",
	tools: "Tools and MCP",
	providers: "Providers",
	endpoints: "Endpoints",
	libraries: "AI libraries",
	other: "Other"
};
/** What a file name or a model name may hold does not become Markdown or a terminal command. */
function plain(text) {
	return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "�");
}
function escaped(text) {
	return plain(text).replace(/[\\`*_{}[\]()<>#+!|~@&]/g, (character) => `\\${character}`);
}
function entryText(entry) {
	const place = entry.file === void 0 ? "" : ` (${entry.file}${entry.line === void 0 ? "" : `:${entry.line}`})`;
	return `${entry.kind} ${entry.name}${place}`;
}
function edgeText({ from, kind, to }) {
	return `${from} ${kind} ${to}`;
}
function blocksOf(diff) {
	const texts = ({ added, removed }, show) => ({
		added: added.map(show),
		removed: removed.map(show)
	});
	return [
		...DIFF_GROUPS.map((group) => ({
			title: TITLES[group],
			...texts(diff[group], entryText)
		})),
		{
			title: "Permissions",
			...texts(diff.permissions, edgeText)
		},
		{
			title: "What leaves the company",
			...texts(diff.flows, (text) => text)
		}
	].filter(({ added, removed }) => added.length + removed.length > 0);
}
function limited(lines) {
	return lines.length <= LINES ? lines : [...lines.slice(0, LINES), `… and ${lines.length - LINES} more`];
}
function terminal(diff) {
	const lines = [plain(`castellan diff  ${diff.a} → ${diff.b}`), ""];
	for (const { title, added, removed } of blocksOf(diff)) lines.push(title, ...limited(added).map((text) => `  + ${plain(text)}`), ...limited(removed).map((text) => `  - ${plain(text)}`));
	const { added, fixed } = diff.findings;
	if (added.length > 0) lines.push("New findings", ...limited(added.map((finding) => `  ${finding.severity.padEnd(8)} ${plain(finding.title)}: ${plain(finding.message)} (${plain(finding.location.file ?? finding.location.resource ?? "")}${finding.location.line === void 0 ? "" : `:${finding.location.line}`})`)));
	if (fixed.length > 0) lines.push("Fixed", ...limited(fixed.map((finding) => `  ${finding.severity.padEnd(8)} ${plain(finding.title)}`)));
	if (lines.length === 2) lines.push("Nothing changed: no AI came in or left, no finding is new.");
	if (!diff.summary.complete) lines.push("", "Not complete: something could not be read in one of the two.");
	return `${lines.join("\n")}\n`;
}
function markdown(diff) {
	const { added, fixed } = diff.findings;
	const head = added.length === 0 ? "brings in no new AI finding" : `brings in **${added.length} new AI ${added.length === 1 ? "finding" : "findings"}**`;
	const lines = [
		COMMENT_MARK,
		`### Castellan: this change ${head}`,
		""
	];
	if (added.length > 0) {
		lines.push("| severity | finding | place | fix |", "|---|---|---|---|");
		for (const finding of added.slice(0, 25)) {
			const place = `${finding.location.file ?? finding.location.resource ?? ""}${finding.location.line === void 0 ? "" : `:${finding.location.line}`}`;
			lines.push(`| ${finding.severity} | ${escaped(finding.message)} | ${escaped(place)} | ${escaped(finding.remediation)} |`);
		}
		if (added.length > 25) lines.push("", `… and ${added.length - 25} more`);
		lines.push("");
	}
	if (fixed.length > 0) lines.push(`Fixed: ${fixed.length}`, "");
	const blocks = blocksOf(diff);
	if (blocks.length > 0) lines.push("<details><summary>What changed in the AI inventory</summary>", "");
	for (const { title, added: more, removed } of blocks) lines.push(`**${title}**`, "", ...limited(more).map((text) => `- added ${escaped(text)}`), ...limited(removed).map((text) => `- removed ${escaped(text)}`), "");
	if (blocks.length > 0) lines.push("</details>", "");
	if (!diff.summary.complete) lines.push("Not complete: something could not be read.", "");
	return `${lines.join("\n")}\n`;
}
function renderDiff(diff, format) {
	if (format === "json") return `${JSON.stringify(JSON.parse(canonicalJson(diff)), null, 2)}\n`;
	return format === "markdown" ? markdown(diff) : terminal(diff);
}
// apps/cli/src/commands/diff.ts
const DIFF_FORMATS = [
	"terminal",
	"json",
	"markdown"
];
/** One side of the comparison: a scan file, a folder, or a git revision of --target. */
async function side(context, name) {
	const status = statSync(name, { throwIfNoEntry: false });
	if (status?.isFile() === true) return readScanResult(name, readFileSync(name, "utf8"));
	const folder = resolve(context.values.text("target") ?? ".");
	const repository = repositoryAround(folder);
	const remote = repository === void 0 ? void 0 : remoteOf(repository);
	const identity = {
		key: remote ?? basename(folder),
		...remote === void 0 ? {} : { repository: remote }
	};
	if (status?.isDirectory() === true) return scan(scanOptions(context, [name], { identity }));
	const into = mkdtempSync(join(tmpdir(), "castellan-diff-"));
	try {
		await materialiseRevision(folder, name, into);
		return await scan(scanOptions(context, [into], { identity }));
	} finally {
		rmSync(into, {
			recursive: true,
			force: true
		});
	}
}
async function run(context) {
	const { values, terminal, signal } = context;
	const [a = "", b = ""] = context.arguments;
	const format = values.choice("format", DIFF_FORMATS);
	const before = await side(context, a);
	signal.throwIfAborted();
	const after = await side(context, b);
	signal.throwIfAborted();
	const diff = diffScans(before, after, {
		a,
		b
	});
	const [file] = values.list("output");
	const text = renderDiff(diff, format);
	if (file === void 0) terminal.result(text);
	else writeFileWhole(file, text);
	return exitCode(context, diff.findings.added, diff.summary.complete);
}
function exitCode({ values }, added, complete) {
	const failOn = values.choice("fail-on", FAIL_LEVELS);
	const everywhere = values.choice("scope", ["production", "all"]) === "all";
	const fails = (finding) => failOn !== "none" && finding.confidence !== "possible" && (everywhere || finding.scope === "production") && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(failOn);
	if (added.some(fails)) return EXIT.findings;
	return complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}
export { run };
