import type { ByteWindow } from "../byte-window.ts";
import type { ByteRange } from "./walk.ts";

const decoder = new TextDecoder();

/** The text of a string field, at most `most` bytes of it; invalid UTF-8 becomes U+FFFD. */
export function rangeText(window: ByteWindow, { start, end }: ByteRange, most = 4096): string {
  return decoder.decode(window.slice(start, Math.min(end - start, most)));
}
