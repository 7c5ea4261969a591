// packages/graph/src/canonical-json.ts
/** Sorts strings by UTF-16 code unit: the same on every machine and locale. */
function compareText(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
function sorted(value) {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).filter(([, item]) => item !== void 0).sort(([a], [b]) => compareText(a, b));
	return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
/** JSON with sorted keys and no white space; equal values give equal bytes. */
function canonicalJson(value) {
	return JSON.stringify(sorted(value));
}
export { compareText as n, canonicalJson as t };
