import { ascii } from "../byte-source.ts";

/** What stands behind the end of a picture. */
export interface TrailingBytes {
  readonly at: number;
  readonly bytes: number;
  readonly kind:
    | "padding"
    | "zip"
    | "rar"
    | "7z"
    | "gzip"
    | "pdf"
    | "elf"
    | "windows-program"
    | "picture"
    | "video"
    | "script"
    | "text"
    | "phone-record"
    | "unknown";
}

const KINDS: readonly (readonly [TrailingBytes["kind"], string, number])[] = [
  ["zip", "PK\x03\x04", 0],
  ["rar", "Rar!\x1a\x07", 0],
  ["7z", "7z\xbc\xaf\x27\x1c", 0],
  ["gzip", "\x1f\x8b\x08", 0],
  ["pdf", "%PDF-", 0],
  ["elf", "\x7fELF", 0],
  ["windows-program", "MZ", 0],
  ["picture", "\xff\xd8\xff", 0],
  ["picture", "\x89PNG\r\n", 0],
  ["picture", "GIF8", 0],
  ["video", "ftyp", 4],
];
const SAMPLE = 65_536;

/** Recognises what follows the picture; undefined where nothing does. */
export function trailingBytes(bytes: Uint8Array, end: number): TrailingBytes | undefined {
  if (end >= bytes.length) return undefined;
  const rest = bytes.subarray(end);
  const found = (kind: TrailingBytes["kind"]): TrailingBytes => ({ at: end, bytes: rest.length, kind });
  if (isPadding(rest)) return found("padding");
  for (const [kind, magic, at] of KINDS) if (ascii(rest, at, at + magic.length) === magic) return found(kind);
  // Phones of one maker end their pictures with a directory of their own.
  if (ascii(rest, rest.length - 4) === "SEFT") return found("phone-record");
  const sample = rest.subarray(0, SAMPLE);
  let readable = 0;
  for (const byte of sample) if ((byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13) readable++;
  if (readable > 0.95 * sample.length)
    return found(/<\?php|<script|#!\/|powershell|eval\(/i.test(ascii(sample, 0, 4096)) ? "script" : "text");
  return found("unknown");
}

/** Zeros, one byte over and over, or white space. */
function isPadding(rest: Uint8Array): boolean {
  const first = rest[0] ?? 0;
  return rest.every((byte) => byte === first) || rest.every((byte) => byte === 0 || byte === 10 || byte === 13 || byte === 32);
}
