import { t as CommandError } from "./errors-Wgequp6T.js";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
// apps/cli/src/write-file.ts
const unfinished = /* @__PURE__ */ new Set();
/** Removes what an interrupt left half-written. */
function removeUnfinished() {
	for (const path of unfinished) rmSync(path, { force: true });
	unfinished.clear();
}
/** Writes beside and renames, so that nobody ever sees half a file. @throws CommandError CANNOT_WRITE */
function writeFileWhole(path, text) {
	const full = resolve(path);
	const beside = `${full}.${process.pid}.part`;
	unfinished.add(beside);
	try {
		mkdirSync(dirname(full), { recursive: true });
		const descriptor = openSync(beside, "w", 420);
		try {
			const bytes = Buffer.from(text);
			for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(beside, full);
	} catch (cause) {
		rmSync(beside, { force: true });
		throw new CommandError("CANNOT_WRITE", `${path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); choose another place with --output.`, { cause });
	} finally {
		unfinished.delete(beside);
	}
}
export { writeFileWhole as n, removeUnfinished as t };
