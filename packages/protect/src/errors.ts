import { CastellanError } from "@castellan/graph";

/** Every way this room can refuse work. */
export type ProtectErrorCode =
  | "FILE_MISSING"
  | "FILE_UNREADABLE"
  | "FILE_UNWRITABLE"
  | "FORMAT_INVALID"
  | "OPTION_INVALID"
  | "KEY_INVALID"
  | "KEY_MISSING"
  | "KEY_DESTROYED"
  | "NOT_VERIFIED"
  | "NOT_DECRYPTED"
  | "STORE_LOCKED"
  | "LOG_INCONSISTENT"
  | "POLICY_INVALID"
  | "DENIED"
  | "BUDGET_SPENT"
  | "LEGAL_HOLD"
  | "LIMIT_EXCEEDED"
  | "PEER_FAILED";

/** What this room refuses; the message says which file, key or rule it was, and what to do next. */
export class ProtectError extends CastellanError<ProtectErrorCode> {}
