import { o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
import { n as gate, t as atLeast } from "./gate-XCR-JBpB.js";
import { n as compareText } from "./canonical-json-fwPn0zWo.js";
// packages/scan/src/report/result-index.ts
function grouped(items, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const name = key(item);
		if (name === void 0) continue;
		const group = groups.get(name);
		if (group === void 0) groups.set(name, [item]);
		else group.push(item);
	}
	return groups;
}
function indexResult(result) {
	const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
	const findings = new Map(result.findings.map((finding) => [finding.id, finding]));
	const from = grouped(result.inventory.relations, (relation) => relation.from);
	const to = grouped(result.inventory.relations, (relation) => relation.to);
	const byAsset = grouped(result.findings, (finding) => finding.asset);
	return {
		asset: (id) => assets.get(id),
		name: (text) => assets.get(text)?.name ?? text,
		finding: (id) => findings.get(id),
		from: (id) => from.get(id) ?? [],
		to: (id) => to.get(id) ?? [],
		findingsOf: (id) => byAsset.get(id) ?? [],
		open: result.findings.filter((finding) => finding.suppressed === void 0).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
	};
}
// packages/scan/src/report/text/place.ts
/** `file:line`, `notebook.ipynb cell 7`, or the resource; the target's index in front when there are several. */
function placeText(location) {
	const target = location.target === void 0 ? "" : `[${location.target}] `;
	if (location.file === void 0) return `${target}${location.resource ?? ""}`;
	if (location.cell !== void 0) return `${target}${location.file} cell ${location.cell}${location.line === void 0 ? "" : `:${location.line}`}`;
	return `${target}${location.file}${location.line === void 0 ? "" : `:${location.line}`}`;
}
function comparePlaces(a, b) {
	return (a.target ?? 0) - (b.target ?? 0) || compareText(a.file ?? "", b.file ?? "") || (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.resource ?? "", b.resource ?? "");
}
/** Distinct places, in the order given. */
function distinctPlaces(locations) {
	const seen = /* @__PURE__ */ new Map();
	for (const location of locations) {
		const text = placeText(location);
		if (text !== "" && !seen.has(text)) seen.set(text, location);
	}
	return [...seen.values()];
}
/** Path as an RFC 3986 relative reference: every segment percent-encoded, never absolute. */
function fileUri(file) {
	const encoded = file.split("/").map((segment) => encodeURIComponent(segment.toWellFormed())).join("/");
	return encoded.startsWith("/") ? `.${encoded}` : encoded;
}
// packages/scan/src/report/lineage.ts
/** Which way data moves along a relation: with it (from → to), against it, or not at all. */
const MOVES = {
	trains_on: "against",
	validates_on: "against",
	uses_dataset: "against",
	reads: "against",
	writes_to: "with",
	produces: "with",
	derived_from: "against",
	fine_tunes: "against",
	adapter_of: "against",
	quantised_from: "against",
	materialised_as: "with",
	stored_in: "against",
	fetched_from: "against",
	serves: "against",
	deploys: "against",
	loads: "against",
	uses_model: "against",
	retrieves_from: "against",
	embeds_with: "against",
	uses_retriever: "against",
	exposes: "against",
	runs: "with",
	has_prompt: "against",
	uses_tool: "against",
	exposes_tool: "against"
};
/** How far along the line from source to answer a kind stands. Kinds without a place are not part of the line. */
const STAGE = {
	"data-source": 0,
	storage: 1,
	"knowledge-base": 2,
	dataset: 2,
	"feature-store": 3,
	"feature-transform": 3,
	"vector-store": 3,
	"pipeline-step": 3,
	retriever: 4,
	prompt: 4,
	tool: 4,
	"training-run": 4,
	"evaluation-run": 4,
	model: 5,
	adapter: 5,
	"model-file": 6,
	"deployed-model": 6,
	agent: 7,
	application: 7,
	endpoint: 8
};
/** What each stage adds to a line's worth. A model is what people look for; both ends make it a story. */
const WORTH = {
	"data-source": 30,
	storage: 15,
	dataset: 30,
	"knowledge-base": 30,
	"training-run": 30,
	model: 50,
	endpoint: 40,
	agent: 30,
	adapter: 20,
	retriever: 12,
	"vector-store": 15,
	prompt: 3,
	tool: 4,
	"pipeline-step": 2
};
/** The two ends of a relation in the direction in which data moves. */
function dataDirection(relation) {
	const moves = MOVES[relation.kind];
	if (moves === void 0) return void 0;
	return moves === "with" ? {
		source: relation.from,
		target: relation.to
	} : {
		source: relation.to,
		target: relation.from
	};
}
function better(a, b) {
	if (a === void 0 || b.worth > a.worth) return b;
	return b.worth === a.worth && compareText(key(b), key(a)) < 0 ? b : a;
}
function key(line) {
	return line.assets.map((asset) => `${asset.name} ${asset.id}`).join("\0");
}
function worthOf(asset) {
	return (WORTH[asset.kind] ?? 1) + (asset.attributes["crownJewel"] === true ? 60 : 0) + (asset.lifecycle === "deployed" || asset.lifecycle === "observed" ? 10 : 0);
}
function isExposed(index, asset) {
	if (asset.attributes["public"] === true) return true;
	return index.from(asset.id).some((relation) => relation.kind === "exposed_to" && /internet|public/i.test(index.name(relation.to)));
}
/**
* The most important line from a data source to an answer: the heaviest path along which the stages only
* go up, by dynamic programming over the stages (relations that go down or sideways cannot make a loop).
*/
function principalLineage(result) {
	const index = indexResult(result);
	const staged = result.inventory.assets.filter((asset) => asset.scope === "production" && STAGE[asset.kind] !== void 0);
	const incoming = /* @__PURE__ */ new Map();
	for (const relation of result.inventory.relations) {
		const ends = dataDirection(relation);
		if (ends !== void 0) incoming.set(ends.target, [...incoming.get(ends.target) ?? [], ends.source]);
	}
	const best = /* @__PURE__ */ new Map();
	let winner;
	for (const asset of [...staged].sort((a, b) => (STAGE[a.kind] ?? 0) - (STAGE[b.kind] ?? 0) || compareText(a.id, b.id))) {
		let line = {
			worth: worthOf(asset),
			assets: [asset]
		};
		for (const source of incoming.get(asset.id) ?? []) {
			const before = best.get(source);
			const stage = index.asset(source);
			if (before === void 0 || stage === void 0 || (STAGE[stage.kind] ?? 99) >= (STAGE[asset.kind] ?? 0)) continue;
			line = better(line, {
				worth: before.worth + worthOf(asset),
				assets: [...before.assets, asset]
			});
		}
		best.set(asset.id, line);
		if (line.assets.length > 1 && line.assets.some((each) => each.kind === "model" || each.kind === "agent")) winner = better(winner, line);
	}
	const last = winner?.assets.at(-1);
	return winner === void 0 || last === void 0 ? void 0 : {
		assets: winner.assets,
		exposed: isExposed(index, last)
	};
}
// packages/scan/src/report/text/hostile-text.ts
/** C0 and C1 controls, bidi embeddings, overrides and isolates, zero-width and tag characters, line separators, lone surrogates. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const SPACES = /[ \t\r\n\u0085\u2028\u2029]+/g;
/** One line that can neither move the cursor nor turn the reading direction. */
function plainText(text) {
	return text.replace(SPACES, " ").replace(UNSAFE, "").trim();
}
/** The same, but line ends stay. */
function plainLines(text) {
	return text.split(/\r\n|\r|\n/).map((line) => line.replaceAll("	", "  ").replace(UNSAFE, "")).join("\n");
}
/** Shortens to at most `width` characters, counted by code point, and marks the cut. */
function shorten(text, width) {
	const characters = Array.from(text);
	return characters.length <= width ? text : `${characters.slice(0, Math.max(width - 1, 0)).join("").trimEnd()}…`;
}
const XML_ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
const MARKDOWN_ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"@": "&#64;",
	"#": "&#35;"
};
/** Text or attribute value of XML and HTML; characters that XML 1.0 forbids are gone. */
function escapeMarkup(text) {
	return plainLines(text).replace(/[\ufffe\uffff]/g, "").replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character);
}
/**
* Text inside GitHub or GitLab Markdown: no markup, links, mentions, references or HTML. A zero-width
* space would do for mentions but breaks copying, so "@" and "#" become entities.
*/
function escapeMarkdown(text) {
	return plainText(text).replace(/[&<>@#]/g, (character) => MARKDOWN_ENTITIES[character] ?? character).replace(/[\\`*_{}[\]()!|~$]/g, "\\$&").replace(/:\/\//g, "&#58;//").replace(/\bwww\./gi, "www&#46;").replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, "$1\\$2");
}
/** Code span that no back-tick inside can end. */
function markdownCode(text) {
	const plain = plainText(text).replaceAll("|", "\\|");
	const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((run) => run[0].length));
	const fence = "`".repeat(longest + 1);
	return longest === 0 ? `\`${plain === "" ? " " : plain}\`` : `${fence} ${plain} ${fence}`;
}
/**
* A CSV cell (RFC 4180). A leading = + - @ tab or CR would make a formula in a spreadsheet (OWASP "CSV
* injection"); a leading quotation mark keeps it text.
*/
function csvCell(value) {
	if (value === void 0) return "";
	if (typeof value === "number") return String(value);
	const plain = plainLines(value);
	const guarded = /^[\s"']*[=+\-@\t\r|%]/.test(value) || /^[=+\-@|%]/.test(plain) ? `'${plain}` : plain;
	return /[",\n\r;]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll("\"", "\"\"")}"` : guarded;
}
const MAXIMUM_OF_A_RULE = 3;
function isUrgent(action) {
	return atLeast(action.severity, "high") && action.scope === "production" && action.confidence !== "possible";
}
/** Findings of an action that nobody suppressed, in the action's order. */
function openFindings(action, finding) {
	return action.findings.map(finding).filter((each) => each !== void 0).filter((each) => each.suppressed === void 0);
}
function selectActions(result, all) {
	const index = indexResult(result);
	const open = result.actions.filter((action) => action.findings.length === 0 || openFindings(action, index.finding).length > 0).sort((a, b) => a.rank - b.rank);
	const perRule = /* @__PURE__ */ new Map();
	const shown = open.filter((action) => {
		if (all) return true;
		if (!isUrgent(action)) return false;
		const rule = openFindings(action, index.finding)[0]?.rule ?? action.title;
		const count = (perRule.get(rule) ?? 0) + 1;
		perRule.set(rule, count);
		return count <= MAXIMUM_OF_A_RULE;
	}).slice(0, all ? void 0 : 10);
	const rest = open.filter((action) => !shown.includes(action));
	const counted = {
		urgent: 0,
		medium: 0,
		minor: 0,
		possible: 0
	};
	for (const action of rest) if (isUrgent(action)) counted.urgent++;
	else if (action.scope !== "production" || !atLeast(action.severity, "medium")) counted.minor++;
	else if (action.confidence === "possible") counted.possible++;
	else counted.medium++;
	return {
		shown,
		open,
		folded: counted
	};
}
// packages/scan/src/report/text/words.ts
/** Singular and plural of each kind, as people say it. */
const KIND_WORDS = {
	model: ["model", "models"],
	"deployed-model": ["deployed model", "deployed models"],
	"model-file": ["model file", "model files"],
	"model-config": ["model configuration", "model configurations"],
	adapter: ["adapter", "adapters"],
	"custom-code": ["custom code file", "custom code files"],
	hyperparameters: ["set of hyperparameters", "sets of hyperparameters"],
	dataset: ["data set", "data sets"],
	"data-source": ["data source", "data sources"],
	"feature-transform": ["feature transform", "feature transforms"],
	metrics: ["metrics file", "metrics files"],
	"vector-store": ["vector store", "vector stores"],
	"knowledge-base": ["knowledge base", "knowledge bases"],
	"feature-store": ["feature store", "feature stores"],
	pipeline: ["pipeline", "pipelines"],
	"pipeline-step": ["pipeline step", "pipeline steps"],
	"training-run": ["training run", "training runs"],
	"evaluation-run": ["evaluation run", "evaluation runs"],
	notebook: ["notebook", "notebooks"],
	"experiment-tracker": ["experiment tracker", "experiment trackers"],
	"model-registry": ["model registry", "model registries"],
	"ci-job": ["CI job", "CI jobs"],
	application: ["application", "applications"],
	agent: ["agent", "agents"],
	tool: ["tool", "tools"],
	prompt: ["prompt", "prompts"],
	guardrail: ["guardrail", "guardrails"],
	memory: ["memory", "memories"],
	retriever: ["retriever", "retrievers"],
	"mcp-server": ["MCP server", "MCP servers"],
	"mcp-client": ["MCP client", "MCP clients"],
	skill: ["skill", "skills"],
	endpoint: ["endpoint", "endpoints"],
	"endpoint-config": ["endpoint configuration", "endpoint configurations"],
	gateway: ["gateway", "gateways"],
	"ai-service": ["AI service", "AI services"],
	"container-image": ["container image", "container images"],
	compute: ["compute resource", "compute resources"],
	storage: ["storage", "storages"],
	"network-zone": ["network zone", "network zones"],
	identity: ["identity", "identities"],
	"secret-ref": ["secret reference", "secret references"],
	library: ["AI library", "AI libraries"],
	"third-party-script": ["third-party script", "third-party scripts"],
	deployment: ["deployment", "deployments"],
	licence: ["licence", "licences"]
};
/** One shape a severity, so that colour is never needed. */
const SEVERITY_SHAPES = {
	critical: "◆",
	high: "▲",
	medium: "●",
	low: "○",
	info: "·"
};
function counted(count, [one, many]) {
	return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
/** Kinds that say what a project is; in the order of the first screen. Kinds of one row stand together. */
const FIRST = [
	["model"],
	["adapter"],
	["dataset"],
	["pipeline"],
	["training-run"],
	["endpoint"],
	["agent", "tool"],
	["prompt"],
	["mcp-server"],
	["mcp-client"],
	["vector-store"],
	["knowledge-base"],
	["ai-service"],
	["notebook"],
	["model-file"],
	["library"]
];
/** Kinds whose presence means that a project has AI in it. */
const NOT_AI = /* @__PURE__ */ new Set([
	"storage",
	"identity",
	"compute",
	"container-image",
	"network-zone",
	"endpoint",
	"secret-ref",
	"ci-job",
	"licence",
	"application",
	"deployment",
	"endpoint-config",
	"gateway",
	"third-party-script"
]);
function hasArtificialIntelligence(assets) {
	return assets.some((asset) => !NOT_AI.has(asset.kind));
}
/** "2 models", "1 agent, 4 tools": what is here, production first; tests and docs only where there is nothing else. */
function inventoryWords(assets) {
	const production = assets.filter((asset) => asset.scope === "production");
	const counts = /* @__PURE__ */ new Map();
	for (const asset of production.length > 0 ? production : assets) counts.set(asset.kind, (counts.get(asset.kind) ?? 0) + 1);
	return FIRST.flatMap((row) => {
		const words = row.flatMap((kind) => {
			const count = counts.get(kind) ?? 0;
			return count === 0 ? [] : [counted(count, KIND_WORDS[kind])];
		});
		return words.length === 0 ? [] : [words.join(", ")];
	});
}
/** 3.1 MB; decimal units, as file managers and `experience.md` write them. */
function bytesText(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB",
		"PB"
	];
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1e3;
		unit++;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toPrecision(2))} ${units[unit] ?? "B"}`;
}
// packages/scan/src/report/terminal/canvas.ts
const ESCAPE = "\x1B[";
const STYLES = {
	bold: "1",
	dim: "2",
	accent: "38;5;37",
	critical: "1;38;5;161",
	high: "38;5;202",
	medium: "38;5;136",
	low: "38;5;67",
	info: "2"
};
/** Columns that a text takes: East Asian wide characters and emoji take two, marks none (Unicode UAX #11, shortened). */
function columnsOf(text) {
	let columns = 0;
	for (const character of text) {
		if (/\p{Mark}/u.test(character)) continue;
		columns += /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60\u3000-\u303f]/u.test(character) ? 2 : 1;
	}
	return columns;
}
const NO_BREAK = "\xA0";
/** Text that `wrap` keeps in one piece where it can. */
function glue(text) {
	return plainText(text).replaceAll(" ", NO_BREAK);
}
/** Breaks at spaces; a word longer than the line is cut where it must be. */
function wrap(text, width) {
	const room = Math.max(width, 8);
	const lines = [];
	let line = "";
	for (const word of plainText(text).split(" ")) {
		let rest = word;
		if (line !== "" && columnsOf(line) + 1 + columnsOf(rest) <= room) {
			line += ` ${rest}`;
			continue;
		}
		if (line !== "") lines.push(line);
		while (columnsOf(rest) > room) {
			const characters = Array.from(rest);
			let cut = 0;
			for (let columns = 0; cut < characters.length; cut++) {
				columns += columnsOf(characters[cut] ?? "");
				if (columns > room) break;
			}
			lines.push(characters.slice(0, Math.max(cut, 1)).join(""));
			rest = characters.slice(Math.max(cut, 1)).join("");
		}
		line = rest;
	}
	return (line === "" && lines.length > 0 ? lines : [...lines, line]).map((each) => each.replaceAll(NO_BREAK, " "));
}
/** Collects lines of a width; colour only when asked. */
var Canvas = class {
	width;
	#color;
	#lines = [];
	constructor(width, color) {
		this.width = Math.min(Math.max(width, 40), 160);
		this.#color = color;
	}
	paint(text, ...styles) {
		return this.#color && text !== "" ? `${ESCAPE}${styles.map((style) => STYLES[style]).join(";")}m${text}${ESCAPE}0m` : text;
	}
	severity(severity) {
		return this.paint(`${SEVERITY_SHAPES[severity]} ${severity.padEnd(8)}`, severity);
	}
	blank() {
		if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
	}
	/** A line that is already clean and styled. */
	raw(text) {
		this.#lines.push(text.trimEnd());
	}
	/** Text behind a label, wrapped with a hanging indent. */
	labelled(label, text, indent, style = "bold") {
		const [first = "", ...more] = wrap(text, this.width - indent);
		this.raw(`${this.paint(label, style)}${" ".repeat(Math.max(indent - columnsOf(label), 1))}${first}`);
		for (const line of more) this.raw(`${" ".repeat(indent)}${line}`);
	}
	/** Text on the left, a place or an owner on the right edge; below when there is no room. */
	ends(left, leftColumns, right) {
		const clean = plainText(right);
		const gap = this.width - leftColumns - columnsOf(clean);
		if (clean === "") this.raw(left);
		else if (gap >= 2) this.raw(`${left}${" ".repeat(gap)}${this.paint(clean, "dim")}`);
		else {
			this.raw(left);
			const fitted = shorten(clean, this.width);
			this.raw(`${" ".repeat(Math.max(this.width - columnsOf(fitted), 0))}${this.paint(fitted, "dim")}`);
		}
	}
	text() {
		return `${this.#lines.join("\n").trimEnd()}\n`;
	}
};
// packages/scan/src/report/terminal/action-lines.ts
const INDENT = 4;
const PLACES = 4;
/** The attack path that an action belongs to: it carries the title of the action or of one of its findings. */
function pathOf(action, result, index) {
	const titles = /* @__PURE__ */ new Set([action.title, ...openFindings(action, index.finding).map((finding) => finding.title)]);
	return result.paths.find((path) => titles.has(path.title));
}
/** `partner role ─can access→ s3://bank-feeds → transactions.csv`: the relation is named where the path crosses a border. */
function pathText(path, index) {
	return path.steps.map((step, position) => {
		const name = plainText(index.name(step.asset));
		if (position === 0) return name;
		return `${step.via === void 0 ? "" : `─${plainText(step.via).replaceAll("_", " ")}`}→ ${name}`;
	}).join(" ");
}
function places(action, path, index) {
	const steps = path?.steps.flatMap((step) => step.evidence.slice(0, 1)) ?? [];
	const evidence = openFindings(action, index.finding).flatMap((finding) => [finding.location, ...finding.evidence]);
	return distinctPlaces([
		action.location,
		...steps,
		...evidence
	]).map(placeText).map(plainText);
}
/** One action: what, where, why, and the fix. */
function drawAction(canvas, action, result, index) {
	const rank = `${action.rank}`.padEnd(2);
	const head = `${canvas.paint(rank, "bold")}${canvas.severity(action.severity)}`;
	const indent = columnsOf(rank) + 10 + 2;
	const owner = action.owner ?? "";
	const room = canvas.width - indent - (owner === "" ? 0 : columnsOf(plainText(owner)) + 2);
	const [first = "", ...more] = wrap(action.title, room < 30 ? canvas.width - indent : room);
	canvas.ends(`${head}  ${canvas.paint(first, "bold")}`, indent + columnsOf(first), owner);
	for (const line of more) canvas.raw(`${" ".repeat(indent)}${canvas.paint(line, "bold")}`);
	const path = pathOf(action, result, index);
	const all = places(action, path, index);
	if (path !== void 0) for (const line of wrap(pathText(path, index), canvas.width - INDENT)) canvas.raw(`${" ".repeat(INDENT)}${canvas.paint(line, "accent")}`);
	const shown = all.slice(0, PLACES);
	const where = `${shown.join(" · ")}${all.length > shown.length ? ` · ${all.length - shown.length} more` : ""}`;
	const reasons = action.reasons.map(plainText).filter((reason) => reason !== "").join(" · ");
	const because = `    because  ${reasons}`;
	if (shown.length === 1 && path === void 0 && reasons !== "" && columnsOf(because) + columnsOf(where) + 3 <= canvas.width) canvas.ends(`    ${canvas.paint("because", "dim")}  ${reasons}`, columnsOf(because), where);
	else {
		if (where !== "") for (const line of wrap(where, canvas.width - INDENT)) canvas.raw(`${" ".repeat(INDENT)}${canvas.paint(line, "dim")}`);
		if (reasons !== "") canvas.labelled("    because", reasons, 13, "dim");
	}
	canvas.labelled("    fix", `${action.fix}${action.cuts === void 0 ? "" : `: ${action.cuts}`}`, 13, "dim");
}
// packages/scan/src/report/terminal/sections.ts
const LABEL = 8;
const FILE = ["file", "files"];
const ACTION = ["action", "actions"];
/** `castellan 0.1.0 · 64 files, 3.1 MB · 1.2 s · no network used · 1 file not read (below)` */
function drawHeader(canvas, result, context) {
	const unread = result.coverage.skipped.filter((entry) => entry.required).length;
	const remote = result.targets.some((target) => /^[a-z][a-z0-9+.-]+:(?!\\)/i.test(target));
	const parts = [
		`${canvas.paint("castellan", "bold", "accent")} ${plainText(result.tool.version)}`,
		`${counted(result.coverage.files, FILE)}, ${bytesText(result.coverage.bytes)}`,
		...result.run === void 0 || context.reproducible === true ? [] : [`${(result.run.durationMs / 1e3).toFixed(1)} s${result.run.cached ? " (cached)" : ""}`],
		...remote ? [] : ["no network used"],
		...unread === 0 ? [] : [`${counted(unread, FILE)} not read (below)`]
	];
	canvas.raw(parts.join(" · "));
}
/** What is here, how data runs through it, and what of it leaves the company. */
function drawInventory(canvas, result, index, all) {
	canvas.blank();
	if (!hasArtificialIntelligence(result.inventory.assets)) {
		canvas.labelled("HERE", `no AI in ${counted(result.coverage.files, FILE)}`, LABEL);
		return;
	}
	canvas.labelled("HERE", inventoryWords(result.inventory.assets).map(glue).join(" · "), LABEL);
	const line = principalLineage(result);
	if (line !== void 0) canvas.labelled("FLOW", `${line.assets.map((asset) => glue(asset.name)).join(" → ")}${line.exposed ? "\xA0←\xA0internet" : ""}`, LABEL);
	const flows = all ? result.flows : result.flows.slice(0, 3);
	flows.forEach((flow, position) => {
		const destination = [
			flow.provider,
			flow.model,
			flow.region
		].filter((part) => part !== void 0 && part !== "").join(", ");
		const text = plainText(`${index.name(flow.data)}${flow.class === "" ? "" : ` (${flow.class})`} → ${destination}`);
		const place = plainText(placeText(flow.location));
		const label = position === 0 ? "LEAVES" : "";
		if (LABEL + columnsOf(text) + columnsOf(place) + 2 > canvas.width) canvas.labelled(label, `${text} · ${place}`, LABEL);
		else canvas.ends(`${canvas.paint(label, "bold")}${" ".repeat(LABEL - label.length)}${text}`, LABEL + columnsOf(text), place);
	});
	if (result.flows.length > flows.length) canvas.raw(`${" ".repeat(LABEL)}${canvas.paint(`and ${result.flows.length - flows.length} more flows`, "dim")}`);
}
/** Nothing urgent: says so, and what was looked at. */
function drawNothingUrgent(canvas, result) {
	const applied = result.checks.filter((check) => check.applicable > 0);
	const passed = applied.filter((check) => check.failed === 0 && check.unknown === 0 && check.suppressed === 0);
	const untested = applied.filter((check) => check.unknown > 0);
	canvas.raw(canvas.paint("NOTHING URGENT", "bold", "accent"));
	if (applied.length === 0) {
		canvas.labelled("    checked", `${counted(result.checks.length, ["rule", "rules"])}, none of them had anything to apply to`, 13, "dim");
		return;
	}
	canvas.labelled("    checked", `${counted(applied.length, ["rule", "rules"])} applied in ${counted(applied.reduce((sum, check) => sum + check.applicable, 0), ["place", "places"])}, ${passed.length} passed everywhere`, 13, "dim");
	if (passed.length > 0) canvas.labelled("    passed", shorten(passed.map((check) => check.rule).join(" · "), canvas.width * 2), 13, "dim");
	if (untested.length > 0) canvas.labelled("    unknown", shorten(untested.map((check) => `${check.rule} (${check.reason ?? "could not be tested"})`).join(" · "), canvas.width * 2), 13, "dim");
}
function drawMore(canvas, result, selection) {
	const { urgent, medium, minor, possible } = selection.folded;
	const suppressed = result.findings.filter((finding) => finding.suppressed !== void 0).length;
	const parts = [
		...urgent > 0 ? [`${urgent} more critical or high`] : [],
		...medium > 0 ? [`${medium} medium ${medium === 1 ? "action" : "actions"}`] : [],
		...possible > 0 ? [`${possible} only possible`] : [],
		...minor > 0 ? [`${minor} low or in tests and docs`] : [],
		...suppressed > 0 ? [`${suppressed} suppressed`] : []
	];
	if (parts.length === 0) return;
	const text = `${parts.join(" · ")}, folded`;
	const command = "castellan scan … --all";
	if (12 + columnsOf(text) + columnsOf(command) + 2 <= canvas.width) canvas.ends(`${canvas.paint("MORE", "bold")}        ${text}`, 12 + columnsOf(text), command);
	else canvas.labelled("MORE", `${text}: ${command}`, 12);
}
/** What was not seen: never silently dropped. */
function drawUnseen(canvas, result, all) {
	const unresolved = result.coverage.unresolved.map((entry) => {
		const candidates = entry.candidates.length === 0 ? "has no value" : `may be ${shorten(entry.candidates.join(", "), 60)}`;
		return `${entry.what} ${candidates} (${placeText(entry)})${/^\$[A-Z_]/.test(entry.what) ? ": --env-file" : ""}`;
	});
	const unread = result.coverage.skipped.filter((entry) => entry.required).map((entry) => `${placeText(entry)} ${entry.reason}`);
	const entries = [...unread, ...unresolved].map(plainText);
	const left = result.coverage.skipped.length - unread.length;
	if (entries.length === 0 && !(all && left > 0)) return;
	const shown = all ? entries : [...unread.slice(0, 2), ...unresolved.slice(0, unread.length > 1 ? 1 : 2)].map(plainText);
	const more = [...entries.length > shown.length ? [`${entries.length - shown.length} more`] : [], ...all && left > 0 ? [`${left} left out by rule (dependency, build and cache folders)`] : []];
	canvas.labelled("NOT SEEN", [...shown, ...more].join(" · "), 12);
}
function drawEnd(canvas, result, context, selection) {
	const outcome = gate(result, context);
	const hints = [
		...selection.shown.length > 0 ? [`castellan explain ${selection.shown[0]?.rank ?? 1}`] : [],
		...result.findings.some((finding) => finding.suppressed?.by === "baseline") ? [] : ["castellan init (baseline + CI)"],
		...context.all ? [] : ["--output html=report.html"]
	];
	if (hasArtificialIntelligence(result.inventory.assets) || selection.open.length > 0) canvas.labelled("NEXT", hints.join(" · "), 12);
	const stale = result.summary.staleSuppressions.length;
	if (stale > 0) canvas.labelled("STALE", `${counted(stale, ["suppression matches", "suppressions match"])} nothing any more: castellan baseline prune`, 12);
	const reason = outcome.code === 1 ? `${counted(outcome.actions.length > 0 ? outcome.actions.length : outcome.findings.length, outcome.actions.length > 0 ? ACTION : ["finding", "findings"])} at or above ${outcome.failOn}` : outcome.code === 3 ? result.coverage.files === 0 ? "no file matched" : `${counted(outcome.unread, FILE)} that had to be read could not be finished (--allow-partial accepts that)` : outcome.failOn === "none" ? "nothing fails (--fail-on none)" : `nothing at or above ${outcome.failOn}`;
	for (const line of wrap(`exit ${outcome.code}: ${reason}`, canvas.width)) canvas.raw(line);
}
// packages/scan/src/report/terminal/index.ts
/** The first screen of experience.md: readable in ten seconds, the worst first, each with its fix. */
function renderTerminal(result, context) {
	const canvas = new Canvas(context.width, context.color);
	const index = indexResult(result);
	const selection = selectActions(result, context.all);
	drawHeader(canvas, result, context);
	drawInventory(canvas, result, index, context.all);
	canvas.blank();
	if (selection.shown.length > 0) {
		const findings = counted(index.open.length, ["finding", "findings"]);
		const title = context.all ? "ALL ACTIONS" : "FIX FIRST";
		const counts = context.all ? `${selection.shown.length} actions · ${findings}` : `${selection.shown.length} of ${counted(selection.open.length, ["action", "actions"])} · ${findings}`;
		canvas.raw(`${canvas.paint(title, "bold")}   ${counts}`);
		for (const action of selection.shown) drawAction(canvas, action, result, index);
	} else drawNothingUrgent(canvas, result);
	canvas.blank();
	drawMore(canvas, result, selection);
	drawUnseen(canvas, result, context.all);
	drawEnd(canvas, result, context, selection);
	return canvas.text();
}
const terminalReporter = {
	id: "terminal",
	extension: "txt",
	render: renderTerminal
};
export { comparePlaces as _, inventoryWords as a, placeText as b, csvCell as c, markdownCode as d, plainText as f, principalLineage as g, isExposed as h, hasArtificialIntelligence as i, escapeMarkdown as l, dataDirection as m, SEVERITY_SHAPES as n, openFindings as o, shorten as p, counted as r, selectActions as s, terminalReporter as t, escapeMarkup as u, distinctPlaces as v, indexResult as x, fileUri as y };
