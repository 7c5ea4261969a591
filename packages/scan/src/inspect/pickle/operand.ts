import { type ByteSource, bytesSource, type PickleValue, viewOf } from "@castellan/formats";

/** Bytes that are decoded from text at most. */
const MAX_DECODED = 64 * 1024 * 1024;

/** Opcode → bytes of its length, little-endian; texts are marked (PEP 307, PEP 3154). */
const COUNTED: { readonly [code: number]: { readonly width: 1 | 4 | 8; readonly text: boolean } | undefined } = {
  67: { width: 1, text: false },
  66: { width: 4, text: false },
  142: { width: 8, text: false },
  150: { width: 8, text: false },
  85: { width: 1, text: false },
  84: { width: 4, text: false },
  140: { width: 1, text: true },
  88: { width: 4, text: true },
  141: { width: 8, text: true },
};

/** The whole operand that a text or bytes value of a stream was made from; bytes that were written as Latin-1 text too. */
export function operandSource(source: ByteSource, value: PickleValue): ByteSource | undefined {
  if (value.kind !== "bytes" && value.kind !== "text") return undefined;
  const kind = COUNTED[source.read(value.offset, 1)[0] ?? 0];
  if (kind === undefined) {
    if (value.length !== value.value.length) return undefined;
    return bytesSource(value.kind === "bytes" ? value.value : Buffer.from(value.value, "latin1"));
  }
  const head = source.read(value.offset + 1, kind.width);
  if (head.length < kind.width) return undefined;
  const length =
    kind.width === 1 ? (head[0] ?? 0) : kind.width === 4 ? viewOf(head).getUint32(0, true) : Number(viewOf(head).getBigUint64(0, true));
  const begin = value.offset + 1 + kind.width;
  if (!kind.text) return slice(source, begin, length);
  if (length > MAX_DECODED) return undefined;
  return bytesSource(Buffer.from(Buffer.from(source.read(begin, length)).toString("utf8"), "latin1"));
}

function slice(source: ByteSource, begin: number, length: number): ByteSource {
  const size = Math.max(0, Math.min(length, source.size - begin));
  return { size, read: (offset, count) => source.read(begin + Math.max(0, offset), Math.max(0, Math.min(count, size - offset))) };
}
