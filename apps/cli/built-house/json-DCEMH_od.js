// packages/scan/src/report/json/index.ts
/** Keys of the contract first, in its order; whatever else a part holds after them, sorted. */
const ORDER = [
	"schema",
	"tool",
	"targets",
	"inventory",
	"findings",
	"actions",
	"paths",
	"checks",
	"flows",
	"artifacts",
	"coverage",
	"summary",
	"run",
	"assets",
	"relations",
	"packages",
	"resources",
	"id",
	"rank",
	"kind",
	"rule",
	"from",
	"via",
	"to",
	"address",
	"type",
	"purl",
	"name",
	"title",
	"severity",
	"version",
	"identity",
	"key",
	"target",
	"file",
	"line",
	"endLine",
	"cell",
	"resource",
	"symbol",
	"technique",
	"confidence"
];
const RANK = new Map(ORDER.map((key, position) => [key, position]));
/** Under these keys stands what others named: sorted by name only. */
const OPEN = /* @__PURE__ */ new Set(["attributes", "digests"]);
function compareKeys(a, b) {
	return (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length) || (a < b ? -1 : a > b ? 1 : 0);
}
function ordered(value, open = false) {
	if (Array.isArray(value)) return value.map((item) => ordered(item, open));
	if (typeof value !== "object" || value === null) return typeof value === "string" ? value.toWellFormed() : value;
	const entries = Object.entries(value).filter(([, item]) => item !== void 0);
	entries.sort(([a], [b]) => open ? a < b ? -1 : a > b ? 1 : 0 : compareKeys(a, b));
	const result = Object.create(null);
	for (const [key, item] of entries) result[key.toWellFormed()] = ordered(item, open || OPEN.has(key));
	return result;
}
/** `castellan/scan/1`, two spaces, line end at the end. */
function renderJson(result, context) {
	const { run, ...rest } = result;
	return `${JSON.stringify(ordered(context.reproducible === true || run === void 0 ? rest : {
		...rest,
		run
	}), null, 2)}\n`;
}
const jsonReporter = {
	id: "json",
	extension: "json",
	render: renderJson
};
export { renderJson as n, jsonReporter as t };
