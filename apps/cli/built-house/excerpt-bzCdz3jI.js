import { i as findSecrets } from "./src-5s2ojRNn.js";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
// packages/scan/src/engine/excerpts.ts
/** Larger files are not opened for an excerpt. */
const MAX_BYTES = 2097152;
const MAX_LINE = 400;
function masked(text) {
	let result = "";
	let at = 0;
	for (const { start, end, masked: shown } of findSecrets(text)) {
		const breaks = text.slice(start, end).replace(/[^\n]/g, "");
		result += text.slice(at, start) + shown + breaks;
		at = end;
	}
	return result + text.slice(at);
}
/** Lines around a place, secrets masked. `roots` are the folders of the targets, in order. */
function createExcerpts(roots) {
	const known = /* @__PURE__ */ new Map();
	const linesOf = (target, file) => {
		const root = roots[target];
		if (root === void 0 || file.split("/").includes("..")) return void 0;
		const path = join(root, file);
		if (known.has(path)) return known.get(path);
		let lines;
		try {
			const status = lstatSync(path);
			const bytes = status.isFile() && status.size <= MAX_BYTES ? readFileSync(path) : void 0;
			lines = bytes === void 0 || bytes.includes(0) ? void 0 : masked(bytes.toString("utf8")).split(/\r?\n/);
		} catch {
			lines = void 0;
		}
		known.set(path, lines);
		return lines;
	};
	return (target, file, line, context) => {
		const lines = linesOf(target, file);
		if (lines === void 0 || line < 1 || line > lines.length) return void 0;
		const first = Math.max(1, line - context);
		return lines.slice(first - 1, line + context).map((text, index) => ({
			line: first + index,
			text: text.slice(0, MAX_LINE)
		}));
	};
}
export { createExcerpts };
