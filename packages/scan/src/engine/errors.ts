import { CastellanError } from "@castellan/graph";

export type ScanErrorCode =
  | "NO_SUCH_TARGET"
  | "NOT_A_SCAN"
  | "REMOTE_TARGET"
  | "NOT_A_REVISION"
  | "BAD_CONFIGURATION"
  | "BAD_BASELINE"
  | "NOT_CONVERTIBLE"
  | "CANNOT_WRITE"
  | "ABORTED";

/** What ends a scan: wrong input. What happens to single files is in the coverage instead. */
export class ScanError extends CastellanError<ScanErrorCode> {}
