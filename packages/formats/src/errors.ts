import { CastellanError } from "@castellan/graph";

export type FormatErrorCode =
  | "NOT_THIS_FORMAT"
  | "MALFORMED"
  | "TRUNCATED"
  | "BUDGET_BYTES"
  | "BUDGET_DEPTH"
  | "BUDGET_NODES"
  | "BUDGET_TIME"
  | "UNSUPPORTED";

/** What a reader says when it cannot go on. The message is one clear sentence. */
export class FormatError extends CastellanError<FormatErrorCode> {
  readonly line?: number;
  /** TRUNCATED: how many bytes the input announces where fewer are left. */
  readonly announced?: number;

  constructor(
    code: FormatErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly line?: number; readonly announced?: number },
  ) {
    super(code, message, options);
    if (options?.line !== undefined) this.line = options.line;
    if (options?.announced !== undefined) this.announced = options.announced;
  }
}
