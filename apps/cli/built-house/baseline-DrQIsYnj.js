import { n as compareText, t as canonicalJson } from "./canonical-json-fwPn0zWo.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { z } from "zod";
// packages/scan/src/engine/suppress/baseline.ts
const Entry = z.strictObject({
	rule: z.string().min(1),
	/** Kind and name, as people read it: survives a move of the file. */
	asset: z.string().exactOptional(),
	file: z.string().exactOptional(),
	count: z.number().int().positive().default(1),
	reason: z.string().exactOptional(),
	until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).exactOptional()
});
const Baseline = z.strictObject({
	schema: z.literal("castellan/baseline/1"),
	/** Commit at which it was written: renames are looked for from here. */
	revision: z.string().regex(/^[0-9a-f]{40,64}$/).exactOptional(),
	entries: z.array(Entry)
});
/** @throws ScanError BAD_BASELINE */
function readBaseline(name, text) {
	let json;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw new ScanError("BAD_BASELINE", `${name} is not JSON; write it again with castellan baseline create.`, { cause });
	}
	const parsed = Baseline.safeParse(json);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new ScanError("BAD_BASELINE", `${name} is no baseline (${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}); write it again with castellan baseline create.`);
}
function assetName(finding, assets) {
	const asset = finding.asset === void 0 ? void 0 : assets.get(finding.asset);
	return asset === void 0 ? void 0 : `${asset.kind} ${asset.name}`;
}
function fileOf(finding) {
	return finding.location.file ?? finding.location.resource;
}
function keyOf(rule, asset, file) {
	return JSON.stringify([
		rule,
		asset ?? null,
		file ?? null
	]);
}
/** The baseline of these findings: the ones that nothing else suppresses. */
function createBaseline(findings, assets, revision, kept = []) {
	const entries = /* @__PURE__ */ new Map();
	const reasons = new Map(kept.map((entry) => [keyOf(entry.rule, entry.asset, entry.file), entry]));
	for (const finding of findings) {
		if (finding.suppressed !== void 0 && finding.suppressed.by !== "baseline") continue;
		const [asset, file] = [assetName(finding, assets), fileOf(finding)];
		const key = keyOf(finding.rule, asset, file);
		const before = reasons.get(key);
		const entry = entries.get(key) ?? {
			rule: finding.rule,
			...asset === void 0 ? {} : { asset },
			...file === void 0 ? {} : { file },
			count: 0,
			...before?.reason === void 0 ? {} : { reason: before.reason },
			...before?.until === void 0 ? {} : { until: before.until }
		};
		entries.set(key, {
			...entry,
			count: entry.count + 1
		});
	}
	return {
		schema: "castellan/baseline/1",
		...revision === void 0 ? {} : { revision },
		entries: [...entries.values()].sort((a, b) => compareText(a.rule, b.rule) || compareText(a.file ?? "", b.file ?? "") || compareText(a.asset ?? "", b.asset ?? ""))
	};
}
function renderBaseline(baseline) {
	const entries = baseline.entries.map((entry) => `    ${canonicalJson(entry)}`).join(",\n");
	return `{\n  "schema": "castellan/baseline/1",\n${baseline.revision === void 0 ? "" : `  "revision": ${JSON.stringify(baseline.revision)},\n`}  "entries": [${entries === "" ? "" : `\n${entries}\n  `}]\n}\n`;
}
/**
* Which findings a baseline absorbs. `renames` leads from new to old paths.
* @param today YYYY-MM-DD; entries that ran out absorb nothing.
*/
function absorb(baseline, findings, assets, renames, today) {
	const left = /* @__PURE__ */ new Map();
	for (const entry of baseline.entries) {
		const key = keyOf(entry.rule, entry.asset, entry.file);
		const known = left.get(key);
		if (known === void 0) left.set(key, {
			entry,
			count: entry.count
		});
		else known.count += entry.count;
	}
	const by = /* @__PURE__ */ new Map();
	const take = (finding, file) => {
		const slot = left.get(keyOf(finding.rule, assetName(finding, assets), file));
		if (slot === void 0 || slot.count === 0 || slot.entry.until !== void 0 && slot.entry.until < today) return false;
		slot.count--;
		by.set(finding.id, slot.entry);
		return true;
	};
	const moved = findings.filter((finding) => finding.suppressed === void 0 && !take(finding, fileOf(finding)));
	for (const finding of moved) {
		const old = renames.get(fileOf(finding) ?? "");
		if (old !== void 0) take(finding, old);
	}
	return {
		by,
		stale: [...left.values()].filter(({ count }) => count > 0).map(({ entry, count }) => ({
			...entry,
			count
		}))
	};
}
export { renderBaseline as a, readBaseline as i, absorb as n, createBaseline as r, Baseline as t };
