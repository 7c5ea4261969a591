import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
// packages/scan/src/engine/cache/facts-cache.ts
/** Facts by content. Every entry carries its own hash: a damaged one is as good as none. */
var FactsCache = class {
	#folder;
	#version;
	constructor(folder, version) {
		this.#folder = folder;
		this.#version = version;
	}
	/** Name of an entry: what the facts are a function of. */
	key(content, path, parsed) {
		return createHash("sha256").update(JSON.stringify([
			this.#version,
			content,
			path,
			parsed
		])).digest("hex");
	}
	get(key) {
		const path = this.#path(key);
		try {
			const text = readFileSync(path, "utf8");
			const end = text.indexOf("\n");
			const body = text.slice(end + 1);
			return text.slice(0, end) === digest(body) ? body : void 0;
		} catch {
			return;
		}
	}
	/** Writes beside and renames; a cache that cannot be written is no reason to fail. */
	put(key, facts) {
		const path = this.#path(key);
		const beside = `${path}.${randomBytes(6).toString("hex")}`;
		const write = () => writeFileSync(beside, `${digest(facts)}\n${facts}`, { mode: 384 });
		try {
			try {
				write();
			} catch {
				mkdirSync(dirname(path), {
					recursive: true,
					mode: 448
				});
				write();
			}
			renameSync(beside, path);
		} catch {
			rmSync(beside, { force: true });
		}
	}
	/** Marks an entry as used, for pruning by age. */
	touch(key, now) {
		try {
			utimesSync(this.#path(key), now, now);
		} catch {}
	}
	#path(key) {
		return join(this.#folder, key.slice(0, 2), key.slice(2));
	}
};
function digest(text) {
	return createHash("sha1").update(text).digest("base64");
}
export { FactsCache as t };
