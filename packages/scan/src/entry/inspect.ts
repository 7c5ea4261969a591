export type { InspectedFile, ModelInspectResult } from "../inspect/files/document.ts";
export { type InspectPathsOptions, inspectPaths, type UnsealedFile } from "../inspect/files/inspect-paths.ts";
export { readKnownBad } from "../inspect/policy/known-bad.ts";
export type { InspectionPolicy, TrustStatement } from "../inspect/policy/policy.ts";
export { trustOf } from "../inspect/policy/stated-trust.ts";
export { MODEL_FILE_RULES } from "../inspect/registry.ts";
export { type InspectReportContext, renderInspection } from "../inspect/report/terminal.ts";
export type { ModelFileRule } from "../inspect/rule.ts";
