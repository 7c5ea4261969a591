import { decodeEscapes, type EscapeStyle } from "../string-escapes.ts";

const STYLE: EscapeStyle = { letters: { s: " ", e: "\u001b" }, continuation: "feed" };

/** The inside of a literal in which escapes count. */
export function decoded(text: string): string {
  return decodeEscapes(text, STYLE);
}
