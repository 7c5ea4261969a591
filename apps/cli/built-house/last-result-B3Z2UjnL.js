import { t as FactsCache } from "./facts-cache-Cz3g1FfM.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
// packages/scan/src/engine/cache/last-result.ts
/** The last result seen from a folder, for `explain` and the like. */
var LastResult = class {
	#entries;
	#key;
	constructor(cacheFolder, workingFolder) {
		this.#entries = new FactsCache(join(cacheFolder, "last"), "1");
		this.#key = createHash("sha256").update(workingFolder).digest("hex");
	}
	get() {
		const text = this.#entries.get(this.#key);
		if (text === void 0) return void 0;
		return JSON.parse(text);
	}
	put(result) {
		this.#entries.put(this.#key, JSON.stringify(result));
	}
};
export { LastResult as t };
