export type { InspectedFile, ModelInspectResult } from "../inspect/files/document.ts";
export { type InspectPathsOptions, inspectPaths } from "../inspect/files/inspect-paths.ts";
export { type InspectReportContext, renderInspection } from "../inspect/report/terminal.ts";
