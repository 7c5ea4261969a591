import { mkdirSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
// apps/cli/src/cache-folder.ts
/** `$XDG_CACHE_HOME/castellan`, made for its owner only; undefined where it cannot be had or belongs to another. */
function cacheFolder(environment) {
	const base = environment["XDG_CACHE_HOME"];
	const folder = join(base !== void 0 && isAbsolute(base) ? base : join(homedir(), ".cache"), "castellan");
	try {
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		const status = statSync(folder);
		const strangers = process.getuid !== void 0 && (status.uid !== process.getuid() || (status.mode & 18) !== 0);
		return status.isDirectory() && !strangers ? folder : void 0;
	} catch {
		return;
	}
}
export { cacheFolder as t };
