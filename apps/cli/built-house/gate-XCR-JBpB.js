import { o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
// packages/scan/src/report/gate.ts
function atLeast(severity, threshold) {
	return threshold !== "none" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
/** Decides the exit code: suppressed findings, other scopes and what is only possible cannot fail. */
function gate(result, context) {
	const failOn = context.failOn ?? "high";
	const inScope = (item) => context.failScope === "all" || item.scope === "production";
	const findings = result.findings.filter((finding) => finding.suppressed === void 0 && finding.confidence !== "possible" && inScope(finding) && atLeast(finding.severity, failOn));
	const failing = new Set(findings.map((finding) => finding.id));
	const actions = result.actions.filter((action) => action.findings.some((id) => failing.has(id)));
	const unread = result.coverage.skipped.filter((entry) => entry.required).length;
	const empty = result.coverage.files === 0;
	return {
		code: findings.length > 0 ? 1 : (unread > 0 || empty) && context.allowPartial !== true ? 3 : 0,
		findings,
		actions,
		unread,
		failOn
	};
}
export { gate as n, atLeast as t };
