export { type AccessLogCheck, checkLogs } from "../access-log/check-logs.ts";
export { accessLogLines } from "../access-log/lines.ts";
export { checkPrivileges, type PrivilegesCheck } from "../access-log/privileges/check-privileges.ts";
export { privilegeLines } from "../access-log/privileges/lines.ts";
export { type Baseline, BaselineDocument } from "../access-log/state.ts";
