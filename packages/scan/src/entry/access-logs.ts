export { type AccessLogCheck, checkLogs } from "../access-log/check-logs.ts";
export { accessLogLines } from "../access-log/lines.ts";
export { type Baseline, BaselineDocument } from "../access-log/state.ts";
