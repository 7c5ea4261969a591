import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import "re2js";
import { z } from "zod";
// packages/text/src/errors.ts
/** The one error class of `@castellan/text`; the message says what to do next. */
var TextError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.name = "TextError";
		this.code = code;
	}
};
// packages/text/src/prefilter/automaton.ts
/**
* Builds an Aho–Corasick automaton (A. V. Aho, M. J. Corasick, CACM 18(6), 1975) as a dense
* table: one row per state, one column per class of character. Keywords are folded to ASCII
* lower case; a character in no keyword falls into class 0. Scanning is one table look-up per
* code unit whatever the text holds.
* @throws TextError `keyword-invalid` for an empty or non-ASCII keyword.
*/
function createPrefilter(keywords) {
	const folded = keywords.map(checkedKeyword);
	const classes = classTable(folded);
	return compile(buildTrie(folded, classes), classes, keywords);
}
function checkedKeyword(keyword) {
	if (!/^[\x01-\x7f]+$/.test(keyword)) throw new TextError("keyword-invalid", `Keyword ${JSON.stringify(keyword)} is empty or not ASCII; give its ASCII part.`);
	return keyword.toLowerCase();
}
function classTable(folded) {
	const classes = /* @__PURE__ */ new Uint8Array(128);
	let count = 0;
	for (const code of new Set([...folded.join("")].map((c) => c.charCodeAt(0)))) {
		classes[code] = ++count;
		if (code >= 97 && code <= 122) classes[code - 32] = count;
	}
	return classes;
}
function buildTrie(folded, classes) {
	const next = [/* @__PURE__ */ new Map()];
	const out = [[]];
	folded.forEach((keyword, index) => {
		let state = 0;
		for (let i = 0; i < keyword.length; i++) {
			const row = rowOf(next, state);
			const column = classes[keyword.charCodeAt(i)] ?? 0;
			const target = row.get(column) ?? next.length;
			if (target === next.length) {
				row.set(column, target);
				next.push(/* @__PURE__ */ new Map());
				out.push([]);
			}
			state = target;
		}
		out[state]?.push(index);
	});
	return {
		next,
		out
	};
}
function rowOf(rows, state) {
	return rows[state] ?? /* @__PURE__ */ new Map();
}
/** Breadth-first: failure links become plain transitions, accepting states get the highest numbers. */
function compile(trie, classes, keywords) {
	const size = trie.next.length;
	const width = Math.max(...classes) + 1;
	const dense = new Int32Array(size * width);
	const fail = new Int32Array(size);
	const order = [0];
	for (let head = 0; head < order.length; head++) {
		const state = order[head] ?? 0;
		const fallback = fail[state] ?? 0;
		const row = rowOf(trie.next, state);
		for (let column = 0; column < width; column++) {
			const inherited = state === 0 ? 0 : dense[fallback * width + column] ?? 0;
			const child = row.get(column);
			dense[state * width + column] = child ?? inherited;
			if (child === void 0) continue;
			fail[child] = inherited;
			trie.out[child]?.push(...trie.out[inherited] ?? []);
			order.push(child);
		}
	}
	return renumbered(dense, width, trie.out, classes, keywords);
}
/** Rows are stored multiplied by the width, so that one step is one addition and one look-up. */
function renumbered(dense, width, out, classes, keywords) {
	const size = out.length;
	const quiet = out.flatMap((hits, state) => hits.length === 0 ? [state] : []);
	const loud = out.flatMap((hits, state) => hits.length > 0 ? [state] : []);
	const row = new Uint32Array(size);
	[...quiet, ...loud].forEach((state, index) => {
		row[state] = index * width;
	});
	const table = new Uint32Array(size * width);
	for (let state = 0; state < size; state++) {
		const base = row[state] ?? 0;
		for (let column = 0; column < width; column++) table[base + column] = row[dense[state * width + column] ?? 0] ?? 0;
	}
	const hits = loud.map((state) => out[state] ?? []);
	const columns = /* @__PURE__ */ new Uint8Array(65536);
	columns.set(classes);
	return {
		keywords,
		states: size,
		scan: scanner({
			table,
			columns,
			width,
			firstLoud: quiet.length * width,
			hits
		})
	};
}
function scanner({ table, columns, width, firstLoud, hits }) {
	return (text, onHit) => {
		const end = text.length;
		let state = 0;
		for (let i = 0; i < end; i++) {
			state = table[state + columns[text.charCodeAt(i)]];
			if (state < firstLoud) continue;
			const found = hits[(state - firstLoud) / width];
			for (let k = 0; k < found.length; k++) onHit(found[k], i + 1);
		}
	};
}
// packages/text/src/secrets/form.ts
/**
* The notation in which token formats are written down. Literal text stands for itself;
* `{C:n}` or `{C:min,max}` is a run over alphabet C; `{=a|b}` is one of several literals; `{uuid}` is a
* UUID; `{pad}` is base64 padding. Every run has an upper bound, no group nests and nothing looks
* around, so a match costs at most the form's greatest length: linear by construction.
*/
const alphabets = {
	a: "a-z0-9",
	A: "A-Za-z0-9",
	d: "0-9",
	h: "a-f0-9",
	H: "A-F0-9",
	x: "A-Fa-f0-9",
	l: "a-z",
	u: "A-Z",
	L: "A-Za-z",
	U: "A-Z0-9",
	B: "A-Z2-7",
	w: "A-Za-z0-9_-",
	W: "A-Za-z0-9_",
	v: "a-z0-9_-",
	n: "A-Za-z0-9_.-",
	b: "A-Za-z0-9+/",
	m: "A-Za-z0-9+/_-",
	e: "A-Za-z0-9_.~-",
	k: "A-Za-z0-9_=-",
	t: "A-Za-z0-9-",
	c: "ac-hj-np-z02-9",
	g: "A-Za-z0-9+/%",
	q: "A-Za-z0-9+/_=-"
};
const UUID = "{x:8}-{x:4}-{x:4}-{x:4}-{x:12}";
/** @throws TextError `form-invalid` for an unknown alphabet or an unclosed brace. */
function parseForm(form) {
	const parts = [];
	for (const piece of form.replaceAll("{uuid}", UUID).split(/(\{[^{}]*\})/)) {
		if (piece === "") continue;
		if (piece === "{pad}") parts.push({
			kind: "run",
			set: "=",
			min: 0,
			max: 2
		});
		else if (piece.startsWith("{=")) parts.push({
			kind: "choice",
			texts: piece.slice(2, -1).split("|")
		});
		else if (piece.startsWith("{")) parts.push(parseRun(piece, form));
		else parts.push({
			kind: "literal",
			text: piece
		});
	}
	return parts;
}
function parseRun(piece, form) {
	const match = /^\{(\w):(\d{1,4})(?:,(\d{1,4}))?\}$/.exec(piece);
	const set = alphabets[match?.[1] ?? ""];
	if (match === null || set === void 0) throw new TextError("form-invalid", `Form "${form}" holds ${piece}; write {C:n} or {C:min,max} with a known alphabet.`);
	return {
		kind: "run",
		set,
		min: Number(match[2]),
		max: Number(match[3] ?? match[2])
	};
}
/** The regular expression of one form, as source text without anchors. */
function formSource(form) {
	return parseForm(form).map(partSource).join("");
}
function partSource(part) {
	if (part.kind === "literal") return escapeSource(part.text);
	if (part.kind === "choice") return `(?:${part.texts.map(escapeSource).join("|")})`;
	return part.min === part.max ? `[${part.set}]{${part.min}}` : `[${part.set}]{${part.min},${part.max}}`;
}
function escapeSource(text) {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
/** Greatest number of code units a form can match. */
function formLength(form) {
	let length = 0;
	for (const part of parseForm(form)) if (part.kind === "literal") length += part.text.length;
	else if (part.kind === "choice") length += Math.max(...part.texts.map((text) => text.length));
	else length += part.max;
	return length;
}
/** The fixed text a form begins with, empty when it begins with a run. */
function formPrefix(form) {
	const first = parseForm(form)[0];
	return first?.kind === "literal" ? first.text : "";
}
// packages/text/src/secrets/catalogue/define.ts
/** All rows of one issuer. */
function issuer(vendor, opens, revokeAt, rows) {
	return rows.map((row) => row({
		vendor,
		opens,
		revokeAt
	}));
}
/** A secret that its own form gives away; the keyword is the fixed prefix unless stated. */
function token(id, title, forms, options = {}) {
	const list = typeof forms === "string" ? [forms] : forms;
	return (by) => ({
		...base(id, title, by, list),
		method: "token",
		keywords: keywordsOf(list),
		...options
	});
}
/** A secret without a form of its own: known by the vendor's word in the name it is assigned to. */
function assigned(id, title, keywords, forms, options = {}) {
	const list = typeof forms === "string" ? [forms] : forms;
	return (by) => ({
		...base(id, title, by, list),
		method: "assigned",
		keywords: [...keywords],
		...options
	});
}
/** A secret that code recognises (`structures.ts`, under the same id). */
function structure(id, title, keywords, options = {}) {
	return (by) => ({
		...base(id, title, by, []),
		method: "structure",
		keywords: [...keywords],
		entropy: 0,
		...options
	});
}
function base(id, title, by, forms) {
	return {
		id,
		title,
		vendor: by.vendor,
		opens: by.opens,
		severity: "high",
		forms: [...forms],
		lead: 0,
		near: [],
		heads: [],
		entropy: 2.6,
		confidence: "likely",
		check: "none",
		revoke: `Revoke it at ${by.revokeAt}, issue a new one, and keep the new one out of the repository.`
	};
}
function keywordsOf(forms) {
	return [...new Set(forms.map((form) => formPrefix(form).toLowerCase()))].sort();
}
// packages/text/src/secrets/catalogue/ai.ts
/** Model and inference providers, vector stores, experiment trackers and LLM tooling. */
const aiRules = [
	...issuer("OpenAI", "ai-provider", "platform.openai.com/api-keys", [
		token("openai-project-key", "OpenAI project key", "sk-proj-{w:40,200}"),
		token("openai-service-account-key", "OpenAI service account key", ["sk-svcacct-{w:40,200}", "sk-service-{w:40,200}"]),
		token("openai-admin-key", "OpenAI admin key", "sk-admin-{w:40,200}", { severity: "critical" }),
		token("openai-user-key", "OpenAI user key", "sk-{A:20}T3BlbkFJ{A:20}", {
			keywords: ["t3blbkfj"],
			lead: 23
		}),
		token("sk-api-key", "API key in the sk- form (OpenAI and compatible providers)", ["sk-{A:32}", "sk-{A:48,64}"], {
			confidence: "possible",
			check: "has-digit",
			entropy: 3
		})
	]),
	...issuer("Anthropic", "ai-provider", "console.anthropic.com/settings/keys", [
		token("anthropic-api-key", "Anthropic API key", "sk-ant-api{d:2}-{w:80,120}"),
		token("anthropic-admin-key", "Anthropic admin key", "sk-ant-admin{d:2}-{w:80,120}", { severity: "critical" }),
		token("anthropic-oauth-token", "Anthropic OAuth token", [
			"sk-ant-oat{d:2}-{w:80,120}",
			"sk-ant-ort{d:2}-{w:80,120}",
			"sk-ant-sid{d:2}-{w:80,120}"
		])
	]),
	...issuer("Google", "ai-provider", "console.cloud.google.com/apis/credentials", [token("google-api-key", "Google API key (Gemini, Maps, Firebase)", "AIza{w:35}", { entropy: 3 })]),
	...issuer("Hugging Face", "ai-provider", "huggingface.co/settings/tokens", [token("huggingface-user-token", "Hugging Face user token", "hf_{A:34,40}", { check: "not-natural" }), token("huggingface-organization-token", "Hugging Face organisation token", "api_org_{A:34}", { check: "not-natural" })]),
	...issuer("Groq", "ai-provider", "console.groq.com/keys", [token("groq-api-key", "Groq API key", "gsk_{A:52}")]),
	...issuer("Replicate", "ai-provider", "replicate.com/account/api-tokens", [token("replicate-api-token", "Replicate API token", "r8_{A:37}")]),
	...issuer("OpenRouter", "ai-provider", "openrouter.ai/keys", [token("openrouter-api-key", "OpenRouter API key", "sk-or-v1-{h:64}")]),
	...issuer("xAI", "ai-provider", "console.x.ai", [token("xai-api-key", "xAI API key", "xai-{A:70,90}")]),
	...issuer("Perplexity", "ai-provider", "perplexity.ai/settings/api", [token("perplexity-api-key", "Perplexity API key", "pplx-{A:40,64}")]),
	...issuer("NVIDIA", "ai-provider", "build.nvidia.com", [token("nvidia-api-key", "NVIDIA API key", "nvapi-{w:60,70}")]),
	...issuer("Cerebras", "ai-provider", "cloud.cerebras.ai", [token("cerebras-api-key", "Cerebras API key", "csk-{a:48}")]),
	...issuer("Fireworks AI", "ai-provider", "fireworks.ai/account/api-keys", [token("fireworks-api-key", "Fireworks API key", "fw_{A:22,24}", {
		check: "mixed-case-and-digit",
		entropy: 3.2
	})]),
	...issuer("Voyage AI", "ai-provider", "dash.voyageai.com", [token("voyage-api-key", "Voyage AI API key", "pa-{w:43}", {
		check: "mixed-case-and-digit",
		entropy: 3.8
	})]),
	...issuer("Together AI", "ai-provider", "api.together.ai/settings/api-keys", [token("together-api-key", "Together AI API key", "tgp_v1_{w:43}"), assigned("together-legacy-key", "Together AI API key (older form)", ["together"], "{h:64}", { heads: [
		"key",
		"token",
		"secret"
	] })]),
	...issuer("Mistral", "ai-provider", "console.mistral.ai/api-keys", [assigned("mistral-api-key", "Mistral API key", ["mistral", "codestral"], "{A:32}", {
		heads: [
			"key",
			"token",
			"secret"
		],
		check: "has-digit"
	})]),
	...issuer("Cohere", "ai-provider", "dashboard.cohere.com/api-keys", [assigned("cohere-api-key", "Cohere API key", ["cohere", "co_api"], "{A:40}", {
		heads: [
			"key",
			"token",
			"secret"
		],
		check: "has-digit"
	})]),
	...issuer("DeepSeek", "ai-provider", "platform.deepseek.com/api_keys", [assigned("deepseek-api-key", "DeepSeek API key", ["deepseek"], ["sk-{h:32}", "sk-{A:32,64}"])]),
	...issuer("Alibaba Cloud", "ai-provider", "dashscope.console.aliyun.com", [assigned("dashscope-api-key", "DashScope API key", [
		"dashscope",
		"qwen",
		"bailian"
	], "sk-{h:32}")]),
	...issuer("Moonshot AI", "ai-provider", "platform.moonshot.ai", [assigned("moonshot-api-key", "Moonshot API key", ["moonshot", "kimi"], "sk-{A:48}")]),
	...issuer("Zhipu AI", "ai-provider", "open.bigmodel.cn", [assigned("zhipu-api-key", "Zhipu API key", [
		"zhipu",
		"glm",
		"bigmodel",
		"zai"
	], "{h:32}.{A:16}")]),
	...issuer("Stability AI", "ai-provider", "platform.stability.ai/account/keys", [assigned("stability-api-key", "Stability AI API key", ["stability", "stable"], "sk-{A:48}")]),
	...issuer("ElevenLabs", "ai-provider", "elevenlabs.io/app/settings/api-keys", [token("elevenlabs-api-key", "ElevenLabs API key", "sk_{h:48}"), assigned("elevenlabs-legacy-key", "ElevenLabs API key (older form)", [
		"eleven",
		"xi_api",
		"xi-api"
	], "{h:32}")]),
	...issuer("AssemblyAI", "ai-provider", "assemblyai.com/dashboard/api-keys", [assigned("assemblyai-api-key", "AssemblyAI API key", [
		"assemblyai",
		"assembly_ai",
		"aai"
	], "{h:32}")]),
	...issuer("Deepgram", "ai-provider", "console.deepgram.com", [assigned("deepgram-api-key", "Deepgram API key", ["deepgram"], "{h:40}")]),
	...issuer("Cartesia", "ai-provider", "play.cartesia.ai/keys", [token("cartesia-api-key", "Cartesia API key", "sk_car_{w:20,60}", { check: "not-natural" })]),
	...issuer("SambaNova", "ai-provider", "cloud.sambanova.ai/apis", [assigned("sambanova-api-key", "SambaNova API key", ["sambanova"], "{uuid}")]),
	...issuer("Baseten", "ai-provider", "app.baseten.co/settings/api_keys", [assigned("baseten-api-key", "Baseten API key", ["baseten"], "{A:8}.{A:32}")]),
	...issuer("Modal", "ai-provider", "modal.com/settings/tokens", [assigned("modal-token", "Modal token", ["modal"], ["ak-{A:22}", "as-{A:22}"])]),
	...issuer("RunPod", "ai-provider", "runpod.io/console/user/settings", [token("runpod-api-key", "RunPod API key", "rpa_{U:38,50}")]),
	...issuer("Vast.ai", "ai-provider", "cloud.vast.ai/account", [assigned("vastai-api-key", "Vast.ai API key", ["vast"], "{h:64}", { heads: ["key", "token"] })]),
	...issuer("Anyscale", "ai-provider", "console.anyscale.com", [token("anyscale-api-key", "Anyscale API key", "esecret_{a:24,40}")]),
	...issuer("Clarifai", "ai-provider", "clarifai.com/settings/security", [assigned("clarifai-pat", "Clarifai personal access token", ["clarifai"], "{h:32}")]),
	...issuer("AI21", "ai-provider", "studio.ai21.com/account/api-key", [assigned("ai21-api-key", "AI21 API key", ["ai21"], ["{A:32}", "{uuid}"], { heads: ["key", "token"] })]),
	...issuer("Upstage", "ai-provider", "console.upstage.ai", [token("upstage-api-key", "Upstage API key", "up_{A:32}", {
		check: "mixed-case-and-digit",
		entropy: 3.4
	})]),
	...issuer("Databricks", "ai-provider", "the workspace under Settings > Developer > Access tokens", [token("databricks-token", "Databricks personal access token", ["dapi{h:32}-{d:1}", "dapi{h:32}"], { entropy: 2.8 }), token("databricks-service-principal-secret", "Databricks OAuth secret", "dose{h:32}", { entropy: 2.8 })]),
	...issuer("Pinecone", "ai-provider", "app.pinecone.io (API keys)", [token("pinecone-api-key", "Pinecone API key", "pcsk_{A:5,8}_{A:55,75}"), assigned("pinecone-legacy-key", "Pinecone API key (older form)", ["pinecone"], "{uuid}", { heads: ["key", "token"] })]),
	...issuer("Qdrant", "ai-provider", "cloud.qdrant.io (API keys)", [assigned("qdrant-api-key", "Qdrant API key", ["qdrant"], ["{w:40,120}", "{uuid}|{w:40,120}"], {
		heads: ["key", "token"],
		entropy: 3.5,
		check: "has-digit"
	})]),
	...issuer("Weaviate", "ai-provider", "console.weaviate.cloud", [assigned("weaviate-api-key", "Weaviate API key", [
		"weaviate",
		"wcd",
		"wcs"
	], ["{A:36,40}", "{b:60,120}{pad}"], {
		heads: ["key", "token"],
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Zilliz", "ai-provider", "cloud.zilliz.com (API keys)", [assigned("zilliz-api-key", "Zilliz or Milvus key", ["zilliz", "milvus"], ["{h:64,90}", "{h:72,100}"], { heads: ["key", "token"] })]),
	...issuer("Chroma", "ai-provider", "trychroma.com (API keys)", [token("chroma-api-key", "Chroma Cloud API key", "ck-{A:44}")]),
	...issuer("LangChain", "ai-provider", "smith.langchain.com/settings", [token("langsmith-api-key", "LangSmith API key", "lsv2_{=pt|sk}_{h:32}_{h:10}", { keywords: ["lsv2_"] }), token("langsmith-legacy-key", "LangSmith API key (older form)", "ls__{h:32}")]),
	...issuer("Langfuse", "ai-provider", "the Langfuse project settings", [token("langfuse-secret-key", "Langfuse secret key", "sk-lf-{uuid}")]),
	...issuer("Weights & Biases", "ai-provider", "wandb.ai/authorize", [assigned("wandb-api-key", "Weights & Biases API key", ["wandb", "weights_and_biases"], "{h:40}", { heads: [
		"key",
		"token",
		"secret",
		"login",
		"wandb"
	] }), token("wandb-v1-key", "Weights & Biases API key (v1)", "wandb_v1_{W:60,100}")]),
	...issuer("Comet", "ai-provider", "comet.com/account-settings/apiKeys", [assigned("comet-api-key", "Comet or Opik API key", ["comet", "opik"], "{A:25}", {
		heads: ["key", "token"],
		check: "has-digit"
	})]),
	...issuer("Neptune", "ai-provider", "app.neptune.ai (API tokens)", [token("neptune-api-token", "Neptune API token", "eyJhcGlfYWRkcmVzcyI6{b:60,400}{pad}")]),
	...issuer("Helicone", "ai-provider", "helicone.ai/settings", [token("helicone-api-key", "Helicone API key", "sk-helicone-{t:20,80}")]),
	...issuer("PromptLayer", "ai-provider", "promptlayer.com/settings", [token("promptlayer-api-key", "PromptLayer API key", "pl_{h:32}")]),
	...issuer("AgentOps", "ai-provider", "app.agentops.ai", [assigned("agentops-api-key", "AgentOps API key", ["agentops"], "{uuid}")]),
	...issuer("Dify", "ai-provider", "the Dify app under API access", [assigned("dify-api-key", "Dify API key", ["dify"], ["app-{A:24}", "dataset-{A:24}"])]),
	...issuer("LlamaIndex", "ai-provider", "cloud.llamaindex.ai", [token("llamacloud-api-key", "LlamaCloud API key", "llx-{A:40,60}")]),
	...issuer("Jina AI", "ai-provider", "jina.ai/api-dashboard", [token("jina-api-key", "Jina AI API key", "jina_{h:32}{w:28}")]),
	...issuer("Tavily", "ai-provider", "app.tavily.com", [token("tavily-api-key", "Tavily API key", ["tvly-{=dev|prod}-{w:32,60}", "tvly-{A:32}"], { keywords: ["tvly-"] })]),
	...issuer("Firecrawl", "ai-provider", "firecrawl.dev/app/api-keys", [token("firecrawl-api-key", "Firecrawl API key", "fc-{h:32}")]),
	...issuer("Exa", "ai-provider", "dashboard.exa.ai/api-keys", [assigned("exa-api-key", "Exa API key", ["exa_", "exa-"], "{uuid}", { heads: ["key", "token"] })]),
	...issuer("Serper", "ai-provider", "serper.dev/api-key", [assigned("serper-api-key", "Serper API key", ["serper"], "{h:40}")]),
	...issuer("SerpApi", "ai-provider", "serpapi.com/manage-api-key", [assigned("serpapi-api-key", "SerpApi API key", ["serpapi", "serp_api"], "{h:64}")]),
	...issuer("E2B", "ai-provider", "e2b.dev/dashboard", [token("e2b-api-key", "E2B API key", "e2b_{h:40}")]),
	...issuer("Mem0", "ai-provider", "app.mem0.ai", [token("mem0-api-key", "Mem0 API key", "m0-{A:40}")]),
	...issuer("Kaggle", "ai-provider", "kaggle.com/settings", [token("kaggle-access-token", "Kaggle access token", "KGAT_{h:32}"), assigned("kaggle-api-key", "Kaggle API key", ["kaggle"], "{h:32}")]),
	...issuer("Roboflow", "ai-provider", "app.roboflow.com/settings/api", [assigned("roboflow-api-key", "Roboflow API key", ["roboflow"], "{A:20}", {
		heads: ["key", "token"],
		check: "has-digit"
	})]),
	...issuer("Prefect", "ci", "app.prefect.cloud/my/api-keys", [token("prefect-api-key", "Prefect API key", ["pnu_{A:36}", "pnb_{A:36}"])]),
	...issuer("Private AI", "ai-provider", "the Private AI portal", [assigned("privateai-api-key", "Private AI API key", [
		"privateai",
		"private_ai",
		"private-ai",
		"private ai"
	], "{a:32}", { check: "has-digit" })]),
	...issuer("Anysphere", "ai-provider", "cursor.com/dashboard", [token("cursor-api-key", "Cursor API key", "key_{h:64}")]),
	...issuer("Unstructured", "ai-provider", "platform.unstructured.io", [assigned("unstructured-api-key", "Unstructured API key", ["unstructured"], "{A:30,40}", {
		heads: ["key", "token"],
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Portkey", "ai-provider", "app.portkey.ai/api-keys", [assigned("portkey-api-key", "Portkey API key", ["portkey"], "{b:28}", {
		heads: ["key", "token"],
		check: "has-digit"
	})]),
	...issuer("Braintrust", "ai-provider", "braintrust.dev/app/settings", [assigned("braintrust-api-key", "Braintrust API key", ["braintrust"], "sk-{A:48}")])
];
// packages/text/src/secrets/catalogue/cloud.ts
/** Cloud platforms, hosting and content delivery. */
const cloudRules = [
	...issuer("Amazon", "cloud", "the IAM console (deactivate, then delete the access key)", [
		token("aws-access-key-id", "AWS access key id", "{=AKIA|ASIA|ABIA|ACCA}{B:16}", {
			keywords: [
				"akia",
				"asia",
				"abia",
				"acca"
			],
			check: "has-digit",
			entropy: 3
		}),
		assigned("aws-secret-access-key", "AWS secret access key", [
			"aws",
			"amazon",
			"secret_access_key",
			"secretaccesskey",
			"secret-access-key",
			"s3_secret",
			"s3secret",
			"access_key",
			"accesskey"
		], "{b:40}", {
			heads: ["key", "secret"],
			entropy: 4,
			check: "mixed-case-and-digit",
			severity: "critical"
		}),
		assigned("aws-session-token", "AWS session token", [
			"session_token",
			"sessiontoken",
			"security_token"
		], "{b:150,1500}{pad}", { entropy: 4.5 }),
		token("aws-bedrock-api-key", "Amazon Bedrock API key", ["ABSKQmVkcm9ja0FQSUtleS1{b:80,270}{pad}", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b:0,1800}{pad}"], { entropy: 0 }),
		token("aws-mws-token", "Amazon MWS auth token", "amzn.mws.{uuid}")
	]),
	...issuer("Google", "cloud", "console.cloud.google.com/iam-admin/serviceaccounts", [
		structure("gcp-service-account-key", "Google Cloud service account key", ["private key-----"], { severity: "critical" }),
		token("google-oauth-client-secret", "Google OAuth client secret", "GOCSPX-{w:28}"),
		token("google-oauth-access-token", "Google OAuth access token", "ya29.{w:60,400}"),
		token("google-oauth-refresh-token", "Google OAuth refresh token", "1//0{w:40,110}", {
			keywords: ["1//0"],
			entropy: 3.5,
			check: "mixed-case-and-digit"
		})
	]),
	...issuer("Microsoft", "cloud", "the Azure portal (regenerate the key or rotate the client secret)", [
		token("azure-client-secret", "Microsoft Entra client secret", "{e:3}{d:1}Q~{e:31,34}", {
			keywords: ["q~"],
			lead: 4,
			entropy: 3.5
		}),
		token("azure-cognitive-key", "Azure OpenAI or AI services key", "{A:52}JQQJ99{A:26}", {
			keywords: ["jqqj99"],
			lead: 52
		}),
		assigned("azure-openai-key", "Azure OpenAI or AI services key (32 digits)", [
			"azure",
			"cognitive",
			"openai",
			"speech",
			"formrecognizer",
			"document_intelligence",
			"subscription",
			"computer_vision",
			"text_analytics"
		], "{h:32}", { heads: [
			"key",
			"token",
			"secret"
		] }),
		token("azure-search-key", "Azure AI Search key", "{A:42}AzSe{A:6}", {
			keywords: ["azse"],
			lead: 42
		}),
		token("azure-function-key", "Azure Functions key", "{w:44}AzFu{w:8}==", {
			keywords: ["azfu"],
			lead: 44
		}),
		token("azure-devops-pat", "Azure DevOps personal access token", "{A:76}AZDO{A:4}", {
			keywords: ["azdo"],
			lead: 76
		}),
		assigned("azure-storage-key", "Azure storage or Cosmos DB account key", [
			"accountkey",
			"account_key",
			"account-key",
			"storage_key",
			"storagekey",
			"azure",
			"cosmos"
		], "{b:86}==", {
			severity: "critical",
			entropy: 4
		}),
		assigned("azure-shared-access-key", "Azure Service Bus, Event Hubs or IoT key", [
			"sharedaccesskey",
			"shared_access_key",
			"servicebus",
			"eventhub"
		], "{b:43}=", { entropy: 3.5 }),
		token("azure-sas-signature", "Azure shared access signature", [
			"sig={b:43}%3D",
			"sig={g:43,70}%3D",
			"sig={b:43}="
		], {
			keywords: ["sig="],
			near: [
				"sv=",
				"&se=",
				"se="
			],
			entropy: 3.5
		})
	]),
	...issuer("DigitalOcean", "cloud", "cloud.digitalocean.com/account/api/tokens", [token("digitalocean-token", "DigitalOcean token", [
		"dop_v1_{h:64}",
		"doo_v1_{h:64}",
		"dor_v1_{h:64}"
	]), token("digitalocean-ai-key", "DigitalOcean model access key", "sk-do-{w:40,90}")]),
	...issuer("Alibaba Cloud", "cloud", "ram.console.aliyun.com", [token("alibaba-access-key-id", "Alibaba Cloud access key id", "LTAI{A:16,22}", {
		check: "has-digit",
		entropy: 3
	}), assigned("alibaba-secret-key", "Alibaba Cloud access key secret", [
		"alibaba",
		"aliyun",
		"alicloud",
		"oss_"
	], "{A:30}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Tencent Cloud", "cloud", "console.cloud.tencent.com/cam/capi", [token("tencent-secret-id", "Tencent Cloud secret id", "AKID{A:32}", {
		check: "has-digit",
		entropy: 3.2
	}), assigned("tencent-secret-key", "Tencent Cloud secret key", ["tencent", "qcloud"], "{A:32}", {
		heads: ["key", "secret"],
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("IBM", "cloud", "cloud.ibm.com/iam/apikeys", [assigned("ibm-cloud-api-key", "IBM Cloud or watsonx API key", [
		"ibm",
		"watson",
		"bluemix"
	], "{w:44}", {
		heads: [
			"key",
			"token",
			"apikey"
		],
		check: "mixed-case-and-digit",
		entropy: 3.5
	})]),
	...issuer("Akamai", "cloud", "cloud.linode.com/profile/tokens", [assigned("linode-token", "Linode token", ["linode"], "{h:64}")]),
	...issuer("Vultr", "cloud", "my.vultr.com/settings/#settingsapi", [assigned("vultr-api-key", "Vultr API key", ["vultr"], "{U:36}", { check: "has-digit" })]),
	...issuer("Hetzner", "cloud", "console.hetzner.cloud (API tokens)", [assigned("hetzner-token", "Hetzner Cloud token", ["hcloud", "hetzner"], "{A:64}", { check: "has-digit" })]),
	...issuer("Scaleway", "cloud", "console.scaleway.com/iam/api-keys", [assigned("scaleway-secret-key", "Scaleway secret key", ["scw", "scaleway"], "{uuid}", { heads: [
		"key",
		"token",
		"secret"
	] })]),
	...issuer("Scalingo", "cloud", "dashboard.scalingo.com/account/tokens", [token("scalingo-token", "Scalingo token", "tk-us-{w:48}")]),
	...issuer("Yandex", "cloud", "console.yandex.cloud", [
		token("yandex-api-key", "Yandex Cloud API key", "AQVN{w:35,38}"),
		token("yandex-access-key", "Yandex Cloud static key", "YC{w:38}", {
			check: "mixed-case-and-digit",
			entropy: 4,
			near: ["yandex"]
		}),
		token("yandex-iam-token", "Yandex Cloud IAM token", "t1.{k:20,400}.{w:86}{pad}", { entropy: 3.5 })
	]),
	...issuer("Salesforce", "cloud", "dashboard.heroku.com/account", [token("heroku-token", "Heroku token", "HRKU-AA{w:58}", { entropy: 3.2 }), assigned("heroku-api-key", "Heroku API key (older form)", ["heroku"], "{uuid}")]),
	...issuer("Fly.io", "cloud", "fly.io/user/personal_access_tokens", [token("flyio-token", "Fly.io token", [
		"fo1_{w:43}",
		"fm1{=a|r}_{b:100,900}{pad}",
		"fm2_{b:100,900}{pad}"
	], { keywords: [
		"fo1_",
		"fm1a_",
		"fm1r_",
		"fm2_"
	] })]),
	...issuer("Render", "cloud", "dashboard.render.com/settings", [token("render-api-key", "Render API key", "rnd_{A:28,40}", { check: "has-digit" })]),
	...issuer("Railway", "cloud", "railway.com/account/tokens", [assigned("railway-token", "Railway token", ["railway"], "{uuid}", { heads: ["key", "token"] })]),
	...issuer("Vercel", "cloud", "vercel.com/account/tokens", [
		token("vercel-token", "Vercel token", [
			"vcp_{A:56,70}",
			"vck_{A:56,70}",
			"vci_{A:56,70}",
			"vcr_{A:56,70}",
			"vca_{A:56,70}"
		]),
		token("vercel-blob-token", "Vercel Blob token", "vercel_blob_rw_{A:16}_{A:30}"),
		assigned("vercel-legacy-token", "Vercel token (older form)", ["vercel"], "{A:24}", {
			heads: ["token", "key"],
			check: "mixed-case-and-digit"
		})
	]),
	...issuer("Netlify", "cloud", "app.netlify.com/user/applications", [token("netlify-token", "Netlify token", "nfp_{A:36}"), assigned("netlify-legacy-token", "Netlify token (older form)", ["netlify"], "{w:40,46}", {
		check: "has-digit",
		entropy: 3.5
	})]),
	...issuer("Cloudflare", "cloud", "dash.cloudflare.com/profile/api-tokens", [
		token("cloudflare-token", "Cloudflare token", [
			"cfat_{A:40}{x:8}",
			"cfut_{A:40}{x:8}",
			"cfk_{A:40}{x:8}"
		]),
		token("cloudflare-origin-ca-key", "Cloudflare origin CA key", "v1.0-{h:24}-{h:146}"),
		assigned("cloudflare-api-key", "Cloudflare API token", ["cloudflare", "cf_api"], "{w:40}", {
			check: "has-digit",
			entropy: 3.5
		}),
		assigned("cloudflare-global-key", "Cloudflare global API key", ["cloudflare", "cf_api"], "{h:37}")
	]),
	...issuer("Fastly", "cloud", "manage.fastly.com/account/personal/tokens", [assigned("fastly-token", "Fastly token", ["fastly"], "{w:32}", {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("Red Hat", "cloud", "oc delete useroauthaccesstokens", [token("openshift-token", "OpenShift user token", "sha256~{w:43}")]),
	...issuer("HashiCorp", "identity", "vault token revoke", [
		token("vault-service-token", "Vault service token", "hvs.{w:24,200}", {
			entropy: 3,
			severity: "critical"
		}),
		token("vault-batch-token", "Vault batch token", "hvb.{w:120,300}"),
		token("vault-recovery-token", "Vault recovery token", "hvr.{w:24,200}", { severity: "critical" }),
		token("vault-legacy-token", "Vault token (older form)", "s.{A:24}", {
			keywords: ["s."],
			check: "mixed-case-and-digit",
			entropy: 3.6
		}),
		token("terraform-cloud-token", "HCP Terraform token", "{A:14}.atlasv1.{k:60,70}", {
			keywords: [".atlasv1."],
			lead: 14
		})
	]),
	...issuer("Pulumi", "cloud", "app.pulumi.com/account/tokens", [token("pulumi-token", "Pulumi token", "pul-{h:40}")]),
	...issuer("Infracost", "saas", "dashboard.infracost.io", [token("infracost-api-key", "Infracost API key", "ico-{A:32}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Defined Networking", "network", "admin.defined.net", [token("defined-networking-token", "Defined Networking token", "dnkey-{w:26}-{w:52}")]),
	...issuer("Tailscale", "network", "login.tailscale.com/admin/settings/keys", [token("tailscale-key", "Tailscale key", "tskey-{=api|auth|client|scim|webhook}-{A:8,24}-{A:20,40}", { keywords: ["tskey-"] })]),
	...issuer("ngrok", "network", "dashboard.ngrok.com", [assigned("ngrok-authtoken", "ngrok authtoken", ["ngrok"], "2{A:26,48}", { check: "mixed-case-and-digit" })]),
	...issuer("Cisco", "network", "dashboard.meraki.com (API access)", [assigned("meraki-api-key", "Cisco Meraki API key", ["meraki"], "{h:40}")])
];
// packages/text/src/secrets/catalogue/code.ts
/** Version control, package registries, build and delivery. */
const codeRules = [
	...issuer("GitHub", "vcs", "github.com/settings/tokens", [
		token("github-personal-token", "GitHub personal access token", "ghp_{A:36}", { check: "github-crc32" }),
		token("github-oauth-token", "GitHub OAuth token", "gho_{A:36}", { check: "github-crc32" }),
		token("github-app-token", "GitHub app token", ["ghu_{A:36}", "ghs_{A:36}"], { check: "github-crc32" }),
		token("github-refresh-token", "GitHub refresh token", "ghr_{A:36,76}", { check: "github-crc32" }),
		token("github-fine-grained-token", "GitHub fine-grained token", "github_pat_{W:82}"),
		assigned("github-legacy-token", "GitHub token (older form)", ["github", "gh_"], "{h:40}", {
			heads: [
				"token",
				"key",
				"secret",
				"pat"
			],
			confidence: "possible"
		})
	]),
	...issuer("GitLab", "vcs", "gitlab.com/-/user_settings/personal_access_tokens", [
		token("gitlab-personal-token", "GitLab personal access token", [
			"glpat-{w:27,300}.{a:2}.{a:9}",
			"glpat-{w:27,300}.{a:9}",
			"glpat-{w:20}"
		]),
		token("gitlab-pipeline-trigger-token", "GitLab pipeline trigger token", "glptt-{h:40}"),
		token("gitlab-runner-token", "GitLab runner token", [
			"glrt-t{d:1}_{w:27,300}.{a:2}.{a:9}",
			"glrt-t{d:1}_{w:27,300}.{a:9}",
			"glrt-{w:20}",
			"glrtr-{w:20}",
			"GR1348941{w:20}"
		], { keywords: [
			"glrt-",
			"glrtr-",
			"gr1348941"
		] }),
		token("gitlab-deploy-token", "GitLab deploy token", "gldt-{w:20}"),
		token("gitlab-ci-job-token", "GitLab CI job token", "glcbt-{A:1,5}_{w:20}"),
		token("gitlab-feature-flag-token", "GitLab feature flag client token", "glffct-{w:20}"),
		token("gitlab-feed-token", "GitLab feed token", "glft-{w:20}"),
		token("gitlab-incoming-mail-token", "GitLab incoming mail token", "glimt-{w:25}"),
		token("gitlab-agent-token", "GitLab agent token", "glagent-{w:50}"),
		token("gitlab-oauth-secret", "GitLab OAuth application secret", "gloas-{w:64}"),
		token("gitlab-scim-token", "GitLab SCIM token", "glsoat-{w:20}"),
		token("gitlab-session-cookie", "GitLab session cookie", "_gitlab_session={a:32}")
	]),
	...issuer("Atlassian", "vcs", "id.atlassian.com/manage-profile/security/api-tokens", [
		token("atlassian-api-token", "Atlassian API token", ["ATATT3{k:170,220}", "ATCTT3{k:170,220}"]),
		token("bitbucket-app-password", "Bitbucket app password", "ATBB{A:24}{x:8}", { check: "has-digit" }),
		assigned("atlassian-legacy-token", "Atlassian API token (older form)", [
			"atlassian",
			"confluence",
			"jira"
		], "{A:24}", { check: "has-digit" }),
		assigned("bitbucket-client-secret", "Bitbucket client secret", ["bitbucket"], ["{k:64}", "{A:32}"], {
			heads: [
				"secret",
				"key",
				"token",
				"id",
				"bitbucket"
			],
			check: "has-digit",
			entropy: 3.2
		})
	]),
	...issuer("Sourcegraph", "vcs", "sourcegraph.com/user/settings/tokens", [token("sourcegraph-token", "Sourcegraph token", [
		"sgp_{x:16}_{x:40}",
		"sgp_local_{x:40}",
		"sgp_{x:40}",
		"slk_{x:64}"
	], { keywords: ["sgp_", "slk_"] }), assigned("sourcegraph-legacy-token", "Sourcegraph token (older form)", ["sourcegraph"], "{x:40}")]),
	...issuer("npm", "package-registry", "npm token revoke", [token("npm-token", "npm token", "npm_{A:36}", { check: "github-crc32" })]),
	...issuer("PyPI", "package-registry", "pypi.org/manage/account/token", [token("pypi-token", "PyPI upload token", ["pypi-AgEIcHlwaS5vcmc{w:50,600}", "pypi-AgENdGVzdC5weXBpLm9yZw{w:50,600}"])]),
	...issuer("Docker", "package-registry", "app.docker.com/settings/personal-access-tokens", [token("docker-hub-token", "Docker Hub token", ["dckr_pat_{w:27}", "dckr_oat_{w:27,40}"])]),
	...issuer("RubyGems", "package-registry", "rubygems.org/settings/edit", [token("rubygems-api-key", "RubyGems API key", "rubygems_{h:48}")]),
	...issuer("NuGet", "package-registry", "nuget.org/account/apikeys", [token("nuget-api-key", "NuGet API key", "oy2{a:43}", { check: "has-digit" })]),
	...issuer("crates.io", "package-registry", "crates.io/settings/tokens", [token("crates-io-token", "crates.io token", "cio{A:32}", {
		check: "mixed-case-and-digit",
		entropy: 3.8
	})]),
	...issuer("Clojars", "package-registry", "clojars.org/tokens", [token("clojars-token", "Clojars token", "CLOJARS_{a:60}")]),
	...issuer("JFrog", "package-registry", "the JFrog platform under Identity tokens", [
		token("artifactory-api-key", "Artifactory API key", "AKCp{A:69}", { entropy: 3.5 }),
		token("artifactory-reference-token", "Artifactory reference token", "cmVmdGtu{A:56}", { entropy: 3.5 }),
		assigned("jfrog-api-key", "JFrog API key", [
			"jfrog",
			"artifactory",
			"bintray",
			"xray"
		], ["{A:73}", "{A:64}"], {
			check: "has-digit",
			entropy: 3.2
		})
	]),
	...issuer("SonarSource", "ci", "the Sonar account under Security", [token("sonar-token", "Sonar token", [
		"squ_{h:40}",
		"sqp_{h:40}",
		"sqa_{h:40}"
	]), assigned("sonar-legacy-token", "Sonar token (older form)", ["sonar"], [
		"{x:40}",
		"{=squ_|sqp_|sqa_}{w:40}",
		"{k:40}"
	], {
		heads: [
			"login",
			"token",
			"key",
			"secret",
			"password",
			"pass"
		],
		check: "has-digit",
		entropy: 2.8
	})]),
	...issuer("Snyk", "ci", "app.snyk.io/account", [assigned("snyk-token", "Snyk token", ["snyk"], "{uuid}", { heads: [
		"token",
		"key",
		"secret"
	] }), token("snyk-personal-token", "Snyk personal access token", "snyk_{=uat|sat}.{x:8}.{w:60,400}.{w:20,90}", { keywords: ["snyk_uat.", "snyk_sat."] })]),
	...issuer("CircleCI", "ci", "app.circleci.com/settings/user/tokens", [token("circleci-token", "CircleCI token", ["CCIPAT_{A:22}_{h:40}", "CCIPRJ_{A:22}_{h:40}"])]),
	...issuer("Buildkite", "ci", "buildkite.com/user/api-access-tokens", [token("buildkite-token", "Buildkite token", [
		"bkua_{h:40}",
		"bkaj_{A:40,90}",
		"bkct_{A:40,90}"
	])]),
	...issuer("Travis CI", "ci", "app.travis-ci.com/account/preferences", [assigned("travis-token", "Travis CI token", ["travis"], "{A:22}", {
		heads: [
			"token",
			"key",
			"secret"
		],
		check: "has-digit"
	})]),
	...issuer("Drone", "ci", "the Drone account page", [assigned("drone-token", "Drone CI token", ["drone"], "{A:32}", {
		heads: [
			"token",
			"key",
			"secret",
			"drone",
			"droneci"
		],
		check: "has-digit"
	})]),
	...issuer("Codecov", "ci", "the Codecov repository settings", [assigned("codecov-token", "Codecov token", ["codecov"], ["{a:32}", "{uuid}"], { check: "has-digit" })]),
	...issuer("Harness", "ci", "app.harness.io (API keys)", [token("harness-token", "Harness token", ["pat.{w:22}.{A:24}.{A:20}", "sat.{w:22}.{A:24}.{A:20}"])]),
	...issuer("Octopus Deploy", "ci", "the Octopus profile under API keys", [token("octopus-api-key", "Octopus Deploy API key", "API-{U:26}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Doppler", "identity", "dashboard.doppler.com", [token("doppler-token", "Doppler token", "dp.{=pt|st|ct|sa|scim|audit}.{n:40,70}", { keywords: [
		"dp.pt.",
		"dp.st.",
		"dp.ct.",
		"dp.sa.",
		"dp.scim.",
		"dp.audit."
	] })]),
	...issuer("1Password", "identity", "1password.com/developer", [token("onepassword-service-account", "1Password service account token", "ops_eyJ{m:240,2000}{pad}", { severity: "critical" }), token("onepassword-secret-key", "1Password secret key", ["A3-{U:6}-{U:6}-{U:5}-{U:5}-{U:5}-{U:5}", "A3-{U:6}-{U:11}-{U:5}-{U:5}-{U:5}"], {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("Postman", "saas", "web.postman.co/settings/me/api-keys", [token("postman-api-key", "Postman API key", ["PMAK-{h:24}-{h:34}", "PMAT-{U:26}"])]),
	...issuer("ReadMe", "saas", "dash.readme.com", [token("readme-api-key", "ReadMe API key", "rdme_{a:70}")]),
	...issuer("LaunchDarkly", "saas", "app.launchdarkly.com/settings/authorization", [assigned("launchdarkly-key", "LaunchDarkly key", ["launchdarkly", "ld_"], ["{=api-|sdk-}{uuid}", "{k:40}"], { check: "has-digit" }), token("launchdarkly-sdk-key", "LaunchDarkly server key", "sdk-{uuid}")]),
	...issuer("Contributed Systems", "package-registry", "billing.contribsys.com", [assigned("sidekiq-credentials", "Sidekiq gem server credentials", ["bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com"], "{x:8}:{x:8}")])
];
// packages/text/src/secrets/catalogue/data.ts
/** Databases, storage, monitoring. */
const dataRules = [
	...issuer("Supabase", "database", "supabase.com/dashboard (API keys)", [token("supabase-key", "Supabase key", [
		"sbp_{h:40}",
		"sbp_v0_{h:40}",
		"sb_secret_{w:31,40}"
	], { keywords: ["sbp_", "sb_secret_"] })]),
	...issuer("Neon", "database", "console.neon.tech/app/settings/api-keys", [token("neon-api-key", "Neon API key", "napi_{a:60,80}")]),
	...issuer("PlanetScale", "database", "app.planetscale.com", [token("planetscale-token", "PlanetScale token or password", [
		"pscale_tkn_{k:32,64}",
		"pscale_oauth_{k:32,64}",
		"pscale_pw_{k:32,64}",
		"pscale_tkn_{n:32,64}",
		"pscale_oauth_{n:32,64}",
		"pscale_pw_{n:32,64}"
	])]),
	...issuer("MongoDB", "database", "cloud.mongodb.com (API keys)", [token("mongodb-service-account-secret", "MongoDB Atlas service account secret", "mdb_sa_sk_{w:36,48}"), assigned("mongodb-atlas-key", "MongoDB Atlas private key", ["atlas", "mongodb"], "{uuid}", { heads: ["key", "secret"] })]),
	...issuer("ClickHouse", "database", "console.clickhouse.cloud (API keys)", [token("clickhouse-secret-key", "ClickHouse Cloud key secret", "4b1d{A:38}", {
		check: "mixed-case-and-digit",
		entropy: 3.5
	})]),
	...issuer("Aiven", "database", "console.aiven.io", [token("aiven-password", "Aiven service password", "AVNS_{w:19}", { check: "mixed-case-and-digit" })]),
	...issuer("Confluent", "database", "confluent.cloud (API keys)", [assigned("confluent-secret", "Confluent Cloud secret", ["confluent"], [
		"{m:64}",
		"{a:64}",
		"{U:16}",
		"{a:16}",
		"cflt{m:60}"
	], {
		check: "has-digit",
		entropy: 2.8
	})]),
	...issuer("Algolia", "database", "dashboard.algolia.com/account/api-keys", [assigned("algolia-admin-key", "Algolia key", ["algolia"], "{a:32}", { check: "has-digit" })]),
	...issuer("Elastic", "database", "the Elastic deployment under API keys", [assigned("elastic-api-key", "Elastic API key", [
		"elastic",
		"elasticsearch",
		"kibana"
	], "{b:58,60}{pad}", {
		heads: [
			"key",
			"token",
			"secret",
			"apikey"
		],
		entropy: 4
	})]),
	...issuer("Snowflake", "database", "ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN", [assigned("snowflake-password", "Snowflake password", ["snowflake"], "{n:12,80}", {
		heads: [
			"password",
			"pwd",
			"passphrase"
		],
		check: "mixed-case-and-digit",
		confidence: "possible",
		entropy: 3
	})]),
	...issuer("Airtable", "database", "airtable.com/create/tokens", [token("airtable-token", "Airtable personal access token", "pat{A:14}.{h:64}", { keywords: ["pat"] }), assigned("airtable-api-key", "Airtable API key (older form)", ["airtable"], ["key{A:14}", "{a:17}"], { check: "has-digit" })]),
	...issuer("Notion", "saas", "notion.so/my-integrations", [token("notion-token", "Notion integration token", ["ntn_{d:11}{A:35}", "secret_{A:43}"], {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Contentful", "saas", "app.contentful.com/account/profile/cma_tokens", [token("contentful-management-token", "Contentful management token", "CFPAT-{w:43}"), assigned("contentful-delivery-token", "Contentful delivery token", ["contentful"], "{w:43}", {
		check: "has-digit",
		entropy: 3.5
	})]),
	...issuer("Grafana", "monitoring", "the Grafana administration under Service accounts", [
		token("grafana-service-account-token", "Grafana service account token", "glsa_{A:32}_{x:8}"),
		token("grafana-cloud-token", "Grafana Cloud token", "glc_{b:32,400}{pad}", {
			check: "not-natural",
			entropy: 3
		}),
		token("grafana-api-key", "Grafana API key", "eyJrIjoi{A:60,400}{pad}")
	]),
	...issuer("Sentry", "monitoring", "sentry.io/settings/account/api/auth-tokens", [
		token("sentry-organization-token", "Sentry organisation token", "sntrys_eyJ{b:80,300}{pad}_{b:40,50}"),
		token("sentry-user-token", "Sentry user token", "sntryu_{h:64}"),
		assigned("sentry-legacy-token", "Sentry token (older form)", ["sentry"], "{h:64}", { heads: [
			"token",
			"key",
			"secret",
			"sentry"
		] })
	]),
	...issuer("Datadog", "monitoring", "app.datadoghq.com/organization-settings/api-keys", [token("datadog-app-key", "Datadog application key", ["ddapp_{A:34}", "ddpat_{A:22,40}_{A:30,60}"], { keywords: ["ddapp_", "ddpat_"] }), assigned("datadog-key", "Datadog key", ["datadog", "dd_"], ["{a:40}", "{h:32}"], { check: "has-digit" })]),
	...issuer("New Relic", "monitoring", "one.newrelic.com/api-keys", [
		token("newrelic-user-key", "New Relic user key", "NRAK-{U:27}"),
		token("newrelic-insert-key", "New Relic insert key", "NRII-{w:32}"),
		token("newrelic-browser-key", "New Relic browser key", "NRJS-{h:19}", { severity: "low" }),
		token("newrelic-license-key", "New Relic licence key", "{h:36}NRAL", {
			keywords: ["nral"],
			lead: 36
		}),
		assigned("newrelic-api-id", "New Relic key", [
			"newrelic",
			"new_relic",
			"new-relic"
		], "{a:64}", { check: "has-digit" })
	]),
	...issuer("Dynatrace", "monitoring", "the Dynatrace access tokens page", [token("dynatrace-token", "Dynatrace token", ["dt0c01.{A:24}.{A:64}", "dt0s{d:2}.{U:8,24}.{U:64}"], { keywords: ["dt0c01.", "dt0s"] })]),
	...issuer("Sumo Logic", "monitoring", "the Sumo Logic security settings", [assigned("sumologic-access-id", "Sumo Logic access id", ["sumo"], "su{A:12}", { check: "mixed-case-and-digit" }), assigned("sumologic-access-key", "Sumo Logic access key", ["sumo"], "{A:64}", { check: "has-digit" })]),
	...issuer("PagerDuty", "monitoring", "the PagerDuty API access keys page", [assigned("pagerduty-key", "PagerDuty key", ["pagerduty", "pager_duty"], [
		"{w:20}",
		"u+{w:18}",
		"{h:32}"
	], {
		heads: [
			"key",
			"token",
			"secret"
		],
		check: "has-digit"
	})]),
	...issuer("Mapbox", "saas", "account.mapbox.com/access-tokens", [token("mapbox-secret-token", "Mapbox secret token", "sk.eyJ{w:50,120}.{w:22}"), token("mapbox-public-token", "Mapbox public token", ["pk.eyJ{w:50,120}.{w:22}", "pk.{a:60}.{a:22}"], {
		severity: "low",
		confidence: "possible",
		keywords: ["pk."]
	})]),
	...issuer("MaxMind", "saas", "maxmind.com/en/accounts/current/license-key", [token("maxmind-license-key", "MaxMind licence key", "{A:6}_{A:29}_mmk", {
		keywords: ["_mmk"],
		lead: 36
	})]),
	...issuer("Dropbox", "storage", "dropbox.com/developers/apps", [token("dropbox-short-token", "Dropbox short-lived token", "sl.{k:130,1500}", {
		check: "has-digit",
		entropy: 4
	}), assigned("dropbox-long-token", "Dropbox token", ["dropbox"], [
		"{a:11}AAAAAAAAAA{k:43}",
		"{a:15}",
		"{w:64}"
	], {
		check: "has-digit",
		heads: [
			"token",
			"key",
			"secret",
			"dropbox"
		]
	})])
];
// packages/text/src/secrets/catalogue/generic.ts
/** Words that may name a credential; `generic.ts` one floor up decides whether they do. */
const nameWords = [
	"password",
	"passwd",
	"pwd",
	"passphrase",
	"passcode",
	"pass",
	"secret",
	"token",
	"key",
	"credential",
	"auth",
	"bearer"
];
/** Secrets of no one vendor: recognised by their structure or by the name they are assigned to. */
const genericRules = [
	...issuer("any", "identity", "every host that trusts the key (remove the public half, make a new pair)", [structure("private-key", "Private key", ["private key-----", "private key block-----"], { severity: "critical" })]),
	...issuer("any", "identity", "the service that issued it (end the session or rotate the signing key)", [structure("json-web-token", "JSON Web Token", ["eyj"], { severity: "medium" }), structure("json-web-token-base64", "JSON Web Token, base64-encoded again", ["zxlk"], { severity: "medium" })]),
	...issuer("any", "database", "the database or service (change the password)", [structure("url-credentials", "Password in a URL", ["://"]), structure("connection-string-password", "Password in a connection string", ["password=", "pwd="])]),
	...issuer("any", "unknown", "the service it belongs to", [
		structure("kubernetes-secret", "Value in a Kubernetes Secret manifest", ["kind: secret"], { confidence: "possible" }),
		structure("authorization-header", "Credential in an Authorization header", [
			"authorization",
			"x-api-key",
			"api-key:",
			"apikey:",
			"token:"
		]),
		structure("curl-credentials", "Credential on a curl command line", [
			"-u ",
			"--user ",
			"--user="
		]),
		structure("generic-password", "Hard-coded password", nameWords, {
			confidence: "possible",
			severity: "medium"
		}),
		structure("generic-token", "Hard-coded key or token", nameWords, {
			confidence: "possible",
			severity: "medium"
		})
	])
];
// packages/text/src/secrets/catalogue/services.ts
/** Messaging, payment, identity, crypto and other services. */
const serviceRules = [
	...issuer("Slack", "messaging", "api.slack.com/apps", [
		token("slack-bot-token", "Slack bot token", ["xoxb-{d:8,14}-{d:8,14}-{A:18,34}", "xoxb-{d:8,14}-{A:18,34}"]),
		token("slack-user-token", "Slack user token", [
			"xoxp-{d:9,14}-{d:9,14}-{d:9,14}-{A:28,34}",
			"xoxe-{d:9,14}-{d:9,14}-{d:9,14}-{A:28,34}",
			"xoxp-{d:9,14}-{d:9,14}-{a:28,34}"
		]),
		token("slack-legacy-token", "Slack legacy token", [
			"xox{=o|s}-{d:8,14}-{d:8,14}-{d:8,14}-{h:10,64}",
			"xox{=a|r}-{d:1}-{d:8,14}-{d:8,14}-{d:8,14}-{A:16,34}",
			"xox{=a|r}-{A:8,48}",
			"xox{=a|r}-{d:1}-{A:8,48}",
			"xoxc-{d:9,14}-{d:9,14}-{d:9,14}-{h:64}",
			"xoxd-{g:60,400}"
		], { keywords: [
			"xoxa-",
			"xoxr-",
			"xoxo-",
			"xoxs-",
			"xoxc-",
			"xoxd-"
		] }),
		token("slack-config-token", "Slack configuration token", ["xoxe.xox{=b|p}-{d:1}-{A:160,170}", "xoxe-{d:1}-{A:140,170}"], { keywords: ["xoxe.xox", "xoxe-"] }),
		token("slack-app-token", "Slack app-level token", ["xapp-{d:1}-{U:8,14}-{d:10,14}-{A:60,70}", "xapp-{d:1}-{U:8,14}-{d:5,14}-{a:8,70}"]),
		token("slack-webhook-url", "Slack webhook URL", ["hooks.slack.com/{=services|workflows|triggers}/{m:43,56}", "hooks.slack.com/workflows/{m:43,90}"], {
			keywords: ["hooks.slack.com/"],
			severity: "medium",
			entropy: 3.2
		})
	]),
	...issuer("Discord", "messaging", "discord.com/developers/applications", [
		token("discord-webhook-url", "Discord webhook URL", "discord.com/api/webhooks/{d:17,20}/{w:60,80}", { severity: "medium" }),
		token("discord-legacy-webhook-url", "Discord webhook URL (older host)", "discordapp.com/api/webhooks/{d:17,20}/{w:60,80}", { severity: "medium" }),
		assigned("discord-bot-token", "Discord bot token", [
			"discord",
			"bot_token",
			"token"
		], "{=M|N|O}{A:23,27}.{w:6}.{w:27,38}", { entropy: 3.8 }),
		assigned("discord-secret", "Discord client secret or token", ["discord"], ["{k:32}", "{h:64}"], {
			check: "has-digit",
			entropy: 3
		})
	]),
	...issuer("Telegram", "messaging", "@BotFather (/revoke)", [token("telegram-bot-token", "Telegram bot token", "{d:8,10}:AA{w:32,33}", {
		keywords: [":aa"],
		lead: 10,
		entropy: 3.5
	})]),
	...issuer("Microsoft Teams", "messaging", "the Teams channel connectors", [token("teams-webhook-url", "Microsoft Teams webhook URL", ".webhook.office.com/webhookb2/{t:36}@{t:36}/IncomingWebhook/{A:32}/{t:36}", { severity: "medium" })]),
	...issuer("Twilio", "messaging", "console.twilio.com (API keys)", [
		token("twilio-api-key", "Twilio API key", "SK{x:32}", {
			keywords: ["sk"],
			check: "has-digit",
			entropy: 3,
			confidence: "possible"
		}),
		assigned("twilio-auth-token", "Twilio auth token", ["twilio"], "{h:32}", { heads: [
			"token",
			"secret",
			"key"
		] }),
		token("sendgrid-api-key", "SendGrid API key", ["SG.{w:22}.{w:43}", "SG.{n:66}"], { entropy: 3.5 })
	]),
	...issuer("Mailgun", "messaging", "app.mailgun.com/settings/api_security", [token("mailgun-api-key", "Mailgun API key", "key-{h:32}", { near: [
		"mailgun",
		"mg.",
		"api:"
	] }), assigned("mailgun-key", "Mailgun key", ["mailgun"], ["{=key-|pubkey-}{h:32}", "{h:32}-{h:8}-{h:8}"])]),
	...issuer("Mailchimp", "messaging", "admin.mailchimp.com/account/api", [token("mailchimp-api-key", "Mailchimp API key", "{h:32}-us{d:1,2}", {
		keywords: ["-us"],
		lead: 32
	}), token("mandrill-api-key", "Mandrill API key", "md-{w:22}", {
		check: "mixed-case-and-digit",
		near: ["mandrill", "mailchimp"]
	})]),
	...issuer("Brevo", "messaging", "app.brevo.com/settings/keys/api", [token("brevo-api-key", "Brevo API key", ["xkeysib-{h:64}-{A:16}", "xsmtpsib-{h:64}-{A:16}"])]),
	...issuer("Resend", "messaging", "resend.com/api-keys", [token("resend-api-key", "Resend API key", "re_{A:8}_{A:20,28}", {
		check: "mixed-case-and-digit",
		entropy: 3.5
	})]),
	...issuer("MailerSend", "messaging", "app.mailersend.com/api-tokens", [token("mailersend-token", "MailerSend token", "mlsn.{h:64}")]),
	...issuer("Postmark", "messaging", "account.postmarkapp.com", [assigned("postmark-token", "Postmark token", ["postmark"], "{uuid}", { heads: [
		"token",
		"key",
		"secret"
	] })]),
	...issuer("Bird", "messaging", "dashboard.messagebird.com", [assigned("messagebird-token", "MessageBird token", [
		"messagebird",
		"message-bird",
		"message_bird"
	], "{a:25}", { check: "has-digit" }), assigned("messagebird-client-id", "MessageBird client id", [
		"messagebird",
		"message-bird",
		"message_bird"
	], "{uuid}", { severity: "low" })]),
	...issuer("Sendbird", "messaging", "dashboard.sendbird.com", [assigned("sendbird-token", "Sendbird token", ["sendbird"], ["{h:40}", "{uuid}"])]),
	...issuer("Intercom", "messaging", "app.intercom.com (developer hub)", [assigned("intercom-token", "Intercom token", ["intercom"], "{k:60}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Mattermost", "messaging", "the Mattermost profile", [assigned("mattermost-token", "Mattermost token", ["mattermost"], "{a:26}", { check: "has-digit" })]),
	...issuer("Gitter", "messaging", "developer.gitter.im", [assigned("gitter-token", "Gitter token", ["gitter"], "{w:40}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("Stripe", "payment", "dashboard.stripe.com/apikeys", [
		token("stripe-live-key", "Stripe live key", ["{=sk|rk}_live_{A:10,120}", "{=sk|rk}_prod_{A:10,120}"], {
			keywords: [
				"sk_live_",
				"rk_live_",
				"sk_prod_",
				"rk_prod_"
			],
			severity: "critical"
		}),
		token("stripe-test-key", "Stripe test key", "{=sk|rk}_test_{A:10,120}", {
			keywords: ["sk_test_", "rk_test_"],
			severity: "low"
		}),
		token("stripe-webhook-secret", "Stripe webhook secret", ["whsec_{b:32,64}{pad}"], { severity: "medium" })
	]),
	...issuer("Square", "payment", "developer.squareup.com/apps", [token("square-token", "Square token", [
		"EAAA{w:22,60}",
		"sq0atp-{w:22,60}",
		"sq0csp-{w:43}"
	], {
		check: "has-digit",
		entropy: 3.4
	})]),
	...issuer("PayPal", "payment", "the Braintree control panel", [token("braintree-token", "Braintree access token", "access_token${=production|sandbox}${a:16}${h:32}", { keywords: ["access_token$"] })]),
	...issuer("Shopify", "payment", "the Shopify admin under Apps", [token("shopify-token", "Shopify token", [
		"shpat_{x:32}",
		"shpca_{x:32}",
		"shppa_{x:32}",
		"shpss_{x:32}"
	])]),
	...issuer("Plaid", "payment", "dashboard.plaid.com/developers/keys", [token("plaid-access-token", "Plaid access token", "access-{=sandbox|development|production}-{uuid}", { keywords: [
		"access-sandbox-",
		"access-development-",
		"access-production-"
	] }), assigned("plaid-secret", "Plaid secret", ["plaid"], [
		"{h:30}",
		"{A:30}",
		"{A:24}"
	], {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("Flutterwave", "payment", "dashboard.flutterwave.com", [token("flutterwave-key", "Flutterwave key", [
		"FLWSECK_TEST-{a:12,32}-X",
		"FLWSECK-{a:32}-X",
		"FLWSECK_TEST-{a:12,32}",
		"FLWPUBK_TEST-{a:32}-X"
	], { keywords: [
		"flwseck_test-",
		"flwseck-",
		"flwpubk_test-"
	] })]),
	...issuer("GoCardless", "payment", "manage.gocardless.com/developers", [assigned("gocardless-token", "GoCardless token", ["gocardless"], "live_{k:40}")]),
	...issuer("Coinbase", "payment", "coinbase.com/settings/api", [assigned("coinbase-token", "Coinbase token", ["coinbase"], "{w:64}", {
		check: "has-digit",
		entropy: 3.2
	})]),
	...issuer("EasyPost", "payment", "easypost.com/account/api-keys", [token("easypost-key", "EasyPost key", ["EZAK{A:54}", "EZTK{A:54}"], { check: "has-digit" })]),
	...issuer("Shippo", "payment", "apps.goshippo.com/settings/api", [token("shippo-token", "Shippo token", "shippo_{=live|test}_{x:40}", { keywords: ["shippo_"] })]),
	...issuer("Duffel", "payment", "app.duffel.com", [token("duffel-token", "Duffel token", "duffel_{=test|live}_{k:43}", { keywords: ["duffel_"] })]),
	...issuer("Lob", "payment", "dashboard.lob.com/settings/keys", [assigned("lob-key", "Lob key", ["lob"], ["{=live|test}_{h:35}", "{=live|test}_pub_{h:31}"])]),
	...issuer("Razorpay", "payment", "dashboard.razorpay.com", [token("razorpay-key-id", "Razorpay key id", ["rzp_live_{A:14}", "rzp_test_{A:14}"], { severity: "medium" })]),
	...issuer("Adyen", "payment", "ca-live.adyen.com", [token("adyen-api-key", "Adyen API key", "AQE{a:1}hmf{m:80,300}{pad}", { keywords: ["aqe"] })]),
	...issuer("Freemius", "payment", "dashboard.freemius.com", [assigned("freemius-secret-key", "Freemius secret key", ["secret_key"], "sk_{e:29}")]),
	...issuer("Finicity", "payment", "developer.mastercard.com", [assigned("finicity-secret", "Finicity secret", ["finicity"], ["{h:32}", "{a:20}"], { check: "has-digit" })]),
	...issuer("Finnhub", "payment", "finnhub.io/dashboard", [assigned("finnhub-token", "Finnhub token", ["finnhub"], "{a:20}", { check: "has-digit" })]),
	...issuer("Crypto exchange", "crypto", "the exchange under API management", [
		assigned("bittrex-key", "Bittrex key", ["bittrex"], "{a:32}", { check: "has-digit" }),
		assigned("kraken-key", "Kraken key", ["kraken"], ["{m:80,90}{pad}"], {
			check: "has-digit",
			entropy: 3.8
		}),
		assigned("kucoin-key", "KuCoin key", ["kucoin"], ["{h:24}", "{uuid}"]),
		assigned("binance-key", "Binance key", ["binance"], "{A:64}", {
			check: "has-digit",
			entropy: 3.8
		})
	]),
	...issuer("Ethereum", "crypto", "a new wallet (move the funds)", [assigned("ethereum-private-key", "Ethereum private key", [
		"private",
		"deployer",
		"wallet",
		"eth",
		"mnemonic"
	], "0x{x:64}", {
		heads: [
			"key",
			"secret",
			"pk",
			"wallet"
		],
		severity: "critical",
		entropy: 3
	})]),
	...issuer("Settlemint", "crypto", "the Settlemint console", [token("settlemint-token", "Settlemint token", [
		"sm_aat_{A:16}",
		"sm_pat_{A:16}",
		"sm_sat_{A:16}"
	])]),
	...issuer("age", "crypto", "a new key pair (age-keygen)", [token("age-secret-key", "age secret key", "AGE-SECRET-KEY-1{U:58}", { severity: "critical" })]),
	...issuer("Okta", "identity", "the Okta admin console under API tokens", [assigned("okta-token", "Okta API token", ["okta"], "00{k:40}", {
		check: "mixed-case-and-digit",
		entropy: 3.8
	})]),
	...issuer("Authress", "identity", "authress.io/app", [token("authress-key", "Authress service client key", [
		"sc_{a:5,30}.{a:4,6}.acc_{n:10,64}.{q:30,120}",
		"ext_{a:5,30}.{a:4,6}.acc-{n:10,64}.{q:30,120}",
		"sc_{a:5,30}.{a:4,6}.acc-{n:10,64}.{q:30,120}"
	], {
		keywords: ["sc_", "ext_"],
		entropy: 3.2
	})]),
	...issuer("Meta", "saas", "developers.facebook.com/apps", [
		token("facebook-page-token", "Facebook page or system token", [
			"EAAM{a:1}{A:99,240}",
			"EAAC{a:1}{A:99,240}",
			"EAA{A:100,240}"
		], {
			keywords: ["eaa"],
			entropy: 4,
			check: "has-digit"
		}),
		token("facebook-app-token", "Facebook app access token", ["{d:15,16}|{w:27,40}", "{d:15,16}%7C{w:27,40}"], {
			keywords: ["|", "%7c"],
			lead: 16,
			near: ["facebook", "fb_"]
		}),
		assigned("facebook-secret", "Facebook app secret", ["facebook", "fb_"], "{h:32}", { heads: [
			"secret",
			"key",
			"token",
			"facebook"
		] })
	]),
	...issuer("X", "saas", "developer.x.com", [token("twitter-bearer-token", "X (Twitter) bearer token", "AAAAAAAAAAAAAAAAAAAAA{g:60,110}", {
		keywords: ["aaaaaaaaaaaaaaaaaaaaa"],
		check: "mixed-case-and-digit",
		entropy: 4
	}), assigned("twitter-key", "X (Twitter) key", ["twitter"], [
		"{d:15,25}-{A:20,40}",
		"{A:25}",
		"{A:45}",
		"{A:50}"
	], {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("LinkedIn", "saas", "linkedin.com/developers/apps", [assigned("linkedin-secret", "LinkedIn client id or secret", [
		"linkedin",
		"linked_in",
		"linked-in"
	], ["{a:14}", "{A:16}"], { check: "has-digit" })]),
	...issuer("Twitch", "saas", "dev.twitch.tv/console", [assigned("twitch-token", "Twitch token", ["twitch"], "{a:30}", {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("HubSpot", "saas", "app.hubspot.com (private apps)", [token("hubspot-private-app-token", "HubSpot private app token", [
		"pat-na1-{uuid}",
		"pat-na2-{uuid}",
		"pat-eu1-{uuid}"
	]), assigned("hubspot-api-key", "HubSpot API key", ["hubspot"], "{uuid}", { heads: [
		"key",
		"token",
		"secret",
		"hapikey",
		"hubspot"
	] })]),
	...issuer("Linear", "saas", "linear.app/settings/api", [token("linear-api-key", "Linear API key", ["lin_api_{A:40}", "lin_oauth_{A:40,64}"]), assigned("linear-secret", "Linear client secret", ["linear"], "{h:32}", { heads: [
		"secret",
		"key",
		"token",
		"linear"
	] })]),
	...issuer("Figma", "saas", "figma.com/settings", [token("figma-token", "Figma token", "figd_{w:38,52}")]),
	...issuer("Asana", "saas", "app.asana.com/0/my-apps", [assigned("asana-secret", "Asana client secret", ["asana"], [
		"{a:32}",
		"{d:1}/{d:16}:{h:32}",
		"{d:1}/{d:16}/{d:16}:{h:32}"
	], { check: "has-digit" })]),
	...issuer("Typeform", "saas", "admin.typeform.com/account#/section/tokens", [token("typeform-token", "Typeform token", "tfp_{n:40,65}", {
		check: "has-digit",
		entropy: 3.5
	})]),
	...issuer("Adobe", "saas", "developer.adobe.com/console", [token("adobe-client-secret", "Adobe client secret", "p8e-{A:32}", { check: "has-digit" }), assigned("adobe-client-id", "Adobe client id", ["adobe"], "{h:32}")]),
	...issuer("Adafruit", "saas", "io.adafruit.com", [token("adafruit-io-key", "Adafruit IO key", "aio_{A:28}"), assigned("adafruit-api-key", "Adafruit API key", ["adafruit"], "{v:32}", { check: "has-digit" })]),
	...issuer("Frame.io", "saas", "developer.frame.io", [token("frameio-token", "Frame.io token", "fio-u-{k:64}")]),
	...issuer("Beamer", "saas", "app.getbeamer.com/settings#api", [assigned("beamer-token", "Beamer token", ["beamer"], "b_{k:44}")]),
	...issuer("42", "saas", "profile.intra.42.fr/oauth/applications", [token("intra42-secret", "42 intra client secret", ["s-s4t2ud-{h:64}", "s-s4t2af-{h:64}"])]),
	...issuer("Looker", "saas", "the Looker admin panel", [assigned("looker-secret", "Looker client id or secret", ["looker"], ["{a:20}", "{a:24}"], { check: "has-digit" })]),
	...issuer("Zendesk", "saas", "the Zendesk admin centre under APIs", [assigned("zendesk-token", "Zendesk token", ["zendesk"], "{A:40}", { check: "has-digit" })]),
	...issuer("Etsy", "saas", "etsy.com/developers/your-apps", [assigned("etsy-key", "Etsy key", ["etsy"], "{a:24}", { check: "has-digit" })]),
	...issuer("Flickr", "saas", "flickr.com/services/apps", [assigned("flickr-key", "Flickr key", ["flickr"], "{a:32}", { check: "has-digit" })]),
	...issuer("FreshBooks", "saas", "my.freshbooks.com/#/developer", [assigned("freshbooks-token", "FreshBooks token", ["freshbooks"], "{a:64}", { check: "has-digit" })]),
	...issuer("New York Times", "saas", "developer.nytimes.com", [assigned("nytimes-key", "New York Times key", [
		"nytimes",
		"newyorktimes",
		"new-york-times"
	], "{k:32}", { check: "has-digit" })]),
	...issuer("RapidAPI", "saas", "rapidapi.com/developer", [assigned("rapidapi-key", "RapidAPI key", ["rapidapi", "x-rapidapi"], "{w:50}", {
		check: "has-digit",
		entropy: 3
	})]),
	...issuer("Squarespace", "saas", "the Squarespace API keys page", [assigned("squarespace-token", "Squarespace token", ["squarespace"], "{uuid}")]),
	...issuer("OpenWeather", "saas", "home.openweathermap.org/api_keys", [assigned("openweather-key", "OpenWeather key", [
		"openweather",
		"openweathermap",
		"owm"
	], "{h:32}")]),
	...issuer("Alpha Vantage", "saas", "alphavantage.co/support", [assigned("alphavantage-key", "Alpha Vantage key", ["alphavantage", "alpha_vantage"], "{U:16}", { check: "has-digit" })]),
	...issuer("Shodan", "saas", "account.shodan.io", [assigned("shodan-key", "Shodan key", ["shodan"], "{A:32}", { check: "mixed-case-and-digit" })])
];
// packages/text/src/secrets/catalogue/index.ts
/** Every built-in kind of secret, sorted by id. */
const secretRules = [
	...aiRules,
	...cloudRules,
	...codeRules,
	...dataRules,
	...serviceRules,
	...genericRules
].sort((a, b) => a.id < b.id ? -1 : 1);
// packages/text/src/randomness.ts
/**
* How random a short string looks. Three independent views: Shannon entropy (C. E. Shannon, 1948),
* the share of letter pairs that are common in English and in source code, and the share that lies
* in runs such as `aaaa`, `1234` or `abcabc`.
*/
/** Shannon entropy in bits per UTF-16 code unit; 0 for the empty string. */
function shannonEntropy(text) {
	const counts = /* @__PURE__ */ new Map();
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		counts.set(code, (counts.get(code) ?? 0) + 1);
	}
	let bits = 0;
	for (const count of counts.values()) {
		const share = count / text.length;
		bits -= share * Math.log2(share);
	}
	return bits;
}
/** Upper estimate of the bits in a token: its length times the smaller of entropy and alphabet width. */
function estimatedBits(text) {
	const alphabet = /[^0-9]/.test(text) ? /[^0-9a-fA-F-]/.test(text) ? /[A-Z]/.test(text) && /[a-z]/.test(text) ? 62 : 36 : 16 : 10;
	return text.length * Math.min(shannonEntropy(text), Math.log2(alphabet));
}
/**
* The 250 commonest letter pairs, counted over 3.8 million pairs of Python sources, Markdown and
* Debian documentation; they cover 95 % of such text and 37 % of uniformly random letters.
*/
const commonPairs = {
	a: "bcdgiklmnprstuvy",
	b: "aeijloruy",
	c: "aehiklorstu",
	d: "adeilosu",
	e: "acdefgjlmnpqrstvwxy",
	f: "aefilortu",
	g: "ehilmnorsu",
	h: "aeiotu",
	i: "abcdefglmnoprstvxz",
	j: "es",
	k: "ae",
	l: "adefilostuy",
	m: "abeilmopsu",
	n: "acdefginostuv",
	o: "abcdfgiklmnoprstuvw",
	p: "aehiloprstuy",
	q: "u",
	r: "acdegiklmnorstuy",
	s: "acehilopstuy",
	t: "acehilmoprstuy",
	u: "abcdeilmnprst",
	v: "aei",
	w: "aehior",
	x: "cept",
	y: "gpstw",
	z: "e"
};
const pairIsCommon = (() => {
	const table = /* @__PURE__ */ new Uint8Array(676);
	for (const [first, seconds] of Object.entries(commonPairs)) for (const second of seconds) table[(first.charCodeAt(0) - 97) * 26 + second.charCodeAt(0) - 97] = 1;
	return table;
})();
/** Share (0 to 1) of adjacent ASCII letter pairs that are common, and how many pairs there are. */
function naturalness(text) {
	let pairs = 0;
	let common = 0;
	let before = -1;
	for (let i = 0; i < text.length; i++) {
		const letter = (text.charCodeAt(i) | 32) - 97;
		const now = letter >= 0 && letter < 26 ? letter : -1;
		if (before >= 0 && now >= 0) {
			pairs++;
			common += pairIsCommon[before * 26 + now] ?? 0;
		}
		before = now;
	}
	return {
		share: pairs === 0 ? 0 : common / pairs,
		pairs
	};
}
/** Share (0 to 1) of code units that lie in a run of at least four equal, rising or falling ones (case folded). */
function patternedShare(text) {
	const folded = text.toLowerCase();
	let inRuns = 0;
	let run = 1;
	let step = 2;
	for (let i = 1; i <= folded.length; i++) {
		const delta = i < folded.length ? folded.charCodeAt(i) - folded.charCodeAt(i - 1) : 2;
		if (delta === step && delta >= -1 && delta <= 1) {
			run++;
			continue;
		}
		if (run >= 4) inRuns += run;
		step = delta;
		run = delta >= -1 && delta <= 1 ? 2 : 1;
	}
	return text.length === 0 ? 0 : inRuns / text.length;
}
/** Whether the text is one piece of at most `longest` code units written again and again (at least twice and a half). */
function isPeriodic(text, longest = 16) {
	for (let period = 1; period <= longest && period * 2.5 <= text.length; period++) {
		let i = period;
		while (i < text.length && text.charCodeAt(i) === text.charCodeAt(i - period)) i++;
		if (i === text.length) return true;
	}
	return false;
}
// packages/text/src/secrets/checks.ts
/** Whether a token passes the check its rule names, and how sure that makes us. */
function checkToken(rule, body) {
	switch (rule.check) {
		case "github-crc32": return hasGithubChecksum(body) ? "certain" : rule.confidence;
		case "mixed-case-and-digit": return /[a-z]/.test(body) && /[A-Z]/.test(body) && /[0-9]/.test(body) ? rule.confidence : void 0;
		case "has-digit": return /[0-9]/.test(body) && /[A-Za-z]/.test(body) ? rule.confidence : void 0;
		case "not-natural":
		case "none": return rule.confidence;
	}
}
/** Random base62 of 16 or more letters pairs up like English in less than one case in a million. */
function readsLikeWords(body) {
	const { share, pairs } = naturalness(body);
	return pairs >= 10 && share >= .8;
}
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/**
* The last six of 36 characters are the CRC-32 of the first thirty, in base 62 padded with zeros.
* Source: "Behind GitHub's new authentication token formats", github.blog, 2021; npm tokens follow it.
*/
function hasGithubChecksum(body) {
	return body.length === 36 && githubChecksum(body.slice(0, 30)) === body.slice(30);
}
/** The six check characters of a thirty-character token body. */
function githubChecksum(head) {
	let rest = crc32(head);
	let text = "";
	for (let i = 0; i < 6; i++) {
		text = base62.charAt(rest % 62) + text;
		rest = Math.floor(rest / 62);
	}
	return text;
}
// packages/text/src/secrets/published.ts
/**
* Values printed in standards, which documents and tests copy: RFC 6749 (OAuth 2.0), RFC 6750 (bearer
* tokens), RFC 7009 (revocation), RFC 5849 (OAuth 1.0), RFC 7617 (basic authentication). They open nothing.
*/
const publishedSamples = /* @__PURE__ */ new Set([
	"2YotnFZFEjr1zCsicMWpAA",
	"tGzv3JOkF0XG5Qx2TlKWIA",
	"czZCaGRSa3F0MzpnWDFmQmF0M2JW",
	"7Fjfp0ZBr1KtDRbnfVdmIw",
	"gX1fBat3bV",
	"mF_9.B5f-4.1JqM",
	"45ghiukldjahdnhzdauz",
	"ad180jjd733klru7",
	"h480djs93hd8",
	"QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
	"kd94hf93k423kf44",
	"pfkkdhi9sl3r4s00",
	"nnch734d00sl2jdk",
	"j49sk3j29djd",
	"dh893hdasih9",
	"kkk9d7dh3k39sjv7"
]);
// packages/text/src/secrets/placeholder.ts
/** `${X}`, `{{x}}`, `<your-key>`, `%(x)s`, `$(cmd)`, `#{x}`, `[KEY]`, `@Microsoft.KeyVault(…)`. */
const template = /\$\{|\$\(|\{\{|\}\}|#\{|%\(|<[A-Za-z_][^<>]{0,60}>|^\[[^\]]{1,60}\]$|^\{[^}]{0,60}\}$|^\$[A-Za-z_]|^%[A-Za-z_]+%$|%s|^__\w+__$|^@Microsoft\.|^\{?\$?env[.:(]|^(?:secret|vault|ref|arn|ssm|op|awssm|gcpsm|keyvault):/i;
const words = /example|sample|dummy|placehold|change-?_?me|replace[-_]?(?:me|with|this)|redacted|insert[-_]|enter[-_]|your[-_ ]?\w|y0ur|fake|notreal|not[-_]a[-_]|goes[-_]?here|[-_]here\b|xxxx|\*\*\*|\.\.\.|…|todo|fixme|foobar|lorem|unused|invalid|undefined|asdf|qwerty|deadbeef|cafebabe|d3adb33f|badc0de|c0ffee|feedface|testtest|test[-_]?(?:key|token|secret|password|api|only)|test$|^test|(?:my|some|the|super|very|top)[-_]?(?:secret|password|token|api[-_]?key|key)|\b(?:a|an)[-_](?:secret|password|token|key)|(?:secret|password|passwd|token|api[-_]?key)[-_]?(?:here|value|string|123)/i;
const weak = new Set("password passwd passw pass pwd secret secrets admin administrator root user username test testing tester guest demo default postgres postgresql mysql mariadb redis mongo mongodb minio minioadmin rabbitmq elastic elasticsearch kibana neo4j letmein welcome qwerty abc abcd foo bar baz foobar hello world none null nil true false empty string token key apikey login hunter master trustno monkey dragon iloveyou superuser supersecret secretkey secretpassword mysecret mysecretpassword mypassword passphrase airflow mlflow prefect docker local localhost dev development prod production staging chroma langfuse litellm clickhouse grafana keycloak sa sqlserver oracle dbpassword dbpass pg pgpassword myuser mypass some any bla blah temp tmp unknown required optional value sonar jenkins gitlab nexus vagrant ubuntu ansible pi alpine raspberry changeit".split(" "));
/**
* Why `secret` is a placeholder, or nothing. `secret` is the part of a secret behind its fixed prefix.
* @param strict also drops weak everyday passwords (`postgres`, `admin123`); meant for generic rules.
*/
function placeholderReason(secret, strict = false) {
	const value = secret.replace(/^(?:live|test|sandbox|prod|production|development)[_-](?:pub_)?(?=.{16})/, "");
	if (publishedSamples.has(value)) return "published";
	if (template.test(value)) return "template";
	if (words.test(value)) return "placeholder-word";
	if (/^[xX*.•#0-]+$/.test(value) || /[xX]{5}|\*{3}|#{4}/.test(value)) return "masked";
	if (new Set(value).size <= Math.min(4, value.length / 4)) return "few-characters";
	const longest = longestPiece(value);
	if (patternedShare(longest) > (longest.length >= 24 ? .3 : .45) && patternedShare(value) > .25) return "patterned";
	if (value.length >= 10 && isPeriodic(value)) return "periodic";
	if (strict && isWeakWord(value)) return "weak-word";
}
/** Everyday passwords once digits, symbols and the usual letter swaps are taken off. */
function isWeakWord(value) {
	const folded = value.toLowerCase();
	const plain = folded.replace(/[^a-z]/g, "");
	const swapped = folded.replace(/[@4]/g, "a").replace(/0/g, "o").replace(/[1!]/g, "i").replace(/3/g, "e").replace(/[$5]/g, "s").replace(/7/g, "t").replace(/[^a-z]+$/g, "").replace(/[^a-z]/g, "");
	return plain === "" || weak.has(plain) || weak.has(swapped) || weak.has(plain.replace(/(?:password|passwd|pass|pwd|secret)$/, ""));
}
/** Account numbers in front of a token may well be 123456789012; what counts is the longest piece. */
function longestPiece(value) {
	let longest = "";
	for (const piece of value.split(/[^A-Za-z0-9]/)) if (piece.length > longest.length) longest = piece;
	return longest;
}
// packages/text/src/secrets/structures/http-credentials.ts
const headerValue = /\\?["']?[ \t]{0,3}[:=,][ \t]{0,4}\\?["']?(?:(?:bearer|basic|token|apikey|key|digest)[ \t]{1,3})?([A-Za-z0-9_+/.=~:@-]{8,1024})/iy;
const basic = /basic[ \t]{1,3}$/i;
/** `Authorization: Bearer …`, `X-Api-Key: …` as commands, request files and code write them. */
const recogniseAuthorization = (text, start, end) => {
	headerValue.lastIndex = text[end - 1] === ":" ? end - 1 : end;
	const value = headerValue.exec(text)?.[1];
	if (value === void 0) return void 0;
	const valueStart = headerValue.lastIndex - value.length;
	const closing = text.charAt(headerValue.lastIndex);
	if (!(/["'`\\]/.test(closing) || /\s|^$/.test(closing)) || text[end - 1] === ":" && !/["'\s]/.test(text.charAt(start - 1))) return void 0;
	const isBasic = basic.test(text.slice(Math.max(0, valueStart - 9), valueStart));
	const found = {
		start: valueStart,
		end: valueStart + value.length,
		confidence: "possible",
		shown: ""
	};
	if (isBasic) return judgeBasic(value, found);
	const example = placeholderReason(value, true);
	if (!/[0-9]/.test(value) || value.length < 16 || shannonEntropy(value) < 2.8 || readsLikeWords(value) || isPlainReference(value)) return void 0;
	return example === void 0 ? found : {
		...found,
		example
	};
};
function isPlainReference(value) {
	return value.includes("://") || /^[A-Za-z_]+(?:\.[A-Za-z_]\w*)+$/.test(value) || /^[\d.:-]+$/.test(value) || /^application\/|^AWS4-|^(?:hmac|sha)[-_]?\d|^[\w.-]+@[\w.-]+$/.test(value);
}
/** RFC 7617: base64 of `user:password`. */
function judgeBasic(value, found) {
	if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return void 0;
	const decoded = Buffer.from(value, "base64").toString("latin1");
	const colon = decoded.indexOf(":");
	if (colon < 0 || /[^\x20-\x7e]/.test(decoded)) return void 0;
	const password = decoded.slice(colon + 1) || decoded.slice(0, colon);
	return isWeakWord(password) || placeholderReason(password, true) !== void 0 || password === decoded.slice(0, colon) ? {
		...found,
		example: "weak-word"
	} : found;
}
const userPassword = /[ \t]{0,3}(?:(["'])([^"'\n]{1,200})\1(?::(["'])([^"'\n]{1,200})\3)?|([^\s"':]{1,100}):(["']?)([^\s"']{3,200})\6)/y;
/** `curl -u user:password`: the span is the password (or the token when one side is empty). */
const recogniseCurl = (text, start, end) => {
	const before = text.slice(Math.max(0, start - 200), start);
	const line = before.slice(before.search(/[^\n]*(?:\\\n[^\n]*)*$/));
	if (!/\bcurl\b/.test(line)) return void 0;
	userPassword.lastIndex = end;
	const match = userPassword.exec(text);
	if (match === null) return void 0;
	const whole = match[4] !== void 0 ? `${match[2]}:${match[4]}` : match[2] ?? `${match[5]}:${match[7]}`;
	const colon = whole.indexOf(":");
	if (colon < 0) return void 0;
	const password = whole.slice(colon + 1) || whole.slice(0, colon);
	const bare = password.replace(/^[{]|[}]$/g, "");
	const offset = text.indexOf(password, end);
	const found = {
		start: offset,
		end: offset + password.length,
		confidence: "possible",
		shown: ""
	};
	if (/\$|\{\{|^\[|<|^%/.test(whole)) return void 0;
	const example = password.length < 6 || isWeakWord(bare) ? "weak-word" : placeholderReason(bare, true);
	return example === void 0 ? found : {
		...found,
		example
	};
};
// packages/text/src/secrets/structures/json-web-token.ts
const compact = /eyJ[A-Za-z0-9_-]{10,4000}\.eyJ?[A-Za-z0-9_-]{4,12000}\.(?:[A-Za-z0-9_/\\+-]{10,2000}={0,2})?/y;
const twice = /ZXlK[A-Za-z0-9+/]{60,8000}={0,2}/y;
/** JSON Web Token (RFC 7519) in compact form whose first part decodes to a header with `alg`. */
const recogniseJsonWebToken = (text, start) => {
	if (isTokenCharacter(text, start - 1)) return void 0;
	compact.lastIndex = start;
	const match = compact.exec(text);
	if (match === null) return void 0;
	const [head = "", payload = ""] = match[0].split(".");
	if (!/"alg"\s*:\s*"/.test(decode(head)) && !/"typ"|"kid"|"alg/.test(decode(head))) return void 0;
	const found = {
		start,
		end: compact.lastIndex,
		confidence: "likely",
		shown: "eyJ"
	};
	return isTutorialToken(decode(payload)) ? {
		...found,
		example: "placeholder-word"
	} : found;
};
/** A token encoded in base64 once more, as Kubernetes secrets hold it. */
const recogniseEncodedToken = (text, start) => {
	if (isTokenCharacter(text, start - 1)) return void 0;
	twice.lastIndex = start;
	const match = twice.exec(text);
	if (match === null) return void 0;
	const inner = decode(match[0]);
	const found = recogniseJsonWebToken(inner, 0, 3);
	return found === void 0 ? void 0 : {
		...found,
		start,
		end: twice.lastIndex,
		shown: "ZXlK"
	};
};
/** The payloads tutorials copy: the introduction at jwt.io and the first example of PyJWT. */
function isTutorialToken(payload) {
	if (payload === "{\"some\":\"payload\"}" || payload === "{\"foo\":\"bar\"}" || payload === "{\"hello\":\"world\"}") return true;
	return payload.length < 120 && /"sub"\s*:\s*"1234567890"/.test(payload) && /"name"\s*:\s*"John Doe"/.test(payload);
}
function decode(part) {
	return Buffer.from(part, "base64").toString("latin1");
}
function isTokenCharacter(text, at) {
	return at >= 0 && /[A-Za-z0-9_]/.test(text.charAt(at)) && text[at - 1] !== "\\";
}
// packages/text/src/secrets/structures/kubernetes-secret.ts
const REACH = 4e3;
const entry = /^([ ]{1,8}|\t)["']?([A-Za-z0-9_.-]{1,80})["']?:[ ]{1,4}["']?([^\s"'#|>]{6,2000})["']?\s*$/;
/** The first value in `data` or `stringData` of a Kubernetes Secret manifest that is no placeholder. */
const recogniseKubernetesSecret = (text, start, end) => {
	if (start > 0 && text[start - 1] !== "\n") return void 0;
	const before = text.lastIndexOf("\n---", start);
	const behind = text.indexOf("\n---", end);
	const from = Math.max(before, start - REACH, 0);
	const to = Math.min(behind < 0 ? text.length : behind, end + REACH);
	let section = "";
	let at = from;
	for (const line of text.slice(from, to).split("\n")) {
		const lineStart = at;
		at += line.length + 1;
		if (/^\S/.test(line)) section = /^(data|stringData):/.exec(line)?.[1] ?? "";
		const value = section === "" ? void 0 : entry.exec(line)?.[3];
		if (value === void 0) continue;
		const plain = section === "data" ? decoded(value) : value;
		if (plain === void 0 || !isSecret(plain)) continue;
		const valueStart = lineStart + line.lastIndexOf(value);
		return {
			start: valueStart,
			end: valueStart + value.length,
			confidence: "possible",
			shown: ""
		};
	}
};
function decoded(value) {
	if (!/^[A-Za-z0-9+/]{6,}={0,2}$/.test(value) || value.length % 4 !== 0) return void 0;
	const plain = Buffer.from(value, "base64").toString("utf8").trim();
	return /^[\x20-\x7e\n\r\t]*$/.test(plain) ? plain : void 0;
}
function isSecret(plain) {
	return plain.length >= 6 && !isWeakWord(plain) && !/:\/\/|^[\w.-]+@[\w.-]+$/.test(plain) && placeholderReason(plain, true) === void 0 && (/[0-9]/.test(plain) || /[^A-Za-z0-9]/.test(plain)) && shannonEntropy(plain) >= 2.5;
}
// packages/text/src/secrets/structures/private-key.ts
const LONGEST_BODY = 2e4;
/** Fewest base64 characters of a real key: an Ed25519 key in PKCS#8 has 64, an encrypted PGP fragment a little more. */
const SHORTEST_BODY = 60;
const header = /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----$/;
/** PEM and PGP private key blocks (RFC 7468, RFC 9580), raw or with `\n` escapes, body included. */
const recognisePrivateKey = (text, start, end) => {
	const begin = text.lastIndexOf("-----BEGIN ", start);
	if (begin < 0 || start - begin > 60 || !header.test(text.slice(begin, end))) return void 0;
	const limit = Math.min(text.length, end + LONGEST_BODY);
	const close = text.indexOf("-----", end);
	const bodyEnd = close < 0 || close > limit ? limit : close;
	const body = text.slice(end, bodyEnd);
	const key = keyCharacters(body);
	if (key.length < SHORTEST_BODY || new Set(key).size < 16) return void 0;
	const footer = close >= 0 && close <= limit ? /^-----END [A-Z0-9 ]{1,60}-----/.exec(text.slice(close, close + 80)) : null;
	if (footer === null && key.length < 100) return void 0;
	const found = {
		start: begin,
		end: footer === null ? bodyEnd : close + footer[0].length,
		confidence: "likely",
		shown: text.slice(begin, end)
	};
	return isCutShort(key) || patternedShare(key) > .3 || /\.{3}|\*{3}|<[a-z]/i.test(body) ? {
		...found,
		example: "patterned"
	} : found;
};
/** The GCP service account rule: the same block inside a service account document. */
const recogniseServiceAccount = (text, start, end) => {
	const found = recognisePrivateKey(text, start, end);
	if (found === void 0) return void 0;
	const around = text.slice(Math.max(0, found.start - 600), found.start) + text.slice(found.end, found.end + 600);
	return around.includes("service_account") && /client_email|project_id|private_key_id/.test(around) ? found : void 0;
};
/** A DER structure (ITU-T X.690) that announces more bytes than there are: documentation, not a key. */
function isCutShort(key) {
	const bytes = Buffer.from(key, "base64");
	if (bytes[0] !== 48) return false;
	const first = bytes[1] ?? 0;
	const announced = first < 128 ? first : first === 129 ? bytes[2] ?? 0 : (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
	return bytes.length < announced * .9;
}
/** Base64 characters of the body, without escapes, armour headers and white space. */
function keyCharacters(body) {
	return body.replace(/\\+[nr]/g, "\n").split("\n").map((line) => line.trim().replace(/^["'+\s]+|["'+,\\\s]+$/g, "")).filter((line) => !line.includes(":") && /^[A-Za-z0-9+/=\s]*$/.test(line)).join("");
}
// packages/text/src/secrets/structures/url-credentials.ts
const schemeBefore = /[A-Za-z][A-Za-z0-9+.-]{1,40}$/;
/** userinfo and host (RFC 3986, section 3.2); an `@` in a password is accepted when a host follows. */
const authority = /([^\s:@/?#"'`<>\\|(),;]{0,128}):([^\s/?#"'`<>\\|]{1,256})@(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._${}%*-]{1,255})/y;
const localHost = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[A-Za-z0-9_-]+)$/;
const exampleHost = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$|\$\{|\{|\*|^\$/i;
/** `scheme://user:password@host`: the span is the password. */
const recogniseUrlCredentials = (text, start, end) => {
	const scheme = schemeBefore.exec(text.slice(Math.max(0, start - 42), start))?.[0];
	if (scheme === void 0) return void 0;
	authority.lastIndex = end;
	const match = authority.exec(text);
	if (match === null) return void 0;
	const [, user = "", password = "", host = ""] = match;
	const passwordStart = end + user.length + 1;
	const span = {
		start: passwordStart,
		end: passwordStart + password.length,
		confidence: "likely",
		shown: `${scheme.toLowerCase()}://`
	};
	const example = whyExample(user, safeDecode(password), host);
	if (example !== void 0) return {
		...span,
		example
	};
	return /^(?:https?|git|ssh)$/i.test(scheme) && shannonEntropy(password) < 2 ? {
		...span,
		example: "few-characters"
	} : span;
};
function whyExample(user, password, host) {
	if (exampleHost.test(host)) return "example-host";
	if (/^[$%{<[(*]|[{}<>$]\w|%s/.test(password) || /[{}<>$]/.test(user)) return "template";
	if (/^anon/i.test(user) || /anoncvs|^anonymous/i.test(password)) return "weak-word";
	if (password.toLowerCase() === user.toLowerCase() || isWeakWord(password)) return "weak-word";
	const reason = placeholderReason(password, true);
	if (reason !== void 0 && reason !== "few-characters") return reason;
	if (password.length < 3 || /^\d{1,5}$/.test(password)) return "few-characters";
	return localHost.test(host) && (password.length < 8 || shannonEntropy(password) < 2.5) ? "local-host" : void 0;
}
const partEnd = /([^\s;,"'`<>&|)]{3,128})/y;
/** `…;User Id=sa;Password=…;` as ADO.NET, ODBC, JDBC and libpq write it: the span is the password. */
const recogniseConnectionString = (text, start, end) => {
	const before = text.slice(Math.max(0, start - 200), start);
	const line = before.slice(before.lastIndexOf("\n") + 1);
	if (!/(?:server|data source|host|user id|uid|user|username|endpoint|database|dbname|initial catalog|driver|jdbc:\w+)\s{0,2}[=:]/i.test(line) || !/[;&? ]\s?$/.test(line)) return void 0;
	partEnd.lastIndex = end;
	const password = partEnd.exec(text)?.[1];
	if (password === void 0) return void 0;
	const span = {
		start: end,
		end: end + password.length,
		confidence: "possible",
		shown: text.slice(start, end)
	};
	const example = whyExample("", password, /(?:server|data source|host)\s{0,2}=\s{0,2}(?:tcp:)?([^;,\s]+)/i.exec(line)?.[1] ?? "") ?? (password.length < 6 ? "few-characters" : void 0);
	if (/^[A-Za-z_][A-Za-z_.]*[[(]?/.exec(password)?.[0] === password || /^[\w.]+[[(]/.test(password)) return void 0;
	return example === void 0 ? span : {
		...span,
		example
	};
};
function safeDecode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
// packages/text/src/secrets/structures/index.ts
/** The code behind each rule of method `structure`; the two generic rules live in `generic.ts`. */
const recognisers = {
	"private-key": recognisePrivateKey,
	"gcp-service-account-key": recogniseServiceAccount,
	"json-web-token": recogniseJsonWebToken,
	"json-web-token-base64": recogniseEncodedToken,
	"kubernetes-secret": recogniseKubernetesSecret,
	"url-credentials": recogniseUrlCredentials,
	"connection-string-password": recogniseConnectionString,
	"authorization-header": recogniseAuthorization,
	"curl-credentials": recogniseCurl
};
// packages/text/src/secrets/engine.ts
/**
* Compiles rules behind one automaton; `own` are those of `compileUserSecretRules`.
* @throws TextError `rule-invalid` for a structure without code, `form-invalid` for a bad form.
*/
function createSecretEngine(rules, own = []) {
	const compiled = [...rules.map(compileRule$1), ...own];
	const keywords = [...new Set(compiled.flatMap(({ rule }) => rule.keywords.map((keyword) => keyword.toLowerCase())))].sort();
	const byKeyword = keywords.map((keyword) => compiled.filter(({ rule }) => rule.keywords.some((own) => own.toLowerCase() === keyword)));
	return {
		prefilter: createPrefilter(keywords),
		rules: compiled,
		byKeyword
	};
}
function compileRule$1(rule) {
	const generic = rule.id.startsWith("generic-") && rule.method === "structure";
	const recogniser = recognisers[rule.id];
	if (rule.method === "structure" && recogniser === void 0 && !generic) throw new TextError("rule-invalid", `Rule "${rule.id}" is a structure without code; give it forms and method "token" or "assigned".`);
	const anchored = rule.method === "assigned";
	return {
		rule,
		forms: rule.forms.map((form) => {
			const source = formSource(form);
			return {
				pattern: new RegExp(anchored ? `^(?:${source})$` : source, anchored ? "" : "y"),
				prefix: formPrefix(form),
				length: formLength(form)
			};
		}),
		recogniser,
		generic
	};
}
// packages/text/src/secrets/assignment.ts
const LONGEST_NAME = 80;
const LONGEST_VALUE = 2048;
const nameCharacter = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-$");
const bareEnd = characterTable(" 	\r\n\v\f\"'`,;<>(){}[]|&\\");
const closers = /[\\"'`)\]]{0,4}[ \t]{0,8}/y;
const operators = /:{2,3}=|:=|\?=|\+=|=>|===?|!==?|\|\||->|[=:,>]/y;
const nameThenValue = /\\?["']?\s{0,20},?\s{0,60}\\?["']?value\\?["']?\s{0,3}[:=]\s{0,3}/iy;
/** Terraform: `variable "name" { … default = `. */
const variableDefault = /"\s{0,4}\{[^{}]{0,400}?\bdefault\s{0,20}=\s{0,4}/y;
const annotation = /[ \t]{0,3}(?:(?:str|string|String|std::string|Optional\[str\]|SecretStr|any)[ \t]{0,3}=(?![=>])|[A-Za-z_][\w.<>[\]|?]{0,40}[ \t]{1,3}=(?![=>]))[ \t]{0,4}/y;
const opening = /[ \t]{0,8}\(?[ \t]{0,4}(?:[rbufRBUF@$]{1,2}(?=["']))?/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Key)[ \t]{1,3}/iy;
/**
* Reads assignments around keyword hits, left to right. Holds the last identifier, so that a text made of
* nothing but keywords costs one pass: every step is bounded except the walk over an identifier,
* which is done once per identifier.
*/
var AssignmentReader = class {
	#text;
	#start = 0;
	#end = 0;
	#found;
	#walked = {
		from: 0,
		to: 0
	};
	constructor(text) {
		this.#text = text;
	}
	/** The assignment whose name holds the keyword `[start, end)`, if there is one. Hits must come in order of `end`. */
	at(start, end) {
		if (end <= this.#end) return start >= this.#start ? this.#found : void 0;
		let left = start;
		while (left > this.#end && start - left <= LONGEST_NAME && isIn(nameCharacter, this.#text, left - 1)) left--;
		let right = end;
		while (isIn(nameCharacter, this.#text, right)) right++;
		this.#start = left;
		this.#end = right;
		this.#found = right - left > LONGEST_NAME ? void 0 : readAssignment(this.#text, left, right, this.#walked);
		return this.#found;
	}
};
function readAssignment(text, nameStart, wordEnd, walked) {
	let nameEnd = wordEnd;
	while (nameEnd > nameStart && (text[nameEnd - 1] === "-" || text[nameEnd - 1] === ".")) nameEnd--;
	const name = text.slice(nameStart, nameEnd);
	const direct = readOperator(text, nameEnd, name);
	if (direct !== void 0) return readValue(text, name, nameStart, "", direct, walked);
	let tailEnd = nameEnd;
	while (tailEnd - nameEnd < 24 && (isIn(nameCharacter, text, tailEnd) || text[tailEnd] === " " || text[tailEnd] === "	")) tailEnd++;
	if (tailEnd === nameEnd) return void 0;
	const spaced = readOperator(text, tailEnd, name);
	return spaced === void 0 ? void 0 : readValue(text, name, nameStart, text.slice(nameEnd, tailEnd).trim(), spaced, walked);
}
function readOperator(text, at, name) {
	if (text[at] === "\"" && /variable\s{1,4}"$/.test(text.slice(Math.max(0, at - name.length - 14), at - name.length))) {
		const end = stickyEnd(variableDefault, text, at);
		return end === void 0 ? void 0 : {
			operator: "default",
			end
		};
	}
	const viaValue = stickyEnd(nameThenValue, text, at);
	if (viaValue !== void 0) return {
		operator: "value",
		end: viaValue
	};
	if (text[at] === " " && name.startsWith("--")) return {
		operator: "flag",
		end: at + 1
	};
	const afterClosers = stickyEnd(closers, text, at) ?? at;
	if (/^password$/i.test(name) && afterClosers > at && text[afterClosers] === "'") return {
		operator: "sql",
		end: afterClosers
	};
	const end = stickyEnd(operators, text, afterClosers);
	if (end === void 0) return void 0;
	const operator = text.slice(afterClosers, end);
	if (operator === ":") {
		const annotated = stickyEnd(annotation, text, end);
		if (annotated !== void 0) return {
			operator: "=",
			end: annotated
		};
	}
	return {
		operator,
		end
	};
}
function readValue(text, name, nameStart, tail, { operator, end }, walked) {
	const open = stickyEnd(opening, text, end) ?? end;
	const quote = quoteAt(text, open);
	let valueStart = open + quote.length;
	valueStart = stickyEnd(scheme, text, valueStart) ?? valueStart;
	let valueEnd = valueStart;
	const limit = Math.min(text.length, valueStart + LONGEST_VALUE);
	if (quote === "") valueEnd = Math.min(limit, endOfBare(text, valueStart, limit, walked));
	else {
		while (valueEnd < limit && !text.startsWith(quote, valueEnd) && text[valueEnd] !== "\n") valueEnd++;
		if (!text.startsWith(quote, valueEnd)) return void 0;
	}
	if (valueEnd === valueStart) return void 0;
	return {
		name,
		nameStart,
		tail,
		operator,
		value: text.slice(valueStart, valueEnd),
		valueStart,
		quoted: quote !== "",
		next: text.charAt(valueEnd)
	};
}
/** Walks over each code unit once, however many names share one long bare value. */
function endOfBare(text, start, limit, walked) {
	if (start < walked.from || start > walked.to) walked.from = start;
	let at = walked.from === start ? start : walked.to;
	while (at < limit && !isIn(bareEnd, text, at)) at++;
	walked.to = Math.max(at, walked.from === start ? at : walked.to);
	return at;
}
function quoteAt(text, at) {
	for (const quote of [
		"\"\"\"",
		"'''",
		"\\\"",
		"\\'",
		"\"",
		"'",
		"`"
	]) if (text.startsWith(quote, at)) return quote;
	return "";
}
function stickyEnd(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : void 0;
}
function characterTable(characters) {
	const table = /* @__PURE__ */ new Uint8Array(128);
	for (const character of characters) table[character.charCodeAt(0)] = 1;
	return table;
}
function isIn(table, text, at) {
	return at >= 0 && at < text.length && table[text.charCodeAt(at)] === 1;
}
// packages/text/src/secrets/boundary.ts
/** Whether `[start, end)` stands alone: no letter or digit touches it, and it is not a stretch of a base64 blob. */
function standsAlone(text, start, end) {
	return leftIsFree(text, start) && rightIsFree(text, end) && !insideBlob(text, start, end);
}
function leftIsFree(text, start) {
	if (start === 0 || !isWordCharacter(text.charCodeAt(start - 1))) return true;
	const before = text.slice(Math.max(0, start - 6), start);
	return /\\[nrtvf0"]$|\\x[0-9a-fA-F]{2}$|\\u00[0-9a-fA-F]{2}$|%[0-9a-fA-F]{2}$/.test(before);
}
function rightIsFree(text, end) {
	return end >= text.length || !(isWordCharacter(text.charCodeAt(end)) || text.charCodeAt(end) === 95);
}
function isWordCharacter(code) {
	return code >= 48 && code <= 57 || code >= 65 && code <= 90 || code >= 97 && code <= 122;
}
const BLOB = 64;
/** At least 64 base64 characters directly before or behind, joined by `+` or `/`: data, not a token. */
function insideBlob(text, start, end) {
	const before = text.charCodeAt(start - 1);
	if (before === 43 || before === 47) {
		let i = start - 1;
		while (i >= 0 && start - i < BLOB && isBlobCharacter(text.charCodeAt(i))) i--;
		if (start - i >= BLOB) return true;
	}
	const behind = text.charCodeAt(end);
	if (behind !== 43 && behind !== 47) return false;
	let i = end;
	while (i < text.length && i - end < BLOB && isBlobCharacter(text.charCodeAt(i))) i++;
	return i - end >= BLOB;
}
function isBlobCharacter(code) {
	return isWordCharacter(code) || code === 43 || code === 47;
}
// packages/text/src/words.ts
/**
* Splits an identifier into lower-case words: `OPENAI_API_KEY`, `openaiApiKey` and `openai-api-key`
* all give `openai api key`. Digits form words of their own. Linear.
*/
function splitWords(identifier) {
	const words = [];
	let word = "";
	let before = "other";
	for (let i = 0; i < identifier.length; i++) {
		const now = classOf(identifier.charCodeAt(i));
		const next = i + 1 < identifier.length ? classOf(identifier.charCodeAt(i + 1)) : "other";
		if ((now !== before && !(before === "upper" && now === "lower" && word.length === 1) || now === "upper" && before === "upper" && next === "lower") && word !== "") {
			words.push(word);
			word = "";
		}
		if (now !== "other") word += identifier.charAt(i).toLowerCase();
		before = now;
	}
	if (word !== "") words.push(word);
	return words;
}
function classOf(code) {
	if (code >= 97 && code <= 122) return "lower";
	if (code >= 65 && code <= 90) return "upper";
	if (code >= 48 && code <= 57) return "digit";
	return code > 127 ? "lower" : "other";
}
// packages/text/src/secrets/generic.ts
const passwordHeads = /* @__PURE__ */ new Set([
	"password",
	"passwd",
	"pwd",
	"pass",
	"passphrase",
	"passcode",
	"dbpassword",
	"dbpass",
	"userpassword",
	"rootpassword",
	"adminpassword"
]);
const tokenHeads = /* @__PURE__ */ new Set([
	"secret",
	"token",
	"apikey",
	"accesskey",
	"secretkey",
	"privatekey",
	"authtoken",
	"accesstoken",
	"apitoken",
	"apisecret",
	"clientsecret",
	"credential",
	"credentials",
	"auth",
	"authkey",
	"bearer",
	"appsecret",
	"appkey"
]);
const keyQualifiers = /* @__PURE__ */ new Set([
	"api",
	"access",
	"secret",
	"private",
	"auth",
	"authentication",
	"encryption",
	"signing",
	"account",
	"master",
	"service",
	"app",
	"application",
	"shared",
	"storage",
	"subscription",
	"client",
	"license",
	"admin",
	"root",
	"session",
	"jwt",
	"aes",
	"hmac",
	"webhook",
	"cookie",
	"salt",
	"crypt",
	"cipher",
	"token",
	"server",
	"deploy",
	"write",
	"read",
	"bot",
	"hub"
]);
/** Words that may follow the head without changing what it names. */
const neutral = /^(?:value|val|string|str|text|txt|plain|plaintext|raw|default|prod|production|stag|stage|staging|dev|live|main|primary|secondary|old|new|current|base|hex|env|v?\d+|v|b|here)$/;
/** Words that say the value is no credential, wherever they stand in the name. */
const disclaimers = new Set("public pub pubkey hash hashed digest checksum sha csrf xsrf nonce next page pagination continuation cursor pad padding eos bos unk cls sep mask special max min num count counts total type types name names label field fields column header prefix suffix placeholder hint regex pattern format example sample fake mock dummy test tests fixture expected invalid wrong bad url uri path file filename dir env var variable id ids ref arn length size len limit ttl expiry expires expiration index i18n title message msg error description desc help usage doc docs prompt policy rule scope scopes grammar lexer parser sort partition primary foreign cache lookup vocab image model tokenizer reset forgot confirm change validator validation strength required".split(" "));
/** Classifies a name, or says nothing when it does not name a credential. Only the head noun counts: `token_type` is a type. */
function classifyName(name) {
	const words = splitWords(name);
	if (words.length > 12 || words.some((word) => disclaimers.has(word))) return void 0;
	let last = words.length - 1;
	while (last > 0 && neutral.test(words[last] ?? "")) last--;
	const head = words[last] ?? "";
	const before = words[last - 1] ?? "";
	if (passwordHeads.has(head)) return head === "pass" && words.length > 1 && !/^(?:user|db|database|root|admin|smtp|mail|email|my|ftp|redis|pg|mysql|auth|http|login|key)$/.test(before) ? void 0 : "password";
	if (tokenHeads.has(head)) return "token";
	if (head === "key" && keyQualifiers.has(before)) return "token";
}
/** Why a value given to a credential name is or is not a secret. Returns the class it was accepted as. */
function judgeGeneric(assignment) {
	const { value, tail } = assignment;
	if (tail !== "" || value.length < 8 || value.length > 512 || /[^\x21-\x7e]/.test(value)) return void 0;
	const kind = classifyName(assignment.name);
	if (kind === void 0 || !operatorFits(assignment)) return void 0;
	const reason = placeholderReason(value, true);
	const chosen = kind === "password" && reason === "patterned" && patternedShare(value) < .75;
	if (reason !== void 0 && !chosen || isReference(value)) return void 0;
	if (kind === "token") return looksLikeToken(value, assignment) ? "token" : void 0;
	return looksLikePassword(value, assignment) ? "password" : void 0;
}
function operatorFits({ operator, quoted, next, value }) {
	if (operator.startsWith("!=") || operator.startsWith("==")) return false;
	if (operator === "," || operator === "||" || operator === "->" || operator === "sql") return quoted;
	if (quoted) return true;
	return !/[([{"'`|\\]/.test(next === "" ? " " : next) && !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(value);
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const reference = /^(?:\.{0,2}\/|~|[A-Za-z]:\\|\w+:\/\/|www\.|#|@|-)|^[\w.-]+\.(?:com|org|net|io|ai|dev|local|json|ya?ml|txt|pem|key|crt|cer|env|py|ts|js|md|html|png|svg)\b|^[^@\s]+@[^@\s]+\.[a-z]{2,}$|^\d{4}-\d\d-\d\d|^v?\d+(?:\.\d+)+|^projects\/|^arn:|^[\w-]+\/[\w-]+(?:\/[\w.-]+)*$|\(|\)|^[\d.,:+-]+$|[;{}<>]|=>|^sha\d+[-:]|\$\$|^\w+\[|::/;
/** Keys made to be shown to everyone: PostHog project keys, publishable Stripe and Clerk keys. */
const publicKey = /^(?:phc_|pk_(?:live|test)_|pub[-_]|public|ssh-(?:rsa|ed25519))/;
/** Paths, addresses, versions, dates, numbers, UUIDs, code. */
function isReference(value) {
	return publicKey.test(value) || uuid.test(value) || uuid.test(value.slice(-36)) || reference.test(value) && !/^[A-Za-z0-9+/]{32,}={0,2}$/.test(value.replace(/^.*\/{2}.*$/, ""));
}
function looksLikeToken(value, { quoted, operator }) {
	const digits = value.replace(/[^0-9]/g, "").length;
	const letters = value.replace(/[^A-Za-z]/g, "").length;
	if (value.length < (quoted && operator !== "," ? 16 : 20) || letters < 2 || isWordy(value)) return false;
	const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && naturalness(value).share < (digits === 0 ? .5 : .6);
	if (digits < 2 && !(mixed && value.length >= (digits === 0 ? 24 : 20))) return false;
	if (/^[0-9a-fA-F]+$/.test(value)) return value.length >= 24 && shannonEntropy(value) >= 3;
	return shannonEntropy(value) >= 3.4 && /^[A-Za-z0-9_+/=.~:!@#%^*-]+$/.test(value);
}
function looksLikePassword(value, { quoted, operator }) {
	if (value.length > 128 || isWeakWord(value) || isWordy(value)) return false;
	if (operator === "," && !/[0-9]/.test(value)) return false;
	const classes = [
		/[a-z]/,
		/[A-Z]/,
		/[0-9]/,
		/[^A-Za-z0-9]/
	].filter((one) => one.test(value)).length;
	return /[0-9]/.test(value) && /[A-Za-z]/.test(value) && classes >= (quoted ? 2 : 3) && shannonEntropy(value) >= 2.75;
}
/** `SECRET_MCP_PAYLOAD_1` names something. */
const constantName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,20}$/;
/** Identifiers and prose: nearly all pieces are words and digits are few. */
function isWordy(value) {
	if (constantName.test(value)) return true;
	const { share, pairs } = naturalness(value);
	const digits = value.replace(/[^0-9]/g, "").length;
	if (pairs >= 4 && share >= .75 && digits / value.length < .25) return true;
	return splitWords(value).filter((word) => /^[a-z]{3,}$/.test(word) && naturalness(word).share >= .8).join("").length > value.length * .6;
}
// packages/text/src/secrets/match.ts
const HASHABLE_BITS = 80;
/** Drops what a more specific candidate covers and sorts by place. */
function resolveCandidates(candidates) {
	const byRank = [...candidates].sort((a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start || (a.rule.id < b.rule.id ? -1 : 1));
	const kept = [];
	const occupied = /* @__PURE__ */ new Map();
	for (const candidate of byRank) {
		const cells = cellsOf(candidate);
		if (cells.some((cell) => occupied.get(cell)?.some((other) => other.start < candidate.end && candidate.start < other.end))) continue;
		kept.push(candidate);
		for (const cell of cells) occupied.set(cell, [...occupied.get(cell) ?? [], candidate]);
	}
	return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}
/** Cells of 256 code units a candidate touches, so that a clash is looked for only nearby. */
function cellsOf({ start, end }) {
	const first = start >> 8;
	return Array.from({ length: (end - 1 >> 8) - first + 1 }, (_, i) => first + i);
}
/** Specific beats general: own form, then vendor by name, then structure, then generic names. */
function rank({ rule, confidence }) {
	return (rule.id.startsWith("generic-") ? 0 : rule.vendor === "any" ? confidence === "possible" ? 1 : 2 : rule.method === "assigned" ? 4 : 6) + (rule.method === "structure" && rule.vendor !== "any" ? 2 : 0) + (confidence === "certain" ? 1 : confidence === "possible" && rule.method === "token" ? -3 : 0);
}
/** Turns a candidate into the public form: masked, hashed where that is safe. */
function publish(candidate, text) {
	const { rule, start, end, confidence, shown, example } = candidate;
	const secret = text.slice(start, end);
	const body = secret.startsWith(shown) ? secret.slice(shown.length) : secret;
	const hashable = rule.id !== "generic-password" && rule.id !== "url-credentials" && rule.id !== "connection-string-password" && rule.id !== "curl-credentials";
	return {
		rule: rule.id,
		title: rule.title,
		vendor: rule.vendor,
		start,
		end,
		confidence,
		masked: `${shown}…`,
		...hashable && estimatedBits(body) >= HASHABLE_BITS ? { hash: createHash("sha256").update(secret).digest("hex") } : {},
		...example === void 0 ? {} : { example }
	};
}
// packages/text/src/secrets/name.ts
/** Last words of names whose values look random and are no secrets. */
const harmless = new Set("sha sha1 sha256 hash digest checksum commit rev revision version md5 etag url uri path file model name region endpoint image tag build ref branch".split(" "));
/** Whether the name around the keyword at `keywordStart` is one the rule means. */
function nameFits(rule, { name, nameStart, tail, operator }, keywordStart) {
	const at = keywordStart - nameStart;
	if (operator.startsWith("!=") || !startsWord(name, at)) return false;
	const words = splitWords(`${name} ${tail}`);
	if (harmless.has(words.at(-1) ?? "")) return false;
	return rule.heads.length === 0 || words.some((word) => rule.heads.some((head) => word.endsWith(head)));
}
/** Whether a word of the identifier starts at `at`: at its front, behind a separator or at a change of case. */
function startsWord(name, at) {
	if (at <= 0) return true;
	const before = name.charCodeAt(at - 1);
	const here = name.charCodeAt(at);
	const isLower = (code) => code >= 97 && code <= 122;
	const isUpper = (code) => code >= 65 && code <= 90;
	return !(isLower(before) || isUpper(before)) || isLower(before) && isUpper(here);
}
// packages/text/src/secrets/find.ts
let builtIn;
/** The engine of the built-in catalogue, built on first use. */
function builtInSecretEngine() {
	builtIn ??= createSecretEngine(secretRules);
	return builtIn;
}
/**
* Finds secrets in a text: sorted by place, without overlaps, the same for the same text. Time is
* linear in the length of the text: one automaton pass, and bounded work per keyword found.
* No match holds the secret.
*/
function findSecrets(text, options = {}) {
	const engine = options.engine ?? builtInSecretEngine();
	const search = new Search(text);
	engine.prefilter.scan(text, (keyword, end) => {
		const start = end - (engine.prefilter.keywords[keyword]?.length ?? 0);
		for (const compiled of engine.byKeyword[keyword] ?? []) search.tryRule(compiled, start, end);
	});
	return resolveCandidates(options.examples === true ? search.candidates : search.candidates.filter(({ example }) => example === void 0)).map((candidate) => publish(candidate, text));
}
var Search = class {
	candidates = [];
	#text;
	#assignments;
	#done = /* @__PURE__ */ new Map();
	#genericDone = -1;
	constructor(text) {
		this.#text = text;
		this.#assignments = new AssignmentReader(text);
	}
	tryRule(compiled, start, end) {
		if (compiled.rule.method === "token") this.#tryToken(compiled, start, end);
		else if (compiled.recogniser !== void 0) this.#tryStructure(compiled, start, end);
		else if (compiled.generic) this.#tryGeneric(compiled, start, end);
		else this.#tryAssigned(compiled, start, end);
	}
	#tryToken(compiled, start, end) {
		const { rule, forms } = compiled;
		const from = Math.max(start - rule.lead, this.#done.get(compiled) ?? 0);
		if (start < (this.#done.get(compiled) ?? 0)) return;
		let best;
		for (const { pattern, prefix } of forms) {
			pattern.lastIndex = start;
			const match = rule.lead > 0 ? windowMatch(pattern, this.#text, from, start, end) : pattern.exec(this.#text);
			if (match === null || match.index > start || match.index + match[0].length < end) continue;
			const candidate = this.#judge(compiled, match.index, match[0], prefix);
			if (candidate !== void 0 && (best === void 0 || candidate.end > best.end)) best = candidate;
		}
		if (best === void 0) return;
		this.#done.set(compiled, best.end);
		this.candidates.push(best);
	}
	#judge({ rule }, start, token, prefix) {
		const end = start + token.length;
		if (!standsAlone(this.#text, start, end) || !this.#near(rule.near, start, end)) return void 0;
		const body = token.slice(prefix.length);
		const confidence = checkToken(rule, body);
		if (confidence === void 0 || shannonEntropy(body) < rule.entropy || readsLikeWords(body)) return this.#example(rule, start, end, prefix, body);
		const example = placeholderReason(body);
		return {
			rule,
			start,
			end,
			confidence,
			shown: prefix,
			...example === void 0 ? {} : { example }
		};
	}
	/** Too plain to be random; when it also is a known placeholder, say so to those who ask for examples. */
	#example(rule, start, end, shown, body) {
		const example = placeholderReason(body);
		return example === void 0 ? void 0 : {
			rule,
			start,
			end,
			confidence: "possible",
			shown,
			example
		};
	}
	#near(words, start, end) {
		if (words.length === 0) return true;
		const around = this.#text.slice(Math.max(0, start - 400), end + 400).toLowerCase();
		return words.some((word) => around.includes(word));
	}
	#tryAssigned(compiled, start, end) {
		const assignment = this.#assignments.at(start, end);
		if (assignment === void 0 || (this.#done.get(compiled) ?? -1) === assignment.valueStart) return;
		const { rule } = compiled;
		const form = compiled.forms.find(({ pattern }) => pattern.test(assignment.value));
		if (form === void 0 || !nameFits(rule, assignment, start)) return;
		this.#done.set(compiled, assignment.valueStart);
		const { value, valueStart } = assignment;
		const valueEnd = valueStart + value.length;
		const body = value.slice(form.prefix.length);
		const confidence = checkToken(rule, body);
		if (!this.#near(rule.near, valueStart, valueEnd)) return;
		const candidate = confidence === void 0 || shannonEntropy(body) < rule.entropy || readsLikeWords(body) ? this.#example(rule, valueStart, valueEnd, form.prefix, body) : {
			rule,
			start: valueStart,
			end: valueEnd,
			confidence,
			shown: form.prefix,
			...exampleOf(body)
		};
		if (candidate !== void 0) this.candidates.push(candidate);
	}
	#tryStructure(compiled, start, end) {
		if (start < (this.#done.get(compiled) ?? 0)) return;
		const found = compiled.recogniser?.(this.#text, start, end);
		if (found === void 0) return;
		this.#done.set(compiled, found.end);
		this.candidates.push({
			rule: compiled.rule,
			...found
		});
	}
	#tryGeneric(compiled, start, end) {
		const assignment = this.#assignments.at(start, end);
		if (assignment === void 0 || this.#genericDone === assignment.valueStart) return;
		const kind = judgeGeneric(assignment);
		if (kind === void 0) this.#genericDone = assignment.valueStart;
		if (kind === void 0 || compiled.rule.id !== `generic-${kind}`) return;
		this.#genericDone = assignment.valueStart;
		const { value, valueStart } = assignment;
		this.candidates.push({
			rule: compiled.rule,
			start: valueStart,
			end: valueStart + value.length,
			confidence: "possible",
			shown: ""
		});
	}
};
/** The first place before the keyword from which the pattern covers it. The window is at most `lead` wide. */
function windowMatch(pattern, text, from, start, end) {
	for (let at = from; at <= start; at++) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match !== null && at + match[0].length >= end && standsAlone(text, at, at + match[0].length)) return match;
	}
	return null;
}
function exampleOf(body) {
	const example = placeholderReason(body);
	return example === void 0 ? {} : { example };
}
// packages/text/src/secrets/rule.ts
/** What a leaked credential of a kind lets an attacker into. */
const secretTargets = [
	"ai-provider",
	"cloud",
	"vcs",
	"database",
	"messaging",
	"payment",
	"package-registry",
	"ci",
	"monitoring",
	"identity",
	"storage",
	"network",
	"crypto",
	"saas",
	"unknown"
];
/** Ways to find a secret: by its own form, by the name it is assigned to, or by structure (code). */
const secretMethods = [
	"token",
	"assigned",
	"structure"
];
const secretSeverities = [
	"critical",
	"high",
	"medium",
	"low"
];
const secretChecks = [
	"none",
	"github-crc32",
	"mixed-case-and-digit",
	"not-natural",
	"has-digit"
];
const secretConfidences = [
	"certain",
	"likely",
	"possible"
];
z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
	title: z.string().min(3),
	vendor: z.string().min(1),
	opens: z.enum(secretTargets),
	severity: z.enum(secretSeverities),
	method: z.enum(secretMethods),
	keywords: z.array(z.string().min(1).max(60)).min(1),
	forms: z.array(z.string()),
	lead: z.number().int().min(0).max(200),
	near: z.array(z.string()),
	heads: z.array(z.string()),
	entropy: z.number().min(0).max(6),
	confidence: z.enum(secretConfidences),
	check: z.enum(secretChecks),
	revoke: z.string().min(10)
});
z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
	title: z.string().min(3).max(200),
	vendor: z.string().max(100).default("own rule"),
	opens: z.enum(secretTargets).default("unknown"),
	severity: z.enum(secretSeverities).default("high"),
	confidence: z.enum(secretConfidences).default("likely"),
	keywords: z.array(z.string().regex(/^[\x20-\x7e]{2,60}$/)).min(1).max(50),
	pattern: z.string().min(3).max(1e3),
	entropy: z.number().min(0).max(6).default(0),
	revoke: z.string().default("Revoke it at its issuer, issue a new one, and keep the new one out of the repository.")
});
// packages/text/src/personal/catalogue.ts
const separator = "[ .-]?";
/** Built-in recognisers. Forms are the issuers' published ones; scores order certainty and are not probabilities. */
const personalRules = [
	{
		type: "EMAIL_ADDRESS",
		digits: 0,
		needs: "@",
		title: "E-mail address",
		pattern: "[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.){1,6}[A-Za-z]{2,24}",
		validator: "email",
		score: .9,
		checked: .9,
		context: []
	},
	{
		type: "URL",
		digits: 0,
		needs: "://",
		title: "URL",
		pattern: "(?:https?|ftp):\\/\\/[A-Za-z0-9][A-Za-z0-9.-]{1,253}(?::\\d{1,5})?(?:[\\/?#][^\\s\"'<>)\\]}`|\\\\]{0,1000})?",
		ignoreCase: true,
		validator: "none",
		score: .6,
		checked: .6,
		context: []
	},
	{
		type: "CREDIT_CARD",
		digits: 12,
		title: "Payment card number",
		pattern: "\\d{4}[ -]?\\d{4,6}[ -]?\\d{4,5}(?:[ -]?\\d{1,4})?(?:[ -]?\\d{1,3})?",
		validator: "creditCard",
		score: .3,
		checked: .85,
		context: [
			"card",
			"visa",
			"mastercard",
			"amex",
			"credit",
			"debit",
			"payment",
			"pan",
			"cc",
			"carte",
			"karte",
			"tarjeta"
		]
	},
	{
		type: "IBAN_CODE",
		digits: 8,
		title: "International bank account number",
		pattern: "[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?",
		ignoreCase: true,
		validator: "iban",
		score: .4,
		checked: .95,
		context: [
			"iban",
			"account",
			"konto",
			"bank"
		]
	},
	{
		type: "US_SSN",
		digits: 9,
		title: "US social security number",
		pattern: "\\d{3}[ -]\\d{2}[ -]\\d{4}",
		validator: "usSsn",
		score: .5,
		checked: .5,
		context: [
			"ssn",
			"social security",
			"social-security",
			"soc sec"
		]
	},
	{
		type: "US_SSN",
		digits: 9,
		title: "US social security number",
		pattern: "\\d{9}",
		validator: "usSsn",
		score: .3,
		checked: .3,
		context: ["ssn", "social security"],
		needsContext: true
	},
	{
		type: "PHONE_NUMBER",
		digits: 7,
		title: "International phone number",
		pattern: "\\+\\d{1,3}[ .-]?(?:\\(\\d{1,4}\\)[ .-]?)?\\d{1,5}(?:[ .-]?\\d{2,5}){1,4}",
		validator: "phone",
		score: .7,
		checked: .7,
		context: [
			"phone",
			"tel",
			"call",
			"mobile",
			"cell",
			"fax",
			"whatsapp",
			"telefon",
			"contact"
		]
	},
	{
		type: "PHONE_NUMBER",
		digits: 7,
		title: "North American phone number",
		pattern: "(?:1[ .-])?(?:\\(\\d{3}\\) ?|\\d{3}[ .-])\\d{3}[ .-]\\d{4}",
		validator: "usPhone",
		score: .55,
		checked: .55,
		context: [
			"phone",
			"tel",
			"call",
			"mobile",
			"cell",
			"fax",
			"reach",
			"dial"
		]
	},
	{
		type: "PHONE_NUMBER",
		digits: 7,
		title: "National phone number",
		pattern: "(?:\\(?0\\d{1,5}\\)?[ .\\/-]?\\d{2,5}(?:[ .-]?\\d{2,4}){1,3}|00\\d{1,3}[ .-]?\\d{1,5}(?:[ .-]?\\d{2,5}){1,4}|\\d{10})",
		validator: "phone",
		score: .2,
		checked: .2,
		context: [
			"phone",
			"tel",
			"call",
			"mobile",
			"cell",
			"fax",
			"telefon",
			"telefono",
			"téléphone",
			"handy",
			"whatsapp"
		],
		needsContext: true
	},
	{
		type: "IP_ADDRESS",
		digits: 2,
		title: "IPv4 address",
		pattern: "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
		validator: "ipv4",
		score: .5,
		checked: .5,
		context: [
			"ip",
			"address",
			"host",
			"client",
			"login",
			"server",
			"ipv4"
		]
	},
	{
		type: "IP_ADDRESS",
		digits: 2,
		title: "IPv6 address",
		pattern: "(?:[A-Fa-f0-9]{1,4}:{1,2}){2,7}[A-Fa-f0-9]{0,4}",
		validator: "ipv6",
		score: .5,
		checked: .5,
		context: [
			"ip",
			"address",
			"ipv6"
		]
	},
	{
		type: "MAC_ADDRESS",
		digits: 0,
		title: "MAC address",
		pattern: "(?:[A-Fa-f0-9]{2}[:-]){5}[A-Fa-f0-9]{2}",
		validator: "none",
		score: .6,
		checked: .6,
		context: [
			"mac",
			"device",
			"ethernet",
			"wifi"
		]
	},
	{
		type: "DATE_OF_BIRTH",
		digits: 5,
		title: "Date of birth",
		pattern: "(?:\\d{1,2}[\\/.-]\\d{1,2}[\\/.-]\\d{4}|\\d{4}[\\/.-]\\d{1,2}[\\/.-]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \\d{4}|[A-Z][a-z]{2,8} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})",
		validator: "date",
		score: .45,
		checked: .45,
		context: [
			"birth",
			"born",
			"dob",
			"birthday",
			"birthdate",
			"geburt",
			"naissance",
			"nacimiento",
			"nascita"
		],
		needsContext: true
	},
	{
		type: "CRYPTO",
		digits: 2,
		title: "Bitcoin address",
		pattern: "(?:bc1[ac-hj-np-z02-9]{25,59}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})",
		validator: "bitcoin",
		score: .5,
		checked: .5,
		context: [
			"wallet",
			"btc",
			"bitcoin",
			"crypto",
			"address"
		]
	},
	{
		type: "CRYPTO",
		digits: 2,
		title: "Ethereum address",
		pattern: "0x[A-Fa-f0-9]{40}",
		validator: "ethereum",
		score: .5,
		checked: .5,
		context: [
			"wallet",
			"eth",
			"ethereum",
			"crypto",
			"address"
		]
	},
	{
		type: "US_PASSPORT",
		digits: 8,
		title: "US passport number",
		pattern: "[A-Z]?\\d{8,9}",
		validator: "none",
		score: .15,
		checked: .15,
		context: ["passport"],
		needsContext: true
	},
	{
		type: "PASSPORT",
		digits: 6,
		title: "Passport number",
		pattern: "[A-Z]{1,2}\\d{6,8}",
		validator: "none",
		score: .1,
		checked: .1,
		context: [
			"passport",
			"reisepass",
			"passeport",
			"pasaporte"
		],
		needsContext: true
	},
	{
		type: "US_DRIVER_LICENSE",
		digits: 6,
		title: "US driving licence",
		pattern: "[A-Z]{0,2}\\d{6,12}",
		validator: "none",
		score: .1,
		checked: .1,
		context: [
			"driver's license",
			"driver license",
			"drivers license",
			"driving license",
			"licence number",
			"license number"
		],
		needsContext: true
	},
	{
		type: "US_BANK_NUMBER",
		digits: 8,
		title: "US bank account number",
		pattern: "\\d{8,17}",
		validator: "none",
		score: .1,
		checked: .1,
		context: [
			"account number",
			"bank account",
			"acct",
			"account no",
			"account #"
		],
		needsContext: true
	},
	{
		type: "US_ITIN",
		digits: 9,
		title: "US taxpayer number",
		pattern: "9\\d{2}[ -](?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[ -]\\d{4}",
		validator: "none",
		score: .5,
		checked: .5,
		context: [
			"itin",
			"taxpayer",
			"tax"
		]
	},
	{
		type: "US_NPI",
		digits: 10,
		title: "US provider identifier",
		pattern: "[12]\\d{9}",
		validator: "usNpi",
		score: .1,
		checked: .2,
		context: ["npi", "provider"],
		needsContext: true
	},
	{
		type: "GB_NHS",
		digits: 10,
		title: "NHS number",
		pattern: `\\d{3}${separator}\\d{3}${separator}\\d{4}`,
		validator: "gbNhs",
		score: .1,
		checked: .6,
		context: [
			"nhs",
			"patient",
			"national health"
		],
		needsContext: true
	},
	{
		type: "GB_NINO",
		digits: 6,
		title: "UK national insurance number",
		pattern: "[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]",
		validator: "none",
		score: .55,
		checked: .55,
		context: [
			"national insurance",
			"nino",
			"ni number",
			"insurance"
		]
	},
	{
		type: "ES_NIF",
		digits: 7,
		title: "Spanish tax number",
		pattern: "(?:\\d{8}|[XYZ]\\d{7})-?[A-HJ-NP-TV-Z]",
		validator: "esNif",
		score: .3,
		checked: .8,
		context: [
			"nif",
			"dni",
			"nie",
			"documento"
		]
	},
	{
		type: "IT_FISCAL_CODE",
		digits: 7,
		title: "Italian fiscal code",
		pattern: "[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z]",
		ignoreCase: true,
		validator: "itFiscalCode",
		score: .4,
		checked: .95,
		context: [
			"codice fiscale",
			"fiscal",
			"cf"
		]
	},
	{
		type: "PL_PESEL",
		digits: 11,
		title: "Polish PESEL",
		pattern: "\\d{11}",
		validator: "plPesel",
		score: .1,
		checked: .5,
		context: ["pesel"]
	},
	{
		type: "FI_PERSONAL_IDENTITY_CODE",
		digits: 9,
		title: "Finnish personal identity code",
		pattern: "\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]",
		validator: "fiHetu",
		score: .4,
		checked: .9,
		context: [
			"hetu",
			"henkilötunnus",
			"identity"
		]
	},
	{
		type: "IN_AADHAAR",
		digits: 12,
		title: "Indian Aadhaar number",
		pattern: "\\d{4}[ -]?\\d{4}[ -]?\\d{4}",
		validator: "inAadhaar",
		score: .1,
		checked: .4,
		context: [
			"aadhaar",
			"aadhar",
			"uidai",
			"uid"
		]
	},
	{
		type: "IN_PAN",
		digits: 4,
		title: "Indian PAN",
		pattern: "[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]",
		validator: "none",
		score: .5,
		checked: .5,
		context: [
			"pan",
			"permanent account",
			"income tax"
		]
	},
	{
		type: "AU_TFN",
		digits: 9,
		title: "Australian tax file number",
		pattern: "\\d{3}[ -]?\\d{3}[ -]?\\d{3}",
		validator: "auTfn",
		score: .1,
		checked: .35,
		context: ["tfn", "tax file"],
		needsContext: true
	},
	{
		type: "BR_CPF",
		digits: 11,
		title: "Brazilian CPF",
		pattern: "\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}",
		validator: "brCpf",
		score: .1,
		checked: .55,
		context: ["cpf", "cadastro"]
	},
	{
		type: "SG_NRIC_FIN",
		digits: 7,
		title: "Singapore NRIC or FIN",
		pattern: "[STFGM]\\d{7}[A-Z]",
		validator: "sgNric",
		score: .3,
		checked: .85,
		context: [
			"nric",
			"fin",
			"singapore"
		]
	},
	{
		type: "DE_TAX_ID",
		digits: 11,
		title: "German tax number",
		pattern: "\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}",
		validator: "deTaxId",
		score: .1,
		checked: .45,
		context: [
			"steuer",
			"idnr",
			"tin",
			"tax id",
			"steuernummer",
			"identifikationsnummer"
		]
	},
	{
		type: "FR_INSEE",
		digits: 13,
		title: "French social security number",
		pattern: "[1278] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}",
		validator: "frInsee",
		score: .3,
		checked: .9,
		context: [
			"insee",
			"sécurité sociale",
			"nir",
			"secu"
		]
	},
	{
		type: "NL_BSN",
		digits: 9,
		title: "Dutch citizen number",
		pattern: "\\d{9}",
		validator: "nlBsn",
		score: .1,
		checked: .35,
		context: [
			"bsn",
			"burgerservicenummer",
			"sofinummer"
		],
		needsContext: true
	},
	{
		type: "CA_SIN",
		digits: 9,
		title: "Canadian social insurance number",
		pattern: "\\d{3}[ -]\\d{3}[ -]\\d{3}",
		validator: "caSin",
		score: .1,
		checked: .4,
		context: ["sin", "social insurance"]
	},
	{
		type: "SE_PERSONNUMMER",
		digits: 10,
		title: "Swedish personal number",
		pattern: "(?:19|20)?\\d{6}[-+]\\d{4}",
		validator: "sePersonnummer",
		score: .2,
		checked: .6,
		context: ["personnummer", "pnr"]
	}
];
// packages/text/src/personal/column-names.ts
/** How much harm the values of a column can do, from none to most (GDPR Art. 4(1), Art. 9). */
const dataClasses = [
	"public",
	"internal",
	"confidential",
	"personal",
	"special-category"
];
const meaning = (type, dataClass, words) => ({
	type,
	class: dataClass,
	words: words.split(",").map((one) => one.trim())
});
/** Names of columns, most specific first within a class; the words are those of common schemas and data sets. */
const columnMeanings = [
	meaning("HEALTH", "special-category", "diagnosis, diagnose, icd, icd10, icd9, disease, medical, medication, medicine, prescription, patient, symptom, condition code, blood type, blood group, blood pressure, bmi, hiv, hiv status, disability, disabled, allergy, pregnant, pregnancy, mental health, treatment, smoker, smoking status, glucose, insulin, cholesterol, hba1c, diabete, diabetes, diabetic, stroke, cancer, tumor, heart disease, vaccination, vaccinated, health"),
	meaning("RELIGION", "special-category", "religion, religious, faith, church, denomination"),
	meaning("ETHNICITY", "special-category", "ethnicity, ethnic, ethnic group, race, racial, skin color, skin colour, caste, tribe"),
	meaning("POLITICAL_OPINION", "special-category", "political, politics, party affiliation, political party, vote choice"),
	meaning("UNION_MEMBERSHIP", "special-category", "union member, union membership, trade union"),
	meaning("SEXUAL_ORIENTATION", "special-category", "sexual orientation, sexuality, orientation sexual"),
	meaning("BIOMETRIC", "special-category", "biometric, fingerprint template, face embedding, face encoding, face vector, faceprint, voiceprint, iris scan, iris code, retina"),
	meaning("GENETIC", "special-category", "dna, genome, genotype, genetic, snp, allele"),
	meaning("CRIMINAL_RECORD", "special-category", "criminal, conviction, arrest, offence, offense, recidivism, recid, prior count"),
	meaning("PERSON", "personal", "first name, firstname, fname, given name, last name, lastname, lname, surname, family name, middle name, full name, fullname, maiden name, customer name, client name, employee name, patient name, contact name, cardholder, cardholder name, person name, applicant name, student name, holder name, vorname, nachname, prenom, nombre, apellido, cognome"),
	meaning("EMAIL_ADDRESS", "personal", "email, e mail, mail address, email address"),
	meaning("PHONE_NUMBER", "personal", "phone, telephone, mobile number, cell number, phone number, mobile phone, fax, msisdn, telefon, handy, whatsapp"),
	meaning("ADDRESS", "personal", "address, street, street address, home address, addr, address line, house number, postal address, strasse, adresse, direccion, indirizzo"),
	meaning("POSTAL_CODE", "personal", "zip, zip code, zipcode, postcode, postal code, plz"),
	meaning("LOCATION", "personal", "home location, gps, geolocation, home latitude, home longitude, user location"),
	meaning("DATE_OF_BIRTH", "personal", "dob, date of birth, birth date, birthdate, birthday, birth day, birth year, year of birth, geburtsdatum"),
	meaning("AGE", "personal", "age, age group, age year"),
	meaning("GENDER", "personal", "gender, sex, geschlecht"),
	meaning("MARITAL_STATUS", "personal", "marital, marital status, marriage, married, spouse, relationship status"),
	meaning("NATIONALITY", "personal", "nationality, citizenship, native country, country of birth, birth place, birthplace, place of birth, foreign worker, immigration"),
	meaning("FAMILY", "personal", "number of child, num children, dependent, children, next of kin, mother name, father name"),
	meaning("SALARY", "personal", "salary, wage, income, annual income, monthly income, compensation, bonus, pay rate, payroll, net worth, gehalt"),
	meaning("CREDIT_SCORE", "personal", "credit score, fico, credit history, credit rating, credit amount, debt to income, dti, loan status, bankruptcy"),
	meaning("US_SSN", "personal", "ssn, social security, social security number, sin number, social insurance"),
	meaning("NATIONAL_ID", "personal", "national id, identity number, id card, id number, passport, passport number, passport no, tax id, tin, nino, nhs number, nhs, aadhaar, pan number, cpf, nif, dni, nie, pesel, bsn, personnummer, hetu, nric, insee, codice fiscale, fiscal code, steuer id, driver license, drivers license, driving licence, license number, licence number"),
	meaning("CREDIT_CARD", "personal", "credit card, card number, cc number, cc num, card num, ccnum, pan, debit card, card no"),
	meaning("CVV", "confidential", "cvv, cvc, security code, card pin, pin code"),
	meaning("IBAN_CODE", "personal", "iban, bank account, account number, account no, routing number, sort code, swift, bic, konto"),
	meaning("IP_ADDRESS", "personal", "ip, ip address, ip addr, client ip, remote addr, ipaddress"),
	meaning("DEVICE_ID", "personal", "device id, imei, imsi, mac address, advertising id, idfa, gaid, cookie id"),
	meaning("USER_ID", "personal", "user id, userid, customer id, client id number, employee id, patient id, student id, username, user name, login name, member id, nutzer"),
	meaning("FREE_TEXT", "personal", "chat history, conversation, message body, email body, note text, complaint text"),
	meaning("PASSWORD", "confidential", "password, passwd, password hash, pwd, api key, apikey, access token, refresh token, secret, private key, client secret, security answer, security question"),
	meaning("FINANCIAL", "confidential", "balance, account balance, revenue, profit, margin, turnover, price paid, transaction amount, contract value, budget, cost price"),
	meaning("OCCUPATION", "personal", "occupation, job title, employer, profession, employment status, education level, education")
];
// packages/text/src/personal/example.ts
/** Numbers the card schemes and payment processors publish for tests. */
const testCards = new Set("4111111111111111 4012888888881881 4222222222222 4242424242424242 4000056655665556 5555555555554444 5105105105105100 5200828282828210 2223003122003222 378282246310005 371449635398431 378734493671000 30569309025904 38520000023237 6011111111111117 6011000990139424 3530111333300000 3566002020360505 6200000000000005 4000000000000002 4000002500003155".split(" "));
/** Printed in advertisements, law or the IBAN standard, and copied everywhere. */
const wellKnown = /* @__PURE__ */ new Set([
	"078051120",
	"219099999",
	"123456789",
	"111223333",
	"987654321",
	"GB82WEST12345698765432",
	"GB29NWBK60161331926819",
	"DE89370400440532013000",
	"FR1420041010050500013M02606",
	"9434765919",
	"123456782",
	"12345678Z",
	"00000000T",
	"12345678909",
	"11144477735",
	"RSSMRA80A01H501U",
	"131052308T"
]);
/** RFC 2606, RFC 6761. */
const exampleDomain = /(?:^|[@.\/])(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost|acme\.com|domain\.com|email\.com|foo\.com|bar\.com|company\.com|yourcompany\.com|mail\.com)(?:$|[\/:?#])/i;
const roleAddress = /^(?:no-?reply|do-?not-?reply|git|support|info|admin|hello|contact|help|sales|security|abuse|postmaster|webmaster|root|user|test|me|you|your|someone|name|email|username)[\w.+-]{0,20}@/i;
/** RFC 5737, RFC 1918, RFC 6598, RFC 3927, RFC 3849 and multicast: addresses of no one's home. */
const noHost = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|22[4-9]\.|23\d\.|1\.1\.1\.1$|8\.8\.[48]\.[48]$|1\.2\.3\.4$|2001:db8|fe80:|fd|::)/i;
/** Whether a value is made for examples, tests or documentation and belongs to nobody. */
function isExampleData(type, value) {
	const bare = value.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
	if (wellKnown.has(bare)) return true;
	switch (type) {
		case "CREDIT_CARD": return testCards.has(bare);
		case "EMAIL_ADDRESS": return exampleDomain.test(value) || roleAddress.test(value);
		case "URL": return exampleDomain.test(value.replace(/^\w+:\/\//, "@"));
		case "IP_ADDRESS": return noHost.test(value);
		case "PHONE_NUMBER": return /^1?\d{3}555\d{4}$|^555\d{4}$/.test(bare) || /12345678|(\d)\1{6}/.test(bare);
		default: return false;
	}
}
// packages/text/src/personal/checksums.ts
/**
* Check-digit algorithms of card numbers, accounts and national identifiers. All take the bare
* characters, separators removed, and never throw.
*/
/** ISO/IEC 7812-1 Annex B (Luhn). */
function luhn(digits) {
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
		if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 === 0;
}
/** ISO 7064 MOD 97-10 over letters (A = 10) and digits, four characters moved to the end (ISO 13616, IBAN). */
function iso7064Mod97(text) {
	let rest = 0;
	for (const character of text.slice(4) + text.slice(0, 4)) {
		const value = Number.parseInt(character, 36);
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
	}
	return rest === 1;
}
/** ISO 7064 MOD 11,10 (German tax number). */
function iso7064Mod11x10(digits) {
	let product = 10;
	for (const digit of digits.slice(0, -1)) product = ((Number(digit) + product) % 10 || 10) * 2 % 11;
	return (11 - product) % 10 === Number(digits.at(-1));
}
const verhoeffProduct = [
	"0123456789",
	"1234067895",
	"2340178956",
	"3401289567",
	"4012395678",
	"5987604321",
	"6598710432",
	"7659821043",
	"8765932104",
	"9876543210"
];
const verhoeffPermutation = [
	"0123456789",
	"1576283094",
	"5803796142",
	"8916043527",
	"9453126870",
	"4286573901",
	"2793806415",
	"7046913258"
];
/** J. Verhoeff, Error Detecting Decimal Codes, 1969 (Aadhaar). */
function verhoeff(digits) {
	let check = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
		check = Number(verhoeffProduct[check]?.charAt(Number(verhoeffPermutation[i % 8]?.charAt(digit))));
	}
	return check === 0;
}
/** Sum of digit times weight. */
function weighted(digits, weights) {
	return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
}
/** Day, month and year exist together. */
function isDate(year, month, day) {
	if (month < 1 || month > 12 || day < 1) return false;
	return day <= new Date(Date.UTC(2e3 + year % 400, month, 0)).getUTCDate();
}
// packages/text/src/personal/validators.ts
const confirmedIf = (ok) => ok ? "confirmed" : "refuted";
const plausibleIf = (ok) => ok ? "plausible" : "refuted";
const digitsOf = (text) => text.replace(/[^0-9]/g, "");
const bare = (text) => text.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
/** Length of an IBAN by country (SWIFT IBAN registry, release 98). */
const ibanLengths = {
	AD: 24,
	AE: 23,
	AL: 28,
	AT: 20,
	AZ: 28,
	BA: 20,
	BE: 16,
	BG: 22,
	BH: 22,
	BR: 29,
	BY: 28,
	CH: 21,
	CR: 22,
	CY: 28,
	CZ: 24,
	DE: 22,
	DK: 18,
	DO: 28,
	EE: 20,
	EG: 29,
	ES: 24,
	FI: 18,
	FO: 18,
	FR: 27,
	GB: 22,
	GE: 22,
	GI: 23,
	GL: 18,
	GR: 27,
	GT: 28,
	HR: 21,
	HU: 28,
	IE: 22,
	IL: 23,
	IQ: 23,
	IS: 26,
	IT: 27,
	JO: 30,
	KW: 30,
	KZ: 20,
	LB: 28,
	LC: 32,
	LI: 21,
	LT: 20,
	LU: 20,
	LV: 21,
	LY: 25,
	MC: 27,
	MD: 24,
	ME: 22,
	MK: 19,
	MR: 27,
	MT: 31,
	MU: 30,
	NL: 18,
	NO: 15,
	PK: 24,
	PL: 28,
	PS: 29,
	PT: 25,
	QA: 29,
	RO: 24,
	RS: 22,
	SA: 24,
	SC: 31,
	SD: 18,
	SE: 24,
	SI: 19,
	SK: 24,
	SM: 27,
	ST: 25,
	SV: 28,
	TL: 23,
	TN: 24,
	TR: 26,
	UA: 29,
	VA: 22,
	VG: 24,
	XK: 20
};
/** Issuer prefixes and lengths (ISO/IEC 7812; published by the schemes). */
function isCardRange(digits) {
	const { length } = digits;
	if (/^4/.test(digits)) return length === 13 || length === 16 || length === 19;
	if (/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/.test(digits)) return length === 16;
	if (/^3[47]/.test(digits)) return length === 15;
	if (/^3(?:0[0-5]|[689])/.test(digits)) return length === 14 || length === 16;
	if (/^35/.test(digits)) return length === 16;
	if (/^(?:2131|1800)/.test(digits)) return length === 15;
	return /^(?:6011|64[4-9]|65|62|50|5[6-9]|6[0379])/.test(digits) && length >= 12 && length <= 19;
}
const spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const finnishLetters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const italianOdd = {
	0: 1,
	1: 0,
	2: 5,
	3: 7,
	4: 9,
	5: 13,
	6: 15,
	7: 17,
	8: 19,
	9: 21,
	A: 1,
	B: 0,
	C: 5,
	D: 7,
	E: 9,
	F: 13,
	G: 15,
	H: 17,
	I: 19,
	J: 21,
	K: 2,
	L: 4,
	M: 18,
	N: 20,
	O: 11,
	P: 3,
	Q: 6,
	R: 8,
	S: 12,
	T: 14,
	U: 16,
	V: 10,
	W: 22,
	X: 25,
	Y: 24,
	Z: 23
};
function italianFiscalCode(text) {
	let sum = 0;
	for (let i = 0; i < 15; i++) {
		const character = text.charAt(i);
		sum += i % 2 === 0 ? italianOdd[character] ?? 0 : /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
	}
	return text.charCodeAt(15) - 65 === sum % 26;
}
function singaporeNric(text) {
	const first = text.charAt(0);
	const sum = weighted(text.slice(1, 8), [
		2,
		7,
		6,
		5,
		4,
		3,
		2
	]) + (first === "T" || first === "G" ? 4 : first === "M" ? 3 : 0);
	const letters = first === "S" || first === "T" ? "JZIHGFEDCBA" : first === "M" ? "KLJNPQRTUWX" : "XWUTRQPNMLK";
	const index = first === "M" ? 10 - sum % 11 : sum % 11;
	return letters.charAt(index) === text.charAt(8);
}
function brazilianDigit(digits, length) {
	return weighted(digits.slice(0, length), Array.from({ length }, (_, i) => length + 1 - i)) * 10 % 11 % 10;
}
function frenchInsee(text) {
	const head = text.slice(0, 13).replace("2A", "19").replace("2B", "18");
	return /^\d{13}$/.test(head) && 97 - Number(BigInt(head) % 97n) === Number(text.slice(13));
}
function repeats(digits) {
	return /^(\d)\1+$/.test(digits);
}
/** Checks behind the recognisers, by name (`catalogue.ts`). Each takes the matched text with its separators. */
const validators = {
	none: () => "plausible",
	creditCard: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(isCardRange(digits) && luhn(digits) && !repeats(digits));
	},
	iban: (text) => {
		const account = bare(text);
		return confirmedIf(ibanLengths[account.slice(0, 2)] === account.length && iso7064Mod97(account));
	},
	usSsn: (text) => {
		const digits = digitsOf(text);
		return plausibleIf(digits.length === 9 && !/^(?:000|666|9)/.test(digits) && !/^\d{3}00/.test(digits) && !/0000$/.test(digits) && !repeats(digits));
	},
	ipv4: (text) => plausibleIf(text.split(".").every((part) => Number(part) <= 255) && !/^(?:0|127|255)\./.test(text)),
	ipv6: (text) => plausibleIf((text.match(/::/g) ?? []).length <= 1 && (text.includes("::") ? text.split(":").length <= 8 : text.split(":").length === 8) && text.split(":").filter((part) => part !== "").length >= 3),
	phone: (text) => {
		const digits = digitsOf(text);
		return plausibleIf(digits.length >= 8 && digits.length <= 15 && !repeats(digits) && !/^0{3}/.test(digits));
	},
	usPhone: (text) => {
		const digits = digitsOf(text).replace(/^1(?=\d{10}$)/, "");
		return plausibleIf(/^[2-9]\d{2}[2-9]\d{6}$/.test(digits) && !repeats(digits));
	},
	email: (text) => plausibleIf(!/\.\.|^\.|\.@|@-/.test(text) && !/\.(?:png|jpe?g|gif|svg|webp|css|js|ts|py|so|whl)$/i.test(text)),
	date: (text) => {
		const [a = 0, b = 0, c = 0] = text.split(/[^0-9]+/).map(Number);
		const year = a > 31 ? a : c;
		const plausible = a > 31 ? isDate(a, b, c) : isDate(c, b, a) || isDate(c, a, b);
		return plausibleIf(/[A-Za-z]/.test(text) || plausible && year >= 1900 && year <= 2100);
	},
	bitcoin: (text) => plausibleIf(/^bc1/.test(text) || /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text) && new Set(text).size > 14),
	ethereum: (text) => plausibleIf(new Set(text.toLowerCase()).size > 8),
	gbNhs: (text) => {
		const digits = digitsOf(text);
		const check = 11 - weighted(digits, [
			10,
			9,
			8,
			7,
			6,
			5,
			4,
			3,
			2
		]) % 11;
		return confirmedIf(check !== 10 && check % 11 === Number(digits[9]) && !repeats(digits));
	},
	esNif: (text) => {
		const id = bare(text);
		return confirmedIf(spanishLetters.charAt(Number(id.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)))) % 23) === id.at(-1));
	},
	itFiscalCode: (text) => confirmedIf(italianFiscalCode(bare(text))),
	plPesel: (text) => {
		const month = Number(text.slice(2, 4)) % 20;
		return confirmedIf((10 - weighted(text, [
			1,
			3,
			7,
			9,
			1,
			3,
			7,
			9,
			1,
			3
		]) % 10) % 10 === Number(text[10]) && month >= 1 && month <= 12 && Number(text.slice(4, 6)) <= 31 && Number(text.slice(4, 6)) > 0);
	},
	fiHetu: (text) => confirmedIf(isDate(2e3, Number(text.slice(2, 4)), Number(text.slice(0, 2))) && finnishLetters.charAt(Number(text.slice(0, 6) + text.slice(7, 10)) % 31) === text.at(-1)?.toUpperCase()),
	inAadhaar: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(/^[2-9]/.test(digits) && verhoeff(digits) && !repeats(digits));
	},
	auTfn: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(weighted(digits, [
			1,
			4,
			3,
			7,
			5,
			8,
			6,
			9,
			10
		]) % 11 === 0 && !repeats(digits));
	},
	brCpf: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(!repeats(digits) && brazilianDigit(digits, 9) === Number(digits[9]) && brazilianDigit(digits, 10) === Number(digits[10]));
	},
	sgNric: (text) => confirmedIf(singaporeNric(bare(text))),
	deTaxId: (text) => {
		const digits = digitsOf(text);
		const counts = [..."0123456789"].map((one) => [...digits.slice(0, 10)].filter((digit) => digit === one).length);
		return confirmedIf(!digits.startsWith("0") && iso7064Mod11x10(digits) && counts.filter((count) => count > 1).length === 1);
	},
	frInsee: (text) => confirmedIf(frenchInsee(bare(text))),
	nlBsn: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(weighted(digits, [
			9,
			8,
			7,
			6,
			5,
			4,
			3,
			2,
			-1
		]) % 11 === 0 && !repeats(digits));
	},
	caSin: (text) => {
		const digits = digitsOf(text);
		return confirmedIf(/^[1-79]/.test(digits) && luhn(digits) && !repeats(digits));
	},
	sePersonnummer: (text) => {
		const digits = digitsOf(text).slice(-10);
		return confirmedIf(luhn(digits) && isDate(2e3, Number(digits.slice(2, 4)), Number(digits.slice(4, 6)) % 60));
	},
	usNpi: (text) => confirmedIf(/^[12]/.test(text) && luhn(`80840${text}`))
};
// packages/text/src/personal/windows.ts
const BEFORE = 80;
const BEHIND = 96;
const URL_REACH = 1100;
/**
* The stretches in which personal data with a fixed form can stand: around digits and `@`, and behind
* `://`. Merged, in order, and cut at line ends only by chance: context words stay inside. One pass.
*/
function candidateWindows(text) {
	const windows = [];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (!(code >= 48 && code <= 57) && code !== 64 && code !== 58) continue;
		const reach = code === 58 && text.charCodeAt(i + 1) === 47 ? URL_REACH : BEHIND;
		if (code === 58 && reach === BEHIND) continue;
		const start = Math.max(0, i - BEFORE);
		const end = Math.min(text.length, i + reach);
		const last = windows.at(-1);
		if (last !== void 0 && start <= last.end) last.end = Math.max(last.end, end);
		else windows.push({
			start,
			end
		});
	}
	return windows;
}
// packages/text/src/personal/find.ts
const CONTEXT_BONUS = .4;
const addressTypes = /* @__PURE__ */ new Set([
	"IP_ADDRESS",
	"URL",
	"EMAIL_ADDRESS",
	"MAC_ADDRESS"
]);
let compiled;
function rulesReady() {
	compiled ??= personalRules.map(compileRule);
	return compiled;
}
function compileRule(rule) {
	const before = addressTypes.has(rule.type) ? "(?<![A-Za-z0-9_])" : "(?<![A-Za-z0-9_+]|\\d[.,:\\/-]|[A-Fa-f0-9]-)";
	const behind = addressTypes.has(rule.type) ? "(?![A-Za-z0-9_])" : "(?![A-Za-z0-9_]|[.,:\\/-]\\d|-[A-Za-z])";
	const flags = rule.ignoreCase === true ? "i" : "";
	const words = rule.context.map((word) => word.replace(/[^a-zà-ÿ0-9# ]/g, ".")).join("|");
	return {
		rule,
		id: `personal-${rule.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
		pattern: new RegExp(`${before}(?:${rule.pattern})${behind}`, `g${flags}`),
		whole: new RegExp(`^(?:${rule.pattern})$`, flags),
		context: words === "" ? void 0 : new RegExp(`(?<![a-z])(?:${words})s?(?![a-z])`)
	};
}
/**
* Finds personal data with fixed forms: sorted by place, without overlaps, the same for the same
* text. Only stretches around a digit, an `@` or a `:` are looked at; patterns are bounded, so time is
* linear. Names and places need a language model and are not found here.
*/
function findPersonalData(text, options = {}) {
	const minimum = options.minimumScore ?? .4;
	const rules = rulesReady().filter(({ rule }) => options.types === void 0 || options.types.includes(rule.type));
	const found = [];
	for (const window of candidateWindows(text)) {
		const piece = text.slice(window.start, window.end);
		const facts = factsOf(piece);
		for (const one of rules) {
			if (!canMatch(one, piece, facts)) continue;
			for (const match of matchesIn(one, piece)) if (match.score >= minimum) found.push({
				...match,
				start: match.start + window.start,
				end: match.end + window.start
			});
		}
	}
	return resolve(found);
}
function factsOf(piece) {
	let digits = 0;
	for (let i = 0; i < piece.length; i++) {
		const code = piece.charCodeAt(i);
		if (code >= 48 && code <= 57) digits++;
	}
	return {
		digits,
		lower: piece.toLowerCase()
	};
}
/** Rules out most rules for most stretches before any pattern runs. */
function canMatch({ rule, context }, piece, { digits, lower }) {
	if (digits < rule.digits || rule.needs !== void 0 && !piece.includes(rule.needs)) return false;
	return rule.needsContext !== true || context?.test(lower) === true;
}
function matchesIn(one, piece) {
	const found = [];
	one.pattern.lastIndex = 0;
	for (let match = one.pattern.exec(piece); match !== null; match = one.pattern.exec(piece)) {
		const value = trimmed(one.rule.type, match[0]);
		const score = scoreOf(one, value, piece, match.index);
		if (score !== void 0) found.push(toMatch(one, value, match.index, score));
		else one.pattern.lastIndex = match.index + 1;
	}
	return found;
}
function scoreOf({ rule, context }, value, piece, at) {
	const verdict = validators[rule.validator](value);
	if (verdict === "refuted") return void 0;
	const near = context?.test(`${piece.slice(Math.max(0, at - 60), at)} ${piece.slice(at + value.length, at + value.length + 30)}`.toLowerCase()) ?? false;
	if (rule.needsContext === true && !near) return void 0;
	const base = verdict === "confirmed" ? rule.checked : rule.score;
	return Math.round(Math.min(1, base + (near ? CONTEXT_BONUS : 0)) * 100) / 100;
}
function toMatch({ rule, id }, value, start, score) {
	return {
		type: rule.type,
		start,
		end: start + value.length,
		score,
		rule: id,
		masked: maskShape(value),
		...isExampleData(rule.type, value) ? { example: true } : {}
	};
}
/** Punctuation that ends the sentence is not part of a URL. */
function trimmed(type, value) {
	return type === "URL" ? value.replace(/[.,;:!?]{1,8}$/, "") : value;
}
/** Letters become `x`, digits `0`, at most 24 characters. */
function maskShape(value) {
	const shape = value.replace(/\p{L}/gu, "x").replace(/\p{N}/gu, "0");
	return shape.length > 24 ? `${shape.slice(0, 23)}…` : shape;
}
/** The best score wins, then the longer, then the first by type. */
function resolve(found) {
	const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || (a.type < b.type ? -1 : 1));
	const kept = [];
	for (const match of sorted) {
		const last = kept.at(-1);
		if (last === void 0 || match.start >= last.end) kept.push(match);
		else if (match.score > last.score || match.score === last.score && match.end - match.start > last.end - last.start) kept[kept.length - 1] = match;
	}
	return kept;
}
/** The types a whole value has, best first; for judging the cells of a column. */
function typesOfValue(value) {
	const text = value.trim();
	if (text.length < 5 || text.length > 300) return [];
	return rulesReady().flatMap(({ rule, whole }) => {
		if (!whole.test(text)) return [];
		const verdict = validators[rule.validator](text);
		return verdict === "refuted" ? [] : [{
			type: rule.type,
			score: verdict === "confirmed" ? rule.checked : rule.score,
			needsContext: rule.needsContext === true
		}];
	}).sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1));
}
// packages/text/src/personal/column.ts
/** Types whose form alone, without a name that says so, is no evidence in a column. */
const tooCommon = /* @__PURE__ */ new Set([
	"URL",
	"PHONE_NUMBER",
	"US_PASSPORT",
	"US_DRIVER_LICENSE",
	"US_BANK_NUMBER",
	"US_NPI",
	"DATE_OF_BIRTH",
	"GB_NHS",
	"AU_TFN",
	"NL_BSN",
	"PL_PESEL",
	"DE_TAX_ID",
	"CRYPTO",
	"IN_AADHAAR",
	"CA_SIN",
	"BR_CPF"
]);
/** Qualifiers after which a name no longer means a person: `file_name`, `model_address`. */
const thing = new Set("file model table column field feature class tag host domain server product item brand company business shop store event city country state job process package function variable parameter metric dataset layer node label species memory register wallet contract street_type".split(" "));
/** Names whose words are about the word, not the person. */
const measured = new Set("count len length size hash type flag rate ratio mean std var avg sum min max pct percent index idx weight bucket encoded".split(" "));
/**
* Judges a column by its name and up to a few hundred of its values. Values count when at least six in
* ten of those that are not empty have the same form.
*/
function classifyColumn(name, sampleValues = []) {
	const values = sampleValues.flatMap((value) => value === null || value === void 0 || String(value).trim() === "" ? [] : [String(value).trim()]).slice(0, 500);
	const byName = meaningsOfName(name);
	const byValue = typesOfValues(values);
	const types = /* @__PURE__ */ new Set();
	const reasons = [];
	let worst = "internal";
	for (const one of byName) {
		if (refutedByValues(one, values)) continue;
		types.add(one.type);
		worst = worse(worst, one.class);
		reasons.push(`the name means ${one.type.toLowerCase().replaceAll("_", " ")}`);
	}
	for (const { type, hits, needsName } of byValue) {
		if ((needsName || tooCommon.has(type)) && !supports(byName, type)) continue;
		types.add(type);
		worst = worse(worst, type === "URL" ? "internal" : "personal");
		reasons.push(`${hits} of ${values.length} sampled values have the form of ${type.toLowerCase().replaceAll("_", " ")}`);
	}
	if (types.size === 0 && /^names?$/i.test(name) && looksLikeNames(values)) {
		types.add("PERSON");
		worst = "personal";
		reasons.push("the values look like names of people");
	}
	const example = byValue.length > 0 && values.every((value) => byValue.some(({ type }) => isExampleData(type, value)));
	return {
		types: [...types].sort(),
		class: types.size === 0 ? "internal" : worst,
		reasons,
		...example ? { example: true } : {}
	};
}
function meaningsOfName(name) {
	const words = splitWords(name).filter((word) => !/^\d+$/.test(word));
	if (words.some((word) => measured.has(word)) || words.length === 0) return [];
	const text = ` ${words.map(singular).join(" ")} `;
	const found = columnMeanings.filter((one) => one.words.some((phrase) => text.includes(` ${phrase.split(" ").map(singular).join(" ")} `)));
	if (found.some(({ type }) => /_ADDRESS$|DEVICE_ID/.test(type))) return found.filter(({ type }) => type !== "ADDRESS");
	const aboutThings = words.some((word) => thing.has(word));
	return found.filter((one) => !aboutThings || ![
		"PERSON",
		"ADDRESS",
		"AGE",
		"USER_ID",
		"GENDER",
		"ETHNICITY"
	].includes(one.type));
}
function singular(word) {
	return word.length > 2 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
/** `race` with 300 different values is a competition; `ip` with words is intellectual property. */
function refutedByValues({ type }, values) {
	if (values.length < 5) return false;
	const share = (test) => values.filter(test).length / values.length;
	switch (type) {
		case "EMAIL_ADDRESS": return share((value) => /^(?:true|false|[01yn]|yes|no)$/i.test(value)) > .9;
		case "IP_ADDRESS": return share((value) => /[.:]/.test(value)) < .3;
		case "ETHNICITY":
		case "RELIGION": return values.length >= 40 && new Set(values).size > values.length * .8;
		case "AGE": return share((value) => /^\d{1,3}(?:\.\d+)?$|^\d{1,3}\s?[-–+]/.test(value)) < .5;
		case "PERSON":
		case "ADDRESS": return share((value) => /^-?\d+(?:\.\d+)?$/.test(value)) > .8 || share((value) => /^0x/.test(value)) > .8;
		default: return false;
	}
}
function typesOfValues(values) {
	const counts = /* @__PURE__ */ new Map();
	for (const value of values) {
		const best = typesOfValue(value)[0];
		if (best === void 0) continue;
		const before = counts.get(best.type);
		counts.set(best.type, {
			hits: (before?.hits ?? 0) + 1,
			needsName: best.needsContext || (before?.needsName ?? false)
		});
	}
	return [...counts].filter(([, { hits }]) => hits >= 3 && hits >= values.length * .6).map(([type, evidence]) => ({
		type,
		...evidence
	})).sort((a, b) => b.hits - a.hits || (a.type < b.type ? -1 : 1));
}
function supports(byName, type) {
	return byName.some((one) => one.type === type || one.type === "NATIONAL_ID" && /^[A-Z]{2}_/.test(type));
}
/** Two or three capitalised words of letters, in six of ten values and in many forms. */
function looksLikeNames(values) {
	if (values.length < 5) return false;
	return values.filter((value) => /^\p{Lu}[\p{L}'’-]+(?:,? (?:\p{Lu}\.?|\p{Lu}[\p{L}'’-]+)){1,3}$/u.test(value)).length >= values.length * .6 && new Set(values).size > values.length * .5;
}
function worse(a, b) {
	return dataClasses.indexOf(b) > dataClasses.indexOf(a) ? b : a;
}
export { findSecrets as i, findPersonalData as n, dataClasses as r, classifyColumn as t };
