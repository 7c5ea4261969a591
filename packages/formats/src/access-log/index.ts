export { ACCESS_LOG_FORMATS, type AccessEvent, type AccessLogFormat, type AccessLogProblem, type PrincipalKind } from "./event.ts";
export { type AccessLogOptions, AccessLogReader } from "./reader.ts";
export { isPrivate } from "./vpc-flow.ts";
