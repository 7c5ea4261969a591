import "./earlier-CpFcBHIF.js";
import { n as severityOf, t as ruleCards } from "./rules-Sk7Lu4oc.js";
import { t as LastResult } from "./last-result-B3Z2UjnL.js";
import { t as readScanResult } from "./read-result-CN0uocr9.js";
import { t as cacheFolder } from "./cache-folder-BT1sCsdK.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { n as printable } from "./terminal-I8h-W-hT.js";
import { readFileSync } from "node:fs";
// packages/scan/src/engine/explain.ts
const FACTOR_WORDS = {
	exposure: [
		"only who is admin already could reach it",
		"only a named role could reach it",
		"only people inside the company could reach it",
		"anyone outside can reach it"
	],
	exploitability: [
		"it were hardening only",
		"several conditions had to be met",
		"an attack needed tries",
		"one step is enough"
	],
	data: [
		"only public data were in reach",
		"only internal data were in reach",
		"only personal or confidential data were in reach",
		"payments, credentials, code or decisions are in reach"
	],
	blast: [
		"nothing depended on it",
		"it were not in production",
		"one endpoint depended on it",
		"a crown jewel or three endpoints depend on it"
	]
};
function placeOf({ file, line, cell, resource }) {
	const at = cell === void 0 ? line === void 0 ? "" : `:${line}` : ` cell ${cell}${line === void 0 ? "" : ` line ${line}`}`;
	return file === void 0 ? resource ?? "" : `${file}${at}${resource === void 0 ? "" : ` (${resource})`}`;
}
function evidenceLine(evidence) {
	return `  ${placeOf(evidence)}  ${evidence.technique}, ${evidence.confidence}${evidence.excerpt === void 0 ? "" : `  ${evidence.excerpt}`}`;
}
/** "medium if only a named role could reach it": the nearest change of one factor that lowers the severity. */
function counterfactuals(finding) {
	const now = severityOf({
		factors: finding.factors,
		confidence: finding.confidence,
		scope: finding.scope
	});
	return [
		"exposure",
		"exploitability",
		"data",
		"blast"
	].flatMap((name) => {
		for (const value of [
			2,
			1,
			0
		]) {
			if (value >= finding.factors[name]) continue;
			const then = severityOf({
				factors: {
					...finding.factors,
					[name]: value
				},
				confidence: finding.confidence,
				scope: finding.scope
			});
			if (then !== now) return [`${then} if ${FACTOR_WORDS[name][value]}`];
		}
		return [];
	});
}
function explainFinding(finding, result, rules) {
	const rule = rules.find(({ id }) => id === finding.rule);
	const asset = result.inventory.assets.find(({ id }) => id === finding.asset);
	const other = counterfactuals(finding);
	return [
		`${finding.severity}  ${finding.title}`,
		`  ${finding.message}`,
		`  rule ${finding.rule} · ${finding.confidence} · ${finding.scope} · ${placeOf(finding.location)}${finding.owner === void 0 ? "" : ` · ${finding.owner}`}`,
		...asset === void 0 ? [] : [`  about ${asset.kind} ${asset.name}`],
		...finding.suppressed === void 0 ? [] : [`  suppressed by ${finding.suppressed.by}: ${finding.suppressed.reason}${finding.suppressed.until === void 0 ? "" : ` until ${finding.suppressed.until}`}`],
		...finding.reasons.length === 0 ? [] : [
			"",
			"because",
			...finding.reasons.map((reason) => `  ${reason}`)
		],
		...rule === void 0 ? [] : [
			"",
			"why it matters",
			`  ${rule.why}`
		],
		...finding.evidence.length === 0 ? [] : [
			"",
			"seen at",
			...finding.evidence.map(evidenceLine)
		],
		"",
		"fix",
		`  ${finding.remediation}`,
		...finding.controls.length === 0 ? [] : ["", `controls  ${finding.controls.join(", ")}`],
		...other.length === 0 ? [] : [
			"",
			"it would be",
			...other.map((line) => `  ${line}`)
		]
	];
}
function explainAsset(asset, result) {
	const nameOf = (id) => {
		const other = result.inventory.assets.find((item) => item.id === id);
		return other === void 0 ? id : `${other.kind} ${other.name}`;
	};
	const relations = result.inventory.relations.filter(({ from, to }) => from === asset.id || to === asset.id);
	const findings = result.findings.filter((finding) => finding.asset === asset.id);
	return [
		`${asset.kind}  ${asset.name}`,
		`  ${asset.lifecycle} · ${asset.scope}${asset.owner === void 0 ? "" : ` · ${asset.owner}`}${asset.repository === void 0 ? "" : ` · ${asset.repository}`}`,
		`  identity ${asset.identity.purl ?? asset.identity.arn ?? asset.identity.uri ?? asset.identity.key}`,
		`  id ${asset.id}`,
		...Object.entries(asset.attributes).map(([key, value]) => `  ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
		...asset.occurrences.length === 0 ? [] : [
			"",
			"seen at",
			...asset.occurrences.map(evidenceLine)
		],
		...relations.length === 0 ? [] : [
			"",
			"relations",
			...relations.map(({ from, kind, to, strength }) => from === asset.id ? `  ${kind} → ${nameOf(to)}  (${strength})` : `  ${nameOf(from)} → ${kind}  (${strength})`)
		],
		...findings.length === 0 ? [] : [
			"",
			"findings",
			...findings.map(({ severity, message, id }) => `  ${severity}  ${message}  (${id})`)
		]
	];
}
/**
* Explains an action by its rank, a finding by its id, fingerprint or rule, an asset by its id or name; undefined
* where nothing of that name is in the result.
*/
function explain(what, result, rules) {
	const action = /^\d{1,6}$/.test(what) ? result.actions.find(({ rank }) => rank === Number(what)) : void 0;
	if (action !== void 0) {
		const findings = result.findings.filter(({ id }) => action.findings.includes(id));
		return [
			`${action.rank}  ${action.severity}  ${action.title}${action.owner === void 0 ? "" : `  ${action.owner}`}`,
			...action.reasons.map((reason) => `  ${reason}`),
			`  fix  ${action.fix}`,
			...action.cuts === void 0 ? [] : [`  cuts ${action.cuts}`],
			...findings.flatMap((finding) => ["", ...explainFinding(finding, result, rules)])
		];
	}
	const findings = result.findings.filter(({ id, fingerprint, rule }) => id === what || fingerprint === what || rule === what || what.length >= 8 && id.startsWith(what));
	const assets = result.inventory.assets.filter(({ id, name }) => id === what || name === what || what.length >= 8 && id.startsWith(what));
	const parts = [...findings.map((finding) => explainFinding(finding, result, rules)), ...assets.map((asset) => explainAsset(asset, result))];
	return parts.length === 0 ? void 0 : parts.flatMap((part, index) => index === 0 ? part : ["", ...part]);
}
// apps/cli/src/commands/explain.ts
function resultOf({ values, terminal }) {
	const file = values.text("from");
	if (file !== void 0) {
		let text;
		try {
			text = readFileSync(file, "utf8");
		} catch (cause) {
			throw new CommandError("USAGE", `${file} cannot be read; give a file that castellan scan --format json wrote.`, { cause });
		}
		return readScanResult(file, text);
	}
	const folder = cacheFolder(terminal.environment);
	const last = folder === void 0 ? void 0 : new LastResult(folder, process.cwd()).get();
	if (last === void 0) throw new CommandError("NO_RESULT", "There is no last scan of this folder; run castellan scan first, or give one with --from scan.json.");
	return last;
}
async function run(context) {
	const [what = ""] = context.arguments;
	const lines = explain(what, resultOf(context), ruleCards());
	if (lines === void 0) throw new CommandError("NOT_FOUND", `The last scan holds no action, finding or asset ${what}; castellan scan --all lists them.`);
	context.terminal.result(`${lines.map(printable).join("\n")}\n`);
	return EXIT.ok;
}
export { run };
