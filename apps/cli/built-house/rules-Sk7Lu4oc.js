import { o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
// packages/graph/src/priority.ts
/** experience.md, "Priority": likelihood L = min(E, X) down, impact I = max(D, B) across (3 to 0). */
const TABLE = {
	3: {
		3: "critical",
		2: "high",
		1: "medium",
		0: "low"
	},
	2: {
		3: "high",
		2: "medium",
		1: "low",
		0: "info"
	},
	1: {
		3: "medium",
		2: "low",
		1: "low",
		0: "info"
	},
	0: {
		3: "low",
		2: "info",
		1: "info",
		0: "info"
	}
};
function likelihood(factors) {
	return factors.exposure < factors.exploitability ? factors.exposure : factors.exploitability;
}
function impact(factors) {
	return factors.data > factors.blast ? factors.data : factors.blast;
}
function lower(severity, steps) {
	const index = Math.min(SEVERITIES.indexOf(severity) + steps, SEVERITIES.length - 1);
	return SEVERITIES[index] ?? "info";
}
function cap(severity, ceiling) {
	return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(ceiling) ? ceiling : severity;
}
/** Severity by the published table, with the caps that experience.md names. */
function severityOf(input) {
	const base = TABLE[likelihood(input.factors)][impact(input.factors)];
	if (input.pinned === true) return base;
	let severity = lower(base, input.mitigations?.length ?? 0);
	if (input.hygiene === true) severity = cap(severity, "medium");
	if (input.confidence === "possible") severity = cap(severity, "medium");
	if (input.scope !== "production") severity = cap(severity, "low");
	return severity;
}
// packages/scan/src/rules/registry.ts
/** Every rule, in the order of the catalogue. Add yours here. */
const RULES = [];
// packages/scan/src/entry/rules.ts
/** What every rule tells about itself, by id. */
function ruleCards() {
	return RULES.map(({ card }) => card).sort((a, b) => a.id < b.id ? -1 : 1);
}
export { severityOf as n, ruleCards as t };
