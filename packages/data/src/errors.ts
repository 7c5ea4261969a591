import { CastellanError } from "@castellan/graph";

/** Every way this room can refuse work. */
export type DataErrorCode =
  | "FILE_MISSING"
  | "FORMAT_UNKNOWN"
  | "FILE_UNREADABLE"
  | "COLUMN_MISSING"
  | "COLUMN_INVALID"
  | "TABLE_EMPTY"
  | "ENGINE_MISSING"
  | "OPTION_INVALID"
  | "SKETCH_INVALID"
  | "ANALYSIS_FAILED"
  | "STORE_LOCKED"
  | "THREAD_LOST";

/** What this room refuses; the message names file, row and column where it can, and says what to do next. */
export class DataError extends CastellanError<DataErrorCode> {}
