import type { ByteSource } from "../byte-source.ts";
import type { ModelFileFacts } from "../facts.ts";

/** Bytes read of the beginning of every file. */
export const HEAD_BYTES: number = 64 * 1024;

export interface SniffContext {
  readonly source: ByteSource;
  /** The first HEAD_BYTES, or all of a smaller file. */
  readonly head: Uint8Array;
}

/**
 * Recognises one family of formats by content. Answers undefined where the bytes are something else;
 * never throws on any bytes. Deep readers hang on the same formats later.
 */
export interface ModelFileSniffer {
  readonly id: string;
  sniff(context: SniffContext): ModelFileFacts | undefined;
}

type Metadata = { [key: string]: string | number | boolean };

export function modelFile(
  formats: readonly string[],
  executable: boolean,
  metadata: { readonly [key: string]: string | number | boolean | undefined } = {},
): ModelFileFacts {
  const known: Metadata = {};
  for (const [key, value] of Object.entries(metadata))
    if (value !== undefined) known[key] = typeof value === "string" ? value.slice(0, 300) : value;
  return { formats, executable, metadata: known };
}

export function startsWith(bytes: Uint8Array, magic: string, offset = 0): boolean {
  if (bytes.length < offset + magic.length) return false;
  for (let index = 0; index < magic.length; index++) if (bytes[offset + index] !== magic.charCodeAt(index)) return false;
  return true;
}
