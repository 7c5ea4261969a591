import { n as compareText } from "./canonical-json-fwPn0zWo.js";
// packages/scan/src/engine/patches.ts
const HEADER = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
/** Hunks of a diff of one file. */
function hunksOf(diff) {
	const hunks = [];
	let current;
	for (const line of diff.split("\n")) {
		const header = HEADER.exec(line);
		if (header !== null) {
			current = {
				start: Number(header[1]),
				removed: Number(header[2] ?? 1),
				added: Number(header[3] ?? 1),
				lines: []
			};
			hunks.push(current);
		} else if (current !== void 0 && /^[ +\-\\]/.test(line)) current.lines.push(line);
	}
	return hunks;
}
function fileDiff(file, diffs) {
	const hunks = [...new Map(diffs.flatMap(hunksOf).map((hunk) => [`${hunk.start} ${hunk.lines.join("\n")}`, hunk])).values()].sort((a, b) => a.start - b.start || compareText(a.lines.join("\n"), b.lines.join("\n")));
	let end = 0;
	let shift = 0;
	const parts = [];
	for (const hunk of hunks) {
		if (hunk.start < end) continue;
		parts.push(`@@ -${hunk.start},${hunk.removed} +${hunk.start + shift},${hunk.added} @@`, ...hunk.lines);
		end = hunk.start + Math.max(hunk.removed, 1);
		shift += hunk.added - hunk.removed;
	}
	return parts.length === 0 ? "" : `--- a/${file}\n+++ b/${file}\n${parts.join("\n")}\n`;
}
/** One patch of many; files sorted, hunks in order, overlapping ones left for the next time. */
function combinePatches(patches) {
	const byFile = /* @__PURE__ */ new Map();
	for (const { file, diff } of patches) byFile.set(file, [...byFile.get(file) ?? [], diff]);
	return [...byFile].sort(([a], [b]) => compareText(a, b)).map(([file, diffs]) => fileDiff(file, diffs)).join("");
}
export { combinePatches };
