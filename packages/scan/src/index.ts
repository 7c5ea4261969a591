export { ScanError, type ScanErrorCode } from "./engine/errors.ts";
export type { CacheOptions, ScanOptions } from "./engine/options.ts";
export { BASELINE_NAME, scan } from "./engine/scan.ts";
export { loadReporter, type ReportContext, type Reporter, type ReportFormat, render } from "./entry/report.ts";
export type * from "./result.ts";
