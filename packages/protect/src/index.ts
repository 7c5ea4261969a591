export { ProtectError, type ProtectErrorCode } from "./errors.ts";
