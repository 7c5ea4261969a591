/** Base of each room's error class: a closed union of codes, a message that says what to do next. */
export abstract class CastellanError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}
