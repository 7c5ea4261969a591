import { n as compareText, t as canonicalJson } from "./canonical-json-fwPn0zWo.js";
import { _ as comparePlaces, a as inventoryWords, b as placeText, c as csvCell, d as markdownCode, f as plainText, g as principalLineage, h as isExposed, i as hasArtificialIntelligence, l as escapeMarkdown, m as dataDirection, n as SEVERITY_SHAPES, o as openFindings, p as shorten, r as counted, s as selectActions, t as terminalReporter, u as escapeMarkup, v as distinctPlaces, x as indexResult, y as fileUri } from "./terminal-DUYpZLD-.js";
import { l as TECHNIQUES, o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
import { t as jsonReporter } from "./json-DCEMH_od.js";
import { n as gate } from "./gate-XCR-JBpB.js";
import { createHash } from "node:crypto";
import ids from "spdx-license-ids/index.json" with { type: "json" };
import { PackageURL } from "packageurl-js";
import parseExpression from "spdx-expression-parse";
import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };
// packages/scan/src/report/asset-facts.ts
const LONGEST$2 = 1e3;
function clean(text) {
	const formed = text.toWellFormed().trim();
	return formed.length <= LONGEST$2 ? formed : `${Array.from(formed).slice(0, 999).join("")}…`;
}
/** A scalar as text. */
function scalarText(value) {
	if (typeof value === "string") return clean(value) === "" ? void 0 : clean(value);
	return typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}
function factText(attributes, ...keys) {
	for (const key of keys) {
		const value = attributes[key];
		const text = scalarText(value);
		if (text !== void 0) return text;
	}
}
/** A list of texts; a single text is a list of one. */
function factList(attributes, ...keys) {
	for (const key of keys) {
		const value = attributes[key];
		const texts = (Array.isArray(value) ? value : value === void 0 ? [] : [value]).map((item) => scalarText(item)).filter((item) => item !== void 0);
		if (texts.length > 0) return texts;
	}
	return [];
}
/** A whole number that is not negative, also when it was stated as text. */
function factCount(attributes, ...keys) {
	for (const key of keys) {
		const value = attributes[key];
		const count = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
		if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
	}
}
function factFlag(attributes, ...keys) {
	for (const key of keys) {
		const value = attributes[key];
		if (typeof value === "boolean") return value;
	}
}
function metricsIn(value, prefix = "") {
	if (Array.isArray(value)) return value.flatMap((item) => {
		if (typeof item === "string") return [];
		if (typeof item !== "object" || item === null || Array.isArray(item)) return [];
		const record = Object.fromEntries(Object.entries(item));
		const [type, amount] = [factText(record, "type", "name", "metric"), factText(record, "value")];
		return type === void 0 || amount === void 0 ? [] : [{
			type,
			value: amount
		}];
	});
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, item]) => {
		if (typeof item === "number") return [{
			type: clean(`${prefix}${name}`),
			value: String(item)
		}];
		return typeof item === "object" && prefix.length < 40 ? metricsIn(item, `${prefix}${name}.`) : [];
	});
}
/** Measured values: `metrics` of the asset, and every number of a metrics file. */
function metricsOf(asset) {
	const stated = metricsIn(asset.attributes["metrics"]);
	if (asset.kind !== "metrics") return stated;
	const { rows: _rows, bytes: _bytes, ...numbers } = asset.attributes;
	return [...stated, ...metricsIn(Object.fromEntries(Object.entries(numbers).filter(([key]) => key !== "metrics")))];
}
// packages/scan/src/report/identifiers/identifiers.ts
/** A purl in canonical form, or undefined where it is none. */
function canonicalPurl(text) {
	if (text === void 0 || text.length > 2e3) return void 0;
	try {
		const canonical = PackageURL.fromString(text).toString();
		PackageURL.fromString(canonical);
		return /^pkg:[\x21-\x7e]+$/.test(canonical) ? canonical : void 0;
	} catch {
		return;
	}
}
function purlParts(purl) {
	try {
		const { type, namespace, name, version } = PackageURL.fromString(purl);
		return {
			type,
			name,
			...namespace ? { group: namespace } : {},
			...version ? { version } : {}
		};
	} catch {
		return;
	}
}
/** An RFC 3986 reference without spaces, controls or quotes, credentials taken out; undefined where there is none. */
function iriReference(text) {
	if (typeof text !== "string" || text.length > 2e3) return void 0;
	const clean = text.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, "$1");
	if (!/^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/.test(clean) || /%(?![0-9A-Fa-f]{2})|[[\]]|#.*#/.test(clean)) return void 0;
	if (/^[^/?#]*:/.test(clean) && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(clean)) return void 0;
	return /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[A-Za-z0-9._~!$&'()*+,;=%-]+(?::\d+)?)?(?:[/?#]|$)/.test(clean) || !clean.includes("://") ? clean : void 0;
}
function webAddress(text) {
	const address = iriReference(text);
	return address !== void 0 && /^https?:\/\/[^/]/i.test(address) ? address : void 0;
}
/** Where an asset is to be had: its address on the web, or the hub page that its purl names. */
function assetAddress(asset) {
	const { attributes, identity } = asset;
	return webAddress(identity.uri) ?? webAddress(attributes["url"]) ?? webAddress(attributes["uri"]) ?? hubAddress(asset);
}
/** Page of a hub model or data set. */
function hubAddress(asset) {
	const purl = canonicalPurl(asset.identity.purl);
	const parts = purl === void 0 ? void 0 : purlParts(purl);
	if (parts?.type !== "huggingface") return void 0;
	const path = [parts.group, parts.name].filter((part) => part !== void 0).map((part) => part.split("/").map(encodeURIComponent).join("/")).join("/");
	return `https://huggingface.co/${asset.kind === "dataset" ? "datasets/" : ""}${path}`;
}
/** Version of an asset as it was stated, else the revision in its purl. */
function assetVersion(asset) {
	for (const key of [
		"version",
		"revision",
		"tag"
	]) {
		const value = asset.attributes[key];
		if ((typeof value === "string" || typeof value === "number") && String(value) !== "") return String(value).toWellFormed().slice(0, 1e3);
	}
	const purl = canonicalPurl(asset.identity.purl);
	return purl === void 0 ? void 0 : purlParts(purl)?.version;
}
/** RFC 9562 UUID of version 5: the same text gives the same id. */
function nameUuid(namespace, text) {
	const hash = createHash("sha1").update(Buffer.from(namespace.replaceAll("-", ""), "hex")).update(text).digest();
	hash.writeUInt8(hash.readUInt8(6) & 15 | 80, 6);
	hash.writeUInt8(hash.readUInt8(8) & 63 | 128, 8);
	const hex = hash.toString("hex").slice(0, 32);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20)
	].join("-");
}
/** A time as RFC 3339 in UTC, to the second. What is no time becomes the epoch, never "now". */
function utcSeconds(time) {
	const milliseconds = Date.parse(time);
	return `${new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString().slice(0, 19)}Z`;
}
// packages/scan/src/report/licence/licence.ts
/** The list writes ids in one way; people write them in many. Ids compare without case (SPDX 3.0.1, Annex B). */
const IDS = new Map([...deprecatedIds, ...ids].map((id) => [id.toLowerCase(), id]));
/** Names that model and data hubs use for licences of the SPDX list. */
const ALIASES = /* @__PURE__ */ new Map([
	["apache 2.0", "Apache-2.0"],
	["apache license 2.0", "Apache-2.0"],
	["apache license, version 2.0", "Apache-2.0"],
	["mit license", "MIT"],
	["the mit license", "MIT"],
	["bsd", "BSD-3-Clause"],
	["bsd license", "BSD-3-Clause"],
	["cc-by-sa 4.0", "CC-BY-SA-4.0"],
	["cc by 4.0", "CC-BY-4.0"],
	["cc0", "CC0-1.0"],
	["gpl-3", "GPL-3.0-only"]
]);
const LONGEST$1 = 400;
function spdxId(text) {
	const lower = text.trim().toLowerCase();
	return IDS.get(lower) ?? ALIASES.get(lower);
}
/** Ids inside an expression in the list's own spelling, operators in capitals. */
function spelled(expression) {
	return expression.replace(/[A-Za-z0-9.+-]+/g, (word) => /^(?:and|or|with)$/i.test(word) ? word.toUpperCase() : IDS.get(word.toLowerCase()) ?? word);
}
function readLicence(text) {
	const trimmed = text.trim().slice(0, LONGEST$1);
	if (trimmed === "" || /^(?:unknown|other|none|noassertion|n\/a)$/i.test(trimmed)) return void 0;
	const id = spdxId(trimmed);
	if (id !== void 0) return {
		form: "id",
		text: id
	};
	if (/\s(?:and|or|with)\s|\+$/i.test(trimmed)) {
		const expression = spelled(trimmed);
		try {
			parseExpression(expression);
			return {
				form: "expression",
				text: expression
			};
		} catch {
			return {
				form: "name",
				text: trimmed
			};
		}
	}
	return {
		form: "name",
		text: trimmed
	};
}
function texts(value) {
	if (typeof value === "string") return [value];
	return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
/** Licences that were stated for an asset: its own attribute, then what it is `licensed_under`. */
function licencesOf(asset, index) {
	const related = index.from(asset.id).filter((relation) => relation.kind === "licensed_under").map((relation) => index.name(relation.to));
	const stated = [
		...texts(asset.attributes["licence"]),
		...texts(asset.attributes["license"]),
		...texts(asset.attributes["licences"]),
		...related
	];
	const licences = /* @__PURE__ */ new Map();
	for (const text of stated) {
		const licence = readLicence(text);
		if (licence !== void 0) licences.set(licence.text, licence);
	}
	return [...licences.values()];
}
// packages/scan/src/report/completeness/subjects.ts
const MODELS = [
	"model",
	"deployed-model",
	"adapter"
];
const DATASETS = ["dataset", "knowledge-base"];
/** Production parts; where there are none (an example project), all of them. */
function subjectsOf(result) {
	const index = indexResult(result);
	const production = result.inventory.assets.filter((asset) => asset.scope === "production");
	const all = production.length > 0 ? production : result.inventory.assets;
	const ofKind = (...kinds) => all.filter((asset) => kinds.includes(asset.kind));
	return {
		result,
		index,
		all,
		models: ofKind(...MODELS),
		datasets: ofKind(...DATASETS),
		ofKind,
		related: (asset, ...kinds) => [...index.from(asset.id), ...index.to(asset.id)].some((relation) => kinds.includes(relation.kind))
	};
}
function states(asset, ...keys) {
	return factText(asset.attributes, ...keys) !== void 0 || factList(asset.attributes, ...keys).length > 0;
}
/** Techniques by which the assets were seen, as the source of an element. */
function seenBy(assets) {
	const techniques = new Set(assets.flatMap((asset) => asset.occurrences.map((occurrence) => occurrence.technique)));
	return techniques.size === 0 ? "not seen anywhere" : `read from ${[...techniques].sort().join(", ")}`;
}
// packages/scan/src/report/completeness/assessments.ts
/** What the document itself always says. */
const own = (source) => () => ({
	have: 1,
	of: 1,
	source
});
const never = (source) => () => ({
	have: 0,
	of: 1,
	source
});
/** Share of a list that has something. `missing` says what would supply it. */
function share(list, has, missing, options = {}) {
	const having = list.filter(has);
	const source = list.length === 0 ? "there is nothing of this kind" : having.length === 0 ? missing : options.source ?? seenBy(having);
	return {
		have: having.length,
		of: list.length,
		source,
		...options.inferred === true ? { inferred: true } : {}
	};
}
const ofModels = (has, missing, options) => (subjects) => share(subjects.models, (asset) => has(asset, subjects), missing, options);
const ofDatasets = (has, missing, options) => (subjects) => share(subjects.datasets, (asset) => has(asset, subjects), missing, options);
const hasDigest = (asset, { index }) => Object.keys(asset.digests).length > 0 || index.from(asset.id).some((relation) => relation.kind === "materialised_as" && Object.keys(index.asset(relation.to)?.digests ?? {}).length > 0);
const trained = (asset, { index, related }) => related(asset, "trains_on", "fine_tunes") || index.to(asset.id).some((relation) => relation.kind === "produces");
const measured = (asset, { index }) => metricsOf(asset).length > 0 || index.to(asset.id).some((relation) => relation.kind === "produces" && index.from(relation.from).some((other) => index.asset(other.to)?.kind === "metrics"));
const ASSESSMENTS = {
	"sbom-author": own("castellan, as the tool that wrote the document"),
	"sbom-version": own("written by castellan"),
	"sbom-data-format-name": own("written by castellan"),
	"sbom-data-format-version": own("written by castellan"),
	"sbom-author-signature": never("sign the document: castellan sign"),
	"sbom-tool-name": own("written by castellan"),
	"sbom-tool-version": own("written by castellan"),
	"sbom-generation-context": own("written by castellan: source, before the build"),
	"sbom-timestamp": own("written by castellan"),
	"sbom-dependency-relationship": ({ result }) => ({
		have: result.inventory.relations.length > 0 ? 1 : 0,
		of: 1,
		source: result.inventory.relations.length > 0 ? `${result.inventory.relations.length} relations read from the targets` : "no relation was found"
	}),
	"system-name": ({ result }) => ({
		have: 1,
		of: 1,
		inferred: true,
		source: result.inventory.assets.some((asset) => asset.repository !== void 0) ? "name of the repository" : "name of the target"
	}),
	"system-components": ({ all }) => ({
		have: all.length > 0 ? 1 : 0,
		of: 1,
		source: all.length > 0 ? seenBy(all) : "no part was found"
	}),
	"system-producer": ({ all }) => share(all, (asset) => asset.owner !== void 0, "state owners: CODEOWNERS, tags or castellan.yaml", {
		inferred: true,
		source: "owners of the parts (CODEOWNERS, tags, configuration)"
	}),
	"system-version": ({ ofKind }) => share(ofKind("application", "deployment", "endpoint"), (asset) => assetVersion(asset) !== void 0, "state a version of the application"),
	"system-timestamp": ({ ofKind }) => share(ofKind("application", "deployment"), (asset) => states(asset, "releaseTime", "builtTime", "releasedAt"), "state when the system was released"),
	"system-data-flow": ({ result }) => ({
		have: result.flows.length,
		of: Math.max(result.flows.length, 1),
		source: result.flows.length > 0 ? "flows read in code" : "no flow out of the company was found"
	}),
	"system-data-usage": ({ result, datasets, related }) => {
		const used = datasets.filter((asset) => related(asset, "trains_on", "validates_on", "reads", "uses_dataset", "writes_to"));
		return {
			have: used.length + result.flows.length,
			of: datasets.length + result.flows.length,
			source: used.length + result.flows.length > 0 ? "relations and flows read in code" : "no use of data was found"
		};
	},
	"system-input-output-properties": ({ ofKind }) => share(ofKind("endpoint", "agent", "application"), (asset) => states(asset, "inputs", "outputs", "requestModel", "responseModel", "schema"), "state inputs and outputs of the endpoints"),
	"system-intended-application-area": ({ models, ofKind }) => share([...models, ...ofKind("application")], (asset) => states(asset, "intendedUse", "useCases", "domain"), "state the intended use in the model card"),
	"model-name": ofModels((asset) => asset.name !== "" && asset.attributes["dynamic"] !== true, "no model has a name that could be resolved"),
	"model-identifier": ofModels(() => true, "", { source: "purl, provider or place, as identity" }),
	"model-version": ofModels((asset) => assetVersion(asset) !== void 0, "pin a revision, or state a version in the card"),
	"model-timestamp": ofModels((asset) => states(asset, "releaseTime", "builtTime", "releasedAt", "createdAt", "lastModified"), "state when the model was built or released"),
	"model-producer": ofModels((asset) => asset.identity.provider !== void 0 || states(asset, "provider", "supplier", "publisher") || canonicalPurl(asset.identity.purl)?.startsWith("pkg:huggingface/") === true, "state who made the model", {
		inferred: true,
		source: "provider, or name space of the hub id"
	}),
	"model-description": ofModels((asset) => states(asset, "description", "summary"), "describe the model in its card"),
	"model-hash-value": ofModels(hasDigest, "no model file was read; pin a revision or keep the file beside the code", { source: "digest of the model file" }),
	"model-hash-algorithm": ofModels(hasDigest, "no model file was read", { source: "written by castellan with each digest" }),
	"model-properties": ofModels((asset) => states(asset, "architecture", "architectures", "modelType", "task", "parameters", "quantisation", "role"), "state architecture and task in the card or configuration"),
	"model-input-output-properties": ofModels((asset) => states(asset, "inputs", "outputs"), "state inputs and outputs in the card"),
	"model-training-properties": ofModels(trained, "no training was found; hosted and hub models are trained elsewhere"),
	"model-license": ofModels((asset, { index }) => licencesOf(asset, index).length > 0, "state the licence in the card"),
	"model-external-references": ofModels((asset) => assetAddress(asset) !== void 0, "no address is known", {
		inferred: true,
		source: "hub page or address"
	}),
	"dataset-name": ofDatasets((asset) => asset.name !== "", "no data set has a name"),
	"dataset-description": ofDatasets((asset) => states(asset, "description", "summary"), "describe the data set in a data card"),
	"dataset-content": ofDatasets((asset) => states(asset, "columns", "format", "type", "modality"), "no data set was read"),
	"dataset-identifier": ofDatasets(() => true, "", { source: "purl, uri, digest or place, as identity" }),
	"dataset-hash": ofDatasets((asset) => Object.keys(asset.digests).length > 0, "keep the data under DVC, or beside the code"),
	"dataset-provenance": ofDatasets((asset, { index, related }) => related(asset, "fetched_from", "derived_from", "stored_in") || index.to(asset.id).some((relation) => relation.kind === "writes_to" || relation.kind === "produces"), "no source was found in code or pipelines"),
	"dataset-statistical-properties": ofDatasets((asset) => states(asset, "rows", "statistics", "nulls", "knownBias"), "run castellan scan --deep", {}),
	"dataset-sensitivity": ofDatasets((asset, { related }) => states(asset, "classification", "sensitivity", "sensitiveData") || asset.attributes["sensitiveData"] !== void 0 || related(asset, "contains_sensitive"), "state a classification, or run castellan scan --deep"),
	"dataset-dependency-relationship": ofDatasets((asset, { related }) => related(asset, "trains_on", "validates_on", "uses_dataset", "reads", "derived_from"), "no use of a data set was found"),
	"dataset-license": ofDatasets((asset, { index }) => licencesOf(asset, index).length > 0, "state the licence in a data card"),
	"infrastructure-software": ({ ofKind, result }) => {
		const software = ofKind("library", "container-image", "model-registry", "experiment-tracker", "vector-store").length + result.inventory.packages.length;
		return {
			have: software,
			of: Math.max(software, 1),
			source: software > 0 ? "manifests, lock files, images and services" : "no manifest was found"
		};
	},
	"infrastructure-hardware": ({ ofKind }) => share(ofKind("compute", "training-run", "deployment", "endpoint-config"), (asset) => states(asset, "instanceType", "accelerator", "gpu", "device", "machineType"), "state the accelerator or instance type"),
	"security-controls": ({ result, all, related }) => {
		const guarded = all.filter((asset) => related(asset, "protected_by", "authenticated_by", "mitigated_by")).length;
		const applied = result.checks.filter((check) => check.applicable > 0);
		const passed = applied.filter((check) => check.passed > 0).length;
		return {
			have: guarded + passed,
			of: Math.max(guarded + applied.length, 1),
			source: guarded + passed > 0 ? "guardrails, authentication and checks that passed" : "no control was seen"
		};
	},
	"security-compliance": ({ result }) => {
		const mapped = result.findings.filter((finding) => finding.controls.length > 0).length;
		return {
			have: mapped > 0 ? 1 : 0,
			of: 1,
			inferred: true,
			source: mapped > 0 ? "controls that the findings map to" : "no finding maps to a control"
		};
	},
	"cybersecurity-policy": ({ all }) => share(all, (asset) => states(asset, "securityPolicy", "securityContact"), "state a security policy (SECURITY.md, security.txt)"),
	"vulnerability-referencing": ({ result }) => ({
		have: result.checks.some((check) => check.applicable > 0) || result.findings.length > 0 ? 1 : 0,
		of: 1,
		source: "findings of castellan, with analysis of what is suppressed"
	}),
	"security-metrics": ({ result }) => ({
		have: result.checks.some((check) => check.applicable > 0) ? 1 : 0,
		of: 1,
		source: "number of places that were checked, passed and failed"
	}),
	"operational-performance-kpis": ofModels(measured, "no metrics were found in cards or metrics files")
};
// packages/scan/src/report/completeness/elements.ts
const CLUSTERS = {
	MD: "Metadata",
	SLP: "System Level Properties",
	MDL: "Models",
	DP: "Dataset Properties",
	INF: "Infrastructure",
	SP: "Security Properties",
	KPI: "Key Performance Indicators"
};
const MINIMUM_ELEMENTS = [
	{
		cluster: "MD",
		id: "sbom-author",
		label: "SBOM author",
		spdx3: "CreationInfo.createdBy",
		cyclonedx17: "metadata.authors / metadata.manufacturer"
	},
	{
		cluster: "MD",
		id: "sbom-version",
		label: "SBOM version",
		spdx3: "Element.version",
		cyclonedx17: "version"
	},
	{
		cluster: "MD",
		id: "sbom-data-format-name",
		label: "SBOM data format name",
		spdx3: "CreationInfo.specVersion (implicit)",
		cyclonedx17: "bomFormat"
	},
	{
		cluster: "MD",
		id: "sbom-data-format-version",
		label: "SBOM data format version",
		spdx3: "CreationInfo.specVersion",
		cyclonedx17: "specVersion"
	},
	{
		cluster: "MD",
		id: "sbom-author-signature",
		label: "SBOM author signature",
		spdx3: "verifiedUsing (detached signature)",
		cyclonedx17: "signature (JSF)"
	},
	{
		cluster: "MD",
		id: "sbom-tool-name",
		label: "SBOM tool name",
		spdx3: "CreationInfo.createdUsing Tool.name",
		cyclonedx17: "metadata.tools.components[].name"
	},
	{
		cluster: "MD",
		id: "sbom-tool-version",
		label: "SBOM tool version",
		spdx3: "Tool (one hop)",
		cyclonedx17: "metadata.tools.components[].version"
	},
	{
		cluster: "MD",
		id: "sbom-generation-context",
		label: "SBOM generation context",
		spdx3: "software_sbomType",
		cyclonedx17: "metadata.lifecycles[].phase"
	},
	{
		cluster: "MD",
		id: "sbom-timestamp",
		label: "SBOM timestamp",
		spdx3: "CreationInfo.created",
		cyclonedx17: "metadata.timestamp"
	},
	{
		cluster: "MD",
		id: "sbom-dependency-relationship",
		label: "SBOM dependency relationship",
		spdx3: "Relationship",
		cyclonedx17: "dependencies[]"
	},
	{
		cluster: "SLP",
		id: "system-name",
		label: "System name",
		spdx3: "name",
		cyclonedx17: "metadata.component.name"
	},
	{
		cluster: "SLP",
		id: "system-components",
		label: "System components",
		spdx3: "Relationship contains",
		cyclonedx17: "components[] + compositions[]"
	},
	{
		cluster: "SLP",
		id: "system-producer",
		label: "System producer",
		spdx3: "suppliedBy",
		cyclonedx17: "metadata.component.supplier / manufacturer"
	},
	{
		cluster: "SLP",
		id: "system-version",
		label: "System version",
		spdx3: "software_packageVersion",
		cyclonedx17: "metadata.component.version"
	},
	{
		cluster: "SLP",
		id: "system-timestamp",
		label: "System timestamp",
		spdx3: "releaseTime",
		cyclonedx17: "metadata.component.releaseNotes.timestamp"
	},
	{
		cluster: "SLP",
		id: "system-data-flow",
		label: "System data flow",
		spdx3: "ai_informationAboutApplication (narrow)",
		cyclonedx17: "services[].data[].{flow,source,destination}"
	},
	{
		cluster: "SLP",
		id: "system-data-usage",
		label: "System data usage",
		spdx3: "ai_useSensitivePersonalInformation",
		cyclonedx17: "services[].data[].classification + governance"
	},
	{
		cluster: "SLP",
		id: "system-input-output-properties",
		label: "System input/output properties",
		spdx3: "ai_informationAboutApplication (narrow)",
		cyclonedx17: "modelCard.modelParameters.inputs/outputs"
	},
	{
		cluster: "SLP",
		id: "system-intended-application-area",
		label: "Intended application area",
		spdx3: "ai_domain",
		cyclonedx17: "modelCard.considerations.useCases"
	},
	{
		cluster: "MDL",
		id: "model-name",
		label: "Model name",
		spdx3: "name",
		cyclonedx17: "components[].name"
	},
	{
		cluster: "MDL",
		id: "model-identifier",
		label: "Model identifier",
		spdx3: "software_packageUrl / spdxId",
		cyclonedx17: "components[].purl (pkg:huggingface/...) / bom-ref"
	},
	{
		cluster: "MDL",
		id: "model-version",
		label: "Model version",
		spdx3: "software_packageVersion",
		cyclonedx17: "components[].version"
	},
	{
		cluster: "MDL",
		id: "model-timestamp",
		label: "Model timestamp",
		spdx3: "builtTime / releaseTime",
		cyclonedx17: "components[].releaseNotes.timestamp"
	},
	{
		cluster: "MDL",
		id: "model-producer",
		label: "Model producer",
		spdx3: "suppliedBy / originatedBy",
		cyclonedx17: "components[].supplier / manufacturer / authors"
	},
	{
		cluster: "MDL",
		id: "model-description",
		label: "Model description",
		spdx3: "description",
		cyclonedx17: "components[].description"
	},
	{
		cluster: "MDL",
		id: "model-hash-value",
		label: "Model hash value",
		spdx3: "verifiedUsing Hash.hashValue",
		cyclonedx17: "components[].hashes[].content"
	},
	{
		cluster: "MDL",
		id: "model-hash-algorithm",
		label: "Model hash algorithm",
		spdx3: "verifiedUsing Hash.algorithm",
		cyclonedx17: "components[].hashes[].alg"
	},
	{
		cluster: "MDL",
		id: "model-properties",
		label: "Model properties",
		spdx3: "AIPackage properties",
		cyclonedx17: "modelCard.modelParameters.{architectureFamily,modelArchitecture,task} + considerations"
	},
	{
		cluster: "MDL",
		id: "model-input-output-properties",
		label: "Model input/output properties",
		spdx3: "ai_informationAboutApplication (narrow)",
		cyclonedx17: "modelCard.modelParameters.inputs/outputs"
	},
	{
		cluster: "MDL",
		id: "model-training-properties",
		label: "Model training properties",
		spdx3: "ai_informationAboutTraining + ai_hyperparameter",
		cyclonedx17: "modelCard.modelParameters.approach + datasets + formulation[].workflows"
	},
	{
		cluster: "MDL",
		id: "model-license",
		label: "Model license",
		spdx3: "Relationship hasDeclaredLicense/hasConcludedLicense",
		cyclonedx17: "components[].licenses"
	},
	{
		cluster: "MDL",
		id: "model-external-references",
		label: "Model external references",
		spdx3: "externalRef",
		cyclonedx17: "components[].externalReferences (model-card, distribution, vcs)"
	},
	{
		cluster: "DP",
		id: "dataset-name",
		label: "Dataset name",
		spdx3: "name",
		cyclonedx17: "components[type=data].name"
	},
	{
		cluster: "DP",
		id: "dataset-description",
		label: "Dataset description",
		spdx3: "description",
		cyclonedx17: "components[].data[].description"
	},
	{
		cluster: "DP",
		id: "dataset-content",
		label: "Dataset content",
		spdx3: "dataset_datasetType",
		cyclonedx17: "components[].data[].type + contents"
	},
	{
		cluster: "DP",
		id: "dataset-identifier",
		label: "Dataset identifier",
		spdx3: "software_packageUrl / spdxId",
		cyclonedx17: "components[].purl / bom-ref"
	},
	{
		cluster: "DP",
		id: "dataset-hash",
		label: "Dataset hash",
		spdx3: "verifiedUsing",
		cyclonedx17: "components[].hashes"
	},
	{
		cluster: "DP",
		id: "dataset-provenance",
		label: "Dataset provenance",
		spdx3: "dataset_dataCollectionProcess + originatedBy",
		cyclonedx17: "components[].pedigree + data[].governance + externalReferences"
	},
	{
		cluster: "DP",
		id: "dataset-statistical-properties",
		label: "Dataset statistical properties",
		spdx3: "dataset_datasetSize, datasetNoise, knownBias",
		cyclonedx17: "components[].data[].contents.properties"
	},
	{
		cluster: "DP",
		id: "dataset-sensitivity",
		label: "Dataset sensitivity",
		spdx3: "dataset_hasSensitivePersonalInformation, confidentialityLevel",
		cyclonedx17: "components[].data[].sensitiveData + classification"
	},
	{
		cluster: "DP",
		id: "dataset-dependency-relationship",
		label: "Dataset dependency relationship",
		spdx3: "Relationship trainedOn/testedOn",
		cyclonedx17: "dependencies[] + modelCard.modelParameters.datasets[].ref"
	},
	{
		cluster: "DP",
		id: "dataset-license",
		label: "Dataset license",
		spdx3: "Relationship hasDeclaredLicense",
		cyclonedx17: "components[].licenses"
	},
	{
		cluster: "INF",
		id: "infrastructure-software",
		label: "Infrastructure software",
		spdx3: "software_Package + Relationship",
		cyclonedx17: "components[] (framework, library, container, platform) + formulation"
	},
	{
		cluster: "INF",
		id: "infrastructure-hardware",
		label: "Infrastructure hardware",
		spdx3: "none in 3.0.1 (Hardware profile in 3.1)",
		cyclonedx17: "components[type=device] + workflow.runtimeTopology"
	},
	{
		cluster: "SP",
		id: "security-controls",
		label: "Security controls",
		spdx3: "externalRef (narrow)",
		cyclonedx17: "declarations.claims/evidence + services[].{authenticated,x-trust-boundary,trustZone}"
	},
	{
		cluster: "SP",
		id: "security-compliance",
		label: "Security compliance",
		spdx3: "ai_standardCompliance",
		cyclonedx17: "definitions.standards + declarations.attestations"
	},
	{
		cluster: "SP",
		id: "cybersecurity-policy",
		label: "Cybersecurity policy information",
		spdx3: "externalRef securityPolicy",
		cyclonedx17: "externalReferences (security-contact, rfc-9116)"
	},
	{
		cluster: "SP",
		id: "vulnerability-referencing",
		label: "Vulnerability referencing",
		spdx3: "security_Vulnerability + VEX relationships",
		cyclonedx17: "vulnerabilities[] (analysis = VEX)"
	},
	{
		cluster: "KPI",
		id: "security-metrics",
		label: "Security metrics",
		spdx3: "ai_metric",
		cyclonedx17: "modelCard.quantitativeAnalysis.performanceMetrics + vulnerabilities[].ratings"
	},
	{
		cluster: "KPI",
		id: "operational-performance-kpis",
		label: "Operational performance KPIs",
		spdx3: "ai_metric, ai_energyConsumption",
		cyclonedx17: "modelCard.quantitativeAnalysis.performanceMetrics + considerations.environmentalConsiderations"
	}
];
// packages/scan/src/report/completeness/index.ts
/**
* Completeness of the inventory against the 50 G7 minimum elements of an SBOM for AI. An element that only
* some subjects have is present with its share; one that no subject can have (no data set, say) is absent.
*/
function completenessOf(result) {
	const subjects = subjectsOf(result);
	const elements = MINIMUM_ELEMENTS.map((element) => {
		const { have, of, inferred, source } = ASSESSMENTS[element.id](subjects);
		const state = have === 0 ? "absent" : inferred === true ? "inferred" : "present";
		return {
			...element,
			clusterName: CLUSTERS[element.cluster],
			state,
			have,
			of,
			source
		};
	});
	const count = (state) => elements.filter((element) => element.state === state).length;
	return {
		elements,
		counts: {
			present: count("present"),
			inferred: count("inferred"),
			absent: count("absent")
		}
	};
}
// packages/scan/src/report/system-name.ts
/** What the scanned system is called: its repository, else the last part of the first target. */
function systemName(result) {
	const repositories = new Set(result.inventory.assets.map((asset) => asset.repository).filter((name) => name !== void 0 && name !== ""));
	const [repository] = repositories;
	if (repositories.size === 1 && repository !== void 0) return repository.toWellFormed();
	const names = result.targets.map((target) => target.replace(/[\\/]+$/, "").split(/[\\/]/).at(-1)).filter((name) => name !== void 0 && name !== "" && name !== ".");
	return (names.length === 0 ? "scanned system" : names.join(" + ")).toWellFormed();
}
// packages/scan/src/report/cyclonedx/kinds.ts
const component = (type, data) => ({
	as: "component",
	type,
	...data === void 0 ? {} : { data }
});
const SERVICE = { as: "service" };
const WORKFLOW = { as: "workflow" };
const PLACES = {
	model: component("machine-learning-model"),
	"deployed-model": component("machine-learning-model"),
	adapter: component("machine-learning-model"),
	"model-file": component("file"),
	"model-config": component("data", "configuration"),
	"custom-code": component("file"),
	hyperparameters: component("data", "configuration"),
	dataset: component("data", "dataset"),
	"data-source": component("data", "dataset"),
	"feature-transform": component("data", "source-code"),
	metrics: component("data", "other"),
	"knowledge-base": component("data", "dataset"),
	"vector-store": SERVICE,
	"feature-store": SERVICE,
	pipeline: WORKFLOW,
	"pipeline-step": { as: "task" },
	"training-run": WORKFLOW,
	"evaluation-run": WORKFLOW,
	"ci-job": WORKFLOW,
	notebook: component("file"),
	"experiment-tracker": SERVICE,
	"model-registry": SERVICE,
	application: component("application"),
	agent: component("application"),
	guardrail: component("application"),
	retriever: component("application"),
	"mcp-client": component("application"),
	tool: component("library"),
	prompt: component("data", "definition"),
	skill: component("data", "definition"),
	memory: component("data", "other"),
	"mcp-server": SERVICE,
	endpoint: SERVICE,
	gateway: SERVICE,
	"ai-service": SERVICE,
	"endpoint-config": component("data", "configuration"),
	"container-image": component("container"),
	compute: component("platform"),
	storage: component("platform"),
	"network-zone": component("platform"),
	deployment: component("platform"),
	identity: component("data", "other"),
	"secret-ref": component("cryptographic-asset"),
	library: component("library"),
	"third-party-script": component("file"),
	licence: component("data", "definition")
};
/** Libraries that call the code written against them (inversion of control): CycloneDX calls them frameworks. By purl name. */
const FRAMEWORKS$1 = /* @__PURE__ */ new Set([
	"torch",
	"tensorflow",
	"keras",
	"jax",
	"flax",
	"scikit-learn",
	"xgboost",
	"lightgbm",
	"catboost",
	"transformers",
	"diffusers",
	"langchain",
	"langgraph",
	"llama-index",
	"haystack-ai",
	"dspy",
	"crewai",
	"autogen",
	"semantic-kernel",
	"pydantic-ai",
	"openai-agents",
	"@openai/agents",
	"google-adk",
	"ai",
	"genkit",
	"@mastra/core",
	"spring-ai-core",
	"fastapi",
	"airflow",
	"apache-airflow",
	"kfp",
	"metaflow",
	"prefect",
	"ray",
	"mlflow",
	"peft",
	"trl",
	"lightning",
	"pytorch-lightning"
]);
// packages/scan/src/report/cyclonedx/references.ts
const SYSTEM_REF = "system";
const TOOL_REF = "tool:castellan";
/** `kind:id`; ids are hashes, so it is unique and never changes with lines. */
function referenceOf(asset) {
	return `${asset.kind}:${asset.id}`;
}
function startWriting(result, version, time) {
	const index = indexResult(result);
	const hostOf = (tool) => {
		if (tool.kind !== "tool") return void 0;
		return index.to(tool.id).filter((relation) => relation.kind === "exposes_tool").map((relation) => index.asset(relation.from)).filter((host) => host !== void 0).filter((host) => host.kind === "mcp-server").sort((a, b) => a.id < b.id ? -1 : 1)[0];
	};
	return {
		version,
		result,
		index,
		time,
		hostOf,
		placeOf: (asset) => hostOf(asset) === void 0 ? PLACES[asset.kind] : { as: "service" }
	};
}
// packages/scan/src/report/cyclonedx/citations.ts
/** Fields that came from reading the target; the rest is this document's own. */
const FIELDS = [
	"name",
	"version",
	"supplier",
	"hashes",
	"licenses",
	"purl",
	"description",
	"modelCard",
	"data",
	"pedigree",
	"provider",
	"endpoints",
	"authenticated"
];
function nested(services, base) {
	return services.flatMap((part, at) => [{
		pointer: `${base}/${at}`,
		part,
		reference: part["bom-ref"]
	}, ...nested(part.services ?? [], `${base}/${at}/services`)]);
}
/**
* Which technique supplied each field (new in 1.7): one citation a technique, with JSON pointers (RFC 6901)
* to the fields. A field counts for the technique of the asset's definition.
*/
function citationsOf(writing, components, services) {
	const definitions = new Map(writing.result.inventory.assets.map((asset) => [`${asset.kind}:${asset.id}`, asset.occurrences[0]]));
	const pointers = /* @__PURE__ */ new Map();
	const parts = [...components.map((part, at) => ({
		pointer: `/components/${at}`,
		part,
		reference: part["bom-ref"] ?? ""
	})), ...nested(services, "/services")];
	for (const { pointer, part, reference } of parts) {
		const technique = definitions.get(reference)?.technique ?? (reference.startsWith("package:") ? "manifest" : void 0);
		if (technique === void 0) continue;
		const present = new Set(Object.entries(part).filter(([, value]) => value !== void 0).map(([key]) => key));
		pointers.set(technique, [...pointers.get(technique) ?? [], ...FIELDS.filter((field) => present.has(field)).map((field) => `${pointer}/${field}`)]);
	}
	return TECHNIQUES.flatMap((technique) => {
		const cited = pointers.get(technique);
		return cited === void 0 ? [] : [{
			pointers: cited,
			attributedTo: TOOL_REF,
			timestamp: writing.time,
			note: `technique: ${technique}`
		}];
	});
}
// packages/scan/src/report/cyclonedx/taxonomy.ts
const PROPERTY_NAMES = {
	kind: {
		name: "castellan:kind",
		on: "component, service, workflow, task",
		value: "The asset kind of Castellan's vocabulary, or `package` for an entry of a manifest or lock file that is no AI asset."
	},
	lifecycle: {
		name: "castellan:lifecycle",
		on: "component, service, workflow, task",
		value: "`declared`, `local`, `committed`, `deployed` or `observed`."
	},
	scope: {
		name: "castellan:scope",
		on: "component, service, workflow, task, vulnerability",
		value: "`production`, `example`, `docs` or `test`."
	},
	owner: {
		name: "castellan:owner",
		on: "component, service, workflow, task, vulnerability",
		value: "Who owns it: CODEOWNERS, tags or configuration."
	},
	repository: {
		name: "castellan:repository",
		on: "component, service, workflow, task",
		value: "Repository in which it was found."
	},
	key: {
		name: "castellan:identity:key",
		on: "component, service, workflow, task",
		value: "Canonical identity; two sightings with equal kind and key are one asset."
	},
	arn: {
		name: "castellan:identity:arn",
		on: "component, service, workflow, task",
		value: "Amazon Resource Name."
	},
	uri: {
		name: "castellan:identity:uri",
		on: "component, service, workflow, task",
		value: "Address, credentials taken out."
	},
	address: {
		name: "castellan:identity:address",
		on: "component, service, workflow, task",
		value: "Address of a declared resource."
	},
	provider: {
		name: "castellan:identity:provider",
		on: "component, service, workflow, task",
		value: "Id of the provider of a hosted thing."
	},
	edge: {
		name: "castellan:edge:*",
		on: "component, service, workflow, task",
		value: "A typed relation that starts here; `*` is the relation kind. Value: `<bom-ref of the target>;strength=<stated|resolved|inferred|observed>`. Some relations also stand in `dependencies`, `pedigree`, `modelCard` or `formulation`; the property is the lossless form."
	},
	occurrence: {
		name: "castellan:occurrence",
		on: "service, workflow, task",
		value: "A place as `file:line`: services and workflows have no `evidence` in CycloneDX 1.x."
	},
	attribute: {
		name: "castellan:attribute:*",
		on: "component, service, workflow, task",
		value: "An attribute of the asset; `*` is its name, the value is text, or JSON for lists and objects."
	},
	digest: {
		name: "castellan:digest:*",
		on: "component, service, workflow, task",
		value: "A digest that `hashes` cannot hold; `*` is the algorithm."
	},
	hyperparameter: {
		name: "castellan:hyperparameter:*",
		on: "modelCard",
		value: "Hyperparameter of the training run that produced the model."
	},
	rule: {
		name: "castellan:finding:rule",
		on: "vulnerability",
		value: "Rule that found it."
	},
	confidence: {
		name: "castellan:finding:confidence",
		on: "vulnerability",
		value: "`certain`, `likely` or `possible`: the weakest hop."
	},
	fingerprint: {
		name: "castellan:finding:fingerprint",
		on: "vulnerability",
		value: "Stable id of the finding; does not change when lines move."
	},
	location: {
		name: "castellan:finding:location",
		on: "vulnerability",
		value: "Place as `file:line` or resource address; one property a place, the definition first."
	},
	control: {
		name: "castellan:finding:control",
		on: "vulnerability",
		value: "Control of a published framework that the finding touches, one property each."
	},
	catalog: {
		name: "castellan:catalog",
		on: "metadata",
		value: "Version of the rule catalogue."
	},
	target: {
		name: "castellan:target",
		on: "metadata",
		value: "What was scanned, one property a target, in the order of their index."
	},
	files: {
		name: "castellan:coverage:files",
		on: "metadata",
		value: "Number of files that were read."
	},
	unread: {
		name: "castellan:coverage:unread",
		on: "metadata",
		value: "A file that had to be read and could not be finished, with the reason."
	},
	unresolved: {
		name: "castellan:coverage:unresolved",
		on: "metadata",
		value: "A name or value that could not be resolved, with its place."
	},
	completeness: {
		name: "castellan:g7:*",
		on: "metadata",
		value: "State of a minimum element of the G7 \"SBOM for AI\" (`*` is `cluster.element`): `present`, `inferred` or `absent`, the share of subjects that have it, and its source."
	},
	path: {
		name: "castellan:path",
		on: "metadata",
		value: "An attack path: severity, title, and the bom-refs of its steps."
	}
};
// packages/scan/src/report/cyclonedx/properties.ts
const LONGEST = 2e3;
function nonEmpty(list) {
	return list.length === 0 ? void 0 : list;
}
function property(name, value) {
	const formed = value.toWellFormed();
	return {
		name: name.toWellFormed(),
		value: formed.length <= LONGEST ? formed : `${formed.slice(0, 1999).toWellFormed()}…`
	};
}
function optional(name, value) {
	return value === void 0 ? [] : [property(name, value)];
}
const below = (name, last) => name.replace("*", last);
function attributeValue(value) {
	return typeof value === "string" ? value : canonicalJson({ value }).slice(9, -1);
}
const HASH_NAMES = {
	md5: ["MD5", 32],
	sha1: ["SHA-1", 40],
	sha256: ["SHA-256", 64],
	sha384: ["SHA-384", 96],
	sha512: ["SHA-512", 128],
	"sha3-256": ["SHA3-256", 64],
	"sha3-384": ["SHA3-384", 96],
	"sha3-512": ["SHA3-512", 128],
	"blake2b-256": ["BLAKE2b-256", 64],
	"blake2b-512": ["BLAKE2b-512", 128],
	blake3: ["BLAKE3", 64]
};
/** Digests in the algorithms and lengths that CycloneDX takes. */
function hashesOf(asset) {
	return Object.entries(asset.digests).sort(([a], [b]) => a < b ? -1 : 1).flatMap(([algorithm, content]) => {
		const known = HASH_NAMES[algorithm.toLowerCase()];
		return known !== void 0 && content.length === known[1] && /^[0-9a-fA-F]+$/.test(content) ? [{
			alg: known[0],
			content: content.toLowerCase()
		}] : [];
	});
}
/** What stands in no standard field. The order is fixed: identity, edges, attributes. */
function assetProperties(writing, asset, withOccurrences) {
	const { index } = writing;
	const held = new Set(hashesOf(asset).map((hash) => hash.content));
	return [
		property(PROPERTY_NAMES.kind.name, asset.kind),
		property(PROPERTY_NAMES.lifecycle.name, asset.lifecycle),
		property(PROPERTY_NAMES.scope.name, asset.scope),
		...optional(PROPERTY_NAMES.owner.name, asset.owner),
		...optional(PROPERTY_NAMES.repository.name, asset.repository),
		property(PROPERTY_NAMES.key.name, asset.identity.key),
		...optional(PROPERTY_NAMES.arn.name, asset.identity.arn),
		...optional(PROPERTY_NAMES.uri.name, iriReference(asset.identity.uri)),
		...optional(PROPERTY_NAMES.address.name, asset.identity.address),
		...optional(PROPERTY_NAMES.provider.name, asset.identity.provider),
		...index.from(asset.id).flatMap((relation) => {
			const target = index.asset(relation.to);
			return target === void 0 ? [] : [property(below(PROPERTY_NAMES.edge.name, relation.kind), `${referenceOf(target)};strength=${relation.strength}`)];
		}),
		...withOccurrences ? asset.occurrences.map((occurrence) => property(PROPERTY_NAMES.occurrence.name, placeText(occurrence))) : [],
		...Object.entries(asset.digests).sort(([a], [b]) => a < b ? -1 : 1).filter(([, content]) => !held.has(content.toLowerCase())).map(([algorithm, content]) => property(below(PROPERTY_NAMES.digest.name, algorithm), content)),
		...Object.entries(asset.attributes).sort(([a], [b]) => a < b ? -1 : 1).map(([key, value]) => property(below(PROPERTY_NAMES.attribute.name, key), attributeValue(value)))
	];
}
// packages/scan/src/report/cyclonedx/evidence.ts
/** Castellan's techniques in the words of CycloneDX. A card is what its author attests. */
const TECHNIQUE_WORDS = {
	syntax: "source-code-analysis",
	manifest: "manifest-analysis",
	configuration: "manifest-analysis",
	card: "attestation",
	bytes: "binary-analysis",
	live: "dynamic-analysis",
	path: "filename"
};
/** Three words as numbers, because the field asks for one; they order, they are no probabilities. */
const CONFIDENCE_NUMBERS = {
	certain: 1,
	likely: .8,
	possible: .4
};
function methods(occurrences) {
	const best = /* @__PURE__ */ new Map();
	for (const { technique, confidence } of occurrences) {
		const word = TECHNIQUE_WORDS[technique];
		best.set(word, Math.max(best.get(word) ?? 0, CONFIDENCE_NUMBERS[confidence]));
	}
	return [...best].sort(([a], [b]) => a < b ? -1 : 1).map(([technique, confidence]) => ({
		technique,
		confidence
	}));
}
function occurrence(place) {
	const context = [
		...place.file !== void 0 && place.resource !== void 0 ? [`resource ${place.resource}`] : [],
		...place.cell === void 0 ? [] : [`cell ${place.cell}`],
		...place.target === void 0 ? [] : [`target ${place.target}`],
		`${place.technique}, ${place.confidence}`
	];
	return {
		location: (place.file ?? place.resource ?? "").toWellFormed(),
		line: place.line,
		symbol: place.symbol?.toWellFormed(),
		additionalContext: context.join("; ").toWellFormed()
	};
}
/** How the identity is known, field by field, and where the asset stands. */
function evidenceOf(asset) {
	if (asset.occurrences.length === 0) return void 0;
	const used = methods(asset.occurrences);
	const confidence = Math.max(...used.map((method) => method.confidence));
	const purl = canonicalPurl(asset.identity.purl);
	const sha256 = asset.digests["sha256"];
	return {
		identity: nonEmpty([
			{
				field: "name",
				confidence,
				concludedValue: asset.name.toWellFormed(),
				methods: used,
				tools: [TOOL_REF]
			},
			...purl === void 0 ? [] : [{
				field: "purl",
				confidence,
				concludedValue: purl,
				methods: used,
				tools: [TOOL_REF]
			}],
			...sha256 === void 0 ? [] : [{
				field: "hash",
				confidence: 1,
				concludedValue: sha256.toWellFormed(),
				methods: [{
					technique: "hash-comparison",
					confidence: 1
				}],
				tools: [TOOL_REF]
			}]
		]),
		occurrences: asset.occurrences.map(occurrence)
	};
}
// packages/scan/src/report/cyclonedx/model-card.ts
const APPROACHES = /* @__PURE__ */ new Set([
	"supervised",
	"unsupervised",
	"reinforcement-learning",
	"semi-supervised",
	"self-supervised"
]);
const DATA_RELATIONS = /* @__PURE__ */ new Set([
	"trains_on",
	"validates_on",
	"uses_dataset"
]);
const DATA_KINDS = /* @__PURE__ */ new Set([
	"dataset",
	"data-source",
	"knowledge-base"
]);
/** Attributes of a run that say what it is, not how it was set. */
const NOT_HYPERPARAMETERS = /* @__PURE__ */ new Set([
	"algorithm",
	"approach",
	"library",
	"command",
	"engine",
	"framework",
	"task",
	"metrics",
	"description"
]);
/** Runs that made a model, the steps that run them included. */
function runsOf(writing, model) {
	return writing.index.to(model.id).filter((relation) => relation.kind === "produces").map((relation) => writing.index.asset(relation.from)).filter((run) => run !== void 0);
}
/** Data sets that a model was trained or tested on, stated on the model or on the run that made it. */
function datasetsOf(writing, model) {
	const found = /* @__PURE__ */ new Map();
	for (const subject of [model, ...runsOf(writing, model)]) for (const relation of writing.index.from(subject.id)) {
		const target = DATA_RELATIONS.has(relation.kind) || relation.kind === "reads" && subject !== model ? writing.index.asset(relation.to) : void 0;
		if (target !== void 0 && DATA_KINDS.has(target.kind)) found.set(target.id, target);
	}
	return [...found.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}
function filled(part) {
	return Object.values(part).some((value) => value !== void 0) ? part : void 0;
}
const formats = (texts) => nonEmpty(texts.map((format) => ({ format })));
/** The card as far as code, files and the model's own card state it. Nothing is made up for what they do not state. */
function modelCardOf(writing, model) {
	const { attributes } = model;
	const runs = runsOf(writing, model);
	const approach = [attributes, ...runs.map((run) => run.attributes)].map((each) => factText(each, "approach", "learning")?.toLowerCase().replaceAll(/[ _]/g, "-")).find((word) => word !== void 0 && APPROACHES.has(word));
	const architecture = factText(attributes, "architecture", "modelArchitecture") ?? factList(attributes, "architectures")[0];
	const metrics = [model, ...runs.flatMap((run) => writing.index.from(run.id)).filter((relation) => relation.kind === "produces" || relation.kind === "writes_to").map((relation) => writing.index.asset(relation.to)).filter((asset) => asset?.kind === "metrics")].filter((asset) => asset !== void 0).flatMap(metricsOf);
	const hyperparameters = runs.flatMap((run) => Object.entries(run.attributes)).filter(([name]) => !NOT_HYPERPARAMETERS.has(name)).sort(([a], [b]) => a < b ? -1 : 1);
	const families = factText(attributes, "architectureFamily", "modelType", "model_type", "family") ?? runs.map((run) => factText(run.attributes, "algorithm")).find((text) => text !== void 0);
	return filled({
		modelParameters: filled({
			approach: approach === void 0 ? void 0 : { type: approach },
			task: factText(attributes, "task", "pipelineTag", "pipeline_tag", "role"),
			architectureFamily: families,
			modelArchitecture: architecture,
			datasets: nonEmpty(datasetsOf(writing, model).map((dataset) => ({ ref: referenceOf(dataset) }))),
			inputs: formats(factList(attributes, "inputs", "input")),
			outputs: formats(factList(attributes, "outputs", "output"))
		}),
		quantitativeAnalysis: metrics.length === 0 ? void 0 : { performanceMetrics: metrics },
		considerations: filled({
			users: nonEmpty(factList(attributes, "users")),
			useCases: nonEmpty(factList(attributes, "useCases", "intendedUse", "intended_use")),
			technicalLimitations: nonEmpty(factList(attributes, "limitations", "technicalLimitations")),
			performanceTradeoffs: nonEmpty(factList(attributes, "performanceTradeoffs", "tradeoffs")),
			ethicalConsiderations: nonEmpty(factList(attributes, "ethicalConsiderations", "risks").map((name) => ({ name }))),
			fairnessAssessments: nonEmpty(factList(attributes, "fairness", "groupsAtRisk").map((groupAtRisk) => ({ groupAtRisk })))
		}),
		properties: nonEmpty(hyperparameters.flatMap(([name, value]) => {
			const text = scalarText(value);
			return text === void 0 ? [] : [property(PROPERTY_NAMES.hyperparameter.name.replace("*", name), text)];
		}))
	});
}
// packages/scan/src/report/cyclonedx/component.ts
/** 1.6 takes either licences or one expression; so several of which one is an expression become names. */
function licenceChoices(licences) {
	const [first] = licences;
	if (licences.length === 1 && first?.form === "expression") return [{
		expression: first.text,
		acknowledgement: "declared"
	}];
	return nonEmpty(licences.map(({ form, text }) => ({ license: form === "id" ? {
		id: text,
		acknowledgement: "declared"
	} : {
		name: text.toWellFormed(),
		acknowledgement: "declared"
	} })));
}
const ANCESTRY = {
	derived_from: "derived from",
	adapter_of: "adapter of",
	quantised_from: "quantised from",
	fine_tunes: "fine-tuned from"
};
function pedigreeOf(writing, asset) {
	const own = writing.index.from(asset.id).filter((relation) => relation.kind in ANCESTRY);
	const ofRuns = runsOf(writing, asset).flatMap((run) => writing.index.from(run.id)).filter((relation) => relation.kind === "fine_tunes");
	const parents = [...own, ...ofRuns].flatMap((relation) => {
		const parent = writing.index.asset(relation.to);
		const place = parent === void 0 ? void 0 : writing.placeOf(parent);
		return parent === void 0 || place?.as !== "component" || parent.id === asset.id ? [] : [{
			relation,
			parent,
			type: typeOf(parent, place)
		}];
	});
	if (parents.length === 0) return void 0;
	return {
		ancestors: parents.map(({ parent, type }) => ({
			type,
			name: parent.name.toWellFormed(),
			version: assetVersion(parent),
			hashes: nonEmpty(hashesOf(parent)),
			purl: canonicalPurl(parent.identity.purl),
			properties: [property(PROPERTY_NAMES.kind.name, parent.kind)]
		})),
		notes: parents.map(({ relation, parent }) => `${ANCESTRY[relation.kind] ?? ""} ${parent.name}`).join("; ").toWellFormed()
	};
}
function dataOf(asset, type) {
	const { attributes } = asset;
	const columns = factList(attributes, "columns");
	const contents = [...["rows", "bytes"].flatMap((key) => factCount(attributes, key) === void 0 ? [] : [property(PROPERTY_NAMES.attribute.name.replace("*", key), String(factCount(attributes, key)))]), ...columns.length === 0 ? [] : [property(PROPERTY_NAMES.attribute.name.replace("*", "columns"), columns.join(", "))]];
	const url = iriReference(asset.identity.uri) ?? iriReference(attributes["uri"]) ?? iriReference(attributes["url"]);
	return {
		type,
		name: asset.name.toWellFormed(),
		contents: url === void 0 && contents.length === 0 ? void 0 : {
			url,
			properties: nonEmpty(contents)
		},
		classification: factText(attributes, "classification", "sensitivity"),
		sensitiveData: nonEmpty(factList(attributes, "sensitiveData", "personalData")),
		description: factText(attributes, "description", "summary"),
		governance: asset.owner === void 0 ? void 0 : { owners: [{ organization: { name: asset.owner.toWellFormed() } }] }
	};
}
function typeOf(asset, place) {
	const purl = asset.kind === "library" ? canonicalPurl(asset.identity.purl) : void 0;
	const parts = purl === void 0 ? void 0 : purlParts(purl);
	const name = parts === void 0 ? asset.name : [parts.group, parts.name].filter((part) => part !== void 0).join("/");
	return asset.kind === "library" && FRAMEWORKS$1.has(name.toLowerCase()) ? "framework" : place.type;
}
function externalReferences(asset) {
	const [hub, address] = [hubAddress(asset), assetAddress(asset)];
	return [...hub === void 0 ? [] : [{
		type: asset.kind === "model" || asset.kind === "adapter" ? "model-card" : "documentation",
		url: hub,
		comment: "hub page named by the purl"
	}], ...address === void 0 || address === hub ? [] : [{
		type: "distribution",
		url: address
	}]];
}
/** A model that somebody else runs: nothing of it is delivered. */
function isHosted(writing, asset) {
	return asset.kind === "model" && writing.index.from(asset.id).some((relation) => relation.kind === "served_by" && writing.index.asset(relation.to)?.kind === "ai-service");
}
function componentOf(writing, asset, place) {
	const type = typeOf(asset, place);
	const provider = asset.identity.provider ?? factText(asset.attributes, "supplier", "publisher", "provider");
	return {
		"bom-ref": referenceOf(asset),
		type,
		supplier: provider === void 0 ? void 0 : { name: provider.toWellFormed() },
		name: asset.name.toWellFormed(),
		version: assetVersion(asset),
		isExternal: writing.version === "1.7" && isHosted(writing, asset) ? true : void 0,
		description: factText(asset.attributes, "description", "summary"),
		scope: asset.scope === "production" ? "required" : "excluded",
		hashes: nonEmpty(hashesOf(asset)),
		licenses: licenceChoices(licencesOf(asset, writing.index)),
		purl: canonicalPurl(asset.identity.purl),
		pedigree: pedigreeOf(writing, asset),
		externalReferences: nonEmpty(externalReferences(asset)),
		evidence: evidenceOf(asset),
		modelCard: type === "machine-learning-model" ? modelCardOf(writing, asset) : void 0,
		data: type === "data" && place.data !== void 0 ? [dataOf(asset, place.data)] : void 0,
		cryptoProperties: type === "cryptographic-asset" ? {
			assetType: "related-crypto-material",
			relatedCryptoMaterialProperties: { type: "credential" }
		} : void 0,
		properties: assetProperties(writing, asset, false)
	};
}
const PACKAGE_SCOPES = {
	runtime: "required",
	transitive: "required",
	optional: "optional",
	development: "excluded"
};
/** A package of a manifest or lock file that is no asset. */
function packageComponent(entry, reference) {
	const purl = canonicalPurl(entry.purl);
	const parts = purl === void 0 ? void 0 : purlParts(purl);
	const licence = entry.licence === void 0 ? void 0 : readLicence(entry.licence);
	return {
		"bom-ref": reference,
		type: "library",
		group: parts?.group,
		name: (parts?.name ?? entry.name).toWellFormed(),
		version: entry.version?.toWellFormed().slice(0, 1e3),
		scope: PACKAGE_SCOPES[entry.scope],
		licenses: licence === void 0 ? void 0 : licenceChoices([licence]),
		purl,
		evidence: { occurrences: [{
			location: entry.file.toWellFormed(),
			line: entry.line,
			additionalContext: "manifest, certain"
		}] },
		properties: [property(PROPERTY_NAMES.kind.name, "package")]
	};
}
// packages/scan/src/report/cyclonedx/dependencies.ts
/** Relations in which the target needs the source. */
const AGAINST = /* @__PURE__ */ new Set([
	"produces",
	"affects",
	"contains_sensitive"
]);
/** Equality is no dependency. */
const NONE = /* @__PURE__ */ new Set(["same_as"]);
/**
* `dependencies` may name components and services only. Relations of workflows stand in `formulation`;
* what a model needs through the run that made it (its data) is joined here. The typed form of every
* relation is the property `castellan:edge:*`.
*/
function dependenciesOf(writing, packages) {
	const { index, result } = writing;
	const stands = (asset) => ["component", "service"].includes(writing.placeOf(asset).as);
	const parts = result.inventory.assets.filter(stands);
	const needs = new Map(parts.map((asset) => [asset.id, /* @__PURE__ */ new Set()]));
	const needed = /* @__PURE__ */ new Set();
	const add = (from, to) => {
		if (from === void 0 || to === void 0 || from.id === to.id || !stands(to)) return;
		needs.get(from.id)?.add(referenceOf(to));
		if (stands(from)) needed.add(to.id);
	};
	for (const relation of result.inventory.relations) {
		if (NONE.has(relation.kind)) continue;
		const [from, to] = [index.asset(relation.from), index.asset(relation.to)];
		if (AGAINST.has(relation.kind)) add(to, from);
		else add(from, to);
	}
	for (const asset of parts) if (runsOf(writing, asset).length > 0) for (const dataset of datasetsOf(writing, asset)) add(asset, dataset);
	const roots = [...parts.filter((asset) => !needed.has(asset.id)).map(referenceOf), ...packages].sort();
	return [
		{
			ref: SYSTEM_REF,
			dependsOn: nonEmpty(roots)
		},
		...parts.map((asset) => ({
			ref: referenceOf(asset),
			dependsOn: nonEmpty([...needs.get(asset.id) ?? []].sort())
		})),
		...packages.map((ref) => ({ ref }))
	];
}
// packages/scan/src/report/cyclonedx/formulation.ts
/** CycloneDX's task types know software only; training is a build, evaluation a test. */
const TASK_TYPES = {
	"training-run": "build",
	"evaluation-run": "test",
	"ci-job": "build",
	pipeline: "other",
	"pipeline-step": "other"
};
/** What can be named as an input, output or resource: anything that stands as component or service. */
function isResource(writing, asset) {
	if (asset === void 0) return false;
	const { as } = writing.placeOf(asset);
	return as === "component" || as === "service";
}
function unique(references) {
	return [...new Set(references)].sort().map((ref) => ({ ref }));
}
function taskOf(writing, asset) {
	const inputs = [];
	const outputs = /* @__PURE__ */ new Map();
	for (const relation of [...writing.index.from(asset.id), ...writing.index.to(asset.id)]) {
		const ends = dataDirection(relation);
		const other = writing.index.asset(relation.from === asset.id ? relation.to : relation.from);
		if (ends === void 0 || !isResource(writing, other)) continue;
		if (ends.target === asset.id) inputs.push(referenceOf(other));
		else outputs.set(referenceOf(other), other.kind === "metrics" ? "metrics" : "artifact");
	}
	const command = factText(asset.attributes, "command", "cmd");
	return {
		"bom-ref": referenceOf(asset),
		uid: asset.id,
		name: asset.name.toWellFormed(),
		taskTypes: [TASK_TYPES[asset.kind] ?? "other"],
		steps: command === void 0 ? void 0 : [{ commands: [{ executed: command }] }],
		inputs: nonEmpty(unique(inputs).map((resource) => ({ resource }))),
		outputs: nonEmpty([...outputs].sort(([a], [b]) => a < b ? -1 : 1).map(([ref, type]) => ({
			type,
			resource: { ref }
		}))),
		properties: assetProperties(writing, asset, true)
	};
}
/** A step that reads what another step writes comes after it. */
function taskDependencies(writing, steps) {
	const writers = /* @__PURE__ */ new Map();
	for (const step of steps) for (const relation of writing.index.from(step.id)) if (relation.kind === "writes_to" || relation.kind === "produces") writers.set(relation.to, [...writers.get(relation.to) ?? [], step]);
	return steps.map((step) => {
		const before = writing.index.from(step.id).flatMap((relation) => {
			if (relation.kind === "depends_on") return steps.filter((other) => other.id === relation.to);
			return relation.kind === "reads" || relation.kind === "uses_dataset" || relation.kind === "trains_on" ? writers.get(relation.to) ?? [] : [];
		});
		return {
			ref: referenceOf(step),
			dependsOn: nonEmpty([...new Set(before.filter((other) => other.id !== step.id).map(referenceOf))].sort())
		};
	});
}
/** Pipelines with their steps, training and evaluation runs, CI jobs: how things are made. */
function workflowsOf(writing) {
	const { index, result } = writing;
	const placed = /* @__PURE__ */ new Set();
	const stepsOf = (pipeline) => index.from(pipeline.id).filter((relation) => relation.kind === "has_step").map((relation) => index.asset(relation.to)).filter((step) => step !== void 0).filter((step) => step.kind === "pipeline-step" && !placed.has(step.id)).sort((a, b) => comparePlaces(a.occurrences[0] ?? {}, b.occurrences[0] ?? {}) || (a.id < b.id ? -1 : 1));
	const workflow = (asset, steps) => {
		const resources = index.from(asset.id).map((relation) => index.asset(relation.to)).filter((other) => isResource(writing, other));
		return {
			...taskOf(writing, asset),
			resourceReferences: nonEmpty(unique(resources.map(referenceOf))),
			tasks: nonEmpty(steps.map((step) => taskOf(writing, step))),
			taskDependencies: nonEmpty(taskDependencies(writing, steps))
		};
	};
	const workflows = result.inventory.assets.filter((asset) => writing.placeOf(asset).as === "workflow").map((asset) => {
		const steps = stepsOf(asset);
		for (const step of steps) placed.add(step.id);
		return workflow(asset, steps);
	});
	const alone = result.inventory.assets.filter((asset) => writing.placeOf(asset).as === "task" && !placed.has(asset.id)).map((asset) => workflow(asset, []));
	return [...workflows, ...alone];
}
// packages/scan/src/report/cyclonedx/service.ts
/** Flows to a provider: what, of which class, from where. */
function flowData(writing, flow, service) {
	const data = writing.index.asset(flow.data);
	const owner = data?.owner;
	return {
		flow: "inbound",
		classification: (flow.class === "" ? "unknown" : flow.class).toWellFormed(),
		name: writing.index.name(flow.data).toWellFormed(),
		description: `leaves at ${placeText(flow.location)}${flow.model === void 0 ? "" : ` for ${flow.model}`}${flow.region === void 0 ? "" : ` in ${flow.region}`}`.toWellFormed(),
		governance: owner === void 0 ? void 0 : { owners: [{ organization: { name: owner.toWellFormed() } }] },
		source: data === void 0 ? void 0 : [referenceOf(data)],
		destination: [referenceOf(service)]
	};
}
/** Data that an endpoint, a server or a store moves, by its relations. */
function relatedData(writing, asset) {
	const of = (id) => {
		const other = writing.index.asset(id);
		return other !== void 0 && [
			"dataset",
			"data-source",
			"knowledge-base"
		].includes(other.kind) ? other : void 0;
	};
	const row = (other, flow) => ({
		flow,
		classification: factText(other.attributes, "classification", "sensitivity") ?? "unknown",
		name: other.name.toWellFormed(),
		...flow === "outbound" ? {
			destination: [referenceOf(other)],
			source: [referenceOf(asset)]
		} : {
			source: [referenceOf(other)],
			destination: [referenceOf(asset)]
		}
	});
	return writing.index.from(asset.id).flatMap((relation) => {
		const other = of(relation.to);
		return other === void 0 || ![
			"reads",
			"writes_to",
			"retrieves_from",
			"uses_dataset"
		].includes(relation.kind) ? [] : [row(other, relation.kind === "writes_to" ? "outbound" : "inbound")];
	});
}
function endpointsOf(asset) {
	const path = factText(asset.attributes, "path", "route");
	const candidates = [
		asset.identity.uri,
		asset.attributes["url"],
		asset.attributes["baseUrl"],
		asset.kind === "endpoint" && path?.startsWith("/") === true ? path : void 0
	];
	return [...new Set(candidates.map(iriReference).filter((address) => address !== void 0))];
}
function authenticated(writing, asset) {
	const stated = factFlag(asset.attributes, "authenticated", "authentication");
	if (stated !== void 0) return stated;
	return writing.index.from(asset.id).some((relation) => relation.kind === "authenticated_by") ? true : void 0;
}
function serviceOf(writing, asset, tools) {
	const provider = asset.identity.provider ?? factText(asset.attributes, "provider", "vendor");
	const zone = writing.index.from(asset.id).find((relation) => relation.kind === "exposed_to");
	const flows = asset.kind === "ai-service" ? writing.result.flows.filter((flow) => flow.provider === (asset.identity.provider ?? asset.name)) : [];
	return {
		"bom-ref": referenceOf(asset),
		provider: provider === void 0 ? void 0 : { name: provider.toWellFormed() },
		name: asset.name.toWellFormed(),
		version: assetVersion(asset),
		description: factText(asset.attributes, "description"),
		endpoints: nonEmpty(endpointsOf(asset)),
		authenticated: authenticated(writing, asset),
		"x-trust-boundary": asset.kind === "ai-service" || isExposed(writing.index, asset) ? true : void 0,
		trustZone: zone === void 0 ? void 0 : writing.index.name(zone.to).toWellFormed(),
		data: nonEmpty([...flows.map((flow) => flowData(writing, flow, asset)), ...relatedData(writing, asset)]),
		licenses: licenceChoices(licencesOf(asset, writing.index)),
		services: nonEmpty(tools.map((tool) => serviceOf(writing, tool, []))),
		properties: assetProperties(writing, asset, true)
	};
}
// packages/scan/src/report/cyclonedx/vulnerabilities.ts
const SOURCE = { name: "castellan" };
function cwesOf(finding) {
	const numbers = finding.controls.map((control) => /^CWE-(\d{1,6})$/i.exec(control)?.[1]).filter((digits) => digits !== void 0).map(Number);
	return [...new Set(numbers.filter((number) => number > 0))];
}
/**
* A suppression says that somebody accepted it, not that it is wrong: so the state is `in_triage`, with the
* reason, and never `false_positive` or `not_affected`.
*/
function analysisOf(finding) {
	const { suppressed } = finding;
	if (suppressed === void 0) return void 0;
	return {
		state: "in_triage",
		response: suppressed.by === "baseline" ? void 0 : ["will_not_fix"],
		detail: `suppressed by ${suppressed.by}: ${suppressed.reason}${suppressed.until === void 0 ? "" : ` (until ${suppressed.until})`}`.toWellFormed()
	};
}
function vulnerabilityOf(writing, finding) {
	const asset = finding.asset === void 0 ? void 0 : writing.index.asset(finding.asset);
	const { name: location } = PROPERTY_NAMES.location;
	return {
		"bom-ref": `finding:${finding.id}`,
		id: finding.rule.toWellFormed(),
		source: SOURCE,
		ratings: [{
			source: SOURCE,
			severity: finding.severity,
			method: "other",
			justification: finding.reasons.length === 0 ? void 0 : finding.reasons.join(" · ").toWellFormed()
		}],
		cwes: nonEmpty(cwesOf(finding)),
		description: finding.title.toWellFormed(),
		detail: finding.message.toWellFormed(),
		recommendation: finding.remediation.toWellFormed(),
		analysis: analysisOf(finding),
		affects: [{ ref: asset === void 0 || !["component", "service"].includes(writing.placeOf(asset).as) ? SYSTEM_REF : referenceOf(asset) }],
		properties: [
			property(PROPERTY_NAMES.rule.name, finding.rule),
			property(PROPERTY_NAMES.confidence.name, finding.confidence),
			property(PROPERTY_NAMES.scope.name, finding.scope),
			property(PROPERTY_NAMES.fingerprint.name, finding.fingerprint),
			...finding.owner === void 0 ? [] : [property(PROPERTY_NAMES.owner.name, finding.owner)],
			...distinctPlaces([finding.location, ...finding.evidence]).map((place) => property(location, placeText(place))),
			...finding.controls.map((control) => property(PROPERTY_NAMES.control.name, control))
		]
	};
}
// packages/scan/src/report/cyclonedx/document.ts
/** Name space of serial numbers: UUIDv5 of "castellan/cyclonedx" in the URL name space. */
const NAMESPACE = nameUuid("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "castellan/cyclonedx");
function tool(result, reference) {
	return {
		"bom-ref": reference,
		type: "application",
		name: "castellan",
		version: result.tool.version
	};
}
function packagesOf(writing) {
	const { assets, packages } = writing.result.inventory;
	const withoutVersion = (purl) => canonicalPurl(purl)?.replace(/@[^/?#]*(?=[?#]|$)/, "");
	const libraries = new Set(assets.filter((asset) => asset.kind === "library").map((asset) => withoutVersion(asset.identity.purl)));
	const seen = /* @__PURE__ */ new Map();
	for (const entry of packages) {
		if (libraries.has(withoutVersion(entry.purl) ?? "")) continue;
		const reference = `package:${canonicalPurl(entry.purl) ?? nameUuid(NAMESPACE, canonicalJson({ ...entry }))}`;
		if (!seen.has(reference)) seen.set(reference, packageComponent(entry, reference));
	}
	return [...seen].sort(([a], [b]) => a < b ? -1 : 1).map(([, component]) => component);
}
/**
* What the document claims to be complete about. A static reading never knows that it saw all: at best all
* first-party parts that the targets hold; and nothing is known about the inside of what others host.
*/
function compositionsOf(writing) {
	const { result } = writing;
	const whole = result.summary.complete && result.coverage.unresolved.length === 0;
	const hosted = result.inventory.assets.filter((asset) => asset.kind === "ai-service" || isHosted(writing, asset)).map(referenceOf);
	return [{
		aggregate: whole ? "incomplete_first_party_only" : "incomplete",
		assemblies: [SYSTEM_REF],
		dependencies: [SYSTEM_REF]
	}, ...hosted.length === 0 ? [] : [{
		aggregate: "unknown",
		assemblies: hosted
	}]];
}
function metadataProperties(writing) {
	const { result, index } = writing;
	return [
		property(PROPERTY_NAMES.catalog.name, result.tool.catalog),
		...result.targets.map((target) => property(PROPERTY_NAMES.target.name, target)),
		property(PROPERTY_NAMES.files.name, String(result.coverage.files)),
		...result.coverage.skipped.filter((entry) => entry.required).map((entry) => property(PROPERTY_NAMES.unread.name, `${placeText(entry)}: ${entry.reason}`)),
		...result.coverage.unresolved.map((entry) => property(PROPERTY_NAMES.unresolved.name, `${placeText(entry)}: ${entry.what}`)),
		...result.paths.map((path) => property(PROPERTY_NAMES.path.name, `${path.severity}: ${path.title}: ${path.steps.map((step) => index.asset(step.asset)).filter((asset) => asset !== void 0).map(referenceOf).join(" > ")}`)),
		...completenessOf(result).elements.map((element) => property(PROPERTY_NAMES.completeness.name.replace("*", `${element.cluster}.${element.id}`), `${element.state}; ${element.have}/${element.of}; ${element.source}`))
	];
}
function annotationsOf(writing) {
	const { result } = writing;
	const annotate = (name, text) => ({
		"bom-ref": `annotation:${name}`,
		subjects: [SYSTEM_REF],
		annotator: { component: tool(result) },
		timestamp: writing.time,
		text: text.toWellFormed()
	});
	const { counts } = completenessOf(result);
	const unread = result.coverage.skipped.filter((entry) => entry.required).length;
	return [annotate("completeness", `G7 minimum elements of an SBOM for AI: ${counts.present} present, ${counts.inferred} inferred, ${counts.absent} absent of ${counts.present + counts.inferred + counts.absent}. Each element with its source stands in the metadata properties castellan:g7:*.`), ...unread + result.coverage.unresolved.length === 0 ? [] : [annotate("coverage", `Not seen: ${unread} files that could not be read, ${result.coverage.unresolved.length} names or values that could not be resolved; castellan:coverage:* in the metadata lists them.`)]];
}
function cyclonedxDocument(result, version, context) {
	const writing = startWriting(result, version, utcSeconds(context.time));
	const { assets } = result.inventory;
	const packages = packagesOf(writing);
	const components = assets.flatMap((asset) => {
		const place = writing.placeOf(asset);
		return place.as === "component" ? [componentOf(writing, asset, place)] : [];
	});
	const services = assets.filter((asset) => writing.placeOf(asset).as === "service" && writing.hostOf(asset) === void 0).map((asset) => serviceOf(writing, asset, assets.filter((each) => writing.hostOf(each)?.id === asset.id)));
	const workflows = workflowsOf(writing);
	const all = [...components, ...packages];
	const body = {
		$schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
		bomFormat: "CycloneDX",
		specVersion: version,
		version: 1,
		metadata: {
			lifecycles: [{ phase: assets.some((asset) => asset.lifecycle === "observed") ? "operations" : "pre-build" }],
			tools: { components: [tool(result, TOOL_REF)] },
			component: {
				"bom-ref": SYSTEM_REF,
				type: "application",
				name: systemName(result)
			},
			properties: metadataProperties(writing)
		},
		components: all,
		services: nonEmpty(services),
		dependencies: dependenciesOf(writing, packages.map((component) => component["bom-ref"] ?? "")),
		compositions: compositionsOf(writing),
		vulnerabilities: nonEmpty(result.findings.map((finding) => vulnerabilityOf(writing, finding))),
		formulation: workflows.length === 0 ? void 0 : [{
			"bom-ref": "formulation",
			workflows
		}]
	};
	const { metadata, ...rest } = body;
	return {
		$schema: rest.$schema,
		bomFormat: rest.bomFormat,
		specVersion: rest.specVersion,
		serialNumber: `urn:uuid:${nameUuid(NAMESPACE, canonicalJson(body))}`,
		...rest,
		metadata: {
			timestamp: writing.time,
			...metadata
		},
		annotations: annotationsOf(writing),
		citations: version === "1.7" ? nonEmpty(citationsOf(writing, all, services)) : void 0
	};
}
PROPERTY_NAMES.edge.name.replace("*", "");
// packages/scan/src/report/cyclonedx/index.ts
function reporter(id, version) {
	return {
		id,
		extension: "cdx.json",
		render: (result, context) => `${JSON.stringify(cyclonedxDocument(result, version, context), null, 2)}\n`
	};
}
const cyclonedxReporter = reporter("cyclonedx", "1.7");
const cyclonedx16Reporter = reporter("cyclonedx-1.6", "1.6");
// packages/scan/src/report/csv/index.ts
const COLUMNS = [
	"record",
	"id",
	"kind",
	"name",
	"severity",
	"confidence",
	"scope",
	"lifecycle",
	"owner",
	"repository",
	"file",
	"line",
	"resource",
	"places",
	"version",
	"identifier",
	"licence",
	"sha256",
	"asset",
	"message",
	"fix",
	"reasons",
	"controls",
	"suppressed",
	"fingerprint"
];
function text(value) {
	return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}
function drop(row) {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== void 0));
}
function assetRow(asset) {
	const [definition] = asset.occurrences;
	const { purl, arn, uri, digest } = asset.identity;
	return drop({
		record: "asset",
		id: asset.id,
		kind: asset.kind,
		name: asset.name,
		scope: asset.scope,
		lifecycle: asset.lifecycle,
		owner: asset.owner,
		repository: asset.repository,
		file: definition?.file,
		line: definition?.line,
		resource: definition?.resource,
		confidence: definition?.confidence,
		places: asset.occurrences.map(placeText).join(" | "),
		version: text(asset.attributes["version"] ?? asset.attributes["revision"]),
		identifier: purl ?? arn ?? uri ?? digest,
		licence: text(asset.attributes["licence"] ?? asset.attributes["license"]),
		sha256: asset.digests["sha256"]
	});
}
function findingRow(finding, index) {
	return drop({
		record: "finding",
		id: finding.id,
		kind: finding.rule,
		name: finding.title,
		severity: finding.severity,
		confidence: finding.confidence,
		scope: finding.scope,
		owner: finding.owner,
		file: finding.location.file,
		line: finding.location.line,
		resource: finding.location.resource,
		places: [finding.location, ...finding.evidence].map(placeText).filter((place, position, all) => all.indexOf(place) === position).join(" | "),
		asset: finding.asset === void 0 ? void 0 : index.name(finding.asset),
		message: finding.message,
		fix: finding.remediation,
		reasons: finding.reasons.join(" · "),
		controls: finding.controls.join(" "),
		suppressed: finding.suppressed === void 0 ? void 0 : `${finding.suppressed.by}: ${finding.suppressed.reason}`,
		fingerprint: finding.fingerprint
	});
}
function renderCsv(result) {
	const index = indexResult(result);
	const lines = [...result.inventory.assets.map(assetRow), ...result.findings.map((finding) => findingRow(finding, index))].map((row) => COLUMNS.map((column) => csvCell(row[column])).join(","));
	return [
		COLUMNS.join(","),
		...lines,
		""
	].join("\r\n");
}
const csvReporter = {
	id: "csv",
	extension: "csv",
	render: renderCsv
};
// packages/scan/src/report/junit/index.ts
function attribute(name, value) {
	return ` ${name}="${typeof value === "number" ? value : escapeMarkup(plainText(value))}"`;
}
function details(finding) {
	const places = [finding.location, ...finding.evidence].map(placeText);
	return [
		finding.message,
		...finding.reasons.map((reason) => `because ${reason}`),
		`fix ${finding.remediation}`,
		...new Set(places)
	].map((line) => escapeMarkup(plainText(line))).join("\n");
}
function findingCase(finding, failing) {
	const file = finding.location.file ?? finding.location.resource ?? "";
	const head = `    <testcase${attribute("classname", finding.rule)}${attribute("name", `${finding.title} (${placeText(finding.location)})`)}${attribute("file", file)}${finding.location.line === void 0 ? "" : attribute("line", finding.location.line)} time="0">`;
	const reason = finding.suppressed === void 0 ? `${finding.severity}, ${finding.confidence}, ${finding.scope}` : `suppressed by ${finding.suppressed.by}: ${finding.suppressed.reason}`;
	return {
		xml: `${head}${failing ? `<failure${attribute("type", finding.severity)}${attribute("message", finding.message)}>${details(finding)}</failure>` : `<skipped${attribute("message", reason)}/>`}</testcase>`,
		state: failing ? "failed" : "skipped"
	};
}
function suite(name, cases) {
	const [failures, skipped] = [cases.filter((each) => each.state === "failed").length, cases.filter((each) => each.state === "skipped").length];
	return [
		`  <testsuite${attribute("name", name)} tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0">`,
		...cases.map((each) => each.xml),
		"  </testsuite>"
	].join("\n");
}
function renderJunit(result, context) {
	const failing = new Set(gate(result, context).findings.map((finding) => finding.id));
	const suites = /* @__PURE__ */ new Map();
	const add = (rule, item) => {
		suites.set(rule, [...suites.get(rule) ?? [], item]);
	};
	for (const check of result.checks) {
		const empty = (state, name, body) => add(check.rule, {
			xml: `    <testcase${attribute("classname", check.rule)}${attribute("name", name)} time="0">${body}</testcase>`,
			state
		});
		if (check.passed > 0) empty("passed", `passed in ${check.passed} of ${check.applicable} places`, "");
		if (check.unknown > 0) empty("skipped", `not tested in ${check.unknown} places`, `<skipped${attribute("message", check.reason ?? "could not be tested")}/>`);
	}
	for (const finding of result.findings) add(finding.rule, findingCase(finding, failing.has(finding.id)));
	for (const entry of result.coverage.skipped.filter((each) => each.required)) add("coverage", {
		xml: `    <testcase classname="coverage"${attribute("name", placeText(entry))} time="0"><skipped${attribute("message", entry.reason)}/></testcase>`,
		state: "skipped"
	});
	const sorted = [...suites].sort(([a], [b]) => compareText(a, b));
	const all = sorted.flatMap(([, cases]) => cases);
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="castellan" ${`tests="${all.length}" failures="${all.filter((each) => each.state === "failed").length}" errors="0" skipped="${all.filter((each) => each.state === "skipped").length}" time="0"`}>`,
		...sorted.map(([rule, cases]) => suite(rule, cases)),
		"</testsuites>",
		""
	].join("\n");
}
const junitReporter = {
	id: "junit",
	extension: "xml",
	render: renderJunit
};
// packages/scan/src/report/markdown/index.ts
/** First line of the comment: by it a CI job finds its own comment and updates it in place. */
const COMMENT_MARKER = "<!-- castellan:pull-request-comment -->";
/** GitHub takes 65,536 characters, GitLab a million; some room stays for what a job adds. */
const MAXIMUM_LENGTH = 6e4;
const ACTION = ["action", "actions"];
const FINDING = ["finding", "findings"];
const cell = (text) => escapeMarkdown(shorten(text, 300));
function actionRow(action) {
	const owner = action.owner === void 0 ? "" : ` · ${cell(action.owner)}`;
	const because = action.reasons.length === 0 ? "" : `<br>because ${cell(action.reasons.join(" · "))}`;
	return `| ${SEVERITY_SHAPES[action.severity]} ${action.severity} | **${cell(action.title)}**<br>${markdownCode(shorten(placeText(action.location), 200))}${owner}${because} | ${cell(action.fix)}${action.cuts === void 0 ? "" : `: ${cell(action.cuts)}`} |`;
}
function table(actions) {
	return [
		"| | What and where | Fix |",
		"|---|---|---|",
		...actions.map(actionRow)
	];
}
function folded(title, lines) {
	return lines.length === 0 ? [] : [
		"",
		`<details><summary>${title}</summary>`,
		"",
		...lines,
		"",
		"</details>"
	];
}
/** Actions with something that the compared state did not have. */
function newActions(actions, index, known) {
	return actions.filter((action) => openFindings(action, index.finding).some((finding) => !known.has(finding.fingerprint)));
}
function headline(result, context, shown, fresh) {
	const outcome = gate(result, context);
	if (!hasArtificialIntelligence(result.inventory.assets) && shown.length === 0) return `### Castellan: no AI in ${counted(result.coverage.files, ["file", "files"])}`;
	if (fresh !== void 0) return fresh.length === 0 ? "### Castellan: nothing new to fix" : `### Castellan: ${counted(fresh.length, ACTION)} new in this pull request`;
	if (outcome.actions.length > 0) return `### Castellan: ${counted(outcome.actions.length, ACTION)} at or above ${outcome.failOn}`;
	return shown.length === 0 ? "### Castellan: nothing urgent" : `### Castellan: ${counted(shown.length, ACTION)} to look at`;
}
function inventoryLines(result) {
	const index = indexResult(result);
	const line = principalLineage(result);
	const flows = result.flows.slice(0, 20).map((flow) => `- **Leaves:** ${cell(index.name(flow.data))} (${cell(flow.class)}) → ${cell([
		flow.provider,
		flow.model,
		flow.region
	].filter((part) => part !== void 0).join(", "))} ${markdownCode(placeText(flow.location))}`);
	return [
		...inventoryWords(result.inventory.assets).slice(0, 12).map((words) => `- ${words}`),
		...line === void 0 ? [] : [`- **Flow:** ${line.assets.map((asset) => cell(asset.name)).join(" → ")}${line.exposed ? " ← internet" : ""}`],
		...flows
	];
}
function unseenLines(result) {
	const unread = result.coverage.skipped.filter((entry) => entry.required).map((entry) => `- ${markdownCode(placeText(entry))} ${cell(entry.reason)}`);
	const unresolved = result.coverage.unresolved.map((entry) => `- ${markdownCode(placeText(entry))} ${cell(entry.what)} has no value`);
	return [...unread, ...unresolved].slice(0, 40);
}
function renderMarkdown(result, context) {
	const index = indexResult(result);
	const selection = selectActions(result, context.all);
	const fresh = context.known === void 0 ? void 0 : newActions(selection.open, index, context.known);
	const first = (fresh ?? selection.shown).slice(0, context.all ? void 0 : 10);
	const rest = selection.open.filter((action) => !first.includes(action));
	const suppressed = result.findings.filter((finding) => finding.suppressed !== void 0).length;
	const head = [
		COMMENT_MARKER,
		headline(result, context, selection.shown, fresh),
		"",
		...first.length === 0 ? [] : table(first)
	];
	const foot = [
		...folded("What is here", inventoryLines(result)),
		...folded("Not seen", unseenLines(result)),
		"",
		`<sub>castellan ${escapeMarkdown(result.tool.version)} · ${counted(result.coverage.files, ["file", "files"])} · ${counted(index.open.length, FINDING)}${suppressed === 0 ? "" : ` · ${suppressed} suppressed`}${result.summary.complete ? "" : " · not everything could be read"}</sub>`,
		""
	];
	const known = fresh === void 0 ? "more" : "that were there before";
	for (let count = Math.min(rest.length, 100);; count = Math.floor(count / 2)) {
		const note = count < rest.length ? ["", `…and ${counted(rest.length - count, ACTION)} more in the full report.`] : [];
		const text = [
			...head,
			...folded(`${counted(rest.length, ACTION)} ${known}`, count === 0 ? note : [...table(rest.slice(0, count)), ...note]),
			...foot
		].join("\n");
		if (text.length <= MAXIMUM_LENGTH || count === 0) return text;
	}
}
const markdownReporter = {
	id: "markdown",
	extension: "md",
	render: renderMarkdown
};
// packages/scan/src/report/sarif/locations.ts
/** `%SRCROOT%` is what GitHub and GitLab resolve to the repository; further targets have ids of their own. */
function baseIdOf(target) {
	return target === void 0 || target === 0 ? "%SRCROOT%" : `TARGET_${target}`;
}
function artifactLocation(place) {
	return {
		uri: fileUri(place.file),
		uriBaseId: baseIdOf(place.target)
	};
}
/** A cell's line is not a line of the notebook file; then the region is left out and the cell is a logical location. */
function regionOf(place) {
	if (place.line === void 0 || place.cell !== void 0) return void 0;
	return {
		startLine: place.line,
		endLine: place.endLine !== void 0 && place.endLine >= place.line ? place.endLine : void 0
	};
}
function locationOf(place, message) {
	const region = regionOf(place);
	const logical = [
		...place.cell === void 0 ? [] : [{
			name: `cell ${place.cell}`,
			fullyQualifiedName: `cell ${place.cell}${place.line === void 0 ? "" : ` line ${place.line}`}`,
			kind: "member"
		}],
		...place.resource === void 0 ? [] : [{
			fullyQualifiedName: place.resource.toWellFormed(),
			kind: "resource"
		}],
		...place.symbol === void 0 || place.symbol === "" ? [] : [{
			fullyQualifiedName: place.symbol.toWellFormed(),
			kind: "function"
		}]
	];
	return {
		physicalLocation: place.file === void 0 ? void 0 : {
			artifactLocation: artifactLocation({
				...place,
				file: place.file
			}),
			region: region === void 0 || place.excerpt === void 0 ? region : {
				...region,
				snippet: { text: place.excerpt.toWellFormed() }
			}
		},
		logicalLocations: logical.length === 0 ? void 0 : logical,
		message: message === void 0 ? void 0 : { text: message.toWellFormed() }
	};
}
/** What a piece of evidence says, in a few words. */
function evidenceMessage(evidence) {
	return evidence.excerpt ?? evidence.symbol ?? evidence.resource ?? `${evidence.technique}, ${evidence.confidence}`;
}
// packages/scan/src/report/sarif/patch.ts
/**
* Reads the hunks of a unified diff (POSIX diff, "Diff -u Output Format"). A hunk is cut down to the lines
* between its first and last change, so that unchanged lines around it are not replaced.
*/
function replacementsOf(patch) {
	const replacements = [];
	let line = 0;
	let change;
	const close = () => {
		if (change !== void 0) replacements.push({
			startLine: change.start,
			endLine: change.start + change.removed,
			text: change.added.map((added) => `${added}\n`).join("")
		});
		change = void 0;
	};
	let inHunk = false;
	for (const text of patch.diff.split("\n")) {
		const header = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/.exec(text);
		if (header !== null) {
			close();
			inHunk = true;
			line = Number(header[1]) + (header[2] === "0" ? 1 : 0);
			continue;
		}
		if (!inHunk) continue;
		if (text.startsWith("-")) {
			change ??= {
				start: line,
				removed: 0,
				added: []
			};
			change.removed++;
			line++;
		} else if (text.startsWith("+")) {
			change ??= {
				start: line,
				removed: 0,
				added: []
			};
			change.added.push(text.slice(1));
		} else if (!text.startsWith("\\")) {
			close();
			line++;
		}
	}
	close();
	return replacements.filter((replacement) => replacement.startLine > 0);
}
// packages/scan/src/report/frameworks.ts
const FRAMEWORKS = [
	{
		id: "owasp-llm-2026",
		name: "OWASP Top 10 for LLM Applications",
		version: "2026",
		organization: "OWASP Foundation",
		address: "https://genai.owasp.org/llm-top-10/",
		form: /^LLM\d{2}:2026$/
	},
	{
		id: "owasp-llm-2025",
		name: "OWASP Top 10 for LLM Applications",
		version: "2025",
		organization: "OWASP Foundation",
		address: "https://genai.owasp.org/llm-top-10/",
		form: /^LLM\d{2}(?::2025)?$/
	},
	{
		id: "owasp-agentic-2026",
		name: "OWASP Top 10 for Agentic Applications",
		version: "2026",
		organization: "OWASP Foundation",
		address: "https://genai.owasp.org/",
		form: /^ASI\d{2}(?::2026)?$/
	},
	{
		id: "owasp-ml-2023",
		name: "OWASP Machine Learning Security Top 10",
		version: "2023 draft",
		organization: "OWASP Foundation",
		address: "https://owasp.org/www-project-machine-learning-security-top-10/",
		form: /^ML\d{2}(?::2023)?$/
	},
	{
		id: "mitre-atlas",
		name: "MITRE ATLAS",
		version: "5.6.0",
		organization: "MITRE",
		address: "https://atlas.mitre.org/",
		form: /^AML\.(?:T|TA|M)\d{4}(?:\.\d{3})?$/,
		page: (control) => `https://atlas.mitre.org/${control.startsWith("AML.M") ? "mitigations" : control.startsWith("AML.TA") ? "tactics" : "techniques"}/${control}`
	},
	{
		id: "cwe",
		name: "Common Weakness Enumeration",
		version: "4",
		organization: "MITRE",
		address: "https://cwe.mitre.org/",
		form: /^CWE-[1-9]\d{0,5}$/,
		page: (control) => `https://cwe.mitre.org/data/definitions/${control.slice(4)}.html`
	},
	{
		id: "nist-ai-rmf",
		name: "NIST AI Risk Management Framework",
		version: "1.0",
		organization: "NIST",
		address: "https://airc.nist.gov/airmf-resources/airmf/",
		form: /^(?:GOVERN|MAP|MEASURE|MANAGE) \d+\.\d+$/
	},
	{
		id: "iso-42001",
		name: "ISO/IEC 42001 Annex A",
		version: "2023",
		organization: "ISO/IEC",
		address: "https://www.iso.org/standard/42001",
		form: /^(?:ISO(?:\/IEC)? ?42001[: ]+)?A\.\d+(?:\.\d+){1,2}$/
	},
	{
		id: "eu-ai-act",
		name: "EU AI Act",
		version: "2024/1689",
		organization: "European Union",
		address: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
		form: /^(?:EU )?AI[ -]Act(?:[: ]+Art(?:icle|\.)?)? ?\d+(?:\(\d+\))*(?:\([a-z]\))?$|^AIA[- ]\d+(?:\(\d+\))*$/i
	},
	{
		id: "gdpr",
		name: "General Data Protection Regulation",
		version: "2016/679",
		organization: "European Union",
		address: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
		form: /^GDPR(?:[: ]+Art(?:icle|\.)?)?[ -]?\d+(?:\(\d+\))*(?:\([a-z]\))?$/i
	},
	{
		id: "ncsc-2023",
		name: "Guidelines for secure AI system development",
		version: "2023",
		organization: "NCSC and CISA",
		address: "https://www.ncsc.gov.uk/collection/guidelines-secure-ai-system-development",
		form: /^(?:SD|DV|DP|OP)-\d+$/
	},
	{
		id: "csi-2025",
		name: "AI Data Security",
		version: "2025",
		organization: "NSA, CISA, FBI and partners",
		address: "https://media.defense.gov/2025/May/22/2003720601/-1/-1/0/CSI_AI_DATA_SECURITY.PDF",
		form: /^BP-\d+$/
	}
];
const OWN = {
	id: "castellan",
	name: "Castellan controls",
	version: "1",
	organization: "Castellan",
	address: "https://castellan.dev/controls",
	form: /(?:)/
};
/** The framework of a control id. The first form that matches wins; more exact ones stand first. */
function frameworkOf(control) {
	return FRAMEWORKS.find((framework) => framework.form.test(control)) ?? OWN;
}
function controlPage(control) {
	return frameworkOf(control).page?.(control);
}
// packages/scan/src/report/sarif/rules.ts
const LEVELS = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "note",
	info: "note"
};
/** GitHub sorts by `security-severity`, a number from 0.1 to 10 in its own four bands: 9 and up critical, 7 high, 4 medium. */
const SECURITY_SEVERITIES = {
	critical: "9.5",
	high: "8.0",
	medium: "5.5",
	low: "2.0",
	info: "0.1"
};
/** One taxonomy a framework that the findings touch, with only the controls that they name. */
function taxonomiesOf(result) {
	const controls = [...new Set(result.findings.flatMap((finding) => finding.controls))].filter((control) => control.trim() !== "").sort(compareText);
	const frameworks = [...new Map(controls.map((control) => [frameworkOf(control).id, frameworkOf(control)])).values()].sort((a, b) => compareText(a.id, b.id));
	const references = /* @__PURE__ */ new Map();
	return {
		components: frameworks.map((framework, index) => {
			const own = controls.filter((control) => frameworkOf(control).id === framework.id);
			own.forEach((control, at) => references.set(control, {
				id: control.toWellFormed(),
				index: at,
				toolComponent: {
					name: framework.id,
					index
				}
			}));
			return {
				name: framework.id,
				version: framework.version,
				organization: framework.organization,
				informationUri: framework.address,
				isComprehensive: false,
				shortDescription: { text: framework.name },
				taxa: own.map((control) => ({
					id: control.toWellFormed(),
					shortDescription: { text: control.toWellFormed() },
					helpUri: controlPage(control)
				}))
			};
		}),
		reference: (control) => references.get(control)
	};
}
/** Rule ids are ours, but an earlier scan or a user's rule may name them anything. */
function ruleId(rule) {
	return rule.toWellFormed() || "unnamed";
}
function worst(findings) {
	return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
}
/** Every rule that was checked, also those that found nothing; help from what its findings say. */
function rulesOf(result, taxonomies) {
	return [...new Set([...result.checks.map((check) => check.rule), ...result.findings.map((finding) => finding.rule)].map(ruleId))].sort(compareText).map((id) => {
		const findings = result.findings.filter((finding) => ruleId(finding.rule) === id);
		const [first] = findings;
		const check = result.checks.find((each) => ruleId(each.rule) === id);
		const severity = worst(findings);
		const controls = [...new Set(findings.flatMap((finding) => finding.controls))].sort(compareText);
		const targets = controls.map(taxonomies.reference).filter((reference) => reference !== void 0);
		const title = plainText(first?.title ?? id) || "untitled";
		const fix = plainText(first?.remediation ?? "");
		return {
			id,
			shortDescription: { text: title },
			fullDescription: { text: plainText(first?.message ?? title) || title },
			help: {
				text: [
					title,
					...fix === "" ? [] : [`Fix: ${fix}`],
					...controls.length === 0 ? [] : [`Controls: ${controls.map(plainText).join(", ")}`],
					`Explain it: castellan rules show ${id}`
				].join("\n"),
				markdown: [
					`**${escapeMarkdown(title)}**`,
					...fix === "" ? [] : [`**Fix:** ${escapeMarkdown(fix)}`],
					...controls.length === 0 ? [] : [`**Controls:** ${controls.map(escapeMarkdown).join(", ")}`]
				].join("\n\n")
			},
			defaultConfiguration: { level: LEVELS[severity] },
			relationships: targets.length === 0 ? void 0 : targets.map((target) => ({
				target,
				kinds: ["relevant"]
			})),
			properties: {
				tags: [
					"security",
					"ai",
					...controls.filter((control) => control.startsWith("CWE-")).map((control) => `external/cwe/${control.toLowerCase()}`)
				],
				"security-severity": SECURITY_SEVERITIES[severity],
				...check === void 0 ? {} : {
					applicable: check.applicable,
					passed: check.passed,
					failed: check.failed,
					unknown: check.unknown
				}
			}
		};
	});
}
// packages/scan/src/report/sarif/results.ts
const PRECISION = {
	certain: "very-high",
	likely: "high",
	possible: "low"
};
function flow(locations, message) {
	if (locations.length < 2) return [];
	return [{
		message: message === void 0 ? void 0 : { text: message.toWellFormed() },
		threadFlows: [{ locations: locations.map((location, position) => ({
			location,
			importance: position === 0 || position === locations.length - 1 ? "essential" : "important"
		})) }]
	}];
}
function pathLocations(path, index) {
	return path.steps.map((step) => {
		const asset = index.asset(step.asset);
		return locationOf(step.evidence[0] ?? asset?.occurrences[0] ?? { resource: index.name(step.asset) }, `${step.via === void 0 ? "" : `${step.via.replaceAll("_", " ")} `}${index.name(step.asset)}`);
	});
}
/** The chain of evidence, and each attack path that carries the finding's title. */
function codeFlows(judged, finding) {
	const evidence = finding.evidence.map((each) => locationOf(each, evidenceMessage(each)));
	return [...judged.result.paths.filter((path) => path.title === finding.title).flatMap((path) => flow(pathLocations(path, judged.index), path.title)), ...flow(evidence)];
}
/** A fix is written only where the hunks of the patch could be read. */
function fixes(finding) {
	const { patch } = finding;
	const replacements = patch === void 0 ? [] : replacementsOf(patch);
	if (patch === void 0 || replacements.length === 0) return [];
	return [{
		description: { text: finding.remediation.toWellFormed() },
		artifactChanges: [{
			artifactLocation: artifactLocation(patch),
			replacements: replacements.map(({ startLine, endLine, text }) => ({
				deletedRegion: {
					startLine,
					startColumn: 1,
					endLine,
					endColumn: 1
				},
				insertedContent: { text: text.toWellFormed() }
			}))
		}]
	}];
}
function suppression(finding) {
	const { suppressed } = finding;
	if (suppressed === void 0) return [];
	const until = suppressed.until === void 0 ? "" : ` (until ${suppressed.until})`;
	return [{
		kind: suppressed.by === "inline" ? "inSource" : "external",
		status: "accepted",
		justification: `${suppressed.by}: ${suppressed.reason}${until}`.toWellFormed()
	}];
}
/** Known when a compared state was given, or when a baseline absorbed it. */
function baselineState(judged, finding) {
	if (judged.context.known !== void 0) return judged.context.known.has(finding.fingerprint) ? "unchanged" : "new";
	if (finding.suppressed?.by === "baseline") return "unchanged";
	return judged.result.findings.some((each) => each.suppressed?.by === "baseline") ? "new" : void 0;
}
function some(list) {
	return list.length === 0 ? void 0 : list;
}
/** §3.11.5: braces are doubled, or they would be placeholders; §3.11.6: what looks like a link is none. */
function messageText(text) {
	return text.toWellFormed().replace(/[{}]/g, "$&$&").replace(/\[(?=[^\]]*\]\()/g, "\\[") || "-";
}
function resultOf(judged, finding, position) {
	const related = distinctPlaces(finding.evidence).filter((place) => placeText(place) !== placeText(finding.location));
	const asset = finding.asset === void 0 ? void 0 : judged.index.asset(finding.asset);
	const taxa = [...new Set(finding.controls)].map(judged.taxonomies.reference).filter((reference) => reference !== void 0);
	const message = finding.message.trim() === "" ? finding.title : finding.message;
	const because = finding.reasons.length === 0 ? "" : ` Because: ${finding.reasons.join(", ")}.`;
	const fix = finding.remediation.trim() === "" ? "" : ` Fix: ${finding.remediation}`;
	return {
		ruleId: ruleId(finding.rule),
		ruleIndex: judged.ruleIndex.get(ruleId(finding.rule)) ?? -1,
		kind: finding.confidence === "possible" ? "review" : "fail",
		level: finding.confidence === "possible" ? "none" : LEVELS[finding.severity],
		message: { text: messageText(`${message}${because}${fix}`) },
		locations: [locationOf(finding.location)],
		relatedLocations: some(related.map((place, at) => ({
			id: at + 1,
			...locationOf(place, evidenceMessage(place))
		}))),
		partialFingerprints: { "castellan/v1": finding.fingerprint },
		codeFlows: some(codeFlows(judged, finding)),
		taxa: some(taxa),
		suppressions: some(suppression(finding)),
		baselineState: baselineState(judged, finding),
		fixes: some(fixes(finding)),
		rank: Math.max(0, 100 - SEVERITIES.indexOf(finding.severity) * 20 - Math.min(position, 199) / 10),
		properties: {
			severity: finding.severity,
			confidence: finding.confidence,
			precision: PRECISION[finding.confidence],
			scope: finding.scope,
			reasons: finding.reasons.map((reason) => reason.toWellFormed()),
			...finding.owner === void 0 ? {} : { owner: finding.owner.toWellFormed() },
			...asset === void 0 ? {} : { asset: {
				id: asset.id,
				kind: asset.kind,
				name: asset.name.toWellFormed()
			} }
		}
	};
}
// packages/scan/src/report/sarif/index.ts
const UNREAD = "castellan/unread";
const UNRESOLVED = "castellan/unresolved";
/** What was not seen: a warning for what had to be read, a note for what could not be resolved. */
function notifications(result) {
	const unread = result.coverage.skipped.filter((entry) => entry.required).map((entry) => ({
		descriptor: { id: UNREAD },
		level: "warning",
		message: { text: entry.reason.toWellFormed() || "could not be read" },
		locations: [locationOf(entry)]
	}));
	const unresolved = result.coverage.unresolved.map((entry) => ({
		descriptor: { id: UNRESOLVED },
		level: "note",
		message: { text: `${entry.what} could not be resolved`.toWellFormed() },
		locations: [locationOf(entry)]
	}));
	return [...unread, ...unresolved];
}
/** A SARIF 2.1.0 log of one run. */
function sarifLog(result, context) {
	const taxonomies = taxonomiesOf(result);
	const rules = rulesOf(result, taxonomies);
	const ruleIndex = new Map(rules.map((rule, position) => [rule.id, position]));
	const judged = {
		result,
		index: indexResult(result),
		context,
		taxonomies,
		ruleIndex
	};
	const notes = notifications(result);
	return {
		$schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "castellan",
				version: result.tool.version,
				semanticVersion: /^\d+\.\d+\.\d+/.test(result.tool.version) ? result.tool.version : void 0,
				informationUri: "https://castellan.dev",
				rules,
				supportedTaxonomies: taxonomies.components.length === 0 ? void 0 : taxonomies.components.map(({ name }, index) => ({
					name,
					index
				})),
				notifications: [{
					id: UNREAD,
					shortDescription: { text: "Something that had to be read could not be finished" },
					defaultConfiguration: { level: "warning" }
				}, {
					id: UNRESOLVED,
					shortDescription: { text: "A name or value could not be resolved" },
					defaultConfiguration: { level: "note" }
				}]
			} },
			automationDetails: { id: `castellan/${encodeURIComponent(systemName(result))}/` },
			columnKind: "utf16CodeUnits",
			originalUriBaseIds: Object.fromEntries(result.targets.map((target, position) => [baseIdOf(position), { description: { text: target.toWellFormed() || "target" } }])),
			invocations: [{
				executionSuccessful: result.summary.complete,
				startTimeUtc: context.reproducible === true || result.run === void 0 ? void 0 : utcSeconds(result.run.startedAt),
				toolExecutionNotifications: notes.length === 0 ? void 0 : notes
			}],
			taxonomies: taxonomies.components.length === 0 ? void 0 : taxonomies.components,
			results: result.findings.map((finding, position) => resultOf(judged, finding, position)),
			properties: {
				catalog: result.tool.catalog,
				complete: result.summary.complete,
				files: result.coverage.files
			}
		}]
	};
}
// packages/scan/src/report/registry.ts
/** Every reporter, in the order of the contract. A new one is added here and nowhere else. */
const REPORTERS = [
	terminalReporter,
	jsonReporter,
	{
		id: "sarif",
		extension: "sarif",
		render: (result, context) => `${JSON.stringify(sarifLog(result, context), null, 2)}\n`
	},
	cyclonedxReporter,
	cyclonedx16Reporter,
	markdownReporter,
	csvReporter,
	junitReporter
];
function reporterOf(id) {
	return REPORTERS.find((reporter) => reporter.id === id);
}
export { reporterOf };
