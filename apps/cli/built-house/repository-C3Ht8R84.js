import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
// packages/scan/src/project/git/index-file.ts
const EXTENDED = 16384;
const GITLINK = 57344;
const TYPE_MASK = 61440;
/** Git's offset encoding: seven bits a byte, each continuation adds one. */
function readVarint(bytes, at) {
	let next = at;
	let byte = bytes[next++] ?? 0;
	let value = byte & 127;
	while ((byte & 128) !== 0 && next < bytes.length) {
		byte = bytes[next++] ?? 0;
		value = (value + 1) * 128 + (byte & 127);
	}
	return {
		value,
		next
	};
}
/**
* Tracked paths of an index file, in its order. `hashBytes` is 20 for SHA-1, 32 for SHA-256 repositories.
* Undefined where the bytes are no index that this reader knows; never throws.
*/
function readIndex(bytes, hashBytes = 20) {
	if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "DIRC") return void 0;
	const version = bytes.readUInt32BE(4);
	if (version < 2 || version > 4) return void 0;
	const count = bytes.readUInt32BE(8);
	const entries = [];
	const head = 42 + hashBytes;
	let at = 12;
	let previous = Buffer.alloc(0);
	for (let index = 0; index < count; index++) {
		if (at + head > bytes.length) return void 0;
		const mode = bytes.readUInt32BE(at + 24);
		const flags = bytes.readUInt16BE(at + head - 2);
		const start = at + head + (version >= 3 && (flags & EXTENDED) !== 0 ? 2 : 0);
		let name;
		if (version === 4) {
			const strip = readVarint(bytes, start);
			const end = bytes.indexOf(0, strip.next);
			if (end < 0 || strip.value > previous.length) return void 0;
			name = Buffer.concat([previous.subarray(0, previous.length - strip.value), bytes.subarray(strip.next, end)]);
			at = end + 1;
		} else {
			const end = bytes.indexOf(0, start);
			if (end < 0) return void 0;
			name = bytes.subarray(start, end);
			at += Math.floor((end - at + 8) / 8) * 8;
		}
		previous = name;
		entries.push({
			path: name.toString("utf8"),
			submodule: (mode & TYPE_MASK) === GITLINK
		});
	}
	return entries;
}
// packages/scan/src/project/git/repository.ts
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return;
	}
}
function isFolder(path) {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
/** The repository whose work tree begins at a folder, if there is one. */
function repositoryAt(folder) {
	const dotGit = join(folder, ".git");
	const status = statSync(dotGit, { throwIfNoEntry: false });
	if (status === void 0) return void 0;
	let gitFolder = dotGit;
	if (status.isFile()) {
		if (status.size > 4096) return void 0;
		const target = /^gitdir: (.+)$/m.exec(readText(dotGit) ?? "")?.[1]?.trim();
		if (target === void 0) return void 0;
		gitFolder = resolve(folder, target);
		if (!isFolder(gitFolder)) return void 0;
	}
	const common = readText(join(gitFolder, "commondir"))?.trim();
	const commonFolder = common === void 0 ? gitFolder : resolve(gitFolder, common);
	return {
		workTree: folder,
		gitFolder,
		commonFolder
	};
}
/** The repository around a folder: its own, or that of the nearest folder above. */
function repositoryAround(folder) {
	for (let current = folder;; current = dirname(current)) {
		const found = repositoryAt(current);
		if (found !== void 0 || dirname(current) === current) return found;
	}
}
/** Tracked entries below a folder of the work tree, relative to that folder; undefined without an index. */
function trackedBelow(repository, folder) {
	const sha256 = /^\s*objectformat\s*=\s*sha256/im.test(readText(join(repository.commonFolder, "config")) ?? "");
	let bytes;
	try {
		bytes = readFileSync(join(repository.gitFolder, "index"));
	} catch {
		return;
	}
	const entries = readIndex(bytes, sha256 ? 32 : 20);
	const prefix = relative(repository.workTree, folder).split(sep).join("/");
	if (entries === void 0 || prefix === "") return entries;
	return entries.filter(({ path }) => path.startsWith(`${prefix}/`)).map((entry) => ({
		...entry,
		path: entry.path.slice(prefix.length + 1)
	}));
}
/** Cuts credentials out of a remote and gives ssh forms the https form, so that it names the same repository. */
function normaliseRemote(url) {
	const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(?!\d+\/)(.+)$/.exec(url);
	return (scp === null ? url : `https://${scp[1] ?? ""}/${scp[2] ?? ""}`).replace(/^(?:ssh|git|git\+ssh|git\+https):\/\//, "https://").replace(/^(https?:\/\/)[^/@]*@/, "$1").replace(/\/+$/, "").replace(/\.git$/, "");
}
/** URL of the remote "origin", or of the first one, without credentials. */
function remoteOf(repository) {
	const remotes = /* @__PURE__ */ new Map();
	let section;
	for (const line of (readText(join(repository.commonFolder, "config")) ?? "").split(/\r?\n/)) {
		const header = /^\s*\[\s*(\w+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
		if (header !== null) section = header[1]?.toLowerCase() === "remote" ? header[2] : void 0;
		const url = /^\s*url\s*=\s*(\S+)/.exec(line)?.[1];
		if (section !== void 0 && url !== void 0 && !remotes.has(section)) remotes.set(section, url);
	}
	const url = remotes.get("origin") ?? [...remotes.values()][0];
	return url === void 0 ? void 0 : normaliseRemote(url);
}
export { trackedBelow as i, repositoryAround as n, repositoryAt as r, remoteOf as t };
