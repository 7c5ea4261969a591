/** Every way this room can refuse work. Matching itself never throws. */
export type TextErrorCode = "keyword-invalid" | "cells-invalid" | "form-invalid" | "rule-invalid" | "model-invalid";

/** The one error class of `@castellan/text`; the message says what to do next. */
export class TextError extends Error {
  readonly code: TextErrorCode;

  constructor(code: TextErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "TextError";
    this.code = code;
  }
}
