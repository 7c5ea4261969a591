import { t as settingsFileOf } from "./settings-file-BKuBVqCf.js";
import { n as TOOL_VERSION, t as CATALOG_VERSION } from "./version-gVcWS_ot.js";
import { t as FactsCache } from "./facts-cache-Cz3g1FfM.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { i as trackedBelow, n as repositoryAround, r as repositoryAt, t as remoteOf } from "./repository-C3Ht8R84.js";
import { n as compareText } from "./canonical-json-fwPn0zWo.js";
import { closeSync, lstatSync, openSync, readFileSync, readSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createHash } from "node:crypto";
import ignore from "ignore";
// packages/scan/src/engine/build-id.ts
/**
* What the cached values are a function of besides their input. The build writes a hash of all its code beside the
* modules; sources that run without a build have none, since they change from run to run.
*/
function buildId() {
	try {
		return `${TOOL_VERSION} ${CATALOG_VERSION} ${readFileSync(new URL("./build-id", import.meta.url), "utf8").trim()}`;
	} catch {
		return;
	}
}
// packages/scan/src/engine/cache/result-cache.ts
/**
* Whole results, by everything that a scan depends on: version, options, settings, and for every file its path,
* size, times and inode. A file that changed without any of these changing is found by --verify-cache only.
*/
var ResultCache = class {
	#entries;
	constructor(folder, version) {
		this.#entries = new FactsCache(join(folder, "results"), version);
	}
	key(targets, inputs) {
		const hash = createHash("sha256").update(JSON.stringify(inputs));
		for (const target of targets) {
			hash.update(JSON.stringify([
				target.name,
				target.root,
				target.key,
				target.repository ?? null,
				target.skipped,
				target.leftOut
			]));
			for (const file of target.files) hash.update(`${JSON.stringify(file.path)} ${file.lifecycle} ${file.vendored} ${file.bytes} ${file.modified} ${file.changed} ${file.inode}\n`);
		}
		return this.#entries.key(hash.digest("hex"), "", false);
	}
	/** The entry's own hash vouches for its form. */
	get(key) {
		const text = this.#entries.get(key);
		if (text === void 0) return void 0;
		return JSON.parse(text);
	}
	put(key, result) {
		this.#entries.put(key, JSON.stringify(result));
	}
};
// packages/scan/src/project/ignore-rules.ts
/**
* Ignore files from the root down to a folder. The deepest file that says something about a path decides,
* as in git; inside an ignored folder nothing can be taken back.
*/
var IgnoreRules = class IgnoreRules {
	#layers;
	constructor(layers = []) {
		this.#layers = layers;
	}
	/** The same rules and those of one more file, deeper or of the same folder. */
	with(folder, text) {
		return new IgnoreRules([...this.#layers, {
			folder,
			rules: ignore({ allowRelativePaths: true }).add(text)
		}]);
	}
	/** True where the path itself (not a folder above it) is ignored. Folders end in "/". */
	ignores(path) {
		for (let index = this.#layers.length - 1; index >= 0; index--) {
			const layer = this.#layers[index];
			if (layer === void 0) continue;
			const below = path.slice(layer.folder.length);
			if (below === "" || below === "/") continue;
			const { ignored, unignored } = layer.rules.test(below);
			if (ignored) return true;
			if (unignored) return false;
		}
		return false;
	}
};
// packages/scan/src/project/local-artifacts.ts
const WEIGHTS = /\.(?:safetensors|pt|pth|bin|ckpt|h5|hdf5|keras|onnx|gguf|ggml|pkl|pickle|joblib|dill|npy|npz|tflite|pb|mlmodel|pmml|model|cbm|ubj|bst|skops|llamafile|engine|trt|mar|nemo|msgpack|mlpackage|params|weights|tar\.gz)$/i;
const DATA = /\.(?:csv|tsv|parquet|jsonl|ndjson|arrow|feather|avro|orc|xlsx|sqlite3?|db|duckdb|tfrecords?|idx[13]-ubyte)(?:\.(?:gz|zst|bz2|xz))?$/i;
const SECRETS = /^(?:\.env(?:\..+)?|.+\.env|\.netrc|\.pypirc|\.npmrc|\.pgpass|\.git-credentials|credentials(?:\.json|\.ya?ml)?|.*service[-_]?account.*\.json|client_secrets?.*\.json|secrets?\.(?:ya?ml|json|toml|tfvars)|.*\.(?:pem|key|p12|pfx|jks|keystore|tfvars|kubeconfig)|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig|terraform\.tfstate(?:\.backup)?|config\.local|local\.settings\.json)$/i;
const MODEL_LAYOUT = /^(?:config|adapter_config|generation_config|tokenizer_config|model_index|preprocessor_config|modules|MLmodel|conda|python_env)(?:\.json|\.ya?ml)?$/;
/** Whether a file that git ignores is inventoried; `siblings` are the names in its folder. */
function isLocalArtifact(name, siblings) {
	if (WEIGHTS.test(name) || DATA.test(name) || SECRETS.test(name)) return true;
	return MODEL_LAYOUT.test(name) && siblings.some((sibling) => WEIGHTS.test(sibling));
}
// packages/scan/src/project/pruned-folders.ts
const ALWAYS = /* @__PURE__ */ new Set([
	"node_modules",
	"bower_components",
	"jspm_packages",
	"__pycache__",
	".venv",
	"site-packages",
	".tox",
	".nox",
	".eggs",
	".mypy_cache",
	".pytest_cache",
	".ruff_cache",
	".hypothesis",
	".ipynb_checkpoints",
	".gradle",
	".terraform",
	".terragrunt-cache",
	".next",
	".nuxt",
	".svelte-kit",
	".parcel-cache",
	".turbo",
	".yarn",
	".pnpm-store",
	".cache",
	".angular",
	".serverless",
	".aws-sam",
	"cdk.out",
	".hg",
	".svn",
	".bundle",
	".dart_tool",
	".pixi",
	".tmp",
	".coverage",
	".nyc_output",
	".docusaurus",
	".vercel",
	".output",
	".jj"
]);
/** Names that projects also use for their own code: pruned only with a sign of the tool that fills them. */
const WITH_SIGN = /* @__PURE__ */ new Map([
	["venv", ["pyvenv.cfg"]],
	["env", ["pyvenv.cfg", "conda-meta"]],
	["virtualenv", ["pyvenv.cfg"]],
	["vendor", [
		"modules.txt",
		"autoload.php",
		"bundle"
	]],
	["target", [
		"CACHEDIR.TAG",
		".rustc_info.json",
		"maven-status",
		"classes"
	]],
	["obj", ["project.assets.json"]]
]);
/** Output folders: pruned only where git ignores them. */
const WHEN_IGNORED = /* @__PURE__ */ new Set([
	"dist",
	"build",
	"out",
	"target",
	"bin",
	"obj",
	"coverage",
	"htmlcov",
	"tmp",
	"temp",
	"logs",
	"log",
	"vendor",
	"lib",
	"lib64",
	"env",
	"venv",
	"wheels",
	"eggs",
	"downloads",
	"_build",
	"site",
	"public",
	".idea",
	".vs",
	".history",
	"storybook-static"
]);
/**
* Whether a folder is left out.
* @param names Entries of the folder, asked only where the name alone does not tell.
*/
function isPruned(path, ignored, names) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	if (ALWAYS.has(name) || name.endsWith(".egg-info") || /(?:^|\/)\.dvc\/(?:cache|tmp)$/.test(path)) return true;
	if (ignored && WHEN_IGNORED.has(name)) return true;
	const signs = WITH_SIGN.get(name);
	const entries = signs === void 0 && !/^\.?v?env/i.test(name) ? [] : names();
	return entries.includes("pyvenv.cfg") || (signs?.some((sign) => entries.includes(sign)) ?? false);
}
// packages/scan/src/project/walk.ts
/** Walks one folder. Never follows a link, never opens what is not a regular file, never throws for what it meets below. */
function walkFolder(root, options, tracked) {
	return new Walker(root, options, tracked).walk();
}
var Walker = class {
	#root;
	#options;
	#inRepository;
	#tracked = /* @__PURE__ */ new Set();
	#trackedFolders = /* @__PURE__ */ new Set();
	#files = [];
	#skipped = [];
	#leftOut = [];
	#ignoredCounts = /* @__PURE__ */ new Map();
	#own = new IgnoreRules();
	constructor(root, options, tracked) {
		this.#root = root;
		this.#options = options;
		this.#inRepository = tracked !== void 0;
		this.#track(tracked ?? [], "");
	}
	walk() {
		let rules = new IgnoreRules();
		if (this.#options.targetConfiguration) {
			this.#own = this.#own.with("", readText(join(this.#root, ".castellanignore")));
			const repository = repositoryAt(this.#root);
			if (repository !== void 0) rules = rules.with("", readText(join(repository.commonFolder, "info/exclude")));
		}
		this.#visit("", {
			rules,
			vendored: false
		});
		for (const [folder, count] of this.#ignoredCounts) this.#skip(folder === "" ? "." : folder, `${count} ${count === 1 ? "file" : "files"} that git ignores`, false);
		return {
			files: this.#files.sort((a, b) => compareText(a.path, b.path)),
			skipped: this.#skipped.sort((a, b) => compareText(a.file, b.file)),
			leftOut: this.#leftOut.sort(compareText)
		};
	}
	#track(entries, prefix) {
		for (const { path } of entries) {
			const full = prefix + path;
			this.#tracked.add(full);
			for (let end = full.lastIndexOf("/"); end > 0; end = full.lastIndexOf("/", end - 1)) {
				const folder = full.slice(0, end);
				if (this.#trackedFolders.has(folder)) break;
				this.#trackedFolders.add(folder);
			}
		}
	}
	#skip(file, reason, required) {
		if (required || !this.#options.trackedOnly) this.#skipped.push({
			file,
			reason,
			required
		});
	}
	#entries(folder) {
		try {
			return readdirSync(join(this.#root, folder), { withFileTypes: true });
		} catch (error) {
			this.#skip(folder === "" ? "." : folder, `the folder cannot be read (${codeOf(error)})`, true);
			return [];
		}
	}
	#visit(folder, context) {
		const entries = this.#entries(folder);
		const prefix = folder === "" ? "" : `${folder}/`;
		const names = entries.map(({ name }) => name);
		let rules = context.rules;
		if (folder !== "" && names.includes(".git")) {
			const nested = repositoryAt(join(this.#root, folder));
			const tracked = nested === void 0 ? void 0 : trackedBelow(nested, nested.workTree);
			if (tracked !== void 0 && (!this.#inRepository || this.#tracked.has(folder))) this.#track(tracked, prefix);
		}
		if (entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) rules = rules.with(prefix, readText(join(this.#root, prefix, ".gitignore")));
		for (const entry of entries) {
			const path = prefix + entry.name;
			if (entry.name === ".git") continue;
			if (entry.isSymbolicLink()) this.#skip(path, "a symbolic link; links are not followed", false);
			else if (entry.isDirectory()) this.#folder(path, {
				...context,
				rules
			});
			else if (entry.isFile()) this.#file(path, names, {
				...context,
				rules
			});
			else this.#skip(path, "not a regular file", false);
		}
	}
	#folder(path, context) {
		if (this.#own.ignores(`${path}/`)) {
			this.#leftOut.push(`${path}/`);
			return;
		}
		const ignoredFrom = context.ignoredFrom ?? (context.rules.ignores(`${path}/`) ? path : void 0);
		const pruned = isPruned(path, ignoredFrom !== void 0, () => this.#entries(path).map(({ name }) => name));
		if (pruned && !this.#trackedFolders.has(path)) {
			this.#skip(`${path}/`, "dependencies, caches or build output", false);
			return;
		}
		this.#visit(path, {
			rules: context.rules,
			vendored: context.vendored || pruned,
			...ignoredFrom === void 0 ? {} : { ignoredFrom }
		});
	}
	#file(path, siblings, context) {
		if (this.#own.ignores(path)) {
			this.#leftOut.push(path);
			return;
		}
		let lifecycle = "committed";
		if (!this.#tracked.has(path)) {
			if (context.vendored || this.#options.trackedOnly && this.#inRepository) return;
			const name = path.slice(path.lastIndexOf("/") + 1);
			if (context.ignoredFrom !== void 0 || context.rules.ignores(path)) {
				if (this.#options.trackedOnly || !isLocalArtifact(name, siblings)) {
					const folder = context.ignoredFrom ?? path.slice(0, path.length - name.length);
					this.#ignoredCounts.set(folder, (this.#ignoredCounts.get(folder) ?? 0) + 1);
					return;
				}
				lifecycle = "local";
			}
		}
		try {
			const status = lstatSync(join(this.#root, path));
			if (!status.isFile()) return;
			this.#files.push({
				path,
				lifecycle,
				vendored: context.vendored,
				bytes: status.size,
				modified: status.mtimeMs,
				changed: status.ctimeMs,
				inode: status.ino
			});
		} catch (error) {
			this.#skip(path, `the file cannot be read (${codeOf(error)})`, true);
		}
	}
};
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
function codeOf(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}
// packages/scan/src/engine/suppress/ignore-file.ts
/** Lines of a `.castellanignore` that left nothing out. */
function stalePatterns(text, leftOut) {
	return text.split(/\r?\n/).filter((line) => {
		const pattern = line.trim();
		if (pattern === "" || pattern.startsWith("#") || pattern.startsWith("!")) return false;
		const rules = ignore({ allowRelativePaths: true }).add(line);
		return !leftOut.some((path) => rules.ignores(path));
	});
}
// packages/scan/src/engine/targets.ts
const REMOTE = /^(?:https?|s3|gs|az|abfss?|hf|git|ssh|oci|docker):/i;
const HEAD = 600;
const MAX_EARLIER = 536870912;
/**
* Walks a folder, takes one file as a target of its own, or an earlier scan.
* @throws ScanError NO_SUCH_TARGET, REMOTE_TARGET
*/
function openTarget(name, index, options) {
	if (REMOTE.test(name)) throw new ScanError("REMOTE_TARGET", `${name} is remote; this version scans what is on disk. Fetch it first and give its folder.`);
	const { path, folder } = locate(name);
	const root = folder ? path : dirname(path);
	const repository = repositoryAround(root);
	const remote = repository === void 0 ? void 0 : remoteOf(repository);
	const inside = repository === void 0 ? "" : path.slice(repository.workTree.length).replaceAll("\\", "/");
	const target = {
		index,
		name,
		key: remote === void 0 ? basename(path) : `${remote}${inside}`,
		root,
		...remote === void 0 ? {} : { repository: remote }
	};
	if (!folder) return {
		...target,
		...singleFile(path)
	};
	const walk = walkFolder(root, options, repository === void 0 ? void 0 : trackedBelow(repository, root));
	const ignoreFile = options.targetConfiguration ? readIgnoreFile(root) : "";
	return {
		...target,
		...walk,
		stalePatterns: stalePatterns(ignoreFile, walk.leftOut)
	};
}
function locate(name) {
	try {
		const path = realpathSync(resolve(name));
		const status = lstatSync(path);
		if (status.isDirectory() || status.isFile()) return {
			path,
			folder: status.isDirectory()
		};
	} catch (cause) {
		throw new ScanError("NO_SUCH_TARGET", `There is no file or folder ${name}; give the path of what is to be scanned.`, { cause });
	}
	throw new ScanError("NO_SUCH_TARGET", `${name} is neither a file nor a folder; give the path of what is to be scanned.`);
}
function readIgnoreFile(root) {
	try {
		return readFileSync(join(root, ".castellanignore"), "utf8");
	} catch {
		return "";
	}
}
function singleFile(path) {
	const status = lstatSync(path);
	const file = {
		path: basename(path),
		lifecycle: "committed",
		vendored: false,
		bytes: status.size,
		modified: status.mtimeMs,
		changed: status.ctimeMs,
		inode: status.ino
	};
	const earlier = /\.json$/i.test(path) && status.size <= MAX_EARLIER && isEarlierScan(path) ? readFileSync(path, "utf8") : void 0;
	return {
		files: earlier === void 0 ? [file] : [],
		skipped: [],
		leftOut: [],
		stalePatterns: [],
		...earlier === void 0 ? {} : { earlier }
	};
}
function isEarlierScan(path) {
	const descriptor = openSync(path, "r");
	try {
		const bytes = Buffer.alloc(HEAD);
		return /"schema"\s*:\s*"castellan\/scan\//.test(bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, HEAD, 0)));
	} finally {
		closeSync(descriptor);
	}
}
// packages/scan/src/engine/scan.ts
const BASELINE_NAME = "castellan-baseline.json";
/**
* Scans targets: which AI there is, how it hangs together, what is wrong with it. Opens no socket, runs nothing of
* the target, writes nothing but the cache it was given.
*
* @throws ScanError for wrong input; what happens to single files is in the coverage.
*/
async function scan(options) {
	const clock = options.clock ?? (() => /* @__PURE__ */ new Date());
	const started = clock();
	options.progress?.("walk", 0, 1);
	const honoured = options.targetConfiguration !== false;
	const targets = options.targets.map((name, index) => ({
		...openTarget(name, index, {
			trackedOnly: options.trackedOnly ?? false,
			targetConfiguration: honoured
		}),
		...options.identity
	}));
	const settings = await findSettings(honoured ? targets.map(({ root }) => root) : [], options.configFile);
	const baselineFile = options.useBaseline === false ? void 0 : options.baselineFile ?? (honoured ? ownBaseline(targets) : void 0);
	const today = started.toISOString().slice(0, 10);
	const version = options.cache === void 0 ? void 0 : buildId();
	const results = options.cache === void 0 || version === void 0 ? void 0 : new ResultCache(options.cache.folder, version);
	const key = results?.key(targets, [
		today,
		keyOf(options),
		stamps([
			...settings?.files ?? [],
			baselineFile,
			options.environmentFile
		])
	]);
	const cached = key === void 0 || options.cache?.verify === true || options.since !== void 0 ? void 0 : results?.get(key);
	if (cached !== void 0) return withRun(cached, started, clock(), true);
	const { result, repeatable } = await fresh(targets, settings, options, baselineFile, today, version);
	options.signal?.throwIfAborted();
	if (key !== void 0 && repeatable && options.since === void 0) results?.put(key, result);
	return withRun(result, started, clock(), false);
}
async function fresh(targets, settings, options, baselineFile, today, version) {
	const { analyse } = await import("./analyse-DvZQUVZe.js");
	const baseline = baselineFile === void 0 ? void 0 : await loadBaseline(baselineFile);
	const changes = await findChanges(targets, options.since, baseline);
	return analyse({
		targets,
		options,
		today,
		renames: changes.renames,
		...settings === void 0 ? {} : { settings },
		...version === void 0 ? {} : { cacheVersion: version },
		...baseline === void 0 ? {} : { baseline },
		...changes.changed === void 0 ? {} : { changed: changes.changed }
	});
}
/** Most projects state nothing: then the schema and the YAML reader are not even loaded. */
async function findSettings(roots, configFile) {
	if (configFile === void 0 && !roots.some((root) => settingsFileOf(root) !== void 0)) return void 0;
	const { loadSettings } = await import("./load-settings-Dhk6y4sW.js");
	return loadSettings(roots, configFile);
}
function ownBaseline(targets) {
	return targets.map(({ root, files }) => files.some(({ path }) => path === "castellan-baseline.json") ? join(root, BASELINE_NAME) : void 0).find((path) => path !== void 0);
}
async function loadBaseline(path) {
	const { readBaseline } = await import("./baseline-CAmoDVql.js");
	let text;
	try {
		text = readFileSync(path, "utf8");
	} catch (cause) {
		throw new ScanError("BAD_BASELINE", `The baseline ${path} cannot be read; write one with castellan baseline create.`, { cause });
	}
	return readBaseline(path, text);
}
/** Asks git only where --since or a moved file of the baseline makes it necessary. */
async function findChanges(targets, since, baseline) {
	let renames = /* @__PURE__ */ new Map();
	const present = new Set(targets.flatMap(({ files }) => files.map(({ path }) => path)));
	const [first] = targets;
	if (baseline?.revision !== void 0 && first !== void 0 && baseline.entries.some(({ file }) => file !== void 0 && !present.has(file))) {
		const { changesSince } = await import("./git-changes-DX3w4a64.js");
		renames = await changesSince(first.root, baseline.revision).then((changes) => changes.renames, () => renames);
	}
	if (since === void 0) return { renames };
	const { changesSince } = await import("./git-changes-DX3w4a64.js");
	return {
		renames,
		changed: await Promise.all(targets.map(async ({ root }) => (await changesSince(root, since)).changed))
	};
}
/** What of the options changes the result. */
function keyOf({ targets, identity, trackedOnly, targetConfiguration, useBaseline, baselineFile, configFile, environmentFile, since, only, skip }) {
	return [
		targets,
		identity,
		trackedOnly,
		targetConfiguration,
		useBaseline,
		baselineFile,
		configFile,
		environmentFile,
		since,
		only,
		skip
	];
}
function stamps(paths) {
	return paths.map((path) => {
		if (path === void 0) return null;
		const status = lstatSync(path, { throwIfNoEntry: false });
		return status === void 0 ? path : [
			path,
			status.size,
			status.mtimeMs,
			status.ctimeMs,
			status.ino
		];
	});
}
function withRun(result, started, ended, cached) {
	return {
		...result,
		run: {
			startedAt: started.toISOString(),
			durationMs: ended.getTime() - started.getTime(),
			cached
		}
	};
}
// packages/scan/src/entry/report.ts
/** The reporter of a format; undefined where this version has none. */
async function loadReporter(format) {
	if (format === "terminal") return (await import("./terminal-BxGb1n65.js")).terminalReporter;
	if (format === "json") return (await import("./json-BTCFJgN9.js")).jsonReporter;
	return (await import("./registry-Cv0PcT_H.js")).reporterOf(format);
}
/** A result in one of the report formats. @throws RangeError for a format that this version does not have. */
async function render(result, format, context) {
	const reporter = await loadReporter(format);
	if (reporter === void 0) throw new RangeError(`there is no reporter for ${format} in this version`);
	return reporter.render(result, context);
}
export { scan as i, render as n, BASELINE_NAME as r, loadReporter as t };
