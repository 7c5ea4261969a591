import { isBzip2, isGzip, isLz4, isXz, isZstd } from "@castellan/formats";

export type Compression = "gzip" | "zstd" | "bzip2" | "xz" | "lz4";
export type DataFormat = "csv" | "jsonl" | "json" | "parquet" | "arrow" | "npy" | "npz" | "idx" | "cifar" | "image" | "unknown";

const MAGIC: readonly (readonly [DataFormat, string])[] = [
  ["parquet", "PAR1"],
  ["arrow", "ARROW1"],
  ["arrow", "\xff\xff\xff\xff"],
  ["npy", "\x93NUMPY"],
  ["image", "\x89PNG\r\n\x1a\n"],
  ["image", "\xff\xd8\xff"],
  ["image", "GIF8"],
];

export function compressionOf(head: Uint8Array): Compression | undefined {
  if (isGzip(head)) return "gzip";
  if (isZstd(head)) return "zstd";
  if (isBzip2(head)) return "bzip2";
  if (isXz(head)) return "xz";
  return isLz4(head) ? "lz4" : undefined;
}

function begins(head: Uint8Array, magic: string): boolean {
  for (let index = 0; index < magic.length; index++) if (head[index] !== magic.charCodeAt(index)) return false;
  return true;
}

/** IDX (Y. LeCun, "The MNIST database"): two zero bytes, a type, the number of dimensions. */
function isIdx(head: Uint8Array, size: number): boolean {
  const [a, b, type = 0, dimensions = 0] = head;
  if (a !== 0 || b !== 0 || ![8, 9, 11, 12, 13, 14].includes(type) || dimensions < 1 || dimensions > 4) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 4 + 4 * dimensions) return false;
  let items = 1;
  for (let index = 0; index < dimensions; index++) items *= view.getUint32(4 + 4 * index, false);
  const width = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 }[type] ?? 1;
  return size === 0 || 4 + 4 * dimensions + items * width === size;
}

const CIFAR_ROW = 3072;

/** The format by the first bytes, and by the (uncompressed) name where they do not say it. `size` 0: unknown. */
export function formatOf(head: Uint8Array, name: string, size: number): DataFormat {
  for (const [format, magic] of MAGIC) if (begins(head, magic)) return format;
  if (begins(head, "PK\x03\x04") && /\.npz$/i.test(name)) return "npz";
  if (isIdx(head, size)) return "idx";
  if (/\.bin$/i.test(name) && size > 0 && (size % (CIFAR_ROW + 1) === 0 || size % (CIFAR_ROW + 2) === 0)) return "cifar";
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  // A name that says text is believed further than one that says nothing.
  const named = /\.(?:csv|tsv|tab|psv|txt|data|jsonl|ndjson|json)$/i.test(name);
  if (!utf16 && binaryShare(head) > (named ? 0.1 : 0.03) && looksUtf16(head) === undefined) return "unknown";
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return "jsonl";
  if (/\.(?:csv|tsv|tab|psv)$/i.test(name)) return "csv";
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (text.startsWith("[") && /^\[\s*(?:[{[\]]|$)/.test(text)) return "json";
  if (text.startsWith("{")) return firstLineIsObject(text) ? "jsonl" : "json";
  if (/\.json$/i.test(name)) return "json";
  return text === "" && head.length > 0 ? "unknown" : "csv";
}

function firstLineIsObject(text: string): boolean {
  const end = text.indexOf("\n");
  const line = end < 0 ? text : text.slice(0, end);
  try {
    JSON.parse(line);
    return true;
  } catch {
    // A long first line may be cut; a pretty-printed object has little but the brace in it.
    return end < 0 && line.length > 10_000;
  }
}

function binaryShare(head: Uint8Array): number {
  if (head.length === 0) return 0;
  let binary = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) binary++;
  return binary / head.length;
}

/** Text of Latin letters in two bytes each: every other byte is zero. */
export function looksUtf16(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(head.length & ~1, 4096);
  if (length < 4) return undefined;
  let [even, odd] = [0, 0];
  for (let index = 0; index < length; index += 2) {
    if (head[index] === 0) even++;
    if (head[index + 1] === 0) odd++;
  }
  if (odd > length * 0.3 && even < length * 0.02) return "utf-16le";
  return even > length * 0.3 && odd < length * 0.02 ? "utf-16be" : undefined;
}
